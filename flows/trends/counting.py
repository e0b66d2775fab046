"""Counting: occurrences, passages and documents of one term by period and group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from flows.annotation.lexicon import Concept, Lexicon, inflect, plain_forms
from flows.errors import QueryError, UsageError, unknown_value
from flows.records import Reprints
from flows.search import (
    Collection,
    Compiler,
    Filters,
    PlainWord,
    QueryPart,
    check_cost,
    check_entity,
    check_label,
    check_values,
    entity_keys,
    exact_part,
    explain_part,
    explain_words,
    forms_pattern,
    plain_part,
    read_grades,
)
from flows.store import UNDATED, Scope, Store, knows_loose
from flows.store.documents import known_corpora, later_documents
from flows.store.facts import directive_places, is_label
from flows.store.passages import fetch_texts
from flows.store.series import (
    Count,
    MentionKey,
    Place,
    documents_per_corpus,
    label_counts_by_period,
    label_places,
    loose_gaps,
    loose_places,
    mention_counts,
    mention_places,
    surface_places,
    texts_in_scope,
)
from flows.text import fold, fold_label
from flows.trends.repeats import weigh_repeats
from flows.trends.request import SeriesKind, SeriesSpec, is_like_query, quoted_words

_COMPARING = 20  # comparing passages takes about this many times as long as counting words in them
# (period, group)
Cell = tuple[str, str]


class Counts(NamedTuple):
    """The counts of a cell; fractions if reprints are discounted."""

    occurrences: float = 0
    passages: float = 0
    documents: float = 0


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Counts by cell: strict by the matcher's rules, and loose occurrences, which are plain text matches.

    If there is only one way to count, both are the same.
    """

    strict: Mapping[Cell, Counts]
    loose: Mapping[Cell, float]


class TermCounter:
    """Counts terms one after another over the same scope and by the same rules.

    `max_read` limits the passages that may be read for words and queries.
    """

    def __init__(
        self,
        collection: Collection,
        scope: Scope,
        reprints: Reprints = Reprints.RAW,
        max_read: int | None = None,
    ) -> None:
        self._store, self._lexicon, self._collection = collection.store, collection.lexicon, collection
        self._scope, self._reprints, self._max_read = scope, reprints, max_read
        self._knows_loose = knows_loose(self._store, self._lexicon.hash)
        self._later = later_documents(self._store) if reprints is Reprints.FOLD else frozenset()

    def count(self, spec: SeriesSpec) -> TermCounts:
        """Return the counts of a term.

        Raises QueryError for a query that can't be parsed, or if more than `max_read` passages would have to
        be read.
        """
        match spec.kind:
            case SeriesKind.CONCEPT:
                strict = self._count_mentions("concept", [spec.value])
                return TermCounts(strict, self._count_loose(self._lexicon.concepts[spec.value], strict))
            case SeriesKind.ENTITY:
                counts = self._count_mentions("entity", entity_keys(self._lexicon, spec.value))
            case SeriesKind.FORCE:
                grades = read_grades([spec.value])
                counts = self._tally(directive_places(self._store, grades, self._scope))
            case SeriesKind.QUERY:
                counts = self._count_query(spec.value, expand=not spec.as_typed)
            case SeriesKind.TEXT:
                counts = self._count_text(forms_of(self._lexicon, spec), self._max_read)
            case _:
                counts = self._count_label(spec.kind.value, spec.value)
        return _one_way(counts)

    def count_surfaces(self, concept: Concept) -> TermCounts:
        """Return the counts of each surface of a concept, as the lexicon writes it.

        Groups are surfaces.

        Inflected forms and other scripts count with their surface.
        """
        names = {
            fold_label(form): surface
            for surface in concept.surfaces
            for form in {surface, *inflect(fold_label(surface))}
        }
        places = surface_places(self._store, concept.id, self._scope)
        named = (
            place._replace(group=names.get(fold_label(" ".join(place.group.split())), place.group))
            for place in places
        )
        return _one_way(self._tally(named))

    def _count_mentions(self, key: MentionKey, values: Sequence[str]) -> dict[Cell, Counts]:
        if self._reprints is Reprints.RAW:
            return _keyed(mention_counts(self._store, key, values, self._scope))
        return self._tally(mention_places(self._store, key, values, self._scope))

    def _count_label(self, kind: str, label: str) -> dict[Cell, Counts]:
        """Count the passages of a strategy or instrument (`kind`); no strategy:rd_support, an instrument."""
        if not is_label(self._store, kind, label):
            return {}
        if self._reprints is Reprints.RAW:
            return _keyed(label_counts_by_period(self._store, label, self._scope))
        return self._tally(label_places(self._store, label, self._scope))

    def _count_loose(self, concept: Concept, strict: Mapping[Cell, Counts]) -> dict[Cell, float]:
        """Count the plain occurrences of a concept's surfaces by the stored gaps, or else in the texts.

        Only annotated passages count, as for the strict counts beside them.
        """
        if not self._knows_loose:
            return _occurrences(self._count_text(plain_forms(concept), only_annotated=True))
        if self._reprints is not Reprints.RAW:
            return _occurrences(self._tally(loose_places(self._store, concept.id, self._scope)))
        loose = _occurrences(strict)
        for period, group, gap in loose_gaps(self._store, concept.id, self._scope):
            loose[period, group] = loose.get((period, group), 0) + gap
        return loose

    def _count_query(self, query: str, *, expand: bool) -> dict[Cell, Counts]:
        index = self._collection.index
        read = self._collection.read_values
        compiler = Compiler(index, self._lexicon, expand=expand, max_read=self._max_read, read_values=read)
        wanted = compiler.compile(query).query
        check_cost(index, wanted, self._max_read, "the series")
        return self._count_passages(index.matching_ids(wanted), lambda _: 1)

    def _count_text(
        self, forms: Sequence[str], max_read: int | None = None, *, only_annotated: bool = False
    ) -> dict[Cell, Counts]:
        """Count the plain occurrences of folded forms: no negative contexts, no word borders in Chinese."""
        index, pattern = self._collection.index, forms_pattern(forms)
        wanted = index.all_of([index.any_of([index.form(form) for form in forms])])
        check_cost(index, wanted, max_read, "the series")
        return self._count_passages(
            index.matching_ids(wanted),
            lambda text: sum(1 for _ in pattern.finditer(fold(text).text)),
            only_annotated=only_annotated,
        )

    def _count_passages(
        self, ids: Sequence[int], count: Callable[[str], int], *, only_annotated: bool = False
    ) -> dict[Cell, Counts]:
        counted = (
            Place(*row[:-1], number)
            for row in texts_in_scope(self._store, ids, self._scope, only_annotated=only_annotated)
            if (number := count(row.text))
        )
        return self._tally(counted)

    def _tally(self, places: Iterable[Place]) -> dict[Cell, Counts]:
        """Sum places, each by the weight of its passage."""
        if self._reprints is Reprints.FOLD:
            places = (place for place in places if place.document not in self._later)
        weights: Mapping[int, float] = {}
        if self._reprints in (Reprints.DISCOUNTED, Reprints.FIRST):
            places = list(places)
            weights = self._weigh(places)
        tallies: dict[Cell, _Tally] = defaultdict(_Tally)
        for place in places:
            if weight := weights.get(place.passage, 1):
                tallies[place.period, place.group].add(place, weight)
        return {cell: tally.sum() for cell, tally in tallies.items()}

    def _weigh(self, places: Sequence[Place]) -> Mapping[int, float]:
        """Return the weight of each passage by row id; near-duplicates of an earlier one weigh less."""
        by_date = sorted(places, key=lambda place: (place.date, place.passage))
        ordered = list(dict.fromkeys(place.passage for place in by_date))
        self._check_comparing(len(ordered))
        texts = dict(fetch_texts(self._store, ordered))
        return weigh_repeats(
            [(passage, texts[passage]) for passage in ordered], only_first=self._reprints is Reprints.FIRST
        )

    def _check_comparing(self, passages: int) -> None:
        """Raise QueryError if more passages would have to be compared than allowed."""
        if self._max_read is not None and passages * _COMPARING > self._max_read:
            limit = self._max_read // _COMPARING
            raise QueryError("trends.too_many_to_compare", limit=limit, passages=passages)


class Undated(NamedTuple):
    """A term's occurrences in documents that fall in no period of a series."""

    term: str
    occurrences: float
    documents: float


def count_undated(
    collection: Collection, scope: Scope, specs: Sequence[SeriesSpec], **how: Any
) -> list[Undated]:
    """Count terms in the documents of a scope that fall in no period; terms that never occur are left out.

    `how` are the rules of `TermCounter`.
    """
    rest = replace(scope, division=replace(scope.division, is_rest=True), grouping=None)
    if not documents_per_corpus(collection.store, rest):
        return []
    counter = TermCounter(collection, rest, **how)
    found = ((spec.typed, counter.count(spec).strict.get((UNDATED, ""))) for spec in specs)
    return [
        Undated(term, counts.occurrences, counts.documents)
        for term, counts in found
        if counts and counts.occurrences
    ]


@dataclass(slots=True)
class _Tally:
    """The sum of a cell; passages and documents by id, each with its weight."""

    occurrences: float = 0
    passages: dict[int, float] = field(default_factory=dict)
    documents: dict[str, float] = field(default_factory=dict)

    def add(self, place: Place, weight: float) -> None:
        """Add a place with the weight of its passage; a document weighs as much as its heaviest passage."""
        self.occurrences += place.number * weight
        self.passages[place.passage] = weight
        self.documents[place.document] = max(weight, self.documents.get(place.document, 0))

    def sum(self) -> Counts:
        """Return the counts of the cell."""
        return Counts(self.occurrences, sum(self.passages.values()), sum(self.documents.values()))


def _keyed(counts: Iterable[Count]) -> dict[Cell, Counts]:
    return {(count.period, count.group): Counts(*count[2:]) for count in counts}


def _occurrences(counts: Mapping[Cell, Counts]) -> dict[Cell, float]:
    return {cell: count.occurrences for cell, count in counts.items()}


def _one_way(counts: Mapping[Cell, Counts]) -> TermCounts:
    return TermCounts(counts, _occurrences(counts))


def check_corpora(store: Store, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names, each once. Raises UsageError for a corpus that is not in the store."""
    if names:
        known = known_corpora(store)
        if unknown := [name for name in names if name not in known]:
            raise unknown_value("corpus", unknown[0], known)
    return tuple(dict.fromkeys(names))


def check_terms(
    collection: Collection, specs: Sequence[SeriesSpec], found: Container[SeriesSpec] = ()
) -> list[PlainWord]:
    """Return the words among the terms that occur neither in the lexicon nor in any stored text.

    Terms that were `found` need no check, except for values in a query. Raises UsageError if all terms are
    such words, for a strategy, instrument or entity that no stored passage has, and for such a value in a
    query.
    """
    unsure = [spec for spec in specs if spec not in found or spec.kind is SeriesKind.QUERY]
    words = [word for spec in unsure if (word := _check_term(collection, spec))]
    if words and len(words) == len(specs):
        raise UsageError("search.unknown_word", word=words[0].typed, hint=words[0].hint)
    return words


def forms_of(lexicon: Lexicon, spec: SeriesSpec) -> Sequence[str]:
    """Return the folded forms by which words are counted: as typed, or all forms of a general word."""
    word = _word_of(lexicon, spec)
    return plain_forms(word) if word else _part_of(spec).forms


def _part_of(spec: SeriesSpec) -> QueryPart:
    """Return the part for words; marks around them count only within quotes."""
    return exact_part(spec.value, 1) if quoted_words(spec.typed) else plain_part(spec.value)


def _word_of(lexicon: Lexicon, spec: SeriesSpec) -> Concept | None:
    concept = lexicon.concepts.get(spec.value)
    return concept if concept and concept.is_word and not spec.as_typed else None


def _check_term(collection: Collection, spec: SeriesSpec) -> PlainWord | None:
    match spec.kind:
        case SeriesKind.STRATEGY | SeriesKind.INSTRUMENT:
            check_label(collection, spec.kind.value, spec.value)
        case SeriesKind.ENTITY:
            check_entity(collection, spec.value)
        case SeriesKind.FORCE:
            read_grades([spec.value])
        case SeriesKind.QUERY:
            check_values(collection, Filters(), spec.value)
            return _unknown_in_query(collection, spec)
        case SeriesKind.TEXT if _word_of(collection.lexicon, spec) is None:
            word = explain_part(collection.index, collection.lexicon, _part_of(spec))
            if not word.is_found and is_like_query(spec.typed):
                raise UsageError("trends.like_query", typed=spec.typed)
            return None if word.is_found else word
    return None


def _unknown_in_query(collection: Collection, spec: SeriesSpec) -> PlainWord | None:
    """Return the first word of a query that never occurs, if the query therefore finds nothing at all."""
    expand = not spec.as_typed
    unknown = [word for word in explain_words(collection, spec.value, expand=expand) if not word.is_found]
    index = collection.index
    compiler = Compiler(index, collection.lexicon, expand=expand, read_values=collection.read_values)
    if not unknown or index.count(compiler.compile(spec.value).query):
        return None
    return unknown[0]
