"""The command that lists figures: what indicators are to reach, and what they have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import FirstDate, Many, StoreOption, TableFormat, open_lexicon, open_store
from flows.errors import UsageError


def targets(
    *,
    indicator: str = "",
    unit: Many = None,
    kind: Literal["target", "actual"] | None = None,
    deadline_from: str = "",
    deadline_to: str = "",
    entity: Many = None,
    corpus: Many = None,
    language: Many = None,
    from_: FirstDate = "",
    to: str = "",
    limit: int = 50,
    format: TableFormat = "table",
    output: Annotated[Path | None, Parameter(name="--output")] = None,
    store: StoreOption = None,
) -> int:
    """List the figures that texts state of indicators: targets with their deadlines, and actual values.

    Parameters
    ----------
    indicator
        Text that the indicator or its subject contains: 国产化率, "R&D".
    unit
        %, CNY, USD, GW, enterprises, 个, ... as the table shows them.
    kind
        target: to be reached; actual: has been.
    deadline_from
        First year or date by which (or in which) the value holds.
    deadline_to
        Last year or date.
    entity
        Only passages that name this organisation, place, programme or technology, by any name the lexicon has
        for it.
    to
        Last date.
    limit
        Most rows shown; all go into --output.
    output
        Write all rows to FILE.csv, .xlsx, .jsonl or .parquet.
    """
    from flows.output import TABLE_FORMATS, messages, print_csv, print_json, write_table
    from flows.references import FIGURE_COLUMNS, describe_figures, list_figures
    from flows.store import TargetFilter

    if limit < 1:
        raise UsageError(f"--limit {limit}: must be 1 or more")
    ending = output.suffix.lower().removeprefix(".") if output else ""
    if output and ending not in TABLE_FORMATS:
        raise UsageError(
            f"--output {output}: the ending must be one of {', '.join(f'.{name}' for name in TABLE_FORMATS)}"
        )
    with open_store(store) as opened:
        wanted = TargetFilter(
            indicator=indicator,
            units=unit or (),
            kinds=(kind,) if kind else (),
            deadline_first=deadline_from,
            deadline_last=deadline_to,
            corpora=corpus or (),
            languages=language or (),
            first=from_,
            last=to,
            entities=entity or (),
        )
        figures, total = list_figures(opened, open_lexicon(), wanted, limit=None if output else limit)
    rows = [figure._asdict() for figure in figures]
    if output:
        write_table(rows, FIGURE_COLUMNS, output, ending, explain=describe_figures())
        messages.print(f"written: {output} ({total:,} figures)", markup=False)
    elif format == "json":
        print_json({"total": total, "targets": rows})
    elif format == "csv":
        print_csv(rows, FIGURE_COLUMNS)
    else:
        _print_rows(rows, total)
    return 0


def _print_rows(rows: list[dict[str, Any]], total: int) -> None:
    """Print each figure for people: what is stated, where, and the words around it with the figure marked."""
    from rich.text import Text

    from flows.output import clean, highlight, messages, print_hanging

    for number, row in enumerate(rows, 1):
        stated = f"{row['indicator']}: {show_value(row)} {row['unit']}".rstrip()
        told = [
            row["kind"] + (f" for {row['deadline']}" if row["deadline"] else ""),
            row["subject"] and f"of {row['subject']}",
        ]
        place = row["context"].find(row["value_text"])
        where = (row["date"] or "no date", row["title"][:60], row["publisher"], row["passage_id"])
        print_hanging(
            Text(clean(stated), style="bold") + Text(" · ".join(["", *filter(None, told)])),
            lead=f"{number}. ",
        )
        print_hanging(Text(clean(" · ".join(filter(None, where))), style="dim"))
        spans = [(place, place + len(row["value_text"]))] if place >= 0 else []
        print_hanging(highlight(row["context"], spans, around=70))
    more = f", {len(rows):,} shown; more with --limit" if total > len(rows) else ""
    messages.print(f"{total:,} figure{'s' * (total != 1)}{more}")


def show_value(row: Mapping[str, Any]) -> str:
    """Return comparator and value for people: '≥ 70', '+5.2', '5–7', '× 2'."""
    signs = {
        "=": "",
        "~": "≈ ",
        ">=": "≥ ",
        ">": "> ",
        "<=": "≤ ",
        "<": "< ",
        "range": "",
        "+": "+",
        "-": "−",
        "x": "× ",
    }
    high = "" if row["value_to"] is None else f"–{_number(row['value_to'])}"
    return f"{signs[row['comparator']]}{_number(row['value'])}{high}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:g}"
