"""Read what a figure of a Chinese clause states: 研发投入强度达到3%以上, 由6.3件提高到12件."""

from __future__ import annotations

from flows.annotation.figures.clauses.changes import find_origin, is_start, start_of_change
from flows.annotation.figures.clauses.goals import kind_by_goal
from flows.annotation.figures.clauses.kinds import default_kind, is_exact
from flows.annotation.figures.clauses.rules import choose_indicator, choose_listed, choose_phrase, find_owned
from flows.annotation.figures.clauses.splitting import LEAD_EFFECTS, REACH, clause_at, words_begin
from flows.annotation.figures.clauses.subjects import complete_phrase, settle_rank
from flows.annotation.figures.norms.chinese import find_offence, find_penalty
from flows.annotation.figures.rejections_zh import MEASURED_TIME, Clause, is_small_count
from flows.annotation.figures.signs import bound_of_change, choose_comparator
from flows.annotation.figures.statements import BELOW_ZERO, PENALTY, Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, TIMES, load_units, settle_measure
from flows.annotation.figures.words import AVERAGES, GAP, YEARLY
from flows.annotation.figures.words_zh import load_words, strip_tail
from flows.records import BOUNDS
from flows.text import lazy_pattern

_AVERAGE_BEHIND = lazy_pattern(f"以?{YEARLY}$|以$")
_AT_RATE = lazy_pattern("左?右?的(?:速度|幅度|步伐)(?P<verb>提高|上升|提升|增长|增加|下降|降低|减少|回落)")
_MAY = lazy_pattern("[仍还将也或]*可?[能会]?$")
# Between a figure and the next one, which counts what the first describes.
_CLASS_ALONE = lazy_pattern(
    "(?P<noun>[县市区镇村]|县域|企业|园区|产业链?|产业集群|集群|项目)(?:已?达到?|有|共)*"
)
_PAST_BOUND = lazy_pattern("(?:超过?|突破|逾|过)$")
# Those whose measure the next figure is, up to it.
_OWNED = lazy_pattern("(?P<owned>[^,;:。、()\\d\n的]{6,36}?)(?:连续\\d{1,2}年[^,;:。、\\d]{0,6})?")
_GETS = lazy_pattern("(?:及?以[上下]|以内|不足)?的,?(?:每[年月户人亩家])?(?:最高|给予|补[贴助]|奖励)*")
_OF_CLASS = lazy_pattern("(?:及以上|以上|以下|以内|左右)?的(?P<things>[^,;:。、\n]{1,16})")
_BASE_BEFORE = lazy_pattern(
    "(?:[比较]|[高低快慢大小]于)(?:\0|上一?个?[年季月周]度?)的$|[比较]\0[^,;。\\d]{1,16}的$"
    "|[高低快慢大小]于[^,;。\\d]{0,8}(?:确定|设定|制定|下达)的$"
)
# Words that make the value after 高于 or 低于 the bound of a demand.
_DEMANDED = lazy_pattern("[不未应须需要得]|确保|控制|力争|没有|原则|必")
_LISTED_BELOW_ZERO = lazy_pattern("[%点][、和与及]-$")  # 贡献率分别为55%和-2%: a level below zero
_SHARING = frozenset(("占", "约占", "占到"))
# The plan or goal of which a share is done.
_SHARE_OF_PLAN = lazy_pattern(
    "(?:完成了?|为|达到?|相当于)(?P<plan>(?:年度?|全年|本年度?|年初|调整|预期|预定|既定)*"
    "(?:预算|计划|目标任务|目标|任务)数?)的(?:约|近|超过?)?$"
)
_BASE_WORDS = lazy_pattern(r"同比|环比")
# A change that opens the name of what it changed: 两次|下调|存款准备金率各.
_CHANGE_AHEAD = lazy_pattern(
    "(?:[一两二三四五六\\d]次|先后|连续|分别)*(?P<verb>下调|调低|压降|上调|调高)了?(?P<measure>.{2,}?)各?$"
)
# What is so at the time of writing: 仍在80%以上, 尚不足30家, 长达18个月.
_STANDING = lazy_pattern(
    "(?:仍[然旧]?|依然|依旧|(?<![高崇时和])尚)"
    "(?:高达|处于|只|仅|不足|不到|超过?|低于|高于|达到?|在|为|是|有|占)"
    "(?:了|约|近|超过?|逾|不足|不到|达到?|高达)*$"
    "|现[^,;。\\d将]{0,8}仅(?:[有为占]|达到?)?约?$|(?<![不将])仅(?:[有为占达]到?)?约?$"
    "|(?<![不将要])只有(?:约|近|不到|不足)?$|(?:长达|高达|多达)(?:了|约|近|超过?|逾)?$"
)
# A plan or goal whose value of the indicator before follows: 占比为6.9%,与|规划提出的|2025年达到8%仍有差距.
_SAYS_OF_IT = lazy_pattern(
    "(?:[与同较比离]|距离?|[低高]于|不及|未达到?|接近)?[^,;。\\d]{0,6}?(?:规划|纲要|计划|方案|目标)"
    "所?(?:提出|确定|要求|明确|设定|规定|承诺|制定)的?"
)
_FAR_FROM = ("与", "离", "距", "距离")  # before the share of a goal: 为30%,|距离|2025年70%的目标还很远
# What goes in so that the next sum follows: 每投入|1元|,带动社会资本4.5元.
_PER_SUM = lazy_pattern("(?<![^,;。:、])(?P<who>[^,;。\\d]{0,12}每(?![年月日天周季])[^,;。\\d]{0,10})$")
_SPENT = lazy_pattern(
    "每(?![年月日天周季])[^,;。\\d]{0,4}(?:投入|投放|投资|新增|增加|支出|花费?)[^,;。\\d]{0,4}$"
)
_LED_TO = lazy_pattern("(?P<of>[^,;。、\\d]{0,8}),?(?P<deed>(?!其中)[^,;。、\\d]{2,16}?)(?:约|近|超过?|达)*")
# What a sum changes if a verb of change has it as its object: 降低企业成本500亿元, 提高支付限额3800元.
_CHANGED_BY = lazy_pattern("(?:成本|负担|费用|开支|限额|额度|标准|税收)$")
_CHANGES = {"降低": "-", "减少": "-", "提高": "+", "增加": "+"}
_ABOUT = frozenset(("约", "近", "共", "累计", "合计", "共计", "了"))
_DAMAGES = "惩罚性赔偿"
_RELATIVE = lazy_pattern(
    r"^(?:(?:比|较)?.{0,14}?)(高于|快于|高出|低于|慢于|高|低|快|慢|多|少)(?:于)?(.{0,14})$"
)


def read_figure(sentence: Sentence, index: int) -> Reading | None:
    """Return what figure `index` of a Chinese sentence states, None if it states no indicator's value."""
    figure = sentence.figures[index]
    begin, finish = sentence.clause_of(figure)
    first, last = max(begin, figure.start - REACH), min(finish, figure.end + 40)
    if load_words().excluded_clause.search(sentence.text, first, last):
        return _read_penalty(sentence, index)
    if _DAMAGES in sentence.text[first:last] and (penalty := _read_penalty(sentence, index)):
        return penalty
    if is_start(sentence, index):
        return _read_start(clause_at(sentence, index))
    if _describes_counted(sentence, index) or _goes_in(sentence, index):
        return None
    clause = clause_at(sentence, index)
    if _is_compared_with(clause):
        return Reading("", "=", is_baseline=True)
    sign = choose_comparator(clause)
    if not clause.written_sign and _LISTED_BELOW_ZERO.search(sentence.text, begin, figure.start):
        return Reading("", sign, rule=BELOW_ZERO, is_rejected=True)
    settle_rank(clause)
    complete_phrase(clause, sentence, begin, is_first=words_begin(sentence, index) <= begin)
    choice = choose_indicator(clause)
    is_rejected = choice.is_rejected
    if is_rejected:
        if choice.rule == is_small_count.__name__:
            choice = choose_listed(clause)
        if choice.is_rejected or not choice.indicator:
            return Reading("", sign, rule=choice.rule, is_rejected=True)
    indicator, sign = _settle_change(clause, choice.indicator, sign)
    if not indicator and figure.unit == PERCENT and not _SHARING.isdisjoint(clause.tail):
        indicator = "占"  # 出口6亿元,占9%
    is_of_plan = _is_of_plan(sentence, index, indicator)
    if is_of_plan:
        indicator = ""
    indicator = _named_by_sum(sentence, index) or indicator
    planned = _SHARE_OF_PLAN.search(clause.left) if figure.unit == PERCENT else None
    if planned and planned["plan"] not in indicator:
        indicator = f"{indicator}占{planned['plan']}"  # 就业69万人,完成全年目标的77%
    if clause.plan and not (indicator or index):
        indicator = clause.plan  # 要超额完成年度计划5%
    if index and _describes_counted(sentence, index - 1):
        indicator = f"{_class_words(sentence, index - 1)}{indicator}"
    return Reading(
        indicator,
        sign,
        "target" if is_of_plan else _kind_of(sentence, index),
        default_kind(clause, sentence),
        clause.plan or _find_baseline(sentence, begin, index),
        f"{settle_measure(figure.unit, indicator or clause.phrase)}{clause.rate}",
        is_respective="分别" in clause.tail or "分别" in indicator,
        is_exact=is_exact(figure) and not clause.suffix,
        is_bound=bool(clause.suffix),
        rule=choice.rule,
        is_rejected=is_rejected,
        is_stated=bool(clause.effects or clause.suffix),
        is_statement=_states_what_is(clause),
        is_pointer=clause.is_pointer,
        bound=bound_of_change(clause, sign),
    )


def _is_of_plan(sentence: Sentence, index: int, indicator: str) -> bool:
    """Return whether a figure is what a plan says of the measure before: 6.9%,与|规划提出的|8%仍有差距."""
    figures, name = sentence.figures, indicator.replace(GAP, "")
    if not index or figures[index].unit != figures[index - 1].unit:
        return False
    return bool(_SAYS_OF_IT.fullmatch(name)) or (name in _FAR_FROM and figures[index].unit == PERCENT)


def _goes_in(sentence: Sentence, index: int) -> bool:
    """Return whether a figure is the unit sum of a ratio, of which the next sum is the value: 每投入1元."""
    if index + 1 >= len(sentence.figures):
        return False
    figure, value = sentence.figures[index], sentence.figures[index + 1]
    if figure.unit != value.unit or figure.unit not in load_units().currencies:
        return False
    ahead = _PER_SUM.search(sentence.text, sentence.start, figure.start)
    if ahead is None or not (figure.value == 1 or _SPENT.search(ahead["who"])):
        return False
    return _LED_TO.fullmatch(sentence.text, figure.end, value.start) is not None


def _named_by_sum(sentence: Sentence, index: int) -> str:
    """Return the name of a sum by the unit sum that it comes with, "" without: 每投入1元|带动社会资本."""
    if not index or not _goes_in(sentence, index - 1):
        return ""
    before, figure = sentence.figures[index - 1], sentence.figures[index]
    who = _PER_SUM.search(sentence.text, sentence.start, before.start)
    led_to = _LED_TO.fullmatch(sentence.text, before.end, figure.start)
    if who is None or led_to is None:
        return ""
    base = sentence.text[who.start() : before.end]
    return f"{base}{led_to['of']}{GAP}{led_to['deed']}"


def _read_penalty(sentence: Sentence, index: int) -> Reading | None:
    """Return what a figure states if it is a penalty: 处五千元以上五万元以下罚款, 被罚款300万元."""
    figure = sentence.figures[index]
    shift = sentence.start
    words = sentence.text[shift : sentence.end]
    noun = find_penalty(words, figure.start - shift, figure.end - shift, figure.unit)
    if not noun:
        return None
    return Reading(
        noun,
        choose_comparator(clause_at(sentence, index)),
        "actual",
        unit=figure.unit,
        subject=find_offence(words, figure.start - shift),
        rule=PENALTY,
    )


def _kind_of(sentence: Sentence, index: int) -> Kind:
    """Return the kind that the clause of a figure shows, "" if it shows none."""
    figure = sentence.figures[index]
    if sentence.start_of_contrast(figure.start):
        return "actual"
    begin, finish = sentence.clause_of(figure)
    if goal := kind_by_goal(sentence, begin, index):
        return goal
    limit = min(finish, sentence.next_start(index))
    pause = sentence.text.find("、", figure.end, limit)
    return sentence.kind_in(begin, figure.start, pause if pause >= 0 else limit)


def _is_compared_with(clause: Clause) -> bool:
    """Return whether a figure is the value of a year of comparison: 比2020年的21%, 高于2020年的21%."""
    if clause.figure.unit == TIMES or not _BASE_BEFORE.search(clause.left):
        return False
    return not (clause.left.endswith("于\0的") and _DEMANDED.search(clause.left))


def _states_what_is(clause: Clause) -> bool:
    """Return whether a clause states what is so, whatever the goals before it: 耗时30天, 仍在80%以上."""
    if _STANDING.search(clause.left.replace(GAP, "")) or find_owned(clause):
        return True
    return clause.figure.unit in load_units().times and bool(MEASURED_TIME.search(clause.left))


def _read_start(clause: Clause) -> Reading:
    """Return a starting value with its bound: 从不足10%提高到30%."""
    bounds = (effect for effect in clause.effects if effect in BOUNDS)
    return Reading("", next(bounds, ">" if clause.figure.is_more else "="), is_baseline=True)


def _describes_counted(sentence: Sentence, index: int) -> bool:
    """Return whether figure `index` only describes what the next one counts: 产值超10亿元的企业有35家."""
    figure = sentence.figures[index]
    if index + 1 == len(sentence.figures):
        return False
    following = sentence.figures[index + 1]
    if figure.unit in load_units().counting:
        return _numbers_owners(sentence, index) or _is_bound_of_grant(sentence, index)
    if following.unit in load_units().counting and _CLASS_ALONE.fullmatch(
        sentence.text, figure.end, following.start
    ):
        return bool(_PAST_BOUND.search(sentence.text, sentence.start, figure.start))
    counted = _OF_CLASS.fullmatch(sentence.text, figure.end, following.start)
    if not counted or following.unit not in load_units().counting:
        return False
    clause = clause_at(sentence, index + 1)
    if not clause.phrase or clause.actions or clause.closing_action:
        return False
    choice = choose_indicator(clause)
    is_chosen = not choice.is_rejected and choice.rule == choose_phrase.__name__
    if not (is_chosen or counted["things"].endswith(("由", "从"))):
        return False  # 产值超500亿元的县建成50家工厂
    return counted["things"].startswith(clause.phrase)


def _is_bound_of_grant(sentence: Sentence, index: int) -> bool:
    """Return whether a count bounds a class of those who get the next sum: 3000户以下的每年12万元."""
    figure, following = sentence.figures[index : index + 2]
    is_sum = following.unit in load_units().currencies
    return is_sum and _GETS.fullmatch(sentence.text, figure.end, following.start) is not None


def _numbers_owners(sentence: Sentence, index: int) -> bool:
    """Return whether a count says whose measure the next figure is: 31个省份公务接待费减少26%."""
    figure, following = sentence.figures[index : index + 2]
    if following.unit in load_units().counting or clause_at(sentence, index).actions:
        return False
    owned = sentence.text[figure.end : following.start]
    match = _OWNED.fullmatch(owned)
    if match is None:
        return False
    tail, _, phrase = strip_tail(match["owned"])
    is_stated = bool(tail) or match["owned"] != owned
    return is_stated and load_words().measure_end.search(phrase) is not None


def _class_words(sentence: Sentence, index: int) -> str:
    """Return the words by which figure `index` describes what the next one counts: 产值超10亿元的."""
    figure = sentence.figures[index]
    clause = clause_at(sentence, index)
    phrase = clause.phrase.replace(GAP, "")
    bound = "".join(clause.tail[::-1])
    value = sentence.text[figure.start : figure.end]
    if figure.unit in load_units().counting:
        return value
    alone = _CLASS_ALONE.fullmatch(sentence.text, figure.end, sentence.figures[index + 1].start)
    if alone and len(alone["noun"]) == 1:
        return f"{phrase}{bound}{value}{alone['noun']}"
    if alone:
        return f"{phrase}{bound}{value}"
    return f"{phrase}{bound}{value}{clause.suffix[0] if clause.suffix else ''}的"


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
    if sign in "=~" and _CHANGED_BY.search(indicator) and _verb_of_change(clause) in _CHANGES:
        return indicator, _CHANGES[_verb_of_change(clause)]
    if indicator in words.change_nouns:
        if sign in "=~":
            sign = words.change_nouns[indicator]
        indicator = ""
    average = next((word for word in clause.tail if word in (YEARLY, *AVERAGES)), "")
    if sign in "+-" and average:
        changes = (word for word in clause.tail if words.tails.get(word) in ("+", "-"))
        return _name_yearly(clause, indicator, f"{average}{next(changes, '')}", sign)
    return indicator, sign


def _verb_of_change(clause: Clause) -> str:
    """Return the verb whose object changes by a sum, if no verb is behind it: 降低|企业成本500亿元."""
    is_sum = clause.figure.unit in load_units().currencies and not {*clause.tail} - _ABOUT
    return clause.actions[-1] if is_sum and clause.actions else ""


def _name_yearly(clause: Clause, indicator: str, change: str, sign: str) -> tuple[str, str]:
    """Return the name and sign of an average yearly change (年均提高), whose verb may come after it.

    >>> 渔民入会率年均提高1个百分点 -> 渔民入会率年均提高
    >>> 渔民入会率以年均1个百分点的速度下降 -> 渔民入会率年均下降
    >>> 渔业投资两年平均增长6.4% -> 渔业投资两年平均增长
    """
    behind = _AT_RATE.match(clause.after)
    if change in (YEARLY, *AVERAGES) and behind:
        change = f"{change}{behind['verb']}"
        sign = load_words().tails.get(behind["verb"], sign)
    return f"{_AVERAGE_BEHIND.sub('', indicator)}{change}", sign


def _read_points(clause: Clause, indicator: str) -> tuple[str, str]:
    """Return the indicator and sign of a change in percentage points; a lead has the indicator before it."""
    effects = {load_words().tails.get(word) for word in clause.tail}
    if clause.written_sign:
        return indicator, clause.written_sign
    match = _RELATIVE.match(clause.left.replace(GAP, ""))
    if match and not effects & {"+", "-"}:
        return "", LEAD_EFFECTS.get(match[1][0], "+")
    if "-" in effects:
        return indicator, "-"
    if "+" not in effects and (ahead := _CHANGE_AHEAD.fullmatch(indicator)):
        return ahead["measure"], "-+"[ahead["verb"] in ("上调", "调高")]
    kept, loss, _ = indicator.rpartition("损失")
    if loss and kept:
        return _MAY.sub("", kept.rstrip("的")), "-"
    return indicator, "+"


def _find_baseline(sentence: Sentence, begin: int, index: int) -> str:
    """Return the starting value or base of comparison of a figure, as in the folded text."""
    figure = sentence.figures[index]
    if start := start_of_change(sentence, index, begin):
        origin = find_origin(sentence, index) or 0
        return sentence.text[start + 1 : sentence.figures[origin].end]
    bases = [moment for moment in sentence.moments_in(begin, figure.start) if moment.role == "base"]
    if bases:
        return sentence.text[bases[-1].start : bases[-1].end]
    same = _BASE_WORDS.search(sentence.text, max(begin, figure.start - 40), figure.start)
    if same:
        return same[0]
    return ""
