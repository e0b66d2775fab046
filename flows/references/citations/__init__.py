"""The citation graph of the store: who cites what, for what purpose, and how many days later."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.references.citations.choosing import (
        find_editions,
        find_stored,
        keep_cited,
        match_cited,
    )
    from flows.references.citations.graph import cited_rows, collect_cited, edge_rows, find_chain
    from flows.references.citations.naming import (
        NamedEdition,
        by_known_title,
        choose_edition,
        find_by_any_name,
    )
    from flows.references.citations.records import (
        CITED_COLUMNS,
        EDGE_COLUMNS,
        Chain,
        Cited,
        CitedSummary,
        Edge,
    )
    from flows.references.citations.resolving import Resolver, cited_keys
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CITED_COLUMNS",
    "EDGE_COLUMNS",
    "Chain",
    "Cited",
    "CitedSummary",
    "Edge",
    "NamedEdition",
    "Resolver",
    "by_known_title",
    "choose_edition",
    "cited_keys",
    "cited_rows",
    "collect_cited",
    "edge_rows",
    "find_by_any_name",
    "find_chain",
    "find_editions",
    "find_stored",
    "keep_cited",
    "match_cited",
]
