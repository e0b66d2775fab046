"""Several awards of one Chinese verb, each with its own date."""

from __future__ import annotations

from flows.annotation.events.dates import When
from flows.annotation.events.roles import Award
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import lazy_pattern, within

_JOINT = lazy_pattern("、|和|与|及|以及")
_BETWEEN_AWARDS = lazy_pattern("、|以及|(?<=[业号称员心地区市奖定审核””)])[和与及](?=.{4})")
# Between a list of dates and its verb: 2019年、2021年先后获评.
_TO_VERB = lazy_pattern("(?:分别|先后|相继|陆续|依次|又)*")
_OWN_YEAR = lazy_pattern(r"(?:19|20)\d\d年?度?")
_IN_BRACKETS = lazy_pattern(r"(?P<award>[^,。;()]{4,40}?)\((?P<date>(?:19|20)\d\d年[^()]{0,8})\)[、和与及]?")


def find_awards(sentence: Sentence, verb: Verb, start: int, end: int) -> tuple[Award, ...]:
    """Return the awards that an object at `start` to `end` lists, if each has its own date.

    >>> 2019年、2021年先后获评小巨人企业和单项冠军企业; 获评2019年度小巨人企业、2021年度单项冠军企业
    >>> 被评为小巨人企业（2019年）、单项冠军企业（2021年）
    """
    if verb.rule.action != "designated" or end <= start:
        return ()
    return _with_brackets(sentence, verb, start) or _of_list(sentence, verb, start, end)


def has_several_dates(sentence: Sentence, verb: Verb, start: int, end: int) -> bool:
    """Return whether a verb has several dates for several things, so that none of them dates all."""
    return len(_dates_before(sentence, verb)) > 1 and len(_cut(sentence, start, end)) > 1


def _of_list(sentence: Sentence, verb: Verb, start: int, end: int) -> tuple[Award, ...]:
    """Return the members of a list, each with the date at its place in a list of dates, or its own year."""
    spans = _cut(sentence, start, end)
    if len(spans) < 2 or not all(_is_award(sentence, verb, *span) for span in spans):
        return ()
    before = _dates_before(sentence, verb)
    if len(before) == len(spans):
        dates = [(when.start, when.end) for when in before]
    elif all(_OWN_YEAR.match(sentence.plain, first) for first, _ in spans):
        dates = spans
    else:
        return ()
    return tuple(
        Award(first, last, sentence.text[first:last], own)
        for (first, last), own in zip(spans, dates, strict=True)
    )


def _with_brackets(sentence: Sentence, verb: Verb, start: int) -> tuple[Award, ...]:
    """Return the awards that are each followed by a date in brackets, if there are several."""
    found: list[Award] = []
    while bracketed := _IN_BRACKETS.match(sentence.plain, start, sentence.end):
        first, last = bracketed.span("award")
        if not _is_award(sentence, verb, first, last) or not within(
            sentence.dates, last, bracketed.end("date") + 1
        ):
            break
        found.append(Award(first, last, sentence.text[first:last], (last, bracketed.end("date") + 1)))
        start = bracketed.end()
    return tuple(found) if len(found) > 1 else ()


def _is_award(sentence: Sentence, verb: Verb, start: int, end: int) -> bool:
    return verb.rule.object is not None and verb.rule.object.search(sentence.plain, start, end) is not None


def _cut(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans between the joints of a list of awards."""
    spans = []
    for joint in _BETWEEN_AWARDS.finditer(sentence.plain, start, end):
        spans.append((start, joint.start()))
        start = joint.end()
    return [*spans, (start, end)]


def _dates_before(sentence: Sentence, verb: Verb) -> list[When]:
    """Return the dates of the list that ends before a verb."""
    found: list[When] = []
    place = verb.start
    for when in reversed(within(sentence.dates, sentence.start, verb.start)):
        joint = _JOINT if found else _TO_VERB
        if not joint.fullmatch(sentence.plain, when.end, place):
            break
        found.insert(0, when)
        place = when.start
    return found
