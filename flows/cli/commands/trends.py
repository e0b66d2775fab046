"""The command `trends`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import (
    Axis,
    Corpora,
    FirstDate,
    StoreOption,
    TableFormat,
    open_lexicon,
    open_store,
)
from flows.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Switch = Annotated[bool, Parameter(negative="")]
_PLURALS = {"publisher": "publishers", "level": "levels", "corpus": "corpora", "language": "languages"}


def trends(
    *terms: str,
    all: Switch = False,
    by: str = "year",
    group: Literal["publisher", "level", "corpus", "language", "strategy"] | None = None,
    split: Switch = False,
    from_: FirstDate = "",
    to: str = "",
    date: Axis = "published",
    corpus: Corpora = None,
    reprints: Literal["raw", "discounted", "first", "fold"] = "raw",
    hold: Literal["publisher", "level", "corpus", "language"] | None = None,
    measure: Literal["tokens", "characters", "passages", "documents", "none"] | None = None,
    stats: Switch = False,
    band: Switch = False,
    format: TableFormat = "table",
    out: Path | None = None,
    plot: Path | None = None,
    chart: Literal["lines", "multiples", "heat", "slope"] = "lines",
    events: Annotated[
        bool, Parameter(help="Mark congresses, plans and export controls in a chart of lines.")
    ] = True,
    event: Annotated[
        list[str] | None,
        Parameter(negative="", help="Mark a date of your own: 2018-04=ZTE; may be given several times."),
    ] = None,
    labels: Literal["en", "zh"] = "en",
    store: StoreOption = None,
) -> int:
    """Count terms over time, both languages of a lexicon term in one series, zeros included.

    Parameters
    ----------
    terms
        Lexicon terms in any form (自主可控, "indigenous innovation"), strategy:ID, instrument:ID, entity:NAME, "query:A NEAR/5 B"
        (in passages), or any other words.
    all
        Every term of the lexicon that is met, in place of terms.
    by
        year, quarter, month, plan (five-year plans), congress (terms of the Central Committee), or bounds: 2015,2018-03,2023.
    split
        A series for each rendering of a term.
    to
        Last date.
    reprints
        raw: a passage that is printed again counts again; discounted: n nearly equal passages count one n-th each; first: only
        the earliest counts; fold: of documents that `zhengce reprints` knows as reprints of each other only the earliest counts.
    hold
        Add the rate with the mix of publishers (levels, corpora, languages) held fixed, and how much of each change is the mix.
    measure
        What charts and statistics are of: occurrences per million tokens or per 10,000 characters, shares of passages or
        documents, or plain occurrences. Default: tokens; passages for strategies, instruments and queries.
    stats
        Instead of the periods: first, peak and last use, trend test, bursts, dispersion, change point.
    band
        Add 95 % bounds of the rate, by resampling documents.
    out
        Write the table to FILE.csv, .xlsx, .jsonl or .parquet, with a FILE.meta.json beside it.
    plot
        Also draw a chart: FILE.svg, .png or .html.
    labels
        Language of a chart's caption and axes.
    """
    from flows.output import check_ending, messages, print_csv, print_json, print_statistics, print_trends
    from flows.reports import check_format, draw_series, write_series
    from flows.trends import (
        DENOMINATORS,
        STATISTICS,
        Frame,
        describe_bands,
        describe_counting,
        describe_series,
        find_doubtful,
        read_event,
        rows_of,
    )

    if all and (terms or group or split or hold or band or reprints != "raw"):
        raise UsageError(
            "--all counts every term in one pass: no terms, --group, --split, --hold, --band or --reprints with it"
        )
    if band and split:
        raise UsageError("--band: of whole terms, not of their renderings (--split)")
    if hold and (group or split):
        raise UsageError("--hold compares groups itself: no --group or --split with it")
    own_events = [read_event(typed) for typed in event or ()]
    if plot:
        check_ending(plot)
    if out:
        check_format(out)
    frame_of = Frame(by, date, group, from_, to, split, reprints, tuple(corpus or ()))
    column = DENOMINATORS[measure] if measure else _usual_measure(terms)
    with open_store(store) as opened:
        lexicon = open_lexicon()
        frame = _count(opened, lexicon, terms, frame_of, hold=hold, band=band, all_terms=all)
        notes = describe_bands(frame, labels)
        caption = [*describe_counting(opened, lexicon, frame_of, column, labels), *notes]
        rows = rows_of(frame)
        columns = list(frame.columns)
        if stats:
            rows, columns = describe_series(frame, column), STATISTICS
        given = {
            "all": all,
            "by": by,
            "group": group,
            "split": split,
            "from": from_,
            "to": to,
            "date": date,
            "corpus": corpus,
            "reprints": reprints,
            "hold": hold,
            "measure": measure,
            "stats": stats,
            "band": band,
            "chart": chart,
            "event": event,
            "labels": labels,
        }
        words = ["trends", *terms, *_again(given), *([] if events else ["--no-events"])]
        if out:
            options = _options(frame_of) | {
                "terms": list(terms),
                "measure": column,
                "hold": hold,
                "band": band,
                "counted": caption,
            }
            write_series(
                opened, lexicon, rows, columns, out, words=words, options=options, is_statistics=stats
            )
        if plot:
            if hold and column == "per_million_tokens":
                column = "adjusted_per_million"
                caption = [*describe_counting(opened, lexicon, frame_of, column, labels), *notes]
            draw_series(
                opened,
                lexicon,
                frame,
                plot,
                measure=column,
                kind=chart,
                by=by,
                caption=caption,
                events=events,
                own_events=own_events,
                language=labels,
                words=words,
            )
    if out:
        print(out)  # noqa: T201
    elif format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, columns)
    elif stats:
        print_statistics(rows)
    else:
        print_trends(rows, column)
    for line in caption:
        messages.print(line, style="dim", markup=False)
    if format == "table" and not stats and not out:
        messages.print("empty: a period without text, unknown and not zero", style="dim")
    if hold:
        _print_mix(frame, hold)
    for series, word, day, count in find_doubtful(frame, lexicon):
        option = "--to" if word == "before" else "--from"
        messages.print(
            f"doubtful: {count:,} of {series} {word} {day}, read them: zhengce concordance {series.split(' · ')[0]} {option} {day[:4]}",
            markup=False,
        )
    if plot:
        messages.print(f"chart: {plot}", markup=False)
    return 0


def _count(
    store: Any,
    lexicon: Any,
    terms: tuple[str, ...],
    frame: Any,
    *,
    hold: str | None,
    band: bool,
    all_terms: bool,
) -> pd.DataFrame:
    from flows.trends import add_bands, all_trends, hold_mix, term_trends

    options: dict[str, Any] = {
        "by": frame.by,
        "first": frame.first,
        "last": frame.last,
        "axis": frame.axis,
        "corpus": frame.corpus,
    }
    if all_terms:
        return all_trends(store, lexicon, **options)
    options["reprints"] = frame.reprints
    counted = term_trends(store, lexicon, terms, group=frame.group, split=frame.split, **options)
    if band:
        counted = add_bands(
            store, lexicon, counted, by=frame.by, axis=frame.axis, group=frame.group, corpus=frame.corpus
        )
    return hold_mix(counted, term_trends(store, lexicon, terms, group=hold, **options)) if hold else counted


def _usual_measure(terms: tuple[str, ...]) -> str:
    """Return passages as the measure where every term is counted in them."""
    in_passages = all(term.startswith(("strategy:", "instrument:", "query:")) for term in terms) and terms
    return "passage_share" if in_passages else "per_million_tokens"


def _options(frame: Any) -> dict[str, Any]:
    return {
        "by": frame.by,
        "date": frame.axis,
        "group": frame.group,
        "from": frame.first,
        "to": frame.last,
        "split": frame.split or None,
        "corpus": list(frame.corpus),
        "reprints": frame.reprints,
    }


def _again(given: dict[str, Any]) -> Iterator[str]:
    """Yield the options that are not the usual ones, as words of a command line."""
    usual = {"by": "year", "date": "published", "reprints": "raw", "chart": "lines", "labels": "en"}
    for name, value in given.items():
        if value is True:
            yield f"--{name}"
        elif isinstance(value, list):
            yield from (word for one in value for word in (f"--{name}", one))
        elif value and value != usual.get(name):
            yield from (f"--{name}", str(value))


def _print_mix(frame: pd.DataFrame, hold: str) -> None:
    from flows.output import messages
    from flows.trends import summarise_mix

    for name, series in frame.groupby("series", sort=False):
        if found := summarise_mix(series):
            share = f" ({found['by_mix'] / found['change']:.0%})" if found["change"] else ""
            messages.print(
                f"{name}: {found['change']:+,.2f} per million from {found['first']} to {found['last']}, of which the mix of {_PLURALS[hold]} makes {found['by_mix']:+,.2f}{share}",
                markup=False,
            )
