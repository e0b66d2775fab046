"""Networks of co-occurrence: entities of one passage or document, and joint issuers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby

from flows.annotation.lexicon import Lexicon
from flows.corpus.metadata import split_issuers
from flows.references.networks.model import Network, NetworkEdge, NetworkNode, NetworkRequest, Value
from flows.statistics import log_likelihood
from flows.store import Store
from flows.store.facts import (
    DocumentIssuers,
    MentionUnit,
    count_units,
    document_issuers,
    name_entities,
    unit_entities,
)
from flows.text import has_han

_TYPES = ("ORG", "PERSON", "GPE", "TECH", "PROGRAMME")
# From this many entities on, a passage or document is a list (of firms, of members) and links nothing.
_MOST: dict[MentionUnit, int] = {"passage": 60, "document": 600}
Pair = tuple[str, str]


def find_mention_network(store: Store, lexicon: Lexicon, request: NetworkRequest) -> Network:
    """Return which entities are mentioned together.

    The weight of an edge is the number of passages (or documents) that mention both. `log_likelihood` (G2,
    Dunning 1993) and `pmi` (log2 of observed over expected) show whether that is more than chance, over all
    counted passages (documents) of the request; `log_likelihood` is negative if it is less.
    """
    units = [
        [row.entity for row in rows]
        for _, rows in groupby(
            unit_entities(store, request.unit, _TYPES, request.dates, request.corpora),
            lambda row: row.unit,
        )
    ]
    frequencies = Counter(entity for entities in units for entity in entities)
    often = {entity for entity, number in frequencies.items() if number >= request.least}
    pairs = _count_pairs(units, often, _MOST[request.unit])
    total = count_units(store, request.unit, request.dates, request.corpora)
    edges = [
        NetworkEdge(first, second, both, _associate(both, frequencies[first], frequencies[second], total))
        for (first, second), both in sorted(pairs.items())
        if both >= request.least
    ]
    used = sorted({name for edge in edges for name in (edge.source, edge.target)})
    named = name_entities(store, used, _TYPES)
    nodes = []
    for entity in used:
        label, zh, en = _name(entity, named[entity].surface, lexicon)
        attributes: dict[str, Value] = {"type": named[entity].type, f"{request.unit}s": frequencies[entity]}
        nodes.append(NetworkNode(entity, label, zh, en, attributes))
    return Network("mentions", False, nodes, edges)


def find_issuer_network(store: Store, lexicon: Lexicon, request: NetworkRequest) -> Network:
    """Return which bodies issue documents together; the weight of an edge is the number of documents.

    Names that the lexicon assigns to one body are one node.
    """
    documents: Counter[str] = Counter()
    weights: Counter[Pair] = Counter()
    dates: dict[Pair, list[str]] = {}
    names: dict[str, str] = {}
    for document in document_issuers(store, request.dates, request.corpora):
        bodies = {}
        for name in _bodies(document, lexicon):
            concept = lexicon.find(name)
            bodies[concept.id if concept else name] = name
        for body, name in bodies.items():
            names.setdefault(body, name)
        documents.update(bodies.keys())
        for pair in combinations(sorted(bodies), 2):
            weights[pair] += 1
            dates.setdefault(pair, []).append(document.date)
    edges = [
        NetworkEdge(first, second, weight, _span(dates[first, second]))
        for (first, second), weight in sorted(weights.items())
        if weight >= request.least
    ]
    used = sorted({name for edge in edges for name in (edge.source, edge.target)})
    nodes = []
    for body in used:
        label, zh, en = _name(body, names[body], lexicon)
        nodes.append(NetworkNode(body, label, zh, en, {"documents": documents[body]}))
    return Network("issuers", False, nodes, edges)


def _count_pairs(units: Iterable[list[str]], often: set[str], most: int) -> Counter[Pair]:
    pairs: Counter[Pair] = Counter()
    for entities in units:
        if len(entities) <= most:
            pairs.update(combinations([entity for entity in entities if entity in often], 2))
    return pairs


def _associate(both: int, first: int, second: int, total: int) -> dict[str, float]:
    expected = first * second / total
    sign = 1 if both >= expected else -1
    return {
        "log_likelihood": round(sign * log_likelihood(both, first, second, total), 3),
        "pmi": round(math.log2(both / expected), 3),
    }


def _name(identifier: str, surface: str, lexicon: Lexicon) -> tuple[str, str, str]:
    """Return the label of an entity, and its Chinese and English names ("" if unknown)."""
    if concept := lexicon.concepts.get(identifier):
        return concept.zh or concept.en, concept.zh, concept.en
    if has_han(surface):
        return surface, surface, ""
    return surface, "", surface


def _bodies(document: DocumentIssuers, lexicon: Lexicon) -> Iterator[str]:
    """Yield the bodies that issued a document; an English list is split if all its parts are known."""
    if len(document.issuers) > 1:
        yield from document.issuers
        return
    for name in split_issuers(document.publisher):
        parts = [part.removeprefix("and ").strip() for part in name.split(", ")]
        if not has_han(name) and all(map(lexicon.find, parts)):
            yield from parts
        else:
            yield name


def _span(dates: Iterable[str]) -> dict[str, str]:
    known = sorted(filter(None, dates)) or [""]
    return {"first_date": known[0], "last_date": known[-1]}
