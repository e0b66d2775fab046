"""Choose the reader of a file by content and name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from flows.corpus.readers.archives import is_gzip, is_zip, read_gzip, read_zip
from flows.corpus.readers.pdf import read_pdf
from flows.corpus.readers.plain import read_markdown, read_text
from flows.corpus.readers.records import Drafts as RecordDrafts
from flows.corpus.readers.records import read_csv, read_json, read_jsonl
from flows.corpus.readers.shared import (
    MAX_DOCUMENT_BYTES,
    MAX_RECORDS_BYTES,
    Draft,
    Options,
    Place,
    Reading,
)
from flows.corpus.readers.web import read_page_file
from flows.corpus.readers.word import read_docx
from flows.records import Document, Reason, Rejection

READERS: dict[str, Callable[[bytes, Place, Options], Reading]] = {
    "txt": read_text,
    "md": read_markdown,
    "html": read_page_file,
    "docx": read_docx,
    "pdf": read_pdf,
}
RECORD_READERS: dict[str, Callable[[bytes, Place, Options], RecordDrafts]] = {
    "csv": read_csv,
    "jsonl": read_jsonl,
    "json": read_json,
}
ENDINGS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".mhtml": "html",
    ".mht": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
# Files that are often next to documents in folders of data: endings, and the code of the reason for not
# reading them.
_OTHER_FILES = {
    ".iob .iob2 .bio .conll .conllu": "corpus.annotated_sentences",
    ".yaml .yml .toml .ini .cfg .bib .lock": "corpus.settings_file",
    ".png .jpg .jpeg .gif .svg .tif .tiff .webp": "corpus.picture",
    ".sqlite .db .parquet .feather .pkl .npy .npz": "corpus.data_file",
    ".py .ipynb .r .js .css .sh": "corpus.program",
    ".rtf .doc .wps .xls .ppt .eml .msg": "corpus.other_program",
    ".stats": "corpus.statistics",
    ".log": "corpus.log",
}
_REASONS = {ending: code for endings, code in _OTHER_FILES.items() for ending in endings.split()}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # OLE compound file: .doc, .xls, .ppt


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A file with one document that has not been read yet, by its bytes and format."""

    data: bytes
    place: Place
    options: Options
    format: str

    def finish(self) -> Reading:
        """Yield the document, or the rejection."""
        yield from READERS[self.format](self.data, self.place, self.options)


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A part of an archive, with the member's name, which its documents keep."""

    draft: Draft
    member: str

    @property
    def place(self) -> Place:
        """The member."""
        return self.draft.place

    def finish(self) -> Reading:
        """Yield the document, or the rejection."""
        for result in self.draft.finish():
            if isinstance(result, Document):
                result.metadata["member"] = self.member
            yield result


def read_file(data: bytes, place: Place, options: Options) -> Reading:
    """Read all documents of one file, gzip or zip.

    Yields documents and rejections in order, and never raises an exception for bad input.
    """
    for draft in read_drafts(data, place, options):
        if isinstance(draft, Rejection):
            yield draft
        else:
            yield from draft.finish()


def read_drafts(data: bytes, place: Place, options: Options) -> Iterator[Draft | Rejection]:
    """Find the documents of one file, gzip or zip: drafts to finish, in any process, and rejections."""
    yield from _read(data, place, options)


def _read(
    data: bytes, place: Place, options: Options, depth: int = 0, member: str = ""
) -> Iterator[Draft | Rejection]:
    """Yield the drafts of a file; `depth` counts the archives around it, `member` is its name in a zip.

    An archive inside an archive is rejected.
    """
    if not data:
        yield place.reject("corpus.empty_file")
    elif not (is_gzip(data) or is_zip(data, place)):
        for draft in _read_single(data, place, options):
            if isinstance(draft, Rejection) or not member:
                yield draft
            else:
                yield MemberDraft(draft, member)
    elif depth:
        yield place.reject("corpus.nested_archive")
    else:

        def read_member(inner: bytes, at: Place, name: str) -> Iterator[Draft | Rejection]:
            return _read(inner, at, options, depth + 1, name)

        if is_gzip(data):
            yield from read_gzip(data, place, read_member, _is_jsonl)
        else:
            yield from read_zip(data, place, read_member)


def _read_single(data: bytes, place: Place, options: Options) -> Iterator[Draft | Rejection]:
    name: str | Reason = options.format
    if name == "auto":
        name = find_format(data, place.name)
    if isinstance(name, Reason):
        yield place.refuse(name)
        return
    limit = MAX_RECORDS_BYTES if name in RECORD_READERS else MAX_DOCUMENT_BYTES
    if len(data) > limit:
        yield place.reject(
            "corpus.format_too_large", megabytes=len(data) / 1e6, limit=limit / 1e6, format=name
        )
    elif read := RECORD_READERS.get(name):
        yield from read(data, place, options)
    else:
        yield FileDraft(data, place, options, name)


def find_format(data: bytes, name: str) -> str | Reason:
    """Return the format of a file, or the reason for none. The bytes take precedence over the name."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLD_OFFICE):
        return Reason("corpus.old_office_file")
    ending = PurePosixPath(name.lower()).suffix
    if ending in (".gz", ".zip"):
        return Reason("corpus.misnamed_archive", {"ending": ending})
    found = ENDINGS.get(ending, "")
    if found in ("pdf", "docx"):
        return Reason("corpus.misnamed_file", {"ending": ending})
    return found or _explain_no_format(ending)


def has_reader(name: str) -> bool:
    """Return whether the ending of a file's name is known; its bytes may still be of another format."""
    return PurePosixPath(name.lower()).suffix in ENDINGS


def _is_jsonl(data: bytes, name: str) -> bool:
    return find_format(data, name) == "jsonl"


def _explain_no_format(ending: str) -> Reason:
    if code := _REASONS.get(ending):
        return Reason(code, {"ending": ending})
    known = " ".join(sorted(ENDINGS))
    if ending:
        return Reason("corpus.unknown_kind", {"ending": ending, "known": known})
    return Reason("corpus.unknown_kind_without_ending", {"known": known})
