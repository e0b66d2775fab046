"""Shared record types: plain, frozen, without behaviour beyond their identity."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.records.annotations import (
        BOUNDS,
        CHANGES,
        COMPARATORS,
        DIRECTIVE_GRADES,
        EVENT_ACTIONS,
        MENTION_TYPES,
        RELATIONS,
        SURE_SCORE,
        Annotation,
        AnnotationVersion,
        Citation,
        Directive,
        Event,
        EventAction,
        FigureKind,
        Mention,
        Target,
        TokenSize,
    )
    from flows.records.choices import (
        GONE,
        SOURCE_STATES,
        VANISHED,
        DateAxis,
        DateRange,
        Grouping,
        Language,
        NameChoice,
        Reprints,
        SourceState,
        day_before,
        first_day,
        last_day,
    )
    from flows.records.documents import (
        FIRST_WORDS,
        UNCOUNTED,
        Document,
        Passage,
        Reason,
        Rejection,
        digest,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BOUNDS",
    "CHANGES",
    "COMPARATORS",
    "DIRECTIVE_GRADES",
    "EVENT_ACTIONS",
    "FIRST_WORDS",
    "GONE",
    "MENTION_TYPES",
    "RELATIONS",
    "SOURCE_STATES",
    "SURE_SCORE",
    "UNCOUNTED",
    "VANISHED",
    "Annotation",
    "AnnotationVersion",
    "Citation",
    "DateAxis",
    "DateRange",
    "Directive",
    "Document",
    "Event",
    "EventAction",
    "FigureKind",
    "Grouping",
    "Language",
    "Mention",
    "NameChoice",
    "Passage",
    "Reason",
    "Rejection",
    "Reprints",
    "SourceState",
    "Target",
    "TokenSize",
    "day_before",
    "digest",
    "first_day",
    "last_day",
]
