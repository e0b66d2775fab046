"""The location of a lake: a local folder, or a prefix of an object store, through fsspec.

Files appear whole or not at all: in a folder a finished file is moved into place, and an object store shows
an object only when all of it has arrived.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flows.errors import StoreError

# Scheme to the extra with its library; "" is always installed.
_EXTRAS = {"s3": "s3", "gs": "gcs", "gcs": "gcs", "az": "azure", "abfs": "azure", "memory": ""}
_SIDE = ".part"
_LONGEST_REASON = 200  # characters


def is_remote(location: str) -> bool:
    """Return whether a location is an address rather than a local path."""
    return "://" in location and not location.startswith("file://")


class Location:
    """A folder or prefix; names below it are relative and use / as separator.

    Raises StoreError if its library is not installed. If a place can't be reached or refuses access, every
    method raises OSError with the reason in one line.
    """

    def __init__(self, address: str) -> None:
        import fsspec  # heavy; needed only by lakes

        self.address = address.rstrip("/") or "/"
        self.is_remote = is_remote(address)
        scheme = address.partition("://")[0] if self.is_remote else "file"
        try:
            self.system, self.root = fsspec.core.url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            if isinstance(error, ImportError) and scheme in _EXTRAS:
                raise StoreError(
                    "store.lake_extra_missing",
                    address=address,
                    library=f"{scheme}://",
                    extra=_EXTRAS[scheme],
                ) from None
            raise StoreError("store.lake_unusable", address=address, reason=error) from None
        self.scheme = scheme

    def path_of(self, name: str) -> str:
        """Return the address of a name, as file-reading libraries expect it."""
        return f"{self.scheme}://{self._whole(name).lstrip('/')}" if self.is_remote else self._whole(name)

    def _whole(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Raise the errors of object store libraries as OSError: each library has its own."""
        try:
            yield
        except OSError:
            raise
        except Exception as error:
            if not self.is_remote:
                raise
            reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
            raise OSError(reason[:_LONGEST_REASON]) from None

    def names(self, folder: str) -> list[str]:
        """Return the names of all files at or below a folder, in order; none if it does not exist."""
        self.system.invalidate_cache()
        root = self._whole("")
        try:
            with self._asking():
                found = self.system.find(self._whole(folder))
        except FileNotFoundError:
            return []
        return sorted(str(path)[len(root) :] for path in found)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file. Raises OSError."""
        with self._asking():
            return bytes(self.system.cat_file(self._whole(name)))

    def write(self, name: str, data: bytes) -> None:
        """Write a file, replacing an older one of this name in one step."""
        if self.is_remote:
            with self._asking():
                self.system.pipe_file(self._whole(name), data)
            return
        path = Path(self._whole(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        side = path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}{_SIDE}")
        try:
            side.write_bytes(data)
            side.replace(path)
        finally:
            side.unlink(missing_ok=True)

    @contextmanager
    def staging(self, owner: str) -> Iterator[Path]:
        """Yield an empty local folder for unfinished files; it is removed afterwards.

        For a local lake it is inside the lake, so that a move is one step; remains of a killed `owner` are
        removed.
        """
        if self.is_remote:
            with tempfile.TemporaryDirectory(prefix="zhengce-lake-") as folder:
                yield Path(folder)
            return
        folder = f"{self.root}/_staging/{owner}"
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)
        try:
            yield Path(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # another store is writing
                Path(folder).parent.rmdir()

    def publish(self, finished: Path, name: str) -> None:
        """Move a finished file of the staging folder to a name."""
        if self.is_remote:
            with self._asking():
                self.system.put_file(str(finished), self._whole(name))
            finished.unlink()
            return
        path = Path(self._whole(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        finished.replace(path)

    def remove(self, name: str) -> None:
        """Remove a file, and the folders left empty."""
        with suppress(FileNotFoundError), self._asking():
            self.system.rm_file(self._whole(name))
        if self.is_remote:
            return
        folder = Path(self._whole(name)).parent
        with suppress(OSError):
            while folder != Path(self.root):
                folder.rmdir()
                folder = folder.parent

    def register(self, connection: Any) -> None:
        """Let a DuckDB connection read from this location."""
        if self.is_remote:
            connection.register_filesystem(self.system)
