"""What the commands share: options, settings, the store and the lexicon, opened when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from cyclopts import Parameter

from flows.settings import read_settings as read_settings

if TYPE_CHECKING:
    from flows.annotation.lexicon import Lexicon
    from flows.search import Filters
    from flows.store import Store
    from flows.trends import SeriesRequest
    from flows.workspace import Workspace

StoreOption = Annotated[
    Path | None,
    Parameter(name="--store", help="The store file. Default: outputs/zhengce.sqlite, or ZHENGCE_STORE."),
]
Quiet = Annotated[bool, Parameter(name="--quiet", negative="", help="No progress on standard error.")]
Many = Annotated[list[str] | None, Parameter(negative="", help="May be given several times.")]
Term = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        help="Passages with this term of the lexicon, by any of its names; several are alternatives.",
    ),
]
Strategy = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        help=(
            "whole_of_nation, indigenous_champions, foreign_technology, tech_leverage or your own; "
            "several are alternatives."
        ),
    ),
]
Instrument = Annotated[
    list[str] | None,
    Parameter(negative="", help="A policy instrument such as export_control; several are alternatives."),
]
Entity = Annotated[
    list[str] | None,
    Parameter(
        negative="", help="A body, person, place, programme or technology by name; several are alternatives."
    ),
]
Publisher = Annotated[
    list[str] | None, Parameter(negative="", help="An issuing body as stored; several are alternatives.")
]
Language = Annotated[
    list[str] | None, Parameter(negative="", help="zh, en, mixed or und; several are alternatives.")
]
Expand = Annotated[bool, Parameter(help="Find a lexicon term's renderings in the other language, too.")]
Corpora = Annotated[
    list[str] | None, Parameter(negative="", help="Only these corpora; may be given several times.")
]
FirstDate = Annotated[
    str, Parameter(name="--from", help="First date: 2021, 2021-03 or 2021-03-12.", show_default=False)
]
LastDate = Annotated[
    str, Parameter(help="Last date, itself included: 2021, 2021-03 or 2021-03-12.", show_default=False)
]
TableFormat = Literal["table", "json", "csv"]
Axis = Annotated[
    Literal["published", "written", "first_seen"],
    Parameter(
        name="--date",
        help="The date that counts: published (else written), written (else published), or first_seen here.",
    ),
]


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Chosen:
    """What passages must have besides the words of a query, as options of a command."""

    term: Term = None
    strategy: Strategy = None
    instrument: Instrument = None
    entity: Entity = None
    corpus: Corpora = None
    publisher: Publisher = None
    language: Language = None
    from_: FirstDate = ""
    to: LastDate = ""

    def filters(self) -> Filters:
        """Return the filters of a request. Raises UsageError for a wrong date."""
        from flows.search import Filters, read_range

        several: dict[str, Any] = {name: tuple(getattr(self, name) or ()) for name in _SEVERAL}
        return Filters(**several, dates=read_range(self.from_, self.to))


_SEVERAL = ("term", "strategy", "instrument", "entity", "corpus", "publisher", "language")


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Dated:
    """Which documents a series is of, as options of a command."""

    from_: FirstDate = ""
    to: LastDate = ""
    date: Axis = "published"
    corpus: Corpora = None

    def request(self, by: str, *terms: str, group: str | None = None) -> SeriesRequest:
        """Return the request for series of these documents. Raises UsageError for a wrong date."""
        from flows.records import DateAxis, Grouping
        from flows.search import read_range
        from flows.trends import SeriesRequest

        return SeriesRequest(
            terms,
            by=by,
            grouping=Grouping(group) if group else None,
            dates=read_range(self.from_, self.to),
            axis=DateAxis(self.date),
            corpora=tuple(self.corpus or ()),
        )


GroupName = Literal["publisher", "level", "corpus", "language", "strategy"]
HoldName = Literal["publisher", "level", "corpus", "language"]
ReprintsName = Literal["raw", "discounted", "first", "fold"]
Switch = Annotated[bool, Parameter(negative="")]


@contextmanager
def open_workspace(store: Path | None) -> Iterator[Workspace]:
    """Give the workspace of a store, which must exist.

    Progress of its index is drawn where that takes a while.
    """
    from flows.workspace import Workspace

    with index_progress() as report, Workspace(store, report=report) as workspace:
        yield workspace


def open_store(store: Path | None, *, must_exist: bool = True) -> Store:
    from flows.store import Store

    return Store(read_settings(store).store, must_exist=must_exist)


def open_lexicon() -> Lexicon:
    from flows.annotation.lexicon import load_lexicon

    return load_lexicon(read_settings().models_folder / "lexicon")


@contextmanager
def index_progress() -> Iterator[Callable[[int, int], None]]:
    """Give what draws the progress of an index that is brought up to date, where that takes a while."""
    from flows.output import progress_bar

    with progress_bar() as draw:
        yield (
            lambda done, total: draw("bringing the index up to date", done, total) if total > 20_000 else None
        )


def print_rows(
    rows: Sequence[Mapping[str, Any] | NamedTuple],
    columns: Sequence[str],
    names: Mapping[str, str],
    format: str,
    *,
    right: Sequence[str] = (),
    shown: Sequence[Mapping[str, Any]] | None = None,
    source: str = "",
) -> int:
    """Print rows as JSON, as CSV with `columns`, or as a table with `names`; returns the exit code.

    `shown` are the rows of the table where they differ; `source` is printed on standard error.
    """
    from flows.output import messages, print_csv, print_json, print_table

    records = [row if isinstance(row, Mapping) else row._asdict() for row in rows]
    if format == "json":
        print_json(records)
    elif format == "csv":
        print_csv(records, columns)
    else:
        table = [
            {**row, **{name: _show_chance(row[name]) for name in ("p", "q") if name in row}}
            for row in (records if shown is None else shown)
        ]
        print_table(table, names, right=tuple(right))
    if source:
        messages.print(source, style="dim", markup=False)
    return 0 if rows else 1


def describe_source(
    workspace: Workspace, axis: str = "published", corpora: Sequence[str] | None = None
) -> str:
    """Return the line that names the date axis, corpora, lexicon and version behind a finding."""
    from flows.records import DateAxis
    from flows.trends import describe_source as describe

    return describe(workspace.collection, DateAxis(axis), corpora or ())


def _show_chance(value: float) -> str:
    return f"{value:.2g}" if value >= 1e-300 else "<1e-300"
