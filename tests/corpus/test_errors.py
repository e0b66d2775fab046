"""Reasons as data: every code has a message in both locales, and the store records code and values."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from flows.errors import format_message, read_catalogue
from flows.records import Reason, Rejection
from flows.store.database import Store
from flows.store.documents import SourceFile, read_rejections, write_batch
from tests.stores import make_store_of_schema
from tests.support import PROJECT

ROOMS = ("corpus", "pipeline", "curation", "alerts")
_CODE = re.compile(r'"((?:corpus|pipeline|curation|alerts)\.[a-z][a-z0-9_]+)"')


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("room", ROOMS)
def test_every_message_has_both_locales_with_the_same_values(room: str) -> None:
    for name, texts in read_catalogue(room).items():
        assert {"en", "zh"} <= set(texts) <= {"en", "zh", "page_en", "page_zh"}, name
        assert len({frozenset(fields_of(text)) for text in texts.values()}) == 1, name


def test_every_code_has_a_message_and_every_message_is_used() -> None:
    used = {
        code
        for path in (PROJECT / "flows").rglob("*.py")
        if "cli" not in path.parts
        for code in _CODE.findall(path.read_text(encoding="utf-8"))
    }
    files = {room: PROJECT / "flows" / room / "errors.toml" for room in ROOMS}
    known = {
        f"{room}.{name}"
        for room, file in files.items()
        for name in tomllib.loads(file.read_text(encoding="utf-8"))
    }
    assert used == known


def test_a_reason_inside_a_reason_is_shown_in_its_locale() -> None:
    cause = Reason("corpus.server_answered", {"status": 503})
    rejection = Rejection("c", "a", "fetch", "corpus.retried", {"cause": cause.as_value(), "tries": 3})
    assert rejection.reason == "the server answered 503 (3 attempts)"
    assert rejection.message("zh") == "服务器返回 503（已尝试 3 次）"


def test_messages_in_a_row_have_semicolons_between_them_if_one_has_a_comma() -> None:
    def told(*problems: Reason) -> list[str]:
        values = {"problems": [problem.as_value() for problem in problems]}
        return [format_message("pipeline.expectations_not_met", values, locale) for locale in ("en", "zh")]

    short = Reason("pipeline.corpus_not_read", {"corpus": "a", "problem": "gone"})
    long = Reason("pipeline.too_few_documents", {"corpus": "b", "documents": 2, "minimum": 3})
    assert told(short, short) == ["expectations not met: a: gone, a: gone", "未达到预期：a：gone、a：gone"]
    assert told(short, long) == [
        "expectations not met: a: gone; b: 2 documents stored, at least 3 expected",
        "未达到预期：a：gone；b：库中有 2 份文件，预期至少 3 份",
    ]


def test_the_store_keeps_code_and_values(tmp_path: Path) -> None:
    cause = Reason("corpus.gzip_damaged", {"problem": "x"})
    written = (
        Rejection("c", "a.csv:4", "read", "corpus.too_many_cells", {"cells": 4, "columns": 3}),
        Rejection("c", "b.gz", "read", "corpus.gzip_read_in_part", {"cause": cause.as_value()}),
    )
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        write_batch(store, run.id, SourceFile("c", "a", "0", "r", 0), [], written, complete=True)
        found = {row.place: row for row in read_rejections(store)}
    for rejection in written:
        row = found[rejection.where]
        assert (row.code, row.values) == (rejection.code, rejection.values)
        assert row.reason == rejection.reason


def test_rows_of_an_older_store_keep_their_text(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    row = "'c', 'a', 'read', 'no text in it', '', 'r', ''"
    columns = "corpus, place, stage, reason, source_sha256, run_id, rejected"
    make_store_of_schema(path, 11, f"INSERT INTO rejection ({columns}) VALUES ({row})")
    with Store(path) as store:
        (found,) = read_rejections(store)
    assert (found.reason, found.code, found.values) == ("no text in it", "", {})
