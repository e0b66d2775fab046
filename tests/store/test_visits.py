"""The rejections of web addresses: only the latest reason of each is kept."""

from __future__ import annotations

from pathlib import Path

from flows.records import Rejection
from flows.store import Store, Visit, write_visit
from flows.store.documents import SourceFile, read_rejections, write_batch

ADDRESS = "https://example.org/a.html"


def fail(store: Store, run_id: str, code: str, **values: object) -> None:
    """Record a failure as a run does: the rejection, then the visit."""
    rejection = Rejection("mine", ADDRESS, "fetch", code, values)
    write_batch(store, run_id, SourceFile("mine", ADDRESS, "", "", 0), [], [rejection], complete=False)
    write_visit(store, run_id, "mine", Visit(ADDRESS, "failed", reason=rejection.reason))


def test_an_address_that_fails_in_another_way_has_one_rejection(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        fail(store, run.id, "corpus.wait_too_long", seconds=600)
        fail(store, run.id, "corpus.connection_failed", problem="3 of 9 bytes")
        fail(store, run.id, "corpus.connection_failed", problem="5 of 9 bytes")
        assert [one.reason for one in read_rejections(store)] == ["connection failed (5 of 9 bytes)"]


def test_a_failure_that_is_no_rejection_leaves_the_earlier_one(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        fail(store, run.id, "corpus.wait_too_long", seconds=600)
        write_visit(store, run.id, "mine", Visit(ADDRESS, "failed", reason="no longer listed"))
        assert len(read_rejections(store)) == 1
        write_visit(store, run.id, "mine", Visit(ADDRESS, "document"))
        assert read_rejections(store) == []
