"""Croissant metadata: the fields that the specification requires, matching hashes, and valid references."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib

from flows.annotation.lexicon.model import Lexicon
from flows.reports import export_package
from flows.reports.columns import export_columns
from flows.reports.packages import CROISSANT_FILE, PACKAGE_FILE
from flows.search.collection import Collection
from flows.store.database import Store

CR = rdflib.Namespace("http://mlcommons.org/croissant/")
SC = rdflib.Namespace("https://schema.org/")
REQUIRED = {
    "@context",
    "@type",
    "conformsTo",
    "name",
    "description",
    "license",
    "url",
    "creator",
    "datePublished",
    "distribution",
}


@pytest.fixture(scope="module")
def package(sample_store: Path, lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    with Store(sample_store, read_only=True) as store:
        export_package(Collection(store, lexicon), folder)
    return folder


@pytest.fixture(scope="module")
def descriptor(package: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((package / CROISSANT_FILE).read_text(encoding="utf-8"))
    return read


def fields_of(descriptor: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for records in descriptor["recordSet"]:
        yield from records["field"]


def test_has_what_the_specification_requires(descriptor: dict[str, Any]) -> None:
    assert set(descriptor) >= REQUIRED and all(descriptor[name] for name in REQUIRED)
    assert descriptor["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert descriptor["version"].count(".") == 2
    for entry in descriptor["distribution"]:
        assert set(entry) >= {"@type", "@id", "name", "contentUrl", "encodingFormat", "sha256"}


def test_every_file_is_there_with_its_hash_and_size(package: Path, descriptor: dict[str, Any]) -> None:
    packaged = json.loads((package / PACKAGE_FILE).read_text(encoding="utf-8"))["resources"]
    assert [entry["contentUrl"] for entry in descriptor["distribution"]] == [
        entry["path"] for entry in packaged
    ]
    for entry in descriptor["distribution"]:
        data = (package / entry["contentUrl"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        assert entry["contentSize"] == f"{len(data)} B"


def test_fields_are_the_columns_of_their_file(package: Path, descriptor: dict[str, Any]) -> None:
    for records in descriptor["recordSet"]:
        names = [field["name"] for field in records["field"]]
        head = (package / f"{records['name']}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert names == list(export_columns(records["name"])) == head.split(",")
        assert {field["source"]["extract"]["column"] for field in records["field"]} == set(names)


def test_ids_are_unique_and_references_lead_to_them(descriptor: dict[str, Any]) -> None:
    fields = [field["@id"] for field in fields_of(descriptor)]
    files = [entry["@id"] for entry in descriptor["distribution"]]
    ids = [*fields, *files, *(records["@id"] for records in descriptor["recordSet"])]
    assert len(ids) == len(set(ids))
    references = {
        field["@id"]: field["references"]["field"]["@id"]
        for field in fields_of(descriptor)
        if "references" in field
    }
    assert references["mentions/passage_id"] == "passages/passage_id"
    assert set(references.values()) <= set(fields)
    assert {field["source"]["fileObject"]["@id"] for field in fields_of(descriptor)} == set(files)
    keys = [key["@id"] for records in descriptor["recordSet"] for key in records.get("key", [])]
    assert set(keys) <= set(fields)


def test_a_reader_of_linked_data_finds_the_record_sets(descriptor: dict[str, Any]) -> None:
    graph = rdflib.Graph().parse(data=json.dumps(descriptor), format="json-ld", publicID="https://x.test/")
    (dataset,) = graph.subjects(rdflib.RDF.type, SC.Dataset)
    assert {
        str(name) for each in graph.objects(dataset, CR.recordSet) for name in graph.objects(each, SC.name)
    } == {records["name"] for records in descriptor["recordSet"]}
    assert len(set(graph.objects(dataset, SC.distribution))) == len(descriptor["distribution"])
    assert set(graph.objects(predicate=CR.dataType)) == {SC.Integer, SC.Float, SC.Text}
