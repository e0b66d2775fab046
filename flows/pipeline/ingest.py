"""Read corpora into the store: files found, read, cut into passages, stored in batches; skipped where nothing changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path

from flows.corpus import Expectations, Manifest, RemoteFile, find_remote
from flows.corpus.readers import Options, Place, read_file
from flows.errors import ConfigurationError, UsageError
from flows.pipeline.fetch import fetch_manifest
from flows.pipeline.reading import IngestCounts, batches, reading_hash
from flows.records import Rejection
from flows.store import (
    SourceFile,
    Store,
    count_outcome,
    hash_bytes,
    is_complete,
    keep_raw,
    lock_corpus,
    record_reading,
    write_batch,
)

_MAX_FILE_BYTES = 2_000_000_000
Report = Callable[[str, int, int], None]


def ingest_manifest(
    store: Store,
    run_id: str,
    manifest: Manifest,
    report: Report = lambda name, done, total: None,
    *,
    wait: float = 0.0,
) -> IngestCounts:
    """Read everything that a manifest names, files first, then from the web; what it expects and did not get stands in `unmet`.

    One run of a corpus at a time: raises StoreError where another does not end within `wait` seconds.
    """
    if missing := [place for place in manifest.locations if not place.exists()]:
        raise ConfigurationError(
            f"{manifest.directory / 'source.yml'}: location: {missing[0]}: no such file or folder"
        )
    options = Options(
        manifest.format,
        manifest.encoding,
        manifest.publisher,
        manifest.fields,
        manifest.skip,
        manifest.damaged == "count",
    )
    with lock_corpus(store, manifest.id, wait=wait), _recorded(store, run_id, manifest.id) as counts:
        counts.merge(
            _read_paths(store, run_id, manifest.id, manifest.locations, options, report, manifest.directory)
        )
        if manifest.remote_locations:
            counts.merge(_read_remote(store, run_id, manifest.id, manifest.remote_locations, options, report))
        if manifest.fetch:
            counts.merge(fetch_manifest(store, run_id, manifest, options, report))
        counts.unmet += _unmet(store, manifest.id, manifest.expect)
    return counts


@contextmanager
def _recorded(store: Store, run_id: str, corpus: str) -> Iterator[IngestCounts]:
    """Yield counts to be filled; what becomes of the reading is remembered for the corpus."""
    counts = IngestCounts()
    try:
        yield counts
    except Exception as error:
        record_reading(store, run_id, corpus, f"{type(error).__name__}: {error}", {}, outcome="failed")
        raise
    numbers = {name: value for name, value in asdict(counts).items() if name != "unmet"}
    record_reading(
        store, run_id, corpus, "; ".join(counts.unmet), numbers, outcome="unmet" if counts.unmet else "done"
    )


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
    with _recorded(store, run_id, corpus) as counts:
        counts.merge(_read_paths(store, run_id, corpus, paths, options or Options(), report, root))
    return counts


def _read_paths(
    store: Store,
    run_id: str,
    corpus: str,
    paths: list[Path],
    options: Options,
    report: Report,
    root: Path | None,
) -> IngestCounts:
    files = [file for path in paths for file in find_files(path)]
    counts = IngestCounts()
    for number, path in enumerate(files):
        report(path.name, number, len(files))
        counts.merge(_ingest_file(store, run_id, corpus, path, options, root))
    report("", len(files), len(files))
    return counts


def find_files(path: Path) -> Iterator[Path]:
    """Yield the files to read under `path` in a fixed order, without hidden ones, lock files and manifests."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.rglob("*")):
        relative = entry.relative_to(path)
        hidden = any(
            part.startswith((".", "~$", "__MACOSX")) or part == "Thumbs.db" for part in relative.parts
        )
        if not entry.is_dir() and not hidden and entry.name != "source.yml":
            yield entry


def _ingest_file(
    store: Store, run_id: str, corpus: str, path: Path, options: Options, root: Path | None
) -> IngestCounts:
    resolved = path.resolve()
    key = (
        resolved.relative_to(root).as_posix()
        if root and resolved.is_relative_to(root)
        else resolved.as_posix()
    )
    key = os.fsencode(key).decode("utf-8", "replace")  # a name in no encoding

    def read() -> tuple[int, bytes]:
        size = path.stat().st_size
        if not path.is_file():
            raise OSError("a pipe, socket or device, not a file")
        return size, path.read_bytes() if size <= _MAX_FILE_BYTES else b""

    return _ingest_bytes(store, run_id, corpus, key, path.name, read, options)


def _read_remote(
    store: Store, run_id: str, corpus: str, addresses: list[str], options: Options, report: Report
) -> IngestCounts:
    counts = IngestCounts()
    files = [file for address in addresses for file in find_remote(address)]
    for number, file in enumerate(files):
        report(file.name, number, len(files))
        counts.merge(
            _ingest_bytes(
                store, run_id, corpus, file.address, file.name, partial(_read_bounded, file), options
            )
        )
    return counts


def _read_bounded(file: RemoteFile) -> tuple[int, bytes]:
    return file.size, file.read() if file.size <= _MAX_FILE_BYTES else b""


def _ingest_bytes(
    store: Store,
    run_id: str,
    corpus: str,
    key: str,
    name: str,
    read: Callable[[], tuple[int, bytes]],
    options: Options,
) -> IngestCounts:
    """Read and store one file; `read` gives its size and, unless it is too large, its bytes, or raises OSError."""
    counts = IngestCounts(files=1)
    reading = reading_hash(options)
    try:
        size, data = read()
    except OSError as error:
        source = SourceFile(corpus, key, "", reading, 0)
        counts.add(
            write_batch(
                store, run_id, source, [], [Rejection(corpus, key, "open", str(error))], complete=False
            )
        )
        return counts
    sha256 = hash_bytes(data)
    source = SourceFile(corpus, key, sha256, reading, size)
    if size > _MAX_FILE_BYTES:
        reason = f"{size / 1e9:.1f} GB: larger than the 2 GB that one file may have; split it"
        counts.add(
            write_batch(store, run_id, source, [], [Rejection(corpus, key, "open", reason)], complete=True)
        )
        return counts
    if is_complete(store, source):
        counts.unchanged = 1
        return counts
    keep_raw(store, data, sha256)
    place = Place(corpus, key, key, name, sha256)
    for documents, rejections, last in batches(
        read_file(data, place, options), count_damaged=options.count_damaged
    ):
        counts.add(write_batch(store, run_id, source, documents, rejections, complete=last))
    return counts


def _unmet(store: Store, corpus: str, expect: Expectations) -> list[str]:
    documents, rejected = count_outcome(store, corpus)
    unmet = []
    if documents < expect.minimum_documents:
        unmet.append(f"{corpus}: {documents} documents stored, at least {expect.minimum_documents} expected")
    share = rejected / max(documents + rejected, 1)
    if share > expect.maximum_rejected_share:
        unmet.append(f"{corpus}: {share:.0%} rejected, at most {expect.maximum_rejected_share:.0%} expected")
    return unmet
