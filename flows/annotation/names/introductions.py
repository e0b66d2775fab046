"""Names that a document introduces as the same thing: 工业和信息化部（以下简称工信部）, "autonomous and controllable (A&C) (自主可控)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.text import HAN

_LONGEST = 40
_CALLED = re.compile(
    r"[（(]\s*(?:以下|下文|下称|后文)?(?:均|统一)?(?:简称|统称|下称|合称|称)(?:为|作)?[：:]?\s*[“\"《「]?([^（）()“”\"《》「」，,。;；\n]{2,20})[”\"》」]?[^（）()\n]{0,12}[)）]"
)
_BRACKET = re.compile(r"\s?[（(]([^（）()\n]{2,80})[)）]")
_HAN_NAME = re.compile(rf"[{HAN}A-Za-z0-9·“”\"、]*[{HAN}][{HAN}A-Za-z0-9·]*")
_LATIN_NAME = re.compile(
    r"[A-Z][A-Za-z&.’'-]*(?:[ -](?:(?:of|the|and|for|on|in|&|de)[ ])?[A-Za-z0-9][A-Za-z0-9&.’'-]*){0,11}$"
)
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z0-9&.,’' /-]{2,78}")
_SHORT = re.compile(r"(?=[A-Za-z0-9&.-]*[A-Z][A-Za-z0-9&.-]*[A-Z])[A-Z0-9][A-Za-z0-9&.-]{1,9}")
# Words that lead to a term and are no part of it.
_LEADING = re.compile(
    r"^(?:(?:the|an?|and|or|of|for|to|be|in|on|with|by|as|including|such as|our|its|their|this|that|is|are|Source|Part \w+|Article \w+)\s)+"
)
_HAN_ONLY = re.compile(rf"[{HAN}]{{2,20}}")
# Where a Chinese name can't reach back beyond: punctuation, and words that are in no name.
_BORDER = re.compile(
    r"[，。；：！？、\s（）()《》“”\"]|(?<!自)由|向|(?<!反)对(?!外|称|象)|与|(?<=的)|和(?!信息化|改革|社会)|以及|经由|(?<!以)为(?!主)|是|的|把|"
    r"从|按照|根据|包括|通过|支持|所谓|推进|实施"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """`long` and `short` mean the same in this document; `kind` is abbreviation or bilingual."""

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
    before = text[max(0, end - 120) : end].rstrip()
    before = re.sub(r"[（(][^（）()]{0,40}[)）]$", "", before)
    match = re.search(r"《([^《》]{2,100})》$", before)
    return match[1] if match else ""


def _chinese_long(before: str, short: str) -> str:
    """Return the shortest end of `before` that has the characters of `short` in order, beginning with its first; "" if none.

    A name found so must begin within a clause: 工信部 reaches back to 工业和信息化部.
    """
    position = len(before)
    for character in reversed(short):
        position = before.rfind(character, 0, position)
        if position < 0:
            return ""
    long = before[position:].strip()
    return long if len(long) > len(short) and not re.search(r"[，。；：！？（）()]", long) else ""


def _find_bracketed(text: str) -> Iterator[Introduction]:
    last: tuple[int, str] = (-1, "")
    for match in _BRACKET.finditer(text):
        inside = match[1].strip()
        # A second bracket right behind the first explains the same name: "(A&C) (自主可控)".
        outside = (
            last[1] if last[0] == match.start() else text[max(0, match.start() - 90) : match.start()].rstrip()
        )
        yield from _pair(outside, inside)
        last = (match.end(), outside)


def _pair(outside: str, inside: str) -> Iterator[Introduction]:
    if _HAN_ONLY.fullmatch(inside):
        if (long := _english_before(outside)) and not re.search(rf"[{HAN}]", long):
            yield Introduction(long, inside, "bilingual")
    elif re.search(rf"[{HAN}][”\"》」]?$", outside):
        if _ENGLISH.fullmatch(inside):
            name, _, short = inside.partition(",")
            if chinese := _chinese_before(outside):
                yield Introduction(
                    chinese, name.strip(), "abbreviation" if _SHORT.fullmatch(name.strip()) else "bilingual"
                )
                if _SHORT.fullmatch(short.strip()):
                    yield Introduction(chinese, short.strip(), "abbreviation")
    elif _SHORT.fullmatch(inside) and (long := match_abbreviation(inside, outside)):
        yield Introduction(long, inside, "abbreviation")


def _english_before(outside: str) -> str:
    if quoted := re.search(r"[“\"]([^“”\"]{3,80})[”\"]$", outside):
        return quoted[1]
    words = _LATIN_NAME.search(outside) or re.search(r"(?:[a-z][a-z’'-]*\s){0,3}[a-z][a-z’'-]+$", outside)
    return _LEADING.sub("", words[0]) if words else ""


def _chinese_before(outside: str) -> str:
    if quoted := re.search(r"[“\"《「]([^“”\"《》「」]{2,40})[”\"》」]$", outside):
        return quoted[1]
    tail = outside[-_LONGEST:]
    borders = [match.end() for match in _BORDER.finditer(tail)]
    name = tail[borders[-1] :] if borders else tail
    return name if 2 <= len(name) <= 20 and _HAN_NAME.fullmatch(name) else ""


def match_abbreviation(short: str, before: str) -> str:
    """Return the long form at the end of `before` that `short` abbreviates, or "".

    Schwartz and Hearst (2003), A simple algorithm for identifying abbreviation definitions in biomedical text: the letters
    are matched from the right, the first one at the beginning of a word, within min(|A| + 5, 2 |A|) words.
    """
    if both := re.fullmatch(r"(\w)&(\w)", short):
        found = re.search(rf"\b{both[1]}[\w-]+ (?:and|&) {both[2]}[\w-]+$", before, re.IGNORECASE)
        return found[0] if found else ""
    words = before.split()
    window = " ".join(words[-min(len(short) + 5, 2 * len(short)) :])
    position = len(window)
    letters = [letter.lower() for letter in short if letter.isalnum()]
    for index in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= 0 and not (
            window[position].lower() == letters[index]
            and (index or position == 0 or not window[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return ""
    long = window[position:]
    return long if len(long) > len(short) + 1 and " " in long and long.lower() != short.lower() else ""
