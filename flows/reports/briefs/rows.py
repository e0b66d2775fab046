"""The parts of a brief: its period, and the rows of its sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from flows.references import Figure
from flows.reports.quotes import Quote
from flows.search import Translation

Row = TypeVar("Row")


class FirstRows(NamedTuple, Generic[Row]):
    """The first rows of a section, and the total number."""

    rows: list[Row]
    total: int


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A concept used for the first time: the date, and its number of occurrences since."""

    zh: str
    en: str
    first: str
    occurrences: int
    documents: int
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class MovedTerm:
    """A concept that has become more or less frequent.

    `documents` counts those that mention it, on the side with more occurrences. `is_low` means that this side
    has fewer than 10 occurrences or 5 documents.
    """

    zh: str
    en: str
    here: int
    there: int
    per_million_here: float
    per_million_there: float
    log_ratio: float
    log_ratio_low: float
    log_ratio_high: float
    quotes: list[Quote]
    documents: int = 0
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class SilentTerm:
    """A concept that is (nearly) absent although its past predicts occurrences; `last`, `peak` are months."""

    zh: str
    en: str
    expected: float
    found: int
    p: float
    last: str
    peak: str
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class BurstTerm:
    """A concept in unusually many documents from month `first` to month `last`."""

    zh: str
    en: str
    first: str
    last: str
    weight: float
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target that is not yet due, with the text of the other language's document there."""

    figure: Figure
    version: Translation | None


@dataclass(frozen=True, slots=True)
class FirstCited:
    """A document cited for the first time; `documents` is the number of documents citing it."""

    cited: str
    number: str
    is_stored: bool
    documents: int
    relations: list[str]
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class StrategyShare:
    """The passages of a strategy and their share of all, now and before; None if there is no text.

    The corrected shares have 95 % bounds (share, low, high); None if they can't be computed.
    """

    label: str
    name: str
    passages: int
    before: int
    share: float | None
    share_before: float | None
    corrected: tuple[float, float, float] | None
    corrected_before: tuple[float, float, float] | None
    quotes: list[Quote]
