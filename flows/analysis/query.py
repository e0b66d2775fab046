"""What a search string asks for: its parts, the lexicon concepts they name, and all the forms that count as a match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flows.annotation.inflection import inflect
from flows.annotation.lexicon import Lexicon
from flows.errors import QueryError
from flows.folding import HAN, fold, fold_label
from flows.store.fulltext import FullText

_PART = re.compile(r"\"([^\"]*)\"|“([^”]*)”|([^\s\"“”　]+)")
_HAN_APART = re.compile(rf"[{HAN}]\s+[{HAN}]|[\"”]\s*[\"“]")
_HAS_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True)
class Part:
    """One thing that must be in a passage: what was typed, the concept it names (or ""), and the folded forms of it."""

    typed: str
    concept: str
    forms: tuple[str, ...]
    expansions: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any form in a folded text, longest first; Latin forms as whole words."""
        return forms_pattern(self.forms)


def forms_pattern(forms: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds the folded forms, longest first; Latin ends need a word border, Han ends do not."""
    parts = []
    for form in sorted(set(forms), key=lambda form: (-len(form), form)):
        before = "(?<![a-z0-9])" if re.match(r"[a-z0-9]", form) else ""
        after = "(?![a-z0-9])" if re.search(r"[a-z0-9]$", form) else ""
        parts.append(f"{before}{re.escape(form)}{after}")
    return re.compile("|".join(parts) or r"(?!)")


def parse_query(query: str, lexicon: Lexicon | None, *, expand: bool = True) -> list[Part]:
    """Return the parts, all of which must be met. A query that names a concept as a whole is one part; otherwise quoted
    phrases and words are parts, each expanded to its concept's surfaces in both languages where it names one."""
    text = query.strip()
    if not text:
        raise QueryError("the query is empty; name a word, a phrase or a term such as 自主可控")
    whole = text.strip('"“”')
    is_apart = bool(_HAN_APART.search(whole))  # two Chinese words: what is folded away in texts is meant in a query
    if lexicon is not None and not is_apart and (concept := lexicon.find(whole)):
        return [_concept_part(whole, concept, expand)]
    found = []
    for match in _PART.finditer(text):
        typed = next(group for group in match.groups() if group is not None)
        if typed.strip():
            concept = lexicon.find(typed) if lexicon is not None else None
            found.append(_concept_part(typed, concept, expand) if concept else Part(typed, "", (fold_label(typed),), ()))
    found = [part for part in found if any(char.isalnum() for form in part.forms for char in form)]
    if not found:
        raise QueryError(f"{query!r} has no letter, digit or Chinese character to search for")
    return found


def _concept_part(typed: str, concept: Any, expand: bool) -> Part:
    own = fold_label(typed)
    if not expand:
        return Part(typed, concept.id, tuple({own} if _HAS_HAN.search(own) else {own, *inflect(own)}), ())
    forms: dict[str, None] = {own: None}
    for surface in concept.surfaces:
        folded = fold_label(surface)
        forms.update(dict.fromkeys([folded] if _HAS_HAN.search(folded) else sorted(inflect(folded))))
    others = tuple(surface for surface in concept.surfaces if fold_label(surface) != own)
    return Part(typed, concept.id, tuple(forms), others)


def build_index_query(index: FullText, parts: Sequence[Part], *, expand: bool = True) -> Any:
    """Return the index query: each part as any of its forms. A concept's passages are those in which the matcher found it or
    a form stands literally."""
    required = []
    for part in parts:
        options = [index.phrase(form) for form in part.forms]
        if part.concept and expand:
            options.append(index.is_field("concept", [part.concept]))
        required.append(index.any_of(options))
    return index.all_of(required)


def find_matches(text: str, parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Return the spans, in code points of `text`, at which the parts are met: in order, without overlaps."""
    shadow = fold(text)
    spans = sorted((shadow.span(*match.span()) for part in parts for match in part.pattern.finditer(shadow.text) if match[0]),
                   key=lambda span: (span[0], -span[1]))  # fmt: skip
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
