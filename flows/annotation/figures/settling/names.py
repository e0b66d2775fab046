"""Names of indicators that continue the one before: 占全国的比重, Shenzhen's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.figures.settling.dealing import deal, load_measures
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, TIMES, load_units
from flows.annotation.figures.words import AVERAGES, GAP, YEARLY, join_alternatives, stands_between
from flows.annotation.figures.words_zh import load_words
from flows.records import CHANGES, Target

_COMPOUND = "复合(?:年均?)?增(?:长率|速|幅|长)"  # of what was named before
_COMPOUND_ALONE = re.compile(rf"(?:{YEARLY})?{_COMPOUND}")
_GROWTH_OF_YEARS = re.compile(
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
_IN_VIEW = re.compile("(?:从|在|就)(?P<measure>[^,;。从在就]{2,16}?)(?:方面|来看|看|上|而言|来说),")
# Those of a sum or number: the change behind one is its own (出口55431吨，金额4.89亿美元，同比下降36%).
_AMOUNTS = frozenset(("总数", "总量", "总额", "数量", "总值", "金额"))
# A share (占 ...), not the ground that something takes (占地).
_SHARE = re.compile("占(?!地(?:面积|约|近|超|$)|道)")
# From a rate to that of the next thing, which names no measure: 国产化率仅约5%,紫菜苗|不足1%.
_RATE = re.compile("(?:率|占比|比重|比例|份额|依存度)$")
_NEXT_THING = re.compile("(?:左右|以上|以下)?[,、;](?:而|但|则|另外?|同期)?")
_ONLY_BOUND = re.compile(
    "(?:[则也还却要]?[更较略稍偏][高低大小多少好差](?:一些|些)?,)?"
    "(?:[虽却]|已经?|也|则|都|均|更|还|尚)?"
    "(?:仅|只有|达到?|高达|为|约|近|不足|不到|超过?|低于|高于|逾|突破)+"
)
# A share that is followed by one of another whole: 占全市75%,占全国五分之一.
_SHARE_OF = re.compile("(?<=.)\0?占(?!比)[^占,;。]{2,16}$")
_OF_WHOLE, _WHOLE = "占", re.compile("占(?!比)[^占,;。]{2,16}$")
_SHARE_BEHIND = re.compile("的?(?:占比|比重|比例)$")
_RATE_ALONE, _LONGEST_THING = re.compile("比[率重例]$|占比$|率$"), 6
_LONGEST_RATE = 6  # characters: 国产化率, 市场占有率
_NO_OWNERS = ("it", "that", "there", "he", "she", "what", "who", "here", "let")
_POSSESSIVES, _OWNED = ("'s", "’s"), re.compile(rf"[^,;]{{2,40}}?['’]s{GAP}? (.+)")
# A measure without an owner, of which another firm or place may have its own.
_TIMED = r"(?!.* (?:years?|months?)\b)"
_IS_WITHOUT_OWNER = re.compile(
    rf"(?i:{_TIMED}(?:(?:market )?(?:share|stake|part|proportion) (?:of|in) [^,;'’]+"
    r"|(?:(?:market )?share|output|sales|revenues?|profits?|exports|imports|production|shipments|gdp|growth"
    r"|earnings|turnover|margin|capacity|spending|investment)(?: (?:of|in) [^,;'’]+)?))"
)
# A pointer to the value before: analysts expect the figure to exceed 80 percent.
_POINTERS = ("figure", "this figure", "that figure")
# What "the figure" is for, at the start of its sentence, unless that is a time.
_SCOPE = re.compile(
    r"[.!?;] (?:In|For|Among|At|Across|Within) "
    r"(?!(?:comparison|contrast|addition|total|recent|spring|summer|autumn|winter"
    r"|the (?:first|second|third|fourth|same|previous|past|last|long|short|meantime)"
    r"|(?:Janu|Febru)ary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October)\b)"
    r"(?P<name>[^,.;:\d]{3,60}), (?:the|this|that) figure\b"
)
# Rules whose indicator is the subject of its clause; "it" in the next one stands for it.
_SUBJECT_RULES = frozenset(("choose_changed_subject", "choose_predicate", "choose_pronoun", "choose_pointed"))
PRONOUN = "it"
_THOSE = "them"
_CLAUSE_ENDS = re.compile(r"[.!?;] ")
_DOUBTED_SCORE = 0.5
_POINTED_SCORE, _POINTED_REACH, _LEAST_SURE = 0.7, 400, 0.6


def name_pointers(text: str, made: Sequence[Target], before: Sequence[Target]) -> list[Target]:
    """Return the figures of a sentence, with mere pointers named like the last figure before them.

    >>> Servers with local chips were 47 percent of purchases. The figure is to exceed 80 percent.

    Where the sentence names what its figure is for, it is not named: In heavy rare earths, the figure is 99%.
    A pronoun that cannot be named is left out: The firm is large. It rose to 40 percent.
    """
    found: list[Target] = []
    for one in made:
        name = one.indicator.lower()
        meant = (*before, *found)[-1:]
        if name in (PRONOUN, _THOSE):
            found += (
                [_name_like(one, meant[0])] if meant and _is_meant_by_pronoun(text, one, meant[0]) else []
            )
        elif name in _POINTERS and meant:
            found.append(_name_pointer(text, one, meant[0]))
        else:
            found.append(one)
    return found


def _name_pointer(text: str, one: Target, meant: Target) -> Target:
    """Return a figure named only "the figure" with the name of the one before, or doubted."""
    between = text[meant.end : one.start]
    if scope := _SCOPE.search(between):
        return replace(one, subject=scope["name"], score=min(one.score, _DOUBTED_SCORE))
    if meant.unit != one.unit or not _is_close(meant, between):
        return replace(one, score=min(one.score, _DOUBTED_SCORE))
    return _name_like(one, meant)


def _is_meant_by_pronoun(text: str, one: Target, meant: Target) -> bool:
    """Return whether a pronoun is what the clause right before measures, or a change of that.

    "It" is the subject there. "Them" is not: we will cut them by 40 percent.
    """
    between = text[meant.end : one.start]
    is_same = one.unit in ("", meant.unit) or (one.comparator in CHANGES and meant.comparator not in CHANGES)
    is_subject = meant.rule in _SUBJECT_RULES or one.indicator.lower() == _THOSE
    is_next = len(_CLAUSE_ENDS.findall(between)) <= 1
    return is_same and is_subject and is_next and _is_close(meant, between)


def _is_close(meant: Target, between: str) -> bool:
    """Return whether the figure before is near enough, and sure enough, to be meant."""
    return meant.score >= _LEAST_SURE and "\n" not in between and len(between) <= _POINTED_REACH


def _name_like(one: Target, meant: Target) -> Target:
    """Return a figure with the name of the one before."""
    score = min(one.score, _POINTED_SCORE)
    unit = one.unit or meant.unit
    subject = one.subject or meant.subject
    return replace(one, indicator=meant.indicator, subject=subject, unit=unit, score=score)


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
