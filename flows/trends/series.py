"""Series: the counts of terms over every period of a range, zeros included, with their denominators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.records import Grouping
from flows.search import Collection, PlainWord
from flows.store import PeriodTotal, Scope, all_concept_counts, period_totals
from flows.trends.bands import Band, estimate_bands
from flows.trends.counting import Cell, Counter, Counts, check_corpora, check_terms
from flows.trends.mix import MixPoint, adjust_mix
from flows.trends.periods import list_periods, read_division
from flows.trends.request import SeriesKind, SeriesRequest, SeriesSpec, read_spec, split_terms
from flows.trends.sources import SOURCE_COLUMNS, SourceShare, read_shares, share_of

if TYPE_CHECKING:
    import pandas as pd

# One row of output: a value per column, None where it is unknown.
Row = dict[str, str | float | None]
SERIES_COLUMNS = [
    "series",
    "period",
    "occurrences",
    "passages",
    "documents",
    "total_tokens",
    "total_characters",
    "total_documents",
    "per_million_tokens",
    "per_10k_characters",
    "document_share",
    "occurrences_loose",
    "total_passages",
    "passage_share",
    "low_base",
]
LOW = (10, 5)  # occurrences and documents; a rate of fewer has a low base
_MEASURED = (
    "occurrences",
    "per_million_tokens",
    "per_10k_characters",
    "document_share",
    "passage_share",
    "adjusted_per_million",
)
COUNTED = ("occurrences", "passages", "documents", "occurrences_loose")
BAND_COLUMNS = list(Band._fields)
MIX_COLUMNS = list(MixPoint._fields)
_NO_TEXT = PeriodTotal("", "", 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. Rates are None where the period has no text; counts are then unknown, not zero.

    `loose` is None where it was not counted. `band`, `mix` and `source` are there where the request asks for
    them.
    Counts of annotations are unknown as well where passages wait for annotation (`is_partial`).
    """

    period: str
    counts: Counts
    loose: float | None
    total: PeriodTotal
    band: Band | None = None
    mix: MixPoint | None = None
    is_partial: bool = False
    source: SourceShare | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the counts are unknown."""
        return self.is_partial or not self.total.documents

    @property
    def is_low(self) -> bool:
        """Whether the rate rests on so few occurrences or documents that one more would change it much."""
        occurrences, _, documents = self.counts
        return not self.is_blank and occurrences > 0 and (occurrences < LOW[0] or documents < LOW[1])

    @property
    def is_narrow(self) -> bool:
        """Whether the rate, be it zero, rests on a low base."""
        return self.is_low or (not self.is_blank and self.total.documents < LOW[1])

    def rate(self, column: str) -> float | None:
        """Return the value of a measure's column; None where it is unknown."""
        value = self._measures()[column]
        return None if value is None else float(value)

    def _measures(self) -> dict[str, float | None]:
        counts, total = self.counts, self.total
        if self.is_partial:
            return dict.fromkeys(_MEASURED)
        # How many of the documents are annotated is not known.
        documents = 0 if total.unannotated and total.tokens else total.documents
        adjusted = {"adjusted_per_million": self.mix.adjusted_per_million} if self.mix else {}
        return {
            "occurrences": _number(counts.occurrences),
            "per_million_tokens": _share(counts.occurrences, total.tokens, 1e6, 3),
            "per_10k_characters": _share(counts.occurrences, total.characters, 1e4, 4),
            "document_share": _share(counts.documents, documents, 1, 6),
            "passage_share": _share(counts.passages, total.passages, 1, 6),
            **adjusted,
        }

    def as_row(self, name: str) -> Row:
        """Return the columns of output for the series of this name."""
        measures = self._measures()
        row: Row = {
            "series": name,
            "period": self.period,
            **{column: _number(value) for column, value in zip(COUNTED, self.counts, strict=False)},
            "total_tokens": self.total.tokens,
            "total_characters": self.total.characters,
            "total_documents": self.total.documents,
            "per_million_tokens": measures["per_million_tokens"],
            "per_10k_characters": measures["per_10k_characters"],
            "document_share": measures["document_share"],
            "occurrences_loose": _number(self.loose),
            "total_passages": self.total.passages,
            "passage_share": measures["passage_share"],
            "low_base": int(self.is_low),
        }
        if self.total.unannotated and (self.is_partial or not self.total.tokens):
            row |= dict.fromkeys(("total_tokens", "total_characters"))
        if self.is_blank:
            row |= dict.fromkeys((*COUNTED, "low_base"))
        return row


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one term, or of one group (or surface) of it, in the order of time."""

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
        return [point for point in self.points if point.total.tokens > 0 and not point.is_partial]


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """The series that answer a request.

    `unannotated` of the `passages` in scope wait for annotation. `unknown` are words that no lexicon and no
    stored text has.
    """

    request: SeriesRequest
    series: list[Series] = field(default_factory=list)
    passages: int = 0
    unannotated: int = 0
    unknown: tuple[PlainWord, ...] = ()

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
        """Return one row per series and period; None where a number is unknown."""
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
        import pandas as pd  # half a second that tables of the command line do without

        rows = []
        for series in self.series:
            names: Row = {
                "kind": series.spec.kind.value,
                "value": series.spec.value,
                "group": series.group or "",
            }
            for point in series.points:
                counts = dict(zip(COUNTED, (*point.counts, point.loose), strict=True))
                counted = {column: _number(value) for column, value in counts.items()}
                if point.is_partial:
                    counted = dict.fromkeys(COUNTED)
                rows.append(self._row(series.name, point) | counted | names)
        frame = pd.DataFrame(rows, columns=[*self.columns, "kind", "value", "group"])
        numbers = [column for column in self.columns if column not in ("series", "period")]
        return frame.assign(**{column: pd.to_numeric(frame[column]) for column in numbers})


def _number(value: float | None) -> float | None:
    return value if value is None or isinstance(value, int) else round(float(value), 3)


def _share(part: float, whole: int, scale: float, digits: int) -> float | None:
    return round(float(part) / whole * scale, digits) if whole else None


def count_series(
    collection: Collection, request: SeriesRequest, text: PeriodText | None = None
) -> SeriesTable:
    """Return the series of a request: every period between the first and the last dated one, zeros included.

    Passages of documents without a date (by month and quarter: without a month) are left out. With a grouping
    there is one series per group, with `split` one per surface of a concept. Periods whose passages are not
    all annotated are blank where annotations are counted, unless the request allows partial ones. Raises
    UsageError for a request that contradicts itself, for a term that nothing has, or where nothing in scope
    is annotated; QueryError for words or a query that can't be read or would read more than `max_read`
    passages. `text` is that of an earlier request that differs in its terms alone, so that it is read once.
    """
    request.check()
    scope = text.scope if text else scope_of(request, collection)
    text = text or PeriodText(collection, request, scope)
    if request.every_term:
        text.check_annotated(SeriesKind.CONCEPT)
        series = _with_sources(collection, scope, request, _count_every_term(collection, text))
        return SeriesTable(request, series, text.passages, text.unannotated)
    terms = split_terms(request.terms, collection.lexicon)
    specs = [read_spec(term, collection.lexicon, as_typed=request.as_typed) for term in terms]
    text.check_annotated(*(spec.kind for spec in specs))
    series = _count_terms(collection, text, specs)
    found = {one.spec for one in series if any(point.counts.occurrences for point in one.points)}
    unknown = check_terms(collection, specs, found)
    if request.bands:
        series = [_with_bands(collection, one, scope) for one in series]
    if request.hold:
        grouped = PeriodText(collection, request, replace(scope, grouping=request.hold))
        parts = _count_terms(collection, grouped, specs)
        series = [_with_mix(one, parts) for one in series]
    series = _with_sources(collection, scope, request, series)
    return SeriesTable(request, series, text.passages, text.unannotated, tuple(unknown))


def scope_of(request: SeriesRequest, collection: Collection) -> Scope:
    """Return what a request covers. Raises UsageError for an unknown division or corpus."""
    corpora = check_corpora(collection.store, request.corpora)
    return Scope(read_division(request.by), request.axis, request.grouping, corpora)


class PeriodText:
    """The text of a scope by period and group, and what of it counts may rest on."""

    def __init__(self, collection: Collection, request: SeriesRequest, scope: Scope) -> None:
        self.request, self.scope = request, scope
        self.totals = {(one.period, one.group): one for one in period_totals(collection.store, scope)}
        if scope.grouping is Grouping.STRATEGY:
            self._share_waiting()
        known = sorted({period for period, _ in self.totals})
        self.periods = list_periods(known, request.by, request.dates)
        chosen = set(self.periods)
        used = [total for total in self.totals.values() if total.period in chosen]
        self.passages = sum(total.passages for total in used)
        self.unannotated = min(self.passages, sum(total.unannotated for total in used))

    def _share_waiting(self) -> None:
        """Count what waits for annotation, which has no strategy yet, in every strategy of its period."""
        waiting: dict[str, int] = defaultdict(int)
        for total in self.totals.values():
            waiting[total.period] += total.unannotated
        for cell, total in self.totals.items():
            self.totals[cell] = total._replace(unannotated=waiting[cell[0]])

    def check_annotated(self, *kinds: SeriesKind) -> None:
        """Raise UsageError where annotations are to be counted and no passage in scope has any."""
        if self.passages and self.unannotated == self.passages and not all(kind.is_text for kind in kinds):
            raise UsageError("trends.nothing_annotated", passages=self.passages)

    def point(
        self,
        spec: SeriesSpec,
        cell: Cell,
        counts: Counts,
        loose: float | None,
        total: PeriodTotal | None = None,
    ) -> Point:
        """Return a point; `total` is the cell's own unless given."""
        total = total or self.totals.get(cell, _NO_TEXT)
        if total.unannotated and spec.kind.is_text:
            # The words are counted in all passages, the tokens in annotated ones alone.
            total = total._replace(tokens=0, characters=0)
        elif total.unannotated:
            is_partial = not self.request.allow_partial or not total.tokens
            annotated = total._replace(passages=total.passages - total.unannotated)
            return Point(cell[0], counts, loose, total if is_partial else annotated, is_partial=is_partial)
        return Point(cell[0], counts, loose, total)


def _count_terms(collection: Collection, text: PeriodText, specs: Sequence[SeriesSpec]) -> list[Series]:
    request = text.request
    counter = Counter(collection, text.scope, request.reprints, request.max_read)
    series = []
    for spec in specs:
        if request.split:
            series += _count_split(counter, collection.lexicon, spec, text)
            continue
        counted = counter.count(spec)
        for group in _groups(text.totals, text.scope.grouping):
            cells = [(period, group or "") for period in text.periods]
            points = [
                text.point(spec, cell, counted.strict.get(cell, Counts()), counted.loose.get(cell, 0))
                for cell in cells
            ]
            series.append(Series(spec, group, points))
    return series


def _groups(totals: Mapping[Cell, PeriodTotal], grouping: Grouping | None) -> Sequence[str | None]:
    if grouping is None:
        return (None,)
    return sorted({group for _, group in totals})


def _count_split(counter: Counter, lexicon: Lexicon, spec: SeriesSpec, text: PeriodText) -> list[Series]:
    """Return one series per surface of a concept that occurs; of anything else the one series that it has."""
    if spec.kind is SeriesKind.CONCEPT:
        counted = counter.count_surfaces(lexicon.concepts[spec.value])
    else:
        counted = counter.count(spec)

    def point(cell: Cell) -> Point:
        counts, loose = counted.strict.get(cell, Counts()), counted.loose.get(cell, 0)
        return text.point(spec, cell, counts, loose, text.totals.get((cell[0], ""), _NO_TEXT))

    surfaces = sorted({surface for _, surface in counted.strict})
    return [
        Series(spec, surface, [point((period, surface)) for period in text.periods]) for surface in surfaces
    ]


def _count_every_term(collection: Collection, text: PeriodText) -> list[Series]:
    """Count every concept that is mentioned in dated text in one pass (1 s for a million mentions).

    Loose counts are unknown.
    """
    counts: dict[str, dict[str, Counts]] = {}
    for row in all_concept_counts(collection.store, text.scope):
        if row.concept in collection.lexicon.concepts:
            counts.setdefault(row.concept, {})[row.period] = Counts(*row[2:5])
    series = []
    for concept in sorted(counts):
        spec = SeriesSpec(concept, SeriesKind.CONCEPT, concept)
        points = [
            text.point(spec, (period, ""), counts[concept].get(period, Counts()), None)
            for period in text.periods
        ]
        series.append(Series(spec, None, points))
    return series


def _with_bands(collection: Collection, series: Series, scope: Scope) -> Series:
    """Return a concept's or entity's series with bands; other kinds have none."""
    if series.spec.kind not in (SeriesKind.CONCEPT, SeriesKind.ENTITY):
        return series
    bands = estimate_bands(collection, series.spec, scope, series.group or "")
    points = [
        point if point.is_partial else replace(point, band=bands.get(point.period)) for point in series.points
    ]
    return replace(series, points=points)


def _with_sources(
    collection: Collection, scope: Scope, request: SeriesRequest, series: list[Series]
) -> list[Series]:
    """Return the series with the share of text that has vanished, where it is asked for."""
    if not request.vanished:
        return series
    shares = read_shares(collection, scope)
    return [
        replace(
            one,
            points=[
                replace(point, source=share_of(shares, point.period, one.group or "")) for point in one.points
            ],
        )
        for one in series
    ]


def _with_mix(series: Series, parts: Sequence[Series]) -> Series:
    """Return a series with the rate that it has with the mix of groups held fixed."""
    cells = {
        part.group or "": {
            point.period: (point.counts.occurrences, point.total.tokens) for point in part.known
        }
        for part in parts
        if part.spec == series.spec
    }
    adjusted = adjust_mix(cells, [point.period for point in series.points])
    points = [replace(point, mix=mix) for point, mix in zip(series.points, adjusted, strict=True)]
    return replace(series, points=points)
