"""Compare two texts by paragraph: what was removed, added, changed and moved."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from flows.references import ALIKE, drop_article_number, similarity

_AROUND = 18  # characters shown on each side of a change within a paragraph
_CONTAINED = 20  # least length of a paragraph to be looked for within a longer one
_CONTAINED_PAIRS = 2_500  # with more possible pairs, none is: that takes a millisecond per pair
_PAIRS = 1_000_000  # with more possible pairs, paragraphs are paired in order
_VERBATIM = 95  # out of 100: from here on, a paragraph is not paired with one that is less like it
_MOVED = 80  # out of 100: less like paragraphs at different places are different ones
_SHORT_MOVED = 92  # ... of up to _SHORT characters, which differ in a few words
_SHORT = 40
_SHORTEST_MOVED = 10  # characters: headings and closing words are repeated at several places
_SHORTEST_ITEM = 20  # ... and so are the items of lists: （五）其他情节严重的情形

# The places of a paragraph in the old and the new text.
_Pair = tuple[int, int]


class TextChange(NamedTuple):
    """A paragraph that differs between two texts. `line` is its number in the new text, counted from 1.

    A moved paragraph is in both texts, but not in the same order; its words may have changed, too.
    """

    kind: Literal["removed", "added", "changed", "moved"]
    old: str
    new: str
    line: int


def compare_texts(old: str, new: str) -> Iterator[TextChange]:
    """Yield the differences of two texts by paragraph, in the order of the new text.

    Paragraphs are paired by their words, whatever the numbers of their articles: if 第九条 is deleted, the
    old 第十条 is compared with the new 第九条. White space at line ends and empty lines are ignored.
    """
    before, after = ([line.strip() for line in text.splitlines() if line.strip()] for text in (old, new))
    plain, other = ([drop_article_number(line) or line for line in lines] for lines in (before, after))
    pairs = _pair_in_order(plain, other)
    moved = _pair_moved(plain, other, pairs)
    pairs = list(_pair_contained(plain, other, pairs, moved))
    gone = set(moved.values())
    ends = [(-1, -1), *pairs, (len(before), len(after))]
    for (last, previous), (first, second) in pairwise(ends):
        removed = (before[place] for place in range(last + 1, first) if place not in gone)
        yield from (TextChange("removed", text, "", previous + 2) for text in removed)
        for place in range(previous + 1, second):
            if place in moved:
                yield TextChange("moved", before[moved[place]], after[place], place + 1)
            else:
                yield TextChange("added", "", after[place], place + 1)
        if second < len(after) and before[first] != after[second]:
            yield TextChange("changed", before[first], after[second], second + 1)


def _pair_in_order(old: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """Return pairs of like paragraphs, in the order of both texts."""
    if len(old) * len(new) <= _PAIRS:
        return list(_best_pairs(old, new, _score(old, new)))
    pairs: list[_Pair] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        here, there = old[i1:i2], new[j1:j2]
        pairs += ((i1 + one, j1 + other) for one, other in _best_pairs(here, there, _score(here, there)))
    return pairs


def _pair_contained(
    old: Sequence[str], new: Sequence[str], pairs: Sequence[_Pair], moved: Mapping[int, int]
) -> Iterator[_Pair]:
    """Yield the pairs, and between them the paragraphs of which one contains most of the other."""
    gone = set(moved.values())
    for (last, previous), (first, second) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        rows = [place for place in range(last + 1, first) if place not in gone]
        columns = [place for place in range(previous + 1, second) if place not in moved]
        here, there = [old[place] for place in rows], [new[place] for place in columns]
        for row, column in _best_pairs(here, there, _score_contained(here, there)):
            yield rows[row], columns[column]
        if first < len(old):
            yield first, second


def _best_pairs(old: Sequence[str], new: Sequence[str], scores: Sequence[Sequence[float]]) -> Iterator[_Pair]:
    """Yield the pairs in order that keep the most characters; a score of 0 means that two are not alike."""
    rows, columns = len(old), len(new)
    lengths = [len(text) for text in new]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    kept = [
        [score and score * (len(one) + length) for score, length in zip(line, lengths, strict=True)]
        for one, line in zip(old, scores, strict=True)
    ]
    for row in reversed(range(rows)):
        line, below, gains = best[row], best[row + 1], kept[row]
        for column in reversed(range(columns)):
            together = gains[column] and gains[column] + below[column + 1]
            line[column] = max(together, below[column], line[column + 1])
    row = column = 0
    while row < rows and column < columns:
        gain = kept[row][column]
        if gain and best[row][column] == gain + best[row + 1][column + 1]:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1


def _score(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """Return the similarity of each old paragraph with each new one; 0 if they are not alike.

    A paragraph that is almost verbatim in the other text is like no other: one that moved is not taken for
    the one that now has its place.
    """
    if len(old) * len(new) > _PAIRS:
        return [_score_in_order(text, place, new) for place, text in enumerate(old)]
    if not (old and new):
        return [[] for _ in old]
    scores: list[list[float]] = process.cdist(old, new, scorer=fuzz.ratio, score_cutoff=ALIKE).tolist()
    limits = [min(max(column), _VERBATIM) for column in zip(*scores, strict=True)]
    for line in scores:
        limit = min(max(line), _VERBATIM)
        for column, score in enumerate(line):
            if score and (limit == _VERBATIM or limits[column] == _VERBATIM) and score < _VERBATIM:
                line[column] = 0.0
    return scores


def _score_in_order(text: str, place: int, new: Sequence[str]) -> list[float]:
    """Return the scores of a paragraph that is only compared with the one at the same place."""
    scores = [0.0] * len(new)
    if place < len(new):
        scores[place] = fuzz.ratio(text, new[place], score_cutoff=ALIKE)
    return scores


def _score_contained(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """Return the similarity of paragraphs, 0 if they are not alike; one may contain the other."""
    scores = [[0.0] * len(new) for _ in old]
    if len(old) * len(new) > _CONTAINED_PAIRS:
        return scores
    for row, one in enumerate(old):
        for column, other in enumerate(new):
            if min(len(one), len(other)) >= _CONTAINED:
                score = similarity(one, other)
                if score >= ALIKE:
                    scores[row][column] = score
    return scores


def _pair_moved(old: Sequence[str], new: Sequence[str], pairs: Sequence[_Pair]) -> dict[int, int]:
    """Return the old place of each paragraph that moved, by its new place: the most alike first."""
    olds, news = {first for first, _ in pairs}, {second for _, second in pairs}
    rows = [place for place, text in enumerate(old) if place not in olds and _is_found_elsewhere(text)]
    columns = [place for place, text in enumerate(new) if place not in news and _is_found_elsewhere(text)]
    if not (rows and columns) or len(rows) * len(columns) > _PAIRS:
        return {}
    texts, others = [old[place] for place in rows], [new[place] for place in columns]
    scores = process.cdist(texts, others, scorer=fuzz.ratio, score_cutoff=_MOVED)
    found = sorted(
        (-float(scores[one, other]), rows[one], columns[other])
        for one, other in zip(*scores.nonzero(), strict=True)
    )
    moved: dict[int, int] = {}
    taken: set[int] = set()
    for score, first, second in found:
        limit = _SHORT_MOVED if min(len(old[first]), len(new[second])) <= _SHORT else _MOVED
        if first not in taken and second not in moved and -score >= limit:
            moved[second] = first
            taken.add(first)
    return moved


def _is_found_elsewhere(text: str) -> bool:
    """Return whether a paragraph has enough words to be looked for at another place."""
    return len(text) >= (_SHORTEST_ITEM if text.startswith("(") else _SHORTEST_MOVED)


def mark_changes(old: str, new: str) -> str:
    """Return a changed paragraph as one line: removed [-…-], added {+…+}, unchanged stretches shortened."""
    parts = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            parts.append(_shorten(old[i1:i2]))
            continue
        if i2 > i1:
            parts.append(f"[-{old[i1:i2]}-]")
        if j2 > j1:
            parts.append(f"{{+{new[j1:j2]}+}}")
    return "".join(parts)


def _shorten(same: str) -> str:
    return same if len(same) <= 2 * _AROUND + 2 else f"{same[:_AROUND]}…{same[-_AROUND:]}"
