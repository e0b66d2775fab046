"""Document numbers (发文字号) in every form met, Chinese and English, brought to one key.

Keys: `国发〔2015〕28号` for a number in a year's series, `国务院令第706号` for an order or announcement counted through,
`商务部公告2023年第23号` for one counted by year. A number whose series is not said (`(2015)28号`) has the key
`〔2015〕28号`: it names a document only together with its issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.text.folding import HAN, Shadow, fold

_OPEN, _CLOSE = r"[\[(（【〔﹝「]", r"[\])）】〕﹞」]"
_YEAR = r"(?:19|20)\s?\d\s?\d"
_HAN_DIGITS = "〇零一二三四五六七八九十百"
_ISSUE = rf"第?\s?(\d{{1,5}}|[{_HAN_DIGITS}]{{1,7}})\s?号"
# All run on the shadow: lower case, half width, without zero-width characters and spaces inside Chinese.
_SERIES_NUMBER = re.compile(
    rf"((?:[{HAN}]|(?<=法)[(（]研[)）]){{0,16}})\s?{_OPEN}\s?({_YEAR})\s?年?\s?{_CLOSE}\s?第?\s?(\d{{1,5}})\s?号"
)
_YEAR_NUMBER = re.compile(
    rf"([{HAN}、]{{0,40}})[(（]?({_YEAR})年[)）]?\s?第\s?(\d{{1,5}}|[{_HAN_DIGITS}]{{1,7}})\s?号(公告|通告|令)?"
)
_THROUGH_NUMBER = re.compile(rf"([{HAN}、]{{1,40}})(令|公告|通告)[(（]?\s?{_ISSUE}(?!楼|院|线|馆|厅)")
_NUMBER_FIRST = re.compile(rf"([{HAN}、]{{2,30}})第\s?(\d{{1,4}})\s?号(令|公告|通告)")
_PINYIN_NUMBER = re.compile(
    rf"(?<![a-z])((?:[a-z]{{2,14}}\s?){{0,6}}){_OPEN}\s?({_YEAR})\s?{_CLOSE}\s?,?\s?"
    r"(?:document\s|doc\.?\s)?(?:no\.?|number|circular(?:\sno\.?)?|#)\s?(\d{1,5})(?!\d|\.\d)"
)
_ORDER = re.compile(
    r"(?<![a-z])((?:[a-z'&]+\s){0,9})(order|decree|announcement)\s(?:no\.?|number)\s?(\d{1,5})"
    rf"(?:(?:\s(?:of\s|in\s)?|,\s)?{_OPEN}?(?<!\d)({_YEAR})(?!\d){_CLOSE}?)?(?:\s?(?:of|by|from)\s(?:the\s)?((?:[a-z'&]+\s?){{1,8}}))?"
)
# What stands before a number in a sentence without being part of its series.
_LEAD = re.compile(
    "^.*(?:了|现将|参见|详见|根据|依据|按照|依照|遵照|参照|贯彻|落实|执行|印发|发布|公布|颁布|下发|转发|废止|修改|简称|文号|字号|关于|以及|通知|文件|规定|"
    "批复|通告|发出|作出|制定|施行|我院|我部|我局|我委|号|的|日|原)(?=.)"
)
_LEAD_CHARACTER = re.compile("^(?:[按以见据由和与及在了为、]|自(?!然)|对(?!外)|经(?![信济贸]))(?=..)")
_PARTICLE = re.compile("[了按以见据由和与及在为、的将]|根据|依据|按照|依照|转发|印发|现将")
# Pinyin of series that English texts spell out, syllables joined: facts of the numbering in use.
_PINYIN = {
    "guofa": "国发",
    "guobanfa": "国办发",
    "guohan": "国函",
    "guobanhan": "国办函",
    "zhongfa": "中发",
    "zhongbanfa": "中办发",
    "gongxinbulian": "工信部联",
    "gongxinbulianke": "工信部联科",
    "gongxinbulianqiye": "工信部联企业",
    "gongxinbuke": "工信部科",
    "gongxinbuguihua": "工信部规划",
    "guokefa": "国科发",
    "guokefazi": "国科发资",
    "guokefagui": "国科发规",
    "guokefahuo": "国科发火",
    "guokefazheng": "国科发政",
    "fagaigaoji": "发改高技",
    "fagaichanye": "发改产业",
    "fagaihuanzi": "发改环资",
    "fagainengyuan": "发改能源",
    "fagaitouzi": "发改投资",
    "caishui": "财税",
    "caijian": "财建",
    "caijiao": "财教",
    "caiguanshui": "财关税",
    "caiku": "财库",
    "caiqi": "财企",
    "caijin": "财金",
    "yinfa": "银发",
    "yinbaojianfa": "银保监发",
    "guozifa": "国资发",
    "jiaoji": "教技",
    "jiaogao": "教高",
    "renshebufa": "人社部发",
    "huifa": "汇发",
    "guozhifa": "国知发",
    "jingzhengfa": "京政发",
    "hufufa": "沪府发",
    "yuefu": "粤府",
}
_PINYIN_LIKE = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?[aeiou]{1,3}(?:ng|n)?){1,6}(?:fa|han|zi|ban|gui|ke)"
)
_ISSUERS = {
    "state council": "国务院",
    "president": "主席",
    "presidential": "主席",
    "mofcom": "商务部",
    "ministry of commerce": "商务部",
    "gac": "海关总署",
    "general administration of customs": "海关总署",
    "miit": "工业和信息化部",
    "mof": "财政部",
    "ministry of industry and information technology": "工业和信息化部",
    "ministry of finance": "财政部",
    "ndrc": "国家发展和改革委员会",
    "national development and reform commission": "国家发展和改革委员会",
    "cac": "国家互联网信息办公室",
    "cyberspace administration of china": "国家互联网信息办公室",
    "ministry of public security": "公安部",
    "pboc": "中国人民银行",
    "people's bank of china": "中国人民银行",
    "ministry of science and technology": "科学技术部",
}
_KINDS = {"order": "令", "decree": "令", "announcement": "公告"}
_SAME_ISSUER = {
    "国": "国务院",
    "国家主席": "主席",
    "国家发展改革委": "国家发展和改革委员会",
    "发展改革委": "国家发展和改革委员会",
    "国家网信办": "国家互联网信息办公室",
    "工信部": "工业和信息化部",
    "科技部": "科学技术部",
    "人民银行": "中国人民银行",
}


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number: its span in code points of the shadow, and its key."""

    start: int
    end: int
    key: str


def find_numbers(shadow: Shadow) -> Iterator[FoundNumber]:
    """Yield the document numbers of a text, in order and disjoint."""
    text = shadow.text
    if not any(mark in text for mark in ("号", "no", "circular", "#")):
        return
    found = [*_find_chinese(text), *_find_english(text)]
    found.sort(key=lambda number: (number.start, -number.end))
    position = 0
    for number in found:
        if number.start >= position:
            yield number
            position = number.end


def parse_number(value: str) -> str:
    """Return the key of a metadata field's document number (its first one), or "" where it has none.

    More is forgiven than in running text: a label before it, 号 left out or misplaced.
    """
    shadow = fold(value)
    if found := next(find_numbers(shadow), None):
        return found.key
    text = re.sub(r"^.*[::]\s?", "", shadow.text).strip()
    match = re.fullmatch(rf"([{HAN}]{{1,16}})\s?{_OPEN}\s?({_YEAR})\s?{_CLOSE}\s?号?\s?(\d{{1,5}})\s?", text)
    return _key_in_series(match[1], match[2], match[3]) if match else ""


def parse_numbers(value: str) -> list[str]:
    """Return the keys of all numbers of a field (a joint document has several), in order."""
    return list(dict.fromkeys(found.key for found in find_numbers(fold(value)))) or [
        key for key in (parse_number(value),) if key
    ]


def split_key(key: str) -> tuple[str, int, int] | None:
    """Return (series, year, number) of a key: ('国发', 2015, 28), ('商务部公告', 2023, 23); year 0 where counted through."""
    match = re.fullmatch(r"(.*?)(?:〔(\d{4})〕|(\d{4})年第|第)(\d+)号", key)
    return (match[1], int(match[2] or match[3] or 0), int(match[4])) if match else None


def _find_chinese(text: str) -> Iterator[FoundNumber]:
    for match in _SERIES_NUMBER.finditer(text):
        series = _trim(match[1])
        yield FoundNumber(match.end(1) - len(series), match.end(), _key_in_series(series, match[2], match[3]))
    for match in _YEAR_NUMBER.finditer(text):
        issuer, kind = _trim(match[1]), match[4] or ""
        if not kind and (ending := re.search(r"(?:公告|通告|令)$", issuer)):
            kind = ending[0]
        if kind or issuer.endswith(("委", "部", "局", "署", "会", "行")):
            name = _name_issuer(issuer.removesuffix(kind))
            key = f"{name}{kind}{_year(match[2])}年第{_number(match[3])}号"
            yield FoundNumber(match.end(1) - len(issuer), match.end(), key)
    for pattern, kind_at, number_at in ((_THROUGH_NUMBER, 2, 3), (_NUMBER_FIRST, 3, 2)):
        for match in pattern.finditer(text):
            issuer = _trim(match[1])
            if len(issuer) > 1 or issuer == "国":
                start = match.end(1) - len(issuer)
                yield FoundNumber(
                    start,
                    match.end(),
                    f"{_name_issuer(issuer)}{match[kind_at]}第{_number(match[number_at])}号",
                )


def _find_english(text: str) -> Iterator[FoundNumber]:
    for match in _PINYIN_NUMBER.finditer(text):
        start, series = _read_pinyin(match[1])
        yield FoundNumber(match.start() + start, match.end(), _key_in_series(series, match[2], match[3]))
    for match in _ORDER.finditer(text):
        middle = f"{_year(match[4])}年第" if match[4] else "第"
        rest = f"{_KINDS[match[2]]}{middle}{int(match[3])}号"
        if before := _last_issuer(match[1]):
            end = match.end(4) if match[4] else match.end(3)
            end += match[4] is not None and text[end : end + 1] in ("]", ")")
            yield FoundNumber(match.start() + match[1].rindex(before), end, _ISSUERS[before] + rest)
        elif after := _first_issuer(match[5] or ""):
            yield FoundNumber(match.start(2), match.start(5) + len(after), _ISSUERS[after] + rest)


def _last_issuer(words: str) -> str:
    return max((name for name in _ISSUERS if f" {words.rstrip()}".endswith(f" {name}")), key=len, default="")


def _first_issuer(words: str) -> str:
    return max(
        (name for name in _ISSUERS if f"{words.rstrip()} ".startswith(f"{name} ")), key=len, default=""
    )


def _read_pinyin(words: str) -> tuple[int, str]:
    """Return where the series begins in `words`, and its Chinese name (its joined pinyin where that is not known)."""
    starts = [match.start() for match in re.finditer(r"[a-z]+", words)]
    for start in starts:
        if name := _PINYIN.get(words[start:].replace(" ", "")):
            return start, name
    if starts and _PINYIN_LIKE.fullmatch(last := words[starts[-1] :].strip()) and len(last) > 4:
        return starts[-1], last
    return len(words), ""


def _trim(prefix: str) -> str:
    """Return the series or issuer at the end of `prefix`, without the words that lead to it."""
    name = _LEAD.sub("", prefix)
    while shorter := _LEAD_CHARACTER.sub("", name):
        if shorter == name:
            break
        name = shorter
    return "" if _PARTICLE.fullmatch(name) else name


def _name_issuer(issuer: str) -> str:
    name = issuer.replace("、", "").removeprefix("中华人民共和国")
    return _SAME_ISSUER.get(name, name)


def _key_in_series(series: str, year: str, number: str) -> str:
    return f"{series}〔{_year(year)}〕{int(number)}号"


def _year(digits: str) -> str:
    return digits.replace(" ", "")


def _number(digits: str) -> int:
    """Return the value of 706, 七〇六 or 七百零六."""
    if digits.isdecimal():
        return int(digits)
    values = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
    if not any(unit in digits for unit in "十百"):
        return int("".join(str(values[digit]) for digit in digits))
    total, current = 0, 0
    for digit in digits:
        if digit in "十百":
            total += (current or 1) * (10 if digit == "十" else 100)
            current = 0
        else:
            current = values[digit]
    return total + current
