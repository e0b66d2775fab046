"""Chinese names that are only a part: of some of what has a measure, or of a name given elsewhere."""

from __future__ import annotations

from flows.annotation.figures.statements import Sentence
from flows.text import lazy_pattern

# A number right before a name makes it that of some: 1亩|苹果的产值, 存栏100头以上|奶牛的比重.
_NUMBERED = lazy_pattern(r"\d[^\d,;:。、()年月日季时]{0,4}$")
_REACH = 8
# Names that point to something that the text names elsewhere: 这个面积, 用于这方面的支出.
_POINTING = lazy_pattern(
    "[这此该](?:[个些项类种次批条品]|方面|里)|^(?:近期|目前|当前)?[这此该]|上述|前述"
    "|^(?:相关|部分|其他|其余|整个|各地|各[省市县区]|带来的|造成的|形成的)"
)


def is_of_some(sentence: Sentence, place: int) -> bool:
    """Return whether a name at `place` follows a number that is no date: it is that of only some.

    >>> 存栏100头以上|奶牛的规模养殖比重近50%
    """
    low = max(sentence.start, place - _REACH)
    numbered = _NUMBERED.search(sentence.text, low, place)
    if numbered is None:
        return False
    return not any(moment.start <= numbered.start() < moment.end for moment in sentence.moments)


def points_elsewhere(indicator: str) -> bool:
    """Return whether a name needs the words before it: 这个面积, 用于这方面的支出总额."""
    return _POINTING.search(indicator) is not None
