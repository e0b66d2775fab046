"""`zhengce cite`, `search --cite` and `evidence --cite` on the sample store, in this process."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from flows.cli.main import app
from flows.errors import UsageError


def run(*words: str) -> int:
    code = app(words, exit_on_error=False, print_error=False)
    assert isinstance(code, int)
    return code


@pytest.fixture
def hit(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    assert (
        run("search", "小巨人 language:zh", "--format", "json", "--limit", "1", "--store", str(sample_store))
        == 0
    )
    found: dict[str, str] = json.loads(capsys.readouterr().out)["hits"][0]
    return found


def test_passages_and_documents_are_cited(
    sample_store: Path, hit: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    names = (hit["passage_id"], hit["document_id"])
    assert run("cite", *names, "--style", "bibtex", "--store", str(sample_store)) == 0
    entries = parse_string(capsys.readouterr().out).entries
    assert [hit["title"] in entry.fields_dict["title"].value for entry in entries] == [True, True]
    assert f"-{hit['passage_id'].split('-')[1]}, characters " in entries[0].fields_dict["note"].value
    assert run("cite", hit["document_id"], "--store", str(sample_store)) == 0
    assert hit["title"] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ((), "Name at least one"),
        (("ffffffffffffffff",), "no document or passage"),
        (("",), "no document or passage"),
    ],
)
def test_wrong_ids_are_one_line(sample_store: Path, words: tuple[str, ...], hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        run("cite", *words, "--store", str(sample_store))


def test_hits_have_references(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("search", "自主可控", "--limit", "2", "--cite", "gbt7714", "--store", str(sample_store))
    assert run(*words, "--format", "json") == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert all(hit["title"] in hit["citation"] for hit in hits)
    assert run(*words, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert [row["citation"] for row in rows] == [hit["citation"] for hit in hits]
    assert run(*words) == 0
    assert hits[0]["title"] in capsys.readouterr().out


def test_evidence_has_a_list_of_its_sources(sample_store: Path, tmp_path: Path) -> None:
    words = ("evidence", "自主可控", "--format", "jsonl", "--cite", "bibtex", "--out", str(tmp_path))
    assert run(*words, "--store", str(sample_store)) == 0
    (pack,), (references,) = tmp_path.glob("*.jsonl"), tmp_path.glob("*.bib")
    lines = pack.read_text(encoding="utf-8").splitlines()
    quoted = dict.fromkeys(json.loads(line)["title"] for line in lines)
    entries = parse_string(references.read_text(encoding="utf-8")).entries
    assert len({entry.key for entry in entries}) == len(entries)
    assert len(entries) == len(quoted)
