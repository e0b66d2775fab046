"""What both languages' readers share: a sentence with its figures, and what one figure states."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.numbers import Figure

GAP = "\0"  # stands for a moment in the words around it
Kind = Literal["target", "actual", ""]


@dataclass(slots=True)
class Sentence:
    """A sentence of folded text with its figures and moments, all in code points of that text.

    `borders` are the positions of the signs that part clauses, `markers` the words that tell what is to come from what has
    been: (position, kind, strength); 2 decides, 1 does where nothing stronger stands, 0 (a plain year) only hints.
    """

    text: str
    start: int
    end: int
    figures: list[Figure]
    moments: list[Moment]
    borders: list[int]
    markers: list[tuple[int, Kind, int]]
    moment_starts: list[int] = field(default_factory=list)
    marker_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.moment_starts = [moment.start for moment in self.moments]
        self.marker_starts = [place for place, _, _ in self.markers]

    def clause_of(self, figure: Figure) -> tuple[int, int]:
        """Return where the clause around `figure` begins and ends."""
        left, right = bisect_left(self.borders, figure.start), bisect_left(self.borders, figure.end)
        return (
            self.borders[left - 1] + 1 if left else self.start,
            self.borders[right] if right < len(self.borders) else self.end,
        )

    def moments_in(self, start: int, end: int) -> list[Moment]:
        return self.moments[bisect_left(self.moment_starts, start) : bisect_left(self.moment_starts, end)]

    def last_moment_before(self, position: int) -> Moment | None:
        """Return the last moment before `position` that is no base of a comparison, looking back at most 12."""
        index = bisect_left(self.moment_starts, position)
        return next(
            (
                moment
                for moment in reversed(self.moments[max(0, index - 12) : index])
                if moment.role != "base"
            ),
            None,
        )

    def kind_in(self, start: int, middle: int, end: int, *, weak: bool = False) -> Kind:
        """Return the kind that the nearest marker of [start, end) tells: the last strong one before `middle` (else the last
        weak one, where `weak`), else the first strong one behind."""
        first, place, last = (bisect_left(self.marker_starts, position) for position in (start, middle, end))
        before = [*reversed(self.markers[max(first, place - 12) : place])]
        near = [*before, *self.markers[place : min(last, place + 6)]]
        if weak and before and not any(strength == 2 for _, _, strength in before):
            return before[0][1]
        return next((kind for _, kind, strength in near if strength == 2), "")

    def kind_before(self, position: int, strength: int) -> Kind:
        """Return the kind that the last marker before `position` of at least this strength tells."""
        place = bisect_right(self.marker_starts, position)
        near = reversed(self.markers[max(0, place - 12) : place])
        return next((kind for _, kind, found in near if found >= strength), "")


@dataclass(slots=True)
class Reading:
    """What a figure states: of which indicator ("" where that of the figure before goes on), and how.

    `kind` is "" where the words do not tell, `default` what such a figure mostly is. An `is_baseline` figure is only where another starts from;
    an `is_bound` one
    has 以上 or 左右 behind it; an `is_exact` one has more digits than a plan's demand mostly has.
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
