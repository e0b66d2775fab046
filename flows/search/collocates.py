"""Collocates: the words that stand near a term more often than chance has it, by log-likelihood and logDice."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.search.compiler import check_cost, find_matches, find_mentioned
from flows.search.date_options import check_date
from flows.search.search import Filters, build_query
from flows.statistics import compare, log_likelihood
from flows.store import FullText, Store, dated_texts, fetch_texts
from flows.text import HAN, fold

COLLOCATE_COLUMNS = ["collocate", "near", "passages", "log_likelihood", "log_dice", "left", "right"]
NEW_COLUMNS = [
    "collocate",
    "here",
    "there",
    "matches_here",
    "matches_there",
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "g2",
    "q",
    "first",
    "passage_id",
]
Cut = Callable[[str], Iterable[str]]
_WORD = re.compile(rf"[{HAN}]{{2,}}|[a-z][a-z'’]{{2,}}")
_LEAST = 3
_FUNCTION_WORDS = frozenset(
    (
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "from",
        "are",
        "was",
        "were",
        "will",
        "has",
        "have",
        "had",
        "its",
        "their",
        "our",
        "into",
        "such",
        "than",
        "not",
        "but",
        "also",
        "been",
        "being",
        "which",
        "who",
        "其中",
        "以及",
        "我们",
        "他们",
        "这个",
        "这些",
        "一个",
        "进行",
        "可以",
        "已经",
        "没有",
        "就是",
        "不是",
        "还是",
        "对于",
        "关于",
        "通过",
        "由于",
        "因此",
        "并且",
        "或者",
        "如果",
        "同时",
        "目前",
    )
)


def find_collocates(
    store: Store,
    lexicon: Lexicon,
    query: str,
    cut: Cut,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    *,
    window: int = 5,
    limit: int = 50,
    sort: str = "log_likelihood",
    expand: bool = True,
    most: int | None = None,
) -> list[dict[str, Any]]:
    """Return one row (COLLOCATE_COLUMNS) a collocate, the highest `sort` first; `cut` splits a Chinese text into words.

    Everything is counted in passages: `near` are those with the word at most `window` words away from a match, `passages`
    those with the word at all; `left` and `right` say on which side. log_likelihood is Dunning's G2 (1993) of the two,
    log_dice 14 + log2(2 near / (passages with a match + passages with the word)) (Rychlý 2008), at most 14. Raises QueryError
    where more than `most` passages match. Measured: 0.1 s of CPU time for 1,000 passages of news.
    """
    matches = _Matches(store, lexicon, query, cut, filters, window, expand, most)
    matching, index = matches.ids, matches.index
    near: Counter[str] = Counter()
    sides: Counter[tuple[str, str]] = Counter()
    for passage, text in fetch_texts(store, matching):
        found = matches.find_near(passage, text)
        near.update({word for word, _ in found})
        sides.update(found)
    total = index.count(index.all_of([]))
    rows: list[dict[str, Any]] = []
    best: list[float] = []  # the highest `limit` scores so far, the lowest of them first
    for word, both in near.most_common():
        if both < min(_LEAST, len(matching)):
            break
        if len(best) == limit and _scores(both, len(matching), both, total)[sort] < best[0]:
            break  # even as a word that stands nowhere else it would come after those, and so would all that are near less often
        passages = max(both, index.count(index.all_of([index.phrase(word)])))
        if both * total > passages * len(matching):  # more often than by chance
            scores = _scores(both, len(matching), passages, total)
            rows.append(
                {
                    "collocate": word,
                    "passages": passages,
                    **scores,
                    "left": sides[word, "left"],
                    "right": sides[word, "right"],
                }
            )
            (heapq.heappush if len(best) < limit else heapq.heappushpop)(best, scores[sort])
    rows = sorted(rows, key=lambda row: (-row[sort], row["collocate"]))[:limit]
    return [
        {**row, "log_dice": round(row["log_dice"], 3), "log_likelihood": round(row["log_likelihood"], 2)}
        for row in rows
    ]


def _scores(near: int, matching: int, passages: int, total: int) -> dict[str, float]:
    """Return what collocates are sorted by; each grows with `near` and, above chance, falls with `passages`."""
    return {
        "near": near,
        "log_likelihood": log_likelihood(near, matching, passages, total),
        "log_dice": 14 + math.log2(2 * near / (matching + passages)),
    }


def find_new_collocates(
    store: Store,
    lexicon: Lexicon,
    query: str,
    cut: Cut,
    since: str,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    *,
    window: int = 5,
    limit: int = 50,
    minimum: int = 3,
    expand: bool = True,
) -> list[dict[str, Any]]:
    """Return one row (NEW_COLUMNS) a word that stands near matches in more of their passages since a date than before it.

    Compared are passages with the word near a match among all with a match, by the two-cell log-likelihood and Log Ratio (see
    keyness); kept is what has q < 0.05 (Benjamini and Hochberg over all words near in `minimum` passages), the highest G2
    first. Passages without a date are left out. Raises UsageError where one side has no match.
    """
    first = check_date(since, "--new-since") or ""
    matches = _Matches(store, lexicon, query, cut, filters, window, expand)
    near: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    passages = [0, 0]
    firsts: dict[str, tuple[str, str]] = {}
    for row in dated_texts(store, matches.ids, "d.date", "d.date", "p.document_id || '-' || p.position"):
        side = 0 if row["date"] >= first else 1
        words = {word for word, _ in matches.find_near(row["id"], row["text"])}
        passages[side] += 1
        near[side].update(words)
        for word in words:
            firsts[word] = min(firsts.get(word, ("~", "")), (row["date"], row["grp"]))
    if not all(passages):
        raise UsageError(
            f"--new-since {since}: no passage {'since then' if not passages[0] else 'before'} matches {query!r}"
        )
    rows = []
    for key in compare(near[0], near[1], passages[0], passages[1], minimum=minimum):
        if key.q < 0.05 and key.log_ratio > 0 and key.here >= minimum:
            rows.append(
                {
                    "collocate": key.term,
                    "here": key.here,
                    "there": key.there,
                    "matches_here": passages[0],
                    "matches_there": passages[1],
                    "log_ratio": round(key.log_ratio, 3),
                    "log_ratio_low": round(key.low, 3),
                    "log_ratio_high": round(key.high, 3),
                    "g2": round(key.g2, 2),
                    "q": key.q,
                    "first": firsts[key.term][0],
                    "passage_id": firsts[key.term][1],
                }
            )
    return rows[:limit]


class _Matches:
    """The passages that match a query (`ids`), and the words near what matches in them.

    Raises UsageError for a window below 1, QueryError where more than `most` passages match.
    """

    def __init__(
        self,
        store: Store,
        lexicon: Lexicon,
        query: str,
        cut: Cut,
        filters: Filters,
        window: int,
        expand: bool,
        most: int | None = None,
    ) -> None:
        if window < 1:
            raise UsageError(f"--window {window}: must be 1 or more")
        self.index = FullText(store)
        self.index.sync()
        wanted, self._parts = build_query(self.index, lexicon, query, filters, expand=expand, most=most)
        check_cost(self.index, wanted, most, "collocates")
        self.ids = self.index.matching_ids(wanted)
        self._mentioned = find_mentioned(store, self.ids, self._parts)
        self._own = {form for part in self._parts for form in part.forms}
        self._cut, self._window = cut, window

    def find_near(self, passage: int, text: str) -> set[tuple[str, str]]:
        """Return the words near a match in a passage, with their side; none that the query asks for itself."""
        spans = find_matches(text, self._parts, self._mentioned.get(passage, ()))
        return {
            pair for pair in _near_words(text, spans, self._cut, self._window) if pair[0] not in self._own
        }


def _near_words(text: str, spans: Sequence[tuple[int, int]], cut: Cut, window: int) -> set[tuple[str, str]]:
    """Return the words within `window` words of a span, with their side."""
    found: set[tuple[str, str]] = set()
    whole = fold(text)

    def words(start: int, end: int) -> list[str]:
        folded = whole.text[start:end] if whole.offsets is None else fold(text[start:end]).text
        return [word for word in cut(folded) if word.strip()]

    for start, end in spans:
        before = words(max(0, start - 12 * window), start)[-window:]
        after = words(end, end + 12 * window)[:window]
        found |= {(word, "left") for word in before if _is_content(word)} | {
            (word, "right") for word in after if _is_content(word)
        }
    return found


def _is_content(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word not in _FUNCTION_WORDS
