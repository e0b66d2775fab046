"""Keyness: the concepts that distinguish two sets of documents."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import NamedTuple

from flows.errors import UsageError
from flows.records import DateRange
from flows.search import Collection, Filters, check_values, read_values, select_passages
from flows.statistics import compare
from flows.store import Store, choose_publishers
from flows.store.documents import document_rowids
from flows.store.series import ConceptTotals, PassageChoice, concept_totals, count_common, count_waiting
from flows.trends.changes.rows import SIGNIFICANT, KeyConcept, list_rates, name_concept
from flows.trends.counting import check_corpora
from flows.trends.series import LEAST_DOCUMENTS, LEAST_OCCURRENCES


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets of documents: empty fields select everything, several values are alternatives.

    With a `query` the side is the set of passages that match it, as in `zhengce search`; with a `document`,
    the id of a current document, the set of its passages. `max_read` limits the passages that NEAR may read.
    """

    corpus: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    dates: DateRange = DateRange()
    query: str = ""
    document: str = ""
    max_read: int | None = None

    def __bool__(self) -> bool:
        return bool(
            self.corpus or self.publisher or self.language or self.dates or self.query or self.document
        )


@dataclass(frozen=True, slots=True)
class KeynessRequest:
    """A request for the concepts that distinguish `here` from `there` (None: everything else).

    `minimum` is the least number of occurrences in both together, `most_q` the error rate (q) below which a
    concept is listed. A row has a low base below 10 occurrences or `least_documents` documents.
    """

    here: Side
    there: Side | None = None
    limit: int | None = 50
    minimum: int = 5
    most_q: float = SIGNIFICANT
    least_documents: int = LEAST_DOCUMENTS

    @property
    def may_share_documents(self) -> bool:
        """Whether a document may have passages on both sides; the larger number is then taken for all."""
        return self.there is not None and any(side.query or side.language for side in (self.here, self.there))

    @property
    def corpora(self) -> list[str]:
        """The corpora of both sides; none if a side has all of them."""
        there = self.there.corpus if self.there else ()
        return [*self.here.corpus, *there] if self.here.corpus and there else []


class SideSize(NamedTuple):
    """The tokens of a side and the number of their documents; None for "everything else"."""

    tokens: int
    documents: int | None


class Keyness(NamedTuple):
    """The concepts that distinguish two sides, highest G2 first, and what was compared."""

    rows: list[KeyConcept]
    here: SideSize
    there: SideSize


def find_keyness(collection: Collection, request: KeynessRequest) -> list[KeyConcept]:
    """Return the concepts that distinguish the sides; see `compare_sides`."""
    return compare_sides(collection, request).rows


def compare_sides(collection: Collection, request: KeynessRequest) -> Keyness:
    """Return the concepts that distinguish the sides (q below the request's `most_q`), and the sides' sizes.

    A positive Log Ratio means more frequent here. Concepts missing from the lexicon behind some annotations
    are left out: their frequency is unknown. Raises UsageError if a side has no annotated text.
    """
    store, lexicon, used = collection.store, collection.lexicon, collection.lexicons
    here = concept_totals(store, *_choose_annotated(collection, request.here))
    if request.there:
        there = concept_totals(store, *_choose_annotated(collection, request.there))
    else:
        there = _count_rest(store, here)
    if not here.tokens:
        raise UsageError("trends.first_side_empty")
    if not there.tokens:
        raise UsageError("trends.second_side_empty")
    found = compare(here.occurrences, there.occurrences, here.tokens, there.tokens, minimum=request.minimum)
    add = max if request.may_share_documents else operator.add
    rows = []
    for key in found:
        if key.term not in lexicon.concepts or key.q >= request.most_q or used.lacks(key.term):
            continue
        documents = add(here.documents.get(key.term, 0), there.documents.get(key.term, 0))
        is_low = key.here + key.there < LEAST_OCCURRENCES or documents < request.least_documents
        rates = list_rates(key, here.tokens, there.tokens)
        rows.append(
            KeyConcept(*name_concept(key, lexicon), key.here, key.there, *rates, low_base=int(is_low))
        )
    size_there = there.size if request.there else None
    return Keyness(
        rows[: request.limit], SideSize(here.tokens, here.size), SideSize(there.tokens, size_there)
    )


def _count_rest(store: Store, here: ConceptTotals) -> ConceptTotals:
    """Return the counts of the rest of the store; a document may have passages on both sides."""
    whole = concept_totals(store)
    occurrences, documents = (
        {name: number - part.get(name, 0) for name, number in all_of.items()}
        for all_of, part in ((whole.occurrences, here.occurrences), (whole.documents, here.documents))
    )
    return ConceptTotals(occurrences, documents, whole.tokens - here.tokens, whole.size - here.size)


def count_overlap(collection: Collection, request: KeynessRequest) -> int:
    """Return the number of passages that are in both sets and count in both; 0 against the rest."""
    if not request.there:
        return 0
    here, there = (choose_side(collection, side) for side in (request.here, request.there))
    return count_common(collection.store, here, there)


def count_waiting_in(collection: Collection, request: KeynessRequest) -> tuple[int, int]:
    """Return how many passages of both sets wait for annotation, and how many there are.

    Against the rest, these are all passages. A passage in both sets counts in both.
    """
    if not request.there:
        return count_waiting(collection.store)
    sides = (choose_side(collection, side) for side in (request.here, request.there))
    counts = [count_waiting(collection.store, *side) for side in sides]
    return sum(waiting for waiting, _ in counts), sum(passages for _, passages in counts)


def choose_side(collection: Collection, side: Side) -> PassageChoice:
    """Return the passages of a side. Raises QueryError or UsageError for an invalid request."""
    rows = None
    if side.document:
        rows = document_rowids(collection.store, side.document)
    elif side.query:
        rows = select_passages(collection, side.query, Filters(), max_read=side.max_read).rows()
    publishers = choose_publishers(collection.store, side.publisher)
    languages = read_values("language", side.language)
    return PassageChoice(side.corpus, publishers, languages, side.dates, rows)


def _choose_annotated(collection: Collection, side: Side) -> PassageChoice:
    """Return the passages of a side, at least some of them annotated.

    Raises UsageError for an unknown corpus, publisher or language, or if nothing is annotated.
    """
    check_corpora(collection.store, side.corpus)
    check_values(collection, Filters(publisher=side.publisher, language=side.language), side.query)
    chosen = choose_side(collection, side)
    waiting, passages = count_waiting(collection.store, *chosen)
    if passages and waiting == passages:
        raise UsageError("trends.nothing_annotated", passages=passages)
    return chosen
