"""A store of documents of several kinds in both languages, written for these tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.corpus.splitting.passages import passages_of
from flows.records import Document
from flows.settings import Settings
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.workspace import Workspace
from tests.support import MODELS

SHA256 = "ab" * 32


def read_documents() -> list[Document]:
    lines = Path(__file__).with_name("documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = []
    for fields in map(json.loads, lines):
        kind = fields.pop("kind")
        metadata = {"derived": {"kind": kind}, "fetched": {"time": "2026-03-04T05:06:07+00:00"}}
        documents.append(Document("c", source_sha256=SHA256, metadata=metadata, **fields))
    return documents


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("cited") / "zhengce.sqlite"
    with Store(path) as store, store.run("test") as run:
        source = SourceFile("c", "documents.jsonl", SHA256, "", 1)
        documents = [(document, list(passages_of(document))) for document in read_documents()]
        write_batch(store, run.id, source, documents, [], complete=True)
    with Workspace(settings=Settings(store=path, models=MODELS)) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(workspace: Workspace) -> dict[str, str]:
    """Ids of the documents by key."""
    return {row["key"]: row["id"] for row in workspace.store.rows("SELECT key, id FROM document")}
