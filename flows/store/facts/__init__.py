"""What annotating found in passages: mentions, labels, citations, figures and introduced names."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.facts.annotations import (
        AnnotationVersion,
        annotated_passages,
        annotation_versions,
        confirm_annotations,
        count_annotated,
        count_pending,
        pending_passages,
        write_annotations,
    )
    from flows.store.facts.citations import (
        StoredCitation,
        cited_names,
        cited_titles,
        cited_together,
        count_citing,
        deciding_citations,
        stored_citations,
    )
    from flows.store.facts.events import EventFilter, StoredEvent, count_events, stored_events
    from flows.store.facts.figures import (
        FigurePlace,
        FigureValue,
        StoredTarget,
        TargetFilter,
        count_targets,
        figure_values,
        passage_figures,
        passages_with_figures,
        stored_targets,
    )
    from flows.store.facts.introductions import (
        introduced_pairs,
        write_introductions,
    )
    from flows.store.facts.labels import (
        LabelShares,
        PassageLabel,
        count_strategies,
        document_labels,
        label_counts,
        passage_labels,
        surest_passages,
    )
    from flows.store.facts.lexicons import (
        remember_lexicon,
        stale_lexicons,
    )
    from flows.store.facts.mentions import (
        EntityPassage,
        EntitySurface,
        MentionPlace,
        Neighbour,
        concept_places,
        count_neighbours,
        document_mentions,
        entity_frequencies,
        entity_passages,
        entity_spans,
        entity_surfaces,
        first_uses,
        frequent_concepts,
        known_entities,
        mention_spans,
        usual_surfaces,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AnnotationVersion",
    "EntityPassage",
    "EntitySurface",
    "EventFilter",
    "FigurePlace",
    "FigureValue",
    "LabelShares",
    "MentionPlace",
    "Neighbour",
    "PassageLabel",
    "StoredCitation",
    "StoredEvent",
    "StoredTarget",
    "TargetFilter",
    "annotated_passages",
    "annotation_versions",
    "cited_names",
    "cited_titles",
    "cited_together",
    "concept_places",
    "confirm_annotations",
    "count_annotated",
    "count_citing",
    "count_events",
    "count_neighbours",
    "count_pending",
    "count_strategies",
    "count_targets",
    "deciding_citations",
    "document_labels",
    "document_mentions",
    "entity_frequencies",
    "entity_passages",
    "entity_spans",
    "entity_surfaces",
    "figure_values",
    "first_uses",
    "frequent_concepts",
    "introduced_pairs",
    "known_entities",
    "label_counts",
    "mention_spans",
    "passage_figures",
    "passage_labels",
    "passages_with_figures",
    "pending_passages",
    "remember_lexicon",
    "stale_lexicons",
    "stored_citations",
    "stored_events",
    "stored_targets",
    "surest_passages",
    "usual_surfaces",
    "write_annotations",
    "write_introductions",
]
