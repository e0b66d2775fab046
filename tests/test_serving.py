"""Ending `zhengce serve`: a cancellation that the runner loses is asked for again, and there is an end to waiting."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from flows import serving
from tests.support import wait_for


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_POLL_SECONDS", 0.02)


class Runner:
    """Works until it is cancelled `deaf` + 1 times, as Prefect's does where a run is closing."""

    def __init__(self, deaf: int) -> None:
        self.deaf, self.started, self.cancelled = deaf, True, 0

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
