"""The bilingual lexicon: CSV files under models/lexicon/, one concept a row, checked as a whole before any of it is used."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flows.annotation.lexicon.inflection import inflect
from flows.errors import ConfigurationError
from flows.records import MENTION_TYPES
from flows.text import fold_label

LEXICON_COLUMNS = (
    "id",
    "type",
    "zh",
    "en",
    "zh_variants",
    "en_variants",
    "zh_abbreviations",
    "en_abbreviations",
    "not_in",
    "broader",
    "strategy",
    "valid_from",
    "valid_to",
    "source",
    "wikidata",
)
CONCEPT_TYPES = ("TERM", "PROGRAMME", "ORG", "TECH", "GPE", "PERSON", "EVENT", "DOC")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_ODD = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffd\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Concept:
    """One row: what is meant, and every surface by which it is met. `not_in` are negative contexts: strings that
    contain a surface and inside which it does not mean the concept."""

    id: str
    type: str
    zh: str
    en: str
    zh_variants: tuple[str, ...] = ()
    en_variants: tuple[str, ...] = ()
    zh_abbreviations: tuple[str, ...] = ()
    en_abbreviations: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    broader: str = ""
    strategy: str = ""
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    wikidata: str = ""
    place: str = field(default="", compare=False, repr=False)

    @property
    def zh_surfaces(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.zh, *self.zh_variants, *self.zh_abbreviations)))

    @property
    def en_surfaces(self) -> tuple[str, ...]:
        """Label and variants, matched in any case and inflection; without those listed as abbreviations."""
        return tuple(
            label for label in (self.en, *self.en_variants) if label and label not in self.en_abbreviations
        )

    @property
    def surfaces(self) -> tuple[str, ...]:
        return (*self.zh_surfaces, *self.en_surfaces, *self.en_abbreviations)

    def label(self, language: str) -> str:
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)


def plain_forms(concept: Concept) -> tuple[str, ...]:
    """Return the folded forms whose plain occurrences are counted as the concept's: every surface, English ones in their inflections."""
    forms = {fold_label(surface) for surface in (*concept.zh_surfaces, *concept.en_abbreviations)}
    return tuple(
        sorted(forms | {form for surface in concept.en_surfaces for form in inflect(fold_label(surface))})
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of a check: `error` stops loading, `warning` does not."""

    level: str
    place: str
    message: str


class Lexicon:
    """All concepts, by id, with a hash of what they say (whatever the order of the files)."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        self._by_surface: dict[str, str] = {}
        for concept in self.concepts.values():
            for surface in concept.surfaces:
                self._by_surface.setdefault(fold_label(surface), concept.id)
        lines = sorted(repr(concept) for concept in self.concepts.values())
        self.hash = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def __len__(self) -> int:
        return len(self.concepts)

    def find(self, text: str) -> Concept | None:
        """Return the concept that `text` names: an id, or any surface in any script, case or number."""
        if text in self.concepts:
            return self.concepts[text]
        folded = fold_label(text)
        found = self._by_surface.get(folded)
        if found is None:
            found = next(
                (self._by_surface[form] for form in sorted(inflect(folded)) if form in self._by_surface), None
            )
        return self.concepts[found] if found else None


def load_lexicon(folder: Path) -> Lexicon:
    """Load every CSV file of `folder`; raises ConfigurationError with file and line of each error, and loads nothing then."""
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: no such folder; the lexicon's CSV files belong there")
    concepts, problems = read_lexicon(folder)
    errors = [problem for problem in (*problems, *check_concepts(concepts)) if problem.level == "error"]
    if errors:
        shown = "\n  ".join(f"{problem.place}: {problem.message}" for problem in errors[:20])
        more = f"\n  and {len(errors) - 20} more" if len(errors) > 20 else ""
        raise ConfigurationError(
            f"the lexicon has {len(errors)} error{'s' * (len(errors) > 1)}:\n  {shown}{more}"
        )
    return Lexicon(concepts)


def read_lexicon(folder: Path) -> tuple[list[Concept], list[Problem]]:
    """Read the rows of all files, in the order of names and lines, with what is wrong about their form."""
    concepts: list[Concept] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.csv")):
        for found in _read_file(path):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                concepts.append(found)
    if not concepts and not problems:
        problems.append(Problem("error", str(folder), "no CSV file with concepts in it"))
    return concepts, problems


def _read_file(path: Path) -> Iterator[Concept | Problem]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem("error", path.name, f"not UTF-8 (byte {error.start}); save it as CSV UTF-8")
        return
    if text.startswith("\ufeff"):
        yield Problem("warning", f"{path.name}:1", "a byte-order mark; it is ignored")
        text = text[1:]
    if "\r" in text:
        yield Problem("warning", path.name, "Windows line ends (CRLF); they are ignored")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(rows, [])
        if tuple(header) != LEXICON_COLUMNS:
            yield Problem("error", f"{path.name}:1", f"the columns must be {','.join(LEXICON_COLUMNS)}")
            return
        for row in rows:
            if any(cell.strip() for cell in row):
                yield from _read_row(row, f"{path.name}:{rows.line_num}")
    except csv.Error as error:
        yield Problem("error", f"{path.name}:{rows.line_num}", f"not CSV: {error}")


def _read_row(row: list[str], place: str) -> Iterator[Concept | Problem]:
    if len(row) != len(LEXICON_COLUMNS):
        yield Problem(
            "error",
            place,
            f"{len(row)} cells where {len(LEXICON_COLUMNS)} belong (a comma in a cell needs quotes)",
        )
        return
    cells = dict(zip(LEXICON_COLUMNS, row, strict=True))
    if odd := [name for name, cell in cells.items() if _ODD.search(cell)]:
        yield Problem("error", place, f"control, zero-width or broken characters in {', '.join(odd)}")
    if ragged := [name for name, cell in cells.items() if cell != cell.strip()]:
        yield Problem("warning", place, f"spaces around {', '.join(ragged)}; they are ignored")
    values = {name: cell.strip() for name, cell in cells.items()}
    lists = {
        name: tuple(part.strip() for part in values.pop(name).split("|") if part.strip())
        for name in ("zh_variants", "en_variants", "zh_abbreviations", "en_abbreviations", "not_in")
    }
    yield Concept(**values, **lists, place=place)  # type: ignore[arg-type]


def check_concepts(concepts: list[Concept]) -> Iterator[Problem]:
    """Check rows one by one and against each other: ids, types, dates, collisions of surfaces, negative contexts."""
    by_id: dict[str, str] = {}
    owners: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id in by_id:
            yield Problem("error", concept.place, f"id {concept.id!r} stands already at {by_id[concept.id]}")
        by_id.setdefault(concept.id, concept.place)
    for concept in concepts:
        yield from _check_fields(concept, by_id)
        for surface in concept.surfaces:
            key = surface if surface in concept.en_abbreviations else fold_label(surface)
            owner = owners.setdefault(key, concept)
            if owner.id != concept.id:
                yield Problem(
                    "error",
                    concept.place,
                    f"{surface!r} of {concept.id} is also a surface of {owner.id} ({owner.place})",
                )


def _check_fields(concept: Concept, ids: dict[str, str]) -> Iterator[Problem]:
    if not _ID.fullmatch(concept.id):
        yield Problem("error", concept.place, f"id {concept.id!r} must be lower-case words joined by hyphens")
    if concept.type not in CONCEPT_TYPES:
        yield Problem("error", concept.place, f"type {concept.type!r}; known are {' '.join(CONCEPT_TYPES)}")
    for language in ("zh", "en"):
        if not getattr(concept, language):
            yield Problem("warning", concept.place, f"{concept.id} has no {language} label")
    if concept.broader and concept.broader not in ids:
        yield Problem("error", concept.place, f"broader {concept.broader!r} is no concept")
    for name, pattern in (("valid_from", _ISO), ("valid_to", _ISO), ("wikidata", _WIKIDATA)):
        value = getattr(concept, name)
        if value and not pattern.fullmatch(value):
            yield Problem(
                "error",
                concept.place,
                f"{name} {value!r} is not {'a year or ISO date' if pattern is _ISO else 'a Q number'}",
            )
    folded = [fold_label(surface) for surface in concept.surfaces]
    for context in concept.not_in:
        if not any(surface in fold_label(context) for surface in folded):
            yield Problem("error", concept.place, f"not_in {context!r} contains no surface of {concept.id}")
    for surface in concept.zh_surfaces:
        if len(surface) < 2:
            yield Problem("error", concept.place, f"{surface!r}: a single character is met everywhere")


assert set(CONCEPT_TYPES) <= set(MENTION_TYPES)
