"""The store on the terminal: its status, and the results of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.text import Text

from flows.errors import format_message, local_message, terminal_locale
from flows.output.hits import no_date, no_title
from flows.output.terminal import (
    clean,
    join_label,
    join_list,
    lay_out,
    print_hanging,
    print_local,
    print_table,
    results,
    translate_heading,
    translate_word,
)
from flows.references import name_way
from flows.text import show_minute

_CORPUS_COLUMNS = {
    "corpus": "corpus",
    "documents": "documents",
    "first": "first date",
    "last": "last date",
    "stored": "last new (UTC)",
    "checked": "last read (UTC)",
    "health": "health",
    "rejections": "rejections",
}
_RUN_COLUMNS = {"started": "run (UTC)", "command": "command", "outcome": "outcome", "counts": "counts"}
_REJECTION_COLUMNS = {"corpus": "corpus", "place": "where", "stage": "stage", "reason": "reason"}


def print_status(status: Mapping[str, Any]) -> None:
    """Print the status of a store, as returned by `StoreStatus.as_dict`."""
    results.print(Text(status["store"], style="bold"))
    print_local(results, "output.sizes", **status["stored"])
    for warning in status["warnings"]:
        print_local(results, warning["code"], **warning["values"])
    times = ("checked", "stored", "next")
    corpora = [
        row | {"health": translate_word(row["health"]), **{name: show_minute(row[name]) for name in times}}
        for row in status["corpora"]
    ]
    columns = dict(_CORPUS_COLUMNS)
    if any(row["next"] for row in corpora):
        columns["next"] = "next run (UTC)"
    right, spare = ("documents", "rejections"), ("stored", "first", "rejections")
    print_table(corpora, columns, right=right, spare=spare, whole="json")
    for row in corpora:
        if row["why"]:
            why = join_label(join_label(row["corpus"], row["health"]), clean(_explain(row)))
            results.print(lay_out(why, results), markup=False)
    if "next" in columns and not status["served"]:
        print_local(results, "output.not_served")
    for row in status["fetching"]:
        values = row | {"checked": show_minute(row["checked"])}
        print_local(results, "output.addresses", **values)
    if status["vanished"]:
        results.print(lay_out(_describe_vanished(status["vanished"]), results), markup=False)
    if status["similar"]:
        print_local(results, "output.similar", **status["similar"])
    runs = [
        run
        | {
            "started": show_minute(run["started"]),
            "outcome": translate_word(run["outcome"]),
            "counts": _list_counts(run["counts"]),
        }
        for run in status["runs"]
    ]
    print_table(runs, _RUN_COLUMNS, title="last runs", whole="json")
    failures = {(run["command"], run["why"]): run for run in reversed(runs) if run["why"]}
    for run in reversed(failures.values()):  # the latest of several that failed for the same reason
        what = join_label(f"{run['started']} {run['command']}", run["outcome"])
        results.print(lay_out(join_label(what, clean(_explain(run))), results), markup=False)
    if "rejections" in status:
        _print_rejections(status["rejections"])
    if "gone" in status:
        _print_gone(status["gone"])


def _explain(row: Mapping[str, Any]) -> str:
    """Return why a corpus is unhealthy, or why a run failed, in the terminal's locale."""
    locale = terminal_locale()
    if locale == "en":
        return str(row["why"])
    return "；".join(format_message(one["code"], one["values"], locale) for one in row["reasons"])


def _list_counts(counts: Mapping[str, int]) -> str:
    return join_list(f"{translate_word(name)} {value}" for name, value in counts.items())


def _print_rejections(rejections: Sequence[Mapping[str, Any]]) -> None:
    if rejections:
        shown = [
            {**row, "stage": translate_word(row["stage"]), "reason": _name_reason(row)} for row in rejections
        ]
        print_table(shown, _REJECTION_COLUMNS, title="rejections")
    else:
        print_local(results, "output.no_rejections")


def _name_reason(row: Mapping[str, Any]) -> str:
    """Return why something was rejected; rows of older stores have only English text."""
    if terminal_locale() == "en" or not row["code"]:
        return str(row["reason"])
    return format_message(row["code"], row["values"], terminal_locale())


def _describe_vanished(counts: Sequence[Mapping[str, Any]]) -> str:
    """Return the line on how many documents have vanished from their source, and how."""
    ways: Counter[str] = Counter()
    for row in counts:
        ways[row["how"]] += row["documents"]
    locale = terminal_locale()
    named = [
        local_message("output.documents_gone", number=number, way=name_way(how, locale))
        for how, number in ways.most_common()
    ]
    return local_message("output.vanished", ways=named)


def _print_gone(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print each vanished document: how and since when, what it is, and where it was."""
    if not rows:
        print_local(results, "output.none_vanished")
    for number, row in enumerate(rows, 1):
        how = local_message(
            "output.gone_since",
            way=name_way(row["how"], terminal_locale(), row["status"]),
            since=show_minute(row["since"]),
            times=row["times"],
            last=show_minute(row["asked"]),
        )
        where = (row["date"] or no_date(), row["publisher"], row["corpus"], row["document_id"])
        results.print(Text(f"{number}. {clean(row['title']) or no_title()}", style="bold"))
        for line in (how, " · ".join(filter(None, where)), row["address"]):
            print_hanging(Text(clean(line)))


def print_run(outcome: Mapping[str, Any], counts: Iterable[tuple[str, str, str]]) -> None:
    """Print what a run did, why input was rejected, what was written, and what to try next."""
    rows = [
        {"what": translate_heading(what), "this": this, "stored": stored} for what, this, stored in counts
    ]
    print_table(rows, {"what": "", "this": "this run", "stored": "stored"}, right=("this", "stored"))
    if not outcome["ingested"]["documents"] and not outcome["annotated"]["passages"]:
        print_local(results, "output.nothing_new")
    for group in outcome["summary"].rejected:
        reason = group.message(terminal_locale())
        print_local(results, "output.rejected", number=group.number, reason=reason)
    for folder, files in groupby(map(Path, outcome["written"]), key=lambda path: path.parent):
        print_local(results, "output.written", folder=folder, files=[path.name for path in files])
    print_local(results, "output.try")
