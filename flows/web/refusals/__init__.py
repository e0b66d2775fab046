"""Refusals: a form that can't be answered is shown again, with what was typed."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.refusals.filling import FilledForm, fill_form
    from flows.web.refusals.finding import find_form, page_routes
    from flows.web.refusals.parameters import check_download, describe_invalid, refuse_unknown, strict_router
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "FilledForm",
    "check_download",
    "describe_invalid",
    "fill_form",
    "find_form",
    "page_routes",
    "refuse_unknown",
    "strict_router",
]
