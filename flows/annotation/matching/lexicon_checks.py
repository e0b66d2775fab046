"""What a lexicon's rows do to each other, to jieba's words and to real texts: findings for the people who keep it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick

from flows.annotation.lexicon import Concept, Lexicon, Problem
from flows.annotation.matching.matcher import Matcher
from flows.annotation.matching.segmentation import read_stock_words
from flows.annotation.matching.tagging import choose_words
from flows.text import HAN, Shadow, fold, fold_label, folding_table

_HAN = re.compile(f"[{HAN}]")
_HIDDEN_LENGTH = 4
LEVELS = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding(Problem):
    """A problem with its kind (what a summary counts) and what a program may want to know of it."""

    kind: str = "form"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Gap:
    """How a concept's Chinese surfaces fare in texts: `strict` mentions, `loose` plain occurrences, `missed` loose ones that
    are no mention, the first of these with what stands about them."""

    strict: int = 0
    loose: int = 0
    missed: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)


Passage = tuple[str, str, Sequence[tuple[int, int, str]]]


def check_references(concepts: Sequence[Concept], strategies: Sequence[str] | None) -> Iterator[Finding]:
    """Find strategies that the taxonomy (where there is one) does not have, and concepts that are broader than themselves."""
    broader = {concept.id: concept.broader for concept in concepts}
    for concept in concepts:
        if strategies is not None and concept.strategy and concept.strategy not in strategies:
            known = " ".join(strategies)
            yield Finding(
                "error",
                concept.place,
                f"strategy {concept.strategy!r} is not in the taxonomy; known are {known}",
            )
        if concept.id in _ancestors(concept.id, broader):
            yield Finding(
                "error", concept.place, f"{concept.id} is broader than itself, by way of {concept.broader}"
            )


def _ancestors(identifier: str, broader: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while (identifier := broader.get(identifier, "")) and identifier not in found:
        found.add(identifier)
    return found


def find_hidden_surfaces(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Find Chinese surfaces that contain one of another concept (of four or more Han characters) and so are met in its stead:
    in texts the inner one becomes a nested mention. Concepts tied by `broader` are left out: that is what it is for."""
    inner = {
        folded: concept
        for concept in concepts
        for surface in concept.zh_surfaces
        if len(_HAN.findall(folded := fold_label(surface))) >= _HIDDEN_LENGTH
    }
    if not inner:
        return
    owners = list(inner.values())
    automaton = AhoCorasick(list(inner))
    broader = {concept.id: concept.broader for concept in concepts}
    for concept in concepts:
        kin = {concept.id, *_ancestors(concept.id, broader)}
        for surface in concept.zh_surfaces:
            text = fold_label(surface)
            for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
                other = owners[index]
                if other.id not in kin and concept.id not in _ancestors(other.id, broader):
                    message = (
                        f"{surface!r} of {concept.id} hides {text[start:end]!r} of {other.id} ({other.place})"
                    )
                    details = {"concept": concept.id, "surface": surface, "hidden": other.id}
                    yield Finding("info", concept.place, message, "hidden surface", details)


def find_broken_words(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Find words of jieba's own dictionary in which a term is forced (rule 4) and leaves a single character over.

    That character was part of a word (古|印度, 马里|昂): either the word needs a place in `not_in`, or it is a word of the
    term's own (超导|体). Longer rests are words themselves (北京|东路); they are two thirds of all such words, and fine.
    """
    by_id = {concept.id: concept for concept in concepts}
    text = "\n".join([*read_stock_words(), ""])
    shadow = Shadow(text.translate(folding_table()), None)
    sure = [hit for hit in Matcher(Lexicon(concepts)).find(text, shadow) if not hit.needs_border]
    for hit in choose_words(text, sure):
        start, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
        if 1 in (hit.start - start, end - hit.end) and "\n" not in text[hit.start : hit.end]:
            word = text[start:end]
            message = f"{text[hit.start : hit.end]!r} of {hit.concept} leaves one character of the stock word {word!r}"
            yield Finding(
                "info",
                by_id[hit.concept].place,
                message,
                "broken stock word",
                {"concept": hit.concept, "word": word},
            )


def compare_with_texts(
    concepts: Sequence[Concept], passages: Iterable[Passage], *, examples: int = 3
) -> tuple[Counter[str], dict[str, Gap]]:
    """Count mentions by concept, and hold those in Chinese against plain occurrences of the Chinese surfaces.

    `passages` are (id, text, mentions as (start, end, concept)). One pass of one automaton over the folded texts; of a
    concept's own overlapping surfaces the leftmost longest counts. Latin surfaces and single characters are left out.
    """
    owners: dict[str, str] = {}
    for concept in concepts:
        owners |= {
            folded: concept.id
            for surface in concept.zh_surfaces
            if _HAN.search(folded := fold_label(surface))
        }
    names = list(owners.values())
    automaton = AhoCorasick(list(owners))
    counts: Counter[str] = Counter()
    gaps: dict[str, Gap] = defaultdict(Gap)
    for identifier, text, mentions in passages:
        strict: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for start, end, name in mentions:
            counts[name] += 1
            if _HAN.search(text, start, end):
                strict[name].append((start, end))
                gaps[name].strict += 1
        shadow = fold(text)
        loose: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, start, end in automaton.find_matches_as_indexes(shadow.text, overlapping=True):
            loose[names[index]].append((start, end))
        for name, spans in loose.items():
            for start, end in _disjoint(spans):
                gap = gaps[name]
                gap.loose += 1
                first, last = shadow.span(start, end)
                if not any(left < last and first < right for left, right in strict[name]):
                    gap.missed += 1
                    if len(gap.examples) < examples:
                        gap.examples.append(_in_context(identifier, text, first, last))
    return counts, dict(gaps)


def _disjoint(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= position:
            yield start, end
            position = end


def _in_context(identifier: str, text: str, start: int, end: int, width: int = 12) -> dict[str, Any]:
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return {
        "passage_id": identifier,
        "start": start,
        "end": end,
        "left": left,
        "keyword": text[start:end],
        "right": right,
    }


def report_never_met(concepts: Iterable[Concept], counts: Mapping[str, int]) -> Iterator[Finding]:
    for concept in concepts:
        if not counts.get(concept.id):
            message = f"{concept.id} ({concept.label('zh')}) never occurs in the store"
            yield Finding("info", concept.place, message, "never met", {"concept": concept.id})


def report_gaps(concepts: Iterable[Concept], gaps: Mapping[str, Gap]) -> Iterator[Finding]:
    """Report every concept with occurrences that are no mention, the most of them first."""
    wide = [
        (gaps[concept.id], concept) for concept in concepts if concept.id in gaps and gaps[concept.id].missed
    ]
    for gap, concept in sorted(wide, key=lambda pair: (-pair[0].missed, pair[1].id)):
        message = f"{concept.id} ({concept.label('zh')}): {gap.strict:,} mentions, {gap.loose:,} plain occurrences, {gap.missed:,} of them no mention"
        details = {
            "concept": concept.id,
            "strict": gap.strict,
            "loose": gap.loose,
            "missed": gap.missed,
            "examples": gap.examples,
        }
        yield Finding("info", concept.place, message, "strict and loose apart", details)
