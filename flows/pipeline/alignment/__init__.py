"""Pairs of documents over the whole store: find, propose and align them, with progress."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.alignment.aligner import load_aligner
    from flows.pipeline.alignment.aligning import AlignCounts, Aligner, align_pairs
    from flows.pipeline.alignment.files import align_files, read_units
    from flows.pipeline.alignment.pairs import PairCounts, propose_new_pairs, store_known_pairs
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AlignCounts",
    "Aligner",
    "PairCounts",
    "align_files",
    "align_pairs",
    "load_aligner",
    "propose_new_pairs",
    "read_units",
    "store_known_pairs",
]
