"""The annotations of each passage: writing them, and the versions that made them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from flows import __version__
from flows.records import Annotation, Mention
from flows.store.corrected import settle_corrections, settle_labels
from flows.store.database import (
    CURRENT,
    FACTS,
    FIGURE,
    Store,
    documents_of,
    list_columns,
    marks,
    next_change,
    recounting,
)

_LEAST_PROBABILITY = 0.01  # less probable labels are stored only if chosen
_FIGURE_OF = attrgetter(*("text" if name == "surface" else name for name in FIGURE))

Row = tuple[object, ...]
Annotated = tuple[int, Annotation]


@dataclass(frozen=True, slots=True)
class CountedVersion:
    """A combination of lexicon, model and code, with the number of current passages annotated with it.

    `lexicon_hash` is the whole key of an `AnnotationVersion` (lexicon, tagging, names), here and in every
    table: the column predates the other two.
    """

    lexicon_hash: str
    model_version: str
    code_version: str
    passages: int


def confirm_annotations(store: Store, passages: Sequence[int], annotation_key: str) -> None:
    """Record that another lexicon yields the same annotations of these passages; the index is unchanged.

    Skips passages that are no longer annotated, or whose document is no longer current: another process may
    have removed or replaced them.
    """
    with store.transaction() as connection:
        versions = {
            row["id"]: (row["model_version"], row["code_version"], row["run_id"])
            for row in store.rows("SELECT id, model_version, code_version, run_id FROM annotation_version")
        }
        for passage in passages:
            before = store.value(
                f"SELECT a.version FROM {CURRENT} JOIN annotated_passage a ON a.passage_id = p.id "
                "WHERE p.id = ?",
                (passage,),
            )
            if before is None:
                continue
            after = _version_id(store, (annotation_key, *versions[before]))
            connection.execute(
                "UPDATE annotated_passage SET version = ? WHERE passage_id = ?", (after, passage)
            )
            connection.executemany(
                "UPDATE annotation_version SET passages = passages + ? WHERE id = ?",
                [(-1, before), (1, after)],
            )


def count_annotated(store: Store) -> int:
    """Count the passages with annotations."""
    return int(store.value("SELECT count(*) FROM annotated_passage"))


def annotation_versions(store: Store) -> list[CountedVersion]:
    """Return each combination of versions behind current annotations, in order."""
    query = (
        "SELECT lexicon_hash, model_version, code_version, sum(passages) AS passages "
        "FROM annotation_version WHERE passages GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return list(store.select(CountedVersion, query))


def write_annotations(
    store: Store,
    run_id: str,
    annotations: Sequence[Annotated],
    *,
    annotation_key: str,
    model_version: str,
    kinds: Mapping[str, str],
    read_at: int | None = None,
) -> Sequence[Annotated]:
    """Replace the annotations of passages, given as (row id, annotation), in one transaction.

    `kinds` maps each label to strategy or instrument. `read_at` is the number of the last change when the
    texts were read: passages changed or removed since are left alone. Returns what was written.
    """
    with store.transaction():
        if read_at is not None:
            unchanged = _unchanged(store, [passage for passage, _ in annotations], read_at)
            annotations = [one for one in annotations if one[0] in unchanged]
        _replace(store, annotations, (annotation_key, model_version, __version__, run_id), kinds)
    return annotations


def _unchanged(store: Store, passages: Sequence[int], read_at: int) -> set[int]:
    query = "SELECT id FROM passage WHERE id IN (SELECT value FROM json_each(?)) AND changed <= ?"
    return set(store.column(query, (json.dumps(passages), read_at)))


def _replace(
    store: Store,
    annotations: Sequence[Annotated],
    made_with: tuple[str, str, str, str],
    kinds: Mapping[str, str],
) -> None:
    passages = [passage for passage, _ in annotations]
    replaced = (json.dumps(passages),)
    connection = store.connection
    with recounting(store, documents_of(store, passages)):
        change = next_change(store)
        version = _version_id(store, made_with)
        labels = _label_numbers(store, kinds)
        for table in FACTS:
            connection.execute(
                f"DELETE FROM {table} WHERE passage_id IN (SELECT value FROM json_each(?))", replaced
            )
        connection.executemany(
            "INSERT INTO annotated_passage VALUES (?, ?, ?, ?)",
            [(passage, *found.measure(), version) for passage, found in annotations],
        )
        connection.executemany(
            "INSERT INTO mention_place VALUES (?, ?, ?, ?, ?, ?)",
            _mention_rows(store, annotations),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _citation_rows(annotations)
        )
        connection.executemany(
            f"INSERT OR IGNORE INTO target (passage_id, {list_columns(FIGURE)}) VALUES (?, {marks(FIGURE)})",
            _target_rows(annotations),
        )
        connection.executemany(
            f"INSERT OR IGNORE INTO event VALUES ({', '.join('?' * 20)})", _event_rows(annotations)
        )
        connection.executemany(
            f"INSERT OR IGNORE INTO directive VALUES ({', '.join('?' * 9)})", _directive_rows(annotations)
        )
        connection.executemany(
            "INSERT INTO loose VALUES (?, ?, ?)",
            [(concept, passage, extra) for passage, found in annotations for concept, extra in found.loose],
        )
        connection.executemany(
            "INSERT INTO label_score VALUES (?, ?, ?, ?)",
            [row for passage, found in annotations for row in _label_rows(passage, found, labels)],
        )
        settle_corrections(store, passages)
        settle_labels(store, passages)
        connection.execute(
            "UPDATE passage SET changed = ? WHERE id IN (SELECT value FROM json_each(?))", (change, *replaced)
        )


def _version_id(store: Store, made_with: tuple[str, str, str, str]) -> int:
    """Return the number of (annotation key, model version, code version, run id), numbering a new one."""
    store.connection.execute(
        "INSERT OR IGNORE INTO annotation_version (lexicon_hash, model_version, code_version, run_id) "
        "VALUES (?, ?, ?, ?)",
        made_with,
    )
    query = (
        "SELECT id FROM annotation_version WHERE lexicon_hash = ? AND model_version = ? "
        "AND code_version = ? AND run_id = ?"
    )
    return int(store.value(query, made_with))


_SenseKey = tuple[str, str, str, str, str]


def _sense_numbers(store: Store, keys: Iterable[_SenseKey]) -> dict[_SenseKey, int]:
    """Return the number of each sense (surface, type, concept, source, entity), numbering new ones."""
    columns = "surface, type, concept, source, entity"
    connection = store.connection
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS wanted_sense ({columns})")
    connection.execute("DELETE FROM temp.wanted_sense")
    connection.executemany("INSERT INTO temp.wanted_sense VALUES (?, ?, ?, ?, ?)", keys)
    connection.execute(
        f"INSERT OR IGNORE INTO sense ({columns}) SELECT surface, type, concept, source, nullif(entity, '') "
        "FROM temp.wanted_sense ORDER BY rowid"
    )
    found = connection.execute(
        "SELECT w.surface, w.type, w.concept, w.source, w.entity, s.id FROM temp.wanted_sense w "
        "CROSS JOIN sense s ON s.surface = w.surface AND s.type = w.type AND s.concept = w.concept "
        "AND s.source = w.source AND ifnull(s.entity, '') = w.entity"
    )
    return {tuple(key): number for *key, number in found}


def _label_numbers(store: Store, kinds: Mapping[str, str]) -> dict[str, int]:
    """Return the number of each label; `kinds` tells which are strategies, and new ones are numbered."""
    store.connection.executemany("INSERT OR IGNORE INTO label (name, kind) VALUES (?, ?)", kinds.items())
    known = {(row["name"], row["kind"]): row["id"] for row in store.rows("SELECT * FROM label")}
    return {name: known[name, kind] for name, kind in kinds.items()}


def _mention_rows(store: Store, annotations: Iterable[Annotated]) -> list[Row]:
    """Return one row per span, type and concept; if mentions agree in these, the first is kept."""
    kept: dict[tuple[int, int, int, str, str], Mention] = {}
    for passage, found in annotations:
        for one in found.mentions:
            kept.setdefault((passage, one.start, one.end, one.type, one.concept), one)
    senses = [(one.text, one.type, one.concept, one.source, one.entity or "") for one in kept.values()]
    numbers = _sense_numbers(store, dict.fromkeys(senses))
    return [
        (passage, start, end, numbers[sense], one.score, int(one.nested))
        for ((passage, start, end, _, _), one), sense in zip(kept.items(), senses, strict=True)
    ]


def _citation_rows(annotations: Iterable[Annotated]) -> Iterator[Row]:
    for passage, found in annotations:
        for citation in found.citations:
            yield (
                passage,
                citation.start,
                citation.end,
                citation.text,
                citation.relation,
                citation.title,
                citation.number,
                citation.concept,
                citation.date,
            )


def _target_rows(annotations: Iterable[Annotated]) -> Iterator[Row]:
    for passage, found in annotations:
        for target in found.targets:
            yield (passage, *_FIGURE_OF(target))


def _event_rows(annotations: Iterable[Annotated]) -> Iterator[Row]:
    for passage, found in annotations:
        for event in found.events:
            yield (
                passage,
                event.start,
                event.end,
                event.text,
                event.actor,
                event.actor_entity or None,
                event.action,
                event.object,
                event.object_entity or None,
                event.counterpart,
                event.counterpart_entity or None,
                event.value,
                event.unit,
                event.date,
                event.date_to,
                event.date_source,
                event.instrument,
                int(event.is_resolved),
                event.rule,
                event.score,
            )


def _directive_rows(annotations: Iterable[Annotated]) -> Iterator[Row]:
    for passage, found in annotations:
        for one in found.directives:
            yield (
                passage,
                one.start,
                one.end,
                one.grade,
                one.addressee_start,
                one.addressee_end,
                one.object_start,
                one.object_end,
                one.rule,
            )


def _label_rows(passage: int, found: Annotation, numbers: Mapping[str, int]) -> Iterator[Row]:
    chosen = (*enumerate(found.labels), *enumerate(found.instruments))
    ranks = {label: rank for rank, label in chosen}
    probabilities = {**found.strategies, **found.instrument_probabilities}
    for label, probability in probabilities.items():
        if probability >= _LEAST_PROBABILITY or label in ranks:
            yield (passage, numbers[label], round(probability, 4), ranks.get(label))
