"""What is asked for in many rooms: dates, groups, reprints, languages, and how a source answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

Language = Literal["zh", "en", "mixed", "und"]
# Which names of the entity model a corpus gets: none, the surest, or all above the usual thresholds.
NameChoice = Literal["none", "sure", "full"]


class DateAxis(StrEnum):
    """The date of a document by which it is counted."""

    PUBLISHED = "published"  # else written
    WRITTEN = "written"  # else published
    FIRST_SEEN = "first_seen"


class Grouping(StrEnum):
    """What splits a series into groups."""

    PUBLISHER = "publisher"
    LEVEL = "level"  # of government, from the code of the site that published the document
    KIND = "kind"  # of document: law, plan, notice and so on
    PROVINCE = "province"  # of the publisher, else as the source states it
    CORPUS = "corpus"
    LANGUAGE = "language"
    STRATEGY = "strategy"  # the likeliest strategy of the passage


class Reprints(StrEnum):
    """What a passage or document counts that was printed before."""

    RAW = "raw"
    DISCOUNTED = "discounted"
    FIRST = "first"
    FOLD = "fold"


# How the source of a document answers when it is asked again. The first six mean that the document is gone,
# "edited" that its text was changed without notice. What is only missing from a list is "delisted".
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


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dates from `first` to `last`, both included: ISO dates, months or years; None leaves an end open."""

    first: str | None = None
    last: str | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None
