"""Bibliography: a document or passage as a reference list entry, in six styles."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.output.bibliography.building import (
        Library,
        build_item,
        describe_source,
        find_document_and_passage,
        find_items,
    )
    from flows.output.bibliography.item import CslItem
    from flows.output.bibliography.tags import coins_of, page_tags
    from flows.output.bibliography.writing import (
        RECORD_STYLES,
        STYLES,
        TEXT_STYLES,
        cite,
        cite_each,
        ending_of,
        file_name,
        media_type,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "RECORD_STYLES",
    "STYLES",
    "TEXT_STYLES",
    "CslItem",
    "Library",
    "build_item",
    "cite",
    "cite_each",
    "coins_of",
    "describe_source",
    "ending_of",
    "file_name",
    "find_document_and_passage",
    "find_items",
    "media_type",
    "page_tags",
]
