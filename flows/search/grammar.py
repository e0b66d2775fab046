"""The query language: words, "phrases", AND OR NOT, parentheses, NEAR/n, prefix*, field:value, ~"text".

    query  = or ;  or = and { "OR" and } ;  and = near { ["AND"] near } ;  near = not { "NEAR/n" not }
    not    = "NOT" not | "-" atom | atom
    atom   = "(" query ")" | field ":" value | word | word "*" | ["~"] '"' phrase '"'

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
from flows.text import drop_invisible

FIELDS = (
    "title",
    "publisher",
    "corpus",
    "language",
    "concept",
    "term",
    "strategy",
    "instrument",
    "entity",
    "date",
    "docnum",
    "status",
    "level",
    "kind",
    "collection",
    "tag",
    "like",
)
_DEEPEST, _LONGEST, _NEAR = 50, 2000, 10
_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "”", "「": "」", "『": "』", "＂": "＂"}
# Single marks quote only what NOT excludes, whose words would fall apart: -‘rare earth’.
_SINGLE = re.compile(r"(?:‘([^()（）\"“”]+?)’|'([^()（）\"“”]+?)')(?!\w)")
_SPACE = re.compile(r"[\s　，、；。]")
_NEAR_NAME = "[NＮ][EＥ][AＡ][RＲ]"
_TOKEN = re.compile(
    rf"[\s　，、；。]+|[(（]|[)）]|(?P<near>{_NEAR_NAME}(?:[/／](?P<n>\d{{1,3}}))?(?![\w/／]))"
    r"|[^\s　，、；。()（）\"“”„「」『』＂]+|\S"
)
_HYPHENS, _DASHES = "-－", "–—−‐‑"  # NOT in front of a word; the second as word processors write it
_BEGINNING = re.compile(r"[\s　，、；。(（]")  # what may precede a dash that means NOT
# What may precede a name with brackets or quotes inside, and what it may consist of.
_AHEAD, _CHUNK = re.compile(rf"[\s　，、；。(（{_DASHES}－-]"), re.compile(r'[^\s　，、；。"＂]+')
_QUOTED = re.compile(r"[(（]*(?:[“”„][^“”„]*[“”]|「[^「」]*」|『[^『』]*』)[)）]*")
_BRACKET = re.compile(r"[()（）“”„「」『』]")
_NARROW = {
    wide: wide - 0xFEE0 for first, last in ("ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)
}
_FIELD = re.compile(r"([a-zａ-ｚ]+)[:：](.*)", re.DOTALL)
_LIKE_FIELD = re.compile(r"([a-z]{2,12})[:：](?!//)(.+)")


@dataclass(frozen=True, slots=True)
class Words:
    """Bare adjacent words: all must occur, or together they name a concept. `column` counts from 1."""

    words: tuple[str, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes, which stay together."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word: semicond*."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field and its value: strategy:tech_leverage."""

    name: str
    value: str
    column: int


@dataclass(frozen=True, slots=True)
class Similar:
    """Similarity to a stored passage or document (like:ID), or to free text (~"text")."""

    value: str
    is_id: bool
    column: int


@dataclass(frozen=True, slots=True)
class Near:
    """Both within `distance` words of each other, in any order; a Chinese character is a word."""

    left: Node
    right: Node
    distance: int
    column: int


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: Node


Node = Words | Phrase | Prefix | Field | Similar | Near | And | Or | Not


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # ( ) AND OR NOT NEAR word phrase prefix field similar
    text: str
    column: int
    value: str = ""


def parse(query: str, is_name: Callable[[str], bool] | None = None) -> Node:
    """Return the tree of a query; `is_name` knows which names may have brackets or quotes inside.

    Raises QueryError with the column (from 1) and what was expected there.
    """
    if len(query) > _LONGEST:
        raise QueryError("search.query_too_long", length=len(query), limit=_LONGEST)
    query = drop_invisible(query)
    tokens = list(_tokenize(query, is_name))
    if not tokens:
        raise QueryError("search.empty_query")
    parser = _Parser(tokens, len(query))
    node = parser.parse_or(0)
    if parser.peek() is not None:
        raise parser.fail("end")
    return node


def list_fields(node: Node) -> Iterator[Field]:
    """Yield every field:value of a query's tree."""
    match node:
        case Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from list_fields(part)
        case Not(part):
            yield from list_fields(part)


def list_similar(node: Node) -> list[Similar]:
    """Return the parts of a query's tree that rank by similarity.

    Raises QueryError if one of them is an alternative (OR) or excluded (NOT): a ranking is cut off after a
    number of passages, so nothing is known of the others.
    """
    match node:
        case Similar():
            return [node]
        case And(parts):
            return [found for part in parts for found in list_similar(part)]
        case Or(parts):
            found = [one for part in parts for one in list_similar(part)]
        case Not(part):
            found = list_similar(part)
        case _:
            found = []
    if found:
        raise QueryError("search.similar_in_or", column=found[0].column)
    return []


def list_words(node: Node) -> Iterator[Words]:
    """Yield the bare words of a query's tree that must or may occur, but none excluded by NOT."""
    match node:
        case Words():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from list_words(part)
        case Near(left, right):
            yield from list_words(left)
            yield from list_words(right)


def _tokenize(query: str, is_name: Callable[[str], bool] | None) -> Iterator[_Token]:
    position, is_excluded = 0, False
    while position < len(query):
        if is_excluded and (single := _SINGLE.match(query, position)):
            yield _Token("phrase", single[1] or single[2], position + 1)
            position, is_excluded = single.end(), False
            continue
        token, position = _read_token(query, position, is_name)
        if token:
            yield token
            is_excluded = token.kind == "NOT"


def _read_token(
    query: str, position: int, is_name: Callable[[str], bool] | None
) -> tuple[_Token | None, int]:
    """Return the token that begins here (None for a separator) and its end."""
    column = position + 1
    if is_name and (name := _read_name(query, position, is_name)):
        return _Token("word", name, column), position + len(name)
    character = query[position]
    if character in _QUOTES:
        phrase, end = _read_phrase(query, position)
        return _Token("phrase", phrase, column), end
    if character in "~～" and query[position + 1 : position + 2] in _QUOTES:
        phrase, end = _read_phrase(query, position + 1)
        return _Token("similar", phrase, column), end
    match = _TOKEN.match(query, position)
    assert match is not None
    text, end = match[0], match.end()
    if match["near"]:
        return _Token("NEAR", text, column, match["n"] or str(_NEAR)), end
    if text in "(（":
        return _Token("(", text, column), end
    if text in ")）":
        return _Token(")", text, column), end
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


def _read_word(query: str, text: str, position: int) -> tuple[_Token, int]:
    column, end = position + 1, position + len(text)
    if re.match(rf"{_NEAR_NAME}[/／]", text):
        raise QueryError("search.near_distance", column=column, found=text)
    if (operator := text.translate(_NARROW)) in ("AND", "OR", "NOT"):
        return _Token(operator, text, column), end
    if _excludes(query, text, position):
        return _Token("NOT", "-", column), position + 1
    if (field := _FIELD.fullmatch(text)) and (name := field[1].translate(_NARROW)) in FIELDS:
        return _read_field(query, name, field[2], column, end)
    if (odd := _LIKE_FIELD.fullmatch(text)) and odd[1] not in ("http", "https"):
        raise QueryError("search.no_field", column=column, field=odd[1], known=FIELDS)
    if text.endswith(("*", "＊")) and len(text) > 1:
        return _Token("prefix", text[:-1], column), end
    return _Token("word", text, column), end


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


def _read_field(query: str, name: str, value: str, column: int, end: int) -> tuple[_Token, int]:
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
    return _Token("field", value.strip(), column, name), end


def _read_number(rest: str) -> str:
    """Return a document number up to a space, or up to a parenthesis that it has not opened."""
    depth = 0
    for place, character in enumerate(rest):
        depth += (character in "(（") - (character in ")）")
        if _SPACE.match(character) or depth < 0:
            return rest[:place]
    return rest


class _Parser:
    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = tokens
        self._position = 0
        self._length = length

    def peek(self) -> _Token | None:
        """Return the next token without taking it; None at the end."""
        return next(iter(self._tokens[self._position : self._position + 1]), None)

    def _take(self, *kinds: str) -> _Token | None:
        token = self.peek()
        if token is not None and token.kind in kinds:
            self._position += 1
            return token
        return None

    def fail(self, expected: str) -> QueryError:
        """Return the error for what was expected at this place: end, closing or word."""
        token = self.peek()
        if token is None:
            return QueryError(f"search.query_ends_{expected}", column=self._length + 1)
        return QueryError(f"search.found_{expected}", column=token.column, found=token.text)

    def parse_or(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise QueryError("search.nested_too_deep", limit=_DEEPEST)
        parts = [self._parse_and(depth)]
        while self._take("OR"):
            parts.append(self._parse_and(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _parse_and(self, depth: int) -> Node:
        parts = [self._parse_near(depth)]
        while self._take("AND") or self._continues():
            parts.append(self._parse_near(depth))
        joined = list(_join_words(parts))
        if all(isinstance(part, Not) for part in joined):
            raise QueryError("search.only_not")
        return joined[0] if len(joined) == 1 else And(tuple(joined))

    def _continues(self) -> bool:
        """Return whether another operand follows without AND."""
        token = self.peek()
        return token is not None and token.kind not in (")", "OR")

    def _parse_near(self, depth: int) -> Node:
        left = self._parse_not(depth)
        while token := self._take("NEAR"):
            right = self._parse_not(depth)
            for side in (left, right):
                if not isinstance(side, Words | Phrase | Prefix | Near | Or):
                    raise QueryError("search.near_sides", column=token.column)
            left = Near(left, right, int(token.value), token.column)
        return left

    def _parse_not(self, depth: int) -> Node:
        count = 0
        while self._take("NOT"):
            count += 1
        atom = self._parse_atom(depth)
        return Not(atom) if count % 2 else atom

    def _parse_atom(self, depth: int) -> Node:
        if self._take("("):
            node = self.parse_or(depth + 1)
            if not self._take(")"):
                raise self.fail("closing")
            return node
        if token := self._take("phrase"):
            return Phrase(token.text, token.column)
        if token := self._take("prefix"):
            return Prefix(token.text, token.column)
        if token := self._take("similar"):
            return Similar(token.text, False, token.column)
        if token := self._take("field"):
            if token.value == "like":
                return Similar(token.text, True, token.column)
            return Field(token.value, token.text, token.column)
        if token := self._take("word"):
            return Words((token.text,), token.column)
        raise self.fail("word")


def _join_words(parts: list[Node]) -> Iterator[Node]:
    """Join adjacent bare words."""
    run: Words | None = None
    for part in parts:
        if isinstance(part, Words):
            run = Words((*run.words, *part.words), run.column) if run else part
            continue
        if run:
            yield run
            run = None
        yield part
    if run:
        yield run
