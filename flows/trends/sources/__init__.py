"""Sources of the counted text: how much of it has vanished from its source."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
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
    "SourceShare",
    "SourceSum",
    "add_sources",
    "read_shares",
    "share_of",
    "sum_sources",
]
