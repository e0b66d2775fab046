"""English figures read from the dependency tree: indicator, subject, kind and time."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.parsed.kinds import kind_by_tree
    from flows.annotation.figures.parsed.mending import mend
    from flows.annotation.figures.parsed.moments import moment_by_tree
    from flows.annotation.figures.parsed.nodes import Node, make_nodes
    from flows.annotation.figures.parsed.refining import TreeReader
    from flows.annotation.figures.parsed.rules import TREE_CHOICES, TreeChoice, choose_by_tree
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "TREE_CHOICES",
    "Node",
    "TreeChoice",
    "TreeReader",
    "choose_by_tree",
    "kind_by_tree",
    "make_nodes",
    "mend",
    "moment_by_tree",
]
