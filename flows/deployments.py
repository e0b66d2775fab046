"""Deployments: the flows as Prefect lists them, one schedule per manifest, run by a real server.

Every flow has a deployment `NAME/on-demand`, to start from Prefect's page or by `prefect deployment run`. A
manifest with a schedule also has `refresh/ID`. The server that Prefect starts by itself for a single run
never fires a schedule.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flows.corpus import Manifest
from flows.errors import ZhengceError, local_message
from flows.failure_notices import print_failure, send_failure
from flows.output import messages
from flows.pipeline import choose_manifests, find_missed, unread_manifests
from flows.serving import run_until_stopped, use_server
from flows.settings import Settings, export_settings, prepare_prefect
from flows.store import Store, hold_serving, is_served

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

ON_DEMAND = "on-demand"


def serve_deployments(settings: Settings, port: int) -> int:
    """Register every deployment and execute runs, scheduled or started by hand, until stopped.

    Returns the exit code.

    A manifest that can't be read is reported, and the others are served. A manifest repaired, added or
    rescheduled meanwhile is served within a minute.

    A server that answers on `port` is used; otherwise one is started and stopped with this command. Schedules
    stay on in the server's database either way. Raises ZhengceError if the server does not start.
    """
    manifests = choose_manifests(settings.corpora_folder, [])
    scheduled = [manifest for manifest in manifests if manifest.schedule]
    _report_unread(settings)
    home = prepare_prefect(settings)
    export_settings(settings)
    for number in (signal.SIGINT, signal.SIGTERM):  # shells start background jobs with SIGINT ignored
        signal.signal(number, signal.default_int_handler)
    url = f"http://127.0.0.1:{port}/api"
    os.environ["PREFECT_API_URL"] = url
    others = is_served(settings.store)  # whose schedules have fired all along
    with hold_serving(settings.store), use_server(port, url, home / "starting.lock") as server:
        deployments = build_deployments(settings, scheduled)
        _announce(scheduled, port)
        missed = [] if others else _find_missed(settings, scheduled)
        if missed:
            messages.print(local_message("flows.missed", corpora=missed), markup=False)
        find_new = _Looking(settings, scheduled).find_new
        run_until_stopped(deployments, missed, server, is_first=not others, find_new=find_new)
    messages.print(local_message("flows.served"), markup=False)
    return 0


def _report_unread(settings: Settings) -> None:
    """Report each manifest that can't be read, like a failed run; the others are served."""
    for corpus, error in unread_manifests(settings.corpora_folder).items():
        print_failure([corpus], error)
        send_failure(settings.notify_addresses, [corpus], error)


def build_deployments(settings: Settings, manifests: Sequence[Manifest]) -> list[RunnerDeployment]:
    """Return an on-demand deployment of each flow, and a scheduled `refresh` deployment per manifest."""
    from flows.annotate import annotate
    from flows.export import export
    from flows.ingest import ingest
    from flows.refresh import refresh
    from flows.train import train

    store = {"store": str(settings.store.resolve())}
    on_demand: list[tuple[Any, dict[str, str]]] = [
        (ingest, store),
        (annotate, store),
        (export, store),
        (refresh, store),
        (train, {}),
    ]
    return [
        *(_on_demand(flow, parameters) for flow, parameters in on_demand),
        *(_scheduled(manifest, store) for manifest in manifests),
    ]


def _on_demand(flow: Any, parameters: dict[str, str]) -> RunnerDeployment:
    from prefect.types.entrypoint import EntrypointType

    deployment: RunnerDeployment = flow.to_deployment(
        name=ON_DEMAND,
        parameters=parameters,
        description=flow.description,
        entrypoint_type=EntrypointType.MODULE_PATH,
        tags=["zhengce"],
        _sync=True,  # a value even where a loop runs, as in a notebook
    )
    return deployment


def _scheduled(manifest: Manifest, parameters: dict[str, str]) -> RunnerDeployment:
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.refresh import refresh

    assert manifest.schedule
    flow: Any = refresh
    deployment: RunnerDeployment = flow.to_deployment(
        name=manifest.id,
        schedule=Cron(manifest.schedule.cron, timezone=manifest.schedule.timezone),
        parameters={"corpora": [manifest.id], **parameters},
        description=manifest.title or manifest.id,
        entrypoint_type=EntrypointType.MODULE_PATH,
        tags=["zhengce"],
        _sync=True,  # a value even where a loop runs, as in a notebook
    )
    return deployment


class _Looking:
    """Searches for manifests whose schedules are not served yet."""

    def __init__(self, settings: Settings, served: Sequence[Manifest]) -> None:
        self._settings = settings
        self._served = {manifest.id: manifest.schedule for manifest in served}

    def find_new(self) -> list[RunnerDeployment]:
        """Announce manifests with a new or changed schedule, each once, and return their deployments."""
        try:
            manifests = choose_manifests(self._settings.corpora_folder, [])
        except (ZhengceError, OSError):  # somebody is working on it
            return []
        store = {"store": str(self._settings.store.resolve())}
        found = []
        for manifest in manifests:
            if manifest.schedule and manifest.schedule != self._served.get(manifest.id):
                found.append(_scheduled(manifest, store))
                self._served[manifest.id] = manifest.schedule
                _announce_schedule(manifest)
        return found


def _announce(scheduled: Sequence[Manifest], port: int) -> None:
    for manifest in scheduled:
        _announce_schedule(manifest)
    if not scheduled:
        messages.print(local_message("flows.no_schedule"), markup=False)
    place = {"port": str(port)}
    messages.print(local_message("flows.serving", number=len(scheduled), **place), markup=False)


def _announce_schedule(manifest: Manifest) -> None:
    assert manifest.schedule
    schedule = {"cron": manifest.schedule.cron, "timezone": manifest.schedule.timezone}
    messages.print(local_message("flows.schedule", corpus=manifest.id, **schedule), markup=False)


def _find_missed(settings: Settings, scheduled: Sequence[Manifest]) -> list[str]:
    """Return the corpora whose schedule fired while nothing was served."""
    if not settings.store.is_file():
        return []
    schedules = {manifest.id: manifest.schedule for manifest in scheduled if manifest.schedule}
    with Store(settings.store) as store:
        return find_missed(store, schedules, datetime.now(UTC))
