"""Commands on time: trends, and what has emerged, fallen silent, or tells two sets of documents apart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from flows.commands.shared import FirstDate, Many, StoreOption, TableFormat, open_lexicon, open_store, read_settings
from flows.errors import UsageError

Axis = Annotated[
    Literal["published", "written", "first_seen"],
    Parameter(
        name="--date", help="The date that counts: published (else written), written (else published), or first_seen here."
    ),
]

Kinds = Annotated[
    list[str] | None,
    Parameter(
        name="--type", negative="", help="TERM PROGRAMME TECH (default), ORG PERSON GPE DOC EVENT; may be given several times."
    ),
]


def trends(
    *terms: str,
    by: str = "year",
    group: Literal["publisher", "level", "corpus", "language", "strategy"] | None = None,
    split: Annotated[bool, Parameter(negative="")] = False,
    from_: FirstDate = "",
    to: str = "",
    date: Axis = "published",
    reprints: Literal["raw", "first", "fold"] = "raw",
    stats: Annotated[bool, Parameter(negative="")] = False,
    band: Annotated[bool, Parameter(negative="")] = False,
    format: TableFormat = "table",
    plot: Path | None = None,
    chart: Literal["lines", "multiples", "heat", "slope"] = "lines",
    store: StoreOption = None,
) -> int:
    """Count terms over time, both languages of a lexicon term in one series, zeros included.

    Parameters
    ----------
    terms
        Lexicon terms in any form (自主可控, "indigenous innovation"), strategy:ID, instrument:ID, entity:NAME, "query:A NEAR/5 B"
        (in passages), or any other words.
    by
        year, quarter, month, plan (five-year plans), congress (terms of the Central Committee), or bounds: 2015,2018-03,2023.
    split
        A series for each rendering of a term.
    reprints
        first: of passages with the same text only the first counts; fold: of documents that `zhengce reprints` knows as reprints of
        each other only the earliest counts. For terms, words and queries.
    stats
        Instead of the periods: first, peak and last use, trend test, bursts, dispersion, change point.
    band
        Add 95 % bounds of the rate, by resampling documents.
    plot
        Also draw a chart: FILE.svg, .png or .html.
    """
    from flows.analysis.charts import FORMATS, plot_trends
    from flows.analysis.findings import STATISTICS, add_bands, describe_series
    from flows.analysis.periods import AXES
    from flows.analysis.trends import COLUMNS, find_doubtful, term_trends
    from flows.rendering import messages, print_csv, print_json, print_table, print_trends

    if plot and plot.suffix.lower() not in FORMATS:
        raise UsageError(f"--plot {plot}: the ending must be one of {', '.join(FORMATS)}")
    with open_store(store) as opened:
        lexicon = open_lexicon()
        frame = term_trends(
            opened, lexicon, terms, by=by, group=group, first=from_, last=to, axis=date, split=split, reprints=reprints
        )
        if band:
            frame = add_bands(opened, lexicon, frame, by=by, axis=date)
    columns = [*COLUMNS, *(["low", "high"] if band else [])]
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    if stats:
        rows, columns = describe_series(frame), STATISTICS
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, columns)
    elif stats:
        shown = [{**row, "slope": f"{row['slope']} [{row['slope_low']}, {row['slope_high']}]"} for row in rows]
        names = {"series": "series", "first": "first", "peak": "peak", "last": "last", "verdict": "trend", "slope": "slope a period", "p": "p",
                 "method": "by", "since_peak": "since the peak", "bursts": "bursts", "dp_norm": "DPnorm", "change": "change"}  # fmt: skip
        print_table(shown, names, right=("p", "dp_norm"))
    else:
        print_trends(rows)
    messages.print(f"{AXES[date][1]}; occurrences per million tokens; empty: a period without text", style="dim")
    for series, word, day, count in find_doubtful(frame, lexicon):
        option = "--to" if word == "before" else "--from"
        messages.print(
            f"doubtful: {count:,} of {series} {word} {day}, read them: zhengce concordance {series.split(' · ')[0]} {option} {day[:4]}",
            markup=False,
        )
    if plot and len(frame):
        caption = f"per million tokens · {AXES[date][1]} · by {by} · lexicon {lexicon.hash[:8]}"
        messages.print(f"chart: {plot_trends(frame, plot, caption=caption, kind=chart)}", markup=False)
    return 0


def emerging(
    since: str,
    *,
    before: str = "",
    to: str = "9999",
    date: Axis = "published",
    kind: Kinds = None,
    limit: int = 30,
    minimum: int = 5,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """List the lexicon's terms that are new or much more frequent from a date on than before it.

    `zhengce lexicon discover --from DATE` does the same for terms that the lexicon does not have.

    Parameters
    ----------
    since
        A month or year, such as 2023 or 2023-07.
    before
        First date of the time compared with; default: everything before.
    minimum
        Least number of occurrences.
    """
    from flows.analysis.findings import EMERGING, TYPES, find_emerging

    with open_store(store) as opened:
        _check_month(since)
        rows = find_emerging(
            opened, open_lexicon(), since, before=before, to=to, axis=date, limit=limit, minimum=minimum, types=kind or TYPES
        )
    names = {"zh": "term", "en": "", "here": "since", "there": "before", "first": "first", "per_million_here": "per million", "per_million_there": "before",
             "log_ratio": "Log Ratio", "g2": "G2", "q": "q"}  # fmt: skip
    return _print(
        rows, EMERGING, names, format, right=("here", "there", "per_million_here", "per_million_there", "log_ratio", "g2", "q")
    )


def silent(
    since: str,
    *,
    to: str = "9999",
    date: Axis = "published",
    kind: Kinds = None,
    limit: int = 30,
    minimum: int = 10,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """List the lexicon's terms that one would expect from a date on, by their own history and the amount of text, and that are gone.

    Parameters
    ----------
    since
        A month or year, such as 2020 or 2020-07.
    minimum
        Least number of occurrences before.
    """
    from flows.analysis.findings import SILENT, TYPES, find_silent

    with open_store(store) as opened:
        _check_month(since)
        rows = find_silent(opened, open_lexicon(), since, to=to, axis=date, limit=limit, minimum=minimum, types=kind or TYPES)
    names = {"zh": "term", "en": "", "before": "in 36 months before", "expected": "expected", "found": "found", "p": "p", "last": "last", "peak": "peak"}  # fmt: skip
    return _print(rows, SILENT, names, format, right=("before", "expected", "found", "p"))


def keyness(
    *,
    corpus: Many = None,
    publisher: Many = None,
    language: Many = None,
    from_: FirstDate = "",
    to: str = "",
    against_corpus: Many = None,
    against_publisher: Many = None,
    against_from: str = "",
    against_to: str = "",
    limit: int = 30,
    minimum: int = 5,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Compare the terms of two sets of documents: what one says more often than the other.

    Parameters
    ----------
    corpus
        The one set, with publisher, language and dates.
    against_corpus
        The other set; without any --against option: everything else.
    minimum
        Least number of occurrences in both together.
    """
    from flows.analysis.findings import KEYNESS, Side, find_keyness

    here = Side(tuple(corpus or ()), tuple(publisher or ()), tuple(language or ()), from_, to)
    there = Side(tuple(against_corpus or ()), tuple(against_publisher or ()), (), against_from, against_to)
    if not here:
        raise UsageError("name one set at least: --corpus, --publisher, --language, --from or --to")
    with open_store(store) as opened:
        rows = find_keyness(opened, open_lexicon(), here, there if there else None, limit=limit, minimum=minimum)
    names = {"zh": "term", "en": "", "here": "here", "there": "there", "per_million_here": "per million", "per_million_there": "there", "log_ratio": "Log Ratio",
             "g2": "G2", "q": "q"}  # fmt: skip
    return _print(
        rows, KEYNESS, names, format, right=("here", "there", "per_million_here", "per_million_there", "log_ratio", "g2", "q")
    )


def shares(
    *labels: str,
    by: str = "year",
    from_: FirstDate = "",
    to: str = "",
    date: Axis = "published",
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show the share of passages with each strategy over time, as marked and corrected for the classifier's errors.

    Parameters
    ----------
    labels
        Strategies or instruments; none: every strategy.
    """
    from flows.analysis.shares import COLUMNS, category_shares
    from flows.annotation.taxonomy import load_taxonomy
    from flows.operations.train import newest_metrics
    from flows.rendering import messages

    models = read_settings(store).models_folder
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    known = [category.id for category in taxonomy.categories]
    if unknown := [label for label in labels if label not in known]:
        raise UsageError(f"{unknown[0]!r}: no such category; known are {', '.join(known)}")
    with open_store(store) as opened:
        rows = category_shares(
            opened, labels or taxonomy.strategies, newest_metrics(models), by=by, axis=date, first=from_, last=to
        )
    messages.print("corrected: adjusted for the rates measured on held-out written passages; low to high: 95 %", style="dim")
    names = {"label": "label", "period": "period", "passages": "passages", "marked": "marked", "share": "share", "corrected": "corrected", "low": "low", "high": "high"}  # fmt: skip
    shown = [
        {**row, **{name: f"{row[name]:.2%}" for name in ("share", "corrected", "low", "high") if row[name] is not None}}
        for row in rows
    ]
    return _print(rows if format != "table" else shown, COLUMNS, names, format, right=tuple(names)[2:])


def _check_month(date: str) -> None:
    from flows.analysis.dates import check_date

    check_date(date, "SINCE")


def _print(rows: list[dict[str, Any]], columns: list[str], names: dict[str, str], format: str, *, right: tuple[str, ...]) -> int:
    from flows.rendering import print_csv, print_json, print_table

    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, columns)
    else:
        shown = [{**row, **{name: f"{row[name]:.2g}" for name in ("p", "q") if name in row}} for row in rows]
        print_table(shown, names, right=right)
    return 0 if rows else 1
