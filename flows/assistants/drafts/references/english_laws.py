"""English names of Chinese laws: "Budget Law", "Law of the PRC on Work Safety" and the like."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flows.text import lazy_pattern

_CHINA = r"(?:the )?(?:People[’']s Republic of China|PRC|China)"
_OF_STATE = lazy_pattern(rf"^(?:PRC|China's|Chinese) | of {_CHINA}(?= on )| of {_CHINA}$", re.IGNORECASE)
_LAW_ON = lazy_pattern(rf"Law of {_CHINA} on (?:the )?(.+)", re.IGNORECASE)
# Law on X, Regulations for X: the kind, and what it is on.
_KIND_FIRST = lazy_pattern(
    r"(?P<kind>law|regulations?) (?:on|for|governing|concerning) (?:the )?(?P<of>.+)", re.IGNORECASE
)

_KINDS = r"(?P<kind>regulation|rule|measure)s?"
_IMPLEMENTING = (  # the ways to write that something implements a law
    rf"{_KINDS} (?:for|on|of|concerning) (?:implementing|(?:the )?implementation of) (?:the )?(?P<law>.+)",
    rf"(?:implementing|implementation) {_KINDS} (?:of|for|to|under) (?:the )?(?P<law>.+)",
    rf"(?P<law>.+\bLaw)(?:[’']s)? (?:detailed )?(?:implementing|implementation) {_KINDS}",
)
_IMPLEMENTS = tuple(lazy_pattern(rf"(?:detailed )?{form}", re.IGNORECASE) for form in _IMPLEMENTING)
_ENDINGS = {"regulation": ("实施条例", "实施细则"), "rule": ("实施细则",), "measure": ("实施办法",)}


class Implementing(NamedTuple):
    """The English name of a law, and the endings of the Chinese titles of what implements it."""

    law: str
    endings: tuple[str, ...]


def find_implemented(title: str) -> Implementing | None:
    """Return the law that an English title says it implements: Implementing Rules of the Patent Law."""
    title = " ".join(title.split())
    match = next(filter(None, (form.fullmatch(title) for form in _IMPLEMENTS)), None)
    return Implementing(match["law"], _ENDINGS[match["kind"].lower()]) if match else None


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
