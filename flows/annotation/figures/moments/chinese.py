"""Points in time in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flows.annotation.figures.moments.centuries import CENTURY, PART, bound_century, start_of_century
from flows.annotation.figures.moments.model import BASE_OR_IN, PLAN_ENDS, Moment, Role, common_year, date_of
from flows.text import compile_alternatives, lazy_pattern, parse_numeral

# 民國113年 of Taiwan, and 113年度 or 113年6月 without the name of the era.
_REPUBLIC = (
    r"民国(?:\d{2,3}|[一二三四五六七八九十百〇零○]{1,6})(?=年(?!代))"
    r"|(?<!\d)1[01]\d(?=年(?:度|第?[一二三四]季|[上下]半年|\d{1,2}月))"
)
# On its own, 113年 may be a duration: it is a year only in a text of Taiwan, and not in 建校113年, 距今113年.
NO_SPAN = (
    "(?<!建校|创校|成立|设立|创立|建立|运作|营运|距今|历经|年限|期限|超过|寿命|已有|办学|经营|传承|存续"
    "|創校|設立|創立|運作|營運|歷經|超過|壽命|辦學|經營|傳承|存續)"
)
# The year of a word for it: 去(112)年.
_THIS = "[今去明本]"
_REACHED = (
    "(?:将|可|应|须|要|再|需|累计|全面|至少)?"
    "(?:达(?!到?(?:高峰|顶峰|巅峰|鼎盛|全盛))|完成(?!的)|实现(?!的)|提升|提高"
    "|降|减|增|扩|建置|建构|布建|培育|培训|新增|设置|推动)"
)
# Not 使用年限为100至120年.
_LIVES = [f"{noun}{verb}" for noun in ("年限", "寿命") for verb in ("", "为", "达", "约", "是")]
_NO_LIFE = "".join(f"(?<!{words})" for words in _LIVES)
_NO_LIFE_SPAN = "".join(rf"(?<!{words}\d{{3}}[-~至到])" for words in _LIVES)
_BARE_REPUBLIC = (
    rf"{_REPUBLIC}|(?<![\d第近共达时约])(?<!\d[.,]){NO_SPAN}"
    r"1[01]\d(?=年(?!来|间|内|多|[之以]?[前后来]|的?历史|期))"
    # 112-118年, 113年至121年; 去(112)年; 118年前 is a deadline before a verb of reaching
    rf"|(?<!\d){_NO_LIFE}1[01]\d(?=[-~至到]1[0-3]\d年(?![来间内多之以前后]))"
    rf"|(?<=1[01]\d[-~至到]){_NO_LIFE_SPAN}1[0-3]\d(?=年)"
    rf"|(?<=1[01]\d年[-~至到])12\d(?=年)|(?<={_THIS}\()1[01]\d(?=\)年)"
    # 120年前达到 may be a span, 120年底前达到 not
    rf"|(?<![\d第近共达时约]){NO_SPAN}(?:1[0-3][1-9](?=年[之以]?前,?(?:{_REACHED}))"
    rf"|1[0-3]\d(?=年底[之以]?前,?(?:{_REACHED}))|(?<=[于在到至])1[0-3]0(?=年[之以]?前,?(?:{_REACHED})))"
)
# Years of two digits in reports of brokers and firms: 21年营收, 24年底, 24-26年公司. Others are spans.
_SHORT_BEFORE = (
    "(?:(?<![^,;。:、(])|(?<=公司)|(?<=预计)|(?<=[,;]到)|(?<=截至)|(?<=增至)|(?<=降至)"
    r"|(?<=(?<!\d)(?:1[6-9]|2[1-9]|3[1-5])[-/]))"
)
_SHORT_PART = r"[底末]|全年(?!无休)|[上下]半年|前三季度|第?[一二三四]季度|\d{1,2}月(?!底前)"
_SHORT_SUBJECT = "公司|营收|营业|收入|实现|增至|降至|归母|净利|毛利|销量|产量|出货"
_SHORT_YEAR = "(?:1[6-9]|2[1-9]|3[1-5])"
_SHORT_LIST = f"(?:[-/](?:{_SHORT_YEAR}|[23]0)){{0,4}}年(?:{_SHORT_SUBJECT})"
_SHORT = rf"[0-3]\d(?=年(?:{_SHORT_PART}))|{_SHORT_YEAR}(?={_SHORT_LIST})"
_SHORT_YEARS = f"{_SHORT_BEFORE}(?:{_SHORT})"
_HAN_YEARS = r"(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2}|一九[〇零○一二三四五六七八九]{2}"
_HAN_DIGIT = ("[〇零○]", *"一二三四五六七八九")
# A year of a century with the next one: 24-25, 99-00.
_NEXT = "|".join(f"{year:02}[-/]{(year + 1) % 100:02}" for year in range(100))
_HAN_NEXT = "|".join(
    "[至-]".join("".join(_HAN_DIGIT[int(digit)] for digit in f"{one % 100:02}") for one in (year, year + 1))
    for year in range(100)
)
# Fiscal years, each in two calendar years: 2024-25年度, 二○二四至二五财政年度; 2024-12年度 is none.
_FISCAL = rf"(?:(?:19|20)(?:{_NEXT})|二[〇零○](?:{_HAN_NEXT}))(?:财政)?(?=年度)"
_FISCAL_ENDS = lazy_pattern(r"(?P<first>.{4})[-/至].{2}(?:财政)?")
_CHINESE_MOMENT = (
    r"(?<!\d)(?:(?P<first>YEAR)年?(?:-{1,2}|~|至|到))?"
    rf"(?:{_THIS}\()?(?P<year>{_FISCAL}|YEAR)(?:(?:(?<={_THIS}\(\d{{3}})\)|(?<={_THIS}\(\d{{4}})\))?"
    r"年(?!版|第\d{1,3}号|远景目标(?![,，]))|(?=(?:(?:[、/]|和|与|及)(?:20)?\d{2}){1,9}年)"
    r"|(?:(?<![a-z]\d{4})|(?<=fy\d{4}))(?=全年|财年|[上下]半年|前三季度|第?[一二三四]季度))(?:度(?![假量]))?"
    r"(?:(?P<month>\d{1,2})月(?![-~至到]\d{1,2}月)(?:份|(?P<day>\d{1,2})日)?)?"
    r"(?P<half>上半年|下半年|第?[一二三四]季度?|前三个?季度"
    r"|前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?月)?"
    r"(?P<end>年?底|年?末|年初|初)?"
    r"|[“\"](?P<plan>十?[一二三四五六七八九]五|十五)[”\"](?:规划|计划)?"
    r"(?:的?前(?P<years>[一二两三四])年(?:内|间|里)?(?![^,;。]{0,4}的(?:基础|水平))"
    r"|(?P<part>时期末|规划期末|期末|末期|末|期间|时期|规划期|(?=年均|平均|[预力][计期争]年均)"
    r"|(?:纲要)?(?=(?:提出|要求|明确|规定|确定|设定)(?![的了])(?!目标|任务))))"
    r"|(?<![一二三四五六七八九十])(?P<bare>十[一二三四五六]五)(?:规划|计划)?"
    r"(?P<bare_part>时期末|规划期末|期末|末期|末|期间|时期|规划期)"
    r"|第(?P<count>十?[一二三四五六七八九]|十)个五年(?:计划|规划)(?P<count_part>期末|末|期间|时期)"
    r"|(?<![^,;。:、 (于在至到])(?P<after>次年|翌年)(?![度轻龄检报会])"
    r"|(?<=[,;。])(?:(?:仅|短短|时隔|[经又]?过)了?)?"
    r"(?P<later>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|\d{1,2})"
    r"年(?:之|以)?后(?!的(?:[今一]天|时候))"
    rf"|(?P<century>{CENTURY})?"
    r"(?P<decade>[1-9]0|[一二三四五六七八九]十)年代(?P<decade_part>[初末]期?|[早前中后]期|中后期)?"
    rf"|(?P<of_century>{CENTURY})(?P<century_part>{PART})"
    r"|(?P<past>[今去明]年(?:[上下]半年|第?[一二三四]季度)"
    r"|上年同期|去年同期|上年度|上年末|上年底|去年底|去年末|今年[底末]|明年[底末]|上一年|上年|去年"
    r"|(?<![税产以从此目当日节年之提空战])前年(?![薪收利产])|年初|上半年|上季度|(?<=由)上季(?=的)|上月"
    r"|基期|今年|本年度?|明年|(?<!提)[前头][一二两三四五六七八九十\d]{1,2}年(?!前)"
    r"|(?<![\d前后第来])(?:[一二两三四五六七八九]?十|[一二两三四五六七八九]|\d{1,2})年(?:之|以)?前"
    r"|(?<!年的)[一二两三四五六七八九十\d]{1,2}年内|自那以后|自那时起|此后|自此|从此)"
)
# By whether the text is from Taiwan.
_CHINESE = {
    is_republic: compile_alternatives(
        _CHINESE_MOMENT.replace("YEAR", f"(?:{republic}|{_HAN_YEARS}|{_SHORT_YEARS})")
    )
    for is_republic, republic in ((False, _REPUBLIC), (True, _BARE_REPUBLIC))
}
_LAST_CENTURY, _CHANGE, _PLAN_YEARS = 1900, 2000, 5
_DECADE_ENDS = {"初": 3, "早": 3, "前": 3, "中": 6}  # its years up to the end of a part
_FOUNDED = lazy_pattern("(?:出生|生|成立|设立|创[立办建]|[始修]?建|诞生)于$")
_BY_BEFORE = lazy_pattern(r"(?:(?<![截长高低加升降少缩展大达增涨跌减落跃扩])[到至]|力争|争取|力争在|确保)$")
_CLOSING = ("收盘", "收市")  # 到5月27日收盘
_BY_AFTER = lazy_pattern(r"(?:之?前|以前)(?!已|发布|注册|出台|成立|登记|的|印发)")
_BASE_BEFORE = lazy_pattern(
    r"(?:比(?![重例率]|亚迪|利时|特币|邻|勒|斯)[^,;。比]{0,10}|较|按|由|从|与|以|对比|相比|自"
    r"|高于|低于|快于|超过"
    r"|(?<![但可只凡就还])是)$"
)
_WITH_BEFORE = ("同", "与", "和", "跟")
_COMPARED_AFTER = lazy_pattern("(?:同期)?(?:的[^,;。的]{0,6})?(?:相比|相较|比较|对比|比,)")
_BASE_AFTER = lazy_pattern(
    r"的?(?:同期)?(?:较?[高低])?(?:水平|基数|增速)?的?(?:基础上|相比|为基期|为基数)|不变价|可比价"
    r"|水平|(?:\([^()]{1,16}\))?的(?:\d[\d.]{0,8}|[一二两三四五六七八九十点]{1,6})倍"
)
_WORD_WITH_QI = lazy_pattern("起[步草诉飞来重义到源点航降征租薪码用家跑死价伏立身因止落底居色舞跳动算]")
_LAST = 2100  # spans that end before this year are over if the year of the text is unknown
_TO_END = lazy_pattern("(?:底|初|末)?,?(?:到|至)")  # between the ends of a span
_SUM_BEFORE = ("是", "相当于", "超过")  # 是1950年到2002年的总和
_EQUAL_TO = "相当于"  # 相当于1977年前十九年的总和
# What a time before which something was done only describes: 2018年4月30日前注册登记的|车辆.
_DESCRIBES_AFTER = lazy_pattern(
    "(?:\\([^()]{1,8}\\))?[之以]?前已?(?:注册|登记|出生|出厂|购买|参保)[^,;。]{0,6}的(?=..)"
)
# The title of rules that others go beyond: 在《2024年|补贴细则》(样商〔2024〕61号)基础上.
_TITLE_OF_BASE = lazy_pattern("[^《》]{2,40}》[^,;。]{0,40}?基础上")
_JOINING = ("和", "、", "与", "及", "以及")

# Words for years relative to the text's date; those for parts of a year are too vague.
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}
# A month after such a word, or its end: 今年5月, 今年5月末; not 今年5月1日, 今年5月底前, 今年1月至5月.
_MONTH_BEHIND = lazy_pattern(
    "(?P<month>1[0-2]|[1-9])月(?:份|[底末](?!之?前))?"
    "(?![\\d底末初起至到~前-]|以来|开始|[上中下]旬|[和与、]\\d)"
)
_SINCE = lazy_pattern("以来|(?:起)?至今|起(?=[,累])")
# Words that count from the year that the sentence is about; a value of that year, before them; 1998年|成立的.
_YEAR_BEFORE = lazy_pattern("上年(?:同期|度|末|底)?|上一年|去年同期")
_HAS_VALUE = lazy_pattern(r"\d(?![\d年月日号])|[一二三四五六七八九]成")
_BEGUN = lazy_pattern("[\\d月日,]*(?:成立|设立|创[立办建]|组建|建成|上市|投产|出台|印发|发布|公布|启动|签署)")
_WHOLE_YEAR = lazy_pattern(r"\d{4}年?(?:度|[底末])?")
# 2020年2月以来新低: what is measured did not begin then.
_RECORD_AFTER = lazy_pattern(
    "的?(?:同期|历史|单[月季]|月度|季度)?(?:新[高低]|最[高低大小快慢多少好差]|首次|首度|之最|峰值|谷值)"
)


def find_chinese(
    text: str, start: int, end: int, today: int, reported_year: int, *, is_republic: bool
) -> Iterator[Moment]:
    """Yield the moments of folded Chinese `text[start:end]`; for the other parameters see `find_moments`."""
    previous: Moment | None = None
    for match in _CHINESE[is_republic].finditer(text, start, end):
        first, last = match.span()
        before, after = text[max(start, first - 14) : first], text[last : last + 28]
        is_base_after = bool(_BASE_AFTER.match(after))
        is_base_before = bool(_BASE_BEFORE.search(before))
        if match["after"] or match["later"]:
            yield _read_after(match, previous)
            continue
        if match["past"]:
            past = _read_past(match, today, reported_year, is_base=is_base_before or is_base_after)
            yield _count_from_stated(text, previous, past)
            continue
        iso, role = _read_chinese(match, today)
        begun = _begin_of_period(match, iso, today)
        since = _SINCE.match(text, last)
        if not since and text.startswith("起", last) and not _WORD_WITH_QI.match(text, last):
            last += 1  # 2019年起在华投入
        if since and _RECORD_AFTER.match(text, since.end()):
            role, last = "base", since.end()
        elif since:
            begun, iso, last = iso, "", since.end()
        elif (
            before.endswith(_EQUAL_TO)
            or _DESCRIBES_AFTER.match(after)
            or (before.endswith("《") and _TITLE_OF_BASE.match(text, last))
        ):
            role = "base"
        elif _BY_AFTER.match(after):
            role = "by"
        elif previous and int(iso[:4] or 0) < (today or _LAST) and _is_end_of_span(text, previous, first):
            role, begun = "in", begun or previous.iso
        elif _BY_BEFORE.search(before) and not after.startswith(_CLOSING):
            role = "by"
        elif (
            _is_compared(before, after)
            or is_base_after
            or (before.endswith(_SUM_BEFORE) if match["first"] else is_base_before)
        ):
            role = "base"
        elif previous and text[previous.end : first] in _JOINING:
            role = previous.role
        previous = Moment(first, last, iso, role, begun)
        if match["decade"]:
            previous = _bound_decade(match, before, previous, today)
        elif match["of_century"]:
            previous = bound_century(match, previous, today)
        yield previous


def _read_after(match: re.Match[str], previous: Moment | None) -> Moment:
    """Return the moment of 次年 or 三十年后, counted from the one before it if that has a year."""
    steps = parse_numeral(match["later"] or "1") or 0
    iso = str(int(previous.iso[:4]) + steps) if previous and previous.iso else ""
    return Moment(*match.span(), iso, "in")


def _read_past(match: re.Match[str], today: int, reported_year: int, *, is_base: bool) -> Moment:
    """Return the moment of a word such as 今年 or 上年同期, with the month after it: 今年5月."""
    text, (first, last) = match.string, match.span()
    is_of_report = bool(reported_year) and match["past"].startswith("上")
    iso = _relative_year(match["past"], reported_year if is_of_report else today)
    begun = iso if iso and int(iso) < today and _SINCE.match(text, last) else ""
    if begun:
        iso = ""  # 去年以来: not over with that year
    elif iso and (month := _MONTH_BEHIND.match(text, last)):
        iso, last = date_of(iso, month["month"], None), month.end()
    return Moment(first, last, iso, BASE_OR_IN[is_base], begun)


def _count_from_stated(text: str, stated: Moment | None, past: Moment) -> Moment:
    """Return 上年 or 上年同期 as the year before one that has a value in the text, whatever today is.

    It has no year if the stated time is only part of one, which 上年同期 means as well.

    >>> 2022年毛利率为18%,上年同期为19% -> 2021
    """
    if stated is None or stated.role != "in" or stated.first or not stated.iso:
        return past
    word, between = text[past.start : past.end], text[stated.end : past.start]
    if not (_YEAR_BEFORE.fullmatch(word) and _HAS_VALUE.search(between)) or _BEGUN.match(between):
        return past
    year = str(int(stated.iso[:4]) - 1)
    if not word.endswith("同期"):
        return replace(past, iso=year)
    is_part = len(stated.iso) == len(year) and not _WHOLE_YEAR.fullmatch(text, stated.start, stated.end)
    return replace(past, iso="" if is_part else f"{year}{stated.iso[4:7]}")


def _is_compared(before: str, after: str) -> bool:
    """Return whether a year is compared with: 同1952年比较, but not 1952年比较困难."""
    return before.endswith(_WITH_BEFORE) and _COMPARED_AFTER.match(after) is not None


def _is_end_of_span(text: str, previous: Moment, start: int) -> bool:
    """Return whether a moment ends the span begun by the one before: 从1931年2月到1931年7月."""
    is_begun = text.endswith(("从", "自"), 0, previous.start)
    return is_begun and _TO_END.fullmatch(text, previous.end, start) is not None


def _relative_year(word: str, today: int) -> str:
    """Return the year meant by this year, last year or next year, "" if `today` is unknown."""
    if not today:
        return ""
    steps = (step for start, step in _RELATIVE.items() if word.startswith(start))
    step = next(steps, None)
    return "" if step is None else str(today + step)


def _begin_of_period(match: re.Match[str], iso: str, today: int) -> str:
    """Return the first year of a period: of 2019-2022, of a plan, or of a decade."""
    if match["first"]:
        return str(common_year(_full_year(match["first"])))
    if match["year"] and (fiscal := _FISCAL_ENDS.fullmatch(match["year"])):
        return str(parse_numeral(fiscal["first"]))
    if match["decade"]:
        return _begin_of_decade(match, today)
    if match["years"] and iso:
        return str(int(iso) - (parse_numeral(match["years"]) or 1) + 1)
    part = _part_of_plan(match)
    if part in ("期间", "时期", "规划期") and iso:
        return str(int(iso) - 4)
    return ""


def _begin_of_decade(match: re.Match[str], today: int) -> str:
    """Return the first year of a whole decade of a named century, "" for others: 90年代末."""
    century, decade = match["century"], parse_numeral(match["decade"]) or 0
    if not century or match["decade_part"]:
        return ""
    start = start_of_century(century, today)
    return str(start + decade) if start else ""


def _bound_decade(match: re.Match[str], before: str, moment: Moment, today: int) -> Moment:
    """Return a decade without its year if it is a limit (到90年代) or the time when something was founded."""
    if _FOUNDED.search(before):
        return replace(moment, iso="", role="base", first="")
    if moment.role != "by":
        return moment
    start = start_of_century(match["century"], today) if match["century"] else _LAST_CENTURY
    part = (match["decade_part"] or "末")[0]
    end = start + (parse_numeral(match["decade"]) or 0) + _DECADE_ENDS.get(part, 9)
    is_over = bool(start) and end < (today or _CHANGE)
    return replace(moment, iso="", role="in" if is_over else "by", first="")


def _read_chinese(match: re.Match[str], today: int) -> tuple[str, Role]:
    """Return the date of a match, and the role that its own words show."""
    if match["of_century"]:
        return "", "in"
    if match["decade"]:
        begun = _begin_of_decade(match, today)
        return begun and f"{begun[:3]}9", "in"
    plan = match["plan"] or match["bare"] or (match["count"] and f"{match['count']}五")
    if not plan:
        return date_of(_full_year(match["year"]), match["month"], match["day"]), "in"
    part = _part_of_plan(match)
    number = parse_numeral(plan.removesuffix("五")) or 0
    role: Role = "by" if part.endswith(("末", "末期")) else "in"
    end = PLAN_ENDS.get(number)
    if end and match["years"]:
        return str(end - _PLAN_YEARS + (parse_numeral(match["years"]) or 0)), "in"
    return str(end or ""), role


def _part_of_plan(match: re.Match[str]) -> str:
    """Return the words after a five-year plan for its whole or its end, "" if none is matched."""
    if match["part"] == "":
        return "期间"  # “十一五”年均增长7.5%
    return match["part"] or match["bare_part"] or match["count_part"] or ""


def _full_year(year: str) -> str:
    """Return a year with its century, the last one of a fiscal year: 2021 of 21, 2025 of 2024-25."""
    if fiscal := _FISCAL_ENDS.fullmatch(year):
        return str((parse_numeral(fiscal["first"]) or 0) + 1)
    return f"20{year}" if len(year) == len("21") else year
