"""What annotating leaves with each passage: writing it, and finding the passages that lack it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows import __version__
from flows.records import Annotation
from flows.store.database import CURRENT, IS_UNCOUNTED, Store, marks, next_change

_FACTS = ("mention", "category", "citation", "target", "event", "loose", "annotation")
_LEAST_PROBABILITY = 0.01  # less probable labels are stored only where they were chosen
_PENDING = (
    f"FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id WHERE p.id > ? AND "
    "(? OR a.passage_id IS NULL OR a.lexicon_hash != ? OR a.model_version != ?)"
)

Row = tuple[object, ...]
Annotated = tuple[int, Annotation]
Batch = tuple[list[int], list[str]]


class _TextOfPassage(NamedTuple):
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class AnnotationVersion:
    """One combination of lexicon, model and code, with the number of current passages annotated with it."""

    lexicon_hash: str
    model_version: str
    code_version: str
    passages: int


def count_pending(
    store: Store,
    lexicon_hash: str,
    model_version: str,
    *,
    everything: bool = False,
    corpora: Sequence[str] | None = None,
    excluded: Sequence[str] = (),
) -> int:
    """Count the current passages without annotations by this lexicon and model, or all with `everything`.

    `corpora` are the only ones to count (None: all of them), `excluded` are left out.
    """
    chosen, values = _choose_corpora(corpora, excluded)
    parameters = (0, everything, lexicon_hash, model_version, *values)
    return int(store.value(f"SELECT count(*) {_PENDING} {chosen}", parameters))


def pending_passages(
    store: Store,
    lexicon_hash: str,
    model_version: str,
    *,
    everything: bool,
    size: int,
    corpora: Sequence[str] | None = None,
    excluded: Sequence[str] = (),
) -> Iterator[Batch]:
    """Yield batches of (row ids, texts) of the passages that `count_pending` counts, by row id.

    Annotations may be written between two batches. The text of an uncounted passage is empty here, so that it
    gets an annotation without tokens, mentions and labels.
    """
    chosen, values = _choose_corpora(corpora, excluded)
    query = (
        f"SELECT p.id, CASE WHEN {IS_UNCOUNTED} THEN '' ELSE p.text END AS text "
        f"{_PENDING} {chosen} ORDER BY p.id LIMIT ?"
    )
    return _read_batches(
        store, query, lambda last: (last, everything, lexicon_hash, model_version, *values, size)
    )


def annotated_passages(store: Store, lexicon_hash: str, model_version: str, *, size: int) -> Iterator[Batch]:
    """Yield batches of (row ids, texts) of the passages annotated with this lexicon and model, by row id."""
    query = (
        f"SELECT p.id, p.text FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id WHERE p.id > ? "
        "AND a.lexicon_hash = ? AND a.model_version = ? ORDER BY p.id LIMIT ?"
    )
    return _read_batches(store, query, lambda last: (last, lexicon_hash, model_version, size))


def _choose_corpora(corpora: Sequence[str] | None, excluded: Sequence[str]) -> tuple[str, list[str]]:
    """Return a condition on the corpus, to follow others, and its values."""
    conditions = []
    if corpora is not None:
        conditions.append(f"AND d.corpus IN ({marks(corpora)})")
    if excluded:
        conditions.append(f"AND d.corpus NOT IN ({marks(excluded)})")
    return " ".join(conditions), [*(corpora or ()), *excluded]


def _read_batches(
    store: Store, query: str, parameters: Callable[[int], tuple[object, ...]]
) -> Iterator[Batch]:
    """Yield batches of a query that starts after a row id; `parameters` gives its values for one."""
    last = 0
    while rows := list(store.select(_TextOfPassage, query, parameters(last))):
        last = rows[-1].id
        yield [row.id for row in rows], [row.text for row in rows]


def confirm_annotations(store: Store, passages: Sequence[int], lexicon_hash: str) -> None:
    """Record that another lexicon makes the same annotations of these passages; the index stays as it is."""
    with store.transaction() as connection:
        connection.executemany(
            "UPDATE annotation SET lexicon_hash = ? WHERE passage_id = ?",
            [(lexicon_hash, passage) for passage in passages],
        )


def count_annotated(store: Store) -> int:
    """Count the passages with annotations."""
    return int(store.value("SELECT count(*) FROM annotation"))


def annotation_versions(store: Store) -> list[AnnotationVersion]:
    """Return each combination of versions that current annotations were made with, in order."""
    query = (
        "SELECT a.lexicon_hash, a.model_version, a.code_version, count(*) AS passages "
        f"FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return list(store.select(AnnotationVersion, query))


# Writing ----------------------------------------------------------------------------------------------------


def write_annotations(
    store: Store,
    run_id: str,
    annotations: Sequence[Annotated],
    *,
    lexicon_hash: str,
    model_version: str,
    kinds: Mapping[str, str],
) -> None:
    """Replace the annotations of passages, given as (row id, annotation), in one transaction.

    `kinds` says of each label whether it is a strategy or an instrument.
    """
    made_with = (lexicon_hash, model_version, __version__, run_id)
    keys = [(passage,) for passage, _ in annotations]
    with store.transaction() as connection:
        change = next_change(store)
        for table in _FACTS:
            connection.executemany(f"DELETE FROM {table} WHERE passage_id = ?", keys)
        connection.executemany(
            "INSERT INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(passage, *_count_tokens(found), *made_with) for passage, found in annotations],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _mention_rows(annotations)
        )
        connection.executemany(
            "INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _citation_rows(annotations)
        )
        connection.executemany(
            "INSERT OR IGNORE INTO target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _target_rows(annotations),
        )
        connection.executemany(
            f"INSERT OR IGNORE INTO event VALUES ({', '.join('?' * 20)})", _event_rows(annotations)
        )
        connection.executemany(
            "INSERT INTO loose VALUES (?, ?, ?)",
            [(concept, passage, extra) for passage, found in annotations for concept, extra in found.loose],
        )
        connection.executemany(
            "INSERT INTO category VALUES (?, ?, ?, ?, ?)",
            [row for passage, found in annotations for row in _category_rows(passage, found, kinds)],
        )
        connection.executemany(
            "UPDATE passage SET changed = ? WHERE id = ?", [(change, *key) for key in keys]
        )


def _count_tokens(found: Annotation) -> tuple[int, int]:
    """Return the number of tokens, and of their characters."""
    return len(found.tokens), sum(end - start for _, start, end in found.tokens)


def _mention_rows(annotations: Iterable[Annotated]) -> Iterator[Row]:
    for passage, found in annotations:
        for mention in found.mentions:
            yield (
                passage,
                mention.start,
                mention.end,
                mention.type,
                mention.concept,
                mention.text,
                mention.source,
                mention.score,
                int(mention.nested),
                mention.entity or None,
            )


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
            yield (
                passage,
                target.start,
                target.end,
                target.text,
                target.subject,
                target.indicator,
                target.value,
                target.value_to,
                target.unit,
                target.comparator,
                target.deadline,
                target.baseline,
                target.kind,
                target.period_start,
                target.period_end,
                target.rule,
                target.score,
            )


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


def _category_rows(passage: int, found: Annotation, kinds: Mapping[str, str]) -> Iterator[Row]:
    chosen = (*enumerate(found.labels), *enumerate(found.instruments))
    ranks = {label: rank for rank, label in chosen}
    probabilities = {**found.strategies, **found.instrument_probabilities}
    for label, probability in probabilities.items():
        if probability >= _LEAST_PROBABILITY or label in ranks:
            yield (passage, label, kinds[label], round(probability, 4), ranks.get(label))
