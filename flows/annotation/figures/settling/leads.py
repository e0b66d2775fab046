"""Indicators that a figure's own words complete: leads over something else, and totals after additions."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS
from flows.annotation.figures.words import GAP
from flows.text import lazy_pattern

# Before a Chinese figure: (增速)高于全国平均水平, 比全国高.
_LEAD_BEFORE = lazy_pattern(
    r"(?P<lead>(?:增[速幅]|涨幅|降幅)?(?:(?:[高低快慢]于|[高超]出)"
    r"(?P<base>(?![了近约超])(?:[^,;:。、\d]|(?:19|20)\d\d年){1,16}?)"
    r"|(?<![同环对相占])[比较](?![重例率])(?P<than>[^,;:。、比较]{1,16}?)(?:还|要)?"
    r"(?<![提降减加放增升调压缩])[高低快慢多少][出于]?了?))(?:[约近超]|超过)?$"
)
_DIRECTION = lazy_pattern("[高低快慢]于|[高超]出|比.+[高低快慢多少]")
_NUMBER = r"[\d一二两三四五六七八九十]"
# Times: a distance from them is a change.
_TIME = lazy_pattern(
    rf"(?:(?:[去上]年|(?:19|20)\d\d年)(?:预算|执行|决算)数?|前?(?:19|20)\d\d年?"
    rf"|上[一个]*[年月季期周]度?|[去今前昨]年|[上下]半年"
    rf"|前?{_NUMBER}+(?:个?月|年|季度?)前?|{_NUMBER}+月份?|同期|同月|年[初末底]|期[初末]|以[往前]|此前|之前"
    rf"|过去|往年|历年|常年|近{_NUMBER}+年|全年"
    r"|.{1,6}前|[“”\"十一二三四五]{2,5}(?:时期|期间|末)?)"
    rf"(?:同期|同月|全年|平均|均值|水平|末|底|初|期|度|[上下]半年|[一二三四]季度|{_NUMBER}+月份?)*"
)
_RATE_END = lazy_pattern("增[速幅]$")
_LISTED = lazy_pattern(r"[、和与及]")
# After an English figure: above the national average, higher than the provincial average.
_LEAD_BEHIND = lazy_pattern(
    r"(?P<lead> (?:above|below|(?:higher|lower|faster|slower|more|less) than) (?:the |that of the |its )?"
    r"(?:(?!last|previous|prior|past|year|month|recent|historic|long|five|ten|average)[a-z'’-]+ ){0,3}?"
    r"(?:average|mean|median|country as a whole|whole country|nation))(?![a-z])"
)
# A total after what was added to it: 新增企业37家,累计达到412家.
_TOTAL_WORD = "累计"
_TOTAL = lazy_pattern(
    f"^[^。;]{{0,12}}{_TOTAL_WORD}(?:分别|已|共|总数|数量|达到?|为|超过?|突破|有|建成|培育|认定|开工|获批"
    "|完成|拥有|增至|[约近])*$"
)
_ADDED = lazy_pattern("(?:全[年国省市区县]|本年)?新(?:增加?|建|认定|培育|设|开工|获批?|入库)")
# Words around the subject of a lead that are no part of its name: 居民收入明显快于经济增速.
_MANNER = (
    r"(?:[且并均也又仍还已略远仅,、]|其中|明显|持续|继续|始终|一直|分别|同比|总体|大幅|稳定|稳步|显著|普遍"
    r"|连续\d{1,2}个?[月年季]度?|连年|高出)*"
)
_SUBJECT = lazy_pattern(rf"{_MANNER}(?:增[速幅])?{_MANNER}(?P<name>[^,;:。\d]{{2,24}}?){_MANNER}")
_ONLY_MANNER = lazy_pattern(rf"{_MANNER}(?:增[速幅])?{_MANNER}")
_OTHER_LEAD = lazy_pattern("于|[比较](?!重)|了|的$|达|居(?!民)|领先")
_PARTS = 12  # figures before one in a list that are checked
_CHANGES = ("+", "-")


def complete_name(sentence: Sentence, index: int, read: Reading, own: str, *, is_english: bool) -> Reading:
    """Return a figure with its whole indicator; `own` is that in its own words, or ""."""
    total = replace(read, indicator=_name_total(sentence, index, read, own))
    return replace(total, indicator=_name_lead(sentence, index, total, own, is_english=is_english))


def _name_lead(sentence: Sentence, index: int, read: Reading, own: str, *, is_english: bool) -> str:
    """Return the indicator of a figure with what it is compared with, if the figure is a lead over that.

    `own` is the indicator in the figure's own words, or "".

    >>> 固定资产投资增长4%,高于全国7.8个百分点 -> 固定资产投资|高于全国
    >>> exports grew 5 percent, 2 points above the national average -> exports| above the national average
    """
    figure = sentence.figures[index]
    is_change = figure.unit == PERCENT and read.comparator in _CHANGES
    if not (figure.unit == POINTS or is_change) or not read.indicator:
        return read.indicator
    if is_english:
        behind = _LEAD_BEHIND.match(sentence.text, figure.end, sentence.next_start(index))
        return f"{read.indicator}{GAP}{behind['lead']}" if behind else read.indicator
    first = _first_of_list(sentence, index)
    lead = _find_lead(sentence, first)
    name = _own_subject(sentence, index, first, lead) if lead and not own else ""
    if name and read.indicator.removesuffix("增速") not in name and not name.startswith(read.indicator):
        return f"{name}{GAP}{lead.removeprefix(name[-2:])}"
    if not lead or _DIRECTION.search(read.indicator) or read.indicator in lead:
        return read.indicator
    return f"{read.indicator}{GAP}{lead.removeprefix(read.indicator[-2:])}"


def _name_total(sentence: Sentence, index: int, read: Reading, own: str) -> str:
    """Return the indicator of a total that follows what was added; `own` is the figure's own, if any.

    >>> 新增企业37家,累计达到412家 -> 累计|企业
    >>> 储能新增装机23GW;累计装机超过100GW -> 累计|装机
    """
    if own and _is_total_of_added(sentence, index, own):
        return f"{_TOTAL_WORD}{GAP}{read.indicator}"
    first = _first_of_list(sentence, index)
    if own or not first or not _TOTAL.search(_between(sentence, first)):
        return read.indicator
    begin, _ = sentence.clause_of(sentence.figures[_first_of_list(sentence, first - 1)])
    if not _ADDED.search(sentence.text, begin, sentence.figures[first - 1].start):
        return read.indicator
    return f"{_TOTAL_WORD}{GAP}{_ADDED.sub('', read.indicator, count=1)}"


def _is_total_of_added(sentence: Sentence, index: int, own: str) -> bool:
    """Return whether a figure is a total (累计装机) of what was added before it (新增装机)."""
    begin, _ = sentence.clause_of(sentence.figures[index])
    total = sentence.text.find(f"{_TOTAL_WORD}{own}", begin, sentence.figures[index].start)
    return total >= 0 and sentence.text.find(f"新增{own}", sentence.start, total) >= 0


def _between(sentence: Sentence, index: int) -> str:
    return sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]


def _first_of_list(sentence: Sentence, index: int) -> int:
    """Return the number of the first figure of the list that a figure continues, or of itself."""
    first = index
    while first and index - first < _PARTS and _is_listed(sentence, first):
        first -= 1
    return first


def _own_subject(sentence: Sentence, index: int, first: int, lead: str) -> str:
    """Return what a lead is of by the words right before it, "" if there are none.

    >>> 财政收入增长5%,一产增加值增幅高于全国0.7个百分点 -> 一产增加值
    >>> 投资、消费增速分别快于全国3.4个、1个百分点 -> 投资增速, 消费增速
    """
    place = sentence.text.rfind(lead, sentence.start, sentence.figures[first].start)
    begin, _ = sentence.clause_of(sentence.figures[first])
    low = max(begin, sentence.figures[first - 1].end if first else begin)
    match = _SUBJECT.fullmatch(sentence.text, low, place)
    if match is None or _OTHER_LEAD.search(match["name"]) or _ONLY_MANNER.fullmatch(match["name"]):
        return ""
    names = _LISTED.split(match["name"])
    if len(names) == 1 or index - first >= len(names):
        return match["name"]
    rate = _RATE_END.search(match["name"])
    name = names[index - first]
    return name if rate is None else f"{name.removesuffix(rate[0])}{rate[0]}"


def _find_lead(sentence: Sentence, first: int) -> str:
    """Return the words of a lead before a figure, the first of its list, or ""."""
    figure = sentence.figures[first]
    begin, _ = sentence.clause_of(figure)
    low = max(begin, sentence.figures[first - 1].end if first else begin)
    match = _LEAD_BEFORE.search(sentence.text, low, figure.start)
    if match is None:
        return ""
    base = (match["base"] or match["than"]).removeprefix("在").strip()
    if _TIME.fullmatch(base) or base.endswith("的"):
        return ""
    return match["lead"]


def _is_listed(sentence: Sentence, index: int) -> bool:
    """Return whether a figure directly follows another one in a list: 高于全国12.7个、12个百分点."""
    return _LISTED.fullmatch(_between(sentence, index)) is not None
