"""References: who cites what, which numbers are missing, and the figures stated of indicators."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.references.citations import (
        CITED_COLUMNS,
        EDGE_COLUMNS,
        Chain,
        Cited,
        CitedSummary,
        Edge,
        cited_rows,
        collect_cited,
        edge_rows,
        find_chain,
        find_editions,
        find_stored,
    )
    from flows.references.events import (
        EVENT_COLUMNS,
        ListedEvent,
        describe_event,
        describe_events,
        event_entities,
        event_filter,
        list_events,
    )
    from flows.references.figures import FIGURE_COLUMNS, Figure, describe_figures, list_figures
    from flows.references.gaps import GAP_COLUMNS, Gap, find_gaps
    from flows.references.resolving import is_generic
    from flows.references.wording import show_amount, show_value
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CITED_COLUMNS",
    "EDGE_COLUMNS",
    "EVENT_COLUMNS",
    "FIGURE_COLUMNS",
    "GAP_COLUMNS",
    "Chain",
    "Cited",
    "CitedSummary",
    "Edge",
    "Figure",
    "Gap",
    "ListedEvent",
    "cited_rows",
    "collect_cited",
    "describe_event",
    "describe_events",
    "describe_figures",
    "edge_rows",
    "event_entities",
    "event_filter",
    "find_chain",
    "find_editions",
    "find_gaps",
    "find_stored",
    "is_generic",
    "list_events",
    "list_figures",
    "show_amount",
    "show_value",
]
