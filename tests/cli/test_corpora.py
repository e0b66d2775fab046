"""`zhengce corpus fields` prints the fields of a manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from flows.cli.commands.corpora import corpus_fields
from flows.errors import UsageError


def test_fields_are_proposed_as_they_stand_in_a_manifest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"odd: one": 1, "deposit_ym": "2016-04", "chunk": "各单位要认真落实。" * 40},
        {"deposit_ym": ""},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert corpus_fields(path) == 0
    printed = capsys.readouterr().out
    assert yaml.safe_load(printed) == {"fields": {"deposit_ym": "published", "chunk": "text"}}
    assert "deposit_ym: published  # filled in 1 of 2, such as 2016-04\n" in printed
    assert "#   odd: one: filled in 1 of 2, such as 1\n" in printed


def test_a_file_without_records_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("nothing", encoding="utf-8")
    with pytest.raises(UsageError, match="no records"):
        corpus_fields(tmp_path / "a.jsonl")
    with pytest.raises(UsageError):
        corpus_fields(tmp_path / "b.jsonl")
