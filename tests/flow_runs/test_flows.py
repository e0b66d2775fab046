"""The flows under Prefect: the main job as a command."""

from __future__ import annotations

from pathlib import Path

from flows.store import recent_runs
from flows.store.database import Store
from tests.commands import run_zhengce
from tests.flow_runs.serving import Serving, break_manifest, make_corpus


def test_the_main_job_by_command(tmp_path: Path, serving: Serving) -> None:
    """Two runs, next to a server of schedules with another folder, which has to wait for its minute anyway.

    The first misses an expectation and cannot read two other corpora. It fails for both reasons at the end, with
    everything stored and written. The second succeeds.
    """
    assert serving.process.poll() is None
    folder = tmp_path
    make_corpus(folder, "location: texts\nexpect: {minimum_documents: 10}\n")
    lost = folder / "corpora" / "lost" / "source.yml"
    lost.parent.mkdir()
    lost.write_text("location: away\n", encoding="utf-8")
    typo = break_manifest(folder)
    first = run_zhengce("run", cwd=folder)
    assert first.returncode == 1 and "Traceback" not in first.stderr
    told = " ".join(first.stderr.split())
    assert "not read: lost: " in told and "at least 10 expected" in told
    assert told.count("typo: ") == 1 and "cron" in told
    lost.unlink()
    typo.unlink()
    outputs = folder / "outputs"
    names = ("zhengce.sqlite", "documents.csv", "passages.csv", "mentions.csv", "trends.csv", "trends.svg")
    assert all((outputs / name).is_file() for name in names)
    times = {name: (outputs / name).stat().st_mtime_ns for name in names if name != "zhengce.sqlite"}
    with Store(outputs / "zhengce.sqlite") as store:
        assert store.value("SELECT count(*) FROM document") == 3
        assert (
            store.value("SELECT count(*) FROM document_signature WHERE clustered") == 3
        )  # compared to find reprints
    (folder / "corpora" / "mine" / "source.yml").write_text("location: texts\n", encoding="utf-8")
    second = run_zhengce("run", cwd=folder)
    assert second.returncode == 0 and "Traceback" not in second.stderr
    assert "nothing new" in second.stdout and "try:" in second.stdout
    assert times == {name: (outputs / name).stat().st_mtime_ns for name in times}
    with Store(outputs / "zhengce.sqlite") as store:
        assert [entry.outcome for entry in recent_runs(store)] == ["done", "failed"]
