"""The Prefect server of one run: how it starts and ends. The main job (test_flows.py) runs on a real one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import ZhengceError
from flows.run_server import RunServer, start_server
from flows.settings import Settings

# Modules in place of the libraries, which take seconds to load.
APPLICATION = "def create_app(**options):\n    return options\n"
UVICORN = """
import asyncio
import time
from pathlib import Path

def Config(app, **options):
    return app

class Server:
    should_exit = False

    def __init__(self, config):
        assert config == {"ephemeral": True, "final": True}

    async def startup(self, sockets):
        LOADING

    def run(self, sockets):
        asyncio.run(self.startup(sockets))
        while not self.should_exit:
            time.sleep(0.01)
        Path("ended").touch()
"""
FAILING = """
import traceback
try:
    raise OSError("disk full")
except OSError:
    traceback.print_exc()
raise SystemExit("ERROR:    Application startup failed.")
"""
ANSWER = "sockets[0].accept()[0].sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n{}')"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings of a folder with manifests; the environment, which a server changes, is put back."""
    before = dict(os.environ)
    forget_prefect()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpora").mkdir()
    yield Settings(corpora=tmp_path / "corpora", state=tmp_path / "state", store=tmp_path / "a.sqlite")
    os.environ.clear()
    os.environ.update(before)


def forget_prefect() -> None:
    """Leave no variable of Prefect in the environment, as in a process that has just begun."""
    for name in list(os.environ):
        if name.startswith("PREFECT_"):
            del os.environ[name]


def stand_in(folder: Path, uvicorn: str) -> None:
    """Let programs started from now on find these modules first."""
    path = folder / "modules" / "prefect" / "server" / "api" / "server.py"
    path.parent.mkdir(parents=True)
    for package in ("prefect", "prefect/server", "prefect/server/api"):
        (folder / "modules" / package / "__init__.py").touch()
    path.write_text(APPLICATION, encoding="utf-8")
    (folder / "modules" / "uvicorn.py").write_text(uvicorn, encoding="utf-8")
    os.environ["PYTHONPATH"] = os.pathsep.join((str(folder / "modules"), os.environ.get("PYTHONPATH", "")))


def process_of(server: RunServer) -> subprocess.Popen[str]:
    process = server._process
    assert process is not None
    return process


def test_it_is_used_when_it_answers_and_ends_with_the_block(settings: Settings, tmp_path: Path) -> None:
    stand_in(tmp_path, UVICORN.replace("LOADING", ANSWER))
    with start_server(settings) as server:
        server.announce()
        assert os.environ["PREFECT_API_URL"].startswith("http://127.0.0.1:")
        server.wait()
        process = process_of(server)
        assert process.poll() is None
    assert process.returncode == 0 and "PREFECT_API_URL" not in os.environ


def test_one_that_does_not_start_is_told_in_one_line(settings: Settings, tmp_path: Path) -> None:
    stand_in(tmp_path, FAILING)
    with (
        start_server(settings) as server,
        pytest.raises(ZhengceError, match=r"Prefect did not start: OSError: disk full\. Try again"),
    ):
        server.announce()
        server.wait()


def test_one_that_is_loading_is_left_to_end_by_itself(settings: Settings, tmp_path: Path) -> None:
    """A mistake in a manifest ends the run while the server may be writing the tables of its database."""
    stand_in(tmp_path, UVICORN.replace("LOADING", "time.sleep(0.2)"))
    with start_server(settings) as server:
        server.announce()
        process = process_of(server)
    assert process.poll() is None
    assert process.wait(30) == 0 and (tmp_path / "ended").exists()


def test_two_that_begin_together_start_one_after_the_other(settings: Settings, tmp_path: Path) -> None:
    """Both would create the same database."""
    at_work = "Path('alone').mkdir(); time.sleep(0.3); Path('alone').rmdir()"
    stand_in(tmp_path, UVICORN.replace("LOADING", at_work))
    with start_server(settings) as first:
        forget_prefect()
        with start_server(settings) as second:
            first.announce()
            second.announce()
            processes = [process_of(server) for server in (first, second)]
    assert [process.wait(30) for process in processes] == [0, 0]


@pytest.mark.parametrize(
    ("name", "value"),
    [("PREFECT_API_URL", "http://127.0.0.1:9/api"), ("PREFECT_HOME", "home"), ("PREFECT_PROFILE", "mine")],
)
def test_none_is_started_beside_the_users_own(settings: Settings, name: str, value: str) -> None:
    os.environ[name] = value
    with start_server(settings) as server:
        server.announce()
        server.wait()
        assert server._process is None and os.environ[name] == value


def test_none_is_started_without_manifests(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "corpora").rmdir()
    with start_server(settings) as server:
        assert server._process is None
    assert list(tmp_path.iterdir()) == []
