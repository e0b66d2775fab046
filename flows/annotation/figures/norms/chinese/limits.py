"""Chinese limits and thresholds: what nobody may pass, and what must be reached to be admitted."""

from __future__ import annotations

from flows.annotation.figures.norms.chinese.around import Around, is_of_last_year
from flows.annotation.figures.norms.chinese.set_to import FROM, SET_BEHIND, TO
from flows.annotation.figures.norms.shared import BOUNDS
from flows.annotation.figures.units import TIMES, load_units
from flows.records import Target
from flows.text import lazy_pattern

# A limit by its name: 门槛降至 | 3000万元, 限额标准从 | 200万元提高到 | 400万元.
_NAME = (
    "(?:门槛|红线|限额(?:标准)?|限值|(?:认定|准入|划型|上市|申报|立案|入围|入选)(?:标准|条件)|起征点|免征额"
    "|起付线|起[退征付]点|[^，,。；;\\d]{2}最[低高]要求|(?:股|占|比例|股比)[上下]限|起付标准"
    "|封顶线|警戒线|返投比例|(?:持股|股比|投资|额度|数量|比例|涨跌幅|年龄|重量|人数|规模)(?:限制|要求)"
    "|免税额度?|豁免额度"
    "|免[^，,。；;\\d]{1,3}额度|容忍度|阈值|(?:[结购换]汇|便利化|包干)额度|(?:排放|能效|能耗)基准|[上下]限"
    "|最[高低]限价|最[高低](?:消费|投资|出资|认购|缴费|缴存"
    "|授信"
    "|贷款|赔偿|申报)(?:金额|额度?|比例)|(?:招标)?控制价"
    "|(?:监管|最[高低]|准入|达标)(?:监管|法定|准入|[^，,。；;\\d]{2})?标准|(?:进口|出口|排放|捕捞|生产|招生"
    "|发放|年度"
    "|关税)配额)"
    "(?:普遍|一般|统一|分别)*"
)
_NAMED = lazy_pattern(f"{_NAME}(?:{TO}|(?P<start>{FROM}))$")
# ... or right before its value: 单机补贴限额 | 5万元.
_DIRECT = lazy_pattern(
    "(?:限额|限值|最[高低]限价|(?:招标)?控制价|封顶线|起付线|起征点|免征额|门槛价?|上限|下限)(?:约|仅"
    "|[:：])?$"
)
_SET_BEHIND = lazy_pattern(SET_BEHIND)
_PASSED = lazy_pattern(
    f"(?:[跨越迈突][过越破]|超[过出]|达到|满足|降低|提高)[^，,。；;\\d]{{0,10}}{_NAME}[^，,]*$"
)
# ... or behind it: 负债率70% | 的红线.
_NAMED_BEHIND = lazy_pattern(
    "(?:及?以[上下内])?的?(?:法定|政策|监管|规定|最[低高]|准入|持股|申报)?"
    "(?:红线|门槛|[上下]限|限额|限值|警戒线|起征点|免征额|(?:监管|最低|法定|准入)(?:要求|标准))"
)
# ... and whatever passes it, the limit is that of a rule: 高于 | 8.5%的监管底线, 符合 | 2亿元的上市标准.
_BY_RULE_BEHIND = lazy_pattern(
    "(?:及?以[上下内])?的?(?:(?:监管|法定|国家|国标|行业|规定|安全|环保|准入|政策|国际)"
    "(?:[^，,。；;\\d的]{0,4})(?:底线|红线|[上下]限|标准|限[额值]|要求|门槛)"
    "|(?:上市|申报|认定|准入|划型|入库|评定|达标)(?:标准|条件|门槛))"
)
# What a rule names as the value to compare with: 突破协议规定的 | 3.67%, 国家规定的每千克 | 0.3克的标准.
_RULED = lazy_pattern(
    "(?:协议|合同|法律?|条例|标准|国家|部门|监管|文件|章程|规则|公约|协定|办法|规范"
    "|[部委局])[^，,。；;\\d]{0,4}"
    "(?:规定|要求|约定|允许|设定)的[^，,。；;\\d]{0,10}$"
)
_REACHING = lazy_pattern(
    "(?:达|[接逼]近|创下|[高低]于|超过?|突破|[迈跨越]过|站上|冲破|取消[^，,。；;]{0,14})(?:了|到)?$"
)
# 资本金要求为 | 8%.
_NAME_IS = lazy_pattern(f"{_NAME}[是为][^，,。；;\\d]{{2,12}}不[低高超少多][于过]$")
_REQUIREMENT = lazy_pattern(
    "(?:条件|标准|规范|监管|政策|规则|法律)的?要求(?:是|为)$|(?:[金本率例率投资][”」]?)要求(?:普遍|一般"
    "|通常|大多)*(?:在|为|是)$"
)
# What a rule caps: 出资比例最高可达 | 40%, 单个股东持股比例原则上不超过 | 20%.
_CAPPED = lazy_pattern(
    "(?:缴费|缴存|转账|取现|比例|额度|补助|出资|资金|费用|贷款额?|支持|奖励|补贴|抵扣|报销|返还|赔付|持股"
    "|授信|担保"
    "|贴息|费率|限额"
    "|资助|抵免|配套|保费|容忍度)[^，,。；;\\d]{0,14}?"
    "(?:(?:原则上|一般|最高|最多|合计|累计|每[年月日次季]|单[笔日次])(?:均|都|也)?不(?:超过|高于|低于|少于)"
    "(?:[^，,。；;\\d]{2,16}的)?"
    "|最高(?:可[达至到]?|为|至)|最多(?:可[达到]?|为))[^，,。；;\\d]{0,16}$"
    "|(?:预留份额|(?:预留|自筹|资本金|返投|分红|出资|认缴|杠杆|配售|质押|减持|抽成|分成|收益分配|扣除|赔付"
    "|贴息|提取"
    "|计提)比例|杠杆率|资本充足率)不得?(?:低于|高于"
    "|超过|少于)(?:[^，,。；;\\d]{2,14}的)?$"
    "|(?<![已的])(?:持股|占股|控股|出资|配售)(?:比例)?(?:原则上)?不得?(?:低于|高于|超过"
    "|少于)(?:[^，,。；;\\d]{2,14}的)?$"
    "|(?:单[笔个家户只项]|同一[^，,。；;\\d]{1,4})[^，,。；;\\d]{0,12}(?:最[多高]|不得?超过)$"
    "|(?:免税额|限额|额度)[^，,。；;\\d]{0,6}不(?:超过|高于)$"
    "|最[高低](?:收费|收取|计费|票价)$|(?:每[日天年月次]|[全单当首]天|当日|年度|小时内?)封顶$"
    "|最[多高]可(?:抵[免扣]|报销|获得?|拿到|申[请领]|贷|领取?|补[贴助]|返还|免)[^，,。；;\\d]{0,10}$"
)
_MUST_NOT = lazy_pattern(
    "(?:不得|不[能可])(?:再)?(?:[低高少多大小早晚长短]于|超[过出])(?:[^，,。；;\\d]{0,10}"
    "|[^，,。；;\\d]{2,20}的)$"
    "|(?:必须|须|应当|(?<![相对反适供响回理效感])应)不[低高少超多][于过](?:[^，,。；;\\d]{0,10}"
    "|[^，,。；;\\d]{2,20}的)$"
    "|(?:必须|须|应当|一般|原则上|(?<![相对反适供响回理效感])应)(?:严格)?(?:控制|限制"
    "|保持)在[^，,。；;\\d]{0,8}$"
)
_REPORTED = lazy_pattern(
    "实际|平均|同比|目前|去年|上年|今年|已(?!经)|仅|全[年省市县]|共有|累计(?!不)|我[国省市县区]"
)
# What must be reached to be admitted: 须达到 | 50%以上，方可享受.
_ADMITTED_BEHIND = lazy_pattern("(?:及?以[上下])?[，,](?:方可|方能|才[能可]|否则|达不到|未达到|不达标)")
_REACHED = lazy_pattern("(?:须|需|应|必须|要|凡|只有)[^，,。；;\\d]{0,16}$|(?:达到|不低于|不少于|超过|低于)$")
# Whom a rule is for: 只适用于建筑面积超过 | 3000平方米的商场; 凡进口额达到 | 1000万元的贸易商都要登记.
_FOR_WHOM = lazy_pattern(
    "(?:(?:适用|限)于|(?:新规|规定|规则|办法|要求|政策|禁令|法案|条例"
    "|标准)[^，,。；;]{0,6}针对)[^，,。；;\\d]{0,24}$"
)
_ALL = lazy_pattern("(?:^|[，,])凡是?[^，,。；;\\d]{2,24}$")
_OF_THEM = lazy_pattern("(?:及?以[上下])?(?:[^，,。；;\\d的]{0,6})的")


def is_named_limit(target: Target, around: Around) -> bool:
    """Return whether a figure is a limit by its name: 门槛降至3000万元, 负债率70%的红线."""
    if target.comparator in ("+", "-"):
        return False
    is_amount = target.unit not in load_units().counting
    if is_amount and _BY_RULE_BEHIND.match(around.behind):
        return True
    if _NAMED_BEHIND.match(around.behind):
        return not _REACHING.search(around.clause) or _RULED.search(around.clause) is not None
    if is_amount and _RULED.search(around.clause):
        return True
    if around.is_planned or is_of_last_year(around):
        return False
    named = None if _PASSED.search(around.before) else _NAMED.search(around.before)
    if named is None and (_NAME_IS.search(around.clause) or _DIRECT.search(around.clause)):
        return not _PASSED.search(around.before)
    if named is None:
        return _REQUIREMENT.search(around.clause) is not None
    return not named["start"] or _SET_BEHIND.match(around.behind) is not None


# What may be deducted, and shares that a rule sets: 利润总额 | 12%以内扣除, 设定每批不低于 | 5%的查验比例.
_DEDUCTED_BEHIND = lazy_pattern(
    "(?:以内|以下)(?:的部分)?[^，,。；;\\d]{0,6}(?:扣除|抵扣|抵免|免征|列支|报销)"
)
_SETTING = lazy_pattern("(?:设定|规定|设置|定下)了?[^，,。；;\\d]{0,10}$")
_SET_SHARE_BEHIND = lazy_pattern("的[^，,。；;\\d]{0,8}(?:比例|上限|下限|限额|门槛|标准|配额)")
_RESTRICTED = lazy_pattern("限[定制][在为][^，,。；;\\d]{0,20}$")


def is_allowed(target: Target, around: Around) -> bool:
    """Return whether a bound is what a rule allows or sets: 利润总额12%以内扣除; 限定在平均工资的50%以下."""
    if target.comparator in ("+", "-") or around.is_planned:
        return False
    if _RESTRICTED.search(around.clause):
        return True
    if target.comparator not in BOUNDS:
        return False
    if _DEDUCTED_BEHIND.match(around.behind):
        return True
    return bool(_SETTING.search(around.clause) and _SET_SHARE_BEHIND.match(around.behind))


def is_capped(target: Target, around: Around) -> bool:
    """Return whether a rule caps what anybody is given or holds: 出资比例最高可达40%."""
    is_bound = target.comparator in ("<=", "<", ">=", "=") and _CAPPED.search(around.clause) is not None
    return is_bound and not (around.is_planned or _REPORTED.search(around.clause))


def must_not_be_passed(target: Target, around: Around) -> bool:
    """Return whether nobody may pass a bound: 不得高于每公斤0.2毫克; 应控制在30公斤以内."""
    is_bound = target.comparator in BOUNDS or target.unit == TIMES
    if not is_bound or not _MUST_NOT.search(around.clause):
        return False
    return not (around.is_planned or around.is_opinion or _REPORTED.search(around.clause))


def is_of_admission(target: Target, around: Around) -> bool:
    """Return whether a value must be reached for something: 比例须达到50%以上，方可享受免税."""
    is_at_once = target.comparator in BOUNDS and around.behind.startswith(("方可", "方能", "才能", "才可"))
    if target.comparator in ("+", "-") or not (is_at_once or _ADMITTED_BEHIND.match(around.behind)):
        return False
    return bool(_REACHED.search(around.clause)) and not _REPORTED.search(around.before)


def is_for_whom(target: Target, around: Around) -> bool:
    """Return whether a value says whom a rule is for: 只适用于面积超过3000平方米的商场."""
    if target.comparator in ("+", "-") or not _OF_THEM.match(around.behind):
        return False
    is_all = _ALL.search(around.before) is not None
    return is_all or (target.comparator in BOUNDS and _FOR_WHOM.search(around.clause) is not None)
