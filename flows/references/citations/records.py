"""Cited documents with their citations, summed up, as edges and in chains."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields

from flows.annotation import is_generic, normalise_title
from flows.references.citations.editions import edition_of
from flows.store.documents import NamedDocument
from flows.store.facts import StoredCitation
from flows.text import has_han

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


@dataclass(slots=True)
class Cited:
    """A cited document: its names, the matching stored document (or None), and its citations.

    `surfaces` counts the names as written. A text that is stored several times is in `edges` once; `copies`
    are the citations in its other copies.
    """

    name: str
    number: str = ""
    document: NamedDocument | None = None
    edges: list[StoredCitation] = field(default_factory=list)
    copies: list[StoredCitation] = field(default_factory=list)
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
    def with_copies(self) -> list[StoredCitation]:
        """Every citation, those in copies of counted texts last."""
        return [*self.edges, *self.copies]

    @property
    def citing(self) -> set[str]:
        """The ids of the documents that cite it."""
        return {edge.document_id for edge in self.edges}


@dataclass(frozen=True, slots=True)
class CitedSummary:
    """A cited document in numbers.

    `citations` counts the passages' citations, `documents` the citing documents, copies of a text once;
    `first` and `last` are their earliest and latest dates; `relations` counts the citations by purpose.
    `median_lag` is in days, over citations not earlier than the stored edition; it is an int if whole.
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
