"""Files in object stores (s3://, gs://, az://), through fsspec; the store's own library comes with an extra."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from flows.errors import ConfigurationError

# Scheme to the extra that reads it; `memory` needs none. file: and http: are not among them: they have ways of their own.
SCHEMES = {"s3": "s3", "gs": "gcs", "gcs": "gcs", "az": "azure", "abfs": "azure", "memory": ""}
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://(?=.)")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file: `address` in full, `size` in bytes, and `read`, which raises OSError."""

    address: str
    name: str
    size: int
    read: Callable[[], bytes]


def scheme_of(location: str) -> str:
    """Return the scheme of a location, or "" for a path of this machine (`C:\\texts`, too)."""
    match = _SCHEME.match(location)
    return match[1] if match else ""


def find_remote(address: str) -> Iterator[RemoteFile]:
    """Yield the files at or under an address, sorted by name, without hidden ones.

    Raises ConfigurationError where its library is not installed, or nothing is there or may be seen.
    """
    import fsspec

    scheme = scheme_of(address)
    try:
        system, root = fsspec.core.url_to_fs(address)
        found: dict[str, dict[str, Any]] = system.find(root, detail=True)
    except ImportError:
        raise ConfigurationError(
            f"{address}: reading {scheme}:// needs an extra: pip install 'zhengce[{SCHEMES[scheme]}]'"
        ) from None
    except Exception as error:  # noqa: BLE001 - each library has errors of its own: no credentials, no bucket, no network
        raise ConfigurationError(
            f"{address}: can't be listed ({type(error).__name__}: {str(error)[:200]})"
        ) from None
    if not found:
        raise ConfigurationError(f"{address}: no files there")
    for path, entry in sorted(found.items()):
        name = PurePosixPath(path).name
        if not name.startswith((".", "~$")) and name != "source.yml":
            yield RemoteFile(
                f"{scheme}://{path.lstrip('/')}",
                name,
                int(entry.get("size") or 0),
                partial(_read, system, path),
            )


def _read(system: Any, path: str) -> bytes:
    try:
        return bytes(system.cat_file(path))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        raise OSError(f"{type(error).__name__}: {error}") from None
