"""Lists of names before a Chinese verb, with one event per member (青云古城、白沙遗址入选名录)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import CLOSED_TYPES, FUNCTION, PARTICLES, has_sure_object
from flows.annotation.events.wholes import guess_whole, is_known_noun, trim_whole
from flows.text import HAN, lazy_pattern, start_of

_NAME = lazy_pattern(rf"(?:(?![{PARTICLES}])[{HAN}a-z0-9·\-()]){{2,22}}")
# Kinds of places and things that a name may end with, after enough letters to be a name.
_THING = lazy_pattern(
    r".{2,}[村镇乡县市区州盟旗山江河湖岛园]$|.{3,}(?:古城|古镇|古港|遗址|墓|大桥|灌区|林场|农场|港|机场"
    r"|社区|景区|集群)$"
    r"|.{4,}(?:项目|工程|团队|基地|平台|系统|品牌|党支部|党委|电站|装置|实验室|中心|研究院)$"
)
# Words that show that something is not a name.
_GENERIC = lazy_pattern(
    "^(?:全|各|多|本|首|新|该|我|一批|重大|重点|民生|有关|相关|其中|此外|新增|完成|累计|推动|推进|实施|建设"
    "|建成|打造|加快|支持|获得"
    "|做好|持续|深入|创新做法|案例|经验|做法|产业|企业|项目|工程|产品|作品|成果|地区|城市|县市|村庄|乡镇"
    "|社区|地市|部分|一些"
    "|举办|创建|创成|开展|成为|设立|组建|新设|省级|国家级|市级|县级|拥有|培育|布局|两"
    "|[一二三四五六七八九十]+[个家项])"
    "|^\\d|\\d+[个家项名位]|连续|分别|双双|一起|全部$|[一二三四五六七八九十多]次|(?:员工|职工|干部|党员|学生"
    "|居民|村民|群众|病|症|经验|做法|模式|[一二三四五六七八九十]+月)$|增长|提升|下降|达到|超过|突破|实现|完成"
)
# The class of the members before it: 甲、乙等一批重大项目.
_CLASS = lazy_pattern(
    r"等[^、,。;的]{0,12}?(?:项目|工程|铁路|高铁|公路|高速|线路|机场|大桥|桥梁|隧道|通道|枢纽|港口|码头|电站"
    r"|水库|灌区|场馆|博物馆|医院|学校|园区|平台|装置|设施)$"
)
_REST = lazy_pattern(
    _CLASS.pattern
    + r"|等?(?:[\d一二三四五六七八九十两多数]{1,5}[余多]?[个家所名项位座只条段][^、,。;]{0,10})$"
    + r"|等$"
)
# Counted things that are neither bodies nor places: 甲、乙等52项改革.
_MEASURES = lazy_pattern(r"[\d一二两三四五六七八九十多数][余多]?项(?!目|工程)")
_LISTED = frozenset(("lexicon",))
# Words that no project name contains.
_NO_PROJECT = lazy_pattern(
    "^(?:全[省市区国]|城乡|配套|一批|以|重大|重点|民生|[省市县]级|国家级|新增|累计)"
    "|(?<!世)界$|推进|推动|加快|实施|建成|完成|实现|支持|获评|获批|入选|列入|启动|成立|举办|开展"
    "|打造|突破|加强|提升|促进|进展|顺利|落户|落地|签约|引进"
)
_PROJECT = lazy_pattern(rf"(?:(?![{FUNCTION}])[{HAN}a-z0-9·“”\-()+]){{3,26}}")
_SEVERAL_PLACES = lazy_pattern(rf"[{HAN}]{{1,6}}[县市区州][{HAN}]{{1,6}}[县市区州]")  # 白沙县青云县供水
_BY_OTHERS = lazy_pattern("[在由将]")  # 某学院在原甲学院、乙学院的基础上组建
_JOINT = lazy_pattern(r"、|(?<=..)(?<!维)(?:和|与|及|以及)(?=..)")
_LIST_END = lazy_pattern("[,。;:()]")
_LEADING = lazy_pattern(
    r"(?>近日|日前|其中|此外|今天|昨天|同时|随后|此后|至此|当天|当日|同[年月]|[今去]年|[\s():\-,])+"
)


def find_members(sentence: Sentence, verb: Verb, clause: int) -> list[Party]:
    """Return the names between the start of a clause, or its date, and a verb; there may be only one.

    The result is empty if the rule's object leaves doubt of the event, or if any member is not a name.

    >>> 2021年，天有为、大鹏工业成功上市 -> 天有为, 大鹏工业
    """
    if not has_sure_object(sentence, verb):
        return []
    if _MEASURES.search(sentence.plain, clause, verb.start):
        return []
    start, end = _trim(sentence, clause, verb.start)
    found: list[Party] = []
    for first, last in _cut(sentence.plain, start, end):
        member = _name_member(sentence, first, last)
        if member is None:
            return []
        found.append(member)
    return found


def find_members_behind(sentence: Sentence, start: int) -> list[Party]:
    """Return the names of a list that begins at `start`; empty if any member is not a name.

    >>> 入选企业:|青云精工、白沙机器人、桑龙光学。 -> 青云精工, 白沙机器人, 桑龙光学
    """
    ended = _LIST_END.search(sentence.plain, start, sentence.end)
    end = start_of(ended, sentence.end)
    if rest := _REST.search(sentence.plain, start, end):
        end = rest.start()
    members = [_name_member(sentence, *span) for span in _cut(sentence.plain, start, end)]
    found = [member for member in members if member is not None]
    return found * (len(found) == len(members) > 1)


def _trim(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the span of a list between the date that opens its clause and the adverbs before its verb."""
    for when in sentence.dates:
        if start <= when.start and when.end <= end:
            start = when.end
    if leading := _LEADING.match(sentence.plain, start, end):
        start = leading.end()
    if trailing := load_words("zh").adverbs.search(sentence.plain, start, end):
        end = trailing.start()
    if rest := _REST.search(sentence.plain, start, end):
        end = rest.start()
    return start, end


def _cut(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between the joints of a list."""
    for joint in _JOINT.finditer(plain, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


def _name_member(sentence: Sentence, first: int, last: int) -> Party | None:
    """Return the party that fills a span, else its words as an unlisted name, or None if they are not one."""
    if sentence.plain.startswith("“", first) and sentence.plain.endswith("”", first, last):
        first, last = first + 1, last - 1
    for party in sentence.parties:
        if (party.start, party.end) == (first, last):
            return party
    if not _NAME.fullmatch(sentence.plain, first, last):
        return None
    name = sentence.text[first:last]
    words = load_words("zh")
    if _GENERIC.search(name) or words.classes.match(name) or words.hedges.search(name):
        return None
    if words.no_names.search(name) and not _THING.search(name):
        return None
    for mention in sentence.mentions:
        if mention.end <= first or last <= mention.start:
            continue
        if mention.type in CLOSED_TYPES or mention.start < first or last < mention.end:
            return None
        if mention.type in ("TERM", "TECH") and (mention.start, mention.end) == (first, last):
            return None
    return unlisted_party(sentence.text, first, last)


def _find_project_member(sentence: Sentence, first: int, last: int, *, is_among_names: bool) -> Party | None:
    """Return a list member that only the noun after 等 makes a project.

    It must contain a name, end like a firm's name, or be listed with a facility that is named in full.

    >>> 青云锂业、桑龙基板玻璃等重大项目投产 -> 青云锂业, 桑龙基板玻璃
    """
    first, last = trim_whole(sentence, first, last)
    name, words = sentence.text[first:last], load_words("zh")
    if not _PROJECT.fullmatch(sentence.bound, first, last) or is_known_noun(sentence, first, last, _LISTED):
        return None
    if _NO_PROJECT.search(name) or words.classes.match(name) or words.hedges.search(name):
        return None
    if any(party.start < first < party.end or party.start < last < party.end for party in sentence.parties):
        return None
    is_named = (
        is_among_names or _names_any(sentence, (first, last)) or _firm().search(sentence.plain, first, last)
    )
    if _SEVERAL_PLACES.match(name) or not is_named:
        return None
    return unlisted_party(sentence.text, first, last)


@cache
def _firm() -> re.Pattern[str]:
    """Return the pattern of endings of firm names."""
    return re.compile(f"(?:{load_words('zh').endings})$")


def find_wholes(sentence: Sentence, verb: Verb, first: int, last: int) -> list[Party]:
    """Return the facilities or bodies of a list that were opened or founded.

    More than half of the members must name one, unless a noun after 等 says what they all are.

    >>> 桑龙高速、青云高铁等7条线路建成通车 -> 桑龙高速, 青云高铁
    """
    if _BY_OTHERS.search(sentence.plain, first, last) or sentence.plain.endswith("或", first, last):
        return []
    has_class = _CLASS.search(sentence.plain, first, last) is not None
    if rest := _REST.search(sentence.plain, first, last):
        last = rest.start()
    spans = list(_cut(sentence.bound, first, last))
    sure = found = [whole for span in spans if (whole := guess_whole(sentence, verb, *span))]
    if has_class and (sure or any(_names_any(sentence, span) for span in spans)):
        found = [
            whole
            for span in spans
            if (
                whole := guess_whole(sentence, verb, *span)
                or _find_project_member(sentence, *span, is_among_names=bool(sure))
            )
        ]
    if len(spans) > 1 - has_class and 2 * len(found) > len(spans):
        return found
    return sure if has_class else []


def _names_any(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Return whether a stretch contains a name."""
    return any(span[0] <= party.start and party.end <= span[1] for party in sentence.parties)
