"""Leave out figures that are neither targets nor results.

They hold only under a condition (if exports were banned), or are only talked about (in talks to sell).
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.statements import Sentence
from flows.text import lazy_pattern

_REACH = 320  # code points around a figure that are read
_MODAL = r"\b(?:would|could|might)\b"
# What opens another clause, which states a fact: a relative (firms that make 60 percent), a contrast, a time.
_OTHER = (
    r"\b(?:that|which|who|whose|where|while|when|because|from|but|yet|although|though|whereas|since|until"
    r"|as)\b"
)
_ASIDE = r", (?:according to|in|on|by|over|at|for|under|per) [^,;]{2,50},"
# Words of a main clause after its modal; a comma may open another clause.
_REST = rf"(?:{_ASIDE}|,(?=\d)|(?!{_OTHER})[^,;]){{0,90}}"
# An approval to come is no supposition: if passed, or if the Senate approves it, the bill would provide.
_APPROVAL = (
    r"(?!(?:\w+ )?(?:enacted|passed|approved|adopted|implemented|realised|realized|completed|confirmed"
    r"|successful|signed|funded|built|so|not|any|only|ever|possible|necessary|needed|required)\b"
    r"|[^,;.]{0,60}\b(?:pass(?:es|ed)?|approve[sd]?|enact(?:s|ed)?|ratif(?:y|ies|ied)|becomes? law"
    r"|(?:goes?|went) (?:ahead|through|well|into effect)|takes? effect|completed?|succeeds?)\b)"
)
_OPENING = r"(?:^\W*|[,;:(—–-] ?|\b(?:that|and|but|because|whereas|said|says) )"
_IF = rf"{_OPENING}(?:if|unless|suppose|supposing) {_APPROVAL}"
# The order of words shows a condition only where a clause begins: were China to invade, not "and were".
_NO_SUBJECT = r"(?!\w+(?:ed|ing|n) |set |due |ready |able |unable |likely |about |to |not |also |still )"
_INVERTED = (
    r"(?:^\W*|[;:—–] ?|\b(?:that|said|says) )"
    rf"(?:were {_NO_SUBJECT}(?=[^,;]{{2,60}} to )|(?:should|had) (?=[^,;]{{2,60}} [a-z])){_APPROVAL}"
)
# If Beijing banned exports, prices would rise by; were China to invade, GDP would shrink by.
_AFTER_IF = lazy_pattern(
    rf"(?:{_IF}|{_INVERTED})(?:(?!, (?:but|although|though|while|whereas)\b)[^;]){{2,160}}?, (?:then )?"
    rf"(?:(?!{_OTHER})[^;,]){{1,80}}?{_MODAL}{_REST}$"
)
_MODAL_BEFORE = lazy_pattern(rf"{_MODAL}{_REST}$")
# Prices could rise by 30 percent | if controls were tightened; not "even if" or "asked if".
_IF_BEHIND = lazy_pattern(
    rf"(?:(?!{_OTHER}|\b(?:even|only|what|and|or|ask(?:ed|s)?|see|know|wonder(?:ed)?|decide|whether)\b)"
    rf"[^;.]){{0,60}}?,? (?:(?:if|unless) {_APPROVAL}|in the event (?:of|that) )"
)
# Prices would rise by 30 percent | in 2027 were China to ban exports.
_WERE_BEHIND = lazy_pattern(
    rf"(?: (?:in|by) (?:19|20)\d\d| (?:this|next|a|per) year)?,? were {_NO_SUBJECT}[^,;]{{2,40}} to "
)
# If exports fell by | 30 percent, the region would lose; the $5 billion deal of "if the $5 billion deal".
_WITHIN_IF = lazy_pattern(
    rf"{_IF}(?:(?!\b(?:that|which|who|are to|is to|wants?|aims?)\b)[^,;]){{2,100}}"
    r"\b(?:by|to|reached|exceeded|hit|fell|rose|dropped)"
    r" (?:another |about |around |only |just |some |nearly |at least |more than )?$"
)
_MODAL_BEHIND = lazy_pattern(
    rf"(?:,(?=\d)|[^,;]){{0,100}}?, (?:then )?(?:(?!{_OTHER})[^;,]){{1,80}}?{_MODAL}"
)
# Halving imports would raise costs by | 2 percent; the halving itself.
_GERUND = r"(?:halving|doubling|tripling|quadrupling|banning|ending|cutting off|decoupling from)"
_ITS_OBJECT = r"(?:(?!\b(?:that|which|who|while|but|because|although|when)\b)[^,;]){3,90}?"
_AFTER_GERUND = lazy_pattern(
    rf"(?:^\W*|[;:] ?|\b(?:that|said|says|estimates?|suggests?),? ){_GERUND} {_ITS_OBJECT}{_MODAL}{_REST}$"
)
_IS_GERUND = lazy_pattern(r"(?:^\W*|[;:] ?|\b(?:that|said|says|estimates?|suggests?),? )$")
_WOULD_BEHIND = lazy_pattern(rf" {_ITS_OBJECT}{_MODAL}")
_ENGLISH = lazy_pattern(r"\b(?:if|unless|were|suppose|supposing|in the event|should|had)\b")
# 如果禁止出口,价格将上涨; not 若干.
_CHINESE_IF = (
    '(?:^|[,;:。“"])\\s*(?:但|而|并且|同时|例如|比如)?(?:如果|假如|假设|倘若|要是|假若|若(?![干何无非有]))'
)
# No suppositions: what only depends on success, what a rule or a deal lays down, and what is counted.
_SUCCESS = "(?:一切|进展)?顺利|获批|成功|说|没有[^,;。]{0,6}灾"
_COUNTED = "加上|算上|计入|考虑|把[^,;。]*(?:加入|计算|算)"
_RULE = (
    "[^,;。]{0,24}?(?:[你您]|是|属于|符合|满足|[岁月年日天]以[上下内]|未满|不满|逾期|连续[^,;。]{1,3}年"
    "|(?:完成|达成|通过|批准|获批|建成|投产|达产|生效|落地|竣工|到位|实现|成功|顺利)[^,;。]{0,6},)"
)
_RULED = "税率|税负|税费|标准|补助|奖励|罚|补贴|费率|扣|赔偿|利率"  # a rule: 如果逾期,补助标准将降低50%
# A fact of its own: 去年出口已增长.
_PAST = "(?<![从由比较自])(?:去年|前年|上年|上一年|目前|当前|此前)|已经?|为止"
_CHINESE = lazy_pattern(
    f"{_CHINESE_IF}(?!{_SUCCESS}|{_COUNTED}|{_RULE})[^;。]{{2,60}}?(?<!的),"
    f"(?:(?!{_RULED}|{_PAST})[^;。]){{0,40}}?"
    "(?:将|会(?<![社协学议大]会)(?![议员计])|可能|可(?=[下上增减提降缩节拉带])|或(?:许|将|可|高达)"
    "|[就便](?:可|能|会))"
    f"(?:(?!{_RULED}|{_PAST})[^,;。]){{0,24}}$"
)
# A value within a condition is neither reached nor planned: 如果投入提高到|3%,增长率就可. That of a rule,
# or what is only reckoned with, is left alone.
_WITHIN_CHINESE = lazy_pattern(f"{_CHINESE_IF}(?!{_SUCCESS}|{_COUNTED}|{_RULE})[^,;。]{{0,40}}$")
_REST_OF_IF = lazy_pattern(
    "[^,;。]{0,24},[^;。]{0,40}?"
    "(?:将|会(?![议员计])|可能|可(?=[下上增减提降缩节拉带])"
    "|(?:就|便|则|也|即)(?:[可能会将]|意味|相当|等于|需|要))"
)
# Between two values of which the first is supposed: 可能达到15%甚至20%; 将损失3万个岗位,产值减少1%.
_GOES_ON = lazy_pattern(
    "(?:左右|以上)?(?:,?甚至|乃至|至|到|、|或者?)(?:达到?|高达|约)?| or (?:even )?| to |, or even "
    "|[^,;。]{0,6},(?:(?![年月日现已前但而仍仅了曾])[^,;。\\d]){2,14}"
    "(?:增长|减少|下降|下滑|上升|上涨|增加|萎缩)约?"
)
_ASSUMED = lazy_pattern("(?:如果?|若|假如|假设|要是)(?:按照?|以)[^,;。]{0,30}$")
_RECKONED = lazy_pattern("[^,;。]{0,8}(?:测算|计算|推算|估算|算),")
_CHANGE = lazy_pattern(
    "(?:上涨|下跌|上升|提升|下降|降至|下滑|增长|增加|减少|降低|提高|缩减|缩小|萎缩|损失|流失|节约|节省"
    "|达到?|超过|突破|翻)[^,;。\\d]{0,12}$"
)
# A duty that is weighed is shown as a target.
_NO_RULE = (
    r"(?! (?:an? |the |new )?(?:[a-z-]+ ){0,3}?(?:tariffs?|dut(?:y|ies)|tax(?:es)?|lev(?:y|ies)|caps?)\b)"
)
# A sum or share of what is only talked about: was in talks to sell a | 20% stake.
_TALKED = lazy_pattern(
    r"\b(?:in (?:\w+ )?(?:talks|discussions|negotiations)|(?:is|are|was|were|been|be) (?:\w+ly )?"
    rf"(?:considering|weighing|mulling|pondering|contemplating){_NO_RULE}"
    r"|(?:said|reported|rumou?red) to be (?:considering|weighing|mulling|planning|negotiating))"
    rf" (?:(?!{_OTHER})[^,;]){{0,90}}$"
)
# Which firms a duty is for: firms whose sales are below | 5 million | must register; and by how much shares
# trail an index.
_WHOSE = lazy_pattern(r"(?<!,) whose [a-z -]{2,40} (?:was|were|is|are|has|have|exceed(?:s|ed)?)[a-z ]{0,24}$")
_DUTY_BEHIND = lazy_pattern(r"[^,;.]{0,60} (?:should|must|shall|may|will|can)(?![a-z])")
_BEHIND_INDEX = lazy_pattern(
    r"\b(?:trailing|lagging|outperforming|underperforming|beating|outpacing) the [a-z0-9 &'’-]{2,40} by $"
)
# What somebody denies or doubts: denied that it had cut | 3,000 jobs, nobody believes the claim that.
_CLAIM = (
    r"(?:(?:(?:media |press |the |a |any |these |such |earlier |recent )*"
    r"(?:claims?|reports?|rumou?rs?|suggestions?|allegations?|idea|notion)(?: (?:that|of)| it)?)"
    r"|that|whether)"
)
_DOUBTED = lazy_pattern(
    rf"(?:\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)"
    rf"|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?) {_CLAIM}"
    rf"|\b(?:nobody|no one|few (?:people|analysts|observers)?) ?(?:believes?|believed|thinks?|thought)"
    rf"(?: {_CLAIM})?|\b(?:no (?:evidence|proof|sign)|not true|untrue|false|a myth|doubtful|unclear)"
    rf" (?:that|whether)) (?:(?!{_OTHER})[^,;]){{0,90}}$"
)
# What is only asked, or holds in a scenario: would a | 25 percent tariff bring jobs home?
_ASKED = lazy_pattern(
    r"\W*(?:would|could|will|can|should|might|do|does|did|is|are|was|were|has|have)\b(?! you\b)"
)
_SCENARIO = lazy_pattern(
    rf"\b(?:under|in) (?:a|an|this|such a|that|one|the) (?:[a-z-]+ )?scenario\b[^;]{{0,160}}{_MODAL}{_REST}$"
)
# What somebody only wished: had hoped to buy it for | $23 billion.
_WISHED = lazy_pattern(rf"\b(?:had|once) (?:hoped|wanted|wished) to (?:(?!{_OTHER})[^,;]){{0,90}}$")
_TALKED_CHINESE = lazy_pattern(
    "(?:(?:洽谈|商谈|磋商|谈判)(?![会小组药])|(?<!优先)(?<!综合)考虑(?![到了因])"
    "|(?:市场|一度|此前|有)?(?:传闻|传言|传出|盛传|据传|谣传))[^,;。]{0,30}$"
)
_TALKS_BEHIND = lazy_pattern(
    "[^,;。]{0,14}?(?:进行|展开|开展|举行)?(?:多轮|深入)?(?:洽谈|商谈|磋商|谈判)(?![会小组药])"
)
# A price of a deal that came to nothing: 以|400亿美元|收购青禾公司的交易于2月终止.
_OFFERED = lazy_pattern("(?:以|出价|报价|斥资)(?:约|近|高达|超过?|逾|不超过|至多)*$")
_FELL_THROUGH = lazy_pattern(
    "(?:的(?:价格|总价|对价))?[^,;。\\d]{0,4}(?:收购|并购|入股|参股|控股|合并|私有化)"
    "(?:[^,;。]{0,40}?|[^,;。]{0,20},[^,;。]{0,8}(?:交易|收购|此举|最终)[^,;。]{0,16}?)(?<!未)(?<!没有)"
    "(?:失败|未果|告吹|搁浅|流产|泡汤|夭折|破裂|终止|叫停|被否|遭否|否决|未能成功|未能完成|宣布放弃)"
    "(?!条款|协议费|费)"
)
_TALKED_ABOUT = lazy_pattern(r"(?:就|对|围绕)[^,;。\d]{1,14}$")


def drop_supposed(
    sentence: Sentence, statements: Sequence[Statement], *, is_english: bool
) -> list[Statement]:
    """Return the statements without those of what would happen under a condition, or is only talked about.

    >>> If Beijing banned exports, prices would rise by 50 percent; 如果禁止出口,价格将上涨50%
    >>> It was in talks to sell a 20 percent stake; 双方正就出售20%股权进行磋商
    """
    kept: list[Statement] = []
    end = -1  # of the last figure left out
    for one in statements:
        is_listed = end >= 0 and _GOES_ON.fullmatch(sentence.text, end, max(end, one.figure.start))
        if is_listed or _is_supposed(sentence, one.figure, is_english=is_english):
            end = one.figure.end
        else:
            kept.append(one)
    return kept


def _is_supposed(sentence: Sentence, figure: Figure, *, is_english: bool) -> bool:
    before = sentence.text[max(sentence.start, figure.start - _REACH) : figure.start]
    behind = sentence.text[figure.end : min(sentence.end, figure.end + _REACH)]
    if not is_english:
        is_assumed = _ASSUMED.search(before) and _RECKONED.match(behind)
        is_within = _WITHIN_CHINESE.search(before) and _REST_OF_IF.match(behind)
        if _OFFERED.search(before) and _FELL_THROUGH.match(behind):
            return True
        if _TALKED_CHINESE.search(before) or (_TALKED_ABOUT.search(before) and _TALKS_BEHIND.match(behind)):
            return True
        return bool(is_assumed or is_within or (_CHINESE.search(before) and _CHANGE.search(before)))
    if sentence.text[sentence.start : sentence.end].rstrip().endswith("?") and _ASKED.match(
        sentence.text, sentence.start
    ):
        return True
    surface = sentence.text[figure.start : figure.end]
    if any(sign.search(before) for sign in (_TALKED, _DOUBTED, _WISHED, _SCENARIO, _BEHIND_INDEX)):
        return True
    if _WHOSE.search(before) and _DUTY_BEHIND.match(behind):
        return True
    if surface.endswith("ing") and _IS_GERUND.search(before) and _WOULD_BEHIND.match(behind):
        return True
    if _AFTER_GERUND.search(before):
        return True
    if not (_ENGLISH.search(before) or _ENGLISH.search(behind)):
        return False
    if _AFTER_IF.search(before):
        return True
    if _MODAL_BEFORE.search(before) and (_IF_BEHIND.match(behind) or _WERE_BEHIND.match(behind)):
        return True
    return bool(_WITHIN_IF.search(before) and _MODAL_BEHIND.match(behind))
