"""English names that are certainly bodies: by a legal form, the last word, or a word for an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.parties import Party
from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id
from flows.text import lazy_pattern

_FORM = r"(?:Ltd|Limited|Inc|LLC|Corp|PLC|Plc|plc|GmbH|AG|NV|SE|Pte)"
# After a name that may have the "Co" already: Haiwei Co. Ltd., Haiwei Co.,Ltd, Haiwei Bearings, Inc.
_TAIL = lazy_pattern(
    r"\.?(?:,?\s?\(Group\))?(?:,?\sCo(?:mpany|rporation|rp)?\b\.?)?"
    rf"(?:,?\s?{_FORM}(?:\.(?!\s+[A-Z]|\s*$)|\b))+"
)
_ENDS_WITH_FORM = lazy_pattern(rf"\s(?:{_FORM}|Co)\.?$")
_STOP_WITHIN = lazy_pattern(r"\.(?=,|\s[a-z(])")  # Haiwei Co., Ltd. opened
_INNER_CAPITAL = lazy_pattern(r"^(?!Mac|Fitz|Van|Von|Des)[A-Z][a-z]{2,}[A-Z][a-z]")  # PuduTech
_LAST_WORD = lazy_pattern(r"[\w.&’'-]+$")
_NATIONS = (
    r"Chinese|American|U\.?S\.?|European|German|Japanese|Dutch|French|British|Italian|Korean|Swiss|Taiwanese"
    r"|Israeli"
)
_FIRM_NOUNS = (
    r"company|firm|(?:chip|car|auto|drug|robot|phone)?maker|manufacturer|start-?up|supplier|giant"
    r"|producer|developer|designer|group|conglomerate|retailer|brewer"
)
_FIRM_BEFORE = lazy_pattern(
    rf"\b(?:[Tt]he|[Aa]n?|its|[A-Z]\w+[’']s|[\w-]+-based|{_NATIONS})\s(?:[\w-]+\s){{0,3}}?"
    rf"(?:{_FIRM_NOUNS}),?\s$"
)
# A firm that a text names by its country alone: the Dutch chipmaker.
DESCRIBED_FIRM = lazy_pattern(
    rf"(?:the|an?)\s(?:[\w-]+\s){{0,2}}?(?:{_NATIONS}|South Korean|[\w-]+-based)\s(?:[\w-]+\s){{0,2}}?"
    rf"(?:{_FIRM_NOUNS})(?![\w’'-]| [A-Z])"
)
_WINDOW = 60  # code points before a name in which a noun may say what it is
# Words that make several capitalised words the name of an office, a court or a school.
_OFFICE = lazy_pattern(
    r"\b(?:Ministry|Department|Commission|Administration|Committee|Bureau|Council|Secretariat|Agency"
    r"|Authority|Government|Senate|Parliament|House of Representatives|Congress|Supreme Court|Procuratorate"
    r"|University|Academy|Institute|Development Bank|Central Bank|Stock Exchange)\b"
)
# Opens a report: WASHINGTON (Reuters) - , BEIJING, Sept. 5 (Xinhua) --
_DATELINE = lazy_pattern(
    r"\s*[A-Z][A-Z .]{2,24}(?:,\s[A-Z][\w ]{2,14})?(?:,\s\w{3,9}\.?\s\d{1,2})?"
    r"(?:\s\([A-Z][\w /]{1,20}\))?\s?(?:--|[-—–])\s"
)
# Commission Chairman Liu Haiwen is a person.
_TITLE = lazy_pattern(
    r"\b(?:Leader|Chair(?:man|woman|person)?|President|Minister|Secretary|Director|Commissioner|Speaker"
    r"|Spokes\w+|Governor|Chief)\s[A-Z]"
)


def settle_bodies(text: str, parties: Sequence[Party]) -> list[Party]:
    """Return parties with legal forms made part of their names, and with certain bodies marked as such.

    >>> Haiwei Co. Ltd., Haiwei Bearings, Federal Office Administration -> three bodies, none of them a guess
    """
    found: list[Party] = []
    dateline = _DATELINE.match(text)
    first = dateline.end() if dateline else 0
    for party in parties:
        if party.end <= first or (found and party.start < found[-1].end):
            continue
        settled = _settle(_as_described(text, _with_form(text, party)))
        if place := _opening_of(text, found, settled):
            name = text[place.start : settled.end]
            settled = replace(settled, start=place.start, text=name, entity=make_entity_id("ORG", name))
            del found[-2:]
        found.append(settled)
    return found


def _opening_of(text: str, before: Sequence[Party], party: Party) -> Party | None:
    """Return the name that opens a firm's name with a place in brackets: Haiwei (China) | Tools Co Ltd."""
    if len(before) < 2 or not _ENDS_WITH_FORM.search(party.text):
        return None
    opening, place = before[-2:]
    is_joined = text[opening.end : place.start] == " (" and text[place.end : party.start] == ") "
    return opening if is_joined and opening.kind == "ORG" and place.kind == "GPE" else None


def _as_described(text: str, party: Party) -> Party:
    """Return a person or guessed body as a known body if a noun says so: the chipmaker Hua Hong."""
    may_be = party.kind == "PERSON" or (party.kind == "ORG" and not party.is_listed)
    if not may_be or not _FIRM_BEFORE.search(text, max(0, party.start - _WINDOW), party.start):
        return party
    if text[party.start - 2] == "," and not text.startswith(",", party.end):
        return party
    return replace(party, kind="ORG", is_listed=True)


def _with_form(text: str, party: Party) -> Party:
    """Return a name with the legal form after it, which makes it a firm's."""
    if party.kind == "GPE" and party.is_listed:
        return party
    tail = _TAIL.match(text, party.end)
    end = tail.end() if tail else party.end
    if tail is None and _ENDS_WITH_FORM.search(party.text):
        end += bool(_STOP_WITHIN.match(text, end))
    if end == party.end:
        return party
    name = text[party.start : end]
    return replace(party, end=end, text=" ".join(name.split()), kind="ORG", is_listed=True)


def _settle(party: Party) -> Party:
    """Return a guessed body as a known one if its words, or a capital inside its only word, show it."""
    if party.is_listed or party.kind != "ORG":
        return party
    if " " not in party.text:
        return replace(party, is_listed=bool(_INNER_CAPITAL.search(party.text)))
    last = _LAST_WORD.search(party.text)
    is_firm = bool(last and load_words("en").firms.fullmatch(last[0].lower()))
    is_office = _OFFICE.search(party.text) and not _TITLE.search(party.text)
    is_body = is_firm or is_office or _ENDS_WITH_FORM.search(party.text)
    return replace(party, is_listed=True) if is_body else party
