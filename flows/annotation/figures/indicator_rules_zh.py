"""Which indicator a Chinese figure measures: named rules, tried in order.

First come the rejections: figures that state no indicator's value. Then the choices: the noun phrase before
the figure, or what the figure counts. The first rule that applies decides; its docstring shows a sentence,
and the tests read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.annotation.figures.rejections_zh import REJECTIONS, Clause, is_small_count
from flows.annotation.figures.statements import ChosenIndicator
from flows.annotation.figures.units import PERCENT, RANK, load_units
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import find_object, load_words

_USED = "用于"
_BOUNDS = frozenset(("~", ">", "<", ">=", "<="))
_ADVERBS_BEHIND = re.compile(
    "(?:[就都也仅还却则又拟即各]|先后|(?<=.)(?<![自业早])已"
    "|(?<=.)(?<![所存现实内])在|(?:拟|减|均|统一)?按|一般|连续|连年|首次|依然|仍然|仍|(?<=目标)定"
    "|的?(?<![目提之以])前)+$"
)
# An adjective of measure before 达: 验证周期长达18个月; not 全长, 总长, 时长.
_HOW_LONG = re.compile("(?:(?<=周期|时间|期限|寿命|历史|距离|队伍)|(?<=海岸线|边境线|边界线))[长短远]$")
_RAISED_MONEY = ("资金总额", "资金净额")
_PLACE_ENDS = ("上", "中", "里", "期间")
# What is granted, after the sum: 最高不超过50万元的一次性奖励.
_GRANT = re.compile(
    "的?(?P<grant>[^,;:。、的\\d]{0,8}?(?:奖励|奖补|补助|补贴|资助|贴息|扶持|支持)(?:资金)?)(?=[,;。、()]|$)"
)
# What was completed, after the sum: 完成6.5亿元C轮融资.
_DEAL = re.compile(
    "的?(?P<deal>(?:[a-z]\\+{0,2}轮|天使轮|战略|首轮)?[^,;:。、的\\d]{0,6}?"
    "(?:融资|募资|增资|交易|订单))(?=[,;。、!()]|$)"
)
# What is done for a sum, after it: 以7亿美元入股小鹏汽车.
_PRICED = re.compile(
    "(?:的(?:价格|总价|对价|代价))?(?P<deed>(?:全资|独家|成功)?(?:入股|参股|收购|并购|受让|购[买入得]"
    "|买[下入]|拿下|竞得|中标|认购|增持|出售|转让|增资)[^,;:。、()的\\d]{0,20})"
)
# A deal whose object precedes it: 以69亿美元完成对样例公司的收购.
_DEAL_OVER = re.compile(
    "(?:的(?:价格|总价|对价|代价))?(?:完成|达成|宣布)?了?对(?P<firm>[^,;:。、()的\\d]{2,20})"
    "的(?P<deal>(?:全资|独家)?(?:收购|并购|入股|参股|控股|增资))(?![额案])"
)
# A share of a firm that changes hands: 收购样例公司60%股权.
_TRADED = re.compile("(?:收购|并购|受让|购[买入得]|转让|出售)[^,;:。、]{2,24}$")
_STAKE = re.compile("的?(?P<stake>股[权份]|权益)")
# A rate or share that is kept or suspended: 保留10%的加征关税税率.
_KEPT = re.compile("(?:继续|仍|仍然|将)*(?:暂停|停止)?(?:保留|维持|实施|恢复|暂停|取消|适用|执行|加征|征收)")
_RATE_BEHIND = re.compile(
    "的(?P<rate>[^,;:。、()的\\d]{0,14}?(?:税率|利率|费率|关税|股[权份]|份额))(?=[,;。、]|$)"
)
# Each recipient, before a sum that is described after it: 每辆车最高7500美元的税收抵免.
_EACH = re.compile("(?:每|单)(?:一|个)?[家户个人名辆台套件项亩吨头艘架][^,;:。、的\\d]{0,4}")
# A kind of money, after its sum: 原定的99亿欧元补贴.
_MONEY = re.compile(
    "(?P<money>[^,;:。、()的\\d]{0,6}?(?:补贴|补助|奖励|资助|资金|投资|贷款|融资|基金|预算|订单|合同|罚款"
    "|赔偿|债券|债务|拨款|捐款)(?:清算|结算)?)(?![额率人者商方])"
)
_GRANTED_SHARE = re.compile("奖励|奖补|补助|补贴|资助|贴息")
_LEVIED = re.compile("(?:的税率)?(?:征收|计征|缴纳)(?P<tax>[^,;:。、()的\\d]{1,8}税)")
# A share of a firm, and the firms that it describes: 控股50%以上的子公司.
_HOLDING = re.compile("(?:直接|间接|合计|共同)*(?:控股|持股|持有股[权份]|出资|持有)(?:比例)?$")
_HELD_FIRMS = re.compile(
    "(?:的?(?:股权|股份|权益))?的[^,;:。、()\\d]{0,12}?(?:公司|企业|实体|机构|组织|股东)"
)
_PER_SHARE = re.compile("(?:加计|税前)?扣除|抵扣|抵免|计提")  # 研发费用按120%加计扣除
# A place and the verb by which it reached a measure of two characters or more: 全市共完成投资.
_REACHED_BY_PLACE = re.compile(
    "(?P<place>[全我本][国省市县区州旗镇乡盟]|[\u4e00-\u9fff]{2,6}[省市县州旗镇盟]|[\u4e00-\u9fff]{1,4}区)"
    "(?:全年|共|累计|已经?|又)*(?:完成|实现)了?(?![率额量值情进的])(?=..)"
)
# A preposition whose moment is blank: 自[2019年以来]累计投入.
_BEFORE_MOMENT = re.compile(f"(?:自从?|从|截[至止]到?){GAP}")
_HELD = re.compile("的(?P<measure>(?:市场)?(?:份额|占有率|市占率|占比|比例|增速|速度))")
_ADVERBS_OF_GROWTH = re.compile("(?:连续[^,]{1,4}年|每年|年均|仍|都|均|将|平均)*以$")
# What is done with money, without a noun before it.
_SPENT = re.compile(
    "(?<![引招])(?<!减少)(?<!压减)(?<!取消)(?<!停止)(?<!撤回)"
    "(?P<deed>(?:新增)?(?:投资|投入|融资|募资|出资))(?:了|约|近|达到?|超过?|逾|共|累计|总计|额)?$"
)
# Adverbs that begin a statement about what is counted: 其中412家曾获得投资, 12个未按期开工.
_SAID = re.compile("曾(?!孙)|未(?![来成就婚])|尚未|从未|没有|正$|均$|都$")
_CLAUSE_BEHIND = re.compile(r"[^,;:。!?\n()《》、\d]{3,16}(?=[,;。!?\n]|$)")


Choice = Callable[[Clause], str | None]


def choose_indicator(clause: Clause) -> ChosenIndicator:
    """Return the noun phrase measured, "" for the indicator before, with the rule that chose or rejected."""
    clause.item = _find_item(clause)
    for rejects in REJECTIONS:
        if rejects(clause):
            return ChosenIndicator("", rejects.__name__, is_rejected=True)
    return _choose(clause)


def choose_listed(clause: Clause) -> ChosenIndicator:
    """Return the indicator of a small count whose list is read: 稀土行业3项 next to 机械行业15项."""
    others = (rejects for rejects in REJECTIONS if rejects is not is_small_count)
    if any(rejects(clause) for rejects in others):
        return ChosenIndicator("", is_small_count.__name__, is_rejected=True)
    return _choose(clause)


def _choose(clause: Clause) -> ChosenIndicator:
    return next(
        ChosenIndicator(found, choose.__name__) for choose in CHOICES if (found := choose(clause)) is not None
    )


def _find_item(clause: Clause) -> str:
    if not clause.phrase and _is_sum(clause) and clause.after.startswith(_USED):
        used = find_object(clause.after.removeprefix(_USED))
        return f"{_USED}{used}" if used else ""  # 其中31.7亿元用于基地建设
    is_object = clause.is_counted or clause.after.startswith("的") or clause.is_given
    if is_object or (clause.actions and not clause.phrase):
        return find_object(clause.after)
    return ""


def _is_sum(clause: Clause) -> bool:
    return clause.figure.unit in load_units().currencies


def choose_ranked(clause: Clause) -> str | None:
    """Take what is ranked by its size.

    Examples
    --------
    该公司是全球第三大晶圆代工厂。 → 晶圆代工厂
    """
    if clause.figure.unit != RANK or not clause.after.startswith("大"):
        return None
    return find_object(clause.after.removeprefix("大")) or None


def choose_holding(clause: Clause) -> str | None:
    """Take the holding that makes firms subject to something.

    Examples
    --------
    名单适用于企业持股超过50%的子公司。 → 持股
    """
    if clause.figure.unit != PERCENT or not _HELD_FIRMS.match(clause.after):
        return None
    holding = _HOLDING.search(clause.phrase)
    return holding and holding[0]


def choose_granted(clause: Clause) -> str | None:
    """Take what 给予 after the figure leads to.

    Examples
    --------
    对首台套产品按售价的20%给予奖励。 → 奖励
    对首台套产品按售价的20%奖励。 → 奖励
    """
    if grant := _GRANTED_SHARE.match(clause.after):
        return grant[0] if "按" in clause.phrase else None
    if not clause.after.startswith("给予"):
        return None
    return find_object(clause.after.removeprefix("给予")) or clause.phrase


def choose_grant(clause: Clause) -> str | None:
    """Take what is granted: the words after a sum that somebody is given.

    Examples
    --------
    给予申报主体最高不超过50万元的一次性奖励。 → 一次性奖励
    对国家级、省级机构分别给予300万元、50万元的奖励。 → 奖励
    """
    is_given = "给予" in clause.actions or clause.closing_action == "给予"
    if not _is_sum(clause) or not is_given:
        return None
    grant = _GRANT.match(clause.behind_list or clause.after)
    return grant and grant["grant"]


def choose_item_of_whole(clause: Clause) -> str | None:
    """Take what follows the figure if the phrase before it is a mere place, or leads to what follows.

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
    """Join a share before the figure with what it is a share of, after the figure.

    Examples
    --------
    占全省30%的企业实现上云。 → 企业占全省
    """
    if clause.item and clause.phrase.startswith("占") and not clause.is_counted:
        return clause.item + clause.phrase
    return None


def choose_contributed(clause: Clause) -> str | None:
    """Join who contributes a share with what it is a share of.

    Examples
    --------
    民营经济贡献了50%以上的税收。 → 民营经济贡献税收
    """
    is_share = clause.figure.unit == PERCENT and clause.after.startswith("的")
    if not is_share or not clause.item or not clause.phrase.endswith("贡献"):
        return None
    return f"{clause.phrase.removeprefix('却')}{clause.item}"


def choose_item(clause: Clause) -> str | None:
    """Take what follows the figure if it is counted, or the object of an action.

    Examples
    --------
    培育50家企业。 → 企业
    占65%的工业企业。 → 工业企业
    募资60亿元，其中31.7亿元用于基地建设。 → 用于基地建设
    """
    verbs = (word for word in clause.tail if load_words().tails.get(word) == "=")
    is_bounded = {*clause.effects} <= _BOUNDS | {"="} and load_words().weak_verbs.issuperset(verbs)
    is_place = clause.is_counted and clause.phrase.endswith(_PLACE_ENDS)
    is_object = not clause.phrase or clause.closing_action or is_place or (clause.is_counted and is_bounded)
    if not clause.item or not is_object or clause.item == "组成":
        return None
    if _SAID.match(clause.item):
        said = _CLAUSE_BEHIND.match(clause.after)
        return said[0] if said else clause.item
    return clause.item


def choose_completed(clause: Clause) -> str | None:
    """Take what was completed for a sum, after it.

    Examples
    --------
    公司完成6.5亿元首轮融资。 → 首轮融资
    """
    is_done = "完成" in clause.tail or clause.closing_action in ("获得", "完成")
    if not _is_sum(clause) or not is_done:
        return None
    deal = _DEAL.match(clause.after)
    return deal and deal["deal"]


def choose_priced(clause: Clause) -> str | None:
    """Take what somebody does for a sum.

    Examples
    --------
    样例汽车将以7亿美元入股青禾汽车。 → 入股青禾汽车
    样例汽车以7亿美元完成对青禾汽车的收购。 → 收购青禾汽车
    """
    if not _is_sum(clause) or not clause.left.endswith("以"):
        return None
    if over := _DEAL_OVER.match(clause.after):
        return f"{over['deal']}{over['firm']}"
    deed = _PRICED.match(clause.after)
    return deed and deed["deed"]


def choose_stake(clause: Clause) -> str | None:
    """Join the deal by which a share of a firm changes hands with the kind of share.

    Examples
    --------
    样例汽车收购青禾汽车60%股权。 → 收购青禾汽车股权
    """
    stake, traded = _STAKE.match(clause.after), _TRADED.search(clause.phrase)
    if stake is None or traded is None or clause.figure.unit != PERCENT:
        return None
    return f"{traded[0]}{stake['stake']}"


def choose_kept(clause: Clause) -> str | None:
    """Take the rate or share that is kept, suspended or restored.

    Examples
    --------
    保留10%的加征关税税率。 → 加征关税税率
    """
    if clause.figure.unit != PERCENT or not _KEPT.fullmatch(clause.left.replace(GAP, "")):
        return None
    rate = _RATE_BEHIND.match(clause.after)
    return rate and rate["rate"]


def choose_money(clause: Clause) -> str | None:
    """Take the kind of money that a sum after 的 is.

    Examples
    --------
    样例国原定的99亿欧元补贴随之搁置。 → 补贴
    """
    if not _is_sum(clause) or not clause.left.endswith("的"):
        return None
    money = _MONEY.match(clause.after)
    return money and money["money"]


def choose_received(clause: Clause) -> str | None:
    """Take what each recipient receives, after the sum.

    Examples
    --------
    每辆车最高7500元的购置补贴不再发放。 → 购置补贴
    """
    is_described = clause.after.startswith("的") and _EACH.fullmatch(clause.phrase)
    if not _is_sum(clause) or not is_described:
        return None
    return find_object(clause.after) or None


def choose_deducted(clause: Clause) -> str | None:
    """Join what is deducted at a rate with how it is deducted.

    Examples
    --------
    集成电路企业研发费用按120%加计扣除。 → 集成电路企业研发费用加计扣除
    """
    how = _PER_SHARE.match(clause.after)
    if how is None or clause.figure.unit != PERCENT or not clause.phrase.endswith("按"):
        return None
    return _ADVERBS_BEHIND.sub("", clause.phrase) + how[0]


def choose_levied(clause: Clause) -> str | None:
    """Take the tax that is levied at a rate.

    Examples
    --------
    对鼓励类企业减按15%征收企业所得税。 → 企业所得税
    """
    if clause.figure.unit != PERCENT:
        return None
    levied = _LEVIED.match(clause.after)
    return levied and levied["tax"]


def choose_share_held(clause: Clause) -> str | None:
    """Take the measure after a percentage by which somebody ranks or grows.

    Examples
    --------
    样例公司以32.6%的份额居首。 → 份额
    农业产值仍以7.5%的速度递增。 → 农业产值
    """
    held = _HELD.match(clause.after) if clause.phrase.endswith("以") else None
    if not held or clause.figure.unit != PERCENT:
        return None
    grown = _ADVERBS_OF_GROWTH.sub("", clause.phrase)
    return grown if grown and held["measure"].endswith("速度") else held["measure"]


def choose_nothing_for_an_action(clause: Clause) -> str | None:
    """Continue the indicator before if the phrase is only an action without an object.

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
    全市完成地区生产总值1012亿元。 → 全市地区生产总值
    培育企业50家。 → 企业
    力争新增绿色贷款800亿元。 → 新增绿色贷款
    力争完成投资200亿元。 → 投资
    募集资金总额12亿元。 → 募集资金总额
    """
    phrase = _BEFORE_MOMENT.sub("", clause.phrase).replace(GAP, "")
    phrase = _ADVERBS_BEHIND.sub("", phrase)
    phrase = _without_verb(phrase)
    if "达" in clause.tail:
        phrase = _HOW_LONG.sub("", phrase)
    if phrase and not clause.is_counted and f"新增{phrase}" in clause.left:
        phrase = f"新增{phrase}"
    if phrase.startswith(_RAISED_MONEY) and f"募集{phrase}" in clause.left:
        phrase = f"募集{phrase}"
    if not phrase and _is_sum(clause) and (spent := _SPENT.search(clause.left)):
        return spent["deed"]
    return without_lone_quotes(phrase)


def _without_verb(phrase: str) -> str:
    """Drop the verb between a place and the measure that it reached: 全市|完成|地区生产总值.

    工业企业实现利润 is the name of a measure, and 全市完成率 has no verb.
    """
    reached = _REACHED_BY_PLACE.match(phrase)
    if reached is None:
        return phrase
    measure = phrase[reached.end() :]
    return f"{reached['place']}{measure}" if load_words().measure_end.search(measure) else phrase


def without_lone_quotes(phrase: str) -> str:
    """Strip quotation marks at the ends, and drop one inside whose other half is outside the phrase."""
    phrase = phrase.strip("“”")
    opened, closed = phrase.count("“"), phrase.count("”")
    if closed > opened:
        return phrase.replace("”", "", 1)
    if opened > closed:
        return phrase.replace("“", "", 1)
    return phrase


CHOICES: tuple[Choice, ...] = (
    choose_ranked,
    choose_completed,
    choose_priced,
    choose_stake,
    choose_kept,
    choose_money,
    choose_received,
    choose_deducted,
    choose_levied,
    choose_share_held,
    choose_holding,
    choose_granted,
    choose_grant,
    choose_item_of_whole,
    choose_share_of_item,
    choose_contributed,
    choose_item,
    choose_nothing_for_an_action,
    choose_phrase,
)
