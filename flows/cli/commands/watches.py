"""Commands on saved searches: watch add, list, run, remove."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import (
    Corpora,
    Entity,
    Instrument,
    Language,
    Many,
    Publisher,
    StoreOption,
    Strategy,
    TableFormat,
    Term,
    open_store,
    open_workspace,
)
from flows.errors import UsageError


def watch_add(
    name: str,
    query: str = "",
    *,
    term: Term = None,
    strategy: Strategy = None,
    instrument: Instrument = None,
    entity: Entity = None,
    corpus: Corpora = None,
    publisher: Publisher = None,
    language: Language = None,
    everything: Annotated[bool, Parameter(negative="")] = False,
    store: StoreOption = None,
) -> int:
    """Save a search; its next run gives what has been stored since.

    Parameters
    ----------
    name
        Lower-case letters, digits, - and _; the feeds are named by it.
    query
        As for `zhengce search`.
    everything
        The first run gives what is stored already, too.
    """
    import re

    from flows.output import messages
    from flows.search import Filters, select_passages
    from flows.store import add_watch

    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
        raise UsageError(
            f"{name!r}: a name is made of lower-case letters, digits, - and _, such as rare-earths"
        )
    options = {
        "term": term,
        "strategy": strategy,
        "instrument": instrument,
        "entity": entity,
        "corpus": corpus,
        "publisher": publisher,
        "language": language,
    }
    filters: dict[str, Any] = {key: list(value) for key, value in options.items() if value}
    several: dict[str, Any] = {key: tuple(values) for key, values in filters.items()}
    with open_workspace(store) as workspace:
        select_passages(workspace.collection, query, Filters(**several))
        if not add_watch(workspace.store, name, query, filters, from_now=not everything):
            raise UsageError(
                f"{name!r}: there is a saved search of that name; `zhengce watch remove {name}` forgets it"
            )
    messages.print(
        f"saved; `zhengce watch run {name}` gives what is new, and so does every scheduled run", markup=False
    )
    return 0


def watch_list(*, format: TableFormat = "table", store: StoreOption = None) -> int:
    """List the saved searches."""
    from flows.output import messages, print_csv, print_json, print_table
    from flows.store import list_watches

    with open_store(store) as opened:
        rows = [asdict(watch) for watch in list_watches(opened)]
    if not rows and format == "table":
        messages.print("no saved searches; `zhengce watch add NAME QUERY` saves one", markup=False)
        return 0
    shown = [
        {
            **row,
            "filters": ", ".join(f"{key}: {' | '.join(value)}" for key, value in row["filters"].items()),
            **{key: row[key][:16].replace("T", " ") for key in ("last_run", "created")},
        }
        for row in rows
    ]
    names = {
        "name": "name",
        "query": "query",
        "filters": "filters",
        "hits": "hits",
        "last_run": "last run (UTC)",
        "created": "saved (UTC)",
    }
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(shown, list(names))
    else:
        print_table(shown, names, right=("hits",))
    return 0


def watch_remove(name: str, *, store: StoreOption = None) -> int:
    """Forget a saved search and its hits."""
    from flows.store import remove_watch

    with open_store(store) as opened:
        if not remove_watch(opened, name):
            raise UsageError(f"{name!r}: no saved search of that name; `zhengce watch list` shows them")
    return 0


def watch_run(
    *names: str,
    notify: Many = None,
    format: Literal["table", "json"] = "table",
    store: StoreOption = None,
) -> int:
    """Run the saved searches: print new hits, and write RSS, JSON and Markdown feeds to outputs/watches/.

    Parameters
    ----------
    notify
        Where to send new hits: an address that apprise knows (mailto://..., slack://...). Default:
        ZHENGCE_NOTIFY.
    """
    from flows.alerts import run_watches, send_alerts
    from flows.output import messages, print_json, print_new
    from flows.store import list_watches

    with open_workspace(store) as workspace:
        settings = workspace.settings
        known = [watch.name for watch in list_watches(workspace.store)]
        if unknown := [name for name in names if name not in known]:
            raise UsageError(
                f"{unknown[0]!r}: no saved search of that name; known are {', '.join(known) or 'none'}"
            )
        addresses = notify or settings.notify_addresses
        outcomes = run_watches(
            workspace.collection, settings.outputs / "watches", names, has_alerts=bool(addresses)
        )
        failed = send_alerts(workspace.collection, addresses)
    if format == "json":
        print_json(
            [
                {
                    "name": outcome.name,
                    "query": outcome.query,
                    "hits": [entry.as_dict() for entry in outcome.hits],
                }
                for outcome in outcomes
            ]
        )
    else:
        for outcome in outcomes:
            print_new(outcome.name, [entry.as_dict() for entry in outcome.hits])
        messages.print(
            ", ".join(f"{outcome.name}: {len(outcome.hits):,} new" for outcome in outcomes)
            or "no saved searches",
            markup=False,
        )
    for reason in failed:
        messages.print(
            f"not delivered: {reason}; the feeds are written, and the next run sends it again",
            style="red",
            markup=False,
        )
    return 1 if failed else 0
