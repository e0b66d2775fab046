"""Stores filled with texts, and what their index finds."""

from __future__ import annotations

from flows.records import Document, Passage
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.fulltext import FullText

SOURCE = SourceFile("sample", "a.jsonl", "f" * 64, "options", 100)


def fill(store: Store, *texts: str) -> FullText:
    """Store one document of one passage per text (unchanged), and bring the index up to date."""
    run_id = store.begin_run("test")
    start = store.value("SELECT count(*) FROM document")
    documents = [
        (
            Document("sample", f"{start + number}", text, title=f"{start + number}"),
            [Passage(0, 0, len(text), text)],
        )
        for number, text in enumerate(texts)
    ]
    write_batch(store, run_id, SOURCE, documents, [], complete=True)
    index = FullText(store)
    index.sync()
    return index


def matching(store: Store, index: FullText, query: str) -> list[str]:
    """Return the texts of the passages that have a phrase."""
    texts = {row["id"]: row["text"] for row in store.rows("SELECT id, text FROM passage")}
    return [texts[identifier] for identifier in index.matching_ids(index.all_of([index.phrase(query)]))]
