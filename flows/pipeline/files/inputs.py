"""The bytes of a file or of standard input, for commands that may not need what reads or annotates."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from flows.errors import UsageError, reason_of
from flows.text import lazy_pattern

_ENDING = lazy_pattern(r"\.\w{1,8}$", re.ASCII)


def read_input(path: str, *, command: str = "") -> bytes:
    """Return the bytes of a file, or of standard input for `-`.

    `command` is a command that analyses text: an error names it if `path` is more likely a text than a file.
    Raises UsageError for a file that can't be read.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        if Path(path).is_fifo():
            raise UsageError("pipeline.input_is_pipe", path=path)
        return Path(path).read_bytes()
    except OSError as error:
        is_text = bool(command) and _is_text(path)
        code = "pipeline.input_is_no_file" if is_text else "pipeline.input_unreadable"
        raise UsageError(code, path=path or "''", problem=reason_of(error), command=command) from None


def _is_text(path: str) -> bool:
    """Return whether a nonexistent path is more likely a text: it has no folder and no file ending."""
    return "/" not in path and not _ENDING.search(path)
