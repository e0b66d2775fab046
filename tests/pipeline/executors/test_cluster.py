"""A Dask cluster of separate processes: a worker killed in mid-block, refused workers, vectors."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import flows.pipeline.annotate
from flows.annotation.annotator import Annotator
from flows.corpus.manifest import load_manifest
from flows.embedding import load_encoder
from flows.errors import ConfigurationError
from flows.pipeline.annotate import annotate_store
from flows.pipeline.blocks import PassageBatch, annotation_work
from flows.pipeline.blocks.encoding import _encoding_work
from flows.pipeline.executors import Cluster
from flows.pipeline.ingest import ingest_manifest
from flows.settings import find_models
from flows.store.database import Store
from tests.kills import read_state
from tests.stores import copy_file
from tests.support import MODELS, PROJECT

distributed = pytest.importorskip("distributed", reason="Dask is not installed (extra zhengce[cluster])")


@dataclass
class Machines:
    """A scheduler and its workers, each in a separate process."""

    address: str
    workers: dict[str, subprocess.Popen[bytes]]


def start(*arguments: str) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGCE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=PROJECT,
        env={**kept, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    folder = tmp_path_factory.mktemp("machines")
    file = folder / "scheduler.json"
    started = [
        start(
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--no-show",
            "--scheduler-file",
            str(file),
        )
    ]
    workers = {
        name: start(
            "worker",
            *("--scheduler-file", str(file), "--name", name, "--no-nanny", "--nthreads", "1"),
            *("--no-dashboard", "--local-directory", str(folder)),
        )
        for name in ("first", "second")
    }
    try:
        with distributed.Client(scheduler_file=str(file), set_as_default=False, timeout=60) as client:
            address = client.scheduler.address
            client.wait_for_workers(2, timeout=60)
        yield Machines(address, workers)
    finally:
        for process in (*workers.values(), *started):
            process.kill()
            process.wait()


def kill_at_work(machines: Machines, killed: list[str]) -> None:
    """Kill the first worker that is seen working on a block, while it does.

    It is stopped first: a worker that still has the block half a second later was in the middle of it.
    """
    with distributed.Client(machines.address, set_as_default=False) as client:
        names = {worker: info["name"] for worker, info in client.scheduler_info()["workers"].items()}
        while not killed:
            for worker, keys in client.processing().items():
                if any(key.startswith("annotate-") for key in keys):
                    process = machines.workers[names[worker]]
                    process.send_signal(signal.SIGSTOP)
                    time.sleep(0.5)
                    if client.processing().get(worker):
                        killed.append(names[worker])
                        process.kill()
                        return
                    process.send_signal(signal.SIGCONT)


def test_run_with_a_worker_killed_in_mid_block_ends_as_the_local_run(
    machines: Machines,
    tmp_path: Path,
    sample_store: Path,
    annotator: Annotator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flows.pipeline.annotate, "BATCH", 40)  # 17 blocks
    _check_refusal(machines, tmp_path, annotator)
    _check_vectors(machines, tmp_path)
    local, remote = tmp_path / "local", tmp_path / "remote"
    local.mkdir()
    copy_file(sample_store, local / "zhengce.sqlite")
    killed: list[str] = []
    watcher = threading.Thread(target=kill_at_work, args=(machines, killed), daemon=True)
    manifest = load_manifest(PROJECT / "corpora" / "sample" / "source.yml")
    with (
        Store(remote / "zhengce.sqlite") as store,
        store.run("test") as run,
        Cluster(machines.address, str(tmp_path / "exchange"), find_models) as cluster,
    ):
        ingest_manifest(store, run.id, manifest, executor=cluster)
        watcher.start()
        counts = annotate_store(store, run.id, annotator, MODELS, executor=cluster)
    watcher.join(10)
    assert len(killed) == 1
    assert machines.workers[killed[0]].poll() == -signal.SIGKILL
    assert counts.passages == 648
    assert read_state(remote) == read_state(local)
    assert not (tmp_path / "exchange").exists()


def _check_refusal(machines: Machines, folder: Path, annotator: Annotator) -> None:
    """A worker with another lexicon is refused, by name, with both versions."""
    work = annotation_work(annotator, MODELS)
    parts = tuple({**work.recipe.version, "lexicon": "0123456789abcdef"}.items())
    other = replace(work, recipe=replace(work.recipe, parts=parts))  # type: ignore[type-var]
    with (
        pytest.raises(ConfigurationError) as raised,
        Cluster(machines.address, str(folder / "refused"), find_models) as cluster,
    ):
        list(cluster.run(other, [(1, PassageBatch(["芯片"], []))], 1))
    assert raised.value.code == "pipeline.worker_differs"
    here = annotator.version.lexicon
    assert raised.value.values["differences"] == [f"lexicon {here} ≠ 0123456789abcdef"]
    assert "拒绝工作进程 tcp://127.0.0.1:" in raised.value.message("zh")


def _check_vectors(machines: Machines, folder: Path) -> None:
    """Each batch is a block here; equal ones, such as those without texts, are separate blocks."""
    encoder = load_encoder()
    texts: list[list[str]] = [["加快发展集成电路产业", "industrial policy"], [], ["稀土出口管制"], [], []]
    with Cluster(machines.address, str(folder / "vectors"), find_models) as cluster:
        found: list[Any] = list(cluster.run(_encoding_work(encoder), enumerate(texts), 3))
    assert [place for place, _ in found] == [0, 1, 2, 3, 4]
    for (_, vectors), batch in zip(found, texts, strict=True):
        np.testing.assert_array_equal(vectors, encoder.encode(batch))
