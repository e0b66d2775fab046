"""Fronts: the names that a room's `__init__.py` exports, imported when first used (PEP 562)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path


def open_front(package: str) -> Callable[[str], object]:
    """Return the module-level `__getattr__` of a room's front.

    A front imports its names under `if TYPE_CHECKING:`, where type checkers and readers find them. This
    function reads the same lines when the first name is requested, so each name is written once and a command
    imports only what it uses. The returned function raises AttributeError for a name that the front does not
    have.
    """
    sources: dict[str, str] = {}

    def get(name: str) -> object:
        front = sys.modules[package]
        if not sources:
            sources.update(_read_names(str(front.__file__)))
        if name not in sources:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(sources[name]), name)
        setattr(front, name, value)
        return value

    return get


def _read_names(path: str) -> dict[str, str]:
    """Return the module of each name that a front imports."""
    blocks = [
        node for node in ast.parse(Path(path).read_text(encoding="utf-8")).body if isinstance(node, ast.If)
    ]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: str(node.module) for node in imports for alias in node.names}
