"""A server of schedules that waits for its minute while other tests run."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.store import recent_runs
from flows.store.database import Store
from tests.commands import environment_of
from tests.support import MODELS

LONGEST = 480  # seconds until a scheduled run is done


class Serving:
    """A running `zhengce serve` over the folder of a corpus `mine` with a schedule.

    A thread stops it as soon as its scheduled run is done: an idle server takes a twentieth of a processor.
    """

    def __init__(self, process: subprocess.Popen[str], store: Path) -> None:
        self.process = process
        self.store = store
        self.has_run = False
        self.output = ""
        self._watching = threading.Thread(target=self._stop_after_run, daemon=True)
        self._watching.start()

    def wait(self) -> None:
        """Wait until the server has ended."""
        self._watching.join()

    def _stop_after_run(self) -> None:
        """Wait for the scheduled run; then send a signal only to the server, while the process of the run is ending."""
        deadline = time.monotonic() + LONGEST
        while self.process.poll() is None and time.monotonic() < deadline and not self._is_done():
            time.sleep(1)
        self.has_run = self._is_done()
        self.output = self._stop()

    def _is_done(self) -> bool:
        if not self.store.is_file():
            return False
        with Store(self.store) as store:
            return any(run.command == "run mine" and run.outcome == "done" for run in recent_runs(store))

    def _stop(self) -> str:
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.communicate(timeout=75)[0]
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            return self.process.communicate()[0]


@contextmanager
def serve_schedules(folder: Path) -> Iterator[Serving]:
    """Run `zhengce serve` with a schedule that fires at the first full minute at least 45 seconds from now.

    If the server takes longer to start, it fires four minutes later, and not in between: each run takes CPU from
    other tests. It is started with SIGINT ignored, as a shell starts background processes.
    """
    ready = datetime.now(UTC) + timedelta(seconds=45)
    minutes = sorted((ready + timedelta(minutes=later)).minute for later in (1, 5))
    cron = f"{minutes[0]},{minutes[1]} * * * *"
    make_corpus(folder, f"location: texts\nschedule: {{cron: '{cron}', timezone: Asia/Shanghai}}\n")
    break_manifest(folder)
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
    serving = Serving(process, folder / "outputs" / "zhengce.sqlite")
    try:
        yield serving
    finally:
        if process.poll() is None:  # no test has waited for it
            os.killpg(process.pid, signal.SIGKILL)


def environment() -> dict[str, str]:
    """Return the environment of a zhengce process with the models of the project."""
    return environment_of({"ZHENGCE_MODELS": str(MODELS), "COLUMNS": "120"})


def free_port() -> int:
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def make_corpus(folder: Path, manifest: str) -> None:
    """Create a corpus `mine` of three short texts with this manifest."""
    texts = folder / "corpora" / "mine" / "texts"
    texts.mkdir(parents=True)
    for number in range(3):
        text = f"关于第{number}批小巨人企业的通知\n采购自主可控产品{number}件。\n2021年3月{number + 1}日"
        (texts / f"{number}.txt").write_text(text, encoding="utf-8")
    texts.with_name("source.yml").write_text(manifest, encoding="utf-8")


def break_manifest(folder: Path) -> Path:
    """Write a corpus with a wrong schedule; return its manifest."""
    path = folder / "corpora" / "typo" / "source.yml"
    path.parent.mkdir()
    path.write_text("location: .\nschedule: {cron: '0 24 * * *'}\n", encoding="utf-8")
    return path
