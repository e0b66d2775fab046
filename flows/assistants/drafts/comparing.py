"""Compare a quotation with stored texts: the same letters, or parts of several texts.

The thresholds are measured; see `tests.benchmarks.verify`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from flows.assistants.drafts.letters import Letters, Word, is_same_writing, read_letters, read_words_of
from flows.text import has_han, lazy_pattern

_LEAST_PART = 8  # least words of a part of a stitched quotation
_LEAST_SHORT, _SMALL, _LEAST_LONG = 5, 3, 4  # words of a short part, letters of small words, other words
_LEAST_COVERED = 0.88  # least share of a stitched quotation covered by its parts
_WORDS_PER_PART = 10  # a stitched quotation has at most one part per this many words
_PRIVATE = 0xF0000  # words become single characters of a private-use plane
_BORDER = lazy_pattern(r"[。；！？;!?\n]|\.(?!\S)")


class Match(NamedTuple):
    """A place of a quotation in a text, in code points; `is_exact` if both are written identically."""

    start: int
    end: int
    is_exact: bool


class Piece(NamedTuple):
    """A part of a quotation found in a source: words [first, last) of the quotation, [start, end) there.

    `source` is the index of the source, and its span is in code points.
    """

    first: int
    last: int
    source: int
    start: int
    end: int


class Source:
    """A stored text for comparison: a passage, or consecutive passages."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def letters(self) -> Letters:
        """The letters of the text."""
        return read_letters(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the text."""
        return read_words_of(self.text)

    def begins_sentence(self, index: int) -> bool:
        """Return whether a sentence or clause ends between a word and the one before."""
        words = self.words
        if not 0 < index < len(words):
            return True
        return bool(_BORDER.search(self.text, words[index - 1].end, words[index].start))


class Alphabet:
    """Maps each word to a character, so that texts can be compared as strings of words."""

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}

    def spell(self, words: Sequence[Word]) -> str:
        """Return words as text of one character each, the same for the same word."""
        known = self._characters
        return "".join(known.setdefault(word.form, chr(_PRIVATE + len(known))) for word in words)


def find_same(quoted: str, source: Source) -> Match | None:
    """Return the first place in a text with the letters of a quotation, preferably written identically."""
    wanted, letters = read_letters(quoted), source.letters
    if not wanted.key:
        return None
    inner = quoted[slice(*wanted.span(0, len(wanted.key)))]
    first = 0
    folded = None
    while found := letters.find(wanted.key, first):
        begin, end = letters.span(*found)
        if is_same_writing(inner, source.text[begin:end]):
            return Match(begin, end, is_exact=True)
        folded = folded or Match(begin, end, is_exact=False)
        first = found[0] + 1
    return folded


def find_pieces(quoted: Sequence[Word], sources: Sequence[Source]) -> list[Piece]:
    """Return parts of several words that cover a quotation, each as long as found in any source, in order.

    Returns none if they cover too little of it, or if there are too many. In English, two parts may cover it
    of which one is shorter than that, if it says something and at most one word joins them.
    """
    pieces = cut_pieces(quoted, sources)
    max_pieces = max(2, len(quoted) // _WORDS_PER_PART)
    if 1 < len(pieces) <= max_pieces and _covered(pieces) >= _LEAST_COVERED * len(quoted):
        return pieces
    if len(pieces) != 1:
        return []
    pieces = cut_pieces(quoted, sources, _LEAST_SHORT)
    is_covered = len(pieces) == 2 and _covered(pieces) >= len(quoted) - 1
    if is_covered and all(_says_something(quoted[one.first : one.last]) for one in pieces):
        return pieces
    return []


def _covered(pieces: Sequence[Piece]) -> int:
    return sum(piece.last - piece.first for piece in pieces)


def _says_something(words: Sequence[Word]) -> bool:
    """Return whether words are English, and several of them are not small ones."""
    long = [word for word in words if len(word.form) > _SMALL]
    return len(long) >= _LEAST_LONG and not any(has_han(word.form) for word in words)


def cut_pieces(quoted: Sequence[Word], sources: Sequence[Source], least: int = _LEAST_PART) -> list[Piece]:
    """Return the parts of a quotation that occur in any source, of at least `least` words each, in order."""
    alphabet = Alphabet()
    needle = alphabet.spell(quoted)
    texts = [alphabet.spell(source.words) for source in sources]
    pieces: list[Piece] = []
    place = 0
    while place + least <= len(needle):
        length, index = _longest(needle, place, texts, least)
        if length < least:
            place += 1
            continue
        at = texts[index].find(needle[place : place + length])
        words = sources[index].words
        start, end = words[at].start, words[at + length - 1].end
        pieces.append(Piece(place, place + length, index, start, end))
        place += length
    return pieces


def _longest(needle: str, place: int, texts: Sequence[str], least: int) -> tuple[int, int]:
    """Return the length of the longest beginning of `needle[place:]` in a text, and the text's index."""
    length, index = least - 1, -1
    for number, text in enumerate(texts):
        while place + length < len(needle) and needle[place : place + length + 1] in text:
            length += 1
            index = number
    return length if index >= 0 else 0, index
