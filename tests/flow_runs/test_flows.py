"""The flows under Prefect: the main job, its artifact, its failures, and a schedule that fires."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.cli.running import run_refresh
from flows.errors import ZhengceError
from flows.settings import Settings
from flows.store import recent_runs
from flows.store.database import Store
from tests.commands import environment_of, run_zhengce
from tests.support import MODELS, PROJECT


def environment() -> dict[str, str]:
    return environment_of({"ZHENGCE_MODELS": str(MODELS), "COLUMNS": "120"})


def _corpus(folder: Path, manifest: str) -> None:
    (folder / "corpora" / "mine" / "texts").mkdir(parents=True)
    for number in range(3):
        text = f"关于第{number}批小巨人企业的通知\n采购自主可控产品{number}件。\n2021年3月{number + 1}日"
        (folder / "corpora" / "mine" / "texts" / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "corpora" / "mine" / "source.yml").write_text(manifest, encoding="utf-8")


def test_a_server_that_does_not_start_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As Prefect raises it, outside the flow; its own waiting is not tested here."""
    import flows.refresh

    def never_started(*arguments: object, **options: object) -> None:
        raise RuntimeError("Timed out.")

    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setattr(flows.refresh, "refresh", never_started)
    settings = Settings(
        corpora=PROJECT / "corpora", models=MODELS, state=tmp_path, store=tmp_path / "a.sqlite"
    )
    with pytest.raises(ZhengceError, match="Prefect did not start: Timed out"):
        run_refresh(settings, ["sample"], quiet=True)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_the_main_job_by_command_and_by_schedule(tmp_path: Path) -> None:
    """The command line does the job twice while a server of schedules waits for its minute, each in a folder of its own."""
    with _serving(tmp_path / "scheduled") as fired:
        _check_main_job(tmp_path / "by hand")
        assert fired(240)


@contextmanager
def _serving(folder: Path) -> Iterator[Callable[[float], bool]]:
    """Run `zhengce serve` with a cron line of every minute.

    Yields what waits for a scheduled run, at most so many seconds.

    Started with SIGINT ignored, as a shell starts what it puts in the background, and stopped by a signal to
    it alone while the run's own process is ending: it says that the schedules stay on, and ends well.
    """
    _corpus(folder, "location: texts\nschedule: {cron: '* * * * *', timezone: Asia/Shanghai}\n")
    _break_manifest(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "serve", "--port", str(free_port())],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield lambda seconds: _wait_for_run(folder / "outputs" / "zhengce.sqlite", seconds)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            said, _ = process.communicate(timeout=75)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said, _ = process.communicate()
    assert "the schedules stay on" in said and "Traceback" not in said, said
    assert said.count("typo: the run failed: ") == 1 and "cron" in said, said
    assert process.returncode == 0


def _break_manifest(folder: Path) -> Path:
    """Write a corpus whose schedule is wrong; return its manifest."""
    path = folder / "corpora" / "typo" / "source.yml"
    path.parent.mkdir()
    path.write_text("location: .\nschedule: {cron: '0 24 * * *'}\n", encoding="utf-8")
    return path


def _check_main_job(folder: Path) -> None:
    """Check two runs. The first misses an expectation and can't read two other corpora.

    It fails for both at the end, with everything stored and written. The second is content.
    """
    _corpus(folder, "location: texts\nexpect: {minimum_documents: 10}\n")
    lost = folder / "corpora" / "lost" / "source.yml"
    lost.parent.mkdir()
    lost.write_text("location: away\n", encoding="utf-8")
    typo = _break_manifest(folder)
    first = run_zhengce("run", cwd=folder)
    assert first.returncode == 1 and "Traceback" not in first.stderr
    told = " ".join(first.stderr.split())
    assert "not read: lost: " in told and "at least 10 expected" in told
    assert told.count("typo: ") == 1 and "cron" in told
    lost.unlink()
    typo.unlink()
    outputs = folder / "outputs"
    names = ("zhengce.sqlite", "documents.csv", "passages.csv", "mentions.csv", "trends.csv", "trends.svg")
    assert all((outputs / name).is_file() for name in names)
    times = {name: (outputs / name).stat().st_mtime_ns for name in names if name != "zhengce.sqlite"}
    with Store(outputs / "zhengce.sqlite") as store:
        assert store.value("SELECT count(*) FROM document") == 3
        assert (
            store.value("SELECT count(*) FROM document_signature WHERE clustered") == 3
        )  # compared for reprints
    (folder / "corpora" / "mine" / "source.yml").write_text("location: texts\n", encoding="utf-8")
    second = run_zhengce("run", cwd=folder)
    assert second.returncode == 0 and "Traceback" not in second.stderr
    assert "nothing new" in second.stdout and "try:" in second.stdout
    assert times == {name: (outputs / name).stat().st_mtime_ns for name in times}
    with Store(outputs / "zhengce.sqlite") as store:
        assert [entry.outcome for entry in recent_runs(store)] == ["done", "failed"]


def _wait_for_run(path: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if path.is_file():
            with Store(path) as store:
                if any(
                    entry.command == "run mine" and entry.outcome == "done" for entry in recent_runs(store)
                ):
                    return True
        time.sleep(1)
    return False
