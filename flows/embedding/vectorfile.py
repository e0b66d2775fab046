"""Keep vectors by content in one file: rows of bytes, appended at the end and compared in place.

A record is the key of a text (16 bytes), the factor of its row (4 bytes, float32) and the row itself (one
signed byte per column). A row of bytes times its factor has unit length again. Several processes may add
records at the same time: each writes whole records under a lock, and a partial record left by a killed
process is cut off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_KEY_BYTES, _FACTOR_BYTES = 16, 4
_HEAD = _KEY_BYTES + _FACTOR_BYTES
_TOP = 127  # the largest value of a signed byte
_BLOCK = 16_384  # rows converted to floats at a time: 32 MB at 512 columns


def content_key(text: str) -> bytes:
    """Return the key of a text: equal texts have equal keys."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def vector_path(folder: Path, version: str) -> Path:
    """Return the path of the vectors of one encoder version, in a folder that may have others."""
    return folder / f"{hashlib.blake2b(version.encode(), digest_size=6).hexdigest()}.vectors"


class VectorFile:
    """A file of vectors with `size` columns, all of one encoder."""

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self._size = size
        self._record = _HEAD + size
        self._places: dict[bytes, int] = {}
        self._known = 0  # records whose keys are in `_places`

    def __len__(self) -> int:
        """Count the whole records in the file."""
        return self.path.stat().st_size // self._record if self.path.is_file() else 0

    def refresh(self) -> None:
        """Read the keys added since the last call, by any process."""
        count = len(self)
        if count < self._known:  # the file was rebuilt
            self._places, self._known = {}, 0
        if count == self._known:
            return
        keys = self._map(count)[self._known :, :_KEY_BYTES].tobytes()
        for place in range(self._known, count):
            start = (place - self._known) * _KEY_BYTES
            self._places.setdefault(keys[start : start + _KEY_BYTES], place)
        self._known = count

    def place(self, key: bytes) -> int | None:
        """Return the number of the record with this key, as of the last `refresh`."""
        return self._places.get(key)

    def add(self, keys: Sequence[bytes], rows: npt.NDArray[np.float32]) -> None:
        """Append the vectors of these keys to the file, except those already there.

        Raises OSError if the file can't be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._locked():
            self.refresh()
            new = {key: place for place, key in enumerate(keys) if key not in self._places}
            if new:
                with self.path.open("ab") as file:
                    file.truncate(len(self) * self._record)
                    file.write(_pack(list(new), rows[list(new.values())]))
                self.refresh()

    def read(self, places: Sequence[int]) -> npt.NDArray[np.float32]:
        """Return the vectors of these records, of unit length (or zero), in order."""
        import numpy as np

        if not places:
            return np.zeros((0, self._size), dtype=np.float32)
        return _unpack(self._map(len(self))[np.asarray(places)])

    def compare(self, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return the cosine of a vector of unit length with each record, in blocks."""
        import numpy as np

        count = len(self)
        cosines = np.empty(count, dtype=np.float32)
        records = self._map(count)
        for start in range(0, count, _BLOCK):
            cosines[start : start + _BLOCK] = _unpack(records[start : start + _BLOCK]) @ vector
        return cosines

    def keys(self, places: Sequence[int]) -> list[bytes]:
        """Return the keys of these records, in order."""
        import numpy as np

        if not places:
            return []
        return [row.tobytes() for row in self._map(len(self))[np.asarray(places), :_KEY_BYTES]]

    def copy(self, path: Path, places: Sequence[int]) -> VectorFile:
        """Write only these records, in this order, to another file; return it."""
        import numpy as np

        path.parent.mkdir(parents=True, exist_ok=True)
        records = self._map(len(self))
        with path.open("wb") as file:
            for start in range(0, len(places), _BLOCK):
                file.write(records[np.asarray(places[start : start + _BLOCK])].tobytes())
        return VectorFile(path, self._size)

    def _map(self, count: int) -> npt.NDArray[np.uint8]:
        import numpy as np

        if not count:
            return np.zeros((0, self._record), dtype=np.uint8)
        return np.memmap(self.path, np.uint8, "r", shape=(count, self._record))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock

        with FileLock(self.path.with_suffix(".lock")):
            yield


def _pack(keys: Sequence[bytes], rows: npt.NDArray[np.float32]) -> bytes:
    """Return the records of these keys and rows."""
    import numpy as np

    peaks = np.abs(rows).max(axis=1, initial=0)
    steps = np.rint(rows * (_TOP / np.where(peaks > 0, peaks, 1))[:, None]).astype(np.int8)
    lengths = np.linalg.norm(steps.astype(np.float32), axis=1)
    factors = (1 / np.where(lengths > 0, lengths, 1)).astype("<f4")
    heads = np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), _KEY_BYTES)
    return np.hstack([heads, factors[:, None].view(np.uint8), steps.view(np.uint8)]).tobytes()


def _unpack(records: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Return the rows of these records as floats."""
    import numpy as np

    factors = np.ascontiguousarray(records[:, _KEY_BYTES:_HEAD]).view("<f4")
    rows = records[:, _HEAD:].view(np.int8).astype(np.float32)
    rows *= factors
    return rows
