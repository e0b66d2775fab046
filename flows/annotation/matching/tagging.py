"""Tagging: the words and mentions of one text, from lexicon, rules and segmentation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, chain
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching.foreign import ForeignOrgans
from flows.annotation.matching.loose_counts import counter_of
from flows.annotation.matching.matcher import Hit, Matcher, is_character
from flows.annotation.matching.rules import RuleHit, find_by_rule
from flows.annotation.matching.segmentation import (
    Cutter,
    RustCutter,
    Spans,
    cover,
    cut_chinese,
    find_edges,
    force_spans,
)
from flows.records import Mention
from flows.text import Shadow, detect_language, fold, has_han, is_han, lazy_pattern

_LIKE_YEAR = lazy_pattern(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tagged text; offsets are code points.

    `tokens` are spans in order that cover all but white space, `mentions` are in order of their starts, and
    `plain` maps concepts to their plain counts. `refused` are the spans of names that mean something else in
    their context (北京 in 北京时间), each with the type that the name has elsewhere.
    """

    text: str
    language: str
    tokens: Spans
    mentions: tuple[Mention, ...]
    plain: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[tuple[int, int], str] = field(default_factory=dict)


class Tagger:
    """The lexicon's automaton and the segmenters, built once; `tag` is a pure function of the text."""

    def __init__(self, lexicon: Lexicon, cutter: Cutter | None = None) -> None:
        self.lexicon = lexicon
        self.matcher = Matcher(lexicon)
        self.counter = counter_of(lexicon)
        self.foreign = ForeignOrgans(lexicon)
        self.cutter = cutter or RustCutter(self.matcher.short_words)

    def tag(self, text: str) -> Tagged:
        """Tag one passage."""
        language = detect_language(text)
        shadow = fold(text, mends=True)
        hits, others = self.matcher.find_both(text, shadow)
        if language == "en" and not has_han(text):
            hits = self.matcher.settle(hits)
            tokens = self._cut_english(text)
        else:
            words = cut_chinese(shadow, self.cutter)
            characters = (hit.shadow_start for hit in hits if is_character(hit))
            borders = sorted({0, *chain.from_iterable(words), *find_edges(shadow.text, characters)})
            hits = self.matcher.settle(hits, borders)
            tokens = self._cut_mixed(text, shadow, words, hits)
        mentions = self.foreign.join(text, tokens, resolve_mentions(text, shadow, hits))
        refused = {(hit.start, hit.end): hit.type for hit in others}
        total = self.counter.count(shadow.text)
        return Tagged(text, language, tokens, tuple(mark_nested(list(mentions))), total, refused)

    def _cut_english(self, text: str) -> Spans:
        doc = _english_tokenizer()(text)
        return cover(text, [(token.idx, token.idx + len(token)) for token in doc if not token.is_space])

    def _cut_mixed(self, text: str, shadow: Shadow, words: Spans, hits: list[Hit]) -> Spans:
        forced = [(hit.shadow_start, hit.shadow_end) for hit in choose_words(text, hits)]
        spans = force_spans(words, forced, lambda start, end: self._cut_piece(shadow, start, end))
        if shadow.offsets is not None:
            spans = [shadow.span(start, end) for start, end in spans]
        return cover(text, spans)

    def _cut_piece(self, shadow: Shadow, start: int, end: int) -> Spans:
        piece = Shadow(shadow.text[start:end], None)
        return [(start + first, start + last) for first, last in cut_chinese(piece, self.cutter)]


@cache
def _english_tokenizer() -> Any:
    from spacy.lang.en import English  # takes a second to import

    return English().tokenizer


def choose_words(text: str, hits: list[Hit]) -> list[Hit]:
    """Return the hits that are words of a Chinese text: disjoint, the leftmost and then the longest.

    The title of a document (关键信息基础设施安全保护条例) is a mention of many words. It is not a word itself
    if terms occur in it.
    """
    chosen: list[Hit] = []
    position = 0
    for index, hit in enumerate(hits):
        if hit.start < position or not has_han(text[hit.start : hit.end]):
            continue
        is_title = hit.type == "DOC" and any(other.start < hit.end for other in hits[index + 1 :])
        if not is_title:
            chosen.append(hit)
            position = hit.end
    return chosen


def resolve_mentions(text: str, shadow: Shadow, hits: list[Hit]) -> tuple[Mention, ...]:
    """Join the hits of lexicon and rules; of overlapping ones the leftmost, then longest, is outermost.

    If two have the same span, the lexicon's is kept, because it has the concept. A quantity ends before a
    concept, so that the concept is not nested: 8个 in 8个国家算力枢纽, nothing in 45 state key laboratories.
    """
    found = [
        Mention(hit.start, hit.end, text[hit.start : hit.end], hit.type, hit.concept, entity=hit.concept)
        for hit in hits
    ]
    known = {(mention.start, mention.end) for mention in found}
    terms = sorted(hits, key=lambda hit: hit.start)
    found += [
        Mention(hit.start, hit.end, text[hit.start : hit.end], hit.type, source="rule")
        for hit in _end_before(terms, find_by_rule(text, shadow), text)
        if (hit.start, hit.end) not in known
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return tuple(mark_nested(found))


def _end_before(terms: Sequence[Hit], hits: Iterable[RuleHit], text: str) -> Iterator[RuleHit]:
    """Yield the hits, with quantities cut before a lexicon term, and dropped if only a number is left.

    If a quantity begins in a term and extends beyond it, its number is the term's: COVID 19 cases. Before a
    Chinese term a number like 2023 is a year: 2023人形机器人大会.
    """
    starts = [term.start for term in terms]
    reach = list(accumulate((term.end for term in terms), max))
    for hit in hits:
        place = bisect_left(starts, hit.start)
        if hit.type == "QUANTITY" and place and hit.start < reach[place - 1] < hit.end:
            continue
        place = bisect_right(starts, hit.start)
        if hit.type != "QUANTITY" or place == len(starts) or starts[place] >= hit.end:
            yield hit
        elif is_han(text[starts[place] - 1]):
            yield replace(hit, end=starts[place])
        elif is_han(text[starts[place]]) and _LIKE_YEAR.fullmatch(text, hit.start, starts[place]):
            yield replace(hit, end=starts[place], type="DATE")


def mark_nested(mentions: list[Mention]) -> list[Mention]:
    """Return mentions, sorted by start and then longer first, with those inside others marked `nested`."""
    marked: list[Mention] = []
    outer_end = 0
    for mention in mentions:
        if mention.start < outer_end:
            marked.append(mention if mention.nested else replace(mention, nested=True))
        else:
            marked.append(mention)
            outer_end = mention.end
    return marked
