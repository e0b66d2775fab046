"""Vanishing: what a source's answers say about its documents, and which are requested again."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.vanishing.judging import Verdict
    from flows.pipeline.vanishing.noting import SourceWatch
else:
    __getattr__ = open_front(__name__)

__all__ = ["SourceWatch", "Verdict"]
