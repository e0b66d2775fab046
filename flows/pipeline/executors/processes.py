"""Work in this process, or in local worker processes if worthwhile."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.pipeline.executors.work import Item, Recipe, Result, Tag, Work

_POLL_SECONDS = 2


class _Worker:
    """The state of a worker process.

    A forked process has the work's function in memory; a spawned one loads its own.
    """

    do: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Processes:
    """An executor on this machine with a number of processes; 0 means one per core if worthwhile."""

    number: int = 0

    def run(
        self, work: Work[Item, Result], items: Iterable[tuple[Tag, Item]], total: int
    ) -> Iterator[tuple[Tag, Result]]:
        """Yield (tag, result) of each (tag, item), in order."""
        processes = self._count(work, total)
        if processes == 1 or not total:
            for tag, item in items:
                yield tag, work.do(item)
            return
        work.prepare()
        yield from run_in_processes(work.do, items, processes, work.recipe, work.models)

    def _count(self, work: Work[Item, Result], total: int) -> int:
        if self.number:
            return self.number
        return os.cpu_count() or 1 if total >= work.least_for_workers else 1


def run_in_processes(
    do: Callable[[Item], Result],
    items: Iterable[tuple[Tag, Item]],
    processes: int,
    recipe: Recipe[Item, Result] | None = None,
    models: Path = Path(),
) -> Iterator[tuple[Tag, Result]]:
    """Yield (tag, result) of each (tag, item), in order, from a number of worker processes.

    They are forked on Linux. Elsewhere they are spawned and load `recipe`; without one, the work is done in
    this process.
    """
    is_forked = sys.platform == "linux"
    if not is_forked and recipe is None:
        for tag, item in items:
            yield tag, do(item)
        return
    _Worker.do = do
    context = multiprocessing.get_context("fork" if is_forked else "spawn")
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_start_worker, initargs=(recipe, models)
    ) as pool:
        waiting: list[tuple[Tag, Future[Result]]] = []
        for tag, item in items:
            waiting.append((tag, pool.submit(_work, item)))
            if len(waiting) > 2 * processes:  # limits the memory in use
                done, future = waiting.pop(0)
                yield done, future.result()
        for done, future in waiting:
            yield done, future.result()


def follow_parent() -> None:
    """End this worker process as soon as its parent process is gone."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()


def _start_worker(recipe: Recipe[Any, Any] | None, models: Path) -> None:
    follow_parent()
    if _Worker.do is None and recipe is not None:
        _Worker.do, _ = recipe.load(models)
    gc.freeze()  # models and lexicon: hundreds of thousands of long-lived objects


def _end_with_parent(parent: int) -> None:
    """End this worker when its parent process is gone, so that a killed run leaves none behind."""
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(1)


def _work(item: Any) -> Any:
    assert _Worker.do is not None
    return _Worker.do(item)
