"""Things that the figure before a bare name is of: 海带出口额为6亿元，均价1.8万元 -> 海带均价."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import (
    attributes,
    is_name,
    measure_heads,
    read_pattern,
)
from flows.annotation.figures.settling.quoting import names_no_owner
from flows.annotation.figures.units import PERCENT, POINTS, RANK, TIMES, load_units
from flows.annotation.figures.words_zh import load_words
from flows.records import Target
from flows.text import lazy_pattern

_OF_ANYTHING = frozenset((PERCENT, POINTS, TIMES, RANK))
# Before a name that a sentence turns to: not of the thing before.
_TURNS = read_pattern("things", "turns")
# What may stand between the figure before and the clause of a bare name.
_BETWEEN = read_pattern("things", "between")
_DEED_BEFORE = read_pattern("things", "deed_before")
_DEED_BEHIND = read_pattern("things", "deed_behind")
_WHOLE = lazy_pattern("^(?:全国|我国|中国|全省|全市|全县|全区|我省|我市|该[省市县州])")
_LENGTHS = ("km", "m", "公里", "米")
_LONGEST = 14
_GENERAL = (
    "品种",
    "项目",
    "企业",
    "产品",
    "公司",
    "工程",
    "面积",
    "地区",
    "国家",
    "农户",
    "种类",
    "基地",
    "单位",
)
_LAND = ("农田", "耕地", "林地")
_SIGNED = lazy_pattern(
    "(?:在.{2,4}(?:签约|开工|落地|投产|签署)+"
    "|(?:集中|达成|现场|正式)+(?:签约|开工|落地|投产|签署)*|(?:签约|开工|落地|签署)+)$"
)
_TOTAL = lazy_pattern("总|合计|共")


def find_thing_before(passage: Passage, target: Target, place: int, earlier: Sequence[Target]) -> str:
    """Return the thing of which the figure right before a bare name is a measure or a count, or "".

    `earlier` are the figures before it in its sentence.
    """
    if not earlier or attributes().fullmatch(target.indicator) is None or not passage.opens_clause(place):
        return ""
    named = [one for one in earlier if attributes().fullmatch(one.indicator) is None]
    if not named:
        return ""
    last = named[-1]
    if any(one.unit in _LENGTHS for one in named) and "投资" in target.indicator:
        return ""  # 更换管道38公里,总投资5亿元: of the whole work
    things = {_thing_of(one, target) for one in named}
    if len(things) > 1 and (_TOTAL.search(target.indicator) or len(named) > 2):
        return ""
    if _TURNS.search(passage.text, last.end, place) or not _is_next(passage, earlier[-1], place):
        return ""
    if passage.is_quoted_apart(last.start, place):
        return ""
    thing = _thing_of(last, target)
    is_own = bool(thing) and thing[-2:] not in target.indicator and is_name(_WHOLE.sub("", thing))
    if (
        not is_own
        or thing in _GENERAL
        or names_no_owner(thing)
        or len(thing) > _LONGEST
        or load_words().predicate.search(thing)
    ):
        return ""
    return thing


def _is_next(passage: Passage, before: Target, place: int) -> bool:
    clause, end = passage.clauses[passage.clause_at(place)], before.end
    noun_end = end + len(before.indicator)
    is_signed = passage.text[noun_end : noun_end + 1] not in ",，" or _SIGNED.search(before.indicator)
    if is_signed and passage.text.startswith(before.indicator, end):
        end = noun_end  # 30个|外资项目|集中签约，投资额5亿元
    if clause.start <= end:
        return _BETWEEN.fullmatch(passage.text, end, place) is not None
    return _BETWEEN.fullmatch(passage.text, end, clause.start) is not None


def _thing_of(target: Target, bare: Target) -> str:
    """Return what a figure is of without its measure, or what it counts; "" if that is not clear."""
    name = target.indicator
    if target.subject and measure_heads().fullmatch(name.removeprefix(target.subject)):
        return target.subject  # 新型储能|装机规模
    name = name.removeprefix(target.subject).removeprefix("的")
    head = measure_heads().search(name)
    if head:
        name = name[: head.start()]
    elif target.unit not in load_units().counting and not _counts(target):
        return ""
    whole = _WHOLE.match(name)
    owner = whole[0] if whole else ""
    name = owner + _DEED_BEFORE.sub("", name.removeprefix(owner))
    name = _SIGNED.sub("", _DEED_BEHIND.sub("", name)).removesuffix("的")
    overlap = name.find(bare.indicator[:2])
    if overlap >= 0:
        name = name[:overlap]
    if len(name) > 1 and (len(_WHOLE.sub("", name)) > 1):
        return name
    return ""


def _counts(target: Target) -> bool:
    is_measure = load_words().measure_end.search(target.indicator) and not target.indicator.endswith(_LAND)
    return not is_measure and target.unit not in (
        *_OF_ANYTHING,
        *load_units().currencies,
    )
