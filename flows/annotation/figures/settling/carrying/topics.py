"""Topics that a clause of its own sets for the next ones: 民航方面，运送旅客5万人次."""

from __future__ import annotations

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import read_pattern
from flows.annotation.figures.settling.quoting import names_no_owner
from flows.annotation.figures.words_zh import load_words
from flows.records import Target

_TOPIC = read_pattern("topics", "topic")
_NO_TOPIC = read_pattern("topics", "no_topic")
# Behind a topic, what is done in it says no more of whose measure it is: 假期运送旅客.
_DONE = read_pattern("topics", "done")


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
