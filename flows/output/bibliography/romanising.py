"""Chinese names and titles in Hanyu Pinyin, written in words (after GB/T 16159, without tone marks).

Words are cut in simplified characters with jieba's dictionary. It has whole names and phrases
(全国人民代表大会, 管理条例): those of four or more characters are cut again if all their parts are words.
上海市 is two words, as the standard requires. Readings come from pypinyin, which knows phrases, so 重庆 and
银行 are read correctly. 陕西 is written Shaanxi, as in official use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from flows.annotation.lexicon import Lexicon
from flows.text import HAN, has_han, lazy_pattern, simplify

if TYPE_CHECKING:
    from flows.annotation.matching import RustCutter

_NAMED = ("GPE", "ORG", "PERSON")
_DIVISIONS = "省市县区州"
_BODIES = "部局厅委署"
_LONG, _PART = 4, 3  # characters: words of at least _LONG are cut again, into parts of at most _PART
# Places of a capital: at the start of the title, of a quote in it, or of a sentence, and after a bracketed
# heading.
_OPENED = lazy_pattern(r"(?:^[\W_]*|[“‘]+|[.!?][”’\]]* [“‘\[]*)[a-z]")
_HEADED = lazy_pattern(r"^\[[^\]]*\] [“‘\[]*[a-z]")
_SMALL = frozenset(("和", "与", "及", "的", "暨", "等"))
_PIECES = lazy_pattern(rf"[{HAN}]+|[^{HAN}]+")
_MARKS = str.maketrans("《》〈〉（）〔〕【】，、：；。！？“”　＋－％｜", "“”‘’()[][],,:;.!?“” +-%|")
_TITLED = lazy_pattern("《[^《》]*》")
_SINGLE = str.maketrans("“”", "‘’")
_OPENING, _CLOSING = "([“‘<", ",:;.!?)]”’>%℃…"
_DASHES = lazy_pattern("[—―─]{2,}")
_STRAIGHT = lazy_pattern('"([^"]*)"')


class Romaniser:
    """Writes Chinese text in pinyin. `names` are kept whole, besides the words of the dictionary."""

    def __init__(self, lexicon: Lexicon, names: Iterable[str] = ()) -> None:
        self._lexicon = lexicon
        self._names = tuple(sorted({simplify(name) for name in names if has_han(name)}))

    def words(self, text: str) -> list[str]:
        """Return the words of a text in pinyin, in lower-case ASCII (v for ü), without marks."""
        pieces = (_read(part).replace("ü", "v") for part, _ in self._parts(simplify(text)))
        return [piece.lower() for piece in pieces if any(character.isalnum() for character in piece)]

    def title(self, text: str) -> str:
        """Return a title in pinyin; its first word and names of bodies and places are capitalised."""
        quoted = _TITLED.sub(_with_single_marks, _STRAIGHT.sub(r"“\1”", simplify(text)))
        return _HEADED.sub(_end_in_capital, _OPENED.sub(_end_in_capital, _join(self._title_parts(quoted))))

    def name(self, text: str) -> str:
        """Return the name of a body in pinyin, with each word except small ones capitalised.

        A person whom the lexicon knows has the surname apart: Xi Jinping.
        """
        name = simplify(text)
        if surname := self._find_surname(name):
            return _join([(surname, True), (name[len(surname) :], True)])
        return _join(_name_parts(name))

    def _title_parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield the words of a title; in keys, a person's name is one word."""
        for word, is_name in self._parts(text):
            surname = self._find_surname(word)
            if surname:
                yield surname, True
            yield word[len(surname) :], is_name

    def _parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield the words of a text, each with whether it belongs to a name."""
        for word in _cutter(self._names).cut(text):
            if word in self._names:
                yield from _name_parts(word)
                continue
            is_name = self._is_name(word)
            for part in _part(word):
                is_name = is_name if part in _DIVISIONS else is_name or self._is_name(part)
                yield part, is_name

    def _find_surname(self, word: str) -> str:
        """Return the surname of a person whose name is usually written in pinyin (习 of 习近平), else ""."""
        concept = self._lexicon.find(word) if has_han(word) else None
        if concept is None or concept.type != "PERSON":
            return ""
        written = concept.en.lower().split()
        known = (word[:size] for size in (1, 2) if [_read(word[:size]), _read(word[size:])] == written)
        return next(known, "")

    def _is_name(self, word: str) -> bool:
        if not has_han(word):
            return False
        concept = self._lexicon.find(word)
        return bool(concept and concept.type in _NAMED)


def _with_single_marks(match: re.Match[str]) -> str:
    """Return a title in 《》 with single marks inside, since 《》 become double marks."""
    return match[0].translate(_SINGLE)


def _end_in_capital(match: re.Match[str]) -> str:
    return match[0][:-1] + match[0][-1].upper()


def _name_parts(name: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a body's name, each with whether it is capitalised."""
    for word in _cutter(()).cut(name):
        for part in _part(word):
            ends = [part[:-1], part[-1]] if len(part) == _PART and part[-1] in _BODIES else [part]
            yield from ((end, end not in _SMALL) for end in ends)


@cache
def _cutter(names: Sequence[str]) -> RustCutter:
    from flows.annotation.matching import RustCutter

    return RustCutter(names)


def _part(word: str) -> list[str]:
    """Return the parts of a long word if they are words themselves, else the word."""
    if len(word) >= _LONG and has_han(word):
        parts = _shorter_words(word)
        if parts and all(len(part) > 1 or part in _DIVISIONS for part in parts):
            return [piece for part in parts for piece in _part(part)]
    if len(word) == _PART and word[-1] in _DIVISIONS:
        return [word[:-1], word[-1]]
    return [word]


def _shorter_words(word: str) -> list[str]:
    """Return the longest words of at most three characters, from left to right."""
    cutter = _cutter(())
    parts: list[str] = []
    while word:
        known = (
            size for size in range(min(_PART, len(word)), 0, -1) if size == 1 or cutter.knows(word[:size])
        )
        size = next(known)
        parts.append(word[:size])
        word = word[size:]
    return parts


def _join(words: Iterable[tuple[str, bool]]) -> str:
    """Return words in pinyin, joined with spaces and marks in their places; names are capitalised."""
    text = ""
    for word, is_name in words:
        read = _read(word)
        if is_name:
            read = read[:1].upper() + read[1:]
        if text and read and _are_apart(text, read):
            text += " "
        text += read
    return " ".join(_DASHES.sub("—", text).split())


def _are_apart(text: str, read: str) -> bool:
    """Return whether a space separates a text and what follows; other marks join what is next to them."""
    before, after = text[-1], read[0]
    if before in _OPENING or after in _CLOSING:
        return False
    if before in ".,:" and after.isdecimal() and text[-2:-1].isdecimal():
        return False  # 3.15, 12:30
    if before in _CLOSING or after in _OPENING:
        return before.isalnum() or after.isalnum() or after in _OPENING
    return before.isalnum() and after.isalnum()


def _read(word: str) -> str:
    """Return a word in pinyin without spaces, with an apostrophe where two syllables would merge."""
    return "".join(_pieces(word))


def _pieces(word: str) -> Iterator[str]:
    from pypinyin import lazy_pinyin

    for piece in _PIECES.findall(word):
        if not has_han(piece):
            yield piece.translate(_MARKS)
            continue
        syllables = lazy_pinyin(piece, v_to_u=True)
        if piece.startswith("陕西"):
            syllables[0] = "shaan"
        yield syllables[0] + "".join(
            f"'{syllable}" if syllable[0] in "aeo" else syllable for syllable in syllables[1:]
        )
