"""How reading time grows with size; absolute seconds differ by machine and by load."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

_ATTEMPTS = 5


def assert_time_in_proportion(read: Callable[[int], object], size: int, *, least: float = 0.01) -> None:
    """Check that `read(size)` takes about four times as long as `read(size // 4)`, and at most eight times.

    Code that compares each part with all others takes sixteen times as long. Each is the least CPU time of
    several attempts, of which more than one is made only on a busy machine. Less than `least` seconds counts as
    `least`: it may be a garbage collection.
    """
    short = long = float("inf")
    for _ in range(_ATTEMPTS):
        short = min(short, _seconds(read, size // 4))
        long = min(long, _seconds(read, size))
        if long <= 8 * max(short, least):
            return
    pytest.fail(f"{size // 4:,}: {short:.3f} s of CPU, {size:,}: {long:.3f} s")


def _seconds(read: Callable[[int], object], size: int) -> float:
    began = process_time()
    read(size)
    return process_time() - began
