"""The syntax trees of source files, parsed once per process: parsing all of flows takes two seconds."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return the nodes of a file's syntax tree as `ast.walk` yields them."""
    with _without_collections():
        return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@contextmanager
def _without_collections() -> Iterator[None]:
    """Switch garbage collection off, which takes as long as parsing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
