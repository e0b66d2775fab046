"""Records that share an id in their file: which stored document each of them is."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.namesakes.keys import settle_keys
else:
    __getattr__ = open_front(__name__)

__all__ = ["settle_keys"]
