"""Words that are not names, or both names and words: lists in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.annotation.names.lists import read_sections
from flows.text import lazy_pattern

_FOLDER = Path(__file__).parent
# An English word that ends like an abstract noun.
_NOUN = lazy_pattern(r"[a-z]{3,}(?:tion|ment|ness|ity|ance|ence|ship|ency|ancy|ism|ing)s?")


@dataclass(frozen=True, slots=True)
class HanWords:
    """The sections of `common_zh.txt`: ordinary words, those that are also names, and verbs among these."""

    words: frozenset[str]
    also_names: frozenset[str]
    verbs: frozenset[str]


@cache
def read_han_words() -> HanWords:
    """Return the Chinese words of `common_zh.txt`."""
    sections = read_sections(_FOLDER / "common_zh.txt")
    return HanWords(*(frozenset(sections[name]) for name in ("words", "also names", "verbs")))


@cache
def _common_words() -> frozenset[str]:
    """Return the English words of `common_en.txt`."""
    lines = (_FOLDER / "common_en.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_common_word(word: str) -> bool:
    """Return whether an English word in lower case is an ordinary word."""
    return word in _common_words()


def is_abstract_noun(word: str) -> bool:
    """Return whether an English word in lower case ends like an abstract noun (development)."""
    return bool(_NOUN.fullmatch(word))
