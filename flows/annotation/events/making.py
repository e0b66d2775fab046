"""Events from the roles of a verb: their spans, sums and dates, and how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events import chinese
from flows.annotation.events.dates import When
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.sums import find_sum
from flows.annotation.events.timing import choose_date
from flows.records import Event
from flows.text import lazy_pattern

_NOBODY, _NO_DATE = Party(0, 0, "", "", ""), When(0, 0, "", source="")
_SURE = 0.9
_LEAST = 0.6  # a guessed actor needs a date
LEAST_PLAIN = 0.55  # 塞罕坝林场荣获“土地生命奖”
_BETWEEN = lazy_pattern("[,;:对把为]")  # 某人对制定《决议》的意义
# Names of bodies that are common to every place or firm.
_BARE = lazy_pattern(
    "(?:学校|学院|医院|机场|公司|集团|支队|中队|[所站院校村县镇乡局厅社区市省本]){0,2}"
    "(?:党委|党总支|党?支部|党组|公司|集团|学校|学院|委员会|政府|馆)"
    "|(?:市政|扩建|改建|主体|配套|改造|安装|建设|重点|民生|安居|旧改|康复|生产|[一二三四]期)?(?:工程|项目"
    "|中心|基地)"
    "|.*(?:投资|重[大点]|建设)项目|口袋公园|联合(?!国|会).*"
    "|.*[斩获]|祝贺.*"
    "|校史馆|商区|街道|帮扶村"
)
# Deductions from the confidence in an event.
_UNLISTED, _RESOLVED, CARRIED, UNDATED, FROM_DOCUMENT = 0.15, 0.1, 0.05, 0.2, 0.1
_NO_YEAR = 0.1  # 19日, 去年: stated, but the document has no date to complete it


def _is_to_come(when: When, written: str) -> bool:
    """Return whether a date is of a later year than the document: 为落实2030年议程，设立了研究院."""
    return bool(written) and when.first[:4] > written[:4]


def make_event(sentence: Sentence, verb: Verb, roles: Roles) -> Event:
    """Return the event of a verb with its roles, its sum and its date."""
    first, last = sentence.stretch(verb.start)
    when, is_carried = choose_date(sentence, verb, roles)
    if verb.rule.frame == "congratulated" or (when and _is_to_come(when, sentence.date)):
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
        score=round(_score(roles, when, is_carried=is_carried) + (UNDATED - _NO_YEAR) * has_time, 2),
    )


def _score(roles: Roles, when: When | None, *, is_carried: bool) -> float:
    """Return the confidence: lower for a guessed actor, and for a date that is guessed or missing."""
    score = _SURE
    score -= _UNLISTED * (not roles.actor.is_listed)
    score -= _RESOLVED * roles.actor.is_resolved
    score -= CARRIED * is_carried
    score -= UNDATED * (when is None)
    score -= FROM_DOCUMENT * (when is not None and when.source == "document")
    return round(score, 2)


def least_score(sentence: Sentence, verb: Verb, roles: Roles) -> float:
    """Return the minimum confidence of an event: lower if its actor is right before a plain verb."""
    actor = roles.actor
    if "needs_no_date" not in verb.rule.traits or _BARE.fullmatch(actor.text):
        return _LEAST
    if verb.rule.frame == "gave" and verb.rule.action != "appointed":
        is_known = roles.counterpart is not None and roles.counterpart.is_listed
        return LEAST_PLAIN if is_known else _LEAST  # 央行对某公司处以罚款
    if verb.rule.frame == "happened" and roles.object:
        return _LEAST  # a part of something: its owner may be wrong
    if verb.start <= actor.start and actor.end <= verb.end:
        return LEAST_PLAIN  # 任命某人为部长
    is_before = sentence.start <= actor.start and actor.end <= verb.start
    is_near = is_before and not _BETWEEN.search(sentence.plain, actor.end, verb.start)
    return LEAST_PLAIN if is_near else _LEAST


def with_own_span(sentence: Sentence, event: Event, actor: Party, earlier: Sequence[Event]) -> Event:
    """Return an event whose span no other event of its rule has: from its actor, if one has the same.

    >>> 商务部将甲公司、乙公司列入清单: the event of 乙公司 begins at 乙公司
    """
    place = event.start, event.end, event.rule
    if all((one.start, one.end, one.rule) != place for one in earlier):
        return event
    if not event.start < actor.start < event.end:
        return event
    return replace(event, start=actor.start, text=sentence.text[actor.start : event.end])


def is_same(event: Event, other: Event) -> bool:
    """Return whether two verbs of a sentence state one event: completed the purchase of X and took X over.

    What several states did to one firm are several events.
    """
    givers = {event.counterpart_entity, other.counterpart_entity}
    if event.rule == other.rule and len(givers) > 1 and "" not in givers:
        return False
    if (event.actor_entity, event.action, event.date) != (other.actor_entity, other.action, other.date):
        return False
    return event.object in other.object or other.object in event.object
