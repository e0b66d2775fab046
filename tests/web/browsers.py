"""Chromium, driven by Playwright; what a page complains of is in its `problems`."""

from __future__ import annotations

import shutil

# The shell without windows takes three quarters of the processor time, the tests included.
_PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, _PROGRAMS)), None)
WINDOW = {"width": 1280, "height": 900}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",  # with the next two, a sixth of its time
    "--disable-software-rasterizer",
    "--disable-site-isolation-trials",
]
