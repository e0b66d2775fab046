"""Indicators of English figures by the dependency tree: named rules, tried in order."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.parsed.rules.choosing import TREE_CHOICES, TreeChoice, choose_by_tree
    from flows.annotation.figures.parsed.rules.subjects import PRONOUN
else:
    __getattr__ = open_front(__name__)

__all__ = ["PRONOUN", "TREE_CHOICES", "TreeChoice", "choose_by_tree"]
