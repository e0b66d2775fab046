"""Requests for series: which terms, over which periods and documents, and how to count repeated text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.records import DateAxis, DateRange, Grouping, Reprints
from flows.search import FIELDS, ReadValues, read_values
from flows.text import drop_invisible, lazy_pattern

# The measures of charts and statistics, by the name that users type, with their columns.
MEASURES = {
    "tokens": "per_million_tokens",
    "characters": "per_10k_characters",
    "passages": "passage_share",
    "documents": "document_share",
    "none": "occurrences",
}
MeasureName = Literal["tokens", "characters", "passages", "documents", "none"]


class SeriesKind(StrEnum):
    """The things that a series may count."""

    CONCEPT = "concept"
    STRATEGY = "strategy"
    INSTRUMENT = "instrument"
    ENTITY = "entity"
    FORCE = "force"
    QUERY = "query"
    TEXT = "text"

    @property
    def is_in_passages(self) -> bool:
        """Whether occurrences are passages."""
        return self in (SeriesKind.STRATEGY, SeriesKind.INSTRUMENT, SeriesKind.QUERY)

    @property
    def is_text(self) -> bool:
        """Whether passages are found by their text, without annotations."""
        return self in (SeriesKind.TEXT, SeriesKind.QUERY)


_QUOTED = lazy_pattern(r'["“”](.+)["“”]', re.DOTALL)
_BETWEEN_TERMS = lazy_pattern(r'[,，、](?=(?:[^"]*"[^"]*")*[^"]*$)(?![^“]*”)')
# Numbers, in which commas do not separate terms; 863,973 are two programmes.
_NUMBER = lazy_pattern(
    r"(?<![\d.,])(?:\d{1,2}(?:,\d{3})+|\d{3}(?:,\d{3}){2,}|\d{3},(?:000|\d{3}(?=\.\d)))(?![\d,])", re.ASCII
)
_IN_QUOTES = lazy_pattern(r'"[^"]*"|“[^“”]*”')
_OF_QUERY = lazy_pattern(rf"(?:^|\s)(?:NEAR[/／]\d+|AND|OR|NOT)(?:\s|$)|\b(?:{'|'.join(FIELDS)})[:：]\S")
_SEPARATORS = " \t\n,，、"
_QUERY_SIGN = f"{SeriesKind.QUERY}:"
_WITH_COMMAS = (_QUERY_SIGN, f"{SeriesKind.ENTITY}:")
_PREFIXES = {kind.value: kind for kind in SeriesKind if kind not in (SeriesKind.CONCEPT, SeriesKind.TEXT)}
# Some are also fields of the query language. Within a query these need no comma before them.
_NEXT_KIND = lazy_pattern(
    rf'[,，、;；](?=\s*(?:{"|".join(_PREFIXES)}):)(?=(?:[^"]*"[^"]*")*[^"]*$)(?![^“]*”)'
)
_COMMA = lazy_pattern(r'[,，、](?=(?:[^"]*"[^"]*")*[^"]*$)(?![^“]*”)')


@dataclass(frozen=True, slots=True)
class SeriesSpec:
    """One thing to count; `value` is a concept's id, a label, an entity's name, a query, or words.

    General words of the lexicon are counted as text; `value` is then the concept's id.

    `as_typed` ignores the lexicon.
    """

    typed: str
    kind: SeriesKind
    value: str
    as_typed: bool = False


def read_spec(
    typed: str, lexicon: Lexicon, *, as_typed: bool = False, read_values: ReadValues = read_values
) -> SeriesSpec:
    """Return what a typed term counts.

    That is strategy:ID, instrument:ID, entity:NAME, force:GRADE or query:QUERY, else a concept of the lexicon
    by any name, else words as they are typed. Words in quotes, or all with `as_typed`, are never looked up.
    `read_values` reads the name of a strategy or instrument.
    """
    prefix, colon, value = typed.partition(":")
    if colon and prefix in _PREFIXES:
        return SeriesSpec(typed, _PREFIXES[prefix], read_values(prefix, [value])[0], as_typed)
    quoted = quoted_words(typed)
    find = lexicon.find if quoted else lexicon.look_up
    if not as_typed and (concept := find(typed)):
        kind = SeriesKind.TEXT if concept.is_word else SeriesKind.CONCEPT
        return SeriesSpec(typed, kind, concept.id)
    return SeriesSpec(typed, SeriesKind.TEXT, quoted or typed, as_typed or bool(quoted))


def quoted_words(typed: str) -> str:
    """Return the words of a term in quotation marks, which are counted as typed; "" for other terms."""
    quoted = _QUOTED.fullmatch(typed.strip())
    return quoted[1] if quoted else ""


def is_like_query(typed: str) -> bool:
    """Return whether a term without `query:` has an operator or field of the query language."""
    return bool(_OF_QUERY.search(_IN_QUOTES.sub("_", typed)))


def split_queries(text: str) -> list[str]:
    """Split at the commas before `query:`, `strategy:` and so on, if a line has several of them.

    A comma within parentheses belongs to a query.
    """
    parts, start = [], 0
    for match in _NEXT_KIND.finditer(text):
        part = text[start : match.start()]
        if _count(part, "(（") <= _count(part, ")）"):
            parts.append(part)
            start = match.end()
    return [*parts, text[start:]]


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))


def holds_comma(term: str) -> bool:
    """Return whether a term is a query with a comma outside quotes, which must stay in one piece."""
    return term.strip().startswith(_QUERY_SIGN) and bool(_COMMA.search(term))


def split_terms(typed: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Return the terms separated by commas, each once.

    Commas inside quotes, a query, an entity's name or a name in the lexicon do not separate. A comma before
    `query:`, `strategy:` and so on always does.
    """
    terms = []
    for text in (part for one in typed for part in split_queries(drop_invisible(one))):
        parts = _BETWEEN_TERMS.split(_NUMBER.sub(lambda number: number[0].replace(",", "\0"), text))
        if text.lstrip().startswith(_WITH_COMMAS) or (len(parts) > 1 and lexicon.find(text)):
            parts = [text]
        terms += [part.strip().replace("\0", ",") for part in parts if part.strip()]
    return list(dict.fromkeys(terms))


@dataclass(frozen=True, slots=True)
class SeriesRequest:
    """Series of terms over time.

    `by` is year, quarter, month, plan, congress, or bounds such as 2015,2018-03,2023. `every_term` counts
    every lexicon concept that occurs, instead of `terms`. `split` makes one series per surface of a concept,
    `grouping` one per group. `hold` adds the rate at a fixed mix of these groups, `bands` the 95 % bounds of
    the rate. `measure` None is the usual one of the terms. With `as_typed` the lexicon is not used. With
    `allow_partial`, periods count even if not all of their passages are annotated. `max_read` limits the
    passages that may be read for words and queries. `vanished` adds the share of each period's text that its
    source no longer has.
    """

    terms: tuple[str, ...] = ()
    every_term: bool = False
    by: str = "year"
    grouping: Grouping | None = None
    split: bool = False
    dates: DateRange = DateRange()
    axis: DateAxis = DateAxis.PUBLISHED
    corpora: tuple[str, ...] = ()
    reprints: Reprints = Reprints.RAW
    hold: Grouping | None = None
    measure: MeasureName | None = None
    statistics: bool = False
    bands: bool = False
    as_typed: bool = False
    allow_partial: bool = False
    max_read: int | None = None
    vanished: bool = False

    @property
    def column(self) -> str:
        """The column of charts and statistics."""
        if self.measure:
            return MEASURES[self.measure]
        prefixes = tuple(f"{kind}:" for kind in SeriesKind if kind.is_in_passages)
        if self.terms and all(term.startswith(prefixes) for term in self.terms):
            return MEASURES["passages"]
        return MEASURES["tokens"]

    def check(self) -> None:
        """Raise UsageError for options that exclude each other, or if nothing is requested."""
        if self.every_term:
            self._check_every_term()
        elif not any(term.strip(_SEPARATORS) for term in self.terms):
            raise UsageError("trends.no_terms")
        if self.split and self.grouping:
            raise UsageError("trends.split_and_group")
        if self.bands and self.split:
            raise UsageError("trends.band_of_split")
        if self.hold and (self.grouping or self.split):
            raise UsageError("trends.hold_and_group")

    def _check_every_term(self) -> None:
        others = (self.terms, self.grouping, self.split, self.hold, self.bands)
        if any(others) or self.reprints is not Reprints.RAW:
            raise UsageError("trends.all_alone")

    def words(self) -> list[str]:
        """Return the words of the command that repeats the request, without options at their default."""
        return ["trends", *self.terms, *self._options()]

    def _options(self) -> Iterator[str]:
        default = SeriesRequest()
        if self.every_term:
            yield "--all"
        if self.by != default.by:
            yield from ("--by", self.by)
        if self.grouping:
            yield from ("--group", self.grouping)
        if self.split:
            yield "--split"
        if self.dates.first:
            yield from ("--from", self.dates.first)
        if self.dates.last:
            yield from ("--to", self.dates.last)
        if self.axis is not default.axis:
            yield from ("--date", self.axis)
        for corpus in self.corpora:
            yield from ("--corpus", corpus)
        if self.reprints is not default.reprints:
            yield from ("--reprints", self.reprints)
        if self.hold:
            yield from ("--hold", self.hold)
        if self.measure:
            yield from ("--measure", self.measure)
        switches = {
            "--stats": self.statistics,
            "--band": self.bands,
            "--as-typed": self.as_typed,
            "--allow-partial": self.allow_partial,
            "--vanished-share": self.vanished,
        }
        yield from (option for option, is_on in switches.items() if is_on)
