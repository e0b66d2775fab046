"""Concordances: every occurrence with the text to its left and right."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import WHOLE, AsTyped, FilterOptions, StoreOption, TableOutput
from flows.cli.printing import (
    check_at_least,
    check_limit,
    check_out,
    meanings_of,
    note_count,
    note_words,
    say,
    write_file,
)


def concordance(
    *query: str,
    chosen: FilterOptions = FilterOptions(),
    width: Annotated[int, WHOLE] = 20,
    sort: Literal["left", "right", "date"] = "date",
    limit: Annotated[int | None, WHOLE, Parameter(help="At most this many are shown. Default: all.")] = None,
    as_typed: AsTyped = False,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Show every occurrence with the text to its left and right.

    Parameters
    ----------
    query
        Words, phrases and operators, as for `zhengce search`.
    width
        Chinese characters per side; English gets half as many words. A narrow terminal cuts the outer ends.
    sort
        By date, or by the words to the left or right, nearest first.
    """
    from flows.output import print_concordance, print_csv, print_json
    from flows.search import ConcordanceRequest, Line, explain_words, find_lines, select_passages

    check_at_least("--width", width)
    check_limit(limit)
    check_out(output.out)
    words = " ".join(query)
    request = ConcordanceRequest(words, chosen.filters(), width=width, sort=sort, expand=not as_typed)
    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = find_lines(workspace.collection, request)
        workspace.remember("concordance", words, chosen.words(as_typed=as_typed), len(found))
        plain = explain_words(workspace.collection, words, expand=request.expand)
        if not found and not select_passages(workspace.collection, words, request.filters).parts:
            say("cli.nothing_in_context")
    lines = found[:limit]
    rows = [line._asdict() for line in lines]
    note_words(plain, rows, "occurrences")
    if output.out:
        write_file(rows, Line._fields, output.out, meanings_of("concordance"))
    elif output.format == "json":
        print_json(rows)
    elif output.format == "csv":
        print_csv(rows, Line._fields)
    else:
        print_concordance(lines)
    if output.format == "table" or len(found) > len(lines):
        note_count(len(found), "occurrence", "occurrences", limit)
    return 0
