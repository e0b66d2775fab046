"""Lexicon checks: conflicts between entries, with jieba's dictionary, and with stored text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick

from flows.annotation.lexicon import Concept, Lexicon, Problem
from flows.annotation.matching.matcher import Matcher
from flows.annotation.matching.segmentation import read_stock_words
from flows.annotation.matching.tagging import choose_words
from flows.text import Shadow, count_han, fold, fold_label, folding_table, has_han

_HIDDEN_LENGTH = 4
_EXAMPLES = 3  # of a concept's plain occurrences that are not mentions
_CONTEXT = 12  # code points shown on either side of an example
LEVELS = ("error", "warning", "info")
Span = tuple[int, int]
Passage = tuple[str, str, Sequence[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Finding(Problem):
    """A problem with its kind, which summaries count by, and details for programs."""

    kind: str = "form"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Gap:
    """The result for a concept's Chinese surfaces in texts.

    `strict` counts mentions, `loose` plain occurrences, `missed` plain occurrences that are not mentions;
    `examples` are the first of these as JSON (passage_id, start, end, left, keyword, right).
    """

    strict: int = 0
    loose: int = 0
    missed: int = 0
    examples: list[dict[str, object]] = field(default_factory=list)


def check_references(concepts: Sequence[Concept], strategies: Sequence[str] | None) -> Iterator[Finding]:
    """Find strategies missing from the taxonomy (None: no taxonomy) and concepts broader than themselves."""
    broader = {concept.id: concept.broader for concept in concepts}
    for concept in concepts:
        if strategies is not None and concept.strategy and concept.strategy not in strategies:
            values = {"strategy": concept.strategy, "known": tuple(strategies)}
            yield Finding("error", concept.place, "annotation.unknown_strategy", values)
        if concept.id in _ancestors(concept.id, broader):
            values = {"id": concept.id, "broader": concept.broader}
            yield Finding("error", concept.place, "annotation.broader_than_itself", values)


def _ancestors(identifier: str, broader: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while (identifier := broader.get(identifier, "")) and identifier not in found:
        found.add(identifier)
    return found


def find_hidden_surfaces(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Find Chinese surfaces that contain another concept's surface of four or more Han characters.

    In texts the inner one becomes a nested mention. Concepts related by `broader` are left out: `broader`
    expresses just that.
    """
    inner = {
        folded: concept
        for concept in concepts
        for folded in map(fold_label, concept.zh_surfaces)
        if count_han(folded) >= _HIDDEN_LENGTH
    }
    if not inner:
        return
    owners = list(inner.values())
    automaton = AhoCorasick(list(inner))
    broader = {concept.id: concept.broader for concept in concepts}
    for concept in concepts:
        related = {concept.id, *_ancestors(concept.id, broader)}
        for surface in concept.zh_surfaces:
            text = fold_label(surface)
            for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
                other = owners[index]
                if other.id not in related and concept.id not in _ancestors(other.id, broader):
                    yield _hidden(concept, surface, other, text[start:end])


def _hidden(concept: Concept, surface: str, other: Concept, inner: str) -> Finding:
    values = {
        "surface": surface,
        "id": concept.id,
        "inner": inner,
        "other": other.id,
        "other_place": other.place,
    }
    details = {"concept": concept.id, "surface": surface, "hidden": other.id}
    return Finding("info", concept.place, "annotation.hidden_surface", values, "hidden surface", details)


def find_broken_words(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Find words of jieba's dictionary in which a term is forced (rule 4) and leaves a single character over.

    That character was part of a word (古|印度, 马里|昂): the word belongs either in `not_in`, or in the
    lexicon as a term (超导|体). Longer rests are words themselves (北京|东路); they are two thirds of all
    such words, and correct.
    """
    by_id = {concept.id: concept for concept in concepts}
    text = "\n".join([*read_stock_words(), ""])
    shadow = Shadow(text.translate(folding_table()), None)
    sure = [hit for hit in Matcher(Lexicon(concepts)).find(text, shadow) if not hit.needs_border]
    for hit in choose_words(text, sure):
        start, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
        surface, word = text[hit.start : hit.end], text[start:end]
        if 1 in (hit.start - start, end - hit.end) and "\n" not in surface:
            values = {"surface": surface, "id": hit.concept, "word": word}
            details = {"concept": hit.concept, "word": word}
            place = by_id[hit.concept].place
            yield Finding("info", place, "annotation.broken_word", values, "broken stock word", details)


def compare_with_texts(
    concepts: Sequence[Concept], passages: Iterable[Passage]
) -> tuple[Counter[str], dict[str, Gap]]:
    """Return the mentions per concept, and a comparison of Chinese ones with plain occurrences.

    `passages` are (id, text, mentions as (start, end, concept)); one automaton passes once over the folded
    texts. Of a concept's overlapping surfaces, the leftmost longest counts. Latin surfaces are left out.
    """
    owners: dict[str, str] = {}
    for concept in concepts:
        owners |= {folded: concept.id for folded in map(fold_label, concept.zh_surfaces) if has_han(folded)}
    names = list(owners.values())
    automaton = AhoCorasick(list(owners))
    counts: Counter[str] = Counter()
    gaps: dict[str, Gap] = defaultdict(Gap)
    for identifier, text, mentions in passages:
        strict: dict[str, list[Span]] = defaultdict(list)
        for start, end, name in mentions:
            counts[name] += 1
            if has_han(text[start:end]):
                strict[name].append((start, end))
                gaps[name].strict += 1
        shadow = fold(text, mends=True)
        loose: dict[str, list[Span]] = defaultdict(list)
        for index, start, end in automaton.find_matches_as_indexes(shadow.text, overlapping=True):
            loose[names[index]].append((start, end))
        for name, spans in loose.items():
            apart = [shadow.span(start, end) for start, end in _disjoint(spans)]
            missed = [span for span in apart if not _overlaps(span, strict[name])]
            gap = gaps[name]
            gap.loose += len(apart)
            gap.missed += len(missed)
            wanted = max(0, _EXAMPLES - len(gap.examples))
            gap.examples += [_in_context(identifier, text, span) for span in missed[:wanted]]
    return counts, dict(gaps)


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _disjoint(spans: list[Span]) -> Iterator[Span]:
    position = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= position:
            yield start, end
            position = end


def _in_context(identifier: str, text: str, span: Span) -> dict[str, object]:
    start, end = span
    return {
        "passage_id": identifier,
        "start": start,
        "end": end,
        "left": text[max(0, start - _CONTEXT) : start],
        "keyword": text[start:end],
        "right": text[end : end + _CONTEXT],
    }


def report_never_met(concepts: Iterable[Concept], counts: Mapping[str, int]) -> Iterator[Finding]:
    """Report every concept without a mention in the store."""
    for concept in concepts:
        if not counts.get(concept.id):
            values = {"id": concept.id, "label": concept.label("zh")}
            details = {"concept": concept.id}
            yield Finding("info", concept.place, "annotation.never_met", values, "never met", details)


def report_gaps(concepts: Iterable[Concept], gaps: Mapping[str, Gap]) -> Iterator[Finding]:
    """Report every concept with plain occurrences that are not mentions, those with the most first."""
    wide = [(gap, concept) for concept in concepts if (gap := gaps.get(concept.id)) and gap.missed]
    for gap, concept in sorted(wide, key=lambda pair: (-pair[0].missed, pair[1].id)):
        counts = {"strict": gap.strict, "loose": gap.loose, "missed": gap.missed}
        values = {"id": concept.id, "label": concept.label("zh"), **counts}
        details = {"concept": concept.id, **counts, "examples": gap.examples}
        yield Finding(
            "info", concept.place, "annotation.counts_apart", values, "strict and loose apart", details
        )
