"""The exchange: a folder or a place in an object store, through which blocks go as Arrow files."""

from __future__ import annotations

import uuid
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import ConfigurationError

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST_PROBLEM = 200


class Exchange:
    """Arrow files by name, at an absolute path or an address such as s3://bucket/folder.

    Files exist whole or not at all. Every method raises ConfigurationError if the exchange can't be used.
    """

    def __init__(self, address: str) -> None:
        import fsspec  # heavy; needed only with a cluster

        self.address = address.rstrip("/")
        try:
            self._system, self._root = fsspec.core.url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise self._unusable(error) from None
        self._is_local = "file" in _protocols(self._system)

    def write(self, name: str, data: bytes) -> None:
        """Write a file, replacing one of the same name."""
        try:
            if not self._is_local:  # object stores have no folders, and show an object only when complete
                self._system.pipe_file(self._place(name), data)
                return
            Path(self._root).mkdir(parents=True, exist_ok=True)
            draft = Path(self._place(f"{name}.{uuid.uuid4().hex}.part"))
            draft.write_bytes(data)
            draft.replace(self._place(name))
        except Exception as error:  # noqa: BLE001 - each library has its own errors, such as no bucket
            raise self._unusable(error) from None

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        try:
            self._system.invalidate_cache()
            return bytes(self._system.cat_file(self._place(name)))
        except Exception as error:  # noqa: BLE001 - as above
            raise self._unusable(error) from None

    def has(self, name: str) -> bool:
        """Return whether there is a file of this name."""
        try:
            self._system.invalidate_cache()
            return bool(self._system.exists(self._place(name)))
        except Exception as error:  # noqa: BLE001 - as above
            raise self._unusable(error) from None

    def remove(self, *names: str) -> None:
        """Remove files; missing ones are ignored."""
        for name in names:
            if not self.has(name):
                continue
            try:
                self._system.rm_file(self._place(name))
            except Exception as error:  # noqa: BLE001 - as above
                raise self._unusable(error) from None

    def clear(self) -> None:
        """Remove everything, including files left by killed workers."""
        try:
            self._system.invalidate_cache()
            if self._system.exists(self._root):
                self._system.rm(self._root, recursive=True)
        except Exception as error:  # noqa: BLE001 - as above
            raise self._unusable(error) from None

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _unusable(self, error: Exception) -> ConfigurationError:
        problem = f"{type(error).__name__}: {' '.join(str(error).split())[:_LONGEST_PROBLEM]}"
        return ConfigurationError("pipeline.exchange_unusable", exchange=self.address, problem=problem)


def _protocols(system: Any) -> tuple[str, ...]:
    found = system.protocol
    return (found,) if isinstance(found, str) else tuple(found)


@cache
def open_exchange(address: str) -> Exchange:
    """Return the exchange at an address, opened once per process."""
    return Exchange(address)


def to_bytes(table: pa.Table) -> bytes:
    """Return a table as an Arrow file, compressed."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def from_bytes(data: bytes) -> pa.Table:
    """Return the table of an Arrow file."""
    import pyarrow as pa

    return pa.ipc.open_file(pa.BufferReader(data)).read_all()
