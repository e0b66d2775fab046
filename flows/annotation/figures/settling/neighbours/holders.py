"""Name Chinese levels whose words only say who has them: 样都渔场的成活率为92%，而农户为60%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.settling.dealing import load_measures
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, RANK, TIMES, load_units
from flows.annotation.figures.words import GAP, any_of_words, read_table, split_words, stands_between
from flows.annotation.figures.words_zh import load_words
from flows.records import CHANGES
from flows.text import lazy_pattern
from flows.text.places import read_province

_TABLE = "settling/measures.toml"
_LONGEST_HOLDER, _LEAST_MEASURE = 12, 2
_OF_ANYTHING = frozenset((POINTS, TIMES, RANK))
_OF_WHOLE, _SHARE = "占", lazy_pattern("占(?!比|有率|地|用).{2,16}$")
# The words up to a holder, and between it and its level, with a judgement of it.
_OPENING = lazy_pattern(
    "(?:左右|以上|以下|以内)?[^,;。]{0,12}[,;。、](?:而|但|则|另外?|同期|同时|其中|相比之下,)?"
)
_UP_TO_LEVEL = lazy_pattern(
    "(?:(?:[则也还却要就]|虽然?)*(?:明显)?[更较略稍偏][高低大小多少快慢好差](?:一些)?,)?"
    "(?:的?平均(?:水平|值)?|人均|合计)?(?:虽然?|已经?|[也则都均更还尚却就又]|仍然?|目前|当时|上年)*"
    "(?:又|再|大幅|迅速|逐步)*(?:回?升|上升|提升|提高|[跌降涨增减]|下降|回落|扩大|缩小)?[到至]?"
    "(?:仅为?|在|只有|只|达到?|高达|为|约|近|不足|不到|超过?|低于|高于|逾|突破|是|了)*"
)
_FIRST_OPENING = lazy_pattern("(?:.*[,;。、])?\\s*[^,;。]{0,3}", re.DOTALL)
# A member of a row: 第二批, 二期.
_MEMBER = lazy_pattern("(?:第[一二三四五六七八九十\\d]+|[一二三四五六首])[批期代轮]")
_CONTRASTED = lazy_pattern("\\s*(?:而|但|相比之下,|同期)?")
# A level with which another is compared, and what may follow it.
_COMPARED = lazy_pattern(
    "(?:超过|高于|低于|多于|少于|落后于|领先于|不及|远超|大于|小于|[和与、及])"
    "(?P<own>[^,;。、\\d的和与及]{2,8})的$"
)
_CLOSED_PEER = lazy_pattern("(?:左右|以上|以下)?(?=[,;。、和与及)!\\n]|$)")
# What may follow a level: not 的 and what it describes, nor the things that it counts.
_CLOSED = lazy_pattern(
    "(?:左右|以上|以下|上下|以内)?(?:[^的,;。、\n\\d]{0,4}徘徊|[^,;。\n]{0,8}水平)?(?=[,;。)!\n]|$)"
)
_NO_HOLDER = lazy_pattern(
    "其中|[的了占超于比均含]|新[增登设建]|^[本上下当全去今]?[年月季期度]|期$|[年月日号]$"
)
# A clause that consists of a measure, and one of what each has.
_TOPIC = lazy_pattern("(?:^|[,;。:])\\s*(?P<measure>[^,;。:\\d]{3,20})$")
_PER_ONE = lazy_pattern("每[^,;。]{1,8}(?:拥有|占有|使用|消费|消耗|对应|配备)的.{2,10}$")
_BARE = frozenset(
    ("比重", "比例", "占比", "份额", "数量", "总量", "总数", "总额", "金额", "规模", "水平", "标准")
)
_IN_WORDS = ("化", "域", "内", "级", "率")  # 城镇|化, 区|域
_ACROSS = lazy_pattern("国[产家际有务道标债]|市[场值民]|厂[商房]|港口|城[镇市]|村民|区间|业[务绩]")
# Those with whom somebody is compared, and places and bodies.
_PEER = lazy_pattern("(?:[^,;。]{0,8}大陆|国内|国外|海外)?(?:同行业?|同业|可比|竞争|其他|其余)")
_BODY = lazy_pattern("(?:[省市县区州国盟旗镇乡村]|地区|公司|集团|银行|行业|同业|同行)$")


@cache
def _ending() -> re.Pattern[str]:
    """Return the pattern of a holder at the end of words, by `holders` in `measures.toml`."""
    words = any_of_words(read_table(_TABLE)["holders"])
    return re.compile(f"(?:{words}|(?<![就作专营毕创停开歇失从])业)$")


@cache
def _names() -> frozenset[str]:
    """Return the names of parts of the world and of a country."""
    return load_measures().countries | {*split_words(read_table(_TABLE)["regions"])}


def name_held(
    sentence: Sentence,
    index: int,
    reading: Reading,
    statements: Sequence[Statement],
    earlier: Sequence[Statement],
) -> Reading | None:
    """Return the reading of a level whose words are only a holder with its measure, None for another.

    The measure is that of the last level of the same unit, in the sentence or in `earlier`, the statements
    of the sentence before. The subject is the holder if that is a place or body.

    >>> 渔场苗种的成活率为92%,而农户为60% -> 农户|成活率
    >>> 甲市城镇化率为71%。乙市为65% -> 乙市|城镇化率
    """
    figure = sentence.figures[index]
    if reading.comparator in CHANGES or figure.unit in _OF_ANYTHING:
        return None
    if peer := _peer_before(sentence, figure, statements):
        reading = replace(reading, indicator=peer, subject="", comparator="=", bound="")
    own = reading.indicator
    if not _is_holder(own) or not (peer or _is_subject(sentence, index, own)):
        return None
    is_body = _is_name(own) or _BODY.search(own) is not None
    if not is_body and (not figure.unit or figure.unit in load_units().counting):
        return None  # 其中企业780万户: they are what is counted
    measure = _find_measure(sentence, index, own, statements, earlier)
    if not measure:
        return None
    named = replace(reading, indicator=f"{own}{GAP}{measure}")
    if is_body and not reading.subject:
        named.subject = own
    return named


def _peer_before(sentence: Sentence, figure: Figure, statements: Sequence[Statement]) -> str:
    """Return the country or region that a level is compared with, or "": 超过|日本|的9艘和|印度|的7艘."""
    if not any(one.figure.unit == figure.unit for one in statements):
        return ""
    found = _COMPARED.search(sentence.text, sentence.start, figure.start)
    if found is None or not _is_name(found["own"]) or not _CLOSED_PEER.match(sentence.text, figure.end):
        return ""
    return found["own"]


def _is_name(words: str) -> bool:
    return words in _names() or bool(read_province(words))


def _is_holder(words: str) -> bool:
    """Return whether words only name a body, a place, a group or a member of a row: 企业, 乙市, 第二批."""
    if not 1 < len(words) <= _LONGEST_HOLDER:
        return False
    if _MEMBER.fullmatch(words):
        return True
    if _NO_HOLDER.search(words):
        return False
    if _is_name(words):
        return True
    return _ending().search(words) is not None and not load_words().measure_end.search(words)


def _is_subject(sentence: Sentence, index: int, own: str) -> bool:
    """Return whether a holder is the subject of its clause, and the level its predicate."""
    figure = sentence.figures[index]
    if not _CLOSED.match(sentence.text, figure.end, sentence.end):
        return False
    begin, opening = sentence.start, _FIRST_OPENING
    if index:
        begin, opening = sentence.figures[index - 1].end, _OPENING
    between = sentence.text[begin : figure.start].replace(" ", "")
    return stands_between(between, own, opening, _UP_TO_LEVEL)


def _find_measure(
    sentence: Sentence, index: int, own: str, statements: Sequence[Statement], earlier: Sequence[Statement]
) -> str:
    """Return the measure of a holder's level, by what stands before it, or ""."""
    figure = sentence.figures[index]
    if measure := _measure_before(sentence, figure, own, statements):
        return measure
    if topic := _topic_of(sentence, index, own):
        return topic
    opened = _CONTRASTED.match(sentence.text, sentence.start, sentence.end)
    if opened and sentence.text.startswith(own, opened.end()):
        return _measure_before(sentence, figure, own, earlier)
    return ""


def _measure_before(sentence: Sentence, figure: Figure, own: str, statements: Sequence[Statement]) -> str:
    """Return the measure of the last level of a figure's unit, "" if that is a change or names none.

    Of sums and amounts, the name before must have another holder, or the holder be one of comparison.
    """
    alike = [one for one in statements if one.figure.unit == figure.unit]
    while alike and _is_holder(alike[-1].reading.indicator) and alike[-1].reading.indicator != own:
        alike.pop()  # its own measure is not known
    if not alike or alike[-1].reading.comparator in CHANGES or alike[-1].reading.indicator == own:
        return ""
    same = alike[-1]
    name = same.reading.indicator.replace(GAP, "")
    if rest := _without_subject(sentence, same.figure, name):
        return rest
    holder, gap, rest = same.reading.indicator.partition(GAP)
    if gap and _is_holder(holder) and _ends_measure(rest):
        return rest
    measure = measure_of(name, own)
    if figure.unit != PERCENT and (
        measure.startswith(_OF_WHOLE) or (measure == name and not _PEER.match(own))
    ):
        return ""
    return measure


def _without_subject(sentence: Sentence, figure: Figure, name: str) -> str:
    """Return a name without the subject of its figure's clause, or "": 在冷链普及率方面,深圳|已达 62%."""
    start = max(sentence.text.rfind(mark, 0, figure.start) for mark in ",;。") + 1
    clause = sentence.text[start : figure.start].replace(" ", "")
    size = next((size for size in range(len(name) - 1, 1, -1) if clause.startswith(name[:size])), 0)
    is_subject = 1 < size <= _LONGEST_HOLDER and _UP_TO_LEVEL.fullmatch(clause, size)
    rest = name[size:]
    return rest * bool(is_subject and len(rest) >= _LEAST_MEASURE and _ends_measure(rest))


def _topic_of(sentence: Sentence, index: int, own: str) -> str:
    """Return the measure that the clause right before a holder consists of, or "": 人均用水量,北方地区为."""
    place = sentence.text.rfind(f",{own}", sentence.start, sentence.figures[index].start)
    topic = _TOPIC.search(sentence.text, sentence.start, place) if place > 0 else None
    if topic is None or (index and sentence.figures[index - 1].end > topic.start()):
        return ""
    measure, words = topic["measure"], load_words()
    return measure * (not words.predicate.search(measure) and _ends_measure(measure))


def _ends_measure(words: str) -> bool:
    """Return whether words end in a measure, or are what each of something has."""
    return bool(load_words().measure_end.search(words) or _PER_ONE.match(words))


def measure_of(name: str, own: str) -> str:
    """Return the measure of a name without its holder, "" if it is not clear where that ends.

    >>> measure_of("渔场苗种的成活率", "农户"), measure_of("城镇居民收入", "农村居民")
    ('成活率', '收入')
    """
    if share := _SHARE.search(name):
        return share[0] * _is_holder(name[: share.start()])
    ending = name.find(own[-2:], 1)
    rest = name[ending + 2 :]
    if not 0 < ending <= _LONGEST_HOLDER:
        rest = _without_holder(name) or name
        if _is_name(own) and name.removesuffix(rest).endswith("业"):
            rest = name  # 渔业|创新比重 of a country
    words = load_words()
    last = rest.rpartition("的")[2]
    if words.measure_end.search(rest) and last not in _BARE:
        rest = last
    is_open = rest in _BARE or len(rest) < _LEAST_MEASURE or own[-2:] in rest
    is_open = is_open or rest == name in words.measures
    is_in_whole = rest.startswith("在") and "中的" in rest  # 在全球新船订单中的份额
    if is_open or (not is_in_whole and any(one in rest for one in _names())):
        return ""
    return rest * _ends_measure(rest)


def _without_holder(name: str) -> str:
    """Return a name without the holder that it begins with, "" if it begins with none."""
    if known := next((one for one in _names() if name.startswith(one)), ""):
        rest = name.removeprefix(known)
        return _without_holder(rest) or rest.removeprefix("的")
    size = next((size for size in (3, 2) if read_province(name[:size])), 0)
    for end in range(2, min(len(name), _LONGEST_HOLDER)):
        is_next = not size or end <= size + 2
        is_inside = name.startswith(_IN_WORDS, end) or _ACROSS.match(name, end - 1)
        if is_next and not is_inside and _ending().search(name[:end]):
            size = end  # 海州|港, 城镇|地区
    return name[size:].removeprefix("的") * bool(size)
