"""Briefs: what has changed in the corpus since a date."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.briefs.collecting import (
        Brief,
        choose_since,
        collect_brief,
        explain_no_dates,
        read_brief_dates,
    )
    from flows.reports.briefs.lines import BRIEF_COLUMNS, brief_numbers, brief_rows
    from flows.reports.briefs.page import (
        BriefSource,
        find_brief,
        newest_rates,
        write_brief,
        write_latest_brief,
    )
    from flows.reports.briefs.sections import SlowParts, collect_slow_parts
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BRIEF_COLUMNS",
    "Brief",
    "BriefSource",
    "SlowParts",
    "brief_numbers",
    "brief_rows",
    "choose_since",
    "collect_brief",
    "collect_slow_parts",
    "explain_no_dates",
    "find_brief",
    "newest_rates",
    "read_brief_dates",
    "write_brief",
    "write_latest_brief",
]
