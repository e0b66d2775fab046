"""Names that texts also use for a concept of the lexicon: their mentions count there, not under the name.

A name alone may be that of many people, so the lexicon has only 国务院总理李强. Where a document
introduces him so, its 李强 is that concept; any other is a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import format_message
from flows.search.grammar import list_fields, parse
from flows.search.parts import ENTITY_TYPES
from flows.search.request import Filters
from flows.store import Store
from flows.store.facts import list_bearers


class SharedName(NamedTuple):
    """A name that the lexicon lacks, a concept that is mentioned under it, and how often."""

    name: str
    concept: Concept
    mentions: int


def find_shared_names(store: Store, lexicon: Lexicon, names: Iterable[str]) -> list[SharedName]:
    """Return the concepts that are mentioned under these names, though no name is one of theirs."""
    return [
        SharedName(name, lexicon.concepts[bearer.entity], bearer.mentions)
        for name in dict.fromkeys(map(_without_type, names))
        if not lexicon.look_up(name)
        for bearer in list_bearers(store, name)
        if bearer.entity in lexicon.concepts
    ]


def _without_type(name: str) -> str:
    """Return the name in an id such as `person:李强`, which facets have."""
    kind, _, rest = name.partition(":")
    return rest if kind in ENTITY_TYPES else name


def list_names(query: str, filters: Filters) -> list[str]:
    """Return the names of entities that a search asks for: those of its filter and of entity:NAME."""
    if ":" not in query and "：" not in query:
        return list(filters.entity)
    fields = (field.value for field in list_fields(parse(query)) if field.name == "entity")
    return [*filters.entity, *fields]


def describe_shared_names(shared: Iterable[SharedName], language: str = "en") -> list[str]:
    """Return a line per name and concept that says how many mentions count elsewhere."""
    return [
        format_message(
            "search.shared_name",
            {"name": one.name, "mentions": one.mentions, "zh": one.concept.zh, "en": one.concept.en},
            language,
        )
        for one in shared
    ]
