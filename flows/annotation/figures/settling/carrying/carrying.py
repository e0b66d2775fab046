"""Carry to bare Chinese names of figures whose value it is, by the words before them or a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.figures.settling.carrying.anaphors import find_measure, find_named
from flows.annotation.figures.settling.carrying.chains import find_chained
from flows.annotation.figures.settling.carrying.deictics import find_pointed, firm_of_headings
from flows.annotation.figures.settling.carrying.edges import strip_edges
from flows.annotation.figures.settling.carrying.funds import find_fund
from flows.annotation.figures.settling.carrying.owners import find_owner, is_of_another, names_country
from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.states import find_base, find_state, names_only_time
from flows.annotation.figures.settling.carrying.subjects import find_thing, name_by_event
from flows.annotation.figures.settling.carrying.things import find_thing_before
from flows.annotation.figures.settling.carrying.topics import find_topic, name_by_trend
from flows.annotation.figures.settling.carrying.vocabulary import read_pattern
from flows.annotation.figures.settling.footing import lower
from flows.records import SURE_SCORE, Mention, Target
from flows.text import has_han

RULE, OWNER_RULE = "carry_name", "carry_owner"
_OF_FIRM = read_pattern("carrying", "of_firm")
_REPORTED = read_pattern("carrying", "reported")
_OWN_RULES = frozenset(("table", "penalty"))


def carry_names(
    targets: tuple[Target, ...], text: str, mentions: Sequence[Mention], headings: Sequence[str] = ()
) -> tuple[Target, ...]:
    """Return the figures, in which bare Chinese names have the owner or thing that stands before them.

    A place, a body or a work becomes the subject, a thing that is measured part of the name. `rule` then
    shows that the name is not all in the clause of its figure. No score rises, and a sure figure gets only
    the place that its own 全市 or 该县 means.
    """
    if all(map(_is_other, targets)):
        return targets
    passage = Passage(text, mentions, headings)
    found: list[Target] = []
    for index, target in enumerate(targets):
        carried = target
        if not _is_other(target):
            carried = _add_event(passage, _carry(passage, target, targets[:index], found))
        found.append(carried)
    return tuple(found)


def _is_other(target: Target) -> bool:
    """Return whether a figure has its name from elsewhere: one of a rule or table, or an English one."""
    return target.kind == "norm" or target.rule in _OWN_RULES or not has_han(target.indicator)


def _carry(passage: Passage, target: Target, before: Sequence[Target], made: Sequence[Target]) -> Target:
    """Return a figure with what its name leaves out, as far as the words before it tell.

    `before` are the figures before it, `made` the same with what was carried to them.
    """
    own, base = strip_edges(target.indicator), find_base(passage, target)
    if base or own != target.indicator:
        target = replace(target, indicator=own, baseline=target.baseline or base)
    if before and (like := _like_before(passage, target, before, made)):
        return like
    place = passage.place_of(target)
    if place < 0:
        return _carry_behind(passage, target, made)
    if pointed := find_pointed(passage, place, target.indicator):
        if target.subject and target.subject not in pointed.owner:
            return target
        return replace(target, subject=pointed.owner, indicator=pointed.name, rule=RULE)
    if target.subject and is_of_another(passage, target, place):
        target = lower(replace(target, subject=""), ["unowned"] * (not names_country(target.indicator)))
    carried = _carry_thing(passage, target, place, made) or _carry_owner(passage, target, place, made)
    if carried is None or target.score >= SURE_SCORE:
        return target
    return carried


def _add_event(passage: Passage, target: Target) -> Target:
    """Return a count of victims or cases with the disaster or disease that its name leaves out."""
    name = "" if target.score >= SURE_SCORE else name_by_event(passage, target)
    if name:
        return replace(target, indicator=name, rule=RULE)
    return target


def _carry_behind(passage: Passage, target: Target, made: Sequence[Target]) -> Target:
    """Return a count that opens its clause, with the owner or event of which its noun behind it is.

    >>> 全市严查超载，120家企业受罚 -> 全市|企业
    """
    is_counted = passage.text.startswith(target.indicator, target.end)
    if target.subject or not is_counted or not passage.opens_clause(target.start):
        return target
    thing = find_thing(passage, passage.clause_at(target.start), target.indicator)
    if thing:
        return replace(target, subject=thing, rule=RULE)
    return _carry_owner(passage, target, target.start, made) or target


def _like_before(
    passage: Passage, target: Target, before: Sequence[Target], made: Sequence[Target]
) -> Target | None:
    """Return a figure that is a state or change of the one before, or points to its measure, or None."""
    last = made[-1]
    if names_only_time(target):
        return replace(target, indicator=last.indicator, subject=last.subject or target.subject)
    if named := find_measure(target, made):
        return replace(target, indicator=named, rule=RULE)
    state = find_state(passage, target, before)
    is_same = target.indicator == before[-1].indicator
    if not state and not (is_same and passage.place_of(target) == passage.place_of(before[-1])):
        return None
    subject = target.subject
    if last != before[-1]:
        subject = subject or last.subject
    is_changed = bool(state) or last != before[-1]
    rule = RULE if is_changed else target.rule
    return replace(target, subject=subject, indicator=f"{last.indicator}{state}", rule=rule)


def _carry_thing(passage: Passage, target: Target, place: int, made: Sequence[Target]) -> Target | None:
    """Return a figure with the firm of its title, or the thing that it is a measure of, or None."""
    if firm := _firm_of_title(passage, target, place):
        return replace(target, subject=firm, rule=RULE)
    thing, rest = find_named(passage, target.indicator, place)
    if thing and not target.subject:
        return replace(target, subject=thing, indicator=rest or target.indicator, rule=RULE)
    earlier = _in_sentence(passage, place, made)
    if whole := name_by_trend(passage, target, place, earlier):
        return replace(target, indicator=whole, rule=RULE)
    prefix = find_topic(passage, target, place)
    prefix = prefix or find_thing_before(passage, target, place, earlier)
    prefix = prefix or ("" if target.subject else find_fund(passage, target, place, earlier))
    if prefix:
        return replace(target, indicator=f"{prefix}{target.indicator}", rule=RULE)
    if not passage.opens_clause(place):
        return None
    owner = find_thing(passage, passage.clause_at(place), target.indicator)
    is_longer = owner.startswith(target.subject) and owner != target.subject
    if owner and is_longer:
        return replace(target, subject=owner, rule=RULE)
    return None


def _carry_owner(passage: Passage, target: Target, place: int, made: Sequence[Target]) -> Target | None:
    """Return a figure with the owner that its sentence, or the one before, begins with, or None."""
    if target.subject:
        return None
    owner = find_owner(passage, target, place, _in_sentence(passage, place, made))
    owner = owner if any(owner) else find_chained(passage, target, place, made)
    if not any(owner):
        return None
    return replace(
        target, subject=owner.subject, indicator=f"{owner.prefix}{target.indicator}", rule=OWNER_RULE
    )


def _in_sentence(passage: Passage, place: int, made: Sequence[Target]) -> list[Target]:
    """Return the figures before a place in its sentence, or item of it."""
    first = passage.clauses[passage.start_of_sentence(passage.clause_at(place))].start
    return [one for one in made if one.start >= first]


def _firm_of_title(passage: Passage, target: Target, place: int) -> str:
    """Return the firm of the title if a name is a measure of "the company", or of firms in general."""
    if target.subject or not passage.headings or not passage.opens_clause(place):
        return ""
    is_own = _OF_FIRM.match(target.indicator) or _REPORTED.match(target.indicator)
    if is_own is None or any(one.type == "ORG" and one.end <= place for one in passage.mentions):
        return ""
    return firm_of_headings(passage)
