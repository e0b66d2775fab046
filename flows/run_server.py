"""The Prefect server of one run, in a process of its own that loads while the run itself loads.

Prefect can start a server by itself, but only when the flow begins, and it then imports the whole server into
the process of the run, too. Run as a program, this module is the server.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from flows.errors import ZhengceError
from flows.settings import Settings, has_prefect_choice, point_prefect_to, prepare_prefect
from flows.text import lazy_pattern

_START_SECONDS = 180  # eight alone; twice that for the first run of a folder, which creates the database
_STOP_SECONDS = 5
_ERROR = lazy_pattern(r"^[\w.]*(?:Error|Exception): .+", re.MULTILINE)


class RunServer:
    """A server that is starting or running; without a process, the one that Prefect finds or starts."""

    def __init__(
        self, process: subprocess.Popen[str] | None = None, complaints: IO[str] | None = None
    ) -> None:
        self._process = process
        self._complaints = complaints
        self._url = ""
        self._is_up = False

    def announce(self) -> None:
        """Let Prefect use the server; call it before importing Prefect."""
        if self._process is not None:
            assert self._process.stdout
            port = self._process.stdout.readline().strip()
            self._url = f"http://127.0.0.1:{port}/api"
            point_prefect_to(self._url)

    def wait(self) -> None:
        """Wait until the server answers.

        Raises ZhengceError, with the server's last complaint, if it has ended or does not answer.
        """
        if self._process is None:
            return
        import httpx

        try:
            # It listens from the beginning and answers when it has loaded.
            httpx.get(f"{self._url}/health", timeout=_START_SECONDS).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = f"{self._complaint() or error}".rstrip(".")
            raise ZhengceError("flows.run_server_failed", reason=reason) from error
        self._is_up = True

    def stop(self) -> None:
        """Ask the server to end, and end it if it does not.

        A server that is still loading ends by itself: it may be creating its database, half of which would
        break later runs.
        """
        if self._process is None:
            return
        point_prefect_to("")
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        if not self._is_up:
            return
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _complaint(self) -> str:
        """Return the last error of a traceback that the server wrote, else its last line, or ""."""
        assert self._complaints
        self._complaints.seek(0)
        written = self._complaints.read().strip()
        errors: list[str] = _ERROR.findall(written)
        return errors[-1] if errors else written.rpartition("\n")[2]


@contextmanager
def start_server(settings: Settings) -> Iterator[RunServer]:
    """Start a server for the flow runs of this process, unless Prefect is told of another one.

    It ends with the block, and if this process is killed. Where there is no folder of manifests nothing is
    started, as the run will only say so.
    """
    if not settings.corpora_folder.is_dir():
        yield RunServer()
        return
    has_choice = has_prefect_choice()
    home = prepare_prefect(settings, log_level="CRITICAL")  # failures of a run are printed in one line
    if has_choice:
        yield RunServer()
        return
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.run_server", str(home / "starting.lock")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,  # Ctrl-C is for the run, which then ends the server
        )
        server = RunServer(process, complaints)
        try:
            yield server
        finally:
            server.stop()


def _serve() -> None:
    """Answer on a free port, whose number is printed first, until standard input ends.

    Servers of runs that begin together start one after the other: the first creates the database of them all.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    import uvicorn
    from filelock import FileLock
    from prefect.server.api.server import create_app

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            with FileLock(sys.argv[1]):
                await super().startup(sockets)

    config = uvicorn.Config(create_app(ephemeral=True, final=True), log_level="error", access_log=False)
    server = Server(config)

    def end_with_run() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=end_with_run, daemon=True).start()
    server.run(sockets=[listening])
    os._exit(0)  # taking Python down would take another second


if __name__ == "__main__":
    _serve()
