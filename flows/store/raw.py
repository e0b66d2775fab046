"""Raw bytes as they were read, each under its SHA-256, in a folder beside the store."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from flows.errors import StoreError
from flows.store.database import Store


def hash_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep_raw(store: Store, data: bytes, sha256: str) -> Path:
    """Keep `data` under its hash (once); written to a side file and renamed, so that a killed run leaves no half file."""
    path = raw_path(store, sha256)
    if path.is_file() and path.stat().st_size == len(data):
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        side = path.with_suffix(f".{os.getpid()}.part")
        side.write_bytes(data)
        side.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: raw bytes can't be kept ({error})") from None
    return path


def raw_path(store: Store, sha256: str) -> Path:
    return store.raw_folder / sha256[:2] / sha256
