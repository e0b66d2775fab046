"""`zhengce forget` and `zhengce forgotten`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli.main import _run
from flows.store import Store


def test_what_was_forgotten_is_listed_and_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> str:
        assert _run([*words, "--store", path]) == 0
        printed = capsys.readouterr()
        return " ".join((printed.out + printed.err).split())

    texts = {"a.txt": "关于试点的通知，样例部负责解释。", "b.txt": "关于示范的通知，样例部负责解释。"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text * 3, encoding="utf-8")
    path, files = str(tmp_path / "s.sqlite"), [str(tmp_path / name) for name in texts]
    read = ("ingest", *files, "--corpus", "x")
    assert "0 of 2 files unchanged" in run(*read)
    with Store(Path(path)) as store:
        key, identifier = next(iter(store.rows("SELECT key, id FROM document WHERE key LIKE '%a.txt'")))
    run("collection", "add", "rare", identifier)
    assert "keep place and note: rare (1)" in run("forget", identifier, "--yes")
    told = run(*read)
    assert "1 of 2 files unchanged" in told and "1 file is left out" in told
    assert json.loads(run("forgotten", "--format", "json")) == [{"corpus": "x", "key": key}]
    assert _run(["forgotten", "--back", "nothing", "--store", path]) == 2
    assert "reads it again" in run("forgotten", "--back", key)
    assert "1 document, " in run(*read)
    assert json.loads(run("forgotten", "--format", "json").partition("]")[0] + "]") == []


def test_forgetting_says_which_duplicates_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("关于试点的通知，样例部负责解释。" * 3, encoding="utf-8")
    path = str(tmp_path / "s.sqlite")
    read = ["ingest", *(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")), "--corpus", "x"]
    assert _run([*read, "--store", path]) == 0
    with Store(Path(path)) as store:
        (identifier,) = store.column("SELECT id FROM document")
    capsys.readouterr()
    assert _run(["forget", identifier, "--yes", "--store", path]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert "2 files or records were left out as duplicates of it" in told
    assert _run([*read, "--store", path]) == 0
    assert "1 document" in " ".join(capsys.readouterr().err.split())


def test_a_backup_is_a_file_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(tmp_path / "s.sqlite"):
        pass
    assert _run(["backup", str(tmp_path), "--store", str(tmp_path / "s.sqlite")]) == 2
    told = "".join(capsys.readouterr().err.split())
    assert f"{tmp_path}:afolder.Namethefiletowrite,suchas{tmp_path}/backup.sqlite." in told


def test_doctor_notes_a_store_that_can_only_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "s.sqlite"):
        pass
    monkeypatch.setattr(Store, "is_read_only", True)
    assert _run(["doctor", "--store", str(tmp_path / "s.sqlite"), "--quiet"]) == 0
    assert "can only be read here: searches and counts work" in " ".join(capsys.readouterr().out.split())
