"""Figures of Chinese clauses: what each states, read from the words on both sides."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.clauses.admission import is_figure
    from flows.annotation.figures.clauses.kinds import is_exact
    from flows.annotation.figures.clauses.reading import read_figure
else:
    __getattr__ = open_front(__name__)

__all__ = ["is_exact", "is_figure", "read_figure"]
