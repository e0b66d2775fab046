"""Which indicator a Chinese figure measures: named rules, asked in order.

First come the rejections: figures that state no indicator's value. Then the choices: the noun phrase before
the figure, or what the figure counts. The first rule that applies decides; its docstring shows a sentence,
and the tests read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.statements import ChosenIndicator
from flows.annotation.figures.units import PERCENT, RANK, load_units
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import find_object, load_words

_BOUNDS = frozenset(("~", ">", "<", ">=", "<="))
_ADVERBS_BEHIND = re.compile(
    "(?:[就都也仅还却则又拟即各]|先后|(?<=.)(?<![自业早])已"
    "|(?<=.)(?<![所存现实内])在|拟按|一般|连续|连年|首次|依然|仍然|仍|(?<=目标)定"
    "|的?(?<![目提之以])前)+$"
)
_PLACE_ENDS = ("上", "中", "里", "期间")
# What is granted, behind the sum: 最高不超过50万元的一次性奖励.
_GRANT = re.compile(
    "的?(?P<grant>[^,;:。、的\\d]{0,8}?(?:奖励|奖补|补助|补贴|资助|贴息|扶持|支持)(?:资金)?)(?=[,;。、()]|$)"
)
_PLACE_BEFORE = re.compile(r"[在对从向把与同被给]$")
_MEMBERS = ("委员", "代表", "候补", "书记")
_ENDS_OF_SIZE = ",;。的"
# What a measure and its bound describe, behind the bound.
_DESCRIBED = re.compile(
    "(?:[、和][^,;。、\\d]{2,14})?的[^,;。、]{0,14}"
    "(?:企业|公司|项目|产业|集群|园区|基地|平台|市场|产品|品牌|大县|单位)"
)
_SMALL = 10
_MEASURES = ("拥有量", "保有量", "授权量", "申请量", "数")  # 每万人口发明专利拥有量8.9件


@dataclass(slots=True)
class Clause:
    """The words around a figure, moments replaced by GAP.

    `left` is everything before it in the clause; `tail` the verbs, bounds and adverbs at the end of that,
    last first, `effects` their signs; `phrase` the noun phrase before them, `actions` the verbs in front of
    the phrase. `after` is what follows the figure and its `suffix` (以上), up to the next figure (0).
    `begun` is where 由 or 从 stands if the figure is what an earlier one came to, else 0. `rate` is the
    ending that words before the figure give its unit (每吨2300元: /t), `item` what the words after it name.
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
    item: str = field(init=False, default="")

    @property
    def is_counted(self) -> bool:
        """Whether the unit counts things (家, 项, 人)."""
        return self.figure.unit in load_units().counting

    @property
    def is_given(self) -> bool:
        """Whether the phrase leads to an object behind the figure."""
        return "给予" in self.phrase or self.phrase.endswith("拥有")

    @property
    def closing_action(self) -> str:
        """The action that the phrase ends in, or ""."""
        actions = load_words().actions
        if not self.phrase.endswith(actions):
            return ""
        return next(word for word in actions if self.phrase.endswith(word))


Rejection = Callable[[Clause], bool]
Choice = Callable[[Clause], str | None]


def choose_indicator(clause: Clause) -> ChosenIndicator:
    """Return the noun phrase measured, "" for the indicator before, with the rule that chose or rejected."""
    clause.item = _find_item(clause)
    for rejects in REJECTIONS:
        if rejects(clause):
            return ChosenIndicator("", rejects.__name__, is_rejected=True)
    return _choose(clause)


def choose_listed(clause: Clause) -> ChosenIndicator:
    """Return the indicator that a small count has where its list is read: 稀土行业3项 beside 机械行业15项."""
    others = (rejects for rejects in REJECTIONS if rejects is not is_small_count)
    if any(rejects(clause) for rejects in others):
        return ChosenIndicator("", is_small_count.__name__, is_rejected=True)
    return _choose(clause)


def _choose(clause: Clause) -> ChosenIndicator:
    return next(
        ChosenIndicator(found, choose.__name__) for choose in CHOICES if (found := choose(clause)) is not None
    )


def _find_item(clause: Clause) -> str:
    is_object = clause.is_counted or clause.after.startswith("的") or clause.is_given
    if is_object or (clause.actions and not clause.phrase):
        return find_object(clause.after)
    return ""


def has_no_unit(clause: Clause) -> bool:
    """Reject a bare number, unless it has a magnitude and a verb.

    Examples
    --------
    共10章。 → (nothing)
    """
    figure = clause.figure
    return not figure.unit and not (figure.is_scaled and clause.effects)


def sizes_a_plant(clause: Clause) -> bool:
    """Reject the size of a plant or a machine.

    Examples
    --------
    建设年产100万吨钢铁项目。 → (nothing)
    推进8米的盾构机研制。 → (nothing)
    """
    if clause.effects:
        return False
    is_size = clause.figure.unit in load_words().sizes
    return clause.phrase.endswith("年产") or (
        is_size and not clause.actions and clause.after.startswith("的")
    )


def names_a_process(clause: Clause) -> bool:
    """Reject the size by which a technology is named.

    Examples
    --------
    攻克28纳米芯片工艺。 → (nothing)
    """
    if clause.figure.unit not in load_words().sizes or clause.after[:1] in _ENDS_OF_SIZE:
        return False
    return not clause.effects or "实现" in clause.tail


def is_duration(clause: Clause) -> bool:
    """Reject a time that nothing comes to.

    Examples
    --------
    办理用时由30天改变。 → (nothing)
    """
    if clause.figure.unit not in load_units().times:
        return False
    return not (clause.effects and load_words().reaching.intersection(clause.tail))


def counts_parts_of_a_text(clause: Clause) -> bool:
    """Reject a count of a text's or a meeting's own parts.

    Examples
    --------
    大数据有4个特点。 → (nothing)
    """
    return bool(clause.item and load_words().excluded_object.search(clause.item))


def counts_members(clause: Clause) -> bool:
    """Reject a count of the members of a meeting.

    Examples
    --------
    本次会议有中央委员191人。 → (nothing)
    """
    return clause.figure.unit == "people" and clause.phrase.endswith(_MEMBERS)


def enumerates(clause: Clause) -> bool:
    """Reject a count that announces an enumeration.

    Examples
    --------
    聚焦20项产业。 → (nothing)
    """
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


def counts_within_a_place(clause: Clause) -> bool:
    """Reject a count behind a preposition: the things are where something happens, not how many there are.

    Examples
    --------
    在12个城市开展试点。 → (nothing)
    """
    if not clause.is_counted or clause.effects or clause.actions:
        return False
    return bool(_PLACE_BEFORE.search(clause.left))


def describes_things(clause: Clause) -> bool:
    """Reject a bound by which things are described that are fostered or counted.

    Examples
    --------
    培育年产值超100亿元的龙头企业。 → (nothing)
    建设投资超过50亿元的项目。 → (nothing)
    """
    if clause.is_counted or clause.figure.unit == PERCENT or not (clause.phrase or clause.actions):
        return False
    return not _BOUNDS.isdisjoint(clause.effects) and bool(_DESCRIBED.match(clause.after))


def is_bare_sum(clause: Clause) -> bool:
    """Reject a sum of money with no word that says of what.

    Examples
    --------
    每年4000万元。 → (nothing)
    """
    if clause.figure.unit not in load_units().currencies or clause.after.startswith("给予"):
        return False
    return not (clause.phrase or clause.effects or clause.actions or clause.item)


def is_one_of(clause: Clause) -> bool:
    """Reject a count of those of which something is one.

    Examples
    --------
    大飞机列为16个重大科技专项之一。 → (nothing)
    """
    return clause.is_counted and clause.item.endswith("之一")


def choose_ranked(clause: Clause) -> str | None:
    """Take what is ranked by its size.

    Examples
    --------
    该公司是全球第三大晶圆代工厂。 → 晶圆代工厂
    """
    if clause.figure.unit != RANK or not clause.after.startswith("大"):
        return None
    return find_object(clause.after.removeprefix("大")) or None


def choose_granted(clause: Clause) -> str | None:
    """Take what 给予 behind the figure leads to.

    Examples
    --------
    对首台套产品按售价的20%给予奖励。 → 奖励
    """
    if not clause.after.startswith("给予"):
        return None
    return find_object(clause.after.removeprefix("给予")) or clause.phrase


def choose_grant(clause: Clause) -> str | None:
    """Take what is granted: the words behind a sum that somebody is given.

    Examples
    --------
    给予申报主体最高不超过50万元的一次性奖励。 → 一次性奖励
    """
    is_given = "给予" in clause.actions or clause.closing_action == "给予"
    if clause.figure.unit not in load_units().currencies or not is_given:
        return None
    grant = _GRANT.match(clause.after)
    return grant["grant"] if grant else None


def choose_item_of_whole(clause: Clause) -> str | None:
    """Take what follows the figure where the phrase before it is a mere place, or leads to it.

    Examples
    --------
    全市90%的企业实现上云。 → 企业
    """
    is_of = clause.is_counted or clause.after.startswith("的")
    is_whole = clause.phrase in load_words().wholes and is_of
    if not clause.item or not (clause.is_given or is_whole):
        return None
    return clause.item


def choose_share_of_item(clause: Clause) -> str | None:
    """Join a share before the figure with what it is a share of, behind the figure.

    Examples
    --------
    占全省30%的企业实现上云。 → 企业占全省
    """
    if clause.item and clause.phrase.startswith("占") and not clause.is_counted:
        return clause.item + clause.phrase
    return None


def choose_item(clause: Clause) -> str | None:
    """Take what follows the figure where it is counted, or the object of an action.

    Examples
    --------
    培育50家企业。 → 企业
    占65%的工业企业。 → 工业企业
    """
    verbs = (word for word in clause.tail if load_words().tails.get(word) == "=")
    is_bounded = {*clause.effects} <= _BOUNDS | {"="} and load_words().weak_verbs.issuperset(verbs)
    is_place = clause.is_counted and clause.phrase.endswith(_PLACE_ENDS)
    is_object = not clause.phrase or clause.closing_action or is_place or (clause.is_counted and is_bounded)
    if not clause.item or not is_object or clause.item == "组成":
        return None
    return clause.item


def choose_nothing_for_an_action(clause: Clause) -> str | None:
    """Go on with the indicator before where the phrase is nothing but an action without an object.

    Examples
    --------
    1.安排4000万元。 → (the one before)
    """
    if clause.closing_action and not clause.effects and clause.phrase == clause.closing_action:
        return clause.item
    return None


def choose_phrase(clause: Clause) -> str:
    """Take the noun phrase before the figure.

    Examples
    --------
    研发投入强度达到3%以上。 → 研发投入强度
    培育企业50家。 → 企业
    力争新增绿色贷款800亿元。 → 新增绿色贷款
    """
    phrase = _ADVERBS_BEHIND.sub("", clause.phrase.replace(GAP, ""))
    if phrase and not clause.is_counted and f"新增{phrase}" in clause.left:
        phrase = f"新增{phrase}"
    return without_lone_quotes(phrase)


def without_lone_quotes(phrase: str) -> str:
    """Strip quotation marks at the ends, and drop one inside whose other half stands outside the phrase."""
    phrase = phrase.strip("“”")
    opened, closed = phrase.count("“"), phrase.count("”")
    if closed > opened:
        return phrase.replace("”", "", 1)
    if opened > closed:
        return phrase.replace("“", "", 1)
    return phrase


REJECTIONS: tuple[Rejection, ...] = (
    has_no_unit,
    sizes_a_plant,
    names_a_process,
    is_duration,
    counts_parts_of_a_text,
    counts_members,
    enumerates,
    is_small_count,
    counts_within_a_place,
    describes_things,
    is_bare_sum,
    is_one_of,
)
CHOICES: tuple[Choice, ...] = (
    choose_ranked,
    choose_granted,
    choose_grant,
    choose_item_of_whole,
    choose_share_of_item,
    choose_item,
    choose_nothing_for_an_action,
    choose_phrase,
)
