"""English names of Chinese laws: "Budget Law", "Law of the PRC on Work Safety" and the like."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_CHINA = r"(?:the )?(?:People[’']s Republic of China|PRC|China)"
_OF_STATE = re.compile(rf"^(?:PRC|China's|Chinese) | of {_CHINA}(?= on )| of {_CHINA}$", re.IGNORECASE)
_LAW_ON = re.compile(rf"Law of {_CHINA} on (?:the )?(.+)", re.IGNORECASE)
# Law on X, Regulations for X: the kind, and what it is on.
_KIND_FIRST = re.compile(
    r"(?P<kind>law|regulations?) (?:on|for|governing|concerning) (?:the )?(?P<of>.+)", re.IGNORECASE
)


def ways_to_write(title: str) -> tuple[str, ...]:
    """Return a title such as Sample Law of the PRC as written, without the state, and with its full name."""
    bare = _LAW_ON.sub(r"\1 Law", re.sub(rf"^PRC | of {_CHINA}$", "", title, flags=re.IGNORECASE))
    return title, bare, f"{title} of the People's Republic of China"


def chinese_name(title: str) -> str:
    """Return the Chinese name of the law with an English title, without the name of the state, or ""."""
    return _chinese_names().get(_key(title), "")


def is_foreign(owner: str) -> bool:
    """Return whether a word before the name of a law makes it that of another state: German, Japan's."""
    bare = re.sub(r"[’']s$", "", owner)
    return owner in _read()["foreign"]["words"] or (bare != owner and bare not in ("China", "PRC"))


@cache
def _chinese_names() -> Mapping[str, str]:
    return {_key(name): chinese for chinese, names in _read()["names"].items() for name in names}


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _key(title: str) -> str:
    """Return a name in one form: Law of the PRC on Work Safety and Work Safety Law have the same."""
    bare = _OF_STATE.sub("", " ".join(title.replace("’", "'").split()))
    if kind_first := _KIND_FIRST.fullmatch(bare):
        bare = f"{kind_first['of']} {kind_first['kind']}"
    return re.sub(r"\bthe |[^a-z0-9 ]", "", bare.lower().replace("-", " "))
