"""Two plans in English side by side: the figures of their tables, one indicator per row."""

from __future__ import annotations

from pathlib import Path

from flows.annotation.annotator import Annotator
from flows.pipeline.annotate import annotate_store
from flows.pipeline.ingest import ingest_paths
from flows.reports.comparisons import CompareRequest
from flows.store import Store
from flows.workspace import Workspace
from tests.support import MODELS

PLAN = """Outline of the sample plan for {first} to {last}

Main indicators of the sample plan

Indicator | {base} | {last} | Annual average | Nature
Sample urbanization rate (%) | {a} | {b} | — | Anticipatory
Sample forest coverage rate (%) | {c} | {d} | — | Binding

We will carry out the plan.
"""
OLD = {"first": 2016, "base": 2015, "last": 2020, "a": 56.1, "b": 60, "c": 21.7, "d": 23.04}
NEW = {"first": 2021, "base": 2020, "last": 2025, "a": 60.6, "b": 65, "c": 23.2, "d": 24.1}


def test_the_tables_of_two_plans_are_compared_row_by_row(tmp_path: Path, annotator: Annotator) -> None:
    for name, values in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.txt").write_text(PLAN.format(**values), encoding="utf-8")
    path = tmp_path / "s.sqlite"
    with Store(path) as store, store.run("test") as run:
        ingest_paths(store, run.id, "plans", [tmp_path / "old.txt", tmp_path / "new.txt"])
        annotate_store(store, run.id, annotator, MODELS)
        old, new = store.column("SELECT id FROM document ORDER BY title")
    with Workspace(path) as workspace:
        pairs = workspace.comparison(CompareRequest(old, new)).figures.pairs
    targets = {
        pair.a.indicator: (pair.a.value, pair.a.deadline, pair.b.value, pair.b.deadline)
        for pair in pairs
        if pair.a and pair.b and pair.a.kind == "target"
    }
    assert targets == {
        "Sample urbanization rate": (60.0, "2020", 65.0, "2025"),
        "Sample forest coverage rate": (23.04, "2020", 24.1, "2025"),
    }
