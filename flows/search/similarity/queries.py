"""Similar passages within a query: like:ID and ~"free text" choose the nearest, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.errors import QueryError, UsageError
from flows.search.collection import Collection
from flows.search.grammar import Similar
from flows.search.request import SimilarRanking
from flows.search.similarity.nearest import FLOOR, Neighbour, find_neighbours, floor_for
from flows.search.similarity.targets import read_target
from flows.search.similarity.vectors import PassageVectors

LIMIT = 200  # passages that one like: or ~"..." chooses


class SimilarFinder:
    """Finds the similar passages that a query asks for, and keeps each one's similarity.

    `found` has them by row id; with two rankings in one query, the lower similarity counts.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._vectors = PassageVectors(collection.store)
        self._is_cut = False
        self._is_used = False
        self._floor = FLOOR
        self._target = ""
        self.found: dict[int, Neighbour] = {}

    def __call__(self, node: Similar, within: Sequence[Any]) -> list[int]:
        """Return the row ids of the passages nearest to a target, among those that match `within`.

        Raises QueryError, naming the column, for a target that is not stored.
        """
        try:
            target = read_target(self._collection.store, node.value, "id" if node.is_id else "text")
        except UsageError as error:
            raise QueryError("search.at_column", column=node.column, reason=error.as_value()) from None
        near = find_neighbours(self._collection.index, self._vectors, target, LIMIT, within)
        self._is_cut |= near.is_cut
        self._floor = floor_for(target)
        self._target = target.text
        before, self._is_used = self._is_used, True
        for one in near.found:
            known = self.found.get(one.rowid)
            if not before or (known and known.similarity > one.similarity):
                self.found[one.rowid] = one
        return [one.rowid for one in near.found]

    def ranking(self) -> SimilarRanking | None:
        """Return the basis of the ranking; None if the query did not ask for similar passages."""
        state = self._vectors.state() if self._is_used else None
        if state is None:
            return None
        return SimilarRanking(self._target, LIMIT, self._floor, self._is_cut, state.passages, state.waiting)
