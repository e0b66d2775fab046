"""The full-text index: a Tantivy folder derived from the store, with queries for passages and their answers.

Chinese runs are indexed as overlapping character pairs and their last character: a phrase of pairs is an
exact substring search. Latin words, punctuation marks and empty lines are indexed as words, so a phrase does
not cross a comma. Passages of former versions of documents are also in the index, but not searched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import tantivy

from flows.records import DateRange, ReportCount
from flows.store.database import PROVINCE, Store, marks
from flows.store.fulltext.days import span_days
from flows.store.fulltext.folder import IndexFolder
from flows.store.fulltext.tokens import end_phrase, index_tokens, read_article, tokens_of
from flows.text import read_title

_KINDS = ("passage", "former", "watermark")  # of documents in the index
_FACET_VALUES = 65_000  # the most values that Tantivy returns at once
_ALL_VALUES = 2**31
_TIES = 100  # values requested beyond the limit, so that ties can be sorted
_OWN_ARTICLE = 100.0  # more than BM25 gives to the words of a query
_ORDERS: Mapping[str, Mapping[str, Any]] = {
    "date": {"order_by_field": "day"},
    "oldest": {"order_by_field": "day", "order": tantivy.Order.Asc},
    "recent": {"weight_by_field": "recent"},
    "relevance": {"weight_by_field": "weight"},
}
# The subquery reads the province once per document; a join would do so per passage.
_OF_PROVINCES = (
    "SELECT p.id FROM passage p WHERE p.document_id IN "
    f"(SELECT d.id FROM document d WHERE {PROVINCE} IN ({{}}))"
)
_BY_DATE = ("date", "oldest")
Query = tantivy.Query


@dataclass(frozen=True, slots=True)
class Page:
    """`hits` are (passage row id, score), `total` is the number of all matches."""

    total: int
    hits: list[tuple[int, float]]


class ValueCounts(NamedTuple):
    """The number of matches with each value of some fields, most frequent first.

    A field with thousands of values lists only the most frequent; `left_out` counts the matches of the
    others.
    """

    values: dict[str, dict[str, int]]
    left_out: dict[str, int]


class IndexState(NamedTuple):
    """The change that an index has reached, the store's last change, and the number of indexed passages."""

    watermark: int
    target: int
    passages: int


class FullText:
    """The index of a store; `sync` brings it up to date before it is searched."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._folder = IndexFolder(store)
        self._schema = self._folder.schema

    @property
    def queried_store(self) -> Store:
        """The store that is queried: this one, or a part of it."""
        return self.store

    def sync(self, report: ReportCount | None = None) -> int:
        """Bring the index up to date; rebuild it if it is missing, damaged or of another store.

        Every 100,000 passages are committed with their watermark, so a killed sync continues from there.
        Returns the number of passages written. `report(done, total)` is called in between. Raises StoreError
        if another process holds the index for longer than a minute, if the disk is full, and if a read-only
        store has an outdated index.
        """
        return self._folder.sync(report)

    def inspect(self) -> IndexState | None:
        """Return how far the index is, without changing it; None for none, or for one of another store."""
        watermark = self._folder.find_watermark()
        if watermark is None:
            return None
        passages = self.count(Query.term_query(self._schema, "kind", "passage"))
        return IndexState(watermark, self._folder.last_change(), passages)

    def _searcher(self) -> Any:
        return self._folder.searcher()

    # Queries
    # -------------------------------------------------------------------------------------------------------

    def phrase(self, text: str) -> Any:
        """Return a query for exactly `text`: Chinese as a substring, whole words, and marks."""
        return self._words(index_tokens(text), "body", is_prefix=False)

    def form(self, folded: str, *, is_prefix: bool = False) -> Any:
        """Return a query for a folded text; with `is_prefix` its last word may continue.

        Folding it again would change it: 中-美 folds to two words, and white space between Han characters is
        dropped. If the text is the number of an article (第十五条), the article itself comes first.
        """
        found = self._words(tokens_of(folded), "body", is_prefix=is_prefix)
        if is_prefix or read_article(folded) != folded:
            return found
        own = Query.const_score_query(Query.term_query(self._schema, "article", folded), _OWN_ARTICLE)
        return Query.boolean_query([(tantivy.Occur.Must, found), (tantivy.Occur.Should, own)])

    def _words(self, words: list[str], field: str, *, is_prefix: bool) -> Any:
        words, ending = end_phrase(words, is_prefix=is_prefix)
        if not words:
            return Query.empty_query()
        last = re.escape(words[-1]) + ending
        if len(words) > 1 and ending:
            return Query.regex_phrase_query(self._schema, field, [*map(re.escape, words[:-1]), last])
        if len(words) > 1:
            return Query.phrase_query(self._schema, field, list(words))
        if ending:
            return Query.regex_query(self._schema, field, last)
        return Query.term_query(self._schema, field, words[0])

    def titled(self, typed: str) -> Any:
        """Return a query for the passages of documents whose title has what was typed (`read_title`)."""
        words, years = read_title(typed)
        parts = [self._words(tokens_of(word.text), "title", is_prefix=word.may_continue) for word in words]
        for year in years:
            in_title = Query.term_query(self._schema, "title", year)
            parts.append(self.any_of([in_title, self.between(DateRange(year, year))]))
        return Query.const_score_query(self.all_of(parts), 0.0) if parts else Query.empty_query()

    def among(self, ids: Sequence[int]) -> Any:
        """Return a query for the passages with these row ids."""
        if not ids:
            return Query.empty_query()
        return Query.const_score_query(Query.term_set_query(self._schema, "rowid", list(ids)), 0.0)

    def stored_between(self, after: int, up_to: int) -> Any:
        """Return a query for the passages with row ids in (after, up_to]."""
        wanted = Query.range_query(self._schema, "rowid", tantivy.FieldType.Integer, after + 1, up_to)
        return Query.const_score_query(wanted, 0.0)

    def with_values(self, name: str, values: Sequence[str]) -> Any:
        """Return a query for passages whose field `name` has one of `values`.

        Provinces, by their full names, are read from the publishers: the index has none.
        """
        if name == "province":
            return self.among(self.store.column(_OF_PROVINCES.format(marks(values)), tuple(values)))
        parts = [(tantivy.Occur.Should, Query.term_query(self._schema, name, value)) for value in values]
        return Query.const_score_query(Query.boolean_query(parts), 0.0)

    def between(self, dates: DateRange) -> Any:
        """Return a query for the dates in a range."""
        days = span_days(dates)
        wanted = Query.range_query(self._schema, "day", tantivy.FieldType.Integer, days.low, days.high)
        if days.cut:
            cut = [Query.term_query(self._schema, "day", day) for day in days.cut]
            without = [(tantivy.Occur.MustNot, query) for query in cut]
            wanted = Query.boolean_query([(tantivy.Occur.Must, wanted), *without])
        return Query.const_score_query(wanted, 0.0)

    def all_of(self, parts: Sequence[Any], without: Sequence[Any] = ()) -> Any:
        """Return a query for searched passages that match all of `parts` and none of `without`."""
        required, excluded = self.restrict(parts)
        return Query.boolean_query(
            [
                *((tantivy.Occur.Must, part) for part in required),
                *((tantivy.Occur.MustNot, part) for part in [*excluded, *without]),
            ]
        )

    def restrict(self, parts: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """Return what passages must match, and must not match, to match all of `parts` and be searched.

        Former versions are few, so excluding them is faster than looking up every match among the others.
        """
        if not parts:
            return [self.searched()], []
        if not self._searcher().doc_freq("kind", "former"):
            return [*parts], []
        return [*parts], [Query.term_query(self._schema, "kind", "former")]

    def searched(self) -> Any:
        """Return a query for all searched passages: those of current documents."""
        return Query.const_score_query(Query.term_query(self._schema, "kind", "passage"), 0.0)

    def none_of(self, parts: Sequence[Any]) -> Any:
        """Return a query for passages that match none of `parts`."""
        return Query.const_score_query(self.all_of([], parts), 0.0)

    def any_of(self, parts: Sequence[Any]) -> Any:
        """Return a query for passages that match at least one of `parts`."""
        return Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def has_value(self, name: str, value: str) -> bool:
        """Return whether a searched passage has a value of a field, one of `FACETS`.

        The index knows at once how many passages have it. They are read only if all of them may be former or
        deleted ones.
        """
        searcher = self._searcher()
        kinds = sum(searcher.doc_freq("kind", kind) for kind in _KINDS)
        unsearched = kinds - searcher.num_docs + searcher.doc_freq("kind", "former")
        number = searcher.doc_freq(name, value)
        return number > unsearched or (number > 0 and self.has_match(self.with_values(name, [value])))

    def has_words(self, forms: Sequence[str]) -> bool:
        """Return whether a searched passage has one of the folded texts."""
        return self.has_match(self.any_of([self.form(form) for form in forms]))

    def has_match(self, query: Any) -> bool:
        """Return whether a searched passage matches."""
        return self.count(self.all_of([query])) > 0

    def search(self, query: Any, *, limit: int, offset: int = 0, order: str = "relevance") -> Page:
        """Return a page of matches.

        `order` is relevance, recent (relevance, newer ones first), date (newest first) or oldest; undated
        ones come last.
        """
        if order == "oldest":
            return self._search_oldest(query, limit, offset)
        return self._search(query, limit, offset, order)

    def _search_oldest(self, query: Any, limit: int, offset: int) -> Page:
        """Return a page of the dated matches, oldest first, and the undated ones (day 0) after the last."""
        has_date = self.between(DateRange())
        dated = self._search(self.all_of([query, has_date]), limit, offset, "oldest")
        rest = max(0, limit - len(dated.hits))
        undated = self._search(self.all_of([query], [has_date]), rest, max(0, offset - dated.total), "oldest")
        return Page(dated.total + undated.total, dated.hits + undated.hits)

    def _search(self, query: Any, limit: int, offset: int, order: str) -> Page:
        searcher = self._searcher()
        limit = min(limit, searcher.num_docs)  # Tantivy takes memory for every requested hit
        found = searcher.search(query, max(limit, 1), offset=min(offset, searcher.num_docs), **_ORDERS[order])
        addresses = [address for _, address in found.hits][:limit]
        ids = searcher.fast_field_values("rowid", addresses)
        # In order of date, Tantivy returns dates in place of scores.
        scores = [0.0 if order in _BY_DATE else float(score) for score, _ in found.hits][:limit]
        return Page(found.count, list(zip(ids, scores, strict=True)))

    def count_values(
        self, query: Any, fields: Sequence[str], most: Mapping[str, int] = MappingProxyType({})
    ) -> ValueCounts:
        """Count the matches by the values of each field, exactly.

        `most` limits fields with many values to their most frequent ones; ties are sorted by value. Without
        it, the limit is what Tantivy returns at once.
        """
        if not fields:
            return ValueCounts({}, {})
        sizes = {name: _FACET_VALUES // len(fields) for name in fields}
        sizes |= {name: number + _TIES for name, number in most.items()}
        # Every segment passes on all of its values, so that the counts of the first ones are exact.
        asked = {
            name: {"terms": {"field": name, "size": sizes[name], "segment_size": _ALL_VALUES}}
            for name in fields
        }
        found = self._searcher().aggregate(query, asked)
        values = {
            name: {bucket["key"]: int(bucket["doc_count"]) for bucket in found[name]["buckets"]}
            for name in fields
        }
        left_out = {name: int(found[name]["sum_other_doc_count"]) for name in fields}
        for name, number in most.items():
            if left_out[name] and _is_tied(list(values[name].values()), number):
                more = self.count_values(query, [name])
                values[name], left_out[name] = more.values[name], more.left_out[name]
            ranked = sorted(values[name].items(), key=lambda one: (-one[1], one[0]))
            values[name] = dict(ranked[:number])
            left_out[name] += sum(times for _, times in ranked[number:])
        return ValueCounts(values, left_out)

    def count(self, query: Any) -> int:
        """Return the number of matches without scores, which take more than half of a search's time."""
        return int(self._searcher().search(Query.const_score_query(query, 0.0), 1).count)

    def matching_ids(self, query: Any) -> list[int]:
        """Return the row id of every matching passage."""
        searcher = self._searcher()
        total = self.count(query)
        if not total:
            return []
        found = searcher.search(Query.const_score_query(query, 0.0), total)
        ids: list[int] = searcher.fast_field_values("rowid", [address for _, address in found.hits])
        return sorted(ids)


def _is_tied(counts: Sequence[int], number: int) -> bool:
    """Return whether values not counted may be as frequent as the last one included."""
    return len(counts) >= number and counts[-1] == counts[number - 1]
