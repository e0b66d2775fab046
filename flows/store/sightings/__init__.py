"""Sightings: how the sources of documents answered later requests, and which documents have vanished."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.sightings.listing import (
        VanishedCount,
        VanishedDocument,
        VanishedFilter,
        VanishedList,
        count_vanished,
        first_passages,
        list_vanished,
        newest_sighting,
        vanished_documents,
    )
    from flows.store.sightings.shares import SourceTotal, has_asked, has_vanished, source_totals
    from flows.store.sightings.spans import (
        ArchivedDocument,
        Sighting,
        SourceAnswer,
        archived_documents,
        last_sightings,
        note_answer,
        read_archived,
        read_sightings,
        withdraw_changes,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "ArchivedDocument",
    "Sighting",
    "SourceAnswer",
    "SourceTotal",
    "VanishedCount",
    "VanishedDocument",
    "VanishedFilter",
    "VanishedList",
    "archived_documents",
    "count_vanished",
    "first_passages",
    "has_asked",
    "has_vanished",
    "last_sightings",
    "list_vanished",
    "newest_sighting",
    "note_answer",
    "read_archived",
    "read_sightings",
    "source_totals",
    "vanished_documents",
    "withdraw_changes",
]
