"""Series for the page, its downloads and the JSON interface, and the links of their points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, get_args

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.output.maps import Tile, TileMap, lay_out_maps
from flows.records import GroupChoice, Grouping, HoldChoice, Locale, PeriodChoice, Reprints, ReprintsChoice
from flows.search import Collection, read_range
from flows.text import lazy_pattern
from flows.trends import (
    Composition,
    Row,
    SeriesRequest,
    answer_series,
    counted_dates,
    describe_counting,
    describe_cut,
    notes_within,
    period_bounds,
    quoted_words,
    split_queries,
    without_options,
)
from flows.web import limits
from flows.web.addresses import (
    ChoiceAddress,
    Parameters,
    exact_value,
    make_address,
    quote_name,
    read_choice,
    read_choice_parameters,
    unless_default,
)

if TYPE_CHECKING:
    from flows.trends import SeriesAnswer

MEASURES = ("per_million_tokens", "per_10k_characters", "occurrences", "document_share")
PERIODS: tuple[PeriodChoice, ...] = get_args(PeriodChoice)
GROUPS: tuple[GroupChoice, ...] = get_args(GroupChoice)
REPRINTS: tuple[ReprintsChoice, ...] = get_args(ReprintsChoice)
HOLDS: tuple[HoldChoice, ...] = get_args(HoldChoice)
# For many series: one chart per term with lines for its groups, or one per series.
CHARTS = ("terms", "series")
SCALES = ("linear", "log", "share")  # share: of a series' own highest value
_SERIES, _TERMS = 36, 12
NO_GROUPS = ("(none)", "other")  # what is left of a grouping: no filter of a search finds these passages
_LEAD = 3  # periods shown before the first occurrence
_FINER = {"year": "month", "quarter": "month", "plan": "year", "congress": "year"}
_PREFIX = lazy_pattern(r"(strategy|instrument|entity|query):")
_COMMAS = lazy_pattern(r"[,，、;；]")


@dataclass(frozen=True, slots=True)
class SeriesAddress(ChoiceAddress):
    """The address of series; its parameters are the options of `zhengce trends`."""

    terms: tuple[str, ...]
    by: str = "year"
    group: str = ""
    measure: str = MEASURES[0]
    first: str = ""
    last: str = ""
    corpora: tuple[str, ...] = ()
    reprints: str = "raw"
    hold: str = ""
    with_vanished: bool = field(default=False, kw_only=True)
    with_bands: bool = field(default=False, kw_only=True)
    scale: str = field(default=SCALES[0], kw_only=True)
    charts: str = field(default=CHARTS[0], kw_only=True)

    @property
    def request(self) -> SeriesRequest:
        """The request for the series. Raises UsageError for an invalid date."""
        return SeriesRequest(
            self.terms,
            by=self.by,
            grouping=Grouping(self.group) if self.group else None,
            dates=read_range(self.first, self.last),
            corpora=self.corpora,
            reprints=Reprints(self.reprints),
            hold=Grouping(self.hold) if self.hold else None,
            max_read=limits.MAX_COUNTED,
            bands=self.with_bands,
            vanished=self.with_vanished,
        )

    @property
    def has_more(self) -> bool:
        """Whether an option is set that the page shows on demand."""
        chosen = (self.as_of, self.hold, self.corpora, self.with_bands, self.with_vanished)
        return any(chosen) or self.reprints != REPRINTS[0] or self.scale != SCALES[0]

    @property
    def drawn(self) -> str:
        """The column that the chart shows: at a fixed mix, the rate for that mix."""
        if self.hold and self.measure == MEASURES[0]:
            return "adjusted_per_million"
        return self.measure

    @property
    def rests_on_store_alone(self) -> bool:
        """Whether the numbers depend only on the documents, not on a collection, tag or sighting."""
        is_whole = self.documents is None and not self.with_vanished
        return is_whole and not any(term.startswith("query:") for term in self.terms)

    @property
    def whole(self) -> str:
        """The address of all periods by year; empty if they are not narrowed."""
        if not self.first and not self.last:
            return ""
        return replace(self, by="year", first="", last="").address()

    def address(self) -> str:
        """Return the address, without default values."""
        given = {
            "term": ", ".join(self.terms),
            "by": self.by,
            "group": self.group,
            "measure": self.measure,
            "from": self.first,
            "to": self.last,
            "reprints": self.reprints,
            "hold": self.hold,
            "vanished_share": _flag(self.with_vanished),
            "band": _flag(self.with_bands),
            "scale": self.scale,
            "charts": self.charts,
        }
        defaults = {
            "by": "year",
            "measure": MEASURES[0],
            "reprints": "raw",
            "scale": SCALES[0],
            "charts": CHARTS[0],
        }
        pairs = [(name, value) for name, value in given.items() if value != defaults.get(name)]
        corpora = (("corpus", name) for name in self.corpora)
        return make_address("/trends", *pairs, *corpora, *self.document_pairs)

    def batch(self) -> str:
        """Return the address of the batch of the same terms; "" if a batch has none of these options."""
        if self.hold or self.reprints != REPRINTS[0]:
            return ""
        division = self.group or unless_default(self.by, PERIODS[0])
        return make_address(
            "/batch",
            ("list", "\n".join(self.terms)),
            ("by", division),
            ("measure", unless_default(self.measure, MEASURES[0])),
            ("from", self.first),
            ("to", self.last),
            *(("corpus", name) for name in self.corpora),
            *self.document_pairs,
        )

    def brushed(self) -> str:
        """Return the address of a range of periods, with FROM and TO as placeholders for its ends."""
        return replace(self, first="FROM", last="TO").address()

    def zoom(self, period: str) -> str:
        """Return the address that shows a period in finer ones."""
        if self.by not in _FINER:
            return self.address()
        dates = period_bounds(period, self.by)
        first, last = (dates.first or "")[:7], (dates.last or "")[:7]
        return replace(self, by=_FINER[self.by], first=first, last=last).address()


def read_series(parameters: Parameters) -> SeriesAddress:
    """Return the series of an address. Raises UsageError for unknown, contradictory or excessive values."""
    given = [term.strip() for text in parameters.getlist("term") for term in _split_typed(text)]
    terms = tuple(dict.fromkeys(filter(None, given)))
    address = SeriesAddress(
        terms,
        read_choice(parameters, "by", PERIODS),
        read_choice(parameters, "group", ("", *GROUPS)),
        read_choice(parameters, "measure", MEASURES),
        parameters.get("from", "").strip(),
        parameters.get("to", "").strip(),
        tuple(dict.fromkeys(filter(None, parameters.getlist("corpus")))),
        read_choice(parameters, "reprints", REPRINTS),
        read_choice(parameters, "hold", ("", *HOLDS)),
        as_of=parameters.get("as_of", "").strip(),
        **read_choice_parameters(parameters),
        with_vanished=parameters.get("vanished_share", "") == "1",
        with_bands=parameters.get("band", "") == "1",
        scale=read_choice(parameters, "scale", SCALES),
        charts=read_choice(parameters, "charts", CHARTS),
    )
    if address.hold and address.group:
        raise UsageError("web.hold_with_group", hold=address.hold, group=address.group)
    if len(terms) > _TERMS:
        raise UsageError("web.too_many_terms", number=len(terms), limit=_TERMS)
    return address


def _flag(is_on: bool) -> str:
    """Return a flag as in an address: 1, or "" if it is off."""
    return "1" if is_on else ""


def _split_typed(text: str) -> list[str]:
    """Split at commas; a query with its own commas is one term, up to the next `query:`."""
    parts: list[str] = []
    for part in split_queries(text):
        parts += [part] if part.strip().startswith("query:") else _COMMAS.split(part)
    return parts


@dataclass(frozen=True, slots=True)
class CountedSeries:
    """The rows of the largest series, the number of series left out, and the mix's part of each change.

    `notes` are what a reader must know about the numbers, `composition` has the corpora that make up each
    period, `maps` the provinces if these are the groups, and `source` what everything was counted in.
    """

    rows: list[Row]
    left_out: int = 0
    mix: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    composition: Composition = Composition()
    maps: tuple[TileMap, ...] = ()
    source: str = ""


def count_largest(collection: Collection, address: SeriesAddress, language: Locale = "en") -> CountedSeries:
    """Count the series of an address; return the largest, from shortly before their first occurrence on.

    Raises UsageError or QueryError if they can't be counted, or not within a page's limits.
    """
    if not address.terms:
        return CountedSeries([])
    answer = answer_series(collection, address.request, language)
    rows = rows_of(answer)
    shown = rows if address.first else without_silence(rows)
    kept = _largest(shown, _SERIES)
    left_out = len({row["series"] for row in rows}) - len({row["series"] for row in kept})
    mix = tuple({"series": name, **asdict(summary)} for name, summary in answer.mix.items())
    maps = lay_out_maps(answer.table, address.drawn) if address.group == Grouping.PROVINCE else ()
    _, *dates, source = describe_counting(collection, address.request, address.drawn, language)
    periods = {str(row["period"]) for row in kept}
    notes = without_options([*dates, *notes_within(answer, periods, language)])
    composition = answer.composition.within(periods)
    notes += note_cut(rows, shown, language)
    return CountedSeries(kept, left_out, mix, tuple(notes), composition, tuple(maps), source)


@dataclass(frozen=True, slots=True)
class Pivot:
    """Rows by period, newest last, and by series; `names` are the series in order."""

    names: list[str]
    periods: dict[str, dict[str, Row]]


def pivot_rows(rows: Sequence[Row]) -> Pivot:
    """Return the rows of series as a table of periods by series."""
    names = list(dict.fromkeys(str(row["series"]) for row in rows))
    periods: dict[str, dict[str, Row]] = {}
    for row in rows:
        periods.setdefault(str(row["period"]), {})[str(row["series"])] = row
    return Pivot(names, periods)


def rows_of(answer: SeriesAnswer) -> list[Row]:
    """Return the rows of an answer, with None for unknown numbers."""
    return [dict(row) for row in answer.table.rows()]


def count_term(collection: Collection, term: str) -> list[Row]:
    """Return the yearly rows of one term, from shortly before its first occurrence on."""
    return without_silence(rows_of(answer_series(collection, SeriesAddress((term,)).request)))


def without_silence(rows: Sequence[Row]) -> list[Row]:
    """Return the rows from three periods before the first occurrence on: a store may go back a century."""
    periods = list(dict.fromkeys(row["period"] for row in rows))
    used = {row["period"] for row in rows if row["occurrences"]}
    start = next((number for number, period in enumerate(periods) if period in used), 0)
    kept = set(periods[max(0, start - _LEAD) :])
    return [row for row in rows if row["period"] in kept]


def note_cut(rows: Sequence[Row], shown: Sequence[Row], language: Locale) -> list[str]:
    """Return the note on hidden periods before the first occurrence; [] if there are none."""
    kept = {row["period"] for row in shown}
    cut = list(dict.fromkeys(str(row["period"]) for row in rows if row["period"] not in kept))
    return [describe_cut(cut[0], cut[-1], language)] if cut and kept else []


def _largest(rows: Sequence[Row], number: int) -> list[Row]:
    totals: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        totals[str(row["series"])] += float(row["occurrences"] or 0)
    kept = set(sorted(totals, key=lambda name: -totals[name])[:number])
    return [row for row in rows if row["series"] in kept]


def point_address(lexicon: Lexicon, row: Row, address: SeriesAddress) -> str:
    """Return the address of the passages that a point counts; "" if no search finds them.

    If reprints count less, these are all passages.
    """
    term, value = str(row.get("asked", row["series"])), ""
    if address.group:
        term, _, value = term.rpartition(" · ")
    searched = term_parameter(lexicon, term)
    if value in NO_GROUPS or searched is None:
        return ""
    dates = period_bounds(str(row["period"]), address.by)  # counted whole, even if a requested date cuts it
    narrowed = [(address.group, exact_value(address.group, value))] if value else []
    kept = [("corpus", name) for name in address.corpora if address.group != "corpus"]
    ends = (("from", dates.first or ""), ("to", dates.last or ""))
    # Several values of a filter are alternatives, so the group of the point replaces them.
    grouped = {name for name, _ in narrowed}
    pairs = [pair for pair in address.document_pairs if pair[0] not in grouped]
    return make_address("/search", searched, *narrowed, *kept, *ends, *pairs)


def tile_address(lexicon: Lexicon, term: str, tile: Tile, address: SeriesAddress) -> str:
    """Return the address of the passages counted in a province's tile; "" if no search finds them."""
    searched = term_parameter(lexicon, term)
    if tile.point is None or tile.point.is_blank or searched is None:
        return ""
    kept = [("corpus", name) for name in address.corpora]
    counted = counted_dates(address.by, address.request.dates)
    ends = (("from", counted.first or ""), ("to", counted.last or ""))
    province = ("province", tile.province.short)
    pairs = [pair for pair in address.document_pairs if pair[0] != "province"]
    return make_address("/search", searched, province, *kept, *ends, *pairs)


def term_parameter(lexicon: Lexicon, term: str) -> tuple[str, str] | None:
    """Return the search parameter for what a series counts: a concept, a label, an entity or words.

    Return None for grades of directives, which no search finds.
    """
    if term.startswith("force:"):
        return None
    if match := _PREFIX.match(term):
        return {"query": "q"}.get(match[1], match[1]), term[match.end() :]
    if concept := lexicon.find(term):
        return ("q", term) if concept.is_word else ("term", concept.id)
    return "q", quote_name(quoted_words(term) or term)
