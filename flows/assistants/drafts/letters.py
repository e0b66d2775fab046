"""Texts reduced to their letters and digits, to compare quotations with stored text.

Script, width, case, quotation marks, punctuation and spaces are ignored. Signs that change the meaning of a
number stay (decimal points, per cent, the dash of a range). The difference between two texts is shown word by
word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from flows.text import HAN, fold, lazy_pattern

_KEPT = lazy_pattern(r"[^\W_]|[%‰°$€£¥+=±]|(?<=\d)[ .:~∶](?=\d)")
_DASHES = frozenset("-‐‑‒–—－﹣~～―")
_WORD = lazy_pattern(rf"[{HAN}]|\d+(?:[.,]\d+)*|[^\W\d_{HAN}]+(?:['’][^\W\d_{HAN}]+)*|[%‰°$€£¥+=±]")
# Interchangeable characters that the map of traditional characters does not unite: 答覆, 答复.
_VARIANTS = str.maketrans("覆藉著瞭祇衹阯妳甯汚囘", "复借着了只只址你宁污回")
# A line break with the spaces around it; next to Han characters it is layout, elsewhere a space.
_SOFT_BREAK = lazy_pattern(r"(?<![^\S\n])[^\S\n]*\n[^\S\n]*>?[^\S\n]*")
_HAN_SIDE = lazy_pattern(rf"[{HAN}，。；：、！？（）《》“”‘’「」『』…—]")
_HAN_CHARACTER = lazy_pattern(f"[{HAN}]")
_IGNORED = lazy_pattern("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LONGEST_DIFFERENCE = 1200  # code points of a difference shown


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text: character i of `key` is at `places[i]` of the text."""

    text: str
    key: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text that corresponds to [start, end) of the key."""
        return self.places[start], self.places[end - 1] + 1

    def find(self, key: str, start: int = 0) -> tuple[int, int] | None:
        """Return the first span of the key, from `start` on, that has another key between word borders."""
        while key and (place := self.key.find(key, start)) >= 0:
            if self._has_borders(place, place + len(key)):
                return place, place + len(key)
            start = place + 1
        return None

    def _has_borders(self, start: int, end: int) -> bool:
        first, last = self.span(start, end)
        return not _cuts_word(self.text, first) and not _cuts_word(self.text, last)


@dataclass(frozen=True, slots=True)
class Word:
    """A Han character, a Latin word, a number or a sign of a text, folded, with its span."""

    form: str
    start: int
    end: int


def read_letters(text: str) -> Letters:
    """Return the letters of a text."""
    shadow = fold(text)
    key: list[str] = []
    places: list[int] = []
    for match in _KEPT.finditer(shadow.text.translate(_VARIANTS)):
        place = match.start() if shadow.offsets is None else shadow.offsets[match.start()]
        character = match[0]
        if character in " ~":
            if text[place] not in _DASHES:
                continue
            character = "-"
        key.append(":" if character == "∶" else character)
        places.append(place)
    return Letters(text, "".join(key), places)


def read_words_of(text: str) -> list[Word]:
    """Return the words of a text in order: Han characters one by one, Latin words, numbers, signs."""
    shadow = fold(text)
    found = []
    for match in _WORD.finditer(shadow.text.translate(_VARIANTS)):
        start, end = shadow.span(*match.span())
        found.append(Word(match[0].replace(",", ""), start, end))
    return found


def is_same_writing(one: str, other: str) -> bool:
    """Return whether two texts are equal except for soft line breaks and invisible characters."""
    return one == other or join_lines(one) == join_lines(other)


def join_lines(text: str) -> str:
    """Return a text with single line breaks removed next to Chinese, and replaced by spaces elsewhere."""

    def join(match: re.Match[str]) -> str:
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        return "" if _HAN_SIDE.match(before) or _HAN_SIDE.match(after) else " "

    return _IGNORED.sub("", _SOFT_BREAK.sub(join, text))


def _cuts_word(text: str, place: int) -> bool:
    """Return whether a Latin word or a number continues across a place of the text."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if _is_latin(before) and _is_latin(after):
        return before.isdigit() == after.isdigit()
    if before in ".,．，" and after.isdigit():
        return text[place - 2 : place - 1].isdigit() and before in ".,．"
    if after in "%％‰" and before.isdigit():
        return True
    if after in ".,．" and before.isdigit():
        return text[place + 1 : place + 2].isdigit()
    return False


def _is_latin(character: str) -> bool:
    return character.isalnum() and not _HAN_CHARACTER.match(character)


def show_difference(stored: str, draft: str) -> str:
    """Return the stored text with the draft's changes: [-stored words-]{+draft words+}."""
    old, new = read_words_of(stored), read_words_of(draft)
    pieces: list[str] = []
    position = 0
    for first, last, start, end in _changes(old, new):
        removed = _words_text(stored, old, first, last)
        added = _words_text(draft, new, start, end)
        place = _place(stored, old, first)
        if not removed and added and place > position and _needs_blank(stored, place, added):
            added += " "
        pieces.append(stored[position:place])
        if removed:
            pieces.append(f"[-{removed}-]")
        if added:
            pieces.append(f"{{+{added}+}}")
        position = place + len(removed)
    pieces.append(stored[position:])
    shown = "".join(pieces)
    return shown if len(shown) <= _LONGEST_DIFFERENCE else f"{shown[:_LONGEST_DIFFERENCE]}…"


def _changes(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[int, int, int, int]]:
    """Return the spans of words that differ, [first, last) of the old and [start, end) of the new, in order.

    Changes without an unchanged word between them are one.
    """
    found: list[tuple[int, int, int, int]] = []
    for edit in Levenshtein.opcodes([word.form for word in old], [word.form for word in new]):
        if edit.tag == "equal":
            continue
        first, start = edit.src_start, edit.dest_start
        if found and found[-1][1::2] == (first, start):
            first, _, start, _ = found.pop()
        found.append((first, edit.src_end, start, edit.dest_end))
    return found


def _needs_blank(stored: str, place: int, added: str) -> bool:
    return stored[place - 1 : place].isspace() and added[-1:].isascii()


def _place(text: str, words: Sequence[Word], index: int) -> int:
    if index < len(words):
        return words[index].start
    return words[-1].end if words else len(text)


def _words_text(text: str, words: Sequence[Word], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end] if start < end else ""
