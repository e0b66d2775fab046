"""Types shared by all readers: the place being read, the options, and the step to a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Protocol

from flows.corpus.encoding import Decoded, UndecodableError, decode
from flows.corpus.fetching import refuse_text
from flows.corpus.metadata import (
    NOTE_FILE_MADE,
    Metadata,
    Step,
    add_notes,
    complete_from_text,
    describe,
    find_body_in_title,
    find_date_in_address,
    find_date_in_name,
    find_disagreements,
    find_period_in_name,
    first_sentence,
    first_words,
    issuer_of,
    last_amended,
    read_history,
    settle_level,
    strip_note_marks,
    tidy_file_title,
    unmark_head_lines,
    unmark_strong,
)
from flows.corpus.splitting import Mark, find_marks, write_out_formulas
from flows.records import FIRST_WORDS, UNCOUNTED, Document, Language, Reason, Rejection
from flows.text import detect_main_language, replace_print_forms

Reading = Iterator[Document | Rejection]
MAX_DOCUMENT_BYTES = 50_000_000  # one text, page or office file; the longest real one seen has 1.3 MB
MAX_RECORDS_BYTES = 1_000_000_000  # a JSONL or CSV file, unpacked


@dataclass(frozen=True, slots=True)
class Place:
    """The file being read: `where` for people, `key` as its identity in the corpus, `name` for its ending."""

    corpus: str
    where: str
    key: str
    name: str
    sha256: str = ""

    def inside(self, member: str) -> Place:
        """Return the place of a member of this archive."""
        return replace(self, where=f"{self.where}!{member}", key=f"{self.key}!{member}", name=member)

    def reject(self, code: str, *, stage: str = "read", at: str = "", **values: object) -> Rejection:
        """Return the rejection of this file, or of the part `at` (`:5` is a line).

        See `corpus/errors.toml`.
        """
        return self.refuse(Reason(code, values), stage=stage, at=at)

    def refuse(self, reason: Reason, *, stage: str = "read", at: str = "") -> Rejection:
        """Return the rejection of this file, or of the part `at`, for a known reason."""
        return Rejection(self.corpus, self.where + at, stage, reason.code, dict(reason.values))


@dataclass(frozen=True, slots=True)
class Options:
    """The declarations of a manifest about reading. The defaults read any file by its name and content."""

    format: str = "auto"
    encoding: str = ""
    publisher: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    skip: Mapping[str, object] = field(default_factory=dict)
    count_damaged: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of a text: the format, and the way it was decoded.

    `key` is the document's own if a file contains several; `family` is shared by all records of its id.
    `find_dates` is False if the record has a date field that is null or filled: then the text is not
    searched for dates. `page_dates` are those of a first page, and `created` is when the file was made: the
    former count if the text has no date, the latter if nothing has one. `broken_lines` means that the
    page does not show where its paragraphs end.
    """

    format: str
    decoded: Decoded | None = None
    key: str | None = None
    find_dates: bool = True
    page_dates: Mapping[str, str] = field(default_factory=dict)
    created: str = ""
    broken_lines: bool = False
    family: str = ""


class Draft(Protocol):
    """A document found in a file but not yet fully read; any process can finish it."""

    @property
    def place(self) -> Place:
        """The file, or the archive's member."""

    def finish(self) -> Reading:
        """Yield the document, or the rejection."""


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """A record that has been found but not described yet, which is the slowest part of reading it."""

    place: Place
    options: Options
    found: Metadata
    text: str
    source: Source
    encoding: str = ""

    def finish(self) -> Reading:
        """Yield the document, or the rejection."""
        document = build_document(self.place, self.options, self.found, self.text, self.source)
        if self.encoding and isinstance(document, Document):
            document = replace(document, encoding=self.encoding)
        yield document


def name_error(error: Exception) -> str:
    """Return the type and the beginning of a library's error, as a value of a message."""
    return f"{type(error).__name__}: {str(error)[:80]}"


def decode_or_reject(data: bytes, place: Place, declared: str | None) -> Decoded | Rejection:
    """Decode a file, or return the rejection if it is empty or in an unknown encoding."""
    if not data.strip():
        return place.reject("corpus.empty_file")
    try:
        return decode(data, declared or None)
    except UndecodableError as error:
        return place.refuse(Reason(error.code, error.values), stage="decode")


def build_document(
    place: Place, options: Options, found: Metadata, text: str, source: Source
) -> Document | Rejection:
    """Return the document, or the rejection of a text without letters and digits or of a bot check.

    Metadata that `found` lacks is taken from the text, the address, the history of a law and the file name,
    in this order. The file name counts only for a file with a single document. Marks of bold type are removed
    from the text, numbers in formulas are written out, and radicals (⼊) are replaced by their characters.
    """
    if refusal := refuse_document(place, found, text, source):
        return refusal
    found.fields |= {name: replace_print_forms(value) for name, value in found.fields.items()}
    text = write_out_formulas(unmark_strong(replace_print_forms(text), is_markdown=source.format == "md"))
    period, history = _complete(found, place, text, source)
    text = unmark_head_lines(text)
    fields = found.fields
    described = describe(fields, found.extra, text)
    # Only now: a sentence shows neither a kind nor an issuer.
    found.add("title", first_sentence(text), origin=FIRST_WORDS)
    if found.origins:
        described["origins"] = found.origins
    if period:
        described["period"] = period  # the years in the file name
    if history:
        described["history"] = history
    if source.broken_lines:
        described["broken_lines"] = True
    marks = find_marks(text)
    if pages := [[mark.start, mark.end] for mark in marks if mark.kind == "page"]:
        described["page_numbers"] = pages  # their positions within the text
    metadata = settle_level(found.extra)
    if described:
        metadata["derived"] = described  # apart from a record's own fields, which may have the same names
    document = Document(
        corpus=place.corpus,
        key=source.key or place.key,
        text=text,
        title=fields.get("title", ""),
        publisher=fields.get("publisher", "") or options.publisher,
        document_number=fields.get("document_number", ""),
        written=fields.get("written", ""),
        published=fields.get("published", ""),
        url=fields.get("url", ""),
        language=_detect_language(text, marks),
        format=source.format,
        source_sha256=place.sha256,
        metadata=metadata,
        family=source.family,
    )
    if source.decoded is None:
        return add_notes(document, found.notes)
    return add_notes(_add_decoding(document, source.decoded), (*source.decoded.notes, *found.notes))


def _detect_language(text: str, marks: Sequence[Mark]) -> Language:
    """Return the language of the text that is counted, or of all of it if nothing else has words."""
    parts, done = [], 0
    for mark in marks:
        if mark.kind in UNCOUNTED:
            parts.append(text[done : mark.start])
            done = mark.end
    counted = detect_main_language("\n".join((*parts, text[done:])))
    return detect_main_language(text) if counted == "und" else counted


def refuse_document(place: Place, found: Metadata, text: str, source: Source) -> Rejection | None:
    """Return the rejection of a text without letters and digits or of a bot check, or else None."""
    if not any(char.isalnum() for char in text):
        return place.reject("corpus.no_text")
    is_judged = source.format == "html"  # judged by the whole page, which shows more than its text
    refusal = None if is_judged else refuse_text(found.fields.get("title", ""), text)
    return place.refuse(refusal) if refusal else None


def _is_of_first_step(found: Metadata, history: Sequence[Step]) -> bool:
    """Return whether the date is that on which a law was first passed, as its text says, and not revised."""
    is_read = found.origins.get("written") == "text" and not found.fields.get("published")
    return bool(is_read and history and found.fields["written"] == history[0]["date"])


def _complete(found: Metadata, place: Place, text: str, source: Source) -> tuple[str, list[Step]]:
    """Fill missing fields; return the years in the file name, and the history of a law."""
    signed = complete_from_text(found, text, find_dates=source.find_dates)
    fields = found.fields
    if not _has_date(found):
        for name, value in source.page_dates.items():
            found.add(name, value, origin="first page")
    if not source.key and fields.get("title"):
        fields["title"] = tidy_file_title(fields["title"])
    if fields.get("title"):
        fields["title"] = strip_note_marks(fields["title"])
    found.add("title", first_words(text), origin=FIRST_WORDS)
    found.add("publisher", find_body_in_title(fields.get("title", "")), origin="title")
    is_fetched = place.key.startswith(("http://", "https://"))
    address = place.key if is_fetched else fields.get("url", "")
    if source.find_dates and not _has_date(found):
        found.add("published", find_date_in_address(address), origin="address")
    history = read_history(found.extra, text)
    found.add("publisher", issuer_of(history), origin="history")
    if not _has_date(found) or _is_of_first_step(found, history):
        found.add("written", last_amended(history), overwrite=True, origin="history")
    named = period = ""
    if not source.key and not is_fetched:
        name = PurePosixPath(place.name).name
        named, period = find_date_in_name(name), find_period_in_name(name)
    if not _has_date(found):
        found.add("published", named, origin="file name")
    if not _has_date(found) and source.created:
        found.add("published", source.created, origin="file created")
        found.notes.append(Reason(NOTE_FILE_MADE, {"date": source.created}))
    found.notes += find_disagreements(fields, text, address, signed, named)
    return period, history


def _has_date(found: Metadata) -> bool:
    return bool(found.fields.get("published") or found.fields.get("written"))


def _add_decoding(document: Document, decoded: Decoded) -> Document:
    return replace(
        document,
        encoding=decoded.encoding,
        metadata={"encoding_known_by": decoded.how, **document.metadata},
    )
