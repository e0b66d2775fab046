"""The parties that a passage names, and the first firm of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.events.parties.english_names import join_capitals, settle_persons, without_regions
from flows.annotation.events.parties.party import Party, unlisted_party
from flows.annotation.events.parties.tagged import PARTY_TYPES, as_party
from flows.annotation.events.rules import choose_language, find_first_verb, load_words
from flows.annotation.names import is_common_word
from flows.records import Mention
from flows.text import HAN, lazy_pattern

# A verb that a rule took for the start of a firm's name: 入股青禾半导体(上海)股份有限公司.
_VERB_BEFORE = lazy_pattern(
    r"(?:\d[\d.,]*[万亿]*[美欧]?元)?(?:入股|收购|并购|增资|参股|注资|受让|认购)了?"
    r"(?=.{5,}(?:公司|[A-Za-z.])$)"
)
# The rest of the name of a branch: 青禾公司|（上海）管理有限公司.
_BRANCH = lazy_pattern(rf"(?:公司|集团)?[(（][{HAN}]{{2,4}}[)）][{HAN}]{{0,8}}?(?:有限)(?:责任)?公司")
_REPORT = lazy_pattern(
    rf"\s*(?:\d{{4}}年)?(?P<place>[{HAN}]{{2,10}}?(?:省|市|自治区|[县州]))"
    r"(?:\d{4}年)?(?:人民)?政府工作报告\s*"
)
_NUMBERED = ("公告", "令", "通告")  # after the name of a body: the document that it numbers
_CHINESE_SUFFIX = lazy_pattern(r"(?:集团|公司|股份|有限公司|有限责任公司|股份有限公司){1,3}")


def find_parties(text: str, language: str, mentions: Sequence[Mention]) -> list[Party]:
    """Return the named parties of a passage, disjoint and ordered by start.

    Untagged English names are found by their capitals. One that only extends a mention's name
    (Haiwei Semiconductors Co., Ltd.) keeps the mention's entity.
    """
    named = [
        mention
        for mention, is_hidden in zip(mentions, _hidden(language, mentions), strict=True)
        if mention.type in PARTY_TYPES and not is_hidden
    ]
    if language == "en":
        return without_regions(text, settle_persons(join_capitals(text, named, mentions)))
    return list(_outermost(_lengthen(text, as_party(mention)) for mention in named))


def _outermost(parties: Iterable[Party]) -> Iterator[Party]:
    """Yield parties without those inside the one before them."""
    end = 0
    for party in parties:
        if party.start >= end:
            yield party
        end = max(end, party.end)


def _hidden(language: str, mentions: Sequence[Mention]) -> Iterator[bool]:
    """Yield per mention whether a longer name hides it; an event's name with a verb does not hide who acts.

    >>> 华为被列入实体清单 -> 华为 is none the less named
    """
    end = 0  # of the last event's name
    for mention in mentions:
        yield mention.nested and not (mention.type == "ORG" and mention.end <= end)
        if mention.type == "EVENT" and find_first_verb(mention.text.lower(), language) >= 0:
            end = max(end, mention.end)


def find_subject(text: str, language: str, mentions: Sequence[Mention]) -> str:
    """Return the first firm that a heading or title names, as written there, or "".

    Common words in capitals are not a firm: AI Education. A firm missing from every list is known by what
    the title tells of it: 海川智能|发展历程.
    """
    language = choose_language(text, language)
    if language == "zh" and (firm := _find_titled(text)):
        return firm
    organs = load_words(language).organs
    bodies = (
        party.text
        for party in find_parties(text, language, mentions)
        if party.kind == "ORG" and (party.is_listed or not _is_common(party.text))
    )
    return next((name for name in bodies if not organs.search(name.lower())), "")


def _find_titled(text: str) -> str:
    firm = _titled().match(text)
    if firm is None or load_words("zh").classes.match(firm["name"]):
        return ""
    return firm["name"]


@cache
def _titled() -> re.Pattern[str]:
    """Return the pattern of titles that tell the history of a firm with the ending of one, or its case."""
    return re.compile(
        r"\s*(?:[^:：—]{2,30}(?:[:：]|—+)\s?)?"
        rf"(?P<name>(?:(?![的与和及])[{HAN}A-Za-z]){{2,8}}?"
        rf"(?:{load_words('zh').endings})(?:有限)?(?:公司)?)"
        r"(?:发展历程|发展史|创业史|成长史|大事记|历史沿革|(?:公司|企业)?简介|的?案例(?:研究|分析)?\s*$)"
    )


def find_issuer(text: str, mentions: Sequence[Mention], start: int = 0) -> Party | None:
    """Return the body that a title at `start` opens with, before its document: 商务部|公告2025年第9号.

    Of a government's report it is the place: 2026年|青云省|政府工作报告.
    """
    if report := _REPORT.fullmatch(text, start):
        span = report.span("place")
        place = (one for one in mentions if one.type == "GPE" and (one.start, one.end) == span)
        return next((replace(as_party(one), start=0, end=0, is_resolved=True) for one in place), None)
    first = next((mention for mention in mentions if mention.type == "ORG"), None)
    if first is None or text[start : first.start].strip() or not text.startswith(_NUMBERED, first.end):
        return None
    return replace(as_party(first), start=0, end=0)


def _is_common(name: str) -> bool:
    words = [word for word in name.lower().split() if len(word) > 2]
    return name.isascii() and bool(words) and all(map(is_common_word, words))


def _lengthen(text: str, party: Party) -> Party:
    """Return a Chinese party with the 公司 or 集团 that follows its name."""
    if party.kind == "ORG" and (verb := _VERB_BEFORE.match(party.text)):
        party = unlisted_party(text, party.start + verb.end(), party.end)
    match = _CHINESE_SUFFIX.match(text, party.end) if party.kind == "ORG" else None
    if party.kind == "ORG" and (branch := _BRANCH.match(text, party.end)):
        match = branch
    if not match:
        return party
    return replace(party, end=match.end(), text=text[party.start : match.end()])
