"""Tokens of the index: Han pairs, words, single marks and empty lines.

A decimal number is one word: 5% is not found in 7.5%, nor GPT-4 in GPT-4.5. Years stay separate, so that 2019
is found in 2019.03.
"""

from __future__ import annotations

import re
from operator import add
from string import digits

from flows.text import HAN, fold, fold_label, lazy_pattern

_WORD = f"[^\\W_{HAN}]"
# What may precede a point that ends a year or its month, each alternative of fixed width.
_YEAR = "(?<![0-9])(?:19|20)[0-9]{2}"
_DATED = (_YEAR, rf"{_YEAR}\.[0-9]", rf"{_YEAR}\.[0-9]{{2}}")
_NO_DATE = "".join(f"(?<!{date})" for date in _DATED)
_LISTED = "(?=(?:19|20)[0-9]{2}年)"  # 1.2025年底前: an item's number before a year
_POINT = rf"(?<=[0-9]){_NO_DATE}\.(?=[0-9])(?!{_LISTED})"  # of a decimal number
REST_OF_WORD = f"{_WORD}*(?:{_POINT}{_WORD}+)*"
_STARTS, _ENDS = f"(?<!{_WORD})", f"(?!{_WORD})"
# A number neither begins nor ends at a point of a longer one.
_NUMBER_STARTS = rf"{_STARTS}(?:(?<![0-9]\.)|{_LISTED}|{'|'.join(rf'(?<={date}[.])' for date in _DATED)})"
_NUMBER_ENDS = rf"{_ENDS}(?:(?!\.[0-9])|(?=\.{_LISTED})|{'|'.join(f'(?<={date})' for date in _DATED)})"
_RUN = lazy_pattern(f"[{HAN}]+|{_WORD}+(?:{_POINT}{_WORD}+)*|[^\\w\\s]|_|\n")
_IS_HAN = lazy_pattern(f"[{HAN}]")
_NUMERALS = "[一二三四五六七八九十百千〇零两0-9]{1,6}"
# As folded: Article 5-1 has become article 5 1.
_ARTICLE = lazy_pattern(
    rf"[#*\s]*(第{_NUMERALS}条(?:之{_NUMERALS})?|article [0-9]{{1,4}}[a-z]?(?: [0-9]{{1,2}})?(?!\w))"
)
_OPENING = 30  # code points at the beginning of a text that may hold the number of its article
_EMPTY_LINE = "¶¶"  # two marks: no run of a text equals that


def run_pattern(run: str) -> str:
    """Return the pattern of a run without its borders.

    A point alone does not match a decimal point; a point inside a number matches nothing else.
    """
    return rf"(?!{_POINT})\." if run == "." else _POINT.join(map(re.escape, run.split(".")))


def border_before(character: str) -> str:
    """Return the pattern of what may precede a run that begins with `character`; "" for anything."""
    if not character.isalnum() or _IS_HAN.match(character):
        return ""
    return _NUMBER_STARTS if character in digits else _STARTS


def border_after(character: str) -> str:
    """Return the pattern of what may follow a run that ends with `character`; "" for anything."""
    if not character.isalnum() or _IS_HAN.match(character):
        return ""
    return _NUMBER_ENDS if character in digits else _ENDS


def index_runs(folded: str) -> list[str]:
    """Return the runs of a folded text in order: Han runs, words, single marks and empty lines.

    Other white space is left out.
    """
    return _RUN.findall(folded)


def index_tokens(text: str) -> list[str]:
    """Return the tokens of a text: Han pairs with the last character of each run, folded words, marks."""
    return tokens_of(fold(text).text)


def tokens_of(folded: str) -> list[str]:
    """Return the tokens of a folded text."""
    tokens: list[str] = []
    for run in index_runs(folded):
        if _IS_HAN.match(run):
            tokens.extend(map(add, run, run[1:]))
            tokens.append(run[-1])
        else:
            tokens.append(_EMPTY_LINE if run == "\n" else run)
    return tokens


def end_phrase(words: list[str], *, is_prefix: bool) -> tuple[list[str], str]:
    """Return the tokens of a phrase, and the pattern of what may follow in the last of them.

    Returns no tokens if there is no letter, digit or Chinese character to look for.
    """
    if not any(word[0].isalnum() for word in words):
        return [], ""
    if not _IS_HAN.match(words[-1]):
        if is_prefix and words[-1].isalnum():
            return words, ".*"
        return words, ""
    if len(words) > 1 and len(words[-2]) == 2 and words[-2][1] == words[-1]:
        return words[:-1], ""  # the last character is in the pair before it
    return words, ".?"  # a last character of its own also matches the pair that begins with it


def read_article(text: str) -> str:
    """Return the number of the article that a text opens with, folded (第十五条, article 15), or ""."""
    opening = _ARTICLE.match(fold_label(text[:_OPENING]))
    return opening[1] if opening else ""
