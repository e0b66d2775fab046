"""The full-text index: a Tantivy folder derived from the store, beside it, kept current by a watermark.

Chinese runs are indexed as overlapping character pairs and their last character: a phrase of pairs is an
exact substring search. Latin words, punctuation marks and empty lines are indexed as words, so a phrase does
not cross a comma. The watermark is itself a document of the index, committed together with the passages it
covers. Passages of former versions of documents are also in the index, but not searched.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import tantivy

from flows.errors import StoreError
from flows.records import UNCOUNTED, DateRange
from flows.store.database import Store, explain_fault, is_full
from flows.store.documents import count_changed, next_step, removed_passages
from flows.store.fulltext.days import span_days
from flows.store.fulltext.filling import FORMAT, build_schema, make_document, make_mark, passages_to_index
from flows.store.fulltext.tokens import end_phrase, index_tokens, tokens_of
from flows.text import read_title

_IDENTITY = "SELECT value FROM counter WHERE name = 'identity'"
_CHANGE = "SELECT value FROM counter WHERE name = 'change'"
_KINDS = ("passage", "former", "watermark")  # of documents in the index
_HEAP_BYTES = 128_000_000
_STEP = 100_000
_LEFT_BEHIND = "FileAlreadyExists"  # left by a process killed before it listed its files
_LOCK_SECONDS = 60
_FACET_VALUES = 65_000  # the most values that Tantivy returns at once
_ALL_VALUES = 2**31
_TIES = 100  # values requested beyond the limit, so that ties can be sorted
_ORDERS = {
    "date": {"order_by_field": "day"},
    "recent": {"weight_by_field": "recent"},
    "relevance": {"weight_by_field": "weight"},
}
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
        self._schema = build_schema()
        self._index: Any = None
        self._borrowed: tempfile.TemporaryDirectory[str] | None = None

    @property
    def asked(self) -> Store:
        """The store that is queried: this one, or a part of it."""
        return self.store

    def sync(self, report: Callable[[int, int], None] | None = None) -> int:
        """Bring the index up to date; rebuild it if it is missing, damaged or of another store.

        Every 100,000 passages are committed with their watermark, so a killed sync continues from there.
        Returns the number of passages written. `report(done, total)` is called in between. Raises StoreError
        if another process holds the index for longer than a minute, if the disk is full, and if a read-only
        store has an outdated index.
        """
        try:
            return self._sync_or_rebuild(report)
        except (ValueError, OSError) as error:
            raise self._explain(error) from None

    def inspect(self) -> IndexState | None:
        """Return how far the index is, without changing it; None for none, or for one of another store."""
        if not self.store.index_folder.is_dir():
            return None
        try:
            self._index = tantivy.Index(self._schema, path=str(self._folder()))
            self._register()
            watermark = self._read_mark(self.store.value(_IDENTITY))
        except (ValueError, OSError):
            return None
        if watermark is None:
            return None
        passages = self.count(Query.term_query(self._schema, "kind", "passage"))
        return IndexState(watermark, self.store.value(_CHANGE), passages)

    def _explain(self, error: Exception) -> StoreError:
        folder = self.store.index_folder
        if is_full(folder, error):
            return explain_fault(self.store.path, error)
        if folder.exists() and not folder.is_dir():
            return StoreError("store.index_is_file", folder=folder)
        return StoreError("store.index_unusable", folder=folder, reason=error)

    def _sync_or_rebuild(self, report: Callable[[int, int], None] | None) -> int:
        try:
            return self._sync(report)
        except (ValueError, OSError) as error:
            if _LEFT_BEHIND not in str(error):
                raise
        self._rebuild()
        return self._sync(report)

    def _sync(self, report: Callable[[int, int], None] | None) -> int:
        identity = self.store.value(_IDENTITY)
        target = self.store.value(_CHANGE)
        watermark = self._open(identity)
        if watermark > target:
            watermark = self._rebuild()
        if watermark == target:
            return 0
        if self.store.is_frozen:
            raise StoreError("store.index_behind", folder=self.store.index_folder)
        writer = self._lock()
        watermark = self._read_mark(identity) or watermark  # another may have written while this one waited
        total = count_changed(self.store, watermark, target)
        done, is_new = 0, watermark == 0
        while watermark < target:
            step = next_step(self.store, watermark, target, _STEP)
            for row_id in removed_passages(self.store, watermark, step) if not is_new else ():
                writer.delete_documents_by_term("rowid", row_id)
            for rows in passages_to_index(self.store, watermark, step):
                for row in rows:
                    if not is_new:
                        writer.delete_documents_by_term("rowid", row["id"])
                    if row["kind"] not in UNCOUNTED:
                        writer.add_document(make_document(row))
                done += len(rows)
                if report:
                    report(done, total)
            writer.delete_documents_by_term("kind", "watermark")
            writer.add_document(make_mark(step, identity))
            writer.commit()
            watermark = step
        writer.wait_merging_threads()
        self._index.reload()
        return done

    def _open(self, identity: int) -> int:
        """Open the folder; return its watermark, 0 for a new index."""
        if self._index is None:
            try:
                self._index = tantivy.Index(self._schema, path=str(self._folder()))
                self._register()
            except (ValueError, OSError) as error:
                return self._rebuild(error)
        try:
            watermark = self._read_mark(identity)
        except (ValueError, OSError) as error:
            return self._rebuild(error)
        if watermark is None:
            return self._rebuild()
        return watermark

    def _read_mark(self, identity: int) -> int | None:
        """Return the watermark: 0 for an empty index, None for one of another store or format."""
        self._index.reload()
        searcher = self._index.searcher()
        found = searcher.search(Query.term_query(self._schema, "kind", "watermark"), 1)
        if not found.hits:
            return None if searcher.num_docs else 0
        mark = searcher.doc(found.hits[0][1])
        if (mark["identity"], mark["format"]) != ([identity], [FORMAT]):
            return None
        return int(mark["watermark"][0])

    def _folder(self) -> Path:
        """Return the folder to open the index in: one of links if Tantivy can't write its locks."""
        folder = self.store.index_folder
        if not self.store.is_frozen:
            folder.mkdir(parents=True, exist_ok=True)
            return folder
        self._borrowed = tempfile.TemporaryDirectory(prefix="zhengce-index-", ignore_cleanup_errors=True)
        links = Path(self._borrowed.name)
        for entry in folder.iterdir() if folder.is_dir() else ():
            if not entry.name.startswith("."):  # locks, and a list that only writers need
                links.joinpath(entry.name).symlink_to(entry.absolute())
        return links

    def _rebuild(self, error: Exception | None = None) -> int:
        """Start an empty index, unless that can't help: the disk is full, or nothing can be written."""
        if self.store.is_frozen:
            raise StoreError("store.index_behind", folder=self.store.index_folder)
        if error and is_full(self.store.index_folder, error):
            raise error
        shutil.rmtree(self.store.index_folder, ignore_errors=True)
        self.store.index_folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(self.store.index_folder))
        self._register()
        return 0

    def _register(self) -> None:
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("spaced", analyzer)

    def _lock(self) -> Any:
        deadline = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                return self._index.writer(_HEAP_BYTES, 1)
            except ValueError as error:
                if "lock" not in str(error).lower() or time.monotonic() > deadline:
                    raise StoreError(
                        "store.index_in_use", folder=self.store.index_folder, reason=error
                    ) from None
                time.sleep(0.2)

    # Queries
    # -------------------------------------------------------------------------------------------------------

    def phrase(self, text: str) -> Any:
        """Return a query for exactly `text`: Chinese as a substring, whole words, and marks."""
        return self._words(index_tokens(text), "body", is_prefix=False)

    def form(self, folded: str, *, is_prefix: bool = False) -> Any:
        """Return a query for a folded text; with `is_prefix` its last word may continue.

        Folding it again would change it: 中-美 folds to two words, and white space between Han characters is
        dropped.
        """
        return self._words(tokens_of(folded), "body", is_prefix=is_prefix)

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

    def is_field(self, name: str, values: Sequence[str]) -> Any:
        """Return a query for passages whose field `name` has one of `values`."""
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
        if not self._index.searcher().doc_freq("kind", "former"):
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
        searcher = self._index.searcher()
        kinds = sum(searcher.doc_freq("kind", kind) for kind in _KINDS)
        unsearched = kinds - searcher.num_docs + searcher.doc_freq("kind", "former")
        number = searcher.doc_freq(name, value)
        return number > unsearched or (number > 0 and self.has_match(self.is_field(name, [value])))

    def has_match(self, query: Any) -> bool:
        """Return whether a searched passage matches."""
        return self.count(self.all_of([query])) > 0

    def search(self, query: Any, *, limit: int, offset: int = 0, order: str = "relevance") -> Page:
        """Return a page of matches; `order` is relevance, recent (relevance, newer ones first) or date."""
        searcher = self._index.searcher()
        limit = min(limit, searcher.num_docs)  # Tantivy takes memory for every requested hit
        found = searcher.search(query, max(limit, 1), offset=min(offset, searcher.num_docs), **_ORDERS[order])
        addresses = [address for _, address in found.hits][:limit]
        ids = searcher.fast_field_values("rowid", addresses)
        is_scored = order != "date"
        scores = [float(score) * is_scored for score, _ in found.hits][:limit]
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
        found = self._index.searcher().aggregate(query, asked)
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
        return int(self._index.searcher().search(Query.const_score_query(query, 0.0), 1).count)

    def matching_ids(self, query: Any) -> list[int]:
        """Return the row id of every matching passage."""
        searcher = self._index.searcher()
        total = self.count(query)
        if not total:
            return []
        found = searcher.search(Query.const_score_query(query, 0.0), total)
        ids: list[int] = searcher.fast_field_values("rowid", [address for _, address in found.hits])
        return sorted(ids)


def _is_tied(counts: Sequence[int], number: int) -> bool:
    """Return whether values not counted may be as frequent as the last one included."""
    return len(counts) >= number and counts[-1] == counts[number - 1]
