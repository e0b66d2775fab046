"""Briefs: what has changed in the corpus since a date."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.briefs.collecting import Brief, choose_since, collect_brief
    from flows.reports.briefs.page import BriefSource, newest_rates, write_brief, write_latest_brief
    from flows.reports.briefs.sections import Kept, collect_kept
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Brief",
    "BriefSource",
    "Kept",
    "choose_since",
    "collect_brief",
    "collect_kept",
    "newest_rates",
    "write_brief",
    "write_latest_brief",
]
