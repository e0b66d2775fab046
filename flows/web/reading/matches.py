"""Find the matches, in a page's passages, of the search that led to it."""

from __future__ import annotations

from collections.abc import Sequence

from flows.search import Filters, find_matches, find_mentioned, select_passages
from flows.store.passages import AnnotatedPassage
from flows.web import limits
from flows.web.addresses import SearchAddress
from flows.web.library import Library


def mark_matches(
    library: Library, address: SearchAddress, passages: Sequence[AnnotatedPassage]
) -> dict[str, list[tuple[int, int]]]:
    """Return the matches of a search in passages, by their ids; none if the address has no search."""
    filters = Filters(term=address.values_of("term"), entity=address.values_of("entity"))
    if not address.query.strip() and not filters:
        return {}
    parts = select_passages(
        library.collection,
        address.query,
        filters,
        expand=address.expand,
        max_read=limits.MAX_READ,
        find_similar=_find_none,  # the words next to the similarity condition are still marked
    ).parts
    mentioned = find_mentioned(library.store, [passage.id for passage in passages], parts)
    return {
        passage.passage_id: find_matches(passage.text, parts, mentioned.get(passage.id, ()))
        for passage in passages
    }


def _find_none(_target: object, _within: object) -> list[int]:
    return []
