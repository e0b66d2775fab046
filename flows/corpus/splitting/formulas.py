r"""Numbers and signs that OCR of a page wrote as LaTeX formulas: `$9 5 . 3 \%$` is 95.3%.

Programs that convert PDFs to Markdown write percentages, units, circled numbers and list marks this way. Real
formulas stay unchanged.
"""

from __future__ import annotations

import re

from flows.text import lazy_pattern

_HAN = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’—…]"
# A blank on either side of Chinese only sets the formula apart. As in Pandoc's Markdown, no blank follows the
# first sign or precedes the last, and no digit follows the last: $5 and $10 are sums.
_FORMULA = lazy_pattern(
    rf"(?:(?<={_HAN})[ \u00a0])?(?<![\\$A-Za-z0-9])\$(?! )"
    r"(?P<inside>(?:\\\$|[0-9A-Za-z\\%‰{}^_.:~+<>/\[\] –-]){1,80})"
    rf"(?<![\\ ])\$(?![$0-9])(?:[ \u00a0](?={_HAN}))?"
)
_NUMBER = r"\d(?: ?\d)*(?: ?\. ?\d(?: ?\d)*)?"
_ROMAN = r"\\(?:mathrm|mathbf|mathsf|text|bf|rm) ?"
# A formula that is only a number has a command, or blanks within it: $5 and $10 are sums.
_IS_TYPESET = lazy_pattern(r"\\|\d \d|\d \.|\. \d|^\d+$|^[ ^+]+$")
_MARKS = {
    "bullet": "•",
    "blacktriangle": "▲",
    "star": "★",
    "sim": "~",
    "times": "×",
    "pm": "±",
    "mu": "μ",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "yen": "¥",
    "%": "%",
    "$": "$",
}
_TOKEN = lazy_pattern(
    rf"(?P<number>{_NUMBER})"
    r"|\\textcircled ?\{ ?(?P<circled>\d ?\d?) ?\}"
    rf"|{_ROMAN}(?P<roman>\{{ ?(?:\{{[A-Za-z ]+\}}|[A-Za-z/+%‰ ~]+) ?\}})"
    rf"(?: ?_ ?\{{ ?(?P<below>{_NUMBER}) ?\}})?"
    r"|\^ ?\{ ?\[ ?(?P<note>\d(?: ?\d)*) ?\] ?\}"
    r"|\^ ?\{ ?\\circ ?\} ?" + _ROMAN + r"\{ ?(?P<degrees>C) ?\}"
    r"|\\(?P<mark>[a-z]+|[%$])(?![a-z])"
    r"|(?P<plain>[-–+/<>:])|(?P<over>\^) ?(?=\+)|(?P<blank>[ ~{}])"
)
_CIRCLED_ONE, _MOST_CIRCLED = 0x2460, 20


def write_out_formulas(text: str) -> str:
    r"""Return a text with its numbers, units, circled numbers and list marks as plain characters.

    `占 $9 5 . 3 \%$ 以上` is 占95.3%以上, `$\textcircled{1}$ 外部` is ①外部, `互联网 $+$ ` is 互联网+.
    Blanks between a formula and Chinese are dropped. A formula with any other content is left unchanged.
    """
    parts, done, place = [], 0, 0
    while match := _FORMULA.search(text, place):
        place = match.end()
        if written := _write_out(match["inside"]):
            parts += [text[done : match.start()], written]
            done = place
        else:
            place = match.end("inside")  # the closing sign may open another formula
    return "".join([*parts, text[done:]])


def _write_out(formula: str) -> str:
    """Return the text of a formula, or "" if it is more than a number or sign."""
    if not _IS_TYPESET.search(formula):
        return ""
    parts: list[str] = []
    place, is_number = 0, False
    while place < len(formula):
        token = _TOKEN.match(formula, place)
        written = _read_token(token) if token else None
        if token is None or written is None or (is_number and token["number"]):
            return ""
        parts.append(written)
        place = token.end()
        is_number = bool(token["number"]) or (is_number and not written)
    return "".join(parts)


def _read_token(token: re.Match[str]) -> str | None:
    """Return the text of a part of a formula, or None if it is not part of a number."""
    if token["number"] or token["roman"]:
        below = token["below"] or ""
        return _join(token["number"] or token["roman"]) + below.replace(" ", "")
    if token["circled"]:
        number = int(token["circled"].replace(" ", ""))
        return chr(_CIRCLED_ONE + number - 1) if 1 <= number <= _MOST_CIRCLED else f"({number})"
    if token["note"]:
        return f"[{token['note'].replace(' ', '')}]"
    if token["degrees"]:
        return "°C"
    if token["mark"]:
        return _MARKS.get(token["mark"])
    return token["plain"] or ""


def _join(letters: str) -> str:
    """Return spaced letters as one word; words keep the blanks between them."""
    words = letters.replace("~", " ").strip("{} ").split()
    return (" " if any(len(word) > 1 and word.isalpha() for word in words[1:]) else "").join(words)
