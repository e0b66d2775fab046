"""Directives: what a text asks somebody to do, with force, addressee and object."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.directives.reading import find_directives, find_list_items
else:
    __getattr__ = open_front(__name__)

__all__ = ["find_directives", "find_list_items"]
