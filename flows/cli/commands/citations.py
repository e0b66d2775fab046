"""Commands on what documents cite: citations, gaps, and the name pairs that documents introduce."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from flows.cli.commands.shared import Many, StoreOption, TableFormat, open_lexicon, open_store
from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.references import Cited


def citations(
    document: str = "",
    *,
    view: Literal["cited", "dangling", "edges", "chain"] | None = None,
    relation: Literal["according_to", "implementing", "issuing", "amending", "repealing", "mentioning"]
    | None = None,
    corpus: Many = None,
    depth: int = 3,
    limit: int = 30,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show which documents are cited, by how many others, what for, and how long after.

    Parameters
    ----------
    document
        A document number (国发〔2015〕28号, "Guo Fa [2015] No. 28"), a title or part of one, or an id:
        then who cites it (edges), or with --view chain what it rests on.
    view
        cited: the most cited (default without a document); dangling: cited but not in the store; edges: each
        citation; chain: what a stored document cites, what that cites, and so on.
    relation
        Only citations of this kind.
    depth
        Steps of a chain.
    """
    from flows.output import messages, print_csv, print_json
    from flows.references import CITED_COLUMNS, EDGE_COLUMNS, cited_rows, collect_cited, edge_rows, find_chain

    if limit < 1 or depth < 1:
        raise UsageError("--limit and --depth must be 1 or more")
    view = view or ("edges" if document else "cited")
    with open_store(store) as opened:
        found = collect_cited(opened, corpus or ())
        if view == "chain":
            chain = find_chain(found, _stored_id(opened, document), depth)
            rows, columns = [link.as_row() for link in chain], ["depth", *EDGE_COLUMNS]
        else:
            chosen = _keep(found, relation, _matcher(document) if document else None)
            if view == "edges":
                rows, columns = [edge.as_row() for edge in edge_rows(chosen)], EDGE_COLUMNS
            else:
                summaries = cited_rows(chosen, dangling=view == "dangling")
                rows, columns = [asdict(summary) for summary in summaries], CITED_COLUMNS
    total, rows = len(rows), rows[:limit] if format == "table" else rows
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv([_flat(row) for row in rows], columns)
    else:
        _print(rows, view)
        messages.print(
            f"{total:,} {'citations' if view in ('edges', 'chain') else 'documents cited'}"
            + (f"; {limit:,} shown, more with --limit" if total > limit else "")
        )
    return 0 if total else 1


def _keep(found: list[Cited], relation: str | None, matches: Any) -> list[Cited]:
    from dataclasses import replace

    kept = []
    for entry in found:
        edges = [edge for edge in entry.edges if not relation or edge.relation == relation]
        if edges and (matches is None or matches(entry)):
            kept.append(replace(entry, edges=edges))
    return kept


def _matcher(document: str) -> Any:
    """Return a test for what `document` names: a stored document's id, a number, or words of a title."""
    from flows.annotation import normalise_title
    from flows.text import parse_number

    number, title = parse_number(document), normalise_title(document)

    def matches(entry: Cited) -> bool:
        if entry.document and entry.document.document_id == document:
            return True
        if number:
            return parse_number(entry.number) == number or any(edge.number == number for edge in entry.edges)
        return any(title in edge.title for edge in entry.edges) or title in normalise_title(entry.name)

    return matches


def _stored_id(opened: Any, document: str) -> str:
    from flows.annotation import normalise_title
    from flows.references import find_stored
    from flows.text import parse_number

    found = find_stored(opened, document, parse_number(document), normalise_title(document))
    if not found:
        raise UsageError(
            f"{document!r}: --view chain needs a stored document: its number, its title or its id"
        )
    return found


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: "|".join(map(str, value))
        if isinstance(value, list)
        else "|".join(f"{key}:{number}" for key, number in value.items())
        if isinstance(value, dict)
        else value
        for name, value in row.items()
    }


def _print(rows: list[dict[str, Any]], view: str) -> None:
    from flows.output import print_table

    if view in ("edges", "chain"):
        columns = {
            "date": "date",
            "citing": "citing",
            "relation": "relation",
            "cited": "cited",
            "lag_days": "days after",
            "passage_id": "passage",
        }
        print_table(
            rows, {"depth": "step", **columns} if view == "chain" else columns, right=("lag_days", "depth")
        )
        return
    shown = [
        {
            **row,
            "years": "–".join(dict.fromkeys((str(row["first"])[:4], str(row["last"])[:4]))),
            "what": ", ".join(
                f"{name.replace('_', ' ')} {number:,}" for name, number in row["relations"].items()
            ),
        }
        for row in rows
    ]
    columns = {
        "cited": "document",
        "number": "number",
        "documents": "cited by",
        "citations": "times",
        "years": "years",
        "published": "stored, of",
        "median_lag": "median days",
        "what": "relations",
    }
    used = {
        name: heading
        for name, heading in columns.items()
        if any(row[name] not in ("", None) for row in shown)
    }
    print_table(shown, used, right=("documents", "citations", "median_lag"))


def gaps(
    series: str = "",
    *,
    year: int = 0,
    minimum: int = 2,
    limit: int = 40,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """List the numbers missing in each series of document numbers, such as 国发〔2021〕.

    Parameters
    ----------
    series
        Only this one, such as 国办发 or 国务院令.
    minimum
        Least number of a series's documents in the store.
    """
    from flows.output import messages, print_csv, print_json, print_table
    from flows.references import GAP_COLUMNS, find_gaps
    from flows.text import split_key

    with open_store(store) as opened:
        rows = [asdict(gap) for gap in find_gaps(opened, split_key, series, year, minimum=minimum)]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, GAP_COLUMNS)
    else:
        shown = [
            {**row, "numbers": row["numbers"][:120] + ("…" if len(row["numbers"]) > 120 else "")}
            for row in rows[:limit]
        ]
        print_table(
            shown,
            {
                "series": "series",
                "year": "year",
                "held": "held",
                "missing": "missing",
                "last": "to",
                "cited": "cited, not held",
                "numbers": "missing numbers",
            },
            right=("held", "missing", "last"),
        )
        messages.print(
            f"{len(rows):,} series with gaps"
            + (f"; {limit} shown, more with --limit" if len(rows) > limit else "")
        )
    return 0 if rows else 1


def lexicon_pairs(
    *,
    kind: Literal["abbreviation", "bilingual"] | None = None,
    known: bool = False,
    limit: int = 50,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """List the name pairs that documents introduce, such as 工业和信息化部（以下简称工信部）.

    They are candidates for the lexicon.

    Parameters
    ----------
    known
        Also pairs of which the lexicon knows both names.
    """
    from flows.output import messages, print_csv, print_json, print_table
    from flows.store import introduced_pairs

    lexicon = open_lexicon()
    with open_store(store) as opened:
        rows: list[dict[str, Any]] = [asdict(pair) for pair in introduced_pairs(opened, kind=kind or "")]
    for row in rows:
        concepts = [lexicon.find(row["long"]), lexicon.find(row["short"])]
        row["lexicon"] = (
            "both" if all(concepts) else "long" if concepts[0] else "short" if concepts[1] else "neither"
        )
    rows = [row for row in rows if known or row["lexicon"] != "both"]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, ["long", "short", "kind", "documents", "lexicon", "entity", "example"])
    else:
        columns = {
            "long": "name",
            "short": "also",
            "kind": "kind",
            "documents": "documents",
            "lexicon": "in the lexicon",
            "example": "such as",
        }
        print_table(rows[:limit], columns, right=("documents",))
        messages.print(
            f"{len(rows):,} pairs" + (f"; {limit} shown, more with --limit" if len(rows) > limit else "")
        )
    return 0 if rows else 1
