"""Jobs started from the page: one at a time, each in a separate process, with its progress."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from flows.errors import UsageError
from flows.settings import Settings

_LOCALES = ("en", "zh")
_WORKER = [sys.executable, "-m", "flows.web.adding.worker"]
_KEPT = 20  # finished jobs that can still be viewed
_SLOWEST_START = 1.0  # seconds of a stage before its end is estimated


@dataclass(slots=True)
class Job:
    """A job started from the page, and its progress.

    `state` is running, done or failed. `stage` is the current stage: `done` of `total` steps (0: unknown),
    since `began`. `outcome` is the worker's final report, `error` the message of a failure by language.
    """

    id: str
    kind: str
    title: str
    corpus: str = ""
    state: str = "running"
    stage: str = ""
    done: int = 0
    total: int = 0
    began: float = 0.0
    outcome: Mapping[str, object] = field(default_factory=dict)
    error: dict[str, str] = field(default_factory=dict)

    @property
    def percent(self) -> int | None:
        """The share of the stage that is done, in per cent; None if its size is unknown."""
        return min(100, 100 * self.done // self.total) if self.total else None

    @property
    def seconds_left(self) -> int | None:
        """The estimated time to the end of the stage, by its rate so far; None if unknown."""
        spent = time.monotonic() - self.began
        if not self.total or not self.done or spent < _SLOWEST_START:
            return None
        return round(spent * (self.total - self.done) / self.done)


class Jobs:
    """The jobs of a server: at most one runs, since only one process writes to a store."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    @property
    def all(self) -> list[Job]:
        """All known jobs, newest first."""
        return list(reversed(self._jobs.values()))

    def find(self, identifier: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(identifier)

    def start(
        self,
        kind: str,
        title: str,
        values: Mapping[str, str],
        folder: tempfile.TemporaryDirectory[str] | None = None,
    ) -> Job:
        """Start a job in a separate process; `folder` has its files and is removed at its end.

        Raises UsageError while another job of this server is running.
        """
        with self._lock:
            if any(job.state == "running" for job in self._jobs.values()):
                raise UsageError("web.job_running")
            job = Job(token_hex(6), kind, title, values.get("corpus", ""), began=time.monotonic())
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.pop(next(iter(self._jobs)))
        task = {"kind": kind, "store": str(self._settings.store), **values}
        if folder:
            task["folder"] = folder.name
        threading.Thread(target=_follow, args=(job, task, folder), daemon=True).start()
        return job


def _follow(job: Job, task: Mapping[str, str], folder: tempfile.TemporaryDirectory[str] | None) -> None:
    """Run the worker and record its output."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        try:
            worker = subprocess.Popen(
                _WORKER,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                encoding="utf-8",
            )
            assert worker.stdin and worker.stdout
            with worker, worker.stdin, worker.stdout:
                json.dump(dict(task), worker.stdin)
                worker.stdin.close()
                for line in worker.stdout:
                    _take_down(job, line)
        except OSError as error:
            job.error = dict.fromkeys(_LOCALES, str(error))
        if not job.outcome and not job.error:
            complaints.seek(0)
            last = complaints.read().strip().rpartition("\n")[2]
            job.error = _explain_end(last)
    if folder:
        folder.cleanup()
    job.state = "failed" if job.error else "done"


def _explain_end(last: str) -> dict[str, str]:
    """Return the error of a worker that ended without an outcome: its last line of output, if any."""
    if last:
        return dict.fromkeys(_LOCALES, last)
    stopped = UsageError("web.job_stopped")
    return {locale: stopped.message(locale, for_page=True) for locale in _LOCALES}


def _take_down(job: Job, line: str) -> None:
    """Record a line of the worker's output; unknown output is ignored."""
    try:
        said = json.loads(line)
    except ValueError:
        return
    if not isinstance(said, dict):
        return
    if "stage" in said:
        if said["stage"] != job.stage:
            job.stage, job.began = said["stage"], time.monotonic()
        job.done, job.total = said["done"], said["total"]
    job.outcome = said.get("outcome", job.outcome)
    job.error = said.get("error", job.error)
