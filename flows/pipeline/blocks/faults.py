"""Errors of the program on one document or passage, which are reported and stop nothing."""

from __future__ import annotations

import traceback
from pathlib import Path

_LONGEST = 120  # characters of an error's message


def name_fault(error: Exception) -> str:
    """Return the type, message and place of an error, for a report.

    >>> ValueError: day is out of range for month (doubts.py:76)
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [f" ({Path(frame.filename).name}:{frame.lineno})" for frame in frames[-1:]]
    return f"{type(error).__name__}: {str(error)[:_LONGEST]}{''.join(places)}"
