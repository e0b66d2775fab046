"""Requests: a question about the stored passages as one value, for every way of asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from flows.records import DateRange

Order = Literal["relevance", "recent", "date", "oldest"]
LineOrder = Literal["date", "left", "right"]  # of a concordance
# What is known of most documents, by the field of the index.
STATE_FIELDS = {"status": "status", "level": "level", "kind": "document_kind"}
LABEL_FIELDS = ("strategy", "instrument", "sure")  # whose values are categories of the classifier
PLAIN_FILTERS = ("strategy", "instrument", "corpus", "language")  # index fields filtered by plain values
CONCEPT_FACETS = {"term": ("TERM", "TECH"), "programme": ("PROGRAMME",)}  # types of their concepts
FACET_NAMES = ("strategy", "instrument", "language", "publisher", "corpus", "year", "status", "level", "kind")


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on passages besides the words of a query; several values of one filter are alternatives.

    `status`, `level` and `kind` are the document's, in words of either language (see states.toml).
    """

    term: tuple[str, ...] = ()
    strategy: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    corpus: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    dates: DateRange = DateRange()

    @classmethod
    def of(cls, values: Mapping[str, Sequence[str] | None], dates: DateRange = DateRange()) -> Filters:
        """Return the filters with these values by name; None is none."""
        several: dict[str, Any] = {name: tuple(some or ()) for name, some in values.items()}
        return cls(**several, dates=dates)

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


VALUE_FILTERS = tuple(field.name for field in fields(Filters) if field.name != "dates")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search for passages.

    `order` is relevance (BM25), recent (BM25 halved for every five years of age), date (newest first) or
    oldest; passages without a date come last. `facets` are counted over all matches; names (`entity`), which
    have the most values, only up to the `facet_values` most frequent. With `expand` a lexicon term also finds
    its renderings in the other language. With `fold`, only the earliest of documents known to be reprints of
    each other is searched. `max_read` limits the passages that NEAR may read.
    """

    query: str = ""
    filters: Filters = Filters()
    limit: int = 20
    offset: int = 0
    order: Order = "relevance"
    facets: tuple[str, ...] = FACET_NAMES
    facet_values: int | None = None
    expand: bool = True
    fold: bool = False
    max_read: int | None = None


@dataclass(frozen=True, slots=True)
class ConcordanceRequest:
    """A concordance: every occurrence with its context.

    `width` is in Chinese characters per side; English passages get half as many words. `sort` is by date, or
    by the words to the left or right, nearest first. `max_read` limits the matching passages.
    """

    query: str
    filters: Filters = Filters()
    width: int = 20
    sort: LineOrder = "date"
    expand: bool = True
    max_read: int | None = None


@dataclass(frozen=True, slots=True)
class CollocateRequest:
    """Collocates of a query's matches: words at most `window` words away.

    `sort` is log_likelihood, log_dice or near. `minimum` is the least number of passages for a new collocate.
    `max_read` limits the matching passages.
    """

    query: str
    filters: Filters = Filters()
    window: int = 5
    limit: int | None = 50
    sort: Literal["log_likelihood", "log_dice", "near"] = "log_likelihood"
    minimum: int = 3
    expand: bool = True
    max_read: int | None = None


@dataclass(frozen=True, slots=True)
class SimilarRanking:
    """The basis of a ranking by similarity. The number of its passages is limited, and is not a count.

    `target` is the text that the passages resemble. There are at most `limit` of them, with a cosine of
    `floor` or more; `is_cut` is set if the limit left some out. `compared` passages have a vector, `waiting`
    newer ones have none yet.
    """

    target: str
    limit: int
    floor: float
    is_cut: bool
    compared: int
    waiting: int


def field_of(name: str) -> str:
    """Return the index field of a filter or facet."""
    if name in CONCEPT_FACETS:
        return "topic"
    return STATE_FIELDS.get(name, name)
