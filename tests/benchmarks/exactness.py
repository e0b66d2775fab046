"""Search against brute force on 20,000 passages of news: every Chinese string of 1 to 6 characters, every English phrase of 1 to 4 words."""

from __future__ import annotations

import itertools
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flows.pipeline.ingest import ingest_paths
from flows.records import Annotation, DateRange
from flows.store.database import CURRENT, IS_UNCOUNTED, Store
from flows.store.facts import write_annotations
from flows.store.fulltext import FullText
from flows.text import HAN, fold
from tests.support import shared_data

_PASSAGES, _LONGEST, _WORDS = 20_000, 6, 4
_FILTERED = int(os.environ.get("ZHENGCE_BENCH_FILTERED", "10"))  # 1: filters on every string
_FIRST, _LAST = "2019-03", "2019-06"
_RUN = re.compile(f"[{HAN}]+")
_PHRASE = re.compile(r"[a-z0-9]+(?: +[a-z0-9]+)*")  # hyphens are folded to spaces, so there may be several


def main() -> None:
    """Compare hits, and hits filtered by a label and by dates, for each string in the passages."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "store.sqlite") as store:
        _fill(store)
        index = FullText(store)
        index.sync()
        rows = store.rows(f"SELECT p.id, p.text, d.date FROM {CURRENT} WHERE NOT {IS_UNCOUNTED}")
        passages = [
            (fold(row["text"]).text, row["id"] % 3 == 1, _FIRST <= row["date"] < "2019-07") for row in rows
        ]
        print(f"{len(passages):,} passages")
        for size in range(1, _LONGEST + 1):
            _compare(index, f"Chinese, {size}", ((_pieces(text, size), *marks) for text, *marks in passages))
        for size in range(1, _WORDS + 1):
            _compare(index, f"English, {size}", ((_phrases(text, size), *marks) for text, *marks in passages))


def _fill(store: Store) -> None:
    """Store the English plans and a year of news.

    Every third passage is labelled, so that filters have an effect.
    """
    with store.run("benchmark") as run:
        ingest_paths(store, run.id, "plans", sorted(shared_data("five_year_plans_en").glob("*.txt")))
        ingest_paths(store, run.id, "news", sorted(shared_data("xinwen_lianbo").glob("*2019*")))
        with store.transaction() as connection:
            connection.execute("DELETE FROM passage WHERE id > ?", (_PASSAGES,))
        found = Annotation("zh", (), (), {"tech_leverage": 0.9}, ("tech_leverage",))
        labelled = [(number, found) for number in range(1, _PASSAGES + 1, 3)]
        write_annotations(
            store,
            run.id,
            labelled,
            annotation_key="l",
            model_version="m",
            kinds={"tech_leverage": "strategy"},
        )


def _pieces(text: str, size: int) -> set[str]:
    return {run[at : at + size] for run in _RUN.findall(text) for at in range(len(run) - size + 1)}


def _phrases(text: str, size: int) -> set[str]:
    found: set[str] = set()
    for match in _PHRASE.finditer(text):
        words = match[0].split()
        # If a word continues after the phrase's end (an accent, a letter of another script), it is another word.
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        words = words[_goes_on(before) : len(words) - _goes_on(after)]
        found.update(" ".join(part) for part in zip(*(words[at:] for at in range(size)), strict=False))
    return found


def _goes_on(character: str) -> int:
    return int(character.isalnum() and not _RUN.match(character))


def _compare(index: FullText, name: str, passages: Iterable[tuple[set[str], Any, Any]]) -> None:
    """Count each string's passages by hand and by the index.

    For every tenth string (ZHENGCE_BENCH_FILTERED), also count labelled passages and those in a date range.
    """
    counts = [Counter[str](), Counter[str](), Counter[str]()]
    for pieces, *marks in passages:
        for counter, is_wanted in zip(counts, (True, *marks), strict=True):
            if is_wanted:
                counter.update(pieces)
    filters = (
        (),
        (index.with_values("strategy", ["tech_leverage"]),),
        (index.between(DateRange(_FIRST, _LAST)),),
    )
    start, asked, wrong = time.perf_counter(), 0, []
    for number, piece in enumerate(counts[0]):
        query = index.phrase(piece)
        for counter, narrowed in list(zip(counts, filters, strict=True))[
            : None if number % _FILTERED == 0 else 1
        ]:
            asked += 1
            total = index.count(index.all_of([query, *narrowed]))
            if total != counter[piece]:
                wrong.append((piece, total, counter[piece]))
    seconds = time.perf_counter() - start
    samples = ", ".join(itertools.islice(_say(wrong), 3))
    print(
        f"  {name:12} {len(counts[0]):>10,} strings, {asked:>11,} counts, {len(wrong)} differ ({seconds:.0f} s) {samples}",
        flush=True,
    )


def _say(wrong: list[tuple[str, int, int]]) -> Iterator[str]:
    return (f"{piece!r}: {found} instead of {counted}" for piece, found, counted in wrong)


if __name__ == "__main__":
    main()
