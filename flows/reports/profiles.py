"""A profile: what the store has on a firm, programme, technology or person, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import QueryError, UsageError
from flows.search import SharedName, check_tagged, did_you_mean, find_shared_names, suggest_names
from flows.statistics import log_likelihood
from flows.store import Scope, Store
from flows.store.documents import check_sources
from flows.store.facts import (
    EntityPassage,
    EntitySurface,
    LexiconsInUse,
    Neighbour,
    PassageLabel,
    count_annotated,
    count_neighbours,
    entity_frequencies,
    entity_passages,
    entity_surfaces,
    known_entities,
    name_in_entity,
    passage_labels,
    usual_surfaces,
)
from flows.store.series import documents_per_corpus
from flows.text import fold_label, in_one_line

_NEIGHBOURS = 12
_FEW_PASSAGES = 10  # below this, a single passage in common is enough
_LEAST_OF_PERSON = 2  # passages that must name a person who is missing from the lexicon
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


@dataclass(frozen=True, slots=True)
class ProfileCounts:
    """Mentions, passages and documents of an entity, and their first and last date ("" if undated).

    `undated` counts the mentions in documents without a date, which no chart by year shows. `corpora` and
    `languages` count the mentions, largest number first; `type` is the usual type of the mentions.
    """

    mentions: int
    undated: int
    passages: int
    documents: int
    first: str
    last: str
    corpora: dict[str, int]
    languages: dict[str, int]
    type: str


@dataclass(frozen=True, slots=True)
class NamedNeighbour:
    """An entity in the same passages: `passages` counts those with both, `everywhere` all with the neighbour.

    `score` is the log-likelihood of the two. `name` is what to call the neighbour: its lexicon names, or its
    usual surface.
    """

    entity: str
    passages: int
    everywhere: int
    score: float
    name: str


class YearCount(NamedTuple):
    """The mentions of an entity in a year, and all documents of that year; no documents: mentions unknown."""

    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity in numbers: mentions by surface and by year, passages by strategy and by instrument.

    `neighbours` are the entities named with it, by kind, most significant first. `shared` are the concepts
    that texts mention under the same name, in all corpora.
    """

    name: str
    entity: str
    concept: Concept | None
    surfaces: Counter[str]
    counts: ProfileCounts
    years: dict[str, YearCount]
    strategies: dict[str, int]
    instrument_counts: dict[str, int]
    neighbours: dict[str, list[NamedNeighbour]]
    shared: list[SharedName]

    def numbers(self) -> dict[str, Any]:
        """Return the entity and its counts, with the mentions by year and by name."""
        counts = self.counts
        return {
            "entity": self.entity,
            "type": counts.type,
            "mentions": counts.mentions,
            "passages": counts.passages,
            "documents": counts.documents,
            "years": {year: count.mentions for year, count in self.years.items() if count.documents},
            "names": dict(self.surfaces.most_common()),
        }


@dataclass(frozen=True, slots=True)
class EntityPassages:
    """The passages that mention an entity, by row id in order of date, and their chosen labels."""

    entity: str
    passages: Mapping[int, EntityPassage]
    labels: Sequence[PassageLabel]


def collect_profile(
    store: Store,
    lexicon: Lexicon,
    name: str,
    corpora: Sequence[str] = (),
    *,
    max_passages: int | None = None,
) -> tuple[Profile, EntityPassages]:
    """Return the profile of a concept in any form, or of a name found by the entity model.

    Raises UsageError for an unknown corpus, if the store has no mention of the name, or if the lexicon behind
    annotations lacks it; QueryError if more than `max_passages` passages have one.
    """
    check_sources(store, corpora)
    concept = lexicon.find(name)
    entity = concept.id if concept else _find_entity(store, name)
    _check_number(store, name, entity, max_passages)
    passages = entity_passages(store, entity, corpora) if entity else {}
    if concept and not concept.is_word:
        check_tagged(LexiconsInUse(store, lexicon.hash), concept.id, name)
    if not passages:
        raise _explain_absence(store, concept, name, corpora)
    surfaces = entity_surfaces(store, entity, corpora)
    labels = passage_labels(store, list(passages))
    profile = Profile(
        name=name,
        entity=entity,
        concept=concept,
        surfaces=_count_surfaces(surfaces),
        counts=_count_passages(passages.values(), surfaces[0].type),
        years=_count_years(store, passages.values(), corpora),
        strategies=_count_labels(labels, "strategy"),
        instrument_counts=_count_labels(labels, "instrument"),
        neighbours=_find_neighbours(store, lexicon, entity, list(passages)),
        shared=find_shared_names(store, lexicon, [name]),
    )
    return profile, EntityPassages(entity, passages, labels)


def _explain_absence(store: Store, concept: Concept | None, name: str, corpora: Sequence[str]) -> UsageError:
    """Return the error for a name without a mention; the store may have one outside the chosen documents."""
    if corpora or store.words:
        return UsageError("reports.not_in_choice", name=name)
    if concept:
        return UsageError("reports.concept_not_mentioned", name=name)
    near = did_you_mean(suggest_names(store, name))
    return UsageError("reports.name_not_mentioned", name=name, hint=near)


def _find_entity(store: Store, name: str) -> str:
    found = known_entities(store, " ".join(fold_label(name).split()))
    return found[0] if found else ""


def _check_number(store: Store, name: str, entity: str, limit: int | None) -> None:
    if limit is None:
        return
    number = entity_frequencies(store, [entity]).get(entity, 0)
    if number > limit:
        raise QueryError("reports.too_many_mentions", name=name, number=number, limit=limit)


def _count_surfaces(surfaces: Iterable[EntitySurface]) -> Counter[str]:
    counts = Counter[str]()
    for row in surfaces:
        counts[in_one_line(row.surface)] += row.mentions
    return counts


def _count_passages(passages: Collection[EntityPassage], entity_type: str) -> ProfileCounts:
    dates = [row.date for row in passages if row.date]
    corpora, languages = Counter[str](), Counter[str]()
    for row in passages:
        corpora[row.corpus] += row.mentions
        languages[row.language] += row.mentions
    return ProfileCounts(
        mentions=corpora.total(),
        undated=sum(row.mentions for row in passages if not row.date),
        passages=len(passages),
        documents=len({row.document_id for row in passages}),
        first=min(dates, default=""),
        last=max(dates, default=""),
        corpora=dict(corpora.most_common()),
        languages=dict(languages.most_common()),
        type=entity_type,
    )


def _count_years(
    store: Store, passages: Iterable[EntityPassage], corpora: Sequence[str]
) -> dict[str, YearCount]:
    """Count mentions and documents by year, every year between the first and the last mention included."""
    counts = Counter[str]()
    for row in passages:
        if row.date:
            counts[row.date[:4]] += row.mentions
    if not counts:
        return {}
    documents = Counter[str]()
    for (_, year), number in documents_per_corpus(store, Scope(corpora=tuple(corpora))).items():
        documents[year] += number
    years = map(str, range(int(min(counts)), int(max(counts)) + 1))
    return {year: YearCount(counts[year], documents[year]) for year in years}


def _count_labels(labels: Iterable[PassageLabel], kind: str) -> dict[str, int]:
    counts = Counter(row.label for row in labels if row.kind == kind)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _find_neighbours(
    store: Store, lexicon: Lexicon, entity: str, ids: Sequence[int]
) -> dict[str, list[NamedNeighbour]]:
    """Return, by kind, what is named in the same passages more often than by chance, by log-likelihood."""
    together = [
        row
        for row in count_neighbours(store, ids, _NEIGHBOUR_TYPES)
        if row.entity != entity and (row.passages > 1 or len(ids) < _FEW_PASSAGES)
    ]
    everywhere = entity_frequencies(store, [row.entity for row in together])
    total = count_annotated(store)
    scored: dict[str, list[tuple[float, Neighbour]]] = {part: [] for part in _NEIGHBOUR_TYPES.values()}
    for row in together:
        alone = everywhere[row.entity]
        # Firms with foreign names (诺和诺德) look like people to the model; such errors mostly occur once.
        if row.type == "PERSON" and row.entity not in lexicon.concepts and alone < _LEAST_OF_PERSON:
            continue
        if row.passages > len(ids) * alone / total:
            score = log_likelihood(row.passages, len(ids), alone, total)
            scored[_NEIGHBOUR_TYPES[row.type]].append((score, row))
    kept = {
        part: sorted(rows, key=lambda pair: (-pair[0], pair[1].entity))[:_NEIGHBOURS]
        for part, rows in scored.items()
        if rows
    }
    unknown = [row.entity for rows in kept.values() for _, row in rows if row.entity not in lexicon.concepts]
    names = _tell_apart(usual_surfaces(store, unknown, ids))
    return {
        part: [
            NamedNeighbour(
                row.entity,
                row.passages,
                everywhere[row.entity],
                score,
                names.get(row.entity) or _name(lexicon, row.entity),
            )
            for score, row in rows
        ]
        for part, rows in kept.items()
    }


def _tell_apart(surfaces: Mapping[str, str]) -> dict[str, str]:
    """Return names of entities: the usual surface, or the full name where several share that surface.

    A short form that each text introduces itself (以下简称市科委) may stand for several bodies.
    """
    shared = {surface for surface, number in Counter(surfaces.values()).items() if number > 1}
    return {
        entity: name_in_entity(entity) if surface in shared else surface
        for entity, surface in surfaces.items()
    }


def _name(lexicon: Lexicon, concept_id: str) -> str:
    concept = lexicon.concepts[concept_id]
    return f"{concept.zh} {concept.en}".strip()
