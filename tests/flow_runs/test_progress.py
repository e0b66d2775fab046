"""Progress of a long stage on Prefect's page."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

import flows.annotate
from flows.annotate import show_progress
from flows.pipeline import report, reporting_to


def test_long_stage_has_one_artifact_that_follows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[UUID] = []
    shown: list[tuple[float, str]] = []

    def create(progress: float, *, key: str, description: str) -> UUID:
        assert key == "annotate-progress"
        shown.append((progress, description))
        made.append(uuid4())
        return made[-1]

    def update(artifact: UUID, progress: float, description: str) -> None:
        assert [artifact] == made
        shown.append((progress, description))

    monkeypatch.setattr(flows.annotate, "create_progress_artifact", create)
    monkeypatch.setattr(flows.annotate, "update_progress_artifact", update)
    monkeypatch.setattr(flows.annotate, "_EVERY_SECONDS", 0)
    drawn: list[tuple[str, int, int]] = []
    with reporting_to(lambda *step: drawn.append(step)), show_progress("annotate"):
        report("index", 1, 2)
        report("annotate", 1000, 4000)
        report("annotate", 2000, 4000)
    assert drawn == [("index", 1, 2), ("annotate", 1000, 4000), ("annotate", 2000, 4000)]
    assert shown == [
        (25.0, "annotate: 1,000 of 4,000"),
        (50.0, "annotate: 2,000 of 4,000"),
        (100.0, "annotate: finished"),
    ]


def test_short_stage_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def create(*arguments: object, **options: object) -> UUID:
        raise AssertionError

    monkeypatch.setattr(flows.annotate, "create_progress_artifact", create)
    with show_progress("annotate"):
        report("annotate", 1000, 4000)
