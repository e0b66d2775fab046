"""The parts of a line chart: frame, request, points, lines, labels and marks.

Positions are pixels from the top left of a chart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.trends import Composition, Row
from flows.web.charts.scales import Scale
from flows.web.charts.strips import Part

_BESIDE = 8  # pixels between an axis value and its line


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a chart, its margins, and the approximate number of periods and values on its axes.

    `letter` is the width of a digit where digits are largest, on a phone.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    labels: int
    ticks: int
    letter: int

    def with_room(self, scale: Scale) -> Frame:
        """Return the frame with a left margin wide enough for the longest value of the axis."""
        longest = max((len(text) for _, text in scale.ticks), default=0)
        return replace(self, left=max(self.left, longest * self.letter + 2 * _BESIDE))

    def across(self, periods: Sequence[str]) -> dict[str, float]:
        """Return the position of each period."""
        if len(periods) == 1:
            return {periods[0]: round((self.left + self.width - self.right) / 2, 1)}
        step = (self.width - self.left - self.right) / max(1, len(periods) - 1)
        return {period: round(self.left + number * step, 1) for number, period in enumerate(periods)}

    def names(self, number: int, periods: int) -> bool:
        """Return whether the axis names the period with this number; of two names, the first and the last."""
        if self.labels == 2:
            return number in (0, periods - 1)
        return number % -(-periods // self.labels) == 0


LARGE = Frame(920, 352, 70, 210, 30, 34, 12, 5, 13)


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """A request to draw the rows of series.

    `measure` is a column. `scale` is one of SCALES. With `is_grouped`, names are "term · group": terms have
    colours, groups dashes. `events` are labels by period. `composition` is for the strip of sources. `looks`
    are the colour and dash of series that also occur in other charts, where they look the same.
    """

    measure: str
    scale: str = "linear"
    is_grouped: bool = False
    events: Mapping[str, str] = field(default_factory=dict)
    composition: Composition = Composition()
    looks: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a line, in pixels from the top left, with its row."""

    x: float
    y: float
    row: Row

    @property
    def period(self) -> str:
        """The period of the row."""
        return str(self.row["period"])


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its points, its unbroken runs, and its bands, as SVG point lists.

    `number` chooses its colour, `dash` its dashes.
    """

    name: str
    number: int
    dash: int
    points: list[Spot]
    paths: list[str]
    bands: list[str]


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The name of a series at the end of its line; `y` is moved if names would overlap."""

    text: str
    number: int
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A period of the axis: its position, whether the axis names it, and its event (or "").

    `is_told` is set if there is room for the event's label.
    """

    x: float
    period: str
    is_named: bool
    event: str = ""
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its size and contents. `name` is the series of a small chart.

    `is_cut` means that a band continues above the scale.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    name: str
    lines: list[Line]
    ticks: list[tuple[float, str]]
    marks: list[Mark]
    ends: list[EndLabel]
    strip: list[Part]
    corpora: list[tuple[str, int]]
    is_cut: bool = False
