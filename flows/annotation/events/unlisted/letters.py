"""Letters that no Chinese name contains, or few do, and words before the name that opens a clause."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.events.rules import load_words
from flows.records import Mention
from flows.text import lazy_pattern

# No name contains these.
PARTICLES = (
    "的了在是和与及或被将向对把从到于为由等其该此各每这那有无不未已也都还就才曾以而且并若如则之"
    "着过给让使更最很我你他她它们"
)
# Few names contain these.
FUNCTION = PARTICLES + "个只种些家项次年"
_BINDABLE = frozenset(FUNCTION).difference("的了是被将")  # also inside longer words
# Before the name that opens a clause: times and marks.
LEADING = lazy_pattern(
    r"(?:(?<=[年月])[底初末中]|[,\s():]|【[^】]{1,12}】|近日|日前|目前|如今|其中|此外|今天|今日|昨天|昨日"
    r"|同时|随后|此后|至此"
    r"|当天|当日|同年|当年|同月)+"
)
_BOUND = "垚"  # replaces a function letter inside a word; no pattern contains it
_PLACES = frozenset(("lexicon", "rule", "model"))  # sources of places


def bind_letters(plain: str, mentions: Sequence[Mention]) -> str:
    """Return Chinese text with the function letters inside longer words and names replaced.

    >>> 成都、无锡和国家中心城市 -> 成垚、垚锡和国垚中心城市
    """
    letters = list(plain)
    spans = [match.span() for match in load_words("zh").bound.finditer(plain)]
    spans += [(one.start, one.end) for one in mentions if one.type == "GPE" and one.source in _PLACES]
    for start, end in spans:
        for place in range(start, end):
            if letters[place] in _BINDABLE:
                letters[place] = _BOUND
    return "".join(letters)
