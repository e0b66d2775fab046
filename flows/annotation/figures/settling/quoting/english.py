"""Doubts about quoting an English figure alone: outside plans, few figures are clear enough."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.moments import MONTH
from flows.annotation.figures.settling.quoting.owners import (
    is_of_place,
    names_no_owner,
    names_own,
    names_proper,
)
from flows.annotation.figures.settling.quoting.titled import is_titled
from flows.annotation.figures.units import PERCENT
from flows.records import CHANGES, Mention, Target
from flows.text import lazy_pattern

# Titles of texts whose goals are those of whoever wrote them.
_PLAN = lazy_pattern(
    r"(?i)\b(?:plan|strategy|programme|outline|roadmap|agenda|guidelines?|targets?|report on the work"
    r"|statistical (?:communiqu[ée]|bulletin))\b"
)
# Rules that read more than names before verbs, and err too often outside plans.
_RULES_OF_PLANS = frozenset(("choose_noun_of", "choose_account", "choose_changed_object", "choose_start"))
# Names that point to something that the text names elsewhere: generation of the project, the two states.
_POINTING = lazy_pattern(
    r"(?:^|\b(?:the|this|these|those|its|their|such|same) )(?:(?:new|two|three|first|second) )*(?:project"
    r"|line|company|firm|bank|deal|offer|book|states|sides|countries|country|government|report|city"
    r"|province|county|village|region|group|plant|factory|school|university|hospital)s?(?:['’]s?)?(?![a-z-])"
    r"|\bshare of (?:the )?(?:[a-z]+['’]s )?total\b"
)
# A clause in place of a name: trade saw a slight.
_CLAUSE = lazy_pattern(
    r"\b(?:saw|sees|posted|recorded|registered|went|came)\b|\b(?:increased|decreased|rose|fell|grew|slight)$"
)
_SHARE = lazy_pattern(r"(?i)share|proportion|percentage|rate\b|ratio|coverage|stake|level|intensity")
# A part of a year: from January to July, the first half, the third quarter, H1.
_PART_OF_YEAR = lazy_pattern(
    rf"(?i)\b(?:{MONTH}\.?(?! \d{{1,2}}(?!\d))|h[12]|q[1-4]|(?:half|quarter|months) (?:of|this|last|in)"
    r"|first half"
    r"|(?:first|second|third|fourth|last) quarter|same period)\b"
)
_FORESEEN = lazy_pattern(
    r"(?i)\b(?:likely|expected|projected|forecast|estimated|predicted|anticipates?|could|would|may)\b"
)
# After the first of several values, each of which has its own name: by 5 percent and 3, respectively.
_RESPECTIVE = lazy_pattern(
    r"(?:,? (?:and )?[\d.,]+ ?(?:percent|per cent|%|[a-z]+ ?[a-z]*)){1,6},? respectively"
)
# Words of a name behind brackets: concentration of particles (PM2.5) | in coastal cities.
_GOES_ON = lazy_pattern(r"[^()]{0,2}\([^()]{1,40}\) (?:in|of|for|at|among|by|from|to) ")
_SENTENCE_END = lazy_pattern(r"[.!?;] |\n")
_REACH = 400
_BOUNDS = ("<=", ">=", "<")


def names_plan(headings: Sequence[str]) -> bool:
    """Return whether a title or heading is that of a plan or a report on work."""
    return any(map(_PLAN.search, headings))


def find_doubts_en(
    target: Target,
    text: str,
    mentions: Sequence[Mention],
    headings: Sequence[str] = (),
    *,
    is_plan: bool,
) -> list[str]:
    """Return why an English figure cannot be quoted alone, as names of `doubts` in `scores.toml`.

    Outside a plan, its name must say whose it is, and no sentence announces a goal.
    """
    name, is_goal = target.indicator, target.kind == "target"
    is_proper, is_common = names_proper(name), target.subject == target.subject.lower()
    return [
        doubt
        for doubt, is_so in (
            ("open goal", is_goal and not target.deadline),
            ("goal of prose", is_goal and not is_plan),
            ("ownerless", is_common and names_no_owner(name)),
            ("unowned", not (is_goal or is_plan or names_own(name) or is_titled(target, headings))),
            ("other place", not (is_plan or is_proper) and is_of_place(text, target, mentions)),
            ("whole", _is_part_of_whole(text, target)),
            ("rule of prose", not is_plan and target.rule in _RULES_OF_PLANS),
            ("pointing", _POINTING.search(name.lower()) is not None),
            ("clause", _CLAUSE.search(name.lower()) is not None),
            ("shared", _RESPECTIVE.match(text, target.end) is not None),
            ("cut", _goes_on(text, target)),
        )
        if is_so
    ] + ([] if is_goal else _doubts_of_fact(target, text))


def _doubts_of_fact(target: Target, text: str) -> list[str]:
    """Return why it is not clear that an English figure is a fact of its year."""
    before, behind = _sentence_around(text, target)
    is_dated = bool(target.period_start) or len(target.deadline) > len("2024")
    return [
        doubt
        for doubt, is_so in (
            (
                "lost month",
                not is_dated and bool(_PART_OF_YEAR.search(before) or _PART_OF_YEAR.search(behind)),
            ),
            ("forecast", _FORESEEN.search(before) is not None),
            ("open goal", target.comparator in _BOUNDS or target.bound in _BOUNDS),
        )
        if is_so
    ]


def _sentence_around(text: str, target: Target) -> tuple[str, str]:
    """Return the words of a figure's sentence before and after it."""
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1]
    return before, _SENTENCE_END.split(text[target.end : target.end + _REACH], maxsplit=1)[0]


def _goes_on(text: str, target: Target) -> bool:
    """Return whether an English name goes on behind brackets: the density of salt (NaCl) in wells."""
    place = text.rfind(target.indicator, max(0, target.start - _REACH), target.start)
    return place >= 0 and _GOES_ON.match(text, place + len(target.indicator), target.start) is not None


def _is_part_of_whole(text: str, target: Target) -> bool:
    """Return whether an English percentage is the share of a whole that its name leaves out.

    >>> output of the digital economy exceeded 10 percent of GDP
    """
    if target.unit != PERCENT or target.comparator in CHANGES or _SHARE.search(target.indicator):
        return False
    return text.startswith(" of ", target.end)
