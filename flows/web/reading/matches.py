"""Where the search that led to a page matches the passages on it."""

from __future__ import annotations

from collections.abc import Sequence

from flows.search import Filters, find_matches, find_mentioned, select_passages
from flows.store import AnnotatedPassage
from flows.web import limits
from flows.web.addresses import SearchAddress
from flows.web.library import Library


def mark_matches(
    library: Library, address: SearchAddress, passages: Sequence[AnnotatedPassage]
) -> dict[str, list[tuple[int, int]]]:
    """Return where a search matches passages, by their ids; nothing where the address has no search."""
    filters = Filters(term=address.values_of("term"), entity=address.values_of("entity"))
    if not address.query.strip() and not filters:
        return {}
    parts = select_passages(
        library.collection,
        address.query,
        filters,
        expand=address.expand,
        max_read=limits.MAX_READ,
        find_similar=_find_none,  # the words beside what is similar are marked
    ).parts
    mentioned = find_mentioned(library.store, [passage.id for passage in passages], parts)
    return {
        passage.passage_id: find_matches(passage.text, parts, mentioned.get(passage.id, ()))
        for passage in passages
    }


def _find_none(_target: object, _within: object) -> list[int]:
    return []
