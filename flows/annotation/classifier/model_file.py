"""The file of a trained model: written with skops, read with numpy alone.

skops writes a zip archive: `schema.json` describes the values, and each array is a .npy file. Reading them
here takes 0.1 s. Importing skops, which imports scikit-learn, takes 1.4 s of CPU.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np


def write_state(state: Mapping[str, object], path: Path) -> None:
    """Write plain values and arrays with skops, not pickle: reading them runs no code."""
    import skops.io  # imports scikit-learn

    skops.io.dump(dict(state), path, compression=8, compresslevel=6)


def read_state(path: Path) -> Any:
    """Return the values, by name, of a file written by `write_state`.

    Raises BadZipFile, KeyError or ValueError if the file is damaged or contains other objects.
    """
    with ZipFile(path) as archive:
        state = _read_node(json.loads(archive.read("schema.json")), archive)
    if not isinstance(state, dict):
        raise ValueError(f"{type(state).__name__} instead of named values")
    return state


def _read_node(node: Any, archive: ZipFile) -> Any:
    """Return the value of one node of `schema.json`; its `__loader__` names the encoding."""
    match node["__loader__"]:
        case "JsonNode":
            return json.loads(node["content"])
        case "ListNode":
            return [_read_node(item, archive) for item in node["content"]]
        case "TupleNode":
            return tuple(_read_node(item, archive) for item in node["content"])
        case "DictNode":
            return {name: _read_node(item, archive) for name, item in node["content"].items()}
        case "NdArrayNode" if node["type"] == "numpy":
            array = np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)
            return array[()]  # a numpy number is written as an array without dimensions
        case other:
            raise ValueError(f"{other} is neither a plain value nor an array")
