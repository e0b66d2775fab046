"""The grammar of queries, and the tree of a query.

query  = or ;  or = and { "OR" and } ;  and = near { ["AND"] near } ;  near = not { "NEAR/n" not }
not    = "NOT" not | "-" atom | atom
atom   = "(" query ")" | field ":" value | word | word "*" | ["~"] '"' phrase '"'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flows.errors import QueryError
from flows.search.grammar.tokens import Token, tokenize
from flows.search.grammar.tree import And, Field, Near, Node, Not, Or, Phrase, Prefix, Similar, Words
from flows.text import drop_invisible

_DEEPEST, _LONGEST = 50, 2000  # levels of parentheses, characters


def parse(query: str, is_name: Callable[[str], bool] | None = None) -> Node:
    """Return the tree of a query; `is_name` knows which names may have brackets or quotes inside.

    Raises QueryError with the column (from 1) and what was expected there.
    """
    if len(query) > _LONGEST:
        raise QueryError("search.query_too_long", length=len(query), limit=_LONGEST)
    query = drop_invisible(query)
    tokens = list(tokenize(query, is_name))
    if not tokens:
        raise QueryError("search.empty_query")
    parser = _Parser(tokens, len(query))
    node = parser.parse_or(0)
    if parser.peek() is not None:
        raise parser.fail("end")
    return node


class _Parser:
    """Reads tokens by the grammar, one method per rule."""

    def __init__(self, tokens: list[Token], length: int) -> None:
        self._tokens = tokens
        self._position = 0
        self._length = length

    def peek(self) -> Token | None:
        """Return the next token without taking it; None at the end."""
        return next(iter(self._tokens[self._position : self._position + 1]), None)

    def _take(self, *kinds: str) -> Token | None:
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
        """Return the tree of a whole query or of one in parentheses; `depth` counts those around it."""
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
