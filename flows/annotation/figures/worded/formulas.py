"""Formulas in LaTeX: no figures are read in them."""

from __future__ import annotations

import re

# LaTeX, mostly of texts that were read by OCR.
_FORMULA = re.compile(
    r"(?<!\\)\$\$?[^$\n]{0,200}?(?:\\[A-Za-z%,;]|[\^_]\s?\{?|[{}])[^$\n]{0,200}?\$\$?"
    r"|\$\s?\d[\d.,\s]{0,12}\s[.,;:]\s?\$?(?=\s|$)|\\[A-Za-z]{2,14}\s?(?:\{[^{}\n]{0,60}\})?"
    r"|[×＊*]\s?100\s?[%％]"
)
_FORMULA_SIGNS = ("$", "\\", "×", "＊", "*")
_FORMULA_PERCENT = re.compile(r"\$+\s*\d[\d.]*\s*\\?%\s*\$+")


def blank_formulas(text: str) -> str:
    """Return the text, as long as it is, without LaTeX: no sign of a dollar is left where a formula was.

    A formula is what stands between two `$` and holds a command, brackets or a power, and a number that has
    nothing of money behind `$` but a lone full stop. A plain percentage in one stays; ×100%, the end of a
    rate's definition, does not.
    """
    if not any(sign in text for sign in _FORMULA_SIGNS):
        return text
    return _FORMULA.sub(_blank_formula, text)


def _blank_formula(match: re.Match[str]) -> str:
    percentage = _FORMULA_PERCENT.fullmatch(match[0])
    if not percentage:
        return " " * len(match[0])
    return "".join(char if char in "0123456789.%" else " " for char in match[0])
