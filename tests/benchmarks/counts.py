"""Yearly counts of 200 strings against the raw news records; time of one monthly series and of all.

Memory of an export.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.lexicon.reading import load_lexicon
from flows.search import Collection
from flows.store.database import Store
from flows.store.totals import knows_loose
from flows.text import HAN, fold
from flows.trends import SeriesRequest, count_series
from tests.benchmarks.texts import SHARED
from tests.builders import count_frame
from tests.support import MODELS

_SEED, _TERMS = 20260102, 200
Record = tuple[str, str, str]  # date, title, text


def main() -> None:
    """Count on the store named by ZHENGCE_BENCH_STORE, whose corpus `news` is xinwen_lianbo without its rundowns."""
    path = os.environ.get("ZHENGCE_BENCH_STORE")
    if not path:
        print("name a store in ZHENGCE_BENCH_STORE for the counts; skipped")
        return
    lexicon = load_lexicon(MODELS / "lexicon")
    with Store(Path(path), must_exist=True) as store:
        _time_series(store, lexicon)
        start, wall = time.process_time(), time.perf_counter()
        every = count_series(Collection(store, lexicon), SeriesRequest(by="month", every_term=True))
        print(
            f"monthly, all {len(every.series):,} concepts: {time.process_time() - start:.1f} s of one core, "
            f"{time.perf_counter() - wall:.1f} s by the clock"
        )
        if SHARED.is_dir():
            _compare(store, lexicon, list(dict.fromkeys(_read_news())))
    _measure_export(path)


def _time_series(store: Store, lexicon: Lexicon) -> None:
    """Print what a monthly series takes, and what it takes where a lexicon of one concept more makes it read the texts, with the same counts."""
    reading = Lexicon([*lexicon.concepts.values(), Concept("one-more", "TERM", "此处无此词", "")])
    print(
        f"loose counts are {'kept in the store' if knows_loose(store, lexicon.hash) else 'NOT kept for this lexicon: annotate first'}"
    )
    for term in ("军民融合", "高质量发展", "中国"):
        frames, seconds = [], []
        for known in (lexicon, reading):
            count_frame(store, known, [term], by="month")
            start = time.process_time()
            frames.append(count_frame(store, known, [term], by="month"))
            seconds.append(time.process_time() - start)
        print(
            f"monthly, {term}: {seconds[0]:.2f} s of one core, {seconds[1] / seconds[0]:.1f} times that where texts are read; "
            f"{'the same' if frames[0].equals(frames[1]) else 'OTHER'} counts"
        )


def _read_news() -> list[Record]:
    """Return date, title and text of the records that have text and are no rundown, straight from the files."""
    records = []
    for path in sorted((SHARED / "xinwen_lianbo").glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            record = json.loads(line)
            if not record["is_rundown"] and (record["text"] or "").strip():
                records.append((record["date"], record["title"], record["text"]))
    return records


def _compare(store: Store, lexicon: Lexicon, records: list[Record]) -> None:
    """Print how many cells (string, year) differ from `str.count` on title and text, and how many for a known reason.

    Known reasons: a title that is the text's first line as well counts once; the project folds traditional
    characters and white space between Chinese ones.
    """
    terms = _choose_terms(lexicon, records)
    expected: Counter[tuple[str, str]] = Counter()
    known: Counter[tuple[str, str]] = Counter()
    for date, title, text in records:
        whole = f"{title}\n{text}"
        folded = f"{fold(title).text}\n{fold(text).text}"
        is_twice = _is_line(title, text)
        for term in terms:
            if term in whole or term in folded:
                expected[term, date[:4]] += whole.count(term)
                known[term, date[:4]] += (
                    folded.count(term) - whole.count(term) - (title.count(term) if is_twice else 0)
                )
    frame = count_frame(store, Lexicon(()), terms, corpus=["news"])
    found = {
        (row["series"], row["period"]): row["occurrences"]
        for row in frame.to_dict("records")
        if row["occurrences"]
    }
    wrong = {
        key: found.get(key, 0) - expected[key]
        for key in {*found, *expected}
        if found.get(key, 0) != expected[key]
    }
    others = [(*key, gap) for key, gap in wrong.items() if gap != known[key]]
    print(
        f"yearly counts of {len(terms)} strings: {len(expected):,} cells, {sum(expected.values()):,} occurrences; {len(wrong)} cells differ, "
        f"{len(wrong) - len(others)} for a known reason; others: {others}"
    )
    strict = count_frame(store, lexicon, [term for term in terms if lexicon.find(term)], corpus=["news"])
    gaps = Counter(
        _compare_counts(row["occurrences"], row["occurrences_loose"]) for row in strict.to_dict("records")
    )
    print(
        f"strict against loose counts of the {strict['series'].nunique()} that are terms, by year: {dict(gaps)}"
    )


def _compare_counts(strict: int, loose: int) -> str:
    if strict == loose:
        return "as many"
    return "fewer (negative contexts, borders)" if strict < loose else "more"


def _is_line(title: str, text: str) -> bool:
    """Return whether the title is one line, or several consecutive lines, at the start of the text."""
    lines = ["".join(line.split()) for line in text[: 600 + len(title)].splitlines() if line.strip()]
    return any(
        "".join(lines[first : first + size]) == "".join(title.split())
        for first in range(len(lines))
        for size in range(1, 7)
    )


def _measure_export(path: str) -> None:
    """Print the memory and time of a CSV export of all mentions, in a separate process."""
    code = (
        "import re, sys; from pathlib import Path; from flows.cli.main import app; "
        "app(['export', 'mentions', '--store', sys.argv[1], '--out', sys.argv[2]], exit_on_error=False, print_error=False); "
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1024)"
    )
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code, path, folder], capture_output=True, text=True, check=True
        )
        rows = sum(1 for _ in (Path(folder) / "mentions.csv").open("rb")) - 1
        print(
            f"export of {rows:,} mentions: {time.perf_counter() - start:.0f} s, {done.stdout.split()[-1]} MB at most"
        )


def _choose_terms(lexicon: Lexicon, records: list[Record]) -> list[str]:
    """Return 100 labels of the lexicon and 100 strings of two to six characters cut out of the texts."""
    chooser = random.Random(_SEED)
    labels = sorted(
        {concept.zh for concept in lexicon.concepts.values() if re.fullmatch(f"[{HAN}]{{2,8}}", concept.zh)}
    )
    terms = set(chooser.sample(labels, _TERMS // 2))
    while len(terms) < _TERMS:
        if runs := re.findall(f"[{HAN}]{{6,}}", chooser.choice(records)[2]):
            run = chooser.choice(runs)
            start = chooser.randrange(len(run) - 2)
            terms.add(run[start : start + chooser.randint(2, 6)])
    return sorted(terms)


if __name__ == "__main__":
    main()
