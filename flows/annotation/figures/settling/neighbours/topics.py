"""Tell whether a Chinese sentence turns to another place or firm, or says what something is."""

from __future__ import annotations

import re
from functools import cache

from flows.annotation.figures.settling.dealing import load_measures
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.words import join_alternatives
from flows.text import lazy_pattern
from flows.text.places import read_province

_REACH = 400  # code points before a sentence in which its opening name is looked for
_NOT_ANOTHER = "(?![全本我该各其这此两有在对从把将以为向]|[一二三四五六七八九十]+[个大]|到|力争|支持|推动|建)"
_PLACE = lazy_pattern(
    rf"\s*{_NOT_ANOTHER}(?P<name>[\u4e00-\u9fff]{{1,5}}?(?:[省市县州镇乡村]|新?区|公司|集团))"
    "(?![场级域委政长内外际民])"
)
# What something is: 渔业是样例省的支柱产业,; not 主要目标是.
_IS = lazy_pattern(
    r"\s*[^,;:。、\d]{2,16}?(?<![目务点求则键心标但只就都还也若如])(?:是|位于|地处|素有|素称)(?![要否])"
    r"[^,;:。\d]{3,30},"
)
# Before a value that is only said to exist, not to be reached.
_HAS = lazy_pattern("(?:[有占]|拥有|设有|共有|现有)(?:了|约|近|超过?|逾)*$")
_SHORT = 6
_DEED = lazy_pattern("建成|新建|建设|新增|培育|改造|引进|打造|完成|实现|认定|创建")


def turns_to_another(sentence: Sentence, index: int, reading: Reading) -> bool:
    """Return whether a figure only describes what the sentences before it set no goal for.

    >>> 甲市力争产值突破500亿元。乙市渔业企业120家: the 120
    >>> 力争到2027年产值达到800亿元。渔业是样例省的支柱产业,从业人员30万人: the 300,000
    """
    if reading.default != "actual" or not reading.indicator or not sentence.start:
        return False
    if _DEED.search(reading.indicator):
        return False  # 力争建成120座。甲市建成50座
    place = sentence.figures[index].start
    is_had = _HAS.search(sentence.text, max(sentence.start, place - _SHORT), place) is not None
    if reading.is_stated and not is_had:
        return False
    if _IS.match(sentence.text, sentence.start, place):
        return True
    name = _opening_name(sentence)
    return bool(name) and name not in sentence.text[max(0, sentence.start - _REACH) : sentence.start]


def _opening_name(sentence: Sentence) -> str:
    """Return the place or firm that a sentence opens with, or ""."""
    if match := _PLACE.match(sentence.text, sentence.start, sentence.end):
        return match["name"]
    known = _countries().match(sentence.text, sentence.start, sentence.end)
    if known:
        return known[0].strip()
    start = sentence.text[sentence.start : sentence.end].lstrip()
    return next((start[:size] for size in (3, 2) if read_province(start[:size])), "")


@cache
def _countries() -> re.Pattern[str]:
    names = sorted(load_measures().countries - {"中国", "我国"}, key=len, reverse=True)
    return re.compile(rf"\s*(?:{join_alternatives(names)})")
