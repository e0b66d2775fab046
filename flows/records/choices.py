"""Choices shared by many rooms: dates, groups, reprints, languages, and answers of sources."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

Language = Literal["zh", "en", "mixed", "und"]
# The language of what people read around texts: messages, captions, pages.
Locale = Literal["en", "zh"]
LOCALES: tuple[Locale, ...] = get_args(Locale)
# The names of the entity model that a corpus gets: none, the surest, or all above the usual thresholds.
NameChoice = Literal["none", "sure", "full"]
# The order of dated facts; those without a date come last in both.
DateOrder = Literal["earliest", "latest"]
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
# Styles of references: texts to read, and records for reference managers.
TextStyle = Literal["gbt7714", "chicago", "apa"]
RecordStyle = Literal["bibtex", "ris", "csl-json"]
CitationStyle = Literal[TextStyle, RecordStyle]


class DateAxis(StrEnum):
    """The date by which a document is counted."""

    PUBLISHED = "published"  # else written
    WRITTEN = "written"  # else published
    FIRST_SEEN = "first_seen"


class Grouping(StrEnum):
    """The property that splits a series into groups."""

    PUBLISHER = "publisher"
    LEVEL = "level"  # of government, of the issuer or else of the site that published the document
    KIND = "kind"  # of document: law, plan, notice and so on
    PROVINCE = "province"  # of the publisher, or else as stated by the source
    CORPUS = "corpus"
    LANGUAGE = "language"
    STRATEGY = "strategy"  # the likeliest strategy of the passage


class Reprints(StrEnum):
    """The ways to count reprinted passages and documents."""

    RAW = "raw"
    DISCOUNTED = "discounted"
    FIRST = "first"
    FOLD = "fold"


# The same as typed: in the order in which the command line, the page and the interfaces list them.
PeriodChoice = Literal["year", "quarter", "month", "plan", "congress"]
GroupChoice = Literal["publisher", "province", "level", "kind", "corpus", "language", "strategy"]
HoldChoice = Literal["publisher", "level", "kind", "corpus", "language"]  # groups whose mix can be held fixed
ReprintsChoice = Literal["raw", "discounted", "first", "fold"]
BatchMeasure = Literal[
    "occurrences",
    "passages",
    "documents",
    "per_million_tokens",
    "per_10k_characters",
    "passage_share",
    "document_share",
]

# The answers of a document's source when it is requested again. The first six mean that the document is gone,
# "edited" that its text was changed without notice, "delisted" that it is only missing from a list.
SourceState = Literal[
    "not_found",
    "removed",
    "soft_404",
    "redirected_home",
    "home_page",
    "emptied",
    "edited",
    "updated",
    "delisted",
    "back",
]
SOURCE_STATES: tuple[SourceState, ...] = get_args(SourceState)
GONE: tuple[SourceState, ...] = SOURCE_STATES[:6]
VANISHED: tuple[SourceState, ...] = (*GONE, "edited")


def first_day(date: str) -> str:
    """Return the first day of an ISO date, month or year."""
    return (date + "-01-01")[:10]


def last_day(date: str) -> str:
    """Return the last day of an ISO date, month or year."""
    if len(date) > len("2021-03"):
        return date
    year, month = int(date[:4]), int(date[5:7] or "12")
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


def day_before(date: str) -> str:
    """Return the day before the first day of an ISO date, month or year."""
    return (datetime.date.fromisoformat(first_day(date)) - datetime.timedelta(1)).isoformat()


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dates from `first` to `last`, both included: ISO dates, months or years; None leaves an end open.

    A range is from the first day of `first` to the last day of `last`. A month or a year is in it if all of
    its days are, so a wider range never has less.
    """

    first: str | None = None
    last: str | None = None

    @property
    def lower_bound(self) -> str:
        """The lowest date of the range as text: 2024 for a range from 2024-01-01; "" for an open start."""
        return first_day(self.first).removesuffix("-01").removesuffix("-01") if self.first else ""

    @property
    def upper_bound(self) -> str:
        """The last day of the range; "" for an open end."""
        return last_day(self.last) if self.last else ""

    @property
    def cut_periods(self) -> tuple[str, ...]:
        """The year and month of the last day if they continue after it.

        As text they are below the upper bound, yet they are not in the range.
        """
        day = self.upper_bound
        return tuple(one for one in (day[:4], day[:7]) if one and last_day(one) > day)

    def covers(self, date: str) -> bool:
        """Return whether an ISO date, month or year is in the range; "" is only in a range that is open."""
        if not self:
            return True
        if not date or date < self.lower_bound:
            return False
        return not self.last or last_day(date) <= self.upper_bound

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None
