"""Names of indicators that continue the one before: 占全国的比重, Shenzhen's."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.dealing import deal, load_measures
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, TIMES, load_units
from flows.annotation.figures.words import AVERAGES, GAP, YEARLY, join_alternatives, stands_between
from flows.annotation.figures.words_zh import load_words
from flows.records import CHANGES
from flows.text import lazy_pattern

_COMPOUND = "复合(?:年均?)?增(?:长率|速|幅|长)"  # of what was named before
_COMPOUND_ALONE = lazy_pattern(rf"(?:{YEARLY})?{_COMPOUND}")
_GROWTH_OF_YEARS = lazy_pattern(
    rf"{GAP}?(?:(?:{join_alternatives((YEARLY, *AVERAGES))})[^{GAP}]*|{_COMPOUND})$"
)
# Names of a measure that leave out what is measured, which is in the clause before.
_PARTIAL = frozenset(
    (
        "总数",
        "总量",
        "总额",
        "总规模",
        "数量",
        "比重",
        "占比",
        "比例",
        "规模",
        "总值",
        "金额",
        "增量",
        "降幅",
        "跌幅",
    )
)
_PER_HEAD = frozenset(("人均", "户均", "亩均", "地均"))
# A clause that says which measure the next ones are about: 从研发投入看,.
_IN_VIEW = lazy_pattern("(?:从|在|就)(?P<measure>[^,;。从在就]{2,16}?)(?:方面|来看|看|上|而言|来说),")
# Those of a sum or number: the change behind one is its own (出口55431吨，金额4.89亿美元，同比下降36%).
_AMOUNTS = frozenset(("总数", "总量", "总额", "数量", "总值", "金额"))
# A share (占 ...), not the ground that something takes (占地).
_SHARE = lazy_pattern("占(?!地(?:面积|约|近|超|$)|道)")
# From a rate to that of the next thing, which names no measure: 国产化率仅约5%,紫菜苗|不足1%.
_RATE = lazy_pattern("(?:率|占比|比重|比例|份额|依存度)$")
_NEXT_THING = lazy_pattern("(?:左右|以上|以下)?[,、;](?:而|但|则|另外?|同期)?")
_ONLY_BOUND = lazy_pattern(
    "(?:[则也还却要]?[更较略稍偏][高低大小多少好差](?:一些|些)?,)?"
    "(?:[虽却]|已经?|也|则|都|均|更|还|尚)?"
    "(?:仅|只有|达到?|高达|为|约|近|不足|不到|超过?|低于|高于|逾|突破)+"
)
# A share that is followed by one of another whole: 占全市75%,占全国五分之一.
_SHARE_OF = lazy_pattern("(?<=.)\0?占(?!比)[^占,;。]{2,16}$")
_OF_WHOLE, _WHOLE = "占", lazy_pattern("占(?!比)[^占,;。]{2,16}$")
_SHARE_BEHIND = lazy_pattern("的?(?:占比|比重|比例)$")
_RATE_ALONE, _LONGEST_THING = lazy_pattern("比[率重例]$|占比$|率$"), 6
_LONGEST_RATE = 6  # characters: 国产化率, 市场占有率
_NO_OWNERS = ("it", "that", "there", "he", "she", "what", "who", "here", "let")
_POSSESSIVES, _OWNED = ("'s", "’s"), lazy_pattern(rf"[^,;]{{2,40}}?['’]s{GAP}? (.+)")
# A measure without an owner, of which another firm or place may have its own.
_TIMED = r"(?!.* (?:years?|months?)\b)"
_IS_WITHOUT_OWNER = lazy_pattern(
    rf"(?i:{_TIMED}(?:(?:market )?(?:share|stake|part|proportion) (?:of|in) [^,;'’]+"
    r"|(?:(?:market )?share|output|sales|revenues?|profits?|exports|imports|production|shipments|gdp|growth"
    r"|earnings|turnover|margin|capacity|spending|investment)(?: (?:of|in) [^,;'’]+)?))"
)


def name_before(before: str, unit: str) -> str:
    """Return the name that a figure may continue.

    A level does not continue an average annual change, and a sum no share of a whole.

    >>> 研发费用不低于总销售额的3%且不少于10万元 -> 研发费用
    >>> 研发人员占比55%,约11万人 -> 研发人员
    """
    if unit == PERCENT:
        return before
    if unit and unit not in (POINTS, TIMES):
        before = _SHARE_BEHIND.sub("", before) or before
    if unit in load_units().currencies:
        before = _WHOLE.sub("", before) or before
    return _GROWTH_OF_YEARS.sub("", before)


def share_measure(sentence: Sentence, index: int, reading: Reading, statements: Sequence[Statement]) -> str:
    """Return the name of a figure with the rate that the figure before names for another thing, or "".

    >>> 海带苗自给率仅约5%,紫菜苗不足1% -> 紫菜苗|自给率
    >>> 金融业渗透率超过50%,渔业为12% -> 渔业|渗透率
    """
    own, figure = reading.indicator, sentence.figures[index]
    if own == _OF_WHOLE:
        return _share_of_same_whole(statements)
    if not own or not statements or statements[-1].figure is not sentence.figures[index - 1]:
        return ""
    before = statements[-1]
    if shared := _measure_of_view(sentence, index, reading, before):
        return shared
    is_rate = figure.unit == before.figure.unit == PERCENT and _RATE.search(before.reading.indicator)
    is_level = not {reading.comparator, before.reading.comparator} & {*CHANGES}
    if not (is_rate and is_level) or _names_own(own) or sentence.text.startswith("的", figure.end):
        return ""
    between = sentence.text[before.figure.end : figure.start]
    if not stands_between(between, own, _NEXT_THING, _ONLY_BOUND):
        return ""
    dealt = deal(f"{own}、{before.reading.indicator.replace(GAP, '')}", 2)
    thing, _, rate = dealt[0].indicator.partition(GAP) if dealt else ("", "", "")
    is_shared = thing == own and len(rate) <= _LONGEST_RATE and rate[-3:-1] not in own
    if is_shared and _RATE.search(rate):
        return f"{own}{GAP}{rate}"
    head = load_measures().head.search(before.reading.indicator.replace(GAP, ""))
    is_short = head is not None and len(head[0]) <= _LONGEST_RATE and len(own) <= _LONGEST_THING
    return f"{own}{GAP}{head[0]}" if head and is_short and not _RATE_ALONE.match(head[0]) else ""


def _measure_of_view(sentence: Sentence, index: int, reading: Reading, before: Statement) -> str:
    """Return the name of a figure with the measure that a clause set for the one before, or "".

    >>> 从进口依存度看,原油为71%,天然气为40% -> 天然气|进口依存度
    """
    own, figure = reading.indicator, sentence.figures[index]
    viewed = _IN_VIEW.search(sentence.text, sentence.start, before.figure.start)
    if viewed is None or not before.reading.indicator.endswith(viewed["measure"]) or _names_own(own):
        return ""
    is_level = not {reading.comparator, before.reading.comparator} & {*CHANGES}
    between = sentence.text[before.figure.end : figure.start]
    is_next = stands_between(between, own, _NEXT_THING, _ONLY_BOUND)
    is_same = is_level and figure.unit == before.figure.unit
    return f"{own}{GAP}{viewed['measure']}" if is_next and is_same else ""


def _share_of_same_whole(statements: Sequence[Statement]) -> str:
    """Return the share that a bare 占 is: that of the whole of the last share, or "".

    >>> 一般贸易12亿元,占外贸总值的63%;加工贸易6亿元,占18% -> 占外贸总值
    """
    shares = (_WHOLE.search(one.reading.indicator) for one in reversed(statements))
    return next((share[0] for share in shares if share), "")


def _names_own(name: str) -> bool:
    """Return whether a name has a measure of its own: 植被盖度, 占比, 产量."""
    return "占" in name or name.endswith("度") or bool(load_words().measure_end.search(name))


def follow_amount(reading: Reading, joined: str, amount: str) -> tuple[str, str]:
    """Return the indicator of a figure, and the last sum or number that a short name gave, "" after others.

    `joined` is the whole name by the figure's own words and what stands before, `amount` the second result
    for the figure before: a change behind an amount is that of the amount.
    """
    if reading.indicator in _AMOUNTS and joined != reading.indicator:
        return joined, joined
    if reading.indicator:
        return joined, ""
    if amount and reading.comparator in CHANGES:
        return amount, amount
    return joined, amount


def join_indicators(before: str, indicator: str) -> str:
    """Return the whole name of an indicator that continues the one before (占..., a mere measure).

    After "Beijing's share of funding", or "its share of funding", "Shenzhen's" is short for "Shenzhen's share
    of funding".
    """
    if not indicator:
        return before
    if indicator.endswith(_POSSESSIVES) and (owned := _OWNED.match(before)):
        return f"{indicator}{GAP} {owned[1]}"
    if indicator.endswith(_POSSESSIVES) and indicator[:-2].lower() not in _NO_OWNERS:
        if _IS_WITHOUT_OWNER.fullmatch(before):
            return f"{indicator}{GAP} {before}"
        return indicator[:-2]
    if indicator.endswith("之比") and before and "与" not in indicator:
        return f"{before}与{indicator}"  # 研发经费支出与地区生产总值之比
    is_part = (
        bool(_SHARE.match(indicator))
        or indicator in _PARTIAL | _PER_HEAD
        or indicator.startswith((YEARLY, *AVERAGES))
        or _COMPOUND_ALONE.fullmatch(indicator) is not None
    )
    if indicator.startswith(_OF_WHOLE):
        before = _SHARE_OF.sub("", _GROWTH_OF_YEARS.sub("", before)) or before
    if is_part and before and not before.startswith(("占", YEARLY)) and YEARLY not in before:
        return f"{before}{GAP}{indicator}"
    return indicator
