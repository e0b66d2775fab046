"""Split the words around a figure of a Chinese clause."""

from __future__ import annotations

import re

from flows.annotation.figures.clauses.changes import start_of_change
from flows.annotation.figures.clauses.comparatives import read_comparative
from flows.annotation.figures.clauses.deciders import cut_decider
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.signs import SUFFIX
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.units import (
    PERCENT,
    POINTS,
    RANK,
    TIMES,
    cut_people,
    end_of_rate,
    load_units,
    rate_before,
)
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import find_object, load_words, strip_head, strip_tail
from flows.text import lazy_pattern

_LISTED = lazy_pattern("[、和与或及](?:最高)?")
_RATELESS = frozenset(("", PERCENT, POINTS, TIMES, RANK))
REACH = 60  # code points read on either side of a figure
LEAD = lazy_pattern(r"(?:比[^比]{1,20}|还|要)[高多低少快大]出?$")
_LEAD_OVER = lazy_pattern("比[^比,;:。]{1,20}[高多]出(?:了|约|近|至少|超过)*$")  # 成本比甲地高出五成
LEAD_EFFECTS = {"低": "-", "少": "-", "慢": "-"}
_OF_ANOTHER = lazy_pattern("(?:约|大约|也|均|都|更|已|仍)*(?:是|相当于)[^,;:。]{1,16}的(?:约|近|超过?)?")
_SHARE = lazy_pattern(r"(约|大约|近)?(占(?!比|地|用).*)$")
_MULTIPLE_OF = lazy_pattern(r"(?:是|为|相当于|达到|达)[^是为]{0,12}(?:的)?$")
# What remains of the figure before: 2000万元以上的技改项目3000个.
_SUFFIX_BEFORE = lazy_pattern("^(?:及以上|以上|以下|以内|左右)的?")
# Between two shares that are each followed by their noun: 覆盖95%的乡镇和60%以上的社区.
_SHARED_OUT = lazy_pattern(
    r"(?P<own>(?:及?以上|以下|左右)?的[^,;。的、\d]{1,14}[和与及、])(?:约|近|超过?|逾)?"
)
# The rate between a figure and its object: 10000吨/天的处理能力; at the end of a clause, what is counted too.
_RATE_OF_OBJECT = lazy_pattern(
    "^(?:/|每(?=[秒分小]))[\u4e00-\u9fff]{1,3}?(?=的(?!标准)|[,;:。、)]|左右|以上|以下|$)"
)
# A density: 达到每万人500台.
_PER_MANY = lazy_pattern("每(?P<many>百|千|万|十万)(?P<noun>人|户)$")
_MANY = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000}
_COUNTED = {"人": "people", "户": "households"}
# Between an indicator and 由 or 从; 经济增长预期由2%下调为1% keeps its nouns.
ADVERBS_BEFORE_CHANGE = lazy_pattern(
    "(?:将|已经?|[要可也又均都还拟]|分别|计划|力争|预计|有望|总体|进一步|平均)+$"
)
# A goal that was missed: 没有完成能耗下降3%的目标.
_MISSED = lazy_pattern(
    "^.*(?:没有?能?|未能?|未曾)(?:够|如期|按期|按时|全面|圆满|顺利)*(?:完成|实现|达到|达成)(?=.)"
    "(?!目标|任务|指标|计划)(?:[^,;。]{0,4}(?:确定|提出|设定|下达|预定)的)?"
)
_GOAL_BEHIND = lazy_pattern("[^,;。]{0,40}的(?:目标|指标|任务|要求|计划)")
# How much more or less than planned: 超额完成计划12%, 比计划多9亿元.
_AGAINST_PLAN = lazy_pattern(
    "(?:(?P<over>超额完成|超[过出]?)|[比较])"
    "(?P<base>(?:本年度?|年度?|全年|国家|年初|原定?|五年)?的?(?P<plan>计划|预算)(?:数|指标|规定)?)"
    "(?(over)|(?P<change>[超多增高提少减降低]))[过出额收支产加长少低]?了?(?P<about>约|近)?$"
)
_SIGNS = {True: "-", False: "+"}
# How much more is allowed: 不得超过预算10%, 允许超过计划5%. What did not happen (没有超过) is left alone.
_MAY_EXCEED = lazy_pattern("(?:不得?|不[能应会许准可宜]|不允许|允许|准许|控制在不?)$")
_HAS_NOT = ("未", "未能", "没", "没有")
# The sign of a change before its value, and what makes it one: 同比-12%, 分别增长5%、3%和-2%.
_WRITTEN_SIGN = lazy_pattern(
    "(?:(?:同比|环比|增[长速幅]|[涨降]幅|增长率|变[动化](?:率|幅度)?)(?:分别)?[为是达]?"
    "|(?P<listed>[、和与及]))"
    "(?P<sign>[-+])$"
)
_OF_CHANGE = lazy_pattern(
    "(?:同比|环比|增[长速幅]|[涨降]幅|下降|变[动化]|上[升涨]|下跌)(?:率|幅度)?(?:分别)?[为是达约近]?[+-]?$"
)
_LISTED_BEFORE = lazy_pattern("[、和与及][+-]?")
# A bound before the whole of which a figure is a share: 研发费用|不低于|总销售额的|3%.
_BOUND_OF_WHOLE = lazy_pattern(
    "(?<=[^,;:。、\0])(?:原则上|一般)?(?P<bound>不(?:得|应|能|可)?(?:低于|少于|高于|超过|多于|小于|大于))"
    "[其本该]?\0?(?P<whole>[^,;:。、\\d\0]{2,16})的$"
)
_SHARES = ("比例", "比重", "占比", "份额")
_LEVELS = ("水平", "均价", "平均", "均值", "价格", "标准", "工资")  # 不高于市场均价的90%: no part of them
# Whose value is higher or lower: 远低于|德国|的4.5%.
_COMPARED_WITH = lazy_pattern(
    "(?:[但仍也均都]|远|大大|明显|大幅|略|稍|显著|普遍)*"
    "(?:高于|低于|不及|落后于|领先于?|多于|少于|快于|慢于)"
    "(?P<who>[^,;:。、\\d\0其该总去上同]{2,12})的(?:约|近)?"
)
# Who raises what: 帮助|农户提高产量|近20%.
_RAISES = lazy_pattern(
    "(?P<who>[^,;:。、]{2,20}?)(?:提[高升]|增加|(?P<less>降低|减少|节约))"
    "(?P<what>[^,;:。、的]{0,6}(?:产量|单产|亩产|效率|成本|能耗|负担))"
)
_OF_PLAN = ("目标", "计划", "预算", "成本", "总额", "总量", "部分", "国家标准")
_LESS, _WHOLE = frozenset("少减降低"), 100
_CONTROLLED = lazy_pattern("(?:控制|限制|限定)在?$")
# From a fall to a rise: 同比由上月下降转为上涨0.7%.
_TURNED = lazy_pattern("(?<=..)(?:同比|环比)?由[^,;。\\d由]{0,8}转$")
# Highest and lowest as a part of a name, not a bound: 最高人民法院, 最低工资标准.
_NAMED_EXTREME = lazy_pattern(
    "最高(?:人民|[法检](?![定测])|院|限价|气温|温度|水位|价|电价|[时车]速|速度|海拔|点|峰)"
    "|最低(?:工资|生活|限价|收购价|保护价|气温|温度|水位|价|消费|首付|注册)"
)


# Measures for the development of something are no growth of it; the quality of things is not their number.
_DEVELOP, _MEASURES_BEHIND = (
    ["发展"],
    lazy_pattern("[^,;。、\\d]{0,8}?(?:措施|举措|政策|意见|办公室|部门|机构|科室|委员会)"),
)
_UPGRADED = ["升级"]
_RAISING = (["提升"], ["提高"])
_DEVELOPED = (["了", "发展"], ["发展"])
_QUALITY_BEHIND = lazy_pattern("[^,;。、\\d]{2,24}(?:质效|能级|水平|能力|质量|效能|品质|效率)(?=[,;。]|$)")
_EXTREME_ONE = lazy_pattern("最[多少高低]的")  # 最多的一户领取1万元


def clause_at(sentence: Sentence, index: int) -> Clause:
    """Split the words around figure `index`, starting after the figure before it."""
    figure = sentence.figures[index]
    begin, _ = sentence.clause_of(figure)
    left = blank_moments(sentence, words_begin(sentence, index), figure.start)
    if index and sentence.figures[index - 1].end > begin:
        left = left.rpartition("、")[2]  # 拥有6万员工、产值近30亿元
    return _read_clause(sentence, index, _SUFFIX_BEFORE.sub("", left), begin)


def words_begin(sentence: Sentence, index: int) -> int:
    """Return the start of the words of figure `index`: of its clause, or the end of the figure before."""
    figure = sentence.figures[index]
    begin, _ = sentence.clause_of(figure)
    previous_end = sentence.figures[index - 1].end if index else sentence.start
    if index and (shared := _SHARED_OUT.fullmatch(sentence.text, previous_end, figure.start)):
        return shared.end("own")
    return max(begin, previous_end, figure.start - REACH)


def _read_clause(sentence: Sentence, index: int, left: str, begin: int) -> Clause:
    """Split the words around a figure; `left` are those before it."""
    figure = sentence.figures[index]
    if _GOAL_BEHIND.match(sentence.text, figure.end, sentence.end):
        left = _MISSED.sub("", left)
    if figure.unit == PERCENT and (bounded := _BOUND_OF_WHOLE.search(left)):
        left = _name_share(left[: bounded.start()], bounded)
    has_rate = figure.unit not in _RATELESS and "/" not in figure.unit
    written = _find_sign(sentence, index, left, begin)
    if written:
        left = left[:-1]
    left, plan, differences = _cut_plan(sentence, figure, left)
    tail, effects, phrase, rate = _strip_rate(left) if has_rate else (*strip_tail(left), "")
    effects = [*effects, *differences]
    phrase = _TURNED.sub("", phrase)
    if _raises_no_number(sentence, figure, tail) or _counts_what_is_developed(figure, tail, phrase):
        tail, effects = tail[1:], effects[1:]
    begun = start_of_change(sentence, index, begin)
    if begun:
        low = min(begin, sentence.clause_of(sentence.figures[index - 1])[0])
        before = blank_moments(sentence, max(low, begun - REACH), begun)
        phrase = ADVERBS_BEFORE_CHANGE.sub("", before)
        if has_rate and not rate:  # 由每人每月103元提高到123元
            rate = _strip_rate(sentence.text[begun + 1 : sentence.figures[index - 1].start])[-1]
    phrase = cut_decider(phrase, tail, effects, figure.unit)
    phrase, actions = strip_head(phrase)
    if raised := figure.unit == PERCENT and not {"+", "-"} & {*effects} and _RAISES.fullmatch(phrase):
        phrase, effects = f"{raised['who']}{raised['what']}", ["-" if raised["less"] else "+", *effects]
    rate = rate or _rate_per_head(figure, tail)
    end = end_of_rate(sentence.text, figure.end) if has_rate else figure.end
    after = sentence.text[end : min(sentence.end, end + REACH)]
    suffix = SUFFIX.match(after)
    if suffix:
        after = after[suffix.end() :]
    if has_rate:
        after = _RATE_OF_OBJECT.sub("", after)
    room = max(0, sentence.next_start(index) - end)
    if 0 < room < len(after):
        after = f"{after[:room]}0"  # the next figure begins there
    after = cut_people(sentence.text[figure.start : figure.end], figure.unit, after)
    listed = _text_after_list(sentence, index)
    clause = Clause(
        figure,
        left,
        tail,
        effects,
        phrase,
        actions,
        suffix,
        after[: room + 1],
        begun,
        rate,
        listed,
        plan,
        written,
    )
    if not _name_compared(clause, sentence, index):
        _move_bound(clause)
    _move_share(clause)
    return clause


def _name_compared(clause: Clause, sentence: Sentence, index: int) -> bool:
    """Take who has a value with which the one before is compared; that value is no bound.

    >>> 企业创新比重为27%，低于|德国|的55%
    """
    compared = _COMPARED_WITH.fullmatch(clause.left) if index else None
    if compared is None or sentence.figures[index - 1].unit != clause.figure.unit:
        return False
    if compared["who"].endswith((*_LEVELS, *_OF_PLAN)):
        return False
    clause.phrase = compared["who"]
    clause.effects = [effect for effect in clause.effects if effect not in ("<", ">")]
    return True


def _raises_no_number(sentence: Sentence, figure: Figure, tail: list[str]) -> bool:
    """Return whether a verb of a rise before a count is about something else.

    >>> 支持渔业发展|20条|措施; 提升|39个|渔村帮扶质效; 新签和升级|8个|渔业协定
    """
    if not figure.unit or figure.unit in (PERCENT, POINTS, TIMES):
        return False
    if tail[:1] == _UPGRADED:
        return figure.unit in load_units().counting and bool(
            find_object(sentence.text[figure.end : figure.end + REACH])
        )
    if tail[:1] == _DEVELOP:
        return _MEASURES_BEHIND.match(sentence.text, figure.end) is not None
    return tail[:1] in _RAISING and _QUALITY_BEHIND.match(sentence.text, figure.end) is not None


def _counts_what_is_developed(figure: Figure, tail: list[str], phrase: str) -> bool:
    """Return whether a count is that of what was developed, without a name before: 发展了|369个|渔业项目."""
    return not phrase and tail in _DEVELOPED and figure.unit in load_units().counting


def _name_share(measure: str, bounded: re.Match[str]) -> str:
    """Return the words before a share with its bound at the end: 研发费用占总销售额不低于."""
    relation = "相当于" if bounded["whole"].endswith(_LEVELS) else "占"
    whole = "" if measure.endswith(_SHARES) else f"{relation}{bounded['whole']}"
    return f"{measure}{whole}{bounded['bound']}"


def _find_sign(sentence: Sentence, index: int, left: str, begin: int) -> str:
    """Return the sign that is written before a change, otherwise ""; `left` are the words before the figure.

    >>> 同比-12%, 产量分别增长5%、3%和-2% -> -
    """
    figure = sentence.figures[index]
    if figure.unit not in (PERCENT, POINTS):
        return ""
    written = _WRITTEN_SIGN.search(sentence.text, max(begin, figure.start - REACH), figure.start)
    if written is None or not left.endswith(written["sign"]):
        return ""
    first = index
    while first and _LISTED_BEFORE.fullmatch(
        sentence.text, sentence.figures[first - 1].end, sentence.figures[first].start
    ):
        first -= 1
    low, place = max(begin, sentence.figures[first].start - REACH), sentence.figures[first].start
    if written["listed"] and not _OF_CHANGE.search(sentence.text, low, place):
        return ""
    return written["sign"]


def _cut_plan(sentence: Sentence, figure: Figure, left: str) -> tuple[str, str, list[str]]:
    """Return the words before the plan or budget that a figure is more or less than, the plan, and the signs.

    超额完成计划12% is 12 percent more than planned; 超额完成计划的112% and 超过计划112% are of the whole,
    and 超过计划400亿元的12% names the plan itself.
    """
    planned = _AGAINST_PLAN.search(left)
    if not planned or figure.unit in (TIMES, RANK) or sentence.text.startswith("的", figure.end):
        return left, "", []
    if planned["over"] and figure.unit == PERCENT and figure.value >= _WHOLE:
        return left, "", []
    sign, rest = _SIGNS[planned["change"] in _LESS], left[: planned.start()]
    if rest.endswith(_HAS_NOT):
        return left, "", []
    if limit := _MAY_EXCEED.search(rest):
        return _CONTROLLED.sub("", rest[: limit.start()]), planned["base"], [sign, "<="]
    return rest, planned["base"], [sign, *"~" * bool(planned["about"])]


def _text_after_list(sentence: Sentence, index: int) -> str:
    """Return the words after the last sum of a list that a figure begins, "" if it begins none."""
    last = index
    while (
        last + 1 < len(sentence.figures) and sentence.figures[last + 1].unit == sentence.figures[index].unit
    ):
        if not _LISTED.fullmatch(sentence.text, sentence.figures[last].end, sentence.figures[last + 1].start):
            break
        last += 1
    if last == index:
        return ""
    end = sentence.figures[last].end
    return sentence.text[end : min(sentence.end, end + REACH)]


def _strip_rate(left: str) -> tuple[list[str], list[str], str, str]:
    """Return the tail at the end of words, its effects, the words before it, and the rate for the unit."""
    tail, effects, phrase = strip_tail(left)
    phrase, rate = rate_before(phrase)
    if many := _PER_MANY.search(phrase):
        further, more, density = strip_tail(phrase[: many.start()])
        if further:
            number = f"{_MANY[many['many']]:,}"
            return [*tail, *further], [*effects, *more], density, f"/{number} {_COUNTED[many['noun']]}"
    if rate:
        further, more, phrase = strip_tail(phrase)
        tail, effects = [*tail, *further], [*effects, *more]
        rate += "/year" * ("每年" in tail)
    return tail, effects, phrase, rate


def _rate_per_head(figure: Figure, tail: list[str]) -> str:
    """Return the rate that a verb with 人均 before a sum adds to its unit, or "": 增加到人均280元."""
    if figure.unit in load_units().currencies and any(word.endswith("人均") for word in tail):
        return "/person"
    return ""


def _move_bound(clause: Clause) -> None:
    """Move a bound from the beginning of the phrase to the effects: 超过 ... 企业50家."""
    bounds = load_words().bounds
    if _NAMED_EXTREME.match(clause.phrase) or _EXTREME_ONE.match(clause.phrase):
        return
    if bound := next((word for word in bounds if clause.phrase.startswith(word)), ""):
        clause.phrase = clause.phrase.removeprefix(bound)
        clause.effects = [*clause.effects, bounds[bound]]


def _move_share(clause: Clause) -> None:
    """Reduce the phrase to a share (占...), a lead (比...高) or what a multiple is of (是...的3倍)."""
    read_comparative(clause)
    phrase, unit = clause.phrase, clause.figure.unit
    if unit == TIMES and not clause.figure.is_multiple and _OF_ANOTHER.fullmatch(clause.left):
        clause.phrase = ""  # 每亩收入900元,是种玉米收入的15倍
    elif share := _SHARE.match(phrase):
        clause.phrase = share[2].strip("的")
        if share[1]:
            clause.effects = [*clause.effects, "~"]
    elif unit in (TIMES, PERCENT) and _LEAD_OVER.search(clause.left.replace(GAP, "")):
        clause.phrase, clause.effects = "", ["+"]
    elif unit in (TIMES, PERCENT) and not clause.effects and LEAD.search(phrase):
        clause.phrase = ""
        clause.effects = [LEAD_EFFECTS.get(phrase.rstrip("出")[-1], "+")]
    elif unit == TIMES and not clause.figure.is_multiple and (multiple := _MULTIPLE_OF.search(phrase)):
        clause.phrase = phrase[: multiple.start()]


def blank_moments(sentence: Sentence, start: int, end: int) -> str:
    """Return the words of [start, end) with each moment replaced by GAP, without spaces and asides."""
    parts, position = [], start
    for moment in sentence.moments_in(start, end):
        if moment.end > end:
            break
        parts += [sentence.text[position : moment.start].removeprefix("/"), GAP]  # 2023/2024年
        position = moment.end
    return load_words().aside.sub("", "".join([*parts, sentence.text[position:end]]).replace(" ", ""))
