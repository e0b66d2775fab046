"""Search passages: words and filters, hits with their counterparts, facets and references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.limiting import PAGE_OF_10, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import AsTyped, CiteOption, FilterOptions, Limit, StoreOption, Switch, TableOutput
from flows.cli.printing import (
    category_names,
    check_limit,
    check_out,
    note,
    note_count,
    note_old_statuses,
    note_shared_names,
    note_words,
    print_line,
    say,
    write_file,
)
from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.search import Collection, HitCounterpart, SearchRequest, SearchResult
    from flows.workspace import Workspace

_HIT_COLUMNS = (
    "passage_id",
    "document_id",
    "title",
    "date",
    "publisher",
    "corpus",
    "language",
    "text",
    "labels",
    "instruments",
    "score",
)
_NAMED_FACETS = ("term", "entity", "programme")
_AT_ONCE = 10_000  # hits kept in memory at a time
_COUNTERPART_COLUMNS = ("counterparts", "counterpart_places", "alignment", "pairs")


def search(
    *query: str,
    chosen: FilterOptions = FilterOptions(),
    limit: Limit = PAGE_OF_10,
    sort: Literal["relevance", "recent", "date", "oldest"] = "relevance",
    as_typed: AsTyped = False,
    facet: Annotated[list[Literal["term", "entity", "programme"]] | None, Parameter(negative="")] = None,
    fold: Switch = False,
    counterparts: Switch = False,
    by_document: Switch = False,
    cite: CiteOption = None,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Search tagged passages in both languages: every match is found, and counted exactly.

    Parameters
    ----------
    query
        Words (all must occur), "phrases", or a term such as 新型举国体制; may be empty with filters.
        like:PASSAGE_ID or ~"free text" ranks passages by similarity (see `zhengce similar`).
    sort
        By relevance (BM25), recent (relevance halved for every five years of age), date (newest first), or
        oldest (who said it first).
    facet
        Also count these, besides strategy, instrument, language, publisher, corpus and year. Repeatable.
    fold
        Of documents that `zhengce reprints` knows as reprints of each other, search only the earliest.
    counterparts
        Show the aligned sentences of the other language with each hit (see `zhengce align`).
    by_document
        List documents with their number of matching passages, those with most first.
    """
    from flows.search import FACET_NAMES, SearchRequest, find_hit_counterparts, search_passages

    check_limit(limit)
    check_out(output.out)
    words, facets = " ".join(query), (*FACET_NAMES, *(facet or ()))
    request = SearchRequest(
        words, chosen.filters(), limit=limit, order=sort, facets=facets, expand=not as_typed, fold=fold
    )
    if by_document:
        _check_of_documents(facet, counterparts)
        return _list_documents(replace(request, limit=limit_rows(limit, output)), chosen, output, store, cite)
    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = search_passages(workspace.collection, request)
        workspace.remember("search", words, chosen.words(as_typed=as_typed, fold=fold), found.total)
        _note_found(workspace.collection, request, found, is_of_today=not chosen.as_of)
        if output.out or output.format == "csv":
            is_whole = limit_rows(limit, output) > limit
            pages = _turn_pages(workspace.collection, request, found) if is_whole else iter([found])
            hits = _Hits(workspace, counterparts, cite)
            _write_hits(hits.rows(pages), hits.columns(found), output)
            if not is_whole:
                _note_cut(found)
            return 0
        beside = find_hit_counterparts(workspace.store, found) if counterparts else None
        citations = _cite_hits(workspace, found, cite) if cite else None
        _show_found(found, beside, citations, output, _find_names(workspace, found))
    return 0


def _check_of_documents(facet: Sequence[str] | None, counterparts: bool) -> None:
    """Raise UsageError for an option about passages that a list of documents does not have."""
    for option, is_given in (("--facet", bool(facet)), ("--counterparts", counterparts)):
        if is_given:
            raise UsageError("cli.of_passages", option=option)


def _list_documents(
    request: SearchRequest, chosen: FilterOptions, output: TableOutput, store: StoreOption, style: str | None
) -> int:
    from flows.cli.commands.lists import list_matching  # not needed for passages

    return list_matching(request, chosen, output, store, style)


def _find_names(workspace: Workspace, found: SearchResult) -> dict[str, str]:
    """Return the Chinese names of labels, and of terms and names among the facets; none in English."""
    from flows.store.facts import name_in_entity

    labels = category_names(workspace)
    if not labels:
        return {}
    concepts = workspace.lexicon.concepts
    ids = {one for facet in _NAMED_FACETS for one in found.facets.get(facet, ())}
    names = {one: name_in_entity(one) for one in ids - concepts.keys()}
    return names | {one: concepts[one].label("zh") for one in ids & concepts.keys()} | labels


def _turn_pages(
    collection: Collection, request: SearchRequest, first: SearchResult
) -> Iterator[SearchResult]:
    """Yield all hits, page by page, with only one page in memory."""
    from flows.search import search_passages

    yield first
    for offset in range(len(first.hits), first.total, _AT_ONCE):
        yield search_passages(collection, replace(request, limit=_AT_ONCE, offset=offset, facets=()))


@dataclass(frozen=True, slots=True)
class _Hits:
    """Hits as rows of a table, with their counterparts and references if requested."""

    workspace: Workspace
    with_counterparts: bool
    style: str | None

    def columns(self, found: SearchResult) -> tuple[str, ...]:
        """Return the columns of the rows."""
        columns = [*_HIT_COLUMNS]
        if self.style:
            columns += ["citation"]
        if found.similar:
            columns += ["similarity", "copies"]
        if self.with_counterparts:
            columns += _COUNTERPART_COLUMNS
        return tuple(columns)

    def rows(self, pages: Iterable[SearchResult]) -> Iterator[Mapping[str, object]]:
        """Yield one row per hit."""
        from flows.search import find_hit_counterparts

        for page in pages:
            beside = find_hit_counterparts(self.workspace.store, page) if self.with_counterparts else None
            cited = _cite_hits(self.workspace, page, self.style) if self.style else [""] * len(page.hits)
            for row, text in zip(_flat_hits(page, beside), cited, strict=True):
                yield {**row, "citation": text}


def _write_hits(rows: Iterable[Mapping[str, object]], columns: Sequence[str], output: TableOutput) -> None:
    from flows.output import print_csv

    if output.out:
        write_file(rows, columns, output.out)
    else:
        print_csv(rows, columns)


def _note_cut(found: SearchResult) -> None:
    if found.total > len(found.hits):
        note_count(found.total, "passage", "passages", len(found.hits))


def _note_found(
    collection: Collection, request: SearchRequest, found: SearchResult, *, is_of_today: bool
) -> None:
    """Report how the words were searched and, if nothing is found, what each of them finds alone."""
    from flows.output import no_date, no_title
    from flows.search import explain_words, list_names
    from flows.search.documents import take_apart

    note_shared_names(collection, list_names(request.query, request.filters))
    note_words(explain_words(collection, request.query, expand=request.expand), found.hits, "passages")
    if is_of_today and (request.filters.status or "status" in request.query):
        note_old_statuses(collection.store)
    if found.total:
        return
    apart = take_apart(collection, request)
    if apart.words:
        say("cli.words_alone", words=[f"{one.word} {one.total:,}" for one in apart.words])
    if apart.together.total:
        say("cli.in_one_document", number=apart.together.total)
    for one in apart.together.rows:
        note(f"  {one.date or no_date()}  {one.title or no_title()}  {one.id}")


def _cite_hits(workspace: Workspace, found: SearchResult, style: str) -> list[str]:
    from flows.output.bibliography import cite_each, find_items

    items = find_items(workspace, [hit.passage_id for hit in found.hits])
    return cite_each(items, style, workspace.lexicon)


def _show_found(
    found: SearchResult,
    beside: Sequence[Sequence[HitCounterpart]] | None,
    citations: Sequence[str] | None,
    output: TableOutput,
    categories: Mapping[str, str],
) -> None:
    from flows.output import messages, print_hits, print_json
    from flows.search import hit_rows

    if output.format == "json":
        cited = [{"citation": text} for text in citations] if citations else [{} for _ in found.hits]
        left_out = {"concepts"} if found.similar else {"concepts", "similar"}
        whole = {name: value for name, value in asdict(found).items() if name not in left_out}
        hits = [{**row, **extra} for row, extra in zip(hit_rows(found, beside), cited, strict=True)]
        print_json({**whole, "hits": hits})
        _note_cut(found)
        return
    print_hits(found, messages, beside, categories)
    for number, text in enumerate(citations or (), 1):
        print_line(f"[{number}] {text}")


def _flat_hits(
    found: SearchResult, beside: Sequence[Sequence[HitCounterpart]] | None
) -> Iterator[Mapping[str, object]]:
    """Yield one row per hit, with lists joined by |."""
    for number, hit in enumerate(found.hits):
        row: Mapping[str, object] = {
            **asdict(hit),
            "labels": "|".join(hit.labels),
            "instruments": "|".join(hit.instruments),
        }
        if beside is not None:
            versions = [entry.translation for entry in beside[number]]
            sentences = [sentence for version in versions for sentence in version.sentences]
            row = {
                **row,
                "counterparts": "|".join(dict.fromkeys(sentence.text for sentence in sentences)),
                "counterpart_places": "|".join(dict.fromkeys(sentence.place for sentence in sentences)),
                "alignment": "|".join(dict.fromkeys(version.alignment for version in versions)),
                "pairs": "|".join(dict.fromkeys(version.describe_pair() for version in versions)),
            }
        yield row
