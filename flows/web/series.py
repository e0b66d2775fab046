"""Trend series for the page, its downloads and the JSON interface, and where each point leads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from starlette.datastructures import QueryParams

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.records import Grouping, Reprints
from flows.search import read_range
from flows.trends import Row, SeriesRequest, answer_series, period_bounds
from flows.web.library import Library
from flows.web.parameters import MOST_COUNTED, make_address

MEASURES = ("per_million_tokens", "per_10k_characters", "occurrences", "document_share")
PERIODS = ("year", "quarter", "month", "plan", "congress")
GROUPS = ("publisher", "corpus", "language", "strategy")
REPRINTS = ("raw", "discounted", "first", "fold")
HOLDS = ("publisher", "level", "corpus", "language")
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
    corpus: tuple[str, ...] = ()
    reprints: str = "raw"
    hold: str = ""
    rows: list[Row] = field(default_factory=list)
    left_out: int = 0
    mix: list[Row] = field(default_factory=list)

    @property
    def drawn(self) -> str:
        """The column that the chart is of: with the mix held fixed the rate of that."""
        return "adjusted_per_million" if self.hold and self.measure == MEASURES[0] else self.measure

    def address(self, **changes: str) -> str:
        """Return the address of this trend with changes."""
        given = {
            "term": ", ".join(self.terms),
            "by": self.by,
            "group": self.group,
            "measure": self.measure,
            "from": self.first,
            "to": self.last,
            "reprints": self.reprints,
            "hold": self.hold,
        }
        given |= {name.rstrip("_"): value for name, value in changes.items()}
        defaults = {"by": "year", "measure": MEASURES[0], "reprints": "raw"}
        pairs = [(name, value) for name, value in given.items() if value != defaults.get(name)]
        return make_address("/trends", *pairs, *(("corpus", name) for name in self.corpus))

    def zoom(self, period: str) -> str:
        """Return the address that shows a period in finer ones."""
        if self.by not in _FINER:
            return self.address()
        dates = period_bounds(period, self.by)
        return self.address(by=_FINER[self.by], from_=(dates.first or "")[:7], to=(dates.last or "")[:7])


def read_trend(library: Library, values: QueryParams) -> Trend:
    """Read a trend's address and count: the series with most occurrences, the others counted.

    Raises UsageError.

    Its parameters are the options of `zhengce trends`, and so are the numbers.
    """
    given = [term.strip() for one in values.getlist("term") for term in split_terms(one)]
    terms = list(dict.fromkeys(term for term in given if term))
    by, group, measure, reprints, hold = (
        _read_choice(values, name, known) for name, known in _CHOICES.items()
    )
    if hold and group:
        raise UsageError("web.hold_with_group", hold=hold, group=group)
    if len(terms) > _TERMS:
        raise UsageError("web.too_many_terms", number=len(terms), most=_TERMS)
    first, last = values.get("from", "").strip(), values.get("to", "").strip()
    corpus = tuple(dict.fromkeys(name for name in values.getlist("corpus") if name))
    rows, mix = (
        count_trend(
            library,
            terms,
            by=by,
            group=group or None,
            first=first,
            last=last,
            corpus=corpus,
            reprints=reprints,
            hold=hold,
        )
        if terms
        else ([], [])
    )
    kept = _largest(rows if first else without_silence(rows), _SERIES)
    left_out = len({row["series"] for row in rows}) - len({row["series"] for row in kept})
    return Trend(terms, by, group, measure, first, last, corpus, reprints, hold, kept, left_out, mix)


_CHOICES = {
    "by": PERIODS,
    "group": ("", *GROUPS),
    "measure": MEASURES,
    "reprints": REPRINTS,
    "hold": ("", *HOLDS),
}


def _read_choice(values: QueryParams, name: str, known: Sequence[str]) -> str:
    value: str = values.get(name, known[0])
    if value not in known:
        raise UsageError("web.unknown_choice", name=name, value=value[:40], known=[*filter(None, known)])
    return value


def without_silence(rows: Sequence[Row]) -> list[Row]:
    """Return the rows from three periods before the first occurrence on: a store may go back a century."""
    periods = list(dict.fromkeys(row["period"] for row in rows))
    met = {row["period"] for row in rows if row["occurrences"]}
    start = next((number for number, period in enumerate(periods) if period in met), 0)
    kept = set(periods[max(0, start - _LEAD) :])
    return [row for row in rows if row["period"] in kept]


def split_terms(text: str) -> list[str]:
    """Split at commas; a query with commas of its own stands alone."""
    return [text] if text.strip().startswith("query:") else re.split(r"[,，、;；]", text)


def trend_rows(library: Library, terms: Sequence[str], **options: Any) -> list[Row]:
    """Return the rows of a series table with None where a number is unknown."""
    return count_trend(library, terms, **options)[0]


def count_trend(
    library: Library,
    terms: Sequence[str],
    *,
    by: str = "year",
    group: str | None = None,
    hold: str = "",
    first: str = "",
    last: str = "",
    corpus: Sequence[str] = (),
    reprints: str = "raw",
) -> tuple[list[Row], list[Row]]:
    """Return the rows of a series table, and with `hold` how much of each change is mix."""
    request = SeriesRequest(
        tuple(terms),
        by=by,
        grouping=Grouping(group) if group else None,
        dates=read_range(first, last),
        corpora=tuple(corpus),
        reprints=Reprints(reprints),
        hold=Grouping(hold) if hold else None,
        max_read=MOST_COUNTED,
    )
    answer = answer_series(library.collection, request)
    mix = [{"series": name, **asdict(summary)} for name, summary in answer.mix.items()]
    return [dict(row) for row in answer.table.rows()], mix


def point_address(lexicon: Lexicon, row: Row, by: str, group: str, corpus: Sequence[str] = ()) -> str:
    """Return the address of the passages that a point counts.

    Where it counts reprints less, these are all that there are.
    """
    term, value = str(row["series"]), ""
    if group:
        term, _, value = term.rpartition(" · ")
    dates = period_bounds(str(row["period"]), by)
    narrowed = [(group, value)] if group and value not in ("(none)", "other") else []
    kept = [("corpus", name) for name in corpus if group != "corpus"]
    return make_address(
        "/search",
        term_parameter(lexicon, term),
        *narrowed,
        *kept,
        ("from", dates.first or ""),
        ("to", dates.last or ""),
    )


def term_parameter(lexicon: Lexicon, term: str) -> tuple[str, str]:
    """Return the search parameter for what a series counts: a concept, a label, an entity or words."""
    if match := _PREFIX.match(term):
        return ("q" if match[1] == "query" else match[1], term[match.end() :])
    concept = lexicon.find(term)
    return ("term", concept.id) if concept else ("q", f'"{term}"')


def _largest(rows: Sequence[Row], number: int) -> list[Row]:
    totals: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        totals[str(row["series"])] += float(row["occurrences"] or 0)
    kept = set(sorted(totals, key=lambda name: -totals[name])[:number])
    return [row for row in rows if row["series"] in kept]
