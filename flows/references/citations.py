"""The citation graph of the store: what is cited, by whom, what for, what is missing, and after how many days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flows.store import Store, document_names, stored_citations

CITED_COLUMNS = [
    "cited",
    "number",
    "document_id",
    "published",
    "citations",
    "documents",
    "first",
    "last",
    "median_lag",
    "relations",
    "variants",
]
EDGE_COLUMNS = [
    "date",
    "citing",
    "document_id",
    "passage_id",
    "relation",
    "text",
    "cited",
    "cited_number",
    "cited_document_id",
    "cited_date",
    "lag_days",
    "start",
    "end",
    "corpus",
]
# Short forms and kinds of documents in 《》 that name no one document outside their own.
GENERIC = frozenset(
    [
        "解释",
        "条例",
        "办法",
        "规定",
        "通知",
        "意见",
        "决定",
        "方案",
        "规划",
        "计划",
        "纲要",
        "公约",
        "协定",
        "章程",
        "目录",
        "指南",
        "报告",
        "宪法修正案",
        "修正案",
        "细则",
        "实施细则",
        "规则",
        "行动计划",
        "实施方案",
        "实施意见",
        "管理办法",
        "指导意见",
        "若干意见",
        "若干规定",
        "暂行规定",
        "公报",
        "建议",
        "决议",
        "批复",
        "措施",
    ]
)
# As many documents of one name are a series, not editions.
_EDITIONS = 5


@dataclass(slots=True)
class Cited:
    """One cited document: its names, the stored document it is (if any), and the edges to it."""

    name: str
    number: str = ""
    document: dict[str, Any] | None = None
    edges: list[dict[str, Any]] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)


class Resolver:
    """Matches the names in a citation with stored documents: number first, then concept, then title.

    Where several stored documents bear a name (the editions of a law, a report of every year), the last one dated no later
    than the citing document is meant; where all are later, the first of a few editions, and none of a yearly series. A
    document never cites itself.
    """

    def __init__(self, names: Iterable[dict[str, Any]]) -> None:
        self._by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in names:
            self._by_name[row["kind"], row["name"]].append(row)

    def find(self, citation: dict[str, Any]) -> dict[str, Any] | None:
        """Return the stored document that this citation names, or None."""
        for kind in ("number", "concept", "title"):
            name = citation[kind]
            if not name or (kind == "number" and name.startswith("〔")) or name in GENERIC:
                continue
            found = [
                row
                for row in self._by_name.get((kind, name), [])
                if row["document_id"] != citation["document_id"]
            ]
            earlier = [
                row
                for row in found
                if not row["date"] or not citation["date"] or row["date"] <= citation["date"]
            ]
            if earlier:
                return earlier[-1]
            if found and (kind == "number" or len(found) < _EDITIONS):
                return found[0]
        return None

    def is_own(self, citation: dict[str, Any]) -> bool:
        """Return whether the citation is a document's own name in its own text."""
        return any(
            row["document_id"] == citation["document_id"]
            for kind in ("number", "title")
            for row in self._by_name.get((kind, citation[kind]), [])
            if citation[kind]
        )


def collect_cited(store: Store, corpora: Sequence[str] = ()) -> list[Cited]:
    """Return every cited document with its edges, most cited first.

    Names that stand together somewhere (a title with its number, with its concept) are names of one document.
    """
    resolver = Resolver(row._asdict() for row in document_names(store))
    citations = [
        row
        for row in (citation._asdict() for citation in stored_citations(store, corpora))
        if not resolver.is_own(row) and row["title"] not in GENERIC
    ]
    keys = _Keys(citations)
    found: dict[str, Cited] = {}
    for row in citations:
        document = resolver.find(row)
        key = f"stored {document['document_id']}" if document else keys.find(row)
        cited = found.setdefault(key, Cited(key))
        cited.document = document
        cited.number = cited.number or (row["number"] if not row["number"].startswith("〔") else "")
        cited.surfaces[row["text"]] += 1
        cited.edges.append(row)
    for cited in found.values():
        cited.name = cited.document["title"] if cited.document else cited.surfaces.most_common(1)[0][0]
        cited.number = (cited.document["document_number"] if cited.document else "") or cited.number
    return sorted(
        found.values(),
        key=lambda cited: (
            -len({edge["document_id"] for edge in cited.edges}),
            -len(cited.edges),
            cited.name,
        ),
    )


class _Keys:
    """One key for all names of a document that is not stored: concept, else number, else title."""

    def __init__(self, citations: Iterable[dict[str, Any]]) -> None:
        concepts: dict[str, Counter[str]] = defaultdict(Counter)
        numbers: dict[str, Counter[str]] = defaultdict(Counter)
        for row in citations:
            for name in filter(None, (row["title"], row["number"])):
                if row["concept"]:
                    concepts[name][row["concept"]] += 1
            if row["title"] and row["number"] and not row["number"].startswith("〔"):
                numbers[row["title"]][row["number"]] += 1
        self._concepts = {name: counts.most_common(1)[0][0] for name, counts in concepts.items()}
        # A title that goes with many numbers (修改《X》的决定) is no name of one of them.
        self._numbers = {name: next(iter(counts)) for name, counts in numbers.items() if len(counts) == 1}

    def find(self, row: dict[str, Any]) -> str:
        number = row["number"] or self._numbers.get(row["title"], "")
        concept = row["concept"] or self._concepts.get(row["title"], "") or self._concepts.get(number, "")
        return concept or number or row["title"]


def cited_rows(cited: Iterable[Cited], *, dangling: bool = False) -> list[dict[str, Any]]:
    """Return one row (CITED_COLUMNS) a cited document; `dangling`: only those that are not stored.

    `median_lag` is in days, over the citations no earlier than the stored edition.
    """
    rows = []
    for entry in cited:
        if dangling and entry.document:
            continue
        dates = [edge["date"] for edge in entry.edges if edge["date"]]
        published = entry.document["date"] if entry.document else ""
        lags = sorted(
            lag for edge in entry.edges if (lag := lag_days(published, edge["date"])) is not None and lag >= 0
        )
        rows.append(
            {
                "cited": entry.name,
                "number": entry.number,
                "document_id": entry.document["document_id"] if entry.document else "",
                "published": published,
                "citations": len(entry.edges),
                "documents": len({edge["document_id"] for edge in entry.edges}),
                "first": min(dates, default=""),
                "last": max(dates, default=""),
                "median_lag": lags[len(lags) // 2] if lags else None,
                "relations": dict(Counter(edge["relation"] for edge in entry.edges).most_common()),
                "variants": [surface for surface, _ in entry.surfaces.most_common(5)],
            }
        )
    return rows


def edge_rows(cited: Iterable[Cited]) -> list[dict[str, Any]]:
    """Return one row (EDGE_COLUMNS) a citation, by date of the citing document."""
    rows = [
        {
            **edge,
            "cited": entry.name,
            "cited_number": entry.number,
            "cited_document_id": entry.document["document_id"] if entry.document else "",
            "cited_date": entry.document["date"] if entry.document else "",
            "lag_days": lag_days(entry.document["date"], edge["date"]) if entry.document else None,
        }
        for entry in cited
        for edge in entry.edges
    ]
    return sorted(rows, key=lambda row: (row["date"], row["document_id"], row["passage_id"], row["start"]))


def lag_days(earlier: str, later: str) -> int | None:
    """Return the days from one ISO date to another; None where one is not a whole date."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return None


def find_chain(cited: Sequence[Cited], document_id: str, depth: int = 3) -> list[dict[str, Any]]:
    """Return what a stored document rests on, what that rests on, and so on: rows with `depth`, nearest first, each once."""
    by_citing: dict[str, list[tuple[Cited, dict[str, Any]]]] = defaultdict(list)
    for entry in cited:
        for edge in entry.edges:
            by_citing[edge["document_id"]].append((entry, edge))
    rows, seen, level = [], {document_id}, [document_id]
    for step in range(1, depth + 1):
        following = []
        for citing in level:
            for entry, edge in by_citing[citing]:
                target = entry.document["document_id"] if entry.document else entry.name
                if target in seen:
                    continue
                seen.add(target)
                rows.append(
                    {
                        **edge,
                        "depth": step,
                        "cited": entry.name,
                        "cited_number": entry.number,
                        "cited_document_id": entry.document["document_id"] if entry.document else "",
                    }
                )
                following.append(target)
        level = following
    return rows


def find_stored(store: Store, identifier: str, number: str, title: str) -> str:
    """Return the id of the stored document with this id, else number key, else normalised title (the latest); "" if none."""
    names = [row._asdict() for row in document_names(store)]
    for matches in (
        lambda row: row["document_id"] == identifier,
        lambda row: number and row["kind"] == "number" and row["name"] == number,
        lambda row: title and row["kind"] == "title" and row["name"] == title,
        lambda row: len(title) > 3 and row["kind"] == "title" and title in row["name"],
    ):
        if found := [row["document_id"] for row in names if matches(row)]:
            return str(found[-1])
    return ""
