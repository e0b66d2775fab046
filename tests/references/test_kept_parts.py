"""Parts of a store that are kept for the next question."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from flows.references import DocumentChoice, KeptParts
from flows.store import Store
from flows.workspace import Workspace
from tests.stores import copy_whole


def test_the_last_two_parts_stay_open(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        parts = KeptParts(sample_store, lambda: workspace.lexicon, lambda: workspace.taxonomy)
        first, second, third = (
            parts.open(workspace.store, DocumentChoice(as_of=day))
            for day in ("2019-01-01", "2020-01-01", "2021-01-01")
        )
        assert parts.open(workspace.store, DocumentChoice(as_of="2020-01-01")) is second
        assert [one.store.value("SELECT 1") for one in (second, third)] == [1, 1]
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            first.store.value("SELECT 1")


def test_a_part_is_chosen_again_when_its_collection_changes(sample_store: Path, tmp_path: Path) -> None:
    path, choice = copy_whole(sample_store, tmp_path / "own"), DocumentChoice(collection=("own",))
    with Workspace(path) as workspace, Store(path, read_only=True) as store:
        parts = KeptParts(path, lambda: workspace.lexicon, lambda: workspace.taxonomy)
        ids = list(workspace.documents()["id"][:2])
        workspace.desk.add("own", ids[:1])
        before = parts.open(store, choice)
        assert count_members(before.store) == 1
        workspace.desk.add("own", ids[1:])
        assert count_members(parts.open(store, choice).store) == 2
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            count_members(before.store)


def count_members(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM document WHERE superseded_by IS NULL"))
