"""Putting things in from the page: files, sources by address, and taking them back."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.adding.interface import build_adding
else:
    __getattr__ = open_front(__name__)

__all__ = ["build_adding"]
