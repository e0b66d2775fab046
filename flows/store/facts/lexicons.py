"""The lexicons behind stored annotations, kept for comparison with later ones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from flows.records import MENTION_TYPES, AnnotationVersion
from flows.store.database import Store, marks, now


def remember_lexicon(store: Store, annotation_key: str, concepts: str) -> None:
    """Store a lexicon under the key of its annotations; delete those that no annotation uses any more.

    `concepts` are JSON. Former versions of documents keep their annotations, and with them the lexicons.
    """
    row = (annotation_key, concepts, now())
    with store.transaction() as connection:
        connection.execute(
            "DELETE FROM lexicon WHERE hash != ? AND hash NOT IN "
            "(SELECT v.lexicon_hash FROM annotation_version v WHERE EXISTS "
            "(SELECT 1 FROM annotated_passage a WHERE a.version = v.id))",
            (annotation_key,),
        )
        connection.execute("INSERT OR IGNORE INTO lexicon VALUES (?, ?, ?)", row)


def stale_lexicons(store: Store, annotation_key: str, model_version: str) -> dict[str, list[Any]]:
    """Return, by key, the other stored lexicons behind this model's annotations."""
    rows = store.rows(
        "SELECT hash, concepts FROM lexicon WHERE hash != ? AND hash IN "
        "(SELECT lexicon_hash FROM annotation_version WHERE model_version = ? AND passages)",
        (annotation_key, model_version),
    )
    return {row["hash"]: json.loads(row["concepts"]) for row in rows}


class LexiconsInUse:
    """The lexicons behind the annotations of a store, compared with the current one.

    `passages` counts the annotated passages per lexicon, by hash; `others` are the hashes of all lexicons but
    the current one. Only those are read: none if the current lexicon made every annotation.
    """

    def __init__(self, store: Store, present: str) -> None:
        self._store = store
        versions = {
            row["lexicon_hash"]: row["passages"]
            for row in store.rows(
                "SELECT lexicon_hash, sum(passages) AS passages FROM annotation_version WHERE passages "
                "GROUP BY 1 ORDER BY 1"
            )
        }
        counts: Counter[str] = Counter()
        for key, passages in versions.items():
            counts[AnnotationVersion.read(key).lexicon] += passages
        self.passages: dict[str, int] = dict(counts)
        self.others = [name for name in counts if name != present]
        self._stale = {
            key: passages
            for key, passages in versions.items()
            if AnnotationVersion.read(key).lexicon != present
        }
        if self._stale and not store.counts_versions:
            counted = _count_versions(store)
            self._stale = {key: counted[key] for key in self._stale if key in counted}
        self._tagged = _tagged_concepts(store, list(self._stale))
        self._holds_lexicons = not self._stale or bool(store.value("SELECT 1 FROM lexicon LIMIT 1"))

    @property
    def by_others(self) -> int:
        """The number of passages annotated with other lexicons."""
        return sum(self._stale.values())

    def count_lacking(self, concept: str) -> int:
        """Return the number of passages annotated with a lexicon that does not tag a concept."""
        if not self._holds_lexicons:
            return self.by_others
        return sum(self._stale[key] for key, tagged in self._tagged.items() if concept not in tagged)

    def lacks(self, concept: str) -> bool:
        """Return whether passages are annotated with a lexicon that does not tag a concept.

        A lexicon no longer in the store is assumed to tag it. A lake from a former version contains no
        lexicons: it lacks a concept that no annotation names.
        """
        if self._holds_lexicons:
            return any(concept not in tagged for tagged in self._tagged.values())
        return concept not in self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self._store.column("SELECT DISTINCT concept FROM mention"))


def list_tagged(store: Store, keys: Sequence[str]) -> dict[str, list[list[Any]]]:
    """Return, by key, the ids and types of the concepts of stored lexicons; of a body also its names.

    A body has the first seven fields of a stored concept: after type and dates its forms in Chinese, in
    English, and abbreviated.
    """
    rows = store.rows(f"SELECT hash, concepts FROM lexicon WHERE hash IN ({marks(keys)})", keys)
    return {row["hash"]: list(map(_with_names, json.loads(row["concepts"]))) for row in rows}


def _with_names(concept: list[Any]) -> list[Any]:
    return concept[:7] if concept[1] == "ORG" else concept[:2]


def _count_versions(store: Store) -> dict[str, int]:
    """Return the number of passages per annotation key, for the documents that the part shows."""
    rows = store.rows(
        "SELECT v.lexicon_hash, count(*) AS passages FROM document d "
        "CROSS JOIN passage p ON p.document_id = d.id JOIN annotated_passage a ON a.passage_id = p.id "
        "JOIN annotation_version v ON v.id = a.version "
        "WHERE d.superseded_by IS NULL GROUP BY 1"
    )
    return {row["lexicon_hash"]: row["passages"] for row in rows}


def _tagged_concepts(store: Store, keys: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return, by key, the ids of the concepts that each lexicon tags; none for a lexicon not stored."""
    if not keys:
        return {}
    rows = store.rows(f"SELECT hash, concepts FROM lexicon WHERE hash IN ({marks(keys)})", keys)
    return {row["hash"]: _read_tagged(row["concepts"]) for row in rows}


@lru_cache(maxsize=4)
def _read_tagged(concepts: str) -> frozenset[str]:
    """Return the ids of a stored lexicon's tagged concepts: all but general words."""
    return frozenset(concept for concept, kind, *_ in json.loads(concepts) if kind in MENTION_TYPES)
