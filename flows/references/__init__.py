"""References: who cites what, which numbers are missing, and the figures stated of indicators."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.references.articles import (
        Article,
        ArticleCitation,
        ArticleEdition,
        article_citations,
        article_history,
        read_article_address,
        read_articles,
        split_articles,
    )
    from flows.references.choosing import (
        DocumentChoice,
        Standing,
        document_on,
        last_day,
        open_lake,
        open_part,
        read_document_choice,
    )
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
        match_cited,
    )
    from flows.references.crosswalk import (
        TOOL_TYPES,
        Crossing,
        Tool,
        describe_tools,
        read_crosswalk,
        read_tools,
        tool_columns,
        tool_rows,
    )
    from flows.references.directives import (
        DIRECTIVE_COLUMNS,
        ListedDirective,
        as_listed,
        describe_directives,
        directive_filter,
        list_directives,
    )
    from flows.references.events import (
        EVENT_COLUMNS,
        ListedEvent,
        describe_event,
        describe_events,
        event_entities,
        event_filter,
        list_events,
        name_action,
    )
    from flows.references.figures import (
        FIGURE_COLUMNS,
        KINDS,
        Figure,
        describe_figures,
        list_figures,
    )
    from flows.references.gaps import GAP_COLUMNS, Gap, find_gaps
    from flows.references.resolving import is_generic
    from flows.references.statuses import (
        RULES,
        StatedStatus,
        read_status,
        reasons_at,
        settle_states,
        status_at,
    )
    from flows.references.vanished import VANISHED_COLUMNS, name_way, read_vanished, read_ways
    from flows.references.wording import show_amount, show_value
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CITED_COLUMNS",
    "DIRECTIVE_COLUMNS",
    "EDGE_COLUMNS",
    "EVENT_COLUMNS",
    "FIGURE_COLUMNS",
    "GAP_COLUMNS",
    "KINDS",
    "RULES",
    "TOOL_TYPES",
    "VANISHED_COLUMNS",
    "Article",
    "ArticleCitation",
    "ArticleEdition",
    "Chain",
    "Cited",
    "CitedSummary",
    "Crossing",
    "DocumentChoice",
    "Edge",
    "Figure",
    "Gap",
    "ListedDirective",
    "ListedEvent",
    "Standing",
    "StatedStatus",
    "Tool",
    "article_citations",
    "article_history",
    "as_listed",
    "cited_rows",
    "collect_cited",
    "describe_directives",
    "describe_event",
    "describe_events",
    "describe_figures",
    "describe_tools",
    "directive_filter",
    "document_on",
    "edge_rows",
    "event_entities",
    "event_filter",
    "find_chain",
    "find_editions",
    "find_gaps",
    "find_stored",
    "is_generic",
    "last_day",
    "list_directives",
    "list_events",
    "list_figures",
    "match_cited",
    "name_action",
    "name_way",
    "open_lake",
    "open_part",
    "read_article_address",
    "read_articles",
    "read_crosswalk",
    "read_document_choice",
    "read_status",
    "read_tools",
    "read_vanished",
    "read_ways",
    "reasons_at",
    "settle_states",
    "show_amount",
    "show_value",
    "split_articles",
    "status_at",
    "tool_columns",
    "tool_rows",
]
