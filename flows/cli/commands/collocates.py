"""The command `collocates`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from flows.cli.commands.shared import (
    Chosen,
    Expand,
    StoreOption,
    TableFormat,
    describe_source,
    open_workspace,
    print_rows,
)


def collocates(
    query: str,
    *,
    chosen: Chosen = Chosen(),
    new_since: str = "",
    window: int = 5,
    limit: int = 30,
    sort: Literal["log_likelihood", "log_dice", "near"] = "log_likelihood",
    expand: Expand = True,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show the words that stand near a term more often than chance has it.

    Parameters
    ----------
    query
        As for `zhengce search`.
    new_since
        A date, month or year: only the words that stand near it in more of its passages since then than
        before.
    window
        How many words away at most.
    """
    from flows.annotation.matching import RustCutter
    from flows.search import (
        COLLOCATE_COLUMNS,
        NEW_COLUMNS,
        CollocateRequest,
        find_collocates,
        find_new_collocates,
    )

    request = CollocateRequest(query, chosen.filters(), window=window, limit=limit, sort=sort, expand=expand)
    with open_workspace(store) as workspace:
        cut = RustCutter().cut
        if new_since:
            rows: Sequence[NamedTuple] = find_new_collocates(workspace.collection, request, cut, new_since)
        else:
            rows = find_collocates(workspace.collection, request, cut)
        source = describe_source(workspace, corpora=chosen.corpus)
    if new_since:
        names = {
            "collocate": "word",
            "here": "since",
            "there": "before",
            "log_ratio": "Log Ratio",
            "g2": "G2",
            "q": "q",
            "first": "first",
            "passage_id": "passage",
        }
        code = print_rows(
            rows, NEW_COLUMNS, names, format, right=("here", "there", "log_ratio", "g2", "q"), source=source
        )
    else:
        names = {
            "collocate": "word",
            "near": "near",
            "passages": "in all",
            "log_likelihood": "log-likelihood",
            "log_dice": "logDice",
            "left": "left",
            "right": "right",
        }
        code = print_rows(rows, COLLOCATE_COLUMNS, names, format, right=list(names)[1:], source=source)
    if format == "table":
        _explain(rows, new_since, window)
    return code


def _explain(rows: Sequence[Any], new_since: str, window: int) -> None:
    from flows.output import messages

    if not new_since:
        messages.print(
            f"near: passages with the word at most {window} words from a match; "
            "in all: passages with the word"
        )
    elif rows:
        here, there = rows[0].matches_here, rows[0].matches_there
        messages.print(
            f"near: in {here:,} passages with a match since {new_since} and {there:,} before; "
            f"within {window} words"
        )
