"""Health of the installation: clock, disk, and servers of sources."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows.errors import format_message
from flows.pipeline.health import ask_sources, check_clock, check_machine, check_manifests
from flows.store import Finding, Store, recent_runs
from tests.corpus.fetching.ministry import serve_ministry


def write_source(folder: Path, name: str, port: int) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "source.yml").write_text(
        "fetch:\n  kind: feed\n"
        f"  feeds: ['http://127.0.0.1:{port}/feed']\n"
        f"  politeness: {{delay: 0, backoff: 0, timeout: 2, allow_private: ['127.0.0.1:{port}']}}\n",
        encoding="utf-8",
    )


def codes(found: Iterable[Finding], *, faults: bool) -> list[str]:
    return [finding.code for finding in found if finding.is_fault is faults]


def test_a_source_whose_server_answers_is_named(tmp_path: Path) -> None:
    with serve_ministry() as site:
        write_source(tmp_path, "ministry", site.port)
        (found,) = ask_sources(tmp_path)
    assert (found.code, found.is_fault) == ("pipeline.doctor_answers", False)
    assert found.values == {"corpus": "ministry", "host": f"127.0.0.1:{site.port}"}
    assert [request.path for request in site.log] == ["/robots.txt"]


def test_a_source_whose_server_does_not_answer_is_a_fault(tmp_path: Path) -> None:
    with socket.socket() as taken:  # bound, but not listening
        taken.bind(("127.0.0.1", 0))
        write_source(tmp_path, "silent", taken.getsockname()[1])
        assert codes(ask_sources(tmp_path), faults=True) == ["pipeline.doctor_no_answer"]


def test_a_manifest_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "source.yml").write_text("fetsh: {}\n", encoding="utf-8")
    assert codes(check_manifests(tmp_path), faults=True) == ["pipeline.doctor_manifest"]
    assert not list(ask_sources(tmp_path))


def test_a_clock_before_the_last_run_is_a_fault(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        with store.run("ingest"):
            pass
        now = datetime.now(UTC)
        assert not list(check_clock(store, now))
        assert not list(check_clock(store, now - timedelta(minutes=5)))
        assert codes(check_clock(store, now - timedelta(days=1)), faults=True) == ["pipeline.doctor_clock"]


def test_runs_are_listed_in_their_order_although_a_clock_was_ahead(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        with store.run("ingest ahead") as ahead, store.transaction() as connection:
            connection.execute(
                "UPDATE run SET started = '2099-01-01T00:00:00+00:00' WHERE id = ?", (ahead.id,)
            )
        for number in range(2):
            with store.run(f"annotate {number}"):
                pass
        assert [run.command for run in recent_runs(store)] == ["annotate 1", "annotate 0", "ingest ahead"]
        (found,) = check_clock(store)
        assert found.values["last"] == "2099-01-01T00:00"


def test_the_disk_is_described_and_a_missing_font_is_a_fault(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    store.write_bytes(b"x")
    found = list(check_machine(store, tmp_path / "no.ttc"))
    assert codes(found, faults=False) == ["pipeline.doctor_disk"]
    assert codes(found, faults=True) == ["pipeline.doctor_no_font"]


def test_a_full_disk_is_a_fault_that_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    (found,) = check_machine(tmp_path / "store.sqlite", Path(__file__))
    assert found.is_fault and "0.0 GB free" in format_message(found.code, found.values)
    assert format_message(found.code, found.values).endswith("move the store to a larger disk")
