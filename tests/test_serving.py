"""Ending `zhengce serve`: a cancellation that the runner misses is requested again, and waiting has a limit."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from filelock import FileLock

from flows import serving
from flows.deployments import _Looking, build_deployments
from flows.pipeline import choose_manifests
from flows.settings import read_settings
from tests.support import wait_for


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_POLL_SECONDS", 0.02)


class Runner:
    """Works until cancelled `deaf` + 1 times, like Prefect's runner while a run is closing."""

    def __init__(self, deaf: int) -> None:
        self.deaf, self.started, self.cancelled = deaf, True, 0
        self.added: list[object] = []
        self.refusals: list[Exception] = []

    async def aadd_deployment(self, deployment: object) -> None:
        if self.refusals:
            raise self.refusals.pop()
        self.added.append(deployment)

    async def start(self) -> None:
        while True:
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                self.cancelled += 1
                if self.cancelled > self.deaf:
                    self.started = False
                    raise


def stop(runner: Runner) -> list[str]:
    given_up: list[str] = []

    async def main() -> None:
        task = asyncio.create_task(serving.run_to_the_end(runner, lambda: given_up.append("given up")))
        await asyncio.sleep(0.01)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        for left in asyncio.all_tasks() - {asyncio.current_task()}:
            runner.deaf = 0
            left.cancel()

    wait_for(main())
    return given_up


def test_a_lost_cancellation_is_repeated() -> None:
    runner = Runner(deaf=1)
    assert stop(runner) == [] and runner.cancelled == 2


def test_a_runner_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_STOP_SECONDS", 0.05)
    assert stop(Runner(deaf=99)) == ["given up"]


def test_what_is_added_meanwhile_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_LOOK_SECONDS", 0.01)
    found = iter([[], ["one"], ["two", "three"]])
    runner = Runner(deaf=0)
    runner.refusals = [httpx.ConnectError("away")]

    async def main() -> None:
        looking = serving.run_to_the_end(runner, lambda: None, lambda: next(found, []))  # type: ignore[arg-type]
        task = asyncio.create_task(looking)
        while len(runner.added) < 3:
            await asyncio.sleep(0.01)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    wait_for(main())
    assert runner.added == ["one", "two", "three"]


def test_deployments_are_made_beside_a_running_loop(tmp_path: Path) -> None:
    async def build() -> set[str]:
        return {one.name for one in build_deployments(read_settings(tmp_path / "x.sqlite"), [])}

    assert wait_for(build()) == {"on-demand"}


MANIFEST = "title: T\nlocation: texts\nschedule: {{cron: '{cron}', timezone: UTC}}\n"


def test_a_mended_manifest_and_another_schedule_are_found_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpora = tmp_path / "corpora"
    for name, text in (
        ("first", MANIFEST.format(cron="0 7 * * *")),
        ("broken", "schedule: 5\n"),
        ("plain", "title: T\nlocation: texts\n"),
    ):
        (corpora / name).mkdir(parents=True)
        (corpora / name / "source.yml").write_text(text, encoding="utf-8")
    settings = replace(read_settings(tmp_path / "x.sqlite"), corpora=corpora)
    looking = _Looking(settings, choose_manifests(corpora, ["first"]))
    assert looking.find_new() == []
    (corpora / "broken" / "source.yml").write_text(MANIFEST.format(cron="5 8 * * *"), encoding="utf-8")
    assert [one.name for one in looking.find_new()] == ["broken"]
    assert looking.find_new() == []
    (corpora / "first" / "source.yml").write_text(MANIFEST.format(cron="0 9 * * *"), encoding="utf-8")
    (changed,) = looking.find_new()
    assert (changed.name, changed.schedules[0].schedule.cron) == ("first", "0 9 * * *")  # type: ignore[union-attr,index]
    for name in ("first", "broken", "plain"):
        (corpora / name / "source.yml").write_text("schedule: 5\n", encoding="utf-8")
    assert looking.find_new() == []
    assert "broken: 5 8 * * * (UTC)" in capsys.readouterr().err


def test_a_server_starts_after_one_that_is_starting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check that `zhengce serve` waits for the server of `zhengce run`, which may be creating the database."""
    lock, began = tmp_path / "starting.lock", threading.Event()
    answering = False
    monkeypatch.setattr(serving, "_answers", lambda _: answering)

    def use() -> None:
        with serving.use_server(4200, "http://127.0.0.1:4200/api", lock) as process:
            assert process is None
            began.set()

    with FileLock(lock):
        thread = threading.Thread(target=use)
        thread.start()
        assert not began.wait(0.3)
        answering = True
    assert began.wait(10)
    thread.join()
