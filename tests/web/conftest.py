"""A store with both languages and a hostile document, the application on it, a server for browsers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from flows.annotation.annotator import Annotator
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.settings import Settings
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.web.app import create_app
from flows.web.library import Library
from tests.stores import copy_whole
from tests.support import MODELS
from tests.web.browsers import ARGUMENTS, CHROMIUM, WINDOW
from tests.web.paired import make_store
from tests.web.texts import HOSTILE_TEXT, HOSTILE_TITLE

_OF_SERVERS = "http://127.0.0.1"  # what the addresses of `serving` begin with


@pytest.fixture(scope="session")
def web_store(tmp_path_factory: pytest.TempPathFactory, sample_store: Path, annotator: Annotator) -> Path:
    """A copy of the sample corpus's store, and one document more whose title, text and address attack the page."""
    path = copy_whole(sample_store, tmp_path_factory.mktemp("web") / "copy")
    with Store(path) as store, store.run("test") as run:
        document = Document(
            "hostile",
            "k",
            HOSTILE_TEXT,
            title=HOSTILE_TITLE,
            published="2024-02-03",
            url="javascript:alert(1)",
            publisher="<b>x</b>",
        )
        write_batch(
            store,
            run.id,
            SourceFile("hostile", "k", "0", "", 1),
            [(document, list(passages_of(document)))],
            [],
            complete=True,
        )
        annotate_store(store, run.id, annotator, MODELS)
    return path


@pytest.fixture(scope="session")
def web_settings(web_store: Path) -> Settings:
    return Settings(store=web_store, models=MODELS)


@pytest.fixture(scope="session")
def web_library(web_settings: Settings) -> Library:
    return Library(web_settings)


@pytest.fixture(scope="session")
def client(web_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(web_settings), raise_server_exceptions=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(web_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a free port of this machine, with a store of its own: browsers write to it."""
    copy = copy_whole(web_settings.store, tmp_path_factory.mktemp("served") / "copy")
    with serving(web_settings.at_store(copy)) as address:
        yield address


@pytest.fixture(scope="session")
def paired_folder(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """The folder of a store with a text and its aligned translation."""
    folder = tmp_path_factory.mktemp("paired")
    make_store(folder, annotator)
    return folder


@pytest.fixture(scope="session")
def paired_settings(paired_folder: Path) -> Settings:
    return Settings(store=paired_folder / "s.sqlite", models=MODELS)


@pytest.fixture(scope="session")
def paired(paired_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(paired_settings), base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="session")
def paired_server(paired_settings: Settings) -> Iterator[str]:
    with serving(paired_settings) as address:
        yield address


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve the page on a free port of this machine, and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = uvicorn.Server(
        uvicorn.Config(create_app(settings), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not running.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running.started
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def tab(browser: Any) -> Iterator[Any]:
    """One tab for all tests.

    A new one takes a second of CPU: it starts a process and loads the font of 19 MB, which no cache holds yet.
    """
    with _open_tab(browser) as opened:
        yield opened


@pytest.fixture
def page(tab: Any) -> Iterator[Any]:
    """The tab as a new one is: of usual width, light, with nothing stored and no problems."""
    tab.problems.clear()
    yield tab
    if tab.url.startswith(_OF_SERVERS):  # a test that failed may have opened no page
        tab.evaluate("localStorage.clear(); sessionStorage.clear()")
    tab.context.clear_cookies()
    tab.unroute_all()
    tab.mouse.move(0, 0)
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(WINDOW)


@pytest.fixture
def new_page(browser: Any) -> Iterator[Any]:
    """A tab of its own, for tests of what happens before the font has come."""
    with _open_tab(browser) as opened:
        yield opened


@contextmanager
def _open_tab(browser: Any) -> Iterator[Any]:
    with browser.new_context(viewport=WINDOW, locale="en-US") as context:
        opened = context.new_page()
        opened.problems = []
        opened.on(
            "console",
            lambda message: opened.problems.append(message.text) if message.type == "error" else None,
        )
        opened.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.on(
            "request",
            lambda request: (
                opened.problems.append(request.url)
                if not request.url.startswith((_OF_SERVERS, "data:"))
                else None
            ),
        )
        yield opened
