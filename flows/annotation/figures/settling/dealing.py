"""Deal out a list: which member is measured by which figure (食品、药品抽检合格率分别达到98%和99%)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flows.annotation.figures.words import (
    GAP,
    any_of_words,
    join_alternatives,
    read_table,
    split_words,
)
from flows.annotation.figures.words_zh import load_words, strip_head
from flows.text import has_han, lazy_pattern
from flows.text.places import read_province


class Member(NamedTuple):
    """The subject ("" if the list names none) and the indicator of one figure of a list.

    An `is_doubtful` member may lack words that it shares with the others.
    """

    subject: str
    indicator: str
    is_doubtful: bool = False


# Signs that separate the members of a list, the finest first: 社会保障和就业支出 may be one member.
_SEPARATORS = tuple(
    map(
        re.compile,
        (
            "、|和|与|以及|及|, and |, | and ",
            "、|和|与|以及",
            "、|和|以及",
            "、|以及|及",
            "、|与",
            "、",
        ),
    )
)
# How a measure is calculated, after the last of the members that share it.
_RATE = lazy_pattern(
    "占.{2,16}?(?:比重|比例)$|对.{2,12}?的?贡献率$|的(?:占比|比例|比重)$"
    "|的?(?:同比|环比)?(?:增速|增幅)$|年均[^年]{1,3}$"
)
_RATE_ALONE = lazy_pattern("占.*(?:比重|比例)$|的?(?:占比|比例|比重)$")
_ACTIONS = ("接待", "新增", "办理")
_RESPECTIVELY = "分别"
# 增速分别高于全国12.7个、12个百分点: a lead; the indicator stays as it is.
_LEAD = lazy_pattern("[高低快慢]于|[高低快慢多少]出?$")
_RESULT = lazy_pattern("(?:净|合计|预计)?(?:亏损|盈利|获利|减亏)")  # 青禾、北辰分别亏损3亿元、2亿元
# The sectors of an economy, which share their last words: 一二三产增加值, 第一、第二、第三产业.
_SECTORS = lazy_pattern("(第?)(?P<numbers>一?、?第?二、?第?三)(?P<name>(?:次产业|产业?).*)")
# Verbs of what each member has or does: 广东、江苏分别|拥有企业; not of what is done to it: 分别征收.
_DOES = lazy_pattern(
    "有(?![关效利害])|[拥持占][有股]|获|申[请报]|授权|[投收注买卖]入|新[增建]|建[成有]|培[育养]|认[定购]"
    "|完成|募集|招[收聘]|吸引|引进|集聚|[出增]资|交付|[出进]口|生产|销售|裁[员减]|关闭|[增减]持"
    "|提供|贡献|[收拿]到|拨[付出]|发放|发布|设[立有]|雇|聘|开[通设]|注册"
)
# Words that sum the members up, behind the last one: 华为、小米|两家公司.
_SUMMED = lazy_pattern(
    "等?(?:[两二三四五六七八九十\\d][家个所名大](?:[^、的]{2,4})?|[两三四五六][国省市地县区者方])$"
)
# What opens the name of a member that does nothing: a preposition or a time.
_NO_DOER = lazy_pattern("[对向给为按从以在由将把经就]|(?:第?[一二三四]季|[上下]半年|\\d)")
_SHORTEST_NAME, _LONGEST_NEAR = 2, 4
_ITS = lazy_pattern("其(?![他余它中实])")  # 象牙及|其制品 is one thing
_SUBSTANCES = ("需氧量",)  # 化学需氧量 is what is emitted
# By how much longer than the others the last member's own name may be; beyond that, part of it is shared.
_LONGER = 2
# By how much a last member with its measure may exceed members that seem to have their own measures.
_MUCH_LONGER = 6
_SHORTEST_MEASURE = 2
# What seems to be a measure but may also be what is measured: 医疗保险费和养老保险费的人数.
_WEAK = lazy_pattern("(?:(?<!消)费|金|收入|补贴|补助|能耗)$")
_WEAK_INSIDE = lazy_pattern(
    "(?:(?<!消)费|金|收入|补贴|补助|能耗)(?=的?.{0,4}(?:人数|户数|标准|比重|占比|比例|覆盖率|水平)$)"
)
# Measures of such words.
_OF_ALL = ("标准", "人数", "户数", "覆盖率", "水平")
# Counts are not a share of an output: 死亡人数和经济损失占国内生产总值比重.
_COUNTS, _OF_OUTPUT = ("人数", "件数", "起数", "次数", "数量"), ("生产总值", "gdp")
# Endings that no member's name has: in 家电限额以上|零售额 and 英国对华|投资 more is shared.
_NO_NAME = lazy_pattern("(?<!以)[上下内]$|(?:限额|规模)以[上下内]$|对|单日")
_NAMES_OF_PLACE = lazy_pattern("[上下内外]$")
# The bound of an age or a term belongs to its member: 1年期和5年期以上贷款利率.
_BOUND = lazy_pattern("以[上下内]")
_AND_OTHERS = lazy_pattern("(?<!高)等(?!级)")  # 高等教育 is one word
_OPPOSITE_SIDES = ("上下", "下上", "内外", "外内")
_CLASS_ENDS = "业省市县区州国期"
# Endings of whole names of branches or budgets, however long.
_WHOLE_NAMES = ("业", "经费")
# 新建 also begins names: 新建商品住宅、二手住宅价格.
_NAMING_ACTIONS = frozenset(("新建", "在建", "建设", "生产", "发展"))
_MOMENT = "(?:季度|月份?|个月|半年|年度?|日|时期|阶段)"
_MOMENTS = lazy_pattern(f"{_MOMENT}[、和与及].{{0,8}}?{_MOMENT}")
_JOINING = lazy_pattern(r"(?<![\d%元亿万个次吨件户])[、和与及]")


@dataclass(frozen=True, slots=True)
class Measures:
    """The tables of `measures.toml`, as patterns; `head` is what is measured, at the end of a name."""

    head: re.Pattern[str]
    opposites: frozenset[str]
    countries: frozenset[str]
    pairs: dict[str, tuple[str, ...]]
    pair: re.Pattern[str]


@cache
def load_measures() -> Measures:
    """Read `measures.toml`, once."""
    table = read_table("settling/measures.toml")
    ends, before, last = (any_of_words(table[name]) for name in ("ends", "before", "last"))
    pairs = {word: split_words(members) for word, members in table["pairs"].items()}
    return Measures(
        re.compile(
            f"(?:(?:{before}){{0,6}}(?:{ends})|(?:{before}){{1,6}}(?:{last}))(?:占.{{2,16}}(?:比重|比例))?$"
        ),
        frozenset(split_words(table["opposites"])),
        frozenset(split_words(table["countries"])),
        pairs,
        re.compile(join_alternatives(pairs)),
    )


def deal(indicator: str, count: int, *, ahead: str = "", is_counted: bool = False) -> list[Member]:
    """Return the subject and indicator of each of `count` members of a list, [] if they are uncertain.

    华为、中兴研发投入 are two firms and one measure, 出口和进口 two measures. GAP joins the parts of an
    indicator that are apart in the text. Members that are counted (概念验证中心、中试基地; `is_counted`) need
    no measure. `ahead` are the words of the sentence before the first figure.
    """
    if sectors := _deal_sectors(indicator, count):
        return sectors
    members, _, predicate = indicator.partition(_RESPECTIVELY)
    names = _split_members(members, count)
    if not names:
        return [] if _lists_moments(indicator, ahead) else _deal_pair(indicator, count)
    if not has_han(indicator):
        return [Member("", name) for name in names]
    if predicate:
        return _add_predicate(names, predicate)
    names = _complete(names)
    return _share_measure(names, is_counted=is_counted)


def _split_members(indicator: str, count: int) -> list[str]:
    """Return the `count` members of a list, [] if no kind of sign separates it into so many."""
    for signs in _SEPARATORS:
        names = [name.strip() for name in signs.split(indicator)]
        if len(names) == count:
            if _ITS.match(names[-1]) or len(names[-1]) < _SHORTEST_NAME or not all(names):
                return []
            return names
    return []


def _deal_sectors(indicator: str, count: int) -> list[Member]:
    sectors = _SECTORS.fullmatch(indicator)
    if not sectors:
        return []
    numbers = [sign for sign in sectors["numbers"] if sign in "一二三"]
    if len(numbers) != count:
        return []
    return [Member("", GAP.join(filter(None, (sectors[1], number, sectors["name"])))) for number in numbers]


def _lists_moments(indicator: str, ahead: str) -> bool:
    """Return whether a list has members other than a word for two: 进出口一季度、二季度分别达到."""
    pair = load_measures().pair.search(indicator)
    if not pair:
        return False
    behind = ahead[ahead.rfind(pair[0]) + len(pair[0]) :] if pair[0] in ahead else ""
    return bool(_MOMENTS.search(ahead) or _JOINING.search(behind))


def _deal_pair(indicator: str, count: int) -> list[Member]:
    """Deal out a word that means two: 城乡低保标准, 存贷款余额."""
    found = list(load_measures().pair.finditer(indicator))
    if count != len("城乡") or len(found) != 1:
        return []
    start, end = found[0].span()
    names = load_measures().pairs[found[0][0]]
    if names[0].endswith("量") and indicator[end:]:
        return []  # 日产销气量
    return [Member("", GAP.join(filter(None, (indicator[:start], name, indicator[end:])))) for name in names]


def _add_predicate(names: list[str], predicate: str) -> list[Member]:
    """Add the words after 分别 to each member: 法官、检察官分别占队伍总数."""
    predicate = predicate.lstrip("约近")
    is_lead = bool(_LEAD.match(predicate))
    is_result = _RESULT.fullmatch(predicate) is not None
    is_measure = predicate.startswith("占") or load_measures().head.fullmatch(predicate) is not None
    if not (is_lead or is_result or is_measure):
        return _give_deed(names, predicate)
    members = _share_measure(names, is_counted=True)
    if is_lead:
        return members
    return [one._replace(indicator=f"{one.indicator}{GAP}{predicate}") for one in members]


def _give_deed(names: list[str], predicate: str) -> list[Member]:
    """Return each member with what it has or does: 广东、江苏分别拥有企业, but not 对钢铁分别加征."""
    names = [*names[:-1], _SUMMED.sub("", names[-1])]
    if not _DOES.match(predicate) or any(map(_NO_DOER.match, names)) or min(map(len, names)) < _SHORTEST_NAME:
        return []
    members = _share_measure(names, is_counted=True) or [Member("", name) for name in names]
    return [Member(one.subject or one.indicator, f"{one.indicator}{GAP}{predicate}") for one in members]


def _complete(names: list[str]) -> list[str]:
    """Complete members of one character from the last one: 汽、柴油价格 are two kinds of 油."""
    if not any(len(name) == 1 for name in names):
        return names
    if any(len(name) > 1 for name in names[:-1]):
        return names
    word = names[-1][1:]
    return [*(f"{name}{GAP}{word}" for name in names[:-1]), names[-1]]


def _share_measure(names: list[str], *, is_counted: bool) -> list[Member]:
    """Return the subject and indicator of each Chinese name of a list; the measure is at its end.

    Names with their own measures (营业收入和净利润) share only how these are calculated (年均增长).
    """
    if any(len(name.replace(GAP, "")) < _SHORTEST_NAME for name in names):
        return []
    if GAP in names[0]:
        return [Member("", name) for name in names]
    *earlier, last = names
    if "比" in last and _RATE.search(last) and not _RATE_ALONE.search(last):
        return []  # 贷款增速比各项贷款平均增速
    rate = _RATE.search(last)
    tail = f"{GAP}{rate[0].removeprefix('的')}" if rate else ""
    if rate:
        last = last[: rate.start()]
    if shared := _find_shared(earlier, last):
        measure = f"{GAP}{shared.measure}{tail}".replace(GAP * 2, GAP)
        is_doubtful = len(shared.own) > len(earlier[-1])
        return [Member(name, f"{name}{measure}", is_doubtful) for name in (*earlier, shared.own)]
    return _keep_apart(earlier, last, tail, is_counted=is_counted)


def _keep_apart(earlier: list[str], last: str, tail: str, *, is_counted: bool) -> list[Member]:
    """Return members that have their own measures, and share at most how these are calculated."""
    own = [_has_measure(name) for name in earlier]
    if tail.startswith(f"{GAP}占") and any(name[-2:] != last[-2:] for name in earlier):
        if all(name.endswith(_COUNTS) for name in earlier) and any(word in tail for word in _OF_OUTPUT):
            return [Member("", name) for name in (*earlier, f"{last}{tail}")]
        if not all(map(_WEAK.search, earlier)):
            return []
    longest = max(map(len, earlier))
    if all(map(_WEAK.search, earlier)) and len(last) > longest + _MUCH_LONGER:
        return []
    if all(own):
        return [Member("", f"{name}{tail}") for name in (*earlier, last)]
    if any(own):
        return _deal_rest(earlier, last, tail)
    if any(map(_opens_with_action, earlier)):
        return [Member("", f"{name}{tail}", is_doubtful=True) for name in (*earlier, last)]
    is_like = not _has_measure(last) and (
        (is_counted and "的" not in last)
        or all(len(name) == len(last) for name in earlier)
        or all(name[-2:] == last[-2:] for name in earlier)
    )
    if is_like or (tail and len(last) <= longest + _LONGER):
        return [Member("", f"{name}{tail}") for name in (*earlier, last)]
    return []


def _deal_rest(earlier: list[str], last: str, tail: str) -> list[Member]:
    """Let members without a measure share the last one's: 入园率、巩固率、高中阶段和高等教育入学率."""
    place = max(place for place, name in enumerate(earlier) if _has_measure(name)) + 1
    shared = _find_shared(earlier[place:], last) if place < len(earlier) else None
    if tail or not shared or not all(map(_has_measure, earlier[:place])):
        return []
    whole, rest = earlier[:place], [*earlier[place:], shared.own]
    if any(map(_WEAK.search, whole)):
        if not shared.measure.endswith(_OF_ALL):
            return []
        whole, rest = [], [*whole, *rest]  # 基础养老金、城市低保、农村低保标准
    kept = [Member("", name, is_doubtful=True) for name in whole]
    return [*kept, *(Member(name, f"{name}{GAP}{shared.measure}", is_doubtful=True) for name in rest)]


def _opens_with_action(name: str) -> bool:
    """Return whether a name opens with an action: in 接待游客、旅游总花费 the first member does."""
    actions = strip_head(name)[1]
    return bool(actions and actions[0] not in _NAMING_ACTIONS) or name.startswith(_ACTIONS)


class _SharedWords(NamedTuple):
    """The last member's own name, and the measure of all members."""

    own: str
    measure: str


def _find_shared(earlier: list[str], last: str) -> _SharedWords | None:
    """Return the last member's own name and the measure that all share, None if this is uncertain."""
    if any(map(_opens_with_action, earlier)) and not all(name[-2:] in last for name in earlier):
        return None  # but 接待省外游客、入境过夜游客人次
    longest = max(map(len, earlier))
    is_inside = any(map(_NAMES_OF_PLACE.search, earlier))
    for place in _places(earlier, last):
        own, measure = _split_last(last, place)
        limit = longest + (_MUCH_LONGER if own.endswith(_WHOLE_NAMES) else _LONGER)
        if not 0 < len(_BOUND.sub("", own)) <= limit or own in earlier:
            continue
        if _NO_NAME.search(own) and not is_inside:
            continue
        if len(measure) >= _SHORTEST_MEASURE and _has_measure(measure) and not measure.startswith("等"):
            return _SharedWords(own, measure)
    return None


def _split_last(last: str, place: int) -> tuple[str, str]:
    """Return the last member's own name and its measure; the name is "" if it hides more shared words."""
    own, measure = last[:place], last[place:]
    if measure.startswith("”"):
        own, measure = f"{own}”", measure[1:]
    if bound := _BOUND.match(measure):
        own, measure = f"{own}{bound[0]}", measure[bound.end() :]
    while (head := load_measures().head.search(own, 1)) and not _WEAK.search(own):
        own, measure = own[: head.start()], f"{own[head.start() :]}{measure}"
    own, others = (*_AND_OTHERS.split(own, maxsplit=1), "")[:2]
    if len(others) > _MUCH_LONGER or _NO_NAME.search(others):
        return "", measure  # 英国等发达经济体对华投资
    return own.strip(f"的{GAP}"), measure.removeprefix("的")


def _places(earlier: list[str], last: str) -> Iterator[int]:
    """Yield where the last member's own name may end, the most certain place first."""
    measures = load_measures()
    if all(map(_has_measure, earlier)):
        # 进口、出口通关时间: measures by themselves, here things that are measured
        if all(f"{name[-2:]}/{last[:2]}" in measures.opposites for name in earlier):
            yield 2
        if all(map(_WEAK.search, earlier)) and (weak := [*_WEAK_INSIDE.finditer(last)]):
            yield weak[-1].end()
        return
    if any(map(_has_measure, earlier)):
        return
    if all(map(read_province, earlier)) and (name := _province_before(last)):
        yield len(name)  # 江苏、浙江规模以上工业企业复工率
    if measures.countries.issuperset(earlier):
        yield max((len(name) for name in measures.countries if last.startswith(name)), default=0)
    if "的" in last:
        yield last.rindex("的")
    if all(f"{name[-1]}{last[1:2]}" in _OPPOSITE_SIDES for name in earlier):
        yield 2  # 线下和线上消费额
    ends = {name[-2:] for name in earlier}
    if len(ends) == 1 and (start := last.rfind(next(iter(ends)))) > 0:
        yield start + 2
    if len({name[-1] for name in earlier}) == 1:
        yield _end_of_class(earlier[0], last)
    if all(len(name) == len(earlier[0]) and name[:2] == last[:2] for name in earlier):
        yield len(earlier[0])
    if head := measures.head.search(last):
        yield head.start()


def _end_of_class(name: str, last: str) -> int:
    """Return where the last member's own name ends, by another's last character; 0 if nowhere."""
    end = name[-1]
    if end in _CLASS_ENDS:
        found = [match.end() for match in re.finditer(f"(?<=.){end}(?!务)", last)]
        return max((place for place in found if place <= len(name) + _MUCH_LONGER), default=0)
    return last.find(end, 1, _LONGEST_NEAR) + 1 if len(name) <= _LONGEST_NEAR else 0


def _province_before(words: str) -> str:
    """Return the name of the province that words begin with, or ""."""
    return next((words[:size] for size in (3, 2) if read_province(words[:size])), "")


def _has_measure(name: str) -> bool:
    """Return whether a name ends in a measure: 森林覆盖率, 营业收入, 死亡人数."""
    if name.endswith(_SUBSTANCES):
        return False
    return bool(load_words().measure_end.search(name) or load_measures().head.search(name))
