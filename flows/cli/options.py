"""Options that commands share: one name, one meaning and one line of help for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import ArgumentCollection, Parameter, Token, UnknownOptionError

from flows.errors import UsageError, terminal_locale

if TYPE_CHECKING:
    from flows.cli.series import Chart
    from flows.references import DocumentChoice
    from flows.search import Filters
    from flows.trends import ChangeRequest, SeriesRequest

# Names of values --------------------------------------------------------------------------------------------

Axis = Literal["published", "written", "first_seen"]
GroupName = Literal["publisher", "province", "level", "kind", "corpus", "language", "strategy"]
HoldName = Literal["publisher", "level", "kind", "corpus", "language"]
MeasureName = Annotated[
    Literal["tokens", "characters", "passages", "documents", "none"] | None,
    Parameter(
        help="What charts and statistics show: occurrences per million tokens or per 10,000 characters, "
        "shares of passages or documents, or plain occurrences. Default: tokens; passages for strategies, "
        "instruments and queries."
    ),
]
ReprintsName = Annotated[
    Literal["raw", "discounted", "first", "fold"],
    Parameter(
        help="raw: every copy counts; discounted: n near-duplicates count as one; first: only the earliest "
        "counts; fold: of documents that `zhengce reprints` knows as reprints of each other, only the "
        "earliest counts."
    ),
]
LanguageName = Literal["zh", "en"]
TableFormat = Literal["table", "json", "csv"]

# Where things are -------------------------------------------------------------------------------------------

StoreOption = Annotated[
    Path | None,
    Parameter(name="--store", help="The store file. Default: outputs/zhengce.sqlite, or ZHENGCE_STORE."),
]
SchedulerOption = Annotated[
    str,
    Parameter(
        name="--scheduler",
        show_default=False,
        help="A Dask cluster to work on: tcp://HOST:PORT, or local:4 for four processes of this machine. "
        "Default: ZHENGCE_SCHEDULER, else the manifests, else processes without Dask.",
    ),
]
ExchangeOption = Annotated[
    str,
    Parameter(
        name="--exchange",
        show_default=False,
        help="The folder or s3://BUCKET/FOLDER through which blocks reach the workers. Default: "
        "ZHENGCE_EXCHANGE, else a folder beside the store.",
    ),
]
LakeOption = Annotated[
    str | None,
    Parameter(
        name="--lake",
        help="Count in a lake, the folder or address that `zhengce export lake` wrote, not in a store.",
    ),
]
OutFile = Annotated[
    Path | None,
    Parameter(
        name="--out",
        help="Write all rows to this file instead; its ending is .csv, .xlsx, .jsonl or .parquet.",
    ),
]
OutFolder = Annotated[
    Path | None,
    Parameter(name="--out", help="The folder to write to. Default: outputs/, or ZHENGCE_OUTPUTS."),
]
Quiet = Annotated[
    bool,
    Parameter(name="--quiet", negative="", show_default=False, help="No progress on standard error."),
]
Format = Annotated[
    TableFormat, Parameter(name="--format", help="A table for people, or JSON or CSV for programs.")
]
TextOrJson = Annotated[
    Literal["text", "json"], Parameter(name="--format", help="Text for people, or JSON for programs.")
]
TableOrJson = Annotated[
    Literal["table", "json"], Parameter(name="--format", help="A table for people, or JSON for programs.")
]
OptionalText = Annotated[str, Parameter(show_default=False)]


def _refuse_option(_type: object, value: str) -> None:
    """Raise UnknownOptionError for a name that begins as an option does; `-` alone is standard input."""
    if len(value) > 1 and value.startswith("-"):
        option = Token(value=value, source="cli")
        known = ArgumentCollection()  # type: ignore[no-untyped-call]
        raise UnknownOptionError(token=option, argument_collection=known)


FileOrInput = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_refuse_option)]
CiteOption = Annotated[
    Literal["gbt7714", "chicago", "apa", "bibtex", "ris", "csl-json"] | None,
    Parameter(name="--cite", help="Also give a reference to each, in this style (see `zhengce cite`)."),
]
Switch = Annotated[bool, Parameter(negative="", show_default=False)]

# Which passages and documents -------------------------------------------------------------------------------

_ALTERNATIVES = "Repeatable; several are alternatives."
Term = Annotated[
    list[str] | None,
    Parameter(negative="", help=f"A term of the lexicon, by any of its names. {_ALTERNATIVES}"),
]
Strategy = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        help="whole_of_nation, indigenous_champions, foreign_technology, tech_leverage, or one of your own. "
        + _ALTERNATIVES,
    ),
]
Instrument = Annotated[
    list[str] | None,
    Parameter(negative="", help=f"A policy instrument such as export_control. {_ALTERNATIVES}"),
]
Entity = Annotated[
    list[str] | None,
    Parameter(
        negative="", help=f"An organisation, person, place, programme or technology, by name. {_ALTERNATIVES}"
    ),
]
Publisher = Annotated[
    list[str] | None, Parameter(negative="", help=f"An issuing body, as stored. {_ALTERNATIVES}")
]
Language = Annotated[list[str] | None, Parameter(negative="", help=f"zh, en, mixed or und. {_ALTERNATIVES}")]
Corpora = Annotated[
    list[str] | None, Parameter(negative="", help=f"Only documents of this corpus. {_ALTERNATIVES}")
]
DocumentStatus = Annotated[
    list[str] | None,
    Parameter(
        name="--status",
        negative="",
        help="in_force, not_yet, amended, repealed, expired or draft, as far as stored documents say, or in "
        f"Chinese (现行, 废止 ...). {_ALTERNATIVES}",
    ),
]
Level = Annotated[
    list[str] | None,
    Parameter(
        name="--level", negative="", help=f"central, province, city or county (中央, 省 ...). {_ALTERNATIVES}"
    ),
]
Provinces = Annotated[
    list[str] | None,
    Parameter(
        name="--province",
        negative="",
        help=f"Only documents of bodies of this province (广东, Guangdong ...). {_ALTERNATIVES}",
    ),
]
DocumentKind = Annotated[
    list[str] | None,
    Parameter(
        name="--kind",
        negative="",
        help=f"law, regulation, notice, opinion, plan, speech, report, news ... {_ALTERNATIVES}",
    ),
]
Vanished = Annotated[
    list[str] | None,
    Parameter(
        name="--vanished",
        negative="",
        help="Only documents that vanished from their source (`zhengce status --vanished`): any, gone, or "
        "one way, such as not_found, emptied, edited (its former text), or in Chinese (清空, 跳转 ...). "
        f"{_ALTERNATIVES}",
    ),
]
VanishedShare = Annotated[
    bool,
    Parameter(
        name="--vanished-share",
        negative="",
        show_default=False,
        help="Add the share of each period's text (characters) that is gone from its source, and the share "
        "whose source is asked again.",
    ),
]
Collections = Annotated[
    list[str] | None,
    Parameter(
        name="--collection",
        negative="",
        help=f"Only what is in this collection (see `zhengce collection`). {_ALTERNATIVES}",
    ),
]
Tags = Annotated[
    list[str] | None,
    Parameter(name="--tag", negative="", help=f"Only what has this tag (see `zhengce tag`). {_ALTERNATIVES}"),
]
AsOf = Annotated[
    str,
    Parameter(
        name="--as-of",
        show_default=False,
        help="As it stood on a day: 2019-06-01, 2019-06 or 2019 (its last day). Documents dated later are "
        "left out, and of those that changed the version of that day is read.",
    ),
]
FirstDate = Annotated[
    str, Parameter(name="--from", help="First date: 2021, 2021-03 or 2021-03-12.", show_default=False)
]
LastDate = Annotated[
    str, Parameter(name="--to", help="Last date, included: 2021, 2021-03 or 2021-03-12.", show_default=False)
]
FirstPeriod = Annotated[
    str,
    Parameter(
        name="--from",
        help="First date: 2021, 2021-03 or 2021-03-12. Its period counts whole: --by month for months.",
        show_default=False,
    ),
]
LastPeriod = Annotated[
    str,
    Parameter(
        name="--to",
        help="Last date: 2021, 2021-03 or 2021-03-12. Its period counts whole.",
        show_default=False,
    ),
]
DateAxisOption = Annotated[
    Axis,
    Parameter(
        name="--date",
        help="The date that counts: published (else written), written (else published), or first_seen here.",
    ),
]
AsTyped = Annotated[
    bool,
    Parameter(
        negative="",
        show_default=False,
        help="Leave the lexicon aside: no other names or forms of a term, as in double quotes.",
    ),
]
AnySource = Annotated[
    bool,
    Parameter(
        negative="",
        show_default=False,
        help="Compare all text as it is; else only corpora that have text on both sides of the date.",
    ),
]
AllowPartial = Annotated[
    bool,
    Parameter(
        negative="",
        show_default=False,
        help="Count what is annotated where passages in scope are not; else such periods are blank.",
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

# How many ---------------------------------------------------------------------------------------------------


def _read_whole(_: type, tokens: Sequence[Token]) -> int:
    """Return a whole number; cyclopts itself would round 1.5."""
    return int(tokens[0].value)


# What an option takes that counts something.
WHOLE = Parameter(converter=_read_whole)
Limit = Annotated[int, WHOLE, Parameter(name="--limit", help="At most this many are shown.")]
FactLimit = Annotated[
    int | None,
    WHOLE,
    Parameter(
        name="--limit",
        help="At most this many are shown. Default: 50 in a table, all in CSV and JSON; files have all.",
    ),
]
Minimum = Annotated[int, WHOLE, Parameter(name="--minimum", help="Least number of occurrences.")]

_PAGE = 50  # facts in a table


def choose_labels(labels: LanguageName | None, *, is_drawn: bool) -> LanguageName:
    """Return the language of words in a picture or page: as asked for, else that of the terminal.

    Tables and what describes them are data, in English unless asked for otherwise.
    """
    if labels or not is_drawn:
        return labels or "en"
    return "zh" if terminal_locale() == "zh" else "en"


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ChartOptions:
    """Whether and how a series is drawn."""

    plot: Annotated[
        Path | None,
        Parameter(help="Also draw a chart into this file; its ending is .svg, .png or .html."),
    ] = None
    chart: Annotated[
        Literal["lines", "multiples", "heat", "slope", "map"],
        Parameter(help="The kind of chart; a map of provinces goes with --group province."),
    ] = "lines"
    events: Annotated[
        bool, Parameter(help="Mark congresses, plans and export controls in a chart of lines.")
    ] = True
    event: Annotated[
        list[str] | None,
        Parameter(negative="", help="Mark a date of your own, such as 2018-04=ZTE. Repeatable."),
    ] = None
    labels: Annotated[
        LanguageName | None,
        Parameter(help="Language of a chart's caption and axes. Default: en; zh with ZHENGCE_LANG=zh."),
    ] = None

    def drawing(self) -> Chart:
        """Return the chart that is asked for. Raises UsageError for an event without a date."""
        from flows.cli.series import Chart  # commands start without the trends room
        from flows.trends import read_event

        typed = tuple(self.event or ())
        own = tuple(map(read_event, typed))
        language = choose_labels(self.labels, is_drawn=bool(self.plot))
        return Chart(self.plot, self.chart, self.events, own, typed, language, bool(self.labels))


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class TableOutput:
    """Where rows go: to standard output in a format, or into a file."""

    format: Format = "table"
    out: OutFile = None

    @property
    def is_for_people(self) -> bool:
        """Whether the rows are a table for people, on standard output."""
        return self.format == "table" and not self.out

    def limit_facts(self, limit: int | None) -> int | None:
        """Return how many facts are listed, None for all: a page of a table, else all unless asked."""
        if self.out:
            return None
        return _PAGE if limit is None and self.is_for_people else limit


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class FilterOptions:
    """What passages must have besides the words of a query."""

    term: Term = None
    strategy: Strategy = None
    instrument: Instrument = None
    entity: Entity = None
    corpus: Corpora = None
    publisher: Publisher = None
    language: Language = None
    status: DocumentStatus = None
    level: Level = None
    kind: DocumentKind = None
    vanished: Vanished = None
    province: Provinces = None
    collection: Collections = None
    tag: Tags = None
    as_of: AsOf = ""
    from_: FirstDate = ""
    to: LastDate = ""

    def filters(self) -> Filters:
        """Return the filters of a request. Raises UsageError for a wrong date."""
        from flows.search import Filters, read_range  # commands start without the search room

        several: dict[str, Any] = {name: tuple(getattr(self, name) or ()) for name in _SEVERAL}
        if self.as_of:  # the status of that day is chosen by `documents`
            several["status"] = ()
        return Filters(**several, dates=read_range(self.from_, self.to))

    def words(self) -> list[str]:
        """Return the options as they are typed, for the search history."""
        dates = (("as-of", self.as_of), ("from", self.from_), ("to", self.to))
        several = ((name, value) for name in (*_SEVERAL, *_KEPT) for value in getattr(self, name) or ())
        given = ((name, value) for name, value in (*several, *dates) if value)
        return [word for name, value in given for word in (f"--{name}", value)]

    def documents(self) -> DocumentChoice | None:
        """Return the part of the store that is read, None for all. Raises UsageError for a wrong date."""
        status = self.status if self.as_of else None
        return choose_documents(
            self.as_of,
            status=status,
            vanished=self.vanished,
            province=self.province,
            collection=self.collection,
            tag=self.tag,
        )

    def standing(self) -> DocumentChoice | None:
        """Return the part that stood on a day, whatever is in collections; None for all of the store."""
        status = self.status if self.as_of else None
        return choose_documents(self.as_of, status=status, province=self.province)


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class StandingOptions:
    """Options that choose the documents counted, whatever sets of them are compared."""

    as_of: AsOf = ""
    status: DocumentStatus = None
    level: Level = None
    kind: DocumentKind = None
    vanished: Vanished = None
    province: Provinces = None

    def documents(self) -> DocumentChoice | None:
        """Return the part of the store that is read, None for all. Raises UsageError for a wrong date."""
        return choose_documents(**{one.name: getattr(self, one.name) for one in fields(self)})


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ChoiceOptions(StandingOptions):
    """Options that choose the documents counted or written."""

    publisher: Publisher = None
    collection: Collections = None
    tag: Tags = None


def choose_documents(
    as_of: str = "",
    *,
    status: list[str] | None = None,
    level: list[str] | None = None,
    kind: list[str] | None = None,
    vanished: list[str] | None = None,
    province: list[str] | None = None,
    collection: list[str] | None = None,
    tag: list[str] | None = None,
    publisher: list[str] | None = None,
) -> DocumentChoice | None:
    """Return a choice of documents as typed, None for all. Raises UsageError for a wrong date or word."""
    several = {
        "status": status,
        "level": level,
        "kind": kind,
        "vanished": vanished,
        "province": province,
        "collection": collection,
        "tag": tag,
        "publisher": publisher,
    }
    given = {name: values for name, values in several.items() if values}
    if not (as_of or given):
        return None
    from flows.references import read_document_choice  # commands start without it

    return read_document_choice(as_of, **given)


_SEVERAL = (
    "term",
    "strategy",
    "instrument",
    "entity",
    "corpus",
    "publisher",
    "language",
    "status",
    "level",
    "kind",
)
_KEPT = ("province", "collection", "tag")


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class SeriesOptions:
    """Which documents a series is of, by which periods it counts, and whether partly annotated ones count."""

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
        """Return the request for series of these documents. Raises UsageError for a wrong date."""
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


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """Which concepts and documents a change of vocabulary is looked for in."""

    to: LastDate = ""
    date: DateAxisOption = "published"
    corpus: Corpora = None
    types: ConceptTypes = None
    limit: Limit = 30
    any_source: AnySource = False
    allow_partial: AllowPartial = False

    def request(self, since: str, minimum: int, before: str = "") -> ChangeRequest:
        """Return the request for changes from `since` on. Raises UsageError for a wrong date.

        It asks for one row more than is shown, which tells whether there are more.
        """
        from flows.annotation.lexicon import CONCEPT_TYPES  # commands start without these rooms
        from flows.records import DateAxis
        from flows.search import read_date
        from flows.trends import TYPES, ChangeRequest

        read_date(since, "since")
        for kind in self.types or ():
            if kind.upper() not in CONCEPT_TYPES:
                raise UsageError("cli.no_concept_type", type=kind, known=CONCEPT_TYPES)
        return ChangeRequest(
            since,
            to=self.to or None,
            before=before or None,
            axis=DateAxis(self.date),
            corpora=tuple(self.corpus or ()),
            types=tuple(map(str.upper, self.types or TYPES)),
            limit=self.limit + 1,
            minimum=minimum,
            hold=not self.any_source,
            allow_partial=self.allow_partial,
        )
