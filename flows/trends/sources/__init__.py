"""Sources of the counted text: which corpora make it up, and how much has vanished from them."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.trends.sources.composition import Composition, read_composition
    from flows.trends.sources.shares import (
        SOURCE_COLUMNS,
        SourceShare,
        SourceSum,
        add_sources,
        read_shares,
        share_of,
        sum_sources,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "SOURCE_COLUMNS",
    "Composition",
    "SourceShare",
    "SourceSum",
    "add_sources",
    "read_composition",
    "read_shares",
    "share_of",
    "sum_sources",
]
