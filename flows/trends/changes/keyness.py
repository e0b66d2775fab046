"""Keyness: the concepts that tell two sets of documents apart."""

from __future__ import annotations

from dataclasses import dataclass

from flows.errors import UsageError
from flows.records import DateRange
from flows.search import Collection, Filters, check_values, select_passages
from flows.statistics import compare
from flows.store import (
    PassageChoice,
    choose_publishers,
    concept_totals,
    count_common,
    count_waiting,
    document_rowids,
)
from flows.trends.changes.rows import SIGNIFICANT, KeyConcept, list_rates, name_concept
from flows.trends.counting import check_corpora
from flows.trends.series import LOW


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets of documents: empty fields select everything, several values are alternatives.

    With a `query` it is the set of the passages that match it, as `zhengce search` finds them; with a
    `document`, the id of a current one, the set of its passages. `max_read` bounds what NEAR may read.
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
    """The concepts that tell `here` from `there`, where None is everything else.

    `minimum` is the least number of occurrences in both together, `most_q` the chance of error (q) below
    which a concept is listed.
    """

    here: Side
    there: Side | None = None
    limit: int | None = 50
    minimum: int = 5
    most_q: float = SIGNIFICANT

    @property
    def corpora(self) -> list[str]:
        """The corpora of both sides; none where a side has all of them."""
        there = self.there.corpus if self.there else ()
        return [*self.here.corpus, *there] if self.here.corpus and there else []


def find_keyness(collection: Collection, request: KeynessRequest) -> list[KeyConcept]:
    """Return the concepts that tell the sides apart (q below that of the request), the highest G2 first.

    A positive Log Ratio is more frequent here. Raises UsageError where a side has no annotated text.
    """
    store, lexicon = collection.store, collection.lexicon
    here, size_here = concept_totals(store, *_check_side(collection, request.here))
    if request.there:
        there, size_there = concept_totals(store, *_check_side(collection, request.there))
    else:
        everywhere, size = concept_totals(store)
        there = {concept: number - here.get(concept, 0) for concept, number in everywhere.items()}
        size_there = size - size_here
    if not size_here:
        raise UsageError("trends.first_side_empty")
    if not size_there:
        raise UsageError("trends.second_side_empty")
    rows = [
        KeyConcept(
            *name_concept(key, lexicon),
            key.here,
            key.there,
            *list_rates(key, size_here, size_there),
        )._replace(low_base=int(key.here + key.there < LOW[0]))
        for key in compare(here, there, size_here, size_there, minimum=request.minimum)
        if key.term in lexicon.concepts and key.q < request.most_q
    ]
    return rows[: request.limit]


def count_overlap(collection: Collection, request: KeynessRequest) -> int:
    """Return how many passages are in both sets of a comparison, and count in both; 0 against the rest."""
    if not request.there:
        return 0
    here, there = (choose_side(collection, side) for side in (request.here, request.there))
    return count_common(collection.store, here, there)


def choose_side(collection: Collection, side: Side) -> PassageChoice:
    """Return the passages of a side. Raises QueryError or UsageError for what can't be asked."""
    rows = None
    if side.document:
        rows = document_rowids(collection.store, side.document)
    elif side.query:
        selection = select_passages(collection, side.query, Filters(), max_read=side.max_read)
        rows = selection.index.matching_ids(selection.query)
    publishers = choose_publishers(collection.store, side.publisher)
    return PassageChoice(side.corpus, publishers, side.language, side.dates, rows)


def _check_side(collection: Collection, side: Side) -> PassageChoice:
    """Return the passages of a side.

    Raises UsageError for a corpus, publisher or language that is unknown, or where nothing is annotated.
    """
    check_corpora(collection.store, side.corpus)
    check_values(collection, Filters(publisher=side.publisher, language=side.language), side.query)
    chosen = choose_side(collection, side)
    waiting, passages = count_waiting(collection.store, *chosen)
    if passages and waiting == passages:
        raise UsageError("trends.nothing_annotated", passages=passages)
    return chosen
