"""Commands that show texts beside their translations: parallel, renderings."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    AsTyped,
    FilterOptions,
    Minimum,
    OptionalText,
    StoreOption,
    Switch,
    TableOutput,
)
from flows.cli.printing import (
    Listing,
    check_at_least,
    check_limit,
    check_out,
    note_count,
    say,
    show_rows,
    write_file,
)

_RENDERINGS = {
    "rendering": "rendering",
    "sentences": "sentences",
    "documents": "documents",
    "first": "first",
    "last": "last",
    "is_known": "in lexicon",
    "association": "Dice",
}


def parallel(
    *query: str,
    chosen: FilterOptions = FilterOptions(),
    rendered_as: OptionalText = "",
    not_rendered: Switch = False,
    width: Annotated[int, WHOLE] = 20,
    sort: Literal["left", "right", "date"] = "date",
    limit: Annotated[int | None, WHOLE, Parameter(help="At most this many are shown. Default: all.")] = None,
    as_typed: AsTyped = False,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Show every occurrence with the aligned sentence of the other language.

    Chinese queries give Chinese occurrences with their English, English queries the reverse. Only documents
    that are aligned with their translation are read (see `zhengce align pairs`).

    Parameters
    ----------
    query
        Words, phrases and operators, as for `zhengce search`.
    rendered_as
        Only where the other side has this text; the last word may continue: compan finds companies.
    not_rendered
        Only where the other side lacks the text of --rendered-as, or any name that the lexicon knows.
    width
        Chinese characters per side; English gets half as many words.
    sort
        By date, or by the words to the left or right, nearest first.
    """
    from flows.alignment import ParallelLine, ParallelRequest, find_parallel, line_row
    from flows.output import print_csv, print_json, print_parallel

    check_at_least("--width", width)
    check_limit(limit)
    check_out(output.out)
    request = ParallelRequest(
        " ".join(query), chosen.filters(), width, sort, rendered_as, not_rendered, expand=not as_typed
    )
    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = find_parallel(workspace.collection, request)
    lines = found.lines[:limit]
    if output.out:
        write_file([line_row(line) for line in lines], ParallelLine._fields, output.out)
    elif output.format == "json":
        print_json([line._asdict() for line in lines])
    elif output.format == "csv":
        print_csv([line_row(line) for line in lines], ParallelLine._fields)
    else:
        print_parallel(lines)
    is_printed = output.format == "table" and not output.out
    if is_printed or len(found.lines) > len(lines):
        note_count(len(found.lines), "occurrence", "occurrences", limit)
    _note_elsewhere(found.elsewhere)
    return 0


def renderings(
    *query: str,
    chosen: FilterOptions = FilterOptions(),
    minimum: Minimum = 1,
    as_typed: AsTyped = False,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Show how a term is rendered in the other language, from aligned sentences.

    Names that the lexicon knows are counted first; in the other sentences, the words are taken that occur
    beside the term much more often than elsewhere. Each row counts sentences.

    Parameters
    ----------
    query
        A lexicon term, or any words.
    minimum
        The least number of sentences.
    """
    from flows.alignment import ParallelRequest, Rendering, RenderingRequest, find_renderings, rendering_row

    check_at_least("--minimum", minimum)
    check_out(output.out)
    request = ParallelRequest(" ".join(query), chosen.filters(), expand=not as_typed)
    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = find_renderings(workspace.collection, RenderingRequest(request, minimum))
    rows: list[object] = list(found.renderings)
    if output.out or output.format == "csv":
        rows = [rendering_row(row) for row in found.renderings]
    shown = [
        {
            **row._asdict(),
            "is_known": "•" if row.is_known else "",
            "association": "" if row.association is None else f"{row.association:.2f}",
        }
        for row in found.renderings
    ]
    numbers = ("sentences", "documents", "association")
    listing = Listing("renderings", Rendering._fields, _RENDERINGS, numbers, ("association", "first"))
    code = show_rows(rows, listing, output, shown=shown)
    counts = {"untranslated": found.untranslated, "unexplained": found.unexplained}
    say("cli.sentences_rendered", sentences=found.sentences, **counts)
    _note_elsewhere(found.elsewhere)
    return code


def _note_elsewhere(number: int) -> None:
    if number:
        say("cli.elsewhere", "dim", number=number)
