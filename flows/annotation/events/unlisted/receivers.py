"""Unlisted parties that are put on a list or given money."""

from __future__ import annotations

from flows.annotation.events.parties import Party
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted.guesses import COMMON_NOUN, guess_name, has_sure_object
from flows.annotation.events.unlisted.letters import PARTICLES
from flows.text import HAN, lazy_pattern

# The party put on a list or given money: 将昊天计算及其11家关联公司|列入, 给予|拓海热控500万元奖励.
_NAME_LETTERS = rf"(?P<name>(?:(?![{PARTICLES}])[{HAN}a-z·]){{3,14}}?)"
_BEFORE_VERB = lazy_pattern(
    rf"[将把对向](?:包括|包含)?{_NAME_LETTERS}(?:(?:及|等|和)其?[^,。;将把对向]{{0,24}}"
    r"|在内的[^,。;将把对向]{0,16}|、[^,。;将把对向]{2,40})?"
    r"(?:一并|首次|正式|新|也)*$"
)
# The next name of the list that such a party opens.
_LISTED = lazy_pattern(rf"[、和与及]{_NAME_LETTERS}(?=[、和与及等]|一并|$)")
_FIRM_END = lazy_pattern("(?<=[^该各本家有分子母总大小]{3})(?:集团)?(?:有限)?(?:公司)?$")
_BEHIND_VERB = {
    "funded": lazy_pattern(rf"{_NAME_LETTERS}(?=[约近逾超]?\d[\d.,]*[万亿])"),
    "designated": lazy_pattern(rf"{_NAME_LETTERS}(?=[“为])"),
}


def guess_receiver(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted party that is put on a list or given money: after 将 or 向, or after the verb.

    >>> 美国商务部将昊天计算及其11家关联公司列入实体清单 -> 昊天计算
    """
    if not has_sure_object(sentence, verb):
        return None
    found = _BEFORE_VERB.search(sentence.plain, clause, verb.start)
    if found is None and verb.rule.action in _BEHIND_VERB:
        found = _BEHIND_VERB[verb.rule.action].match(sentence.plain, verb.end, sentence.end)
    if found is None:
        return None
    if sentence.plain.startswith("、", found.end("name")) and not guess_listed(
        sentence, verb, found.end("name")
    ):
        return None  # 波音防务、空间与安全集团
    return _guess_on_list(sentence, verb, *found.span("name"))


def guess_listed(sentence: Sentence, verb: Verb, place: int) -> tuple[Party, ...]:
    """Return the unlisted parties of a list from `place`, the end of its first name, to the verb."""
    found: list[Party] = []
    while listed := _LISTED.match(sentence.plain, place, verb.start):
        party = _guess_on_list(sentence, verb, *listed.span("name"))
        if party is None:
            break
        found.append(party)
        place = listed.end()
    return tuple(found)


def guess_blacklisted(sentence: Sentence, verb: Verb, start: int, end: int) -> Party | None:
    """Return words of a list as an unlisted party that somebody blacklists, or None."""
    return _guess_on_list(sentence, verb, start, end)


def _guess_on_list(sentence: Sentence, verb: Verb, start: int, end: int) -> Party | None:
    """Return words as a party that somebody lists or gives money; on a blacklist it may end like any firm."""
    name = sentence.plain[start:end]
    if COMMON_NOUN.search(name):
        return None
    if verb.rule.action == "sanctioned" and (ending := _FIRM_END.search(name)):
        return guess_name(sentence, start, end, start + ending.start())
    return guess_name(sentence, start, end)
