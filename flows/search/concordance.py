"""Keyword in context: every occurrence with the text to its left and right."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.search.collection import Collection
from flows.search.compiler import check_cost
from flows.search.parts import find_matches, find_mentioned
from flows.search.passages import check_values, select_passages
from flows.search.request import ConcordanceRequest
from flows.store.passages import FoundPassage, fetch_passages
from flows.text import in_one_line


class Line(NamedTuple):
    """One occurrence: `text[start:end]` of the passage is `keyword`.

    White space in the three columns is folded.
    """

    date: str
    corpus: str
    title: str
    left: str
    keyword: str
    right: str
    passage_id: str
    start: int
    end: int
    language: str
    labels: str


def find_lines(collection: Collection, request: ConcordanceRequest) -> list[Line]:
    """Return one line per occurrence, in the order of the request's `sort`.

    Raises QueryError if more than `max_read` passages match.
    """
    check_values(collection, request.filters, request.query)
    selection = select_passages(
        collection, request.query, request.filters, expand=request.expand, max_read=request.max_read
    )
    check_cost(selection.index, selection.query, request.max_read, "the concordance")
    ids = selection.rows()
    mentioned = find_mentioned(collection.store, ids, selection.parts)
    lines = [
        _line(passage, start, end, request.width)
        for passage in fetch_passages(collection.store, ids)
        for start, end in find_matches(passage.text, selection.parts, mentioned.get(passage.rowid, ()))
    ]
    return sorted(lines, key=_SORTS[request.sort])


def cut_context(text: str, start: int, end: int, width: int, language: str) -> tuple[str, str]:
    """Return the text to the left and right of `text[start:end]`, its white space folded.

    `width` is in characters per side; English gets half as many words.
    """
    if language != "en":
        return in_one_line(text[max(0, start - width) : start]), in_one_line(text[end : end + width])
    words = max(width // 2, 1)
    left, right = text[:start].rsplit(None, words)[-words:], text[end:].split(None, words)[:words]
    return " ".join(" ".join(left).split()), " ".join(" ".join(right).split())


def _line(passage: FoundPassage, start: int, end: int, width: int) -> Line:
    left, right = cut_context(passage.text, start, end, width, passage.language)
    return Line(
        passage.date,
        passage.corpus,
        passage.title,
        left,
        in_one_line(passage.text[start:end]),
        right,
        passage.passage_id,
        start,
        end,
        passage.language,
        "|".join(passage.labels),
    )


def _place(line: Line) -> tuple[object, ...]:
    return (not line.date, line.date, line.passage_id, line.start)


def nearest_first(left: str, language: str) -> str:
    """Return a left context as a sort key, nearest first: words in English, characters in Chinese."""
    folded = left.lower()
    return " ".join(reversed(folded.split())) if language == "en" else folded[::-1]


_SORTS: dict[str, Callable[[Line], tuple[object, ...]]] = {
    "date": _place,
    "left": lambda line: (nearest_first(line.left, line.language), *_place(line)),
    "right": lambda line: (line.right.lower(), *_place(line)),
}
