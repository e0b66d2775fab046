"""References: who cites what, missing numbers, and figures by indicator."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.references.citations import (
        CITED_COLUMNS,
        EDGE_COLUMNS,
        Cited,
        cited_rows,
        collect_cited,
        edge_rows,
        find_chain,
        find_stored,
    )
    from flows.references.gaps import GAP_COLUMNS, find_gaps
    from flows.references.targets import FIGURE_COLUMNS, list_targets
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CITED_COLUMNS",
    "EDGE_COLUMNS",
    "FIGURE_COLUMNS",
    "GAP_COLUMNS",
    "Cited",
    "cited_rows",
    "collect_cited",
    "edge_rows",
    "find_chain",
    "find_gaps",
    "find_stored",
    "list_targets",
]
