"""Imports point one way: each room is imported in a process of its own, and every import statement is read."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from tests.support import PROJECT

PACKAGE = PROJECT / "flows"
SHARED = {"flows", "flows.records", "flows.errors", "flows.text.folding", "flows.text.language", "flows.text.document_numbers"}
FLOWS = {"ingest", "annotate", "train", "export", "refresh", "deployments", "running"}
# What each room may hold of our own after all of it is imported, besides itself and SHARED.
ROOMS: dict[str, set[str]] = {
    "corpus": set(),
    "annotation": set(),
    "store": set(),
    "analysis": {"flows.store", "flows.annotation.lexicon.model", "flows.annotation.lexicon.inflection"},
    "operations": {"flows.corpus", "flows.annotation", "flows.analysis", "flows.store"},
}
# What may stand in a room's import statements, also in those inside functions, which no import of the room runs.
TOP = FLOWS | {"cli", "commands", "notebook", "web"}
UPPER = {
    "prefect",
    "cyclopts",
    "typer",
    "fastapi",
    "uvicorn",
    "flows.settings",
    "flows.output.terminal",
    "flows.pipeline.progress",
} | {f"flows.{name}" for name in TOP}
_PROBE = """
import importlib, json, sys
found = {}
for name in sys.argv[1:]:
    before = set(sys.modules)
    importlib.import_module(name)
    found[name] = sorted(set(sys.modules) - before)
print(json.dumps(found))
"""


def module_names(room: str) -> list[str]:
    files = sorted((PACKAGE / room).rglob("*.py")) if (PACKAGE / room).is_dir() else [PACKAGE / f"{room}.py"]
    parts = [file.relative_to(PROJECT).with_suffix("").parts for file in files]
    return [".".join(names[:-1] if names[-1] == "__init__" else names) for names in parts]


@cache
def imported_by_room() -> dict[str, dict[str, list[str]]]:
    """Import all modules of each room, each room in a fresh interpreter; return what each module newly pulled in."""

    def probe(room: str) -> dict[str, list[str]]:
        command = [sys.executable, "-c", _PROBE, *module_names(room)]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, f"{room} can't be imported:\n{done.stderr}"
        found: dict[str, list[str]] = json.loads(done.stdout)
        return found

    rooms = [*ROOMS, "cli", "records", "errors", "folding", "language", "document_numbers"]
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(rooms, pool.map(probe, rooms), strict=True))


def is_under(module: str, roots: set[str]) -> bool:
    return any(module == root or module.startswith(root + ".") for root in roots)


def pulled(room: str, roots: set[str]) -> dict[str, list[str]]:
    """Return, by module of the room, what it pulled in of `roots`."""
    found = {
        name: [module for module in modules if is_under(module, roots)] for name, modules in imported_by_room()[room].items()
    }
    return {name: modules for name, modules in found.items() if modules}


@pytest.mark.parametrize("room", ROOMS)
def test_room_holds_modules(room: str) -> None:
    assert len(module_names(room)) > 3


@pytest.mark.parametrize("room", ROOMS)
def test_room_pulls_in_no_orchestration(room: str) -> None:
    assert pulled(room, UPPER) == {}


@pytest.mark.parametrize("room", ROOMS)
def test_room_pulls_in_only_the_rooms_below(room: str) -> None:
    ours = {module for modules in imported_by_room()[room].values() for module in modules if is_under(module, {"flows"})}
    allowed = {f"flows.{room}"} | ROOMS[room]
    packages = {"flows.annotation"} if room == "analysis" else set()  # the empty package above lexicon and inflection
    assert {module for module in ours if module not in SHARED | packages and not is_under(module, allowed)} == set()


@pytest.mark.parametrize("module", ["records", "errors", "folding", "language", "document_numbers"])
def test_nouns_pull_in_no_room(module: str) -> None:
    ours = {name for names in imported_by_room()[module].values() for name in names if is_under(name, {"flows"})}
    assert ours <= SHARED


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
        "jieba",
        "opencc",
    }
    assert pulled("cli", heavy) == {}


# Statements -----------------------------------------------------------------------------------------------------------


def all_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def statements(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, module) of every import statement in the file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield node.lineno, node.module or ""
            if node.module and is_under(node.module, {"flows"}):
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def offending(files: list[Path], roots: set[str]) -> list[str]:
    return [
        f"{path.relative_to(PROJECT)}:{line} {module}"
        for path in files
        for line, module in statements(path)
        if is_under(module, roots)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_no_statement_reaches_up(room: str) -> None:
    files = [path for path in all_files() if room_of(path) == room]
    others = {
        f"flows.{other}"
        for other in ROOMS
        if other != room and not any(is_under(name, {f"flows.{other}"}) for name in ROOMS[room])
    }
    assert offending(files, UPPER | others) == []


def test_analysis_takes_only_the_lexicon_of_annotation() -> None:
    files = [path for path in all_files() if room_of(path) == "analysis"]
    others = {name for name in module_names("annotation") if name not in ("flows.annotation", *ROOMS["analysis"])}
    assert offending(files, others) == []


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("prefect", FLOWS),
        ("cyclopts", {"cli", "commands"}),
        ("sqlite3", {"store"}),
        ("tantivy", {"store"}),
        ("jieba", {"annotation"}),
        ("spacy", {"annotation"}),
        ("trafilatura", {"corpus"}),
        ("flows.settings", TOP),
        ("pickle", set()),
        ("joblib", set()),
    ],
)
def test_library_has_one_owner(library: str, owners: set[str]) -> None:
    assert offending([path for path in all_files() if room_of(path) not in owners], {library}) == []


def test_flows_hold_no_logic() -> None:
    files = [path for path in all_files() if path.parent == PACKAGE and path.stem in FLOWS]
    assert offending(files, {"re", "sqlite3", "pandas", "csv"}) == []


def test_only_settings_reads_the_environment() -> None:
    readers = [
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path in all_files()
        if path.name != "settings.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"))
        or (isinstance(node, ast.Name) and node.id == "getenv")
    ]
    starts_processes = {"deployments"}  # hands its own environment on to the server that it starts
    assert [place for place in readers if Path(place.split(":")[0]).stem not in starts_processes] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "data", "info", "misc"])
def test_no_module_is_named_for_nothing(name: str) -> None:
    assert [str(path) for path in all_files() if path.stem == name or name in path.relative_to(PACKAGE).parts[:-1]] == []
