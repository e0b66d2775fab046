"""Schedules on a real Prefect server: one fires, goes on after a restart of the server, a failing source tells once; minutes long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from flows.store import recent_runs
from flows.store.database import Store
from tests.flow_runs.serving import environment, free_port
from tests.receiving import receive_messages

_EVERY_MINUTE = "schedule: {cron: '* * * * *', timezone: Asia/Shanghai}\n"


def main() -> None:
    """Serve a working and a failing corpus for some minutes, stopping and starting in between.

    Print the runs and the notices.
    """
    with tempfile.TemporaryDirectory() as name, receive_messages() as (address, received):
        folder = Path(name)
        for corpus, manifest in (
            ("good", "location: texts\n"),
            ("bad", "location: texts\nexpect: {minimum_documents: 10}\n"),
        ):
            (folder / "corpora" / corpus / "texts").mkdir(parents=True)
            (folder / "corpora" / corpus / "texts" / "a.txt").write_text(
                "关于试点的通知\n采购自主可控产品。\n2021年3月1日", encoding="utf-8"
            )
            (folder / "corpora" / corpus / "source.yml").write_text(
                manifest + _EVERY_MINUTE, encoding="utf-8"
            )
        port, store = free_port(), folder / "outputs" / "zhengce.sqlite"
        for part in ("first start", "after a restart"):
            before = _ended(store)
            process = subprocess.Popen(
                [sys.executable, "-m", "flows.cli", "serve", "--port", str(port)],
                cwd=folder,
                start_new_session=True,
                env=environment() | {"ZHENGCE_NOTIFY": address},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            began = time.monotonic()
            while (
                time.monotonic() - began < 240
                and min(
                    (_ended(store) - before).get(key, 0)
                    for key in (("run good", "done"), ("run bad", "failed"))
                )
                < 1
            ):
                time.sleep(1)
            waited = time.monotonic() - began
            time.sleep(10)  # a run's process reports its failure after the run has ended in the store
            asked = time.monotonic()
            os.kill(process.pid, signal.SIGINT)
            process.wait(90)
            print(
                f"{part}: {dict(_ended(store) - before)} within {waited:.0f} s; ended {time.monotonic() - asked:.0f} s after Ctrl-C, code {process.returncode}"
            )
        failed = sum(number for (command, outcome), number in _ended(store).items() if outcome == "failed")
        print(f"{failed} failed runs, {len(received)} notices: {[message['title'] for message in received]}")


def _ended(path: Path) -> Counter[tuple[str, str]]:
    if not path.is_file():
        return Counter()
    with Store(path) as store:
        return Counter((entry.command, entry.outcome) for entry in recent_runs(store, 1000) if entry.finished)


if __name__ == "__main__":
    main()
