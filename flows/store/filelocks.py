"""Locks of the operating system on files beside the store: gone with the process that holds them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def take(file: IO[bytes]) -> bool:
    """Lock an open file for as long as it is open; returns whether that was possible."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_taken(path: Path) -> bool:
    """Return whether a living process holds the lock at `path`."""
    try:
        with path.open("r+b") as file:
            return not take(file)
    except OSError:
        return False
