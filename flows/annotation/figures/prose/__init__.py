"""Figures of running text: their names, kinds and years, read sentence by sentence."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.prose.reading import read_prose
    from flows.annotation.figures.prose.setting import NO_SETTING, Setting
else:
    __getattr__ = open_front(__name__)

__all__ = ["NO_SETTING", "Setting", "read_prose"]
