"""Carry whose value a Chinese figure is from where the text says it: the words before, or a heading."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.settling.carrying.carrying import carry_names
else:
    __getattr__ = open_front(__name__)

__all__ = ["carry_names"]
