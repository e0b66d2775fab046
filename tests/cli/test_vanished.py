"""Vanished documents on the command line and from Python."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.cli.main import _run
from flows.pipeline.annotate import annotate_store
from flows.settings import Settings
from flows.store import Store
from flows.workspace import Workspace
from tests.store.sightings.making import address_of, make_lost
from tests.support import MODELS


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("lost") / "s.sqlite"
    with Store(path) as store:
        ids = make_lost(store)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
    return path, ids


def call(path: Path, *words: str) -> int:
    return _run([*words, "--store", str(path)])


def test_status_lists_what_vanished(
    lost: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, ids = lost
    assert call(path, "status", "--vanished") == 0
    shown = capsys.readouterr().out
    assert "1 changed without notice" in " ".join(shown.split())
    places = [shown.index(ids[name]) for name in ("c", "b", "a")]
    assert places == sorted(places)
    last = shown[shown.index("3. 样例通知a") :]
    assert "not found (404), since 2" in last and "2020-03-01 · made" in last and address_of("a") in last
    assert call(path, "status", "--vanished", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["how"] for row in found["gone"]] == ["emptied", "edited", "not_found"]
    assert call(path, "status", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert "gone" not in found and {row["how"] for row in found["vanished"]} == {
        "emptied",
        "edited",
        "not_found",
    }


def test_a_store_without_questions_says_so(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(sample_store, "status", "--vanished") == 0
    shown = capsys.readouterr().out
    assert "nothing that was asked for has vanished" in shown and "vanished from their source:" not in shown


def test_the_choice_of_documents(
    lost: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, ids = lost
    assert call(path, "documents", "--vanished", "gone", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == [ids["c"], ids["a"]]
    assert call(path, "search", '"稀土"', "--vanished", "edited", "--format", "json") == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert {hit["document_id"] for hit in hits} == {ids["b"]}
    assert call(path, "search", "稀土", "--vanished", "stolen") == 2
    assert "'stolen': no such value; known values: any, gone" in capsys.readouterr().err


def test_trends_have_the_share(
    lost: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, _ = lost
    assert call(path, "trends", "稀土", "--vanished-share", "--format", "csv") == 0
    shown = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(shown.out)))
    assert [row["vanished_share"] for row in rows] == ["1.0", "0.0", "1.0", "0.0", "0.0"]
    assert "are gone from their source" in " ".join(shown.err.split())
    out = tmp_path / "t.csv"
    assert call(path, "trends", "稀土", "--vanished-share", "--out", str(out)) == 0
    side = out.with_name("t.csv.meta.json")
    assert "--vanished-share" in side.read_text(encoding="utf-8")


def test_the_history_has_the_choice_of_what_vanished(
    lost: tuple[Path, dict[str, str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZHENGCE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ZHENGCE_HISTORY", "on")
    call(lost[0], "search", "样例", "--vanished", "any")
    capsys.readouterr()
    assert call(lost[0], "history", "--format", "json") == 0
    assert [row["options"] for row in json.loads(capsys.readouterr().out)] == ["--vanished any"]


def test_show_has_the_history(lost: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]) -> None:
    path, ids = lost
    assert call(path, "show", ids["a"]) == 0
    assert "at the source: not found, 2" in " ".join(capsys.readouterr().out.split())
    assert call(path, "show", ids["b now"], "--format", "json") == 0
    (one,) = json.loads(capsys.readouterr().out)["sightings"]
    assert (one["state"], one["document_id"]) == ("edited", ids["b"])


def test_from_python(lost: tuple[Path, dict[str, str]]) -> None:
    path, ids = lost
    with Workspace(settings=Settings(store=path, models=MODELS)) as workspace:
        frame = workspace.vanished()
        assert list(frame.document_id) == [ids["c"], ids["b"], ids["a"]] and frame.attrs["total"] == 3
        assert list(workspace.vanished(how=["移出列表"]).document_id) == [ids["d"]]
        trends = workspace.trends(["稀土"], vanished_share=True)
        assert list(trends.vanished_share) == [1.0, 0.0, 1.0, 0.0, 0.0]
        assert sum(workspace.trends("稀土", vanished="gone").total_documents) == 2
        with pytest.raises(TypeError, match="vanished=True: write a text"):
            workspace.trends("稀土", vanished=True)
