"""Find the lexicon's concepts in folded text: Aho-Corasick over all surfaces, then the rules that decide.

The rules, in full:

1. A surface matches folded text: traditional or simplified, full or half width, any case, spaces inside
   Chinese words ignored, hyphen or space, singular or plural, British or American.
2. A Latin surface needs word borders, and so does a Latin end of a Chinese one (no 英伟达H20 in 英伟达H200);
   one listed as an abbreviation also needs its own capitals (MOST, not most).
3. A surface inside one of its concept's `not_in` contexts is not that concept (大基金 in 重大基金项目).
4. A Chinese surface of four or more characters, or with `not_in` contexts, needs nothing more.
5. A shorter one also needs word borders where jieba sees them (提高|质量 has no 高质量), or must begin or end
   one longer jieba word with two characters or more to spare (稀土|金属), or a longer hit of a narrower
   concept (稀土 in 重稀土). A single character (镓) must be a separate word, or begin or end a longer hit
   that is not a name (锂 in 锂电池, but not 镁 in 镁光灯).
6. A name inside a longer name of the same type is not a mention (印度 in 印度尼西亚), unless the concept of
   the longer name is narrower.
7. Of overlapping hits the leftmost, then longest, is outermost; the others are kept as nested.
8. A surface in quotation marks is found only in them; the mention is the text between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from ahocorasick_rs import AhoCorasick

from flows.annotation.lexicon import Concept, Lexicon, inflect
from flows.text import Shadow, fold, fold_label, has_han, lazy_pattern

_SURE_LENGTH = 4
_SPARE = 2
_DEEPEST = 10  # levels of `broader` that are followed
Borders = Sequence[int]
_NAMES = ("GPE", "ORG", "PERSON")
_QUOTED = lazy_pattern(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’")


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a concept, in code points of the text and of its shadow.

    `needs_border` is set until rule 5 has been applied.
    """

    start: int
    end: int
    concept: str
    type: str
    shadow_start: int
    shadow_end: int
    needs_border: bool = False


@dataclass(slots=True)
class _Pattern:
    """The meanings of one folded surface: a concept, abbreviations by exact form, concepts it excludes.

    `has_latin_end`: it begins or ends with a Latin letter or a digit (英伟达H20).
    """

    concept: str = ""
    abbreviations: dict[str, str] = field(default_factory=dict)
    rejects: set[str] = field(default_factory=set)
    has_han: bool = False
    has_latin_end: bool = False
    is_sure: bool = True


class Matcher:
    """The automaton of a lexicon, built once (100,000 surfaces in seconds), used on any number of texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        patterns: dict[str, _Pattern] = defaultdict(_Pattern)
        for concept in lexicon.tagged:
            _add_patterns(patterns, concept)
        patterns.pop("", None)
        for surface, pattern in patterns.items():
            pattern.has_latin_end = _is_word_character(surface[0]) or _is_word_character(surface[-1])
        self._patterns = list(patterns.values())
        self._types = {concept.id: concept.type for concept in lexicon.concepts.values()}
        self._automaton = AhoCorasick(list(patterns)) if patterns else None
        self.short_words = [
            surface
            for surface, pattern in patterns.items()
            if pattern.concept and pattern.has_han and len(surface) < _SURE_LENGTH
        ]

    def find(self, text: str, shadow: Shadow | None = None) -> list[Hit]:
        """Return all hits that rules 1 to 4 allow, by start and then the longer first; see also `settle`."""
        return self.find_both(text, shadow)[0]

    def find_both(self, text: str, shadow: Shadow | None = None) -> tuple[list[Hit], list[Hit]]:
        """Return the hits that rules 1 to 4 allow, as `find` does, and those that rule 3 refuses."""
        shadow = shadow or fold(text, mends=True)
        if self._automaton is None:
            return [], []
        hits: list[Hit] = []
        against: list[tuple[int, int, set[str]]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(shadow.text, overlapping=True):
            pattern = self._patterns[index]
            if pattern.has_latin_end and not _has_word_borders(shadow.text, start, end):
                continue
            if pattern.rejects:
                against.append((start, end, pattern.rejects))
            if pattern.concept or pattern.abbreviations:
                hit = self._read(text, shadow, pattern, start, end)
                if hit:
                    hits.append(hit)
        refused: list[Hit] = []
        if against:
            contexts = _group_contexts(against)
            refused = [hit for hit in hits if hit.concept in contexts and contexts[hit.concept].covers(hit)]
            others = set(refused)
            hits = [hit for hit in hits if hit not in others]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits, refused

    def settle(self, hits: list[Hit], borders: Borders | None = None) -> list[Hit]:
        """Apply rules 5 and 6, and keep one hit per occurrence of a concept: none inside or across another.

        `borders` are the shadow positions at which jieba begins or ends a word, in order; None if words were
        not cut (English).
        """
        if borders is not None:
            hits = self._find_bordered(hits, borders)
        return self._drop_parts_of_names(_drop_own_nested(hits))

    def _find_bordered(self, hits: list[Hit], borders: Borders) -> list[Hit]:
        """Return the hits that rule 5 allows."""
        kept: list[Hit] = []
        others: list[Hit] = []
        for hit in hits:
            if hit.needs_border and not _is_bordered(hit, borders):
                others.append(hit)
            else:
                kept.append(hit)
        if not others:
            return kept
        begun, ended = defaultdict[int, list[Hit]](list), defaultdict[int, list[Hit]](list)
        for hit in kept:
            begun[hit.shadow_start].append(hit)
            ended[hit.shadow_end].append(hit)
        more = [
            hit
            for hit in others
            if any(self._may_hold(one, hit) for one in (*begun[hit.shadow_start], *ended[hit.shadow_end]))
        ]
        return sorted([*kept, *more], key=lambda hit: (hit.start, -hit.end))

    def _may_hold(self, outer: Hit, hit: Hit) -> bool:
        """Return whether a hit counts at an end of a longer one, though jieba sees no border there."""
        if is_character(hit):
            return outer.type not in _NAMES
        is_longer = outer.shadow_end - outer.shadow_start > hit.shadow_end - hit.shadow_start
        return is_longer and self._is_narrower(outer, hit)

    def _drop_parts_of_names(self, hits: list[Hit]) -> list[Hit]:
        """Apply rule 6; `hits` are in order, longer first."""
        kept: list[Hit] = []
        outer: Hit | None = None
        for hit in hits:
            if outer and self._is_part_of_name(hit, outer):
                continue
            kept.append(hit)
            if outer is None or hit.end > outer.end:
                outer = hit
        return kept

    def _is_part_of_name(self, hit: Hit, outer: Hit) -> bool:
        is_inside = hit.end <= outer.end and hit.type == outer.type and hit.type in _NAMES
        return is_inside and not self._is_narrower(outer, hit)

    def _is_narrower(self, hit: Hit, other: Hit) -> bool:
        """Return whether `hit`'s concept is below `other`'s."""
        concepts = self.lexicon.concepts
        above = concepts[hit.concept].broader
        for _ in range(_DEEPEST):
            if above == other.concept:
                return True
            if above not in concepts:
                return False
            above = concepts[above].broader
        return False

    def _read(self, text: str, shadow: Shadow, pattern: _Pattern, start: int, end: int) -> Hit | None:
        if _QUOTED.fullmatch(shadow.text, start, end):
            start, end = start + 1, end - 1
        first, last = shadow.span(start, end)
        concept = pattern.concept
        if pattern.abbreviations:
            written = " ".join(normalize("NFKC", text[first:last]).split())
            concept = pattern.abbreviations.get(written, concept)
        if not concept:
            return None
        return Hit(first, last, concept, self._types[concept], start, end, needs_border=not pattern.is_sure)


def _add_patterns(patterns: dict[str, _Pattern], concept: Concept) -> None:
    contexts = [fold_label(context) for context in concept.not_in]
    for surface in concept.zh_surfaces:
        folded = fold_label(surface)
        pattern = patterns[folded]
        pattern.concept = concept.id
        pattern.has_han = has_han(folded)
        is_guarded = len(folded) > 1 and any(folded in context for context in contexts)
        pattern.is_sure = len(folded) >= _SURE_LENGTH or is_guarded
    for surface in concept.en_surfaces:
        for form in inflect(fold_label(surface)):
            if not patterns[form].concept:
                patterns[form].concept = concept.id
                patterns[form].has_han = has_han(form)
    for abbreviation in concept.en_abbreviations:
        for form in _abbreviation_forms(abbreviation):
            pattern = patterns[fold_label(form)]
            pattern.has_han = has_han(form)
            pattern.abbreviations.setdefault(form, concept.id)
    for folded in contexts:
        is_chinese = has_han(folded)
        for form in {folded} if is_chinese else {folded, *inflect(folded)}:
            patterns[form].rejects.add(concept.id)
            patterns[form].has_han = is_chinese


def _abbreviation_forms(abbreviation: str) -> set[str]:
    """Return an abbreviation and, if it can have one, its plural: SOE, SOEs."""
    if abbreviation[-1].isupper() and len(abbreviation) > 2:
        return {abbreviation, f"{abbreviation}s"}
    return {abbreviation}


def _is_word_character(char: str) -> bool:
    """Return whether `char` continues a Latin word: letters and digits, but no Han character."""
    return char.isalnum() and not "\u2e80" <= char <= "\u9fff"


def _has_word_borders(text: str, start: int, end: int) -> bool:
    if start > 0 and _is_word_character(text[start - 1]) and _is_word_character(text[start]):
        return False
    return end >= len(text) or not (_is_word_character(text[end]) and _is_word_character(text[end - 1]))


class _Contexts(NamedTuple):
    """Places where a concept is not meant: their starts in order, and the furthest end up to each start."""

    starts: list[int]
    reach: list[int]

    def covers(self, hit: Hit) -> bool:
        """Return whether one of the places contains a whole hit."""
        place = bisect_right(self.starts, hit.shadow_start) - 1
        return place >= 0 and self.reach[place] >= hit.shadow_end


def _group_contexts(against: list[tuple[int, int, set[str]]]) -> dict[str, _Contexts]:
    """Return the places where each concept is not meant."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, concepts in against:
        for concept in concepts:
            places[concept].append((start, end))
    grouped = {}
    for concept, spans in places.items():
        spans.sort()
        grouped[concept] = _Contexts(
            [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
        )
    return grouped


def is_character(hit: Hit) -> bool:
    """Return whether a hit is one character long (镓)."""
    return hit.shadow_end - hit.shadow_start == 1


def _is_bordered(hit: Hit, borders: Borders) -> bool:
    """Return whether jieba's words allow the hit, regardless of other hits."""
    start, end = hit.shadow_start, hit.shadow_end
    begins, ends = _holds(borders, start), _holds(borders, end)
    if begins and ends:
        return True
    if is_character(hit):
        return False  # jieba joins unknown characters to names: 张文镝
    if begins:
        after = bisect_right(borders, end)
        is_within = bisect_right(borders, start) == after and after < len(borders)
        return is_within and borders[after] - end >= _SPARE
    if ends:
        before = bisect_left(borders, start)
        is_within = bisect_left(borders, end) == before and before > 0
        return is_within and start - borders[before - 1] >= _SPARE
    return False


def _holds(borders: Borders, place: int) -> bool:
    index = bisect_left(borders, place)
    return index < len(borders) and borders[index] == place


def _drop_own_nested(hits: list[Hit]) -> list[Hit]:
    """Drop a hit inside or across a longer one of its own concept: it is one occurrence, not two."""
    kept: list[Hit] = []
    last_end: dict[str, int] = {}
    for hit in hits:
        if hit.start >= last_end.get(hit.concept, 0):
            kept.append(hit)
            last_end[hit.concept] = hit.end
    return kept
