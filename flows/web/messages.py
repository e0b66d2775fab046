"""The page's words in English and Chinese."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

Tongue = Literal["en", "zh"]


@cache
def load_messages() -> dict[str, tuple[str, str]]:
    """Return every message as (English, Chinese)."""
    text = (resources.files("flows.web") / "messages.toml").read_text(encoding="utf-8")
    return {key: (pair[0], pair[1]) for key, pair in tomllib.loads(text).items()}


def messages_in(tongue: Tongue) -> dict[str, str]:
    return {key: pair[tongue == "zh"] for key, pair in load_messages().items()}


def choose_tongue(asked: str, cookie: str, accepted: str) -> Tongue:
    """Return the language asked for, else the one of the cookie, else the browser's first of the two."""
    for given in (asked, cookie):
        if given in ("en", "zh"):
            return "zh" if given == "zh" else "en"
    for part in accepted.lower().split(","):
        code = part.split(";")[0].strip()[:2]
        if code in ("en", "zh"):
            return "zh" if code == "zh" else "en"
    return "en"
