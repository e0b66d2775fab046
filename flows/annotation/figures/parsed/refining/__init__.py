"""Readings of English figures, refined by the tree of their sentence."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.parsed.refining.reader import TreeReader
else:
    __getattr__ = open_front(__name__)

__all__ = ["TreeReader"]
