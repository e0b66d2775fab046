"""Fixtures: stores that are filled once a session and only read afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.corpus.manifest import load_manifest
from flows.operations.annotate import annotate_store
from flows.operations.ingest import ingest_manifest, ingest_paths
from flows.store.database import Store
from tests.support import MODELS, PROJECT, shared_data


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """The store of the sample corpus, annotated and indexed."""
    path = tmp_path_factory.mktemp("sample") / "zhengce.sqlite"
    with Store(path) as store, store.run("test") as run:
        counts = ingest_manifest(store, run.id, load_manifest(PROJECT / "corpora" / "sample" / "source.yml"))
        assert not counts.unmet
        annotate_store(store, run.id, annotator, MODELS)
    return path


@pytest.fixture
def sample(sample_store: Path) -> Iterator[Store]:
    with Store(sample_store, must_exist=True) as store:
        yield store


@pytest.fixture(scope="session")
def key_store(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """The store of the 141 core documents (shared data)."""
    source = shared_data("key_documents", "key_documents.jsonl")
    path = tmp_path_factory.mktemp("key") / "zhengce.sqlite"
    with Store(path) as store, store.run("test") as run:
        ingest_paths(store, run.id, "key", [source])
        annotate_store(store, run.id, annotator, MODELS)
    return path
