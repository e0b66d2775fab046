"""Facilities named after what they are: 首个深水气田——“青云一号”投产, 变电站——云东站建成."""

from __future__ import annotations

from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.wholes import is_facility, trim_whole
from flows.text import HAN, lazy_pattern

_LONGEST = 40  # code points of a description
_QUOTED = lazy_pattern("(?:--)?“(?P<name>[^“”,。;]{2,16})”$")
_LISTED = lazy_pattern("[、和与及]|以及")
_CLAUSE_SIGNS = ",;:。"
_SHORT_NAME = lazy_pattern(rf"[{HAN}a-z0-9]{{2,5}}")
_KINDS = "站港桥路园馆厂线库田闸"


def find_quoted(sentence: Sentence, verb: Verb, last: int) -> list[Party]:
    """Return the quoted names before a verb, each right after a description that ends like a facility.

    >>> 加工厂“青葵一号”和深水导管架平台“青基二号”同时投产 -> 青葵一号, 青基二号
    """
    if verb.rule.action != "opened":
        return []
    found: list[Party] = []
    end = last
    while True:
        first = max(sentence.start, end - _LONGEST)
        quoted = _QUOTED.search(sentence.plain, first, end)
        if quoted is None or not is_facility(sentence.plain[first : quoted.start()]):
            return found[::-1]
        found.append(unlisted_party(sentence.text, *quoted.span("name")))
        described = _description_start(sentence, first, quoted.start())
        joint = next((one for one in _LISTED.finditer(sentence.plain, described, quoted.start())), None)
        if joint is None or sentence.plain[joint.start() - 1] != "”":
            return found[::-1]
        end = joint.start()


def _description_start(sentence: Sentence, first: int, end: int) -> int:
    """Return where the clause of a description begins, or the closing mark of a name listed before it."""
    return max(sentence.plain.rfind(sign, first, end) for sign in _CLAUSE_SIGNS + "”") + 1


def name_described(sentence: Sentence, verb: Verb, first: int, last: int) -> Party | None:
    """Return a short name after a dash that ends like the description before it: 变电站——云东站建成."""
    if verb.rule.action != "opened" or not sentence.plain.startswith("--", first - 2):
        return None
    first, last = trim_whole(sentence, first, last)
    kind = sentence.plain[last - 1]
    if kind not in _KINDS or not sentence.plain.endswith(kind + "--", sentence.start, first):
        return None
    if not _SHORT_NAME.fullmatch(sentence.plain, first, last):
        return None
    return unlisted_party(sentence.text, first, last)
