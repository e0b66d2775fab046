"""Check the lexicon's renderings against aligned translations, and propose new ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flows.alignment import ConceptRenderings, names_in, survey_renderings
from flows.annotation.lexicon import Lexicon, inflect
from flows.store import Store
from flows.store.translations import Side
from flows.text import fold_label, has_han

_LEAST = 3  # sentences needed to propose a rendering, or to report its absence
_LANGUAGES: tuple[Side, ...] = ("en", "zh")


class RenderingFinding(NamedTuple):
    """A rendering on which the lexicon and aligned translations disagree.

    `kind` is "never used" for a lexicon name that no aligned sentence has, although the other language names
    the concept in `sentences` of them. It is "missing" for a rendering in `used` sentences that the lexicon
    lacks; `zh` and `en` then quote one of these.
    """

    kind: str
    concept: str
    language: str
    rendering: str
    sentences: int
    used: int
    zh: str
    en: str
    place: str


def check_renderings(store: Store, lexicon: Lexicon) -> list[RenderingFinding]:
    """Return the disagreements of aligned sentences with the lexicon's renderings, most frequent first."""
    found = [
        row
        for language in _LANGUAGES
        for surveyed in survey_renderings(store, lexicon, language)
        for row in _compare(surveyed)
    ]
    return sorted(found, key=lambda row: (row.kind, -row.used, -row.sentences, row.concept, row.rendering))


def _compare(surveyed: ConceptRenderings) -> Iterator[RenderingFinding]:
    concept, language = surveyed.concept, surveyed.language
    for rendering, used, (zh, en) in surveyed.mined:
        if used >= _LEAST:
            yield RenderingFinding(
                "missing", concept.id, language, rendering, surveyed.sentences, used, zh, en, concept.place
            )
    if surveyed.sentences < _LEAST:
        return
    for name in names_in(concept, language):
        if not any(form in surveyed.used for form in _forms(name)):
            yield RenderingFinding(
                "never used", concept.id, language, name, surveyed.sentences, 0, "", "", concept.place
            )


def _forms(name: str) -> set[str]:
    folded = fold_label(name)
    return {folded} if has_han(folded) else {folded, *inflect(folded)}
