"""Chinese grants to whoever meets their conditions, and limits on applications."""

from __future__ import annotations

from flows.annotation.figures.norms.shared import BOUNDS, GIVEN, GRANT, before_in_sentence
from flows.annotation.figures.units import PERCENT, load_units
from flows.records import Target
from flows.text import lazy_pattern

# 对符合条件的企业，给予不超过总投入30%、最高3000万元支持: a grant to whoever meets the conditions.
_GRANTED = lazy_pattern(
    r"(?:(?<![面针应绝相])对(?![外接口标])[^。；;\n]{2,90}?|[^，,。；;\n]{4,60}的[，,])"
    r"(?:(?:给予|予以|按照?[^，,。；;\n]{1,24}(?:比例|标准|额度))[^。；;\n]{0,60}"
    r"|按照?[^，,。；;\n]{1,24}的)$|^[^\w]*按照?[^。；;\n]{0,40}$"
)
# 每家单位推荐项目不超过5项: a limit on applications or nominations.
_PUT_FORWARD = lazy_pattern(
    r"(?:推荐|申报|申请|限报|报送|提交|参评|填报|志愿(?!者|军|服务))(?!人数)"
    r"(?:[^。；;\n\d]{0,40}?(?:不超过|不多于|最多)\d{1,3}[个项家名][、，,])?[^。；;\n\d]{0,40}$"
)
# 每个方向原则上不超过10家: a limit per each.
_PER_EACH = lazy_pattern(
    r"(?:每[个家类项名位]|单[个家项])[^，,。；;、\n\d]{0,12}?(?:原则上)?(?:不得?超过|不多于|最多(?:不超过)?)$"
)
_OWN_YEAR = lazy_pattern(r"[12]\d{3}年")
_REPORTED = lazy_pattern("已(?![^，,。；;]*的[^，,。；;]*(?:推荐|申报|申请))|共|累计|收到|去年|上年|今年")
# 给予项目申报主体最高不超过50万元的一次性奖励.
_PAID = lazy_pattern(r"(?:给予|予以)[^。；;\n]{0,30}$")
_GRANT_BEHIND = lazy_pattern(rf"[^，,。；;\n]{{0,24}}{GRANT}")
_FUNDS_BEHIND = lazy_pattern(r"的[^，,。；;\n]{0,12}(?:经费|资金|费用)")
_GRANT_BEFORE = lazy_pattern(rf"{GRANT}[^。；;\n]{{0,12}}$")
# 对首次认定的企业，给予一次性奖励，金额为50万元.
_SUM_OF_GRANT = lazy_pattern(
    rf"(?<![面针应绝相])对(?![外接口标])[^。；;\n]{{2,60}}(?:给予|予以)[^。；;\n\d]{{0,24}}{GRANT}[，,]?"
    r"(?:总金?额|金额|额度|比例|标准)(?:分别)?为$"
)
# 补贴比例不超过50%，每家企业每年不超过100万元: a cap on grants.
_CAPPED = lazy_pattern(
    rf"{GRANT}(?:比例|标准|额度|金额|限额|总额|总金额)[^。；;\n\d]{{0,16}}$"
    rf"|{GRANT}[^。；;\n]{{0,30}}[，,](?:总金?额|金额|额度|比例)[^。；;\n\d]{{0,12}}$"
    rf"|{GRANT}[^。；;\n]*(?:同一|(?<!平均)每(?:家|户|个|人|项|所|件|次|辆|台|套)|单(?:家|个|户|笔|项))"
    r"[^，,。；;\n\d]{0,16}$"
)
# 对新认定企业一次性奖励 | 30万元: a sum without a condition beside it.
_ONE_OFF = lazy_pattern(rf"(?<![面针应绝相])对(?![外接口标])[^，,。；;\n\d]{{2,30}}一次性{GRANT}$")
# 按销售额的30%给予奖励: a rate at which anybody is granted something.
_RATE_OF = lazy_pattern(
    r"按照?(?:其|该)?[^，,。；;、\n\d]{2,24}(?:的|价格|金额|总额|投资额?|费用)(?:最高|不超过|不高于|至多)?$"
)
_REDUCED = lazy_pattern("减按(?:其|收入的)?$")
_GRANT_AT_RATE = lazy_pattern(
    rf"(?:以内)?(?:的?(?:比例|标准|额度))?[，,]?(?:分[档类级]|一次性|择优)?"
    rf"(?:(?:给予|予以)[^，,。；;、\n]{{0,16}}?{GRANT}|(?:进行)?(?:奖励|奖补|补助|补贴|资助|贴息))"
)
_GRANT_PER_HEAD = lazy_pattern(
    f"的[，,]每[辆艘户人名亩家台套项个件头吨][^，,。；;\\n\\d]{{0,3}}(?:平均|最高|一次性)?{GRANT}$"
)
# 按每人2000元给予补贴, 可申请1万元的补贴.
_BY_HEAD = lazy_pattern(
    r"(?:按照?[^，,。；;\n]{0,24}每[^，,。；;、\n\d]{1,6}|可(?:按规定)?(?:申请|享受|申领|领取|获得?))"
    r"(?:最高|不超过|至多)?$"
)
# 每人最高可补贴300元, 贷款额度最高30万元.
_MAY_DRAW = lazy_pattern(
    rf"(?:每[人户家艘名亩辆台]|单[个户家])[^，,。；;\n\d]{{0,4}}(?:最高|最多)可?{GRANT}$"
    "|(?:担保|助学|小额|公积金)贷款最高(?:可[达贷]?|不超过)?$"
    "|(?:贷款|担保|授信)(?:最高)?额度(?:最高)?(?:为|不超过|可?提高[到至])?$"
)
# 首次认定的企业补助 | 50万元, 复核通过的再奖励 | 20万元: what whoever meets a condition is granted.
_TO_WHOEVER = lazy_pattern(
    r"(?:认定|入选|通过|获得|获评|达到|评为|新建|新购|购买|购置|注册|授权|首次|超过|符合|引进|落户|上市|纳统"
    r"|晋级)"
    r"[^，,。；;\n\d]{0,20}(?:的[，,]?|后)[^，,。；;\n\d]{0,8}"
    rf"(?:再|一次性|最高|给予|予以|可获?|每[家个件项户人])*(?:{GRANT}|奖|补)$"
)
_GIVEN_EACH = lazy_pattern(
    r"(?:认定|入选|通过|获得|获评|达到|评为|首次|超过|符合|引进|上市|晋级)[^，,。；;\n\d]{0,16}的[，,]?"
    r"(?:分别|再|一次性)*(?:给予|予以)(?:每[家个件项户人次])?(?:一次性|最高)*$"
)
_FOR_EACH = lazy_pattern(rf"每[一]?[^，,。；;\n\d]{{1,10}}(?:一次性|最高|可)*{GRANT}$")
# 每引进 | 1亿元投资，奖励 | 50万元.
_EACH_SUM = lazy_pattern(
    r"每[^，,。；;\n\d]{1,8}[\d.]+[万亿]*[^，,。；;\n\d]{0,10}[，,](?:给予)?(?:奖励?|补[助贴])$"
)
_EACH_BEFORE, _EACH_BEHIND = (
    lazy_pattern(r"每[^，,。；;\n\d]{1,8}$"),
    lazy_pattern(r"[^，,。；;\n\d]{0,10}[，,](?:给予)?(?:奖励?|补[助贴])\d"),
)
_CAP_OF_EACH = lazy_pattern(
    rf"(?:每|单)[个家户人笔件项]?[^，,。；;\n\d]{{0,10}}(?:{GRANT}|授信|贷款|担保)(?:资金|金额|额度)?"
    r"(?:最高|一般|原则上)*(?:不得?超过|最高)$|单[户笔个家项](?:授信|贷款|担保)?(?:最高|原则上)*不得?超过$"
)
# 补贴标准提高到 | 1.5万元, 补贴额由 | 1000元提高到 | 1500元: what is granted from now on.
_SET_TO = lazy_pattern(
    rf"{GRANT}(?:标准|额度?|上限)(?:再|统一|分别)*(?:由\s?[\d.,]+\s?[万亿]?元)?\s?"
    r"(?:提高|上调|下调|降低|调整|增加)[到至为]\s?$"
)
_SET_FROM = lazy_pattern(rf"{GRANT}(?:标准|额度?|上限)由\s?$")
_ON_AVERAGE = lazy_pattern("平均|户均|人均|项均|共|合计|总计|全市|全省|全县|全区")


def is_grant_per_head(target: Target, text: str) -> bool:
    """Return whether a sum is what each recipient is granted, without a date: 更换的，每辆车补贴4万元."""
    if target.deadline or target.unit[:3] not in load_units().currencies:
        return False
    before = before_in_sentence(target, text)
    return _GRANT_PER_HEAD.search(before) is not None and not GIVEN.search(before)


def may_be_drawn(target: Target, text: str) -> bool:
    """Return whether a sum is what anybody may draw, without a date: 可申请1万元的补贴."""
    if target.deadline or target.unit[:3] not in load_units().currencies:
        return False
    before = before_in_sentence(target, text)
    if GIVEN.search(before):
        return False
    is_granted = _BY_HEAD.search(before) and _GRANT_BEHIND.match(text, target.end)
    return bool(is_granted or _MAY_DRAW.search(before))


def limits_anybody(target: Target, text: str) -> bool:
    """Return whether a figure limits how many applications anybody may submit, or what anybody is granted."""
    if target.comparator not in ("<=", "<"):
        return False
    before = before_in_sentence(target, text)
    if _PUT_FORWARD.search(before):
        return not _REPORTED.search(before)
    is_count = target.unit in load_units().counting
    if is_count and not target.deadline and _PER_EACH.search(before):
        return not _REPORTED.search(before)
    is_granted = target.unit == PERCENT or target.unit[:3] in load_units().currencies
    return is_granted and bool(_CAPPED.search(before)) and not GIVEN.search(before)


def limits_applications(target: Target, text: str) -> bool:
    """Return whether a figure limits applications, by a sentence without a year of its own.

    >>> 请于2025年6月30日前登录系统。各市推荐项目不超过15个
    """
    if target.comparator not in ("<=", "<"):
        return False
    before = before_in_sentence(target, text)
    is_limit = _PUT_FORWARD.search(before) is not None and not _REPORTED.search(before)
    return is_limit and not _OWN_YEAR.search(before)


def is_granted_to_anybody(target: Target, text: str) -> bool:
    """Return whether a sum is what anybody is granted who meets a condition, without a date.

    >>> 首次认定的企业补助50万元，复核通过的再奖励20万元; 每吨节能量奖励300元; 单个项目补助最高不超过300万元
    """
    if target.deadline or target.unit[:3] not in load_units().currencies:
        return False
    before = before_in_sentence(target, text)
    if GIVEN.search(before) or _ON_AVERAGE.search(before):
        return False
    if _GIVEN_EACH.search(before) and _GRANT_BEHIND.match(text, target.end):
        return True
    if _EACH_BEFORE.search(before) and _EACH_BEHIND.match(text, target.end):
        return True
    return any(
        one.search(before) for one in (_TO_WHOEVER, _FOR_EACH, _EACH_SUM, _CAP_OF_EACH, _SET_TO, _SET_FROM)
    )


def is_granted_at_rate(target: Target, text: str) -> bool:
    """Return whether a figure is the rate at which anybody is granted something, or is taxed.

    >>> 按销售额的30%给予奖励; 减按15%征收企业所得税
    """
    before = before_in_sentence(target, text)
    is_tax = _REDUCED.search(before) and text.startswith(("征收", "的税率", "的比例", "计入"), target.end)
    if target.unit == PERCENT and is_tax and not GIVEN.search(before):
        return True
    is_rate = target.unit == PERCENT and _RATE_OF.search(before) and not GIVEN.search(before)
    return bool(is_rate and _GRANT_AT_RATE.match(text, target.end))


def is_granted(target: Target, text: str) -> bool:
    """Return whether a figure is the rate or the maximum of a grant to whoever meets the conditions."""
    before = before_in_sentence(target, text)
    if GIVEN.search(before):
        return False
    is_paid = target.comparator in ("<=", "<") and _PAID.search(before)
    if is_paid and (_GRANT_BEHIND.match(text, target.end) or _FUNDS_BEHIND.match(text, target.end)):
        return True
    if _SUM_OF_GRANT.search(before) or _ONE_OFF.search(before):
        return True
    if not _GRANTED.search(before):
        return False
    if _GRANT_BEHIND.match(text, target.end):
        return True
    return target.comparator in BOUNDS and bool(_GRANT_BEFORE.search(before))
