"""The bilingual lexicon: CSV files under models/lexicon/, one row per concept, checked as a whole."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from flows.annotation.lexicon.inflection import inflect
from flows.errors import ConfigurationError, format_message
from flows.records import MENTION_TYPES
from flows.text import fold_label, has_han

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
WORD = "WORD"
CONCEPT_TYPES = ("TERM", "PROGRAMME", "ORG", "TECH", "GPE", "PERSON", "EVENT", "DOC", WORD)
_LISTS = ("zh_variants", "en_variants", "zh_abbreviations", "en_abbreviations", "not_in")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_ODD = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffd\ue000-\uf8ff]")
# Characters coined for chemical elements. They mean nothing else; 金, 铁 or 碳 also stand for other things.
_ELEMENTS = frozenset(
    "氢氦锂铍硼氮氧氟氖钠镁铝硅磷氯氩钾钙钪钛钒铬锰钴镍锌镓锗砷硒溴氪铷锶钇锆铌钼锝钌铑钯镉铟锑碲碘氙铯钡"
    "镧铈镨钕钷钐铕钆铽镝钬铒铥镱镥铪钽钨铼锇铱铂铊铋钋砹氡钫镭锕钍镤铀镎钚镅锔锫锎"
)
# Names may keep a traditional character, as companies do: 昇维旭.
_NAMED = ("ORG", "PERSON", "GPE")
_MARKS = re.compile(r"['’`´.]")
_SHORTEST_KEY = 5  # letters; shorter words differ by such marks alone: "re-form", "U.S." and "us"
_SHOWN = 20  # errors listed when a lexicon can't be loaded


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of the lexicon: a concept and every surface form that names it.

    `not_in` are negative contexts: strings that contain a surface and inside which it does not mean the
    concept. `place` is where the row is, such as terms.csv:12. A concept of type WORD is a general word
    (trade, 人才): searches and series find it in both languages, and texts are not tagged with it.
    """

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
    def is_word(self) -> bool:
        """Whether texts are not tagged with the concept."""
        return self.type == WORD

    @property
    def zh_surfaces(self) -> tuple[str, ...]:
        """Chinese label, variants and abbreviations."""
        return tuple(filter(None, (self.zh, *self.zh_variants, *self.zh_abbreviations)))

    @property
    def en_surfaces(self) -> tuple[str, ...]:
        """English label and variants without abbreviations; matched in any case and inflection."""
        labels = (self.en, *self.en_variants)
        return tuple(label for label in labels if label and label not in self.en_abbreviations)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """All surface forms of both languages."""
        return (*self.zh_surfaces, *self.en_surfaces, *self.en_abbreviations)

    def label(self, language: str) -> str:
        """Return the label in a language, zh or en, or the other one where it has none."""
        labels = {"en": self.en or self.zh}
        return labels.get(language, self.zh or self.en)


def plain_forms(concept: Concept) -> tuple[str, ...]:
    """Return the folded forms that plain counts look for: every surface, English ones inflected."""
    forms = {fold_label(surface) for surface in (*concept.zh_surfaces, *concept.en_abbreviations)}
    for surface in concept.en_surfaces:
        forms |= inflect(fold_label(surface))
    return tuple(sorted(forms))


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of a check: an `error` stops loading, a `warning` does not.

    `code` and `values` make the message, as in `flows.errors`.
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
    """Return the error that tells the first of some problems and how many there are."""
    told = {"code": problems[0].code, "values": problems[0].values}
    first = {"code": "annotation.problem_at", "values": {"place": problems[0].place, "told": told}}
    return ConfigurationError("annotation.lexicon_refused", first=first, count=len(problems))


class KnownSurfaces(NamedTuple):
    """What a lexicon derives from its concepts: ids by folded surface, and the hash of the content."""

    owners: dict[str, str]
    hash: str


def fold_surfaces(concepts: Collection[Concept]) -> KnownSurfaces:
    """Return the concept of each folded surface, the first where several have it, and the hash of all."""
    owners: dict[str, str] = {}
    for concept in concepts:
        for surface in concept.surfaces:
            owners.setdefault(fold_label(surface), concept.id)
    lines = sorted(repr(concept) for concept in concepts)
    return KnownSurfaces(owners, hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16])


class Lexicon:
    """All concepts by id, with a hash of their content; the order of files and rows does not matter.

    `known` saves deriving what is known already: the compiled lexicon has it.
    """

    def __init__(self, concepts: Iterable[Concept], known: KnownSurfaces | None = None) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        known = known or fold_surfaces(self.concepts.values())
        self._by_surface = known.owners
        self.hash = known.hash

    def __len__(self) -> int:
        return len(self.concepts)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The surfaces of all concepts, each with its folded form."""
        return {
            surface: fold_label(surface) for concept in self.concepts.values() for surface in concept.surfaces
        }

    @cached_property
    def tagged(self) -> list[Concept]:
        """The concepts that texts are tagged with: all but general words."""
        return [concept for concept in self.concepts.values() if not concept.is_word]

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded forms of general words, which texts are not tagged with."""
        return frozenset(
            form for concept in self.concepts.values() if concept.is_word for form in plain_forms(concept)
        )

    def find(self, text: str) -> Concept | None:
        """Return the concept that `text` names: an id, or any surface in any script, case or number."""
        if text in self.concepts:
            return self.concepts[text]
        folded = fold_label(text)
        if folded in self._by_surface:
            return self.concepts[self._by_surface[folded]]
        forms = (form for form in sorted(inflect(folded)) if form in self._by_surface)
        found = next(forms, None)
        return None if found is None else self.concepts[self._by_surface[found]]

    def find_tagged(self, text: str) -> Concept | None:
        """Return the concept that `text` names, unless it is a general word."""
        found = self.find(text)
        return None if found and found.is_word else found

    def look_up(self, text: str) -> Concept | None:
        """Return the concept that a person means: as `find`, whatever its apostrophes, hyphens and accents.

        Annotation uses `find` alone: a looser reading of questions never changes what is stored.
        """
        if concept := self.find(text):
            return concept
        folded = fold_label(text)
        if has_han(folded):
            return None
        plain = _without_accents(folded)
        keys = (_letters(form) for form in sorted(inflect(plain) | inflect(_MARKS.sub("", plain))))
        known = (key for key in keys if len(key) >= _SHORTEST_KEY and key in self._by_letters)
        found = next(known, None)
        return None if found is None else self.concepts[self._by_letters[found]]

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        """Ids by the letters of each surface without Chinese characters; the first surface keeps a key."""
        keys: dict[str, str] = {}
        for surface, concept in self._by_surface.items():
            if not has_han(surface):
                keys.setdefault(_letters(surface), concept)
        return keys


def _letters(label: str) -> str:
    """Return a folded label without accents, apostrophes, full stops and spaces (which hyphens fold to)."""
    return _MARKS.sub("", _without_accents(label)).replace(" ", "")


def _without_accents(label: str) -> str:
    decomposed = unicodedata.normalize("NFD", label)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def load_lexicon(folder: Path) -> Lexicon:
    """Load every CSV file of `folder`; raises ConfigurationError with file and line of each error."""
    if not folder.is_dir():
        raise ConfigurationError("annotation.no_lexicon_folder", path=folder)
    concepts, problems = read_lexicon(folder)
    errors = [problem for problem in (*problems, *check_concepts(concepts)) if problem.level == "error"]
    if errors:
        raise ConfigurationError("annotation.lexicon_errors", count=len(errors), errors=_list_errors(errors))
    return Lexicon(concepts)


def _list_errors(errors: list[Problem]) -> str:
    shown = [f"{problem.place}: {problem.message}" for problem in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        shown.append(f"... (+{len(errors) - _SHOWN})")
    return "\n  ".join(shown)


def read_lexicon(folder: Path) -> tuple[list[Concept], list[Problem]]:
    """Read the rows of all files, in the order of names and lines, with the problems of their form."""
    concepts: list[Concept] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.csv")):
        for found in _read_file(path):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                concepts.append(found)
    if not concepts and not problems:
        problems.append(Problem("error", str(folder), "annotation.empty_lexicon"))
    return concepts, problems


def read_rows(path: Path) -> list[Concept]:
    """Return the rows of one CSV file in the lexicon's columns.

    Raises ConfigurationError, with file and line, for a row that is wrong in form.
    """
    found = list(_read_file(path))
    problems = [one for one in found if isinstance(one, Problem) and one.level == "error"]
    if problems:
        raise refusal_of(problems)
    return [one for one in found if isinstance(one, Concept)]


def _read_file(path: Path) -> Iterator[Concept | Problem]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem("error", path.name, "annotation.not_utf8", {"byte": error.start})
        return
    if text.startswith("\ufeff"):
        yield Problem("warning", f"{path.name}:1", "annotation.byte_order_mark")
        text = text[1:]
    if "\r" in text:
        yield Problem("warning", path.name, "annotation.windows_line_ends")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(rows, [])
        if tuple(header) != LEXICON_COLUMNS:
            columns = ",".join(LEXICON_COLUMNS)
            yield Problem("error", f"{path.name}:1", "annotation.wrong_columns", {"columns": columns})
            return
        for row in rows:
            if any(cell.strip() for cell in row):
                yield from _read_row(row, f"{path.name}:{rows.line_num}")
    except csv.Error as error:
        yield Problem("error", f"{path.name}:{rows.line_num}", "annotation.not_csv", {"reason": str(error)})


def _read_row(row: list[str], place: str) -> Iterator[Concept | Problem]:
    if len(row) != len(LEXICON_COLUMNS):
        counts = {"found": len(row), "expected": len(LEXICON_COLUMNS)}
        yield Problem("error", place, "annotation.wrong_cell_count", counts)
        return
    cells = dict(zip(LEXICON_COLUMNS, row, strict=True))
    if odd := tuple(name for name, cell in cells.items() if _ODD.search(cell)):
        yield Problem("error", place, "annotation.odd_characters", {"columns": odd})
    if ragged := tuple(name for name, cell in cells.items() if cell != cell.strip()):
        yield Problem("warning", place, "annotation.spaces_around", {"columns": ragged})
    values = {name: cell.strip() for name, cell in cells.items()}
    lists = {
        name: tuple(part.strip() for part in values.pop(name).split("|") if part.strip()) for name in _LISTS
    }
    yield Concept(**values, **lists, place=place)  # type: ignore[arg-type]


def check_concepts(concepts: list[Concept]) -> Iterator[Problem]:
    """Check rows one by one and against each other: ids, types, dates, shared surfaces, negative contexts."""
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
    """Find ids that are a surface of another concept: who types that word is taken to mean the id."""
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
    """Return whether a text is a year, month or day of the calendar."""
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


assert set(CONCEPT_TYPES) - {WORD} <= set(MENTION_TYPES)
