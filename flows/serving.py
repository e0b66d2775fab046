"""Serving: our own Prefect server if none answers, and a runner that ends when told to."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from flows.errors import ZhengceError, local_message
from flows.output import messages

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

_START_SECONDS = 90
_POLL_SECONDS = 1.0
_LOOK_SECONDS = 60  # between two checks of the manifests
_STOP_SECONDS = 38  # Prefect gives a run 30 to end when asked to


class _Runner(Protocol):
    """The methods of a Prefect runner that are used here."""

    @property
    def started(self) -> bool: ...

    async def start(self) -> None: ...

    async def aadd_deployment(self, deployment: RunnerDeployment) -> object: ...


def run_until_stopped(
    deployments: Sequence[RunnerDeployment],
    missed: Sequence[str],
    server: subprocess.Popen[bytes] | None,
    *,
    is_first: bool = True,
    find_new: Callable[[], Sequence[RunnerDeployment]] = tuple,
) -> None:
    """Execute started runs until Ctrl-C or SIGTERM; return within 40 seconds of it.

    The deployments `missed` run at once. However often a schedule would have fired while nothing was served
    (`is_first`: no other process serves them), its corpus is read once. Once a minute, `find_new` returns
    deployments added or changed meanwhile. A run that does not end in time is abandoned, and `server` is
    stopped. Runs print only the output of their failure hook; Prefect's page has the tracebacks.
    """
    from prefect.deployments import run_deployment
    from prefect.runner import Runner

    class Stoppable(Runner):
        def handle_sigterm(self, *_: object) -> None:
            os.kill(os.getpid(), signal.SIGINT)  # one way to end, whoever requests it

    def give_up() -> None:
        messages.print(local_message("flows.left_running"), markup=False)
        if server:
            server.terminate()
        os._exit(0)

    os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"  # only for the processes of runs
    runner = Stoppable(pause_on_shutdown=False)
    for deployment in deployments:
        runner.add_deployment(deployment)
    scheduled = [deployment.name for deployment in deployments if deployment.schedules]
    late = _forget_late(scheduled) if is_first else []
    for name in sorted({*missed, *late}):
        run_deployment(f"refresh/{name}", timeout=0, as_subflow=False)
    with suppress(KeyboardInterrupt), asyncio.Runner() as loop:
        loop.run(run_to_the_end(runner, give_up, find_new))


def _forget_late(names: Sequence[str]) -> list[str]:
    """Delete the runs that should have started while nothing was served.

    Returns the deployments that had any.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        DeploymentFilter,
        DeploymentFilterName,
        FlowRunFilter,
        FlowRunFilterExpectedStartTime,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType

    found = []
    now = datetime.now(UTC)
    is_late = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=now),  # type: ignore[arg-type]
    )
    with get_client(sync_client=True) as client:
        for name in names:
            only = DeploymentFilter(name=DeploymentFilterName(any_=[name]))
            while late := client.read_flow_runs(deployment_filter=only, flow_run_filter=is_late, limit=100):
                found.append(name)
                for run in late:
                    client.delete_flow_run(run.id)
    return found


async def run_to_the_end(
    runner: _Runner,
    give_up: Callable[[], None],
    find_new: Callable[[], Sequence[RunnerDeployment]] = tuple,
) -> None:
    """Run a Prefect runner until this task is cancelled, then end it.

    `give_up` is called if it does not end, `find_new` once a minute for deployments to add.

    Rarely, a runner continued after it was cancelled while a flow run was closing; the cause is unknown. It
    is cancelled again as long as it reports that it is working.
    """
    work = asyncio.create_task(runner.start())
    look = asyncio.create_task(_add_new(runner, find_new))
    try:
        await asyncio.wait({work})
    except asyncio.CancelledError:
        look.cancel()
        deadline = time.monotonic() + _STOP_SECONDS
        while not work.done() and time.monotonic() < deadline:
            if runner.started:
                work.cancel()
            await asyncio.wait({work}, timeout=_POLL_SECONDS)
        if not work.done():
            give_up()
        raise
    look.cancel()
    await work


async def _add_new(runner: _Runner, find_new: Callable[[], Sequence[RunnerDeployment]]) -> None:
    """Add the results of `find_new` to a runner, until this task is cancelled."""
    from httpx import HTTPError

    waiting: list[RunnerDeployment] = []
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        waiting += await asyncio.to_thread(find_new)
        with suppress(HTTPError):  # if the server does not answer, it is asked again later
            while waiting:
                await runner.aadd_deployment(waiting[0])
                del waiting[0]


@contextmanager
def use_server(port: int, url: str, lock: Path) -> Iterator[subprocess.Popen[bytes] | None]:
    """Use the server at `url` while the block runs, or start one and yield it.

    Servers that begin together start one after the other, by the file `lock`, as those of `zhengce run` do:
    the first creates the database of them all. Raises ZhengceError if the server does not start.
    """
    from filelock import FileLock, Timeout

    if _answers(url):
        yield None
        return
    starting = FileLock(lock)
    with ExitStack() as stack:
        stack.callback(starting.release)
        with suppress(Timeout):  # whoever holds it for so long is stuck
            starting.acquire(timeout=_START_SECONDS)
        process = None if _answers(url) else stack.enter_context(_start(port, url))
        starting.release()
        yield process


@contextmanager
def _start(port: int, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server, and yield it when it answers; end it with the block."""
    messages.print(local_message("flows.starting_server"), markup=False)
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ZhengceError("flows.no_server", port=port, next_port=port + 1)
            time.sleep(0.5)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(url: str) -> bool:
    import httpx

    try:
        return httpx.get(f"{url}/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False
