"""Commands on facts in documents: targets, missing numbers, reprints."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.asking import check_corpus
from flows.cli.opening import open_workspace
from flows.cli.options import (
    Corpora,
    DocumentOptions,
    Entity,
    FactLimit,
    FirstDate,
    Language,
    LastDate,
    Limit,
    Minimum,
    OptionalText,
    StoreOption,
    Switch,
    TableOutput,
    TextOrJson,
)
from flows.cli.printing import (
    FactListing,
    Listing,
    check_limit,
    check_out,
    note_count,
    note_if_cut,
    note_shared_names,
    note_words,
    print_line,
    print_message,
    say,
    show_facts,
    show_rows,
)
from flows.errors import local_message, terminal_locale
from flows.records import FigureKind

if TYPE_CHECKING:
    from flows.references import FigureRequest, StatedFigure
    from flows.store.facts import FigureOrder
    from flows.workspace import Workspace

_NUMBERS = 120  # cells of missing numbers in a table
_GAPS = {
    "series": "series",
    "year": "year",
    "held": "held",
    "missing": "missing",
    "last": "to",
    "cited": "cited, not held",
    "numbers": "missing numbers",
}
FigureSort = Literal["latest", "earliest", "document"] | None
_UNITS = "%, CNY, USD, GW, 个, ... as the table shows them. Repeatable; several are alternatives."
Units = Annotated[list[str] | None, Parameter(negative="", help=_UNITS)]


def targets(
    indicator: OptionalText = "",
    *,
    query: OptionalText = "",
    unit: Units = None,
    kind: FigureKind | None = None,
    deadline_from: OptionalText = "",
    deadline_to: OptionalText = "",
    entity: Entity = None,
    corpus: Corpora = None,
    language: Language = None,
    from_: FirstDate = "",
    to: LastDate = "",
    sure: Switch = False,
    sort: FigureSort = None,
    every: Annotated[bool | None, Parameter(negative="--fold")] = None,
    same: OptionalText = "",
    limit: FactLimit = None,
    output: TableOutput = TableOutput(),
    documents: DocumentOptions = DocumentOptions(),
    store: StoreOption = None,
) -> int:
    """List figures that texts state: targets with deadlines, actual values, and norms.

    The table begins with the latest deadline or year. Equal figures (indicator, value, unit, kind, and the
    year they are for) are one row in it: that of the newest document, with the number of passages that state
    it. Files, CSV and JSON have every figure, by the date of its document.

    Parameters
    ----------
    indicator
        In the indicator or its subject: 国产化率, "R&D". A term is found under its names in both languages.
    query
        Only in passages that `zhengce search` finds with it, in both languages. Default: in all.
    kind
        target: to be reached; actual: has been reached; norm: laid down by a rule or conditions.
    deadline_from
        First year or date by which (or in which) the value holds.
    deadline_to
        Last year or date by which (or in which) the value holds.
    sure
        Only kinds of figures that were right 95 times in 100 when checked.
    sort
        By deadline or year, the latest or the earliest first; or by the date of the document.
    every
        List every figure, or equal ones as one row.
    same
        Every figure equal to the one at PASSAGE_ID:START.
    """
    from flows.records import SURE_SCORE
    from flows.references import FigureRequest
    from flows.store.facts import TargetFilter

    kinds, sources = (kind,) if kind else (), (corpus or (), language or (), from_, to, entity or ())
    wanted = TargetFilter(indicator, unit or (), kinds, deadline_from, deadline_to, *sources)
    if sure:
        wanted = replace(wanted, least_score=SURE_SCORE)
    request = FigureRequest(wanted, query, *_arrange(sort, every, output), same)
    return _list_figures(request, limit, output, open_workspace(store, documents=documents.documents()))


def _arrange(sort: FigureSort, every: bool | None, output: TableOutput) -> tuple[FigureOrder, bool]:
    """Return the order, and whether each figure has its own row; only tables are for people."""
    is_table = output.is_for_people
    order: FigureOrder = sort or ("latest" if is_table else "document")
    return order, every or (every is None and not is_table)


def _list_figures(
    request: FigureRequest, limit: int | None, output: TableOutput, opened: AbstractContextManager[Workspace]
) -> int:
    from flows.references import STATED_COLUMNS, describe_stated, list_stated
    from flows.search import explain_words

    check_limit(limit)
    check_out(output.out)
    number = output.limit_facts(limit)
    with opened as workspace:
        found = list_stated(workspace.collection, request, limit=number)
        note_shared_names(workspace.collection, request.filters.entities)
        note_words(explain_words(workspace.collection, request.query), found.rows)
    listing = FactListing("targets", "figure", "figures", STATED_COLUMNS, describe_stated())
    rows = [stated.as_row() for stated in found.rows]
    show_facts(
        rows, found.total, listing, output, number, lambda index: _print_figure(index + 1, found.rows[index])
    )
    if not rows and request.filters.indicator and not request.query:
        say("cli.ask_by_query", words=request.filters.indicator)
    return 0


def _print_figure(number: int, stated: StatedFigure) -> None:
    """Print the statement, its place, and its context with the figure marked."""
    from rich.text import Text

    from flows.output import clean, print_fact
    from flows.references import describe_figure

    figure = stated.figure
    statement, *details = describe_figure(stated, terminal_locale())
    heading = Text(clean(statement), style="bold") + Text(clean(" · ".join(["", *details[1:]])))
    print_fact(number, heading, figure, date=details[0], marked=figure.value_text)


def gaps(
    series: OptionalText = "",
    *,
    year: int | None = None,
    minimum: Minimum = 2,
    limit: Limit = 40,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List missing document numbers, such as those of 国发〔2021〕.

    Parameters
    ----------
    series
        Only this one, such as 国办发 or 国务院令.
    year
        Only this year.
    minimum
        Least number of a series's documents in the store.
    """
    from flows.output import cut
    from flows.references import GAP_COLUMNS, find_gaps
    from flows.text import split_key

    check_out(output.out)
    check_limit(limit)
    with open_workspace(store) as workspace:
        found = find_gaps(workspace.store, split_key, series, year or 0, minimum=minimum)
    rows = [asdict(gap) for gap in found]
    shown = [{**row, "numbers": cut(row["numbers"], _NUMBERS)} for row in rows[:limit]]
    listing = Listing(
        "series with gaps", GAP_COLUMNS, _GAPS, right=("held", "missing", "last"), spare=("cited",)
    )
    code = show_rows(rows, listing, output, shown=shown)
    if rows and output.format == "table" and not output.out:
        note_count(len(rows), "series with gaps", "series with gaps", limit)
    return code


def reprints(
    *,
    find: Switch = False,
    corpus: OptionalText = "",
    limit: Limit = 20,
    format_: TextOrJson = "text",
    store: StoreOption = None,
) -> int:
    """List clusters of near-duplicate documents: reprints, repeated news, amended laws.

    Parameters
    ----------
    find
        Compare all documents again first (about a minute for 75,000 news items), not only new ones.
    corpus
        Only clusters with a document of this corpus.
    limit
        At most this many clusters are shown, the largest first.
    """
    from flows.output import no_title, print_json
    from flows.pipeline import update_reprints
    from flows.store.documents import list_clusters

    check_limit(limit)
    with open_workspace(store) as workspace:
        if corpus:
            check_corpus(workspace.store, corpus)
        number, documents = update_reprints(workspace.store, from_scratch=find)
        found = list_clusters(workspace.store, limit=limit + 1, corpus=corpus)
    clusters = found[:limit]
    note_if_cut(found, limit, "clusters")
    if format_ == "json":
        print_json([[asdict(member) for member in members] for members in clusters])
        return 0
    for members in clusters:
        print_message("cli.cluster", "bold", number=len(members))
        for member in members:
            where = f"{member.date or local_message('cli.undated')} {member.id} {member.corpus}"
            print_line(f"  {member.similarity:.0%} {where} {member.title or no_title()}")
    say("cli.clusters", documents=documents, number=number)
    return 0
