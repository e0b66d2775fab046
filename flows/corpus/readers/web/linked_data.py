"""Linked data of a page (JSON-LD): its declarations about its article."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

from flows.corpus.metadata import parse_date
from flows.text import lazy_pattern

_LONGEST, _MOST_SCRIPTS, _DEEPEST = 300_000, 20, 6
_LONGEST_NAME = 300  # characters of a title or a publisher
_OPENING = lazy_pattern(r"<!--|(?://|/\*)?\s{0,9}<!\[CDATA\[(?:\s{0,9}\*/)?")
_CLOSING = lazy_pattern(r"(?:-->|(?://|/\*)?\s{0,9}\]\]>(?:\s{0,9}\*/)?)$")
_TO_CLOSING = 32  # characters of a script that may close its wrapping
_NOT_CHARACTERS = lazy_pattern("[\0-\x1f\x7f\ud800-\udfff]+")  # an escape can write what no text holds
# Types of pages, the likelier ones first. Lists of other pages (ItemList) are not entered.
_TYPES = (
    ("newsarticle", "article", "report", "scholarlyarticle", "analysisnewsarticle", "reportagenewsarticle"),
    ("opinionnewsarticle", "blogposting", "techarticle", "legislation", "governmentservice", "policy"),
    ("webpage", "creativework", "digitaldocument", "publicationissue", "book"),
)
_ENTERED = ("@graph", "mainEntity", "mainEntityOfPage")
_DATES = {
    "published": ("datePublished", "dateIssued", "uploadDate"),
    "written": ("dateCreated", "legislationDate"),
}


def read_linked_data(tree: Any) -> dict[str, str]:
    """Return the fields (title, published, written, publisher) of the article that a page describes, or {}.

    Broken JSON and invalid dates are ignored. If there are several articles, the first of the likeliest type
    with a date is used: the others are about pages that this one links to.
    """
    found = [(rank, values) for rank, values in _articles(tree) if values]
    dated = [entry for entry in found if entry[1].keys() & _DATES.keys()]
    return min(dated or found, key=lambda entry: entry[0], default=(0, {}))[1]


def _articles(tree: Any) -> Iterator[tuple[int, dict[str, str]]]:
    entries = [entry for value in _values(tree) for entry in _objects(value, 0)]
    # A graph names its publisher once, and refers to it: {"publisher": {"@id": "https://…/#organization"}}.
    names = {entry["@id"]: entry.get("name") for entry in entries if isinstance(entry.get("@id"), str)}
    for entry in entries:
        rank = _rank(entry)
        if rank is not None:
            yield rank, _fields(entry, names)


def _values(tree: Any) -> Iterator[object]:
    for script in _scripts(tree)[:_MOST_SCRIPTS]:
        try:
            yield json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue


def _scripts(tree: Any) -> list[str]:
    scripts = (
        element.text or ""
        for element in tree.iter("script")
        if (element.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"
    )
    texts = (_unwrap(text.strip()) for text in scripts if 0 < len(text) <= _LONGEST)
    return [text.strip().removesuffix(";") for text in texts]


def _unwrap(script: str) -> str:
    """Return a script without the comment or CDATA marks around it."""
    opening = _OPENING.match(script)
    if opening:
        script = script[opening.end() :]
    closing = _CLOSING.search(script, max(0, len(script) - _TO_CLOSING))
    if closing:
        script = script[: closing.start()]
    return script


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _objects(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _ENTERED:
            yield from _objects(value.get(name), depth + 1)


def _types(entry: Mapping[str, object]) -> set[str]:
    declared = entry.get("@type")
    kinds = declared if isinstance(declared, list) else [declared]
    return {kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str)}


def _rank(entry: Mapping[str, object]) -> int | None:
    folded = _types(entry)
    return next((rank for rank, types in enumerate(_TYPES) if not folded.isdisjoint(types)), None)


def _fields(entry: Mapping[str, object], names: Mapping[object, object]) -> dict[str, str]:
    dates = {ours: _first_date(entry, names) for ours, names in _DATES.items()}
    named = {
        "title": _text_of(entry.get("headline"), {}),
        "publisher": _text_of(entry.get("publisher"), names) or _find_author(entry.get("author"), names),
        "modified": _first_date(entry, ("dateModified",)),
    }
    return {name: value for name, value in (dates | named).items() if value}


def _find_author(author: object, names: Mapping[object, object]) -> str:
    """Return the name of an author that is an organisation, or "": a person does not publish the page."""
    if isinstance(author, list):
        return _find_author(author[0], names) if author else ""
    is_body = isinstance(author, dict) and any(kind.endswith("organization") for kind in _types(author))
    return _text_of(author, names) if is_body else ""


def _first_date(entry: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := parse_date(_text_of(entry.get(name), {})))), "")


def _text_of(value: object, names: Mapping[object, object]) -> str:
    """Return a value that is text, or the name of an organisation; of several, the first.

    `names` has the name of each entry of the page by its `@id`. What is longer than a title gives "".
    """
    if isinstance(value, list):
        return _text_of(value[0], names) if value else ""
    if isinstance(value, dict):
        identity = value.get("@id")
        value = value.get("name") or (names.get(identity) if isinstance(identity, str) else None)
    if not isinstance(value, str) or len(value) > _LONGEST_NAME or value.startswith(("http://", "https://")):
        return ""
    return " ".join(_NOT_CHARACTERS.sub(" ", html.unescape(value)).split())
