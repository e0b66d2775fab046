"""Numbers that Word sets before paragraphs: 第一条, （二）, 1.2.3. They are not part of the paragraphs' text.

A list of the file (`w:num`) refers to a definition (`w:abstractNum`) of up to nine levels. Each has the
format of its number, its text (`第%1条`), its first number and the level that sets it back (ECMA-376, part 1,
17.9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_MAX_BASES = 20  # styles that a style is based on, one on another
_LONGEST = 40  # characters of a number with the text around it
_HIGHEST = 32_767
_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_CHINESE = frozenset(
    f"{country}Counting{scale}"
    for country in ("chinese", "taiwanese", "japanese")
    for scale in ("", "Thousand")
)
_BY_DIGIT = frozenset(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"))
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_NO_NUMBER = frozenset(("bullet", "none"))
_NO_BLANK_AFTER = frozenset("、，。：．）】〕》")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list; `restart` is the level (from 1) whose numbers set it back, 0 if none does."""

    format: str
    text: str
    start: int
    suffix: str
    restart: int
    is_legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a file and the numbers given so far. Ask for the paragraphs in their order."""

    styles: Mapping[str, Any]
    nums: Mapping[str, Any]
    abstracts: Mapping[str, Any]
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # by list and level, not yet used
    counts: dict[str, dict[int, int]] = field(default_factory=dict)  # by definition, level

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """Return the lists of a document of python-docx; none if it has no part for them."""
        from docx.oxml import parse_xml  # 0.2 s; most corpora have no office files

        parts = [rel.target_part for rel in document.part.rels.values() if _is_numbering(rel)]
        found = [one for part in parts[:1] for one in parse_xml(part.blob)]
        styles = document.styles.element.iter(f"{_W}style")
        return cls(
            styles={_value(style, "styleId"): style for style in styles},
            nums={_value(one, "numId"): one for one in found if one.tag == f"{_W}num"},
            abstracts={_value(one, "abstractNumId"): one for one in found if one.tag == f"{_W}abstractNum"},
        )

    def number_of(self, paragraph: Any) -> str:
        """Return the number before a paragraph of python-docx with the blank after it, or "".

        Marks of lists without numbers are left out.
        """
        name, number = self._find_list(paragraph._p)
        levels = self._levels_of(name)
        level = levels.get(number)
        if level is None:
            return ""
        definition = _reference(self.nums[name], "abstractNumId")
        counts = self.counts.setdefault(definition, {})
        self._count(name, number, levels, counts)
        if level.format in _NO_NUMBER or len(level.text) > _LONGEST:
            return ""
        shown = level.text
        for place in range(_LEVELS):
            if f"%{place + 1}" in shown and (each := levels.get(place)):
                known = counts.get(place, each.start)
                written = str(known) if level.is_legal else write_number(known, each.format)
                shown = shown.replace(f"%{place + 1}", written)
        shown = shown.strip()
        if len(shown) > _LONGEST:
            return ""
        if not shown or level.suffix == "nothing" or shown[-1] in _NO_BLANK_AFTER:
            return shown
        return f"{shown} "

    def _count(self, name: str, number: int, levels: Mapping[int, _Level], counts: dict[int, int]) -> None:
        """Count a paragraph of a level; the levels below it begin again."""
        start = self.starts.pop((name, number), None)
        if start is None:
            before = counts.get(number)
            start = levels[number].start if before is None else before + 1
        counts[number] = min(start, _HIGHEST)
        for place in [place for place in counts if place > number]:
            below = levels.get(place)
            if below is None or number < below.restart:
                del counts[place]

    def _find_list(self, element: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph, by itself or by its style; "" for no list."""
        own = element.find(f"{_W}pPr/{_W}numPr")
        style = _reference(element.find(f"{_W}pPr"), "pStyle")
        name = _reference(own, "numId")
        level = _reference(own, "ilvl")
        for _ in range(_MAX_BASES):
            if name or style not in self.styles:
                break
            styled = self.styles[style].find(f"{_W}pPr/{_W}numPr")
            name = _reference(styled, "numId")
            level = level or _reference(styled, "ilvl") or self._level_of_style(name, style)
            style = _reference(self.styles[style], "basedOn")
        if name not in self.nums:
            return "", 0
        return name, _number(level)

    def _level_of_style(self, name: str, style: str) -> str:
        """Return the level that a list's definition links with a style, or ""."""
        for level in self._definition(name).values():
            if _reference(level, "pStyle") == style:
                return _value(level, "ilvl")
        return ""

    def _definition(self, name: str) -> dict[int, Any]:
        """Return the elements of a list's levels, those that the list itself overrides included."""
        if name not in self.nums:
            return {}
        abstract = self.abstracts.get(_reference(self.nums[name], "abstractNumId"))
        if abstract is not None and (link := _reference(abstract, "numStyleLink")):
            abstract = next(
                (one for one in self.abstracts.values() if _reference(one, "styleLink") == link), abstract
            )
        if abstract is None:
            return {}
        declared = abstract.findall(f"{_W}lvl")
        found = {_number(_value(one, "ilvl")): one for one in declared}
        for override in self.nums[name].findall(f"{_W}lvlOverride"):
            if (own := override.find(f"{_W}lvl")) is not None:
                found[_number(_value(override, "ilvl"))] = own
        return found

    def _levels_of(self, name: str) -> dict[int, _Level]:
        if name in self.nums and name not in self.levels:
            self.levels[name] = {
                place: _read_level(one, place) for place, one in self._definition(name).items()
            }
            for override in self.nums[name].findall(f"{_W}lvlOverride"):
                if start := _reference(override, "startOverride"):
                    self.starts[name, _number(_value(override, "ilvl"))] = _number(start)
        return self.levels.get(name, {})


def _is_numbering(relation: Any) -> bool:
    return str(relation.reltype).endswith("/numbering") and not relation.is_external


def _read_level(element: Any, place: int) -> _Level:
    start, restart = _reference(element, "start"), _reference(element, "lvlRestart")
    legal = element.find(f"{_W}isLgl")
    return _Level(
        format=_reference(element, "numFmt") or "decimal",
        text=_reference(element, "lvlText"),
        start=_number(start),
        suffix=_reference(element, "suff") or "tab",
        restart=_number(restart or str(place)),
        is_legal=legal is not None and _value(legal, "val") not in ("0", "false"),
    )


def _number(value: str) -> int:
    """Return a value that should be a number, or 0: a broken list must not cost the file."""
    if value.isascii() and value.isdecimal():
        return int(value[:6])
    return 0


def _reference(element: Any, name: str) -> str:
    """Return the value of a child such as `<w:numId w:val="3"/>`, or ""."""
    if element is None or (child := element.find(f"{_W}{name}")) is None:
        return ""
    return _value(child, "val")


def _value(element: Any, name: str) -> str:
    return str(element.get(f"{_W}{name}") or "")


def write_number(number: int, kind: str) -> str:
    """Return a number in a format of Word; formats that Chinese and English texts don't use are decimal.

    >>> write_number(21, "chineseCounting"), write_number(4, "lowerRoman"), write_number(28, "upperLetter")
    ('二十一', 'iv', 'BB')
    """
    if kind in _NO_NUMBER:
        return ""
    if number < 1:
        return str(number)
    if kind in _CHINESE:
        return _write_chinese(number)
    if kind in _BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if kind in _CIRCLED and number <= 20:
        return chr(ord("①") + number - 1)
    if kind in ("upperRoman", "lowerRoman"):
        return _in_case(_write_roman(number), kind)
    if kind in ("upperLetter", "lowerLetter"):
        return _in_case(chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1), kind)
    if kind == "ideographTraditional":
        return _STEMS[(number - 1) % len(_STEMS)]
    if kind == "ideographZodiac":
        return _BRANCHES[(number - 1) % len(_BRANCHES)]
    if kind == "decimalZero":
        return f"{number:02}"
    return str(number)


def _in_case(text: str, kind: str) -> str:
    if kind.startswith("lower"):
        return text.lower()
    return text


def _write_roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _write_chinese(number: int) -> str:
    """Return a number in Chinese numerals: 10 is 十, 12 is 十二, 105 is 一百零五."""
    written, has_gap = "", False
    for digit, unit in zip(f"{number:05}", "万千百十 ", strict=True):
        if digit == "0":
            has_gap = bool(written)
            continue
        if has_gap:
            written += "零"
        written += "零一二三四五六七八九"[int(digit)] + unit.strip()
        has_gap = False
    if 10 <= number < 20:
        return written.removeprefix("一")
    return written
