"""Add documents from the page, as files or as sources by address, and remove them again."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.adding.interface import build_adding
else:
    __getattr__ = open_front(__name__)

__all__ = ["build_adding"]
