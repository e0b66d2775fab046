"""The categories as data: models/taxonomy.toml, which a user may extend or replace."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import ConfigurationError

KINDS = ("strategy", "instrument")
_KEYS = {"id", "zh", "en", "definition"}


@dataclass(frozen=True, slots=True)
class Category:
    """One label: `kind` is strategy or instrument; names in both languages."""

    id: str
    kind: str
    zh: str
    en: str
    definition: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All categories in the order of the file, with a hash of ids and definitions."""

    categories: tuple[Category, ...]
    hash: str

    @property
    def strategies(self) -> list[str]:
        return [category.id for category in self.categories if category.kind == "strategy"]

    @property
    def instruments(self) -> list[str]:
        return [category.id for category in self.categories if category.kind == "instrument"]

    def name(self, identifier: str, language: str = "en") -> str:
        found = next((category for category in self.categories if category.id == identifier), None)
        return getattr(found, language) if found else identifier


def load_taxonomy(path: Path) -> Taxonomy:
    """Read and check the taxonomy; raises ConfigurationError with file, key and choices."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: can't be read as TOML: {error}") from None
    if unknown := set(values) - {"source", *KINDS}:
        raise ConfigurationError(
            f"{path}: unknown key {sorted(unknown)[0]!r}; known are source, {', '.join(KINDS)}"
        )
    categories = tuple(_read_category(path, kind, entry) for kind in KINDS for entry in values.get(kind, []))
    identifiers = [category.id for category in categories]
    if twice := {identifier for identifier in identifiers if identifiers.count(identifier) > 1}:
        raise ConfigurationError(f"{path}: id {sorted(twice)[0]!r} stands there twice")
    if not any(category.kind == "strategy" for category in categories):
        raise ConfigurationError(f"{path}: no [[strategy]] in it")
    text = "\n".join(f"{category.kind} {category.id} {category.definition}" for category in categories)
    return Taxonomy(categories, hashlib.sha256(text.encode()).hexdigest()[:16])


def _read_category(path: Path, kind: str, entry: Any) -> Category:
    if (
        not isinstance(entry, dict)
        or set(entry) != _KEYS
        or not all(isinstance(value, str) for value in entry.values())
    ):
        raise ConfigurationError(
            f"{path}: each [[{kind}]] has exactly the text keys {', '.join(sorted(_KEYS))}; here is {entry!r}"
        )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", entry["id"]):
        raise ConfigurationError(
            f"{path}: id {entry['id']!r} must be lower case letters, digits and underscores"
        )
    return Category(kind=kind, **entry)
