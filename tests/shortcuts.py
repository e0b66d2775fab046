"""Shortcuts: what a process of tests needs hundreds of times is made once and then copied.

Each is made by the program's own code, and each copy is what that code would have made again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import FunctionType
from typing import Any

import fastapi.dependencies.utils
import fastapi.routing
import pytest
from cyclopts import App
from cyclopts.argument import Argument
from fastapi.dependencies.models import Dependant

from flows.store.database import Store, connection
from flows.store.database.opening import Opened, open_file
from tests.known_options import options_of, validate

_NEW_IDENTITY = "UPDATE counter SET value = abs(random()) WHERE name = 'identity'"


@pytest.fixture(scope="session", autouse=True)
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty store, of which every new store is a copy: running all migrations takes 50 ms, a copy 3.

    tests/store/database, where making stores is tested, does without (see `makes_stores`).
    """
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    with Store(path):
        pass

    def open_copy(new: Path) -> Opened:
        if new.exists() or not _put_copy(path, new):
            return open_file(new)
        opened = open_file(new)
        opened.connection.execute(_NEW_IDENTITY)
        return opened

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "open_file", open_copy)
        yield path


@pytest.fixture
def makes_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have new stores made by their migrations."""
    monkeypatch.setattr(connection, "open_file", open_file)


def _put_copy(empty: Path, new: Path) -> bool:
    """Put a copy at a path at once, so that nobody opens half of it; return whether that was possible."""
    with suppress(OSError):
        new.parent.mkdir(parents=True, exist_ok=True)
        part = new.with_name(f"{new.name}.{os.getpid()}.part")
        try:
            shutil.copyfile(empty, part)
            os.link(part, new)
            return True
        finally:
            part.unlink(missing_ok=True)
    return False


@pytest.fixture(scope="session", autouse=True)
def _known_options() -> Iterator[None]:
    """Read the options of each command once (see tests/known_options.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(App, "assemble_argument_collection", options_of)
        patch.setattr(Argument, "validate", validate)
        yield


@pytest.fixture(scope="session", autouse=True)
def _known_addresses() -> Iterator[None]:
    """Read the parameters of each address once: making the web application takes 260 ms, most of it for this."""
    read = fastapi.dependencies.utils.get_dependant
    known: dict[tuple[object, ...], Dependant] = {}

    def get_dependant(*, path: str, call: Callable[..., Any], **options: Any) -> Dependant:
        if not isinstance(call, FunctionType):
            return read(path=path, call=call, **options)
        key = (
            path,
            call.__code__,
            *map(repr, (call.__annotations__, call.__defaults__, call.__kwdefaults__, options)),
        )
        if key not in known:
            found = read(path=path, call=call, **options)
            if any(_is_bound(each.call) for each in found.dependencies):
                return found
            known[key] = found
        found = known[key]
        return replace(found, call=call, dependencies=list(found.dependencies))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fastapi.dependencies.utils, "get_dependant", get_dependant)
        patch.setattr(fastapi.routing, "get_dependant", get_dependant)
        yield


def _is_bound(call: Callable[..., Any] | None) -> bool:
    """Return whether a function belongs to one application."""
    return getattr(call, "__closure__", None) is not None or hasattr(call, "__self__")
