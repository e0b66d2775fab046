"""Commands for those who keep the lexicon: what may be missing, and what an edit changes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from flows.cli.commands.shared import (
    FirstDate,
    Many,
    StoreOption,
    TableFormat,
    open_lexicon,
    open_store,
    print_rows,
    read_settings,
)
from flows.errors import UsageError


def lexicon_discover(
    *,
    from_: FirstDate = "",
    to: str = "",
    against_from: str = "",
    against_to: str = "",
    corpus: Many = None,
    language: Literal["zh", "en"] = "zh",
    limit: int = 50,
    minimum: int = 5,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Propose terms that the lexicon does not have: frequent, firm and free sequences in annotated passages.

    Parameters
    ----------
    to
        Last date.
    against_from
        First date of a period to compare with: then only what has risen since. Default: all before --from.
    against_to
        Last date of that period.
    language
        zh: 2 to 8 Chinese characters; en: 2 to 4 words.
    minimum
        Least number of occurrences.
    """
    from flows.annotation.matching import RustCutter, read_stock_words
    from flows.output import messages
    from flows.terminology import CANDIDATE_COLUMNS, DiscoveryRequest, Stock, discover_terms

    if limit < 1 or minimum < 2:
        raise UsageError("--limit must be 1 or more, --minimum 2 or more")
    with open_store(store) as opened:
        request = DiscoveryRequest(
            language, corpus or (), from_, to, against_from, against_to, limit=limit, minimum=minimum
        )
        found = discover_terms(opened, open_lexicon(), RustCutter().cut, Stock(read_stock_words()), request)
    rows = [asdict(proposal) for proposal in found]
    names = {
        "term": "term",
        "occurrences": "times",
        "documents": "documents",
        "earlier": "earlier",
        "log_ratio": "rise",
        "score": "score",
    }
    if not any(row["earlier"] is not None for row in rows):
        del names["earlier"], names["log_ratio"]
    shown = [
        {**row, "example": f"{row['left']}[{row['keyword']}]{row['right']}", "date": row["date"] or "–"}
        for row in rows
    ]
    code = print_rows(
        rows,
        CANDIDATE_COLUMNS,
        {**names, "date": "date", "example": "example"},
        format,
        right=list(names)[1:],
        shown=shown,
    )
    if format == "table":
        messages.print(f"{len(rows):,} candidates" + ("; more with --limit" if len(rows) == limit else ""))
    return code


def lexicon_diff(
    old: Path,
    new: Path | None = None,
    *,
    limit: int = 50,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Compare two lexicons, and say which counts on the stored passages move from one to the other, and why.

    Parameters
    ----------
    old
        Folder of the one lexicon's CSV files.
    new
        Folder of the other's; default: the lexicon in use.
    limit
        Concepts shown, those that move most first.
    """
    from flows.annotation.lexicon import load_lexicon
    from flows.curation import IMPACT_COLUMNS, Impact, impact_rows, measure_impact
    from flows.output import messages, print_csv, print_json, progress_bar

    lexicons = (load_lexicon(old), load_lexicon(new) if new else open_lexicon())
    if read_settings(store).store.is_file():
        with open_store(store) as opened, progress_bar() as report:
            impact = measure_impact(opened, *lexicons, report=report)
    else:
        impact = Impact.without_store(*lexicons)
        messages.print("no store there: only the concepts are compared")
    rows = [row.as_dict() for row in impact_rows(impact, *lexicons)[:limit]]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(
            [
                {
                    **row,
                    "years": _join_years(row),
                    "examples": " | ".join(map(_show_example, row["examples"])),
                }
                for row in rows
            ],
            IMPACT_COLUMNS,
        )
    else:
        _print_impact(rows)
        messages.print(
            f"{len(impact.changed):,} concepts differ, "
            f"{len(impact.movements) - len(impact.changed):,} others move; "
            f"{impact.concerned:,} of {impact.passages:,} passages are concerned"
        )
    return 0


def _print_impact(rows: list[dict[str, Any]]) -> None:
    from flows.output import print_table

    shown = [
        {
            **row,
            "name": row["zh"] or row["en"],
            "difference": f"{row['difference']:+,}" if row["difference"] else "0",
            "outermost": f"{row['old_outermost']:,} → {row['new_outermost']:,}",
            "years": _join_years(row),
        }
        for row in rows
    ]
    names = {
        "concept": "concept",
        "name": "name",
        "change": "change",
        "details": "what differs",
        "old": "old",
        "new": "new",
        "difference": "difference",
        "outermost": "outermost",
        "years": "by year",
    }
    print_table(shown, names, right=("old", "new", "difference", "outermost"))
    lines = [
        {
            "concept": row["concept"],
            "what": example["what"],
            "where": example["passage_id"],
            "line": _show_line(example),
        }
        for row in rows
        for example in row["examples"]
    ]
    if lines:
        print_table(
            lines,
            {"concept": "concept", "what": "what", "where": "passage", "line": "line"},
            title="examples",
        )


def _join_years(row: dict[str, Any]) -> str:
    return ", ".join(f"{year} {number:+}" for year, number in row["years"].items())


def _show_line(example: dict[str, Any]) -> str:
    return f"{example['left']}[{example['keyword']}]{example['right']}"


def _show_example(example: dict[str, Any]) -> str:
    return f"{example['what']} {example['passage_id']} {_show_line(example)}"
