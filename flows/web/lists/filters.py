"""The parameters that routes of the JSON interface share: words, which passages count, and which rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Path, Query

from flows.references import check_state_words
from flows.web import limits
from flows.web.addresses import ChoiceAddress, SearchAddress

# The refusals of every route that searches or lists, for OpenAPI.
REFUSED = {
    400: {"description": "the query, a filter or a date cannot be read"},
    422: {"description": "a parameter is out of range"},
}
# The id of a document or pair, or its beginning.
Identifier = Annotated[str, Path(pattern="^[0-9a-f]{4,16}$")]
Limit = Annotated[int, Query(ge=1, le=limits.ROWS)]
Offset = Annotated[int, Query(ge=0, le=10**7)]
Text = Annotated[str, Query(max_length=2000)]
Many = Annotated[list[str], Query(default_factory=limits.no_values, max_length=50)]
Date = Annotated[str, Query(max_length=limits.LONGEST_DATE, description="2021, 2021-03 or 2021-03-12")]
FirstDate = Annotated[str, Query(alias="from", max_length=limits.LONGEST_DATE)]
AsOf = Annotated[
    str, Query(max_length=limits.LONGEST_DATE, description="the documents and versions of a day: 2019-06-01")
]
Ways = Annotated[
    list[str],
    Query(
        default_factory=limits.no_values,
        max_length=10,
        description="only what vanished from its source: any, gone, or a way (see /api/vanished)",
    ),
]


def read_passage_filters(
    *,
    strategy: Many,
    instrument: Many,
    term: Many,
    entity: Many,
    publisher: Many,
    corpus: Many,
    language: Many,
    first: FirstDate = "",
    to: Date = "",
) -> SearchAddress:
    """Return the filters of passages as the address of the page that has them, without any query."""
    values = {
        "strategy": strategy,
        "instrument": instrument,
        "term": term,
        "entity": entity,
        "publisher": publisher,
        "corpus": corpus,
        "language": language,
    }
    given = {name: tuple(some) for name, some in values.items()}
    return SearchAddress("", given, first, to)


PassageFilters = Annotated[SearchAddress, Depends(read_passage_filters)]


def read_all_filters(
    filtered: PassageFilters,
    *,
    status: Many,
    level: Many,
    kind: Many,
    province: Many,
    collection: Many,
    tag: Many,
    vanished: Ways,
    as_of: AsOf = "",
) -> SearchAddress:
    """Return all filters, those of documents included, as the address of a page without any query."""
    more = {
        "status": status,
        "level": level,
        "kind": kind,
        "province": province,
        "collection": collection,
        "tag": tag,
        "vanished": vanished,
    }
    values = {**filtered.values, **{name: tuple(some) for name, some in more.items()}}
    return replace(filtered, values=values, as_of=as_of)


AllFilters = Annotated[SearchAddress, Depends(read_all_filters)]


def read_narrowed(filters: AllFilters, *, q: Text = "", expand: bool = True) -> SearchAddress:
    """Return a query with all filters as the address of the page that searches for the same passages."""
    return replace(filters, query=q, expand=expand)


Narrowed = Annotated[SearchAddress, Depends(read_narrowed)]


def read_chosen_but_kind(
    *,
    as_of: AsOf = "",
    status: Many,
    level: Many,
    vanished: Ways,
    province: Many,
    collection: Many,
    tag: Many,
    publisher: Many,
) -> ChoiceAddress:
    """Return the part of an address that chooses documents, without their kind."""
    return ChoiceAddress(
        as_of=as_of,
        status=tuple(status),
        level=tuple(level),
        vanished=tuple(vanished),
        province=tuple(province),
        collection=tuple(collection),
        tag=tuple(tag),
        publisher=tuple(publisher),
    )


ChosenButKind = Annotated[ChoiceAddress, Depends(read_chosen_but_kind)]


def read_chosen(chosen: ChosenButKind, *, kind: Many) -> ChoiceAddress:
    """Return the part of an address that chooses documents."""
    return replace(chosen, kind=tuple(kind))


Chosen = Annotated[ChoiceAddress, Depends(read_chosen)]


def read_chosen_by_document_kind(chosen: ChosenButKind, *, document_kind: Many) -> ChoiceAddress:
    """Return the part of an address that chooses documents, where `kind` is of something else.

    Raises UsageError for an unknown kind, under the name that it has here.
    """
    check_state_words("kind", document_kind, "document_kind")
    return replace(chosen, kind=tuple(document_kind))


ChosenByDocumentKind = Annotated[ChoiceAddress, Depends(read_chosen_by_document_kind)]
