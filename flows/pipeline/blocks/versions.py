"""Versions of the components that do the work, to refuse workers that would do it differently."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import flows

_PACKAGE = Path(flows.__file__).resolve().parent
_HERE = "pipeline/blocks"


def code_version(*rooms: str) -> dict[str, str]:
    """Return the versions of Python, zhengce, and the code of some rooms with their word lists."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {
        "python": python,
        "zhengce": flows.__version__,
        "code": _hash_rooms((*rooms, "records", "text", _HERE)),
    }


@cache
def _hash_rooms(rooms: tuple[str, ...]) -> str:
    """Return a hash of the files of rooms, with Unix line endings, since a checkout may change them."""
    hasher = sha256()
    paths = [path for room in rooms for path in (_PACKAGE / room).rglob("*.*")]
    for path in sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts):
        hasher.update(path.relative_to(_PACKAGE).as_posix().encode())
        hasher.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return hasher.hexdigest()[:12]
