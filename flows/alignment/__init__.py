"""Alignment: which sentences of a text and of its translation say the same."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.alignment.candidates import save_weights
    from flows.alignment.documents import DocumentAligner
    from flows.alignment.engine import align_units
    from flows.alignment.gluing import Glued, LinkScores, glue, glue_sets, read_pairs, score_links, sum_scores
    from flows.alignment.links import Link, LinkParts
    from flows.alignment.resources import AlignmentResources, load_resources
    from flows.alignment.texts import Unit, align_texts, cut_lines, cut_units
    from flows.alignment.training import measure_links, train_table, train_weights
    from flows.alignment.vectors import Concepts
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AlignmentResources",
    "Concepts",
    "DocumentAligner",
    "Glued",
    "Link",
    "LinkParts",
    "LinkScores",
    "Unit",
    "align_texts",
    "align_units",
    "cut_lines",
    "cut_units",
    "glue",
    "glue_sets",
    "load_resources",
    "measure_links",
    "read_pairs",
    "save_weights",
    "score_links",
    "sum_scores",
    "train_table",
    "train_weights",
]
