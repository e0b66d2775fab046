"""Bytes to stored documents: what files and addresses have in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from flows.corpus.readers import Options, is_scan_reader_available
from flows.corpus.splitting import passages_of
from flows.records import Document, Passage, Rejection, digest
from flows.store import BatchCounts

_BATCH_DOCUMENTS = 500
_BATCH_CHARACTERS = 4_000_000
# Changes when the same bytes are read into other documents or passages; stored files are then read again.
READING_VERSION = "4"


@dataclass(slots=True)
class IngestCounts:
    """What one ingest did. `unchanged` are files or addresses that were stored already, `not_modified` those of them for which a
    server said so; `superseded` are documents that a new version replaced; the other counts are new in this run."""

    files: int = 0
    unchanged: int = 0
    documents: int = 0
    passages: int = 0
    rejected: int = 0
    superseded: int = 0
    not_modified: int = 0
    unmet: list[str] = field(default_factory=list)

    def add(self, batch: BatchCounts) -> None:
        self.documents += batch.documents
        self.passages += batch.passages
        self.rejected += batch.rejected
        self.superseded += batch.superseded

    def merge(self, other: IngestCounts) -> None:
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)


def reading_hash(options: Options) -> str:
    """Return what identifies a way of reading: the same bytes read so give the same documents."""
    if is_scan_reader_available():  # scanned files that were rejected are then read
        return digest(_reading_of(options), "ocr")
    return _reading_of(options)


def _reading_of(options: Options) -> str:
    parts = [options.format, options.encoding, options.publisher, dict(options.fields), dict(options.skip)]
    return digest(
        READING_VERSION,
        json.dumps(parts if options.count_damaged else [*parts, "without damaged"], ensure_ascii=False),
    )


Batch = tuple[list[tuple[Document, list[Passage]]], list[Rejection], bool]


def batches(results: Iterable[Document | Rejection], *, count_damaged: bool = True) -> Iterator[Batch]:
    """Group results; the last batch, which may be empty, says so."""
    documents: list[tuple[Document, list[Passage]]] = []
    rejections: list[Rejection] = []
    characters = 0
    for result in results:
        if isinstance(result, Rejection):
            rejections.append(result)
            continue
        documents.append((result, passages_of(result, count_damaged=count_damaged)))
        characters += len(result.text)
        if len(documents) >= _BATCH_DOCUMENTS or characters >= _BATCH_CHARACTERS:
            yield documents, rejections, False
            documents, rejections, characters = [], [], 0
    yield documents, rejections, True
