"""The neighbourhood of a document: what it cites, and what cites it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.references.citations import Cited
from flows.store.facts import StoredCitation


@dataclass(frozen=True, slots=True)
class NeighbouringDocument:
    """A neighbouring document: its id ("" if not stored), name, date, and the citations between the two.

    `relation` is the most frequent purpose of the citations, `passage_id` the passage with the first.
    """

    document_id: str
    name: str
    date: str
    times: int
    relation: str
    passage_id: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The documents that a document cites and those that cite it, most citations first.

    `cites_more` and `cited_by_more` are the numbers left out.
    """

    cites: list[NeighbouringDocument]
    cited_by: list[NeighbouringDocument]
    cites_more: int = 0
    cited_by_more: int = 0

    def __bool__(self) -> bool:
        return bool(self.cites or self.cited_by)


def find_neighbourhood(cited: Iterable[Cited], document_id: str, limit: int) -> Neighbourhood:
    """Return the neighbourhood of a stored document, at most `limit` documents on each side.

    A citing text that is stored several times is one document.
    """
    cites, cited_by = [], []
    for entry in cited:
        if entry.document_id == document_id:
            cited_by = _citing(entry.edges)
        elif own := [edge for edge in entry.with_copies if edge.document_id == document_id]:
            date = entry.published or next((edge.stated_date for edge in own if edge.stated_date), "")
            cites.append(_neighbour(entry.document_id, entry.name, date, own))
    return Neighbourhood(
        sorted(cites, key=_rank)[:limit],
        sorted(cited_by, key=_rank)[:limit],
        max(0, len(cites) - limit),
        max(0, len(cited_by) - limit),
    )


def _citing(edges: Iterable[StoredCitation]) -> list[NeighbouringDocument]:
    by_document: dict[str, list[StoredCitation]] = {}
    for edge in edges:
        by_document.setdefault(edge.document_id, []).append(edge)
    return [_neighbour(name, some[0].citing, some[0].date, some) for name, some in by_document.items()]


def _neighbour(
    document_id: str, name: str, date: str, edges: Sequence[StoredCitation]
) -> NeighbouringDocument:
    relation = Counter(edge.relation for edge in edges).most_common(1)[0][0]
    return NeighbouringDocument(document_id, name, date, len(edges), relation, edges[0].passage_id)


def _rank(one: NeighbouringDocument) -> tuple[bool, int, str, str]:
    """Return the sort key: stored documents first, then by number of citations, then by date."""
    return (not one.document_id, -one.times, one.date, one.name)
