"""The command `batch`: a list of terms and queries as one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import (
    AllowPartial,
    AsTyped,
    ChoiceOptions,
    Corpora,
    DateAxisOption,
    FileOrInput,
    FirstDate,
    LakeOption,
    LanguageName,
    LastDate,
    OutFile,
    ReprintsName,
    SeriesOptions,
    StoreOption,
    Switch,
    choose_labels,
)
from flows.cli.printing import (
    category_names,
    check_folder_of,
    check_out,
    note,
    print_path,
    say,
)
from flows.errors import local_message, terminal_locale
from flows.records import BatchMeasure

if TYPE_CHECKING:
    from flows.search import Collection
    from flows.trends.batches import BatchProblem, BatchRequest, BatchTable, WideTable

_LONGEST = 60  # characters of a query in a message
_MANY = 10  # lines above which progress is shown
_MOST_GROUPS = 40  # publishers and other groups in a table for people


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class BatchOptions:
    """The columns of a batch, the documents that count, and how they count."""

    by: Annotated[
        str,
        Parameter(
            help="Columns: year, quarter, month, plan, congress, bounds such as 2015,2018-03,2023; or "
            "publisher, province, corpus, language, level, kind, strategy."
        ),
    ] = "year"
    measure: Annotated[
        BatchMeasure, Parameter(help="What the cells of the wide table and of the heat map hold.")
    ] = "occurrences"
    from_: FirstDate = ""
    to: LastDate = ""
    date: DateAxisOption = "published"
    corpus: Corpora = None
    reprints: ReprintsName = "raw"
    as_typed: AsTyped = False
    allow_partial: AllowPartial = False

    def request(self, data: bytes, name: str) -> BatchRequest:
        """Return the request for the list in a file. Raises UsageError for an invalid date or list."""
        from flows.records import Reprints
        from flows.trends.batches import BatchRequest, read_batch

        lines = tuple(read_batch(data, name))
        options = SeriesOptions("year", self.from_, self.to, self.date, self.corpus, self.allow_partial)
        series = replace(options.request(as_typed=self.as_typed), reprints=Reprints(self.reprints))
        return BatchRequest(lines, self.by, self.measure, series)


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class BatchOutput:
    """The destination and form of a batch's table, and its heat map."""

    format: Annotated[
        Literal["table", "csv", "xlsx", "json"],
        Parameter(
            name="--format",
            help="A table for people, CSV or JSON for programs, or a spreadsheet (without --out: "
            "outputs/batch.xlsx).",
        ),
    ] = "table"
    wide: Annotated[
        bool | None,
        Parameter(
            name="--wide",
            help="One row per query and a column per period or group, or one row per query and period. "
            "Default: wide for tables and spreadsheets.",
            show_default=False,
        ),
    ] = None
    out: OutFile = None
    plot: Annotated[
        Path | None,
        Parameter(help="Also draw a heat map into this file; its ending is .svg, .png or .html."),
    ] = None
    labels: Annotated[
        LanguageName | None,
        Parameter(help="Language of the heat map's words. Default: en; zh with ZHENGCE_LANG=zh."),
    ] = None

    def check(self) -> None:
        """Raise UsageError for a file with an invalid ending or folder, before anything is counted."""
        check_out(self.out)
        if self.plot:
            from flows.output import check_ending  # charts load altair

            check_ending(self.plot)
            check_folder_of(self.plot)

    @property
    def language(self) -> LanguageName:
        """The language of the heat map's words."""
        return choose_labels(self.labels, is_drawn=bool(self.plot))

    def is_wide(self, path: Path | None) -> bool:
        """Return whether the table is wide: as requested, else for people and in spreadsheets."""
        if self.wide is not None:
            return self.wide
        if path:
            return path.suffix.lower() == ".xlsx"
        return self.format in ("table", "xlsx")


def batch(
    queries: FileOrInput,
    *,
    options: BatchOptions = BatchOptions(),
    output: BatchOutput = BatchOutput(),
    documents: ChoiceOptions = ChoiceOptions(),
    strict: Switch = False,
    store: StoreOption = None,
    lake: LakeOption = None,
) -> int:
    """Count a list of terms and queries: one table of query by period, or by publisher, province or corpus.

    Each line means what it means to `zhengce trends`. A line that can't be counted is reported with its
    number, and the others are counted.

    Parameters
    ----------
    queries
        A file: text with one per line; CSV, tab-separated text or XLSX with a column query or term (else the
        first one) and an optional column label; or - for standard input.
    strict
        Exit with code 1 where a line can't be counted.
    """
    from flows.output import progress_bar
    from flows.pipeline import read_input
    from flows.trends.batches import count_batch, describe_batch, list_sheets

    output.check()
    name = {"-": "standard input"}.get(queries, queries)
    data = read_input(queries)
    sheets = list_sheets(data)
    if len(sheets) > 1:
        say("cli.first_sheet_read", "yellow", name=name, sheet=sheets[0], others=sheets[1:])
    request = options.request(data, name)
    with open_workspace(store, lake=lake, documents=documents.documents()) as workspace:
        collection = workspace.collection
        with progress_bar(quiet=len(request.lines) < _MANY) as draw:
            table = count_batch(collection, request, lambda done, total: draw("counting", done, total))
        path = output.out
        if output.format == "xlsx" and not path:
            path = workspace.settings.outputs / "batch.xlsx"
        caption = describe_batch(collection, table, output.language)
        categories = category_names(workspace, "zh")
        language = terminal_locale()
        if output.labels and (path or output.plot):
            language = output.labels
        notes = describe_batch(collection, table, language)
        if table.counted or output.format != "table" or path:
            _show(collection, table, output, (path, request.words(queries), caption, categories))
    for line in notes if table.counted else ():
        note(line, style="dim")
    for problem in table.problems:
        values = {"line": problem.line.number, "message": _describe(problem)}
        say("cli.line_not_counted", "red", name=name, **values)
    if not table.counted:
        return 1
    return int(strict and bool(table.problems))


def _describe(problem: BatchProblem) -> str:
    """Return the problem of a line, with its query if the message does not name it."""
    query, message = problem.line.query, problem.message(terminal_locale())
    if query in message:
        return message
    return local_message("cli.query_and_message", query=query[:_LONGEST], message=message)


def _show(
    collection: Collection,
    table: BatchTable,
    output: BatchOutput,
    kept: tuple[Path | None, Sequence[str], Sequence[str], Mapping[str, str]],
) -> None:
    """Write the table to a path or print it; draw it on request.

    `kept` has the path, the words of the command, the caption, and names of categories by id.
    """
    from flows.output import print_csv, print_json
    from flows.trends.batches import BATCH_COLUMNS, batch_rows, widen

    path, words, caption, categories = kept
    is_wide = output.is_wide(path)
    if path:
        from flows.reports.lists import BatchFile, write_batch_table

        print_path(write_batch_table(collection, table, BatchFile(path, is_wide, words, caption)))
    elif output.format == "table":
        _print_table(table, categories, is_wide=is_wide)
    else:
        rows, columns = batch_rows(table), BATCH_COLUMNS
        if is_wide:
            wide = widen(table)
            columns = wide.columns
            rows = [{name: row[name] for name in columns} for row in wide.rows]
        if output.format == "json":
            print_json(rows)
        else:
            print_csv(rows, columns)
    if output.plot and table.counted:
        from flows.cli.series import name_group
        from flows.reports.lists import BatchFile, draw_batch

        by, language = table.request.by, output.language
        names = {one: name_group(by, one, categories, locale=language) for one in widen(table).cells}
        file = BatchFile(output.plot, is_wide, words, caption)
        draw_batch(collection, table, file, language, names)
        say("cli.heat_map", path=output.plot)


def _print_table(table: BatchTable, categories: Mapping[str, str], *, is_wide: bool) -> None:
    """Print the tidy rows, one row per line of the list, or one per group if there are more groups.

    A terminal that is too narrow leaves out the oldest periods, the smallest groups, or the last lines.
    """
    from flows.cli.series import name_group
    from flows.output import print_table, print_trends
    from flows.trends.batches import batch_rows, widen

    request = table.request
    if not is_wide:
        rows = [{**row, "period": row["group"] or row["period"]} for row in batch_rows(table)]
        print_trends(rows, request.measure)
        return
    wide = widen(table)
    used, code = wide.used, "cli.empty_periods_left_out"
    if not used:
        say("cli.nothing_to_count", "dim")
        return
    spare = used
    if request.is_by_group:
        used, code = used[:_MOST_GROUPS], "cli.groups_left_out"
        spare = used[::-1]
    shown = [_readable(wide, number, used, request.measure) for number in range(len(wide.rows))]
    names = {name: name_group(request.by, name, categories) for name in used}
    if request.is_by_group and len(used) > len(shown):
        headings = {
            "group": request.by,
            **{str(number): str(row["series"]) for number, row in enumerate(shown)},
        }
        print_table(_pivot(shown, names), headings, right=[*headings][1:])
    else:
        print_table(shown, {"series": "query", **names}, right=used, spare=spare)
    if left_out := len(wide.cells) - len(used):
        say(code, "dim", number=left_out)


def _pivot(rows: Sequence[Mapping[str, object]], groups: Mapping[str, str]) -> list[Mapping[str, object]]:
    """Return one row per group (column and name), with the number for each line of the list as a column."""
    return [
        {"group": named, **{str(number): row[group] for number, row in enumerate(rows)}}
        for group, named in groups.items()
    ]


def _readable(wide: WideTable, number: int, cells: Sequence[str], measure: str) -> Mapping[str, object]:
    """Return a row for people: shares in per cent, rates with two decimals, a star for a low base."""
    row = wide.rows[number]
    shown: dict[str, object] = {"series": row["series"], **{name: row[name] for name in cells}}
    pattern = "{:.2%}" if measure.endswith("_share") else "{:,.2f}"
    for name in cells:
        if isinstance(row[name], float):
            star = "*" if (number, name) in wide.low else ""
            shown[name] = pattern.format(row[name]) + star
    return shown
