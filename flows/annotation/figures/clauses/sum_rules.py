"""Name Chinese sums of what is granted, completed, paid for or received. Named rules."""

from __future__ import annotations

from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.units import load_units
from flows.annotation.figures.words_zh import find_object, load_words
from flows.text import lazy_pattern

# What is granted, after the sum: 最高不超过50万元的一次性奖励.
_GRANT = lazy_pattern(
    "的?(?P<grant>[^,;:。、的\\d]{0,8}?(?:奖励|奖补|补助|补贴|资助|贴息|扶持|支持)(?:资金)?)(?=[,;。、()]|$)"
)
_PROVIDED = lazy_pattern(
    "的?(?P<grant>[^,;:。、的\\d]{0,8}?"
    "(?:补助|补贴|资助|奖励|贷款|授信|融资|担保|援助|资金(?:支持)?))(?=[,;。、()]|$)"
)
# What was completed, after the sum: 完成6.5亿元C轮融资.
_DEAL = lazy_pattern(
    "的?(?P<deal>(?:[a-z]\\+{0,2}轮|天使轮|战略|首轮)?[^,;:。、的\\d]{0,6}?"
    "(?:融资|募资|增资|交易|订单))(?=[,;。、!()]|$)"
)
# What is done for a sum, after it: 以7亿美元入股小鹏汽车.
_PRICED = lazy_pattern(
    "(?:的(?:价格|总价|对价|代价))?(?P<deed>(?:全资|独家|成功)?(?:入股|参股|收购|并购|受让|购[买入得]"
    "|买[下入]|回购|拿下|取得|竞得|中标|认购|增持|出售|转让|增资)[^,;:。、()的\\d]{0,20})"
)
# At the end of a deed, before a share: 以7亿美元收购|其|49%股权, 取得青禾汽车|不低于|51%的股权.
_BOUND_BEHIND = lazy_pattern("(?:其|不低于|不超过|不少于|不高于|至少|约|近|超过?|逾)$")
_FOR = lazy_pattern(
    "以(?:(?:自有|自筹|募集|超募)[^,;:。、\\d]{0,6}?)?(?:不超过|不低于|不高于|最高|至多|至少|约|近)?$"
)
# A deal whose object precedes it: 以69亿美元完成对样例公司的收购.
_DEAL_OVER = lazy_pattern(
    "(?:的(?:价格|总价|对价|代价))?(?:完成|达成|宣布)?了?对(?P<firm>[^,;:。、()的\\d]{2,20})"
    "的(?P<deal>(?:全资|独家)?(?:收购|并购|入股|参股|控股|增资))(?![额案])"
)
# Each recipient, before a sum that is described after it: 每辆车最高7500美元的税收抵免.
_EACH = lazy_pattern("(?:每|单)(?:一|个)?[家户个人名辆台套件项亩吨头艘架][^,;:。、的\\d]{0,4}")
# A kind of money, after its sum: 原定的99亿欧元补贴.
_MONEY = lazy_pattern(
    "(?P<money>[^,;:。、()的\\d]{0,6}?(?:补贴|补助|奖励|资助|资金|投资|贷款|融资|基金|预算|订单|合同|罚款"
    "|赔偿|债券|债务|拨款|捐款)(?:清算|结算)?)(?![额率人者商方])"
)
# What changes by a sum that stands before it: 削减1.5万亿元|支出.
_CHANGED = lazy_pattern(
    "(?:(?P<added>新增)|增加|增发|减少|削减|压减|压缩|节约|节省)(?:了|将|约|近|超过?|逾|至少|最多|高达)*$"
)
_WHAT_CHANGED = lazy_pattern("的?(?P<what>[^,;:。、()的\\d]{2,10})(?=[,;。!]|$)")
# What is paid at a rate, after it: 按每人500元的标准发放|渔业补贴, 按每亩200元的标准,给予|补助.
_AT_STANDARD = lazy_pattern(
    "的标准(?:,?(?:[对向为给][^,;。、\\d]{1,16}?)?"
    "(?:给予|予以|进行|发放|发给|安排|拨付|计算|支付|提供|落实|补齐)"
    "(?P<grant>[^,;:。、的\\d]{0,10}?(?:补贴|补助|奖励|奖补|资助|救助|津贴|补偿|金|经费))(?![额融属]))?"
)
# ... or before it: 补贴|按每人300元的标准发放.
_AT_RATE_OF = lazy_pattern("(?P<what>[^,;:。、\\d]{2,16}?)(?:统一|均|都|要|应|可)*按照?[^,;:。、\\d]{0,12}$")
# A loan or grant right behind its sum.
_LENT = lazy_pattern("(?:无息|低息|贴息|专项|小额)*(?:贷款|补贴|补助|奖金|拨款|捐款|善款|欠款)(?=[,;。!]|$)")
_STANDARD, _TOTAL = "标准", "总投资"
_GRANTED_SHARE = lazy_pattern("奖励|奖补|补助|补贴|资助|贴息")


def is_sum(clause: Clause) -> bool:
    """Return whether a figure is a sum of money."""
    return clause.figure.unit in load_units().currencies


def choose_granted(clause: Clause) -> str | None:
    """Take what 给予 after the figure leads to.

    Examples
    --------
    对首台套产品按售价的20%给予奖励。 → 奖励
    对首台套产品按售价的20%奖励。 → 奖励
    渔具按照销售价格的15%予以补贴。 → 补贴
    """
    if grant := _GRANTED_SHARE.match(clause.after.removeprefix("予以")):
        is_rate = clause.after.startswith("予以") or "按" in clause.left
        return grant[0] if is_rate else None
    if not clause.after.startswith("给予"):
        return None
    return find_object(clause.after.removeprefix("给予")) or clause.phrase


def choose_grant(clause: Clause) -> str | None:
    """Take what is granted: the words after a sum that somebody is given.

    Examples
    --------
    给予申报主体最高不超过50万元的一次性奖励。 → 一次性奖励
    对国家级、省级机构分别给予300万元、50万元的奖励。 → 奖励
    样例国为本土企业提供了390亿元补贴。 → 补贴
    """
    if not is_sum(clause):
        return None
    if clause.closing_action == "提供" and (provided := _PROVIDED.match(clause.after)):
        return provided["grant"]
    if "给予" not in clause.actions and clause.closing_action != "给予":
        return None
    grant = _GRANT.match(clause.behind_list or clause.after)
    return grant and grant["grant"]


def choose_at_standard(clause: Clause) -> str | None:
    """Take what is paid at a rate that 标准 follows.

    Examples
    --------
    按照每人每月500元的标准发放渔业补贴。 → 渔业补贴
    补贴按每人每月300元的标准发放。 → 补贴
    每人每月800元的标准，由县财政承担。 → 标准
    """
    paid = _AT_STANDARD.match(clause.after) if is_sum(clause) else None
    if paid is None:
        return None
    if paid["grant"]:
        return paid["grant"]
    ends_measure = load_words().measure_end.search
    named = _AT_RATE_OF.search(clause.left)
    if named and ends_measure(named["what"]):
        return named["what"]
    if ends_measure(clause.phrase):
        return clause.phrase
    return _STANDARD


def choose_completed(clause: Clause) -> str | None:
    """Take what was completed for a sum, after it.

    Examples
    --------
    公司完成6.5亿元首轮融资。 → 首轮融资
    """
    is_done = "完成" in clause.tail or clause.closing_action in ("获得", "完成")
    if not is_sum(clause) or not is_done:
        return None
    deal = _DEAL.match(clause.after)
    return deal and deal["deal"]


def choose_priced(clause: Clause) -> str | None:
    """Take what somebody does for a sum.

    Examples
    --------
    样例汽车将以7亿美元入股青禾汽车。 → 入股青禾汽车
    样例汽车以7亿美元完成对青禾汽车的收购。 → 收购青禾汽车
    样例公司拟以自有资金不超过5000万元回购股份。 → 回购股份
    """
    if not is_sum(clause) or not _FOR.search(clause.left):
        return None
    if over := _DEAL_OVER.match(clause.after):
        return f"{over['deal']}{over['firm']}"
    deed = _PRICED.match(clause.after)
    return deed and _BOUND_BEHIND.sub("", deed["deed"])


def choose_money(clause: Clause) -> str | None:
    """Take the kind of money that a sum after 的 is.

    Examples
    --------
    样例国原定的99亿欧元补贴随之搁置。 → 补贴
    """
    if not is_sum(clause) or not clause.left.endswith("的"):
        return None
    money = _MONEY.match(clause.after)
    return money and money["money"]


def choose_changed(clause: Clause) -> str | None:
    """Take what changes by a sum, after the sum.

    Examples
    --------
    全年新增3000亿元贷款。 → 新增贷款
    政府将削减1.5万亿元支出。 → 支出
    """
    changed = _CHANGED.search(clause.left)
    what = _WHAT_CHANGED.match(clause.after)
    if not is_sum(clause) or clause.begun or changed is None or what is None:
        return None
    if not load_words().measure_end.search(what["what"]):
        return None
    return f"{changed['added'] or ''}{what['what']}"


def choose_invested(clause: Clause) -> str | None:
    """Join what is built with its total investment, before it.

    Examples
    --------
    总投资200亿元的渔业基地开工建设。 → 渔业基地总投资
    """
    is_total = is_sum(clause) and clause.phrase.endswith(_TOTAL) and clause.after.startswith("的")
    return f"{clause.item}{_TOTAL}" if is_total and clause.item else None


def choose_described(clause: Clause) -> str | None:
    """Take what a sum is of, after it, if the words before it name no measure.

    Examples
    --------
    公司欠下两家银行18万元的货款。 → 货款
    村里硬是跑来3万元无息贷款。 → 无息贷款
    """
    what = _WHAT_CHANGED.match(clause.after)
    if not is_sum(clause) or clause.begun or what is None:
        return None
    is_lent = bool(clause.phrase) and not clause.actions and _LENT.match(clause.after)
    if not (clause.after.startswith("的") or clause.phrase.endswith("等") or is_lent):
        return None
    ends_measure = load_words().measure_end.search
    if ends_measure(clause.phrase) or not ends_measure(what["what"]):
        return None
    return what["what"]


def choose_received(clause: Clause) -> str | None:
    """Take what each recipient receives, after the sum.

    Examples
    --------
    每辆车最高7500元的购置补贴不再发放。 → 购置补贴
    """
    is_described = clause.after.startswith("的") and _EACH.fullmatch(clause.phrase)
    if not is_sum(clause) or not is_described:
        return None
    return find_object(clause.after) or None
