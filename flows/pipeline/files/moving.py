"""Recognise the files of a moved or renamed folder.

A file passed to `ingest` by path is identified by that path. A new path belongs to a stored file if

- no document was read from the new path,
- a stored file had the same path below its folder, and nothing is at its old path any more, and
- its bytes are the same; or those of at least half of the folder are, both of the files that the old and the
  new folder have in common and of all that are stored from the old one. Then what differs was edited.

So folders that merely use the same names for other files stay separate, even if one of them is gone.
"""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from flows.pipeline.files.finding import FoundFile, describe_path, find_files
from flows.records import Reason
from flows.store import LocalSource, Store, had_documents, read_local_sources


class _NewFile(NamedTuple):
    """A file below a given path: its location, and its path below the folder, after a slash."""

    path: Path
    below: str
    found: FoundFile


@dataclass(slots=True)
class _Former:
    """A missing folder, of which `stored` files are stored.

    `old_keys` maps the keys of new files to those of the old ones that they may be; `same` are the new files
    with the same bytes.
    """

    stored: int
    old_keys: dict[str, str] = field(default_factory=dict)
    same: set[str] = field(default_factory=set)

    @property
    def is_moved(self) -> bool:
        """Return whether so much of the folder is unchanged that its other files must have been edited."""
        return 2 * len(self.same) >= max(len(self.old_keys), self.stored)


def find_moved(store: Store, corpus: str, paths: Sequence[Path]) -> tuple[dict[str, str], list[Reason]]:
    """Return the former keys of moved files at some paths, by their new keys, and one note per folder."""
    moved: dict[str, str] = {}
    folders: Counter[tuple[str, str]] = Counter()
    stored: _Stored | None = None
    for path in paths:
        unknown = {
            file.found.key: file
            for file in _list_files(path)
            if file.found.key not in moved and not had_documents(store, corpus, file.found.key)
        }
        if not unknown:
            continue
        stored = stored or _Stored(read_local_sources(store, corpus))
        chosen = _choose(stored.find_former(unknown, taken={*moved.values()}), unknown)
        moved |= chosen
        new = path if path.is_dir() else path.parent
        folders.update(
            (old.removesuffix(unknown[key].below), str(new.resolve())) for key, old in chosen.items()
        )
    notes = [
        Reason("pipeline.moved_folder", {"number": number, "old": old or "/", "new": new})
        for (old, new), number in folders.items()
    ]
    return moved, notes


def _list_files(path: Path) -> Iterator[_NewFile]:
    base = path if path.is_dir() else path.parent
    for file in find_files(path):
        yield _NewFile(file, f"/{file.relative_to(base).as_posix()}", describe_path(file, None))


def _choose(former: Mapping[str, _Former], files: Collection[str]) -> dict[str, str]:
    """Return the former key of each file (by its key) that has one likeliest former folder."""
    chosen: dict[str, str] = {}
    for key in files:
        having = [one for one in former.values() if key in one.same or (one.is_moved and key in one.old_keys)]
        having.sort(key=lambda one: -len(one.same))
        if having and (len(having) == 1 or len(having[0].same) > len(having[1].same)):
            chosen[key] = having[0].old_keys[key]
    return chosen


class _Stored:
    """The stored files of a corpus that have absolute paths."""

    def __init__(self, sources: Sequence[LocalSource]) -> None:
        self._contents: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for source in sources:
            self._contents[source.key].add((source.bytes, source.sha256))
        self._keys = sorted(self._contents)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for key in self._keys:
            self._by_name[key.rpartition("/")[2]].append(key)

    def find_former(self, files: Mapping[str, _NewFile], taken: Collection[str]) -> dict[str, _Former]:
        """Return the missing folders that had files at these paths, by path."""
        found: dict[str, _Former] = {}
        for key, file in files.items():
            for old in self._by_name.get(file.below.rpartition("/")[2], ()):
                if old.endswith(file.below) and old not in taken and _is_gone(old):
                    folder = old.removesuffix(file.below)
                    former = found.setdefault(folder, _Former(self._count_below(folder)))
                    former.old_keys[key] = old
                    if self._has_bytes(old, file):
                        former.same.add(key)
        return found

    def _count_below(self, folder: str) -> int:
        return bisect_left(self._keys, f"{folder}0") - bisect_left(self._keys, f"{folder}/")  # 0 follows /

    def _has_bytes(self, key: str, file: _NewFile) -> bool:
        """Return whether a file has the bytes that a stored one once had."""
        hashes = {sha256 for size, sha256 in self._contents[key] if size == file.found.size}
        if not hashes:
            return False
        try:
            with file.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() in hashes
        except OSError:  # reading it returns the reason
            return False


def _is_gone(key: str) -> bool:
    r"""Return whether nothing exists at a path; undecodable names (`\xb9`) can't be checked."""
    return "\\" not in key and not os.path.lexists(key)
