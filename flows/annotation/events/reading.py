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
)
from flows.annotation.events.reviews import without_other_years
from flows.annotation.events.roles import Roles
from flows.annotation.events.rules import choose_language, find_first_verb
from flows.annotation.events.sentences import Sentence, Verb, cut_sentence, find_verbs
from flows.annotation.events.spans import within
from flows.annotation.events.sums import find_proceeds, find_sum
from flows.annotation.events.timing import choose_date
from flows.annotation.events.unlisted import add_unlisted, bind_letters
from flows.records import Event, Mention
from flows.text import folding_table, list_translations, sentence_ends

_LONGEST = 1200  # code points of a sentence; a longer one is a table or a list without full stops
_CHRONICLE = re.compile(r"\s?[:–—-]|\s+(?=[A-Z])|\.\s+(?=[A-Z])")
_DAY = 10  # characters of an ISO date with a day
_HEADLINE = 80  # code points
_NOTICE = re.compile(
    r"[^。；！？：，\n]{4,160}关于(?:印发|发布|公布|转发)[^。；！？：，\n]{4,160}的(?:通知|公告|通告)"
)
# Before the date of a report: in a move announced in May 2020, Haiwei acquired.
_REPORTED = re.compile(
    r"\b(?:announced|reported|unveiled|disclosed|revealed|published|signed|agreed|confirmed|said|says)"
    r"(?:\s\w+)?\s(?:in |on )?$"
)
_CLAUSE = re.compile(r"(?:[^,;]|,(?=\d)){1,90}")
_RAISED = re.compile("[Rr]ais(?:ed|ing)")
_MONEY_OF_ITS_OWN = re.compile(
    r"\b(?:round|series|further|another|additional|more|later|earlier|bonds?|debt|loans?)\b"
)
# Opens a sentence about later years.
_LATER = re.compile(
    r"\s?(?:经过[^,。;]{0,10}(?:代|年|努力|奋斗|接力)|历经|多年来|几十年|如今|此后|后来|现在|目前|[三几]代"
    "|报告期内?)"
)
_STOP = re.compile(r"[。！？；：，\n!?;]|\.(?:\s|$)")
_NOBODY, _NO_DATE = Party(0, 0, "", "", ""), When(0, 0, "", source="")
_SURE = 0.9
_LEAST = 0.6  # a guessed actor needs a date
_LEAST_PLAIN = 0.55  # 塞罕坝林场荣获“土地生命奖”
_BETWEEN = re.compile("[,;:对把为]")  # 某人对制定《决议》的意义
# Names of bodies that are common to every place or firm.
_BARE = re.compile(
    "(?:学校|学院|医院|机场|公司|集团|支队|中队|[所站院校村县镇乡局厅社区市省本]){0,2}"
    "(?:党委|党总支|党?支部|党组|公司|集团|学校|学院|委员会|政府|馆)"
    "|(?:市政|扩建|改建|主体|配套|改造|安装|建设|重点|民生|安居|旧改|康复|生产|[一二三四]期)?(?:工程|项目"
    "|中心|基地)"
    "|.*(?:投资|重[大点]|建设)项目|口袋公园|联合(?!国|会).*"
    "|.*[斩获]|祝贺.*"
    "|校史馆|商区|街道|帮扶村"
)
# Full stops of abbreviations do not end a sentence: the U.S. Entity List, Announcement No. 61.
_STOPS_WITHIN = re.compile(r"\b(?:(?:[a-z]\.){2,}|no\.(?=\s?\d))")
_FORM = re.compile(r"\b(?:Ltd|Inc|Corp)\.$")
# Deductions from the confidence in an event.
_UNLISTED, _RESOLVED, _CARRIED, _UNDATED, _FROM_DOCUMENT = 0.15, 0.1, 0.05, 0.2, 0.1
_NO_YEAR = 0.1  # 19日, 去年: stated, but the document has no date to complete it


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
            pronouns = find_pronouns(plain, chosen, parties, subject())
            named = sorted((*parties, *pronouns), key=_start)
            bound = bind_letters(plain, mentions) if chosen == "zh" else plain
        inside, tagged = within(named, first, end), within(mentions, first, end)
        known = (opening, None, person, review, is_plan, date)
        sentence = Sentence(text, plain, chosen, first, end, inside, dates, tagged, *known, bound=bound)
        sentence.issuer = issuer
        _add_earlier(sentence, mentions, named, subject)
        found += _read_sentence(sentence, verbs)
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
        sentence.silent = find_silent(sentence.language, named, sentence.start, subject())


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


def _read_sentence(sentence: Sentence, verbs: Sequence[Verb]) -> list[Event]:
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
            event = _make_event(sentence, verb, one)
            least = _least(sentence, verb, one)
            if sentence.language == "en" and english.leaves_no_doubt(sentence, verb, one):
                least = _LEAST_PLAIN
            if event.score >= least and not any(_is_same(event, other) for other in found):
                found.append(_with_own_span(sentence, event, one.actor, found))
                verbs_read.append(verb)
        taken = verb.end
        previous = roles.subject or previous
    if sentence.language == "en":
        found = [_dated_late(sentence, verbs_read, event) for event in _without_proceeds(sentence, found)]
    return found


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
    score = round(event.score + _UNDATED - _CARRIED - _FROM_DOCUMENT * (when.source == "document"), 2)
    return replace(event, date=when.first, date_source=when.source, score=score)


def _least(sentence: Sentence, verb: Verb, roles: Roles) -> float:
    """Return the minimum confidence of an event: lower if its actor is right before a plain verb."""
    actor = roles.actor
    if "needs_no_date" not in verb.rule.traits or _BARE.fullmatch(actor.text):
        return _LEAST
    if verb.rule.frame == "gave" and verb.rule.action != "appointed":
        is_known = roles.counterpart is not None and roles.counterpart.is_listed
        return _LEAST_PLAIN if is_known else _LEAST  # 央行对某公司处以罚款
    if verb.rule.frame == "happened" and roles.object:
        return _LEAST  # a part of something: its owner may be wrong
    if verb.start <= actor.start and actor.end <= verb.end:
        return _LEAST_PLAIN  # 任命某人为部长
    is_before = sentence.start <= actor.start and actor.end <= verb.start
    is_near = is_before and not _BETWEEN.search(sentence.plain, actor.end, verb.start)
    return _LEAST_PLAIN if is_near else _LEAST


def _with_own_span(sentence: Sentence, event: Event, actor: Party, earlier: Sequence[Event]) -> Event:
    """Return an event whose span no other event of its rule has: from its actor, if one has the same.

    >>> 商务部将甲公司、乙公司列入清单: the event of 乙公司 begins at 乙公司
    """
    place = event.start, event.end, event.rule
    if all((one.start, one.end, one.rule) != place for one in earlier):
        return event
    if not event.start < actor.start < event.end:
        return event
    return replace(event, start=actor.start, text=sentence.text[actor.start : event.end])


def _is_same(event: Event, other: Event) -> bool:
    """Return whether two verbs of a sentence state one event: completed the purchase of X and took X over."""
    if (event.actor_entity, event.action, event.date) != (other.actor_entity, other.action, other.date):
        return False
    return event.object in other.object or other.object in event.object


def _make_event(sentence: Sentence, verb: Verb, roles: Roles) -> Event:
    first, last = sentence.stretch(verb.start)
    when, is_carried = choose_date(sentence, verb, roles)
    if verb.rule.frame == "congratulated":
        when, is_carried = None, False
    rest = roles.start_of_rest(first)
    value, unit, sum_start, sum_end = find_sum(sentence, rest, last, verb.rule.action)
    if sum_end and sentence.language == "zh" and not chinese.owns_sum(sentence, verb, sum_start):
        value, unit = None, ""
    spans = [(verb.start, verb.end), *roles.spans()]
    if sum_end:
        spans.append((sum_start, sum_end))
    if when and not is_carried:
        spans.append((when.start, when.end))
    start = min(start for start, _ in spans)
    end = max(end for _, end in spans)
    start, end = max(start, sentence.start), min(end, sentence.end)
    counterpart = roles.counterpart or _NOBODY
    dated = when or _NO_DATE
    has_time = when is None and sentence.language == "zh" and chinese.tells_when(sentence, first, last)
    return Event(
        start,
        end,
        sentence.text[start:end],
        actor=roles.actor.text,
        actor_entity=roles.actor.entity,
        action=verb.rule.action,
        object=roles.object,
        object_entity=roles.object_entity,
        counterpart=counterpart.text,
        counterpart_entity=counterpart.entity,
        value=value,
        unit=unit,
        date=dated.first,
        date_to=dated.last,
        date_source=dated.source,
        instrument=verb.rule.instrument_of(roles.object.lower()),
        is_resolved=roles.actor.is_resolved,
        rule=verb.rule.name,
        score=round(_score(roles, when, is_carried=is_carried) + (_UNDATED - _NO_YEAR) * has_time, 2),
    )


def _score(roles: Roles, when: When | None, *, is_carried: bool) -> float:
    """Return the confidence: lower for a guessed actor, and for a date that is guessed or missing."""
    score = _SURE
    score -= _UNLISTED * (not roles.actor.is_listed)
    score -= _RESOLVED * roles.actor.is_resolved
    score -= _CARRIED * is_carried
    score -= _UNDATED * (when is None)
    score -= _FROM_DOCUMENT * (when is not None and when.source == "document")
    return round(score, 2)
