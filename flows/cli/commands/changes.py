"""Commands on change: what has emerged or fallen silent, what tells two sets apart, shares of strategies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import (
    Axis,
    Corpora,
    Dated,
    FirstDate,
    Many,
    StoreOption,
    TableFormat,
    describe_source,
    open_workspace,
    print_rows,
)
from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.trends import ChangeRequest

Kinds = Annotated[
    list[str] | None,
    Parameter(
        name="--type",
        negative="",
        help="TERM PROGRAMME TECH (default), ORG PERSON GPE DOC EVENT; may be given several times.",
    ),
]
_QUOTED = 60  # characters of a quote that a table has room for


def emerging(
    since: str,
    *,
    before: str = "",
    to: str = "9999",
    date: Axis = "published",
    corpus: Corpora = None,
    kind: Kinds = None,
    limit: int = 30,
    minimum: int = 5,
    ngrams: Annotated[bool, Parameter(negative="")] = False,
    language: Literal["zh", "en"] = "zh",
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """List the lexicon's terms that are new or much more frequent from a date on than before it.

    With --ngrams: sequences of words that the lexicon does not have (see also `zhengce lexicon discover`).

    Parameters
    ----------
    since
        A month or year, such as 2023 or 2023-07.
    before
        First date of the time compared with; default: everything before.
    to
        Last month or year of the time that is looked at.
    minimum
        Least number of occurrences.
    ngrams
        New and rising sequences of words that are no terms of the lexicon, instead of its terms.
    language
        Of the sequences.
    """
    from flows.trends import EMERGING, find_emerging

    if ngrams:
        if kind or date != "published":
            raise UsageError("--ngrams: no --type with it, and by publication date only")
        return _emerging_sequences(since, before, to, corpus or (), language, limit, minimum, format, store)
    request = _change_request(since, before, to, date, corpus, kind, limit, minimum)
    with open_workspace(store) as workspace:
        rows = find_emerging(workspace.collection, request)
        source = describe_source(workspace, date, corpus)
    names = {
        "zh": "term",
        "en": "",
        "here": "since",
        "there": "before",
        "first": "first",
        "per_million_here": "per million",
        "log_ratio": "Log Ratio",
        "q": "q",
    }
    return print_rows(
        rows,
        EMERGING,
        names,
        format,
        right=("here", "there", "per_million_here", "log_ratio", "q"),
        source=source,
    )


def _emerging_sequences(
    since: str,
    before: str,
    to: str,
    corpora: Sequence[str],
    language: Literal["zh", "en"],
    limit: int,
    minimum: int,
    format: str,
    store: Path | None,
) -> int:
    from datetime import date, timedelta

    from flows.annotation.matching import RustCutter, read_stock_words
    from flows.terminology import CANDIDATE_COLUMNS, DiscoveryRequest, Stock, discover_terms
    from flows.trends import check_corpora

    _check_month(since)
    day_before = (date.fromisoformat((since + "-01-01")[:10]) - timedelta(1)).isoformat()
    with open_workspace(store) as workspace:
        check_corpora(workspace.store, corpora)
        request = DiscoveryRequest(
            language,
            corpora,
            first=since,
            last="" if to == "9999" else to,
            against_first=before,
            against_last=day_before if before else "",
            limit=limit,
            minimum=minimum,
        )
        found = discover_terms(
            workspace.store, workspace.lexicon, RustCutter().cut, Stock(read_stock_words()), request
        )
        rows = [asdict(proposal) for proposal in found]
        source = describe_source(workspace, corpora=corpora)
    shown = [{**row, "line": f"{row['left']}[{row['keyword']}]{row['right']}"} for row in rows]
    names = {
        "term": "sequence",
        "occurrences": "since",
        "earlier": "before",
        "log_ratio": "Log Ratio",
        "documents": "documents",
        "line": "line",
    }
    return print_rows(
        rows,
        CANDIDATE_COLUMNS,
        names,
        format,
        right=("occurrences", "earlier", "log_ratio", "documents"),
        shown=shown,
        source=source,
    )


def silent(
    since: str,
    *,
    to: str = "9999",
    date: Axis = "published",
    corpus: Corpora = None,
    kind: Kinds = None,
    limit: int = 30,
    minimum: int = 10,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """List the lexicon's terms that one would expect from a date on and that are gone.

    A term is expected by its own history and the amount of text.

    Parameters
    ----------
    since
        A month or year, such as 2020 or 2020-07.
    minimum
        Least number of occurrences before.
    """
    from flows.trends import SILENT, find_silent

    request = _change_request(since, "", to, date, corpus, kind, limit, minimum)
    with open_workspace(store) as workspace:
        rows = find_silent(workspace.collection, request)
        source = describe_source(workspace, date, corpus)
    names = {
        "zh": "term",
        "en": "",
        "expected": "expected",
        "found": "found",
        "p": "p",
        "peak": "peak",
        "last": "last",
        "last_quote": "last passage before",
    }
    shown = [
        {
            **row._asdict(),
            "last_quote": row.last_quote[:_QUOTED] + "…" * (len(row.last_quote) > _QUOTED),
        }
        for row in rows
    ]
    return print_rows(
        rows, SILENT, names, format, right=("expected", "found", "p"), shown=shown, source=source
    )


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
    from flows.search import read_range
    from flows.trends import KEYNESS, KeynessRequest, Side, find_keyness

    here = Side(tuple(corpus or ()), tuple(publisher or ()), tuple(language or ()), read_range(from_, to))
    there = Side(
        tuple(against_corpus or ()), tuple(against_publisher or ()), (), read_range(against_from, against_to)
    )
    if not here:
        raise UsageError("name one set at least: --corpus, --publisher, --language, --from or --to")
    with open_workspace(store) as workspace:
        rows = find_keyness(
            workspace.collection, KeynessRequest(here, there or None, limit=limit, minimum=minimum)
        )
        both = [*here.corpus, *there.corpus] if here.corpus and there.corpus else []
        source = describe_source(workspace, corpora=both)
    names = {
        "zh": "term",
        "en": "",
        "here": "here",
        "there": "there",
        "per_million_here": "per million",
        "log_ratio": "Log Ratio",
        "g2": "G2",
        "q": "q",
    }
    return print_rows(
        rows,
        KEYNESS,
        names,
        format,
        right=("here", "there", "per_million_here", "per_million_there", "log_ratio", "g2", "q"),
        source=source,
    )


def shares(
    *labels: str,
    by: str = "year",
    dated: Dated = Dated(),
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show the share of passages with each strategy over time.

    As marked, and corrected for the classifier's errors.

    Parameters
    ----------
    labels
        Strategies or instruments; none: every strategy.
    """
    from flows.curation import newest_metrics
    from flows.output import messages
    from flows.trends import SHARE_COLUMNS, category_shares

    with open_workspace(store) as workspace:
        taxonomy = workspace.taxonomy
        known = [category.id for category in taxonomy.categories]
        if unknown := [label for label in labels if label not in known]:
            raise UsageError(f"{unknown[0]!r}: no such category; known are {', '.join(known)}")
        rows = category_shares(
            workspace.collection,
            labels or taxonomy.strategies,
            newest_metrics(workspace.settings.models_folder),
            dated.request(by),
        )
        source = describe_source(workspace, dated.date, dated.corpus)
    messages.print(
        "corrected: adjusted for the rates measured on held-out written passages; low to high: 95 %",
        style="dim",
    )
    names = {
        "label": "label",
        "period": "period",
        "passages": "passages",
        "marked": "marked",
        "share": "share",
        "corrected": "corrected",
        "low": "low",
        "high": "high",
    }
    shares_of = ("share", "corrected", "low", "high")
    shown = []
    for record in (row._asdict() for row in rows):
        shown.append(record | {name: f"{record[name]:.2%}" for name in shares_of if record[name] is not None})
    return print_rows(rows, SHARE_COLUMNS, names, format, right=tuple(names)[2:], shown=shown, source=source)


def _change_request(
    since: str,
    before: str,
    to: str,
    axis: str,
    corpora: Sequence[str] | None,
    types: Sequence[str] | None,
    limit: int,
    minimum: int,
) -> ChangeRequest:
    from flows.records import DateAxis
    from flows.trends import TYPES, ChangeRequest

    _check_month(since)
    return ChangeRequest(
        since,
        to=None if to == "9999" else to,
        before=before or None,
        axis=DateAxis(axis),
        corpora=tuple(corpora or ()),
        types=tuple(types or TYPES),
        limit=limit,
        minimum=minimum,
    )


def _check_month(date: str) -> None:
    from flows.search import read_date

    read_date(date, "SINCE")
