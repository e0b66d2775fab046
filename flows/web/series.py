"""Trend series for the page, its downloads and the JSON interface: what is asked for, the rows, where each point leads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.analysis.periods import period_bounds
from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.web.library import Library
from flows.web.parameters import MOST_COUNTED, make_address

MEASURES = ("per_million_tokens", "per_10k_characters", "occurrences", "document_share")
PERIODS = ("year", "quarter", "month", "plan", "congress")
GROUPS = ("publisher", "corpus", "language", "strategy")
_SERIES, _TERMS, _LEAD = 12, 12, 3
_FINER = {"year": "month", "quarter": "month", "plan": "year", "congress": "year"}
_PREFIX = re.compile(r"(strategy|instrument|entity|query):")


@dataclass(frozen=True, slots=True)
class Trend:
    """What a trend's address asks for."""

    terms: list[str]
    by: str
    group: str
    measure: str
    first: str
    last: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    left_out: int = 0

    def address(self, **changes: str) -> str:
        """Return the address of this trend with changes."""
        given = {
            "term": ", ".join(self.terms),
            "by": self.by,
            "group": self.group,
            "measure": self.measure,
            "from": self.first,
            "to": self.last,
        }
        given |= {name.rstrip("_"): value for name, value in changes.items()}
        defaults = {"by": "year", "measure": MEASURES[0]}
        return make_address("/trends", *((name, value) for name, value in given.items() if value != defaults.get(name)))

    def zoom(self, period: str) -> str:
        """Return the address that shows a period in finer ones."""
        if self.by not in _FINER:
            return self.address()
        first, last = period_bounds(period, self.by)
        return self.address(by=_FINER[self.by], from_=first[:7], to=last[:7])


def read_trend(library: Library, values: Any) -> Trend:
    """Read a trend's address and count: the series with most occurrences, the others counted. Raises UsageError."""
    given = [term.strip() for one in values.getlist("term") for term in split_terms(one)]
    terms = list(dict.fromkeys(term for term in given if term))
    by, group, measure = (
        values.get(name, default) for name, default in (("by", "year"), ("group", ""), ("measure", MEASURES[0]))
    )
    for name, value, known in (("by", by, PERIODS), ("group", group, ("", *GROUPS)), ("measure", measure, MEASURES)):
        if value not in known:
            raise UsageError(f"{name}={value[:40]}: known are {', '.join(filter(None, known))}")
    if len(terms) > _TERMS:
        raise UsageError(f"{len(terms)} terms; at most {_TERMS} are drawn together")
    first, last = values.get("from", "").strip(), values.get("to", "").strip()
    rows = trend_rows(library, terms, by=by, group=group or None, first=first, last=last) if terms else []
    kept = _largest(rows if first else without_silence(rows), _SERIES)
    left_out = len({row["series"] for row in rows}) - len({row["series"] for row in kept})
    return Trend(terms, by, group, measure, first, last, kept, left_out)


def without_silence(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows from three periods before the first occurrence of any series on: a store may go back a century."""
    periods = list(dict.fromkeys(row["period"] for row in rows))
    met = {row["period"] for row in rows if row["occurrences"]}
    start = next((number for number, period in enumerate(periods) if period in met), 0)
    kept = set(periods[max(0, start - _LEAD) :])
    return [row for row in rows if row["period"] in kept]


def split_terms(text: str) -> list[str]:
    """Split at commas; a query with commas of its own stands alone."""
    return [text] if text.strip().startswith("query:") else re.split(r"[,，、;；]", text)


def trend_rows(
    library: Library, terms: Sequence[str], *, by: str = "year", group: str | None = None, first: str = "", last: str = ""
) -> list[dict[str, Any]]:
    """Return the rows of `term_trends` with None where a number is unknown."""
    from flows.analysis.trends import rows_of, term_trends

    frame = term_trends(library.store, library.lexicon, terms, by=by, group=group, first=first, last=last, most=MOST_COUNTED)
    return rows_of(frame)


def point_address(lexicon: Lexicon, row: Mapping[str, Any], by: str, group: str) -> str:
    """Return the address of the passages that a point counts."""
    term, value = row["series"], ""
    if group:
        term, _, value = term.rpartition(" · ")
    first, last = period_bounds(row["period"], by)
    narrowed = [(group, value)] if group and value not in ("(none)", "other") else []
    return make_address("/search", term_parameter(lexicon, term), *narrowed, ("from", first), ("to", last))


def term_parameter(lexicon: Lexicon, term: str) -> tuple[str, str]:
    """Return the parameter of a search for what a series counts: a concept's mentions, a label, an entity, words as they stand."""
    if match := _PREFIX.match(term):
        return ("q" if match[1] == "query" else match[1], term[match.end() :])
    concept = lexicon.find(term)
    return ("term", concept.id) if concept else ("q", f'"{term}"')


def _largest(rows: Sequence[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["series"]] = totals.get(row["series"], 0) + (row["occurrences"] or 0)
    kept = set(sorted(totals, key=lambda name: -totals[name])[:number])
    return [row for row in rows if row["series"] in kept]
