"""The tokens of a query: words, phrases, operators, parentheses, fields.

Chinese punctuation works as typed: “” 「」 『』 quote, （） group, ： follows a field; ， 、 ； 。 separate
words like a space. Operators are upper case, in letters of any width. Word turns the "-" of NOT into a dash:
at the beginning of a word, – and — are read as "-". A known name with brackets or quotes inside is one word:
“走出去”战略.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.errors import QueryError
from flows.text import lazy_pattern

FIELDS = (
    "title",
    "publisher",
    "corpus",
    "language",
    "concept",
    "term",
    "strategy",
    "instrument",
    "sure",
    "entity",
    "date",
    "docnum",
    "status",
    "level",
    "kind",
    "province",
    "collection",
    "tag",
    "like",
)
_NEAR = 10  # words, where NEAR names no distance
_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "”", "「": "」", "『": "』", "＂": "＂"}
# Single marks quote only what NOT excludes, whose words would fall apart: -‘rare earth’.
_SINGLE = lazy_pattern(r"(?:‘([^()（）\"“”]+?)’|'([^()（）\"“”]+?)')(?!\w)")
_SPACE = lazy_pattern(r"[\s　，、；。]")
_NEAR_NAME = "[NＮ][EＥ][AＡ][RＲ]"
_TOKEN = lazy_pattern(
    rf"[\s　，、；。]+|[(（]|[)）]|(?P<near>{_NEAR_NAME}(?:[/／](?P<n>\d{{1,3}}))?(?![\w/／]))"
    r"|[^\s　，、；。()（）\"“”„「」『』＂]+|\S"
)
_HYPHENS, _DASHES = "-－", "–—−‐‑"  # NOT in front of a word; the second as word processors write it
_BEGINNING = lazy_pattern(r"[\s　，、；。(（]")  # what may precede a dash that means NOT
# What may precede a name with brackets or quotes inside, and what it may consist of.
_AHEAD, _CHUNK = lazy_pattern(rf"[\s　，、；。(（{_DASHES}－-]"), lazy_pattern(r'[^\s　，、；。"＂]+')
_QUOTED = lazy_pattern(r"[(（]*(?:[“”„][^“”„]*[“”]|「[^「」]*」|『[^『』]*』)[)）]*")
_BRACKET = lazy_pattern(r"[()（）“”„「」『』]")
_NARROW = {
    wide: wide - 0xFEE0 for first, last in ("ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)
}
_FIELD = lazy_pattern(r"([a-zａ-ｚ]+)[:：](.*)", re.DOTALL)
_LIKE_FIELD = lazy_pattern(r"([a-z]{2,12})[:：](?!//)(.+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as typed, its column (from 1), and its value: a field's name, or NEAR's distance."""

    kind: str  # ( ) AND OR NOT NEAR word phrase prefix field similar
    text: str
    column: int
    value: str = ""


def tokenize(query: str, is_name: Callable[[str], bool] | None) -> Iterator[Token]:
    """Yield the tokens of a query. Raises QueryError for an open quote, an unknown field, and the like."""
    position, is_excluded = 0, False
    while position < len(query):
        if is_excluded and (single := _SINGLE.match(query, position)):
            yield Token("phrase", single[1] or single[2], position + 1)
            position, is_excluded = single.end(), False
            continue
        token, position = _read_token(query, position, is_name)
        if token:
            yield token
            is_excluded = token.kind == "NOT"


def _read_token(query: str, position: int, is_name: Callable[[str], bool] | None) -> tuple[Token | None, int]:
    """Return the token that begins here (None for a separator) and its end."""
    column = position + 1
    if is_name and (name := _read_name(query, position, is_name)):
        return Token("word", name, column), position + len(name)
    character = query[position]
    if character in _QUOTES:
        phrase, end = _read_phrase(query, position)
        return Token("phrase", phrase, column), end
    if character in "~～" and query[position + 1 : position + 2] in _QUOTES:
        phrase, end = _read_phrase(query, position + 1)
        return Token("similar", phrase, column), end
    match = _TOKEN.match(query, position)
    assert match is not None
    text, end = match[0], match.end()
    if match["near"]:
        return Token("NEAR", text, column, match["n"] or str(_NEAR)), end
    if text in "(（":
        return Token("(", text, column), end
    if text in ")）":
        return Token(")", text, column), end
    if _SPACE.match(text):
        return None, end
    return _read_word(query, text, position)


def _read_name(query: str, position: int, is_name: Callable[[str], bool]) -> str:
    """Return the name with brackets or quotes inside that begins here, or ""."""
    if position and not _AHEAD.match(query[position - 1]):
        return ""
    chunk = _CHUNK.match(query, position)
    text = chunk[0] if chunk else ""
    if not _BRACKET.search(text) or _QUOTED.fullmatch(text):
        return ""  # a phrase
    return next((name for name in _without_closings(text) if _BRACKET.search(name) and is_name(name)), "")


def _without_closings(text: str) -> Iterator[str]:
    """Yield a text with brackets, then without those at its end that may close a group around it.

    These are the last one, and as many as close no bracket of the text itself. Trying every number of them
    would take cubic time in a query's brackets.
    """
    yield text
    at_end = len(text) - len(text.rstrip(")）"))
    unopened = sum(map(text.count, ")）")) - sum(map(text.count, "(（"))
    for number in sorted({1, unopened}):
        if 0 < number <= at_end:
            yield text[:-number]


def _read_phrase(query: str, position: int) -> tuple[str, int]:
    closing = _QUOTES[query[position]]
    closings = {closing, '"'}
    if closing == "”":
        closings |= {"”", "“"}
    end = next((place for place in range(position + 1, len(query)) if query[place] in closings), -1)
    if end < 0:
        raise QueryError("search.unclosed_quote", column=position + 1, mark=query[position], closing=closing)
    return query[position + 1 : end], end + 1


def _has_before(query: str, position: int) -> bool:
    """Return whether something that a word may be excluded from comes before it: 创新 -2025, not -5%."""
    return query[:position].rstrip()[-1:] not in ("", "(", "（")


def _read_word(query: str, text: str, position: int) -> tuple[Token, int]:
    column, end = position + 1, position + len(text)
    if re.match(rf"{_NEAR_NAME}[/／]", text):
        raise QueryError("search.near_distance", column=column, found=text)
    if (operator := text.translate(_NARROW)) in ("AND", "OR", "NOT"):
        return Token(operator, text, column), end
    if _excludes(query, text, position):
        return Token("NOT", "-", column), position + 1
    if (field := _FIELD.fullmatch(text)) and (name := field[1].translate(_NARROW)) in FIELDS:
        return _read_field(query, name, field[2], column, end)
    if (odd := _LIKE_FIELD.fullmatch(text)) and odd[1] not in ("http", "https"):
        raise QueryError("search.no_field", column=column, field=odd[1], known=FIELDS)
    if text.endswith(("*", "＊")) and len(text) > 1:
        return Token("prefix", text[:-1], column), end
    return Token("word", text, column), end


def _excludes(query: str, text: str, position: int) -> bool:
    """Return whether the word that begins here starts with a NOT sign: -稀土, or –稀土 as Word writes it.

    A dash after a word or a double dash (——) is not one.
    """
    if text[0] in _DASHES:
        if position and not _BEGINNING.match(query[position - 1]):
            return False
    elif text[0] not in _HYPHENS:
        return False
    follower = query[position + 1 : position + 2]
    if len(text) == 1:
        return follower in _QUOTES or follower in ("(", "（")
    if text[0] in _DASHES and follower in _DASHES:
        return False
    return not follower.isdigit() or _has_before(query, position)


def _read_field(query: str, name: str, value: str, column: int, end: int) -> tuple[Token, int]:
    if not value and end < len(query) and query[end] in _QUOTES:
        start = end
        value, end = _read_phrase(query, start)
        if name == "title" and value.strip():
            value = query[start:end]  # its quotes keep the words together
    elif name == "docnum":  # 国发〔2015〕28号 and 国发(2015)28号 contain brackets
        value = _read_number(query[column + len(name) :])
        end = column + len(name) + len(value)
    if not value.strip():
        raise QueryError("search.no_field_value", column=column + len(name) + 1, field=name)
    return Token("field", value.strip(), column, name), end


def _read_number(rest: str) -> str:
    """Return a document number up to a space, or up to a parenthesis that it has not opened."""
    depth = 0
    for place, character in enumerate(rest):
        if character in "(（":
            depth += 1
        elif character in ")）":
            depth -= 1
        if _SPACE.match(character) or depth < 0:
            return rest[:place]
    return rest
