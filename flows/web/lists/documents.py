"""The page of stored documents: filters, orders, groups, and folded near-duplicates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.corpus.metadata import read_states, state_names
from flows.references import by_known_title
from flows.store import publisher_groups
from flows.store.documents import (
    DOCUMENT_GROUPINGS,
    DOCUMENT_ORDERS,
    DocumentGroup,
    DocumentGrouping,
    ListedDocument,
    group_documents,
    known_corpora,
    known_states,
    list_documents,
)
from flows.web import limits
from flows.web.addresses import check_page
from flows.web.library import Library
from flows.web.lists.addresses import DocumentsAddress, read_documents
from flows.web.lists.choosing import list_publishers
from flows.web.messages import Names
from flows.web.rendering import Pages

_GROUPS = 60  # listed beside the documents
_LANGUAGES = ("zh", "en", "mixed", "und")
_STATES = ("kind", "level", "status")


class Section(NamedTuple):
    """The documents on a page that belong to one group; without grouping, a single unnamed one."""

    name: str
    documents: list[ListedDocument]

    @property
    def size(self) -> int:
        """The number of documents."""
        return len(self.documents)


def _known_states(library: Library) -> dict[str, list[str]]:
    """Return the kinds and levels of the store and every status, for the form."""
    return {**library.keep("states", known_states), "status": list(state_names()["status"])}


def build_document_list(pages: Pages) -> APIRouter:
    """Return the route /documents."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/documents")
    def documents(request: Request) -> HTMLResponse:
        address = read_documents(request.query_params)
        store = library.part(address.documents).store
        listed, other_name = by_known_title(store, address.request(limits.LINES), library.lexicon)
        found = list_documents(store, listed)
        check_page(address.page, found.total)
        grouping = address.grouping
        groups: list[DocumentGroup] = []
        if grouping:
            groups = group_documents(store, listed.filters, grouping)
        publishers = publisher_groups(store) if grouping == "publisher" else {}
        name = pages.names_for(request)
        return pages.render(
            request,
            "documents.html",
            asked=address,
            sections=list(divide(found.documents, grouping, publishers)),
            total=found.total,
            other_name=other_name,
            start=(address.page - 1) * limits.LINES,
            has_more=found.total > address.page * limits.LINES,
            bars=[
                (_name_group(group.name, address, name), address.in_group(group.name), group.documents)
                for group in groups[:_GROUPS]
            ],
            left_out=max(0, len(groups) - _GROUPS),
            orders=DOCUMENT_ORDERS,
            groupings=DOCUMENT_GROUPINGS,
            corpora=library.keep("corpora", known_corpora),
            publishers=list_publishers(library),
            languages=_LANGUAGES,
            states=_known_states(library),
            chosen_states={name: read_states(name, getattr(address, name)) for name in _STATES},
            group_name=lambda value: _name_group(value, address, name),
        )

    return router


def divide(
    rows: Sequence[ListedDocument], grouping: DocumentGrouping | None, publishers: Mapping[str, str]
) -> Iterator[Section]:
    """Yield the documents of a page by group, in their order; `publishers` are the groups of publishers."""
    if grouping is None:
        yield Section("", list(rows))
        return

    def group_of(row: ListedDocument) -> str:
        if grouping == "year":
            return row.date[:4]
        if grouping == "publisher":
            return publishers.get(row.publisher, row.publisher)
        return str(getattr(row, grouping))

    for name, members in groupby(rows, group_of):
        yield Section(name, list(members))


def _name_group(value: str, address: DocumentsAddress, name_of: Names) -> str:
    """Return the name of a group: languages by their names, others unchanged."""
    if address.grouping == "language" and value:
        return name_of(value)
    return value
