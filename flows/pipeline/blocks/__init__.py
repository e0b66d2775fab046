"""Blocks: what work on passages is, and how passages, annotations and vectors travel as Arrow tables."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.blocks.annotating import BATCH, annotation_work, choose_names
    from flows.pipeline.blocks.encoding import prepare_vectors
    from flows.pipeline.blocks.passages import PassageBatch
else:
    __getattr__ = open_front(__name__)

__all__ = ["BATCH", "PassageBatch", "annotation_work", "choose_names", "prepare_vectors"]
