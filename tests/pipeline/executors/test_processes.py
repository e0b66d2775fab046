"""Worker processes of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.support import PROJECT

_STOPPED = """
import signal, sys, time
from flows.pipeline.executors.processes import run_in_processes

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without it

def wait(seconds):
    print("working", flush=True)
    time.sleep(seconds)

try:
    for _ in run_in_processes(wait, [(number, 0.5) for number in range(100)], 2):
        pass
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes")
def test_workers_say_nothing_when_a_run_is_stopped() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _STOPPED],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout and process.stdout.readline() == "working\n"
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does
        printed, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, "")
    assert printed.count("working") < 10
