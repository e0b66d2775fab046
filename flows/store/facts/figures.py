"""Figures: what passages state of an indicator, and the sums of money that they mention."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import DateRange
from flows.store.database import CURRENT, Store, marks, match_choices, within_dates
from flows.text import HAN, unfolded

_IS_GIVEN = "passage_id IN (SELECT value FROM json_each(?))"
_IS_SUM = "type = 'MONEY' AND nested = 0"
# What equal figures share: the statement, its subject, the amount, and the year. A deadline counts by its
# year, a period by its ends: growth in a quarter is not growth in its year.
EQUAL = (
    "t.kind",
    "t.indicator",
    "t.subject",
    "t.comparator",
    "t.value",
    "t.value_to",
    "t.unit",
    "substr(t.deadline, 1, 4)",
    "t.period_start",
    "t.period_end",
    "t.bound",
)
TARGET_COLUMNS = (
    't.start, t."end", t.surface AS value_text, t.subject, t.indicator, t.value, t.value_to, t.unit, '
    "t.comparator, t.deadline, t.baseline, t.kind, t.period_start, t.period_end, t.rule, t.score, t.bound, "
    "p.document_id || '-' || p.position AS passage_id, p.document_id, p.language, p.text, d.title, d.date, "
    "d.publisher, d.corpus, d.url"
)


class FigureMark(NamedTuple):
    """The place of a figure: its document, its passage's position there, and its offset in the passage."""

    document_id: str
    position: int
    start: int


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """A filter of stored figures; an empty field sets no condition, several values are alternatives.

    `indicator`, in any case, or one of `forms` (its names in both languages, English ones as whole words)
    must occur in the indicator or the subject. The passage must mention one of `entities` (entities or
    concepts). Deadlines are years or ISO dates, inclusive (2025 includes all of 2025); figures without one
    are then left out. `first` and `last` limit the date of the document in the same way. `least_score` is the
    lowest confidence; figures stored without one then are left out. `passages` are row ids (None: all).
    `same` keeps the figures equal to the one that begins there.
    """

    indicator: str = ""
    units: Sequence[str] = ()
    kinds: Sequence[str] = ()
    deadline_first: str = ""
    deadline_last: str = ""
    corpora: Sequence[str] = ()
    languages: Sequence[str] = ()
    first: str = ""
    last: str = ""
    entities: Sequence[str] = ()
    least_score: float = 0.0
    passages: Sequence[int] | None = None
    same: FigureMark | None = None
    forms: Sequence[str] = ()


class StoredTarget(NamedTuple):
    """A figure with its passage and document; offsets are in code points of the passage."""

    start: int
    end: int
    value_text: str
    subject: str
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    deadline: str
    baseline: str
    kind: str
    period_start: str
    period_end: str
    rule: str
    score: float | None
    bound: str
    passage_id: str
    document_id: str
    language: str
    text: str
    title: str
    date: str
    publisher: str
    corpus: str
    url: str


class FigurePlace(NamedTuple):
    """A sum or figure in a passage; `kind` is sum, target or actual. A sum has no sign."""

    passage_id: int
    start: int
    end: int
    surface: str
    kind: str
    indicator: str
    deadline: str
    comparator: str
    bound: str


class FigureKinds(NamedTuple):
    """The row ids of the passages with a sum of money, and of those with a figure of an indicator."""

    sums: set[int]
    targets: set[int]


def stored_targets(store: Store, wanted: TargetFilter, limit: int | None = None) -> Iterator[StoredTarget]:
    """Yield figures of indicators in current passages by date (undated last), document and place."""
    condition, values = filter_condition(wanted)
    return store.select(
        StoredTarget,
        f"SELECT {TARGET_COLUMNS} "
        f"FROM {CURRENT} JOIN target t ON t.passage_id = p.id WHERE {condition} "
        "ORDER BY d.date = '', d.date, d.id, p.position, t.start, t.\"end\" LIMIT ?",
        (*values, -1 if limit is None else limit),
    )


def count_targets(store: Store, wanted: TargetFilter) -> int:
    """Count the figures that `stored_targets` yields without a limit."""
    condition, values = filter_condition(wanted)
    query = f"SELECT count(*) FROM {CURRENT} JOIN target t ON t.passage_id = p.id WHERE {condition}"
    return int(store.value(query, values))


def filter_condition(wanted: TargetFilter) -> tuple[str, list[str | float]]:
    """Return the condition on `t`, `p` and `d`, with its values."""
    parts: list[str] = ["1"]
    values: list[str | float] = []
    if wanted.passages is not None:
        parts.append("p.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(wanted.passages)))
    if wanted.same is not None:
        equal = " AND ".join(f"{column.replace('t.', 's.')} IS {column}" for column in EQUAL)
        parts.append(
            "EXISTS (SELECT 1 FROM target s JOIN passage o ON o.id = s.passage_id WHERE o.document_id = ? "
            f"AND o.position = ? AND s.start = ? AND {equal})"
        )
        values.extend(wanted.same)
    if wanted.least_score:
        parts.append("t.score >= ?")
        values.append(wanted.least_score)
    if wanted.indicator:
        stated = "t.indicator || ' ' || t.subject"
        named = f"instr(lower({stated}), lower(?))"
        values.append(wanted.indicator)
        if wanted.forms:
            heads = _list_heads(wanted.forms)
            may_have = " OR ".join([f"instr(lower({stated}), ?)"] * len(heads))
            named = f"({named} OR (({may_have}) AND has_phrase({stated}, ?)))"
            values += [*heads, json.dumps(list(wanted.forms))]
        parts.append(named)
    conditions, chosen = match_choices(
        ("t.unit", wanted.units),
        ("t.kind", wanted.kinds),
        ("d.corpus", wanted.corpora),
        ("p.language", wanted.languages),
    )
    parts += conditions
    values += chosen
    for column, first, last in (
        ("t.deadline", wanted.deadline_first, wanted.deadline_last),
        ("d.date", wanted.first, wanted.last),
    ):
        condition, bounds = within_dates(column, DateRange(first or None, last or None))
        parts.append(condition)
        values.extend(bounds)
    if wanted.entities:
        names = marks(wanted.entities)
        parts.append(
            "EXISTS (SELECT 1 FROM mention m WHERE m.passage_id = p.id "
            f"AND (m.entity IN ({names}) OR m.concept IN ({names})))"
        )
        values.extend((*wanted.entities, *wanted.entities))
    return " AND ".join(parts), values


def _list_heads(forms: Sequence[str]) -> list[str]:
    """Return what any text with one of these folded forms contains: a Chinese character, or its longest word.

    Only the few texts that contain it are folded: folding all takes seven times as long.
    """
    heads: set[str] = set()
    for form in forms:
        if character := re.search(f"[{HAN}]", form):
            heads |= {character[0], *unfolded().get(character[0], "")}
            continue
        words = sorted(re.findall(r"\w{2,}", form), key=len)
        heads.add((words or [form])[-1])
    return sorted(heads)


def passages_with_figures(store: Store, ids: Sequence[int]) -> FigureKinds:
    """Return which of these passages (row ids) mention a sum of money, and which state a figure."""
    chosen = (json.dumps(ids),)
    sums = store.column(f"SELECT DISTINCT passage_id FROM mention WHERE {_IS_SUM} AND {_IS_GIVEN}", chosen)
    targets = store.column(f"SELECT DISTINCT passage_id FROM target WHERE {_IS_GIVEN}", chosen)
    return FigureKinds(set(sums), set(targets))


def passage_figures(store: Store, ids: Sequence[int]) -> list[FigurePlace]:
    """Return the sums and figures in these passages (row ids), by passage and place."""
    query = (
        "SELECT passage_id, start, \"end\", surface, 'sum' AS kind, '' AS indicator, '' AS deadline, "
        f"'=' AS comparator, '' AS bound FROM mention WHERE {_IS_SUM} AND {_IS_GIVEN} UNION ALL "
        'SELECT passage_id, start, "end", surface, kind, indicator, deadline, comparator, bound '
        f"FROM target WHERE {_IS_GIVEN} ORDER BY passage_id, start"
    )
    return list(store.select(FigurePlace, query, (json.dumps(ids),) * 2))


class FigureValue(NamedTuple):
    """A stored figure without its text; `passage` is a row id, offsets are in code points of the passage.

    `date` is the document's.
    """

    passage: int
    document_id: str
    date: str
    start: int
    end: int
    surface: str
    subject: str
    indicator: str
    value: float
    value_to: float | None
    unit: str
    deadline: str
    comparator: str
    bound: str
    kind: str
    period_start: str = ""
    period_end: str = ""


def figure_values(
    store: Store,
    units: Collection[str],
    values: Collection[float],
    indicators: Collection[str],
    years: Collection[str],
    documents: Collection[str],
) -> list[FigureValue]:
    """Return the figures in these units with one of the values, indicators or years, or of a document.

    The year of a figure without one is that of its document.
    """
    chosen = [json.dumps(sorted(wanted)) for wanted in (units, values, indicators, years, documents)]
    query = (
        'SELECT t.passage_id AS passage, p.document_id, d.date, t.start, t."end", t.surface, t.subject, '
        "t.indicator, t.value, t.value_to, t.unit, t.deadline, t.comparator, t.bound, t.kind, "
        "t.period_start, t.period_end FROM target t JOIN passage p ON p.id = t.passage_id "
        "JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL "
        "WHERE t.unit IN (SELECT value FROM json_each(?)) AND (t.value IN (SELECT value FROM json_each(?)) "
        "OR t.indicator IN (SELECT value FROM json_each(?)) "
        "OR substr(coalesce(nullif(t.deadline, ''), d.date), 1, 4) IN (SELECT value FROM json_each(?)) "
        "OR p.document_id IN (SELECT value FROM json_each(?))) ORDER BY d.date = '', d.date, p.id, t.start"
    )
    return list(store.select(FigureValue, query, chosen))
