"""Find the files to read, and describe each by its key, its name and how its bytes are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

MAX_FILE_BYTES = 2_000_000_000
_HIDDEN = (".", "~$", "__MACOSX")
_OF_A_PAGE = ("_files", ".files")  # the ends of the names of folders that browsers save beside a page
_PAGES = (".html", ".htm", ".shtml", ".xhtml")
_TEXTS = (".pdf", ".docx", ".md", ".csv")  # may have been put there by people


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
    """Yield the files to read under `path`, in a fixed order, without hidden files and manifests.

    The parts of a saved page (`a_files/saved_resource.html` beside `a.html`) are also left out.
    """
    if not path.is_dir():
        yield path
        return
    entries = sorted(path.rglob("*"))
    pages = {entry.parent / entry.stem for entry in entries if entry.suffix.lower() in _PAGES}
    for entry in entries:
        parts = entry.relative_to(path).parts
        is_hidden = any(part.startswith(_HIDDEN) or part == "Thumbs.db" for part in parts)
        is_text = entry.suffix.lower() in _TEXTS or not _is_of_a_page(entry, pages)
        if not entry.is_dir() and not is_hidden and entry.name != "source.yml" and is_text:
            yield entry


def _is_of_a_page(entry: Path, pages: Collection[Path]) -> bool:
    """Return whether a file is in the folder of a saved page: `a_files` or `a.files` beside `a.html`."""
    folders = (folder for folder in entry.parents if folder.name.endswith(_OF_A_PAGE))
    named = ((folder, folder.name[: -len("_files")]) for folder in folders)
    return any(folder.with_name(name) in pages for folder, name in named if name)


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
