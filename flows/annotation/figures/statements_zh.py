"""How Chinese clauses state figures: 研发投入强度达到3%以上, 培育1000家企业, 由6.3件提高到12件."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.annotation.figures.indicator_rules_zh import (
    choose_indicator,
    choose_listed,
    choose_phrase,
)
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.rejections_zh import MEASURED_TIME, Clause, is_small_count
from flows.annotation.figures.signs import SUFFIX, bound_of_change, choose_comparator
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.annotation.figures.units import (
    PERCENT,
    POINTS,
    RANK,
    TIMES,
    cut_people,
    load_units,
    rate_before,
    settle_measure,
)
from flows.annotation.figures.words import GAP, YEARLY
from flows.annotation.figures.words_zh import find_object, load_words, strip_head, strip_tail
from flows.records import BOUNDS
from flows.text import start_of

_LISTED = re.compile("[、和与或及](?:最高)?")
_STEPS = re.compile("[百千万亿]{1,3}元?级?[^,;。\\d]{0,4}(?:台阶|大关)")
_NUMBERED = re.compile("[a-z]-$")  # the name of a model before its number
_AWAY = ("之外", "开外", "之遥")
_RATELESS = frozenset(("", PERCENT, POINTS, TIMES, RANK))
_REACH = 60  # code points read on either side of a figure
_CHANGE_REACH, _LONGEST_CHANGE = 30, 40
_LONGEST_SUBJECT, _LONGEST_LIST = 20, 28
_LEAD = re.compile(r"(?:比[^比]{1,20}|还|要)[高多低少快大]出?$")
_GUESSED = ("也就", "大概", "差不多", "只剩")  # guesses about the present, in speech
_GAIN = re.compile("(?:户均|人均|年均|每户|每人)?(?:增收|节支)(?=[约近超达]?$)")
_SPENDING, _STATING = ("投入", "投资", "支出"), (["为"], ["达"], ["达到"], ["是"], ["共计"], ["合计"])
_MAY = re.compile("[仍还将也或]*可?[能会]?$")
_LEAD_EFFECTS = {"低": "-", "少": "-", "慢": "-"}
_SHARE = re.compile(r"(约|大约|近)?(占(?!比|地|用).*)$")
_MULTIPLE_OF = re.compile(r"(?:是|为|相当于|达到|达)[^是为]{0,12}(?:的)?$")
# What remains of the figure before: 2000万元以上的技改项目3000个.
_SUFFIX_BEFORE = re.compile("^(?:及以上|以上|以下|以内|左右)的?")
# Between two shares that are each followed by their noun: 覆盖95%的乡镇和60%以上的社区.
_SHARED_OUT = re.compile(r"(?P<own>(?:及?以上|以下|左右)?的[^,;。的、\d]{1,14}[和与及、])(?:约|近|超过?|逾)?")
# Between a figure and the next one, which counts what the first describes.
_OF_CLASS = re.compile("(?:及以上|以上|以下|以内|左右)?的(?P<things>[^,;:。、\n]{1,16})")
_FROM_TO = re.compile(r"(?:(?<![自理])由|从(?![业事而])|自(?=[\d一二]))[^,;。]{0,24}$")
_TO = re.compile(r"(?:左右|以上|以下)?,?[^\d,;。]{0,12}?[到至为达]")
_TO_OVER_COMMA = re.compile(
    "(?:左右|以上|以下)?,(?:则|又|再|已|逐步|逐渐|大幅|稳步|迅速|快速|持续|进一步)?"
    "(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|缩短|压缩|压减|回落|扩展|拓展|壮大"
    "|发展|猛增|激增|跃升|攀升|回升"
    "|恢复|[上下]调|调[增减高低]|延伸|延长|精简|集聚|降|增|升|涨|达)"
    "(?:[到至]|为)"
)
_FROM = ("从", "由", "自")
_BASE_BEFORE = re.compile("(?:[比较]|[高低快慢大小]于)\0的$")
# Words that make the value after 高于 or 低于 the bound of a demand.
_DEMANDED = re.compile("[不未应须需要得]|确保|控制|力争|没有|原则|必")
_BASE_WORDS = re.compile(r"同比|环比")
_RELATIVE = re.compile(
    r"^(?:(?:比|较)?.{0,14}?)(高于|快于|高出|低于|慢于|高|低|快|慢|多|少)(?:于)?(.{0,14})$"
)
# The label of a line or clause before a colon: 中标金额：18,640.50万元.
_LABEL = re.compile(
    "(?:^|[\n,;。、:])(?P<label>[\u4e00-\u9fff]{1,10}"
    "(?:金额|总额|投资|资金|规模|面积|产值|收入|价|费|款|额|总量))"
    r"(?:\([^()]{1,6}\))?:$"
)
_OF_BUDGET = re.compile(r"(?:为|达到?|相当于)(?:年度?|全年|本年度?|年初|调整)?(?:预算数?|计划)的?$")
_BUDGET = re.compile(r"(?:年度?|全年|本年度?)?(?:预算数?|计划|目标任务|任务)的?$")
# The rate between a figure and its object: 10000吨/天的处理能力.
_RATE_OF_OBJECT = re.compile("^/[\u4e00-\u9fff]{1,3}?(?=的(?!标准))")
_RATE_BEFORE = re.compile(r"每(?:增长|增加|提高|下降|减少|上升)$")
# A clause that only states how something is calculated or seen.
_ASIDE_CLAUSE = re.compile(
    "(?:扣除|剔除|[就对从按拿][^,]{1,14}(?:来说|来看|而言|来讲|计算|计)$|据[^,]{2,12}$|与此同时|同时"
    "|[^,]{2,24}(?:数据|统计|报告|调查|测算|监测|公报|信息)(?:显示|表明)$)"
)
# A density: 达到每万人500台.
_PER_MANY = re.compile("每(?P<many>百|千|万|十万)(?P<noun>人|户)$")
_MANY = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000}
_COUNTED = {"人": "people", "户": "households"}
# Inches before a product; alone or before a comma they are a value.
_NAMES_PRODUCT = re.compile(r"(?:英?寸|吋)的?(?![提缩升降到至变之和与及以左])[\u4e00-\u9fffa-z]")
_TIME_BEFORE = re.compile(
    r"(?:[到至达由从]|(?<![期分])为)(?:了|约|近)?$|(?:由|从)(?:(?:19|20)\d\d年的?|\D{0,3})$"
)
_MEASURED_REACH = 16  # code points before a time
# A pointer to the figure before, not a name: 这一数字将增至200亿元.
_POINTER = re.compile("[这该此上]述?一?[个项组]?(?:数据|数字|数值|比例|占比|比重|指标|金额|数额|规模)")
# Words that make a phrase an action: 突出了规范，从3种增加到17种.
_DEED = re.compile("[了着把]|从|进行|实施|开展|工作$")
# Between an indicator and 由 or 从; 经济增长预期由2%下调为1% keeps its nouns.
_ADVERBS_BEFORE_CHANGE = re.compile(
    "(?:将|已经?|[要可也又均都还拟]|分别|计划|力争|预计|有望|总体|进一步|平均)+$"
)
# Names of one character: 锑374万美元.
_SUBSTANCES = frozenset("铜铁铝锌铅锡镍钴锂钨钼锑铋碲铟镓锗硒钛锆铌钽铼铍镁锰铬钒硅磷硫氟金银铂钯铀钢煤粮棉")
# A goal that was missed: 没有完成能耗下降3%的目标.
_MISSED = re.compile(
    "^.*(?:没有?能?|未能?|未曾)(?:够|如期|按期|按时|全面|圆满|顺利)*(?:完成|实现|达到|达成)(?=.)"
    "(?!目标|任务|指标|计划)(?:[^,;。]{0,4}(?:确定|提出|设定|下达|预定)的)?"
)
_GOAL_BEHIND = re.compile("[^,;。]{0,40}的(?:目标|指标|任务|要求|计划)")
# From a fall to a rise: 同比由上月下降转为上涨0.7%.
_TURNED = re.compile("(?<=..)(?:同比|环比)?由[^,;。\\d由]{0,8}转$")
# Highest and lowest as a part of a name, not a bound: 最高人民法院, 最低工资标准.
_NAMED_EXTREME = re.compile(
    "最高(?:人民|[法检](?![定测])|院|限价|气温|温度|水位|价|电价|[时车]速|速度|海拔|点|峰)"
    "|最低(?:工资|生活|限价|收购价|保护价|气温|温度|水位|价|消费|首付|注册)"
)
_TAKES_OBJECT = re.compile("完成").match
_PARTS_OF_DATES = ("月", "日", "号")
_PRECISE_DIGITS = 3


def is_figure(text: str, figure: Figure) -> bool:
    """Return whether a figure may state anything; a duration must be measured or reached (缩短至45天)."""
    if _RATE_BEFORE.search(text, max(0, figure.start - 4), figure.start):
        return False  # 每增长1个百分点: has no indicator
    if not figure.unit and text[figure.end : figure.end + 1] in _PARTS_OF_DATES:
        return False
    if text.startswith(_AWAY, figure.end) or _STEPS.match(text, figure.end):
        return False  # 4亿公里之外的火星, 跨越3个千亿元台阶
    is_counted = figure.unit in load_units().counting
    if is_counted and _NUMBERED.search(text, max(0, figure.start - 2), figure.start):
        return False  # KD-50个人计算机
    if text.startswith("示", figure.end) and text.endswith(("图", "表"), 0, figure.start):
        return False  # 如图6所示
    if not figure.unit and _NAMES_PRODUCT.match(text, figure.end):
        return False  # 12英寸晶圆产能
    if figure.unit not in load_units().times:
        return True
    if text[figure.end : figure.end + 1] in load_words().after_times:
        return False
    if MEASURED_TIME.search(text, max(0, figure.start - _MEASURED_REACH), figure.start):
        return True
    return bool(_TIME_BEFORE.search(text, max(0, figure.start - 8), figure.start))


def read_figure(sentence: Sentence, index: int) -> Reading | None:
    """Return what figure `index` of a Chinese sentence states, None if it states no indicator's value."""
    figure = sentence.figures[index]
    begin, finish = sentence.clause_of(figure)
    first, last = max(begin, figure.start - _REACH), min(finish, figure.end + 40)
    if load_words().excluded_clause.search(sentence.text, first, last):
        return None
    if _is_start(sentence, index):
        return _read_start(_clause_at(sentence, index))
    if _describes_counted(sentence, index):
        return None
    clause = _clause_at(sentence, index)
    if _is_compared_with(clause):
        return Reading("", "=", is_baseline=True)
    sign = choose_comparator(clause)
    _settle_rank(clause)
    _complete_phrase(clause, sentence, begin, is_first=_words_begin(sentence, index) <= begin)
    choice = choose_indicator(clause)
    is_rejected = choice.is_rejected
    if is_rejected:
        if choice.rule == is_small_count.__name__:
            choice = choose_listed(clause)
        if choice.is_rejected or not choice.indicator:
            return Reading("", sign, rule=choice.rule, is_rejected=True)
    indicator, sign = _settle_change(clause, choice.indicator, sign)
    if index and _describes_counted(sentence, index - 1):
        indicator = f"{_class_words(sentence, index - 1)}{indicator}"
    limit = min(finish, sentence.next_start(index))
    pause = sentence.text.find("、", figure.end, limit)
    if pause >= 0:
        limit = pause
    return Reading(
        indicator,
        sign,
        sentence.kind_in(begin, figure.start, limit),
        _default_kind(clause),
        _find_baseline(sentence, begin, index),
        f"{settle_measure(figure.unit, indicator or clause.phrase)}{clause.rate}",
        is_respective="分别" in clause.tail or "分别" in indicator,
        is_exact=_is_exact(figure) and not clause.suffix,
        is_bound=bool(clause.suffix),
        rule=choice.rule,
        is_rejected=is_rejected,
        is_stated=bool(clause.effects or clause.suffix),
        is_statement=figure.unit in load_units().times and bool(MEASURED_TIME.search(clause.left)),
        bound=bound_of_change(clause, sign),
    )


def _is_compared_with(clause: Clause) -> bool:
    """Return whether a figure is the value of a year of comparison: 比2020年的21%, 高于2020年的21%."""
    if clause.figure.unit == TIMES or not _BASE_BEFORE.search(clause.left):
        return False
    return not (clause.left.endswith("于\0的") and _DEMANDED.search(clause.left))


def _read_start(clause: Clause) -> Reading:
    """Return a starting value with its bound: 从不足10%提高到30%."""
    bounds = (effect for effect in clause.effects if effect in BOUNDS)
    return Reading("", next(bounds, "="), is_baseline=True)


def _clause_at(sentence: Sentence, index: int) -> Clause:
    """Split the words around figure `index`, starting after the figure before it."""
    figure = sentence.figures[index]
    begin, _ = sentence.clause_of(figure)
    left = _blank_moments(sentence, _words_begin(sentence, index), figure.start)
    if index and sentence.figures[index - 1].end > begin:
        left = left.rpartition("、")[2]  # 拥有6万员工、产值近30亿元
    return _read_clause(sentence, index, _SUFFIX_BEFORE.sub("", left), begin)


def _words_begin(sentence: Sentence, index: int) -> int:
    """Return the start of the words of figure `index`: of its clause, or the end of the figure before."""
    figure = sentence.figures[index]
    begin, _ = sentence.clause_of(figure)
    previous_end = sentence.figures[index - 1].end if index else sentence.start
    if index and (shared := _SHARED_OUT.fullmatch(sentence.text, previous_end, figure.start)):
        return shared.end("own")
    return max(begin, previous_end, figure.start - _REACH)


def _describes_counted(sentence: Sentence, index: int) -> bool:
    """Return whether figure `index` only describes what the next one counts: 产值超10亿元的企业有35家."""
    figure = sentence.figures[index]
    if index + 1 == len(sentence.figures) or figure.unit in load_units().counting:
        return False
    following = sentence.figures[index + 1]
    counted = _OF_CLASS.fullmatch(sentence.text, figure.end, following.start)
    if not counted or following.unit not in load_units().counting:
        return False
    clause = _clause_at(sentence, index + 1)
    if not clause.phrase or clause.actions or clause.closing_action:
        return False
    choice = choose_indicator(clause)
    is_chosen = not choice.is_rejected and choice.rule == choose_phrase.__name__
    if not (is_chosen or counted["things"].endswith(("由", "从"))):
        return False  # 产值超500亿元的县建成50家工厂
    return counted["things"].startswith(clause.phrase)


def _class_words(sentence: Sentence, index: int) -> str:
    """Return the words by which figure `index` describes what the next one counts: 产值超10亿元的."""
    figure = sentence.figures[index]
    clause = _clause_at(sentence, index)
    phrase = clause.phrase.replace(GAP, "")
    bound = "".join(clause.tail[::-1])
    value = sentence.text[figure.start : figure.end]
    return f"{phrase}{bound}{value}{clause.suffix[0] if clause.suffix else ''}的"


def _read_clause(sentence: Sentence, index: int, left: str, begin: int) -> Clause:
    """Split the words around a figure; `left` are those before it."""
    figure = sentence.figures[index]
    if _GOAL_BEHIND.match(sentence.text, figure.end, sentence.end):
        left = _MISSED.sub("", left)
    has_rate = figure.unit not in _RATELESS and "/" not in figure.unit
    tail, effects, phrase, rate = _strip_rate(left) if has_rate else (*strip_tail(left), "")
    phrase = _TURNED.sub("", phrase)
    begun = _start_of_change(sentence, index, begin)
    if begun:
        low = min(begin, sentence.clause_of(sentence.figures[index - 1])[0])
        before = _blank_moments(sentence, max(low, begun - _REACH), begun)
        phrase = _ADVERBS_BEFORE_CHANGE.sub("", before)
        if has_rate and not rate:  # 由每人每月103元提高到123元
            rate = _strip_rate(sentence.text[begun + 1 : sentence.figures[index - 1].start])[-1]
    phrase, actions = strip_head(phrase)
    after = sentence.text[figure.end : min(sentence.end, figure.end + _REACH)]
    suffix = SUFFIX.match(after)
    if suffix:
        after = after[suffix.end() :]
    if has_rate:
        after = _RATE_OF_OBJECT.sub("", after)
    room = max(0, sentence.next_start(index) - figure.end)
    if 0 < room < len(after):
        after = f"{after[:room]}0"  # the next figure begins there
    after = cut_people(sentence.text[figure.start : figure.end], figure.unit, after)
    listed = _text_after_list(sentence, index)
    clause = Clause(
        figure, left, tail, effects, phrase, actions, suffix, after[: room + 1], begun, rate, listed
    )
    _move_bound(clause)
    _move_share(clause)
    return clause


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
    return sentence.text[end : min(sentence.end, end + _REACH)]


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


def _move_bound(clause: Clause) -> None:
    """Move a bound from the beginning of the phrase to the effects: 超过 ... 企业50家."""
    bounds = load_words().bounds
    if _NAMED_EXTREME.match(clause.phrase):
        return
    if bound := next((word for word in bounds if clause.phrase.startswith(word)), ""):
        clause.phrase = clause.phrase.removeprefix(bound)
        clause.effects = [*clause.effects, bounds[bound]]


def _move_share(clause: Clause) -> None:
    """Reduce the phrase to a share (占...), a lead (比...高) or what a multiple is of (是...的3倍)."""
    phrase, unit = clause.phrase, clause.figure.unit
    if share := _SHARE.match(phrase):
        clause.phrase = share[2].strip("的")
        if share[1]:
            clause.effects = [*clause.effects, "~"]
    elif unit in (TIMES, PERCENT) and not clause.effects and _LEAD.search(phrase):
        clause.phrase = ""
        clause.effects = [_LEAD_EFFECTS.get(phrase.rstrip("出")[-1], "+")]
    elif unit == TIMES and (multiple := _MULTIPLE_OF.search(phrase)):
        clause.phrase = phrase[: multiple.start()]


_RANKED = re.compile(
    "(?:的?(?:稳|连续[^,]{1,6})?(?:排名?|位居|位列|名列|稳居|跃居|升至|居|列|位次).{0,8}"
    "|(?:世界|全球|全国|国内|亚洲))$"
)


def _settle_rank(clause: Clause) -> None:
    """Remove the words of ranking from the phrase before a rank: 出口额居全国第二."""
    if clause.figure.unit == RANK:
        clause.phrase = _RANKED.sub("", clause.phrase)


def _complete_phrase(clause: Clause, sentence: Sentence, begin: int, *, is_first: bool) -> None:
    """Empty a phrase that names no indicator; put the subject of the clause before a mere measure.

    `is_first` is set if no figure precedes in the clause.
    """
    words = load_words()
    if clause.actions and clause.actions[-1] == "完成" and _BUDGET.match(clause.phrase):
        clause.phrase = ""  # 完成预算数的98%: measures the subject of the clause before
    if clause.figure.unit == PERCENT and _OF_BUDGET.search(clause.left):
        clause.phrase = ""  # 为预算的98%
    if not clause.left.strip() and (label := _LABEL.search(sentence.text, sentence.start, begin)):
        clause.phrase = label["label"]
    is_named = clause.phrase not in (*words.shares, "先后", "实质", "名义")
    is_named = is_named and (len(clause.phrase) > 1 or clause.phrase in _SUBSTANCES)
    if not is_named or _POINTER.fullmatch(clause.phrase):
        clause.phrase = ""
    has_object = clause.is_counted and any(map(_TAKES_OBJECT, clause.tail)) and find_object(clause.after)
    is_measure = clause.phrase in words.measures or not (clause.phrase or has_object)
    if clause.effects and is_first and not clause.actions and is_measure:
        clause.phrase = _subject_before(sentence, begin) + clause.phrase
    elif not clause.phrase and (gain := _GAIN.search(clause.left)):
        clause.phrase = gain[0]  # 户均增收3000元
    elif _is_own_measure(clause):
        clause.phrase = clause.actions[-1]  # 平均投入为420万元
    elif clause.begun and not clause.phrase and not clause.actions:
        clause.phrase = _subject_of_change(clause, sentence, begin)


def _is_own_measure(clause: Clause) -> bool:
    """Return whether an action without an object is itself the name of a sum: 投入为, 投资达."""
    if clause.phrase or not clause.actions or clause.figure.unit not in load_units().currencies:
        return False
    return clause.actions[-1] in _SPENDING and clause.tail[-1:] in _STATING


def _subject_of_change(clause: Clause, sentence: Sentence, begin: int) -> str:
    """Return what changes if the clause begins with 由 or 从: 覆盖人数，由400万人扩大到1120万人.

    It must name a measure or things that are counted; otherwise the result is "".
    """
    lead = sentence.text[begin : clause.begun].strip()
    if sentence.text.startswith(_FROM, sentence.border_before(bisect_left(sentence.borders, begin - 1))):
        return ""  # 从石库门到天安门
    if GAP in lead or _ADVERBS_BEFORE_CHANGE.sub("", lead):
        return ""
    subject = _subject_before(sentence, begin)
    is_named = load_words().measure_end.search(subject) or (clause.is_counted and not _DEED.search(subject))
    return subject if is_named else ""


def _settle_change(clause: Clause, indicator: str, sign: str) -> tuple[str, str]:
    """Return the indicator and sign of a change: points, nouns of change (增幅), or growth with 年均."""
    words = load_words()
    if clause.figure.unit == POINTS:
        indicator, sign = _read_points(clause, indicator)
    if clause.figure.unit == POINTS and words.change_nouns.get(indicator) == "-":
        if not {"+", "-"} & {*clause.effects}:
            return "", "-"  # 平均降幅0.73个百分点
        return indicator, sign  # 降幅扩大1.5个百分点: keeps its sign
    if indicator in words.change_nouns and f"{YEARLY}{indicator}" in clause.left:
        return f"{YEARLY}{indicator}", sign  # of the indicator before: 由2万亿元增至9万亿元，年均增速达16%
    if indicator in words.change_nouns:
        if sign in "=~":
            sign = words.change_nouns[indicator]
        indicator = ""
    if sign in "+-" and YEARLY in clause.tail:
        indicator += YEARLY + next(word for word in clause.tail if words.tails.get(word) in ("+", "-"))
    return indicator, sign


def _read_points(clause: Clause, indicator: str) -> tuple[str, str]:
    """Return the indicator and sign of a change in percentage points; a lead has the indicator before it."""
    effects = {load_words().tails.get(word) for word in clause.tail}
    match = _RELATIVE.match(clause.left.replace(GAP, ""))
    if match and not effects & {"+", "-"}:
        return "", _LEAD_EFFECTS.get(match[1][0], "+")
    if "-" in effects:
        return indicator, "-"
    kept, loss, _ = indicator.rpartition("损失")
    if loss and kept:
        return _MAY.sub("", kept.rstrip("的")), "-"
    return indicator, "+"


def _is_start(sentence: Sentence, index: int) -> bool:
    """Return whether a change began at figure `index`, or at it and the next: 由9%、28%提高到15%和32%."""
    figure, *following = sentence.figures[index : index + 3]
    if not following:
        return False
    if sentence.text[figure.end : following[0].start] == "、" and len(following) > 1:
        return _starts_change(sentence, *following)
    return _starts_change(sentence, figure, following[0])


def _starts_change(sentence: Sentence, figure: Figure, following: Figure) -> bool:
    """Return whether the following figure's change started from `figure`: 由6.3件提高到12件."""
    between = sentence.text[figure.end : following.start]
    if len(between) >= _LONGEST_CHANGE or "、" in between:
        return False
    if "," in between and not _TO_OVER_COMMA.match(between):
        return False
    before = sentence.text[max(sentence.start, figure.start - _CHANGE_REACH) : figure.start]
    return bool(_FROM_TO.search(before) and _TO.match(between))


def _start_of_change(sentence: Sentence, index: int, begin: int) -> int:
    """Return the position of 由 or 从 if the figure before changed to figure `index`, otherwise 0."""
    if not index:
        return 0
    before = sentence.figures[index - 1]
    if not _starts_change(sentence, before, sentence.figures[index]):
        return 0
    low = min(begin, sentence.clause_of(before)[0])  # 由8%左右，提高到11%
    match = _FROM_TO.search(sentence.text, max(low, before.start - _CHANGE_REACH), before.start)
    return start_of(match, 0)


def _blank_moments(sentence: Sentence, start: int, end: int) -> str:
    """Return the words of [start, end) with each moment replaced by GAP, without spaces and asides."""
    parts, position = [], start
    for moment in sentence.moments_in(start, end):
        if moment.end > end:
            break
        parts += [sentence.text[position : moment.start].removeprefix("/"), GAP]  # 2023/2024年
        position = moment.end
    return load_words().aside.sub("", "".join([*parts, sentence.text[position:end]]).replace(" ", ""))


def _subject_before(sentence: Sentence, begin: int) -> str:
    """Return the subject of the clause before, if it has no figures: 算力规模位居第二，达到..."""
    if begin - 2 < sentence.start or sentence.text[begin - 1] != ",":
        return ""
    place = bisect_left(sentence.borders, begin - 1)
    start = max(sentence.border_before(place), begin - _REACH)
    if any(start <= figure.start < begin for figure in sentence.figures):
        return ""
    if _ASIDE_CLAUSE.match(sentence.text, start, begin - 1):
        return _subject_before(sentence, start)
    phrase = _blank_moments(sentence, start, begin - 1)
    cut = load_words().predicate.search(phrase, 2)
    if cut:
        return strip_head(phrase[: cut.start()])[0]
    is_list = "和" in phrase and bool(load_words().measure_end.search(phrase))
    if len(phrase) > (_LONGEST_LIST if is_list else _LONGEST_SUBJECT):
        return ""
    return strip_head(phrase)[0]


def _default_kind(clause: Clause) -> Kind:
    """Return the usual kind of a figure: plans demand round figures and bounds, reports count exactly."""
    if clause.begun or clause.figure.unit == RANK or _LEAD.search(clause.left) or "占" in clause.phrase:
        return "actual"
    if clause.figure.unit == PERCENT and not clause.suffix and _has_decimals(clause.figure.value):
        return "actual"
    is_guess = any(word in clause.left for word in _GUESSED)
    if (clause.suffix and not is_guess) or any(word in load_words().target_changes for word in clause.tail):
        return "target"
    done = ("新增", "完成", "惠及")
    is_demand = any(action not in done and not action.endswith("了") for action in clause.actions)
    return "target" if is_demand and not _is_exact(clause.figure) else "actual"


def _has_decimals(value: float) -> bool:
    """Return whether a percentage has two decimals: 76.58% was counted."""
    return round(value, 1) != value


def _is_exact(figure: Figure) -> bool:
    """Return whether a figure has three or more significant digits, or is a little more (40多万)."""
    if figure.is_more:
        return True
    digits = f"{figure.value:.6e}".split("e")[0].replace(".", "").rstrip("0")
    return figure.unit not in (PERCENT, POINTS) and len(digits) >= _PRECISE_DIGITS


def _find_baseline(sentence: Sentence, begin: int, index: int) -> str:
    """Return the starting value or base of comparison of a figure, as in the folded text."""
    figure = sentence.figures[index]
    if start := _start_of_change(sentence, index, begin):
        return sentence.text[start + 1 : sentence.figures[index - 1].end]
    bases = [moment for moment in sentence.moments_in(begin, figure.start) if moment.role == "base"]
    if bases:
        return sentence.text[bases[-1].start : bases[-1].end]
    same = _BASE_WORDS.search(sentence.text, max(begin, figure.start - 40), figure.start)
    return same[0] if same else ""
