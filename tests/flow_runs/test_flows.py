"""The flows under Prefect: the main job as a command, and its failures."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cli.running import run_refresh
from flows.errors import ZhengceError
from flows.settings import Settings
from flows.store import recent_runs
from flows.store.database import Store
from tests.commands import run_zhengce
from tests.flow_runs.serving import Serving, break_manifest, make_corpus
from tests.support import MODELS, PROJECT


def test_a_server_that_does_not_start_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As raised by Prefect, outside the flow; Prefect's own waiting is not tested here."""
    import flows.refresh

    def never_started(*arguments: object, **options: object) -> None:
        raise RuntimeError("Timed out.")

    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setattr(flows.refresh, "refresh", never_started)
    settings = Settings(
        corpora=PROJECT / "corpora", models=MODELS, state=tmp_path, store=tmp_path / "a.sqlite"
    )
    with pytest.raises(ZhengceError, match="Prefect did not start: Timed out"):
        run_refresh(settings, ["sample"], quiet=True)


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
