"""Files in object stores (s3://, gs://, az://), read through fsspec.

The library of each store comes with an extra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from flows.errors import ConfigurationError
from flows.text import lazy_pattern

# Scheme to the extra that reads it; `memory` needs none. file: and http: are missing because they are read
# elsewhere.
SCHEMES = {"s3": "s3", "gs": "gcs", "gcs": "gcs", "az": "azure", "abfs": "azure", "memory": ""}
_SCHEME = lazy_pattern(r"^([a-z][a-z0-9+.-]*)://(?=.)")
_SCHEDULER = lazy_pattern(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:\d{1,5}/?|local:[1-9]\d{0,3}")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file of an object store: full `address`, `size` in bytes, and `read`, which raises OSError."""

    address: str
    name: str
    size: int
    read: Callable[[], bytes]


def scheme_of(location: str) -> str:
    """Return the scheme of a location, or "" for a local path, even with a drive letter."""
    match = _SCHEME.match(location)
    return match[1] if match else ""


def is_scheduler(text: str) -> bool:
    """Return whether a text names a Dask scheduler: tcp://host:8786, or local:4 for a local one."""
    return _SCHEDULER.fullmatch(text) is not None


def find_remote(address: str) -> Iterator[RemoteFile]:
    """Yield the files at or under an address, sorted by name, without hidden ones.

    Raises ConfigurationError if the library for the scheme is not installed, or if nothing is there or
    listing is not allowed.
    """
    import fsspec  # heavy; needed only by corpora in object stores

    scheme = scheme_of(address)
    try:
        system, root = fsspec.core.url_to_fs(address)
        found: dict[str, dict[str, object]] = system.find(root, detail=True)
    except ImportError:
        raise ConfigurationError(
            "corpus.extra_missing", address=address, scheme=scheme, extra=SCHEMES[scheme]
        ) from None
    except Exception as error:  # noqa: BLE001 - each library has its own errors, such as no bucket
        problem = f"{type(error).__name__}: {str(error)[:200]}"
        raise ConfigurationError("corpus.remote_unlisted", address=address, problem=problem) from None
    if not found:
        raise ConfigurationError("corpus.remote_empty", address=address)
    for path, entry in sorted(found.items()):
        name = PurePosixPath(path).name
        if not name.startswith((".", "~$")) and name != "source.yml":
            size = int(str(entry.get("size") or 0))
            yield RemoteFile(f"{scheme}://{path.lstrip('/')}", name, size, partial(_read, system, path))


def _read(system: Any, path: str) -> bytes:
    try:
        return bytes(system.cat_file(path))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        raise OSError(f"{type(error).__name__}: {error}") from None
