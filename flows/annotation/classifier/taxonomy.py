"""The taxonomy: the categories, read from models/taxonomy.toml, which users may extend or replace."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from flows.errors import ConfigurationError, UsageError
from flows.text import fold_label, lazy_pattern

KINDS = ("strategy", "instrument")
_KEYS = {"id", "zh", "en", "definition"}
_MORE_KEYS = {"definition_zh"}
_ID = lazy_pattern(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Category:
    """One label: its kind (strategy or instrument), its names in both languages, and its definition.

    `definition_zh` is the definition in Chinese, where the file has it.
    """

    id: str
    kind: str
    zh: str
    en: str
    definition: str
    definition_zh: str = ""

    def defined_in(self, locale: str) -> str:
        """Return the definition in a locale; in English if there is no Chinese one."""
        return (locale == "zh" and self.definition_zh) or self.definition


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All categories in the order of the file, with a hash of ids and definitions."""

    categories: tuple[Category, ...]
    hash: str

    @property
    def ids(self) -> list[str]:
        """The ids of all categories."""
        return [category.id for category in self.categories]

    @property
    def strategies(self) -> list[str]:
        """The ids of the strategies."""
        return [category.id for category in self.categories if category.kind == "strategy"]

    @property
    def instruments(self) -> list[str]:
        """The ids of the instruments."""
        return [category.id for category in self.categories if category.kind == "instrument"]

    def name(self, identifier: str, language: str = "en") -> str:
        """Return the name of a category in zh or en, or the id itself if there is no such category."""
        found = (category for category in self.categories if category.id == identifier)
        return getattr(next(found, None), language, identifier)

    def read(self, typed: str) -> str:
        """Return the id of the category with this name in either language; anything else is unchanged."""
        folded = fold_label(typed)
        named = (one.id for one in self.categories if folded in (fold_label(one.zh), fold_label(one.en)))
        return next(named, typed)

    def choose(self, typed: Iterable[str]) -> list[str]:
        """Return the ids of categories named in either language; every strategy if none is.

        Raises UsageError for an unknown one.
        """
        wanted = [self.read(name) for name in typed]
        if unknown := [label for label in wanted if label not in self.ids]:
            raise UsageError("annotation.no_category", label=unknown[0], known=self.ids)
        return wanted or self.strategies

    def limit(self, labels: Collection[str]) -> Taxonomy:
        """Return a taxonomy of these labels alone: known ones first, in the order of this taxonomy.

        An unknown label becomes a strategy without a definition, named by its id.
        """
        known = [category for category in self.categories if category.id in labels]
        named = {category.id for category in known}
        others = [Category(label, "strategy", label, label, "") for label in labels if label not in named]
        return _make_taxonomy([*known, *others])


def load_taxonomy(path: Path) -> Taxonomy:
    """Read and check the taxonomy; raises ConfigurationError with file, key and allowed values."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError("annotation.not_toml", path=path, reason=str(error)) from None
    if unknown := set(values) - {"source", *KINDS}:
        raise ConfigurationError(
            "annotation.unknown_taxonomy_key", path=path, key=min(unknown), known=("source", *KINDS)
        )
    categories = tuple(_read_category(path, kind, entry) for kind in KINDS for entry in values.get(kind, []))
    counts = Counter(category.id for category in categories)
    if twice := [identifier for identifier, count in counts.items() if count > 1]:
        raise ConfigurationError("annotation.duplicate_category", path=path, id=min(twice))
    if not any(category.kind == "strategy" for category in categories):
        raise ConfigurationError("annotation.no_strategy", path=path)
    return _make_taxonomy(categories)


def _make_taxonomy(categories: Sequence[Category]) -> Taxonomy:
    text = "\n".join(f"{category.kind} {category.id} {category.definition}" for category in categories)
    return Taxonomy(tuple(categories), hashlib.sha256(text.encode()).hexdigest()[:16])


def _read_category(path: Path, kind: str, entry: object) -> Category:
    if not _is_category(entry):
        raise ConfigurationError(
            "annotation.bad_category", path=path, kind=kind, keys=sorted(_KEYS), found=repr(entry)
        )
    if not _ID.fullmatch(entry["id"]):
        raise ConfigurationError("annotation.bad_category_id", path=path, id=entry["id"])
    return Category(kind=kind, **entry)


def _is_category(entry: object) -> TypeGuard[dict[str, str]]:
    if not isinstance(entry, dict) or set(entry) - _MORE_KEYS != _KEYS:
        return False
    return all(isinstance(value, str) for value in entry.values())
