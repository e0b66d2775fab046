"""A profile: what the store says of one firm, programme, technology or person in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import QueryError, UsageError
from flows.statistics import log_likelihood
from flows.store import (
    EntityPassage,
    PassageLabel,
    Store,
    count_annotated,
    count_neighbours,
    entity_frequencies,
    entity_passages,
    entity_surfaces,
    known_entities,
    passage_labels,
    usual_surfaces,
)
from flows.text import fold_label

_NEIGHBOURS = 12
_NEIGHBOUR_TYPES = {
    "PROGRAMME": "programmes",
    "ORG": "organisations",
    "PERSON": "people",
    "GPE": "places",
    "TECH": "technologies",
    "TERM": "terms",
    "DOC": "documents",
    "EVENT": "events",
}


@dataclass(slots=True)
class Profile:
    """`counts` of mentions, passages and documents; mentions by surface and year; passages by strategy and by instrument, the
    most frequent first; `neighbours` by kind."""

    name: str
    entity: str
    concept: Concept | None
    surfaces: Counter[str]
    counts: dict[str, Any]
    years: dict[str, int]
    strategies: dict[str, int]
    instrument_counts: dict[str, int]
    neighbours: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """The passages that mention an entity, by row id, in the order of date, and their chosen labels."""

    entity: str
    passages: Mapping[int, EntityPassage]
    categories: Sequence[PassageLabel]


def collect_profile(
    store: Store, lexicon: Lexicon, name: str, corpora: Sequence[str] = (), *, most: int | None = None
) -> tuple[Profile, Found]:
    """Return the profile of what `name` names: a concept in any form, or a name that the entity model found.

    Raises UsageError where the store has no mention of it, QueryError where more than `most` passages have one.
    """
    concept = lexicon.find(name)
    entity = concept.id if concept else _find_entity(store, name)
    if most is not None and (number := entity_frequencies(store, [entity]).get(entity, 0)) > most:
        raise QueryError(
            f"{name!r} is mentioned in {number:,} passages, at most {most:,} are summed up here (the command line has no such limit)"
        )
    passages = entity_passages(store, entity, corpora) if entity else {}
    if not passages:
        raise UsageError(
            f"{name!r}: the store has no mention of it"
            + ("" if concept else "; `zhengce search` finds plain words")
        )
    surfaces = entity_surfaces(store, entity, corpora)
    categories = passage_labels(store, list(passages))
    profile = Profile(
        name,
        entity,
        concept,
        Counter({row.surface: 0 for row in surfaces}),
        {**_count(passages.values()), "type": surfaces[0].type},
        _by_year(passages.values()),
        _count_labels(categories, "strategy"),
        _count_labels(categories, "instrument"),
        _find_neighbours(store, lexicon, entity, list(passages)),
    )
    for row in surfaces:
        profile.surfaces[row.surface] += row.mentions
    return profile, Found(entity, passages, categories)


def _find_entity(store: Store, name: str) -> str:
    found = known_entities(store, " ".join(fold_label(name).split()))
    return found[0] if found else ""


def _count(passages: Iterable[EntityPassage]) -> dict[str, Any]:
    rows = list(passages)
    dates = [row.date for row in rows if row.date]
    corpora, languages = Counter[str](), Counter[str]()
    for row in rows:
        corpora[row.corpus] += row.mentions
        languages[row.language] += row.mentions
    return {
        "mentions": corpora.total(),
        "passages": len(rows),
        "documents": len({row.document_id for row in rows}),
        "first": min(dates, default=""),
        "last": max(dates, default=""),
        "corpora": dict(corpora.most_common()),
        "languages": dict(languages.most_common()),
    }


def _by_year(passages: Iterable[EntityPassage]) -> dict[str, int]:
    """Return mentions a year, every year between the first and the last."""
    counts = Counter[str]()
    for row in passages:
        if row.date:
            counts[row.date[:4]] += row.mentions
    return (
        {str(year): counts[str(year)] for year in range(int(min(counts)), int(max(counts)) + 1)}
        if counts
        else {}
    )


def _count_labels(categories: Iterable[PassageLabel], kind: str) -> dict[str, int]:
    counts = Counter(row.label for row in categories if row.kind == kind)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _find_neighbours(
    store: Store, lexicon: Lexicon, entity: str, ids: Sequence[int]
) -> dict[str, list[dict[str, Any]]]:
    """Return by kind what stands in the same passages, by log-likelihood (Dunning 1993) against the whole store."""
    together = [
        row
        for row in count_neighbours(store, ids, _NEIGHBOUR_TYPES)
        if row.entity != entity and (row.passages > 1 or len(ids) < 10)
    ]
    everywhere = entity_frequencies(store, [row.entity for row in together])
    total = count_annotated(store)
    found: dict[str, list[dict[str, Any]]] = {part: [] for part in _NEIGHBOUR_TYPES.values()}
    for neighbour in together:
        both, alone = neighbour.passages, everywhere[neighbour.entity]
        if both > len(ids) * alone / total:  # more often than by chance
            score = log_likelihood(both, len(ids), alone, total)
            found[_NEIGHBOUR_TYPES[neighbour.type]].append(
                {"entity": neighbour.entity, "passages": both, "everywhere": alone, "score": score}
            )
    kept = {
        part: sorted(rows, key=lambda row: (-row["score"], row["entity"]))[:_NEIGHBOURS]
        for part, rows in found.items()
        if rows
    }
    shown = [row["entity"] for rows in kept.values() for row in rows]
    names = usual_surfaces(store, [one for one in shown if one not in lexicon.concepts], ids)
    for rows in kept.values():
        for row in rows:
            concept = lexicon.concepts.get(row["entity"])
            row["name"] = f"{concept.zh} {concept.en}".strip() if concept else names[row["entity"]]
    return kept
