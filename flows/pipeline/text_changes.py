"""Compare two texts by paragraph: what was removed, added and changed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from flows.references import ALIKE, drop_article_number, similarity

_AROUND = 18  # characters shown on each side of a change within a paragraph
_CONTAINED = 20  # least length of a paragraph to be looked for within a longer one
_PAIRS = 1_000_000  # with more possible pairs, paragraphs are paired in order

# The places of a paragraph in the old and the new text; None if it is not there.
_Pair = tuple[int | None, int | None]


class TextChange(NamedTuple):
    """A paragraph that differs between two texts. `line` is its number in the new text, counted from 1."""

    kind: Literal["removed", "added", "changed"]
    old: str
    new: str
    line: int


def compare_texts(old: str, new: str) -> Iterator[TextChange]:
    """Yield the differences of two texts by paragraph.

    Paragraphs are paired by their words, in order, whatever the numbers of their articles: if 第九条 is
    deleted, the old 第十条 is compared with the new 第九条. White space at line ends and empty lines are
    ignored.
    """
    before, after = ([line.strip() for line in text.splitlines() if line.strip()] for text in (old, new))
    line = 0
    for first, second in _align(before, after):
        if second is None:
            assert first is not None
            yield TextChange("removed", before[first], "", line + 1)
            continue
        line = second + 1
        if first is None:
            yield TextChange("added", "", after[second], line)
        elif before[first] != after[second]:
            yield TextChange("changed", before[first], after[second], line)


def _align(before: Sequence[str], after: Sequence[str]) -> Iterator[_Pair]:
    """Yield the places of every paragraph of two texts, in the order of the new one."""
    old, new = ([drop_article_number(line) or line for line in lines] for lines in (before, after))
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        for first, second in _pair(old[i1:i2], new[j1:j2]):
            yield (None if first is None else i1 + first), (None if second is None else j1 + second)


def _pair(old: Sequence[str], new: Sequence[str]) -> Iterator[_Pair]:
    """Yield pairs of paragraphs in order with the greatest total similarity, and those without a like one."""
    rows, columns = len(old), len(new)
    scores = _score(old, new)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            score = scores[row][column]
            together = score + best[row + 1][column + 1] if score else 0.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < rows and column < columns:
        score = scores[row][column]
        if score and best[row][column] == score + best[row + 1][column + 1]:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            yield row, None
            row += 1
        else:
            yield None, column
            column += 1
    yield from ((place, None) for place in range(row, rows))
    yield from ((None, place) for place in range(column, columns))


def _score(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """Return the similarity of each old paragraph with each new one; 0 if they are not alike.

    Only paragraphs that are like none as a whole are looked for within longer ones.
    """
    if len(old) * len(new) > _PAIRS:
        return [[float(row == column) for column in range(len(new))] for row in range(len(old))]
    if not (old and new):
        return [[] for _ in old]
    scores: list[list[float]] = process.cdist(old, new, scorer=fuzz.ratio, score_cutoff=ALIKE).tolist()
    single = [place for place, column in enumerate(zip(*scores, strict=True)) if not any(column)]
    for row, one in enumerate(old):
        for column in single if not any(scores[row]) else ():
            if min(len(one), len(new[column])) >= _CONTAINED:
                score = similarity(one, new[column])
                scores[row][column] = score * (score >= ALIKE)
    return scores


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
