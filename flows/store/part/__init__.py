"""A part of a store: chosen versions of documents, read as if the store had nothing else."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.part.choosing import (
        Hints,
        StoredVersion,
        documents_of_provinces,
        stored_versions,
    )
    from flows.store.part.reading import StorePart
    from flows.store.part.words import PartText
else:
    __getattr__ = open_front(__name__)

__all__ = ["Hints", "PartText", "StorePart", "StoredVersion", "documents_of_provinces", "stored_versions"]
