"""The heads of official documents in English, whose titles are not their first lines.

These are decrees, numbered announcements, executive orders, bills, the Federal Register, and acts of the
European Union.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.issuers import are_english_bodies, in_small_letters
from flows.corpus.metadata.titles.shapes import ENDS_LIKE_PROSE, MAX_TITLE, is_title
from flows.text import lazy_pattern

_CHARACTERS, _LINES = 4_000, 40
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d{2}|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d{2})"
_NUMBER = r"No\. ?\d{1,5}(?:,? (?:of )?[\[(]?(?:19|20)\d{2}[\])]?)?"
# Decree of the State Council of the People's Republic of China, with its number here or on the next line.
_DECREE = lazy_pattern(
    rf"(?P<kind>decree|order)(?: (?P<number>{_NUMBER}))? of (?:the )?(?P<body>.{{4,100}})", re.IGNORECASE
)
_PRESIDENT = "President"  # promulgates laws, but doesn't issue them
_NUMBER_LINE = lazy_pattern(rf"\(?(?P<number>{_NUMBER})\)?", re.IGNORECASE)
_STATE = lazy_pattern(r" of (?:the )?People['’]s Republic of China$", re.IGNORECASE)
_PROMULGATED = lazy_pattern(r"\bhereby (?:promulgated|issued|published|announced)\b|\bpromulgate[sd]?\b")
# Announcement No. 46 of 2024, Announcement [2024] No. 46, above the title.
_ANNOUNCED = lazy_pattern(
    r"(?:joint )?(?:announcement|public notice|notice|order|decree)"
    rf" (?:[\[(]?(?:19|20)\d{{2}}[\])]?,? )?{_NUMBER}",
    re.IGNORECASE,
)
_EXECUTIVE = lazy_pattern(
    rf"(?P<number>Executive Order (?:No\. ?)?\d{{5}})(?: of (?P<date>{_DATE}))?", re.IGNORECASE
)
_CONGRESS = lazy_pattern(r"\d{2,3}(?:TH|ST|ND|RD) CONGRESS.*")
_BILL = lazy_pattern(r"(?:H\. ?R\.|S\.|[HS]\. ?(?:J\. ?)?Res\.) ?\d{1,5}", re.IGNORECASE)
_REGISTER = lazy_pattern(rf"\[?Federal Register\b.*?(?P<date>{_DATE}).*", re.IGNORECASE)
_AGENCY = lazy_pattern(r"AGENC(?:Y|IES):\s*(?P<body>[^;.]{4,120}?)(?:,? (?:U\.S\. )?Department of [^;]*)?\.?")
_ABOVE_TITLE = lazy_pattern(
    r"\d+ CFR (?:Parts?|Chapter) .*|\[?Docket .*|RIN:? .*|\[.*\]|(?:U\.S\. )?DEPARTMENT OF .*"
    r"|.*\d{4}-\d{4,5}.*"
)
_UNION = lazy_pattern(
    r"(?P<author>Commission |Council )?"
    r"(?P<number>(?:Delegated |Implementing )?(?:Regulation|Directive|Decision|Recommendation)"
    r" \((?:EU|EC|CFSP|EU, Euratom)\)(?: No)? \d{1,4}/\d{1,4}).*",
    re.IGNORECASE,
)
_DAY_OF = lazy_pattern(rf"of (?P<date>{_DATE})", re.IGNORECASE)
_TITLE_ENDS = lazy_pattern(
    r"\(Text with EEA relevance\)|THE (?:EUROPEAN|COUNCIL)\b|Having regard|Whereas|Article\b", re.IGNORECASE
)
_MAX_PARTS = 4  # lines of such a title
_SHORTEST = 8  # characters of the title of a regulation
_FEWEST = 3  # words of the title of an announcement


class OfficialHead(NamedTuple):
    """The values that the head of an official document states; each may be "". The date is ISO."""

    title: str = ""
    number: str = ""
    publisher: str = ""
    date: str = ""


def read_official_head(text: str) -> OfficialHead:
    """Return the title, number, publisher and date in an official head in English; blanks for other texts."""
    shown = (line.strip("#* \t") for line in text[:_CHARACTERS].splitlines())
    lines = [" ".join(line.split()) for line in shown if line][:_LINES]
    if not lines or not lines[0].isascii():
        return OfficialHead()
    return (
        _read_decree(lines)
        or _read_announcement(lines)
        or _read_executive_order(lines)
        or _read_bill(lines)
        or _read_register(lines)
        or _read_union(lines)
        or OfficialHead()
    )


def _read_decree(lines: Sequence[str]) -> OfficialHead | None:
    """Return the head of a decree, with the title of the regulation that it promulgates."""
    decree = _DECREE.fullmatch(lines[0])
    if not decree:
        return None
    body = _STATE.sub("", in_small_letters(decree["body"]))
    if body != _PRESIDENT and not are_english_bodies(body):
        return None
    numbered = next(filter(None, map(_NUMBER_LINE.fullmatch, lines[1:3])), None)
    number = decree["number"] or (numbered and numbered["number"]) or ""
    words = next((place for place, line in enumerate(lines) if _PROMULGATED.search(line)), 0)
    named = lines[words].lower()
    below = (line for line in lines[words + 1 :] if is_title(line) and not parse_date(line))
    title = next((line for line in below if len(line) > _SHORTEST and _bare(line) in named), "")
    if not words or not title:
        return None
    whole = number and f"{decree['kind'].title()} {number} of the {body}"
    return OfficialHead(title, whole, body.removeprefix(_PRESIDENT))


def _bare(title: str) -> str:
    return title.lower().removeprefix("the ")


def _read_announcement(lines: Sequence[str]) -> OfficialHead | None:
    """Return the head of an announcement: perhaps bodies, then its number on a line, then its title."""
    place = next((place for place, line in enumerate(lines[:_MAX_PARTS]) if _ANNOUNCED.fullmatch(line)), -1)
    bodies = [_STATE.sub("", in_small_letters(line)) for line in lines[: max(place, 0)]]
    if place < 0 or place + 1 >= len(lines) or not all(map(are_english_bodies, bodies)):
        return None
    title = lines[place + 1]
    is_section = len(title.split()) < _FEWEST  # Background
    if is_section or not is_title(title) or parse_date(title) or are_english_bodies(title):
        return None
    number = " of the ".join([lines[place], *bodies[:1]])
    return OfficialHead(title, " and the ".join([number, *bodies[1:]]), ", ".join(bodies))


def _read_executive_order(lines: Sequence[str]) -> OfficialHead | None:
    """Return the head of an executive order: its number, perhaps its date, then its title."""
    order = _EXECUTIVE.fullmatch(lines[0])
    if not order or len(lines) < 2 or not is_title(lines[1]) or parse_date(lines[1]):
        return None
    return OfficialHead(lines[1], order["number"], "", parse_date(order["date"] or ""))


def _read_bill(lines: Sequence[str]) -> OfficialHead | None:
    """Return the head of a bill of the Congress of the United States; its title says what it is to do."""
    if not _CONGRESS.fullmatch(lines[0]):
        return None
    number = next(filter(_BILL.fullmatch, lines), "")
    title = next((line.rstrip(".") for line in lines if line.startswith("To ") and line.endswith(".")), "")
    if not title:
        return None
    return OfficialHead(title, number)


def _read_register(lines: Sequence[str]) -> OfficialHead | None:
    """Return the head of a document in the Federal Register; its title is above the agency."""
    place = next((place for place, line in enumerate(lines) if _AGENCY.fullmatch(line)), 0)
    agency = _AGENCY.fullmatch(lines[place])
    if not agency:
        return None
    first = place
    while first and place - first < _MAX_PARTS and not _is_above_title(lines[first - 1]):
        first -= 1
    title = " ".join(lines[first:place])
    if not title:
        return None
    register = _REGISTER.fullmatch(lines[0])
    return OfficialHead(title, "", agency["body"], parse_date((register and register["date"]) or ""))


def _is_above_title(line: str) -> bool:
    return bool(_ABOVE_TITLE.fullmatch(line) or _REGISTER.fullmatch(line)) or are_english_bodies(line)


def _read_union(lines: Sequence[str]) -> OfficialHead | None:
    """Return the head of an act of the European Union; its title goes on with its date and subject."""
    act = _UNION.fullmatch(in_small_letters(lines[0]))
    if not act:
        return None
    parts, day = [act[0]], ""
    for line in lines[1 : 1 + _MAX_PARTS]:
        if _TITLE_ENDS.match(line) or ENDS_LIKE_PROSE.search(line) or len(line) > 2 * MAX_TITLE:
            break
        day = day or next((parse_date(found["date"]) for found in _DAY_OF.finditer(line)), "")
        parts.append(line)
    authors = {"commission": "European Commission", "council": "Council of the European Union"}
    author = authors.get((act["author"] or "").strip().lower(), "")
    if "parliament" in lines[0].lower():
        author = "European Parliament, Council of the European Union"
    return OfficialHead(" ".join(parts), act["number"], author, day)
