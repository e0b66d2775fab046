"""Derive lexicon edits from corrected mentions: negative contexts and new variants, as rows to import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from flows.annotation.lexicon import Concept, Lexicon, format_rows
from flows.store import Store
from flows.store.corrected import MentionRow, PlacedCorrection, list_fact_corrections
from flows.text import fold_label, has_han

EditColumn = Literal["not_in", "zh_variants", "en_variants"]
_Cut = Callable[[str], Iterable[str]]


class LexiconEdit(NamedTuple):
    """A value to add to a list of a concept, and the passages whose corrections propose it."""

    concept: str
    label: str
    column: EditColumn
    value: str
    passages: tuple[str, ...]


class Untaught(NamedTuple):
    """Corrected tags that teach nothing: of concepts in the lexicon, and of names missing from it."""

    known: int
    unknown: int


def propose_edits(store: Store, lexicon: Lexicon, cut: _Cut) -> list[LexiconEdit]:
    """Return the edits that corrections propose, each once, by concept.

    A removed lexicon term proposes the longer word or phrase around it as a context in which it does not
    count; an added term proposes a variant. `cut` cuts Chinese text into words.
    """
    found: dict[tuple[str, EditColumn, str], dict[str, None]] = {}
    for placed in list_fact_corrections(store):
        for concept, column, value in _edits_of(placed, lexicon, cut):
            found.setdefault((concept.id, column, value), {})[placed.passage_id] = None
    return [
        LexiconEdit(name, lexicon.concepts[name].label("zh"), column, value, tuple(filter(None, passages)))
        for (name, column, value), passages in sorted(found.items())
    ]


def count_untaught(store: Store, lexicon: Lexicon, edits: Sequence[LexiconEdit]) -> Untaught:
    """Count the corrected tags that propose none of these edits, by whether the lexicon has the concept."""
    taught = {passage for edit in edits for passage in edit.passages}
    known = unknown = 0
    for placed in list_fact_corrections(store):
        one = placed.correction
        if one.subject != "mention" or placed.passage_id in taught:
            continue
        facts = [fact for fact in (one.was, one.becomes) if isinstance(fact, MentionRow)]
        if any(fact.concept in lexicon.concepts for fact in facts):
            known += 1
        else:
            unknown += 1
    return Untaught(known, unknown)


def _edits_of(
    placed: PlacedCorrection, lexicon: Lexicon, cut: _Cut
) -> Iterator[tuple[Concept, EditColumn, str]]:
    one = placed.correction
    was, becomes = one.was, one.becomes
    if isinstance(was, MentionRow) and was.source == "lexicon" and was.concept in lexicon.concepts:
        concept = lexicon.concepts[was.concept]
        phrase = find_context(placed.text, one.start, one.end, cut)
        if phrase and phrase not in concept.not_in and _has_surface(concept, phrase):
            yield concept, "not_in", phrase
    if isinstance(becomes, MentionRow) and becomes.concept in lexicon.concepts:
        concept = lexicon.concepts[becomes.concept]
        known = lexicon.find(one.surface)
        if known is None or known.id != concept.id:
            yield concept, "zh_variants" if has_han(one.surface) else "en_variants", one.surface


def _has_surface(concept: Concept, phrase: str) -> bool:
    folded = fold_label(phrase)
    return any(fold_label(surface) in folded for surface in concept.surfaces)


def find_context(text: str, start: int, end: int, cut: _Cut) -> str:
    """Return the word that contains a span, else the span with the next word, or with the previous one.

    Returns "" if the span stands alone.
    """
    words = list(_place_words(text, cut))
    around = [(first, last) for first, last in words if first < end and start < last]
    first = min((begin for begin, _ in around), default=start)
    last = max((stop for _, stop in around), default=end)
    if first < start or last > end:
        return text[first:last]
    following = next(((begin, stop) for begin, stop in words if begin >= end), None)
    if following and _is_word(text[end : following[1]]):
        return text[start : following[1]]
    before = next(((begin, stop) for begin, stop in reversed(words) if stop <= start), None)
    if before and _is_word(text[before[0] : start]):
        return text[before[0] : end]
    return ""


def _is_word(part: str) -> bool:
    """Return whether the text next to a span belongs to its phrase: it contains no punctuation."""
    return all(character.isalnum() or character in " -'’" for character in part) and part.strip() != ""


def _place_words(text: str, cut: _Cut) -> Iterator[tuple[int, int]]:
    place = 0
    for word in cut(text):
        if word.strip():
            yield place, place + len(word)
        place += len(word)


def write_patch(edits: Sequence[LexiconEdit], lexicon: Lexicon) -> str:
    """Return the rows of the concepts with the edits, as CSV in the lexicon's columns (`lexicon import`)."""
    changed: dict[str, Concept] = {}
    for edit in edits:
        concept = changed.get(edit.concept) or lexicon.concepts[edit.concept]
        values = (*getattr(concept, edit.column), edit.value)
        changed[edit.concept] = replace(concept, **{edit.column: values})  # type: ignore[arg-type]
    return format_rows(changed.values())
