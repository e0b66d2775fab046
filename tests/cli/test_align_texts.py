"""`zhengce align --zh FILE --en FILE`: two files without a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli import main as command_line
from flows.cli.commands.align import align_texts
from flows.errors import UsageError
from tests.commands import run_zhengce

ZH = "加快发展集成电路产业。\n\n到2025年，研发投入增长7%以上。\n支持企业出口。\n"
EN = (
    "Speed up the development of the integrated circuit industry.\n"
    "By 2025, R&D spending will grow by over 7 percent.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    zh, en = tmp_path / "text.zh", tmp_path / "text.en"
    zh.write_bytes(ZH.encode("gb18030"))
    en.write_text(EN, encoding="utf-8")
    return str(zh), str(en)


def test_lines_are_linked_with_blank_ones_counted(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert align_texts(zh=files[0], en=files[1], unit="line", embeddings=False) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["zh"], row["en"]) for row in rows] == [([0], [0]), ([1], []), ([2], [1]), ([3], [])]
    assert rows[2]["zh_text"] == "到2025年，研发投入增长7%以上。"
    assert rows[2]["en_text"] == "By 2025, R&D spending will grow by over 7 percent."
    assert 0 < rows[2]["score"] <= 1


def test_a_family_called_with_options_alone_gets_its_default_command(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["zhengce", "align", "--zh", files[0], "--en", files[1], "--no-embeddings", "--format", "tsv"]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit, match="0"):
        command_line.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "zh\ten\tscore\tzh_text\ten_text"
    assert [line.split("\t")[:2] for line in lines[1:]] == [["0", "0"], ["1", "1"], ["2", ""]]


def test_exchanged_files_are_an_error(files: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="Swap the two"):
        align_texts(zh=files[1], en=files[0], embeddings=False)


@pytest.mark.parametrize(("data", "message"), [(b"\x00\x01\x02\xff" * 50, "text.en"), (b"", "text.en")])
def test_what_is_no_text_is_an_error(files: tuple[str, str], data: bytes, message: str) -> None:
    Path(files[1]).write_bytes(data)
    with pytest.raises(UsageError, match=message):
        align_texts(zh=files[0], en=files[1], embeddings=False)


def test_an_empty_file_has_no_lines(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files[1]).write_bytes(b"")
    assert align_texts(zh=files[0], en=files[1], unit="line", embeddings=False) == 0
    assert [json.loads(line)["en"] for line in capsys.readouterr().out.splitlines()] == [[], [], [], []]


@pytest.mark.parametrize("words", [("--zh", "-"), ("--zh=-",)])
def test_a_text_is_read_from_standard_input(files: tuple[str, str], words: tuple[str, ...]) -> None:
    done = run_zhengce(*("align", *words, "--en", files[1], "--no-embeddings", "--unit", "line"), given=ZH)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["zh"] for line in done.stdout.splitlines()] == [[0], [1], [2], [3]]
