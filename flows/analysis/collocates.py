"""Collocates: the words that stand near a term more often than chance has it, by log-likelihood and logDice."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flows.analysis.dossier import log_likelihood
from flows.analysis.query import check_cost, find_matches, find_mentioned
from flows.analysis.search import Filters, build_query
from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.folding import HAN, fold
from flows.store.database import Store
from flows.store.fulltext import FullText
from flows.store.reading import fetch_texts

COLUMNS = ["collocate", "near", "passages", "log_likelihood", "log_dice", "left", "right"]
Cut = Callable[[str], Iterable[str]]
_WORD = re.compile(rf"[{HAN}]{{2,}}|[a-z][a-z'’]{{2,}}")
_LEAST, _CANDIDATES = 3, 400
_FUNCTION_WORDS = frozenset(
    [
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
    ]
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
    """Return one row (COLUMNS) a collocate, the highest `sort` first; `cut` splits a Chinese text into words.

    Everything is counted in passages: `near` are those with the word at most `window` words away from a match, `passages`
    those with the word at all; `left` and `right` say on which side. log_likelihood is Dunning's G2 (1993) of the two,
    log_dice 14 + log2(2 near / (passages with a match + passages with the word)) (Rychlý 2008), at most 14. Raises QueryError where more than `most` passages match.
    """
    if window < 1:
        raise UsageError(f"--window {window}: must be 1 or more")
    index = FullText(store)
    index.sync()
    wanted, parts = build_query(index, lexicon, query, filters, expand=expand, most=most)
    check_cost(index, wanted, most, "collocates")
    matching = index.matching_ids(wanted)
    own = {form for part in parts for form in part.forms}
    near: Counter[str] = Counter()
    sides: Counter[tuple[str, str]] = Counter()
    mentioned = find_mentioned(store, matching, parts)
    for passage, text in fetch_texts(store, matching):
        found = _near_words(text, find_matches(text, parts, mentioned.get(passage, ())), cut, window)
        near.update({word for word, _ in found} - own)
        sides.update(found)
    total = index.search(index.all_of([]), limit=1).total
    rows: list[dict[str, Any]] = []
    for word, both in near.most_common(_CANDIDATES):
        if both >= min(_LEAST, len(matching)):
            passages = max(both, index.search(index.all_of([index.phrase(word)]), limit=1).total)
            if both * total > passages * len(matching):  # more often than by chance
                rows.append({
                    "collocate": word, "near": both, "passages": passages, "log_dice": round(14 + math.log2(2 * both / (len(matching) + passages)), 3),
                    "log_likelihood": round(log_likelihood(both, len(matching), passages, total), 2),
                    "left": sides[word, "left"], "right": sides[word, "right"],
                })  # fmt: skip
    return sorted(rows, key=lambda row: (-row[sort], row["collocate"]))[:limit]


def _near_words(text: str, spans: Sequence[tuple[int, int]], cut: Cut, window: int) -> set[tuple[str, str]]:
    """Return the words within `window` words of a span, with their side."""
    found: set[tuple[str, str]] = set()
    for start, end in spans:
        before = [word for word in cut(fold(text[max(0, start - 12 * window) : start]).text) if word.strip()][-window:]
        after = [word for word in cut(fold(text[end : end + 12 * window]).text) if word.strip()][:window]
        found |= {(word, "left") for word in before if _is_content(word)} | {
            (word, "right") for word in after if _is_content(word)
        }
    return found


def _is_content(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word not in _FUNCTION_WORDS
