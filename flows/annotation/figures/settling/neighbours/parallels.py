"""Name Chinese levels that follow one of another member: 江苏省出口额14亿元，四川省19亿元."""

from __future__ import annotations

import re

from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import load_words

# How members of one kind end, and how far from its beginning a name may have that of its first member.
_ENDING = re.compile(
    "(?:[省市区县州国镇乡]|产业|行业|居民|企业|厂商|公司|集团|银行|机构|地区|人口|家庭|品牌|高校|学校|人员"
    "|职工|用户|客户|业务|板块|航线|机型|车型|车企|港口|口岸)$"
)
_LONGEST_MEMBER = 10
# The words between a figure and the next member, and between that and its level.
_NEXT = "(?:左右|以上|以下)?[,、;](?:而|但|则|另外?|同期|其次是|其次为)?"
_UP_TO_LEVEL = (
    "(?:平均|人均)?(?:已经?|也|则|都|均|更|还|尚|虽|仍)?"
    "(?:仅|在|只有|达到?|高达|为|约|近|不足|不到|超过?|低于|高于|逾|突破)*"
)


def name_parallel(sentence: Sentence, index: int, own: str, last: int | None, before: str) -> str:
    """Return the name of a level whose words only name another member of a kind, or "".

    `own` are the words before figure `index`, `before` is the name of figure `last`.

    >>> 第一产业增加值3380亿元,增长3.4%;第二产业21056亿元 -> 第二产业|增加值
    >>> 城镇居民收入57310元,农村居民27145元 -> 农村居民|收入
    """
    ending = _ENDING.search(own)
    if ending is None or last is None or own == before:
        return ""
    figure, first = sentence.figures[index], sentence.figures[last]
    if figure.unit != first.unit or load_words().measure_end.search(own):
        return ""
    between = sentence.text[sentence.figures[index - 1].end : figure.start]
    if not re.fullmatch(f"{_NEXT}{re.escape(own)}{_UP_TO_LEVEL}", between.replace(" ", "")):
        return ""
    name = before.replace(GAP, "")
    place = name.find(ending[0], 1)
    if not 0 < place <= _LONGEST_MEMBER or name.count(ending[0]) > 1:
        return ""
    measure = name[place + len(ending[0]) :].removeprefix("的")
    return f"{own}{GAP}{measure}" if load_words().measure_end.search(measure) else ""
