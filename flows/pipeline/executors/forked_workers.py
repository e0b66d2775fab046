"""Dask workers forked from this process: they share the models in memory and start at once."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from flows.pipeline.executors.processes import follow_parent

_END_SECONDS = 10


@contextmanager
def forked_workers(number: int) -> Iterator[list[Connection]]:
    """Fork `number` workers before this process has the scheduler's threads; end them after the block.

    Each joins the scheduler whose address is sent to it. A worker that dies is not replaced; its block goes
    to another.
    """
    context = multiprocessing.get_context("fork")
    pairs = [context.Pipe() for _ in range(number)]
    processes = [context.Process(target=_serve, args=(there,), daemon=True) for _, there in pairs]
    for process in processes:
        process.start()
    try:
        yield [here for here, _ in pairs]
    finally:
        for process in processes:
            process.join(_END_SECONDS)
            process.kill()
            process.join()


def _serve(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that they work for
    follow_parent()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    asyncio.run(_work(connection.recv()))


async def _work(address: str) -> None:
    import dask
    from distributed import Worker

    dask.config.set({"distributed.worker.profile.enabled": False})  # it samples our threads every 10 ms
    async with Worker(address, nthreads=1, memory_limit=0, dashboard=False, death_timeout=60) as worker:
        await worker.finished()
