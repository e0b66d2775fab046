"""Document numbers (发文字号), Chinese and English, brought to one key.

The keys are `国发〔2015〕28号` for a number in a year's series, `国务院令第706号` for a continuously numbered
order or announcement, and `商务部公告2023年第23号` for one numbered by year. A number written without its
series, `(2015)28号`, has the key `〔2015〕28号`: it identifies a document only together with its issuer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from flows.text.folding import Shadow, fold
from flows.text.numerals import parse_numeral
from flows.text.scripts import HAN

_OPEN, _CLOSE = r"[\[(（【〔﹝「]", r"[\])）】〕﹞」]"
_YEAR = r"(?:19|20)\s?\d\s?\d"
_HAN_DIGITS = "〇零一二三四五六七八九十百"
_ISSUE = rf"第?\s?(\d{{1,5}}|[{_HAN_DIGITS}]{{1,7}})\s?号"
# All patterns run on the shadow: lower case, half width, without zero-width characters and spaces inside
# Chinese.
_SERIES_NUMBER = re.compile(
    rf"((?:[{HAN}]|(?<=法)[(（]研[)）]){{0,16}})\s?"
    rf"{_OPEN}\s?({_YEAR})\s?年?\s?{_CLOSE}\s?第?\s?(\d{{1,5}})\s?号"
)
# The core of each of these patterns. The characters before it are searched only in a text that contains it:
# otherwise they would be tried at every character.
_SERIES_YEAR = re.compile(rf"{_OPEN}\s?{_YEAR}\s?年?\s?{_CLOSE}")
# 公告2025第61号: media of Taiwan leave 年 out.
_YEAR_OF = rf"({_YEAR})(?:年|(?<=[公通]告\d{{4}}))"
_YEAR_SIGN = re.compile(rf"{_YEAR_OF}[)）]?\s?第")
_KIND_SIGN = re.compile("令|公告|通告")
_YEAR_NUMBER = re.compile(
    rf"([{HAN}、]{{0,40}})[(（]?{_YEAR_OF}[)）]?\s?"
    rf"第\s?(\d{{1,5}}|[{_HAN_DIGITS}]{{1,7}})\s?号(公告|通告|令)?"
)
_THROUGH_NUMBER = re.compile(rf"([{HAN}、]{{1,40}})(令|公告|通告)[(（]?\s?{_ISSUE}(?!楼|院|线|馆|厅)")
# Another number of a list: 公告2025年第55号、第56号和2024年第46号. Not that of a house or annex.
_NEXT = re.compile(
    rf"\s?(?:[、,]|以?及|和|与)\s?(?P<given>(?:(?:{_OPEN}({_YEAR}){_CLOSE}|({_YEAR})年)\s?)?"
    rf"第?\s?(\d{{1,5}}|[{_HAN_DIGITS}]{{1,7}})\s?号(公告|通告|令)?)"
    rf"(?:(?![{HAN}])|(?=等|以?及|和|与|的|有关|相关|规定|要求|自|中|所))"
)
_OWN_YEAR, _OWN_NUMBER = re.compile(r"\d{4}(?=〕|年第)"), re.compile(r"\d+号$")
_NUMBER_FIRST = re.compile(rf"([{HAN}、]{{2,30}})第\s?(\d{{1,4}})\s?号(令|公告|通告)")
# The core of both English patterns. The words before it are searched only where it occurs: in a text without
# numbers they would be tried at every word.
_PINYIN_CORE = (
    rf"{_OPEN}\s?({_YEAR})\s?{_CLOSE}\s?,?\s?"
    r"(?:document\s|doc\.?\s)?(?:no\.?|number|circular(?:\sno\.?)?|#)\s?(\d{1,5})(?!\d|\.\d)"
)
# Announcement No. 61, Announcement [2025] No. 61
_ORDER_CORE = (
    rf"(?P<kind>order|decree|announcement)(?P<plural>s)?\s(?:{_OPEN}?(?P<led>{_YEAR}){_CLOSE}?,?\s)?"
    r"(?:no(?P<several>s)?\.?|numbers?)\s?(?P<number>\d{1,5})"
)
# Another number of a list (Announcements No. 55, 56 and 57 of 2025), not the year (Order No. 23, 2023).
_NEXT_ORDER = (
    rf"(?:,\s(?:and\s)?|\s(?:and|&)\s)(?P<again>no\.?\s?)?(?P<next>(?!{_YEAR}(?!\d))\d{{1,5}})(?![\d.]\d)"
)
_ORDER_LIST = re.compile(_NEXT_ORDER)
_WORDS_BEFORE = 18
_PINYIN_NUMBER = re.compile(rf"(?<![a-z])((?:[a-z]{{2,14}}\s?){{0,6}}){_PINYIN_CORE}")
_ORDER = re.compile(
    rf"(?<![a-z])((?:\(?[a-z'&]+\)?\s){{0,{_WORDS_BEFORE}}}){_ORDER_CORE}"
    rf"(?P<more>(?:{re.sub('[?]P<[a-z]+>', '?:', _NEXT_ORDER)})*)"
    rf"(?:(?:\s(?:of\s|in\s)?|,\s)?{_OPEN}?(?<!\d)(?P<year>{_YEAR})(?!\d){_CLOSE}?)?"
    r"(?:\s?(?:of|by|from)\s(?:the\s)?(?P<after>(?:[a-z'&]+\s?){1,18}))?"
)
_PINYIN_SIGN, _ORDER_SIGN = re.compile(_PINYIN_CORE), re.compile(rf"(?<![a-z]){_ORDER_CORE}")
# The ministry issued Announcement No. 61: what may come between an issuer and its number.
_ISSUING = re.compile(
    r"\s(?:(?:has |have )?(?:issued|released|published|promulgated|suspended|amended|repealed|lifted)"
    r"|suspends|resumes)(?: the implementation of)?(?: (?:its|the|an?))?(?: joint)?\s?$"
)
# Words that lead to a number in a sentence but are not part of its series.
_LEAD = re.compile(
    "^.*(?:了|现将|参见|详见|根据|依据|按照|依照|遵照|参照|贯彻|落实|执行|印发|发布|公布|颁布|下发|转发|"
    "废止|修改|简称|文号|字号|关于|以及|通知|文件|规定|批复|通告|发出|作出|制定|施行|我院|我部|我局|我委|"
    "列入|纳入|载于|符合|属于|实施|适用|撤销|违反|遵守|取消|停止|终止|暂停|恢复|替代|代替|继续|"
    "号|的|日|原)(?=.)"
)
_LEAD_CHARACTER = re.compile("^(?:[按以见据由和与及在了为、]|自(?!然)|对(?!外)|经(?![信济贸]))(?=..)")
_PARTICLE = re.compile("[了按以见据由和与及在为、的将]|根据|依据|按照|依照|转发|印发|现将|实施|适用|执行")
_PINYIN_LIKE = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?[aeiou]{1,3}(?:ng|n)?){1,6}(?:fa|han|zi|ban|gui|ke)"
)
# A series in pinyin, one word per syllable: yang ke fa [2023] no. 66.
_SYLLABLES = re.compile(
    r"(?<![a-z])(?!(?:to|no|in|on|an|a|we|me|be|do|so|go)\s)"
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?[aeiou]{1,3}(?:ng|n)?\s){1,5}(?:fa|han|zi|ban|gui|ke)\s?$"
)
# Full names of bodies that may precede their numbers but are not part of the series.
_BODIES = (
    "中国证监会",
    "中国证券监督管理委员会",
    "中国银保监会",
    "中国人民银行",
    "国务院办公厅",
    "国务院国资委",
    "中共中央办公厅",
    "最高人民法院",
    "最高人民检察院",
    "财政部",
    "国家税务总局",
    "国家发展改革委",
    "国家发展和改革委员会",
    "国家知识产权局",
    "国家外汇管理局",
)
_ISSUER_ENDINGS = ("委", "部", "局", "署", "会", "行")
_STATE = "中华人民共和国"
_TRIGGERS = ("号", "no", "circular", "#")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number: its span in code points of the shadow, and its key."""

    start: int
    end: int
    key: str


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Return the tables of `document_numbers.toml`: pinyin, english_issuers, english_kinds, short_issuers."""
    tables: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    )
    return tables


def find_numbers(shadow: Shadow) -> Iterator[FoundNumber]:
    """Yield the document numbers of a folded text, in order and disjoint."""
    text = shadow.text
    if not any(trigger in text for trigger in _TRIGGERS):
        return
    found = [*_find_chinese(text), *_find_english(text)]
    found.sort(key=lambda number: (number.start, -number.end, number.key.startswith("〔")))
    position = 0
    for number in found:
        if number.start >= position:
            yield number
            position = number.end


def parse_number(value: str) -> str:
    """Return the key of the first document number in a metadata field, or "" without one.

    Fields are read more tolerantly than running text: a label may precede the number, and 号 may be missing
    or misplaced.
    """
    shadow = fold(value)
    if found := next(find_numbers(shadow), None):
        return found.key
    text = re.sub(r"^.*[::]\s?", "", shadow.text).strip()
    match = re.fullmatch(rf"([{HAN}]{{1,16}})\s?{_OPEN}\s?({_YEAR})\s?{_CLOSE}\s?号?\s?(\d{{1,5}})\s?", text)
    if not match:
        return ""
    return _key_in_series(match[1], match[2], match[3])


def find_own_number(title: str) -> str:
    """Return the key of the number that a title begins or ends with, in brackets or without; or "".

    Another number in it is that of another document: 关于废止样例部公告2019年第4号的公告.
    """
    text = fold(title).text.strip("()[] ")
    found = (one for one in find_numbers(Shadow(text, None)) if one.start == 0 or _ends_title(text, one))
    return next((one.key for one in found), "")


def _ends_title(text: str, number: FoundNumber) -> bool:
    return number.end == len(text) and text[number.start - 1] in "([ 知见定告函法则例划案"


def parse_numbers(value: str) -> list[str]:
    """Return the keys of all numbers in a metadata field, each once; a joint document has several."""
    keys = list(dict.fromkeys(found.key for found in find_numbers(fold(value))))
    return keys or [key for key in (parse_number(value),) if key]


def split_key(key: str) -> tuple[str, int, int] | None:
    """Return (series, year, number) of a key, or None if a text is not a key.

    Examples are ('国发', 2015, 28) and ('商务部公告', 2023, 23). The year is 0 for continuous numbering.
    """
    match = re.fullmatch(r"(.*?)(?:〔(\d{4})〕|(\d{4})年第|第)(\d+)号", key)
    if not match:
        return None
    return match[1], int(match[2] or match[3] or 0), int(match[4])


def _find_chinese(text: str) -> Iterator[FoundNumber]:
    """Yield the numbers of Chinese texts, each with those that follow it in a list."""
    if "号" not in text:
        return
    for first in chain(_find_series(text), _find_yearly(text), _find_through(text)):
        yield first
        yield from _find_next(text, first)


def _find_series(text: str) -> Iterator[FoundNumber]:
    for match in _find_if(_SERIES_YEAR, _SERIES_NUMBER, text):
        series = _without_issuer(_trim(match[1]))
        yield FoundNumber(match.end(1) - len(series), match.end(), _key_in_series(series, match[2], match[3]))


def _find_yearly(text: str) -> Iterator[FoundNumber]:
    for match in _find_if(_YEAR_SIGN, _YEAR_NUMBER, text):
        issuer, kind = _trim(match[1]), match[4] or ""
        if not kind and (ending := re.search(r"(?:公告|通告|令)$", issuer)):
            kind = ending[0]
        kind = kind or _kind_of_list(text, match.end())
        if kind or issuer.endswith(_ISSUER_ENDINGS):
            name = _name_issuer(issuer.removesuffix(kind))
            key = f"{name}{kind}{_year(match[2])}年第{parse_numeral(match[3])}号"
            yield FoundNumber(match.end(1) - len(issuer), _close(text, match), key)


def _find_through(text: str) -> Iterator[FoundNumber]:
    for pattern, kind_group, number_group in ((_THROUGH_NUMBER, 2, 3), (_NUMBER_FIRST, 3, 2)):
        for match in _find_if(_KIND_SIGN, pattern, text):
            issuer = _trim(match[1])
            if len(issuer) > 1 or issuer == "国":
                number = parse_numeral(match[number_group])
                key = f"{_name_issuer(issuer)}{match[kind_group]}第{number}号"
                yield FoundNumber(match.end(1) - len(issuer), _close(text, match), key)


def _find_next(text: str, first: FoundNumber) -> Iterator[FoundNumber]:
    """Yield the numbers after the first of a list; they have its series, and its year or one of their own."""
    key, end = first.key, first.end
    while match := _NEXT.match(text, end):
        if year := match[2] or match[3]:
            key = _OWN_YEAR.sub(_year(year), key)
        key = _OWN_NUMBER.sub(f"{parse_numeral(match[4])}号", key)
        yield FoundNumber(match.start("given"), match.end(), key)
        end = match.end()


def _kind_of_list(text: str, end: int) -> str:
    """Return the kind after the last number of a list: 商务部2025年第61号、第62号公告."""
    kind = ""
    while match := _NEXT.match(text, end):
        kind, end = match[5] or "", match.end()
    return kind


def _find_if(sign: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """Return the matches of `pattern`, each of which contains a match of `sign`."""
    return pattern.finditer(text) if sign.search(text) else ()


def _close(text: str, match: re.Match[str]) -> int:
    """Return the end of a match, after a bracket that closes one opened in it: 公告(2023年第1号)."""
    end = match.end()
    return end + (match[0].count("(") > match[0].count(")") and text.startswith(")", end))


def _find_english(text: str) -> Iterator[FoundNumber]:
    for match in _find_around(_PINYIN_SIGN, _PINYIN_NUMBER, text):
        start, series = _read_pinyin(match[1])
        yield FoundNumber(match.start() + start, match.end(), _key_in_series(series, match[2], match[3]))
    for match in _find_around(_ORDER_SIGN, _ORDER, text):
        if first := _read_order(text, match):
            yield first
            yield from _find_next_orders(match, first)


def _read_order(text: str, match: re.Match[str]) -> FoundNumber | None:
    """Return the first number of a match of `_ORDER`, or None if no issuer is named beside it."""
    kinds = _names()["english_kinds"]
    year = match["year"] or match["led"]
    middle = f"{_year(year)}年第" if year else "第"
    rest = f"{kinds[match['kind']]}{middle}{int(match['number'])}号"
    end = match.end("number")
    if not match["more"]:
        end = max(end, match.end("year"))
        end += match["year"] is not None and text[end : end + 1] in ("]", ")")
    if before := _issuers_before().search(match[1]):
        return FoundNumber(match.start(1) + before.start(1), end, _name_bodies(before[1]) + rest)
    if after := _issuers().match(match["after"] or ""):
        end = end if match["more"] else match.start("after") + after.end()
        return FoundNumber(match.start("kind"), end, _name_bodies(after[0]) + rest)
    verb = _ISSUING.search(match[1])
    if verb and (issuing := _issuers_before().search(match[1][: verb.start()])):
        return FoundNumber(match.start("kind"), end, _name_bodies(issuing[1]) + rest)
    return None


@cache
def _issuers() -> re.Pattern[str]:
    """Return the pattern of one or more issuers in English, each with its initials in brackets or without."""
    one = rf"(?:{'|'.join(map(re.escape, sorted(_names()['english_issuers'], key=len, reverse=True)))})"
    one += r"(?![a-z])(?:\s\([a-z]+\))?"
    return re.compile(rf"{one}(?:(?:,\s|\s)(?:(?:and\s)?(?:the\s)?){one})*")


@cache
def _issuers_before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)({_issuers().pattern})\s?$")


def _name_bodies(words: str) -> str:
    """Return the Chinese names of the issuers in English words, joined; each occurs once."""
    names = _names()["english_issuers"]
    one = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return "".join(dict.fromkeys(names[name] for name in re.findall(rf"(?<![a-z])(?:{one})(?![a-z])", words)))


def _find_next_orders(match: re.Match[str], first: FoundNumber) -> Iterator[FoundNumber]:
    """Yield the numbers after the first of an English list; Order No. 5 and 20 others is no list."""
    for item in _ORDER_LIST.finditer(match.string, *match.span("more")):
        if match["plural"] or match["several"] or item["again"]:
            start = item.start("again" if item["again"] else "next")
            yield FoundNumber(start, item.end(), _OWN_NUMBER.sub(f"{int(item['next'])}号", first.key))


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
        if name := _names()["pinyin"].get(words[start:].replace(" ", "")):
            return start, name
    if run := _SYLLABLES.search(words):
        return run.start(), run[0].replace(" ", "")
    last = "".join(words[start:].strip() for start in starts[-1:])
    if len(last) > 4 and _PINYIN_LIKE.fullmatch(last):
        return starts[-1], last
    return len(words), ""


def _trim(prefix: str) -> str:
    """Return the series or issuer at the end of `prefix`, without the words that lead to it."""
    name = _LEAD.sub("", prefix)
    while shorter := _LEAD_CHARACTER.sub("", name):
        if shorter == name:
            break
        name = shorter
    if _PARTICLE.fullmatch(name):
        return ""
    return name


def _without_issuer(series: str) -> str:
    """Return a series without the full names of bodies before it: 中国证监会证监许可 is the series 证监许可.

    A short name that opens a series belongs to it: 工信部信管.
    """
    name = next((name for name in _BODIES if series.startswith(name)), "")
    return _without_issuer(series[len(name) :]) if name and len(series) > len(name) + 1 else series


def _name_issuer(issuer: str) -> str:
    name = issuer.replace("、", "").removeprefix(_STATE)
    return _names()["short_issuers"].get(name, name)


def _key_in_series(series: str, year: str, number: str) -> str:
    return f"{series}〔{_year(year)}〕{int(number)}号"


def _year(digits: str) -> str:
    return digits.replace(" ", "")
