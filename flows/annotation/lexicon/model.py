"""The bilingual lexicon: one row of a CSV file under models/lexicon/ per concept, found by any name."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from flows.annotation.lexicon.inflection import inflect
from flows.records import MENTION_TYPES
from flows.text import fold_label, has_han, lazy_pattern

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
_MARKS = lazy_pattern(r"['’`´.]")
_SHORTEST_KEY = 5  # letters; shorter words differ by such marks alone: "re-form", "U.S." and "us"


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of the lexicon: a concept and every surface form that names it.

    `not_in` are negative contexts: strings that contain a surface but in which it does not mean the concept.
    `place` is where the row is defined, such as terms.csv:12. A concept of type WORD is a general word
    (trade, 人才): searches and series find it in both languages, but texts are not tagged with it.
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
        """English label and variants, without abbreviations; matched in any case and inflection."""
        labels = (self.en, *self.en_variants)
        return tuple(label for label in labels if label and label not in self.en_abbreviations)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """All surface forms in both languages."""
        return (*self.zh_surfaces, *self.en_surfaces, *self.en_abbreviations)

    def label(self, language: str) -> str:
        """Return the label in a language, zh or en, or the other label if it has none."""
        labels = {"en": self.en or self.zh}
        return labels.get(language, self.zh or self.en)


def plain_forms(concept: Concept) -> tuple[str, ...]:
    """Return the folded forms that plain counts look for: every surface, English ones inflected."""
    forms = {fold_label(surface) for surface in (*concept.zh_surfaces, *concept.en_abbreviations)}
    for surface in concept.en_surfaces:
        forms |= inflect(fold_label(surface))
    return tuple(sorted(forms))


class KnownSurfaces(NamedTuple):
    """Data derived from a lexicon's concepts: ids by folded surface, and the hash of the content."""

    owners: dict[str, str]
    hash: str


def fold_surfaces(concepts: Collection[Concept]) -> KnownSurfaces:
    """Return the id of the concept with each folded surface, the first if several have it, and the hash."""
    owners: dict[str, str] = {}
    for concept in concepts:
        for surface in concept.surfaces:
            owners.setdefault(fold_label(surface), concept.id)
    lines = sorted(repr(concept) for concept in concepts)
    return KnownSurfaces(owners, hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16])


class Lexicon:
    """All concepts by id, with a hash of their content; the order of files and rows does not matter.

    `known` saves deriving data that is already known: the compiled lexicon has it.
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
        """Return the concept that `text` names: an id, or a surface in any script, case or number."""
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
        """Return the concept that a user means: like `find`, but ignores apostrophes, hyphens and accents.

        Annotation uses `find` alone, so that this looser reading never changes what is stored.
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
        """Ids by the letters of each surface without Chinese characters; the first one keeps a key."""
        keys: dict[str, str] = {}
        for surface, concept in self._by_surface.items():
            if not has_han(surface):
                keys.setdefault(_letters(surface), concept)
        return keys


def _letters(label: str) -> str:
    """Return a folded label without accents, apostrophes, full stops and spaces (hyphens fold to spaces)."""
    return _MARKS.sub("", _without_accents(label)).replace(" ", "")


def _without_accents(label: str) -> str:
    decomposed = unicodedata.normalize("NFD", label)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


assert set(CONCEPT_TYPES) - {WORD} <= set(MENTION_TYPES)
