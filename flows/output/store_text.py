"""The store on the terminal: its status, and what a run did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.text import Text

from flows.errors import format_message, terminal_locale
from flows.output.terminal import clean, print_hanging, print_table, results
from flows.references import name_way
from flows.text import show_minute

_CORPUS_COLUMNS = {
    "corpus": "corpus",
    "documents": "documents",
    "first": "first date",
    "last": "last date",
    "stored": "last new",
    "checked": "last read",
    "health": "health",
    "rejections": "rejections",
}
_RUN_COLUMNS = {"started": "run", "command": "command", "outcome": "outcome", "counts": "counts"}
_REJECTION_COLUMNS = {"corpus": "corpus", "place": "where", "stage": "stage", "reason": "reason"}


def print_status(status: Mapping[str, Any]) -> None:
    """Print the status of a store, as `StoreStatus.as_dict` gives it."""
    results.print(Text(status["store"], style="bold"))
    results.print(format_message("output.sizes", status["stored"], terminal_locale()))
    times = ("checked", "stored", "next")
    corpora = [row | {name: show_minute(row[name]) for name in times} for row in status["corpora"]]
    columns = dict(_CORPUS_COLUMNS)
    if any(row["next"] for row in corpora):
        columns["next"] = "next run"
    right, spare = ("documents", "rejections"), ("stored", "first", "rejections")
    print_table(corpora, columns, right=right, spare=spare, whole="json")
    for row in corpora:
        if row["why"]:
            results.print(f"{row['corpus']}: {row['health']}: {clean(row['why'])}", markup=False)
    for row in status["fetching"]:
        values = row | {"checked": show_minute(row["checked"])}
        results.print(format_message("output.addresses", values, terminal_locale()), markup=False)
    if status["vanished"]:
        results.print(_describe_vanished(status["vanished"]), markup=False)
    if status["similar"]:
        results.print(format_message("output.similar", status["similar"], terminal_locale()), markup=False)
    runs = [
        run | {"started": show_minute(run["started"]), "counts": _list_counts(run["counts"])}
        for run in status["runs"]
    ]
    print_table(runs, _RUN_COLUMNS, title="last runs", whole="json")
    if "rejections" in status:
        _print_rejections(status["rejections"])
    if "gone" in status:
        _print_gone(status["gone"])


def _list_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {value}" for name, value in counts.items())


def _print_rejections(rejections: Sequence[Mapping[str, Any]]) -> None:
    if rejections:
        print_table(rejections, _REJECTION_COLUMNS, title="rejections")
    else:
        results.print("no rejections")


def _describe_vanished(counts: Sequence[Mapping[str, Any]]) -> str:
    """Return the line that says how many documents have vanished from their source, and how."""
    ways: Counter[str] = Counter()
    for row in counts:
        ways[row["how"]] += row["documents"]
    named = ", ".join(f"{number:,} {name_way(how, 'en')}" for how, number in ways.most_common())
    return f"vanished from their source: {named} (`zhengce status --vanished` lists them)"


def _print_gone(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print each vanished document: how and since when, what it is, and where it was."""
    if not rows:
        results.print("nothing that was asked for has vanished")
    for number, row in enumerate(rows, 1):
        times = f"{row['times']:,} time{'s' * (row['times'] != 1)}, last {show_minute(row['asked'])}"
        how = f"{name_way(row['how'], 'en', row['status'])}, since {show_minute(row['since'])}; asked {times}"
        where = (row["date"] or "no date", row["publisher"], row["corpus"], row["document_id"])
        results.print(Text(f"{number}. {clean(row['title'] or '(no title)')}", style="bold"))
        for line in (how, " · ".join(filter(None, where)), row["address"]):
            print_hanging(Text(clean(line)))


def print_run(outcome: Mapping[str, Any], counts: Iterable[tuple[str, str, str]]) -> None:
    """Print what a run did, why input was rejected, what was written, and what to try next."""
    rows = [{"what": what, "this": this, "stored": stored} for what, this, stored in counts]
    print_table(rows, {"what": "", "this": "this run", "stored": "stored"}, right=("this", "stored"))
    if not outcome["ingested"]["documents"] and not outcome["annotated"]["passages"]:
        results.print("nothing new: every file and every annotation is current")
    for group in outcome["summary"].rejected:
        results.print(f"rejected {group.number:,} × {group.reason}", markup=False)
    results.print("written: " + ", ".join(outcome["written"]), markup=False)
    results.print(
        "try: zhengce search 自主可控 · zhengce trends 新型举国体制 自主可控 --plot outputs/my.svg · "
        "zhengce status --rejections"
    )
