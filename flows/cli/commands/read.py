"""Commands that read passages and documents: search, concordance, similar, analyze, show, versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    AsOf,
    AsTyped,
    CiteOption,
    ExchangeOption,
    FilterOptions,
    Limit,
    Quiet,
    SchedulerOption,
    StoreOption,
    Switch,
    TableOutput,
    TextOrJson,
)
from flows.cli.printing import (
    category_names,
    check_at_least,
    check_limit,
    check_out,
    meanings_of,
    note,
    note_count,
    note_more,
    note_words,
    print_line,
    print_message,
    say,
    write_file,
)
from flows.errors import UsageError, local_message

if TYPE_CHECKING:
    from flows.pipeline import VersionChange
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
_COUNTERPART_COLUMNS = ("counterparts", "counterpart_places", "alignment", "pairs")


def search(
    *query: str,
    chosen: FilterOptions = FilterOptions(),
    limit: Limit = 10,
    sort: Literal["relevance", "recent", "date"] = "relevance",
    as_typed: AsTyped = False,
    facet: Annotated[list[Literal["term", "entity", "programme"]] | None, Parameter(negative="")] = None,
    fold: Switch = False,
    counterparts: Switch = False,
    by_document: Switch = False,
    cite: CiteOption = None,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Search tagged passages, exactly, in both languages.

    Parameters
    ----------
    query
        Words (all must occur), "phrases", or a term such as 新型举国体制; may be empty with filters.
        like:PASSAGE_ID or ~"free text" ranks passages by similarity (see `zhengce similar`).
    sort
        By relevance (BM25), recent (relevance halved for every five years of age), or date, newest first.
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

    check_at_least("--limit", limit)
    check_out(output.out)
    words, facets = " ".join(query), (*FACET_NAMES, *(facet or ()))
    request = SearchRequest(
        words, chosen.filters(), limit=limit, order=sort, facets=facets, expand=not as_typed, fold=fold
    )
    if by_document:
        from flows.cli.commands.lists import list_matching

        return list_matching(request, chosen, output, store)
    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = search_passages(workspace.collection, request)
        workspace.remember("search", words, chosen.words(), found.total)
        beside = find_hit_counterparts(workspace.store, found) if counterparts else None
        citations = _cite_hits(workspace, found, cite) if cite else None
        _note_found(workspace.collection, request, found)
        _show_found(found, beside, citations, output, category_names(workspace))
    return 0


def _note_found(collection: Collection, request: SearchRequest, found: SearchResult) -> None:
    """Say how the words were searched and, where nothing is found, what each of them finds alone."""
    from flows.output import no_date, no_title
    from flows.search import explain_words
    from flows.search.documents import take_apart

    note_words(explain_words(collection, request.query, expand=request.expand), found.hits, "passages")
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
    from flows.output import messages, print_csv, print_hits, print_json
    from flows.search import hit_rows

    columns = (
        *_HIT_COLUMNS,
        *("citation",) * (citations is not None),
        *("similarity", "copies") * bool(found.similar),
        *(_COUNTERPART_COLUMNS if beside is not None else ()),
    )
    cited = [{"citation": text} for text in citations] if citations else [{} for _ in found.hits]
    flat = [{**row, **extra} for row, extra in zip(_flat_hits(found, beside), cited, strict=True)]
    if output.out:
        write_file(flat, columns, output.out)
    elif output.format == "json":
        left_out = {"concepts"} if found.similar else {"concepts", "similar"}
        whole = {name: value for name, value in asdict(found).items() if name not in left_out}
        hits = [{**row, **extra} for row, extra in zip(hit_rows(found, beside), cited, strict=True)]
        print_json({**whole, "hits": hits})
    elif output.format == "csv":
        print_csv(flat, columns)
    else:
        print_hits(found, messages, beside, categories)
        for number, text in enumerate(citations or (), 1):
            print_line(f"[{number}] {text}")
        return
    if found.total > len(found.hits):
        note_count(found.total, "passage", "passages", len(found.hits))


def _flat_hits(
    found: SearchResult, beside: Sequence[Sequence[HitCounterpart]] | None
) -> Iterator[Mapping[str, object]]:
    """Yield one row per hit whose lists are joined by |."""
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


def concordance(
    *query: str,
    chosen: FilterOptions = FilterOptions(),
    width: Annotated[int, WHOLE] = 20,
    sort: Literal["left", "right", "date"] = "date",
    limit: Annotated[int | None, WHOLE, Parameter(help="At most this many are shown. Default: all.")] = None,
    as_typed: AsTyped = False,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Show every occurrence with the text to its left and right.

    Parameters
    ----------
    query
        Words, phrases and operators, as for `zhengce search`.
    width
        Chinese characters per side; English gets half as many words. A narrow terminal cuts the outer ends.
    sort
        By date, or by the words to the left or right, nearest first.
    """
    from flows.output import print_concordance, print_csv, print_json
    from flows.search import ConcordanceRequest, Line, explain_words, find_lines

    check_at_least("--width", width)
    check_limit(limit)
    check_out(output.out)
    words = " ".join(query)
    request = ConcordanceRequest(words, chosen.filters(), width=width, sort=sort, expand=not as_typed)
    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = find_lines(workspace.collection, request)
        workspace.remember("concordance", words, chosen.words(), len(found))
        plain = explain_words(workspace.collection, words, expand=request.expand)
    lines = found[:limit]
    rows = [line._asdict() for line in lines]
    note_words(plain, rows, "occurrences")
    if output.out:
        write_file(rows, Line._fields, output.out, meanings_of("concordance"))
    elif output.format == "json":
        print_json(rows)
    elif output.format == "csv":
        print_csv(rows, Line._fields)
    else:
        print_concordance(lines)
    if output.format == "table" or len(found) > len(lines):
        note_count(len(found), "occurrence", "occurrences", limit)
    return 0


def similar(
    *target: str,
    chosen: FilterOptions = FilterOptions(),
    limit: Limit = 10,
    build: Switch = False,
    scheduler: SchedulerOption = "",
    exchange: ExchangeOption = "",
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Show passages similar to a passage, a document or a text, in either language.

    Similar by the vectors of a multilingual sentence encoder: a ranking with a limit, not a count. --build
    prepares the stored passages once, and what is new later; it can be stopped and continued. Near-copies are
    folded into one. In a query of `zhengce search`, like:PASSAGE_ID and ~"free text" do the same.

    Parameters
    ----------
    target
        The id of a passage or document, as search shows it, or a text of your own.
    build
        Prepare the passages that are not compared yet, in one process per core; without a target, do only
        this.
    """
    from flows.output import messages, print_csv, print_json, print_similar, progress_bar
    from flows.search.similarity import SimilarPassage, SimilarRequest, find_similar

    check_at_least("--limit", limit)
    check_out(output.out)
    documents = chosen.documents()
    if build and documents:
        raise UsageError("cli.as_of_alone", option="--build")
    with open_workspace(store, documents=documents) as workspace:
        if build:
            from flows.pipeline import prepare_vectors, reporting_to
            from flows.workspace import executor_of

            choice = executor_of(workspace.settings, scheduler=scheduler, exchange=exchange)
            with progress_bar(quiet=quiet) as draw, reporting_to(draw):
                built = prepare_vectors(workspace.store, choice)
            say("cli.texts_encoded", encoded=built.encoded, passages=built.passages)
            if not target:
                return 0
        found = find_similar(workspace.collection, SimilarRequest(" ".join(target), chosen.filters(), limit))
    rows = [asdict(hit) for hit in found.hits]
    columns = tuple(SimilarPassage.__match_args__)
    if output.out:
        write_file(rows, columns, output.out)
    elif output.format == "json":
        print_json(asdict(found))
    elif output.format == "csv":
        print_csv(rows, columns)
    else:
        print_similar(found, messages)
    if found.is_cut and not output.is_for_people:
        note_more("similar passages", limit)
    return 0


def show(document: str, *, as_of: AsOf = "", format_: TextOrJson = "text", store: StoreOption = None) -> int:
    """Show a document's provenance: each field's origin, its bytes, address, reader, run and versions.

    Parameters
    ----------
    document
        Its id as search shows it (or a passage's, or the beginning of it), the id to cite that a colleague's
        store shows, or its address.
    """
    from flows.output import print_json
    from flows.pipeline import collect_provenance, resolve_id

    with open_workspace(store) as workspace:
        identifier = resolve_id(workspace.store, document)
        if as_of:
            from flows.references import document_on

            identifier = document_on(workspace.store, identifier, as_of).document_id
        found = collect_provenance(workspace.store, identifier, workspace.lexicon)
    if format_ == "json":
        print_json(found)
        return 0
    _print_provenance(found)
    return 0


def _print_provenance(found: Mapping[str, Any]) -> None:
    from flows.cli.provenance import describe_provenance
    from flows.output import join_label, print_table, translate_word

    print_message("cli.document_in", "bold", identifier=found["id"], corpus=found["corpus"])
    print_message("cli.to_cite", identifier=found["content_id"])
    rows = [
        {"field": translate_word(name, "fields"), **_name_entry(name, entry)}
        for name, entry in found["fields"].items()
        if entry["value"]
    ]
    print_table(rows, {name: name for name in ("field", "value", "from")})
    for label, value in describe_provenance(found):
        print_line(join_label(label, value))


def _name_entry(name: str, entry: Mapping[str, str]) -> dict[str, str]:
    """Return the value and the origin of a field in the language of the terminal."""
    from flows.cli.provenance import name_origin
    from flows.output import translate_word

    value = entry["value"]
    return {"value": {"language": translate_word(value)}.get(name, value), "from": name_origin(entry["from"])}


def versions(document: str, *, format_: TextOrJson = "text", store: StoreOption = None) -> int:
    """Show what changed between versions of a document, or editions of a law.

    Removed text is marked [-so-], added text {+so+}. ID#第12条 follows one article and lists who cites it.

    Parameters
    ----------
    document
        Its id as search shows it (of any version), or its address; with #第12条 or #12 one article.
    """
    from flows.output import print_json
    from flows.pipeline import compare_editions, compare_versions, resolve_id
    from flows.references import read_article_address

    document, article = read_article_address(document)
    if article is not None:
        return _show_article(document, article, format_, store)
    with open_workspace(store) as workspace:
        identifier = resolve_id(workspace.store, document)
        steps = [
            *compare_versions(workspace.store, identifier),
            *compare_editions(workspace.store, identifier),
        ]
    if format_ == "json":
        print_json([step.as_dict() for step in steps])
        return 0
    for step in steps:
        _print_step(step)
    if not steps:
        say("cli.one_version")
    return 0


def _print_step(step: VersionChange) -> None:
    """Print what changed from one version or edition to the next."""
    from flows.output import translate_word
    from flows.pipeline import mark_changes

    ends = {"old": step.old_id, "new": step.new_id}
    if step.dates:
        print_message("cli.editions", "bold", first=step.dates[0], second=step.dates[1], **ends)
    else:
        print_message("cli.first_seen", "bold", moment=step.first_seen, **ends)
    empty = local_message("cli.empty")
    for name, (old, new) in step.fields.items():
        field = translate_word(name, "fields")
        print_message("cli.field_change", field=field, old=old or empty, new=new or empty)
    for change in step.changes:
        marked = mark_changes(change.old, change.new)
        print_message("cli.line_change", line=str(change.line), text=marked)


def _show_article(document: str, number: int, file_format: str, store: Path | None) -> int:
    """Show an article of a law in each edition, and the passages that cite it."""
    from flows.output import print_json, translate_word
    from flows.pipeline import mark_changes, resolve_id
    from flows.references import article_citations, article_history, read_articles

    with open_workspace(store) as workspace:
        identifier = resolve_id(workspace.store, document)
        known = read_articles(workspace.store, identifier)
        if number not in known:
            last = max(known, default=0)
            raise UsageError("cli.no_article", document=identifier, number=number, last=last)
        history = article_history(workspace.store, identifier, number)
        citing = article_citations(workspace.store, identifier, number)
    if file_format == "json":
        print_json(
            {"history": [one._asdict() for one in history], "cited_by": [one._asdict() for one in citing]}
        )
        return 0
    for one in history:
        where = f"{one.date}  {one.passage_id or one.document_id}"
        change = translate_word(one.change, "article")
        if one.number:
            print_message("cli.article_was", "bold", place=where, change=change, number=one.number)
        else:
            print_line(f"{where}  {change}", style="bold")
        if one.change == "changed":
            print_line(f"  {mark_changes(one.before, one.text)}")
        elif one.change in ("first", "new"):
            print_line(f"  {one.text}")
    print_message("cli.article_cited", "bold", number=len(citing))
    for cited in citing:
        print_line(f"  {cited.date}  {cited.passage_id}  {cited.title}")
    return 0
