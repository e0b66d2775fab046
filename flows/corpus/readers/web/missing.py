"""Lines of an article that its extractor dropped: headings, boxes, captions, names of attachments.

trafilatura drops what may be furniture. If a page shows such a line between lines of the extracted text, or
in the element that contains the text, the line is put back in its place. The extracted lines stay as they
are.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.etree

from flows.corpus.readers.web.furniture import is_button, is_furniture, is_subtitle
from flows.corpus.readers.web.matching import fold, match_lines
from flows.corpus.readers.web.page_head import is_head_line, is_prose
from flows.corpus.readers.web.pieces import Piece, list_pieces

_CORE_SHARE = 0.8  # of the extracted characters are in the core
_MOST_SHOWN, _MOST_LINES = 1_000, 20  # lines between two matched lines
_MOST_ADDED, _LONGEST_TEXT = 2_000, 1_000_000
_LEAST_MATCHED = 3  # lines that show where the article is, if no container does
_QUOTED = 20  # characters of a line that repeats a part of another


def add_missing_lines(body: Any, text: str, title: str = "", within: Any = None) -> str:
    """Return an extracted text with the lines that the page shows inside the article and the text lacks.

    `title` is stored elsewhere and is not added. With `within`, an element, only lines between those of the
    text are added, if they are in that element.
    """
    lines = text.splitlines()
    pieces = list(list_pieces(body))
    matched = match_lines([fold(line) for line in lines], [fold(piece.text) for piece in pieces])
    if len(matched) < (_LEAST_MATCHED if within is None else 2) or len(text) > _LONGEST_TEXT:
        return text
    article = _find_article(body, pieces, matched, within)
    added = list(_missing(lines, article, matched))
    if len(added) > _MOST_ADDED:
        return text
    known = fold(text)
    once = {fold(line) for line in lines} | {fold(title)}
    after: dict[int, list[str]] = defaultdict(list)
    for number, piece in added:
        folded = fold(piece.text)
        if folded not in once and (len(folded) < _QUOTED or folded not in known):
            after[number].append(_written(piece))
    whole = [*after[-1]]
    for number, line in enumerate(lines):
        whole += [line, *after[number]]
    return "\n".join(whole)


def _written(piece: Piece) -> str:
    return f"- {piece.text}" if piece.element.tag == "li" else piece.text


def _missing(
    lines: Sequence[str], article: _Article, matched: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Piece]]:
    """Yield each missing piece with the number of the line that it follows, -1 for the beginning."""
    ends = [(-1, -1), *matched, (len(lines), len(article.pieces))]
    for (line, shown), (next_line, next_shown) in itertools.pairwise(ends):
        if next_shown - shown > _MOST_SHOWN or next_line - line > _MOST_LINES:
            continue
        others = [fold(other) for other in lines[line + 1 : next_line]]
        at, waiting = line, list[tuple[int, Piece]]()
        for number in range(shown + 1, next_shown):
            piece = article.pieces[number]
            if (place := _find_inside(fold(piece.text), others, at - line)) >= 0:
                at = line + 1 + place
                yield from waiting
                waiting = []
            elif not article.has(number):
                waiting = []  # headings of what is not part of the article
            elif piece.is_heading and not article.is_subtitle(number):
                waiting.append((at, piece))
            else:
                yield from waiting
                yield at, piece
                waiting = []
        if next_line < len(lines):
            yield from waiting


def _find_inside(folded: str, others: Sequence[str], first: int) -> int:
    """Return the number of the line that contains a piece, from the line `first - 1` on, or -1."""
    numbers = range(max(first - 1, 0), len(others))
    return next((number for number in numbers if folded in others[number]), -1)


@dataclass(frozen=True, slots=True)
class _Article:
    """The article on a page: where the extracted lines are, and the elements around them.

    `core` has the elements of the smallest element with most of the extracted text; `around` those beside it.
    `is_wide` is set if the core also contains the page's heading, and so perhaps its menus. `start` is the
    first extracted line of prose, `last` the last extracted line, `heading` the heading before them, or -1.
    """

    pieces: Sequence[Piece]
    core: frozenset[Any]
    around: frozenset[Any]
    furniture: frozenset[Any]
    is_wide: bool
    start: int
    last: int
    heading: int
    has_ends: bool

    def has(self, number: int) -> bool:
        """Return whether a line that was not extracted is part of the article."""
        piece = self.pieces[number]
        if piece.is_link or piece.element in self.furniture or is_button(piece.text):
            return False
        is_command = piece.element.tag == "button" and not piece.text.endswith(("?", "？"))
        if is_command or not any(map(str.isalpha, piece.text)):
            return False
        if self.start < number < self.last:
            return piece.element in self.core
        if not self.has_ends:
            return False
        if number > self.last:
            is_near = piece.element in self.core or (piece.has_file and piece.element in self.around)
            return is_near and not self.is_wide
        return self._is_in_head(number, piece)

    def _is_in_head(self, number: int, piece: Piece) -> bool:
        """Return whether a line above the prose is a subtitle, a heading or the beginning of the article."""
        if number <= self.heading or is_head_line(piece.text):
            return False
        if self.heading >= 0 and piece.is_heading:
            return True
        return self.is_subtitle(number) or (piece.element in self.core and not self.is_wide)

    def is_subtitle(self, number: int) -> bool:
        """Return whether a line is the one below the title that sums up the text."""
        element = self.pieces[number].element
        follows = number == self.heading + 1 > 0 and element.tag == "h2"
        return self.heading < number < self.start and (follows or is_subtitle(element))


def _find_article(
    body: Any, pieces: Sequence[Piece], matched: Sequence[tuple[int, int]], within: Any
) -> _Article:
    shown = [number for _, number in matched]
    start = next((number for number in shown if is_prose(pieces[number].text)), shown[0])
    heading = next((number for number in range(start, -1, -1) if pieces[number].element.tag == "h1"), -1)
    below = [pieces[number] for number in shown if number > heading]
    counts = _add_up(body, ((piece.element, len(piece.text)) for piece in below))
    lines = _add_up(body, ((piece.element, 1) for piece in below))
    core = _find_core(body, counts, lines) if within is None else within
    outer = core.getparent()
    return _Article(
        pieces=pieces,
        core=frozenset(core.iter()),
        around=frozenset() if outer is None or outer is body else frozenset(outer.iter()),
        furniture=_elements_of_furniture(body, counts),
        is_wide=core is body or next(core.iterdescendants("h1"), None) is not None,
        start=start,
        last=shown[-1],
        heading=heading,
        has_ends=within is None,
    )


def _add_up(body: Any, values: Iterable[tuple[Any, int]]) -> Counter[Any]:
    """Return the sum of the values of each element and all elements inside, where it isn't 0."""
    sums: Counter[Any] = Counter()
    for element, value in values:
        sums[element] += value
    for _, element in lxml.etree.iterwalk(body, events=("end",)):
        if sums[element] and element is not body:
            sums[element.getparent()] += sums[element]
    return sums


def _find_core(body: Any, characters: Counter[Any], lines: Counter[Any]) -> Any:
    """Return the smallest element with most of the extracted characters that has several lines."""
    core, least = body, _CORE_SHARE * characters[body]
    while True:
        inner = (child for child in core if lines[child] > 1 and characters[child] >= least)
        following = next(inner, None)
        if following is None:
            return core
        core = following


def _elements_of_furniture(body: Any, counts: Counter[Any]) -> frozenset[Any]:
    """Return the elements of furniture without extracted text, with all elements inside."""
    found, depth = set(), 0
    for event, element in lxml.etree.iterwalk(body, events=("start", "end")):
        is_whole = not counts[element] and is_furniture(element)
        if event == "start":
            depth += is_whole
            if depth:
                found.add(element)
        else:
            depth -= is_whole
    return frozenset(found)
