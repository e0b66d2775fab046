"""Words in a lake: what a store's index answers, answered by reading the texts.

A query is an SQL condition. Words are searched for in two steps: DuckDB finds the texts that have the
characters in this order, in any script, width and case. Python then compares tokens by the rules of the
index, so the same passages are found as in a store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import Any

from flows.errors import StoreError
from flows.records import UNCOUNTED, DateRange, ReportCount
from flows.store.database import Store, marks, within_dates
from flows.store.fulltext import (
    ENTITY_TYPES,
    FACETS,
    TOPIC_TYPES,
    FullText,
    Page,
    ValueCounts,
    end_phrase,
    index_tokens,
    tokens_of,
)
from flows.store.lake.reading import Lake
from flows.store.lake.views import CHOSEN_BY
from flows.store.part import PartText, StorePart
from flows.text import fold, parse_numbers, unfolded

_READ = 5_000  # texts in memory at a time
# Characters of a word that DuckDB searches for. Searching 550,000 passages for 53 whole forms takes 3.6 s,
# for their beginnings 0.4 s, and leaves at most twice as many passages to compare as have the word.
_HEAD = 8
# Two collections may share a lake, so what they keep needs unique names.
_NUMBERS = count()
_COUNTED = f"p.kind NOT IN {UNCOUNTED!r}"
_FROM = "FROM passage p JOIN document d ON d.id = p.document_id"
_TEXTS = f"SELECT p.id, p.text {_FROM} WHERE {_COUNTED}"
_ENTITY = f"CASE WHEN type IN {ENTITY_TYPES} THEN coalesce(entity, concept) END"
# Fields with several values per passage: the column or expression, its table, and a condition.
_OF_PASSAGES = {
    "strategy": ("label", "category", "kind = 'strategy' AND rank IS NOT NULL"),
    "instrument": ("label", "category", "kind = 'instrument' AND rank IS NOT NULL"),
    "concept": ("concept", "mention", "true"),
    "topic": ("concept", "mention", f"type IN {TOPIC_TYPES}"),
    "entity": (_ENTITY, "mention", "true"),
}
_OF_DOCUMENTS = {
    "publisher": "d.publisher",
    "corpus": "d.corpus",
    "language": "p.language",
    "year": "substr(d.date, 1, 4)",
}
# The fields whose values are known although no chosen document has them: where the whole lake has the value.
_HELD = {
    "strategy": "lake_labels WHERE kind = 'strategy' AND label",
    "instrument": "lake_labels WHERE kind = 'instrument' AND label",
    "entity": f"lake_mentions WHERE {_ENTITY}",
    "publisher": "lake_documents WHERE publisher",
    "corpus": "lake_documents WHERE corpus",
    "language": "lake_passages WHERE language",
}
# What is known of documents, by the field of the index.
_STATES = {
    "level": CHOSEN_BY["level"],
    "document_kind": CHOSEN_BY["kind"],
    "province": CHOSEN_BY["province"],
}
# What a text may have between two characters that are adjacent when folded: all white space, zero-width
# characters, and hyphens, which fold to spaces.
_BETWEEN = (
    r"[\s\x{0b}\x{1c}-\x{1f}\x{85}\x{a0}\x{ad}\x{1680}\x{2000}-\x{200f}\x{2010}-\x{2015}\x{2028}\x{2029}"
    + (r"\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}\x{fe63}\x{ff0d}-]*")
)


# Folded texts, each with whether its last word may continue.
Forms = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a passage `p` and its document `d`; any of the folded texts `forms` fulfils it.

    Several texts are searched for in one pass, so the search waits until a result is needed.
    """

    sql: str = ""
    values: tuple[object, ...] = ()
    forms: Forms = ()


_NOTHING = Condition("false")


class LakeText(FullText):
    """The words of a lake, with the questions of an index."""

    def __init__(self, lake: Lake) -> None:
        self.store = self._lake = lake
        self._found: dict[Forms, Condition] = {}
        self._document_numbers: dict[str, list[str]] | None = None

    def sync(self, report: ReportCount | None = None) -> int:  # noqa: ARG002
        """Return 0: there is nothing to update."""
        return 0

    # Queries ------------------------------------------------------------------------------------------------

    def phrase(self, text: str) -> Any:
        """Return a query for exactly `text`."""
        return self.form(fold(text).text)

    def titled(self, typed: str) -> Any:
        """Return a query for the passages of documents whose title has what was typed (`read_title`)."""
        rows = self._run("SELECT id FROM document WHERE has_title_words(title, date, ?)", (typed,)).fetchall()
        return self._keep("p.document_id", (key for (key,) in rows))

    def form(self, folded: str, *, is_prefix: bool = False) -> Any:
        """Return a query for a folded text; with `is_prefix` its last word may continue."""
        words, _ = end_phrase(tokens_of(folded), is_prefix=is_prefix)
        if not words:
            return _NOTHING
        return Condition(forms=((folded, is_prefix),))

    def among(self, ids: Sequence[int]) -> Any:
        """Return a query for the passages with these numbers."""
        return self._keep("p.id", ids)

    def stored_between(self, after: int, up_to: int) -> Any:
        """Return a query for the passages with numbers in (after, up_to]."""
        return Condition("p.id > ? AND p.id <= ?", (after, up_to))

    def with_values(self, name: str, values: Sequence[str]) -> Any:
        """Return a query for passages whose field has one of `values`. Raises StoreError for statuses."""
        if name == "docnum":
            numbers = self._read_document_numbers()
            return self._keep("p.document_id", (one for value in values for one in numbers.get(value, ())))
        bound = (list(values),)
        if name in _OF_PASSAGES:
            column, table, condition = _OF_PASSAGES[name]
            chosen = f"SELECT passage_id FROM {table} WHERE {condition} AND {column} IN (SELECT unnest(?))"
            return Condition(f"p.id IN ({chosen})", bound)
        if name in _STATES:
            chosen = f"SELECT id FROM document d WHERE {_STATES[name]} IN ({marks(values)})"
            return self._keep("p.document_id", self._lake.column(chosen, values))
        if name not in _OF_DOCUMENTS:  # statuses depend on the day and are not in lakes
            raise StoreError("store.lake_lacks", address=self._lake.address)
        return Condition(f"{_OF_DOCUMENTS[name]} IN (SELECT unnest(?))", bound)

    def between(self, dates: DateRange) -> Any:
        """Return a query for the dates in a range."""
        return Condition(*within_dates("d.date", dates))

    def all_of(self, parts: Sequence[Any], without: Sequence[Any] = ()) -> Any:
        """Return a query for passages that match all of `parts` and none of `without`."""
        conditions = [self._resolve(part) for part in parts]
        conditions += [_negate(self._resolve(part)) for part in without]
        return _join(conditions, "AND", "true")

    def none_of(self, parts: Sequence[Any]) -> Any:
        """Return a query for passages that match none of `parts`."""
        return self.all_of([], parts)

    def any_of(self, parts: Sequence[Any]) -> Any:
        """Return a query for passages that match one of `parts` or more."""
        forms = tuple(dict.fromkeys(form for part in parts for form in part.forms))
        others = [part for part in parts if not part.forms]
        if not forms:
            return _join(others, "OR", "false")
        words = Condition(forms=forms)
        return _join([self._resolve(words), *others], "OR", "false") if others else words

    # Answers ------------------------------------------------------------------------------------------------

    def search(self, query: Any, *, limit: int, offset: int = 0, order: str = "relevance") -> Page:
        """Return the number of matches. Raises StoreError for a page of ranked hits."""
        if limit > 1 or offset or order != "relevance":
            raise StoreError("store.lake_lacks", address=self._lake.address)
        return Page(self.count(query), [])

    def count_values(
        self, query: Any, fields: Sequence[str], most: Mapping[str, int] = MappingProxyType({})
    ) -> ValueCounts:
        """Count the matches by the values of fields, as `FullText.count_values` does."""
        counted = {name: list(self._count_value(query, name).items()) for name in fields}
        values = {name: dict(found[: most.get(name)]) for name, found in counted.items()}
        left_out = {name: sum(times for _, times in counted[name][len(values[name]) :]) for name in fields}
        return ValueCounts(values, left_out)

    def has_value(self, name: str, value: str) -> bool:
        """Return whether a passage of the lake, chosen or not, has a value of a field."""
        if held := _HELD.get(name):
            return self._run(f"SELECT 1 FROM {held} = ? LIMIT 1", (value,)).fetchone() is not None
        return self.has_match(self.with_values(name, [value]))

    def has_words(self, forms: Sequence[str]) -> bool:
        """Return whether a passage of the lake, chosen or not, has one of the folded texts."""
        is_chosen = super().has_words(forms)
        if is_chosen or not any(self._lake.chosen):
            return is_chosen
        texts = f"SELECT passage, text FROM lake_passages p WHERE {_COUNTED}"
        wanted = tuple((form, False) for form in forms)
        return next(self._read_texts(wanted, texts), None) is not None

    def _count_value(self, query: Any, name: str) -> dict[str, int]:
        assert name in FACETS
        wanted = self._resolve(query)
        where = f"WHERE {_COUNTED} AND {wanted.sql}"
        if name in _OF_PASSAGES:
            column, table, condition = _OF_PASSAGES[name]
            values = f"(SELECT DISTINCT passage_id, {column} AS value FROM {table} WHERE {condition})"
            source = f"{_FROM} JOIN {values} v ON v.passage_id = p.id {where}"
        else:
            source = f"FROM (SELECT {_OF_DOCUMENTS[name]} AS value {_FROM} {where}) v"
        rows = self._run(f"SELECT v.value, count(*) {source} GROUP BY 1 ORDER BY 2 DESC, 1", wanted.values)
        return {value: number for value, number in rows.fetchall() if value}

    def count(self, query: Any) -> int:
        """Return how many passages match."""
        wanted = self._resolve(query)
        found = self._run(f"SELECT count(*) {_FROM} WHERE {_COUNTED} AND {wanted.sql}", wanted.values)
        return int(found.fetchone()[0])

    def matching_ids(self, query: Any) -> list[int]:
        """Return the number of every matching passage."""
        wanted = self._resolve(query)
        select = f"SELECT p.id {_FROM} WHERE {_COUNTED} AND {wanted.sql} ORDER BY 1"
        return [row[0] for row in self._run(select, wanted.values).fetchall()]

    def _run(self, statement: str, values: Sequence[object] = ()) -> Any:
        return self._lake.lake.run(statement, list(values))

    # Words --------------------------------------------------------------------------------------------------

    def _resolve(self, condition: Any) -> Condition:
        """Return a condition of SQL alone: texts are read once for the words that it needs."""
        assert isinstance(condition, Condition)
        if not condition.forms:
            return condition
        if condition.forms not in self._found:
            self._found[condition.forms] = self._keep("p.id", self._read_texts(condition.forms))
        return self._found[condition.forms]

    def _read_texts(self, forms: Forms, texts: str = _TEXTS) -> Iterator[int]:
        """Yield the number of each passage with one of the forms; `texts` selects numbers and texts."""
        pattern = _compile([(tokens_of(folded), is_prefix) for folded, is_prefix in forms])
        if pattern is None:
            return
        heads = dict.fromkeys("".join(folded.split())[:_HEAD] for folded, _ in forms)
        rough = "|".join(f"(?:{_loosely(head)})" for head in heads)
        found = self._run(f"{texts} AND regexp_matches(p.text, ?)", [rough])
        while block := found.fetchmany(_READ):
            yield from (passage for passage, text in block if pattern.search(_spaced(text)))

    def _keep(self, column: str, found: Any) -> Condition:
        """Store the results in a separate table; return the condition for it."""
        name = f"found_{next(_NUMBERS)}"
        kept = list(dict.fromkeys(found))
        kind = "BIGINT" if column == "p.id" else "VARCHAR"
        self._run(f"CREATE TABLE {name} AS SELECT CAST(unnest(?) AS {kind}) AS id", [kept])
        return Condition(f"{column} IN (SELECT id FROM {name})")

    def _read_document_numbers(self) -> dict[str, list[str]]:
        if self._document_numbers is None:
            found: dict[str, list[str]] = defaultdict(list)
            rows = self._run("SELECT id, document_number FROM document WHERE document_number != ''")
            for document, written in rows.fetchall():
                for key in parse_numbers(written):
                    found[key].append(document)
            self._document_numbers = dict(found)
        return self._document_numbers


def open_index(store: Store) -> FullText:
    """Return the index of a store or of a part of one, or its equivalent for a lake."""
    if isinstance(store, StorePart):
        return PartText(store)
    return LakeText(store) if isinstance(store, Lake) else FullText(store)


def _negate(condition: Condition) -> Condition:
    return Condition(f"NOT ({condition.sql})", condition.values)


def _join(conditions: Sequence[Condition], operator: str, nothing: str) -> Condition:
    if not conditions:
        return Condition(nothing)
    joined = f" {operator} ".join(f"({condition.sql})" for condition in conditions)
    return Condition(f"({joined})", tuple(value for one in conditions for value in one.values))


def _spaced(text: str) -> str:
    return f" {' '.join(index_tokens(text))} "


def _compile(phrases: Sequence[tuple[list[str], bool]]) -> re.Pattern[str] | None:
    """Return the pattern that finds one of the phrases in tokens with a space around each."""
    found = []
    for tokens, is_prefix in phrases:
        words, ending = end_phrase(tokens, is_prefix=is_prefix)
        if words:
            found.append(" ".join(map(re.escape, words)) + ending.replace(".", r"\S"))
    return re.compile(f" (?:{'|'.join(found)}) ") if found else None


def _loosely(folded: str) -> str:
    """Return an RE2 pattern that matches every text containing the folded text, given without white space."""
    classes = []
    for character in folded:
        points = {character, *unfolded().get(character, "")}
        classes.append(f"[{''.join(map(_escape, sorted(points)))}]")
    return _BETWEEN.join(classes)


def _escape(character: str) -> str:
    return f"\\x{{{ord(character):x}}}"
