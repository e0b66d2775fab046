"""The command `open`: open a page of the site in the browser, starting a server if none is running."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Annotated
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import WHOLE, StoreOption
from flows.cli.printing import check_port, note, print_line, say
from flows.settings import read_settings
from flows.text import lazy_pattern

_ID = lazy_pattern(r"[0-9a-f]{8,16}(?:-\d+)?")
_PORT = 8765
_ANSWER, _START = 2.0, 30.0  # seconds to wait for an answer, and for a server to start
_STEP = 0.1  # seconds between two attempts


def open_page(
    *what: str,
    print_: Annotated[bool, Parameter(name="--print", negative="", show_default=False)] = False,
    port: Annotated[int, WHOLE] = _PORT,
    store: StoreOption = None,
) -> int:
    """Open the page in a browser: the first page, a document or passage by its id, or a search.

    A server that already runs is used; else one is started, and Ctrl-C stops it.

    Parameters
    ----------
    what
        The id or address of a document, the id of a passage, or a query. Default: the first page.
    print_
        Only print the address; nothing is opened or started.
    port
        The port of the server on this machine.
    """
    check_port(port)
    place = find_page_path(" ".join(what), store)
    address = f"http://127.0.0.1:{port}{place}"
    if print_:
        print_line(address)
        return 0
    if _is_running(port):
        if place.startswith(("/document/", "/passage/")) and not _has_document(port, place):
            say("cli.other_store", port=port)
            return 1
        _show(address)
        return 0
    from flows.cli.commands.run import web

    threading.Thread(target=_show_when_ready, args=(port, address), daemon=True).start()
    return web(port=port, store=store)


def find_page_path(what: str, store: Path | None) -> str:
    """Return the path of the page that a text means: a document or passage of the store, else a search."""
    what = what.strip()
    if not what:
        return "/"
    if _ID.fullmatch(what) or what.startswith(("http://", "https://")):
        from flows.store.documents import find_one

        with open_workspace(store) as workspace:
            document = find_one(workspace.store, what)
        if document:
            _, dash, position = what.rpartition("-")
            if dash and _ID.fullmatch(what):
                return f"/passage/{document}-{position}"
            return f"/document/{document}"
    return f"/search?{urlencode({'q': what})}"


def _is_running(port: int) -> bool:
    """Return whether a server of this program answers on a local port."""
    return '"corpora"' in _ask(port, "/api/status")


def _has_document(port: int, place: str) -> bool:
    document = place.rsplit("/", 1)[1].split("-", maxsplit=1)[0]
    return '"id"' in _ask(port, f"/api/documents/{document}?limit=1")


def _ask(port: int, path: str) -> str:
    """Return the answer of a local server; "" for an error or no answer."""
    token = read_settings().token
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        request = Request(f"http://127.0.0.1:{port}{path}", headers=headers)  # no other scheme, no other host
        with build_opener(ProxyHandler({})).open(request, timeout=_ANSWER) as answer:
            return str(answer.read(1_000_000).decode("utf-8", "replace"))
    except (HTTPError, URLError, OSError, ValueError):
        return ""


def _show_when_ready(port: int, address: str) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        if _is_running(port):
            _show(address)
            return
        time.sleep(_STEP)


def _show(address: str) -> None:
    """Open an address in the browser; if there is none, print what to open."""
    import webbrowser

    if not webbrowser.open(address):
        say("cli.no_browser")
    note(address)
