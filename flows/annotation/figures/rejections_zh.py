"""Chinese figures that state no indicator's value: named rejections, each with a sentence for the tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.annotation.figures.norms.chinese import rules_class
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.units import PERCENT, load_units
from flows.annotation.figures.words_zh import load_words
from flows.text import lazy_pattern

_BOUNDS = frozenset(("~", ">", "<", ">=", "<="))
_PLACE_BEFORE = lazy_pattern(r"[在对从向把与同被给]$|在(?:全[国省市区县州]|[本我][国省市区县州])$")
_NAMED_BEFORE = lazy_pattern("(?:上述|前述|上列|所述|如下|下列)的?$")
_IN_OR_OUT, _TO = lazy_pattern(r"\(不?含\)"), ("至", "到", "-")  # 5000万元(含)至1亿元(不含)
_MEMBERS = ("委员", "代表", "候补", "书记")
_ENDS_OF_SIZE = ",;。的"
# After a measure and its bound: what they describe.
_DESCRIBED = lazy_pattern(
    "(?!的[^,;。]{0,14}基金)(?:[、和][^,;。、\\d]{2,14})?的[^,;。、]{0,14}"
    "(?:企业|公司|项目|产业|集群|园区|基地|平台|市场|产品|品牌|大县|单位)"
)
_FOR_WHOM = lazy_pattern(
    "(?:(?:适用|限)于|(?:新规|规定|规则|办法|法案|要求|政策|禁令|条例|标准)[^,;。]{0,6}针对)[^,;。\\d]{0,24}$"
)
# Behind a bound on their members, those whose rate is stated: 执业律师5人以上|的律师事务所组建率达到75%.
_OF_RATE = lazy_pattern("的[^,;:。、\\d]{2,24}(?:率|占比|比重|比例)[^,;:。、\\d]{0,8}\\d")
_ORIGINS = ("由", "从")
# Measured times, such as 平均办理时间34天; 建设周期2年 only describes a project.
MEASURED_TIME = lazy_pattern(
    "(?:(?:平均|实际|最[长短])[^,;。、\\d]{0,6}?(?:时间|时长|天数|账期|年龄|寿命)|[用耗]时)(?:约|仅|近)?$"
)
_TIMES = ("时间", "时长", "天数", "账期", "年龄", "寿命", "用时", "耗时")
_REFERENCE_RATE = lazy_pattern("(?:lpr|shibor|hibor|libor|基准利率)[-+加减]$")
_MINUS = lazy_pattern("(?:[为是达约近于]|(?:利润|净额|差额|损益|余额)|(?<![0-9])[到至])-$")
_OF_PLANTS = lazy_pattern("年(?:产|炼|加工|处理)[^,;:。、\\d]{0,8}各(?:约|近)?$")
_SMALL = 10
_MEASURES = ("拥有量", "保有量", "授权量", "申请量", "数", "转增")  # 每万人口发明专利拥有量8.9件

# Before and behind a goal that is not kept: 无须遵守5%的目标.
_REFUSED = lazy_pattern(
    "(?:无[需须]|不必|不用|不会|拒绝|反对|不再)(?:继续)?(?:遵守|履行|执行|接受|承担|达到|实现|采纳)(?:所谓)?$"
)
_GOAL = lazy_pattern("的?(?:[^,;。]{0,6})(?:目标|指标|要求|标准|上限|下限|承诺)")
# Words that make a value a conjecture, and those that make it a forecast.
_CONJECTURES = frozenset(("可能", "也许", "恐怕"))
_PERHAPS = lazy_pattern(
    "或许(?!可)(?:只|仅|还|也|有|为|是|约|近|不足|不到|超过?|逾|达到?|占|接近|低于|高于)*$"
)
_FORESEEN = lazy_pattern("预计|预测|预期|预估|[有可]望|将|会|未来|今后|明年|\0年?[之以]?前|[到至]\0")


@dataclass(slots=True)
class Clause:
    """The words around a figure, moments replaced by GAP.

    `left` is everything before it in the clause; `tail` the verbs, bounds and adverbs at the end of `left`,
    last first, `effects` their signs; `phrase` the noun phrase before them, `actions` the verbs before the
    phrase. `after` is what follows the figure and its `suffix` (以上); a 0 marks the start of the next
    figure. `begun` is the position of 由 or 从 if the figure is a value reached from an earlier one,
    otherwise 0. `rate` is the ending that words before the figure add to its unit (每吨2300元: /t), `item`
    what the words after it name. `behind_list` is what follows the last of a list that the figure begins
    (300万元、50万元的奖励), or "". `plan` is the plan that it differs from (比计划多9亿元), or "".
    `written_sign` is the + or - of a change that is written before its value (同比-12%), otherwise "".
    `is_pointer` is set if its phrase only pointed to a figure before (这一数字).
    """

    figure: Figure
    left: str
    tail: list[str]
    effects: list[str]
    phrase: str
    actions: list[str]
    suffix: re.Match[str] | None
    after: str
    begun: int
    rate: str = ""
    behind_list: str = ""
    plan: str = ""
    written_sign: str = ""
    is_pointer: bool = False
    item: str = field(init=False, default="")

    @property
    def is_counted(self) -> bool:
        """Whether the unit counts things (家, 项, 人)."""
        return self.figure.unit in load_units().counting

    @property
    def is_given(self) -> bool:
        """Whether the phrase leads to an object after the figure."""
        return "给予" in self.phrase or self.phrase.endswith("拥有")

    @property
    def closing_action(self) -> str:
        """The action that the phrase ends in, or ""."""
        actions = load_words().actions
        if not self.phrase.endswith(actions):
            return ""
        return next(word for word in actions if self.phrase.endswith(word))


Rejection = Callable[[Clause], bool]


def has_no_unit(clause: Clause) -> bool:
    """Reject a bare number, unless it has a magnitude and a verb.

    Examples
    --------
    共10章。 → (nothing)
    """
    figure = clause.figure
    is_of_whole = clause.phrase in load_words().wholes  # 我国有8100万科技工作者
    return not figure.unit and (is_of_whole or not (figure.is_scaled and clause.effects))


def sizes_a_plant(clause: Clause) -> bool:
    """Reject the size of a plant or a machine.

    Examples
    --------
    建设年产100万吨钢铁项目。 → (nothing)
    推进8米的盾构机研制。 → (nothing)
    包括年炼铁和炼钢各300万吨的工程。 → (nothing)
    """
    if clause.effects:
        return False
    is_size = clause.figure.unit in load_words().sizes
    return (
        bool(_OF_PLANTS.search(clause.left))
        or clause.phrase.endswith("年产")
        or (is_size and not clause.actions and clause.after.startswith("的"))
    )


def names_a_process(clause: Clause) -> bool:
    """Reject a size that names a technology.

    Examples
    --------
    攻克28纳米芯片工艺。 → (nothing)
    """
    if clause.figure.unit not in load_words().sizes or clause.after[:1] in _ENDS_OF_SIZE:
        return False
    return not clause.effects or "实现" in clause.tail


def is_duration(clause: Clause) -> bool:
    """Reject a duration that nothing reaches.

    Examples
    --------
    办理用时由30天改变。 → (nothing)
    """
    if clause.figure.unit not in load_units().times:
        return False
    if MEASURED_TIME.search(clause.left) and clause.phrase.endswith(_TIMES):
        return clause.left.endswith(_ORIGINS)
    return not (clause.effects and load_words().reaching.intersection(clause.tail))


_PROVINCE, _ALL_PROVINCES = "省", (31, 34)
# Words that end like one that announces an enumeration: 党纪处分3248人.
_NO_ENUMERATING = ("处分", "积分")


def counts_parts_of_a_text(clause: Clause) -> bool:
    """Reject a count of a text's or a meeting's own parts.

    Examples
    --------
    大数据有4个特点。 → (nothing)
    """
    if clause.figure.unit in load_units().currencies:
        return False  # 新增3000亿元贷款
    return bool(clause.item and load_words().excluded_object.search(clause.item))


def bounds_a_class(clause: Clause) -> bool:
    """Reject the bounds of a class: each is said to be in it or not.

    Examples
    --------
    投入5000万元（含）至1亿元（不含）的企业，按档次管理。 → (nothing)
    """
    said = _IN_OR_OUT.match(clause.after)
    if said is None:
        return False
    return clause.left in _TO or clause.after.startswith(_TO, said.end())


def counts_members(clause: Clause) -> bool:
    """Reject a count of the members of a meeting.

    Examples
    --------
    本次会议有中央委员191人。 → (nothing)
    """
    is_of_people = clause.figure.unit == "people" and not clause.actions
    return is_of_people and clause.phrase.endswith(_MEMBERS)


def enumerates(clause: Clause) -> bool:
    """Reject a count that announces an enumeration.

    Examples
    --------
    聚焦20项产业。 → (nothing)
    """
    if clause.phrase.endswith(_NO_ENUMERATING):
        return False
    return clause.is_counted and clause.phrase.endswith((*load_words().enumerating, "第"))


def is_small_count(clause: Clause) -> bool:
    """Reject a count below ten that no action, bound or strong verb makes a statement.

    Examples
    --------
    本市有3家企业。 → (nothing)
    """
    if not clause.is_counted or clause.figure.value >= _SMALL or clause.phrase.endswith(_MEASURES):
        return False
    is_strong = bool(clause.effects) and not load_words().weak_verbs.issuperset(clause.tail)
    return not (clause.suffix or clause.actions or clause.figure.is_scaled or is_strong)


def refers_back(clause: Clause) -> bool:
    """Reject the count of things that the text has named before.

    Examples
    --------
    禁止经营者向上述14家实体出口物项。 → (nothing)
    """
    return clause.is_counted and bool(_NAMED_BEFORE.search(clause.left))


def counts_within_a_place(clause: Clause) -> bool:
    """Reject a count after a preposition: it says where something happens, not how many things there are.

    Examples
    --------
    在12个城市开展试点。 → (nothing)
    """
    if not clause.is_counted or clause.effects or clause.actions:
        return False
    return bool(_PLACE_BEFORE.search(clause.left))


def describes_things(clause: Clause) -> bool:
    """Reject a bound that only describes what is fostered or counted.

    Examples
    --------
    培育年产值超100亿元的龙头企业。 → (nothing)
    建设投资超过50亿元的项目。 → (nothing)
    """
    if clause.is_counted or clause.figure.unit == PERCENT or not (clause.phrase or clause.actions):
        return False
    if _BOUNDS.isdisjoint(clause.effects) or not _DESCRIBED.match(clause.after):
        return False
    if _FOR_WHOM.search(clause.left):
        return False  # 新规只针对年营收超过4亿元的公司
    return not rules_class(clause.after, 0, 0)


def bounds_those_of_a_rate(clause: Clause) -> bool:
    """Reject a bound on the members of those whose rate follows.

    Examples
    --------
    船员5人以上的渔船保险覆盖率达到10%。 → (nothing)
    """
    return bool(clause.is_counted and clause.suffix and clause.phrase and _OF_RATE.match(clause.after))


def is_bare_sum(clause: Clause) -> bool:
    """Reject a sum of money if no word says what it is.

    Examples
    --------
    每年4000万元。 → (nothing)
    """
    if clause.figure.unit not in load_units().currencies or clause.after.startswith("给予"):
        return False
    return not (clause.phrase or clause.effects or clause.actions or clause.item)


def counts_the_whole(clause: Clause) -> bool:
    """Reject the count of all provinces: it says that something is so everywhere.

    Examples
    --------
    31个省（区、市）报告了渔情。 → (nothing)
    """
    return clause.item == _PROVINCE and clause.figure.value in _ALL_PROVINCES


def is_one_of(clause: Clause) -> bool:
    """Reject a count of a group of which something is one.

    Examples
    --------
    大飞机列为16个重大科技专项之一。 → (nothing)
    """
    return clause.is_counted and clause.item.endswith("之一")


def names_measures(clause: Clause) -> bool:
    """Reject a count alone between quotation marks, which is the short name of a set of measures.

    Examples
    --------
    出台稳增长“21条”等政策。 → (nothing)
    """
    return clause.is_counted and clause.left.endswith("“") and clause.after.startswith("”")


def is_spread(clause: Clause) -> bool:
    """Reject the distance of a rate from another rate.

    Examples
    --------
    普惠贷款利率低至LPR-20%。 → (nothing)
    """
    return bool(_REFERENCE_RATE.search(clause.left))


def is_below_zero(clause: Clause) -> bool:
    """Reject a value below zero.

    Examples
    --------
    公司去年净利润为-2.6亿元。 → (nothing)
    """
    return bool(_MINUS.search(clause.left))


def is_conjecture(clause: Clause) -> bool:
    """Reject a value that somebody only thinks possible; one that is foreseen for later is a forecast.

    Examples
    --------
    业内人士说，国产化率或许只有两成。 → (nothing)
    样例产品的国产化率可能不足20%。 → (nothing)
    样例产品的产量可能减少40万辆。 → (nothing)
    """
    is_conjecture = not _CONJECTURES.isdisjoint(clause.tail) or _PERHAPS.search(clause.left)
    return bool(is_conjecture) and not _FORESEEN.search(clause.left)


def is_refused(clause: Clause) -> bool:
    """Reject a goal that somebody need not or will not keep.

    Examples
    --------
    甲国无须遵守5%的目标。 → (nothing)
    """
    return bool(_REFUSED.search(clause.left) and _GOAL.match(clause.after))


REJECTIONS: tuple[Rejection, ...] = (
    has_no_unit,
    bounds_a_class,
    sizes_a_plant,
    names_a_process,
    is_duration,
    counts_parts_of_a_text,
    counts_members,
    enumerates,
    is_small_count,
    refers_back,
    counts_within_a_place,
    describes_things,
    bounds_those_of_a_rate,
    is_bare_sum,
    counts_the_whole,
    is_one_of,
    names_measures,
    is_spread,
    is_below_zero,
    is_refused,
    is_conjecture,
)
