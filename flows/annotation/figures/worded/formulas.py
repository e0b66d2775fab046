"""Formulas in LaTeX: no figures are read in them."""

from __future__ import annotations

import re

from flows.text import lazy_pattern

# LaTeX, mostly in texts read by OCR.
_FORMULA = lazy_pattern(
    r"(?<!\\)\$\$?[^$\n]{0,200}?(?:\\[A-Za-z%,;]|[\^_]\s?\{?|[{}])[^$\n]{0,200}?\$\$?"
    r"|\$\s?\d[\d.,\s]{0,12}\s[.,;:]\s?\$?(?=\s|$)|\\[A-Za-z]{2,14}\s?(?:\{[^{}\n]{0,60}\})?"
    r"|[×＊*]\s?100\s?[%％]"
)
_FORMULA_SIGNS = ("$", "\\", "×", "＊", "*")
_FORMULA_PERCENT = lazy_pattern(r"\$+\s*\d[\d.]*\s*\\?%\s*\$+")


def blank_formulas(text: str) -> str:
    """Return the text with LaTeX blanked, of equal length, so that no dollar sign of a formula is left.

    A formula is text between two `$` that contains a command, braces or a power, or a number after `$` with
    only a separate punctuation mark after it. Commands elsewhere and ×100%, the end of a rate's definition,
    are blanked too. A plain percentage between `$` is kept.
    """
    if not any(sign in text for sign in _FORMULA_SIGNS):
        return text
    return _FORMULA.sub(_blank_formula, text)


def _blank_formula(match: re.Match[str]) -> str:
    percentage = _FORMULA_PERCENT.fullmatch(match[0])
    if not percentage:
        return " " * len(match[0])
    return "".join(char if char in "0123456789.%" else " " for char in match[0])
