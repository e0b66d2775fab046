"""The pictures of README and manual: `make pictures` takes them of the sample corpus with Chromium."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / "docs" / "pictures"
_WAIT = 60  # seconds for the page to start


class Shot(NamedTuple):
    """A page to photograph, and the height of the picture in pixels."""

    name: str
    address: str
    height: int
    width: int = 1280


SHOTS = (
    Shot("search.png", "/search?q=出口管制&lang=en", 820),
    Shot("search.zh.png", "/search?q=出口管制&lang=zh", 820),
    Shot("trends.png", "/trends?term=出口管制&term=稀土&lang=en", 760),
    Shot("document.png", "/documents?lang=en", 760),
)


def main() -> None:
    """Make a store of the sample, draw the chart, and photograph the pages."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "zhengce.sqlite"
        for command in (["ingest", "sample"], ["annotate"], ["similar", "--build"]):
            _zhengce(*command, "--store", str(store))
        chart = ["trends", "出口管制", "--from", "2015", "--store", str(store)]
        _zhengce(*chart, "--plot", str(FOLDER / "trends.svg"))
        (FOLDER / "trends.svg.meta.json").unlink()
        _photograph(store)


def _zhengce(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "flows.cli", *words], cwd=PROJECT, check=True, capture_output=True)


def _photograph(store: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "flows.cli", "web", "--port", str(port), "--store", str(store)]
    server = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for shot in SHOTS:
                page = browser.new_page(viewport={"width": shot.width, "height": shot.height})
                page.goto(f"http://127.0.0.1:{port}{shot.address}")
                page.screenshot(path=FOLDER / shot.name)
                page.close()
            browser.close()
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + _WAIT
    while time.monotonic() < end:
        try:
            urlopen(address).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
