"""What every reader needs: the place being read, the options, and how a reading becomes a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from flows.corpus.encoding import Decoded, UndecodableError, decode
from flows.corpus.fetching import find_date_in_address
from flows.corpus.metadata import (
    Metadata,
    complete_from_text,
    describe,
    find_date_in_name,
    find_disagreements,
    issuer_of,
    last_amended,
    read_history,
)
from flows.corpus.splitting import find_marks
from flows.records import Document, Rejection
from flows.text import detect_language

Reading = Iterator[Document | Rejection]
MAX_DOCUMENT_BYTES = 50_000_000  # one text, page or office file; the longest real one seen has 1.3 MB
MAX_RECORDS_BYTES = 1_000_000_000  # a JSONL or CSV file, unpacked


@dataclass(frozen=True, slots=True)
class Place:
    """The file being read: `where` for people, `key` for its identity in the corpus, `name` for its ending."""

    corpus: str
    where: str
    key: str
    name: str
    sha256: str = ""

    def inside(self, member: str) -> Place:
        return replace(self, where=f"{self.where}!{member}", key=f"{self.key}!{member}", name=member)

    def reject(self, reason: str, *, stage: str = "read", at: str = "") -> Rejection:
        return Rejection(self.corpus, self.where + at, stage, reason)


@dataclass(frozen=True, slots=True)
class Options:
    """What a manifest says about reading; the defaults read anything by its name and content."""

    format: str = "auto"
    encoding: str = ""
    publisher: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    skip: Mapping[str, Any] = field(default_factory=dict)
    count_damaged: bool = True


def decode_or_reject(data: bytes, place: Place, declared: str | None) -> Decoded | Rejection:
    if not data.strip():
        return place.reject("empty file")
    try:
        return decode(data, declared or None)
    except UndecodableError as error:
        return place.reject(str(error), stage="decode")


def build_document(
    place: Place,
    options: Options,
    found: Metadata,
    text: str,
    *,
    format: str,
    decoded: Decoded | None = None,
    key: str | None = None,
    find_dates: bool = True,
) -> Document | Rejection:
    """Make the document, or the rejection of a text in which nothing can be read.

    `key`: the document's own where a file holds several; the name of a file that holds one may date it, where nothing else does.
    """
    if not any(char.isalnum() for char in text):
        return place.reject("no text in it")
    signed = complete_from_text(found, text, find_dates=find_dates)
    fields = found.fields
    address = place.key if place.key.startswith(("http://", "https://")) else fields.get("url", "")
    if find_dates and not fields.get("published") and not fields.get("written"):
        found.add("published", find_date_in_address(address), origin="address")
    history = read_history(found.extra, text)
    found.add("publisher", issuer_of(history), origin="history")
    if not fields.get("published") and not fields.get("written"):
        found.add("written", last_amended(history), origin="history")
    named = (
        ""
        if key or place.key.startswith(("http://", "https://"))
        else find_date_in_name(PurePosixPath(place.name).name)
    )
    if not fields.get("published") and not fields.get("written"):
        found.add("published", named, origin="file name")
    found.notes += find_disagreements(fields, text, address, signed, named)
    described = describe(fields, found.extra, text) | ({"origins": found.origins} if found.origins else {})
    if history:
        described["history"] = history
    if pages := [[mark.start, mark.end] for mark in find_marks(text) if mark.kind == "page"]:
        described["page_numbers"] = pages  # where they stand in the flow of the text
    return Document(
        corpus=place.corpus,
        key=key or place.key,
        text=text,
        title=fields.get("title", ""),
        publisher=fields.get("publisher", "") or options.publisher,
        document_number=fields.get("document_number", ""),
        written=fields.get("written", ""),
        published=fields.get("published", ""),
        url=fields.get("url", ""),
        language=detect_language(text),
        format=format,
        encoding=decoded.encoding if decoded else "",
        source_sha256=place.sha256,
        metadata={
            **({"encoding_known_by": decoded.how} if decoded else {}),
            **found.extra,
            **(
                {"derived": described} if described else {}
            ),  # apart from a record's own fields, which may have these names
        },
        notes=tuple(decoded.notes if decoded else ()) + tuple(found.notes),
    )
