"""Public sets: found by name, checked by hash, and never fetched."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from tests.accuracy import public
from tests.accuracy.public import PublicSet, find_file, hash_file, measure_public, read_sets, spans_of

TREEBANK = "# text = a b\n1-2\tab\t_\n1\ta\tA\tX\tDT\tf\t0\troot\t_\t_\n2\tb\tB\tX\tNN\tf\t1\tdep\t_\t_\n\n"


def test_every_set_says_where_it_is_from() -> None:
    for wanted in read_sets():
        assert len(wanted.sha256) == 64
        assert wanted.where and wanted.licence


def test_the_hash_of_a_treebank_is_that_of_what_is_used(tmp_path: Path) -> None:
    plain, packed, other, changed = (tmp_path / name for name in ("a.conllu", "b.gz", "c.conllu", "d.conllu"))
    plain.write_text(TREEBANK, encoding="utf-8")
    packed.write_bytes(gzip.compress(TREEBANK.encode()))
    other.write_text(TREEBANK.replace("\tf\t", "\tg=h\t").replace("# text", "# source"), encoding="utf-8")
    changed.write_text(TREEBANK.replace("dep", "obj"), encoding="utf-8")
    hashes = [hash_file(path, "treebank") for path in (plain, packed, other, changed)]
    assert len(set(hashes[:3])) == 1
    assert hashes[3] != hashes[0]
    assert hash_file(plain, "iob2") != hash_file(other, "iob2")


def test_a_missing_set_says_where_to_get_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure_public(tmp_path) == 1
    said = capsys.readouterr().out
    for wanted in read_sets():
        assert f"not in {tmp_path}: {wanted.file}. {wanted.where}; {wanted.licence}" in said


def test_another_file_of_that_name_is_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = read_sets()[0]
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / wanted.file).write_text("1\tA\tO\t-\t-\n", encoding="utf-8")
    assert find_file(tmp_path, wanted) == tmp_path / "below" / wanted.file
    assert measure_public(tmp_path) == 1
    assert f"Expected SHA-256 {wanted.sha256}" in capsys.readouterr().out


def test_words_are_measured_as_spans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three words, two of which the cutter cuts as the gold does: what is recorded can be measured again."""
    assert list(spans_of(["今天", "下", "雨"])) == [(0, 2), (2, 3), (3, 4)]
    file = tmp_path / "words.utf8"
    file.write_text("今天  天气  很  好\n\n", encoding="utf-8")
    mine = PublicSet("words: mine", "zh", "words", file.name, hash_file(file, "words"), "here", "none")
    monkeypatch.setattr(public, "read_sets", lambda: [mine])
    monkeypatch.setattr(public, "write_page", lambda: None)
    figures = tmp_path / "figures.toml"
    assert measure_public(tmp_path, write=True, figures=figures) == 0
    assert measure_public(tmp_path, figures=figures) == 0
    assert "words: mine" in capsys.readouterr().out
    monkeypatch.setattr(public, "read_sets", lambda: [replace(mine, sha256="0")])
    assert measure_public(tmp_path, figures=figures) == 1
