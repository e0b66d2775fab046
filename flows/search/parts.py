"""Parts of a query: what each part looks for, and where a passage matches it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from flows.annotation.lexicon import Concept, Lexicon, inflect
from flows.errors import QueryError
from flows.store import Store
from flows.store.facts import mention_spans
from flows.store.fulltext import REST_OF_WORD, border_after, border_before, index_runs, run_pattern
from flows.text import HAN, Shadow, fold, fold_label, lazy_pattern

# (start, end, concept or entity) of a mention, in code points of the passage's text.
MentionSpan = tuple[int, int, str]
Mentioned = Mapping[int, Sequence[MentionSpan]]
Span = tuple[int, int]
# Finds spans in code points of a shadow.
SpanFinder = Callable[[Shadow], Sequence[Span]]
_HAS_HAN = lazy_pattern(f"[{HAN}]")
# Marks around a word typed without quotes carry no meaning, except + % # and 《》: 人工智能+, C#, 《求是》.
_MARKS = "，。、；：！？,.;:!?…·—–-_*()（）[]【】{}<>〈〉'\"‘’“”「」『』"
ENTITY_TYPES = ("org", "person", "gpe", "tech", "programme", "event", "doc")


@dataclass(frozen=True)
class QueryPart:
    """One thing that a passage must have.

    `typed` is what was typed, `concept` the id of the concept it names (or ""), `forms` its folded forms,
    `expansions` the concept's other surfaces, and `keys` the ids of concepts or entities whose mentions match
    as well. For a side of NEAR, only matches within the spans found by `near` count.
    """

    typed: str
    concept: str
    forms: tuple[str, ...]
    expansions: tuple[str, ...]
    is_prefix: bool = False
    keys: tuple[str, ...] = ()
    near: SpanFinder | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any form in a folded text, longest first; Latin forms as whole words."""
        return forms_pattern(self.forms, is_prefix=self.is_prefix)


@dataclass(frozen=True, slots=True)
class Match:
    """The reason for a match: what was typed, the surfaces found, and the concept behind them."""

    typed: str
    found: tuple[str, ...]
    concept: str


def forms_pattern(forms: Sequence[str], *, is_prefix: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds folded forms, longest first, exactly where the index finds them.

    Latin words match as a whole, Chinese and marks exactly; white space between two of them does not matter.
    With `is_prefix` the last word may continue.
    """
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    groups = groupby((_split_form(form) for form in ordered), key=itemgetter(0, 1))
    found = (_bound(borders, [form for _, _, form in group], is_prefix) for borders, group in groups)
    return re.compile("|".join(found) or r"(?!)")


def _split_form(form: str) -> tuple[str, str, str]:
    """Return the borders before and after a form, and the pattern of its runs.

    Words inside need no borders: white space, a mark or a Chinese character follows them.
    """
    runs = index_runs(form)
    kinds = [_kind_of(run) for run in runs]
    found = ""
    for number, (run, kind) in enumerate(zip(runs, kinds, strict=True)):
        if number:
            is_same = bool(kind) and kind == kinds[number - 1]
            found += " +" if is_same else " *"
        found += run_pattern(run)
    text = "".join(runs)
    return border_before(text[:1]), border_after(text[-1:]), found


def _bound(borders: tuple[str, str], patterns: Sequence[str], is_prefix: bool) -> str:
    """Return alternatives between their shared borders.

    Borders are slow to compile, so forms share them.
    """
    before, after = borders
    if is_prefix and after:
        after = REST_OF_WORD
    return f"{before}(?:{'|'.join(patterns)}){after}"


def _kind_of(run: str) -> str:
    """Return `han`, `word` or, for a mark, ""."""
    if _HAS_HAN.match(run):
        return "han"
    return "word" if run[0].isalnum() else ""


def mentions_part(typed: str, keys: Sequence[str], concept: str = "") -> QueryPart:
    """Return the part for the mentions of concepts or entities."""
    return QueryPart(typed, concept, (), (), keys=tuple(keys))


def concept_part(typed: str, concept: Concept, *, expand: bool) -> QueryPart:
    """Return the part for a concept: all its surfaces, or without `expand` only the name as typed."""
    own = fold_label(typed)
    if not expand:
        return QueryPart(typed, concept.id, (own,), ())
    all_forms: dict[str, None] = {own: None}
    for surface in concept.surfaces:
        folded = fold_label(surface)
        inflected = [folded] if _HAS_HAN.search(folded) else sorted(inflect(folded))
        all_forms.update(dict.fromkeys(inflected))
    others = tuple(surface for surface in concept.surfaces if fold_label(surface) != own)
    return QueryPart(typed, concept.id, tuple(all_forms), others, keys=(concept.id,))


def exact_part(typed: str, column: int, wanted: str | None = None, *, is_prefix: bool = False) -> QueryPart:
    """Return the part for words as typed; `wanted` is what to look for if it differs.

    Raises QueryError with the column if there is no letter, digit or Chinese character to look for.
    """
    folded = fold_label(typed if wanted is None else wanted)
    if not any(character.isalnum() for character in folded):
        raise QueryError("search.nothing_to_find", column=column, typed=typed)
    return QueryPart(typed, "", (folded,), (), is_prefix)


def plain_part(typed: str, column: int = 1, *, is_prefix: bool = False) -> QueryPart:
    """Return the part for a word typed without quotes; marks around it do not matter."""
    return exact_part(typed, column, trim_marks(typed), is_prefix=is_prefix)


def trim_marks(text: str) -> str:
    """Return the text without the meaningless marks around it."""
    return text.strip(_MARKS)


def unite_parts(parts: Sequence[QueryPart]) -> tuple[QueryPart, ...]:
    """Return the parts, merging those that look for the same: two names of one concept find the same.

    What was typed is not an expansion.
    """
    own = {fold_label(part.typed) for part in parts}
    found: dict[object, QueryPart] = {}
    for part in parts:
        others = tuple(surface for surface in part.expansions if fold_label(surface) not in own)
        sought = (part.concept, frozenset(part.forms), part.keys, part.is_prefix, part.near)
        found.setdefault(sought, replace(part, expansions=others))
    return tuple(found.values())


def list_expansions(parts: Sequence[QueryPart]) -> list[str]:
    """Return the surfaces searched besides what was typed, each once."""
    return list(dict.fromkeys(surface for part in parts for surface in part.expansions))


def entity_keys(lexicon: Lexicon, name: str) -> list[str]:
    """Return the ids that an entity's name may have: its concept's, or those derived from the name."""
    if concept := lexicon.look_up(name):
        return [concept.id]
    folded = " ".join(fold_label(name).split())
    return [name, *(f"{kind}:{folded}" for kind in ENTITY_TYPES)]


def find_mentioned(store: Store, ids: Sequence[int], parts: Sequence[QueryPart]) -> Mentioned:
    """Return, by row id of the passage, the mentions of the parts' concepts and entities."""
    return mention_spans(store, ids, list(dict.fromkeys(key for part in parts for key in part.keys)))


def find_matches(text: str, parts: Sequence[QueryPart], mentioned: Sequence[MentionSpan] = ()) -> list[Span]:
    """Return the spans, in code points of `text`, that match the parts, in order and without overlaps."""
    shadow = fold(text)
    return _without_overlaps([span for part in parts for span in _part_spans(shadow, part, mentioned)])


def explain_matches(
    text: str, parts: Sequence[QueryPart], mentioned: Sequence[MentionSpan] = ()
) -> tuple[list[Span], list[Match]]:
    """Return the spans that `find_matches` finds, and one reason per part that the passage has."""
    shadow = fold(text)
    spans: list[Span] = []
    matches = []
    for part in parts:
        found = _part_spans(shadow, part, mentioned)
        spans += found
        if surfaces := dict.fromkeys(text[start:end] for start, end in sorted(found)):
            matches.append(Match(part.typed, tuple(surfaces), part.concept))
    return _without_overlaps(spans), matches


def _without_overlaps(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, without overlaps: the earlier is kept, or the longer from the same start."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def shadow_spans(shadow: Shadow, part: QueryPart) -> list[Span]:
    """Return where a part's forms occur, in code points of a shadow; for NEAR, only where they are near."""
    found = [match.span() for match in part.pattern.finditer(shadow.text) if match[0]]
    return found if part.near is None else _inside(found, part.near(shadow))


def _part_spans(shadow: Shadow, part: QueryPart, mentioned: Sequence[MentionSpan]) -> list[Span]:
    found = [shadow.span(*span) for span in shadow_spans(shadow, part)]
    own = [(start, end) for start, end, key in mentioned if key in part.keys]
    if own and part.near:
        own = _inside(own, [shadow.span(*span) for span in part.near(shadow)])
    return found + own


def _inside(found: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """Return the spans within the union of `spans`."""
    starts, ends = list[int](), list[int]()
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    places = ((one, bisect_right(starts, one[0]) - 1) for one in found)
    return [one for one, place in places if place >= 0 and one[1] <= ends[place]]
