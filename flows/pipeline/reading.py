"""From bytes to stored documents: the common part of files and addresses."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from flows.corpus.metadata import unread_dates
from flows.corpus.readers import Options, is_scan_reader_available
from flows.errors import StoreError, ZhengceError, reason_of
from flows.pipeline.blocks import Result
from flows.records import Document, Passage, Reason, Rejection, digest
from flows.store.documents import BatchCounts

_BATCH_DOCUMENTS = 500
_BATCH_CHARACTERS = 4_000_000
_EXAMPLES = 3  # dates that could not be read, as examples
# Changes when the same bytes are read into other documents or passages; stored files are then read again.
READING_VERSION = "31"
_OF_A_CORPUS = ("store.corpus_in_use", "store.corpus_running")  # store errors that concern only one corpus
_OF_THE_MACHINE = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
)


@dataclass(slots=True)
class IngestCounts:
    """The result of an ingest.

    `files` counts files and addresses. `unchanged` were already stored, `not_modified` are those of them
    that a server confirmed, `still_rejected` those of them that were rejected as a whole. `reread` are
    files with the stored content, read again by newer rules or with other options. `not_asked` are the
    addresses skipped because the manifest's `recheck_days` are not over, or because their document is
    known to be gone. `forgotten` are the files left out because somebody removed their documents.
    `superseded` are documents replaced by a new version. `asked_again` are the `files` that the lists no
    longer name, `vanished` the documents newly found gone or changed without notice, `back` those found
    again. The other counts are new in this run. `unmet` are the manifest's expectations that were not
    met. `absent` are the stored documents (ids) missing from files that had several, `gone` those whose
    files have left their folder; they stay stored. `undated` counts the documents whose date could not be
    read, with examples in `unread_dates`. `failed` are the corpora that could not be read, with the
    reasons. `moved` has notes on folders whose files were known from another place, `cut` notes on lists
    longer than a limit of their manifest.
    """

    files: int = 0
    unchanged: int = 0
    still_rejected: int = 0
    reread: int = 0
    not_asked: int = 0
    documents: int = 0
    passages: int = 0
    rejected: int = 0
    superseded: int = 0
    not_modified: int = 0
    asked_again: int = 0
    vanished: int = 0
    back: int = 0
    forgotten: int = 0
    undated: int = 0
    unmet: list[Reason] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unread_dates: list[str] = field(default_factory=list)
    failed: list[Reason] = field(default_factory=list)
    moved: list[Reason] = field(default_factory=list)
    cut: list[Reason] = field(default_factory=list)

    def add(self, batch: BatchCounts) -> None:
        """Add the changes of a stored batch."""
        self.documents += batch.documents
        self.passages += batch.passages
        self.rejected += batch.rejected
        self.superseded += batch.superseded

    def note_dates(self, documents: Iterable[Document]) -> None:
        """Count the undated documents whose date could not be read."""
        for document in documents:
            if not document.date and (dates := unread_dates(document)):
                self.undated += 1
                if len(self.unread_dates) < _EXAMPLES and dates[0] not in self.unread_dates:
                    self.unread_dates.append(dates[0])

    def merge(self, other: IngestCounts) -> None:
        """Add the counts of another ingest."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def numbers(self) -> dict[str, int]:
        """Return the counts by name, without messages and omitted documents."""
        without = (
            "unmet",
            "absent",
            "gone",
            "forgotten",
            "undated",
            "unread_dates",
            "failed",
            "moved",
            "cut",
        )
        counted = (each.name for each in fields(self) if each.name not in without)
        return {name: getattr(self, name) for name in counted}


def read_each(readings: Mapping[str, Callable[[], IngestCounts]]) -> IngestCounts:
    """Read corpora (by id) one after another; return the total counts.

    A failure does not prevent other corpora from being read: its reason is in the counts' `failed`. Raises
    the error if there is a single corpus, ZhengceError if none of several could be read, and at once any
    error of the whole store or machine, such as a full disk.
    """
    counts = IngestCounts()
    for corpus, read in readings.items():
        try:
            counts.merge(read())
        except (ZhengceError, OSError) as error:
            if len(readings) == 1 or _concerns_all(error):
                raise
            problem = error.as_value() if isinstance(error, ZhengceError) else reason_of(error)
            counts.failed.append(Reason("pipeline.corpus_not_read", {"corpus": corpus, "problem": problem}))
    if counts.failed and len(counts.failed) == len(readings):
        problems = [reason.as_value() for reason in counts.failed]
        raise ZhengceError("pipeline.no_corpus_read", number=len(problems), problems=problems)
    return counts


def _concerns_all(error: ZhengceError | OSError) -> bool:
    """Return whether an error comes from the store or the machine, so that no corpus can be read."""
    if isinstance(error, StoreError):
        return error.code not in _OF_A_CORPUS
    return isinstance(error, OSError) and error.errno in _OF_THE_MACHINE


def check_expectations(counts: IngestCounts) -> None:
    """Raise ZhengceError for corpora that could not be read, and for expectations that were not met.

    Call it after everything is stored and written.
    """
    problems = [reason.as_value() for reason in counts.failed]
    unmet = [reason.as_value() for reason in counts.unmet]
    if problems and unmet:
        raise ZhengceError("pipeline.corpora_not_read_or_unmet", problems=problems, unmet=unmet)
    if problems:
        raise ZhengceError("pipeline.corpora_not_read", problems=problems)
    if unmet:
        raise ZhengceError("pipeline.expectations_not_met", problems=unmet)


def reading_hash(options: Options) -> str:
    """Return a hash of reading options: the same bytes read with the same hash yield the same documents."""
    if is_scan_reader_available():  # scanned files that were rejected before are then read
        return digest(_hash_options(options), "ocr")
    return _hash_options(options)


def _hash_options(options: Options) -> str:
    parts = [options.format, options.encoding, options.publisher, dict(options.fields), dict(options.skip)]
    if not options.count_damaged:
        parts.append("without damaged")
    return digest(READING_VERSION, json.dumps(parts, ensure_ascii=False))


class Batch(NamedTuple):
    """Results stored in one transaction."""

    documents: list[tuple[Document, list[Passage]]]
    rejections: list[Rejection]
    is_last: bool


def batches(results: Iterable[Result]) -> Iterator[Batch]:
    """Group results into batches. The last batch is marked; it may be empty."""
    documents: list[tuple[Document, list[Passage]]] = []
    rejections: list[Rejection] = []
    characters = 0
    for result in results:
        if isinstance(result, Rejection):
            rejections.append(result)
            continue
        documents.append(result)
        characters += len(result[0].text)
        if len(documents) >= _BATCH_DOCUMENTS or characters >= _BATCH_CHARACTERS:
            yield Batch(documents, rejections, is_last=False)
            documents, rejections, characters = [], [], 0
    yield Batch(documents, rejections, is_last=True)
