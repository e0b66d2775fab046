"""Coined words in quotation marks (“四链”融合, “数字工匠”培育库), but not sayings, dates or sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from flows.annotation.openvocabulary.borders import odds_of
from flows.records import Mention
from flows.text import HAN, lazy_pattern

_QUOTED = lazy_pattern(rf"[“\"]([{HAN}A-Za-z0-9+＋]{{2,10}})[”\"]")
_SPOKEN = lazy_pattern("[有无何能让给被把在我你他她它们的了是不吗呢吧啊着这那怎谁很太没就都也要会来去说看]")
_NAMING_VERB = lazy_pattern(r"(?:实施|开展|启动|组织|推进|打造|深化|推行)(?:了|的)?[“\"]$")
_NAMING_NOUN = lazy_pattern(
    r"[”\"](?:工程|计划|行动|专项|项目|试点|活动|培育|企业|示范|品牌|战略|模式|倡议|机制|制度)"
)
_PROGRAMME_NOUN = lazy_pattern(r"[”\"](?:工程|计划|行动|专项|项目|试点|培育|倡议)")
# “北斗”企业培育工程: words between the quotation marks and the noun.
_LATER_NOUN = lazy_pattern(
    rf"[”\"](?:(?![的和与及或等了在对为以各重大])[{HAN}]){{2,6}}?(?<![重实])"
    r"(?:工程|计划|专项行动|行动|专项)(?![上中的者力])"
)
_NUMBER = "一两双三四五六七八九十"
# One word with a number or in two halves: 四链, 1+5, 一校一品, 三化一型, 双循环.
_COINED = lazy_pattern(
    rf"[{_NUMBER}\d][{HAN}]{{1,3}}(?:[{_NUMBER}\d][{HAN}]{{1,3}})*"
    rf"|[{HAN}\d]{{1,6}}[+＋][{HAN}\dA-Za-z]{{1,6}}|[{HAN}]{{1,4}}[化链式型制]"
)
_DIGIT = "一二三四五六七八九十〇零"
_DATE = lazy_pattern(rf"[{_DIGIT}]+|[{_DIGIT}\d]+[年月日号](?:[{_DIGIT}\d]+[月日号])*")
_SUM = lazy_pattern(rf"[\dN+＋XＸnx]+|\d+[{HAN}]{{1,2}}")
_MANNER = lazy_pattern("(?<![模仪幕舰兵])式$|型$")
_CHANGE = lazy_pattern(f"(?![非逆去])[{HAN}]{{1,2}}化")
_MEASURED = lazy_pattern("一[件类个次种项肩本]")
_SERVICE = lazy_pattern("一[网卡表码键]|.*[通图网码圈制]$")
_RESULT = lazy_pattern(f"[{_NUMBER}]+连[{HAN}]+")
_POINTS = lazy_pattern(f"[{_NUMBER}]+个(.+)")
_PLACE = lazy_pattern(r"[”\"](?:大?桥|号|广场|街道)")
_GOVERNS = -2.8  # words with lower odds are verbs that govern names


def find_quoted(
    text: str, tokens: Sequence[tuple[int, int]], known: Collection[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield coined words in quotation marks that touch none of the `known` spans."""
    ends = dict(tokens)
    for match in _QUOTED.finditer(text):
        start, end = match.span(1)
        word = match[1]
        if _SPOKEN.search(word) or word.isdigit():
            continue
        is_programme = bool(_PROGRAMME_NOUN.match(text, end) or _LATER_NOUN.match(text, end))
        if any(_blocks_word(start, end, *span, is_programme=is_programme) for span in known):
            continue
        if is_never_named(word) and not is_programme:
            continue
        is_named = is_programme or _NAMING_NOUN.match(text, end)
        is_named = is_named or _NAMING_VERB.search(text, max(0, start - 6), start)
        is_word = ends.get(start) == end
        if not is_named and not is_coined(word, is_word=is_word):
            continue
        if _PLACE.match(text, end):
            continue  # “十月六日”大桥
        yield Mention(start, end, word, "PROGRAMME" if is_programme else "TERM", source="pattern", score=0.8)


def _blocks_word(start: int, end: int, first: int, last: int, *, is_programme: bool) -> bool:
    """Return whether a known span touches a quoted word; a programme may contain one: “算力伙伴”计划."""
    is_part = start <= first and last <= end and last - first + 2 <= end - start
    return first < end and start < last and not (is_programme and is_part)


def is_never_named(word: str) -> bool:
    """Return whether a quoted word is a date or a sum, which no following noun makes a name.

    >>> 五一, 六一, 九一八, 十月六日; 1+N, 3+2, 1亿, 9连优
    """
    return bool(_DATE.fullmatch(word) or _SUM.fullmatch(word))


def is_coined(word: str, *, is_word: bool) -> bool:
    """Return whether a quoted word is coined by its form alone: 四链, 一校一品, 保险+期货, 非粮化.

    `is_word` says that the dictionary has it as one word.
    """
    if not _COINED.fullmatch(word):
        return False
    return not (
        is_manner(word)
        or is_change(word)
        or is_saying(word, is_word=is_word)
        or is_result(word)
        or is_list_of_verbs(word)
    )


def is_manner(word: str) -> bool:
    """Return whether a word describes a manner or a quality.

    >>> 一站式, 组团式, 运动式, 出彩型; not 红豆模式, 双师型
    """
    return bool(_MANNER.search(word)) and (word[0] == "一" or word[0] not in _NUMBER)


def is_change(word: str) -> bool:
    """Return whether a word of up to three characters names an ordinary change.

    >>> 队列化, 激化, 感情化; not 非粮化, 水肥一体化
    """
    return bool(_CHANGE.fullmatch(word)) and word[0] not in _NUMBER


def is_saying(word: str, *, is_word: bool) -> bool:
    """Return whether a word with 一 is a saying, by the dictionary or its measure word.

    >>> 一刀切, 一盘棋, 一件事, 一肩挑; not 一网通办, 一张图, 一老一小
    """
    if word[0] != "一" or _SERVICE.match(word) or any(number in word[1:] for number in _NUMBER):
        return False
    return is_word or bool(_MEASURED.match(word))


def is_result(word: str) -> bool:
    """Return whether a word counts results in a row: 五连冠, 三连击."""
    return bool(_RESULT.fullmatch(word))


def is_list_of_verbs(word: str) -> bool:
    """Return whether a number with a verb names a list of demands.

    >>> 五个必须, 六个坚持; not 五个中心, 四个服从
    """
    points = _POINTS.fullmatch(word)
    if points is None or points[1][0] == "一":
        return False
    return odds_of(points[1], "zh").inside < _GOVERNS
