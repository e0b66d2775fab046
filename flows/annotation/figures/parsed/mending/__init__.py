"""Repairs of trees in which the parser misread a verb, a noun or a sum."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.parsed.mending.sentences import mend
else:
    __getattr__ = open_front(__name__)

__all__ = ["mend"]
