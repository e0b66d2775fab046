"""Frequencies over time: occurrences, passages and documents a period, with denominators, zeros included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from flows.analysis.dates import check_range
from flows.analysis.periods import Axis, list_periods, period_sql
from flows.analysis.query import Compiler, Part, entity_keys, forms_pattern, literal_part
from flows.annotation.inflection import inflect
from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import UsageError
from flows.folding import fold, fold_label
from flows.store.database import Store
from flows.store.fulltext import FullText
from flows.store.reprints import later_documents
from flows.store.series import (
    dated_texts,
    label_counts_by_period,
    mention_counts,
    mentioning_passages,
    period_totals,
    surface_counts,
)

COLUMNS = ["series", "period", "occurrences", "passages", "documents", "total_tokens", "total_characters", "total_documents",
           "per_million_tokens", "per_10k_characters", "document_share", "occurrences_loose"]  # fmt: skip
GROUPS = {
    "publisher": "d.publisher",
    "corpus": "d.corpus",
    "language": "p.language",
    "level": "json_extract(d.metadata, '$.level')",
    "strategy": "coalesce((SELECT label FROM category c WHERE c.passage_id = p.id AND c.kind = 'strategy' AND c.rank = 0), 'other')",
}
_Key = tuple[str, str]
_Counts = Mapping[_Key, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a series is counted: periods, date axis, groups, and whether repeated passages count."""

    by: str = "year"
    axis: Axis = "published"
    group: str | None = None
    first: str = ""
    last: str = ""
    split: bool = False
    reprints: str = "raw"  # raw; first: of passages with the same text only the first counts; fold: of reprints


def term_trends(
    store: Store,
    lexicon: Lexicon,
    terms: Sequence[str],
    *,
    by: str = "year",
    group: str | None = None,
    first: str = "",
    last: str = "",
    axis: Axis = "published",
    split: bool = False,
    reprints: str = "raw",
    report: Callable[[int, int], None] = lambda done, total: None,
) -> pd.DataFrame:
    """Return one row a series and period, every period between the first and the last dated one, zeros included.

    A term is one of: a lexicon concept by any name, counted with all its renderings (`occurrences` is the matcher's strict
    count, nested mentions of the concept included, `occurrences_loose` the plain count of its surfaces); `strategy:ID` and
    `instrument:ID`, counted in passages; `entity:NAME`; `query:...`, any search query, counted in passages; else words as
    they stand, strict and loose being the same. Passages of documents without a date (or, by month and quarter, without a
    month) are left out. `first` and `last` (2019, 2019-07) keep the periods from and to. With `group`, a series a value,
    named `term · value`; with `split`, a series a surface of the concept. With reprints `first`, of passages with the same
    text only the earliest counts; with `fold`, of documents known to be reprints of each other only the earliest (denominators stay
    as they are).
    """
    if not terms:
        raise UsageError("name at least one term, such as `zhengce trends 自主可控 新质生产力`")
    if split and reprints == "fold":
        raise UsageError("--split and --reprints fold can't be used together")
    if split and group:
        raise UsageError("--split and --group each make series of their own: use one of them")
    index = FullText(store)
    index.sync(report)
    frame = Frame(by, axis, group, first, last, split, reprints)
    period, grouping = period_sql(by, axis), GROUPS[group] if group else None
    totals = {(row["period"], row["grp"] or ""): row for row in period_totals(store, period, grouping) if row["period"]}
    periods = list_periods(sorted({key[0] for key in totals}), by, *check_range(first, last))
    counter = _Counter(store, index, lexicon, period, grouping, frame)
    rows: list[dict[str, Any]] = []
    for term in dict.fromkeys(terms):
        strict, loose = counter.count(term)
        parts = strict if split else totals
        values = sorted({key[1] for key in parts}) if group or split else [""]
        for value in values:
            name = f"{term} · {value or '(none)'}" if group or split else term
            rows += [
                _row(name, at, strict.get((at, value)), loose.get((at, value)), totals.get((at, "" if split else value)))
                for at in periods
            ]
    return pd.DataFrame(rows, columns=COLUMNS)


class _Counter:
    """Counts one term after another by the same period, group and rules."""

    def __init__(self, store: Store, index: FullText, lexicon: Lexicon, period: str, group: str | None, frame: Frame) -> None:
        self._store, self._index, self._lexicon = store, index, lexicon
        self._period, self._group, self._frame = period, group, frame
        self._later = later_documents(store) if frame.reprints == "fold" else set()

    def count(self, term: str) -> tuple[_Counts, _Counts]:
        """Return strict and loose counts by (period, group); they are the same where there is but one way to count."""
        counts: _Counts
        kind, colon, value = term.partition(":")
        if self._frame.reprints == "fold" and colon and kind in ("strategy", "instrument", "entity"):
            raise UsageError(f"{term}: --reprints fold counts terms, words and queries only")
        if colon and kind in ("strategy", "instrument"):
            counts = self._keyed(label_counts_by_period(self._store, value, self._period, self._group))
            return counts, counts
        if colon and kind == "query":
            counts = self._count_query(value)
            return counts, counts
        if colon and kind == "entity":
            counts = self._count_entity(value)
            return counts, counts
        concept = self._lexicon.find(term)
        if concept is None:
            counts = self._count_text(literal_part(term))
            return counts, counts
        if self._frame.split:
            counts = self._count_surfaces(concept)
            return counts, counts
        loose = self._count_text(Part(term, "", _plain_forms(concept), ()))
        if self._frame.reprints != "raw":
            return self._first_only("concept", concept.id), loose
        return self._keyed(mention_counts(self._store, "concept", concept.id, self._period, self._group)), loose

    @staticmethod
    def _keyed(rows: Sequence[Mapping[str, Any]]) -> dict[_Key, Mapping[str, int]]:
        return {(row["period"], row["grp"] or ""): row for row in rows if row["period"]}

    def _count_entity(self, name: str) -> _Counts:
        keys = entity_keys(self._lexicon, name)
        found: dict[_Key, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("occurrences", "passages", "documents"), 0))
        for key in keys:
            for at, row in self._keyed(mention_counts(self._store, "entity", key, self._period, self._group)).items():
                for part in ("occurrences", "passages", "documents"):
                    found[at][part] += row[part]
        return found

    def _count_surfaces(self, concept: Concept) -> _Counts:
        """Count each surface as the lexicon writes it, inflections and other scripts with it."""
        names = {fold_label(form): surface for surface in concept.surfaces for form in {surface, *inflect(fold_label(surface))}}
        found: dict[_Key, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("occurrences", "passages", "documents"), 0))
        for row in surface_counts(self._store, concept.id, self._period):
            name = names.get(fold_label(" ".join(row["grp"].split())), row["grp"])
            for part in ("occurrences", "passages", "documents"):
                found[row["period"], name][part] += row[part]
        return found

    def _count_query(self, query: str) -> _Counts:
        ids = self._index.matching_ids(Compiler(self._index, self._lexicon).compile(query).query)
        return self._tally(ids, lambda text: 1)

    def _count_text(self, part: Part) -> _Counts:
        """Count the plain occurrences of the forms in the text: no negative contexts, no word borders in Chinese."""
        pattern = forms_pattern(part.forms)
        wanted = self._index.all_of([self._index.any_of([self._index.phrase(form) for form in part.forms])])
        return self._tally(self._index.matching_ids(wanted), lambda text: sum(1 for _ in pattern.finditer(fold(text).text)))

    def _first_only(self, column: str, value: str) -> _Counts:
        numbers = dict(mentioning_passages(self._store, column, value))
        return self._tally(list(numbers), None, numbers)

    def _tally(
        self, ids: Sequence[int], count: Callable[[str], int] | None, numbers: Mapping[int, int] | None = None
    ) -> dict[_Key, dict[str, int]]:
        counts: dict[_Key, dict[str, Any]] = defaultdict(lambda: {"occurrences": 0, "passages": 0, "documents": set()})
        rows = dated_texts(self._store, ids, self._period, self._group)
        if self._later:
            rows = (row for row in rows if row["document_id"] not in self._later)
        if self._frame.reprints == "first":
            rows = iter(drop_repeated(sorted(rows, key=lambda row: (row["period"], row["id"]))))
        for row in rows:
            number = numbers[row["id"]] if numbers is not None else count(row["text"]) if count else 0
            if number:
                entry = counts[row["period"], row["grp"] or ""]
                entry["occurrences"] += number
                entry["passages"] += 1
                entry["documents"].add(row["document_id"])
        return {key: {**entry, "documents": len(entry["documents"])} for key, entry in counts.items()}


def drop_repeated(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows whose text, folded and without white space and marks, none before them has."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        key = "".join(character for character in fold(row["text"]).text if character.isalnum())
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def _plain_forms(concept: Concept) -> tuple[str, ...]:
    forms = {fold_label(surface) for surface in (*concept.zh_surfaces, *concept.en_abbreviations)}
    return tuple(sorted(forms | {form for surface in concept.en_surfaces for form in inflect(fold_label(surface))}))


def _row(series: str, period: str, strict: Any, loose: Any, total: Any) -> dict[str, Any]:
    found = strict or {"occurrences": 0, "passages": 0, "documents": 0}
    known = total or {"total_tokens": 0, "total_characters": 0, "total_documents": 0}

    def share(part: int, whole: int, scale: float, digits: int) -> float | None:
        return round(part / whole * scale, digits) if whole else None

    return {
        "series": series,
        "period": period,
        **{name: found[name] for name in ("occurrences", "passages", "documents")},
        **{name: known[name] for name in ("total_tokens", "total_characters", "total_documents")},
        "per_million_tokens": share(found["occurrences"], known["total_tokens"], 1e6, 3),
        "per_10k_characters": share(found["occurrences"], known["total_characters"], 1e4, 4),
        "document_share": share(found["documents"], known["total_documents"], 1, 6),
        "occurrences_loose": loose["occurrences"] if loose else 0,
    }


def find_doubtful(frame: pd.DataFrame, lexicon: Lexicon) -> list[tuple[str, str, str, int]]:
    """Return (series, `before` or `after`, the concept's date, occurrences) where a concept is met outside the years in which
    it existed: a namesake (小巨人 of a city's scheme in 2013) or a look back or ahead; to be read before it is quoted."""
    found = []
    for name, series in frame.groupby("series", sort=False):
        concept = lexicon.find(str(name).split(" · ")[0])
        if concept is None or not series["period"].str.match(r"\d{4}(?:-|$)").all():
            continue
        years = series["period"].str[:4]
        for word, date, outside in (
            ("before", concept.valid_from, years < concept.valid_from[:4]),
            ("after", concept.valid_to, years > concept.valid_to[:4]),
        ):
            if date and (count := int(series.loc[outside, "occurrences"].sum())):
                found.append((str(name), word, date, count))
    return found
