"""Find the headings of plain English text that are on a line of their own, with or without a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from flows.text import lazy_pattern, read_patterns

if TYPE_CHECKING:
    from flows.corpus.splitting.marks import Line

_LONGEST, _LONGEST_PLAIN = 12, 6  # words of a heading, and of one in ordinary case without a telling word
_LONGEST_LINE = 80
_LEAST_PROSE, _LONG_PROSE = 20, 60  # characters of a paragraph that ends in a stop, and of one that does not
_RUNNING = 3  # occurrences that make a line a running head
_WIDEST = 110  # columns of a text with hard line breaks
_MARKED = 2  # headings with marks (#) in a text that marks all of them

# Levels below those of parts, chapters and sections; those of `1.`, `1.1` and `1.1.1` are between them.
OUTER, LETTER, INNER = 3, 4, 7

_NUMBERED = lazy_pattern(r"(?P<roman>[IVX]{1,5})[.)]\s+(?=[A-Z])|(?P<letter>[A-H])\.\s+(?=[A-Z])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = "ABCDEFGH"
_SHAPE = lazy_pattern(r"[A-Z0-9][A-Za-z0-9 &'’,:()/–—.\-]*[A-Za-z0-9)]")
_LAST_STOP = lazy_pattern(r"[.!?;:,…][”’\"')\]\d]*$")
_ENDS_SENTENCE = lazy_pattern(r"[.!?…][”’\"')\]]*\d{0,3}$")
_LEADS_ON = lazy_pattern(
    r"[:,;–—-]$|(?<![A-Za-z])(?:of|the|and|for|in|to|with|by|a|an|or|on|at|from|as)$", re.IGNORECASE
)
_PROSE_START = lazy_pattern(r"[\"“‘'(\[]?[A-Z0-9]")
_FUNCTION_WORD = lazy_pattern(r"(?<![A-Za-z])(?:the|of|and|to|in|a|is|are|was|were|for|on|that)(?![A-Za-z])")
_LOWER = lazy_pattern(r"(?<![A-Za-z])[a-z]{4,}(?![A-Za-z])")
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z'’-]*")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and as at between by for from in into of on or over per the to under up vs with within",
    )
)
_ABOUT = lazy_pattern(r"about\b", re.IGNORECASE)  # a firm at the end of its announcement
_QUESTION = lazy_pattern(r"(?:what|how|why|where|who|when|which|whether)\b", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = lazy_pattern(
    rf"(?<!nded )(?<!nding )(?:\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    rf"|\b\d{{1,2}} {_MONTH} (?:19|20)\d\d)"
    rf"|^(?:{_MONTH} (?:19|20)\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*)$"
)
_YEAR = lazy_pattern(
    r"(?<![\d.-])(?:FY ?|fiscal )?(?:19|20)\d\d(?:[-–/](?:\d{2}|(?:19|20)\d\d))?(?![\d.])", re.IGNORECASE
)
_TWO_YEARS = lazy_pattern(r"(?:19|20)\d\d,? +(?:19|20)\d\d")
# Numbers that belong to a heading: Box 1, Phase 2, Q4, H1, 14th, COVID-19.
_OWN_NUMBER = lazy_pattern(
    r"\b(?:box|annex|appendix|part|phase|chapter|section|step|goal|objective|priority|pillar|theme|lesson"
    r"|case|stage|task|option|scenario|article|industry) \d{1,2}(?:\.\d)?\b|\b[QH][1-4]\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)\b|(?<=nded )(?:[A-Z][a-z]+ )?\d{1,2}\b|[A-Za-z]-\d{1,2}\b|\bFY ?\d\d\b"
    r"|\b(?:first|last|next) \d{1,2} (?:months|years|quarters)\b",
    re.IGNORECASE,
)
_LABELLED = lazy_pattern(
    r"(?:box|annex|appendix|part|phase|step|goal|pillar|theme|case) (?:\d{1,2}|[A-Z])[:.]? ", re.IGNORECASE
)
_TABULAR = lazy_pattern(r"\t|   |[%$€£¥|@_=<>{}*#\\]|https?:|www\.")
_PERSON = lazy_pattern(r"(?:[A-Z][\w.'’-]*\.? ?){1,5}")
# Endings of words that are not names of people.
_ABSTRACT = lazy_pattern(
    r"(?:[a-z]{3}(?:tion|ment|ance|ence|ness|itie|ing)s?|[a-z]{4}(?:ity|ship|ology|omy|ics|ism))$",
    re.IGNORECASE,
)
_POSSESSIVE = lazy_pattern(r"['’]s?(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Words:
    known: re.Pattern[str]
    heading: re.Pattern[str]
    beginning: re.Pattern[str]
    verb: re.Pattern[str]
    honour: re.Pattern[str]
    body: re.Pattern[str]


@cache
def _load_words() -> _Words:
    table = read_patterns(Path(__file__).with_name("english_headings.toml"))
    joined = {name: "|".join(words) for name, words in table.items()}
    ignore = re.IGNORECASE
    return _Words(
        re.compile(f"(?:{joined['known']})", ignore),
        re.compile(rf"(?<![A-Za-z])(?:{joined['words']})(?![A-Za-z])", ignore),
        re.compile(f"(?:{joined['beginnings']})", ignore),
        re.compile(
            rf"(?<![A-Za-z'’-])(?:{joined['verbs']})(?![A-Za-z'’-])"
            r"|(?<= )[a-z]+ed (?=the|an?\b|\d|to\b|by\b)",
            ignore,
        ),
        re.compile(rf"(?<![A-Za-z])(?:{joined['honours']})\.? (?=[A-Z])", ignore),
        re.compile(rf"(?<![A-Za-z])(?:{joined['bodies']})(?![A-Za-z])", ignore),
    )


def find_english_headings(lines: Sequence[Line], text: str, *, may_be_plain: bool) -> dict[int, int]:
    """Return the headings among the paragraphs of a text, as positions in `lines` and levels.

    A heading is a short line that does not end a sentence, is followed by a paragraph, and follows the end of
    a paragraph or a blank line. Headings with a Roman number or a letter are found if they count from I or A;
    those without a number only if `may_be_plain`.

    >>> Financial review 2024 -> a heading
    >>> By Mara Oswin -> none: a byline
    """
    places = [
        place for place, line in enumerate(lines) if line.kind == "paragraph" and _has_shape(line, text)
    ]
    if not places:
        return {}
    page = _Page(lines, text)
    if page.count_marked() >= _MARKED:
        return {}
    found = _find_numbered(page, places)
    if may_be_plain:
        for place in reversed(places):  # the next line is then settled
            if place not in found and page.is_apart(place, found):
                style = page.find_style(place, found)
                if style:
                    found[place] = style
    return _settle_levels(page, found)


def _has_shape(line: Line, text: str) -> bool:
    is_short = line.end - line.start <= _LONGEST_LINE
    return is_short and _SHAPE.fullmatch(text, line.start, line.end) is not None


def _find_numbered(page: _Page, places: Sequence[int]) -> dict[int, str]:
    """Return the lines with Roman numbers or letters that count from I or A, by place, except list items."""
    groups: dict[str, dict[int, int]] = {"roman": {}, "letter": {}}
    for place in places:
        match = _NUMBERED.match(page.show(place))
        if match and not page.leads_on(place - 1) and page.is_whole(place):
            style, counted = ("roman", _ROMAN) if match["roman"] else ("letter", _LETTERS)
            number = match[style]
            if number in counted:
                groups[style][place] = counted.index(number)
    return {
        place: style
        for style, numbers in groups.items()
        for place, number in numbers.items()
        if {0, 1} <= set(numbers.values())
        and numbers.get(place + 1) != number + 1
        and numbers.get(place - 1) != number - 1
    }


def _settle_levels(page: _Page, found: Mapping[int, str]) -> dict[int, int]:
    """Return the level of each heading by its style.

    Unnumbered headings are below numbered ones, unless a text begins with an unnumbered one.
    """
    others = {place: line.level for place, line in enumerate(page.lines) if line.kind == "heading"}
    styles = {**dict.fromkeys(others, "other"), **found}
    first = next((styles[place] for place in sorted(styles) if styles[place] != "known"), "")
    has_wide = any(level <= OUTER for level in others.values())
    plain = OUTER if first == "plain" and not has_wide else INNER
    levels = {"roman": OUTER, "capitals": OUTER, "letter": LETTER, "plain": plain}
    known_levels = [levels[style] for style in found.values() if style in levels]
    levels["known"] = min([*known_levels, *others.values()], default=plain)
    return {place: levels[style] for place, style in found.items()}


class _Page:
    """The lines of a text, and what they show together."""

    def __init__(self, lines: Sequence[Line], text: str) -> None:
        self.lines = lines
        self._text = text

    @cached_property
    def _lower(self) -> frozenset[str]:
        """The words that the text has in lower case; names of people are not among them."""
        return frozenset(_LOWER.findall(self._text))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(
            _without_numbers(self.show(place)) for place in range(len(self.lines)) if self._is_short(place)
        )

    @cached_property
    def _width(self) -> int:
        """The width at which the lines are broken, or 0 if they are not."""
        width = max(line.end - line.start for line in self.lines)
        return width if width <= _WIDEST else 0

    @cached_property
    def _first_prose(self) -> int:
        return next((place for place in range(len(self.lines)) if self._is_prose(place)), len(self.lines))

    def count_marked(self) -> int:
        """Return the number of headings with marks (#)."""
        starts = (line.start for line in self.lines if line.kind == "heading")
        return sum("#" in self._text[max(0, start - 3) : start] for start in starts)

    def show(self, place: int) -> str:
        """Return the text of a line."""
        line = self.lines[place]
        return self._text[line.start : line.end]

    def is_whole(self, place: int) -> bool:
        """Return whether a countable line follows that does not continue this one."""
        if place + 1 >= len(self.lines) or _LEADS_ON.search(self.show(place)):
            return False
        line, behind = self.lines[place : place + 2]
        if behind.kind not in ("paragraph", "item", "heading") or self._is_broken(line, behind):
            return False
        return behind.kind != "paragraph" or bool(_PROSE_START.match(self._text, behind.start))

    def leads_on(self, place: int) -> bool:
        """Return whether a line leads to the next one: it ends with a colon, a comma or a small word."""
        is_open = place >= 0 and self.lines[place].kind != "heading"
        return is_open and bool(_LEADS_ON.search(self.show(place)))

    def is_apart(self, place: int, found: Mapping[int, str]) -> bool:
        """Return whether a line is not part of the text before and after it."""
        if not place or self.leads_on(place - 1) or not self.is_whole(place):
            return False
        before, line, behind = self.lines[place - 1 : place + 2]
        leads = behind.kind != "paragraph" or place + 1 in found or self._is_prose(place + 1)
        if not leads and not self._heads_list(place):
            return False
        if self._continues_in_capitals(line, behind):
            return False
        is_other = before.kind != "paragraph" and not self._is_broken(before, line)
        is_parted = self._has_blank(before, line) or is_other or place - 1 in found
        is_known = bool(_load_words().known.fullmatch(self.show(place)))
        return is_parted or is_known or bool(_ENDS_SENTENCE.search(self.show(place - 1)))

    def find_style(self, place: int, found: Mapping[int, str]) -> str:
        """Return the style of a line that reads like a heading: known, capitals, plain; or else ""."""
        line, words = self.show(place), _load_words()
        if self._counts[_without_numbers(line)] >= _RUNNING or line == self.show(0):
            return ""
        if words.known.fullmatch(line):
            return "known"
        if not _may_be_heading(line):
            return ""
        has_heading_sign = bool(_YEAR.search(line) or words.heading.search(line) or _QUESTION.match(line))
        is_listed = place > 1 and self._is_short(place - 1) and self._is_short(place - 2)
        if not has_heading_sign and (place < self._first_prose or is_listed or place + 1 in found):
            return ""
        letters = [word for word in _WORD.findall(line) if word.lower() not in _SMALL]
        if not all(word[0].isupper() for word in letters):
            if _reads_as_phrase(line, has_heading_sign=has_heading_sign):
                return "plain"
            return ""
        if _ABOUT.match(line):
            return "known"
        is_common = any(word.lower() in self._lower or _ABSTRACT.search(word) for word in letters)
        is_common = is_common or bool(words.heading.search(line) or _QUESTION.match(line))
        if _reads_as_name(line, self._lower) or not (
            is_common or (has_heading_sign and not _YEAR.match(line))
        ):
            return ""
        return "capitals" if line.isupper() else "plain"

    def _is_broken(self, line: Line, behind: Line) -> bool:
        """Return whether a line ends only because the next word did not fit in it."""
        if not self._width or self._has_blank(line, behind):
            return False
        word = self._text[behind.start : behind.end].split(maxsplit=1)[0]
        return line.end - line.start + 1 + len(word) > self._width * 0.9

    def _heads_list(self, place: int) -> bool:
        """Return whether a line with a year and a heading word is above figures (2025 targets)."""
        line, behind = self.show(place), self.show(place + 1)
        if not (_YEAR.search(line) and _load_words().heading.search(line)) or _may_be_heading(behind):
            return False
        return len(_WORD.findall(behind)) > 1 and any(map(str.isdigit, behind))

    def _continues_in_capitals(self, line: Line, behind: Line) -> bool:
        """Return whether a line of capitals is one of several: a paragraph in capitals."""
        is_upper = (
            self._text[line.start : line.end].isupper() and self._text[behind.start : behind.end].isupper()
        )
        return is_upper and not self._has_blank(line, behind)

    def _has_blank(self, before: Line, line: Line) -> bool:
        return self._text.count("\n", before.end, line.start) > 1

    def _is_short(self, place: int) -> bool:
        line = self.lines[place]
        is_short = line.kind == "paragraph" and line.end - line.start <= _LONGEST_LINE
        return is_short and not _LAST_STOP.search(self.show(place))

    def _is_prose(self, place: int) -> bool:
        line = self.lines[place]
        if line.kind != "paragraph" or not _PROSE_START.match(self._text, line.start):
            return False
        length, shown = line.end - line.start, self.show(place)
        if _LAST_STOP.search(shown):
            return length >= _LEAST_PROSE and " " in shown
        return length >= _LONG_PROSE and bool(_FUNCTION_WORD.search(shown))


def _without_numbers(line: str) -> str:
    return re.sub(r"[\d\W]+", " ", line).strip().casefold()


def _may_be_heading(line: str) -> bool:
    """Return whether a line is not too long, and not a date, caption, field or table row."""
    if _TABULAR.search(line) or _DATE.search(line) or _TWO_YEARS.search(line) or _LEADS_ON.search(line):
        return False
    words = _load_words()
    if words.beginning.match(line) or not 1 <= len(line.split()) <= _LONGEST:
        return False
    if any(map(str.isdigit, _OWN_NUMBER.sub(" ", _YEAR.sub(" ", line)))):
        return False
    label, colon, _ = line.partition(":")
    return not colon or bool(_LABELLED.match(line) or (" " in label and words.heading.search(label)))


def _reads_as_name(line: str, common: frozenset[str]) -> bool:
    """Return whether a line of capitalised words is the name of a person or body, or a place.

    `common` are the words that the text also has in lower case.
    """
    words = _load_words()
    has_heading_word = bool(words.heading.search(line))
    if _POSSESSIVE.search(line):
        return bool(words.body.search(line))  # People's Republic of China
    if has_heading_word and _YEAR.search(line) and not _YEAR.match(line):
        return False
    for honour in words.honour.finditer(line):
        rest = line[honour.end() :]
        is_common = words.heading.search(rest) or any(word.lower() in common for word in rest.split())
        if _PERSON.fullmatch(rest) and not is_common:
            return True
    if "," in line and not re.search(r" (?:and|&|or) ", line, re.IGNORECASE):
        return True
    return bool(words.body.search(line))


def _reads_as_phrase(line: str, *, has_heading_sign: bool) -> bool:
    """Return whether a line in ordinary letter case is a phrase rather than a sentence."""
    if not (line[0].isupper() or _YEAR.match(line)):
        return False
    if len(line.split()) > (_LONGEST if has_heading_sign else _LONGEST_PLAIN):
        return False
    if _QUESTION.match(line):
        return True
    if re.search(rf"\b{_MONTH},? (?:19|20)\d\d", line) and not _load_words().heading.search(line):
        return False
    return not _load_words().verb.search(line.replace("at a glance", ""))
