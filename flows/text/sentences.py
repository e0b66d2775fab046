"""Sentences of a Chinese, English or mixed text, as spans of code points.

A sentence ends at 。！？!? and any closing quotes and brackets after it, at an English full stop, and (unless
the caller says otherwise) at a semicolon: Chinese policy texts join clauses of a paragraph's length by ；. It
also ends at a line break, but not inside the sentences of a text that is wrapped at a fixed width.

An English full stop ends a sentence if white space follows, and then neither punctuation nor a lower-case
letter (a lower-case letter only after a whole word: some texts lack capitals). The number of a footnote may
come between (the Big Fund.3 The first phase). It does not end a sentence after an initial (J. Smith), in an
abbreviation (U.S. Congress, e.g. Beijing, No. 15), between a firm's legal form and a bracket (Sample Corp.
(SC)), in a decimal (3.5), or after the number of a list item (1. Improve ...). These are the usual cases of
rule-based splitters; compare the exceptions of Kiss and Strunk (2006), Unsupervised Multilingual Sentence
Boundary Detection, Computational Linguistics 32(4).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from flows.text.breaks import soft_breaks
from flows.text.patterns import compile_alternatives, lazy_pattern

_END = compile_alternatives(
    r"""
      [。！？!?]+[”’」』）)]*
    | (?P<semicolon>[；;]+[”’」』）)]*)
    | (?P<line>\n(?:\s*\n)*)
    | (?P<stop>(?<!\s)\.)[”’"')\]]*(?=\s+[^\s,.;:)\]，。；：）])
    | (?P<note>(?<=[a-zA-Z)”’"%\d])\.)[”’"')\]]*
      (?:\d{1,3}(?:[,–-]\d{1,3})*|(?:\[\d{1,3}\])+)(?=\s+["“‘(]?[A-Z])
    """,
    re.VERBOSE,
)
# The word before a full stop, with the inner stops of U.S. and e.g.
_LAST_WORD = lazy_pattern(r"[A-Za-z]+(?:\.[A-Za-z]+)*$")
_LONGEST_WORD = 16
# Only after a whole word is a missing capital likelier than an unknown abbreviation.
_WHOLE_WORD = 5
# A list item's number with nothing else before it: "1", "2.3", "IV".
_ITEM_NUMBER = lazy_pattern(r"\s*(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5})")
_ABBREVIATIONS = frozenset(
    (
        *("al", "approx", "cf", "co", "dr", "e.g", "fig", "gen", "gov", "hon", "i.e", "jr", "messrs", "mr"),
        *("mrs", "ms", "prof", "rep", "sen", "sr", "st", "viz", "vs"),
    )
)
_YEAR_BEFORE = lazy_pattern(r"(?<![\d.])(?:19|20)\d{2}$")
# Abbreviations only if a number follows: "No. 15", but "The answer is no. The ministry ..."
_BEFORE_NUMBERS = frozenset(
    (
        *("art", "arts", "ch", "figs", "no", "nos", "p", "para", "paras", "pp", "sec", "vol", "vols"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)

# Legal forms of firms. A bracket after one belongs to the name, unless it holds a sentence of its own.
_LEGAL_FORMS = frozenset(("bros", "corp", "inc", "ltd"))
_REMARK = lazy_pattern(r"\s+\((?![A-Z][^()]*[.!?]\))[^()]{1,80}\)")


def sentence_ends(text: str, *, at_semicolons: bool = True, at_lines: bool = True) -> list[int]:
    """Return the end positions of the sentences of `text`, ascending; the last is the length of the text.

    With `at_lines` false, only an empty line ends a sentence: a single line break may be soft, inside a
    sentence.
    """
    return [*(end for end in _inner_ends(text, at_semicolons, at_lines) if end < len(text)), len(text)]


def split_sentences(text: str, *, at_semicolons: bool = True) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, in order, without white space at their ends.

    Every character that is not white space is in exactly one span; blank stretches have none.
    """
    borders = itertools.pairwise((0, *sentence_ends(text, at_semicolons=at_semicolons)))
    trimmed = (trim_span(text, start, end) for start, end in borders)
    return [(start, end) for start, end in trimmed if start < end]


def join_sentences(texts: Iterable[str], language: str) -> str:
    """Return sentences of one language as running text: English ones with a space between them."""
    return ("" if language == "zh" else " ").join(texts)


def find_sentence(
    text: str, start: int, end: int, *, at_semicolons: bool = True, at_lines: bool = True
) -> tuple[int, int]:
    """Return the span of the sentence (or sentences) with `text[start:end]`, trimmed of white space."""
    first, last = 0, len(text)
    for border in _inner_ends(text, at_semicolons, at_lines):
        if border <= start:
            first = border
        elif border >= end:
            last = border
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _inner_ends(text: str, at_semicolons: bool, at_lines: bool) -> Iterator[int]:
    begin = 0
    soft = frozenset(soft_breaks(text)) if at_lines else frozenset[int]()
    for match in _END.finditer(text):
        kind = match.lastgroup
        if kind == "semicolon" and not at_semicolons:
            continue
        if kind == "line" and match[0].count("\n") == 1 and (match.start() in soft or not at_lines):
            continue
        if kind == "stop" and not _ends_sentence(text, begin, match):
            continue
        if kind == "note" and not _ends_before_note(text, begin, match.start()):
            continue
        begin = match.end()
        yield begin


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    """Return whether an English full stop ends the sentence that began at `begin`."""
    stop = match.start()
    if _ITEM_NUMBER.fullmatch(text, begin, stop):
        return False
    found = _LAST_WORD.search(text, max(begin, stop - _LONGEST_WORD), stop)
    if found is None:
        return True
    word = found[0]
    if _next_character(text, match.end()).islower():
        return len(word) >= _WHOLE_WORD and word.islower()
    if len(word) == 1 or "." in word:
        return not (word.isupper() or word.lower() in _ABBREVIATIONS or word in _BEFORE_NUMBERS)
    if word.lower() in _BEFORE_NUMBERS:
        return not _next_character(text, match.end()).isdigit()
    if word.lower() in _LEGAL_FORMS and _REMARK.match(text, match.end()):
        return False
    return word.lower() not in _ABBREVIATIONS


def _ends_before_note(text: str, begin: int, stop: int) -> bool:
    """Return whether a full stop before digits ends a sentence, so that the digits are a footnote's.

    >>> "the Big Fund.3 The first phase", "by 2025.3 The plan", "fell (by half).12 In" -> True
    >>> "version 2.3 The", "see No.15 The", "Section A.3 The", "Annex IV.2 The" -> False
    """
    found = _LAST_WORD.search(text, max(begin, stop - _LONGEST_WORD), stop)
    if found is None:
        return not text[stop - 1].isdigit() or bool(_YEAR_BEFORE.search(text, begin, stop))
    word = found[0]
    is_numbered = len(word) == 1 or _ITEM_NUMBER.fullmatch(word)
    return not (is_numbered or "." in word or word.lower() in _BEFORE_NUMBERS | _ABBREVIATIONS)


def _next_character(text: str, position: int) -> str:
    """Return the first character from `position` on that is not white space, or ""."""
    while position < len(text) and text[position].isspace():
        position += 1
    return text[position : position + 1]


def trim_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
