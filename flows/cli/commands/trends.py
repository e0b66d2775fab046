"""The command `trends`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import (
    Axis,
    Corpora,
    FirstDate,
    GroupName,
    HoldName,
    ReprintsName,
    StoreOption,
    Switch,
    TableFormat,
    open_workspace,
)


def trends(
    *terms: str,
    all_: Annotated[bool, Parameter(name="--all", negative="")] = False,
    by: str = "year",
    group: GroupName | None = None,
    split: Switch = False,
    from_: FirstDate = "",
    to: str = "",
    date: Axis = "published",
    corpus: Corpora = None,
    reprints: ReprintsName = "raw",
    hold: HoldName | None = None,
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
        list[str] | None, Parameter(negative="", help="Mark a date of your own: 2018-04=ZTE. Repeatable.")
    ] = None,
    labels: Literal["en", "zh"] = "en",
    store: StoreOption = None,
) -> int:
    """Count terms over time, both languages of a lexicon term in one series, zeros included.

    Parameters
    ----------
    terms
        Lexicon terms in any form (自主可控, "indigenous innovation"), strategy:ID, instrument:ID,
        entity:NAME,
        "query:A NEAR/5 B" (counted in passages), or any other words.
    all_
        Count every lexicon term found in the corpus.
    by
        year, quarter, month, plan (five-year plans), congress (terms of the Central Committee), or bounds:
        2015,2018-03,2023.
    split
        One series per rendering of a term.
    to
        Last date.
    reprints
        raw: a passage that is printed again counts again; discounted: n near-duplicates count one n-th each;
        first: only the earliest counts; fold: of documents that `zhengce reprints` knows as reprints of each
        other only the earliest counts.
    hold
        Add the rate with the mix of publishers (levels, corpora, languages) held fixed, and the mix's part of
        each change.
    measure
        What charts and statistics show: occurrences per million tokens or per 10,000 characters, shares of
        passages or documents, or plain occurrences. Default: tokens; passages for strategies, instruments and
        queries.
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
    from flows.cli.series import Chart, show_series
    from flows.records import DateAxis, Grouping, Reprints
    from flows.search import read_range
    from flows.trends import SeriesRequest, read_event

    request = SeriesRequest(
        terms,
        every_term=all_,
        by=by,
        grouping=Grouping(group) if group else None,
        split=split,
        dates=read_range(from_, to),
        axis=DateAxis(date),
        corpora=tuple(corpus or ()),
        reprints=Reprints(reprints),
        hold=Grouping(hold) if hold else None,
        measure=measure,
        statistics=stats,
        bands=band,
    )
    drawing = Chart(
        plot, chart, events, tuple(read_event(typed) for typed in event or ()), tuple(event or ()), labels
    )
    with open_workspace(store) as workspace:
        return show_series(workspace.collection, request, drawing, format=format, out=out)
