"""English figures whose name points to the figure before: it, the figure, the rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.annotation.figures.units import PERCENT
from flows.records import CHANGES, Target
from flows.text import lazy_pattern

PRONOUN = "it"
_THOSE = "them"
# A pointer to the value before: analysts expect the figure to exceed 80 percent.
_FIGURES = r"(?:(?:this|that|corresponding|equivalent|comparable) )?figure"
# A share or rate of what the figure before measures: in the south the rate was 21 percent.
_SHARES = r"(?:(?:corresponding|equivalent|comparable) )?(?:rate|ratio|proportion|share|portion|percentage)"
_POINTER, _SHARE = lazy_pattern(_FIGURES), lazy_pattern(_SHARES)
_POINTERS = rf"(?:{_FIGURES}|{_SHARES})"
_POINTER_BEHIND = lazy_pattern(rf".+ (?:the|this|that) {_POINTERS}")  # the scope was read with it
_POINTER_FOR = lazy_pattern(rf"{_FIGURES} (?P<sign>for|in|among|at) (?P<name>.+)")
_POINTED_AT = lazy_pattern(rf"\b(?:the|this|that|its|their) {_POINTERS}\b", re.IGNORECASE)
# What a pointer is for, at the start of its clause, unless that is a time.
_SCOPE = lazy_pattern(
    r"(?:[.!?;,] |\A )(?:(?:and|but|while|whereas) )?(?P<sign>in|for|among|at|across|within)"
    r" (?!(?:comparison|contrast|addition|turn|fact|total|recent|spring|summer|autumn|winter|all|practice"
    r"|the (?:first|second|third|fourth|same|previous|past|last|long|short|meantime|end|event|case)"
    r"|(?:janu|febru)ary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october)\b)"
    rf"(?P<name>(?!the {_POINTERS}\b)[^,.;:\d]{{3,60}}?),?(?: however,)? (?:the|this|that) {_POINTERS}\b",
    re.IGNORECASE,
)
_NO_MEASURE = lazy_pattern(r"(?:.* )?(?:goal|target|aim|objective|quota)s?|(?:why|how|what|who) .*")
_CAPITALIZED = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*"
_RESTRICTED = lazy_pattern(r" (?:by|for|from|in|at|among|with|that|who|which) ")
# Rules whose indicator is the subject of its clause; "it" in the next one stands for it.
_SUBJECT_RULES = frozenset(("choose_changed_subject", "choose_predicate", "choose_pronoun", "choose_pointed"))
_CLAUSE_ENDS = lazy_pattern(r"[.!?;] ")
_DOUBTED_SCORE = 0.5
_POINTED_SCORE, _POINTED_REACH, _LEAST_SURE = 0.7, 400, 0.6


class Scope(NamedTuple):
    """The preposition and the name of what a pointer is for; both "" where nothing is said."""

    sign: str = ""
    name: str = ""


def name_pointers(text: str, made: Sequence[Target], before: Sequence[Target]) -> list[Target]:
    """Return the figures of a sentence, with mere pointers named like the last figure before them.

    >>> Servers with local chips were 47 percent of purchases. The figure is to exceed 80 percent.

    Where the sentence says what its figure is for, the name is of that: The share of farms with wells was
    12 percent. For mills, the figure was 20 percent. A pronoun that cannot be named is left out: The firm is
    large. It rose to 40 percent.
    """
    found: list[Target] = []
    for one in made:
        name = one.indicator.lower()
        meant = (*before, *found)[-1:]
        if name in (PRONOUN, _THOSE):
            found += (
                [_name_like(one, meant[0])] if meant and _is_meant_by_pronoun(text, one, meant[0]) else []
            )
        elif meant and _points(text, one, meant[0]):
            found.append(_name_pointer(text, one, meant[0]))
        else:
            found.append(one)
    return found


def _points(text: str, one: Target, meant: Target) -> bool:
    """Return whether the name of a figure only points to the one before: the figure, in mills the rate.

    A rate without "the" or its owner's pronoun may be a thing of its own.
    """
    name = one.indicator.lower()
    if any(pattern.fullmatch(name) for pattern in (_POINTER, _POINTER_FOR, _POINTER_BEHIND)):
        return True
    if _NO_MEASURE.fullmatch(meant.indicator.lower()):
        return False  # the goal was 20 percent; at this pace the share will be 9
    between = text[meant.end : one.start]
    return one.unit == PERCENT and _SHARE.fullmatch(name) is not None and bool(_POINTED_AT.search(between))


def _name_pointer(text: str, one: Target, meant: Target) -> Target:
    """Return a figure that points to the one before with the name of that, or doubted."""
    between = text[meant.end : one.start]
    scope = _scope_of(one, between)
    doubted = replace(one, subject=scope.name or one.subject, score=min(one.score, _DOUBTED_SCORE))
    if meant.unit != one.unit or meant.comparator in CHANGES or not _is_close(meant, between):
        return doubted
    if not scope.name:
        return _name_like(one, meant)
    name = _name_of_scope(meant, scope)
    if not name:
        return doubted
    owner = meant.subject
    if name == meant.indicator:
        owner = scope.name
    return replace(one, indicator=name, subject=owner, score=min(one.score, _POINTED_SCORE))


def _scope_of(one: Target, between: str) -> Scope:
    """Return what a pointer is for: in the south the rate, the figure for mills."""
    if found := _POINTER_FOR.fullmatch(one.indicator):
        return Scope(found["sign"], found["name"])
    scopes = [*_SCOPE.finditer(between)]
    if not scopes:
        return Scope()
    return Scope(scopes[-1]["sign"].lower(), scopes[-1]["name"])


def _name_of_scope(meant: Target, scope: Scope) -> str:
    """Return the name of the figure before, of another scope; "" if its own scope can't be told.

    The scope of the name before is replaced at its end (demand for bearings, for gears), or where it is a
    name (cars sold in Lianhe were electric). The name of a level without restrictions is kept: the scope is
    its subject.
    """
    base, new = meant.indicator, f"{scope.sign} {scope.name}"
    noun = re.escape(scope.name.split()[-1])
    if found := re.search(rf"(?<= of )(?:[\w'’-]+ ){{0,3}}{noun}\b", base):  # of earths; in rare earths
        return f"{base[: found.start()]}{scope.name}{base[found.end() :]}"
    if found := re.search(rf"\b{scope.sign} {_CAPITALIZED}", base):
        return f"{base[: found.start()]}{new}{base[found.end() :]}"
    at_end = re.compile(rf"\b{scope.sign} (?:the )?(?:[\w'’-]+ ){{0,2}}[\w'’-]+(?P<end>\)?)$")
    if (found := at_end.search(base)) and not _RESTRICTED.search(base[found.start() + len(scope.sign) :]):
        return f"{base[: found.start()]}{new}{found['end']}"
    if _RESTRICTED.search(base) or "share of " in base:
        return ""
    return base


def _is_meant_by_pronoun(text: str, one: Target, meant: Target) -> bool:
    """Return whether a pronoun is what the clause right before measures, or a change of that.

    "It" is the subject there. "Them" is not: we will cut them by 40 percent.
    """
    between = text[meant.end : one.start]
    is_same = one.unit in ("", meant.unit) or (one.comparator in CHANGES and meant.comparator not in CHANGES)
    is_subject = meant.rule in _SUBJECT_RULES or one.indicator.lower() == _THOSE
    is_next = len(_CLAUSE_ENDS.findall(between)) <= 1
    return is_same and is_subject and is_next and _is_close(meant, between)


def _is_close(meant: Target, between: str) -> bool:
    """Return whether the figure before is near enough, and sure enough, to be meant."""
    return meant.score >= _LEAST_SURE and "\n" not in between and len(between) <= _POINTED_REACH


def _name_like(one: Target, meant: Target) -> Target:
    """Return a figure with the name of the one before."""
    score = min(one.score, _POINTED_SCORE)
    unit = one.unit or meant.unit
    subject = one.subject or meant.subject
    return replace(one, indicator=meant.indicator, subject=subject, unit=unit, score=score)
