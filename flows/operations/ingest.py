"""Read corpora into the store: files found, read, cut into passages, stored in batches; skipped where nothing changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from flows.corpus.manifest import Expectations, Manifest
from flows.corpus.passages import passages_of
from flows.corpus.readers import read_file
from flows.corpus.readers.shared import Options, Place
from flows.errors import ConfigurationError, UsageError
from flows.records import Document, Passage, Rejection, digest
from flows.store.database import Store
from flows.store.raw import hash_bytes, keep_raw
from flows.store.writing import BatchCounts, SourceFile, is_complete, write_batch

_BATCH_DOCUMENTS = 500
_BATCH_CHARACTERS = 4_000_000
_MAX_FILE_BYTES = 2_000_000_000
# Changes when the same bytes are read into other documents or passages; stored files are then read again.
READING_VERSION = "1"
Report = Callable[[str, int, int], None]


@dataclass(slots=True)
class IngestCounts:
    """What one ingest did. `unchanged` are files that were stored already; the other counts are new in this run."""

    files: int = 0
    unchanged: int = 0
    documents: int = 0
    passages: int = 0
    rejected: int = 0
    superseded: int = 0
    unmet: list[str] = field(default_factory=list)

    def add(self, batch: BatchCounts) -> None:
        self.documents += batch.documents
        self.passages += batch.passages
        self.rejected += batch.rejected
        self.superseded += batch.superseded

    def merge(self, other: IngestCounts) -> None:
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)


def ingest_manifest(
    store: Store, run_id: str, manifest: Manifest, report: Report = lambda name, done, total: None
) -> IngestCounts:
    """Read everything that a manifest names; what it expects and did not get stands in `unmet`."""
    if missing := [place for place in manifest.locations if not place.exists()]:
        raise ConfigurationError(f"{manifest.directory / 'source.yml'}: location: {missing[0]}: no such file or folder")
    options = Options(manifest.format, manifest.encoding, manifest.publisher, manifest.fields, manifest.skip)
    counts = ingest_paths(store, run_id, manifest.id, manifest.locations, options, report, root=manifest.directory)
    counts.unmet = _unmet(store, manifest.id, manifest.expect)
    return counts


def ingest_paths(
    store: Store,
    run_id: str,
    corpus: str,
    paths: list[Path],
    options: Options | None = None,
    report: Report = lambda name, done, total: None,
    *,
    root: Path | None = None,
) -> IngestCounts:
    """Read files and folders into `corpus`. Raises UsageError where a path does not exist; bad content is a rejection.

    `root`: keys of documents are paths relative to it, where given, so that a moved corpus stays the same corpus.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"{missing[0]}: no such file or folder")
    files = [file for path in paths for file in find_files(path)]
    counts = IngestCounts()
    for number, path in enumerate(files):
        report(path.name, number, len(files))
        counts.merge(_ingest_file(store, run_id, corpus, path, options or Options(), root))
    report("", len(files), len(files))
    return counts


def find_files(path: Path) -> Iterator[Path]:
    """Yield the files to read under `path` in a fixed order, without hidden ones, lock files and manifests."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.rglob("*")):
        relative = entry.relative_to(path)
        hidden = any(part.startswith((".", "~$", "__MACOSX")) or part == "Thumbs.db" for part in relative.parts)
        if not entry.is_dir() and not hidden and entry.name != "source.yml":
            yield entry


def _ingest_file(store: Store, run_id: str, corpus: str, path: Path, options: Options, root: Path | None) -> IngestCounts:
    counts = IngestCounts(files=1)
    resolved = path.resolve()
    key = resolved.relative_to(root).as_posix() if root and resolved.is_relative_to(root) else resolved.as_posix()
    key = os.fsencode(key).decode("utf-8", "replace")  # a name in no encoding
    reading = digest(
        READING_VERSION,
        json.dumps(
            [options.format, options.encoding, options.publisher, dict(options.fields), dict(options.skip)],
            ensure_ascii=False,
        ),
    )
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise OSError("a pipe, socket or device, not a file")
        data = path.read_bytes() if size <= _MAX_FILE_BYTES else b""
    except OSError as error:
        source = SourceFile(corpus, key, "", reading, 0)
        counts.add(write_batch(store, run_id, source, [], [Rejection(corpus, key, "open", str(error))], complete=False))
        return counts
    sha256 = hash_bytes(data)
    source = SourceFile(corpus, key, sha256, reading, size)
    if size > _MAX_FILE_BYTES:
        reason = f"{size / 1e9:.1f} GB: larger than the 2 GB that one file may have; split it"
        counts.add(write_batch(store, run_id, source, [], [Rejection(corpus, key, "open", reason)], complete=True))
        return counts
    if is_complete(store, source):
        counts.unchanged = 1
        return counts
    keep_raw(store, data, sha256)
    place = Place(corpus, key, key, path.name, sha256)
    for documents, rejections, last in _batches(read_file(data, place, options)):
        counts.add(write_batch(store, run_id, source, documents, rejections, complete=last))
    return counts


_Batch = tuple[list[tuple[Document, list[Passage]]], list[Rejection], bool]


def _batches(results: Iterator[Document | Rejection]) -> Iterator[_Batch]:
    """Group results; the last batch, which may be empty, says so."""
    documents: list[tuple[Document, list[Passage]]] = []
    rejections: list[Rejection] = []
    characters = 0
    for result in results:
        if isinstance(result, Rejection):
            rejections.append(result)
            continue
        documents.append((result, passages_of(result)))
        characters += len(result.text)
        if len(documents) >= _BATCH_DOCUMENTS or characters >= _BATCH_CHARACTERS:
            yield documents, rejections, False
            documents, rejections, characters = [], [], 0
    yield documents, rejections, True


def _unmet(store: Store, corpus: str, expect: Expectations) -> list[str]:
    documents = store.value("SELECT count(*) FROM document WHERE corpus = ? AND superseded_by IS NULL", (corpus,))
    rejected = store.value("SELECT count(*) FROM rejection WHERE corpus = ? AND reason NOT LIKE 'a duplicate of %'", (corpus,))
    unmet = []
    if documents < expect.minimum_documents:
        unmet.append(f"{corpus}: {documents} documents stored, at least {expect.minimum_documents} expected")
    share = rejected / max(documents + rejected, 1)
    if share > expect.maximum_rejected_share:
        unmet.append(f"{corpus}: {share:.0%} rejected, at most {expect.maximum_rejected_share:.0%} expected")
    return unmet
