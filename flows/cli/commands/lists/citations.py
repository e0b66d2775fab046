"""The command on citations: who cites a document, what is cited most, and what one rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Literal

from flows.cli.limiting import PAGE_OF_30, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import (
    ChoiceOptions,
    Corpora,
    Limit,
    OptionalText,
    StoreOption,
    TableOutput,
)
from flows.cli.printing import (
    Listing,
    check_at_least,
    check_limit,
    check_out,
    note_count,
    say,
    show_rows,
)
from flows.errors import UsageError, terminal_locale
from flows.records import Relation

if TYPE_CHECKING:
    from flows.references import Cited
    from flows.workspace import Workspace

_EDGES = {
    "date": "date",
    "citing": "citing",
    "relation": "relation",
    "cited": "cited",
    "lag_days": "days after",
    "passage_id": "passage",
}
# A narrow terminal keeps the passage, as it is quoted by its id.
_EDGE_LISTING = Listing(
    "citations", (), _EDGES, ("lag_days", "depth"), ("lag_days", "relation", "date"), words=("relation",)
)
_CITED = {
    "cited": "document",
    "number": "number",
    "documents": "cited by",
    "citations": "times",
    "years": "years",
    "published": "stored, of",
    "median_lag": "median days",
    "what": "relations",
}


def citations(
    document: OptionalText = "",
    *,
    view: Literal["cited", "dangling", "edges", "chain"] | None = None,
    relation: Relation | None = None,
    corpus: Corpora = None,
    depth: int = 3,
    limit: Limit = PAGE_OF_30,
    output: TableOutput = TableOutput(),
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
) -> int:
    """Show which documents are cited, by how many others, why, and how long after.

    A choice of documents selects those that cite; what they cite may be outside it. A citing text that is
    stored several times counts once, by its earliest date; `zhengce export citations` has its copies, too.

    Parameters
    ----------
    document
        A document number (国发〔2015〕28号, "Guo Fa [2015] No. 28"), a title or part of one, or a document's
        id: then who cites it (edges), or with --view chain what it rests on.
    view
        cited: the most cited (default without a document); dangling: cited but not in the store; edges: each
        citation; chain: what a stored document cites, what that cites, and so on.
    relation
        Only citations of this kind.
    depth
        Steps of a chain.
    """
    from flows.references import CITED_COLUMNS, EDGE_COLUMNS, cited_rows, edge_rows, find_chain, keep_cited

    check_limit(limit)
    check_at_least("--depth", depth)
    check_out(output.out)
    view = view or ("edges" if document else "cited")
    with open_workspace(store, documents=documents.documents()) as workspace:
        found, matches = _read_cited(workspace, document, corpus or (), is_silent=view == "chain")
        start = _find_document(workspace, document) if view == "chain" else ""
    is_table, limit = output.format == "table" and not output.out, limit_rows(limit, output)
    chosen = keep_cited(found, matches, relation)
    if is_table:
        found, chosen = _name_for_reader(found), _name_for_reader(chosen)
    match view:
        case "chain":
            rows: list[dict[str, Any]] = [link.as_row() for link in find_chain(found, start, depth)]
            columns, names = ["depth", *EDGE_COLUMNS], {"depth": "step", **_EDGES}
            listing = replace(_EDGE_LISTING, columns=columns, names=names, spare=("date", "relation"))
        case "edges":
            rows = [edge.as_row() for edge in edge_rows(chosen)]
            listing = replace(_EDGE_LISTING, columns=EDGE_COLUMNS)
        case _:
            rows = [asdict(summary) for summary in cited_rows(chosen, dangling=view == "dangling")]
            listing = _cited_listing(rows[:limit], CITED_COLUMNS)
    total, rows = len(rows), rows[:limit]
    shown = [_show_cited(row) for row in rows] if listing.what == "cited documents" else None
    code = show_rows(rows, listing, output, shown=shown)
    if is_table and rows:
        _note_cited(total, chosen, view, limit)
    return code


def _note_cited(total: int, chosen: Sequence[Cited], view: str, limit: int | None) -> None:
    """Say how many there are, and how many citations are left out as they are in copies of counted texts."""
    one, many = "citation", "citations"
    if view in ("cited", "dangling"):
        one, many = "document cited", "documents cited"
    note_count(total, one, many, limit)
    of_view = [entry for entry in chosen if view != "dangling" or not entry.document]
    copies = sum(len(entry.copies) for entry in of_view)
    if copies and view != "chain":
        say("cli.citations_in_copies", number=copies)


def _read_cited(
    workspace: Workspace, document: str, corpora: Sequence[str], *, is_silent: bool
) -> tuple[list[Cited], Callable[[Cited], bool]]:
    """Return all cited documents, and a test for those that `document` names.

    If none is, a message says whether it is stored, unless `is_silent`: a chain lists what it cites.
    Raises UsageError for an article.
    """
    from flows.references import collect_cited, find_stored, match_cited

    if article := document.partition("#")[2]:
        raise UsageError("cli.cited_article", name=document, article=article)
    found = collect_cited(workspace.store, corpora)
    matches = match_cited(workspace.store, document, workspace.lexicon)
    if document and not is_silent and not any(map(matches, found)):
        is_stored = find_stored(workspace.store, document, workspace.lexicon)
        say("cli.never_cited" if is_stored else "cli.unknown_cited", name=document)
    return found, matches


def _cited_listing(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> Listing:
    """Return the listing of cited documents, without empty columns."""
    shown = [_show_cited(row) for row in rows]
    used = {
        name: heading for name, heading in _CITED.items() if any(row[name] not in ("", None) for row in shown)
    }
    right = ("documents", "citations", "median_lag")
    return Listing(
        "cited documents", columns, used, right, spare=("what", "median_lag", "published", "years")
    )


def _show_cited(row: dict[str, Any]) -> dict[str, Any]:
    years = dict.fromkeys((str(row["first"])[:4], str(row["last"])[:4]))
    from flows.output import join_list, translate_word

    relations = row["relations"].items()
    what = join_list(f"{translate_word(name).replace('_', ' ')} {number:,}" for name, number in relations)
    lag = row["median_lag"]
    days = None if lag is None else f"{lag:,}"
    return {**row, "years": "–".join(years), "what": what, "median_lag": days}


def _name_for_reader(found: Sequence[Cited]) -> list[Cited]:
    """Return cited documents under their names in the terminal's language."""
    return [replace(entry, name=entry.name_in(terminal_locale())) for entry in found]


def _find_document(workspace: Workspace, document: str) -> str:
    """Return the id of a stored document by any of its names. Raises UsageError if there is none."""
    from flows.references import find_stored

    if found := find_stored(workspace.store, document, workspace.lexicon):
        return found
    raise UsageError("cli.no_chain_start", document=document)
