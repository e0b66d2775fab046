"""True ends of dates, sums and numbers that a pattern of `rules.py` found: the original text decides.

The patterns run on the shadow, in which hyphens and blanks are the same.
"""

from __future__ import annotations

import re

from flows.text import Shadow, lazy_pattern

MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTH = rf"{MONTH_NAME}\.?"

_TWO_NUMBERS = lazy_pattern(r"\d \d")
_DASHES = "-‐‑–"
_CODE_BEFORE = lazy_pattern(r"[A-Za-z][-/]$")
_BEHIND_YEAR = lazy_pattern(r"([-‐‑–/])(\d{2,5})(?!\d|[-/.]?\d)")  # in the original: 2023-24, 2024-0388
_NAME_BEFORE = lazy_pattern(
    r"(?:[^\W\d_][-‐‑–]|\b(?:[Ll]evel|[Cc]lass|[Gg]rade|[Pp]hase|[Tt]ier|[Ss]tage|[Ss]tep|[Tt]able|[Cc]hapter"
    r"|[Ss]ection|[Aa]rticle|[Aa]nnex|[Nn]o\.|[Bb]ox|[Ff]igure|[Tt]ype|[Cc]ategory|[Vv]ersion|[Ii]tem"
    r"|[Ff]ootnote|[Pp]age|[Pp]p?\.|[Vv]ol\.|[Vv]olume|Issue|Note|Track|Order|Rule|Document|Circular|Group"
    r"|Day|Fortune|Forbes|Boeing|Airbus|Windows) )$"
)
_NAME = lazy_pattern(r"(?:(?P<lead>[\w%’'-]+) )?(?:[Tt]he )?(?P<name>(?:[A-Z][\w&/.-]* )+)$")
# Words before a place rather than a name with a number, and joints of lists.
_NO_LEADS = lazy_pattern(
    r"in|at|on|by|of|from|for|to|with|across|within|throughout|since|during|while|and|or|but", re.IGNORECASE
)
# Digits that a number may be the rest of: 10:30 trains, 24/7 teams, 12 000 staff.
_DIGITS_BEFORE = lazy_pattern(r"\d[.:/+]$|(?<!\d)\d{1,3}[^\S\n]$")
_LAST_THREE = lazy_pattern(r"\d{3}(?![\d,.])")
_CAPITAL = lazy_pattern(r"(?<=\s)[A-Z]\S*\s")  # a name before what is counted
_HEADLINE_UNIT = lazy_pattern(r"\s[A-Z]")
_DAY_NAME = lazy_pattern(rf"(?:{MONTH}|[a-z]+day)\s", re.IGNORECASE)
_MONTHS = 12
_BEFORE = 40  # code points before a number that show what it counts
# After these words a number like 2020 is a year, even before a noun: in 2020 companies paid.
_WORD_OF_YEARS = lazy_pattern(
    r"(?:^|[^a-z\s]|[’']s|s’|\b(?:in|by|since|from|until|till|during|of|for|and|or|to|the|through|throughout"
    r"|before|after|between|late|early|mid|around|fiscal|year|spring|summer|autumn|fall|winter|this|that|its"
    rf"|their|our|whose|{MONTH_NAME}))\s*$"
)
# Capitalised words that open a sentence and may precede a number of things.
_OPENS_NUMBER = lazy_pattern(
    r"\b(?:Some|About|Nearly|Almost|Over|Around|Approximately|Roughly|Only|Just|All|Another|Currently|Now)\s$"
)
_NAMED_YEAR = lazy_pattern(r"\b[A-Z][\w&/.-]*\s$")
_AMOUNT_OF = lazy_pattern(r"\b(?:(?:total|number) of|up to)\s$", re.IGNORECASE)


def settle_day(shadow: Shadow, original: str, start: int, end: int) -> int:
    """Return the end of a numeric date, or -1 for numbers with blanks between them (2023 9 4)."""
    first, last = shadow.span(start, end)
    return -1 if re.search(r"\s", original[first:last]) else end


def settle_sum(shadow: Shadow, original: str, start: int, end: int) -> int:
    """Return the end of a sum: of a range ($4-5 billion), or of its first number if no dash follows."""
    match = _TWO_NUMBERS.search(shadow.text, start, end)
    if match is None:
        return end
    place = match.start() + 1
    return end if original[shadow.span(place, place + 1)[0]] in _DASHES else place


def settle_year(shadow: Shadow, original: str, start: int, end: int) -> int:
    """Return the end of a year, or of the period that it begins (2023-24, 2021/22, 2016–20).

    Returns -1 for the year of a longer code (ABC-2024-0388), and for one in brackets that begins no period.
    """
    first, last = shadow.span(start, end)
    behind = _BEHIND_YEAR.match(original, last)
    alone = end
    if original[first - 1 : first] in ("(", "（"):
        alone = -1
    if behind is None or end - start != len("2024"):
        return alone
    if alone < 0 and len(behind[2]) == len("2024"):
        return end + len(behind[0])
    if len(behind[2]) > len("24"):
        if behind[2].startswith("0") or _CODE_BEFORE.search(original, max(0, first - 3), first):
            return -1
        return alone
    if _ends_period(int(shadow.text[start + 2 : end]), behind[1], int(behind[2])):
        return end + len(behind[0])
    return alone


def _ends_period(first: int, mark: str, last: int) -> bool:
    """Return whether a period may end in the year `last`, both of two digits; 2021-12 is a month."""
    if last == (first + 1) % 100:
        return True
    return first < last and mark != "/" and (last > _MONTHS or mark == "–")


def settle_day_of_month(shadow: Shadow, original: str, start: int, end: int) -> int:
    """Return the end of a day without a year, or -1 if there is none.

    "It may 15 times" contains the verb; in "in May 15 firms closed" the number counts the firms.
    """
    first, last = shadow.span(start, end)
    if original[first:last].islower() or original[max(0, first - 3) : first].lower() == "in ":
        return -1
    return end


def settle_number(shadow: Shadow, original: str, start: int, end: int) -> int:
    """Return the end of a number of things, or -1 for part of a name (COVID-19 cases, 28 Hainan firms)."""
    first, last = shadow.span(start, end)
    before, found = original[max(0, first - _BEFORE) : first], original[first:last]
    if _NAME_BEFORE.search(before) or _CAPITAL.search(found):
        return -1
    if _is_rest(before, found) or _is_in_name(before, found):
        return -1
    return end


def settle_whole_number(shadow: Shadow, original: str, start: int, end: int) -> int:
    """Return the end of a number of things, or -1 if only the rest of its number was found (12 000家)."""
    first, last = shadow.span(start, end)
    if _is_rest(original[max(0, first - _BEFORE) : first], original[first:last]):
        return -1
    return end


def _is_rest(before: str, found: str) -> bool:
    """Return whether a number continues the digits before it: 30 in 10:30 trains, 000 in 12 000 staff."""
    digits = _DIGITS_BEFORE.search(before)
    return digits is not None and (not digits[0][-1].isspace() or bool(_LAST_THREE.match(found)))


def _is_in_name(before: str, found: str) -> bool:
    """Return whether a number belongs to the name before it: one Boeing 737, not in Hong Kong 300 firms.

    A name that opens a sentence is treated as an ordinary word, unless it is an acronym (ISO 9001 standards).
    """
    name = _NAME.search(before)
    if name is None or "," in found or _HEADLINE_UNIT.search(found) or _DAY_NAME.search(name["name"]):
        return False
    if name["lead"] is None:
        return name["name"].isupper() and len(name["name"]) > len("A ")
    return not _NO_LEADS.fullmatch(name["lead"])


def settle_count(shadow: Shadow, original: str, start: int, end: int) -> int:
    """Return the end of a number of things that looks like a year, or -1 if it is a year."""
    first = shadow.span(start, end)[0]
    before = original[max(0, first - _BEFORE) : first]
    if _AMOUNT_OF.search(before):
        return end
    if _NAMED_YEAR.search(before) and not _OPENS_NUMBER.search(before):
        return -1
    if _WORD_OF_YEARS.search(before.lower()):
        return -1
    return end
