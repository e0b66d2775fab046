"""Chinese penalties: what breaking a rule costs, and fines that were imposed."""

from __future__ import annotations

import itertools

from flows.annotation.figures.norms.chinese.around import Around, look_around
from flows.annotation.figures.units import PERCENT, TIMES, load_units
from flows.text import lazy_pattern

_NOUN = "(?:处罚金额|罚款|罚金(?!额)|罚没款|滞纳金|违约金|惩罚性赔偿金?)"
_FOUND = lazy_pattern("罚|滞纳金|惩罚性赔偿")
# A penalty behind its sum (处5万元 | 以下罚款, 5千元 | 以上5万元以下的罚款), or before it (罚款 | 20万元).
_BEHIND = lazy_pattern(
    "(?:[（(][^（）()]{1,12}[）)])?(?:以[上下内])?(?:的)?(?:[^，,。；;\\d的]{0,4})?(?P<noun>" + _NOUN + ")"
    "|(?:以上|[至到、]|的?(?:以上)?或者?)[^，,。；;]{0,24}?(?:以下|以内)?的?(?P<later>" + _NOUN + ")"
)
_BEFORE = lazy_pattern(
    f"(?P<noun>{_NOUN})(?:金额|总额|数额|上限|下限|幅度|标准|额度|限额|最高限额)?"
    "(?:[由从][^，,。；;]{1,16}?(?:提高|上调|增加|上升|调整|降低)[到至为]|[由从]|(?:也|均|可|将"
    "|已)?(?:提高|上调|增加"
    "|上升|调整|降低|下调)[到至为])?(?:约|共|合计|共计|总计|累计|达到?|高达|为|是|超过?|逾|近"
    "|最高|最低|不超过|不低于"
    "|人民币|可达|可|至少|最多|计|了|总额|额)*(?:[^，,。；;]{0,10}\\d[^，,。；;]{0,6}(?:至|到"
    "|以上|或者?)[^，,。；;\\d]{0,12}的?)?$"
    "|(?P<verb>(?:可|被|处|并|重|共|合计|再|将|开|最高)罚)(?:款)?(?:了|约|共|逾|超过?|近|最高|达)*"
    "(?:\\d[^，,。；;]{0,6}(?:至|到|以上|或者?)[^，,。；;\\d]{0,12}的?)?$"
)
# Whoever breaks a rule, and what may be imposed.
_THREATENED = lazy_pattern(
    "(?:的|后|时)[，,](?:[^。；;]{0,60}[，,])?[^，,。；;]{0,24}?(?:处|罚|征收|加收|缴纳|支付|判)"
    "|(?:可|应当?|将|须|要|会|能)(?:以)?(?:依法|单独|同时)?(?:并|被|单)?(?:处|罚|判处)"
    "|最[高低多][^，,。；;\\d]{0,8}罚"
    "|(?:可|会|将|要|可能)(?:被|面临)|面临(?:最高|高达)|情节(?:较|特别)?(?:严重|轻微|恶劣|轻?重)"
    "|罚[款金](?:的)?(?:[上下]限|幅度|标准|额度|限额|最高限额)"
    "|按日(?:加收|征收|计收)|每[^，,。；;\\d]{1,6}(?:处以?|罚款)|(?:规定|设定|明确)[^。；;]{0,40}"
    "|^[^。；;]{0,6}(?:违反|对违反|拒不|逾期)[^。；;]{0,60}的"
)
# A draft of a rule, which threatens like the rule itself.
_DRAFT = lazy_pattern("草案|征求意见稿|法案|议案|条例|办法")
# What anybody will have to pay, whatever was imposed before: 违者罚款, 逾期将处以每天 | 10万元的罚款.
_IN_GENERAL = lazy_pattern(
    "违[规法例章]?者[^。；;]{0,40}$|逾期[^，,。；;]{0,24}$|(?:将|会|可能?)面临[^。；;]{0,24}$"
    "|(?:处以?|罚款?|判处)最高[^，,。；;]{0,8}$"
)
# What a percentage or multiple is of, right before it: 处|违法所得|一倍以上五倍以下罚款.
_BASE = lazy_pattern(
    "(?:处以?|单处|判处|罚款?)(?P<base>[^，,。；;处\\d]{2,20}?"
    "(?:金额|所得|价款|税款|额|货值|收入|价值|费用))的?"
    "(?:百分之|千分之|[\\d一二三四五六七八九十])"
)
_PARTS = ("或者", "或", "、", "并", "和", "及")
_FULL_STOP, _SHORTEST_DEED = lazy_pattern("[。\\n]"), 4
# Whoever does what: 销售变质肉制品|的，处五千元; and what names no offence of its own.
_OFFENCE = lazy_pattern("(?:^|[，,。；;：:\\n])(?P<deed>[^，,。；;：:\\n]{3,40})的(?=[，,])")
_NO_OFFENCE = lazy_pattern(
    "^(?:.*(?:下列|前款|上述|本条|前述|所列)|.*违反本?[^，,]{0,16}(?:规定|条例|办法|法)$|依照|情节|后果|逾期"
    "|拒不|没?有违法所得|违法所得"
    "|造成|构成|不足|再次|两次|经责令|货值|数额|对|其中|无法|尚不|尚未触犯|触犯|属|不?以[^，,]{2,12}为目$"
    "|单位|个人|法人)"
    "|(?:[元倍%年月日]|以上|以下|不足|规定|行为)$"
)
_SENTENCE_PARTS, _COMMAS = lazy_pattern("[；;：:\\n]"), lazy_pattern("[，,]")
_RULE_BROKEN = lazy_pattern("违反|^根据|^依照|^按照|^对于?|规定$")
_NO_DEED = lazy_pattern("罚款|责令|没收|处以?[\\d一二三四五六七八九十]")  # clauses of the sentence before
_LONGEST_DEED = 40
_ITEM_NUMBER = lazy_pattern(
    "^(?:第[\\d一二三四五六七八九十百零]{1,7}条(?:之[一二三])?"
    "|[(（]?[\\d一二三四五六七八九十]{1,3}[)）、.．])\\s*"
)
_CAPPED_BEHIND = lazy_pattern("(?:[（(][^（）()]{1,12}[）)])?以[上下内]")
_FLOOR_BEFORE = lazy_pattern("[元倍%‰\\d一二三四五六七八九十]以上[^，,。；;年]{0,12}$")
_IMPOSED = lazy_pattern(
    "(?<!可)(?<!将)(?<!会)(?<!要)(?<!应)(?<!能)被[^，,。；;]{0,24}?(?:处|罚|判|课|开)"
    "|被[^。；;]{0,30}[，,]并处|(?<![以可并])判处|合计|[共累]计|共处|共罚|开出|开具|罚单"
    "|缴[纳清]了?|支付了?"
    "|已|去年|上年|今年|当年|近日|日前|[12]\\d{3}年|决定|作出|罚没|对[该其这][^，,。；;]{0,16}?(?:处|罚)"
    "|对[^，,。；;的]{2,20}(?:公司|银行|机构|集团|厂|店|行|平台|企业)[^，,。；;的]{0,6}(?:处以?|罚款|开出|罚)"
    "|收到[^，,。；;]{0,20}罚"
)


def find_penalty(text: str, start: int, end: int, unit: str) -> str:
    """Return the name of the penalty whose amount is `text[start:end]`, "" if it is none.

    A rule threatens with it, or somebody had to pay it; what is only asked for or weighed is left out. A
    percentage or multiple is named with what it is of.

    >>> 并处货值金额五倍以上十倍以下的罚款 -> 按货值金额的罚款
    """
    is_amount = unit in (PERCENT, TIMES, "‰") or unit[:3] in load_units().currencies
    around = look_around(text, start, end) if is_amount else None
    if around is None:
        return ""
    noun = noun_of(around)
    if not noun or not (is_threatened(around) or _is_imposed(around)):
        return ""
    bases = [*_BASE.finditer(f"{around.before}{text[start:end]}")]
    if unit[:3] in load_units().currencies or not bases:
        return noun
    return f"按{bases[-1]['base']}的{noun}"


def is_threatened(around: Around) -> bool:
    """Return whether a figure is what breaking a rule costs anybody: 处五千元以上五万元以下罚款."""
    if not noun_of(around):
        return False
    is_bounded = _CAPPED_BEHIND.match(around.behind) or _FLOOR_BEFORE.search(around.clause)
    if is_bounded or _IN_GENERAL.search(around.before):
        return True
    if _IMPOSED.search(around.before) or (around.is_planned and not _DRAFT.search(around.before)):
        return False
    return _THREATENED.search(around.before) is not None


def _is_imposed(around: Around) -> bool:
    """Return whether a penalty was imposed or paid: 被罚款300万元."""
    return not around.is_planned and _IMPOSED.search(around.before) is not None


def noun_of(around: Around) -> str:
    """Return the noun of the penalty whose amount a figure is, or ""."""
    if not (_FOUND.search(around.clause) or _FOUND.search(around.behind)):
        return ""
    if behind := _BEHIND.match(around.behind):
        return behind["noun"] or behind["later"]
    before = _BEFORE.search(around.clause)
    if before is None:
        return ""
    return before["noun"] or "罚款"


def find_offence(text: str, start: int) -> str:
    """Return the offence that a penalty at `start` is for, as its sentence names it, "" if it names none.

    >>> 销售变质肉制品的，处五千元以上五万元以下罚款 -> 销售变质肉制品
    """
    before = _FULL_STOP.split(text[:start])[-1]
    for match in reversed([*_OFFENCE.finditer(before)]):
        deed = _ITEM_NUMBER.sub("", match["deed"].strip())
        if deed.startswith(_PARTS) or deed.count("(") != deed.count(")"):
            return ""  # the last of several offences
        if len(deed) >= _SHORTEST_DEED and not _NO_OFFENCE.search(deed):
            return _with_clauses_before(before, match.start("deed"), deed)
    return ""


def _with_clauses_before(text: str, start: int, deed: str) -> str:
    """Return an offence with the clauses that belong to it, "" if it is too long to be whole.

    >>> 编造虚假信息，扰乱市场|的: both; 违反本法规定，|未登记渔具|的: only the second
    """
    begin = max((match.end() for match in _SENTENCE_PARTS.finditer(text, 0, start)), default=0)
    places = [begin, *(match.end() for match in _COMMAS.finditer(text, begin, start))]
    if places[-1] != start:
        return deed
    whole = text[begin:start]
    for place, following in itertools.pairwise(places):
        whole = _ITEM_NUMBER.sub("", text[place:start].strip())
        if not _RULE_BROKEN.search(text[place : following - 1]):
            break
        whole = ""
    offence = f"{whole}{deed}"
    return offence if len(offence) <= _LONGEST_DEED and not _NO_DEED.search(offence) else ""
