"""Linking: the engine that aligns units of a text with those of its translation, and its training."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.alignment.linking.candidates import save_weights
    from flows.alignment.linking.engine import align_units
    from flows.alignment.linking.gluing import (
        Glued,
        LinkScores,
        glue,
        glue_sets,
        read_pairs,
        score_links,
        sum_scores,
    )
    from flows.alignment.linking.links import Link, LinkParts
    from flows.alignment.linking.resources import AlignmentResources, load_resources
    from flows.alignment.linking.training import measure_links, train_table, train_weights
    from flows.alignment.linking.translations import find_stems, read_function_words
    from flows.alignment.linking.vectors import Concepts
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AlignmentResources",
    "Concepts",
    "Glued",
    "Link",
    "LinkParts",
    "LinkScores",
    "align_units",
    "find_stems",
    "glue",
    "glue_sets",
    "load_resources",
    "measure_links",
    "read_function_words",
    "read_pairs",
    "save_weights",
    "score_links",
    "sum_scores",
    "train_table",
    "train_weights",
]
