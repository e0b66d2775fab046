"""Commands on changes of vocabulary: emerging, silent, keyness."""

from __future__ import annotations

from dataclasses import asdict

from flows.cli.opening import open_workspace
from flows.cli.options import (
    ChangeOptions,
    Corpora,
    FirstDate,
    Language,
    LanguageName,
    LastDate,
    Limit,
    Minimum,
    OptionalText,
    Publisher,
    StoreOption,
    Switch,
    TableOutput,
)
from flows.cli.printing import Listing, check_out, describe_source, show_rows
from flows.errors import UsageError

_QUOTED = 60  # characters of a quote that a table has room for
_EMERGING = {
    "zh": "term",
    "en": " ",
    "here": "since",
    "there": "before",
    "first": "first",
    "per_million_here": "per million",
    "log_ratio": "Log Ratio",
    "q": "q",
}
_SEQUENCES = {
    "term": "sequence",
    "occurrences": "since",
    "earlier": "before",
    "log_ratio": "Log Ratio",
    "documents": "documents",
    "line": "line",
}
_SILENT = {
    "zh": "term",
    "en": " ",
    "expected": "expected",
    "found": "found",
    "p": "p",
    "peak": "peak",
    "last": "last",
    "last_quote": "last passage before",
}
_KEYNESS = {
    "zh": "term",
    "en": " ",
    "here": "here",
    "there": "there",
    "per_million_here": "per million",
    "log_ratio": "Log Ratio",
    "g2": "G2",
    "q": "q",
}


def emerging(
    since: str,
    *,
    before: OptionalText = "",
    change: ChangeOptions = ChangeOptions(),
    minimum: Minimum = 5,
    ngrams: Switch = False,
    language: LanguageName = "zh",
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List lexicon terms that are new or much more frequent since a date.

    With --ngrams, list sequences of words that the lexicon lacks (see also `zhengce lexicon discover`).

    Parameters
    ----------
    since
        A month or year, such as 2023 or 2023-07.
    before
        First date of the time to compare with. Default: everything before.
    ngrams
        List new and rising sequences of words that the lexicon lacks, instead of its terms.
    language
        Language of the sequences.
    """
    from flows.trends import EMERGING, find_emerging

    check_out(output.out)
    request = change.request(since, minimum, before)
    if ngrams:
        if change.types or change.date != "published":
            raise UsageError("cli.ngrams_alone")
        return _show_sequences(since, before, change, minimum, language, output, store)
    with open_workspace(store) as workspace:
        rows = find_emerging(workspace.collection, request)
        source = describe_source(workspace, change.date, change.corpus)
    right = ("here", "there", "per_million_here", "log_ratio", "q")
    listing = Listing("emerging terms", EMERGING, _EMERGING, right, spare=("per_million_here", "first"))
    return show_rows(rows, listing, output, source=source)


def _show_sequences(
    since: str,
    before: str,
    change: ChangeOptions,
    minimum: int,
    language: LanguageName,
    output: TableOutput,
    store: StoreOption,
) -> int:
    from datetime import date, timedelta

    from flows.annotation.matching import RustCutter, read_stock_words
    from flows.terminology import CANDIDATE_COLUMNS, DiscoveryRequest, Stock, discover_terms
    from flows.trends import check_corpora

    corpora = change.corpus or ()
    day_before = (date.fromisoformat((since + "-01-01")[:10]) - timedelta(1)).isoformat()
    request = DiscoveryRequest(
        language,
        corpora,
        first=since,
        last=change.to,
        against_first=before,
        against_last=day_before * bool(before),
        limit=change.limit,
        minimum=minimum,
    )
    with open_workspace(store) as workspace:
        check_corpora(workspace.store, corpora)
        cut, stock = RustCutter().cut, Stock(read_stock_words())
        found = discover_terms(workspace.store, workspace.lexicon, cut, stock, request)
        source = describe_source(workspace, corpora=corpora)
    shown = [{**asdict(row), "line": f"{row.left}[{row.keyword}]{row.right}"} for row in found]
    right = ("occurrences", "earlier", "log_ratio", "documents")
    listing = Listing("sequences", CANDIDATE_COLUMNS, _SEQUENCES, right)
    return show_rows(found, listing, output, shown=shown, source=source)


def silent(
    since: str,
    *,
    change: ChangeOptions = ChangeOptions(),
    minimum: Minimum = 10,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List lexicon terms that have fallen out of use since a date.

    Parameters
    ----------
    since
        A month or year, such as 2020 or 2020-07.
    """
    from flows.trends import SILENT, find_silent

    check_out(output.out)
    with open_workspace(store) as workspace:
        rows = find_silent(workspace.collection, change.request(since, minimum))
        source = describe_source(workspace, change.date, change.corpus)
    shown = [row._asdict() | {"last_quote": _cut(row.last_quote)} for row in rows]
    listing = Listing("silent terms", SILENT, _SILENT, ("expected", "found", "p"), spare=("p", "peak"))
    return show_rows(rows, listing, output, shown=shown, source=source)


def _cut(text: str) -> str:
    return text[:_QUOTED] + "…" * (len(text) > _QUOTED)


def keyness(
    *,
    corpus: Corpora = None,
    publisher: Publisher = None,
    language: Language = None,
    from_: FirstDate = "",
    to: LastDate = "",
    against_corpus: Corpora = None,
    against_publisher: Publisher = None,
    against_from: OptionalText = "",
    against_to: OptionalText = "",
    limit: Limit = 30,
    minimum: Minimum = 5,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Compare the terms of two sets of documents: what one says more often than the other.

    Parameters
    ----------
    against_corpus
        The other set, with the options below; without any of them, everything else. Repeatable.
    against_publisher
        An issuing body of the other set. Repeatable.
    against_from
        First date of the other set.
    against_to
        Last date of the other set, included.
    """
    from flows.search import read_range
    from flows.trends import KEYNESS, KeynessRequest, Side, find_keyness

    check_out(output.out)
    here = Side(tuple(corpus or ()), tuple(publisher or ()), tuple(language or ()), read_range(from_, to))
    other_dates = read_range(against_from, against_to)
    there = Side(tuple(against_corpus or ()), tuple(against_publisher or ()), (), other_dates)
    if not here:
        raise UsageError("cli.no_first_set")
    request = KeynessRequest(here, there or None, limit=limit, minimum=minimum)
    both = [*here.corpus, *there.corpus] * bool(here.corpus and there.corpus)
    with open_workspace(store) as workspace:
        rows = find_keyness(workspace.collection, request)
        source = describe_source(workspace, corpora=both)
    right = ("here", "there", "per_million_here", "log_ratio", "g2", "q")
    listing = Listing("terms", KEYNESS, _KEYNESS, right, spare=("g2", "per_million_here"))
    return show_rows(rows, listing, output, source=source)
