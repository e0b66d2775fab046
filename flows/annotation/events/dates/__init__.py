"""Dates of events: as the text gives them, or as the date of the document completes them."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.events.dates.finding import find_dates
    from flows.annotation.events.dates.when import When
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "When",
    "find_dates",
]
