"""Document numbers in English: series in pinyin, and orders, decrees and announcements with their issuers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.text.document_numbers.model import (
    CLOSE,
    OPEN,
    OWN_NUMBER,
    YEAR,
    FoundNumber,
    key_in_series,
    plain_year,
    tables,
)
from flows.text.patterns import lazy_pattern

# The core of both English patterns. The words before it are searched only where it occurs: in a text without
# numbers they would be tried at every word.
_PINYIN_CORE = (
    rf"{OPEN}\s?({YEAR})\s?{CLOSE}\s?,?\s?"
    r"(?:document\s|doc\.?\s)?(?:no\.?|number|circular(?:\sno\.?)?|#)\s?(\d{1,5})(?!\d|\.\d)"
)
# Announcement No. 61, Announcement [2025] No. 61
_ORDER_CORE = (
    rf"(?P<kind>order|decree|announcement)(?P<plural>s)?\s(?:{OPEN}?(?P<led>{YEAR}){CLOSE}?,?\s)?"
    r"(?:no(?P<several>s)?\.?|numbers?)\s?(?P<number>\d{1,5})"
)
# Another number of a list (Announcements No. 55, 56 and 57 of 2025), not the year (Order No. 23, 2023).
_NEXT_ORDER = (
    rf"(?:,\s(?:and\s)?|\s(?:and|&)\s)(?P<again>no\.?\s?)?(?P<next>(?!{YEAR}(?!\d))\d{{1,5}})(?![\d.]\d)"
)
_ORDER_LIST = lazy_pattern(_NEXT_ORDER)
_WORDS_BEFORE = 18
_PINYIN_NUMBER = lazy_pattern(rf"(?<![a-z])((?:[a-z]{{2,14}}\s?){{0,6}}){_PINYIN_CORE}")
_ORDER = lazy_pattern(
    rf"(?<![a-z])((?:\(?[a-z'&]+\)?,?\s){{0,{_WORDS_BEFORE}}}){_ORDER_CORE}"
    rf"(?P<more>(?:{re.sub('[?]P<[a-z]+>', '?:', _NEXT_ORDER)})*)"
    rf"(?:(?:\s(?:of\s|in\s)?|,\s)?{OPEN}?(?<!\d)(?P<year>{YEAR})(?!\d){CLOSE}?)?"
    r"(?:\s?(?:of|by|from)\s(?:the\s)?(?P<after>(?:[a-z'&]+\s?){1,18}))?"
)
_PINYIN_SIGN, _ORDER_SIGN = lazy_pattern(_PINYIN_CORE), lazy_pattern(rf"(?<![a-z]){_ORDER_CORE}")
_AND = lazy_pattern(r"(?:\band|,)\s(?:the\s)?$")
_FAR = 40  # characters in which another state is named
# The ministry issued Announcement No. 61: what may come between an issuer and its number.
_ISSUING = lazy_pattern(
    r"\s(?:(?:has |have )?(?:issued|released|published|promulgated|suspended|amended|repealed|lifted)"
    r"|suspends|resumes)(?: the implementation of)?(?: (?:its|the|an?))?(?: joint)?\s?$"
)
_PINYIN_LIKE = lazy_pattern(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?[aeiou]{1,3}(?:ng|n)?){1,6}(?:fa|han|zi|ban|gui|ke)"
)
# A series in pinyin, one word per syllable: yang ke fa [2023] no. 66.
_SYLLABLES = lazy_pattern(
    r"(?<![a-z])(?!(?:to|no|in|on|an|a|we|me|be|do|so|go)\s)"
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?[aeiou]{1,3}(?:ng|n)?\s){1,5}(?:fa|han|zi|ban|gui|ke)\s?$"
)


def find_english(text: str) -> Iterator[FoundNumber]:
    """Yield the numbers of English texts, the orders of a list one by one."""
    for match in _find_around(_PINYIN_SIGN, _PINYIN_NUMBER, text):
        start, series = _read_pinyin(match[1])
        yield FoundNumber(match.start() + start, match.end(), key_in_series(series, match[2], match[3]))
    before: FoundNumber | None = None
    for match in _find_around(_ORDER_SIGN, _ORDER, text):
        first = _read_order(text, match) or _read_order_of(before, text, match)
        if first:
            orders = [first, *_find_next_orders(match, first)]
            yield from orders
            before = orders[-1]


def _read_order(text: str, match: re.Match[str]) -> FoundNumber | None:
    """Return the first number of a match of `_ORDER`, or None if no issuer is named beside it."""
    kinds = tables()["english_kinds"]
    year = match["year"] or match["led"]
    middle = f"{plain_year(year)}年第" if year else "第"
    rest = f"{kinds[match['kind']]}{middle}{int(match['number'])}号"
    end = match.end("number")
    if not match["more"]:
        end = max(end, match.end("year"))
        if match["year"] and text.startswith(("]", ")"), end):
            end += 1
    if before := _issuers_before().search(match[1]):
        if _is_of_another_state(text[: match.start(1) + before.start(1)]):
            return None
        return FoundNumber(match.start(1) + before.start(1), end, _name_bodies(before[1]) + rest)
    if after := _issuers().match(match["after"] or ""):
        end = end if match["more"] else match.start("after") + after.end()
        return FoundNumber(match.start("kind"), end, _name_bodies(after[0]) + rest)
    verb = _ISSUING.search(match[1])
    if verb and (issuing := _issuers_before().search(match[1][: verb.start()])):
        if _is_of_another_state(text[: match.start(1) + issuing.start(1)]):
            return None
        return FoundNumber(match.start("kind"), end, _name_bodies(issuing[1]) + rest)
    return None


def _read_order_of(before: FoundNumber | None, text: str, match: re.Match[str]) -> FoundNumber | None:
    """Return a number without an issuer as one of the issuer before it in the sentence, or None.

    >>> MOFCOM suspended Announcement No. 55 of 2025 (jointly with the GAC) and Announcement No. 61 of 2025
    """
    year = match["year"] or match["led"]
    start = match.start("kind")
    if before is None or not year or re.search(r"[.;](?!\d)", text[before.end : start]):
        return None
    if not _AND.search(text[:start]):
        return None
    issuer = re.sub(r"(?:\d{4}年)?第\d+号$", "", before.key)
    kind = tables()["english_kinds"][match["kind"]]
    if not issuer.endswith(kind):
        return None
    key = f"{issuer}{plain_year(year)}年第{int(match['number'])}号"
    end = match.end("number") if match["more"] else max(match.end("number"), match.end("year"))
    return FoundNumber(start, end, key)


@cache
def _others() -> re.Pattern[str]:
    """Return the pattern of another state before one of its ministries."""
    names = tables()["others"]
    named = rf"\b(?:{names['states']}|{names['adjectives']})"
    return re.compile(rf"(?:{named}|(?<!china)(?<!beijing)(?<!prc)['’]s)\s$")


def _is_of_another_state(before: str) -> bool:
    """Return whether the words before an issuer name another state: Japan's Ministry of Finance."""
    return _others().search(before.removesuffix("the ")[-_FAR:]) is not None


@cache
def _issuers() -> re.Pattern[str]:
    """Return the pattern of one or more issuers in English, each with its initials in brackets or without."""
    one = rf"(?:{'|'.join(map(re.escape, sorted(tables()['english_issuers'], key=len, reverse=True)))})"
    one += r"(?![a-z])(?:\s\([a-z]+\))?"
    return re.compile(rf"{one}(?:(?:,\s|\s)(?:(?:and\s)?(?:the\s)?){one})*")


@cache
def _issuers_before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)({_issuers().pattern})\s?$")


def _name_bodies(words: str) -> str:
    """Return the Chinese names of the issuers in English words, joined; each occurs once."""
    names = tables()["english_issuers"]
    one = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return "".join(dict.fromkeys(names[name] for name in re.findall(rf"(?<![a-z])(?:{one})(?![a-z])", words)))


def _find_next_orders(match: re.Match[str], first: FoundNumber) -> Iterator[FoundNumber]:
    """Yield the numbers after the first of an English list; Order No. 5 and 20 others is no list."""
    for item in _ORDER_LIST.finditer(match.string, *match.span("more")):
        if match["plural"] or match["several"] or item["again"]:
            start = item.start("again" if item["again"] else "next")
            yield FoundNumber(start, item.end(), OWN_NUMBER.sub(f"{int(item['next'])}号", first.key))


def _find_around(sign: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`, each of which contains `sign` after up to nine words."""
    position = 0
    for found in sign.finditer(text):
        if found.start() < position:
            continue
        before = text[position : found.start()].rsplit(None, _WORDS_BEFORE)
        first = position + len(before[0]) if len(before) > _WORDS_BEFORE else position
        if match := pattern.search(text, first):
            yield match
            position = match.end()


def _read_pinyin(words: str) -> tuple[int, str]:
    """Return the start of the series in `words`, and its Chinese name (its joined pinyin if unknown)."""
    starts = [match.start() for match in re.finditer(r"[a-z]+", words)]
    for start in starts:
        if name := tables()["pinyin"].get(words[start:].replace(" ", "")):
            return start, name
    if run := _SYLLABLES.search(words):
        return run.start(), run[0].replace(" ", "")
    last = "".join(words[start:].strip() for start in starts[-1:])
    if len(last) > 4 and _PINYIN_LIKE.fullmatch(last):
        return starts[-1], last
    return len(words), ""
