"""Fixtures: stores filled once per session by whichever process comes first, and only read afterwards."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from flows.annotation.annotator import Annotator
from flows.corpus.manifest import load_manifest
from flows.pipeline.annotate import annotate_store
from flows.pipeline.ingest import ingest_manifest, ingest_paths
from flows.store.database import Store
from flows.store.database.connection import APPLICATION_ID
from flows.store.database.migrations import read_migrations
from tests.support import MODELS, PROJECT, shared_data


def make_once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a store that `fill` writes to the given path.

    The processes of one test run (pytest-xdist) share it.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    folder.mkdir(exist_ok=True)
    path, done = folder / "zhengce.sqlite", folder.with_suffix(".done")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            fill(path)
            done.touch()
    return path


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """The store of the sample corpus, annotated and indexed."""

    def fill(path: Path) -> None:
        with Store(path) as store, store.run("test") as run:
            counts = ingest_manifest(
                store, run.id, load_manifest(PROJECT / "corpora" / "sample" / "source.yml")
            )
            assert not counts.unmet
            annotate_store(store, run.id, annotator, MODELS)

    return make_once(tmp_path_factory, "sample", fill)


@pytest.fixture
def sample(sample_store: Path) -> Iterator[Store]:
    with Store(sample_store, must_exist=True) as store:
        yield store


def copy_whole(path: Path, folder: Path) -> Path:
    """Copy a store with everything next to it into a new folder; return the copy.

    Files of another process's open connection come and go, and contain nothing: they are not copied.
    """
    for source, _, names in os.walk(path.parent):
        target = folder / Path(source).relative_to(path.parent)
        target.mkdir(parents=True)
        copy_files(
            [Path(source, name) for name in names if not name.endswith(("-wal", "-shm", ".lock"))], target
        )
    return folder / path.name


def copy_file(source: Path, target: Path) -> None:
    """Copy a file of a store (see `copy_files`)."""
    copy_files([source], target)


def copy_files(sources: Sequence[Path], target: Path) -> None:
    """Copy files of a store to a folder, or one to a file, in a separate process.

    When a process closes a file, it gives up all its locks on that file (POSIX), including SQLite's: another
    process may then believe that a connection of this one is closed, and remove its log.
    """
    if os.name == "posix" and sources:
        subprocess.run(["cp", "--", *sources, target], check=True)
    elif os.name != "posix":
        for source in sources:
            shutil.copy(source, target)


def copy_store(path: Path, folder: Path) -> Path:
    """Copy a store with its search index into a folder; return the copy."""
    copy = folder / path.name
    copy_file(path, copy)
    shutil.copytree(path.with_suffix(".index"), copy.with_suffix(".index"))
    return copy


def read_key_lines() -> list[str]:
    """Return every third of the 141 core documents (shared data), as lines of JSON."""
    path = shared_data("key_documents", "key_documents.jsonl")
    return path.read_text(encoding="utf-8").splitlines()[::3]


@pytest.fixture(scope="session")
def key_store(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """The store of 47 core documents (shared data), with only the lexicon's mentions."""
    lines = read_key_lines()
    tagger_alone = replace(annotator, model=None, entities=None, parser=None)

    def fill(path: Path) -> None:
        part = path.with_name("key.jsonl")
        part.write_text("\n".join(lines), encoding="utf-8")
        with Store(path) as store, store.run("test") as run:
            ingest_paths(store, run.id, "key", [part])
            annotate_store(store, run.id, tagger_alone, MODELS)

    return make_once(tmp_path_factory, "key", fill)


def make_store_of_schema(path: Path, schema: int, *statements: str) -> None:
    """Make a store as left by the code with this many migrations, and run statements on it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for migration in read_migrations()[:schema]:
            for statement in migration:
                connection.execute(statement)
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {schema}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
