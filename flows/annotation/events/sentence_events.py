"""Events of one sentence: one per verb and party, without those that repeat another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events import chinese, english
from flows.annotation.events.making import (
    CARRIED,
    FROM_DOCUMENT,
    LEAST_PLAIN,
    UNDATED,
    is_same,
    least_score,
    make_event,
    with_own_span,
)
from flows.annotation.events.parties import Party
from flows.annotation.events.sentences import Sentence, Verb, cut_sentence
from flows.records import Event
from flows.text import lazy_pattern

# Before the date of a report: in a move announced in May 2020, Haiwei acquired.
_REPORTED = lazy_pattern(
    r"\b(?:announced|reported|unveiled|disclosed|revealed|published|signed|agreed|confirmed|said|says)"
    r"(?:\s\w+)?\s(?:in |on )?$"
)
_CLAUSE = lazy_pattern(r"(?:[^,;]|,(?=\d)){1,90}")
_RAISED = lazy_pattern("[Rr]ais(?:e[ds]|ing)")
_MONEY_OF_ITS_OWN = lazy_pattern(
    r"\b(?:round|series|further|another|additional|more(?! than)|later|earlier|bonds?|debt|loans?)\b"
)


def read_sentence(sentence: Sentence, verbs: Sequence[Verb]) -> list[Event]:
    """Read the events of a sentence; if verbs overlap, the first rule that reads roles takes precedence."""
    cut_sentence(sentence, verbs)
    read_roles = english.read_roles if sentence.language == "en" else chinese.read_roles
    found: list[Event] = []
    verbs_read: list[Verb] = []
    taken = sentence.start
    previous: Party | None = None
    for verb in sorted(verbs, key=lambda verb: verb.start):
        if verb.start < taken:
            continue
        roles = read_roles(sentence, verb, previous)
        if roles is None:
            continue
        for one in roles.each():
            event = make_event(sentence, verb, one)
            least = least_score(sentence, verb, one)
            if sentence.language == "en" and english.leaves_no_doubt(sentence, verb, one):
                least = LEAST_PLAIN
            if event.score >= least and not any(is_same(event, other) for other in found):
                found.append(with_own_span(sentence, event, one.actor, found))
                verbs_read.append(verb)
        taken = verb.end
        if roles.subject and not _is_reporter(roles.subject):
            previous = roles.subject
    if sentence.language == "en":
        found = [_dated_late(sentence, verbs_read, event) for event in _without_proceeds(sentence, found)]
    return found


def _is_reporter(subject: Party) -> bool:
    """Return whether a subject is only the place of the report: later clauses need not be about it."""
    return subject.kind == "GPE" and not subject.end


def _without_proceeds(sentence: Sentence, events: Sequence[Event]) -> list[Event]:
    """Return the events; money that a listing of the same sentence raised becomes the listing's sum."""
    proceeds = [event for event in events if any(_is_listing_of(sentence, one, event) for one in events)]
    kept = [event for event in events if event not in proceeds]
    for event in proceeds:
        place = next(number for number, one in enumerate(kept) if _is_listing_of(sentence, one, event))
        if kept[place].value is None:
            kept[place] = replace(kept[place], value=event.value, unit=event.unit)
    return kept


def _is_listing_of(sentence: Sentence, listing: Event, event: Event) -> bool:
    """Return whether an event only states what a listing raised: its IPO in 2020 raised 3 billion yuan.

    Money of another date, of a round, or additional money is a separate event.
    """
    if listing.action != "listed" or event.action not in ("funded", "listed") or event.counterpart:
        return False
    if event.action == "listed" and (
        event is listing or event.object or not (listing.date or listing.object)
    ):
        return False
    words = _CLAUSE.match(sentence.plain, event.start, sentence.end)
    if event.date not in ("", listing.date) or (words and _MONEY_OF_ITS_OWN.search(words[0])):
        return False
    return listing.actor_entity == event.actor_entity and _RAISED.search(event.text) is not None


def _dated_late(sentence: Sentence, verbs_read: Sequence[Verb], event: Event) -> Event:
    """Return an undated event with the only date of its sentence, if that date precedes all events.

    It must be the date of a report: in a move announced in May 2020, Haiwei acquired. Earlier facts (born in
    1965, under a law passed in 2008) do not date the event.
    """
    if event.date or len(sentence.dates) != 1:
        return event
    when = sentence.dates[0]
    is_before = when.end <= min(verb.start for verb in verbs_read)
    if not _REPORTED.search(sentence.plain, sentence.start, when.start):
        return event
    if when.last or not is_before or (sentence.date and when.first > sentence.date):
        return event
    score = round(event.score + UNDATED - CARRIED - FROM_DOCUMENT * (when.source == "document"), 2)
    return replace(event, date=when.first, date_source=when.source, score=score)
