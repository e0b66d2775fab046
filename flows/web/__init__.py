"""The page and the JSON API."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.app import create_app, describe_interface
else:
    __getattr__ = open_front(__name__)

__all__ = ["create_app", "describe_interface"]
