"""An unreadable manifest stops only its own corpus, and is named once."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation import load_annotator
from flows.cli.main import _run
from flows.pipeline import AnnotateCounts, annotate_store
from flows.store import Store
from tests.support import PROJECT

LEFT_OUT = {
    "en": "typo: the manifest can't be read, so this corpus is left out (",
    "zh": "typo：无法读取清单，此语料库暂不处理（",
}
BROKEN = ("location: .\nschedule: {cron: '0 24 * * *'}\n", "location: [\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two corpora; the manifest of one has a wrong schedule."""
    for name, text in (("good", "location: a.txt\n"), ("typo", BROKEN[0])):
        path = tmp_path / "corpora" / name / "source.yml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "corpora" / "good" / "a.txt").write_text("关于试点的通知\n加强稀土管理。", encoding="utf-8")
    monkeypatch.setenv("ZHENGCE_CORPORA", str(tmp_path / "corpora"))
    monkeypatch.setenv("ZHENGCE_STORE", str(tmp_path / "s.sqlite"))
    return tmp_path


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("command", ["ingest good", "ingest {folder} --corpus key", "annotate"])
def test_other_corpora_go_on_and_the_broken_one_is_named_once(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    locale: str,
    broken: str,
) -> None:
    (folder / "corpora" / "typo" / "source.yml").write_text(broken, encoding="utf-8")
    assert _run(["ingest", "good", "--quiet"]) == 0
    capsys.readouterr()
    monkeypatch.setenv("ZHENGCE_LANG", locale)
    words = command.format(folder=folder / "corpora" / "good").split()
    assert _run([*words, "--quiet"]) == 0
    assert "".join(capsys.readouterr().err.split()).count("".join(LEFT_OUT[locale].split())) == 1


def test_the_broken_one_is_an_error_where_it_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["ingest", "typo"], ["run", "typo"], ["run", "good", "typo"]):
        assert _run([*words, "--quiet"]) == 1
        assert "schedule.cron" in capsys.readouterr().err


def test_two_manifests_with_one_id_stop_that_id_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "corpora" / "typo" / "source.yml").write_text("id: same\nlocation: .\n", encoding="utf-8")
    (folder / "corpora" / "more").mkdir()
    (folder / "corpora" / "more" / "source.yml").write_text("id: same\nlocation: .\n", encoding="utf-8")
    assert _run(["ingest", "good", "--quiet"]) == 0
    assert "same: the manifest can't be read" in " ".join(capsys.readouterr().err.split())
    assert _run(["ingest", "same", "--quiet"]) == 1


def test_doctor_names_a_broken_manifest_without_an_option(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["doctor", "--quiet"]) == 1
    assert "typo: the manifest can't be read (" in " ".join(capsys.readouterr().out.split())


def test_a_corpus_that_rests_keeps_its_annotations(folder: Path) -> None:
    """Its choice of names is unknown while its manifest is unreadable."""
    annotator = load_annotator(PROJECT / "models")
    with Store(folder / "s.sqlite") as store:
        (folder / "corpora" / "typo" / "source.yml").write_text("location: b.txt\n", encoding="utf-8")
        (folder / "corpora" / "typo" / "b.txt").write_text("关于示范的通知\n加强煤炭管理。", encoding="utf-8")
        assert _run(["ingest", "good", "typo", "--quiet"]) == 0
        with store.run("test") as run:
            counts: list[AnnotateCounts] = [
                annotate_store(store, run.id, annotator, PROJECT / "models", resting=resting)
                for resting in (("typo",), ())
            ]
    assert [one.passages > 0 for one in counts] == [True, bool(annotator.entities)]
