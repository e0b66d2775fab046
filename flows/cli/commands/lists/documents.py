"""The commands `documents`, for stored documents, and `forgotten`, for removed ones that stay out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.limiting import PAGE_OF_50, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    ChoiceOptions,
    Corpora,
    FirstDate,
    Language,
    LastDate,
    Limit,
    OutFile,
    Publisher,
    StoreOption,
    TableOutput,
)
from flows.cli.printing import (
    Listing,
    as_record,
    check_at_least,
    check_limit,
    check_out,
    meanings_of,
    note_count,
    note_if_none,
    note_old_statuses,
    say,
    show_rows,
    write_file,
)
from flows.errors import UsageError, terminal_locale

if TYPE_CHECKING:
    from flows.store.documents import DocumentFilter, DocumentList, DocumentRequest, ListedDocument

_TITLE, _PUBLISHER, _NUMBER, _URL = 34, 14, 22, 40  # cells: the least for a title, the most for the others
# Columns of a line if the terminal has room, in the order in which they are given up last.
_ADDED = (
    ("status", "status", 9),
    ("publisher", "publisher", _PUBLISHER),
    ("passages", "passages", 8),
    ("corpus", "corpus", 16),
    ("document_number", "number", _NUMBER),
    ("language", "language", 8),
    ("url", "address", _URL),
)
_GAP = 2
_FORGOTTEN = Listing("forgotten documents", ("corpus", "key"), {"corpus": "corpus", "key": "key"})


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """The choice of the documents listed."""

    title: Annotated[
        str,
        Parameter(
            help="Only titles with all of these words; a year may be that of the document.",
            show_default=False,
        ),
    ] = ""
    corpus: Corpora = None
    publisher: Publisher = None
    language: Language = None
    from_: FirstDate = ""
    to: LastDate = ""
    fold: Annotated[
        bool,
        Parameter(negative="", show_default=False, help="Of near-duplicates, list the earliest alone."),
    ] = False

    def filters(self) -> DocumentFilter:
        """Return the filters of a request. Raises UsageError for an invalid date."""
        from flows.search import read_range, read_values
        from flows.store.documents import DocumentFilter

        return DocumentFilter(
            tuple(self.corpus or ()),
            tuple(self.publisher or ()),
            tuple(read_values("language", self.language or ())),
            read_range(self.from_, self.to),
            self.title,
            self.fold,
        )


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class DocumentOutput:
    """The destination and form of a list of documents."""

    format: Annotated[
        Literal["table", "csv", "json", "xlsx"],
        Parameter(
            name="--format",
            help="A table for people, CSV or JSON for programs, or a spreadsheet (without --out: "
            "outputs/documents-list.xlsx).",
        ),
    ] = "table"
    out: OutFile = None

    @property
    def is_for_people(self) -> bool:
        """Whether the documents are a table on standard output."""
        return self.format == "table" and not self.out


def documents(
    *,
    chosen: DocumentOptions = DocumentOptions(),
    standing: ChoiceOptions = ChoiceOptions(),
    sort: Literal["date", "oldest", "title", "publisher", "corpus", "passages"] = "date",
    limit: Limit = PAGE_OF_50,
    offset: Annotated[int, WHOLE, Parameter(help="How many are passed over.", show_default=False)] = 0,
    everything: Annotated[bool, Parameter(name="--all", negative="", show_default=False)] = False,
    output: DocumentOutput = DocumentOutput(),
    store: StoreOption = None,
) -> int:
    """List the stored documents.

    Earlier versions are left out (see `zhengce versions`).

    Parameters
    ----------
    sort
        By date (newest first, or oldest), title, publisher, corpus, or number of passages.
    everything
        List all, however many.
    """
    from flows.references import by_known_title
    from flows.store.documents import DocumentRequest, ListedDocument, list_documents

    check_limit(limit)
    check_at_least("--offset", offset, 0)
    check_out(output.out)
    row_limit = None if everything else limit_rows(limit, output)
    request = DocumentRequest(chosen.filters(), sort, row_limit, offset)
    with open_workspace(store, documents=standing.documents()) as workspace:
        request, name = by_known_title(workspace.store, request, workspace.lexicon)
        found = list_documents(workspace.store, request)
        path = output.out
        if output.format == "xlsx" and not path:
            path = workspace.settings.outputs / "documents-list.xlsx"
    columns = [name for name in ListedDocument._fields if name != "copies" or chosen.fold]
    _show(found, columns, output.format, path)
    if name:
        say("cli.listed_by_name", typed=chosen.filters().title, name=name)
    if not standing.as_of:
        note_old_statuses(workspace.store)
    _note_total(found, request)
    return 0


def _show(found: DocumentList, columns: Sequence[str], file_format: str, path: Path | None) -> None:
    from flows.output import print_csv, print_json

    rows = [
        {name: value for name, value in as_record(row).items() if name in columns} for row in found.documents
    ]
    if not found.total:
        note_if_none(rows, "documents")
    if path:
        write_file(rows, columns, path, meanings_of("documents"))
    elif file_format == "json":
        print_json({"total": found.total, "documents": rows})
    elif file_format == "csv":
        print_csv(rows, columns)
    elif rows:
        _print_lines(found.documents)


def _print_lines(rows: Sequence[ListedDocument]) -> None:
    """Print one line per document; a title too long for the terminal is cut, but never an id or a date."""
    from flows.corpus.metadata import name_state
    from flows.output import cut, note_hidden, print_table, results, translate_heading, translate_word

    records = [dict(as_record(row)) for row in rows]
    if terminal_locale() == "zh":
        for record in records:
            record["status"] = name_state("status", str(record["status"]), "zh")
            record["language"] = translate_word(str(record["language"]))
    names = {"id": "id", "date": "date", "title": "title"}
    widths = {"id": max(len(row.id) for row in rows), "date": len("2021-03-12")}
    if not results.is_terminal:
        names |= {name: heading for name, heading, _ in _ADDED}
        print_table(records, names, right=("passages",))
        return
    for name, heading, width in _ADDED:
        used = sum(widths.values()) + _GAP * len(widths)
        if used + _GAP + width + _TITLE > results.width:
            break
        names[name], widths[name] = heading, width
    widths["title"] = max(_TITLE // 2, results.width - sum(widths.values()) - _GAP * len(widths))
    shown = []
    for row, record in zip(rows, records, strict=True):
        if row.copies > 1:
            record["title"] = f"({row.copies}×) {row.title}"
        shown.append({name: cut(str(record[name]), widths[name]) for name in names})
    print_table(shown, names, right=("passages",))
    note_hidden([translate_heading(heading) for name, heading, _ in _ADDED if name not in names])


def _note_total(found: DocumentList, request: DocumentRequest) -> None:
    shown = len(found.documents)
    if shown == found.total:
        note_count(shown, "document", "documents")
        return
    if shown:
        places = {"first": request.offset + 1, "last": request.offset + shown}
        say("cli.documents_in_part", total=found.total, **places)
    else:
        say("cli.documents_none_shown", total=found.total)


def forgotten(
    *,
    back: Annotated[str, Parameter(show_default=False)] = "",
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List the forgotten documents, which no run brings back, or take one back.

    Parameters
    ----------
    back
        The key of one of them: the next run reads it again.
    """
    from flows.store.documents import list_forgotten, take_back

    check_out(output.out)
    with open_workspace(store) as workspace:
        found = list_forgotten(workspace.store)
        if not back:
            return show_rows(found, _FORGOTTEN, output)
        chosen = [one for one in found if back in (one.key, f"{one.corpus}/{one.key}")]
        if len(chosen) != 1:
            raise UsageError("cli.not_forgotten", key=back)
        take_back(workspace.store, chosen[0])
    say("cli.read_again", **chosen[0]._asdict())
    return 0
