"""The bytes of source files, each kept under its SHA-256 in a folder beside the store."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from flows.errors import StoreError, reason_of
from flows.store.database import Store, explain_fault, is_full


def hash_bytes(data: bytes) -> str:
    """Return the SHA-256 of the data in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def keep_raw(store: Store, data: bytes, sha256: str) -> Path:
    """Store `data` under its hash, once; return the path. Raises StoreError if it can't be written.

    The bytes are written to a side file that is then renamed, so a killed run leaves no partial file.
    """
    path = raw_path(store, sha256)
    if path.is_file() and path.stat().st_size == len(data):
        return path
    side = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        side.write_bytes(data)
        side.replace(path)
    except OSError as error:
        with suppress(OSError):
            side.unlink()
        if is_full(path, error):
            raise explain_fault(store.path, error) from None
        raise StoreError("store.raw_not_kept", path=path, reason=reason_of(error)) from None
    return path


def raw_path(store: Store, sha256: str) -> Path:
    """Return the path for the bytes with this hash, whether or not they are stored."""
    return store.raw_folder / sha256[:2] / sha256


def read_raw(store: Store, sha256: str) -> bytes | None:
    """Return the bytes kept under a hash; None if there are none, or the file is damaged."""
    path = raw_path(store, sha256)
    if not sha256 or not path.is_file():
        return None
    data = path.read_bytes()
    return data if hash_bytes(data) == sha256 else None


def find_raw(store: Store, sha256: str) -> Path:
    """Return the file with the bytes kept under a hash, after reading it through in blocks.

    Raises StoreError if there is none, or if it has changed since it was kept.
    """
    path = raw_path(store, sha256)
    if not sha256 or not path.is_file():
        raise StoreError("store.raw_gone", path=path)
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != sha256:
        raise StoreError("store.raw_changed", path=path)
    return path


def drop_raw(store: Store, sha256: str) -> None:
    """Remove bytes that no document was read from and that are not an address's last answer."""
    used = store.value(
        "SELECT EXISTS (SELECT 1 FROM document WHERE source_sha256 = :hash) "
        "OR EXISTS (SELECT 1 FROM fetch WHERE sha256 = :hash)",
        {"hash": sha256},
    )
    if sha256 and not used:
        raw_path(store, sha256).unlink(missing_ok=True)
