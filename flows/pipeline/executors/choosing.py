"""Choose an executor: by an option, a setting or a manifest."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.corpus import Manifest, is_scheduler, scheme_of
from flows.errors import ConfigurationError, UsageError
from flows.pipeline.executors.cluster import Cluster
from flows.pipeline.executors.processes import Processes
from flows.pipeline.executors.work import Executor
from flows.records import digest
from flows.store import Store, lock_work


@dataclass(frozen=True, slots=True)
class ExecutorChoice:
    """The choice of an executor: that of a `scheduler` (tcp://host:8786, local:4), else local processes.

    `workers` is the number of these processes, 0 for as many as are worthwhile. `exchange` is the folder or
    address through which blocks reach the workers of a cluster, "" for a folder beside the store.
    `find_models` returns the folder of models where it is called, on a worker.
    """

    scheduler: str = ""
    exchange: str = ""
    workers: int = 0
    find_models: Callable[[], Path] = Path

    @property
    def is_made(self) -> bool:
        """Whether a cluster or a number of processes was requested."""
        return bool(self.scheduler or self.workers)

    def or_of(self, manifests: Iterable[Manifest]) -> ExecutorChoice:
        """Return this choice if it is made, else the one in the manifests.

        Raises ConfigurationError if they name several.
        """
        if self.is_made:
            return self
        named = sorted({(made.scheduler, made.exchange) for made in manifests if made.scheduler})
        if not named:
            return self
        if len(named) > 1:
            known = sorted({scheduler for scheduler, _ in named})
            raise ConfigurationError("pipeline.several_schedulers", known=known)
        scheduler, exchange = named[0]
        return ExecutorChoice(scheduler, self.exchange or exchange, 0, self.find_models)


@contextmanager
def open_executor(choice: ExecutorChoice, store: Store) -> Iterator[Executor]:
    """Yield the executor of a choice, for work on one store.

    Raises UsageError for an invalid scheduler, StoreError if another run of this store uses a cluster.
    """
    if not choice.scheduler:
        yield Processes(choice.workers)
        return
    if not is_scheduler(choice.scheduler):
        raise UsageError("pipeline.bad_scheduler", scheduler=choice.scheduler)
    with (
        lock_work(store, "+blocks", "pipeline.blocks_in_use"),
        Cluster(choice.scheduler, _find_exchange(choice.exchange, store), choice.find_models) as cluster,
    ):
        yield cluster


def _find_exchange(given: str, store: Store) -> str:
    """Return the place for a store's blocks: a separate folder, which is removed afterwards."""
    path = store.path.resolve()
    if not given:
        return str(path.with_suffix(".blocks"))
    place = given.rstrip("/") if scheme_of(given) else str(Path(given).expanduser().resolve())
    return f"{place}/zhengce-{digest(socket.gethostname(), str(path))}"
