"""Events in a passage: things that happened to a firm, body, person or place, and their dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.events import chinese, english
from flows.annotation.events.dates import When, find_dates
from flows.annotation.events.parties import (
    Party,
    drop_joined,
    find_parties,
    find_pronouns,
    find_silent,
    free_names,
    is_title_case,
    name_governments,
    with_firm,
)
from flows.annotation.events.reviews import without_other_years
from flows.annotation.events.rules import choose_language, find_first_verb
from flows.annotation.events.sentence_events import read_sentence
from flows.annotation.events.sentences import Sentence, Verb, find_verbs
from flows.annotation.events.sums import find_proceeds
from flows.annotation.events.unlisted import add_unlisted, bind_letters
from flows.records import Event, Mention
from flows.text import folding_table, lazy_pattern, list_translations, sentence_ends, within

_LONGEST = 1200  # code points of a sentence; a longer one is a table or a list without full stops
_CHRONICLE = lazy_pattern(r"\s?[:–—-]|\s+(?=[A-Z])|\.\s+(?=[A-Z])")
_DAY = 10  # characters of an ISO date with a day
_HEADLINE = 80  # code points
_NOTICE = lazy_pattern(
    r"[^。；！？：，\n]{4,160}关于(?:印发|发布|公布|转发)[^。；！？：，\n]{4,160}的(?:通知|公告|通告)"
)
# Opens a sentence about later years.
_LATER = lazy_pattern(
    r"\s?(?:经过[^,。;]{0,10}(?:代|年|努力|奋斗|接力)|历经|多年来|几十年|如今|此后|后来|现在|目前|[三几]代"
    "|报告期内?)"
)
_STOP = lazy_pattern(r"[。！？；：，\n!?;]|\.(?:\s|$)")
# Full stops of abbreviations do not end a sentence: the U.S. Entity List, Announcement No. 61.
_STOPS_WITHIN = lazy_pattern(r"\b(?:(?:[a-z]\.){2,}|no\.(?=\s?\d))")
_FORM = lazy_pattern(r"\b(?:Ltd|Inc|Corp)\.$")


@cache
def _plain_table() -> list[int]:
    """Return the folding table, with hyphens kept and line breaks as blanks; it preserves lengths."""
    table = dict(folding_table())
    table |= {ord(dash): ord("-") for dash in "-‐‑‒–—―－﹣"} | {ord(blank): ord(" ") for blank in "\n\t\r"}
    return list_translations(table)


def _nobody() -> Party | None:
    return None


def find_events(
    text: str,
    language: str,
    mentions: Sequence[Mention] = (),
    date: str = "",
    subject: Callable[[], str] = str,
    review: When | None = None,
    is_plan: bool = False,
    issuer: Callable[[], Party | None] = _nobody,
) -> tuple[Event, ...]:
    """Return the events in `text`, in text order; spans are code points of `text`.

    `date` is the ISO date of the document. It completes "in March" and 今天 and dates a headline, but no
    other event without a date. `subject` returns the body named by the headings above, or "", for "the
    company" and 该公司. `review` is the period that the headings review, or None; below them a deed counts
    as done even without 已 or 了. `is_plan` is set if they announce tasks or rules. `issuer` returns the body
    that issued the document, by its title, or None. Plans, possibilities, demands and denials are not events.
    """
    chosen = choose_language(text, language)
    plain = text.translate(_plain_table())
    if chosen == "en":
        mentions = free_names(text, mentions)
        plain = _STOPS_WITHIN.sub(_bind_stops, plain)
    if (free := _first_verb(text, plain, chosen)) < 0:
        return ()
    parties = _find_parties(text, chosen, mentions)
    found: list[Event] = []
    before, start = "", 0
    headline = _headline_date(text, date)
    opening: When | None = headline
    named: list[Party] | None = None
    bound = plain
    person = chinese.find_life(plain, parties) if chosen == "zh" else None
    review = without_other_years(review, plain) if review and chosen == "zh" else None
    for end in _ends(text, chosen):
        first, start = start, end
        opening = headline if _resets_opening_date(text, plain, first) else opening
        if end - first > _LONGEST:
            continue
        verbs = find_verbs(plain, chosen, first, end) if end > free else []
        if chosen == "en":
            verbs = _outside_names(verbs, within(parties, first, end))
        dates = [_moved(when, first) for when in find_dates(plain[first:end], chosen, date, before)]
        opening = _opening_date(text, plain, chosen, dates, first) or opening
        before = _last_date(dates) or before
        if not verbs:
            continue
        if named is None:
            if chosen == "zh":
                parties = with_firm(text, parties, subject())
            pronouns = find_pronouns(plain, chosen, parties, subject())
            named = sorted((*parties, *pronouns), key=_start)
            bound = bind_letters(plain, mentions) if chosen == "zh" else plain
        inside, tagged = within(named, first, end), within(mentions, first, end)
        known = (opening, None, person, review, is_plan, date)
        sentence = Sentence(text, plain, chosen, first, end, inside, dates, tagged, *known, bound=bound)
        sentence.issuer = issuer
        _add_earlier(sentence, mentions, named, subject)
        found += read_sentence(sentence, verbs)
    return tuple(_without_repeats(found) if chosen == "zh" else found)


def _first_verb(text: str, plain: str, language: str) -> int:
    """Return a place up to which sentences have no verb, -1 for all.

    It is 0 if a line ends before the first verb, since a verb may match only at its end.
    """
    hit = find_first_verb(plain, language)
    return 0 if "\n" in text[: max(hit, 0)] else hit


def _add_earlier(
    sentence: Sentence, mentions: Sequence[Mention], named: Sequence[Party], subject: Callable[[], str]
) -> None:
    """Add what a sentence leaves out: the firm of a chronicle, and the proceeds of an issue of shares."""
    opening = sentence.carried
    if sentence.language == "zh":
        sentence.raised = find_proceeds(sentence.plain, mentions, sentence.start)
    if opening and opening.end and sentence.start <= opening.start < sentence.end:
        sentence.silent = find_silent(sentence.plain, sentence.language, named, sentence.start, subject())


def _ends(text: str, language: str) -> list[int]:
    """Return the ends of sentences; a legal form before a bracket ends none: Haiwei Co. Ltd. (HW) raised."""
    ends = list(sentence_ends(text, at_lines=True))
    if language != "en" or ". (" not in text:
        return ends
    return [end for end in ends if not text.startswith(" (", end) or not _FORM.search(text, end - 6, end)]


def _bind_stops(abbreviation: re.Match[str]) -> str:
    return abbreviation[0].replace(".", "_")


def _without_repeats(events: Sequence[Event]) -> list[Event]:
    """Return the events without undated ones that repeat an earlier event in the same words.

    The head of a document often repeats its title: 某部关于印发《办法》的通知.
    """
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for event in events:
        key = event.action, event.actor_entity, event.object
        if event.date or not event.object or key not in seen:
            kept.append(event)
        seen.add(key)
    return kept


def _resets_opening_date(text: str, plain: str, first: int) -> bool:
    """Return whether the line's opening date no longer applies: at a new line, or where later years begin."""
    return first == 0 or text[first - 1] in "\n\r" or bool(_LATER.match(plain, first))


def _find_parties(text: str, language: str, mentions: Sequence[Mention]) -> list[Party]:
    if language == "en":
        return english.settle_bodies(text, name_governments(text, find_parties(text, language, mentions)))
    return add_unlisted(text, find_parties(text, language, drop_joined(mentions)), mentions)


def _headline_date(text: str, date: str) -> When | None:
    """Return the document's day for a text that is a headline: short, in one line, without a full stop.

    The title of a notice may be long: it names all bodies that issue it.
    """
    words = text.strip()
    if len(date) != _DAY or _STOP.search(words):
        return None
    if len(words) > _HEADLINE and not _NOTICE.fullmatch(words) and not is_title_case(words):
        return None
    return When(0, 0, date, source="document")


def _outside_names(verbs: Sequence[Verb], parties: Sequence[Party]) -> list[Verb]:
    """Return the verbs that are not part of a programme's name: Made in China 2025."""
    names = [party for party in parties if party.kind == "PROGRAMME"]
    return [
        verb for verb in verbs if not any(one.start <= verb.start and verb.end <= one.end for one in names)
    ]


def _opening_date(text: str, plain: str, language: str, dates: Sequence[When], first: int) -> When | None:
    """Return the date that opens a sentence as in a chronicle, and so dates the next ones of its line.

    In English a colon, dash or capital must follow it (March 2017: ...). "In 2017" dates only its own
    sentence.
    """
    when = next((when for when in dates if when.source == "text"), None)
    if when is None or when.start > first + 2 or plain[first : when.start].strip(" ·*-"):
        return None
    return when if language == "zh" or _CHRONICLE.match(text, when.end) else None


def _start(span: Party | Mention) -> int:
    return span.start


def _moved(when: When, by: int) -> When:
    return replace(when, start=when.start + by, end=when.end + by)


def _last_date(dates: Sequence[When]) -> str:
    """Return the last date stated in the text, for a period its first year; "" if there is none."""
    stated = [when.first[: 4 if when.last else None] for when in dates if when.source == "text"]
    return stated[-1] if stated else ""
