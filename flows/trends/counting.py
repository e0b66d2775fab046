"""Frequencies over time: occurrences, passages and documents a period, with denominators, zeros included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from flows.annotation.lexicon import Concept, Lexicon, inflect, plain_forms
from flows.errors import QueryError, UsageError
from flows.search import Compiler, Part, check_cost, check_range, entity_keys, forms_pattern, literal_part
from flows.store import (
    FullText,
    Store,
    all_concept_counts,
    dated_texts,
    fetch_texts,
    known_corpora,
    knows_loose,
    label_counts_by_period,
    label_places,
    later_documents,
    loose_extras,
    loose_places,
    mention_counts,
    mention_places,
    period_totals,
)
from flows.text import fold, fold_label
from flows.trends.periods import AXES, Axis, list_periods, period_sql
from flows.trends.repeats import weigh_repeats

SERIES_COLUMNS = [
    "series",
    "period",
    "occurrences",
    "passages",
    "documents",
    "total_tokens",
    "total_characters",
    "total_documents",
    "per_million_tokens",
    "per_10k_characters",
    "document_share",
    "occurrences_loose",
    "total_passages",
    "passage_share",
]
COUNTED = ("occurrences", "passages", "documents")
GROUPS = {
    "publisher": "d.publisher",
    "corpus": "d.corpus",
    "language": "p.language",
    "level": "json_extract(d.metadata, '$.level')",
    "strategy": "coalesce((SELECT label FROM category c WHERE c.passage_id = p.id AND c.kind = 'strategy' AND c.rank = 0), 'other')",
}
Reprints = Literal["raw", "discounted", "first", "fold"]
_COMPARING = 20  # to compare passages takes about so many times as long as to count words in them
_Key = tuple[str, str]
_Counts = Mapping[_Key, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a series is counted: periods, date axis, groups, corpora, and what a passage counts that is printed again."""

    by: str = "year"
    axis: Axis = "published"
    group: str | None = None
    first: str = ""
    last: str = ""
    split: bool = False
    reprints: Reprints = "raw"
    corpus: tuple[str, ...] = ()
    most: int | None = None

    @property
    def period(self) -> str:
        """The SQL expression of a document's period."""
        return period_sql(self.by, self.axis, self.corpus)

    @property
    def date(self) -> str:
        """The SQL expression of a document's date."""
        return AXES[self.axis][0]


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
    reprints: Reprints = "raw",
    corpus: Sequence[str] = (),
    most: int | None = None,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> pd.DataFrame:
    """Return one row a series and period, every period between the first and the last dated one, zeros included.

    A term is one of: a lexicon concept by any name, counted with all its renderings (`occurrences` is the matcher's strict
    count, nested mentions of the concept included, `occurrences_loose` the plain count of its surfaces); `strategy:ID` and
    `instrument:ID`, counted in passages; `entity:NAME`; `query:...`, any search query, counted in passages; else words as
    they stand, strict and loose being the same. Passages of documents without a date (or, by month and quarter, without a
    month) are left out. Where a period (and group) has no document, rates are missing, and counts are unknown, not zero
    (`total_documents` is 0; see `rows_of`).

    `first` and `last` (2019, 2019-07) keep the periods from and to. With `group`, a series a value, named `term · value`; with
    `split`, a series a surface of the concept. `corpus` counts, and divides by, these corpora only. A passage that is nearly
    the same as an earlier one counts in full (reprints `raw`), as one over the number of its copies (`discounted`: counts are
    fractions then), or not at all (`first`); with `fold`, documents known as
    reprints of an earlier one do not count; denominators stay as they are. Raises QueryError where words or a query
    would have to be counted in more than `most` passages.
    """
    if not terms:
        raise UsageError("name at least one term, such as `zhengce trends 自主可控 新质生产力`")
    if split and group:
        raise UsageError("--split and --group each make series of their own: use one of them")
    frame = Frame(by, axis, group, first, last, split, reprints, check_corpora(store, corpus), most)
    totals, periods = _measure(store, frame)
    index = FullText(store)
    index.sync(report)
    counter = _Counter(store, index, lexicon, frame)
    rows: list[dict[str, Any]] = []
    for term in dict.fromkeys(terms):
        strict, loose = counter.count(term)
        parts: Iterable[_Key] = strict if split else totals
        values = sorted({key[1] for key in parts}) if group or split else [""]
        for value in values:
            name = f"{term} · {value or '(none)'}" if group or split else term
            rows += [
                _row(
                    name,
                    at,
                    strict.get((at, value)),
                    loose.get((at, value)),
                    totals.get((at, "" if split else value)),
                )
                for at in periods
            ]
    return pd.DataFrame(rows, columns=SERIES_COLUMNS)


def all_trends(
    store: Store,
    lexicon: Lexicon,
    *,
    by: str = "year",
    first: str = "",
    last: str = "",
    axis: Axis = "published",
    corpus: Sequence[str] = (),
) -> pd.DataFrame:
    """Return the series of every concept that is mentioned in dated text, as `term_trends` does, named by id; loose counts are
    missing. All are counted in one pass (1 s for a million mentions)."""
    frame = Frame(by, axis, None, first, last, corpus=check_corpora(store, corpus))
    totals, periods = _measure(store, frame)
    counts: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in all_concept_counts(store, frame.period):
        counts[row["concept"]][row["period"]] = row
    known = sorted(name for name in counts if name in lexicon.concepts)
    rows = [
        _row(name, at, counts[name].get(at), None, totals.get((at, ""))) | {"occurrences_loose": None}
        for name in known
        for at in periods
    ]
    return pd.DataFrame(rows, columns=SERIES_COLUMNS)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows to show: None where a number is unknown, which the counts of a period without documents are."""
    shown = frame.astype(object).where(frame.notna(), None)
    shown.loc[frame["total_documents"] == 0, [*COUNTED, "occurrences_loose"]] = None
    rows: list[dict[str, Any]] = shown.to_dict("records")  # type: ignore[assignment]
    return rows


def check_corpora(store: Store, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names; raises UsageError for one that the store has not."""
    if names:
        known = known_corpora(store)
        if unknown := [name for name in names if name not in known]:
            raise UsageError(
                f"--corpus {unknown[0]}: no such corpus in this store; there are {', '.join(known) or 'none'}"
            )
    return tuple(dict.fromkeys(names))


def _measure(store: Store, frame: Frame) -> tuple[dict[_Key, dict[str, Any]], list[str]]:
    """Return the amount of text by (period, group), and the periods to show."""
    found = period_totals(store, frame.period, GROUPS[frame.group] if frame.group else None)
    totals = {(row["period"], row["grp"] or ""): row for row in found if row["period"]}
    return totals, list_periods(
        sorted({key[0] for key in totals}), frame.by, *check_range(frame.first, frame.last)
    )


class _Counter:
    """Counts one term after another by the same period, group and rules."""

    def __init__(self, store: Store, index: FullText, lexicon: Lexicon, frame: Frame) -> None:
        self._store, self._index, self._lexicon, self._frame = store, index, lexicon, frame
        self._period, self._group = frame.period, GROUPS[frame.group] if frame.group else None
        self._knows_loose = knows_loose(store, lexicon.hash)
        self._later = later_documents(store) if frame.reprints == "fold" else set()

    def count(self, term: str) -> tuple[_Counts, _Counts]:
        """Return strict and loose counts by (period, group); they are the same where there is but one way to count."""
        kind, colon, value = term.partition(":")
        concept = (
            None
            if colon and kind in ("strategy", "instrument", "query", "entity")
            else self._lexicon.find(term)
        )
        if concept and self._frame.split:
            counts = self._count_surfaces(concept)
            return counts, counts
        if concept:
            strict = self._count_mentions("concept", [concept.id])
            return strict, self._count_loose(concept, strict)
        if colon and kind in ("strategy", "instrument"):
            counts = self._count_label(value)
        elif colon and kind == "query":
            counts = self._count_query(value)
        elif colon and kind == "entity":
            counts = self._count_mentions("entity", entity_keys(self._lexicon, value))
        else:
            counts = self._count_text(literal_part(term), self._frame.most)
        return counts, counts

    @staticmethod
    def _keyed(rows: Sequence[Mapping[str, Any]]) -> _Counts:
        return {(row["period"], row["grp"] or ""): row for row in rows if row["period"]}

    def _count_mentions(self, column: str, values: Sequence[str]) -> _Counts:
        if self._frame.reprints == "raw":
            return self._keyed(mention_counts(self._store, column, values, self._period, self._group))
        return self._tally(
            mention_places(self._store, column, values, self._period, self._frame.date, self._group)
        )

    def _count_loose(self, concept: Concept, strict: _Counts) -> _Counts:
        """Count the plain occurrences of a concept's surfaces: by the gaps that annotating left, else by reading the texts."""
        if not self._knows_loose:
            return self._count_text(Part(concept.id, "", plain_forms(concept), ()))
        if self._frame.reprints != "raw":
            return self._tally(
                loose_places(self._store, concept.id, self._period, self._frame.date, self._group)
            )
        extras = {
            (row["period"], row["grp"] or ""): row["extra"]
            for row in loose_extras(self._store, concept.id, self._period, self._group)
        }
        return {
            key: {"occurrences": (strict[key]["occurrences"] if key in strict else 0) + extras.get(key, 0)}
            for key in {*strict, *extras}
        }

    def _count_label(self, label: str) -> _Counts:
        if self._frame.reprints == "raw":
            return self._keyed(label_counts_by_period(self._store, label, self._period, self._group))
        return self._tally(label_places(self._store, label, self._period, self._frame.date, self._group))

    def _count_surfaces(self, concept: Concept) -> _Counts:
        """Count each surface as the lexicon writes it, inflections and other scripts with it."""
        names = {
            fold_label(form): surface
            for surface in concept.surfaces
            for form in {surface, *inflect(fold_label(surface))}
        }
        rows = mention_places(
            self._store, "concept", [concept.id], self._period, self._frame.date, "m.surface"
        )
        return self._tally(
            [{**row, "grp": names.get(fold_label(" ".join(row["grp"].split())), row["grp"])} for row in rows]
        )

    def _count_query(self, query: str) -> _Counts:
        compiled = Compiler(self._index, self._lexicon, most=self._frame.most).compile(query)
        check_cost(self._index, compiled.query, self._frame.most, "the series")
        return self._count_passages(self._index.matching_ids(compiled.query), lambda text: 1)

    def _count_text(self, part: Part, most: int | None = None) -> _Counts:
        """Count the plain occurrences of the forms in the text: no negative contexts, no word borders in Chinese."""
        pattern = forms_pattern(part.forms)
        wanted = self._index.all_of([self._index.any_of([self._index.form(form) for form in part.forms])])
        check_cost(self._index, wanted, most, "the series")
        return self._count_passages(
            self._index.matching_ids(wanted), lambda text: sum(1 for _ in pattern.finditer(fold(text).text))
        )

    def _count_passages(self, ids: Sequence[int], count: Callable[[str], int]) -> _Counts:
        rows = dated_texts(self._store, ids, self._period, self._frame.date, self._group)
        return self._tally(
            [{**row, "text": "", "number": number} for row in rows if (number := count(row["text"]))]
        )

    def _check_comparing(self, passages: int) -> None:
        """Raise QueryError where more passages would have to be compared than may be."""
        most = self._frame.most
        if most is not None and passages * _COMPARING > most:
            raise QueryError(
                f"reprints are told apart among {most // _COMPARING:,} passages at most here, the series has {passages:,}; "
                "add dates or a corpus (the command line has no such limit)"
            )

    def _tally(self, rows: Sequence[Mapping[str, Any]]) -> _Counts:
        """Add up places (period, grp, date, id, document_id, number), each by the weight that its passage has."""
        weights: Mapping[int, float] = {}
        if self._frame.reprints == "fold":
            rows = [row for row in rows if row["document_id"] not in self._later]
        elif self._frame.reprints != "raw":
            ordered = list(
                dict.fromkeys(row["id"] for row in sorted(rows, key=lambda row: (row["date"], row["id"])))
            )
            self._check_comparing(len(ordered))
            texts = dict(fetch_texts(self._store, ordered))
            weights = weigh_repeats(
                [(number, texts[number]) for number in ordered], only_first=self._frame.reprints == "first"
            )
        counts: dict[_Key, dict[str, Any]] = defaultdict(
            lambda: {"occurrences": 0, "passages": {}, "documents": {}}
        )
        for row in rows:
            if weight := weights.get(row["id"], 1):
                entry = counts[row["period"], row["grp"] or ""]
                entry["occurrences"] += row["number"] * weight
                entry["passages"][row["id"]] = weight
                entry["documents"][row["document_id"]] = max(
                    weight, entry["documents"].get(row["document_id"], 0)
                )
        return {
            key: {
                "occurrences": entry["occurrences"],
                **{name: sum(entry[name].values()) for name in ("passages", "documents")},
            }
            for key, entry in counts.items()
        }


def _row(series: str, period: str, strict: Any, loose: Any, total: Any) -> dict[str, Any]:
    found = strict or dict.fromkeys(COUNTED, 0)
    known = total or dict.fromkeys(
        ("total_tokens", "total_characters", "total_documents", "total_passages"), 0
    )

    def share(part: float, whole: int, scale: float, digits: int) -> float | None:
        return round(part / whole * scale, digits) if whole else None

    def number(value: float) -> float:
        return value if isinstance(value, int) else round(value, 3)

    return {
        "series": series,
        "period": period,
        **{name: number(found[name]) for name in COUNTED},
        **{
            name: known[name]
            for name in ("total_tokens", "total_characters", "total_documents", "total_passages")
        },
        "per_million_tokens": share(found["occurrences"], known["total_tokens"], 1e6, 3),
        "per_10k_characters": share(found["occurrences"], known["total_characters"], 1e4, 4),
        "document_share": share(found["documents"], known["total_documents"], 1, 6),
        "passage_share": share(found["passages"], known["total_passages"], 1, 6),
        "occurrences_loose": number(loose["occurrences"] if loose else 0),
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
