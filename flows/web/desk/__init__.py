"""The desk on the site: collections, tags, kept passages, and the search history."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.desk.correcting import build_correcting, build_corrections_api
    from flows.web.desk.forms import CHECKED, read_fields, read_form, single_values
    from flows.web.desk.interface import build_desk_api
    from flows.web.desk.keeping import build_keeping, kept_names
    from flows.web.desk.lists import build_desk
    from flows.web.desk.searches import build_saved_searches
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CHECKED",
    "build_correcting",
    "build_corrections_api",
    "build_desk",
    "build_desk_api",
    "build_keeping",
    "build_saved_searches",
    "kept_names",
    "read_fields",
    "read_form",
    "single_values",
]
