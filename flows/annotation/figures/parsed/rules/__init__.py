"""Indicators of English figures by the dependency tree: named rules, tried in order."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.parsed.rules.choosing import TREE_CHOICES, TreeChoice, choose_by_tree
else:
    __getattr__ = open_front(__name__)

__all__ = ["TREE_CHOICES", "TreeChoice", "choose_by_tree"]
