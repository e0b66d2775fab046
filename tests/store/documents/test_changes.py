"""Passages changed since a given change number, in batches."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.store import Store
from flows.store.documents import changed_passages, changed_rows
from tests.stores import copy_file

MANY = 40


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Store:
    """A copy of the sample's store whose passages have not changed since change 0."""
    path = tmp_path_factory.mktemp("changes") / "store.sqlite"
    copy_file(sample_store, path)
    opened = Store(path)
    opened.connection.execute("UPDATE passage SET changed = 0")
    return opened


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(st.integers(1, 4), min_size=MANY, max_size=MANY),
    span=st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted),
    size=st.integers(1, 2 * MANY),
)
def test_each_changed_passage_comes_once_by_change_and_id(
    store: Store, changes: list[int], span: list[int], size: int
) -> None:
    rows = store.column("SELECT id FROM passage ORDER BY id LIMIT ?", (MANY,))
    store.connection.executemany(
        "UPDATE passage SET changed = ? WHERE id = ?", zip(changes, rows, strict=True)
    )
    watermark, target = span
    expected = sorted(
        (change, row) for change, row in zip(changes, rows, strict=True) if watermark < change <= target
    )
    batches = list(changed_rows(store, watermark, target, size=size))
    assert [row for batch in batches for row in batch] == [row for _, row in expected]
    assert [len(batch) for batch in batches[:-1]] == [size] * (len(batches) - 1)
    passages = [one.rowid for batch in changed_passages(store, watermark, target, size=size) for one in batch]
    assert sorted(passages) == sorted(row for _, row in expected)
