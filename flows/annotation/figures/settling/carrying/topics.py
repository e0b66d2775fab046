"""Topics that a clause of its own sets for the next ones: 民航方面，运送旅客5万人次."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import (
    attributes,
    bare_names,
    is_name,
    read_pattern,
)
from flows.annotation.figures.settling.quoting import names_no_owner
from flows.annotation.figures.words_zh import load_words
from flows.records import Target

_TOPIC = read_pattern("topics", "topic")
_NO_TOPIC = read_pattern("topics", "no_topic")
# Behind a topic, what is done in it says no more of whose measure it is: 假期运送旅客.
_DONE = read_pattern("topics", "done")

# A first clause that only says how something fares: 花卉出口持续增长，|销量5万吨.
_TREND = read_pattern("topics", "trend")
_NO_TREND = read_pattern("topics", "no_trend")
_NO_TREND_END = read_pattern("topics", "no_trend_end")
_SHARED, _LONGEST_WHOLE, _REACH = 2, 18, 5


def find_topic(passage: Passage, target: Target, place: int) -> str:
    """Return what the clauses before a name restrict it to, "" for a name of its own.

    >>> 民航方面，假期运送旅客5万人次 -> 民航
    """
    number = passage.clause_at(place)
    first = passage.start_of_sentence(number)
    clause = passage.clauses[first]
    match = _TOPIC.fullmatch(passage.text, clause.start, clause.end)
    if match is None or first == number or number > first + 2:
        return ""
    topic = match["field"] or match["object"] or match["example"]
    name = target.indicator
    if _NO_TOPIC.search(topic) or names_no_owner(topic) or load_words().predicate.search(topic):
        return ""
    topic = topic.removesuffix("安全")
    is_general = names_no_owner(name) or _DONE.match(name)
    if topic[:2] in name or topic[-2:] in name or not is_general:
        return ""
    return topic


def name_by_trend(passage: Passage, target: Target, place: int, earlier: Sequence[Target]) -> str:
    """Return a bare name with the thing whose trend the first clause of its sentence tells, or "".

    `earlier` are the figures before it in its sentence; each must be bare, too, or of the same thing.

    >>> 我国花卉出口持续增长，出口量达5万吨 -> 我国花卉|出口量
    """
    name, number = target.indicator, passage.clause_at(place)
    first = passage.start_of_sentence(number)
    is_near = first < number <= first + _REACH and passage.opens_clause(place)
    if not is_near or not _is_bare(name):
        return ""
    clause = passage.clauses[first]
    match = _TREND.fullmatch(passage.text, passage.lead(first), clause.end)
    if match is None or not _is_thing(match["thing"]):
        return ""
    thing = match["thing"]
    between = range(first + 1, number)
    if not all(_has_figure(passage, one, earlier) or passage.is_aside(one) for one in between):
        return ""
    of_same = (_is_bare(one.indicator) or thing[:_SHARED] in one.indicator for one in earlier)
    named = (one for one in passage.mentions if clause.start <= one.start < place)
    if not all(of_same) or any(one.type == "ORG" or one.start > clause.end for one in named):
        return ""
    if passage.is_quoted_apart(clause.start, place):
        return ""
    whole = join_thing(_NO_TREND_END.sub("", thing) if name[:_SHARED] not in thing else thing, name)
    if len(whole) > _LONGEST_WHOLE:
        return ""
    return whole


def join_thing(thing: str, name: str) -> str:
    """Return the name of a measure of a thing, in which no word occurs twice: 花卉出口, 出口量."""
    own = thing.partition(name[:_SHARED])[0]
    return f"{own}{name}"


def _is_bare(name: str) -> bool:
    return attributes().fullmatch(name) is not None or name in bare_names()


def _is_thing(thing: str) -> bool:
    if _NO_TREND.search(thing) or names_no_owner(thing) or load_words().predicate.search(thing):
        return False
    return is_name(thing.removeprefix("全国").removeprefix("全省").removeprefix("全市").removeprefix("全县"))


def _has_figure(passage: Passage, number: int, earlier: Sequence[Target]) -> bool:
    clause = passage.clauses[number]
    return any(clause.start <= one.start < clause.end for one in earlier)
