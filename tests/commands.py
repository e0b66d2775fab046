"""Commands of zhengce as a shell runs them, each in a process that has its libraries loaded (tests/fast_commands.py)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from filelock import FileLock

from tests.fast_commands import send
from tests.support import MODELS, PROJECT

SERVER = PROJECT / "tests" / "fast_commands.py"


def run_zhengce(
    *words: str,
    cwd: Path | None = None,
    given: str | bytes = b"",
    columns: int = 120,
    settings: Mapping[str, Path] = {},
    mounts: int = 0,
) -> subprocess.CompletedProcess[str]:
    """Run a command with `given` as its standard input, on a terminal of this many columns.

    `settings` are environment variables: `{"ZHENGCE_STORE": path}`. `mounts` is a process whose mounts
    the command sees.
    """
    named = {name: str(path) for name, path in {"ZHENGCE_MODELS": MODELS, **settings}.items()}
    environment = environment_of({"COLUMNS": str(columns), **named})
    data = given.encode() if isinstance(given, str) else given
    with tempfile.TemporaryFile() as read, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        read.write(data)
        read.seek(0)
        files = [stream.fileno() for stream in (read, out, err)]
        code = send(start_commands(), list(words), str(cwd or Path.cwd()), environment, files, mounts)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(words, code, out.read().decode(), err.read().decode())


def environment_of(variables: dict[str, str]) -> dict[str, str]:
    """Return the environment of a command, with only these settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZHENGCE_", "PREFECT_"))
    }
    return kept | {"PYTHONPATH": str(PROJECT), "LINES": "40", "PYTHONIOENCODING": "utf-8"} | variables


@cache
def start_commands() -> str:
    """Return the address of a process that runs commands, shared by all processes of a test run.

    It ends with the test run.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    owner = os.getppid() if run else os.getpid()
    folder = Path(tempfile.gettempdir()) / f"zhengce-commands-{run or owner}"
    folder.mkdir(exist_ok=True)
    address = folder / "socket"
    with FileLock(folder / "lock"):
        if not address.exists():
            server = subprocess.Popen(
                [sys.executable, str(SERVER), "serve", str(address), str(owner)],
                env=environment_of({"COLUMNS": "100"}),
                stdout=subprocess.PIPE,
                text=True,
            )
            assert server.stdout and server.stdout.readline() == "ready\n"
    return str(address)
