"""The noun phrase before a Chinese figure, without the words that do not belong to its name."""

from __future__ import annotations

from flows.annotation.figures.clauses.sum_rules import is_sum
from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import ADVERBS_BEHIND, load_words
from flows.text import lazy_pattern

# An adjective of measure before 达: 验证周期长达18个月; not 全长, 总长, 时长.
_HOW_LONG = lazy_pattern("(?:(?<=周期|时间|期限|寿命|历史|距离|队伍)|(?<=海岸线|边境线|边界线))[长短远]$")
# Verbs without which a sum would be that of who gives it, and how its name begins: 争取|中央转移支付资金.
_RECEIVING = (("募集", ("资金总额", "资金净额")), ("争取", ("中央", "国家", "上级", "省级")))
# A place and the verb by which it reached a measure of two characters or more: 全市共完成投资.
_REACHED_BY_PLACE = lazy_pattern(
    "(?P<place>[全我本][国省市县区州旗镇乡盟]|[\u4e00-\u9fff]{2,6}[省市县州旗镇盟]|[\u4e00-\u9fff]{1,4}区"
    "|[\u4e00-\u9fff]{0,8}(?:公司|集团|股份|科技|银行))"
    "(?:全年|共|累计|已经?|又)*(?:完成|实现)了?(?![率额量值情进的])(?=..)"
)
_HAS = lazy_pattern(
    "(?P<place>[全我本][国省市县区州旗]|[\u4e00-\u9fff]{2}[省市县州旗])(?:共|现|已|仍|还)*"
    "(?:有(?![关效色机限轨序用望力利害意损偿形益能源条]|[的了人些])|拥有|建有|设有)(?=..)"
)
# A preposition whose moment is blank: 自[2019年以来]累计投入.
_BEFORE_MOMENT = lazy_pattern(f"(?:自从?|从|截[至止]到?|(?<=[企业省市县区国团院部门司])到){GAP}")
# A starting value that is no figure: 门票|从最初的五元钱,|涨到了80元.
_FROM_FIRST = lazy_pattern("(?<=..)[从由](?:最初|原来|过去|当初|起初|开始)的.{2,8}$")
# Something reached before what the figure measures: 基本实现现代化、实现|人均地区生产总值.
_REACHED_FIRST = lazy_pattern("^.*实现.*、(?:同步|基本|全面)*实现(?=.{2})")
# What is done with money, without a noun before it.
_SPENT = lazy_pattern(
    "(?<![引招])(?<!减少)(?<!压减)(?<!取消)(?<!停止)(?<!撤回)"
    "(?P<deed>(?:新增)?(?:投资|投入|融资|募资|出资))(?:了|约|近|达到?|超过?|逾|共|累计|总计|额)?$"
)
_BANK_IS = lazy_pattern("(?<=[银央支分总投]行)为$")  # 行为 is a word, 农村商业银行为|62% is not
# What is still to come, when it was told, and that it was a record: 全省|还将|淘汰产能, 规模创历史新高.
_WILL = lazy_pattern(
    "^(?P<place>全[国省市区县]|[^,;:。、]{1,6}[省市县区])?(?:还|也|并)将(?:继续|进一步|再)?(?=..)"
)
_TODAY = lazy_pattern(
    "(?<=..)(?<![至到在以从])(?:今天|今日|昨天|昨日|日前|近日)(?:紧急|已经?|又|再次)?(?=..)"
)
_RECORD = lazy_pattern(
    "(?:规模|总[量额值]|数量|金额|水平)?(?:再|又|均|也|双双|连续)*(?:创|刷新)[^,;:。、]{0,10}"
    "(?:新高|新低|纪录|记录|最高水平)"
)
_AVERAGE, _PERIODS = lazy_pattern("[年月日周户亩]均|(?P<half>均)"), "年月日周户亩"
# 快递业务量1745亿件,|人均124件: an average of what is named before.
_PER_HEAD = lazy_pattern("(?P<of>[人户亩地]均)(?:[约近]|达到?|超过?|为)*$")
# What the clause is about comes only after this: 收购完成后|持股比例, 相当于|减少排放.
_AFTER_DEED = lazy_pattern(
    "^(?:本次|此次)?(?:交易|收购|重组|增持|减持|转让|发行|改造|升级|整合|合并|并购)"
    "(?:全部)?(?:完成|实施|结束)?后(?=..)"
    "|^(?:相当于|等同于|折合)(?:每年|一年|年|又)?"
    "(?=(?:减少|减排|节约|节省|少|植树|植绿|种植|种下|再造|关停)..)"
)
# Who expects a value: 市场此前|预期.
_EXPECTING = lazy_pattern(
    "(?P<who>市场|分析师|机构|业内|经济学家|投资者)(?:此前|之前|普遍|一致)*(?:预期|预计)"
)
_GAINED = lazy_pattern("(?P<per>[人户亩]均)(?P<gain>增收|节支|减负)")
# 和 at the end of a name that is no word with it: 渔业产值和|,达到5亿元; not 产值总和.
_AND_BEHIND = lazy_pattern("(?<![之总饱共缓温柔中谐平])和$")


def read_phrase(clause: Clause) -> str:
    """Return the name that the words before a figure give it, "" if it continues the name before.

    >>> 全国还将关停小火电机组200万千瓦 -> 全国关停小火电机组
    >>> 产值达300亿元,规模创历史新高,增长9% -> ""
    """
    phrase = _BEFORE_MOMENT.sub("", clause.phrase).replace(GAP, "")
    phrase = _AFTER_DEED.sub("", _FROM_FIRST.sub("", phrase))
    if expecting := _EXPECTING.match(clause.left.replace(GAP, "")):
        return f"{expecting['who']}预期"
    phrase = ADVERBS_BEHIND.sub("", phrase)
    phrase = _without_verb(_REACHED_FIRST.sub("", phrase))
    phrase = _BANK_IS.sub("", phrase)
    if clause.after.startswith("的"):
        phrase = phrase.removesuffix("以")  # 贺岁档以|超53亿|的成绩
    phrase = _TODAY.sub("", _WILL.sub(r"\g<place>", phrase))
    if _RECORD.fullmatch(phrase):
        return ""  # 产值达300亿元,规模创历史新高,增长9%
    if "达" in clause.tail:
        phrase = _HOW_LONG.sub("", phrase)
    phrase = _with_average(clause, _with_verb(clause, phrase))
    for verb, objects in _RECEIVING:
        if phrase.startswith(objects) and f"{verb}{phrase}" in clause.left:
            phrase = f"{verb}{phrase}"
    if not phrase and (per_head := _PER_HEAD.search(clause.left)):
        return per_head["of"]
    gained = _GAINED.search(clause.left)
    if gained and phrase.endswith(gained["per"]):
        return f"{phrase}{gained['gain']}"
    if not phrase and is_sum(clause) and (spent := _SPENT.search(clause.left)):
        return spent["deed"]
    return _AND_BEHIND.sub("", without_lone_quotes(phrase))


def _with_verb(clause: Clause, phrase: str) -> str:
    """Put the verb of what is new or given up before its name, which alone would mean all of it.

    >>> 新设企业数量增长5% -> 新设企业数量; 取消审批事项200项 -> 取消审批事项
    """
    verb = next((word for word in clause.actions if word.startswith("新")), "".join(clause.actions[-1:]))
    verb = "".join(clause.actions[clause.actions.index(verb) :]) if verb else ""  # 新增授权专利
    is_part = verb in load_words().kept_actions or (verb.startswith("新") and not verb.startswith("新建"))
    if not (phrase and is_part and f"{verb}{phrase}" in clause.left):
        return phrase
    before = clause.left.partition(f"{verb}{phrase}")[0]
    is_one_of_verbs = before.endswith(("、", "和", "与", "及", *load_words().actions))  # 制定修改废止规章6件
    return phrase if is_one_of_verbs else f"{verb}{phrase}"


def _with_average(clause: Clause, phrase: str) -> str:
    """Keep the words that make a level an average: 新增就业|年均1200万人. An average change has its own name.

    >>> 渔港客流量日均达到5万人次 -> 渔港客流量日均
    """
    average = _AVERAGE.match(clause.left.rpartition(phrase)[2]) if phrase else None
    if average is None or not {"+", "-"}.isdisjoint(clause.effects):
        return phrase
    is_half = average["half"] is not None
    return f"{phrase}{average[0]}" if phrase[-1] in _PERIODS or not is_half else phrase


def _without_verb(phrase: str) -> str:
    """Drop the verb between a place and the measure that it reached: 全市|完成|地区生产总值.

    工业企业实现利润 is the name of a measure, and 全市完成率 has no verb.
    """
    if has := _HAS.match(phrase):
        return f"{has['place']}{phrase[has.end() :]}"  # 全国|有|合作社217万家
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
