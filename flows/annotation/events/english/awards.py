"""Several awards or offices of one English verb, each with its own date."""

from __future__ import annotations

from collections.abc import Iterator

from flows.annotation.events.english.phrases import find_agent, phrase_end, tidy
from flows.annotation.events.roles import Award
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import lazy_pattern, within

_ACTIONS = frozenset(("designated", "appointed"))
# Between two awards: in 2019 and, in November 2021, a; in 2019, a.
_JOINT = lazy_pattern(
    r"(?:,\s(?:and\s)?|\sand,?\s)(?:(?:then|later|also)\s)*"
    r"(?P<when>(?:in|on)\s[^,;]{4,20}(?:,\s\d{4})?,?\s)?(?P<award>(?:as\s)?(?:an?|the)\s|(?=\w))"
)
# Ends words that are a clause of their own: and the chairman of Nordlager resigned.
_VERB_END = lazy_pattern(r"\s[a-z]+ed$")
_AFTER_DATE = lazy_pattern(r"\s*(?:[,.;:()]|$|(?:and|but|by|while|which|after|before|for|from|as)\b)")
_BY = lazy_pattern(r"\bby\s")


def find_awards(sentence: Sentence, verb: Verb, start: int, end: int, last: int) -> tuple[Award, ...]:
    """Return the awards or offices that a verb states, if every one after the first has its own date.

    The first is at `start` to `end`; without a date of its own, it has the last one before the verb in
    its stretch.

    >>> was named a Little Giant in 2019 and a Manufacturing Champion in 2021
    """
    if verb.rule.action not in _ACTIONS or end <= start or not within(sentence.dates, end, last):
        return ()
    later = list(_find_later(sentence, verb, end, last))
    if not later:
        return ()
    dates = (end, later[0][0])
    first, _ = sentence.stretch(verb.start)
    if not within(sentence.dates, *dates) and (before := within(sentence.dates, first, verb.start)):
        dates = before[-1].start, before[-1].end
    awards = [Award(start, end, tidy(sentence.text[start:end]), dates)]
    ends = [joined for joined, _, _ in later[1:]] + [last]
    for (joined, place, over), reach in zip(later, ends, strict=True):
        giver = find_agent(sentence, _BY, over, reach, within(sentence.parties, over, reach))
        awards.append(Award(place, over, tidy(sentence.text[place:over]), (joined, reach), giver))
    return tuple(awards)


def _find_later(sentence: Sentence, verb: Verb, place: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yield the joint, start and end of each award after the first that has a date of its own."""
    wanted = verb.rule.object
    found: list[tuple[int, int, int]] = []
    for joint in _JOINT.finditer(sentence.plain, place, last):
        start = joint.start("award")
        end = phrase_end(sentence, start, last)
        words = sentence.plain[start:end]
        if wanted is None or not wanted.search(words):
            continue
        if _VERB_END.search(words) or not _ends_clause(sentence, end, last):
            continue
        if joint["award"] or wanted.match(words):
            found.append((joint.start(), start, end))
    for number, (joined, start, end) in enumerate(found):
        reach = found[number + 1][0] if number + 1 < len(found) else last
        if within(sentence.dates, joined, start) or within(sentence.dates, end, reach):
            yield joined, start, end


def _ends_clause(sentence: Sentence, place: int, last: int) -> bool:
    """Return whether no verb follows the next date, which would have the words before it as its subject."""
    when = next(iter(within(sentence.dates, place, last)), None)
    return when is None or _AFTER_DATE.match(sentence.plain, when.end, sentence.end) is not None
