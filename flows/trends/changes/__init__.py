"""Changes of vocabulary: concepts that emerge, fall silent, or distinguish two sets of documents."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.trends.changes.emerging import find_emerging
    from flows.trends.changes.keyness import (
        Keyness,
        KeynessRequest,
        Side,
        SideSize,
        choose_side,
        compare_sides,
        count_overlap,
        count_waiting_in,
        find_keyness,
    )
    from flows.trends.changes.months import MONTHS, TYPES, ChangeRequest, describe_change
    from flows.trends.changes.rows import (
        EMERGING,
        KEYNESS,
        SIGNIFICANT,
        SILENT,
        EmergingConcept,
        KeyConcept,
        SilentConcept,
    )
    from flows.trends.changes.silent import find_silent
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "EMERGING",
    "KEYNESS",
    "MONTHS",
    "SIGNIFICANT",
    "SILENT",
    "TYPES",
    "ChangeRequest",
    "EmergingConcept",
    "KeyConcept",
    "Keyness",
    "KeynessRequest",
    "Side",
    "SideSize",
    "SilentConcept",
    "choose_side",
    "compare_sides",
    "count_overlap",
    "count_waiting_in",
    "describe_change",
    "find_emerging",
    "find_keyness",
    "find_silent",
]
