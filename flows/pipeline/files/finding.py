"""Find the files to read, and describe each by its key, its name and how its bytes are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

MAX_FILE_BYTES = 2_000_000_000
_HIDDEN = (".", "~$", "__MACOSX")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file to read. `read` returns its size and, unless it is too large, its bytes. It raises OSError.

    `size` is used for progress, 0 if unknown.
    """

    key: str
    name: str
    read: Callable[[], tuple[int, bytes]]
    size: int = 0


def find_files(path: Path) -> Iterator[Path]:
    """Yield the files to read under `path`, in a fixed order, without hidden files and manifests."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.rglob("*")):
        parts = entry.relative_to(path).parts
        is_hidden = any(part.startswith(_HIDDEN) or part == "Thumbs.db" for part in parts)
        if not entry.is_dir() and not is_hidden and entry.name != "source.yml":
            yield entry


def describe_path(path: Path, root: Path | None) -> FoundFile:
    """Describe a file on disk; its key is its path, relative to `root` if within it."""
    resolved = path.resolve()
    if root and resolved.is_relative_to(root):
        resolved = resolved.relative_to(root)
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # reading it returns the reason
    return FoundFile(show_path(resolved), show_path(path.name), partial(_read_local, path), size)


def show_path(path: Path | str) -> str:
    r"""Return a path as text that can be stored and printed.

    A name may be undecodable. Its invalid bytes are written as `\xb9`, so that two such names stay distinct.
    """
    return os.fsencode(os.fspath(path)).decode("utf-8", "backslashreplace")


def _read_local(path: Path) -> tuple[int, bytes]:
    size = path.stat().st_size
    if not path.is_file():
        raise NotAFileError
    return size, path.read_bytes() if size <= MAX_FILE_BYTES else b""


class NotAFileError(OSError):
    """A pipe, socket or device."""
