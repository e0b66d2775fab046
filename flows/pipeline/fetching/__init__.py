"""Fetching: read a corpus from the web, its lists first, then its documents."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.fetching.manifest import fetch_manifest
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "fetch_manifest",
]
