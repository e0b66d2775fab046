"""Chinese rates, prices and standards in force: 关税由25%降至15%, 征收3%的关税, 补贴为每人每月200元."""

from __future__ import annotations

from flows.annotation.figures.norms.chinese.around import Around, is_of_last_year
from flows.annotation.figures.norms.chinese.set_to import FROM, SET_BEHIND, TO
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, load_units
from flows.records import Target
from flows.text import lazy_pattern

_NAME = (
    "(?:关税|税率|征收率|退税率|费率|(?:进口|出口|反补贴|反倾销|遗产|房地产|增值|所得|消费|资源"
    "|契|印花|房产|车船|购置|利得|服务|碳)税"
    "|(?:锁定|限售|宽限|质保|保修|禁售|免税|免签|保护)期|(?:(?<!贷款)期限|年限|时限)|(?:强制"
    "|法定)[^，,。；;\\d]{1,4}比例"
    "|配[储建]比例|(?:缴存|缴费|计提|提取|首付款?|(?:加计)?扣除|报销|补助|补贴|贴息|缴纳|返投|分成|赔付"
    "|支付|保证金|质保金"
    "|(?:免费|额度|名额)分配|法定|解除限售的?|解锁的?|间接费用|预留|留存|归属的?|抽成|扣分|折算|抵扣|返还"
    "|缴款|认缴|配资|质押|抵押)比例"
    "|存款准备金率|最低收购价|最低工资|政府指导价|保护价|免征额|起征点|养老金|低保"
    "|(?:抵免|扣除|贴息|补贴|返还|折旧|佣金)率|佣金(?:比例)?|扣除幅度|(?:费用|收费|征收|补贴|补助|缴费|低保"
    "|养老金|处理费|供养|发放"
    "|奖励|救助|扣除|保障|最低工资|电价|水价|气价"
    "|资助|收购价|津贴|给付)标准)(?:标准|水平|额度)?(?:普遍|一般|统一|分别?|将|也|均)*"
)
_NAMED = lazy_pattern(
    f"{_NAME}(?:{TO}|(?P<start>{FROM}))$|(?:关|倾销|反补贴)税(?:税率)?(?:最高)?(?:高达|可达|达|为)$"
    "|(?:最[高低]|适用|法定|优惠|[基标]准)(?:边际|征收)?(?:税率|费率)$"
)
_SET_BEHIND = lazy_pattern(SET_BEHIND)
# A statistic of rates or of what was paid at them.
_MEASURED = lazy_pattern(
    "平均|户均|人均(?!每)|政策范围内|实际|名义|综合(?!所得)|有效|加权|收入|总额|合计|累计|缴纳了|税负|占"
    "|支出|余额|预算|投入|增速|覆盖|达到"
    "|原则|计提比例|赔付比例(?=[由从为])"
)
_ABOUT = ("左右", "上下")
_LEVIED = lazy_pattern(
    "(?:[要须应需](?:缴纳?|交|付)|加征|征收|面临|课征|开征|课以|适用|实行"
    "|执行)[^，,。；;\\d]{0,24}?(?:高达|最高|约|不超过|至少|额外)?$"
)
_TAX_BEHIND = lazy_pattern(
    "的?[^，,。；;\\d]{0,10}?(?:关税|税率|费率|[^收纳完抵免退征查关报漏逃]税(?![收务款额源局])|附加费|征收率)"
)
_LEVIED_PAST = lazy_pattern("[共累合]计|征收了|去年|上年")
_PER_HEAD = lazy_pattern(
    "(?<!以)每[^，,。；;\\d]{1,12}?(?:可|最高|再|一次性)*(?:抵扣|补[助贴]|奖[励补]|资助|减免|扣除|返还|领取"
    "|加收|加价|收费|收取|征收)$"
    "|(?:补贴|补助|津贴|奖励|养老金|低保|救助|供养)(?:金|费|标准)?(?:为|是|提[高至]到?"
    "|调整?[为至]|增加?[到至])"
    "每[人户亩头月年生][^，,。；;\\d]{0,6}$"
    "|可(?:获得?|得|领取?|领到|享受|拿到)(?:最高|至多)?$"
)
_GRANT_BEHIND = lazy_pattern(
    "的?[^，,。；;\\d]{0,8}(?:补贴|补助|奖励|津贴|奖补|资助|退税|抵扣|减免|安家费|生活费|购房款"
    "|抵免|税收抵免)"
)
# What a condition of a scheme gives anybody: 一次性奖励 | 200万元; 按售价的30%补助，最高 | 500万元.
_GIVEN = lazy_pattern(
    "对[^。；;\\d]{2,40}(?:一次性|最高|再|分别)(?:给予)?(?:奖励|奖补|补助|补贴|资助)(?:最高)?$"
    "|(?:奖励|奖补|补助|补贴|资助)[^。；;]{0,16}?[，,]?(?:单[个户][^，,。；;\\d]{0,6})?"
    "(?:最高|最多)(?:补助|补贴|奖励)?(?:不超过|可达|可|为)?$"
)
# The rate at which anything is deducted, taxed or granted: 按 | 175%在税前扣除.
_AT = lazy_pattern(
    "按照?(?:[^，,。；;\\d]{1,16}的)?$|(?:补贴|补助|奖励)(?:标准|额度?|比例)?为[^，,。；;\\d]{2,14}的$"
)
_APPLIED = lazy_pattern(
    "(?:的(?:比例|税率))?(?:在?(?:税前|当年|一次性))?(?:加计)?(?:执行|扣除|抵扣|征税|计税|征收|缴税"
    "|纳税|补[助贴]|奖励|返还|计入|抵[税免]|退税|(?:确定|核定|核算)|计[收征提发]|提取|收取|缴[纳存]"
    "|支付(?!了)|赔偿|代扣|预缴|分成|返点|摊销|兜底|补偿|赔付)"
)
# What a rule gives or demands of anybody: 给予 | 25%的投资税收抵免, 缴纳合同价 | 10%的履约保证金.
_OFFERED = lazy_pattern("(?:给予|享受|适用|提供|可获得?)[^，,。；;\\d]{0,26}$")
_OFFER_BEHIND = lazy_pattern(
    "的?[^，,。；;\\d]{0,6}?(?:税收抵免|抵免|[价报]格?扣除|价格优惠|优惠税率|税率|税收优惠|补贴"
    "|补助|奖励|贴息)"
)
_OWED = lazy_pattern("(?:支付|缴纳|加收|交纳|提交|预留)[^，,。；;\\d]{0,12}$")
_DEPOSIT_BEHIND = lazy_pattern("的?[^，,。；;\\d]{0,4}(?:违约金|滞纳金|保证金|定金|押金|准备金)")
_BORNE = lazy_pattern("(?:财政|政府|中央|[省市县]里?|国家)[^，,。；;\\d]{0,16}(?:补贴|补助|贴息|承担|负担)$")
_MEASURED_OFFER = lazy_pattern("平均|实际|了|占|同比")
# What everybody pays alike: 商户保证金一律 | 5000元.
_ALIKE = lazy_pattern(
    "(?:投标|竞买|履约|信用|质量)保证金$|(?:[费金税价租]|标准)(?:一律|统一)(?:为|按|收取|缴纳)?$"
)
# What a contract or rule makes due, as a share: 首期款为合同总额的 | 30%, 质保金比例 | 5%.
_DUE_SHARE = lazy_pattern(
    "(?:首期款|首付款|预付款|进度款|尾款|定金|押金|保证金|质保金|违约金|佣金|管理费|服务费|租金)(?:比例)?"
    "(?:为|是|按|占|不[低高超][于过])[^，,。；;\\d]{2,16}的$"
    "|(?:出让收益率|权利金|特许权使用费)为[^，,。；;\\d]{2,14}的$|(?:津贴|补贴|补助|奖励|抵免|资助)(?:额"
    "|比例|金额|标准)?为[^，,。；;\\d]{2,14}的$"
    "|(?:以[上下内])[^，,。；;\\d]{0,6}(?:全额)?计提$"
    "|(?:质保金|保证金|预付款|违约金|滞纳金|首付款?|佣金)(?:比例|费?率)(?:最[高低])?$"
    "|(?:验收|交付|签约|竣工|到货|结算|签订合同)[^，,。；;\\d]{0,8}后[^，,。；;\\d]{0,8}(?:支付|付至?"
    "|付清)(?:合同[^，,。；;\\d]{0,4}的)?$"
)
# What anybody may keep or deduct: 可留存增值税的 | 四成, 可加计扣除 | 一倍.
_MAY_KEEP = lazy_pattern("可(?:以)?(?:按规定)?(?:留存|分享|加计扣除)(?:[^，,。；;\\d]{0,10}的)?$")
# What whoever meets a condition is given: 租用厂房的，前三年租金补贴 | 80%.
_TO_WHOEVER = lazy_pattern(
    "[^，,。；;]{2,20}的[，,](?:[^。；;]{0,30}[，,])?[^，,。；;\\d]{0,12}(?:补[贴助]|奖励|奖补|资助|减免"
    "|返还|贴息|优惠)$"
)
_DUE_BEHIND = lazy_pattern("作为(?:预付款|首付款|首期款|定金|保证金|质保金|进度款|押金|违约金)")
_RANGE = lazy_pattern("(?:资助|补助|奖励|支持|补贴)(?:额度?|金额|标准)(?:在|为)$")
_PAID = lazy_pattern("已|平均|户均|人均(?!每)|累计|共计?|去年|上年|今年|全年|合计|总计|曾|当时|过去|以前")


def is_rate_set(target: Target, around: Around) -> bool:
    """Return whether a figure is a rate or standard in force: 关税由25%降至15%, 最低收购价为每斤1.3元."""
    if target.comparator in ("+", "-", "~") or around.is_planned or around.behind.startswith(_ABOUT):
        return False
    named = _NAMED.search(around.before)
    if named is None or _MEASURED.search(around.clause) or is_of_last_year(around):
        return False
    return not named["start"] or _SET_BEHIND.match(around.behind) is not None


def is_levied(target: Target, around: Around) -> bool:
    """Return whether a figure is the rate of a tax that anybody pays: 对进口大豆征收3%的关税."""
    if target.unit != PERCENT or target.comparator in ("+", "-") or around.is_planned:
        return False
    is_tax = _LEVIED.search(around.clause) and _TAX_BEHIND.match(around.behind)
    return bool(is_tax) and not _LEVIED_PAST.search(around.clause)


def is_paid_each(target: Target, around: Around) -> bool:
    """Return whether a sum is what each recipient gets: 补贴为每人每月200元, 可获得1.5万元补贴."""
    if target.unit[:3] not in load_units().currencies or target.comparator in ("+", "-"):
        return False
    if around.is_planned or _PAID.search(around.before):
        return False
    if _ALIKE.search(around.clause):
        return True
    each = _PER_HEAD.search(around.clause)
    if each is None:
        return _GIVEN.search(around.before) is not None
    return not each[0].startswith("可") or _GRANT_BEHIND.match(around.behind) is not None


def is_applied(target: Target, around: Around) -> bool:
    """Return whether a figure is the rate at which anybody deducts, pays or is granted: 按175%在税前扣除."""
    if target.unit not in (PERCENT, PERMILLE, TIMES) or target.comparator in ("+", "-") or around.is_planned:
        return False
    applied = _AT.search(around.clause)
    if applied is None or _PAID.search(around.before.removesuffix(applied[0])):
        return False
    return "为" in applied[0] or _APPLIED.match(around.behind) is not None


def is_offered(target: Target, around: Around) -> bool:
    """Return whether a share or range is what anybody is given or owes: 给予25%的投资税收抵免."""
    if target.comparator == "-" or around.is_planned or _PAID.search(around.before):
        return False
    if _MEASURED_OFFER.search(around.clause):
        return False
    if target.comparator == "range" and _RANGE.search(around.clause):
        return True
    if target.unit in (PERCENT, TIMES) and _MAY_KEEP.search(around.clause):
        return True
    if target.unit not in (PERCENT, POINTS, PERMILLE):
        return False
    if target.unit == PERCENT and _TO_WHOEVER.search(around.before):
        return True
    is_given = _OFFERED.search(around.clause) and _OFFER_BEHIND.match(around.behind)
    is_owed = _OWED.search(around.clause) and _DEPOSIT_BEHIND.match(around.behind)
    is_due = _DUE_SHARE.search(around.clause) or _DUE_BEHIND.match(around.behind)
    return bool(is_given or is_owed or is_due or _BORNE.search(around.clause))
