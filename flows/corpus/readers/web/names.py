"""The names in HTML pages that `names.toml` lists: tags, ids, classes and meta tags."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Names:
    """The names of `names.toml`: `meta` has our field by the name of a meta tag.

    `containers` is an XPath expression for the elements with the article.
    """

    blocks: frozenset[str]
    kept_meta: frozenset[str]
    meta: dict[str, str]
    containers: str


@cache
def read_names() -> Names:
    """Return the names of `names.toml`."""
    found = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    ids = [f"@id='{name}'" for name in found["ids"]]
    classes = [f"contains(concat(' ',normalize-space(@class),' '),' {name} ')" for name in found["classes"]]
    return Names(
        blocks=frozenset(found["blocks"]),
        kept_meta=frozenset(found["kept_meta"]),
        meta={name: ours for ours, names in found["meta"].items() for name in names},
        containers=f"//*[{' or '.join([*ids, *classes])} or normalize-space(@wzades)='正文']",
    )
