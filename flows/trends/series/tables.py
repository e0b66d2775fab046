"""Series of points, and their tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.search import PlainWord
from flows.trends.bands import Band
from flows.trends.mix import MixPoint
from flows.trends.request import SeriesRequest, SeriesSpec
from flows.trends.series.points import COUNTED, SERIES_COLUMNS, Point, Row, round_number
from flows.trends.sources import SOURCE_COLUMNS, SourceShare

if TYPE_CHECKING:
    import pandas as pd

BAND_COLUMNS = list(Band._fields)
MIX_COLUMNS = list(MixPoint._fields)


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one term, or of one of its groups or surfaces, in order of time."""

    spec: SeriesSpec
    group: str | None
    points: list[Point]

    @property
    def name(self) -> str:
        """The name shown: the term as typed, with its group."""
        if self.group is None:
            return self.spec.typed
        return f"{self.spec.typed} · {self.group or '(none)'}"

    @property
    def known(self) -> list[Point]:
        """The points of periods that have text, all of it annotated."""
        return [point for point in self.points if point.is_known]


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """The series that answer a request.

    `unannotated` of the `passages` in scope wait for annotation. `unknown` are words that occur neither in
    the lexicon nor in any stored text, `lacking` terms missing from the lexicon behind the annotations.
    """

    request: SeriesRequest
    series: list[Series] = field(default_factory=list)
    passages: int = 0
    unannotated: int = 0
    unknown: tuple[PlainWord, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The columns of `rows`."""
        request = self.request
        more = (
            (BAND_COLUMNS, request.bands),
            (MIX_COLUMNS, request.hold),
            (SOURCE_COLUMNS, request.vanished),
        )
        return [*SERIES_COLUMNS, *(name for names, is_wanted in more if is_wanted for name in names)]

    def rows(self) -> list[Row]:
        """Return one row per series and period; None if a number is unknown."""
        rows = [self._row(series.name, point) for series in self.series for point in series.points]
        for column in COUNTED:  # a column holds fractions throughout, or nowhere
            if any(isinstance(row[column], float) for row in rows):
                for row in rows:
                    row[column] = None if row[column] is None else float(row[column] or 0)
        return rows

    def _row(self, name: str, point: Point) -> Row:
        row = point.as_row(name)
        if self.request.bands:
            row |= point.band._asdict() if point.band else dict.fromkeys(BAND_COLUMNS)
        if self.request.hold:
            row |= point.mix._asdict() if point.mix else dict.fromkeys(MIX_COLUMNS)
        if self.request.vanished:
            row |= (point.source or SourceShare())._asdict()
        return row

    def frame(self) -> pd.DataFrame:
        """Return the rows as a data frame, with `kind`, `value` and `group` of each series.

        Unlike in `rows`, the counts of a period without text are 0; `total_documents` tells them apart.
        """
        import pandas as pd  # takes half a second to import, which tables on the command line can do without

        rows = []
        for series in self.series:
            names: Row = {
                "kind": series.spec.kind.value,
                "value": series.spec.value,
                "group": series.group or "",
            }
            for point in series.points:
                counts = dict(zip(COUNTED, (*point.counts, point.loose), strict=True))
                counted = {column: round_number(value) for column, value in counts.items()}
                if point.is_partial:
                    counted = dict.fromkeys(COUNTED)
                rows.append(self._row(series.name, point) | counted | names)
        frame = pd.DataFrame(rows, columns=[*self.columns, "kind", "value", "group"])
        numbers = [column for column in self.columns if column not in ("series", "period")]
        return frame.assign(**{column: pd.to_numeric(frame[column]) for column in numbers})
