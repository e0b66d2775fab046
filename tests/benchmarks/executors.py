"""Executors: what a Dask cluster costs compared with forked workers, how it scales, and its scheduler's memory.

    .venv/bin/python -m tests.benchmarks.executors --passages 100000 [--store FILE] [--only overhead]

`--store` is a store with passages to annotate, which is copied; by default one is made of news. CPU seconds
are those of all processes, including those that have ended.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from flows.annotation import load_annotator
from flows.pipeline import annotate_store, ingest_paths
from flows.pipeline.blocks.annotating import AnnotationRecipe
from flows.pipeline.blocks.passages import PassageBatch
from flows.pipeline.executors import Cluster, Executor, Processes, Work
from flows.pipeline.executors.work import Item, Result, Tag
from flows.records import Annotation
from flows.settings import find_models
from flows.store import Store
from tests.benchmarks.texts import news
from tests.support import MODELS, PROJECT

_CHARACTERS_PER_PASSAGE = 100
_WORKERS = 2


class Spent(NamedTuple):
    """Seconds: of wall-clock time, of CPU in this process, and of CPU in its children."""

    wall: float
    own: float
    children: float

    @property
    def cpu(self) -> float:
        return self.own + self.children


class HalfSpeed(AnnotationRecipe):
    """Annotating on half a core: a worker sleeps as long as it has worked.

    Two such workers leave one of two cores to the client, which four cores would do without help.
    """

    def load(self, models: Path) -> tuple[Callable[[PassageBatch], list[Annotation]], Mapping[str, str]]:
        annotate, version = super().load(models)

        def annotate_and_sleep(batch: PassageBatch) -> list[Annotation]:
            begun = time.process_time()
            found = annotate(batch)
            time.sleep(time.process_time() - begun)
            return found

        return annotate_and_sleep, version


@dataclass(frozen=True)
class First:
    """An executor that runs only the first batches of the work, optionally on workers of half the speed."""

    executor: Executor
    passages: int
    is_slow: bool = False

    def run(
        self, work: Work[Item, Result], items: Iterable[tuple[Tag, Item]], total: int
    ) -> Iterator[tuple[Tag, Result]]:
        number = -(-self.passages // work.item_size)
        if self.is_slow:
            assert isinstance(work.recipe, AnnotationRecipe)
            work = replace(work, recipe=HalfSpeed(work.recipe.names, work.recipe.parts))
        total = min(total, self.passages)
        yield from self.executor.run(work, itertools.islice(items, number), total)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", choices=("overhead", "scaling", "memory"))
    given = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        if given.only in (None, "memory"):
            measure_memory(Path(folder))
        if given.only == "memory":
            return
        store = given.store or make_store(Path(folder) / "texts.sqlite", given.passages)
        if given.only in (None, "overhead"):
            measure_overhead(store, Path(folder), given.passages, given.rounds)
        if given.only in (None, "scaling"):
            measure_scaling(store, Path(folder), given.passages)
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")


def measure_overhead(store: Path, folder: Path, passages: int, rounds: int) -> None:
    """Annotate with forked workers and on a local cluster; print the ratio of the least CPU of each."""
    found: dict[str, list[Spent]] = {"forked": [], "Dask": []}
    for _ in range(rounds):  # alternately, as other work on the machine varies
        found["forked"].append(annotate(store, folder, First(Processes(_WORKERS), passages)))
        show(f"{passages:,} passages, {_WORKERS} forked workers", found["forked"][-1])
        with local_cluster(folder, _WORKERS) as cluster:
            found["Dask"].append(annotate(store, folder, First(cluster, passages), close=cluster))
        show(f"{passages:,} passages, local:{_WORKERS}", found["Dask"][-1])
    least = {name: min(spent.cpu for spent in several) for name, several in found.items()}
    fastest = {name: min(spent.wall for spent in several) for name, several in found.items()}
    print(f"CPU of Dask, its start included, to forked workers: {least['Dask'] / least['forked']:.3f}")
    print(f"... by the clock: {fastest['Dask'] / fastest['forked']:.3f}")


def measure_scaling(store: Path, folder: Path, passages: int) -> None:
    """Annotate on one worker and on two; the time to start and check them is excluded."""
    for is_slow in (False, True):
        rates = []
        for workers in (1, 2):
            with local_cluster(folder, workers) as cluster:
                annotate(store, folder, First(cluster, 1))  # starts the cluster
                spent = annotate(store, folder, First(cluster, passages, is_slow))
            show(f"{passages:,} passages, local:{workers}{' at half speed' * is_slow}", spent)
            rates.append(passages / spent.wall)
        print(f"2 workers do {rates[1] / rates[0]:.2f} times as much as 1, by the clock")


@contextmanager
def local_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    with Cluster(f"local:{workers}", str(folder / "exchange"), find_models) as cluster:
        yield cluster


def annotate(store: Path, folder: Path, executor: Executor, close: Cluster | None = None) -> Spent:
    """Return the resources needed to annotate a copy of the store."""
    copy = folder / "copy.sqlite"
    shutil.copy(store, copy)
    annotator = load_annotator(MODELS)
    before, begun = usage(), time.perf_counter()
    with Store(copy) as opened, opened.run("benchmark") as run:
        annotate_store(opened, run.id, annotator, MODELS, executor=executor)
    if close:
        close.__exit__(None, None, None)  # its processes are counted once they have ended
    wall, after = time.perf_counter() - begun, usage()
    shutil.rmtree(folder / "copy.index", ignore_errors=True)
    return Spent(wall, after[0] - before[0], after[1] - before[1])


def usage() -> tuple[float, float]:
    """Return the CPU seconds of this process and of its ended children."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime


def show(name: str, spent: Spent) -> None:
    print(
        f"{name}: {spent.wall:.1f} s, CPU {spent.cpu:.1f} s (this process {spent.own:.1f}, "
        f"workers {spent.children:.1f})",
        flush=True,
    )


def make_store(path: Path, passages: int) -> Path:
    """Return a store of at least this many passages of news, not annotated."""
    texts = news(passages * _CHARACTERS_PER_PASSAGE)
    lines = path.with_suffix(".jsonl")
    with lines.open("w", encoding="utf-8") as file:
        for first in range(0, len(texts), 20):
            text = "\n\n".join(texts[first : first + 20])
            record = {"id": str(first), "title": f"news {first}", "text": text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    with Store(path) as store, store.run("benchmark") as run:
        ingest_paths(store, run.id, "news", [lines])
    return path


# The scheduler's memory -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lengths:
    """A recipe that measures texts, so that blocks are small and fast."""

    name: str = "lengths"

    @property
    def version(self) -> Mapping[str, str]:
        return {"lengths": "1"}

    def load(self, models: Path) -> tuple[Callable[[str], int], Mapping[str, str]]:
        return len, self.version

    def forget(self) -> None:
        pass

    def pack(self, items: Sequence[str]) -> pa.Table:
        return pa.table({"text": items})

    def unpack(self, table: pa.Table) -> Iterator[str]:
        yield from table["text"].to_pylist()

    def pack_result(self, item: str, result: int) -> pa.Table:
        return pa.table({"number": [result]})

    def unpack_results(self, results: pa.Table, items: pa.Table) -> Iterator[int]:
        yield from results["number"].to_pylist()


def measure_memory(folder: Path, blocks: int = 1000) -> None:
    """Print the resident memory of a scheduler in a separate process while small blocks pass through it."""
    import distributed

    file = folder / "scheduler.json"
    scheduler = start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    worker = start("worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard")
    try:
        with distributed.Client(scheduler_file=str(file), set_as_default=False, timeout=60) as client:
            address = client.scheduler.address
        work: Work[str, int] = Work(Lengths(), len, Path(), 1, 0)
        items = ((place, f"text {place}") for place in range(blocks + 100))
        with Cluster(address, str(folder / "exchange"), find_models, block_size=1) as cluster:
            for place, _ in cluster.run(work, items, 10 * blocks):
                if place % (blocks // 5) == 99:
                    print(
                        f"scheduler after {place + 1:,} blocks: {resident(scheduler.pid):.1f} MB", flush=True
                    )
    finally:
        for process in (worker, scheduler):
            process.terminate()
            process.wait()


def start(*arguments: str) -> subprocess.Popen[Any]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
