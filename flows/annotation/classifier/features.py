"""Features of the strategy classifier: masked words, bigrams, and concepts that both languages share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Tagged
from flows.records import Mention
from flows.text import folding_list, is_han, lazy_pattern

# Labelling guide, rule 9: numbers, years, places and names of organisations or people are never a reason for
# a label.
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
SENTENCE = "|"  # marks the end of a sentence in a list of features; not a feature itself
# Concepts that are features. The name of a law is masked, but its concept says what a penalty is for.
_SPOKEN = frozenset({"TERM", "PROGRAMME", "TECH", "EVENT", "DOC"})
# Tokens that end a sentence. The shipped models were fitted with these borders, so they must not change.
_ENDS = frozenset("。！？；!?;.")
_NO_WORD = lazy_pattern(r"[\W\d_]")
# The longest first. Only one ending is cut off, so that develops, developed and developing are one word.
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
_SHORTEST_STEMMED, _SHORTEST_STEM = 5, 3
_WORDS_KEPT = 50_000
_WordKind = Literal["han", "end", "word", ""]
_Feature = tuple[str, int, int]


class Located(NamedTuple):
    """One feature and its place: it is `text[start:end]` of the passage."""

    name: str
    start: int
    end: int


def extract_features(tagged: Tagged, lexicon: Lexicon, *, mask: bool = True) -> list[str]:
    """Return the passage's features in order, one per occurrence, with SENTENCE between sentences.

    Names begin with `w:` for words, `g:` for Han bigrams, `p:` for pairs of neighbouring English words,
    `c:` for concepts, `b:` for their broader concepts, and `s:` for the strategy that a concept usually
    signals. With `mask` off, names and places stay words, to measure the cost of masking.
    """
    return [name for name, _, _ in _walk(tagged, lexicon, mask)]


def locate_features(tagged: Tagged, lexicon: Lexicon) -> list[Located]:
    """Return the same features with their places."""
    return [Located(*feature) for feature in _walk(tagged, lexicon, mask=True)]


def split_sentences(features: Sequence[str]) -> list[list[str]]:
    """Return the features of each sentence that has any; at least one list."""
    names = list(features)
    sentences: list[list[str]] = []
    begin = 0
    for _ in range(names.count(SENTENCE)):
        end = names.index(SENTENCE, begin)
        if end > begin:
            sentences.append(names[begin:end])
        begin = end + 1
    if begin < len(names) or not sentences:
        sentences.append(names[begin:])
    return sentences


def _walk(tagged: Tagged, lexicon: Lexicon, mask: bool) -> Iterator[_Feature]:
    """Yield the features as plain tuples: this is the hot path of annotating."""
    folded = tagged.text.translate(folding_list())
    masks = _masks_of(tagged.tokens, tagged.mentions if mask else ())
    spoken = iter([mention for mention in tagged.mentions if mention.concept and mention.type in _SPOKEN])
    concept = next(spoken, None)
    run: tuple[int, int] | None = None  # adjacent Han words, not yet cut into bigrams
    before: tuple[str, int] | None = None  # the previous English word, and its start
    for (start, end), masked in zip(tagged.tokens, masks, strict=True):
        while concept and concept.start < end:
            yield from _concept_features(concept, lexicon)
            concept = next(spoken, None)
        word = folded[start:end]
        kind: _WordKind = "" if masked else _kind_of(word)
        if run and not (kind == "han" and start == run[1]):
            yield from _bigrams(folded, *run)
            run = None
        current: tuple[str, int] | None = None
        if masked and start <= masked.start:
            yield f"w:{MASKED[masked.type]}", masked.start, masked.end
        elif kind == "han":
            run = (run[0] if run else start, end)
            yield f"w:{word}", start, end
        elif kind == "end":
            yield SENTENCE, start, end
        elif kind == "word":
            current = (stem(word), start)
            yield f"w:{current[0]}", start, end
            if before:
                yield f"p:{before[0]} {current[0]}", before[1], end
        before = current
    if run:
        yield from _bigrams(folded, *run)


def _masks_of(tokens: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> list[Mention | None]:
    """Return, for each token, the outermost masked mention that overlaps it, or None."""
    masks: list[Mention | None] = []
    pending = iter([mention for mention in mentions if not mention.nested and mention.type in MASKED])
    current = next(pending, None)
    for start, end in tokens:
        while current and current.end <= start:
            current = next(pending, None)
        masks.append(current if current and current.start < end else None)
    return masks


@lru_cache(maxsize=_WORDS_KEPT)
def _kind_of(word: str) -> _WordKind:
    """Return whether a folded token is a Han word, a sentence end, another word, or none of these."""
    if is_han(word):
        return "han"
    if word in _ENDS:
        return "end"
    return "" if _NO_WORD.search(word) else "word"


def _bigrams(folded: str, start: int, end: int) -> Iterator[_Feature]:
    for place in range(start, end - 1):
        yield f"g:{folded[place : place + 2]}", place, place + 2


def _concept_features(mention: Mention, lexicon: Lexicon) -> Iterator[_Feature]:
    concept = lexicon.concepts[mention.concept]
    yield f"c:{concept.id}", mention.start, mention.end
    if concept.broader:
        yield f"b:{concept.broader}", mention.start, mention.end
    if concept.strategy:
        yield f"s:{concept.strategy}", mention.start, mention.end


@lru_cache(maxsize=_WORDS_KEPT)
def stem(word: str) -> str:
    """Cut the ending off an English word of five letters or more; coarse, but the same for all forms."""
    if len(word) < _SHORTEST_STEMMED:
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return (word[: -len(ending)] + instead).rstrip("e")
    return word.rstrip("e")
