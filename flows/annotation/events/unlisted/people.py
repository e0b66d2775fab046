"""Unlisted people before a verb: those who take office or win a prize."""

from __future__ import annotations

import re
from functools import cache

from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted.letters import FUNCTION
from flows.text import HAN


def guess_person(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted person whose name directly precedes a verb, such as one of office.

    >>> 2022年，李鸣远出任青禾董事长 -> 李鸣远
    """
    start, last = clause, verb.start
    for when in sentence.dates:
        if when.end == verb.start:
            last = when.start  # 李鸣远2016年起任
        elif clause <= when.start and when.end <= verb.start:
            start = when.end
    found = _person().fullmatch(sentence.plain, start, last)
    if found is None:
        return None
    return unlisted_party(sentence.text, *found.span("name"), "PERSON")


def guess_titled(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted person whose name and title precede a verb and its date.

    >>> 李鸣远院士2016年获国际气象组织奖 -> 李鸣远
    """
    found = _titled().match(sentence.plain, clause, verb.start)
    if found is None:
        return None
    rest = [when for when in sentence.dates if when.start == found.end()]
    if (rest[0].end if rest else found.end()) != verb.start:
        return None
    return unlisted_party(sentence.text, *found.span("name"), "PERSON")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<name>(?:{load_words('zh').surnames})(?:(?![{FUNCTION}])[{HAN}]){{1,2}})"
        r"(?:院士|教授|研究员|同志|先生|女士|博士)(?:于|在|又|还|再次|荣)*"
    )


@cache
def _person() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:\(.{{1,12}}\)|\s|,|(?:[^,。;]{{0,20}}(?=宣布))?宣布|[{HAN}]{{2,14}}(?:总经理|董事长|总裁"
        rf"|书记|主任|部长|教授|博士|院士|委员))?"
        rf"(?P<name>(?<=宣布)(?!自己|其|该|中国)(?:(?![{FUNCTION}])[{HAN}]){{2,6}}"
        rf"|(?!祝贺)(?:{words.surnames})(?!某)(?:(?![{FUNCTION}])[{HAN}]){{1,2}}"
        rf"|[{HAN}]{{2,8}}(?:·[{HAN}]{{1,8}}){{1,3}})"
        r"(?:同志|先生|女士)?(?:已|正式|再次|高票|全票|成功|连续|将|于)*"
    )
