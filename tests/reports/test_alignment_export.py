"""The alignment as files: every sentence once, each text at its stated place, in every format."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from flows.annotation.lexicon import Lexicon
from flows.cli.main import app
from flows.errors import UsageError
from flows.output.sidecars import sidecar_of
from flows.pipeline import align_pairs
from flows.reports import export_kinds, export_package
from flows.reports.columns import export_columns, read_dictionary
from flows.search import Collection, Filters
from flows.store import Store
from flows.store.translations import passages_to_align, read_pairs
from tests.builders import documents_with_text
from tests.pipeline.alignment.texts import store_records
from tests.search.test_counterparts import RECORDS, BySentence

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ROWS = [
    ("linked", "稀土优先发展。", "Rare earths come first."),
    ("linked", "严格管理稀土出口！", "Exports are managed."),
    ("not_linked", "另有一句。", ""),
    ("not_linked", "", "So is the rest."),
]


@pytest.fixture
def aligned(tmp_path: Path, small_lexicon: Lexicon) -> Iterator[Collection]:
    with Store(tmp_path / "s.sqlite") as store:
        undated = [{**record, "date": ""} for record in RECORDS]  # no series if nothing is annotated
        store_records(store, tmp_path, undated, small_lexicon)
        align_pairs(store, BySentence)
        yield Collection(store, small_lexicon)


def export(collection: Collection, folder: Path, file_format: str, **options: Any) -> Path:
    (path,) = export_kinds(collection, ["alignment"], folder, file_format, **options)
    return path


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_places(collection: Collection, places: list[str]) -> list[str]:
    """Return the texts at places written as PASSAGE:START-END."""
    (pair,) = read_pairs(collection.store)
    texts = {
        passage.id: passage.text
        for document in (pair.zh_document_id, pair.en_document_id)
        for passage in passages_to_align(collection.store, document)
    }
    found = []
    for place in places:
        passage, _, span = place.partition(":")
        start, end = map(int, span.split("-"))
        found.append(texts[passage][start:end])
    return found


def as_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def read_rows(path: Path) -> list[dict[str, Any]]:
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                return list(csv.DictReader(stream))
        case ".tsv":
            with path.open(encoding="utf-8", newline="") as stream:
                return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
        case ".xlsx":
            return as_rows(pd.read_excel(path, dtype=str).fillna(""))
        case ".parquet":
            return as_rows(pd.read_parquet(path))
    return read_lines(path)


@pytest.mark.parametrize("file_format", ["csv", "tsv", "xlsx", "parquet", "jsonl"])
def test_every_table_has_every_sentence_where_it_says(
    aligned: Collection, tmp_path: Path, file_format: str
) -> None:
    rows = read_rows(export(aligned, tmp_path, file_format))
    assert [(row["alignment"], row["zh_text"], row["en_text"]) for row in rows] == ROWS
    assert [str(row["position"]) for row in rows] == ["0", "1", "2", "3"]
    for row in rows:
        assert list(row) == list(export_columns("alignment"))
        for side, between in (("zh", ""), ("en", " ")):
            places = row[f"{side}_places"]
            listed = places if isinstance(places, list) else [one for one in places.split("|") if one]
            assert between.join(read_places(aligned, listed)) == row[f"{side}_text"]
        assert (row["known_by"], row["status"]) == ("declared", "used")


def test_translation_tools_get_the_links_alone(aligned: Collection, tmp_path: Path) -> None:
    path = export(aligned, tmp_path, "tmx")
    units = ElementTree.parse(path).findall("body/tu")
    pairs = [{one.get(LANGUAGE): one.findtext("seg") for one in unit.findall("tuv")} for unit in units]
    assert pairs == [{"zh-CN": zh, "en": en} for _, zh, en in ROWS[:2]]
    properties = {one.get("type"): one.text or "" for one in units[1].findall("prop")}
    assert properties["x-zhengce-known-by"] == "declared"
    assert read_places(aligned, [properties["x-zhengce-zh"], properties["x-zhengce-en"]]) == [*ROWS[1][1:]]
    assert json.loads(sidecar_of(path).read_text(encoding="utf-8"))["rows"] == 2


def test_annotations_link_both_documents(aligned: Collection, tmp_path: Path) -> None:
    rows = read_lines(export(aligned, tmp_path, "w3c"))
    texts = documents_with_text(aligned.store)
    assert [row["motivation"] for row in rows] == ["linking", "linking"]
    assert len({row["id"] for row in rows}) == 2
    for row, (_, *sides) in zip(rows, ROWS, strict=False):
        assert len(row["target"]) == 2
        for target, expected, language in zip(row["target"], sides, ("zh", "en"), strict=True):
            _, _, _, document, part = target["source"]["id"].split(":")
            position, quote = target["selector"]
            text = texts[document][part]
            assert text[position["start"] : position["end"]] == quote["exact"] == expected
            assert text[: position["start"]].endswith(quote["prefix"])
            assert target["source"]["language"] == texts[document]["language"] == language
        keys = {key for key in row if key.startswith("zhengce:")}
        described = set(" ".join(read_dictionary().formats["alignment annotations"].values()).split())
        assert {"zhengce:pair", "zhengce:passages"} <= keys and {"zhengce:known_by,"} <= described


def test_a_choice_of_pairs(aligned: Collection, tmp_path: Path) -> None:
    (pair,) = read_pairs(aligned.store)
    whole = export(aligned, tmp_path / "whole", "jsonl").read_bytes()
    choices: list[dict[str, Any]] = [{"pairs": [pair.id[:8]]}, {"filters": Filters(corpus=("sample",))}]
    for choice in choices:
        path = export(aligned, tmp_path / "chosen", "jsonl", **choice)
        assert path.read_bytes() == whole
        again = json.loads(sidecar_of(path).read_text(encoding="utf-8"))["again"]
        path.unlink()
        assert app(again.split()[1:], exit_on_error=False, print_error=False) == 0
        assert path.read_bytes() == whole
    refused: list[tuple[dict[str, Any], str]] = [
        ({"pairs": ["0000"]}, "no pair of documents"),
        ({"query": "稀土"}, "choose among"),
        ({"filters": Filters(corpus=("none",))}, "corpus 'none'"),
    ]
    for choice, message in refused:
        with pytest.raises(UsageError, match=message):
            export(aligned, tmp_path / "none", "jsonl", **choice)
    with pytest.raises(UsageError, match="--pair chooses a pair of an alignment"):
        export_kinds(aligned, ["alignment", "passages"], tmp_path / "none", pairs=[pair.id])
    assert not (tmp_path / "none").exists()


def test_the_data_package_has_the_alignment(aligned: Collection, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    paths = export_package(aligned, tmp_path / "package")
    report = frictionless.Package(str(paths[-1])).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])[:10]
    assert len(read_rows(tmp_path / "package" / "alignment.csv")) == len(ROWS)
