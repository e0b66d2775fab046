"""Which executor runs: by option, setting and manifest, and what is refused before any work."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import flows.pipeline.executors.cluster as cluster_module
from flows.corpus.manifest import load_manifest
from flows.errors import ConfigurationError, StoreError, UsageError, ZhengceError
from flows.pipeline.executors import Cluster, ExecutorChoice, Processes, Work, open_executor
from flows.pipeline.executors.cluster import _Block
from flows.pipeline.executors.exchange import Exchange
from flows.pipeline.progress import reporting_to
from flows.settings import Settings, read_settings
from flows.store.database import Store
from flows.workspace import executor_of


@dataclass(frozen=True)
class Doubling:
    """A recipe that doubles numbers."""

    name: str = "double"

    @property
    def version(self) -> Mapping[str, str]:
        return {"doubling": "1"}

    def load(self, models: Path) -> tuple[Callable[[int], int], Mapping[str, str]]:
        return (lambda number: 2 * number), self.version

    def forget(self) -> None:
        raise AssertionError

    def pack(self, items: Sequence[int]) -> pa.Table:
        return pa.table({"number": items})

    def unpack(self, table: pa.Table) -> Iterator[int]:
        yield from table["number"].to_pylist()

    def pack_result(self, item: int, result: int) -> pa.Table:
        return pa.table({"number": [result]})

    def unpack_results(self, results: pa.Table, items: pa.Table) -> Iterator[int]:
        yield from results["number"].to_pylist()


def doubling(least_for_workers: int = 1000) -> Work[int, int]:
    return Work(Doubling(), lambda number: 2 * number, Path(), 1, least_for_workers)


def manifest(folder: Path, name: str, *lines: str) -> None:
    (folder / name).mkdir(parents=True)
    text = "\n".join([f"id: {name}", "location: texts", *lines])
    (folder / name / "source.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("number", "worth"), [(1, 0), (2, 1000), (3, 1000), (0, 1000), (0, 0)])
def test_processes_give_results_in_order(number: int, worth: int) -> None:
    items = [(f"tag {place}", place) for place in range(50)]
    found = list(Processes(number).run(doubling(worth), items, 50))
    assert found == [(f"tag {place}", 2 * place) for place in range(50)]


@pytest.mark.parametrize("number", [1, 2])
def test_processes_read_only_a_few_items_ahead(number: int) -> None:
    read: list[int] = []

    def items() -> Iterator[tuple[int, int]]:
        for place in range(100):
            read.append(place)
            yield place, place

    results = Processes(number).run(doubling(), items(), 100)
    assert next(results) == (0, 0)
    assert len(read) <= 2 * number + 1
    assert len(list(results)) == 99


@pytest.mark.parametrize(
    ("choice", "lines", "expected"),
    [
        (ExecutorChoice(), ([], []), ("", "", 0)),
        (ExecutorChoice(), (["scheduler: local:2"], []), ("local:2", "", 0)),
        (
            ExecutorChoice(),
            (["scheduler: tcp://a:8786", "exchange: s3://b/c"], []),
            ("tcp://a:8786", "s3://b/c", 0),
        ),
        (ExecutorChoice("local:4"), (["scheduler: local:2"], []), ("local:4", "", 0)),
        (ExecutorChoice(workers=2), (["scheduler: local:2"], []), ("", "", 2)),
        (ExecutorChoice(), (["scheduler: local:2"], ["scheduler: local:2"]), ("local:2", "", 0)),
    ],
)
def test_what_is_asked_for_takes_precedence_over_manifests(
    tmp_path: Path, choice: ExecutorChoice, lines: tuple[list[str], list[str]], expected: tuple[str, str, int]
) -> None:
    for name, own in zip(("first", "second"), lines, strict=True):
        manifest(tmp_path, name, *own)
    made = [load_manifest(tmp_path / name / "source.yml") for name in ("first", "second")]
    found = choice.or_of(made)
    assert (found.scheduler, found.exchange, found.workers) == expected


def test_manifests_of_one_run_name_one_scheduler(tmp_path: Path) -> None:
    manifest(tmp_path, "first", "scheduler: local:2")
    manifest(tmp_path, "second", "scheduler: local:3")
    settings = Settings(corpora=tmp_path)
    with pytest.raises(ConfigurationError, match=r"several schedulers \(local:2, local:3\)"):
        executor_of(settings)
    assert executor_of(settings, names=["second"]).scheduler == "local:3"
    assert executor_of(settings, scheduler="local:5").scheduler == "local:5"
    assert executor_of(settings, workers=2) == ExecutorChoice(workers=2)


def test_environment_names_scheduler_and_exchange(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZHENGCE_SCHEDULER", "tcp://cluster:8786")
    monkeypatch.setenv("ZHENGCE_EXCHANGE", "s3://bucket/exchange")
    monkeypatch.setenv("ZHENGCE_CORPORA", str(tmp_path))
    found = executor_of(read_settings())
    assert (found.scheduler, found.exchange) == ("tcp://cluster:8786", "s3://bucket/exchange")


@pytest.mark.parametrize(
    "wrong", ["http://a:1", "tcp://a", "local:0", "local", "local:x", "a:8786", "tcp://:1"]
)
def test_what_is_no_scheduler_is_refused(tmp_path: Path, store: Store, wrong: str) -> None:
    with pytest.raises(UsageError, match="tcp://HOST:PORT"), open_executor(ExecutorChoice(wrong), store):
        pass
    manifest(tmp_path, "mine", f"scheduler: {wrong}")
    with pytest.raises(ConfigurationError, match=r"source.yml:3.*tcp://HOST:PORT"):
        load_manifest(tmp_path / "mine" / "source.yml")


def test_one_run_of_a_store_uses_a_cluster_at_a_time(store: Store) -> None:
    choice = ExecutorChoice("local:1")
    with (
        open_executor(choice, store),
        pytest.raises(StoreError, match="another run"),
        open_executor(choice, store),
    ):
        pass


def test_an_unreachable_scheduler_is_named_at_once_and_given_up_soon(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (extra zhengce[cluster])")
    assert cluster_module._REACH_SECONDS <= 10
    monkeypatch.setattr(cluster_module, "_REACH_SECONDS", 0.2)
    stages: list[str] = []
    with (
        reporting_to(lambda stage, _done, _total: stages.append(stage)),
        pytest.raises(ConfigurationError, match=r"tcp://127.0.0.1:9: no answer"),
        Cluster("tcp://127.0.0.1:9", str(tmp_path / "exchange"), Path) as cluster,
    ):
        list(cluster.run(doubling(), [(1, 1)], 1))
    assert stages == ["connect to tcp://127.0.0.1:9"]


def test_a_scheduler_that_needs_certificates_is_not_waited_for(tmp_path: Path) -> None:
    """A half-open Dask client would end after 40 seconds of waiting with a traceback."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    others = {id(one) for one in gc.get_objects() if isinstance(one, distributed.Client)}
    with (
        pytest.raises(ConfigurationError) as raised,
        Cluster("tls://127.0.0.1:9", str(tmp_path / "exchange"), Path) as cluster,
    ):
        list(cluster.run(doubling(), [(1, 1)], 1))
    assert "tls://127.0.0.1:9: TLS needs certificates" in raised.value.message("en")
    assert "TLS 需要证书" in raised.value.message("zh")
    assert {id(one) for one in gc.get_objects() if isinstance(one, distributed.Client)} <= others


def test_missing_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ConfigurationError, match=r"pip install 'zhengce\[cluster\]'"),
        Cluster("local:2", str(tmp_path), Path) as cluster,
    ):
        list(cluster.run(doubling(), [(1, 1)], 1))


def test_nothing_to_do_needs_no_cluster(tmp_path: Path) -> None:
    with Cluster("tcp://127.0.0.1:9", str(tmp_path / "exchange"), Path) as cluster:
        assert list(cluster.run(doubling(), [], 0)) == []


def test_block_that_ends_every_worker_is_an_error_that_names_its_file(tmp_path: Path) -> None:
    scheduler = pytest.importorskip("distributed.scheduler", reason="Dask is not installed")

    class Worker:
        address = "tcp://10.0.0.7:4000"

    class Future:
        def done(self) -> bool:
            return True

        def result(self) -> Any:
            raise scheduler.KilledWorker("annotate-1", Worker(), 3)

    cluster = Cluster("tcp://a:8786", "", Path)
    cluster._exchange = Exchange(str(tmp_path))
    block: _Block[int] = _Block("annotate-1", [1], Future())  # type: ignore[arg-type]
    with pytest.raises(ZhengceError) as raised:
        cluster._wait(None, block)  # type: ignore[arg-type]
    assert raised.value.code == "pipeline.block_ends_workers"
    assert f"tcp://10.0.0.7:4000. Its passages are in {tmp_path}/annotate-1.arrow" in str(raised.value)
    assert "内存" in raised.value.message("zh")


# The exchange -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["{folder}/a/b", "file://{folder}/a/b", "memory://exchange/a"])
def test_exchange_keeps_whole_files(tmp_path: Path, where: str) -> None:
    exchange = Exchange(where.format(folder=tmp_path))
    assert not exchange.has("one")
    exchange.write("one", b"1")
    exchange.write("one", b"2")
    exchange.write("two", b"3")
    assert (exchange.has("one"), exchange.read("one"), exchange.read("two")) == (True, b"2", b"3")
    exchange.remove("one", "missing")
    assert not exchange.has("one")
    exchange.clear()
    exchange.clear()
    assert not exchange.has("two")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_exchange_that_is_no_folder_or_needs_an_extra_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="can't be written or read there"):
        Exchange(f"{tmp_path}/file").write("one", b"1")
    with pytest.raises(ConfigurationError, match="can't be written or read there"):
        Exchange("nowhere://bucket/folder")
    with pytest.raises(ConfigurationError, match="FileNotFoundError"):
        Exchange(str(tmp_path)).read("missing")
