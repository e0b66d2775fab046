"""The lexicons behind stored annotations, kept so that later ones can be compared with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flows.records import MENTION_TYPES, AnnotationVersion
from flows.store.database import Store, marks, now


def remember_lexicon(store: Store, annotation_key: str, concepts: Sequence[Sequence[Any]]) -> None:
    """Store a lexicon under the key of its annotations; delete those that no annotation carries any more."""
    row = (annotation_key, json.dumps(concepts, ensure_ascii=False, separators=(",", ":")), now())
    with store.transaction() as connection:
        connection.execute(
            "DELETE FROM lexicon WHERE hash != ? AND hash NOT IN "
            "(SELECT lexicon_hash FROM annotation_version WHERE passages)",
            (annotation_key,),
        )
        connection.execute("INSERT OR IGNORE INTO lexicon VALUES (?, ?, ?)", row)


def stale_lexicons(store: Store, annotation_key: str, model_version: str) -> dict[str, list[Any]]:
    """Return, by key, the other stored lexicons that this model's annotations were made with."""
    rows = store.rows(
        "SELECT hash, concepts FROM lexicon WHERE hash != ? AND hash IN "
        "(SELECT lexicon_hash FROM annotation_version WHERE model_version = ? AND passages)",
        (annotation_key, model_version),
    )
    return {row["hash"]: json.loads(row["concepts"]) for row in rows}


class LexiconsInUse:
    """The lexicons behind the annotations of a store, seen from the present one.

    `passages` counts the annotated passages per lexicon, by hash; `others` are the hashes of those that are
    not the present one. Only these are read, so nothing is read where all annotations are of the present
    one.
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
        stale = [key for key in versions if AnnotationVersion.read(key).lexicon != present]
        self._tagged = _tagged_concepts(store, stale)
        self._holds_lexicons = not stale or bool(store.value("SELECT 1 FROM lexicon LIMIT 1"))
        self._lacking: dict[str, bool] = {}

    @property
    def by_others(self) -> int:
        """The number of passages that other lexicons annotated."""
        return sum(self.passages[name] for name in self.others)

    def lacks(self, concept: str) -> bool:
        """Return whether passages are annotated with a lexicon that does not tag a concept.

        A lexicon that the store no longer holds, as that of former versions of documents, is taken to have
        it. A lake holds no lexicons: there, a concept that no annotation names is unknown.
        """
        if concept not in self._lacking:
            self._lacking[concept] = (
                any(concept not in tagged for tagged in self._tagged)
                if self._holds_lexicons
                else not self._is_named(concept)
            )
        return self._lacking[concept]

    def _is_named(self, concept: str) -> bool:
        return self._store.value("SELECT 1 FROM mention WHERE concept = ? LIMIT 1", (concept,)) is not None


def _tagged_concepts(store: Store, keys: Sequence[str]) -> list[frozenset[str]]:
    """Return the ids of the concepts that each of these lexicons tags, of those that the store holds."""
    if not keys:
        return []
    rows = store.rows(f"SELECT concepts FROM lexicon WHERE hash IN ({marks(keys)})", keys)
    return [_read_tagged(row["concepts"]) for row in rows]


@lru_cache(maxsize=4)
def _read_tagged(concepts: str) -> frozenset[str]:
    """Return the ids of a stored lexicon's concepts that texts are tagged with: all but general words."""
    return frozenset(concept for concept, kind, *_ in json.loads(concepts) if kind in MENTION_TYPES)
