"""Aids to reading: outline, matches, versions and original file of a document, and the facts of any text."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.reading.analysis import build_analysis, build_analysis_api
    from flows.web.reading.by_document import build_by_document
    from flows.web.reading.dressing import FONT_HEADERS
    from flows.web.reading.finding import Found, find_in_document
    from flows.web.reading.matches import mark_matches
    from flows.web.reading.originals import build_originals, name_whole
    from flows.web.reading.records import build_records, is_record
    from flows.web.reading.versions import build_versions
    from flows.web.reading.viewing import build_views
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "FONT_HEADERS",
    "Found",
    "build_analysis",
    "build_analysis_api",
    "build_by_document",
    "build_originals",
    "build_records",
    "build_versions",
    "build_views",
    "find_in_document",
    "is_record",
    "mark_matches",
    "name_whole",
]
