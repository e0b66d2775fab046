"""People's corrections of mentions, figures and labels: kept beside the original annotations, and applied."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.corrected.facts import (
        FactCorrection,
        FactSubject,
        FigureRow,
        MentionRow,
        correct_figures,
        correct_mentions,
    )
    from flows.store.corrected.labels import (
        original_labels,
        settle_labels,
        settle_texts,
        settle_unsettled,
    )
    from flows.store.corrected.settling import settle_corrections
    from flows.store.corrected.writing import (
        PlacedCorrection,
        add_correction,
        list_fact_corrections,
        remove_correction,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "FactCorrection",
    "FactSubject",
    "FigureRow",
    "MentionRow",
    "PlacedCorrection",
    "add_correction",
    "correct_figures",
    "correct_mentions",
    "list_fact_corrections",
    "original_labels",
    "remove_correction",
    "settle_corrections",
    "settle_labels",
    "settle_texts",
    "settle_unsettled",
]
