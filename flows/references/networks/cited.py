"""The network of citations: stored documents and cited ones, which are marked if not stored."""

from __future__ import annotations

from collections import Counter, defaultdict

from flows.annotation.lexicon import Lexicon
from flows.references.citations import Cited, collect_cited
from flows.references.networks.model import Network, NetworkEdge, NetworkNode, NetworkRequest
from flows.store import Store
from flows.store.documents import DocumentRequest, ListedDocument, list_documents
from flows.store.facts import StoredCitation
from flows.store.translations import PairFilter, read_pairs
from flows.text import has_han

_IN_USE = ("used", "confirmed")
_UNSTORED = "cited:"  # begins the id of a document that is not stored


def find_citation_network(store: Store, lexicon: Lexicon, request: NetworkRequest) -> Network:
    """Return who cites whom: one edge per citing and cited document, weighted by the number of citations.

    In a part of a store, the cited documents may be outside it.
    """
    edges, cited = _find_edges(collect_cited(store, request.corpora), request)
    every = DocumentRequest(limit=None)
    listed = {row.id: row for one in (store.beside, store) for row in list_documents(one, every).documents}
    titles = _read_titles(store.beside)
    times = Counter(edge.target for edge in edges)
    used = sorted({name for edge in edges for name in (edge.source, edge.target)})
    nodes = []
    for name in used:
        entry = cited.get(name)
        if document := listed.get(name):
            nodes.append(_stored_node(document, titles.get(name, {}), times[name]))
        elif entry:
            nodes.append(_unstored_node(name, entry, lexicon, times[name]))
    known = {node.id for node in nodes}
    kept = [edge for edge in edges if edge.source in known and edge.target in known]
    return Network("citations", True, nodes, kept)


def _find_edges(cited: list[Cited], request: NetworkRequest) -> tuple[list[NetworkEdge], dict[str, Cited]]:
    """Return the edges of sufficient weight, by ids, and the cited documents by id."""
    found: dict[str, Cited] = {}
    edges = []
    for entry in cited:
        target = entry.document_id or f"{_UNSTORED}{entry.number or entry.name}"
        by_citing: dict[str, list[StoredCitation]] = defaultdict(list)
        for citation in entry.edges:
            if request.dates.covers(citation.date):
                by_citing[citation.document_id].append(citation)
        for source, citations in by_citing.items():
            if len(citations) >= request.least and source != target:
                found[target] = entry
                edges.append(_make_edge(source, target, citations))
    return sorted(edges, key=lambda edge: (edge.source, edge.target)), found


def _make_edge(source: str, target: str, citations: list[StoredCitation]) -> NetworkEdge:
    relations = Counter(citation.relation for citation in citations)
    described = "; ".join(f"{name} {number}" for name, number in relations.most_common())
    attributes = {"relation": relations.most_common(1)[0][0], "relations": described}
    return NetworkEdge(source, target, len(citations), {**attributes, "date": citations[0].date})


def _stored_node(document: ListedDocument, titles: dict[str, str], times: int) -> NetworkNode:
    label = document.title or document.id
    own = _language_of(label)
    names = {"zh": "", "en": "", **titles, own: label}
    return NetworkNode(
        document.id,
        label,
        names["zh"],
        names["en"],
        {
            "stored": True,
            "date": document.date,
            "publisher": document.publisher,
            "document_number": document.document_number,
            "corpus": document.corpus,
            "language": document.language,
            "cited_by_documents": times,
        },
    )


def _unstored_node(name: str, entry: Cited, lexicon: Lexicon, times: int) -> NetworkNode:
    """Return the node of a cited document that is not stored, of which only the names are known."""
    concept = next(filter(None, (lexicon.concepts.get(edge.concept) for edge in entry.edges)), None)
    own = _language_of(entry.name)
    names = {"zh": "", "en": ""}
    if concept:
        names = {"zh": concept.zh, "en": concept.en}
    names[own] = entry.name
    return NetworkNode(
        name,
        entry.name,
        names["zh"],
        names["en"],
        {
            "stored": False,
            "date": "",
            "publisher": "",
            "document_number": entry.number,
            "corpus": "",
            "language": "",
            "cited_by_documents": times,
        },
    )


def _language_of(name: str) -> str:
    return "zh" if has_han(name) else "en"


def _read_titles(store: Store) -> dict[str, dict[str, str]]:
    """Return the titles of documents with a translation, by language."""
    titles: dict[str, dict[str, str]] = {}
    for pair in read_pairs(store, PairFilter(_IN_USE)):
        names = {"zh": pair.zh_title, "en": pair.en_title}
        titles[pair.zh_document_id] = titles[pair.en_document_id] = names
    return titles
