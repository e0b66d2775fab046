"""The compiled lexicon: a file derived from the CSV files, checked and folded, which loads ten times as fast.

It is JSON, which cannot run code: people pass stores on, and the file is kept next to the store. The first
line identifies the lexicon and the code that the file was made from, and has the hash of the rest. If one of
these differs (an edit, another version, half a file), the CSV files are read and the file is rewritten. If it
can't be written, the CSV files are read every time.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from contextlib import suppress
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from weakref import WeakValueDictionary

from flows.annotation.lexicon.checking import check_concepts
from flows.annotation.lexicon.files import write_files
from flows.annotation.lexicon.model import Concept, KnownSurfaces, Lexicon, fold_surfaces
from flows.annotation.lexicon.reading import load_lexicon, read_lexicon
from flows.text import fold, folding_list, has_han

_FIELDS = tuple(field.name for field in fields(Concept))
_values_of = attrgetter(*_FIELDS)


def load_compiled(folder: Path, path: Path | None = None) -> Lexicon:
    """Load the CSV files of `folder`, or `path` if it was compiled from the same files.

    If the lexicon is still in use, the same object is returned: recognizing it takes a fiftieth of a second,
    reading the files a third. Without `path`, nothing is written. Raises ConfigurationError with file and
    line of each error, as `load_lexicon` does.
    """
    key = _content_key(folder)
    if known := _in_use.get(key) or (path and _read(path, key)):
        _in_use[key] = known
        return known
    lexicon = load_lexicon(folder)
    if key == _content_key(folder):  # not edited in the meantime
        _in_use[key] = lexicon
        if path and path.parent.is_dir():
            _write(path, key, lexicon)
    return lexicon


_in_use: WeakValueDictionary[str, Lexicon] = WeakValueDictionary()


def _content_key(folder: Path) -> str:
    """Return a hash of the CSV files with their names, the code that reads them, and the folding table."""
    digest = hashlib.sha256()
    digest.update(array("I", folding_list()).tobytes())
    for path in (*_code_files(), *sorted(folder.glob("*.csv"))):
        data = path.read_bytes()
        digest.update(f"\n{path.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _code_files() -> list[Path]:
    """Return the modules that determine the content of a lexicon and of its compiled file."""
    deciding = (load_compiled, read_lexicon, fold_surfaces, check_concepts, fold, has_han)
    return [Path(function.__code__.co_filename) for function in deciding]


def _read(path: Path, key: str) -> Lexicon | None:
    """Return the lexicon of a compiled file; None if the file is missing, damaged, or of another lexicon."""
    try:
        first, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if first != _first_line(key, content):
        return None
    rows, surfaces, owners, known_hash = json.loads(content)
    concepts = [_make_concept(row) for row in rows]
    ids = [concept.id for concept in concepts]
    by_surface = {surface: ids[owner] for surface, owner in zip(surfaces, owners, strict=True)}
    return Lexicon(concepts, KnownSurfaces(by_surface, known_hash))


def _make_concept(row: list[str | list[str]]) -> Concept:
    cells = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
    return Concept(*cells)  # type: ignore[arg-type]


def _write(path: Path, key: str, lexicon: Lexicon) -> None:
    concepts = list(lexicon.concepts.values())
    places = {concept.id: place for place, concept in enumerate(concepts)}
    known = fold_surfaces(concepts)
    owners = [places[owner] for owner in known.owners.values()]
    values = [[_values_of(concept) for concept in concepts], list(known.owners), owners, known.hash]
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):  # a folder that can't be written, a full disk: slower, but correct
        write_files(path.parent, {path.name: f"{_first_line(key, content.encode()).decode()}\n{content}"})


def _first_line(key: str, content: bytes) -> bytes:
    return f"lexicon {key} {hashlib.sha256(content).hexdigest()}".encode()
