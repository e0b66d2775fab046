"""The command line on a lake: written by `export lake`, counted with `--lake`."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows.cli.main import app
from flows.errors import StoreError, UsageError
from flows.store.database import Store
from flows.store.lake import export_lake
from tests.stores import copy_file, make_once

Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> str:
    def fill(path: Path) -> None:
        copy = path.with_name("copy.sqlite")
        copy_file(sample_store, copy)  # one process at a time may export a store
        with Store(copy) as store:
            export_lake(store, str(path.with_name("lake")))

    return str(make_once(tmp_path_factory, "cli-lake", fill).with_name("lake"))


def test_a_second_export_writes_nothing(sample_store: Path, tmp_path: Path, capsys: Printed) -> None:
    copy, address = tmp_path / "s.sqlite", str(tmp_path / "lake")
    with closing(sqlite3.connect(sample_store)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    for message in ("15 of 15 partitions written", "0 of 15 partitions written"):
        assert app(["export", "lake", "--store", str(copy), "--out", address]) == 0
        printed = capsys.readouterr()
        assert message in printed.err and printed.out.strip() == address


@pytest.mark.parametrize(
    "words",
    [
        ("trends", "自主可控", "补贴", "--group", "publisher", "--format", "csv"),
        ("trends", "--all", "--by", "plan", "--format", "csv"),
        ("trends", "稀土", "--kind", "notice", "--publisher", "样例省人民政府办公厅", "--format", "csv"),
        ("silent", "2020", "--minimum", "2", "--any-source", "--publisher", "Sample Daily"),
        ("keyness", "--language", "en", "--minimum", "2"),
        ("emerging", "2020", "--minimum", "3", "--format", "csv"),
        ("emerging", "2021", "--ngrams", "--minimum", "3"),
        ("silent", "2020", "--minimum", "2", "--any-source"),
    ],
    ids=" ".join,
)
def test_a_lake_prints_what_its_store_prints(
    sample_store: Path, lake: str, capsys: Printed, words: tuple[str, ...]
) -> None:
    printed = []
    for place in (("--store", str(sample_store)), ("--lake", lake)):
        assert app([*words, *place]) == 0
        printed.append(capsys.readouterr())
    assert printed[0] == printed[1] and printed[0].err


def read_documents(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_an_export_from_a_lake(sample_store: Path, lake: str, tmp_path: Path) -> None:
    for name, place in (("store", ("--store", str(sample_store))), ("lake", ("--lake", lake))):
        assert app(["export", "--query", "芯片", "--out", str(tmp_path / name), *place]) == 0
        assert app(["export", "events", "trends", "--out", str(tmp_path / name), *place]) == 0
    for file in ("passages", "mentions", "events", "trends"):
        mine, theirs = (tmp_path / name / f"{file}.csv" for name in ("lake", "store"))
        assert mine.read_bytes() == theirs.read_bytes()
    of_lake, of_store = (read_documents(tmp_path / name / "documents.csv") for name in ("lake", "store"))
    assert all(any(row[name] for row in of_store) for name in ("kind", "status"))
    assert of_lake == [row | {"status": "", "status_source": ""} for row in of_store]
    about = json.loads((tmp_path / "lake" / "passages.csv.meta.json").read_text(encoding="utf-8"))
    assert f"--lake {lake}" in about["again"] and "--store" not in about["again"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("export", "lake", "passages"), "only --out and --store with it"),
        (("export", "lake", "--format", "csv"), "only --out and --store with it"),
        (("export", "passages", "--out", "s3://bucket/x"), "only `zhengce export lake` writes to an address"),
        (("trends", "自主可控", "--lake", "x", "--store", "y"), "use one of them"),
        (("trends", "自主可控", "--lake", "x", "--as-of", "2020"), "a lake does not hold"),
        (("export", "tokens", "--lake", "x"), "tokens can't be exported from a lake"),
        (("export", "--package", "--lake", "x"), "--package can't be exported from a lake"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_refused(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        app(list(words), exit_on_error=False, print_error=False)


def test_a_lake_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no lake there"):
        app(["trends", "自主可控", "--lake", str(tmp_path)], exit_on_error=False, print_error=False)
