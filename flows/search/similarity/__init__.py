"""Similar passages: a ranking by the vectors of texts, within and across languages; never a count."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.search.similarity.nearest import Neighbour, Neighbours, find_neighbours
    from flows.search.similarity.queries import SimilarFinder
    from flows.search.similarity.ranking import (
        SimilarPassage,
        SimilarRequest,
        SimilarResult,
        find_similar,
    )
    from flows.search.similarity.targets import Target, read_target
    from flows.search.similarity.vectors import Built, PassageVectors, VectorState, build_vectors
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Built",
    "Neighbour",
    "Neighbours",
    "PassageVectors",
    "SimilarFinder",
    "SimilarPassage",
    "SimilarRequest",
    "SimilarResult",
    "Target",
    "VectorState",
    "build_vectors",
    "find_neighbours",
    "find_similar",
    "read_target",
]
