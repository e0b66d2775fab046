"""Parts of a page that are not its article: menus, share bars, lists of related pages, footers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flows.text import lazy_pattern

_WORD = lazy_pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MAX_NAMES = 300  # characters of an element's id and classes


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The lists of `furniture.toml`."""

    tags: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    subtitles: frozenset[str]
    headings: frozenset[str]


@cache
def _furniture() -> _Furniture:
    found = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
    return _Furniture(**{name: frozenset(values) for name, values in found.items()})


def is_furniture(element: Any) -> bool:
    """Return whether an element is hidden, or its tag, role or names say that it is not of the article."""
    listed = _furniture()
    if element.tag in listed.tags or element.get("role") in listed.roles or is_hidden(element):
        return True
    return not listed.words.isdisjoint(_words_of(element))


def is_hidden(element: Any) -> bool:
    """Return whether an element's attributes say that it is not shown."""
    style = "".join((element.get("style") or "")[:_MAX_NAMES].lower().split())
    says_so = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return says_so or "display:none" in style or "visibility:hidden" in style


def is_subtitle(element: Any) -> bool:
    """Return whether the names of an element say that it is the line below a title."""
    return not _furniture().subtitles.isdisjoint(_words_of(element))


def is_button(line: str) -> bool:
    """Return whether a line is the heading of a list of other pages, or a button."""
    return " ".join(line.split()).strip(" :：>»-【】[]").lower() in _furniture().headings


def _words_of(element: Any) -> set[str]:
    names = f"{element.get('id', '')} {element.get('class', '')}"[:_MAX_NAMES]
    return {word.lower() for word in _WORD.findall(names)}
