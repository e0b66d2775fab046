"""Reference types by kind of document, in each style. The table is `kinds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from flows.output.bibliography.item import CslItem
from flows.text import lazy_pattern

_STANDARD = lazy_pattern(r"^(?:GB|GB/T|YD|YD/T|ISO)[ /\d]")
_ONLINE = ("analysis",)
_PERIODICAL = "article-newspaper"


PublisherKind = Literal["paper", "body", "other", "none"]


class ReferenceKind(NamedTuple):
    """The reference types of one kind of document; see `kinds.toml`."""

    csl: str
    gbt: str
    bibtex: str
    ris: str
    label: str


@cache
def _kinds() -> Mapping[str, ReferenceKind]:
    text = Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8")
    return {name: ReferenceKind(**entry) for name, entry in tomllib.loads(text).items()}


def choose_kind(kind: str, number: str, *, publisher: PublisherKind, has_address: bool) -> str:
    """Return the name of a document's entry in `kinds.toml`.

    News from a body, or from an unknown paper, is not a newspaper article: it is cited as a page, or as a
    document if it has no address. Interviews and explanations with an address are pages. Anything with a
    document number is not news, whatever its title says (X印发《Y》).
    """
    if _STANDARD.match(number):
        return "standard"
    if number and kind == "news":
        return "notice"
    if publisher == "paper" and not kind:
        return "news"
    known = _kinds().get(kind)
    is_page = has_address and kind in _ONLINE
    if known and not is_page and (known.csl != _PERIODICAL or publisher in ("paper", "other")):
        return kind
    return "page" if has_address else "unknown"


def kind_of_item(item: CslItem) -> ReferenceKind:
    """Return the types of an item."""
    return _kinds()[item["custom"]["kind"]]


def is_periodical(name: str) -> bool:
    """Return whether references of this kind name the paper or site of publication, not an issuer."""
    return _kinds()[name].csl == _PERIODICAL
