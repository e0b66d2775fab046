"""What the strategy classifier sees of a passage: masked words, bigrams, and concepts that both languages share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Tagged
from flows.records import Mention
from flows.text import HAN, folding_table

# Guide, rule 9: numbers, years, places and names of organisations or people are never a reason for a label.
MASKED = {
    "DATE": "₀date",
    "MONEY": "₀money",
    "PERCENT": "₀percent",
    "QUANTITY": "₀quantity",
    "GPE": "₀place",
    "ORG": "₀org",
    "PERSON": "₀person",
    "DOC": "₀document",
}
SENTENCE = "|"  # stands in a list of features where a sentence ends; itself no feature
_SPOKEN = frozenset({"TERM", "PROGRAMME", "TECH", "EVENT"})
_ENDS = frozenset("。！？；!?;.")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_NO_WORD = re.compile(r"[\W\d_]")
# Longest first: one ending is cut off, so that develops, developed and developing are one word.
_ENDINGS = (
    ("ization", ""),
    ("isation", ""),
    ("ations", ""),
    ("ation", ""),
    ("ments", "ment"),
    ("ities", "ity"),
    ("ies", "y"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
)


@dataclass(frozen=True, slots=True)
class Located:
    """One feature and where it stands: `text[start:end]` of the passage."""

    name: str
    start: int
    end: int


def extract_features(tagged: Tagged, lexicon: Lexicon, *, mask: bool = True) -> list[str]:
    """Return the passage's features in order: `w:` words, `g:` Han bigrams, `p:` pairs of neighbouring English words, `c:`
    concepts, `b:` what is broader, `s:` the strategy that a concept usually signals. A name stands once for each occurrence; SENTENCE stands between sentences.

    `mask` off leaves names and places as words, to measure what masking costs.
    """
    return [name for name, _, _ in _walk(tagged, lexicon, mask)]


def locate_features(tagged: Tagged, lexicon: Lexicon) -> list[Located]:
    """Return the same features with their places."""
    return [Located(name, start, end) for name, start, end in _walk(tagged, lexicon, True)]


def split_sentences(features: Sequence[str]) -> list[list[str]]:
    """Return the features of each sentence that has some; at least one list."""
    sentences: list[list[str]] = [[]]
    for name in features:
        if name != SENTENCE:
            sentences[-1].append(name)
        elif sentences[-1]:
            sentences.append([])
    return sentences if len(sentences) == 1 or sentences[-1] else sentences[:-1]


def _walk(tagged: Tagged, lexicon: Lexicon, mask: bool) -> Iterator[tuple[str, int, int]]:
    folded = tagged.text.translate(folding_table())
    masks = [mention for mention in tagged.mentions if mask and not mention.nested and mention.type in MASKED]
    spoken = [mention for mention in tagged.mentions if mention.concept and mention.type in _SPOKEN]
    next_mask = next_spoken = 0
    run_start = run_end = -1
    before: tuple[str, int] | None = None  # the English word just seen, and where it starts
    for start, end in tagged.tokens:
        while next_spoken < len(spoken) and spoken[next_spoken].start < end:
            yield from _concept_features(spoken[next_spoken], lexicon)
            next_spoken += 1
        while next_mask < len(masks) and masks[next_mask].end <= start:
            next_mask += 1
        is_masked = next_mask < len(masks) and start < masks[next_mask].end and end > masks[next_mask].start
        word = folded[start:end]
        is_han = not is_masked and _HAN_ONLY.fullmatch(word) is not None
        is_word = not (is_masked or is_han) and not _NO_WORD.search(word)
        if run_start >= 0 and not (is_han and start == run_end):
            yield from _bigrams(folded, run_start, run_end)
            run_start = -1
        if is_masked:
            if start <= masks[next_mask].start:
                yield f"w:{MASKED[masks[next_mask].type]}", masks[next_mask].start, masks[next_mask].end
        elif is_han:
            run_start = start if run_start < 0 else run_start
            run_end = end
            yield f"w:{word}", start, end
        elif word in _ENDS:
            yield SENTENCE, start, end
        elif is_word:
            yield f"w:{stem(word)}", start, end
            if before:
                yield f"p:{before[0]} {stem(word)}", before[1], end
        before = (stem(word), start) if is_word else None
    if run_start >= 0:
        yield from _bigrams(folded, run_start, run_end)


def _bigrams(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for place in range(start, end - 1):
        yield f"g:{folded[place : place + 2]}", place, place + 2


def _concept_features(mention: Mention, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    concept = lexicon.concepts[mention.concept]
    yield f"c:{concept.id}", mention.start, mention.end
    if concept.broader:
        yield f"b:{concept.broader}", mention.start, mention.end
    if concept.strategy:
        yield f"s:{concept.strategy}", mention.start, mention.end


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut the ending off an English word of five letters or more; coarse, but the same for all its forms."""
    if len(word) < 5:
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return (word[: -len(ending)] + instead).rstrip("e")
    return word.rstrip("e")
