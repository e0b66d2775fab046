"""Commands about lists: batches, stored and matching documents, citations, networks, comparisons."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.cli.commands.lists.matching import list_matching
else:
    __getattr__ = open_front(__name__)

__all__ = ["list_matching"]
