"""Compare a quotation with stored texts: the same letters, nearly the same words, or parts of several texts.

The thresholds are measured; see `tests.benchmarks.verify`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from flows.assistants.drafts.letters import Letters, Word, is_same_writing, read_letters, read_words_of
from flows.text import has_han

NEAREST = 0.72  # least share of words that a near text has in common with the quotation
CUT = 0.6  # the same if the quotation only omits words
_LEAST_PART = 8  # least words of a part of a stitched quotation
_LEAST_SHORT, _SMALL, _LEAST_LONG = 5, 3, 4  # words of a short part, letters of small words, other words
_LEAST_COVERED = 0.88  # least share of a stitched quotation covered by its parts
_WORDS_PER_PART = 10  # a stitched quotation has at most one part per this many words
_PRIVATE = 0xF0000  # words become single characters of a private-use plane
_NARROW = 4  # words on each side of the likeliest place of a near text
_BORDER = re.compile(r"[。；！？;!?\n]|\.(?!\S)")
_LEAST_END, _WIDEST = 2, 60  # words at an end of a quotation to look for, and words around in which
_STRAYS = 3  # longest run of words at either end that may match by chance


class Match(NamedTuple):
    """A place of a quotation in a text, in code points; `is_exact` if both are written identically."""

    start: int
    end: int
    is_exact: bool


class NearMatch(NamedTuple):
    """The span of a text most similar to a quotation, and the share of common words, 0 to 1."""

    start: int
    end: int
    share: float


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


class _Alphabet:
    """Maps each word to a character, so that texts can be compared as strings of words."""

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}

    def spell(self, words: Sequence[Word]) -> str:
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


def find_near(quoted: Sequence[Word], source: Source, least: float = NEAREST) -> NearMatch | None:
    """Return the span of a text that differs least from a quotation; None if it differs too much."""
    alphabet = _Alphabet()
    needle, text = alphabet.spell(quoted), alphabet.spell(source.words)
    if not needle or not text:
        return None
    around = fuzz.partial_ratio_alignment(needle, text, score_cutoff=100 * (CUT - 0.25))
    if around is None:
        return None
    # A wide stretch includes words that the quotation omits; a narrow one avoids matching words repeated
    # before it.
    fits = []
    for room in (0, _NARROW, max(_NARROW, len(needle) // 2)):
        first, last = max(0, around.dest_start - room), min(len(text), around.dest_end + room)
        if len(needle) > len(text):
            first, last = 0, len(text)
        fits.append(_fit(needle, text, first, last, source.begins_sentence))
    distance, _, first, last = min(fits)
    if first >= last:
        return None
    share = 1 - distance / max(len(needle), last - first)
    is_cut = distance == last - first - len(needle)  # all its words are there, in order
    if share < (min(least, CUT) if is_cut else least):
        return None
    first, last = _widen(needle, text, first, last, source.begins_sentence)
    return NearMatch(source.words[first].start, source.words[last - 1].end, share)


def _widen(
    needle: str, text: str, first: int, last: int, begins_sentence: Callable[[int], bool]
) -> tuple[int, int]:
    """Return the span of a near text, widened to the words with which the quotation begins and ends.

    They must be in the same sentence. A longer expression in place of a shorter one would otherwise cut them
    off: 不低于百分之五十的比例, quoted as 不低于半数的比例.
    """
    edits = Levenshtein.opcodes(text[first:last], needle)
    equal = [edit for edit in edits if edit.tag == "equal"]
    if not equal:
        return first, last
    low, high = first, last
    while low > max(0, first - _WIDEST) and not begins_sentence(low):
        low -= 1
    while high < min(len(text), last + _WIDEST) and not begins_sentence(high):
        high += 1
    leads, trails = equal[0].dest_start, len(needle) - equal[-1].dest_end
    for length in range(leads, _LEAST_END - 1, -1):
        place = text.rfind(needle[:length], low, first + equal[0].src_start)
        if place >= 0:
            first = min(first, place)
            break
    for length in range(trails, _LEAST_END - 1, -1):
        place = text.find(needle[len(needle) - length :], first + equal[-1].src_end, high)
        if place >= 0:
            last = max(last, place + length)
            break
    return first, last


def _fit(
    needle: str, text: str, first: int, last: int, begins_sentence: Callable[[int], bool]
) -> tuple[int, int, int, int]:
    """Return (distance, difference in length, first, last) of the part of `text[first:last]` nearest to it.

    A run of words at an end that matches by chance, far from the rest, is cut off. Words of the needle beyond
    the outermost runs stand for as many words of the text, up to the border of the sentence: a last word may
    be another one.
    """
    equal = [edit for edit in Levenshtein.opcodes(text[first:last], needle) if edit.tag == "equal"]
    best = (len(needle), len(needle), first, first)
    for head in equal[:_STRAYS]:
        begin = low = first + head.src_start
        while low > max(first, begin - head.dest_start) and not begins_sentence(low):
            low -= 1
        for tail in equal[-_STRAYS:]:
            end = high = first + tail.src_end
            while high < min(last, end + len(needle) - tail.dest_end) and not begins_sentence(high):
                high += 1
            for left in {begin, low}:
                for right in {end, high}:
                    if left < right:
                        distance = Levenshtein.distance(needle, text[left:right])
                        best = min(best, (distance, abs(len(needle) - right + left), left, right))
    return best


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
    alphabet = _Alphabet()
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
