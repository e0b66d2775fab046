"""The vectors of passages: files derived from the store, beside it, kept current by a watermark.

A file of vectors keeps each text once (`flows.embedding.VectorFile`). A second file records which passage has
which vector, up to which change of the store, and from which version of the encoder. A killed build resumes
where it stopped: the vectors already written are found by their texts. A search checks what it compares
against the stored text, so outdated files yield fewer passages, never wrong ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from zipfile import BadZipFile

import numpy as np

from flows.embedding import (
    SIZE,
    VectorFile,
    content_key,
    encoder_version,
    load_encoder,
    vector_path,
)
from flows.records import UNCOUNTED, ReportCount
from flows.store import Store, change_number, lock_work, store_identity
from flows.store.documents import (
    ChangedPassage,
    changed_passages,
    count_changed,
    current_since,
    next_step,
    removed_passages,
)
from flows.text import weigh_words

if TYPE_CHECKING:
    import numpy.typing as npt

    from flows.embedding import Encoder

    Tag = TypeVar("Tag")
    # Encodes lists of texts, here or in other processes. The tag of each comes back with its vectors.
    EncodeAll = Callable[
        [Iterator[tuple[Tag, list[str]]], int], Iterator[tuple[Tag, npt.NDArray[np.float32]]]
    ]

# Titles and headings name a subject in a few characters, and nearly every plan has the same ones.
LEFT_OUT = (*UNCOUNTED, "title", "heading")
# Ten Chinese characters or five English words. Shorter lines (落实, 手机) are debris of tables and lists, and
# rank first for every short query.
_LEAST_WEIGHT = 10
_FORMAT = 1  # raised when the files change: files in another format are rebuilt
_STEP, _BATCH = 20_000, 512
_SPARE = 1.25  # vectors per text in use above which the file is rewritten without the unused ones


class VectorState(NamedTuple):
    """The state of the vectors: passages that have one, passages stored since, and the encoder's version."""

    passages: int
    waiting: int
    version: str


class Built(NamedTuple):
    """The result of a build: texts encoded, and passages that now have a vector."""

    encoded: int
    passages: int


class _Batch(NamedTuple):
    """A batch of changed passages: keys by row id, those without a vector, and keys of the texts to encode.

    `rows` is the number of changed passages. `step` is the change of the store up to which everything is done
    after this batch; 0 if more follow.
    """

    keys: dict[int, bytes]
    gone: list[int]
    missing: list[bytes]
    rows: int = 0
    step: int = 0


class _Places(NamedTuple):
    """The place in the file of each passage's vector."""

    rowids: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    watermark: int
    generation: int


_NONE = _Places(np.zeros(0, np.int64), np.zeros(0, np.int64), 0, 0)


class PassageVectors:
    """The vectors of a store's passages, made by the installed version of the encoder."""

    def __init__(self, store: Store, version: str | None = None) -> None:
        self._store = store
        self.version = version or encoder_version() or ""
        self._folder = store.path.with_suffix(".vectors") / "passages"
        self._list = vector_path(self._folder, f"{self.version}, passages").with_suffix(".npz")
        self._loaded: tuple[int, _Places] | None = None

    # State --------------------------------------------------------------------------------------------------

    @property
    def is_built(self) -> bool:
        """Whether vectors have ever been built for the installed version of the encoder."""
        return self._list.is_file()

    def state(self) -> VectorState | None:
        """Return how far the vectors have come; None if none fit the store and the encoder."""
        places = self._load()
        if not places.watermark:
            return None
        changed = current_since(self._store, places.watermark, without=LEFT_OUT)
        # Passages annotated since count as changed, but their text is the same.
        waiting = len(np.setdiff1d(np.array(changed, np.int64), places.rowids))
        return VectorState(len(places.rowids), waiting, self.version)

    def _load(self) -> _Places:
        """Load the places from disk; empty if they are of another store or format."""
        if not self._list.is_file():
            return _NONE
        changed = self._list.stat().st_mtime_ns
        if self._loaded is None or self._loaded[0] != changed:
            self._loaded = (changed, self._read())
        return self._loaded[1]

    def _read(self) -> _Places:
        try:
            with np.load(self._list, allow_pickle=False) as kept:
                about = json.loads(str(kept["about"]))
                rowids, places = kept["rowids"], kept["places"]
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):  # damaged: rebuilt
            return _NONE
        if (about["identity"], about["format"]) != (store_identity(self._store), _FORMAT):
            return _NONE
        if about["watermark"] > change_number(self._store):  # an older copy of the store was put back
            return _NONE
        if len(places) and int(places.max()) >= len(self._file(about["generation"])):
            return _NONE
        return _Places(rowids, places, about["watermark"], about["generation"])

    def _save(self, records: Mapping[int, int], watermark: int, generation: int) -> None:
        rowids = np.array(sorted(records), dtype=np.int64)
        places = np.array([records[rowid] for rowid in rowids.tolist()], dtype=np.int64)
        about = {
            "identity": store_identity(self._store),
            "format": _FORMAT,
            "watermark": watermark,
            "generation": generation,
            "version": self.version,
        }
        draft = self._list.with_suffix(".draft")
        with draft.open("wb") as file:
            np.savez(file, rowids=rowids, places=places, about=np.array(json.dumps(about)))
        draft.replace(self._list)

    def _file(self, generation: int) -> VectorFile:
        path = vector_path(self._folder, f"{self.version}, passages {generation}")
        return VectorFile(path, SIZE)

    # Building -----------------------------------------------------------------------------------------------

    def build(self, encoder: Encoder, report: ReportCount, encode_all: EncodeAll | None = None) -> int:
        """Bring the vectors up to date with the store; return how many texts were encoded.

        `encode_all(batches, total)` encodes many batches, by default one after another in this process.
        `report(done, total)` is called after every few hundred passages. Vectors already written survive if
        the process is killed. Raises StoreError if another process is building them, or if nothing can be
        written.
        """
        with lock_work(self._store, "+vectors", "search.vectors_in_use"):
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._build(encode_all or partial(_encode_here, encoder), report)

    def _build(self, encode_all: EncodeAll, report: ReportCount) -> int:
        target = change_number(self._store)
        known = self._load()
        watermark, generation = known.watermark, known.generation
        records = dict(zip(known.rowids.tolist(), known.places.tolist(), strict=True))
        file = self._file(generation)
        file.refresh()
        total, done, before = count_changed(self._store, watermark, target), 0, len(file)
        for batch, vectors in encode_all(self._batches(file, watermark, target), total):
            if batch.missing:
                file.add(batch.missing, vectors)
            for rowid in batch.gone:
                records.pop(rowid, None)
            places = ((rowid, file.place(key)) for rowid, key in batch.keys.items())
            records |= {rowid: place for rowid, place in places if place is not None}
            if batch.step:
                self._save(records, batch.step, generation)
                watermark = batch.step
            if batch.rows:
                done += batch.rows
                report(done, total)
        encoded = len(file) - before
        self._tidy(file, records, watermark, generation)
        return encoded

    def _batches(self, file: VectorFile, watermark: int, target: int) -> Iterator[tuple[_Batch, list[str]]]:
        """Yield the changes in batches, with the texts that neither the file nor an earlier batch has."""
        under_way: set[bytes] = set()
        while watermark < target:
            step = next_step(self._store, watermark, target, _STEP)
            yield _Batch({}, list(removed_passages(self._store, watermark, step)), []), []
            for rows in changed_passages(self._store, watermark, step, size=_BATCH):
                keys = {row.rowid: content_key(row.text) for row in rows if _is_compared(row)}
                gone = [row.rowid for row in rows if row.rowid not in keys]
                missing = {
                    keys[row.rowid]: row.text
                    for row in rows
                    if row.rowid in keys and file.place(keys[row.rowid]) is None
                }
                new = [key for key in missing if key not in under_way]
                under_way.update(new)
                yield _Batch(keys, gone, new, len(rows)), [missing[key] for key in new]
            yield _Batch({}, [], [], step=step), []
            watermark = step

    def _tidy(self, file: VectorFile, records: dict[int, int], watermark: int, generation: int) -> None:
        """Rewrite the file if many of its vectors no longer belong to a passage."""
        used = sorted(set(records.values()))
        if len(file) > _SPARE * len(used) + _BATCH:
            new = {place: number for number, place in enumerate(used)}
            file.copy(self._file(generation + 1).path, used)
            moved = {rowid: new[place] for rowid, place in records.items()}
            self._save(moved, watermark, generation + 1)
            generation += 1
        # The previous generation stays until the next one: a search may be reading it.
        kept = {self._list, self._file(generation).path, self._file(generation - 1).path}
        for path in self._folder.iterdir():
            if path not in kept and path.suffix in (".vectors", ".npz"):
                path.unlink(missing_ok=True)

    # Comparing ----------------------------------------------------------------------------------------------

    def rank(
        self, vector: npt.NDArray[np.float32], floor: float, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return (row id, cosine) of the passages with a cosine of `floor` or more, nearest first.

        With `among`, only these passages are ranked.
        """
        known = self._load()
        cosines = self._file(known.generation).compare(vector)[known.places]
        chosen = cosines >= floor
        if among is not None:
            chosen &= np.isin(known.rowids, np.asarray(among, dtype=np.int64))
        places = np.flatnonzero(chosen)
        order = places[np.argsort(-cosines[places], kind="stable")]
        return list(zip(known.rowids[order].tolist(), cosines[order].tolist(), strict=True))

    def vectors_of(self, rowids: Sequence[int]) -> npt.NDArray[np.float32]:
        """Return the vectors of the passages that have one."""
        known = self._load()
        wanted = np.isin(known.rowids, np.asarray(rowids, dtype=np.int64))
        return self._file(known.generation).read(known.places[wanted].tolist())

    def keys_of(self, rowids: Sequence[int]) -> dict[int, bytes]:
        """Return, by row id, the key of the text that each passage's vector was made from."""
        known = self._load()
        found = np.flatnonzero(np.isin(known.rowids, np.asarray(rowids, dtype=np.int64)))
        keys = self._file(known.generation).keys(known.places[found].tolist())
        return dict(zip(known.rowids[found].tolist(), keys, strict=True))


def build_vectors(store: Store, report: ReportCount, encode_all: EncodeAll | None = None) -> Built:
    """Bring the vectors of a store's passages up to date; see `PassageVectors.build`.

    Raises UsageError with installation advice if the encoder is missing.
    """
    encoder = load_encoder()
    vectors = PassageVectors(store, encoder.version)
    encoded = vectors.build(encoder, report, encode_all)
    state = vectors.state()
    return Built(encoded, state.passages if state else 0)


def _is_compared(row: ChangedPassage) -> bool:
    return bool(row.is_current) and row.kind not in LEFT_OUT and weigh_words(row.text) >= _LEAST_WEIGHT


def _encode_here(
    encoder: Encoder, batches: Iterator[tuple[Tag, list[str]]], _total: int
) -> Iterator[tuple[Tag, npt.NDArray[np.float32]]]:
    for tag, texts in batches:
        yield tag, encoder.encode(texts)
