"""Croissant metadata (MLCommons, version 1.0): a data set for loaders of machine learning, as JSON-LD.

The specification is at http://mlcommons.org/croissant/1.0; `context.json` is the context of its appendix.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.reports.columns import column_types, export_columns, read_dictionary
from flows.reports.packages.datapackage import PackagedFile

CROISSANT_FILE = "croissant.json"
_VERSION = "http://mlcommons.org/croissant/1.0"
_TYPES = {"integer": "sc:Integer", "number": "sc:Float", "string": "sc:Text"}
_TERMS = "Texts under the terms of their sources, see documents.csv"

Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class About:
    """The description of a data set as a whole. `license` is an address or a sentence; `published` a day."""

    name: str
    description: str
    license: str
    url: str
    version: str
    published: str
    creator: str
    languages: Sequence[str] = ("zh", "en")
    keywords: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RecordField:
    """A column of a table, or a key of JSON lines.

    `type` is integer, number or string; `is_repeated` means that a value is a list of these. `references` is
    the field that it refers to, as table/column.
    """

    name: str
    type: str
    description: str
    is_repeated: bool = False
    references: str = ""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of records: its path below the descriptor, media type, size, SHA-256, fields, and its key."""

    name: str
    path: str
    media_type: str
    bytes: int
    sha256: str
    description: str
    fields: Sequence[RecordField]
    key: Sequence[str] = ()


def describe_dataset(about: About, files: Sequence[RecordFile]) -> Node:
    """Return the Croissant descriptor of a data set: one record set per file."""
    return {
        "@context": _read_context(),
        "@type": "sc:Dataset",
        "conformsTo": _VERSION,
        "name": about.name,
        "description": about.description,
        "license": about.license,
        "url": about.url,
        "version": about.version,
        "datePublished": about.published,
        "creator": {"@type": "sc:Organization", "name": about.creator},
        "inLanguage": list(about.languages),
        "keywords": list(about.keywords),
        "distribution": [_describe_file(file) for file in files],
        "recordSet": [_describe_records(file) for file in files],
    }


def describe_exported(files: Mapping[str, PackagedFile], version: str, published: str) -> Node:
    """Return the descriptor of exported CSV files by kind, with references if both tables are included.

    `published` is the day on which the newest document was stored. Whoever publishes the folder fills in the
    terms and address of publication.
    """
    about = About(
        name="zhengce-exports",
        description="Policy texts in Chinese and English: documents, passages, mentions, facts and series "
        "exported by zhengce. Spans are in Unicode code points.",
        license=_TERMS,
        url="./",
        version=_three_parts(version),
        published=published,
        creator=f"exported by zhengce {version}",
        keywords=("policy", "China", "text mining"),
    )
    return describe_dataset(about, [_exported(kind, file, files) for kind, file in files.items()])


def _exported(kind: str, file: PackagedFile, files: Mapping[str, PackagedFile]) -> RecordFile:
    dictionary, types = read_dictionary(), column_types(kind)
    references = {
        column: f"{other}/{dictionary.primary_keys[other][0]}"
        for column, other in dictionary.foreign_keys.get(kind, {}).items()
        if other in files
    }
    fields = [
        RecordField(name, types[name], meaning, references=references.get(name, ""))
        for name, meaning in export_columns(kind).items()
    ]
    description, key = dictionary.contents[kind], dictionary.primary_keys[kind]
    return RecordFile(kind, file.path, "text/csv", file.bytes, file.sha256, description, fields, key)


def _describe_file(file: RecordFile) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.description,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }


def _describe_records(file: RecordFile) -> Node:
    records: Node = {
        "@type": "cr:RecordSet",
        "@id": file.name,
        "name": file.name,
        "description": file.description,
        "field": [_describe_field(file, field) for field in file.fields],
    }
    if file.key:
        records["key"] = [{"@id": f"{file.name}/{name}"} for name in file.key]
    return records


def _describe_field(file: RecordFile, field: RecordField) -> Node:
    described: Node = {
        "@type": "cr:Field",
        "@id": f"{file.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": _TYPES[field.type],
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": field.name}},
    }
    if field.is_repeated:
        described["repeated"] = True
    if field.references:
        described["references"] = {"field": {"@id": field.references}}
    return described


def _three_parts(version: str) -> str:
    """Return a version as MAJOR.MINOR.PATCH, which the specification recommends."""
    parts = [part if part.isdecimal() else "0" for part in version.partition("+")[0].split(".")]
    return ".".join([*parts, "0", "0"][:3])


@cache
def _read_context() -> Node:
    read: Node = json.loads((Path(__file__).parent / "context.json").read_text(encoding="utf-8"))
    return read
