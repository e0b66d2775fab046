"""Compile a query for the index: its parts, the concepts they name, and every matching form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import QueryError, UsageError
from flows.records import DateRange
from flows.search.collection import ReadValues, read_values
from flows.search.dates import read_range
from flows.search.grammar import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Similar,
    Words,
    list_similar,
    list_words,
    parse,
)
from flows.search.kept import check_list
from flows.search.near import Span, join_near
from flows.search.parts import (
    QueryPart,
    SpanFinder,
    concept_part,
    entity_keys,
    exact_part,
    mentions_part,
    plain_part,
    shadow_spans,
    trim_marks,
)
from flows.search.request import field_of
from flows.search.suggestions import suggest_terms
from flows.store import Store, choose_publishers, find_publishers
from flows.store.desk import ListName, chosen_rows, list_items, place_items, rows_of_documents
from flows.store.facts import LexiconsInUse
from flows.store.fulltext import FullText
from flows.store.passages import fetch_texts
from flows.text import HAN, Shadow, fold, lazy_pattern, names_alone, parse_number

# Chooses the passages similar to a target among those that match the queries; returns their row ids.
FindSimilar = Callable[[Similar, Sequence[Any]], Sequence[int]]
_RECENT_TEXTS = 256  # that nested NEARs keep folded and read
_LONGEST_NAME = 8
_FOREIGN = {"|": "OR", "||": "OR", "&&": "AND", "!": "NOT", "+": "AND"}
_APART = lazy_pattern(rf"[{HAN}][\s　]+[{HAN}]|[\"”]\s*[\"“]")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query for the index, and the parts by which matches are highlighted (none that must be absent)."""

    query: Any
    parts: tuple[QueryPart, ...]


class Compiler:
    """Turns a query into one for the index of a store.

    With `expand` a concept's renderings in the other language match as well. NEAR reads the texts of passages
    that match `within`, at most `max_read` of them (None: no limit). `find_similar` chooses similar passages.
    Without it a query for similar passages is refused, since they can't be counted. `read_values` reads the
    words typed as a field's value.
    """

    def __init__(
        self,
        index: FullText,
        lexicon: Lexicon,
        *,
        expand: bool = True,
        within: Sequence[Any] = (),
        max_read: int | None = None,
        find_similar: FindSimilar | None = None,
        read_values: ReadValues = read_values,
    ) -> None:
        self._find_similar = find_similar
        self._read_values = read_values
        self._index = index
        self._lexicon = lexicon
        self._expand = expand
        self._within = within
        self._max_read = max_read
        self._opened: list[str] = []  # the collections whose queries are being compiled
        # NEAR needs each of its sides several times, and so the sides of nested NEARs.
        self._near: dict[Near, Compiled] = {}
        self._finders: dict[Node, SpanFinder] = {}
        self._fold = lru_cache(_RECENT_TEXTS)(fold)

    def compile(self, query: str) -> Compiled:
        """Return the compiled query.

        Raises QueryError for what can't be parsed, UsageError for a field's value that can't be read.
        """
        if whole := self._name_of(query):
            return self._leaf(whole)
        return self.compile_tree(parse(query, self._is_name))

    def compile_tree(self, tree: Node) -> Compiled:
        """Return the compiled query of a tree."""
        list_similar(tree)  # refuses a ranking where none is possible
        compiled = self._compile(tree)
        return Compiled(self._index.all_of([compiled.query]), compiled.parts)

    def _name_of(self, query: str) -> QueryPart | None:
        """Return the part for a query that as a whole names a concept; “一五” is a name with its quotes."""
        name = query.strip()
        if name and not _is_apart(name) and (concept := self._lexicon.look_up(name)):
            return concept_part(name, concept, expand=self._expand)
        return None

    def _is_name(self, text: str) -> bool:
        return self._lexicon.find(text) is not None

    def plain_words(self, query: str) -> list[QueryPart]:
        """Return bare words that name no concept as parts; quoted, prefixed and excluded words have none."""
        if self._name_of(query):
            return []
        named = (
            compiled
            for words in list_words(parse(query, self._is_name))
            for compiled in self._name_words(words.words, words.column)
        )
        return [part for one in named if not any(part.concept for part in one.parts) for part in one.parts]

    def split_words(self, words: Sequence[str]) -> list[str]:
        """Return words side by side as they are looked for: `export controls`, a concept's name, is one."""
        found, position = [], 0
        while position < len(words):
            ends = range(min(len(words), position + _LONGEST_NAME), position + 1, -1)
            last = next((end for end in ends if self._is_joined(words[position:end])), position + 1)
            found.append(" ".join(words[position:last]))
            position = last
        return found

    def _is_joined(self, run: Sequence[str]) -> bool:
        typed = " ".join(run)
        return not _is_apart(typed) and self._find_concept(typed) is not None

    def _compile(self, node: Node) -> Compiled:
        match node:
            case Words(words, column):
                return self._all_of(list(self._name_words(words, column)))
            case Phrase(text, column):
                return self._leaf(exact_part(text, column))
            case Prefix(text, column):
                return self._leaf(plain_part(text, column, is_prefix=True))
            case Field(name, value, column):
                return Compiled(self._find_field(name, value, column), self._field_parts(name, value))
            case Similar():
                return self._compile_similar(node)
            case Near():
                return self._compile_near(node)
            case And(parts):
                return self._compile_and(parts)
            case Or(parts):
                return self._any_of([self._compile(part) for part in parts])
            case Not(part):
                return Compiled(self._index.none_of([self._compile(part).query]), ())
        raise AssertionError(node)

    def _compile_and(self, parts: Sequence[Node]) -> Compiled:
        wanted = self._all_of([self._compile(part) for part in parts if not isinstance(part, Not)])
        unwanted = [self._compile(part.part).query for part in parts if isinstance(part, Not)]
        if not unwanted:
            return wanted
        return Compiled(self._index.all_of([wanted.query], without=unwanted), wanted.parts)

    def _all_of(self, compiled: Sequence[Compiled]) -> Compiled:
        if len(compiled) == 1:
            return compiled[0]
        query = self._index.all_of([one.query for one in compiled])
        return Compiled(query, tuple(part for one in compiled for part in one.parts))

    def _any_of(self, compiled: Sequence[Compiled]) -> Compiled:
        query = self._index.any_of([one.query for one in compiled])
        return Compiled(query, tuple(part for one in compiled for part in one.parts))

    def _leaf(self, part: QueryPart) -> Compiled:
        """Return the query of a part.

        A concept's passages are those that mention it or contain one of its forms.
        """
        options = [self._index.form(form, is_prefix=part.is_prefix) for form in part.forms]
        if part.concept and self._expand:
            options.append(self._index.with_values("concept", [part.concept]))
        return Compiled(self._index.any_of(options), (part,))

    def _name_words(self, words: Sequence[str], column: int) -> Iterator[Compiled]:
        """Yield the queries for adjacent words; the longest run that names a concept is one query."""
        words = [word for word in words if _has_meaning(word, column)] or words
        position = 0
        while position < len(words):
            for last in range(min(len(words), position + _LONGEST_NAME), position, -1):
                if compiled := self._name_run(words[position:last], column):
                    yield compiled
                    position = last
                    break

    def _name_run(self, run: Sequence[str], column: int) -> Compiled | None:
        """Return the query for the concept that a run of words names, or for a single word; else None.

        Chinese words separated by white space are separate words. If together they name a concept (自主
        可控), its passages match as well.
        """
        typed = " ".join(run)
        concept = self._find_concept(typed)
        if concept is None:
            return self._leaf(plain_part(typed, column)) if len(run) == 1 else None
        whole = self._leaf(concept_part(typed, concept, expand=self._expand))
        if len(run) == 1 or not _is_apart(typed):
            return whole
        apart = self._all_of([self._leaf(plain_part(word, column)) for word in run])
        return self._any_of([whole, apart]) if self._expand else apart

    def _find_concept(self, typed: str) -> Concept | None:
        """Return the concept that words name, with or without the marks around them."""
        return self._lexicon.look_up(typed) or self._lexicon.look_up(trim_marks(typed).strip("《》"))

    def _compile_similar(self, node: Similar) -> Compiled:
        if self._find_similar is None:
            raise QueryError("search.similar_not_counted", column=node.column)
        return Compiled(self._index.among(self._find_similar(node, self._within)), ())

    def _compile_near(self, node: Near) -> Compiled:
        if node in self._near:
            return self._near[node]
        for side in (node.left, node.right):
            if isinstance(side, Words) and not self._is_one(side):
                raise QueryError("search.near_one_word", column=side.column, words=" ".join(side.words))
        left, right = self._compile(node.left), self._compile(node.right)
        wanted = self._index.all_of([left.query, right.query, *self._within])
        check_cost(self._index, wanted, self._max_read, "NEAR")
        spans_left, spans_right = self._span_finder(node.left), self._span_finder(node.right)

        def is_near(text: str) -> bool:
            shadow = self._fold(text)
            sides = spans_left(shadow), spans_right(shadow)
            return bool(join_near(shadow, *sides, node.distance, first_only=True))

        candidates = fetch_texts(self._index.store, self._index.matching_ids(wanted))
        ids = [identifier for identifier, text in candidates if is_near(text)]
        near = self._span_finder(node)
        parts = tuple(replace(part, near=near) for part in (*left.parts, *right.parts))
        self._near[node] = Compiled(self._index.among(ids), parts)
        return self._near[node]

    def _is_one(self, node: Words) -> bool:
        if len(node.words) == 1:
            return True
        return self._is_joined(node.words)

    def _span_finder(self, node: Node) -> SpanFinder:
        """Return a finder of the spans of one side of NEAR, which reads each text once.

        If the side is itself a NEAR, its spans cover both of its sides.
        """
        if node not in self._finders:
            self._finders[node] = _for_recent_texts(self._new_finder(node))
        return self._finders[node]

    def _new_finder(self, node: Node) -> SpanFinder:
        if isinstance(node, Near):
            left, right = self._span_finder(node.left), self._span_finder(node.right)
            return lambda shadow: join_near(shadow, left(shadow), right(shadow), node.distance)
        parts = self._compile(node).parts
        return lambda shadow: [span for part in parts for span in shadow_spans(shadow, part)]

    def _find_field(self, name: str, value: str, column: int) -> Any:
        index = self._index
        match name:
            case "title":
                return index.titled(value)
            case "date":
                return index.between(_read_field_range(value, column))
            case "docnum":
                if not (key := parse_number(value)):
                    raise QueryError("search.no_document_number", column=column, value=value)
                return index.with_values("docnum", [key])
            case "publisher":
                if names_alone(value):
                    return index.with_values("publisher", choose_publishers(index.store, [value]))
                return index.with_values("publisher", find_publishers(index.store, value))
            case "concept" | "term":
                concept = find_concept(index.store, self._lexicon, value, f"column {column}: {name}:")
                return index.with_values("concept", [concept])
            case "entity":
                known = self._lexicon.look_up(value)
                if known and not known.is_word:
                    check_tagged(LexiconsInUse(index.store, self._lexicon.hash), known.id, value)
                return index.with_values("entity", entity_keys(self._lexicon, value))
            case "collection" | "tag":
                return self._find_list(name, value, column)
        return index.with_values(field_of(name), self._read_values(name, [value]))

    def _find_list(self, name: ListName, value: str, column: int) -> Any:
        """Return the query for the contents of a collection or tag; a query collection has its own query."""
        store = self._index.queried_store
        query = check_list(store, name, value, column)
        if not query:
            documents, rows = chosen_rows(place_items(store, list_items(store, name, value)))
            return self._index.among(list({*rows, *rows_of_documents(store, documents)}))
        if value in self._opened:
            raise UsageError("search.collection_in_itself", name=value)
        self._opened.append(value)
        found = self.compile(query).query
        self._opened.pop()
        return found

    def _field_parts(self, name: str, value: str) -> tuple[QueryPart, ...]:
        if name == "entity":
            return (mentions_part(value, entity_keys(self._lexicon, value)),)
        if name in ("concept", "term") and (concept := self._lexicon.look_up(value)):
            return (mentions_part(value, (concept.id,), concept.id),)
        return ()


def _for_recent_texts(find: SpanFinder) -> SpanFinder:
    """Return a finder that remembers its results for recent texts, which each level of nested NEARs reads."""
    recent: dict[int, tuple[Shadow, Sequence[Span]]] = {}

    def find_once(shadow: Shadow) -> Sequence[Span]:
        known = recent.get(id(shadow))
        if known is None:  # a kept shadow stays alive, so its id is its own
            if len(recent) >= _RECENT_TEXTS:
                recent.clear()
            recent[id(shadow)] = known = shadow, find(shadow)
        return known[1]

    return find_once


def find_concept(store: Store, lexicon: Lexicon, term: str, where: str) -> str:
    """Return the id of the concept that `term` names.

    Raises UsageError, naming where it was typed, if `term` names no concept that texts are tagged with, or
    not yet.
    """
    concept = lexicon.look_up(term)
    if concept is None:
        raise UsageError("search.no_concept", where=where, term=term, hint=suggest_terms(lexicon, term))
    if concept.is_word:
        raise UsageError("search.general_word", where=where, term=term)
    check_tagged(LexiconsInUse(store, lexicon.hash), concept.id, term)
    return concept.id


def check_tagged(lexicons: LexiconsInUse, concept: str, term: str) -> None:
    """Raise UsageError if passages are annotated with a lexicon that lacks the concept that `term` names.

    The number of its occurrences is then unknown, not zero.
    """
    if lexicons.lacks(concept):
        passages = lexicons.count_lacking(concept)
        raise UsageError("search.not_tagged_yet", term=term, passages=passages)


def check_cost(index: FullText, query: Any, max_read: int | None, what: str) -> None:
    """Raise QueryError if `what` would have to read more than `max_read` passages."""
    if max_read is not None and (total := index.count(query)) > max_read:
        raise QueryError("search.too_many_to_read", what=what, total=total, limit=max_read)


def _has_meaning(word: str, column: int) -> bool:
    """Return whether a word has a letter or digit.

    Raises QueryError for the operators of other query languages.
    """
    if word in _FOREIGN:
        raise QueryError("search.foreign_operator", column=column, operator=word, ours=_FOREIGN[word])
    return any(map(str.isalnum, word))


def _is_apart(text: str) -> bool:
    """Return whether white space separates two Chinese words, or two quoted phrases."""
    return bool(_APART.search(text))


def _read_field_range(value: str, column: int) -> DateRange:
    first, dots, last = (part.strip() for part in value.partition(".."))
    try:
        return read_range(first, last if dots else first)
    except UsageError as error:
        is_reversed = error.code == "search.dates_reversed"
        code = "search.range_reversed" if is_reversed else "search.no_date_range"
        raise QueryError(code, column=column, value=value) from None
