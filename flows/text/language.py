"""Language detection by script: policy corpora hold Chinese, English and both in one line."""

from __future__ import annotations

import re

from flows.records import Language
from flows.text.scripts import count_han

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
# The share of the weight from which a text is in one language only.
_ONE_LANGUAGE = 0.85


def weigh_words(text: str) -> int:
    """Return how much a text says: its Han characters, and its Latin words twice."""
    return count_han(text) + 2 * len(_LATIN_WORD.findall(text))


def detect_language(text: str) -> Language:
    """Return zh, en, mixed, or und (neither Han characters nor Latin words).

    An English word weighs as much as two Han characters, about what a translation gives. A language with less
    than 15 % of the weight is a quotation rather than a second language: 'A股' stays Chinese and 'A&C
    (自主可控)' English.
    """
    han = count_han(text)
    latin = 2 * len(_LATIN_WORD.findall(text))
    if not han and not latin:
        return "und"
    share = han / (han + latin)
    if share > _ONE_LANGUAGE:
        return "zh"
    return "en" if share < 1 - _ONE_LANGUAGE else "mixed"
