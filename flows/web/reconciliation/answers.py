"""Queries of the reconciliation protocol, read from JSON, and their answers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeGuard

from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import UsageError, unknown_value
from flows.text import fold_label, has_han
from flows.web.limits import LONGEST_NAME
from flows.web.reconciliation.naming import Candidate, NameTable

BATCH = 50  # queries per batch, and a tenth of the entities in a request for properties
_CANDIDATES, _MOST_CANDIDATES = 5, 25
_SUGGESTIONS = 20
_FULL_SCORE = 100.0
_KNOWN_KEYS = {"query", "type", "limit", "properties", "type_strict"}
Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Query:
    """A query: a name, the types it is limited to, and required values of the concept's properties."""

    name: str
    types: tuple[str, ...]
    limit: int
    properties: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for properties of concepts, both by id."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


@cache
def read_names() -> dict[str, dict[str, str]]:
    """Return the names of `types` and `properties` by id."""
    text = Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def read_queries(text: str) -> dict[str, Query]:
    """Read a batch of queries by their keys. Raises UsageError for an invalid batch, or too many queries."""
    batch = _read_object(text, "queries")
    if len(batch) > BATCH:
        raise UsageError("web.batch_of_queries", number=len(batch), limit=BATCH)
    return {key: _read_query(key, value) for key, value in batch.items()}


def read_extension(text: str) -> Extension:
    """Read a request for properties. Raises UsageError for an invalid one, or for too many."""
    values = _read_object(text, "extend")
    ids, wanted = values.get("ids"), values.get("properties")
    if not _is_list_of_texts(ids) or not isinstance(wanted, list):
        raise UsageError("web.bad_reconciliation", part="extend", expected="{ids: [...], properties: [{id}]}")
    if len(ids) > 10 * BATCH:
        raise UsageError("web.batch_of_queries", number=len(ids), limit=10 * BATCH)
    names = [entry.get("id") if isinstance(entry, dict) else None for entry in wanted]
    known = read_names()["properties"]
    for name in names:
        if name not in known:
            raise unknown_value("property", name, sorted(known))
    return Extension(tuple(ids), tuple(dict.fromkeys(map(str, names))))


def answer_query(query: Query, table: NameTable, lexicon: Lexicon) -> Answer:
    """Return the candidates for a query, best first.

    `match` is true for at most one: if the name is a form of exactly one concept. An id scores 100 but is not
    a match, since MOST is a ministry and most is a word.
    """
    if len(query.name) > LONGEST_NAME:
        return {"result": []}
    if query.name:
        found = table.find(query.name, query.types, len(lexicon))
    else:
        every = (
            concept for concept in lexicon.concepts.values() if not query.types or concept.type in query.types
        )
        found = [Candidate(concept, _FULL_SCORE, concept.label("zh"), "properties") for concept in every]
    fitting = [one for one in found if _has_values(one.concept, query.properties, lexicon)]
    exact = [one for one in fitting if one.way == "exact"]
    return {
        "result": [
            _describe_candidate(one, query.name, is_match=[one] == exact) for one in fitting[: query.limit]
        ]
    }


def extend(request: Extension, lexicon: Lexicon) -> Answer:
    """Return the properties of concepts; an id missing from the lexicon gets no values."""
    names = read_names()["properties"]
    rows: dict[str, dict[str, list[dict[str, str]]]] = {}
    for identifier in request.ids:
        concept = lexicon.concepts.get(identifier)
        rows[identifier] = {
            name: _values(concept, name, lexicon) if concept else [] for name in request.properties
        }
    return {"meta": [{"id": name, "name": names[name]} for name in request.properties], "rows": rows}


def suggest_concepts(prefix: str, cursor: int, table: NameTable) -> Answer:
    """Return concepts whose names begin with or contain a prefix, from the `cursor`-th on."""
    found = table.complete(prefix)[cursor : cursor + _SUGGESTIONS] if prefix.strip() else []
    return {"result": [{**_describe(one, prefix), "notable": [describe_type(one.type)]} for one in found]}


def suggest_names(kind: str, prefix: str) -> Answer:
    """Return the types or properties whose id or name contains a text."""
    typed = prefix.strip().lower()
    named = read_names()[kind].items()
    return {"result": [{"id": key, "name": name} for key, name in named if typed in f"{key} {name}".lower()]}


def describe_type(name: str) -> dict[str, str]:
    """Return a type with its name."""
    return {"id": name, "name": read_names()["types"].get(name, name)}


def _read_object(text: str, part: str) -> dict[str, object]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise UsageError("web.bad_reconciliation", part=part, expected="a JSON object")
    return values


def _read_query(key: str, value: object) -> Query:
    refused = UsageError(
        "web.bad_reconciliation", part=f"queries.{key}", expected="{query, type, limit, properties}"
    )
    if isinstance(value, str):  # a single name, as in the first version of the protocol
        value = {"query": value}
    if not isinstance(value, dict) or set(value) - _KNOWN_KEYS:
        raise refused
    name, types, limit = value.get("query", ""), value.get("type") or [], value.get("limit") or _CANDIDATES
    types = [types] if isinstance(types, str) else types
    given = value.get("properties") or []
    if not (isinstance(name, str) and _is_list_of_texts(types) and isinstance(given, list)):
        raise refused
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise refused
    properties: dict[str, tuple[str, ...]] = {}
    for entry in given:
        if not isinstance(entry, dict) or not isinstance(entry.get("pid"), str) or "v" not in entry:
            raise refused
        properties[entry["pid"]] = tuple(_texts_of(entry["v"]))
    if not name.strip() and not properties:
        raise refused
    return Query(name.strip(), tuple(types), int(min(limit, _MOST_CANDIDATES)), properties)


def _is_list_of_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _texts_of(value: object) -> Iterable[str]:
    """Yield the values of a property as text: the value itself, the id of an entity, or those of a list."""
    if isinstance(value, list):
        for one in value:
            yield from _texts_of(one)
    elif isinstance(value, dict):
        yield str(value.get("id", ""))
    else:
        yield str(value)


def _has_values(concept: Concept, wanted: Mapping[str, Sequence[str]], lexicon: Lexicon) -> bool:
    """Return whether a concept has one of the values of each property; unknown properties are ignored."""
    known = read_names()["properties"]
    for name, values in wanted.items():
        has = {fold_label(text) for one in _values(concept, name, lexicon) for text in one.values()}
        if name in known and not has & {fold_label(value) for value in values}:
            return False
    return True


def _values(concept: Concept, name: str, lexicon: Lexicon) -> list[dict[str, str]]:
    if name == "broader":
        wider = lexicon.concepts.get(concept.broader)
        return [{"id": wider.id, "name": wider.label("zh")}] if wider else []
    texts: dict[str, tuple[str, ...]] = {
        "name_zh": (concept.zh,),
        "name_en": (concept.en,),
        "type": (concept.type,),
        "wikidata": (concept.wikidata,),
        "variants": tuple(form for form in concept.surfaces if form not in (concept.zh, concept.en)),
    }
    return [{"str": text} for text in texts.get(name, ()) if text]


def _describe_candidate(one: Candidate, name: str, *, is_match: bool) -> Answer:
    described = _describe(one.concept, name)
    if one.form not in (described["name"], one.concept.zh, one.concept.en, one.concept.id):
        described["description"] += f"; {one.form}"
    return {
        **described,
        "type": [describe_type(one.concept.type)],
        "score": one.score,
        "match": is_match,
        "features": [{"id": "is_exact", "value": one.way == "exact"}],
    }


def _describe(concept: Concept, typed: str) -> dict[str, str]:
    """Return id, name in the typed language, and the name in the other language with the type."""
    languages = ("zh", "en") if has_han(typed) or not typed else ("en", "zh")
    name, other = (concept.label(language) for language in languages)
    kind = read_names()["types"].get(concept.type, concept.type)
    parts = [part for part in (other if other != name else "", kind) if part]
    return {"id": concept.id, "name": name, "description": " · ".join(parts)}
