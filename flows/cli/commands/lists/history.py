"""The history of searches: history."""

from __future__ import annotations

from flows.cli.limiting import PAGE_OF_30, limit_rows
from flows.cli.options import Limit, StoreOption, Switch, TableOutput
from flows.cli.printing import Listing, check_limit, check_out, say, show_rows
from flows.text import show_minute

_HISTORY = {
    "made": "when (UTC)",
    "command": "command",
    "query": "query",
    "options": "options",
    "total": "found",
}


def history(
    *,
    limit: Limit = PAGE_OF_30,
    clear: Switch = False,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List the searches made in this store, the newest first.

    They are kept in a file of yours, .zhengce/history.jsonl, never in the store, and sent nowhere.
    ZHENGCE_HISTORY=off keeps none.

    Parameters
    ----------
    clear
        Delete the history of all stores.
    """
    from flows.settings import read_settings
    from flows.store.desk import HistoryEntry, clear_history, read_history

    check_limit(limit)
    check_out(output.out)
    settings = read_settings(store)
    if clear:
        say("cli.history_cleared", number=clear_history(settings.state))
        return 0
    if not settings.history:
        say("cli.history_off")
    rows = read_history(settings.state, settings.store, limit_rows(limit, output))
    shown = [
        {**row._asdict(), "made": show_minute(row.made), "total": "" if row.total < 0 else f"{row.total:,}"}
        for row in rows
    ]
    listing = Listing(
        "searches", list(HistoryEntry._fields), _HISTORY, ("total",), ("options",), ("command",)
    )
    return show_rows(rows, listing, output, shown=shown)
