"""Collect the cited documents of a store, and follow their citations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from flows.annotation import is_generic
from flows.references.citations.editions import edition_of, names_itself
from flows.references.citations.keys import KeyFinder
from flows.references.citations.records import Chain, Cited, CitedSummary, Edge
from flows.references.citations.resolving import Resolver, is_bare
from flows.store import Store
from flows.store.documents import check_sources, document_names, find_repeated
from flows.store.facts import StoredCitation, stored_citations
from flows.text import in_one_line, lazy_pattern

_VARIANTS = 5  # names in a summary
# What a list or a sentence leaves of a number: 第56号, 2024年第46号公告, No. 89, Announcements No. 61.
_PART_OF_NUMBER = lazy_pattern(
    r"(?:[〔\[(]?\d{4}[〕\])]?\s?年?)?\s?第?\s?[\d〇零一二三四五六七八九十百]{1,7}\s?号(?:公告|通告|令)?"
    r"|(?:(?:announcement|order|decree)s? )?(?:nos?\.? ?)?\d{1,5}(?: of \d{4})?",
    re.IGNORECASE,
)


def collect_cited(store: Store, corpora: Sequence[str] = ()) -> list[Cited]:
    """Return every document cited in the store (or these corpora) with its citations, most cited first.

    Names that occur together anywhere (a title with its number or its concept) belong to one document. A text
    that is stored several times is counted once, by its earliest date. In a part of a store, citations are
    those of the part; the cited documents may be outside it. Raises UsageError for an unknown corpus.
    """
    check_sources(store, corpora)
    resolver = Resolver(document_names(store.beside))
    citations = [
        citation
        for citation in stored_citations(store, corpora)
        if not resolver.is_own(citation) and not is_generic(citation.title)
    ]
    keys = KeyFinder(citations)
    repeated = find_repeated(store.beside, {one.document_id: one.date for one in citations})
    found: dict[str, Cited] = {}
    for citation in _without_own_editions(citations, keys):
        document = resolver.find(citation)
        key = f"stored {document.document_id}" if document else keys.find(citation)
        cited = found.setdefault(key, Cited(key))
        cited.document = document
        if not cited.number and not is_bare(citation.number):
            cited.number = citation.number
        if citation.document_id in repeated:
            cited.copies.append(citation)
            continue
        cited.surfaces[_surface_of(citation)] += 1
        cited.edges.append(citation)
    for cited in found.values():
        _choose_names(cited)
    return sorted(found.values(), key=lambda cited: (-len(cited.citing), -len(cited.edges), cited.name))


def _surface_of(citation: StoredCitation) -> str:
    """Return a document's name as a passage writes it; its whole number if only a part is there."""
    text = in_one_line(citation.text)
    if citation.number and not is_bare(citation.number) and _PART_OF_NUMBER.fullmatch(text):
        return citation.number
    return text


def _without_own_editions(citations: Iterable[StoredCitation], keys: KeyFinder) -> list[StoredCitation]:
    """Return citations without those in which an edition names itself, with or without its year."""
    found = list(citations)
    editions = ((one, keys.edition(one)) for one in found)
    own = {(one.document_id, one.title): edition for one, edition in editions if names_itself(one, edition)}
    return [
        one
        for one in found
        if (one.document_id, one.title) not in own
        or edition_of(one.text) not in ("", own[one.document_id, one.title])
    ]


def _choose_names(cited: Cited) -> None:
    """Name a cited document after the stored one, else by its most frequent surface."""
    if not cited.surfaces:
        cited.surfaces.update(_surface_of(one) for one in cited.copies)
    if cited.document is None:
        cited.name = cited.rank_surfaces()[0]
        return
    cited.name = cited.document.title
    cited.number = cited.document.document_number or cited.number


def cited_rows(cited: Iterable[Cited], *, dangling: bool = False) -> list[CitedSummary]:
    """Return a summary of each cited document, or with `dangling` only of those not stored."""
    return [_summarise(entry) for entry in cited if entry.edges and not (dangling and entry.document)]


def _summarise(entry: Cited) -> CitedSummary:
    dates = [edge.date for edge in entry.edges if edge.date]
    lags = (lag_days(entry.published, edge.date) for edge in entry.edges)
    known = [lag for lag in lags if lag is not None and lag >= 0]
    return CitedSummary(
        cited=entry.name,
        number=entry.number,
        document_id=entry.document_id,
        published=entry.published,
        citations=len(entry.edges),
        documents=len(entry.citing),
        first=min(dates, default=""),
        last=max(dates, default=""),
        median_lag=find_median(known),
        relations=dict(Counter(edge.relation for edge in entry.edges).most_common()),
        variants=[surface for surface, _ in entry.surfaces.most_common(_VARIANTS)],
    )


def find_median(numbers: Sequence[int]) -> float | None:
    """Return the median of whole numbers, itself an int if it is whole; None without numbers."""
    if not numbers:
        return None
    ordered, last = sorted(numbers), len(numbers) - 1
    both = ordered[last // 2] + ordered[(last + 1) // 2]
    return both / 2 if both % 2 else both // 2


def edge_rows(cited: Iterable[Cited], *, with_copies: bool = False) -> list[Edge]:
    """Return every citation of these documents, by date of the citing document and place.

    The citations of a text that is stored several times are returned once, or with copies for each of them.
    """
    groups = ((entry, entry.with_copies if with_copies else entry.edges) for entry in cited)
    edges = [_make_edge(entry, edge) for entry, found in groups for edge in found]
    return sorted(
        edges,
        key=lambda edge: (
            edge.citation.date,
            edge.citation.document_id,
            edge.citation.passage_id,
            edge.citation.start,
        ),
    )


def _make_edge(entry: Cited, citation: StoredCitation) -> Edge:
    date = entry.published or citation.stated_date
    is_later = _is_later(date, citation.date)
    return Edge(
        citation,
        entry.name,
        entry.number,
        entry.document_id,
        date,
        "later" if is_later else "",
        None if is_later else lag_days(date, citation.date),
    )


def _is_later(date: str, other: str) -> bool:
    """Return whether a date is later than another, as far as both are known: 2022 than 2021-05-01."""
    return bool(date and other) and date[: len(other)] > other[: len(date)]


def lag_days(earlier: str, later: str) -> int | None:
    """Return the days from one ISO date to another; None if either is not a whole date."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return None


def find_chain(cited: Sequence[Cited], document_id: str, depth: int = 3) -> list[Chain]:
    """Return what a stored document cites, what that cites, and so on; nearest first, each document once."""
    by_citing: dict[str, list[tuple[Cited, StoredCitation]]] = defaultdict(list)
    for entry in cited:
        for edge in entry.with_copies:
            by_citing[edge.document_id].append((entry, edge))
    chain: list[Chain] = []
    seen, level = {document_id}, [document_id]
    for step in range(1, depth + 1):
        following = []
        for entry, edge in (pair for citing in level for pair in by_citing[citing]):
            target = entry.document_id or entry.name
            if target in seen:
                continue
            seen.add(target)
            chain.append(Chain(edge, step, entry.name, entry.number, entry.document_id))
            following.append(target)
        level = following
    return chain
