"""Read corpora into the store: find files, read them, cut them into passages, store them in batches.

Unchanged files are skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from flows.corpus import Manifest, RemoteFile, find_remote, load_manifests
from flows.corpus.readers import Draft, Options, Place, read_drafts
from flows.errors import ConfigurationError, UsageError, describe_error
from flows.pipeline.blocks import BYTES_PER_TEXT, Result, group_drafts, reading_work
from flows.pipeline.executors import Executor, ExecutorChoice, Processes
from flows.pipeline.fetching import fetch_manifest
from flows.pipeline.files import (
    MAX_FILE_BYTES,
    FoundFile,
    NotAFileError,
    describe_path,
    find_files,
    find_gone,
    find_moved,
)
from flows.pipeline.namesakes import settle_keys
from flows.pipeline.progress import report
from flows.pipeline.reading import IngestCounts, batches, read_each, reading_hash
from flows.records import NameChoice, Reason, Rejection
from flows.store import Store, hash_bytes, keep_raw, lock_corpus
from flows.store.documents import (
    SourceFile,
    absent_documents,
    count_outcome,
    is_complete,
    is_left_out,
    is_rejected,
    list_forgotten,
    record_reading,
    was_other,
    was_read_otherwise,
    write_batch,
)


def choose_manifests(corpora: Path, names: Sequence[str]) -> list[Manifest]:
    """Return the named manifests, or all that can be read. All are checked before any is used.

    Raises UsageError for an unknown name or an empty folder, ConfigurationError for a named manifest that
    can't be read, or if none can be read.
    """
    found = load_manifests(corpora)
    if not found.names:
        raise UsageError("pipeline.no_corpora", folder=corpora)
    if unknown := [name for name in names if name not in found.names]:
        raise UsageError("pipeline.unknown_corpus", name=unknown[0], known=found.names)
    return found.require(names or list(found.read) or found.names)


def unread_manifests(corpora: Path) -> dict[str, ConfigurationError]:
    """Return the corpora whose manifest can't be read, and why; other corpora are used without them."""
    return load_manifests(corpora).broken


def corpora_by_names(corpora: Path) -> dict[NameChoice, tuple[str, ...]]:
    """Return the corpora whose manifests request only sure names, or none from the entity model."""
    manifests = load_manifests(corpora).read
    return {
        "none": tuple(name for name, made in manifests.items() if not made.entities),
        "sure": tuple(name for name, made in manifests.items() if made.entities and made.names == "sure"),
    }


def choose_executor(choice: ExecutorChoice, corpora: Path, names: Sequence[str] = ()) -> ExecutorChoice:
    """Return a choice of executor, or that of the manifests (of some corpora or all) if it names none.

    Raises ConfigurationError if the manifests name several.
    """
    if choice.is_made or not load_manifests(corpora).read:
        return choice
    return choice.or_of(choose_manifests(corpora, names))


def ingest_corpora(
    store: Store, run_id: str, manifests: Iterable[Manifest], *, executor: Executor | None = None
) -> IngestCounts:
    """Read several corpora, one after another; see `ingest_manifest` and `read_each`."""
    return read_each(
        {
            manifest.id: partial(ingest_manifest, store, run_id, manifest, executor=executor)
            for manifest in manifests
        }
    )


def ingest_manifest(
    store: Store,
    run_id: str,
    manifest: Manifest,
    *,
    wait: float = 0.0,
    executor: Executor | None = None,
) -> IngestCounts:
    """Read everything that a manifest names: first files, then the web.

    Shortfalls are in the counts' `unmet`. `executor` finishes what is found in files: by default one process
    per core for more than two megabytes, else only this process.

    Raises ConfigurationError for a location that does not exist, and StoreError if another run is reading the
    corpus and does not finish within `wait` seconds.
    """
    options = Options(
        manifest.format,
        manifest.encoding,
        manifest.publisher,
        manifest.fields,
        manifest.skip,
        count_damaged=manifest.damaged == "count",
    )
    with lock_corpus(store, manifest.id, wait=wait), _recorded(store, run_id, manifest.id) as counts:
        if missing := [place for place in manifest.locations if not place.exists()]:
            raise ConfigurationError(
                "pipeline.missing_location", manifest=manifest.directory / "source.yml", path=missing[0]
            )
        paths = [file for path in manifest.locations for file in find_files(path)]
        local = [describe_path(path, manifest.directory) for path in paths]
        reader = _Reader(store, run_id, manifest.id, options, executor or Processes())
        counts.merge(reader.read(local))
        folders = _keys_of_folders(manifest.locations, manifest.directory)
        keys = {file.key for file in local}
        counts.gone += find_gone(store, manifest.id, folders, keys, reader.contents)
        remote = [file for address in manifest.remote_locations for file in find_remote(address)]
        counts.merge(reader.read(map(_describe_remote, remote)))
        if manifest.fetch:
            counts.merge(fetch_manifest(store, run_id, manifest, options))
        counts.unmet += _find_shortfalls(store, manifest)
        counts.unmet += _find_silence(store, manifest.id, counts)
    return counts


def ingest_paths(
    store: Store,
    run_id: str,
    corpus: str,
    paths: Sequence[Path],
    *,
    addresses: Sequence[str] = (),
    root: Path | None = None,
    executor: Executor | None = None,
) -> IngestCounts:
    """Read files, folders and addresses of object stores into `corpus`.

    Bad content is a rejection. If `root` is given, keys of documents are paths relative to it, so that a
    moved corpus stays the same corpus; otherwise they are absolute, and a moved folder keeps its former keys
    (see `find_moved`). `executor` is as in `ingest_manifest`. Raises UsageError for a path that does not
    exist, and if there is no file to read, and ConfigurationError for an address that can't be listed.
    """
    if missing := [path for path in paths if not path.exists()]:
        raise UsageError("pipeline.missing_path", path=missing[0])
    files = [file for path in paths for file in find_files(path)]
    remote = [file for address in addresses for file in find_remote(address)]
    if not files and not remote:
        raise UsageError("pipeline.nothing_to_ingest", paths=[*paths, *addresses])
    with _recorded(store, run_id, corpus) as counts:
        reader = _Reader(store, run_id, corpus, Options(), executor or Processes())
        moved, notes = ({}, []) if root else find_moved(store, corpus, paths)
        found = [describe_path(path, root) for path in files]
        local = [replace(file, key=moved.get(file.key, file.key)) for file in found]
        counts.merge(reader.read(local))
        counts.moved += notes
        folders = [*_keys_of_folders(paths, root), *(str(note.values["old"]) for note in notes)]
        counts.gone += find_gone(store, corpus, folders, {file.key for file in local}, reader.contents)
        counts.merge(reader.read(map(_describe_remote, remote)))
        counts.unmet += _find_silence(store, corpus, counts)
    return counts


def _keys_of_folders(paths: Iterable[Path], root: Path | None) -> list[str]:
    return [describe_path(path, root).key for path in paths if path.is_dir()]


def record_failure(store: Store, run_id: str, corpus: str, error: BaseException) -> None:
    """Record that a reading of a corpus was aborted, and why."""
    reasons = [Reason("pipeline.broke_off", {"problem": describe_error(error)})]
    record_reading(store, run_id, corpus, reasons, {}, outcome="failed")


@contextmanager
def _recorded(store: Store, run_id: str, corpus: str) -> Iterator[IngestCounts]:
    """Yield counts to fill, and record how the reading of the corpus ended."""
    counts = IngestCounts()
    try:
        yield counts
    except Exception as error:
        record_failure(store, run_id, corpus, error)
        raise
    outcome = "unmet" if counts.unmet else "done"
    record_reading(store, run_id, corpus, counts.unmet, counts.numbers(), outcome=outcome)


def _describe_remote(file: RemoteFile) -> FoundFile:
    return FoundFile(file.address, file.name, partial(_read_remote, file), file.size)


def _read_remote(file: RemoteFile) -> tuple[int, bytes]:
    return file.size, file.read() if file.size <= MAX_FILE_BYTES else b""


@dataclass(slots=True)
class _Progress:
    """The part of the files that has been read; within a file, the texts found so far stand for its bytes."""

    stage: str
    total: int
    done: int = 0
    inside: int = 0

    def advance(self, read: int, size: int) -> None:
        """Count text read from an unfinished file of this size."""
        self.inside = min(self.inside + read, size)
        report(self.stage, (self.done + self.inside) // 1000, -(-self.total // 1000))

    def finish_file(self, size: int) -> None:
        """Count a whole file."""
        self.done, self.inside = self.done + size, 0
        report(self.stage, self.done // 1000, -(-self.total // 1000))


class _Part(NamedTuple):
    """The file of a batch of drafts, of `size` bytes; a file that could not be opened is not complete."""

    source: SourceFile
    size: int
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads files into one corpus: finds their documents here, and lets an executor finish them.

    `contents` are the hashes of the files' contents.
    """

    store: Store
    run_id: str
    corpus: str
    options: Options
    executor: Executor
    contents: set[str] = field(default_factory=set)

    def read(self, files: Iterable[FoundFile]) -> IngestCounts:
        """Read the files not yet stored; return the counts."""
        counts = IngestCounts()
        known = list(files)
        progress = _Progress(f"read {self.corpus} (kB)", sum(file.size for file in known))
        parts = self._find_drafts(known, counts, progress)
        first = next(parts, None)
        if first is None:  # do not contact a cluster for nothing
            return counts
        work = reading_work(count_damaged=self.options.count_damaged)
        finished = self.executor.run(work, chain([first], parts), 1 + progress.total // BYTES_PER_TEXT)
        for part, found in groupby(finished, key=itemgetter(0)):
            self._write_file(part, chain.from_iterable(results for _, results in found), counts, progress)
        return counts

    def _write_file(
        self, part: _Part, results: Iterable[Result], counts: IngestCounts, progress: _Progress
    ) -> None:
        is_changed = was_other(self.store, part.source)
        found: set[str] = set()
        for documents, rejections, is_last in batches(settle_keys(self.store, part.source, results)):
            is_complete = is_last and part.is_complete
            written = write_batch(
                self.store, self.run_id, part.source, documents, rejections, complete=is_complete
            )
            counts.add(written)
            counts.note_dates(document for document, _ in documents)
            if is_changed:
                found.update(written.found)
            read = sum(len(document.text.encode("utf-8", "replace")) for document, _ in documents)
            progress.advance(read, part.size)
        if is_changed and part.is_complete:
            counts.absent += absent_documents(self.store, part.source, found)
        progress.finish_file(part.size)

    def _find_drafts(
        self, files: Iterable[FoundFile], counts: IngestCounts, progress: _Progress
    ) -> Iterator[tuple[_Part, list[Draft | Rejection]]]:
        """Yield the drafts of the files not yet stored, in batches; a file given twice is read once."""
        found: set[SourceFile] = set()  # these are written later than they are opened
        for file in files:
            counts.files += 1
            opened = self._open(file, counts)
            if opened is None or opened[0].source in found:
                if is_left_out(self.store, self.corpus, file.key):
                    counts.forgotten += 1
                else:
                    counts.unchanged += 1
                progress.finish_file(file.size)
                continue
            part, drafts = opened
            counts.reread += was_read_otherwise(self.store, part.source)
            if part.is_complete:
                found.add(part.source)
            for batch in group_drafts(drafts):
                yield part, batch

    def _open(
        self, file: FoundFile, counts: IngestCounts
    ) -> tuple[_Part, Iterable[Draft | Rejection]] | None:
        """Keep a file's bytes and return its drafts, or its rejection; None for a file already stored."""
        reading = reading_hash(self.options)
        try:
            size, data = file.read()
        except OSError as error:
            source = SourceFile(self.corpus, file.key, "", reading, 0)
            return _Part(source, file.size, is_complete=False), [_explain(self.corpus, file, error)]
        sha256 = hash_bytes(data)
        self.contents.add(sha256)
        source = SourceFile(self.corpus, file.key, sha256, reading, size)
        if size > MAX_FILE_BYTES:
            values = {"gigabytes": size / 1e9}
            rejection = Rejection(self.corpus, file.key, "open", "corpus.file_too_large", values)
            return _Part(source, file.size), [rejection]
        if is_complete(self.store, source):
            counts.still_rejected += is_rejected(self.store, source)
            return None
        keep_raw(self.store, data, sha256)
        place = Place(self.corpus, file.key, file.key, file.name, sha256)
        return _Part(source, file.size), read_drafts(data, place, self.options)


def _explain(corpus: str, file: FoundFile, error: OSError) -> Rejection:
    if isinstance(error, NotAFileError):
        return Rejection(corpus, file.key, "open", "corpus.not_a_file")
    return Rejection(corpus, file.key, "open", "corpus.unreadable_file", {"problem": str(error)})


def _find_shortfalls(store: Store, manifest: Manifest) -> list[Reason]:
    corpus, expect = manifest.id, manifest.expect
    documents, rejected = count_outcome(store, corpus)
    unmet = []
    if documents < expect.minimum_documents:
        values = {"corpus": corpus, "documents": documents, "minimum": expect.minimum_documents}
        unmet.append(Reason("pipeline.too_few_documents", values))
    share = rejected / max(documents + rejected, 1)
    if share > expect.maximum_rejected_share:
        values = {"corpus": corpus, "share": share, "maximum": expect.maximum_rejected_share}
        unmet.append(Reason("pipeline.too_many_rejected", values))
    return unmet


def _find_silence(store: Store, corpus: str, counts: IngestCounts) -> list[Reason]:
    """Return the shortfall of a corpus without documents whose files were rejected, in this run or earlier.

    Returns nothing if another shortfall of the run already gives the reason. A corpus whose documents were
    removed counts as read.
    """
    documents, rejected = count_outcome(store, corpus)
    if counts.unmet or documents or not rejected:
        return []
    if any(document.corpus == corpus for document in list_forgotten(store)):
        return []
    return [Reason("pipeline.nothing_read", {"corpus": corpus, "rejected": rejected})]
