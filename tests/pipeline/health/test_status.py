"""Freshness and health of corpora, and runs whose process has died."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.cli.commands.run import status
from flows.corpus.manifest import Schedule, load_manifest
from flows.errors import ConfigurationError, choose_terminal_locale, format_message
from flows.output.store_text import print_status
from flows.pipeline.health import collect_status, find_missed, judge_health
from flows.pipeline.health.checkup import check_manifests
from flows.pipeline.ingest import ingest_manifest
from flows.store import hold_serving
from flows.store.database import Store
from flows.store.documents import CorpusReading, record_reading
from tests.support import PROJECT

_LIVE = """
import sys, time
from pathlib import Path
from flows.store.documents import CorpusReading, record_reading
from flows.store.database import Store
with Store(Path(sys.argv[1])) as store, store.run("ingest mine"):
    print("begun", flush=True)
    time.sleep(60)
"""


def test_a_killed_run_is_distinguished_from_a_running_one(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        process = subprocess.Popen(
            [sys.executable, "-c", _LIVE, str(path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout and process.stdout.readline() == "begun\n"
        assert collect_status(store).runs[0].outcome == "running"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert collect_status(store).runs[0].outcome == "killed"
        with store.run("ingest again"):
            pass
        assert [row.outcome for row in collect_status(store).runs] == ["done", "killed"]
    assert not list(tmp_path.glob("*.lock"))


@pytest.mark.parametrize(
    ("outcome", "good", "schedule", "health"),
    [
        ("done", "2026-03-02T06:00:10+00:00", None, "ok"),
        ("unmet", "", None, "failing"),
        ("failed", "2026-03-01T06:00:10+00:00", None, "failing"),
        (None, None, None, ""),
        ("done", "2026-03-02T06:00:10+00:00", "0 14 * * *", "ok"),  # 14:00 in Shanghai is 06:00 UTC
        ("done", "2026-03-01T06:00:10+00:00", "0 14 * * *", "ok"),  # one run is due, and may be in progress
        ("done", "2026-02-28T06:00:10+00:00", "0 14 * * *", "late"),
    ],
)
def test_health(outcome: str | None, good: str | None, schedule: str | None, health: str) -> None:
    declared = Schedule(cron=schedule, timezone="Asia/Shanghai") if schedule else None
    reading = CorpusReading("c", "", 0, None, outcome, "", good)
    found = judge_health(reading, declared, datetime(2026, 3, 2, 7, tzinfo=UTC))
    assert found.health == health
    assert found.next == ("2026-03-03T06:00+00:00" if schedule else "")
    while_running = judge_health(reading, declared, datetime(2026, 3, 2, 7, tzinfo=UTC), is_running=True)
    assert while_running.health == (health if health != "late" else "ok")


def test_status_reports_the_last_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "corpora" / "mine"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("关于试点的通知\n正文若干。", encoding="utf-8")
    manifest = folder / "source.yml"
    for text, health, good in (
        ("location: a.txt\n", "ok", True),
        ("location: a.txt\nexpect: {minimum_documents: 9}\n", "failing", True),
    ):
        manifest.write_text(text, encoding="utf-8")
        with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
            ingest_manifest(store, run.id, load_manifest(manifest))
            (row,) = collect_status(store, corpora=tmp_path / "corpora").corpora
            assert (row.health, bool(row.good)) == (health, good)
    assert status(store=tmp_path / "s.sqlite") == 0
    assert "mine: failing: mine: 1 document stored, at least 9 expected" in " ".join(
        capsys.readouterr().out.split()
    )


@pytest.mark.parametrize(
    ("good", "missed"), [("2026-03-02T05:00:00+00:00", ["mine"]), ("2026-03-02T06:00:10+00:00", []), ("", [])]
)
def test_corpora_missed_in_a_downtime(tmp_path: Path, good: str, missed: list[str]) -> None:
    """The schedule fires at 14:00 in Shanghai, 06:00 UTC; it is 07:00."""
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        record_reading(store, run.id, "mine", [], {}, outcome="done" if good else "failed")
        store.connection.execute("UPDATE corpus_read SET good = ?, finished = ?", (good, good))
        schedules = {
            "mine": Schedule(cron="0 14 * * *", timezone="Asia/Shanghai"),
            "other": Schedule(cron="* * * * *"),
        }
        assert find_missed(store, schedules, datetime(2026, 3, 2, 7, tzinfo=UTC)) == missed


def test_a_corpus_that_was_served_and_failed_is_not_missed(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        record_reading(store, run.id, "mine", [], {}, outcome="failed")
        store.connection.execute(
            "UPDATE corpus_read SET good = '2026-03-01T06:00:10+00:00', finished = '2026-03-02T06:00:10+00:00'"
        )
        schedules = {"mine": Schedule(cron="0 14 * * *", timezone="Asia/Shanghai")}
        assert find_missed(store, schedules, datetime(2026, 3, 2, 7, tzinfo=UTC)) == []


def _corpus(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    manifest = folder / "source.yml"
    manifest.write_text(text, encoding="utf-8")
    return manifest


@pytest.mark.parametrize(
    ("locale", "failing", "run"),
    [
        ("en", "mine: failing: {reason}; it has never been read well", "run mine: failed: {reason}"),
        ("zh", "mine：出错：{reason}；从未成功读取", "run mine：失败：{reason}"),
    ],
)
def test_a_corpus_that_was_never_read_is_shown_as_failing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], locale: str, failing: str, run: str
) -> None:
    """Its schedule, the reason in one line, and since when; the failed run has the reason as well."""
    manifest = _corpus(tmp_path / "corpora" / "mine", "location: gone\nschedule: {cron: '0 14 * * *'}\n")
    with Store(tmp_path / "s.sqlite") as store:
        with pytest.raises(ConfigurationError), store.run("run mine") as job:
            ingest_manifest(store, job.id, load_manifest(manifest))
        found = collect_status(store, corpora=tmp_path / "corpora")
        (row,) = found.corpora
    assert (row.health, row.outcome, bool(row.next)) == ("failing", "failed", True)
    assert found.runs[0].counts == {} and "gone: no such file or folder" in found.runs[0].why
    choose_terminal_locale(locale)
    try:
        print_status(found.as_dict())
    finally:
        choose_terminal_locale("en")
    said = "".join(capsys.readouterr().out.split())
    values = {"manifest": manifest, "path": manifest.with_name("gone")}
    reason = format_message("pipeline.missing_location", values, locale)
    for line in (failing, run):
        assert "".join(line.format(reason=reason).split()) in said


def test_a_corpus_that_waits_for_its_first_run_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _corpus(tmp_path / "corpora" / "mine", "location: .\nschedule: {cron: '0 14 * * *'}\n")
    with Store(tmp_path / "s.sqlite") as store:
        found = collect_status(store, corpora=tmp_path / "corpora")
        assert [(row.corpus, row.health, bool(row.next)) for row in found.corpora] == [("mine", "", True)]
        assert not found.served
        with hold_serving(store.path):
            assert collect_status(store).served
        assert not collect_status(store).served and not list(tmp_path.glob("*.lock"))
    print_status(found.as_dict())
    assert "no `zhengce serve` is running" in capsys.readouterr().out


def test_an_id_that_two_manifests_have_stops_neither_status_nor_checkup(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "source.yml").write_text("id: same\nlocation: .\n", encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        (row,) = collect_status(store, corpora=tmp_path).corpora
    assert (row.corpus, row.health) == ("same", "failing") and "id: 'same'" in row.why
    (fault,) = check_manifests(tmp_path)
    assert fault.values["corpus"] == "same"


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "mine: failing: the manifest can't be read ({path}:2: schedule.cron"),
        ("zh", "mine：出错：无法读取清单（{path}:2：schedule.cron"),
    ],
)
def test_a_corpus_whose_manifest_cannot_be_read_is_failing_however_it_was_read_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], locale: str, line: str
) -> None:
    manifest = _corpus(tmp_path / "mine", "location: .\nschedule: {cron: '0 24 * * *'}\n")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        record_reading(store, run.id, "mine", [], {}, outcome="done")
        found = collect_status(store, corpora=tmp_path)
    (row,) = found.corpora
    assert (row.health, row.outcome, row.next) == ("failing", "done", "")
    choose_terminal_locale(locale)
    try:
        print_status(found.as_dict())
    finally:
        choose_terminal_locale("en")
    assert "".join(line.format(path=manifest).split()) in "".join(capsys.readouterr().out.split())


def test_the_status_says_that_a_clock_was_ahead(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        with store.run("test"):
            pass
        assert collect_status(store).warnings == []
        store.connection.execute("UPDATE run SET started = '2999-12-31T00:00:00+00:00'")
        found = collect_status(store)
    print_status(found.as_dict())
    assert [warning["code"] for warning in found.warnings] == ["pipeline.doctor_clock"]
    assert "the store's last run began at 2999-12-31T00:00: set the clock" in capsys.readouterr().out
