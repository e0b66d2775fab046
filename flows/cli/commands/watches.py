"""Commands on saved searches: watch add, list, run, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import FilterOptions, OptionalText, StoreOption, Switch, TableOrJson, TableOutput
from flows.cli.printing import Listing, as_record, note, say, show_rows
from flows.errors import UsageError, local_message, terminal_locale
from flows.text import show_minute

if TYPE_CHECKING:
    from flows.alerts import Outcome

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
        Lower-case letters, Chinese characters, digits, - and _; the feeds are named after it.
    query
        Words, phrases and operators, as for `zhengce search`.
    everything
        The first run also reports what is stored already.
    """
    from flows.alerts import SearchToSave, save_search

    if chosen.as_of:
        raise UsageError("cli.as_of_alone", option="watch add")
    wanted = SearchToSave(
        name,
        query,
        chosen.filters(),
        chosen.from_,
        chosen.to,
        chosen.vanished or (),
        chosen.collection or (),
        chosen.tag or (),
        chosen.province or (),
    )
    with open_workspace(store) as workspace:
        subject = save_search(workspace.collection, wanted, everything=everything)
    say({"passages": "cli.search_saved", "vanished": "cli.vanished_saved"}[subject], name=name)
    return 0


def watch_list(*, output: TableOutput = TableOutput(), store: StoreOption = None) -> int:
    """List the saved searches."""
    from flows.output import join_list
    from flows.store import list_watches

    with open_workspace(store) as workspace:
        watches = list_watches(workspace.store)
    shown = [
        {
            **asdict(watch),
            "filters": join_list(_name_filter(*each) for each in watch.filters.items()),
            "last_run": show_minute(watch.last_run),
            "created": show_minute(watch.created),
        }
        for watch in watches
    ]
    rows = shown if output.format == "csv" or output.out else [as_record(watch) for watch in watches]
    return show_rows(rows, _LISTING, output, shown=shown)


def _name_filter(name: str, values: Sequence[str]) -> str:
    """Return a filter of a saved search with its values, in the terminal's language."""
    from flows.corpus.metadata import name_state
    from flows.output import join_label, translate_heading
    from flows.references import name_ways

    locale = terminal_locale()
    shown = name_ways(values, locale) if name == "vanished" else values
    if locale == "zh":
        shown = [name_state(name, value, locale) for value in shown]
    return join_label(translate_heading(name, "facets"), " | ".join(shown))


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
    from flows.output import join_list, print_json, print_new
    from flows.store import list_watches

    with open_workspace(store) as workspace:
        settings = workspace.settings
        known = [watch.name for watch in list_watches(workspace.store)]
        if unknown := [name for name in names if name not in known]:
            raise UsageError("cli.no_watch", name=unknown[0])
        addresses = notify or settings.notify_addresses
        folder = settings.outputs / "watches"
        outcomes = run_watches(
            workspace.collection, folder, names, has_alerts=bool(addresses), locale=terminal_locale()
        )
        failed = send_alerts(workspace.collection, addresses, terminal_locale())
    ran = [outcome for outcome in outcomes if not outcome.problem]
    if format_ == "json":
        print_json([_as_json(outcome) for outcome in outcomes])
    else:
        for one in ran:
            print_new(one.name, [entry.as_dict() for entry in one.hits])
        new = [local_message("cli.new_hits", name=one.name, number=len(one.hits)) for one in ran]
        if new or not outcomes:
            note(join_list(new) or local_message("cli.no_saved_searches"))
    for one in outcomes:
        if one.waiting:
            say("cli.search_waits", name=one.name, number=one.waiting)
        if one.problem:
            say("alerts.not_run", "red", name=one.name, reason=one.problem.as_value())
    for reason in failed:
        say("cli.not_delivered", "red", reason=reason.as_value())
    return int(bool(failed) or len(ran) < len(outcomes))


def _as_json(outcome: Outcome) -> dict[str, object]:
    """Return the result of a search as JSON values."""
    return {
        "name": outcome.name,
        "query": outcome.query,
        "hits": [entry.as_dict() for entry in outcome.hits],
        "waiting": outcome.waiting,
        "problem": outcome.problem.message() if outcome.problem else "",
    }
