"""A store of the sample corpus in two corpora, with awkward cases for counting, and the lake exported from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.search import Collection
from flows.store import Store, recount_all
from flows.store.lake import Lake, export_lake
from tests.stores import make_once

OTHER = "it's an/../other"  # a name that must become neither a path nor SQL
_AWKWARD = """
UPDATE document SET corpus = "it's an/../other" WHERE rowid % 2;
UPDATE document SET written = '', published = '', date = '' WHERE rowid % 11 = 3;
UPDATE document SET written = substr(date, 1, 7), published = '', date = substr(date, 1, 7) WHERE rowid % 7 = 2;
UPDATE document SET metadata = '{"level": "province"}', publisher = 'O''Brien; DROP TABLE mention --'
  WHERE rowid % 5 = 1;
UPDATE document SET metadata = '{"level": null, "derived": {"site": {"level": "central"}}}' WHERE rowid % 5 = 2;
DELETE FROM document_cluster;
INSERT INTO document_cluster SELECT id, (SELECT min(id) FROM document), 0.9 FROM document WHERE rowid % 4 = 0
  OR id = (SELECT min(id) FROM document);
"""


@pytest.fixture(scope="session")
def mixed_path(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Path:
    def fill(path: Path) -> None:
        with closing(sqlite3.connect(sample_store)) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
            copy.executescript(_AWKWARD)
        with Store(path) as store:
            store.connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")
            recount_all(store)
            export_lake(store, str(path.with_name("lake")))

    return make_once(tmp_path_factory, "mixed", fill)


@pytest.fixture(scope="session")
def asked(mixed_path: Path, lexicon: Lexicon) -> Iterator[Collection]:
    """The store."""
    with Store(mixed_path) as store:
        yield Collection(store, lexicon)


@pytest.fixture(scope="session")
def counted(mixed_path: Path, lexicon: Lexicon) -> Iterator[Collection]:
    """The lake exported from the store."""
    with Lake(str(mixed_path.with_name("lake"))) as lake:
        yield Collection(lake, lexicon)
