"""Annotation: tokens, mentions, labels, figures and citations of a passage."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.annotator import Annotator, load_annotator
    from flows.annotation.citations import (
        RepealedItem,
        document_titles,
        find_citations,
        find_meant,
        find_plan_number,
        find_repealed,
        is_generic,
        items_from,
        normalise_title,
        official_key,
        title_key,
    )
    from flows.annotation.lazy import LazyAnnotator, load_lazily
    from flows.annotation.model_cards import (
        MeasuredOn,
        ModelSummary,
        describe_front,
        split_card,
        write_front,
    )
    from flows.annotation.spacy_pipeline import build_pipeline, register_component
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Annotator",
    "LazyAnnotator",
    "MeasuredOn",
    "ModelSummary",
    "RepealedItem",
    "build_pipeline",
    "describe_front",
    "document_titles",
    "find_citations",
    "find_meant",
    "find_plan_number",
    "find_repealed",
    "is_generic",
    "items_from",
    "load_annotator",
    "load_lazily",
    "normalise_title",
    "official_key",
    "register_component",
    "split_card",
    "title_key",
    "write_front",
]
