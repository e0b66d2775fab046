"""Basis of scheduled runs: one run per corpus, one notice per failed run, a page listing new and changed documents."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows.errors import StoreError, UsageError
from flows.failure_notices import send_failure
from flows.pipeline.annotate import AnnotateCounts
from flows.pipeline.ingest import ingest_paths
from flows.pipeline.reading import IngestCounts
from flows.pipeline.run_summary import as_markdown, summarise
from flows.records import Reason, Rejection
from flows.settings import Settings, prepare_prefect
from flows.store import lock_corpus, recent_runs
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from tests.receiving import receive_messages
from tests.support import PROJECT

_HOLD = """
import sys, time
from pathlib import Path
from flows.store.database import Store
from flows.store import lock_corpus, lock_run
with Store(Path(sys.argv[1])) as store, eval(sys.argv[3]):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(path: Path, seconds: float, lock: str = "lock_corpus(store, 'c')") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path), str(seconds), lock],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def test_one_run_of_a_corpus_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        process = hold(path, 60)
        with (
            pytest.raises(StoreError, match="c: another run is reading this corpus"),
            lock_corpus(store, "c"),
        ):
            pass
        with lock_corpus(store, "other"):
            pass
        process.kill()  # a lock does not outlive its process
        process.wait()
        with lock_corpus(store, "c", wait=2):
            pass


def test_a_scheduled_run_is_skipped_while_one_is_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends well, without a row among the runs; a manual run waits. A killed run leaves no lock."""
    prepare_prefect(Settings(state=tmp_path))
    from flows import refresh

    corpus = tmp_path / "corpora" / "c"
    corpus.mkdir(parents=True)
    (corpus / "source.yml").write_text("location: .\n", encoding="utf-8")
    path = tmp_path / "s.sqlite"
    monkeypatch.setenv("ZHENGCE_CORPORA", str(corpus.parent))
    monkeypatch.setattr(refresh, "_refresh", lambda *_: {"done": 1})
    monkeypatch.setattr(refresh, "WAIT_SECONDS", 0.1)
    process = hold(path, 60, "lock_run(store, ['c'])")
    for deployment, is_skipped in (("some", True), (None, False)):
        monkeypatch.setattr(refresh, "deployment", SimpleNamespace(id=deployment))
        if is_skipped:
            state = refresh.refresh.fn(["c"], str(path))
            assert state.is_completed() and state.name == "Skipped"
        else:
            with pytest.raises(StoreError, match="c: another run of this corpus is at work"):
                refresh.refresh.fn(["c"], str(path))
    with Store(path) as store:
        assert recent_runs(store) == []
    process.kill()
    process.wait()
    monkeypatch.setattr(refresh, "deployment", SimpleNamespace(id="some"))
    assert refresh.refresh.fn(["c"], str(path)) == {"done": 1}


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        process = hold(store.path, 0.5)
        began = time.monotonic()
        with lock_corpus(store, "c", wait=10):
            assert time.monotonic() - began > 0.2
        process.wait()


def test_a_failure_is_told_once() -> None:
    with receive_messages() as (address, received):
        assert send_failure(
            [address], ["mine"], "Flow run encountered an exception: ZhengceError: 0 items", "refresh mine"
        )
        (message,) = received
        assert message["title"] == "zhengce: reading mine failed" and message["message"].startswith(
            "0 items\n"
        )
        assert send_failure([], ["mine"], "x") and len(received) == 1
    assert not send_failure(["json://127.0.0.1:9/"], ["mine"], "x")


def test_a_notice_is_a_failure_in_the_language_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    with receive_messages() as (address, received):
        send_failure([address], [], UsageError("corpus.redirected_in_circle"), "refresh all corpora")
        send_failure([address], ["mine"], "")
    assert [(message["type"], message["title"], message["message"]) for message in received] == [
        (
            "failure",
            "zhengce 读取失败：所有语料库",
            "循环重定向\n\n已读取的内容均已入库；定时计划保持启用。运行：refresh all corpora。",
        ),
        ("failure", "zhengce 读取失败：mine", "未说明原因\n\n已读取的内容均已入库；定时计划保持启用。"),
    ]


def test_page_lists_new_and_changed(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        for number, text in enumerate(("通知\n甲\n第一稿内容若干。", "通知\n甲\n第二稿内容若干。")):
            (tmp_path / "a.txt").write_text(text, encoding="utf-8")
            (tmp_path / f"new{number}.txt").write_text(
                f"关于第{number}批[试点]的通知\n内容若干。", encoding="utf-8"
            )
            with store.run("test") as run:
                counts = ingest_paths(store, run.id, "c", [tmp_path / "a.txt", tmp_path / f"new{number}.txt"])
            write_batch(
                store,
                run.id,
                SourceFile("c", "b", "0", "r", 0),
                [],
                [Rejection("c", f"{number}{n}.html", "read", "corpus.empty_page") for n in range(7)],
                complete=True,
            )
        summary = summarise(store, run.id)
    unmet = [Reason("pipeline.broke_off", {"problem": "c: x"})]
    ingested = IngestCounts(files=2, documents=2, passages=4, superseded=counts.superseded, unmet=unmet)
    page = as_markdown(ingested, AnnotateCounts(), [], summary)
    assert "| files | 2 |" in page and "| documents in them | 2 | 3 |" in page and " clusters" not in page
    assert "| new versions | 1 |" in page and "expectation not met: c: x" in page
    assert "- 7 × an empty page: " in page and page.count(".html") == 5 and " …" in page
    new, changed = page.split("New:")[1].split("New versions:")
    assert "关于第1批\\[试点\\]的通知" in new and "关于第0批" not in page and "通知" in changed
