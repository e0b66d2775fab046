"""Records shared by the readers of both languages: a sentence with its figures, and what a figure states."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from flows.annotation.figures.moments import LOST, Moment
from flows.annotation.figures.numbers import Figure
from flows.text import lazy_pattern, start_of

Kind = Literal["target", "actual", ""]
# How many moments and markers around a figure are checked; sentences with more are lists.
_LOOK_BACK, _LOOK_AHEAD = 12, 6
PENALTY = "penalty"  # an amount of a fine, which is one even if it is only bounded: 5万元以下的罚款
BELOW_ZERO = "is_below_zero"  # why a value below zero is rejected, whatever else shows that it is stated
LOCAL, DECISIVE, WEAK, HINT = 3, 2, 1, 0
_GOAL = lazy_pattern(r"\b(?:target|goal|objective|aim)s?\b")
_FORECASTS = ("预计", "有望", "可望")
# Brackets that end a clause: up 6.1 percent (target: around 6 percent); ...
_BRACKETS = lazy_pattern(r"\([^()\n]*\)(?=\s*(?:[,;。.、!?]|and\b|while\b|but\b|$))")
# A relative clause up to the moment after it; the comma of 40,000 does not end it.
_RELATIVE = lazy_pattern(r", (?:which|whose|where) (?:[^,]|,(?=\d))*")
# The figure is the value of a goal: a 40 percent domestic content target by 2025.
_OWN_GOAL = lazy_pattern(
    r"(?:[ -](?!(?:an?|the|its|their|against|of|to|and|under|over|on|for|in|by|from|than|with|below|above) )"
    r"[a-z-]+){0,4}?[ -](?:target|goal|objective)s?\b"
)
# Between a goal and its date, with the preposition: that the plan had set for, by.
_SET_FOR, _PREPOSITION = lazy_pattern(r"[^,;.]{0,60}? (?:for|by)(?: (?:the )?(?:end )?)?"), 4

# What still is so, in contrast to the goal before it: to reach 25 percent, but imports still exceed.
_STILL = lazy_pattern(
    r", (?:but|yet|while|although|though|whereas) (?:(?!\b(?:will|would|shall|should|could|may|might|must|to"
    r"|goals?|targets?|objectives?|aims?|caps?|quotas?)\b)[^,;]){2,80}?"
    r"\b(?:still|currently|today|at present|remains?)(?! (?:to|need))"
    r"(?:(?!\b(?:will|would|shall|should|could|may|might|must|by|expected|projected|forecast)\b)[^,;]){0,60}$"
)
# What is only so, in contrast to the goal before it: 达到500亿元,现规模仅 | 120亿元.
_ONLY = lazy_pattern(
    "[,;](?:而|但是?|可是?|然而|不过|却)?"
    "(?:(?![将要应须需可]|情[景形]|预[计期]|有望|届时|力争|目标|确保|控制)[^,;。\\d]){0,16}?"
    "(?:仅|只(?=有|完成|达|实现|卖|售)|才(?=完成|达|实现)|现(?=为|达|占))(?:[有为占达约剩近了]|达到|完成"
    "|实现|卖出|售出)*$"
    "|[,;](?:而|但是?|可是?|然而|不过)?[^,;。\\d]{0,8}?现有[^,;。\\d]{0,12}$"
    r"|(?:;|, (?:and|but|yet|while|although|though|whereas)) "
    r"(?:(?!\b(?:will|would|shall|should|could|may|might|must|can|to|by|target|goal|if|when)\b)"
    r"[^,;\d]){0,60}?"
    r"\b(?:only|just|merely|barely)(?: about| around| some)? $"
)


class Marker(NamedTuple):
    """A word that distinguishes targets from actual values.

    A DECISIVE marker decides, a LOCAL one only in its own clause, a WEAK one only if there is none stronger.
    A HINT (a plain year) only suggests.
    """

    start: int
    kind: Kind
    strength: int


@dataclass(slots=True)
class Sentence:
    """A sentence of folded text with its figures and moments, all in code points of that text.

    `borders` are the positions of the signs between clauses. All lists are ordered by position.
    """

    text: str
    start: int
    end: int
    figures: list[Figure]
    moments: list[Moment]
    borders: list[int]
    markers: list[Marker]
    moment_starts: list[int] = field(init=False)
    marker_starts: list[int] = field(init=False)
    asides: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.moment_starts = [moment.start for moment in self.moments]
        self.marker_starts = [marker.start for marker in self.markers]
        brackets = _BRACKETS.finditer(self.text, self.start, self.end) if len(self.figures) > 1 else ()
        self.asides = [match.span() for match in brackets if self._is_aside(*match.span())]

    def _is_aside(self, start: int, end: int) -> bool:
        """Return whether brackets say something of their own about the figure before them.

        They hold a figure, or a date and a word that sets the kind. 增长6.1%(预期目标为6%左右), 投资12亿元
        (预计2026年投产), but not 投资12亿元(2021-2025年) or 森林覆盖率达到24.1%(约束性指标).
        """
        left = bisect_left(self.borders, start)
        begin = self.border_before(left)
        if not any(begin <= figure.start < start for figure in self.figures):
            return False
        if any(start < figure.start < end for figure in self.figures):
            return True
        is_marked = any(start < one.start < end and one.strength >= DECISIVE for one in self.markers)
        return is_marked and any(one.iso for one in self.moments_in(start, end))

    def is_aside(self, place: int, position: int) -> bool:
        """Return whether `place` is within an aside that ends before `position`."""
        return any(start <= place < end <= position for start, end in self.asides)

    def clause_of(self, figure: Figure) -> tuple[int, int]:
        """Return the start and end of the clause around `figure`."""
        left, right = bisect_left(self.borders, figure.start), bisect_left(self.borders, figure.end)
        begin = self.border_before(left)
        return begin, min((self.end, *self.borders[right : right + 1]))

    def border_before(self, place: int) -> int:
        """Return the start of the clause after border `place - 1`, or of the sentence if `place` is 0."""
        return max((self.start, *(border + 1 for border in self.borders[max(0, place - 1) : place])))

    def next_start(self, index: int) -> int:
        """Return the start of the figure after figure `index`, or the end of the sentence."""
        return next((figure.start for figure in self.figures[index + 1 : index + 2]), self.end)

    def moments_in(self, start: int, end: int) -> list[Moment]:
        """Return the moments that begin in [start, end)."""
        return self.moments[bisect_left(self.moment_starts, start) : bisect_left(self.moment_starts, end)]

    def last_moment_before(self, position: int) -> Moment | None:
        """Return the last of the 12 moments before `position` that is not the base of a comparison.

        Nor is it that of an aside: up 6.1% (up 5.2% in 2023); unemployment was 5.1%. An unreadable year
        is only that of its part of the sentence.
        """
        index = bisect_left(self.moment_starts, position)
        near = reversed(self.moments[max(0, index - _LOOK_BACK) : index])
        return next(
            (
                one
                for one in near
                if one.role != "base"
                and not self.is_aside(one.start, position)
                and not (self.is_unreadable(one) and ";" in self.text[one.end : position])
            ),
            None,
        )

    def is_unreadable(self, moment: Moment) -> bool:
        """Return whether a year has lost characters: In 20??, with U+FFFD for each question mark."""
        return LOST in self.text[moment.start : moment.end]

    def is_of_goal(self, index: int, moment: Moment) -> bool:
        """Return whether a moment belongs to a goal or clause after figure `index`, or to another part.

        "20 percent, against a goal of 70 percent by 2025; 800 funds exist": 2025 is the year of neither the
        20 percent nor the funds. "Invest 2.4 billion in a plant, which is to make 40,000 tonnes by 2026":
        2026 is not the year of the sum.
        """
        following, start, end = self.next_start(index), self.figures[index].start, self.figures[index].end
        if moment.end <= start and moment.role == "by":
            return ";" in self.text[moment.end : start]
        if moment.start <= following or _OWN_GOAL.match(self.text, end, following):
            return False
        relative = _RELATIVE.search(self.text, end, moment.start)
        in_relative = relative is not None and relative.start() < following and relative.end() == moment.start
        return in_relative or bool(_GOAL.search(self.text, end, following))

    def due_of_goal(self, index: int) -> Moment | None:
        """Return the date for which an English goal right after a figure is set, or None.

        >>> below the 70 percent goal that the plan set for 2025 -> 2025
        """
        start, following = self.figures[index].end, self.next_start(index)
        goal = _OWN_GOAL.match(self.text, start, following)
        if goal is None:
            return None
        for moment in self.moments_in(goal.end(), following):
            lead = self.text[goal.end() : moment.start + _PREPOSITION]
            if moment.iso and moment.role != "base" and _SET_FOR.fullmatch(lead):
                return moment
        return None

    def kind_in(self, start: int, middle: int, end: int, *, weak: bool = False) -> Kind:
        """Return the kind set by the markers of [start, end), "" if none decides.

        The last decisive marker before `middle` takes precedence; with `weak`, the last of any strength if
        none of them is decisive. Otherwise the first decisive marker after `middle` counts.
        """
        first, place, last = (bisect_left(self.marker_starts, position) for position in (start, middle, end))
        before = self.markers[max(first, place - _LOOK_BACK) : place][::-1]
        behind = self.markers[place : min(last, place + _LOOK_AHEAD)]
        if weak and before and not any(marker.strength >= DECISIVE for marker in before):
            return before[0].kind
        return next((marker.kind for marker in (*before, *behind) if marker.strength >= DECISIVE), "")

    def kind_before(self, position: int, strength: int) -> Kind:
        """Return the kind of the last marker up to `position` of at least this strength, or "".

        LOCAL markers do not count, nor do those of asides, nor do forecasts that end at a semicolon before
        `position`.
        """
        place = bisect_right(self.marker_starts, position)
        near = reversed(self.markers[max(0, place - _LOOK_BACK) : place])
        return next(
            (
                marker.kind
                for marker in near
                if strength <= marker.strength < LOCAL
                and not self._is_forecast_before(marker, position)
                and not self.sets_aside(marker, position)
            ),
            "",
        )

    def sets_aside(self, marker: Marker, position: int) -> bool:
        """Return whether a marker sets the kind within an aside before `position` only.

        A WEAK one states what has happened, inside the aside and outside: 达到1012亿元(同比增长5%).
        """
        return marker.strength != WEAK and self.is_aside(marker.start, position)

    def start_of_contrast(self, position: int) -> int:
        """Return the start of the clause before `position` that says what is so in contrast to a goal, or 0.

        >>> by 2027 the rate is to reach 25 percent, but dependence on imports still exceeds 80 percent
        >>> 到2030年产业规模达到500亿元,现规模仅120亿元
        """
        if still := start_of(_STILL.search(self.text, self.start, position), 0):
            return still
        only = start_of(_ONLY.search(self.text, self.start, position), 0)
        is_after_goal = any(figure.start < only for figure in self.figures)
        return only if is_after_goal and self.kind_before(only, DECISIVE) == "target" else 0

    def _is_forecast_before(self, marker: Marker, position: int) -> bool:
        """Return whether a marker is a forecast (预计) that ends at a semicolon before `position`."""
        is_base = self.text.startswith("年", marker.start - 1)  # 比1980年预计增加1000万吨
        is_forecast = self.text.startswith(_FORECASTS, marker.start) and not is_base
        return is_forecast and ";" in self.text[marker.start : position]


class ChosenIndicator(NamedTuple):
    """The indicator of a figure ("" for the previous figure's), and the rule that chose or rejected it."""

    indicator: str
    rule: str
    is_rejected: bool = False


@dataclass(slots=True)
class Reading:
    """The statement of a figure: its indicator ("" if the previous figure's continues), and how it is stated.

    `kind` is "" if the words do not show it, and `default` the usual kind of such a figure. An `is_baseline`
    figure is only a starting value; an `is_bound` one is followed by 以上 or 左右; an `is_exact` one has more
    digits than most demands of a plan; an `is_respective` one belongs to a list with 分别 or "respectively".

    `rule` names what chose the indicator, or why the figure `is_rejected`. A rejected figure with an
    indicator is a small count, which is read if its list is. `is_by_tree` is set if the tree of the sentence
    decided, `is_illustration` if the figure belongs to an example. `is_statement` is set if an English
    sentence states something of a figure that opens it, `is_shared` if the indicator is that of all members
    of a list that could not be dealt out, `is_pointer` if it is only a pointer to a figure before (这一数字).
    `bound` is that of a change or multiple. `is_resolved` is set if the text has a pronoun for the subject.
    """

    indicator: str
    comparator: str
    kind: Kind = ""
    default: Kind = "actual"
    baseline: str = ""
    unit: str = ""
    is_baseline: bool = False
    is_exact: bool = False
    is_bound: bool = False
    is_respective: bool = False
    subject: str = ""
    rule: str = ""
    is_rejected: bool = False
    is_by_tree: bool = False
    is_illustration: bool = False
    is_stated: bool = True
    is_statement: bool = False
    is_shared: bool = False
    is_pointer: bool = False
    bound: str = ""
    is_resolved: bool = False
