"""Work on a Dask cluster: one coarse task per block. Blocks go through an exchange; futures carry names.

There is one task per block, not per passage or Prefect task: mapped Prefect tasks on Dask leak and recompute
(PrefectHQ/prefect#21697, #15442).
"""

# mypy: disable-error-code="no-untyped-call"
# Half of what distributed offers has no types.

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from hashlib import sha256
from itertools import islice
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, cast

from flows.errors import ConfigurationError, ZhengceError
from flows.pipeline.executors.blocks import (
    Done,
    Place,
    check_worker,
    copy_name,
    do_block,
    input_name,
    output_name,
)
from flows.pipeline.executors.exchange import Exchange, from_bytes, to_bytes
from flows.pipeline.executors.forked_workers import forked_workers
from flows.pipeline.executors.work import Item, Result, Tag, Work
from flows.pipeline.progress import report
from flows.records import digest

if TYPE_CHECKING:
    from distributed import Client, Future

BLOCK_SIZE = 50_000  # passages or texts per block; fewer if each worker would get less than four blocks
_BLOCKS_PER_WORKER = 4
_AHEAD = 2  # blocks in progress per worker
_REPEATS = 2  # of a block after an error, such as a network error
_REACH_SECONDS = 10
_START_SECONDS = 120
_PATIENCE_SECONDS = 600  # without any worker
_POLL_SECONDS = 5


class _Block(NamedTuple, Generic[Tag]):
    """A block in progress: its key, the tags of its items, and the future of its result."""

    key: str
    tags: list[Tag]
    future: Future[Done | ZhengceError] | None


class Cluster:
    """An executor on a Dask cluster; use it in a `with` statement.

    `scheduler` is an address such as tcp://host:8786, or local:4 for a cluster of four local processes.
    `exchange` is a place for blocks that every worker reaches. `find_models` returns the folder of models
    where it is called, on a worker; a local cluster uses that of the work. The cluster is contacted only when
    there is something to do.
    """

    def __init__(
        self,
        scheduler: str,
        exchange: str,
        find_models: Callable[[], Path],
        *,
        block_size: int = BLOCK_SIZE,
    ) -> None:
        self._scheduler = scheduler
        self._address = exchange
        self._find_models = find_models
        self._block_size = block_size
        self._client: Client | None = None
        self._exchange: Exchange | None = None
        self._open = ExitStack()
        self._submitted: Counter[str] = Counter()  # blocks by their content

    @property
    def _is_local(self) -> bool:
        return self._scheduler.startswith("local:")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Results of workers stay after an error, for the next run to use.
        if self._exchange and kind is None:
            self._exchange.clear()
        self._client = None
        self._open.__exit__(kind, error, trace)

    # Doing the work -----------------------------------------------------------------------------------------

    def run(
        self, work: Work[Item, Result], items: Iterable[tuple[Tag, Item]], total: int
    ) -> Iterator[tuple[Tag, Result]]:
        """Yield (tag, result) of each (tag, item), in order; only a few blocks are in progress at once.

        Raises ConfigurationError if cluster, exchange or a worker can't be used, ZhengceError if a block
        kills every worker that takes it.
        """
        if not total:
            return
        if self._is_local:
            work.prepare()
        client = self._client or self._connect()
        place = self._check_workers(client, work)
        waiting: deque[_Block[Tag]] = deque()
        gc.freeze()  # reading a million small results takes twice as long if the models are scanned
        try:
            for chunk in _chunks(items, self._items_per_block(client, work, total)):
                waiting.append(self._submit(client, place, chunk))
                while len(waiting) > _AHEAD * self._count_workers(client):
                    yield from self._collect(client, place, waiting.popleft())
            while waiting:
                yield from self._collect(client, place, waiting.popleft())
        finally:
            gc.unfreeze()
            client.cancel([block.future for block in waiting if block.future])

    def _items_per_block(self, client: Client, work: Work[Any, Any], total: int) -> int:
        shared = ceil(total / (_BLOCKS_PER_WORKER * self._count_workers(client)))
        return max(1, min(self._block_size, shared) // work.item_size)

    def _submit(self, client: Client, place: Place, chunk: Sequence[tuple[Tag, Any]]) -> _Block[Tag]:
        """Write a block and start it; results of a block already done are reused."""
        assert self._exchange
        data = to_bytes(place.recipe.pack([item for _, item in chunk]))
        parts = [f"{part} {value}" for part, value in sorted(place.recipe.version.items())]
        key = f"{place.recipe.name}-{digest(sha256(data).hexdigest(), *parts)}"
        self._submitted[key] += 1
        if self._submitted[key] > 1:  # the files of an equal block are removed when its results are read
            key = f"{key}-{self._submitted[key]}"
        tags = [tag for tag, _ in chunk]
        self._exchange.write(input_name(key), data)
        if self._exchange.has(output_name(key)):
            return _Block(key, tags, None)
        future = client.submit(do_block, place, key, key=key, retries=_REPEATS, pure=False)
        return _Block(key, tags, future)

    def _collect(self, client: Client, place: Place, block: _Block[Tag]) -> Iterator[tuple[Tag, Any]]:
        assert self._exchange
        if block.future:
            _raise_if_error(self._wait(client, block))
            block.future.release()
        items = from_bytes(self._exchange.read(input_name(block.key)))
        results = from_bytes(self._exchange.read(output_name(block.key)))
        yield from zip(block.tags, place.recipe.unpack_results(results, items), strict=True)
        self._exchange.remove(input_name(block.key), output_name(block.key))

    def _wait(self, client: Client, block: _Block[Any]) -> Done | ZhengceError:
        """Return the answer of a worker to a block."""
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        assert block.future
        assert self._exchange
        alive = time.monotonic()
        try:
            while not _is_done(block.future):
                if self._count_workers(client, least=0):
                    alive = time.monotonic()
                elif self._is_local:
                    raise ZhengceError("pipeline.local_workers_ended", scheduler=self._scheduler)
                elif time.monotonic() - alive > _PATIENCE_SECONDS:
                    raise ConfigurationError("pipeline.no_workers", scheduler=self._scheduler)
            answer: Done | ZhengceError = block.future.result()
        except KilledWorker as error:
            path = f"{self._exchange.address}/{input_name(block.key)}"
            raise ZhengceError(
                "pipeline.block_ends_workers", path=path, worker=error.last_worker.address
            ) from None
        except (CancelledError, CommClosedError) as error:
            raise ZhengceError(
                "pipeline.scheduler_lost", scheduler=self._scheduler, problem=str(error)
            ) from None
        return answer

    # The cluster --------------------------------------------------------------------------------------------

    def _connect(self) -> Client:
        """Reach or start the cluster, and wait for the first worker."""
        try:
            from distributed import Client
        except ImportError:
            raise ConfigurationError("pipeline.no_distributed", scheduler=self._scheduler) from None
        logging.getLogger("distributed").setLevel(logging.ERROR)  # under Prefect, each connection logs a line
        self._exchange = Exchange(self._address)
        number, where = 1, cast(Any, self._scheduler)
        if self._is_local:
            number = int(self._scheduler.removeprefix("local:"))
            where = self._start(number)
        else:
            report(f"connect to {self._scheduler}", 0, 0)
            self._check_connection()
        try:
            client = Client(where, timeout=_REACH_SECONDS, set_as_default=False, name="zhengce")
            self._open.enter_context(client)
        except (OSError, ValueError, TypeError) as error:
            raise ConfigurationError(
                "pipeline.scheduler_unreachable", scheduler=self._scheduler, problem=_shorten(error)
            ) from None
        try:
            client.wait_for_workers(number, timeout=_START_SECONDS)
        except TimeoutError:
            raise ConfigurationError("pipeline.no_workers", scheduler=self._scheduler) from None
        self._client = client
        return client

    def _check_connection(self) -> None:
        """Connect to the scheduler and disconnect. Raises ConfigurationError if that is impossible.

        A Dask client that fails for a reason other than a network error, such as an address that needs
        certificates, stays half open: closing it takes 40 seconds and prints a traceback.
        """
        from distributed.security import Security

        try:
            options = Security().get_connection_args("client")
            if self._scheduler.startswith("tls:") and not options["ssl_context"]:
                raise ConfigurationError("pipeline.no_certificates", scheduler=self._scheduler)
            with ThreadPoolExecutor(1) as thread:  # this thread may already have a running loop
                thread.submit(asyncio.run, _connect_and_close(self._scheduler, options)).result()
        except (OSError, ValueError, TypeError) as error:
            raise ConfigurationError(
                "pipeline.scheduler_unreachable", scheduler=self._scheduler, problem=_shorten(error)
            ) from None

    def _start(self, number: int) -> Any:
        """Start a cluster of local worker processes; forked ones share the models."""
        from distributed import LocalCluster

        is_forked = sys.platform == "linux"
        pipes = self._open.enter_context(forked_workers(number)) if is_forked else []
        cluster = self._open.enter_context(
            LocalCluster(
                host="127.0.0.1",
                n_workers=number - len(pipes),
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                memory_limit=0,  # a share of the machine's memory may be less than the models need
                silence_logs=logging.CRITICAL,
            )
        )
        for pipe in pipes:
            pipe.send(cluster.scheduler_address)
        return cluster

    def _count_workers(self, client: Client, least: int = 1) -> int:
        return max(least, len(client.nthreads()))

    def _check_workers(self, client: Client, work: Work[Any, Any]) -> Place:
        """Make every worker load what the work needs and contact the exchange.

        Raises ConfigurationError for the first that can't, or would do the work differently.
        """
        assert self._exchange
        find = self._find_models
        if self._is_local:
            find = partial(Path, str(work.models.resolve()))
        place = Place(work.recipe, find, self._exchange.address)
        name = f"check-{uuid.uuid4().hex}"
        self._exchange.write(name, name.encode())
        answers = {
            worker: client.submit(
                check_worker, place, name, key=f"{name}-{worker}", workers=[worker], pure=False
            )
            for worker in client.nthreads()
        }
        checked = [self._check(client, worker, answer, name) for worker, answer in answers.items()]
        if not any(checked):
            raise ConfigurationError(
                "pipeline.worker_unusable", scheduler=self._scheduler, problem="every worker has ended"
            )
        self._exchange.remove(name)
        return place

    def _check(self, client: Client, worker: str, answer: Future[Done | ZhengceError], name: str) -> bool:
        """Wait for a worker's answer; return False if the worker has ended instead.

        A worker that can't load our code at all ends.
        """
        assert self._exchange
        while not _is_done(answer):
            if worker not in client.nthreads():
                return False
        try:
            done = _raise_if_error(answer.result())
        except ZhengceError:
            raise
        except Exception as error:  # noqa: BLE001 - worker or scheduler can't load the work
            raise ConfigurationError(
                "pipeline.worker_unusable", scheduler=self._scheduler, problem=_shorten(error)
            ) from None
        copy = copy_name(name, done.worker)
        if not self._exchange.has(copy):
            raise ConfigurationError(
                "pipeline.exchange_not_shared", exchange=self._exchange.address, worker=worker
            )
        self._exchange.remove(copy)
        return True


async def _connect_and_close(scheduler: str, options: Mapping[str, Any]) -> None:
    from distributed.comm.core import connect

    comm = await connect(scheduler, timeout=_REACH_SECONDS, **options)
    await comm.close()


def _is_done(future: Future[Any]) -> bool:
    """Wait a few seconds for a future; return whether it has a result or an error."""
    from distributed import wait

    if not future.done():
        try:
            with future.client.as_current():
                wait(future, timeout=_POLL_SECONDS)
        except TimeoutError:
            return False
    return True


def _raise_if_error(answer: Done | ZhengceError) -> Done:
    if isinstance(answer, ZhengceError):
        raise answer
    return answer


def _shorten(error: BaseException) -> str:
    cause = error.__cause__ or error
    return f"{type(cause).__name__}: {' '.join(str(cause).split())[:200]}"


def _chunks(items: Iterable[tuple[Tag, Item]], size: int) -> Iterator[list[tuple[Tag, Item]]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
