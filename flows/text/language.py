"""Language detection by script: policy corpora contain Chinese, English and both on one line."""

from __future__ import annotations

import re

from flows.records import Language
from flows.text.patterns import lazy_pattern
from flows.text.scripts import HAN, count_han

_LATIN_WORD = lazy_pattern(r"[A-Za-z][A-Za-z'’-]+")
# Parts that are in no language: addresses, and formulas in LaTeX; $5 and $10 are sums.
_ADDRESS = lazy_pattern(
    r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII | re.IGNORECASE
)
_FORMULA = lazy_pattern(
    rf"\$(?=[^$\n]*[\\^_{{}}])[^$\n{HAN}]{{1,400}}\$"
    rf"|\\\([^\n{HAN}]{{1,200}}?\\\)|\\\[[^{HAN}]{{1,200}}?\\\]"
    r"|\\[A-Za-z]+(?:\{[A-Za-z*]*\})?"
)
# The share of the weight from which a text is in one language only.
_ONE_LANGUAGE = 0.85


def weigh_words(text: str) -> int:
    """Return the weight of a text's words: its Han characters, and its Latin words twice."""
    return count_han(text) + 2 * len(_LATIN_WORD.findall(text))


def detect_language(text: str) -> Language:
    """Return zh, en, mixed, or und (neither Han characters nor Latin words).

    An English word weighs as much as two Han characters, about the ratio in translations. A language with
    less than 15 % of the weight is a quotation, not a second language: 'A股' stays Chinese and 'A&C
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


def detect_main_language(text: str) -> Language:
    """Return the language of a document's text, by its words without addresses and formulas.

    A text without other words has the language of its letters.
    """
    words = _FORMULA.sub(" ", text) if "\\" in text or "$" in text else text
    found = detect_language(_ADDRESS.sub(" ", words))
    return detect_language(text) if found == "und" else found
