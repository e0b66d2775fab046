"""Commands on saved searches: watch add, list, run, remove."""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from typing import Annotated

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import FilterOptions, OptionalText, StoreOption, Switch, TableOrJson, TableOutput
from flows.cli.printing import Listing, as_record, note, show_rows
from flows.errors import UsageError
from flows.text import show_minute

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HEADINGS = {
    "name": "name",
    "query": "query",
    "filters": "filters",
    "hits": "hits",
    "last_run": "last run (UTC)",
    "created": "saved (UTC)",
}
_LISTING = Listing("saved searches", list(_HEADINGS), _HEADINGS, right=("hits",), spare=("created",))


def watch_add(
    name: str,
    query: OptionalText = "",
    *,
    chosen: FilterOptions = FilterOptions(),
    everything: Switch = False,
    store: StoreOption = None,
) -> int:
    """Save a search; its next run reports what has been stored since.

    With --vanished it reports documents of the search that vanish from their source instead.

    Parameters
    ----------
    name
        Lower-case letters, digits, - and _; the feeds are named after it.
    query
        Words, phrases and operators, as for `zhengce search`.
    everything
        The first run also reports what is stored already.
    """
    from flows.references import read_ways
    from flows.search import select_passages
    from flows.search.kept import join_query
    from flows.store import Subject, add_watch

    if not _NAME.fullmatch(name):
        raise UsageError("cli.bad_watch_name", name=name)
    if chosen.as_of:
        raise UsageError("cli.as_of_alone", option="watch add")
    filters = chosen.filters()
    given = {
        entry.name: list(getattr(filters, entry.name)) for entry in fields(filters) if entry.name != "dates"
    }
    kept = {key: values for key, values in given.items() if values}
    subject: Subject = "passages"
    if chosen.vanished:
        kept["vanished"], subject = list(read_ways(chosen.vanished)), "vanished"
    within = join_query(query, chosen.collection or (), chosen.tag or ())
    dated = _with_dates(within, chosen.from_, chosen.to)
    with open_workspace(store) as workspace:
        if subject == "passages" or dated or kept.keys() != {"vanished"}:
            select_passages(workspace.collection, dated, filters)
        is_later = not everything
        if not add_watch(workspace.store, name, dated, kept, from_now=is_later, subject=subject):
            raise UsageError("cli.watch_exists", name=name)
    what = {"passages": "is new", "vanished": "has vanished"}[subject]
    note(f"saved; `zhengce watch run {name}` reports what {what}, and so does every scheduled run")
    return 0


def _with_dates(query: str, first: str, last: str) -> str:
    """Return the query with the dates as a field, which is how a saved search keeps them."""
    if not first and not last:
        return query
    dates = f"date:{first}..{last}"
    return f"({query}) {dates}" if query.strip() else dates


def watch_list(*, output: TableOutput = TableOutput(), store: StoreOption = None) -> int:
    """List the saved searches."""
    from flows.store import list_watches

    with open_workspace(store) as workspace:
        watches = list_watches(workspace.store)
    shown = [
        {
            **asdict(watch),
            "filters": ", ".join(f"{key}: {' | '.join(values)}" for key, values in watch.filters.items()),
            "last_run": show_minute(watch.last_run),
            "created": show_minute(watch.created),
        }
        for watch in watches
    ]
    rows = shown if output.format == "csv" or output.out else [as_record(watch) for watch in watches]
    return show_rows(rows, _LISTING, output, shown=shown)


def watch_remove(name: str, *, store: StoreOption = None) -> int:
    """Forget a saved search and its hits.

    Parameters
    ----------
    name
        Its name, as `zhengce watch list` shows it.
    """
    from flows.store import remove_watch

    with open_workspace(store) as workspace:
        if not remove_watch(workspace.store, name):
            raise UsageError("cli.no_watch", name=name)
    return 0


def watch_run(
    *names: str,
    notify: Annotated[list[str] | None, Parameter(negative="")] = None,
    format_: TableOrJson = "table",
    store: StoreOption = None,
) -> int:
    """Run the saved searches: print new hits, and write feeds to outputs/watches/.

    Feeds are RSS, JSON and Markdown.

    Parameters
    ----------
    names
        Saved searches to run. Default: all.
    notify
        Where to send new hits: an address that apprise knows (mailto://..., slack://...). Repeatable.
        Default: ZHENGCE_NOTIFY.
    """
    from flows.alerts import run_watches, send_alerts
    from flows.output import print_json, print_new
    from flows.store import list_watches

    with open_workspace(store) as workspace:
        settings = workspace.settings
        known = [watch.name for watch in list_watches(workspace.store)]
        if unknown := [name for name in names if name not in known]:
            raise UsageError("cli.no_watch", name=unknown[0])
        addresses = notify or settings.notify_addresses
        folder = settings.outputs / "watches"
        outcomes = run_watches(workspace.collection, folder, names, has_alerts=bool(addresses))
        failed = send_alerts(workspace.collection, addresses)
    hits = {outcome.name: [entry.as_dict() for entry in outcome.hits] for outcome in outcomes}
    if format_ == "json":
        print_json([{"name": one.name, "query": one.query, "hits": hits[one.name]} for one in outcomes])
    else:
        for name, entries in hits.items():
            print_new(name, entries)
        note(
            ", ".join(f"{name}: {len(entries):,} new" for name, entries in hits.items())
            or "no saved searches"
        )
    for reason in failed:
        note(f"not delivered: {reason}; the feeds are written, and the next run tries again", style="red")
    return int(bool(failed))
