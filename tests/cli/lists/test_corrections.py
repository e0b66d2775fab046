"""`zhengce corrections`: tag, figure, list, undo, export and teach, each with a one-line error."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from flows.cli.main import _run
from flows.pipeline.corrections import CORRECTION_COLUMNS
from tests.stores import copy_store

PASSAGE, PLACE = "8476da4fe75c7fe8-7", "76"  # ... gallium phosphide ...


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    return copy_store(sample_store, tmp_path)


def call(store: Path, *words: str) -> int:
    return _run(["corrections", *words, "--store", str(store)])


def tag(store: Path) -> int:
    return call(store, "tag", PASSAGE, "gallium", "--start", PLACE, "--reason", "a compound")


def test_a_tag_is_corrected_listed_exported_and_undone(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tag(store) == 0
    assert capsys.readouterr().out == "m1\n"
    assert call(store, "list", "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["text"], row["was"], row["becomes"]) == ("m1", "gallium", "TECH gallium", "")
    assert call(store, "list", "--kind", "title", "--format", "csv") == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [CORRECTION_COLUMNS]
    assert call(store, "export", str(tmp_path / "c.xlsx")) == 0
    assert (tmp_path / "c.xlsx").stat().st_size
    assert call(store, "undo", "m1") == 0
    capsys.readouterr()
    assert call(store, "list") == 0
    assert "no corrections found" in capsys.readouterr().err


def test_labels_have_their_names_in_chinese(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "sheet.csv"
    _run(["label", "write", "--out", str(sheet), "--limit", "1", "--store", str(store)])
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    answer = rows[0] | {"labels": ["tech_leverage"], "instruments": ["export_control"], "reader": "a"}
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps(answer), encoding="utf-8")
    assert _run(["label", "read", str(answers), "--store", str(store)]) == 0
    capsys.readouterr()
    assert call(store, "list") == 0
    assert "tech_leverage export_control" in capsys.readouterr().out
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    assert call(store, "list") == 0
    assert "技术与资源反制、出口管制" in capsys.readouterr().out
    assert call(store, "list", "--format", "csv") == 0
    assert "tech_leverage export_control" in capsys.readouterr().out


def test_a_figure(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(["targets", "--kind", "target", "--format", "json", "--limit", "1", "--store", str(store)])
    figure = json.loads(capsys.readouterr().out)["targets"][0]
    words = ("figure", figure["passage_id"], figure["value_text"], "--start", str(figure["start"]))
    assert call(store, *words, "--kind", "actual", "--reason", "已实现") == 0
    assert call(store, *words, "--deadline", "2031", "--reason", "另有期限") == 0
    capsys.readouterr()
    assert call(store, "list", "--format", "csv") == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["kind"], row["reason"], row["was"].split()[0]) == ("figure", "另有期限", "target")
    assert row["becomes"].startswith("actual") and row["becomes"].endswith("2031")
    back = ("--kind", "target", "--deadline", figure["deadline"], "--reason", "doubtful after all")
    assert call(store, *words, *back) == 0
    assert "taken back" in capsys.readouterr().err


def test_teaching(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(store, "teach") == 0
    assert "no edits found" in capsys.readouterr().err
    tag(store)
    assert call(store, "teach", "--out", str(tmp_path / "p.csv")) == 0
    (row,) = csv.DictReader(io.StringIO((tmp_path / "p.csv").read_text(encoding="utf-8")))
    assert "gallium phosphide" in row["not_in"].split("|")


def test_the_reason_of_a_field_is_kept(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        _run(["fix", PASSAGE, "--publisher", "样例省商务厅", "--reason", "落款", "--store", str(store)]) == 0
    )
    assert call(store, "list", "--kind", "publisher", "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["becomes"], row["reason"]) == ("样例省商务厅", "落款")


def test_what_a_field_became_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fix(*words: str) -> str:
        capsys.readouterr()
        assert _run(["fix", PASSAGE, *words, "--store", str(store)]) == 0
        return " ".join(capsys.readouterr().err.split())

    document = PASSAGE.partition("-")[0]
    listed = f"`zhengce show {document}` lists it"
    again = "next: zhengce annotate"
    assert fix("--date", "") == f"{document}: no correction of date to take back; nothing changed"
    assert f"{document}: corrected date, publisher; {listed}" in fix("--date", "2021", "--publisher", "某厅")
    told = fix("--date", "", "--title", "另一标题")
    assert f"{document}: corrected title; {listed}" in told
    assert f"{document}: took back the correction of date: as read again" in told
    assert again in told.lower()
    assert again not in fix("--publisher", "").lower()
    assert call(store, "list", "--format", "csv") == 0
    assert [row["kind"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))] == ["title"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("tag", PASSAGE, "gallium"), "needs a reason"),
        (("tag", PASSAGE, "copper", "--reason", "x"), "is not in passage"),
        (("tag", "nothing-1", "x", "--reason", "x"), "no such passage"),
        (("figure", PASSAGE, "5%", "--reason", "x"), "no figure is read there"),
        (("undo", "m7"), "no such correction"),
        (("teach", "--out", "patch.txt"), "is a .csv file"),
        (("list", "--limit", "0"), "--limit"),
    ],
)
def test_wrong_usage_is_one_line(
    store: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    assert call(store, *words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert message in err
