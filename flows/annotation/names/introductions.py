"""Names that a document introduces as equivalent: 工业和信息化部（以下简称工信部）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.text import HAN, has_han, is_han, lazy_pattern

_LONGEST = 40
_LONGEST_TITLE = 120
_LONGEST_ENGLISH = 90
_LONGEST_NAME = 20
_CALLED = lazy_pattern(
    r"[（(]\s*(?:[^（）()\n]{2,60}?[，,；;]\s*)?"
    r"(?:以下|下文|下称|后文)?(?:均|统一)?(?:简称|统称|下称|合称|称)(?:为|作)?[：:]?\s*"
    r"[“\"《「]?([^（）()“”\"《》「」，,。;；\n]{2,20})[”\"》」]?[^（）()\n]{0,12}[)）]"
)
_BRACKET = lazy_pattern(r"\s?[（(]([^（）()\n]{2,80})[)）]")
_HAN_NAME = lazy_pattern(rf"[{HAN}A-Za-z0-9·“”\"、]*[{HAN}][{HAN}A-Za-z0-9·]*")
_HAN_END = lazy_pattern(rf"[{HAN}][”\"》」]?$")
_LATIN_NAME = lazy_pattern(
    r"[A-Z][A-Za-z&.’'-]*"
    r"(?:[ -](?:(?:of|the|and|for|on|in|&|de)[ ])?[A-Za-z0-9][A-Za-z0-9&.’'-]*){0,11}$"
)
_LOWER_CASE_NAME = lazy_pattern(r"(?:[a-z][a-z’'-]*\s){0,3}[a-z][a-z’'-]+$")
_ENGLISH = lazy_pattern(r"[A-Za-z][A-Za-z0-9&.,’' /-]{2,78}")
_SHORT = lazy_pattern(r"(?=[A-Za-z0-9&.-]*[A-Z][A-Za-z0-9&.-]*[A-Z])[A-Z0-9][A-Za-z0-9&.-]{1,9}")
# Words that lead to a term but are not part of it.
_LEADING = lazy_pattern(
    r"^(?:(?:the|an?|and|or|of|for|to|be|in|on|with|by|as|including|such as|our|its|their|this|that|is|are"
    r"|Source|Part \w+|Article \w+)\s)+"
)
# The limits of a Chinese name to the left: punctuation, and words that occur in no name.
_BORDER = lazy_pattern(
    r"[，。；：！？、\s（）()《》“”\"]|(?<!自)由|向|(?<!反)对(?!外|称|象)|与|(?<=的)|和(?!信息化|改革|社会)"
    r"|以及|经由|(?<!以)为(?!主)|是|的|把|从|按照|根据|包括|通过|支持|所谓|推进|实施"
)
_PUNCTUATION = lazy_pattern(r"[，。；：！？（）()]")
_BRACKET_BEFORE = lazy_pattern(r"[（(][^（）()]{0,40}[)）]$")
_TITLE_BEFORE = lazy_pattern(r"《([^《》]{2,100})》$")
_QUOTED_ENGLISH = lazy_pattern(r"[“\"]([^“”\"]{3,80})[”\"]$")
_QUOTED_CHINESE = lazy_pattern(r"[“\"《「]([^“”\"《》「」]{2,40})[”\"》」]$")
_TWO_LETTERS = lazy_pattern(r"(\w)&(\w)")


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two equivalent names in a document; `kind` is abbreviation or bilingual."""

    long: str
    short: str
    kind: str


def find_introductions(text: str) -> tuple[Introduction, ...]:
    """Return the pairs that a document's text introduces, in order, each once."""
    if "(" not in text and "（" not in text:
        return ()
    found = [*_find_called(text), *_find_bracketed(text)]
    return tuple(dict.fromkeys(pair for pair in found if pair.long != pair.short))


def _find_called(text: str) -> Iterator[Introduction]:
    for match in _CALLED.finditer(text):
        short = match[1].strip()
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        long = _title_before(text, match.start()) or _chinese_long(before, short) or _chinese_before(before)
        if long:
            yield Introduction(long, short, "abbreviation")


def _title_before(text: str, end: int) -> str:
    before = text[max(0, end - _LONGEST_TITLE) : end].rstrip()
    match = _TITLE_BEFORE.search(_BRACKET_BEFORE.sub("", before))
    if not match:
        return ""
    return match[1]


def _chinese_long(before: str, short: str) -> str:
    """Return the shortest end of `before` that begins and continues with the characters of `short`, or "".

    工信部 reaches back to 工业和信息化部. A name found this way is within one clause.
    """
    position = len(before)
    for character in reversed(short):
        position = before.rfind(character, 0, position)
        if position < 0:
            return ""
    long = before[position:].strip()
    if len(long) <= len(short) or _PUNCTUATION.search(long):
        return ""
    return long


def _find_bracketed(text: str) -> Iterator[Introduction]:
    last_end, last_outside = -1, ""
    for match in _BRACKET.finditer(text):
        outside = last_outside
        # A second bracket directly after the first explains the same name: "(A&C) (自主可控)".
        if match.start() != last_end:
            outside = text[max(0, match.start() - _LONGEST_ENGLISH) : match.start()].rstrip()
        yield from _pair(outside, match[1].strip())
        last_end, last_outside = match.end(), outside


def _pair(outside: str, inside: str) -> Iterator[Introduction]:
    if is_han(inside) and 2 <= len(inside) <= _LONGEST_NAME:
        long = _english_before(outside)
        if long and not has_han(long):
            yield Introduction(long, inside, "bilingual")
    elif _HAN_END.search(outside):
        yield from _pair_chinese(outside, inside)
    elif _SHORT.fullmatch(inside) and (long := match_abbreviation(inside, outside)):
        yield Introduction(long, inside, "abbreviation")


def _pair_chinese(outside: str, inside: str) -> Iterator[Introduction]:
    """Yield the pairs of a Chinese name with an English name, and perhaps an abbreviation, in brackets."""
    if not _ENGLISH.fullmatch(inside):
        return
    chinese = _chinese_before(outside)
    if not chinese:
        return
    name, _, short = (part.strip() for part in inside.partition(","))
    kind = "abbreviation" if _SHORT.fullmatch(name) else "bilingual"
    yield Introduction(chinese, name, kind)
    if _SHORT.fullmatch(short):
        yield Introduction(chinese, short, "abbreviation")


def _english_before(outside: str) -> str:
    if quoted := _QUOTED_ENGLISH.search(outside):
        return quoted[1]
    words = _LATIN_NAME.search(outside) or _LOWER_CASE_NAME.search(outside)
    if not words:
        return ""
    return _LEADING.sub("", words[0])


def _chinese_before(outside: str) -> str:
    if quoted := _QUOTED_CHINESE.search(outside):
        return quoted[1]
    name = outside[-_LONGEST:]
    if borders := [match.end() for match in _BORDER.finditer(name)]:
        name = name[borders[-1] :]
    if not 2 <= len(name) <= _LONGEST_NAME or not _HAN_NAME.fullmatch(name):
        return ""
    return name


def match_abbreviation(short: str, before: str) -> str:
    """Return the long form at the end of `before` that `short` abbreviates, or "".

    Schwartz and Hearst (2003), A simple algorithm for identifying abbreviation definitions in biomedical
    text: the letters are matched from the right, the first one at the beginning of a word, within min(|A| +
    5, 2 |A|) words.
    """
    if both := _TWO_LETTERS.fullmatch(short):
        found = re.search(rf"\b{both[1]}[\w-]+ (?:and|&) {both[2]}[\w-]+$", before, re.IGNORECASE)
        if not found:
            return ""
        return found[0]
    words = before.split()
    window = " ".join(words[-min(len(short) + 5, 2 * len(short)) :])
    start = _match_letters([letter.lower() for letter in short if letter.isalnum()], window)
    long = window[start:]
    is_long = len(long) > len(short) + 1 and " " in long and long.lower() != short.lower()
    if start < 0 or not is_long:
        return ""
    return long


def _match_letters(letters: list[str], window: str) -> int:
    """Return the start of the letters, matched from the right, in `window`; negative if there is no match."""
    position = len(window)
    for index in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= 0 and not _is_letter(window, position, letters[index], starts_word=not index):
            position -= 1
        if position < 0:
            break
    return position


def _is_letter(window: str, position: int, letter: str, *, starts_word: bool) -> bool:
    if window[position].lower() != letter:
        return False
    return not starts_word or position == 0 or not window[position - 1].isalnum()
