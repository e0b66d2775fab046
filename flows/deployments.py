"""Schedules: a deployment a manifest, run by a real Prefect server (the ephemeral one never fires a schedule)."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from flows.corpus import Manifest
from flows.errors import UsageError, ZhengceError
from flows.output import messages
from flows.pipeline import choose_manifests, find_missed
from flows.settings import Settings, export_settings, prepare_prefect
from flows.store import Store

_START_SECONDS = 90
_ASK_SECONDS = 1.0  # between two askings
_STOP_SECONDS = 38  # Prefect gives a run 30 to end when asked to


def serve_schedules(settings: Settings, port: int) -> int:
    """Register a deployment for each manifest with a schedule and run them until stopped.

    A server that answers on `port` is used; otherwise one is started and stopped with this command. The schedules stay on in
    the server's database either way. Raises UsageError where no manifest has a schedule.
    """
    manifests = [manifest for manifest in choose_manifests(settings.corpora_folder, []) if manifest.schedule]
    if not manifests:
        raise UsageError(
            f"{settings.corpora_folder}: no source.yml there has a schedule (schedule: {{cron: '0 7 * * 1', timezone: Asia/Shanghai}})"
        )
    prepare_prefect(settings)
    export_settings(settings)
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # a shell starts what it puts in the background with SIGINT ignored
        signal.signal(number, signal.default_int_handler)
    url = f"http://127.0.0.1:{port}/api"
    os.environ["PREFECT_API_URL"] = url
    with _server(port, url) as server:
        deployments = [_deployment(manifest, settings) for manifest in manifests]
        for manifest in manifests:
            assert manifest.schedule
            messages.print(
                f"{manifest.id}: {manifest.schedule.cron} ({manifest.schedule.timezone})", markup=False
            )
        messages.print(
            f"serving {len(manifests)} schedule{'s' * (len(manifests) > 1)}; runs are shown at http://127.0.0.1:{port}; Ctrl-C stops, the schedules stay on"
        )

        def give_up() -> None:
            messages.print("stopped; a run did not end in time and is left to itself; the schedules stay on")
            if server:
                server.terminate()
            os._exit(0)

        missed = _missed(settings, manifests)
        if missed:
            messages.print(f"missed while nothing was served, read now: {', '.join(missed)}", markup=False)
        _run_until_stopped(deployments, missed, give_up)
    messages.print("stopped; the schedules stay on and go on with the next `zhengce serve`")
    return 0


def _deployment(manifest: Manifest, settings: Settings) -> Any:
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.refresh import refresh

    assert manifest.schedule
    return refresh.to_deployment(
        name=manifest.id,
        schedule=Cron(manifest.schedule.cron, timezone=manifest.schedule.timezone),
        parameters={"corpora": [manifest.id], "store": str(settings.store.resolve())},
        description=manifest.title or manifest.id,
        entrypoint_type=EntrypointType.MODULE_PATH,
        tags=["zhengce"],
    )


def _missed(settings: Settings, manifests: list[Manifest]) -> list[str]:
    if not settings.store.is_file():
        return []
    with Store(settings.store) as store:
        schedules = {manifest.id: manifest.schedule for manifest in manifests if manifest.schedule}
        return find_missed(store, schedules, datetime.now(UTC))


def _run_until_stopped(deployments: list[Any], missed: list[str], give_up: Callable[[], None]) -> None:
    """Run what the schedules start until Ctrl-C or SIGTERM; returns within 40 seconds of it. `missed` are run at once.

    However often a schedule would have fired in a downtime, its corpus is read once.
    """
    from prefect.deployments import run_deployment
    from prefect.runner import Runner

    class Stoppable(Runner):
        def handle_sigterm(self, *_: Any) -> None:
            os.kill(os.getpid(), signal.SIGINT)  # one way to end, whoever asks

    runner = Stoppable(pause_on_shutdown=False)
    for deployment in deployments:
        runner.add_deployment(deployment)
    for name in sorted({*missed, *_forget_late([deployment.name for deployment in deployments])}):
        run_deployment(f"refresh/{name}", timeout=0, as_subflow=False)
    with suppress(KeyboardInterrupt), asyncio.Runner() as loop:
        loop.run(_start(runner, give_up))


def _forget_late(names: list[str]) -> list[str]:
    """Delete the runs that should have begun while nothing was served; returns the deployments that had such."""
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
    is_late = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),  # type: ignore[arg-type]
    )
    with get_client(sync_client=True) as client:
        for name in names:
            only = DeploymentFilter(name=DeploymentFilterName(any_=[name]))
            while late := client.read_flow_runs(deployment_filter=only, flow_run_filter=is_late, limit=100):
                found.append(name)
                for run in late:
                    client.delete_flow_run(run.id)
    return found


async def _start(runner: Any, give_up: Callable[[], None]) -> None:
    """Run a Prefect runner until this task is cancelled, and end it then; `give_up` is called where it does not end.

    A runner has been seen, rarely, to go on after it was asked to end while a flow run was closing; why is not known. It is asked
    again as long as it says that it is at work.
    """
    work = asyncio.create_task(runner.start())
    try:
        await asyncio.wait({work})
    except asyncio.CancelledError:
        deadline = time.monotonic() + _STOP_SECONDS
        while not work.done() and time.monotonic() < deadline:
            if runner.started:
                work.cancel()
            await asyncio.wait({work}, timeout=_ASK_SECONDS)
        if not work.done():
            give_up()
        raise
    await work


@contextmanager
def _server(port: int, url: str) -> Iterator[subprocess.Popen[bytes] | None]:
    """Use the server at `url`, or start one, which is yielded, for as long as the block runs."""
    if _answers(url):
        yield None
        return
    messages.print("starting the Prefect server (about 15 seconds)")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ZhengceError(
                    f"the Prefect server did not start on port {port}; is the port taken? try --port {port + 1}"
                )
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
