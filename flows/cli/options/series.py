"""Options of series and of changes over time: their subject, and how they count."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.options.dates import DateAxisOption, FirstPeriod, LastDate, LastPeriod
from flows.cli.options.documents import Corpora
from flows.cli.options.values import Limit, type_options
from flows.errors import UsageError
from flows.records import ReprintsChoice

if TYPE_CHECKING:
    from flows.trends import ChangeRequest, SeriesRequest

MeasureName = Annotated[
    Literal["tokens", "characters", "passages", "documents", "none"] | None,
    Parameter(
        help="What charts and statistics show: occurrences per million tokens or per 10,000 characters, "
        "shares of passages or documents, or plain occurrences. Default: tokens; passages for strategies, "
        "instruments and queries."
    ),
]
ReprintsName = Annotated[
    ReprintsChoice,
    Parameter(
        help="raw: every copy counts; discounted: n near-duplicates count as one; first: only the earliest "
        "counts; fold: of documents that `zhengce reprints` knows as reprints of each other, only the "
        "earliest counts."
    ),
]
VanishedShare = Annotated[
    bool,
    Parameter(
        name="--vanished-share",
        negative="",
        show_default=False,
        help="Add the share of each period's text (characters) that is gone from its source, and the share "
        "whose source is checked again from time to time.",
    ),
]
AnySource = Annotated[
    bool,
    Parameter(
        negative="",
        show_default=False,
        help="Compare all corpora; else only those that have text both before and after the date.",
    ),
]
AllowPartial = Annotated[
    bool,
    Parameter(
        negative="",
        show_default=False,
        help="Count periods of which some passages still wait for annotation; else such periods are blank.",
    ),
]
By = Annotated[
    str,
    Parameter(
        help="year, quarter, month, plan (five-year plans), congress (terms of the Central Committee), "
        "or your own bounds: 2015,2018-03,2023."
    ),
]
ConceptTypes = Annotated[
    list[str] | None,
    Parameter(
        name="--type",
        negative="",
        help="TERM PROGRAMME TECH (default), ORG PERSON GPE DOC EVENT. Repeatable.",
    ),
]


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class SeriesOptions:
    """The documents and periods of a series, and whether partly annotated periods count."""

    by: By = "year"
    from_: FirstPeriod = ""
    to: LastPeriod = ""
    date: DateAxisOption = "published"
    corpus: Corpora = None
    allow_partial: AllowPartial = False

    def request(
        self,
        *terms: str,
        group: str | None = None,
        every_term: bool = False,
        split: bool = False,
        as_typed: bool = False,
    ) -> SeriesRequest:
        """Return the request for series of these documents. Raises UsageError for an invalid date."""
        from flows.records import DateAxis, Grouping  # commands start without the trends room
        from flows.search import read_range
        from flows.trends import SeriesRequest

        return SeriesRequest(
            terms,
            by=self.by,
            grouping=Grouping(group) if group else None,
            dates=read_range(self.from_, self.to),
            axis=DateAxis(self.date),
            corpora=tuple(self.corpus or ()),
            every_term=every_term,
            split=split,
            as_typed=as_typed,
            allow_partial=self.allow_partial,
        )

    def words(self) -> list[str]:
        """Return the options as typed, for the search history; those with their default are left out."""
        changed = [one.name for one in fields(self) if getattr(self, one.name) != one.default]
        return type_options(**{name: getattr(self, name) for name in changed})


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """The concepts and documents in which a change of vocabulary is looked for."""

    to: LastDate = ""
    date: DateAxisOption = "published"
    corpus: Corpora = None
    types: ConceptTypes = None
    limit: Limit = 30
    any_source: AnySource = False
    allow_partial: AllowPartial = False

    def request(self, since: str, minimum: int, before: str = "") -> ChangeRequest:
        """Return the request for changes from `since` on. Raises UsageError for an invalid date.

        It requests one row more than is shown, to tell whether there are more.
        """
        from flows.annotation.lexicon import CONCEPT_TYPES  # commands start without these rooms
        from flows.records import DateAxis
        from flows.search import read_date
        from flows.trends import TYPES, ChangeRequest

        first = read_date(since, "since")
        if first is None:
            raise UsageError("search.no_date", option="since", text=since)
        for kind in self.types or ():
            if kind.upper() not in CONCEPT_TYPES:
                raise UsageError("cli.no_concept_type", type=kind, known=CONCEPT_TYPES)
        return ChangeRequest(
            first,
            to=read_date(self.to, "--to"),
            before=read_date(before, "--before"),
            axis=DateAxis(self.date),
            corpora=tuple(self.corpus or ()),
            types=tuple(map(str.upper, self.types or TYPES)),
            limit=self.limit + 1,
            minimum=minimum,
            hold=not self.any_source,
            allow_partial=self.allow_partial,
        )
