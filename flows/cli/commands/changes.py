"""Commands on changes of vocabulary: emerging, silent, keyness."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from cyclopts import Parameter

from flows.cli.limiting import PAGE_OF_30, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import (
    ChangeOptions,
    ChoiceOptions,
    Collections,
    Corpora,
    FirstDate,
    LakeOption,
    Language,
    LanguageName,
    LastDate,
    Limit,
    Minimum,
    OptionalText,
    Publisher,
    StandingOptions,
    StoreOption,
    Switch,
    TableOutput,
    Tags,
)
from flows.cli.printing import (
    Listing,
    check_limit,
    check_out,
    describe_source,
    note,
    note_if_cut,
    say,
    show_rows,
    working,
)
from flows.errors import UsageError, local_message, terminal_locale

if TYPE_CHECKING:
    from flows.store import Store
    from flows.trends import Side, SideSize
    from flows.workspace import Workspace


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class RankedChange(ChangeOptions):
    """Options of a change of vocabulary, of which a table is a page."""

    limit: Limit = PAGE_OF_30

    def within(self, output: TableOutput) -> RankedChange:
        """Return the options with the number of rows to list. Raises UsageError for a limit below 1."""
        check_limit(self.limit)
        return replace(self, limit=limit_rows(self.limit, output))


# The types of inherited fields are names in another module, where cyclopts does not look.
RankedChange.__init__.__annotations__.update(get_type_hints(ChangeOptions.__init__, include_extras=True))

_RIGHT_OF_KEYNESS = ("here", "there", "per_million_here", "log_ratio", "g2", "q")
_SPARE_OF_KEYNESS = ("g2", "per_million_here")
_QUOTED = 80  # cells of a quote in a table
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
    change: RankedChange = RankedChange(),
    minimum: Minimum = 5,
    ngrams: Switch = False,
    language: LanguageName = "zh",
    documents: ChoiceOptions = ChoiceOptions(),
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
    lake: LakeOption = None,
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
    from flows.trends import EMERGING, describe_change, find_emerging

    check_out(output.out)
    change = change.within(output)
    request = change.request(since, minimum, before)
    if ngrams:
        if change.types or change.date != "published":
            raise UsageError("cli.ngrams_alone")
        where = open_workspace(store, lake=lake, documents=documents.documents())
        return _show_sequences(since, before, change, minimum, language, output, where)
    with open_workspace(store, lake=lake, documents=documents.documents()) as workspace:
        found = find_emerging(workspace.collection, request)
        notes = describe_change(workspace.collection, request)
        source = describe_source(workspace, change.date, change.corpus)
    rows = found[: change.limit]
    right = ("here", "there", "per_million_here", "log_ratio", "q")
    spare = ("per_million_here", "first")
    listing = Listing("emerging terms", EMERGING, _EMERGING, right, spare, dictionary="emerging")
    code = show_rows(rows, listing, output, shown=_mark_low(rows, "here"), source=source)
    note_if_cut(found, change.limit, listing.what)
    return _note_lines(notes, rows, code)


def _mark_low(rows: Sequence[Any], column: str) -> list[dict[str, Any]]:
    """Return the rows of a table, with a star at counts with a low base."""
    return [{**row._asdict(), column: f"{getattr(row, column):,}{'*' * row.low_base}"} for row in rows]


def _note_lines(lines: Sequence[str], rows: Sequence[Any], code: int) -> int:
    """Print the basis of a comparison; return the exit code."""
    for line in lines:
        note(line, style="dim")
    if any(row.low_base for row in rows):
        say("cli.low_base", "dim")
    return code


def _show_sequences(
    since: str,
    before: str,
    change: ChangeOptions,
    minimum: int,
    language: LanguageName,
    output: TableOutput,
    where: AbstractContextManager[Workspace],
) -> int:
    from flows.annotation.matching import RustCutter, read_stock_words
    from flows.records import day_before
    from flows.store.series import count_waiting
    from flows.terminology import CANDIDATE_COLUMNS, DiscoveryRequest, Stock, discover_terms
    from flows.trends import check_corpora, describe_waiting

    corpora = change.corpus or ()
    request = DiscoveryRequest(
        language,
        corpora,
        first=since,
        last=change.to,
        against_first=before,
        against_last=day_before(since) if before else "",
        limit=change.limit + 1,
        minimum=minimum,
    )
    with where as workspace:
        check_corpora(workspace.store, corpora)
        waiting, passages = count_waiting(workspace.store, corpora)
        if passages and waiting == passages:
            raise UsageError("trends.nothing_annotated", passages=passages)
        cut, stock = RustCutter().cut, Stock(read_stock_words())
        with working("counting sequences in the annotated passages"):
            found = discover_terms(workspace.store, workspace.lexicon, cut, stock, request)
        source = describe_source(workspace, corpora=corpora)
    rows = found[: change.limit]
    shown = [{**asdict(row), "line": f"{row.left}[{row.keyword}]{row.right}"} for row in rows]
    right = ("occurrences", "earlier", "log_ratio", "documents")
    listing = Listing("sequences", CANDIDATE_COLUMNS, _SEQUENCES, right)
    code = show_rows(rows, listing, output, shown=shown, source=source)
    note_if_cut(found, change.limit, listing.what)
    notes = [
        local_message("cli.sequences_counted"),
        *describe_waiting(waiting, passages, terminal_locale()),
    ]
    return _note_lines(notes, (), code)


def silent(
    since: str,
    *,
    change: RankedChange = RankedChange(),
    minimum: Minimum = 10,
    documents: ChoiceOptions = ChoiceOptions(),
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
    lake: LakeOption = None,
) -> int:
    """List lexicon terms that have fallen out of use since a date.

    Parameters
    ----------
    since
        A month or year, such as 2020 or 2020-07.
    """
    from flows.trends import SILENT, describe_change, find_silent

    check_out(output.out)
    change = change.within(output)
    with open_workspace(store, lake=lake, documents=documents.documents()) as workspace:
        request = change.request(since, minimum)
        found = find_silent(workspace.collection, request)
        notes = describe_change(workspace.collection, request, is_silence=True)
        source = describe_source(workspace, change.date, change.corpus)
    rows = found[: change.limit]
    shown = [
        row._asdict()
        | {"last_quote": _cut(row.last_quote), "expected": f"{row.expected:,.1f}{'*' * row.low_base}"}
        for row in rows
    ]
    right = ("expected", "found", "p")
    listing = Listing("silent terms", SILENT, _SILENT, right, ("p", "peak"), dictionary="silent")
    code = show_rows(rows, listing, output, shown=shown, source=source)
    note_if_cut(found, change.limit, listing.what)
    return _note_lines(notes, rows, code)


def _cut(text: str) -> str:
    from flows.output import cut

    return cut(text, _QUOTED)


def _other(help_: str) -> Parameter:
    return Parameter(negative="", show_default=False, help=help_)


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class OtherOptions:
    """The documents of the other set."""

    against_corpus: Annotated[
        list[str] | None,
        _other("The other set, with the options below; without any of them, everything else. Repeatable."),
    ] = None
    against_publisher: Annotated[
        list[str] | None, _other("An issuing body of the other set (=NAME: alone). Repeatable.")
    ] = None
    against_language: Annotated[
        list[str] | None, _other("A language of the other set: zh, en, mixed or und. Repeatable.")
    ] = None
    against_from: Annotated[str, _other("First date of the other set.")] = ""
    against_to: Annotated[str, _other("Last date of the other set, included.")] = ""

    def side(self, query: str) -> Side:
        """Return the set of passages that a query finds ("": all). Raises UsageError for an invalid date."""
        from flows.search import read_range
        from flows.trends import Side

        names = (self.against_corpus, self.against_publisher, self.against_language)
        corpus, publisher, language = (tuple(some or ()) for some in names)
        return Side(corpus, publisher, language, read_range(self.against_from, self.against_to), query)


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class SidesOptions:
    """Passages that are compared, besides what whole documents have: by queries, collections and tags."""

    query: Annotated[
        str, Parameter(help="The passages that this query finds, as in `zhengce search`.", show_default=False)
    ] = ""
    collection: Collections = None
    tag: Tags = None
    against_query: Annotated[
        str, Parameter(help="The passages of the other set, by a query.", show_default=False)
    ] = ""
    against_collection: Annotated[
        list[str] | None, Parameter(negative="", help="A collection as the other set. Repeatable.")
    ] = None
    against_tag: Annotated[
        list[str] | None, Parameter(negative="", help="A tag as the other set. Repeatable.")
    ] = None

    def queries(self) -> tuple[str, str]:
        """Return the queries of both sets, "" if there is none."""
        from flows.search.kept import join_query  # commands start without it

        here = join_query(self.query, self.collection or (), self.tag or ())
        return here, join_query(self.against_query, self.against_collection or (), self.against_tag or ())

    def check(self, store: Store) -> None:
        """Raise UsageError for an unknown collection or tag."""
        from flows.search.kept import check_lists

        check_lists(store, self.collection or (), self.tag or ())
        check_lists(store, self.against_collection or (), self.against_tag or ())


def keyness(
    *,
    corpus: Corpora = None,
    publisher: Publisher = None,
    language: Language = None,
    from_: FirstDate = "",
    to: LastDate = "",
    others: OtherOptions = OtherOptions(),
    sides: SidesOptions = SidesOptions(),
    limit: Limit = PAGE_OF_30,
    minimum: Minimum = 5,
    documents: StandingOptions = StandingOptions(),
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
    lake: LakeOption = None,
) -> int:
    """Compare the terms of two sets of documents or passages: what one says more often than the other."""
    from flows.search import read_range
    from flows.trends import (
        KEYNESS,
        KeynessRequest,
        Side,
        compare_sides,
        count_overlap,
        count_waiting_in,
        describe_waiting,
    )

    check_out(output.out)
    check_limit(limit)
    limit, queries = limit_rows(limit, output), sides.queries()
    if lake and any(queries):
        raise UsageError("cli.no_query_of_lake")
    dates = read_range(from_, to)
    here = Side(tuple(corpus or ()), tuple(publisher or ()), tuple(language or ()), dates, queries[0])
    there = others.side(queries[1])
    if not here:
        raise UsageError("cli.no_first_set")
    request = KeynessRequest(here, there or None, limit=limit + 1, minimum=minimum)
    with open_workspace(store, lake=lake, documents=documents.documents()) as workspace:
        sides.check(workspace.store)
        found, *sizes = compare_sides(workspace.collection, request)
        common = count_overlap(workspace.collection, request) if any(queries) else 0
        waiting = count_waiting_in(workspace.collection, request)
        axis = "published" if here.dates or there.dates else None
        source = describe_source(workspace, axis, request.corpora)
    rows = found[:limit]
    listing = Listing("terms", KEYNESS, _KEYNESS, _RIGHT_OF_KEYNESS, _SPARE_OF_KEYNESS, dictionary="keyness")
    code = show_rows(rows, listing, output, shown=_mark_low(rows, "here"), source=source)
    note_if_cut(found, limit, listing.what)
    notes = [_describe_sides(*sizes), *describe_waiting(*waiting, terminal_locale())]
    notes += [local_message("cli.both_sets", number=common)] if common else []
    return _note_lines(notes, rows, code)


def _describe_sides(here: SideSize, there: SideSize) -> str:
    """Return the line on how much text was compared."""
    values = {"here": here.documents, "tokens_here": here.tokens, "tokens_there": there.tokens}
    if there.documents is None:
        return local_message("cli.set_and_rest", **values)
    return local_message("cli.sets_compared", there=there.documents, **values)
