"""Name Chinese shares and rates: a holding, a contribution, a tax, a rate that is kept. Named rules."""

from __future__ import annotations

from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.units import PERCENT, TIMES
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import ADVERBS_BEHIND, find_object, load_words
from flows.text import lazy_pattern

# A share of a firm that changes hands: 收购样例公司60%股权.
_TRADED = lazy_pattern("(?:收购|并购|受让|购[买入得]|转让|出售)(?:其|[^,;:。、]{2,24})$")
_STAKE = lazy_pattern("的?(?P<stake>股[权份]|权益)")
# A rate or share that is kept or suspended: 保留10%的加征关税税率.
_KEPT = lazy_pattern(
    "(?:继续|仍|仍然|将)*(?:暂停|停止)?(?:保留|维持|实施|恢复|暂停|取消|适用|执行|加征|征收)"
)
_RATE_BEHIND = lazy_pattern(
    "的(?P<rate>[^,;:。、()的\\d]{0,14}?(?:税率|利率|费率|关税|股[权份]|份额))(?=[,;。、]|$)"
)
_LEVIED_ON = lazy_pattern("(?P<deed>对[^,;:。、对]{1,20}?(?:加征|征收))(?:约|近|超过?|逾|至少|高达)?$")
_LEVIED = lazy_pattern("(?:的税率)?(?:征收|计征|缴纳)(?P<tax>[^,;:。、()的\\d]{1,8}税)")
# A share of a firm, and the firms that it describes: 控股50%以上的子公司.
_HOLDING = lazy_pattern("(?:直接|间接|合计|共同)*(?:控股|持股|持有股[权份]|出资|持有)(?:比例)?$")
_HELD_FIRMS = lazy_pattern(
    "(?:的?(?:股权|股份|权益))?的[^,;:。、()\\d]{0,12}?(?:公司|企业|实体|机构|组织|股东)"
)
_PER_SHARE = lazy_pattern("(?:加计|税前)?扣除|抵扣|抵免|计提")  # 研发费用按120%加计扣除
_HELD = lazy_pattern("的(?P<measure>(?:市场)?(?:份额|占有率|市占率|占比|比例|增速|速度))")
# What a share of a group does: 54%|称业务困难.
_DOES = lazy_pattern(r"(?!以[上下]|左右|的)[^,;:。!?\n()《》、\d]{3,16}(?=[,;。!?\n]|$)")
_ROUGH = lazy_pattern("半数|一半|(?:绝?大)?多数|[一二三四五六七八九]成[半多]?")
_ADVERBS_OF_GROWTH = lazy_pattern("(?:连续[^,]{1,4}年|每年|年均|仍|都|均|将|平均)*以$")


_CONTRIBUTED = lazy_pattern(
    "(?:贡献|(?:集聚|聚集|汇聚|吸纳|供应|生产|消费|消耗|承载)了?(?:全[国球省市]|世界|我国))$"
)
_AT = lazy_pattern("以(?:约|近|超过?)?$")
_WON = lazy_pattern("的(?P<rate>[\u4e00-\u9fff]{0,4}(?:支持|得票|赞成|合格|通过|胜|持股|市场占有)率)")
# What is paid at a rate, before it or after it: 保险金|按工资的75%|计发, 按工资总额的8%|缴纳|保险费.
_PAID = lazy_pattern(
    "(?:的(?:比例|标准|税率|费率))?(?:逐月|按[月季年日](?:度)?|一次性|统一)*"
    "(?:计发|发给|发放|支付|缴[纳存付]|计[算征提付]|提[取留]|征收|收取|报销|结算)(?!基础|率)"
)
_RATE_OF = lazy_pattern(
    "(?:[对其该]*)(?P<what>[^,;:。、\\d]{2,20}?)"
    "(?:统一|依法|严格|均|都|要|应当?|可以?|须|暂|一律|一般|每人|每月|每年)*按照?(?:[^,;:。、\\d]{2,30}的)?$"
)
_PAYMENT = lazy_pattern("(?:金|费|税|款|补偿|报酬|津贴|工资|贷款额度|收益)$")
# What is done to a part of a whole: 保护了|70%|以上的野生雪豹, 持有|35%|的股份.
_DONE = lazy_pattern(
    "(?:(?<=[^为除])了|(?:持有|掌握|控制|占有|承担|消耗|覆盖|吸纳|养活))(?:约|近|超过?|逾|至少|将近|高达)?$"
)
_WHOLE_BEHIND = lazy_pattern("(?:以[上下]|左右|多)?的(?P<name>[^,;:。、()的\\d]{2,14})(?=[,;。]|$)")
_LONGEST_DEED, _FOR = 12, lazy_pattern("[为向给][^,;]{1,6}提供")
_RATED = (PERCENT, TIMES)


def choose_done_to_part(clause: Clause) -> str | None:
    """Join what is done to a part with the whole after the figure.

    Examples
    --------
    公园保护了70%以上的野生雪豹。 → 公园保护的野生雪豹
    渔业公司持有35%的股份。 → 渔业公司持有的股份
    """
    whole = _WHOLE_BEHIND.match(clause.after)
    if clause.figure.unit != PERCENT or whole is None or not _DONE.search(clause.left):
        return None
    phrase = clause.phrase.replace(GAP, "").removesuffix("了")
    is_written = f"{phrase}了" in clause.left or clause.left.rstrip("约近超过逾").endswith(phrase)
    if (
        not phrase
        or not is_written
        or _FOR.search(phrase)
        or f"为{phrase}" in clause.left
        or len(phrase) > _LONGEST_DEED
    ):
        return None
    return f"{phrase}的{whole['name']}"


def choose_paid_at_rate(clause: Clause) -> str | None:
    """Take what is paid at a rate: the object after the verb, else what stands before 按.

    Examples
    --------
    渔民失业保险金按当地最低工资标准的90%按月计发。 → 渔民失业保险金
    渔业公司按照工资总额的8%缴纳养老保险费。 → 养老保险费
    """
    paid = _PAID.match(clause.after) if clause.figure.unit in _RATED else None
    if paid is None or "按" not in clause.left:
        return None
    what = find_object(clause.after[paid.end() :])
    if what and _PAYMENT.search(what):
        return what
    what = named["what"] if (named := _RATE_OF.search(clause.left)) else ""
    is_payment = _PAYMENT.search(what) or load_words().measure_end.search(what)
    return what if is_payment else None


def choose_contributed(clause: Clause) -> str | None:
    """Join who contributes a share with what it is a share of.

    Examples
    --------
    民营经济贡献了50%以上的税收。 → 民营经济贡献税收
    东部集聚全国60%的渔业企业。 → 东部集聚全国渔业企业
    """
    is_share = clause.figure.unit == PERCENT and clause.after.startswith("的")
    if not is_share or not clause.item or not _CONTRIBUTED.search(clause.phrase):
        return None
    return f"{clause.phrase.removeprefix('却')}{clause.item}"


def choose_share_of_group(clause: Clause) -> str | None:
    """Join the group of which a figure is a share with what that share of it does.

    Examples
    --------
    受访企业中，有54%称业务困难。 → 受访企业称业务困难
    在受访企业中，20%计划裁员。 → 受访企业计划裁员
    """
    if clause.figure.unit != PERCENT or not clause.phrase.endswith("中") or clause.suffix:
        return None
    does = _DOES.match(clause.after)
    return does and f"{clause.phrase[:-1]}{does[0]}"


def choose_won(clause: Clause) -> str | None:
    """Take the rate at which something is done, after 以 and the share.

    Examples
    --------
    新渔业法以98.1%的支持率获得通过。 → 支持率
    """
    if clause.figure.unit != PERCENT or not _AT.search(clause.left):
        return None
    won = _WON.match(clause.after)
    return won and won["rate"]


def choose_restated(clause: Clause) -> str | None:
    """Take what follows a share in brackets, which only makes the one before them exact.

    Examples
    --------
    超过半数（54%）的受访企业称业务困难。 → 受访企业称业务困难
    """
    if clause.figure.unit != PERCENT or not clause.after.startswith(")的") or clause.left:
        return None
    if clause.phrase and not _ROUGH.fullmatch(clause.phrase):
        return None
    return find_object(clause.after[1:]) or None


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


def choose_tariff(clause: Clause) -> str | None:
    """Join on whom a tariff is levied with the tariff, after its rate.

    Examples
    --------
    甲国将对乙国商品征收35%的关税。 → 对乙国商品征收关税
    """
    levied, rate = _LEVIED_ON.search(clause.left.replace(GAP, "")), _RATE_BEHIND.match(clause.after)
    if clause.figure.unit != PERCENT or levied is None or rate is None:
        return None
    return f"{levied['deed']}{rate['rate']}"


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


def choose_deducted(clause: Clause) -> str | None:
    """Join what is deducted at a rate with how it is deducted.

    Examples
    --------
    集成电路企业研发费用按120%加计扣除。 → 集成电路企业研发费用加计扣除
    """
    how = _PER_SHARE.match(clause.after)
    if how is None or clause.figure.unit != PERCENT or not clause.phrase.endswith("按"):
        return None
    return ADVERBS_BEHIND.sub("", clause.phrase) + how[0]


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
    整个渔业却以每年递增7.2%的速度发展。 → 整个渔业
    """
    held = _HELD.match(clause.after) if clause.phrase.endswith("以") else None
    if not held or clause.figure.unit != PERCENT:
        return None
    grown = ADVERBS_BEHIND.sub("", _ADVERBS_OF_GROWTH.sub("", clause.phrase))
    return grown if grown and held["measure"].endswith("速度") else held["measure"]
