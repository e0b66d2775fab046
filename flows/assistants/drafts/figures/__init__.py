"""Figures of a draft: read them, and compare them with the stored figures of either language."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.assistants.drafts.figures.checking import find_figures
else:
    __getattr__ = open_front(__name__)

__all__ = ["find_figures"]
