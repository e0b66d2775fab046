"""Keyword in context: every occurrence with what stands left and right of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.search.compiler import check_cost, find_matches, find_mentioned
from flows.search.search import Filters, build_query
from flows.store import FoundPassage, FullText, Store, fetch_passages


def find_lines(
    store: Store,
    lexicon: Lexicon,
    query: str,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    *,
    width: int = 20,
    sort: str = "date",
    expand: bool = True,
    most: int | None = None,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> list[dict[str, Any]]:
    """Return one row an occurrence: `left`, `keyword`, `right`, and where it stands.

    `width` is Chinese characters in Chinese passages and words/2 in English ones (40 characters are about 20 words of
    meaning). `sort`: `date`, `left` (by the words before, nearest first) or `right`. Raises QueryError where more than `most`
    passages match.
    """
    index = FullText(store)
    index.sync(report)
    wanted, parts = build_query(index, lexicon, query, filters, expand=expand, most=most)
    check_cost(index, wanted, most, "the concordance")
    rows = []
    ids = index.matching_ids(wanted)
    mentioned = find_mentioned(store, ids, parts)
    for passage in fetch_passages(store, ids):
        for start, end in find_matches(passage.text, parts, mentioned.get(passage.rowid, ())):
            rows.append(_row(passage, start, end, width))
    rows.sort(key=_SORTS[sort])
    return rows


def _row(passage: FoundPassage, start: int, end: int, width: int) -> dict[str, Any]:
    text = passage.text
    cut_left, cut_right = (
        (_words_left, _words_right) if passage.language == "en" else (_characters_left, _characters_right)
    )
    return {
        "date": passage.date,
        "corpus": passage.corpus,
        "title": passage.title,
        "left": " ".join(cut_left(text, start, width).split()),
        "keyword": " ".join(text[start:end].split()),
        "right": " ".join(cut_right(text, end, width).split()),
        "passage_id": passage.passage_id,
        "start": start,
        "end": end,
        "language": passage.language,
        "labels": "|".join(passage.labels),
    }


def _characters_left(text: str, start: int, width: int) -> str:
    return text[max(0, start - width) : start]


def _characters_right(text: str, end: int, width: int) -> str:
    return text[end : end + width]


def _words_left(text: str, start: int, width: int) -> str:
    number = max(width // 2, 1)
    return " ".join(text[:start].rsplit(None, number)[-number:])


def _words_right(text: str, end: int, width: int) -> str:
    number = max(width // 2, 1)
    return " ".join(text[end:].split(None, number)[:number])


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    return (not row["date"], row["date"], row["passage_id"], row["start"])


def _from_right(row: dict[str, Any]) -> str:
    """Return what stands left, the nearest first: words in English, characters in Chinese."""
    left = row["left"].lower()
    return " ".join(reversed(left.split())) if row["language"] == "en" else left[::-1]


_SORTS: dict[str, Callable[[dict[str, Any]], tuple[Any, ...]]] = {
    "date": _place,
    "left": lambda row: (_from_right(row), *_place(row)),
    "right": lambda row: (row["right"].lower(), *_place(row)),
}
