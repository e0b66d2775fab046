"""Collocates: words that occur near a term more often than expected by chance."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.errors import UsageError
from flows.records import DateRange, day_before
from flows.search.collection import Collection
from flows.search.compiler import check_cost
from flows.search.dates import read_date
from flows.search.parts import Span, find_matches, find_mentioned
from flows.search.passages import check_values, filter_queries, select_passages
from flows.search.request import CollocateRequest
from flows.statistics import compare, log_likelihood
from flows.store.passages import fetch_texts
from flows.store.series import dated_texts
from flows.text import HAN, fold, lazy_pattern

# Splits a folded text into words.
Cut = Callable[[str], Iterable[str]]
_WORD = lazy_pattern(rf"[{HAN}]{{2,}}|[a-z][a-z'’]{{2,}}")
_LEAST_PASSAGES = 3
_SIGNIFICANT = 0.05
_CHARACTERS_PER_WORD = 12  # characters to cut into words on each side of a match, per word of the window


class Collocate(NamedTuple):
    """A word near matches, counted in passages.

    `near` counts passages with the word within the window of a match, `passages` those with it anywhere
    within the filters, `left` and `right` those with it on that side of a match.
    """

    collocate: str
    near: int
    passages: int
    log_likelihood: float
    log_dice: float
    left: int
    right: int


class NewCollocate(NamedTuple):
    """A word that is near matches more often since a date than before it, counted in passages with a match.

    `here` counts passages since the date, `there` those before it; `first` and `passage_id` name the earliest
    passage.
    """

    collocate: str
    here: int
    there: int
    matches_here: int
    matches_there: int
    log_ratio: float
    log_ratio_low: float
    log_ratio_high: float
    g2: float
    q: float
    first: str
    passage_id: str


COLLOCATE_COLUMNS = list(Collocate._fields)
NEW_COLUMNS = list(NewCollocate._fields)


def find_collocates(collection: Collection, request: CollocateRequest, cut: Cut) -> list[Collocate]:
    """Return the collocates of what a request finds, highest value of its `sort` first.

    "All passages" means those within the filters (corpus, issuer, time ...). log_likelihood is Dunning's G2
    (1993) of passages near a match against all passages with the word; log_dice is 14 + log2(2 near /
    (passages with a match + passages with the word)) (Rychlý 2008), at most 14. Words in fewer than three
    passages, and words no more frequent than expected by chance, are left out.

    Raises QueryError if more than `max_read` passages match. Measured: 0.1 s of CPU time for 1,000 passages
    of news.
    """
    matches = _Matches(collection, request, cut)
    near: Counter[str] = Counter()
    sides: Counter[tuple[str, str]] = Counter()
    for passage, text in fetch_texts(collection.store, matches.ids):
        found = matches.find_near(passage, text)
        near.update({word for word, _ in found})
        sides.update(found)
    index, matching = matches.index, len(matches.ids)
    # A term or name in the filters is what the request looks for, not where it looks.
    frame = filter_queries(collection, replace(request.filters, term=(), entity=()))
    total = index.count(index.all_of(frame))
    scored: list[tuple[float, Collocate]] = []
    best: list[float] = []  # the highest scores so far, at most `limit` of them, the lowest first
    for word, both in near.most_common():
        if both < min(_LEAST_PASSAGES, matching):
            break
        # Even a word that occurs nowhere else would rank below these, and so would all that follow it.
        if (
            best
            and len(best) == request.limit
            and _scores(both, matching, both, total)[request.sort] < best[0]
        ):
            break
        passages = max(both, index.count(index.all_of([*frame, index.phrase(word)])))
        if both * total <= passages * matching:
            continue
        scores = _scores(both, matching, passages, total)
        row = Collocate(
            word,
            both,
            passages,
            round(scores["log_likelihood"], 2),
            round(scores["log_dice"], 3),
            sides[word, "left"],
            sides[word, "right"],
        )
        scored.append((scores[request.sort], row))
        if request.limit is None or len(best) < request.limit:
            heapq.heappush(best, scores[request.sort])
        else:
            heapq.heappushpop(best, scores[request.sort])
    scored.sort(key=lambda pair: (-pair[0], pair[1].collocate))
    return [row for _, row in scored[: request.limit]]


def _scores(near: int, matching: int, passages: int, total: int) -> dict[str, float]:
    """Return the measures that collocates are sorted by.

    Each grows with `near` and, above chance, falls with `passages`.
    """
    return {
        "near": near,
        "log_likelihood": log_likelihood(near, matching, passages, total),
        "log_dice": 14 + math.log2(2 * near / (matching + passages)),
    }


def find_new_collocates(
    collection: Collection, request: CollocateRequest, cut: Cut, since: str
) -> list[NewCollocate]:
    """Return the words that are near matches in more of their passages since a date than before it.

    Passages with the word near a match, among all with a match, are compared by the two-cell log-likelihood
    and the Log Ratio (see keyness). Words with q < 0.05 are kept (Benjamini and Hochberg over all words near
    in `minimum` passages), highest G2 first. Passages without a date are left out, and those dated by a month
    or year with days on both sides. Raises UsageError if one side has no match.
    """
    border = read_date(since, "--new-since") or ""
    sides = DateRange(border or None), DateRange(None, day_before(border))
    matches = _Matches(collection, request, cut)
    near: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    passages = [0, 0]
    first_uses: dict[str, tuple[str, str]] = {}
    for date, passage_id, row, text in dated_texts(collection.store, matches.ids):
        if not any(side.covers(date) for side in sides):
            continue
        is_before = not sides[0].covers(date)
        words = {word for word, _ in matches.find_near(row, text)}
        passages[is_before] += 1
        near[is_before].update(words)
        for word in words:
            first_uses[word] = min(first_uses.get(word, (date, passage_id)), (date, passage_id))
    if not passages[0]:
        raise UsageError("search.one_sided", since=since, query=request.query)
    if not passages[1]:
        raise UsageError("search.one_sided_before", since=since, query=request.query)
    rows = [
        NewCollocate(
            key.term,
            key.here,
            key.there,
            passages[0],
            passages[1],
            round(key.log_ratio, 3),
            round(key.low, 3),
            round(key.high, 3),
            round(key.g2, 2),
            key.q,
            *first_uses[key.term],
        )
        for key in compare(near[0], near[1], *passages, minimum=request.minimum)
        if key.q < _SIGNIFICANT and key.log_ratio > 0 and key.here >= request.minimum
    ]
    return rows[: request.limit]


class _Matches:
    """The passages that match a request (`ids`), and the words near the matches in them.

    Raises UsageError for a window below 1, QueryError if more than `max_read` passages match.
    """

    def __init__(self, collection: Collection, request: CollocateRequest, cut: Cut) -> None:
        if request.window < 1:
            raise UsageError("search.window_too_small", window=request.window)
        check_values(collection, request.filters, request.query)
        selection = select_passages(
            collection, request.query, request.filters, expand=request.expand, max_read=request.max_read
        )
        check_cost(selection.index, selection.query, request.max_read, "collocates")
        self.index = selection.index
        self.ids = selection.rows()
        self._parts = selection.parts
        self._mentioned = find_mentioned(collection.store, self.ids, self._parts)
        self._own = {form for part in self._parts for form in part.forms}
        self._cut, self._window = cut, request.window

    def find_near(self, passage: int, text: str) -> set[tuple[str, str]]:
        """Return the words near a match with their side, except those that the query names."""
        spans = find_matches(text, self._parts, self._mentioned.get(passage, ()))
        found = _near_words(text, spans, self._cut, self._window)
        return {pair for pair in found if pair[0] not in self._own}


def _near_words(text: str, spans: Sequence[Span], cut: Cut, window: int) -> set[tuple[str, str]]:
    """Return the words within `window` words of a span, with their side."""
    whole = fold(text)
    width = _CHARACTERS_PER_WORD * window

    def folded(start: int, end: int) -> str:
        return whole.text[start:end] if whole.offsets is None else fold(text[start:end]).text

    found: set[tuple[str, str]] = set()
    for start, end in spans:
        around = folded(max(0, start - width), start), folded(start, end), folded(end, end + width)
        before, after = _words_beside(*around, cut)
        found |= {(word, "left") for word in before[-window:] if _is_content(word)}
        found |= {(word, "right") for word in after[:window] if _is_content(word)}
    return found


def _words_beside(before: str, match: str, after: str, cut: Cut) -> tuple[list[str], list[str]]:
    """Return the words before and after a match.

    All is cut together, since what follows a match may belong to a word that begins in it: 法和本条例 alone
    begins with a word 法和本, but 出口管制法和本条例 does not. Only the rest of a word that reaches into the
    match is cut alone (自主 before 创新).
    """
    text, place = before + match + after, 0
    first, last = len(before), len(before) + len(match)
    left: list[str] = []
    right: list[str] = []
    for word in cut(text):
        start = text.find(word, place)
        place = start + len(word)
        if place <= first:
            left.append(word)
        elif start < first:
            left += cut(text[start:first])
        if start >= last:
            right.append(word)
        elif place > last:
            right += cut(text[last:place])
    return [word for word in left if word.strip()], [word for word in right if word.strip()]


def _is_content(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    lines = Path(__file__).with_name("function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
