"""The language of the command line: English whatever LANG is, Chinese with ZHENGCE_LANG=zh, data the same in both."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli.main import _run
from flows.errors import choose_terminal_locale, terminal_locale
from flows.output import translate_heading, translate_noun
from flows.settings import read_locale
from flows.text import has_han
from tests.support import PROJECT

HEADINGS = tomllib.loads((PROJECT / "flows" / "output" / "headings.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    choose_terminal_locale("en")


def run(words: str, store: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command; return its exit code, output and messages."""
    capsys.readouterr()
    code = _run([*words.split(), "--store", str(store)])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("value", "locale"),
    [("", "en"), ("en", "en"), ("en_GB.UTF-8", "en"), ("zh", "zh"), ("zh_CN.UTF-8", "zh"), ("ZH-TW", "zh")],
)
def test_the_variable_is_read(monkeypatch: pytest.MonkeyPatch, value: str, locale: str) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")  # not asked
    monkeypatch.setenv("ZHENGCE_LANG", value)
    assert read_locale() == locale


def test_another_language_is_an_error(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "fr")
    code, out, err = run("status", sample_store, capsys)
    assert (code, out) == (1, "")
    assert err == "zhengce: ZHENGCE_LANG='fr': no such choice. Known are en, zh.\n"


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (
            "search 芯片 --limit 0",
            "--limit 0: must be 1 or more. See",
            "--limit 0：至少为 1。请看 zhengce search --help。",
        ),
        (
            "corpus list --nix",
            "Unknown option: --nix. See",
            "没有选项 --nix。请看 zhengce corpus list --help。",
        ),
        ("search (芯片", "See zhengce search --help.", "请看 zhengce search --help。"),
        ("trends 没有这个词呀 --format csv", "See zhengce trends --help.", "请看 zhengce trends --help。"),
    ],
)
def test_errors(
    monkeypatch: pytest.MonkeyPatch,
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    english: str,
    chinese: str,
) -> None:
    monkeypatch.delenv("ZHENGCE_LANG", raising=False)
    code, out, err = run(words, sample_store, capsys)
    assert (code, out) == (2, "") and english in err and err.count("\n") == 1
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    code, out, err = run(words, sample_store, capsys)
    assert (code, out) == (2, "") and chinese in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "headings", "caption"),
    [
        ("trends 自主可控", {"序列", "时段", "次数", "每百万词"}, "每百万词出现次数，按年"),
        ("documents --limit 1", {"日期", "标题", "文号"}, ""),
        ("collocates 稀土 --limit 1", {"词", "邻近", "合计"}, "按发布日期（无则按成文日期）"),
        ("status", {"语料库", "文件数", "最近读取"}, ""),
    ],
)
def test_tables_and_captions(
    monkeypatch: pytest.MonkeyPatch,
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    headings: set[str],
    caption: str,
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    code, out, err = run(words, sample_store, capsys)
    assert code == 0 and caption in err
    assert any(headings <= set(line.split()) for line in out.splitlines()), out


@pytest.mark.parametrize(
    "words", ["trends 自主可控 --format csv", "documents --format json", "status --format json"]
)
def test_data_is_the_same_in_both(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    monkeypatch.delenv("ZHENGCE_LANG", raising=False)
    _, english, _ = run(words, sample_store, capsys)
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    _, chinese, _ = run(words, sample_store, capsys)
    assert english == chinese != ""


def test_what_a_file_keeps_follows_its_own_option(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    assert run(f"trends 自主可控 --out {tmp_path / 't.csv'}", sample_store, capsys)[0] == 0
    assert not has_han(
        (tmp_path / "t.csv.meta.json").read_text(encoding="utf-8").partition('"counted"')[2][:60]
    )


def test_headings_are_chinese_and_unknown_ones_stay() -> None:
    choose_terminal_locale("zh")
    assert (translate_heading("documents"), translate_heading("logDice")) == ("文件数", "logDice")
    assert (translate_noun("hits"), translate_noun("things")) == ("命中", "things")
    choose_terminal_locale("en")
    assert (translate_heading("documents"), translate_noun("hits"), terminal_locale()) == (
        "documents",
        "hits",
        "en",
    )
    for part in HEADINGS.values():
        assert all(has_han(text) for text in part.values())
