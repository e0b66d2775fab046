"""The folder of a store's index: opened, brought up to date, rebuilt if lost or damaged.

The watermark, how far the index follows its store, is itself a document of the index, committed together
with the passages it covers. Passages of former versions of documents are also in the index.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import tantivy

from flows.errors import StoreError
from flows.records import UNCOUNTED, ReportCount
from flows.store.database import Store, explain_fault, is_full, lock_work
from flows.store.documents import count_changed, next_step, removed_passages
from flows.store.fulltext.filling import FORMAT, build_schema, make_document, make_mark, passages_to_index

_IDENTITY = "SELECT value FROM counter WHERE name = 'identity'"
_CHANGE = "SELECT value FROM counter WHERE name = 'change'"
_HEAP_BYTES = 128_000_000
_STEP = 100_000  # changes per commit
_LEFT_BEHIND = "FileAlreadyExists"  # left by a process killed before it listed its files
_LOCK_SECONDS = 60
_NO_KIND = "none"  # of no document
_WORK = "index"  # names the lock of writing


class IndexFolder:
    """The Tantivy folder beside a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.schema = build_schema()
        self._index: Any = None
        self._borrowed: tempfile.TemporaryDirectory[str] | None = None

    def searcher(self) -> Any:
        """Return what answers queries from the index as last opened or brought up to date."""
        return self._index.searcher()

    def sync(self, report: ReportCount | None = None) -> int:
        """Bring the index up to date, as `FullText.sync` describes."""
        try:
            return self._sync(report)
        except (ValueError, OSError) as error:
            raise self._explain(error) from None

    def find_watermark(self) -> int | None:
        """Return the change that the index has reached, without changing it; None if there is no index."""
        if not self._store.index_folder.is_dir():
            return None
        try:
            self._open_at(self._choose_folder())
            return self._read_mark(self._store.value(_IDENTITY))
        except (ValueError, OSError):
            return None

    def last_change(self) -> int:
        """Return the store's last change."""
        return int(self._store.value(_CHANGE))

    def _sync(self, report: ReportCount | None) -> int:
        """Bring the index up to date, one process at a time; rebuild it if it can't be continued."""
        identity = self._store.value(_IDENTITY)
        watermark = self._find_start(identity)
        target = self.last_change()  # read last, as another process may be bringing both forward
        if watermark == target:
            return 0
        if self._store.is_on_full_disk:
            raise StoreError("store.full", folder=self._store.path.parent)
        if self._store.is_frozen:
            raise StoreError("store.index_behind", folder=self._store.index_folder)
        told = {"folder": self._store.index_folder, "reason": f"{self._store.path.name}.{_WORK}.lock"}
        with lock_work(self._store, _WORK, "store.index_in_use", wait=_LOCK_SECONDS, **told):
            return self._continue(identity, target, report)

    def _continue(self, identity: int, target: int, report: ReportCount | None) -> int:
        """Write what is missing. An index ahead of its store or with files of a killed process is rebuilt."""
        watermark = self._find_start(identity)  # again: another may have written while this one waited
        if watermark is None or watermark > self.last_change():
            watermark = self._rebuild()
        try:
            return self._write(watermark, target, report)
        except (ValueError, OSError) as error:
            if _LEFT_BEHIND not in str(error):
                raise
        return self._write(self._rebuild(), target, report)

    def _write(self, watermark: int, target: int, report: ReportCount | None) -> int:
        """Write the passages changed in (watermark, target], with a commit per step; return their number."""
        identity = self._store.value(_IDENTITY)
        writer = self._lock()
        total = count_changed(self._store, watermark, target)
        done, is_new = 0, watermark == 0
        while watermark < target:
            step = next_step(self._store, watermark, target, _STEP)
            for row_id in removed_passages(self._store, watermark, step) if not is_new else ():
                writer.delete_documents_by_term("rowid", row_id)
            for rows in passages_to_index(self._store, watermark, step):
                for row in rows:
                    if not is_new:
                        writer.delete_documents_by_term("rowid", row["id"])
                    if row["kind"] not in UNCOUNTED:
                        writer.add_document(make_document(row))
                done += len(rows)
                if report:
                    report(done, total)
            writer.delete_documents_by_term("kind", "watermark")
            writer.add_document(make_mark(step, identity))
            writer.commit()
            watermark = step
        writer.wait_merging_threads()
        self._index.reload()
        return done

    def _find_start(self, identity: int) -> int | None:
        """Return the watermark: 0 for a new index, None if it is damaged or of another store or format."""
        try:
            if self._index is None:
                self._open_at(self._choose_folder())
            return self._read_mark(identity)
        except (ValueError, OSError) as error:
            if not self._store.is_frozen and is_full(self._store.index_folder, error):
                raise  # a rebuilt index would not fit on the disk either
            return None

    def _read_mark(self, identity: int) -> int | None:
        """Return the watermark: 0 for an empty index, None for one of another store or format."""
        self._index.reload()
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.term_query(self.schema, "kind", "watermark"), 1)
        if not found.hits:
            return None if searcher.num_docs else 0
        mark = searcher.doc(found.hits[0][1])
        if (mark["identity"], mark["format"]) != ([identity], [FORMAT]):
            return None
        return int(mark["watermark"][0])

    def _choose_folder(self) -> Path:
        """Return the folder to open the index in: one of links if Tantivy can't write its locks."""
        folder = self._store.index_folder
        if self._store.is_on_full_disk and folder.is_dir():
            return folder
        if not self._store.is_frozen:
            folder.mkdir(parents=True, exist_ok=True)
            return folder
        self._borrowed = tempfile.TemporaryDirectory(prefix="zhengce-index-", ignore_cleanup_errors=True)
        links = Path(self._borrowed.name)
        for entry in folder.iterdir() if folder.is_dir() else ():
            if not entry.name.startswith("."):  # locks, and a list that only writers need
                links.joinpath(entry.name).symlink_to(entry.absolute())
        return links

    def _rebuild(self) -> int:
        """Start an empty index; return its watermark."""
        shutil.rmtree(self._store.index_folder, ignore_errors=True)
        self._store.index_folder.mkdir(parents=True, exist_ok=True)
        self._open_at(self._store.index_folder)
        return 0

    def _open_at(self, folder: Path) -> None:
        """Open the index in a folder; its text is split at white space, as `index_tokens` writes it.

        Only `reload` brings what is searched forward. Otherwise, a thread of Tantivy does so after each
        commit, too: if it has read the state before a commit, it can put it in place after `reload` has put
        in the new one.
        """
        self._index = tantivy.Index(self.schema, path=str(folder))
        self._index.config_reader("Manual")
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("spaced", analyzer)

    def _lock(self) -> Any:
        """Return the writer of the index. Raises StoreError if another process keeps it for a minute.

        Tantivy gives a writer's first change the number of the last commit. If a killed process left segments
        to be merged, the merge takes a deletion with this number for done, and the passage would be found
        twice. So the first change is one that deletes nothing.
        """
        deadline = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                writer = self._index.writer(_HEAP_BYTES, 1)
            except ValueError as error:
                if "lock" not in str(error).lower() or time.monotonic() > deadline:
                    raise StoreError(
                        "store.index_in_use", folder=self._store.index_folder, reason=error
                    ) from None
                time.sleep(0.2)
            else:
                writer.delete_documents_by_term("kind", _NO_KIND)
                return writer

    def _explain(self, error: Exception) -> StoreError:
        """Return an error of Tantivy or the system as one that says what is wrong with the folder."""
        folder = self._store.index_folder
        if is_full(folder, error):
            return explain_fault(self._store.path, error)
        if folder.exists() and not folder.is_dir():
            return StoreError("store.index_is_file", folder=folder)
        return StoreError("store.index_unusable", folder=folder, reason=error)
