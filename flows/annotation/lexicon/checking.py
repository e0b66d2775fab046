"""Checking the lexicon's rows: one by one, and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flows.annotation.lexicon.model import CONCEPT_TYPES, Concept
from flows.errors import ConfigurationError, format_message
from flows.text import fold_label, has_han, lazy_pattern

_ID = lazy_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO = lazy_pattern(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WIKIDATA = lazy_pattern(r"Q[1-9]\d*")
# Characters coined for chemical elements. They mean nothing else, unlike 金, 铁 or 碳.
_ELEMENTS = frozenset(
    "氢氦锂铍硼氮氧氟氖钠镁铝硅磷氯氩钾钙钪钛钒铬锰钴镍锌镓锗砷硒溴氪铷锶钇锆铌钼锝钌铑钯镉铟锑碲碘氙铯钡"
    "镧铈镨钕钷钐铕钆铽镝钬铒铥镱镥铪钽钨铼锇铱铂铊铋钋砹氡钫镭锕钍镤铀镎钚镅锔锫锎"
)
# Names of these types may keep a traditional character, as those of firms and products do: 昇维旭, 昇腾芯片.
_NAMED = ("ORG", "PERSON", "GPE", "TECH")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of a check: an `error` stops loading, a `warning` does not.

    `code` and `values` identify the message, as in `flows.errors`.
    """

    level: str
    place: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The message in English."""
        return self.message_in("en")

    def message_in(self, locale: str) -> str:
        """Return the message in a locale, en or zh."""
        return format_message(self.code, self.values, locale)


def refusal_of(problems: Sequence[Problem]) -> ConfigurationError:
    """Return the error that reports the first problem and the number of problems."""
    reason = {"code": problems[0].code, "values": problems[0].values}
    first = {"code": "annotation.problem_at", "values": {"place": problems[0].place, "told": reason}}
    return ConfigurationError("annotation.lexicon_refused", first=first, count=len(problems))


def check_concepts(concepts: list[Concept]) -> Iterator[Problem]:
    """Check rows, alone and against each other: ids, types, dates, shared surfaces, negative contexts."""
    by_id: dict[str, str] = {}
    owners: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id in by_id:
            values = {"id": concept.id, "first": by_id[concept.id]}
            yield Problem("error", concept.place, "annotation.duplicate_id", values)
        by_id.setdefault(concept.id, concept.place)
    for concept in concepts:
        yield from _check_fields(concept, by_id)
        yield from _check_contexts(concept)
        for surface in concept.surfaces:
            key = surface if surface in concept.en_abbreviations else fold_label(surface)
            owner = owners.setdefault(key, concept)
            if owner.id != concept.id:
                values = {
                    "surface": surface,
                    "id": concept.id,
                    "owner": owner.id,
                    "owner_place": owner.place,
                }
                yield Problem("error", concept.place, "annotation.shared_surface", values)
    yield from _check_ids(concepts, owners)


def _check_ids(concepts: list[Concept], owners: Mapping[str, Concept]) -> Iterator[Problem]:
    """Find ids that are a surface of another concept: a user who types that word is taken to mean the id."""
    for concept in concepts:
        owner = owners.get(concept.id) or owners.get(fold_label(concept.id))
        if owner is not None and owner.id != concept.id:
            values = {"id": concept.id, "owner": owner.id, "owner_place": owner.place}
            yield Problem("warning", concept.place, "annotation.id_names_another", values)


def _check_fields(concept: Concept, ids: Mapping[str, str]) -> Iterator[Problem]:
    place = concept.place
    if not _ID.fullmatch(concept.id):
        yield Problem("error", place, "annotation.bad_id", {"id": concept.id})
    if concept.type not in CONCEPT_TYPES:
        yield Problem(
            "error", place, "annotation.unknown_type", {"type": concept.type, "known": CONCEPT_TYPES}
        )
    for language in ("zh", "en"):
        if not getattr(concept, language):
            yield Problem("warning", place, "annotation.no_label", {"id": concept.id, "language": language})
    if concept.broader and concept.broader not in ids:
        yield Problem("error", place, "annotation.unknown_broader", {"broader": concept.broader})
    yield from _check_dates(concept)
    if concept.type not in _NAMED and any(has_han(one) and fold_label(one) != one for one in concept.zh):
        yield Problem("warning", place, "annotation.traditional_label", {"label": concept.zh})
    if concept.wikidata and not _WIKIDATA.fullmatch(concept.wikidata):
        yield Problem("error", place, "annotation.bad_wikidata", {"value": concept.wikidata})


def _check_dates(concept: Concept) -> Iterator[Problem]:
    days = {name: value for name in ("valid_from", "valid_to") if (value := getattr(concept, name))}
    wrong = {name: value for name, value in days.items() if not _is_date(value)}
    for name, value in wrong.items():
        yield Problem("error", concept.place, "annotation.bad_date", {"column": name, "value": value})
    first, last = concept.valid_from, concept.valid_to
    if first and last and not wrong and last < first[: len(last)]:
        yield Problem("error", concept.place, "annotation.dates_fall", {"first": first, "last": last})


def _is_date(value: str) -> bool:
    """Return whether a text is a valid year, month or day of the calendar."""
    try:
        date.fromisoformat(f"{value}-01-01"[: len("2019-01-01")])
    except ValueError:
        return False
    return bool(_ISO.fullmatch(value))


def _check_contexts(concept: Concept) -> Iterator[Problem]:
    folded = [fold_label(surface) for surface in concept.surfaces]
    for context in concept.not_in:
        if not any(surface in fold_label(context) for surface in folded):
            values = {"context": context, "id": concept.id}
            yield Problem("error", concept.place, "annotation.context_without_surface", values)
    for surface in concept.zh_surfaces:
        if len(surface) < 2 and fold_label(surface) not in _ELEMENTS:
            yield Problem("error", concept.place, "annotation.single_character", {"surface": surface})
