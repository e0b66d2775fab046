"""Counts by period and group: what trends are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from flows.records import DateRange
from flows.store.database import CURRENT, IS_UNCOUNTED, Store, blocks
from flows.store.scope import SLICES, Scope, ScopeSql, compile_scope, compile_slices, is_sliced, whole_months
from flows.store.totals import current_documents, is_all_annotated

# What a mention is counted by: the lexicon's concept, or the thing that it names.
MentionKey = Literal["concept", "entity"]
# The slices of the documents that have changed since a change.
_TOUCHED = (
    "SELECT DISTINCT t.slice FROM passage p CROSS JOIN document_total t ON t.id = p.document_id "
    "WHERE p.changed > ?"
)


class PeriodTotal(NamedTuple):
    """The amount of text in a period and group.

    Tokens and characters are those of annotated passages; `unannotated` passages wait for annotation.
    """

    period: str
    group: str
    tokens: int
    characters: int
    passages: int
    documents: int
    unannotated: int = 0


class Count(NamedTuple):
    """Occurrences in a period and group, and the passages and documents that have them."""

    period: str
    group: str
    occurrences: float
    passages: float
    documents: float


class DatedText(NamedTuple):
    """The text of a passage with its period, group and date; `passage` is its row id."""

    period: str
    group: str
    date: str
    passage: int
    document: str
    text: str


class ConceptCount(NamedTuple):
    """Occurrences of one concept in a period."""

    concept: str
    period: str
    occurrences: int
    passages: int
    documents: int
    group: str


class DocumentCount(NamedTuple):
    """Occurrences in one document, and its tokens."""

    period: str
    group: str
    document: str
    tokens: int
    occurrences: int


def period_totals(store: Store, scope: Scope) -> list[PeriodTotal]:
    """Return the amount of text in each period and group that has documents."""
    if _has_kept(store, scope):
        return _kept_totals(store, scope)
    sql = compile_scope(scope)
    if not scope.is_of_passages and is_all_annotated(store):
        return _summed_totals(store, scope, sql)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, coalesce(sum(a.token_count), 0), "
        f"coalesce(sum(a.character_count), 0), sum(NOT {IS_UNCOUNTED}), count(DISTINCT d.id), "
        f"sum(a.passage_id IS NULL AND NOT {IS_UNCOUNTED}) "
        f"FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id WHERE period != '' "
        "GROUP BY 1, 2",
        sql.values,
    )
    return [PeriodTotal(period, group or "", *sums) for period, group, *sums in rows]


def _has_kept(store: Store, scope: Scope) -> bool:
    """Return whether the store has counted what a scope asks for; a lake has not."""
    return store.keeps_counts and is_sliced(scope)


def _kept_totals(store: Store, scope: Scope) -> list[PeriodTotal]:
    sql = compile_slices(scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum(tokens), sum(characters), sum(passages), "
        f"sum(documents), sum(waiting) FROM {SLICES} WHERE period != '' GROUP BY 1, 2",
        sql.values,
    )
    return [PeriodTotal(period, group or "", *sums) for period, group, *sums in rows]


def _summed_totals(store: Store, scope: Scope, sql: ScopeSql) -> list[PeriodTotal]:
    source = current_documents(scope)
    join, total = "", "d"
    if scope.needs_metadata:
        join, total = "JOIN document_total t ON t.id = d.id", "t"
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum({total}.tokens), sum({total}.characters), "
        f"sum({total}.passages), count(*) FROM {source} {join} WHERE period != '' GROUP BY 1, 2",
        sql.values,
    )
    return [PeriodTotal(period, group or "", *sums) for period, group, *sums in rows]


def mention_counts(store: Store, key: MentionKey, values: Sequence[str], scope: Scope) -> list[Count]:
    """Return the counts of the mentions whose concept (or entity) is one of `values`.

    One concept by whole months is read from the kept counts. Else passages are summed up by document before
    documents are joined, which halves the time of a frequent concept.
    """
    if key == "concept" and len(values) == 1 and _has_kept(store, scope):
        return _kept_counts(store, "concept", values[0], scope)
    sql = compile_scope(scope)
    inner, outer = ("NULL", sql.group)
    if scope.is_of_passages:
        inner, outer = (sql.group, "m.grp")
    marks, bound = bind_values(values)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {outer} AS grp, sum(m.number), sum(m.passages), count(*) FROM "
        f"(SELECT p.document_id, {inner} AS grp, sum(c.number) AS number, count(*) AS passages FROM "
        f"(SELECT passage_id, count(*) AS number FROM mention WHERE {mention_column(key)} IN ({marks}) "
        "GROUP BY 1) c "
        "JOIN passage p ON p.id = c.passage_id GROUP BY 1, 2) m "
        f"JOIN {current_documents(scope)} ON d.id = m.document_id WHERE period != '' GROUP BY 1, 2",
        sql.values | bound,
    )
    return [Count(period, group or "", *counts) for period, group, *counts in rows]


def _kept_counts(store: Store, kind: str, name: str, scope: Scope) -> list[Count]:
    """Return the counts of a subject by period and group from the cells."""
    sql = compile_slices(scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum(c.occurrences), sum(c.passages), "
        "sum(c.documents) FROM subject u CROSS JOIN cell c ON c.subject = u.id AND c.documents "
        f"CROSS JOIN {SLICES} ON d.id = c.slice WHERE u.kind = :kind AND u.name = :name AND period != '' "
        "GROUP BY 1, 2",
        sql.values | {"kind": kind, "name": name},
    )
    return [Count(period, group or "", *counts) for period, group, *counts in rows]


def loose_gaps(store: Store, concept: str, scope: Scope) -> list[tuple[str, str, int]]:
    """Return (period, group, gap): how much more often a concept's surfaces occur than it is mentioned."""
    sql = compile_scope(scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum(l.extra) "
        "FROM loose l JOIN passage p ON p.id = l.passage_id "
        f"JOIN {current_documents(scope)} ON d.id = p.document_id "
        "WHERE l.concept = :concept AND period != '' GROUP BY 1, 2",
        sql.values | {"concept": concept},
    )
    return [(period, group or "", gap) for period, group, gap in rows]


def label_counts_by_period(store: Store, label: str, scope: Scope) -> list[Count]:
    """Return the passages with a chosen label; `occurrences` are passages."""
    if _has_kept(store, scope):
        return _kept_counts(store, "label", label, scope)
    sql = compile_scope(scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, count(*), count(*), count(DISTINCT d.id) "
        f"FROM {CURRENT} JOIN category k ON k.passage_id = p.id "
        "WHERE k.label = :label AND k.rank IS NOT NULL AND period != '' GROUP BY 1, 2",
        sql.values | {"label": label},
    )
    return [Count(period, group or "", *counts) for period, group, *counts in rows]


def all_concept_counts(store: Store, scope: Scope) -> list[ConceptCount]:
    """Return the counts of every concept by period, and by group where documents have the scope's groups."""
    if _has_kept(store, scope):
        return _kept_concept_counts(store, scope)
    sql = compile_scope(scope)
    rows = store.rows(
        f"SELECT m.concept, {sql.period} AS period, sum(m.number), sum(m.passages), count(*), "
        f"coalesce({sql.group}, '') AS grp FROM "
        "(SELECT c.concept, p.document_id, sum(c.number) AS number, count(*) AS passages FROM "
        "(SELECT concept, passage_id, count(*) AS number FROM mention WHERE concept != '' GROUP BY 1, 2) c "
        "JOIN passage p ON p.id = c.passage_id GROUP BY 1, 2) m "
        f"JOIN {current_documents(scope)} ON d.id = m.document_id WHERE period != '' GROUP BY 1, 2, 6",
        sql.values,
    )
    return [ConceptCount(*row) for row in rows]


def _kept_concept_counts(
    store: Store, scope: Scope, slices: Sequence[int] | None = None
) -> list[ConceptCount]:
    """Return the counts of every concept from the cells, of all slices or of these."""
    sql = compile_slices(scope)
    chosen, values = "", sql.values
    if slices is not None:
        chosen = "AND c.slice IN (SELECT value FROM json_each(:slices)) "
        values = values | {"slices": json.dumps(list(slices))}
    rows = store.rows(
        f"SELECT u.name, {sql.period} AS period, sum(c.occurrences), sum(c.passages), sum(c.documents), "
        f"coalesce({sql.group}, '') AS grp FROM subject u CROSS JOIN cell c ON c.subject = u.id "
        f"AND c.documents {chosen}CROSS JOIN {SLICES} ON d.id = c.slice "
        "WHERE u.kind = 'concept' AND period != '' GROUP BY 1, 2, 6",
        values,
    )
    return [ConceptCount(*row) for row in rows]


def update_concept_counts(
    store: Store, scope: Scope, counts: Sequence[ConceptCount], since: int
) -> list[ConceptCount]:
    """Return the counts of every concept from earlier ones, after nothing but corrections (`text_number`).

    The periods and groups of the documents with a passage that was changed after the change `since` are
    counted again; the others are as they were.
    """
    if not _has_kept(store, scope):
        return all_concept_counts(store, scope)
    touched = set(store.column(_TOUCHED, (since,)))
    if not touched:
        return list(counts)
    places = {row[0]: (row[1], row[2]) for row in _place_slices(store, scope)}
    again = {place for number, place in places.items() if number in touched}
    kept = [row for row in counts if (row.period, row.group) not in again]
    return kept + _kept_concept_counts(
        store, scope, [number for number, place in places.items() if place in again]
    )


def _place_slices(store: Store, scope: Scope) -> list[tuple[int, str, str]]:
    """Return the number, period and group of each slice in a scope."""
    sql = compile_slices(scope)
    query = (
        f"SELECT d.id, {sql.period} AS period, coalesce({sql.group}, '') AS grp FROM {SLICES} "
        "WHERE period != ''"
    )
    return [(row["id"], row["period"], row["grp"]) for row in store.rows(query, sql.values)]


def document_counts(
    store: Store, key: MentionKey, values: Sequence[str], scope: Scope
) -> list[DocumentCount]:
    """Return, per document with a period (and group), its tokens and its mentions of `values`."""
    if not scope.is_of_passages:
        return _document_sums(store, key, values, scope)
    sql = compile_scope(scope)
    marks, bound = bind_values(values)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, d.id, coalesce(sum(a.token_count), 0), "
        f"coalesce(sum(c.n), 0) FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id "
        "LEFT JOIN (SELECT passage_id, count(*) AS n FROM mention m "
        f"WHERE m.{mention_column(key)} IN ({marks}) GROUP BY 1) c ON c.passage_id = p.id "
        "WHERE period != '' GROUP BY 1, 2, 3",
        sql.values | bound,
    )
    return [DocumentCount(period, group or "", *counts) for period, group, *counts in rows]


def _document_sums(store: Store, key: MentionKey, values: Sequence[str], scope: Scope) -> list[DocumentCount]:
    """Return what `document_counts` does, from the totals of documents."""
    sql = compile_scope(scope)
    marks, bound = bind_values(values)
    join, total = ("JOIN document_total t ON t.id = d.id", "t") if scope.needs_metadata else ("", "d")
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, d.id, {total}.tokens, coalesce(c.n, 0) "
        f"FROM {current_documents(scope)} {join} LEFT JOIN (SELECT p.document_id, count(*) AS n "
        f"FROM mention m JOIN passage p ON p.id = m.passage_id WHERE m.{mention_column(key)} IN ({marks}) "
        "GROUP BY 1) c ON c.document_id = d.id WHERE period != '' ORDER BY 1, 2, 3",
        sql.values | bound,
    )
    return [DocumentCount(period, group or "", *counts) for period, group, *counts in rows]


def texts_in_scope(store: Store, ids: Sequence[int], scope: Scope) -> Iterator[DatedText]:
    """Yield the texts of the passages (row ids) whose document has a period."""
    sql = compile_scope(scope)
    for block in blocks(ids, store.parameters_per_statement):
        marks, bound = bind_values(block)
        rows = store.rows(
            f"SELECT {sql.period} AS period, {sql.group} AS grp, {sql.date}, p.id, d.id, p.text "
            f"FROM {CURRENT} WHERE p.id IN ({marks}) AND period != '' ORDER BY p.id",
            sql.values | bound,
        )
        for period, group, *text in rows:
            yield DatedText(period, group or "", *text)


def dated_texts(store: Store, ids: Sequence[int]) -> Iterator[tuple[str, str, int, str]]:
    """Yield (date, passage id, row id, text) of the passages (row ids) whose document has a date."""
    for block in blocks(ids, store.parameters_per_statement):
        marks, bound = bind_values(block)
        yield from (
            tuple(row)
            for row in store.rows(
                f"SELECT d.date, p.document_id || '-' || p.position, p.id, p.text FROM {CURRENT} "
                f"WHERE p.id IN ({marks}) AND d.date != '' ORDER BY p.id",
                bound,
            )
        )


def concept_totals(
    store: Store,
    corpora: Sequence[str] = (),
    publishers: Sequence[str] = (),
    languages: Sequence[str] = (),
    dates: DateRange = DateRange(),
    rows: Sequence[int] | None = None,
) -> tuple[dict[str, int], int]:
    """Return the occurrences of every concept in the chosen passages, and how many tokens these have.

    With `rows` only passages with these row ids are counted.
    """
    months = whole_months(dates)
    if months is not None and not languages and rows is None and store.keeps_counts:
        return _kept_concept_totals(store, corpora, publishers, months)
    where, values = passage_condition(corpora, publishers, languages, dates, rows)
    size = store.value(
        f"SELECT sum(a.token_count) FROM {CURRENT} JOIN annotated_passage a ON a.passage_id = p.id "
        f"WHERE {where}",
        values,
    )
    counted = store.rows(
        f"SELECT m.concept, count(*) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE {where} AND m.concept != '' GROUP BY 1",
        values,
    )
    return {row["concept"]: row["n"] for row in counted}, int(size or 0)


def _kept_concept_totals(
    store: Store, corpora: Sequence[str], publishers: Sequence[str], months: DateRange
) -> tuple[dict[str, int], int]:
    where, values = passage_condition(corpora, publishers, (), months)
    size = store.value(f"SELECT sum(d.tokens) FROM {SLICES} WHERE {where}", values)
    rows = store.rows(
        "SELECT u.name, sum(c.occurrences) AS n FROM subject u CROSS JOIN cell c ON c.subject = u.id "
        f"AND c.documents CROSS JOIN {SLICES} ON d.id = c.slice WHERE u.kind = 'concept' AND {where} "
        "GROUP BY 1",
        values,
    )
    return {row["name"]: row["n"] for row in rows}, int(size or 0)


def count_waiting(
    store: Store,
    corpora: Sequence[str] = (),
    publishers: Sequence[str] = (),
    languages: Sequence[str] = (),
    dates: DateRange = DateRange(),
    rows: Sequence[int] | None = None,
) -> tuple[int, int]:
    """Return how many of the chosen passages wait for annotation, and how many passages these are.

    With `rows` only passages with these row ids are counted.
    (0, 0) without counting where no passage of the store waits.
    """
    if is_all_annotated(store):
        return 0, 0
    where, values = passage_condition(corpora, publishers, languages, dates, rows)
    counted = store.rows(
        f"SELECT coalesce(sum(a.passage_id IS NULL), 0), count(*) FROM {CURRENT} "
        f"LEFT JOIN annotated_passage a ON a.passage_id = p.id WHERE {where} AND NOT {IS_UNCOUNTED}",
        values,
    )
    return tuple(next(iter(counted)))


class PassageChoice(NamedTuple):
    """A choice of current passages; empty fields choose all, `rows` (row ids) None all as well."""

    corpora: Sequence[str] = ()
    publishers: Sequence[str] = ()
    languages: Sequence[str] = ()
    dates: DateRange = DateRange()
    rows: Sequence[int] | None = None


def count_common(store: Store, one: PassageChoice, other: PassageChoice) -> int:
    """Count the passages that two choices have in common."""
    (first, values), (second, others) = passage_condition(*one), passage_condition(*other)
    query = f"SELECT count(*) FROM {CURRENT} WHERE ({first}) AND ({second}) AND NOT {IS_UNCOUNTED}"
    return int(store.value(query, [*values, *others]))


def passage_condition(
    corpora: Sequence[str],
    publishers: Sequence[str],
    languages: Sequence[str],
    dates: DateRange,
    rows: Sequence[int] | None = None,
) -> tuple[str, list[str]]:
    """Return the condition that chooses passages, and the values that it binds."""
    conditions: list[str] = ["1"]
    values: list[str] = []
    for column, given in (("d.corpus", corpora), ("d.publisher", publishers), ("p.language", languages)):
        if given:
            conditions.append(f"{column} IN ({','.join('?' * len(given))})")
            values += given
    if dates.first:
        conditions.append("d.date >= ?")
        values.append(dates.first.removesuffix("-01").removesuffix("-01"))
    if dates.last:
        conditions.append("d.date != '' AND d.date <= ?")
        values.append(dates.last + "~")
    if rows is not None:
        conditions.append("p.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(rows)))
    return " AND ".join(conditions), values


def documents_per_corpus(store: Store, scope: Scope) -> dict[tuple[str, str], int]:
    """Return how many current documents each corpus has in each period, by corpus and period."""
    sql = compile_scope(scope)
    source, number = (
        (SLICES, "sum(documents)") if _has_kept(store, scope) else (current_documents(scope), "count(*)")
    )
    rows = store.rows(
        f"SELECT d.corpus, {sql.period} AS period, {number} AS n FROM {source} "
        "WHERE period != '' GROUP BY 1, 2",
        sql.values,
    )
    return {(row["corpus"], row["period"]): row["n"] for row in rows}


def mention_column(key: MentionKey) -> str:
    """Return the column of a key; a key that is no column never reaches the SQL."""
    return {"concept": "concept", "entity": "entity"}[key]


def bind_values(values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Return the marks of an IN list, and its values by name."""
    bound: dict[str, Any] = {f"value{number}": value for number, value in enumerate(values)}
    return ",".join(f":{name}" for name in bound), bound
