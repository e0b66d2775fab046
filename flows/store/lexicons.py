"""The lexicons that the stored annotations were made with, so that a later one can be compared with them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from flows.store.database import Store, now
from flows.store.reading import CURRENT


def remember_lexicon(store: Store, lexicon_hash: str, concepts: Sequence[Sequence[Any]]) -> None:
    """Keep a lexicon under the hash that its annotations carry (once); forget those that no annotation carries any more."""
    with store.transaction() as connection:
        connection.execute(
            "DELETE FROM lexicon WHERE hash != ? AND hash NOT IN (SELECT DISTINCT lexicon_hash FROM annotation)",
            (lexicon_hash,),
        )
        row = (lexicon_hash, json.dumps(concepts, ensure_ascii=False, separators=(",", ":")), now())
        connection.execute("INSERT OR IGNORE INTO lexicon VALUES (?, ?, ?)", row)


def stale_lexicons(store: Store, lexicon_hash: str, model_version: str) -> dict[str, list[Any]]:
    """Return, by hash, the remembered lexicons other than this one with which this model's annotations were made."""
    rows = store.rows(
        "SELECT hash, concepts FROM lexicon WHERE hash IN (SELECT DISTINCT lexicon_hash FROM annotation WHERE model_version = ?) "
        "AND hash != ?",
        (model_version, lexicon_hash),
    )
    return {row["hash"]: json.loads(row["concepts"]) for row in rows}


def annotated_passages(
    store: Store, lexicon_hash: str, model_version: str, *, size: int
) -> Iterator[tuple[list[int], list[str]]]:
    """Yield batches of (row ids, texts) annotated with this lexicon and model, by row id; what is written meanwhile does
    not disturb it."""
    last = 0
    while True:
        rows = store.rows(
            f"SELECT p.id, p.text FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id WHERE p.id > ? AND a.lexicon_hash = ? "
            "AND a.model_version = ? ORDER BY p.id LIMIT ?",
            (last, lexicon_hash, model_version, size),
        )
        if not rows:
            return
        last = rows[-1]["id"]
        yield [row["id"] for row in rows], [row["text"] for row in rows]


def confirm_annotations(store: Store, ids: Sequence[int], lexicon_hash: str) -> None:
    """Say of annotations that another lexicon makes them just the same; the index has nothing to learn from it."""
    with store.transaction() as connection:
        connection.executemany(
            "UPDATE annotation SET lexicon_hash = ? WHERE passage_id = ?",
            [(lexicon_hash, identifier) for identifier in ids],
        )
