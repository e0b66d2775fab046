"""The lexicons behind stored annotations, kept so that later ones can be compared with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flows.store.database import Store, now


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
