"""The kind and date that a figure takes from its sentence, the sentence before, or the headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.annotation.figures.clauses import is_exact
from flows.annotation.figures.dating import is_comparison
from flows.annotation.figures.moments import Moment
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.statements import DECISIVE, HINT, WEAK, Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT
from flows.text import lazy_pattern

# What is measured over several years is not due in the year of a section.
_SPAN = lazy_pattern(
    "[,;](?:[近这]?[一二三四五六七八九十几\\d]{1,3}年来|近年来|多年来|历年来?"
    "|[这近][一二三四五六七八九十]年"
    "|[三四五六七八九十两\\d]{1,2}年"
    "(?=(?:共|总共|累计|就|间)?(?:提高|提升|增加|增长|上升|下降|减少|扩大|翻)))"
)
# A time nearer than the end of the century, between it and a figure.
_NEARER = lazy_pattern("今后|未来|去年|上年|[一二三四五六七八九十]五|五年|计划")
# A clause about the time of writing: the date and subject before it do not apply to it.
_NOW = lazy_pattern(
    "[,;](?:而|但|且)?(?:截至)?(?:目前|如今|现在|当前|眼下|现今)(?=[,一-鿿])"
    "|[,;]现(?:有|拥有|设有)(?!企业|的|基础|水平|条件|政策|技术|工业)"
)
# What has come of something that began at a date: 团队2012年开始从事研究,已申请专利86件.
_SINCE_BEGUN = lazy_pattern("(?:开始|起步|成立|创办|创立|创建|组建|起家|建校)[^,;。]{0,20}[,;](?:现|已|累计)")
_YEAR_INSIDE = lazy_pattern(
    r"(?:^|'s |’s |\bthe |\bfiscal )((?:19|20)\d\d) (?!to |and |or )"
    r"(?![a-z-]*(?:plan|strateg|target|goal|roadmap|law|act|agenda|vision|rule|regulation|polic"
    r"|report)(?![a-z]{3}))"
)
_DESCRIBING = lazy_pattern("[^,;。\\d]{1,10}的")
_THIS = lazy_pattern("(?:这|那|该|另?一|曾)(?:个|家|座|所|位|名|只|项|条|片|[村县市省区镇乡厂矿校院])?$")
_ATTRIBUTE = lazy_pattern("[^,;。的]{2,16}的(?!比[重例]|增|降)")
_LABEL_REACH, _LABELLED = 12, lazy_pattern(r"年?: ?")
_ESTIMATE_REACH = 110  # code points before a figure in which its estimate is announced
_LONGER, _NEAR = lazy_pattern("年均|今后|未来|[三五十]年"), 30

# Figures of a review: at least so many, and of them at least this share exact.
_LEAST_COUNTED, _MOST_COUNTED = 5, 0.5
# What a body that was formed at a date has: 由甲公司与乙公司于2016年2月重组而成,职工达14万人.
_FORMED = lazy_pattern("(?:正式|联合|整体)?(?:重组|合并|组建|改制|整合)(?:而成|而来|成立),(?!当年|同年|首年)")
_BEGUN_ON = lazy_pattern("(?:成立|创办|创立|创建|组建|建|设立)于$")  # 成立于2021年4月,现有教师118人
# What a plant yields when it is complete, after the year of its start: 2025年投产,达产后年产能60万套.
_WHEN_COMPLETE = lazy_pattern(
    "[,;](?:项目|工厂)?(?:全部|全面|完全)?(?:达产|达纲|满产)后"
    "|(?:(?:建成|竣工)(?:并?投产|投用|投运|通车)?|投产)后,"
)
# Another day opens a clause: 2022年前三季度,利润5亿元,2月10日,股价为19元.
DAY = lazy_pattern("[,;](?:截至|到|在)?1?\\d月\\d{1,2}日")
_SPOKEN = lazy_pattern('“[^“”]{12,}”|"[^"]{12,}"')  # what somebody says sets no kind for what follows
_PRESENT = lazy_pattern("[,;](?:现|已|累计|目前)")


# Estimates of what a review reports before all is counted, and years within which something was done.
_ESTIMATED = lazy_pattern(
    "(?:预计|有望|[一二两三四五六七八九十\\d]年内)"
    "(?![^;。]{0,40}(?:将|要|明年|未来|今后|力争|目标|到20\\d\\d年|投产))[^;。]{0,60}$"
)


class Carried(NamedTuple):
    """The kind of figures and the date that carry over from sentence to sentence of a passage."""

    kind: Kind
    moment: Moment | None


def carry(sentence: Sentence, carried: Carried) -> Carried:
    """Return the kind and date that a sentence carries over; if it names neither, those carried to it."""
    spoken = [found.span() for found in _SPOKEN.finditer(sentence.text, sentence.start, sentence.end)]
    markers = [
        marker
        for marker in sentence.markers
        if not sentence.sets_aside(marker, sentence.end)
        and not any(start < marker.start < end for start, end in spoken)
    ]
    strengths = {marker.strength: marker.kind for marker in reversed(markers)}
    kind: Kind = strengths.get(DECISIVE) or strengths.get(WEAK) or ""
    dated = next(
        (
            moment
            for moment in sentence.moments
            if moment.role != "base" and moment.iso and not _is_far(sentence, moment)
            if not sentence.is_aside(moment.start, sentence.end)
        ),
        None,
    )
    if not kind and not dated:
        return carried
    if dated and dated.role == "by":
        return Carried(kind or carried.kind, dated)
    if kind == "actual":
        return Carried(kind, None)
    return Carried(kind or carried.kind, carried.moment)


def are_counted(sentences: Sequence[Sentence], year: int) -> bool:
    """Return whether most figures of a Chinese text are exact, as those of a review, and none is a goal.

    Goals are round: 建成14家, 增长5%. A review mixes both: 增长17.8%, 产值1109亿元, 建成14家.
    """
    figures = [figure for sentence in sentences for figure in sentence.figures]
    exact = sum(map(_is_counted, figures))
    if len(figures) < _LEAST_COUNTED or exact < _MOST_COUNTED * len(figures):
        return False
    return not any(
        any(marker.kind == "target" and marker.strength >= DECISIVE for marker in sentence.markers)
        or any(is_due(moment, year) for moment in sentence.moments)
        for sentence in sentences
    )


def _is_counted(figure: Figure) -> bool:
    """Return whether a figure is hardly a goal: three digits or more, or a percentage such as 17.8%."""
    if figure.unit == PERCENT:
        return round(figure.value * 2) != figure.value * 2
    return is_exact(figure)


def _is_far(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is a part of a century: other sentences are hardly about it."""
    return "世纪" in sentence.text[moment.start : moment.end]


def is_estimated(sentence: Sentence, index: int) -> bool:
    """Return whether a figure of a review is foreseen only because not all is counted yet.

    >>> 2025年工作回顾: 渔业增加值预计达3.4万亿元; 五年内新增渔港12座
    """
    place = sentence.figures[index].start
    return _ESTIMATED.search(sentence.text, max(sentence.start, place - _ESTIMATE_REACH), place) is not None


def due_year(sentence: Sentence, index: int, year: str) -> str:
    """Return the year that the headings set for a figure, "" if it is measured over several years."""
    place = sentence.figures[index].start
    is_longer = _LONGER.search(sentence.text, max(sentence.start, place - _NEAR), place)
    return "" if is_longer else year


class Around(NamedTuple):
    """The surroundings of a figure: the kind carried over, that of similar figures, and its date (by ...).

    `bounded` is the kind of a figure with a bound, such as 超过, if no other word shows it. `is_begun` is set
    if its year had only just begun when the document was written.
    """

    carried: Kind
    usual: Kind
    is_due: bool
    is_past: bool
    bounded: Kind
    is_begun: bool = False


def is_due(moment: Moment | None, year: int) -> bool:
    """Return whether a figure is due by a moment; a moment before the year of the document is past."""
    if moment is None or moment.role != "by":
        return False
    written = moment.iso[:4]
    return not (year and written.isdigit() and int(written) < year)


def kind_around(sentence: Sentence, index: int, reading: Reading, around: Around) -> Kind:
    """Return the kind of a figure whose clause does not show it, by sentence, passage or similar figures."""
    place = sentence.figures[index].start
    if strong := sentence.kind_before(place, DECISIVE):
        return strong
    if around.is_due:
        return "target"
    if around.is_past:
        return "actual"
    if sentence.kind_before(place, WEAK):
        return "actual"
    is_hinted = bool(sentence.kind_before(place, HINT))
    if around.is_begun and reading.default == "target" and not reading.is_exact:
        return "target"  # 2021年建设1亿亩, written in February 2021
    if is_hinted and reading.default == "target" and reading.is_bound:
        return around.carried or around.bounded
    if is_hinted or (around.carried == "target" and reading.is_exact):
        return "actual"
    return around.carried or around.usual


def date_of(sentence: Sentence, index: int, *, is_english: bool) -> Moment | None:
    """Return the moment of a figure: in English one after it in its clause, otherwise the last before it."""
    figure = sentence.figures[index]
    last = sentence.last_moment_before(figure.start)
    if last and is_comparison(sentence, last) and _is_in_other_clause(sentence, last, figure.start):
        last = sentence.last_moment_before(last.start)
    if not is_english:
        return _as_of(sentence, last) or _outside_attribute(sentence, last, figure.start) or last
    _, finish = sentence.clause_of(figure)
    moments = sentence.moments_in(figure.end, finish)
    dated = (moment for moment in moments if moment.role != "base" and moment.iso)
    behind = next((moment for moment in dated if not is_comparison(sentence, moment)), None)
    if last and sentence.is_of_goal(index, last):
        last = None
    if behind and sentence.is_of_goal(index, behind):
        return last
    if behind and behind.start < sentence.next_start(index):
        return behind
    return last or behind


def _outside_attribute(sentence: Sentence, last: Moment | None, place: int) -> Moment | None:
    """Return the date before one that only belongs to an attribute, None if there is none or it does not.

    >>> 2019年,这个2004年负债60万元的村子收入300万元 -> 2019
    """
    if last is None or not _THIS.search(sentence.text, sentence.start, last.start):
        return None
    attribute = _ATTRIBUTE.match(sentence.text, last.end, place)
    before = sentence.last_moment_before(last.start)
    if attribute is None or before is None or not before.iso:
        return None
    return before


def _as_of(sentence: Sentence, last: Moment | None) -> Moment | None:
    """Return the date that a sentence is as of, if the last one before a figure only describes something.

    >>> 截至2025年6月底,上年度审计发现的312个问题已整改298个 -> 2025-06
    """
    if last is None or not _DESCRIBING.match(sentence.text, last.end, sentence.end):
        return None
    first = next((one for one in sentence.moments if one.start < last.start and one.iso), None)
    is_opening = first is not None and sentence.text.startswith("截", sentence.start)
    is_relative = not sentence.text[last.start : last.start + 1].isdigit()
    return first if is_opening and is_relative else None


def label_of(sentence: Sentence, index: int) -> Moment | None:
    """Return the year that labels a figure in brackets, or None.

    >>> expenses represented 7.0% of revenue (2023: 5.7%) -> 2023
    """
    place = sentence.figures[index].start
    for moment in sentence.moments_in(max(sentence.start, place - _LABEL_REACH), place):
        is_opened = sentence.text.startswith("(", moment.start - 1)
        if is_opened and moment.iso and _LABELLED.fullmatch(sentence.text, moment.end, place):
            return moment
    return None


def is_superseded(sentence: Sentence, index: int, moment: Moment | None) -> bool:
    """Return whether another time begins between a moment and a figure: 2021年达4.88万亿元；十年来，..."""
    if moment is None:
        return False
    place = sentence.figures[index].start
    if moment.end <= sentence.start_of_contrast(place):
        return True
    now = _NOW.search(sentence.text, moment.end, place)
    if _is_far(sentence, moment) and _NEARER.search(sentence.text, moment.end, place):
        return True
    is_later = now is not None and now.start() > moment.end + 1  # 截至2023年底，目前 is one time
    is_later = is_later or any(
        pattern.search(sentence.text, moment.end, place) for pattern in (_SINCE_BEGUN, _WHEN_COMPLETE)
    )
    is_later = is_later or DAY.search(sentence.text, moment.end, place) is not None
    if _FORMED.match(sentence.text, moment.end, place):
        is_later = True
    if _BEGUN_ON.search(sentence.text, max(0, moment.start - 4), moment.start):
        is_later = is_later or bool(_PRESENT.search(sentence.text, moment.end, place))
    return is_later or bool(_SPAN.search(sentence.text, moment.end, place))


def year_inside(indicator: str) -> str:
    """Return the only year that an English indicator names (Shenzhen's 2024 research outlays), or ""."""
    years = _YEAR_INSIDE.findall(indicator.lower())
    return years[0] if len(years) == 1 else ""


def _is_in_other_clause(sentence: Sentence, moment: Moment, place: int) -> bool:
    """Return whether a clause border lies between a moment and a figure after it."""
    return any(moment.end <= border < place for border in sentence.borders)
