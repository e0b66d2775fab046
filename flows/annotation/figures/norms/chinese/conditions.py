"""Chinese conditions: what a rule says of whatever reaches a bound, and what documents lay down by name."""

from __future__ import annotations

from flows.annotation.figures.norms.chinese.around import Around
from flows.annotation.figures.norms.shared import BOUNDS
from flows.annotation.figures.units import PERCENT
from flows.records import Target
from flows.text import lazy_pattern

# What follows for whatever reaches a bound: 超过 | 5万元的，银行要核实; 大于 | 1000平方米即需备案.
_DUTY = (
    "(?:必须|[都均][要须]|将被|被列[为入]|被视为|被认定为|均?须|应当|不得|禁止|一律|方可|方能"
    "|才[能可]|[即就](?:可(?:以)?(?:享受|申[请报领]"
    "|参加|获)|[需须])"
    "|[就便](?:要|得|会被|可以)(?:接受|报|备案|申报|登记|审批|停|缴|享受)"
    "|免(?:于|征|交|缴)|可(?:以)?(?:享受|申[请报领]))"
)
_WHOEVER_BEHIND = lazy_pattern(
    "(?:[（(]?含[^）)]{0,6}[）)]?)?(?:及?以[上下内])?的"
    f"(?P<who>[^，,。；;、\\d]{{0,12}}?)[，,]?{_DUTY}(?!了)"
)
_THEN_BEHIND = lazy_pattern(
    f"(?:及?以[上下内])?的?(?:[^，,。；;、\\d]{{0,8}})?[，,][^，,。；;\\d]{{0,6}}?{_DUTY}(?!了)"
)
_AT_ONCE_BEHIND = lazy_pattern("(?:及?以[上下内])?[，,]?[即就便](?:[需须]|可(?:以)?(?:享受|申[请报领]))")
_IF = lazy_pattern("(?:一旦|只要|凡是?|如果?|若)[^，,。；;]{2,24}$")
_OWNERS = (
    "企业",
    "公司",
    "单位",
    "项目",
    "机构",
    "平台",
    "银行",
    "者",
    "人",
    "场",
    "船",
    "车",
    "店",
    "户",
    "园区",
    "学校",
)
_BOUND_WORDS = lazy_pattern("(?:在|达到?|为|[低少高多大小]于|超[过出]|不|足|满|至[少多])+$")
_PAUSE = lazy_pattern("[，,：:；;。]")
_SHORT = 2
# What must be reached by whoever applies: 申报龙头企业，年销售收入需在 | 2亿元以上.
_APPLYING = lazy_pattern(
    "(?:^|[，,])(?:申[报请]|要想?|想要|若要)[^，,。；;\\d]{2,20}[，,][^，,。；;\\d]{0,20}"
    "(?:需|须|得|要|必须|应)[^，,。；;\\d]{0,10}$"
)
_SAYING = lazy_pattern("表示|认为|觉得|主张|支持|赞成|同意|希望|[说称]|受访")
# A document and what it lays down: 办法规定, 招标文件要求, 按要求, 考核指标包括.
_SOURCE = (
    "(?:(?:政策|法律?|法[规案]|办法|条例|新[规国]标?|[国行地]标|标准|协议|合同|文件|标书|细则"
    "|章程|规则|指引"
    "|准则|规程|草案|征求意见稿|监管部门|监管机构|监管|央行|证监会|银保监会|》|地方|法规|指令|交易所|条款"
    "|公约"
    "|协定|准入条件|规范条件|技术规范|认定|海关|税务机关)[^，,。；;\\d]{0,4}?"
    "(?:规定|要求|约定|明确|载明)(?![的了将把]|提出)"
    "|(?:上市|申[请报]|入围|准入|开户)[，,](?:均|都)?要求(?![的了将把])|(?:(?<![做方办看想说手用书无])法"
    "|条例|办法|法案|新规|指令|细则)[》”]?[，,](?:并|均)?(?:要求|规定)(?![的了将把])"
    "|(?:^|[，,：:])[^，,。；;\\d]{1,16}(?<!违反)(?<!符合)(?<!按照)(?<!规划)(?<!纲要)(?<!计划)(?<!决议)"
    "(?<!会议)规定(?![的了将把以和及、])"
    "|[按依根][照据][^，,。；;\\d]{0,10}(?:章程|协议|合同|公约|协定|准则|规则|法规?|规定)[》”]?(?=[，,])"
    "|[按依根][照据]?(?:(?:现行|有关|相关|此次|法定)?(?:规定|要求|新规|办法|合同|约定|法律|条例|政策"
    "|标准|草案|征求意见稿))"
    "|考核(?:指标|要求)(?:包括|为|是|[:：])"
    "|(?:申[请报领]|入选|上市|准入|参评|认定|入围|贷款)(?:条件|要求|资格|标准)(?:之一)?(?:是|为|包括|[:：]))"
)
_LAID_DOWN = lazy_pattern(f"{_SOURCE}(?P<between>[^。；;]{{0,80}})$")
_REACHES = lazy_pattern(
    "(?:不[得能]?[低少高多大小超][于过出]|达到?|为|(?<!的)占|限定[为在]|[在至到])$|占(?:到"
    "|比)?[^，,。；;\\d]{2,10}的$"
    "|每年可[^，,。；;\\d]{0,10}(?:出口|进口)$"
)
_MUST_HAVE = lazy_pattern(
    "(?:必须|(?<![亟急仍无])须)(?:[将把][^，,。；;\\d]{0,12}|按照?|使用|留存|保留|提取|预留|配套"
    "|缴存|缴纳|持有)"
    "[^，,。；;\\d]{0,14}$"
)
_BOUNDED = lazy_pattern(
    "(?:[低少高多大小长短早晚]于|超[过出]|不[足满超]|至[少多]|最[高多低少]|以[上下内])[^，,。；;\\d]{0,14}$"
)
_BOUNDED_BEHIND = lazy_pattern("[（(]?含?[）)]?(?:及|或)?以[上下内]|[至到~～-]")
# What a share is to be used for: 不低于 | 30%的资金要用于农村; and what makes that a duty.
_USED_BEHIND = lazy_pattern(
    "(?:以上|以内)?(?:的?[^，,。；;\\d]{0,10}(?:资金|经费|收入|款项?|额度|份额|利润|指标|名额|席位|岗位"
    "|采购额|预算|股份|房源|面积|用地))?(?P<must>必须|须|应当?|要|需|只能)?(?:专项|统一|全部|主要|优先)*"
    "(?:用[于作来]|投向|留给|分配给|安排给|预留给?|面向)(?!了)"
)
_MUST = lazy_pattern("规定|要求|约定|办法|条例|细则|合同|协议|必须|不得|(?<![亟急仍无])须|应当")
# What is asked of somebody: 要求社保缴款占工资的 | 20%, 要求零售商 | 30%的采购来自本地.
_SHARE_REQUIRED = lazy_pattern("(?<![的了将按])要求[^，,。；;\\d]{2,16}占[^，,。；;\\d]{1,10}的$")
_REQUIRED = lazy_pattern("(?<![的了将按])要求[^，,。；;\\d]{2,16}$")
_FROM_BEHIND = lazy_pattern("以?上?的[^，,。；;\\d]{1,8}(?:来自|采购自|用于|面向)")
_INTENDED = lazy_pattern("拟|计划|力争|争取|预计|确保|有望|目标|已|打算|考虑|承诺")
_REPORTED = lazy_pattern(
    "已(?!经?[有达建])|实际|平均|同比|目前|去年|上年|今年|[12]\\d{3}年|共有|累计(?!不|达)|全[省市县区国]"
    "|我[国省市县区们]|力争|确保|目标|任务|规划|争取|努力|其中|显示|调查|数据|统计|增长|下降|实测|实为"
    "|[，,](?:而|却|但)"
)


def names_measure(before: str) -> bool:
    """Return whether a clause before a bound names what is measured: 员工超过, not 超过 (60%的村)."""
    return len(_BOUND_WORDS.sub("", _PAUSE.split(before)[-1])) >= _SHORT


def rules_class(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]` says which things a rule is about: 400万元以上的项目，必须公开招标."""
    whoever = _WHOEVER_BEHIND.match(text, end)
    if whoever is None or _SAYING.search(whoever["who"]):
        return False
    before = text[max(0, start - 16) : start]
    return names_measure(before) and not _REPORTED.search(before)


def is_of_class(target: Target, around: Around) -> bool:
    """Return whether a bound says which things a rule is about, in documents of any kind."""
    is_bound = target.comparator in BOUNDS and names_measure(around.clause)
    whoever = _WHOEVER_BEHIND.match(around.behind) if is_bound else None
    if whoever is None or _REPORTED.search(around.clause) or around.is_opinion:
        return False
    return whoever["who"].endswith(_OWNERS)


def is_of_whoever(target: Target, around: Around) -> bool:
    """Return whether a bound says what makes anybody subject to a rule: 达到2000万元以上的企业方可申报."""
    if target.comparator not in BOUNDS or _REPORTED.search(around.clause) or not names_measure(around.clause):
        return False
    if whoever := _WHOEVER_BEHIND.match(around.behind):
        return not (_SAYING.search(whoever["who"]) or around.is_opinion)
    if around.is_opinion:
        return False
    is_condition = _IF.search(around.clause) and _THEN_BEHIND.match(around.behind)
    return bool(is_condition or _AT_ONCE_BEHIND.match(around.behind))


def is_if_reached(target: Target, around: Around) -> bool:
    """Return whether a value is a condition: 只要占比达到30%，就可以享受; 申报企业，收入需在2亿元以上."""
    if target.comparator in ("+", "-") or around.is_opinion:
        return False
    if _APPLYING.search(around.before):
        return True
    return bool(_IF.search(around.clause) and _THEN_BEHIND.match(around.behind))


def is_laid_down(target: Target, around: Around) -> bool:
    """Return whether a document is said to lay a figure down: 招标文件要求业绩不少于3000万元."""
    if target.comparator in ("+", "-", "~") or around.is_planned:
        return False
    said = _LAID_DOWN.search(around.before)
    if said is None or _REPORTED.search(said["between"]):
        return False
    if _REACHES.search(around.clause):
        return True
    is_bounded = _BOUNDED.search(around.clause) or _BOUNDED_BEHIND.match(around.behind)
    return target.comparator in BOUNDS and bool(is_bounded)


def is_part_demanded(target: Target, around: Around) -> bool:
    """Return whether a share is what anybody must keep or use: 银行须留存5%的风险准备金."""
    if target.unit != PERCENT or target.comparator in ("+", "-") or around.is_planned or around.is_opinion:
        return False
    if _MUST_HAVE.search(around.clause):
        return not _REPORTED.search(around.before)
    if _SHARE_REQUIRED.search(around.clause) and not _INTENDED.search(around.before):
        return True
    if _REQUIRED.search(around.clause) and _FROM_BEHIND.match(around.behind):
        return not (_REPORTED.search(around.clause) or _INTENDED.search(around.before))
    used = _USED_BEHIND.match(around.behind) if target.comparator in BOUNDS else None
    if used is None or _REPORTED.search(around.clause) or _INTENDED.search(around.before):
        return False
    return bool(used["must"]) or _MUST.search(around.before) is not None
