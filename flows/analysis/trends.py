"""Term frequencies over time: occurrences, passages and documents a period, with denominators, zeros included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from flows.analysis.dates import check_range
from flows.analysis.query import Part, forms_pattern, literal_part
from flows.annotation.inflection import inflect
from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import UsageError
from flows.folding import fold, fold_label
from flows.store.database import Store
from flows.store.fulltext import FullText
from flows.store.reading import concept_counts, dated_texts, period_totals

COLUMNS = ["series", "period", "occurrences", "passages", "documents", "total_tokens", "total_characters", "total_documents",
           "per_million_tokens", "per_10k_characters", "document_share", "occurrences_loose"]  # fmt: skip
PERIODS = {
    "year": "substr(d.date, 1, 4)",
    "quarter": "CASE WHEN length(d.date) >= 7 THEN substr(d.date, 1, 4) || '-Q' || ((CAST(substr(d.date, 6, 2) AS INTEGER) + 2) / 3) END",
    "month": "CASE WHEN length(d.date) >= 7 THEN substr(d.date, 1, 7) END",
}
GROUPS = {
    "publisher": "d.publisher",
    "corpus": "d.corpus",
    "language": "p.language",
    "strategy": "coalesce((SELECT label FROM category c WHERE c.passage_id = p.id AND c.kind = 'strategy' AND c.rank = 0), 'other')",
}
_Key = tuple[str, str]


def term_trends(
    store: Store,
    lexicon: Lexicon,
    terms: Sequence[str],
    *,
    by: str = "year",
    group: str | None = None,
    first: str = "",
    last: str = "",
    report: Callable[[int, int], None] = lambda done, total: None,
) -> pd.DataFrame:
    """Return one row a series and period, every period between the first and the last dated one, zeros included.

    A term that names a lexicon concept is counted with all its renderings: `occurrences` is the matcher's (strict) count,
    nested mentions of the concept included; `occurrences_loose` the plain count of its surfaces. Any other term is counted
    as it stands, and both are the same. Passages of documents without a date (or, by month and quarter, without a month)
    are left out. `first` and `last` (2019, 2019-07) keep the periods from and to. With `group`, a series a value, named `term · value`.
    """
    if not terms:
        raise UsageError("name at least one term, such as `zhengce trends 自主可控 新质生产力`")
    index = FullText(store)
    index.sync(report)
    period, grouping = PERIODS[by], GROUPS[group] if group else None
    totals = {(row["period"], row["grp"] or ""): row for row in period_totals(store, period, grouping) if row["period"]}
    if not totals:
        return pd.DataFrame(columns=COLUMNS)
    periods = fill_periods(min(key[0] for key in totals), max(key[0] for key in totals), by)
    bounds = check_range(first, last)
    periods = [at for at in periods if _is_between(at, *bounds, by)]
    rows: list[dict[str, Any]] = []
    for term in dict.fromkeys(terms):
        concept = lexicon.find(term)
        loose = _loose_counts(store, index, concept, term, period, grouping)
        strict = _strict_counts(store, concept, period, grouping) if concept else loose
        for value in sorted({key[1] for key in totals}) if group else [""]:
            name = f"{term} · {value or '(none)'}" if group else term
            rows += [_row(name, at, strict.get((at, value)), loose.get((at, value)), totals.get((at, value))) for at in periods]
    return pd.DataFrame(rows, columns=COLUMNS)


def _strict_counts(store: Store, concept: Concept, period: str, group: str | None) -> dict[_Key, dict[str, int]]:
    return {(row["period"], row["grp"] or ""): row for row in concept_counts(store, concept.id, period, group) if row["period"]}


def _loose_counts(
    store: Store, index: FullText, concept: Concept | None, term: str, period: str, group: str | None
) -> dict[_Key, dict[str, int]]:
    """Count the plain occurrences of the forms in the text: no negative contexts, no word borders in Chinese."""
    part = literal_part(term) if concept is None else Part(term, "", _plain_forms(concept), ())
    pattern = forms_pattern(part.forms)
    wanted = index.all_of([index.any_of([index.phrase(form) for form in part.forms])])
    counts: dict[_Key, dict[str, Any]] = defaultdict(lambda: {"occurrences": 0, "passages": 0, "documents": set()})
    for row in dated_texts(store, index.matching_ids(wanted), period, group):
        if not row["period"]:
            continue
        number = sum(1 for _ in pattern.finditer(fold(row["text"]).text))
        if number:
            entry = counts[(row["period"], row["grp"] or "")]
            entry["occurrences"] += number
            entry["passages"] += 1
            entry["documents"].add(row["document_id"])
    return {key: {**entry, "documents": len(entry["documents"])} for key, entry in counts.items()}


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
        if concept is None:
            continue
        years = series["period"].str[:4]
        for word, date, outside in (
            ("before", concept.valid_from, years < concept.valid_from[:4]),
            ("after", concept.valid_to, years > concept.valid_to[:4]),
        ):
            if date and (count := int(series.loc[outside, "occurrences"].sum())):
                found.append((str(name), word, date, count))
    return found


def _is_between(period: str, first: str | None, last: str | None, by: str) -> bool:
    low = period_of(first, by) if first else period
    high = period_of(last, by, at_end=True) if last else period
    return low <= period <= high


def period_of(date: str, by: str, *, at_end: bool = False) -> str:
    """Return the period of an ISO date, month or year; a year alone is its first month or quarter, or (`at_end`) its last."""
    month = int(date[5:7]) if len(date) >= 7 else (12 if at_end else 1)
    return {"year": date[:4], "quarter": f"{date[:4]}-Q{(month + 2) // 3}", "month": f"{date[:4]}-{month:02}"}[by]


def fill_periods(first: str, last: str, by: str) -> list[str]:
    """Return every period from `first` to `last`: `2019`, `2019-Q3` or `2019-07`."""
    if by == "year":
        return [str(year) for year in range(int(first), int(last) + 1)]
    size = 4 if by == "quarter" else 12

    def number(period: str) -> int:
        return int(period[:4]) * size + int(period[5:].lstrip("Q")) - 1

    names = []
    for count in range(number(first), number(last) + 1):
        year, part = divmod(count, size)
        names.append(f"{year}-Q{part + 1}" if by == "quarter" else f"{year}-{part + 1:02}")
    return names
