"""Pages of findings: the brief, new and disappeared vocabulary, events."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.findings.brief import build_brief, build_brief_api, keep_brief, kept_brief
    from flows.web.findings.changes import build_changes
    from flows.web.findings.comparing import (
        build_comparing,
        build_comparing_api,
        compared_rows,
    )
    from flows.web.findings.events import build_events, read_events_address
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "build_brief",
    "build_brief_api",
    "build_changes",
    "build_comparing",
    "build_comparing_api",
    "build_events",
    "compared_rows",
    "keep_brief",
    "kept_brief",
    "read_events_address",
]
