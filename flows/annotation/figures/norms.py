"""Norms: limits, rates and amounts that a rule or the conditions of a scheme lay down.

They are neither targets nor actual values: 注册资本不低于二亿元 applies to every bank.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from flows.annotation.figures.statements import Kind
from flows.annotation.figures.units import PERCENT, TIMES, load_units
from flows.records import Target

# What the headings of a passage announce: a review or tasks, conditions, or a document that lays down rules.
# If they announce nothing, "news" if the document is news.
Section = Literal[Kind, "condition", "rule", "news"]
_BOUNDS = (">=", ">", "<=", "<", "range")
_REACH = 120  # code points of a sentence before a figure
_LONG_REACH = 400  # ... of an English sentence
# 对符合条件的企业，给予不超过总投入30%、最高3000万元支持: a grant to whoever meets the conditions.
_GRANTED = re.compile(
    r"(?:(?<![面针应绝相])对(?![外接口标])[^。；;\n]{2,90}?|[^，,。；;\n]{4,60}的[，,])"
    r"(?:(?:给予|予以|按照?[^，,。；;\n]{1,24}(?:比例|标准|额度))[^。；;\n]{0,60}"
    r"|按照?[^，,。；;\n]{1,24}的)$|^[^\w]*按照?[^。；;\n]{0,40}$"
)
# 每家单位推荐项目不超过5项: a limit on applications or nominations.
_PUT_FORWARD = re.compile(
    r"(?:推荐|申报|申请|限报|报送|提交|参评|填报|志愿(?!者|军|服务))(?!人数)"
    r"(?:[^。；;\n\d]{0,40}?(?:不超过|不多于|最多)\d{1,3}[个项家名][、，,])?[^。；;\n\d]{0,40}$"
)
# 每个方向原则上不超过10家: a limit per each.
_PER_EACH = re.compile(
    r"(?:每[个家类项名位]|单[个家项])[^，,。；;、\n\d]{0,12}?(?:原则上)?(?:不得?超过|不多于|最多(?:不超过)?)$"
)
_OWN_YEAR = re.compile(r"[12]\d{3}年")
_REPORTED = re.compile("已(?![^，,。；;]*的[^，,。；;]*(?:推荐|申报|申请))|共|累计|收到|去年|上年|今年")
# 给予项目申报主体最高不超过50万元的一次性奖励.
_PAID = re.compile(r"(?:给予|予以)[^。；;\n]{0,30}$")
_GRANT = "(?:奖励|奖补|补助|补贴|资助|支持|贴息|扶持|配套(?![产设企服率能项]))"
_GRANT_BEHIND = re.compile(rf"[^，,。；;\n]{{0,24}}{_GRANT}")
_FUNDS_BEHIND = re.compile(r"的[^，,。；;\n]{0,12}(?:经费|资金|费用)")
_GRANT_BEFORE = re.compile(rf"{_GRANT}[^。；;\n]{{0,12}}$")
# 对首次认定的企业，给予一次性奖励，金额为50万元.
_SUM_OF_GRANT = re.compile(
    rf"(?<![面针应绝相])对(?![外接口标])[^。；;\n]{{2,60}}(?:给予|予以)[^。；;\n\d]{{0,24}}{_GRANT}[，,]?"
    r"(?:总金?额|金额|额度|比例|标准)(?:分别)?为$"
)
# 补贴比例不超过50%，每家企业每年不超过100万元: a cap on grants.
_CAPPED = re.compile(
    rf"{_GRANT}(?:比例|标准|额度|金额|限额|总额|总金额)[^。；;\n\d]{{0,16}}$"
    rf"|{_GRANT}[^。；;\n]{{0,30}}[，,](?:总金?额|金额|额度|比例)[^。；;\n\d]{{0,12}}$"
    rf"|{_GRANT}[^。；;\n]*(?:(?<!平均)每(?:家|户|个|人|项|所|件|次|辆|台|套)|单(?:家|个|户|笔|项))"
    r"[^，,。；;\n\d]{0,16}$"
)
# 对新认定企业一次性奖励 | 30万元: a sum without a condition beside it.
_ONE_OFF = re.compile(rf"(?<![面针应绝相])对(?![外接口标])[^，,。；;\n\d]{{2,30}}一次性{_GRANT}$")
# 按销售额的30%给予奖励: a rate at which anybody is granted something.
_RATE_OF = re.compile(
    r"按照?(?:其|该)?[^，,。；;、\n\d]{2,24}(?:的|价格|金额|总额|投资额?|费用)(?:最高|不超过|不高于|至多)?$"
)
_REDUCED = re.compile("减按(?:其|收入的)?$")
_GRANT_AT_RATE = re.compile(
    rf"(?:以内)?(?:的?(?:比例|标准|额度))?[，,]?(?:分[档类级]|一次性|择优)?"
    rf"(?:(?:给予|予以)[^，,。；;、\n]{{0,16}}?{_GRANT}|(?:进行)?(?:奖励|奖补|补助|补贴|资助|贴息))"
)
# The rate at which anybody is paid or pays: 按最低工资标准的90%按月计发, 按25%的税率征收.
_PAID_AT = re.compile(
    "(?:的(?:比例|标准|税率|费率))?(?:逐月|按[月季年日](?:度)?|一次性|统一)*"
    "(?:计发|发给|发放|支付|缴[纳存付]|计[算征提付]|提[取留]|征收|收取|报销|结算)"
)
_BY_RATE = re.compile("按照?(?:[^，,。；;、\\n\\d]{2,30}的)?$")
_RATE_NAMED = re.compile("的(?:税率|费率)(?:计?征收?|缴[纳存付]|收取)")
# What makes things, firms or holdings subject to a rule: 价值比例达到0.1%以上的; 控股50%及以上的子公司.
_THRESHOLD_BEHIND = re.compile(
    r"(?:及|\(?含\)?)?(?:以[上下内])?[^，,。；;、\n\d]{0,10}?的[）)]?"
    r"(?:[，,；;：:](?![^，,。；;\n\d]{0,8}(?:有|共|达到?|为|占)[^，,。；;\n\d]{0,4}\d)|$)"
)
# What is exempted or allowed behind such things: 超过30%(含)的货物,免征关税; 5人及以上的团体,可以申请.
_EXEMPTED_BEHIND = re.compile(
    r"(?:[（(]?含[）)]?|及)?(?:以[上下内])?[^，,。；;、\n\d]{0,12}?的[^，,。；;、\n\d]{1,8}[，,]"
    r"(?:[^，,。；;\n\d]{0,20}(?P<exempt>免征|减征|减按|减免|暂免)"
    r"|(?:都|均|也|就)?(?:可以|可|应当|应|须|不得))"
)
# What a report says of such things: 超过3万元的，同比增长12%; no further condition (，同比增长12%以上的，).
_REPORTED_OF = re.compile(
    r"[^\n]{0,30}?的[）)]?[，,；;：:](?![^，,。；;\n]*的[，,；;。])"
    r"(?:[^，,。；;\n\d]{0,8}(?:同比|环比|[较比](?:上年|去年|前年|上月|年初|同期))"
    r"|(?:主要|分别|大多|多|都|均|只|仅)?是(?!否)|[^，,。；;\n\d]{0,4}占(?![用地领道压])"
    r"|[^，,。；;\n\d]{0,8}(?:有|共|达到?|为)[^，,。；;\n\d]{0,4}?"
    r"[一二三四五六七八九十百千]+(?:[余多]?[家户成]|分之))"
)
# A duty of whoever reaches a number: 信息数量达到100万人的,应当备案.
_REACHED_BEFORE = re.compile("(?:达到?|累计)$")
_DUTY_BEHIND = re.compile(r"(?:及?以上)?的[^，,。；;\n\d]{0,16}[，,](?:应当?|必须|须|不得|由)")
_DUTY_OF = re.compile(r"(?:及?以[上下])?[^，,。；;\n\d]{0,12}的[，,](?:应当?|必须|须|不得|由|可)")
_HOLDING = re.compile(r"(?:控股|持股|持有|出资|股份|股权)(?:比例)?(?:合计|达到?|超过|不低于|大于|等于或)*$")
_HELD = re.compile(
    r"(?:及|\(?含\)?)?(?:以上)?(?:的?(?:股权|股份|权益))?的(?!比例)[^，,。；;\n\d]{0,12}?"
    r"(?:公司|企业|实体|机构|组织|股东|主体|单位)(?![^，,。；;\n]{0,12}\d)"
)
_OF_THINGS = re.compile(r"[是已]|目前|现有|其中|有的")
# English: items that account for 0.1% or more of the value; subsidiaries in which they hold 50% or more.
_OR_MORE = re.compile(r" (?:percent |per cent )?(?:or|and) (?:more|above|over|higher|greater|less|below)\b")
_MUST = re.compile(r"\b(?:shall|must|is required|are required|may not|prohibited|subject to)\b")
_HOLDING_IN = re.compile(r"\b(?:in which|whose) [^,;.]{2,40} (?:holds?|owns?|controls?) $")
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose|whom|where) (?![^,;.]*\b(?:will|would|had|was|were|has|have)\b)[^,;.]{2,60}$"
)
# What a rule allows at most: overhead may not exceed 15% of the award, grants are capped at 20 percent.
_ALLOWED = re.compile(
    r"\b(?:(?:may|shall|must|can) ?not "
    r"(?:exceed|be (?:more|higher|greater|larger) than|account for more than)"
    r"|(?<!target )(?<!targets )(?:is|are) (?:(?:typically|usually|generally|normally|currently|also) )?"
    r"(?:capped|limited) (?:at|to))(?: (?:about|around|the equivalent of|a maximum of|up to))? $"
)
# A limit by name, as it is: 线损率上限为 | 4.2%, 补贴上限由30万元提高到 | 50万元.
_LIMIT_BEFORE = re.compile(
    r"[上下]限(?:标准|值)?(?:[由从]?[^，,。；;\n]{0,12}\d[^，,。；;\n]{0,6})?"
    r"(?:仅|只|也|分别|统一|进一步|可|再|一次性)*"
    r"(?:为|是|有|设[为在定]|定[为在]|调[至为整降低高]|提[高至升]|放宽|降[低至]|扩[大展])?"
    r"[到至为]?(?:[每单][^，,。；;\d]{1,6}|人民币)?$"
)
# What anybody must have or pay, and the rates of taxes: banks must hold capital of | 8 percent, the standard
# rate is | 25%, dividends are subject to a tax of | 10%.
_DUTY = re.compile(
    r"(?:[a-z-]{3,}s|\b(?:each|every|any) [a-z -]{3,40})"
    r" (?:must|shall|(?:is|are) (?:required|obliged) to) (?:also |always |at all times )?"
    r"(?:hold|have|maintain|keep|pay|retain|contribute|deposit|submit|provide) [^.;]{0,80}$"
)
_TAXED = re.compile(
    r"\b(?:(?:standard|statutory|preferential|reduced|headline|general|flat|concessionary|zero)"
    r" (?:[a-z-]+ ){0,3}?rate|(?:income|profits?|corporate|withholding|value-added|sales) tax rate)"
    r"(?: on [a-z ]{3,40})? (?:is|are|of|stands at)(?: currently| generally)? $"
    r"|\b(?:is|are) subject to (?:an? |the )(?:[a-z-]+ ){0,3}?(?:tax|duty|levy|tariff|fee|surcharge)"
    r"(?: rate)? of $"
)
_LIMITS_SET = re.compile(
    r"\b(?:limits?|ceilings?|thresholds?|caps?)\b(?: (?:for|on|of) [a-z ,-]{3,60})? (?:is|are)"
    r"(?: currently| now)? (?:set |fixed )?(?:at )?$"
)
# What everybody pays or receives: 缴费标准为 | 每人400元.
_STANDARD = re.compile(
    "(?:缴费|收费|征收|补贴|补助|津贴|奖励|资助|救助|扣除|供养|抚恤|发放|支付|报销|保险金|补助金|保证金)"
    "(?:标准|比例)(?:分别)?[为是:：]"
    "(?:每[^，,。；;\\n\\d]{1,6}|[^，,。；;\\n\\d]{2,24}的)?$"
)
# The rate at which anybody is paid: 按照每人每月500元的标准.
_AT_STANDARD_BEFORE = re.compile(
    r"(?:按照?|以(?![上下内来后前]))[^，,。；;、\n\d]{0,24}$|每[^，,。；;、\n\d]{1,8}$"
)
_AT_STANDARD_BEHIND = re.compile(r"(?:、[^，,。；;、\n\d]{2,24}\d[\d.]*[^，,。；;、\n\d]{1,4})?的标准")
_GRANT_PER_HEAD = re.compile(
    f"的[，,]每[辆艘户人名亩家台套项个件头吨][^，,。；;\\n\\d]{{0,3}}(?:平均|最高|一次性)?{_GRANT}$"
)
# 按每人2000元给予补贴, 可申请1万元的补贴.
_BY_HEAD = re.compile(
    r"(?:按照?[^，,。；;\n]{0,24}每[^，,。；;、\n\d]{1,6}|可(?:按规定)?(?:申请|享受|申领|领取|获得?))"
    r"(?:最高|不超过|至多)?$"
)
# 每人最高可补贴300元, 贷款额度最高30万元.
_MAY_DRAW = re.compile(
    rf"(?:每[人户家艘名亩辆台]|单[个户家])[^，,。；;\n\d]{{0,4}}(?:最高|最多)可?{_GRANT}$"
    "|(?:担保|助学|小额|公积金)贷款最高(?:可[达贷]?|不超过)?$"
    "|(?:贷款|担保|授信)(?:最高)?额度(?:最高)?(?:为|不超过|可?提高[到至])?$"
)
_MUST_NOT = re.compile("(?:不得(?:低|少|高|多|大|小|超)[于过出](?:人民币)?|(?:应当?|必须|须)在)$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bby (?:the end|[a-z]+ \d)|\bwithin\b")
# A rule that refers to the preceding year, whichever year that is.
_ANY_YEAR = re.compile(
    r"(?:^|[^a-z])(?:the|each|any) preceding (?:fiscal |financial |accounting |calendar )?year"
)
_GIVEN = re.compile(
    r"已|今年|累计(?![^,，;；。\d]{0,8}?(?:不超过|最高|不高于))|共计?(?:给予|发放)|去年|上年|全年|本年"
    r"|[12]\d{3}年"
)
_SENTENCE_END = re.compile(r"[。；;\n]")


def settle_norms(
    targets: tuple[Target, ...], text: str, section: Section, year: int = 0
) -> tuple[Target, ...]:
    """Return the figures of a passage, with norms marked as such and their deadlines removed.

    In a document that lays down rules, every figure is a norm unless the passage itself names its year
    (到2030年达到50%以上). Below conditions, only bounds are norms (不低于3%); a bound for a year before
    `year`, that of the document, is one too (2024年度营业收入不低于2000万元). In any document, a Chinese
    grant to whoever meets its conditions is a norm, unless a year stands before it. So are a minimum for any
    preceding year, a limit on applications, a cap on grants, and a threshold of what a rule applies to.
    """
    return tuple(
        replace(one, kind="norm", deadline="") if _is_norm(one, text, section, year) else one
        for one in targets
    )


def _is_norm(target: Target, text: str, section: Section, year: int) -> bool:
    if target.kind == "target" and _is_granted(target, text):
        return True
    if (target.kind == "target" or not target.deadline) and _is_granted_at_rate(target, text):
        return True
    is_before = section == "condition" and target.deadline[:4].isdigit() and int(target.deadline[:4]) < year
    if target.comparator in ("<=", "<") and _limits_applications(target, text):
        return True
    if target.deadline and target.deadline[:4] in text and not is_before:
        return False
    if section == "rule" or (section == "condition" and target.comparator in _BOUNDS):
        return True
    if _is_laid_down(target, text) or (section == "" and _is_standard(target, text)):
        return True
    if section == "" and _is_demanded(target, text):
        return True
    if _is_paid_at_rate(target, text):
        return True
    if section in ("", "target") and any(
        is_one(target, text) for is_one in (_is_at_standard, _is_grant_per_head, _may_be_drawn)
    ):
        return True
    if target.comparator in (">", ">=") and _is_of_any_year(target, text):
        return True
    if target.comparator in _BOUNDS and _is_threshold(target, text):
        return True
    if _REACHED_BEFORE.search(text, 0, target.start) and _DUTY_BEHIND.match(text, target.end):
        return True
    if target.comparator in ("<=", ">=") and _is_limit(target, text):
        return True
    if target.comparator in ("<=", "<") and _is_allowed(target, text):
        return True
    return target.comparator in ("<=", "<") and _limits_anybody(target, text)


def _is_allowed(target: Target, text: str) -> bool:
    """Return whether a figure is the most that an English rule allows, now and without a date."""
    before = text[max(0, target.start - _REACH) : target.start].lower()
    return not target.deadline and _ALLOWED.search(before) is not None


def _is_laid_down(target: Target, text: str) -> bool:
    """Return whether an English figure is a duty, the rate of a tax or a limit, without a date."""
    if target.comparator in ("+", "-"):
        return False
    low, behind = (
        text[max(0, target.start - _LONG_REACH) : target.start].lower(),
        text[target.end : target.end + _REACH],
    )
    before = low.rpartition(". ")[2]
    if _DATED.search(before) or _DATED.search(behind.partition(". ")[0]):
        return False
    is_set = _TAXED.search(before) or _LIMITS_SET.search(before)
    return bool(is_set or (target.kind == "target" and _DUTY.search(before)))


def _is_limit(target: Target, text: str) -> bool:
    """Return whether a figure is a limit by name that is in force, without a date: 线损率上限为4.2%."""
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    return target.kind == "actual" and not target.deadline and _LIMIT_BEFORE.search(before) is not None


def _is_standard(target: Target, text: str) -> bool:
    """Return whether a sum or rate is what everybody pays or gets, without a date: 缴费标准为每人400元."""
    is_rate = target.unit == PERCENT or ("/" in target.unit and target.unit[:3] in load_units().currencies)
    if target.kind != "actual" or target.deadline or not is_rate:
        return False
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    return bool(_STANDARD.search(before)) and not _GIVEN.search(before)


def _is_at_standard(target: Target, text: str) -> bool:
    """Return whether a sum or bound is what anybody gets, without a date: 按照每人500元的标准发放."""
    is_sum = target.unit[:3] in load_units().currencies
    if target.deadline or not (is_sum or target.comparator in _BOUNDS):
        return False
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    is_rate = _AT_STANDARD_BEFORE.search(before) and _AT_STANDARD_BEHIND.match(text, target.end)
    return bool(is_rate) and not _GIVEN.search(before)


def _is_grant_per_head(target: Target, text: str) -> bool:
    """Return whether a sum is what each recipient is granted, without a date: 更换的，每辆车补贴4万元."""
    if target.deadline or target.unit[:3] not in load_units().currencies:
        return False
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    return _GRANT_PER_HEAD.search(before) is not None and not _GIVEN.search(before)


def _may_be_drawn(target: Target, text: str) -> bool:
    """Return whether a sum is what anybody may draw, without a date: 可申请1万元的补贴."""
    if target.deadline or target.unit[:3] not in load_units().currencies:
        return False
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    if _GIVEN.search(before):
        return False
    is_granted = _BY_HEAD.search(before) and _GRANT_BEHIND.match(text, target.end)
    return bool(is_granted or _MAY_DRAW.search(before))


def _is_demanded(target: Target, text: str) -> bool:
    """Return whether a bound must never be passed, without a date: 担保费率不得高于1%."""
    if target.deadline or target.comparator not in _BOUNDS:
        return False
    return _MUST_NOT.search(text, max(0, target.start - 12), target.start) is not None


def _is_of_any_year(target: Target, text: str) -> bool:
    """Return whether a bound is for any preceding year: turnover exceeds 10 billion in the preceding year."""
    behind = text[target.end : target.end + _REACH].lower()
    return bool(_ANY_YEAR.search(behind.partition(". ")[0]))


def _is_threshold(target: Target, text: str) -> bool:
    """Return whether a bound says what a rule applies to: items that account for 0.1% or more.

    >>> 所列物项的价值比例达到0.1%及以上的；其控股50%及以上的子公司
    """
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    if _OR_MORE.match(text, target.end):
        before = text[max(0, target.start - _LONG_REACH) : target.start].rpartition(". ")[2]
        is_described = _RELATIVE.search(before) or _HOLDING_IN.search(before)
        sentence = before + text[target.end : target.end + _LONG_REACH].partition(". ")[0]
        return bool(is_described and _MUST.search(sentence))
    is_given = _GIVEN.search(before.replace("累计", "") if _DUTY_OF.match(text, target.end) else before)
    if is_given or _OF_THINGS.search(before):
        return False
    if target.unit == PERCENT and _HOLDING.search(before) and _HELD.match(text, target.end):
        return True
    if _REPORTED_OF.match(text, target.end):
        return False
    if exempted := _EXEMPTED_BEHIND.match(text, target.end):
        return target.kind == "target" or exempted["exempt"] is not None
    return bool(_THRESHOLD_BEHIND.match(text, target.end))


def _limits_anybody(target: Target, text: str) -> bool:
    """Return whether a figure limits how many applications anybody may submit, or what anybody is granted."""
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    if _PUT_FORWARD.search(before):
        return not _REPORTED.search(before)
    is_count = target.unit in load_units().counting
    if is_count and not target.deadline and _PER_EACH.search(before):
        return not _REPORTED.search(before)
    is_granted = target.unit == PERCENT or target.unit[:3] in load_units().currencies
    return is_granted and bool(_CAPPED.search(before)) and not _GIVEN.search(before)


def _limits_applications(target: Target, text: str) -> bool:
    """Return whether a figure limits applications, by a sentence without a year of its own.

    >>> 请于2025年6月30日前登录系统。各市推荐项目不超过15个
    """
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    is_limit = _PUT_FORWARD.search(before) is not None and not _REPORTED.search(before)
    return is_limit and not _OWN_YEAR.search(before)


def _is_granted_at_rate(target: Target, text: str) -> bool:
    """Return whether a figure is the rate at which anybody is granted something, or is taxed.

    >>> 按销售额的30%给予奖励; 减按15%征收企业所得税
    """
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    is_tax = _REDUCED.search(before) and text.startswith(("征收", "的税率", "的比例"), target.end)
    if target.unit == PERCENT and is_tax and not _GIVEN.search(before):
        return True
    is_rate = target.unit == PERCENT and _RATE_OF.search(before) and not _GIVEN.search(before)
    return bool(is_rate and _GRANT_AT_RATE.match(text, target.end))


def _is_paid_at_rate(target: Target, text: str) -> bool:
    """Return whether a figure is the rate at which anybody is paid or pays, without a date.

    >>> 保险金按最低工资标准的90%按月计发; 补助金按月平均工资的三倍计发; 车船税按5%的税率征收
    """
    if target.deadline or target.unit not in (PERCENT, TIMES) or not _PAID_AT.match(text, target.end):
        return False
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    by_rate = _BY_RATE.search(before)
    if by_rate is None:
        return False
    clause = before[: by_rate.start()].replace("，", ",").rpartition(",")[2]  # the base may be of any 上年度
    if _GIVEN.search(clause):
        return False
    return by_rate[0].endswith("的") or _RATE_NAMED.match(text, target.end) is not None


def _is_granted(target: Target, text: str) -> bool:
    """Return whether a figure is the rate or the maximum of a grant to whoever meets the conditions."""
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    if _GIVEN.search(before):
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
    return target.comparator in _BOUNDS and bool(_GRANT_BEFORE.search(before))
