"""Linked data of a page (JSON-LD): its declarations about its article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from flows.corpus.metadata import parse_date

_LONGEST, _MOST_SCRIPTS, _DEEPEST = 300_000, 20, 6
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
    for script in _scripts(tree)[:_MOST_SCRIPTS]:
        try:
            value = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _objects(value, 0):
            rank = _rank(entry)
            if rank is not None:
                yield rank, _fields(entry)


def _scripts(tree: Any) -> list[str]:
    scripts = (
        element.text or ""
        for element in tree.iter("script")
        if (element.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"
    )
    return [text.strip().removesuffix(";") for text in scripts if 0 < len(text) <= _LONGEST]


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


def _rank(entry: Mapping[str, object]) -> int | None:
    declared = entry.get("@type")
    kinds = declared if isinstance(declared, list) else [declared]
    folded = {kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str)}
    return next((rank for rank, types in enumerate(_TYPES) if not folded.isdisjoint(types)), None)


def _fields(entry: Mapping[str, object]) -> dict[str, str]:
    dates = {ours: _first_date(entry, names) for ours, names in _DATES.items()}
    named = {
        "title": _text_of(entry.get("headline")),
        "publisher": _text_of(entry.get("publisher")),
        "modified": _first_date(entry, ("dateModified",)),
    }
    return {name: value for name, value in (dates | named).items() if value}


def _first_date(entry: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := parse_date(_text_of(entry.get(name))))), "")


def _text_of(value: object) -> str:
    """Return a value that is text, or the name of an organisation; of several, the first."""
    if isinstance(value, list):
        return _text_of(value[0]) if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""
