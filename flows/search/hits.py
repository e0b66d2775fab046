"""Search: the passages that match, exactly, with facets counted over all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as make_field
from typing import TYPE_CHECKING, Any

from flows.annotation.lexicon import Lexicon
from flows.corpus.metadata import read_states, state_names
from flows.errors import UsageError
from flows.search.collection import Collection
from flows.search.compiler import Compiler, FindSimilar, find_concept
from flows.search.grammar import list_fields, parse
from flows.search.parts import (
    Match,
    MentionSpan,
    Part,
    Span,
    entity_keys,
    explain_matches,
    find_mentioned,
    list_expansions,
    mentions_part,
    unite_parts,
)
from flows.search.request import STATE_FIELDS, Filters, SearchRequest, SimilarRanking
from flows.search.suggestions import did_you_mean, nearest
from flows.store import (
    FoundPassage,
    FullText,
    Page,
    Store,
    entity_surfaces,
    fetch_passages,
    find_publishers,
    later_passages,
)

if TYPE_CHECKING:
    from flows.search.similarity import Neighbour, SimilarFinder

_SIMILAR_SIGNS = ("like", "~", "～")
_PLAIN_FILTERS = ("strategy", "instrument", "corpus", "language")
_CHECKED = (*_PLAIN_FILTERS, "publisher", "entity", *STATE_FIELDS)
_LISTED, _LISTED_LENGTH = 14, 200  # known values, and their characters, that a message names in full
_SHOWN = 5
_BETWEEN_NAMES = re.compile(r"[\s\u3000]*[、，,；;/][\s\u3000]*|[\s\u3000]+")
_CONCEPT_FACETS = {"term": ("TERM", "TECH"), "programme": ("PROGRAMME",)}
_MANY_VALUED = "entity"
_SINGLE_VALUED = ("publisher", "year", *STATE_FIELDS)  # what lacks one of these is counted, too


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matched, with its document; `highlights` are spans in code points of `text`.

    `why` has one entry per part of the query that the passage has. Where the query wants similar passages,
    `similarity` is the cosine and `copies` the number of further passages with nearly the same text.
    """

    passage_id: str
    document_id: str
    title: str
    date: str
    publisher: str
    corpus: str
    language: str
    kind: str
    heading: str
    url: str
    text: str
    highlights: list[Span]
    labels: list[str]
    instruments: list[str]
    why: list[Match]
    score: float
    similarity: float | None = None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    `total` and `facets` count every matching passage, `hits` are the requested page.
    `expansions` are the surfaces that were searched besides those typed, `concepts` the ids that the query
    names. With `similar` they are a ranking of bounded length, and `total` is its length.
    """

    query: str
    expansions: list[str]
    total: int
    hits: list[Hit] = make_field(default_factory=list)
    facets: dict[str, dict[str, int]] = make_field(default_factory=dict)
    concepts: list[str] = make_field(default_factory=list)
    similar: SimilarRanking | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The passages that a query and filters choose, with the parts of the query that matches show."""

    index: FullText
    query: Any
    parts: tuple[Part, ...]


def select_passages(
    collection: Collection,
    query: str,
    filters: Filters,
    *,
    expand: bool = True,
    max_read: int | None = None,
    find_similar: FindSimilar | None = None,
) -> Selection:
    """Return what a query and filters choose in the collection's present state.

    Raises QueryError or UsageError for what can't be asked. `max_read` bounds the passages that NEAR may
    read. `find_similar` chooses similar passages; without it a query that wants them is refused.
    """
    index = collection.index
    required, parts = _require(index, collection.lexicon, filters)
    if query.strip() or not (filters or index.asked.is_picked):
        compiler = Compiler(
            index,
            collection.lexicon,
            expand=expand,
            within=required,
            max_read=max_read,
            find_similar=find_similar,
        )
        compiled = compiler.compile(query)
        required = [compiled.query, *required]
        parts = (*compiled.parts, *parts)
    return Selection(index, index.all_of(required), unite_parts(parts))


def filter_queries(collection: Collection, filters: Filters) -> list[Any]:
    """Return the queries of the index that filters stand for, none where there are no filters."""
    return _require(collection.index, collection.lexicon, filters)[0]


def _require(index: FullText, lexicon: Lexicon, filters: Filters) -> tuple[list[Any], tuple[Part, ...]]:
    """Return the index queries of the filters, and the parts that they add."""
    required = [index.is_field(name, values) for name in _PLAIN_FILTERS if (values := getattr(filters, name))]
    parts: list[Part] = []
    for name, field in STATE_FIELDS.items():
        if values := getattr(filters, name):
            required.append(index.is_field(field, read_states(name, values)))
    if filters.publisher:
        required.append(index.is_field("publisher", _with_joint(index.store, filters.publisher)))
    if filters.term:
        concepts = [find_concept(lexicon, term, "--term") for term in filters.term]
        required.append(index.is_field("concept", concepts))
        parts += [
            mentions_part(term, (concept,), concept)
            for term, concept in zip(filters.term, concepts, strict=True)
        ]
    if filters.entity:
        keys = [entity_keys(lexicon, name) for name in filters.entity]
        required.append(index.is_field("entity", [key for some in keys for key in some]))
        parts += [mentions_part(name, some) for name, some in zip(filters.entity, keys, strict=True)]
    if filters.dates:
        required.append(index.between(filters.dates))
    return required, tuple(parts)


def _with_joint(store: Store, publishers: Sequence[str]) -> list[str]:
    """Return publishers with the joint ones that they are part of: 示范部 样例局 is one of 示范部, too."""
    joint = (
        known
        for publisher in publishers
        for known in find_publishers(store, publisher)
        if publisher in _BETWEEN_NAMES.split(known)
    )
    return list(dict.fromkeys([*publishers, *joint]))


def check_values(collection: Collection, filters: Filters, query: str = "") -> None:
    """Raise UsageError for a value of a filter, or of a field in the query, that no stored passage has.

    Terms are checked where they are looked up in the lexicon.
    """
    given = [*_filter_values(filters), *_field_values(query)]
    if not given:
        return
    index = collection.index
    for name, value, column in given:
        if name == "entity":
            _check_entity(collection, value, column)
        elif name in STATE_FIELDS:
            _check_state(index, name, value, column)
        elif not _is_known(index, name, value, is_part=bool(column)):
            raise _no_such_value(index, name, value, column, ())


def _no_such_value(index: FullText, name: str, value: str, column: int, others: Iterable[str]) -> UsageError:
    """Return the error for a value that no passage has; it names those that there are, and `others`."""
    code = "search.no_such_field_value" if column else "search.no_such_value"
    shown = show_known(value, {*_known_values(index, _field_of(name)), *others})
    return UsageError(code, name=name, value=value, column=column, known=shown)


def _known_values(index: FullText, field: str) -> dict[str, int]:
    return index.search(index.all_of([]), limit=1, facets=[field]).facets[field]


def _field_of(name: str) -> str:
    """Return the field of the index that a filter or facet is about."""
    if name in _CONCEPT_FACETS:
        return "concept"
    return STATE_FIELDS.get(name, name)


def _check_state(index: FullText, name: str, value: str, column: int) -> None:
    """Raise UsageError for a status, level or kind that means nothing and that no document has.

    One that no document has is no error where it is a word that this field knows: nothing is repealed here.
    """
    known = state_names()[name]
    found = read_states(name, [value])[0]
    if found not in known and not index.has_value(STATE_FIELDS[name], found):
        raise _no_such_value(index, name, value, column, known)


def check_label(collection: Collection, kind: str, label: str) -> None:
    """Raise UsageError for a strategy or instrument (`kind`) that no stored passage has."""
    index = collection.index
    if not index.has_value(kind, label):
        shown = show_known(label, _known_values(index, kind))
        raise UsageError("search.no_such_label", name=kind, value=label, known=shown)


def check_entity(collection: Collection, name: str) -> None:
    """Raise UsageError for a name that is in no lexicon and that no stored passage mentions."""
    _check_entity(collection, name, 0)


def _check_entity(collection: Collection, name: str, column: int) -> None:
    lexicon, index = collection.lexicon, collection.index
    keys = entity_keys(lexicon, name)
    if lexicon.look_up(name) or any(entity_surfaces(collection.store, key) for key in keys):
        return
    names = [key.partition(":")[2] for key in _known_values(index, "entity") if ":" in key]
    named = [surface for concept in lexicon.concepts.values() for surface in concept.surfaces]
    hint = did_you_mean(nearest(name, [*names, *named]))
    where = f"column {column}: " * bool(column)
    raise UsageError("search.no_entity", where=where, name=name, hint=hint)


def _is_known(index: FullText, name: str, value: str, *, is_part: bool) -> bool:
    """Return whether a passage has a value; a part of a publisher's name is enough for a field of a query."""
    if index.has_value(name, value):
        return True
    if name != "publisher":
        return False
    if is_part:
        return bool(find_publishers(index.store, value))
    return len(_with_joint(index.store, [value])) > 1


def show_known(value: str, known: Iterable[str]) -> list[str]:
    """Return the known values of a field; of many only those near to what was typed, and their number."""
    names = sorted(known)
    if not names:
        return ["none"]
    if len(names) <= _LISTED and sum(map(len, names)) <= _LISTED_LENGTH:
        return names
    shown = nearest(value, names) or sorted(names, key=len)[:_SHOWN]
    return [*shown, f"… ({len(names):,})"]


def _filter_values(filters: Filters) -> Iterator[tuple[str, str, int]]:
    for name in _CHECKED:
        yield from ((name, value, 0) for value in getattr(filters, name))


def _field_values(query: str) -> Iterator[tuple[str, str, int]]:
    """Yield name, value and column of the fields in a query whose values are known."""
    if ":" not in query and "：" not in query:
        return
    for field in list_fields(parse(query)):
        if field.name in _CHECKED:
            yield field.name, field.value, field.column


def search_passages(collection: Collection, request: SearchRequest) -> SearchResult:
    """Return the passages that match a request, and how many match in all.

    Raises QueryError or UsageError for what can't be asked.
    """
    wanted, parts, finder = narrow(collection, request)
    index = collection.index
    fields = list(dict.fromkeys(map(_field_of, request.facets)))
    if request.facet_values and _MANY_VALUED in fields:
        fields.remove(_MANY_VALUED)
    near = finder.found if finder else {}
    page = _read_page(index, wanted, request, fields, near)
    if request.facet_values and _MANY_VALUED in request.facets:
        page.facets[_MANY_VALUED] = index.most_frequent(wanted, _MANY_VALUED, request.facet_values)
    return SearchResult(
        request.query,
        list_expansions(parts),
        page.total,
        fetch_hits(collection.store, page.hits, parts, near),
        {name: _facet(page, name, collection.lexicon) for name in request.facets},
        list(dict.fromkeys(part.concept for part in parts if part.concept)),
        finder.ranking() if finder else None,
    )


def narrow(
    collection: Collection, request: SearchRequest
) -> tuple[Any, Sequence[Part], SimilarFinder | None]:
    """Return the query of the index that a request means, its parts, and what finds similar passages.

    Raises QueryError or UsageError for what can't be asked.
    """
    check_values(collection, request.filters, request.query)
    finder = _similar_finder(collection, request.query)
    selection = select_passages(
        collection,
        request.query,
        request.filters,
        expand=request.expand,
        max_read=request.max_read,
        find_similar=finder,
    )
    wanted = selection.query
    if request.fold and (later := later_passages(collection.store)):
        wanted = selection.index.all_of([wanted], [selection.index.is_row(later)])
    return wanted, selection.parts, finder


def _similar_finder(collection: Collection, query: str) -> SimilarFinder | None:
    """Return what finds similar passages, where a query may want them; numpy is loaded only then."""
    if not any(sign in query for sign in _SIMILAR_SIGNS):
        return None
    from flows.search.similarity import SimilarFinder

    return SimilarFinder(collection)


def _read_page(
    index: FullText,
    wanted: Any,
    request: SearchRequest,
    fields: Sequence[str],
    near: Mapping[int, Neighbour],
) -> Page:
    """Return a page of matches; those of a ranking by similarity are sorted by it unless by date."""
    if not near or request.order == "date":
        return index.search(
            wanted, limit=request.limit, offset=request.offset, order=request.order, facets=fields
        )
    page = index.search(wanted, limit=len(near), facets=fields)
    ranked = sorted((rowid for rowid, _ in page.hits), key=lambda rowid: -near[rowid].similarity)
    chosen = ranked[request.offset : request.offset + request.limit]
    return replace(page, hits=[(rowid, near[rowid].similarity) for rowid in chosen])


def _facet(page: Page, name: str, lexicon: Lexicon) -> dict[str, int]:
    counted = page.facets
    if kinds := _CONCEPT_FACETS.get(name):
        return {
            concept: number
            for concept, number in counted["concept"].items()
            if concept in lexicon.concepts and lexicon.concepts[concept].type in kinds
        }
    field = _field_of(name)
    counts = counted[field]
    missing = page.total - sum(counts.values()) - page.left_out.get(field, 0)
    return counts | {"": missing} if name in _SINGLE_VALUED and missing else counts


def fetch_hits(
    store: Store,
    found: Sequence[tuple[int, float]],
    parts: Sequence[Part],
    near: Mapping[int, Neighbour],
) -> list[Hit]:
    """Return passages (row id and score) with where the parts of a query match them, in their order."""
    scores = dict(found)
    mentioned = find_mentioned(store, list(scores), parts)
    return [
        _hit(row, parts, mentioned.get(row.rowid, ()), scores[row.rowid], near.get(row.rowid))
        for row in fetch_passages(store, list(scores))
    ]


def _hit(
    row: FoundPassage,
    parts: Sequence[Part],
    mentioned: Sequence[MentionSpan],
    score: float,
    near: Neighbour | None,
) -> Hit:
    highlights, why = explain_matches(row.text, parts, mentioned)
    return Hit(
        passage_id=row.passage_id,
        document_id=row.document_id,
        title=row.title,
        date=row.date,
        publisher=row.publisher,
        corpus=row.corpus,
        language=row.language,
        kind=row.kind,
        heading=row.heading,
        url=row.url,
        text=row.text,
        highlights=highlights,
        labels=row.labels,
        instruments=row.instruments,
        why=why,
        score=round(score, 4),
        similarity=near.similarity if near else None,
        copies=near.copies if near else 0,
    )


def find_new(
    collection: Collection, query: str, filters: Filters, *, after: int, up_to: int
) -> tuple[list[int], tuple[Part, ...]]:
    """Return the matching passages with row ids in (after, up_to], and the parts of the query."""
    selection = select_passages(collection, query, filters)
    index = selection.index
    wanted = index.all_of([selection.query, index.stored_between(after, up_to)])
    return index.matching_ids(wanted), selection.parts
