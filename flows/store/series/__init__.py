"""Counts by period and group, and the places counted: the basis of trends."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.series.amounts import PeriodTotal, documents_per_corpus, period_totals
    from flows.store.series.choices import PassageChoice, count_common, count_waiting, passage_condition
    from flows.store.series.concepts import (
        ConceptCount,
        ConceptTotals,
        all_concept_counts,
        concept_totals,
        update_concept_counts,
    )
    from flows.store.series.mentions import (
        Count,
        DocumentCount,
        MentionKey,
        document_counts,
        label_counts_by_period,
        loose_gaps,
        mention_counts,
    )
    from flows.store.series.places import (
        CountedMention,
        CountedPassage,
        Place,
        dated_mentions,
        label_places,
        labelled_passages,
        last_place,
        loose_places,
        mention_places,
        order_passages,
        surface_places,
    )
    from flows.store.series.texts import dated_texts, texts_in_scope
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "ConceptCount",
    "ConceptTotals",
    "Count",
    "CountedMention",
    "CountedPassage",
    "DocumentCount",
    "MentionKey",
    "PassageChoice",
    "PeriodTotal",
    "Place",
    "all_concept_counts",
    "concept_totals",
    "count_common",
    "count_waiting",
    "dated_mentions",
    "dated_texts",
    "document_counts",
    "documents_per_corpus",
    "label_counts_by_period",
    "label_places",
    "labelled_passages",
    "last_place",
    "loose_gaps",
    "loose_places",
    "mention_counts",
    "mention_places",
    "order_passages",
    "passage_condition",
    "period_totals",
    "surface_places",
    "texts_in_scope",
    "update_concept_counts",
]
