"""Blocks: work on files and passages, with its inputs and results sent as Arrow tables."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.blocks.annotating import BATCH, annotation_work, choose_names
    from flows.pipeline.blocks.encoding import prepare_vectors
    from flows.pipeline.blocks.passages import PassageBatch
    from flows.pipeline.blocks.reading import (
        BYTES_PER_TEXT,
        Finished,
        Result,
        cut_documents,
        group_drafts,
        read_result,
        reading_work,
        write_result,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BATCH",
    "BYTES_PER_TEXT",
    "Finished",
    "PassageBatch",
    "Result",
    "annotation_work",
    "choose_names",
    "cut_documents",
    "group_drafts",
    "prepare_vectors",
    "read_result",
    "reading_work",
    "write_result",
]
