"""English norms: sentences that lay a figure down, by the frames of `words.toml`."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.norms.english.ladder import is_laid_down
    from flows.annotation.figures.norms.english.penalties import is_penalty
else:
    __getattr__ = open_front(__name__)

__all__ = ["is_laid_down", "is_penalty"]
