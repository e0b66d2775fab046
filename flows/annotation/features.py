"""What the strategy classifier sees of a passage: masked words, character n-grams, and concepts that both languages share."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from flows.annotation.lexicon import Lexicon
from flows.annotation.tagging import Tagged
from flows.records import Mention

# Guide, rule 9: numbers, years, places and names of organisations or people are never a reason for a label.
MASKED = {"DATE": "₀date", "MONEY": "₀money", "PERCENT": "₀percent", "QUANTITY": "₀quantity", "GPE": "₀place", "ORG": "₀org",
          "PERSON": "₀person", "DOC": "₀document"}  # fmt: skip
_SPOKEN = ("TERM", "PROGRAMME", "TECH", "EVENT")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"\w", re.UNICODE)
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]+")
_MAX_GRAM = 3


def extract_features(tagged: Tagged, lexicon: Lexicon) -> list[str]:
    """Return the passage's features as names: `w:` words and word pairs, `g:` Han 2- and 3-grams, `c:` concepts, `s:` the
    strategies those concepts usually signal. A name stands once for each occurrence."""
    words = [word for word in _masked_words(tagged) if word]
    features = [f"w:{word}" for word in words]
    features += [f"w:{first}_{second}" for first, second in itertools.pairwise(words)]
    for run in _han_runs(words):
        for size in range(2, _MAX_GRAM + 1):
            features += [f"g:{run[i : i + size]}" for i in range(len(run) - size + 1)]
    for mention in tagged.mentions:
        if mention.concept and mention.type in _SPOKEN:
            concept = lexicon.concepts[mention.concept]
            features.append(f"c:{concept.id}")
            if concept.broader:
                features.append(f"b:{concept.broader}")
            if concept.strategy:
                features.append(f"s:{concept.strategy}")
    return features


def _masked_words(tagged: Tagged) -> Iterable[str]:
    """Yield lower-case words; a masked mention is one placeholder, punctuation and numbers are left out."""
    masks = [mention for mention in tagged.mentions if _is_masked(mention)]
    index = 0
    for start, end in tagged.tokens:
        while index < len(masks) and masks[index].end <= start:
            index += 1
        if index < len(masks) and start < masks[index].end and end > masks[index].start:
            if start <= masks[index].start:
                yield MASKED[masks[index].type]
            continue
        word = tagged.text[start:end].lower()
        if _WORD.search(word) and not _DIGITS.search(word):
            yield word


def _is_masked(mention: Mention) -> bool:
    return not mention.nested and mention.type in MASKED


def _han_runs(words: Iterable[str]) -> list[str]:
    text = "".join(word if _HAN_ONLY.fullmatch(word) else " " for word in words)
    return text.split()


def identity(features: list[str]) -> list[str]:
    """The vectoriser's analyzer: features come ready made."""
    return features
