"""The citation graph of the store: who cites what, for what purpose, and how many days later."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from flows.annotation import is_generic, normalise_title, official_key
from flows.references.resolving import (
    KeyFinder,
    Resolver,
    edition_of,
    is_bare,
    names_itself,
)
from flows.store import Store
from flows.store.documents import NamedDocument, check_sources, document_names
from flows.store.facts import StoredCitation, stored_citations
from flows.text import has_han, in_one_line, parse_number

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
    "version",
    "lag_days",
    "start",
    "end",
    "corpus",
]
_VARIANTS, _SERIES = 5, 5
_SHORTEST_PART = 4  # least length of a title that may match part of another title


# What a list or a sentence leaves of a number: 第56号, 2024年第46号公告, No. 89, Announcements No. 61.
_PART_OF_NUMBER = re.compile(
    r"(?:[〔\[(]?\d{4}[〕\])]?\s?年?)?\s?第?\s?[\d〇零一二三四五六七八九十百]{1,7}\s?号(?:公告|通告|令)?"
    r"|(?:(?:announcement|order|decree)s? )?(?:nos?\.? ?)?\d{1,5}(?: of \d{4})?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Cited:
    """A cited document: its names, the matching stored document (or None), and its citations.

    `surfaces` counts the names as written.
    """

    name: str
    number: str = ""
    document: NamedDocument | None = None
    edges: list[StoredCitation] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)

    @property
    def document_id(self) -> str:
        """The id of the stored document, "" if it is not stored."""
        return self.document.document_id if self.document else ""

    @property
    def published(self) -> str:
        """The date of the stored document, "" if it is not stored."""
        return self.document.date if self.document else ""

    def name_in(self, locale: str) -> str:
        """Return the name for readers of a locale: the most frequent one in their language, if there is one.

        A stored document keeps its title.
        """
        if self.document:
            return self.name
        ranked = self.rank_surfaces()
        return next((surface for surface in ranked if has_han(surface) == (locale == "zh")), self.name)

    def rank_surfaces(self) -> list[str]:
        """Return the names as written: those with the edition first, then the most frequent.

        Short names that many documents have (《条例》) come last.
        """
        ranked = [surface for surface, _ in self.surfaces.most_common()]
        return sorted(ranked, key=lambda one: (not edition_of(one), is_generic(normalise_title(one))))

    @property
    def citing(self) -> set[str]:
        """The ids of the documents that cite it."""
        return {edge.document_id for edge in self.edges}


@dataclass(frozen=True, slots=True)
class CitedSummary:
    """A cited document in numbers.

    `citations` counts the passages' citations, `documents` the citing documents, `first` and `last` are their
    earliest and latest dates; `relations` counts the citations by purpose. `median_lag` is in days, over
    citations not earlier than the stored edition; it is an int if whole.
    """

    cited: str
    number: str
    document_id: str
    published: str
    citations: int
    documents: int
    first: str
    last: str
    median_lag: float | None
    relations: dict[str, int]
    variants: list[str]


CITED_COLUMNS = [column.name for column in fields(CitedSummary)]


@dataclass(frozen=True, slots=True)
class Edge:
    """A citation and the document it names; `lag_days` runs from that document's date to the citing one's.

    `version` is `later` if the store has only an edition dated later than the citing document; there is then
    no lag. `cited_date` is the date of the stored document, else the one stated in the passage.
    """

    citation: StoredCitation
    cited: str
    cited_number: str
    cited_document_id: str
    cited_date: str
    version: str
    lag_days: int | None

    def as_row(self) -> dict[str, object]:
        """Return the edge as a flat row."""
        return _flatten(self)


@dataclass(frozen=True, slots=True)
class Chain:
    """A citation `depth` steps away from a document, with the document it names."""

    citation: StoredCitation
    depth: int
    cited: str
    cited_number: str
    cited_document_id: str

    def as_row(self) -> dict[str, object]:
        """Return the citation as a flat row."""
        return _flatten(self)


def _flatten(edge: Edge | Chain) -> dict[str, object]:
    names = [column.name for column in fields(edge) if column.name != "citation"]
    return {**edge.citation._asdict(), **{name: getattr(edge, name) for name in names}}


def collect_cited(store: Store, corpora: Sequence[str] = ()) -> list[Cited]:
    """Return every document cited in the store (or these corpora) with its citations, most cited first.

    Names that occur together anywhere (a title with its number or its concept) belong to one document. In a
    part of a store, citations are those of the part; the cited documents may be outside it. Raises UsageError
    for an unknown corpus.
    """
    check_sources(store, corpora)
    resolver = Resolver(document_names(store.beside))
    citations = [
        citation
        for citation in stored_citations(store, corpora)
        if not resolver.is_own(citation) and not is_generic(citation.title)
    ]
    keys = KeyFinder(citations)
    found: dict[str, Cited] = {}
    for citation in _without_own_editions(citations, keys):
        document = resolver.find(citation)
        key = f"stored {document.document_id}" if document else keys.find(citation)
        cited = found.setdefault(key, Cited(key))
        cited.document = document
        if not cited.number and not is_bare(citation.number):
            cited.number = citation.number
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
    if cited.document is None:
        cited.name = cited.rank_surfaces()[0]
        return
    cited.name = cited.document.title
    cited.number = cited.document.document_number or cited.number


def cited_rows(cited: Iterable[Cited], *, dangling: bool = False) -> list[CitedSummary]:
    """Return a summary of each cited document, or with `dangling` only of those not stored."""
    return [_summarise(entry) for entry in cited if not (dangling and entry.document)]


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


def edge_rows(cited: Iterable[Cited]) -> list[Edge]:
    """Return every citation of these documents, by date of the citing document and place."""
    edges = [_make_edge(entry, edge) for entry in cited for edge in entry.edges]
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
    lag = lag_days(date, citation.date)
    is_later = bool(date and citation.date) and date[: len(citation.date)] > citation.date[: len(date)]
    return Edge(
        citation,
        entry.name,
        entry.number,
        entry.document_id,
        date,
        "later" if is_later else "",
        None if is_later else lag,
    )


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
        for edge in entry.edges:
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


def find_stored(store: Store, identifier: str, number: str, title: str) -> str:
    """Return the id of the stored document with this id, number key or normalised title, or "".

    The title may also be part of a title. These are tried in turn; of several documents the latest is
    returned. It may be outside a part of a store.
    """
    names = document_names(store.beside)
    tests: tuple[Callable[[NamedDocument], bool], ...] = (
        lambda row: row.document_id == identifier,
        lambda row: bool(number) and (row.kind, row.name) == ("number", number),
        lambda row: bool(title) and (row.kind, row.name) == ("title", title),
        lambda row: len(title) >= _SHORTEST_PART and row.kind == "title" and title in row.name,
    )
    for matches in tests:
        found = [row.document_id for row in names if matches(row)]
        if found:
            return found[-1]
    return ""


def find_editions(store: Store, document_id: str) -> frozenset[str]:
    """Return the ids of the stored copies and editions of a document, including its own.

    They share its number, its title, or the event that it is named after, but not the name of a yearly
    series.
    """
    names = document_names(store.beside)
    own = {(row.kind, row.name) for row in names if row.document_id == document_id}
    counts = Counter((row.kind, row.name) for row in names)
    shared = {name for name in own if name[0] != "concept" and counts[name] < _SERIES}
    return frozenset([document_id, *(row.document_id for row in names if (row.kind, row.name) in shared)])


def keep_cited(
    found: Iterable[Cited], matches: Callable[[Cited], bool], relation: str | None = None
) -> list[Cited]:
    """Return the matching cited documents, each with its citations of a relation (None: all)."""
    kept = []
    for entry in found:
        edges = [edge for edge in entry.edges if not relation or edge.relation == relation]
        if edges and matches(entry):
            kept.append(replace(entry, edges=edges))
    return kept


def match_cited(store: Store, document: str) -> Callable[[Cited], bool]:
    """Return a test for what `document` names: a number, words of a title, or the id of a stored document.

    An id stands for all stored copies of the document; an empty text for every cited document.
    """
    editions: frozenset[str] = frozenset()
    if document:
        editions = find_editions(store, document)
    number, title, key = parse_number(document), normalise_title(document), official_key(document)
    edition = edition_of(document)

    def matches(entry: Cited) -> bool:
        if not document or entry.document_id in editions:
            return True
        known = {edition_of(name) for name in (entry.name, *entry.surfaces)} - {""}
        if edition and known and edition not in known:
            return False
        if key and any(official_key(edge.text) == key for edge in entry.edges):
            return True
        if number:
            return parse_number(entry.number) == number or any(edge.number == number for edge in entry.edges)
        return any(title in edge.title for edge in entry.edges) or title in normalise_title(entry.name)

    return matches
