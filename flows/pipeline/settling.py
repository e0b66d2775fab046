"""Bring names, statuses and pairs of documents up to date with the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from flows.annotation import document_titles, title_key
from flows.annotation.lexicon import Lexicon
from flows.pipeline.alignment import store_known_pairs
from flows.references import settle_states
from flows.store import Store
from flows.store.documents import (
    DocumentName,
    Unnamed,
    has_names_of_version,
    read_text,
    settling,
    unnamed_documents,
    write_names,
)
from flows.text import find_own_number, parse_numbers

# Changes when the same document gets other names.
_NAMING = 8


def settle_documents(store: Store, lexicon: Lexicon) -> None:
    """Bring names, statuses and known pairs up to date with the documents.

    If only a few have changed since the last time, only these are checked, unless others depend on them.
    """
    with settling(store) as touched:
        changed = touched if has_names_of_version(store, _version(lexicon)) else None
        name_documents(store, lexicon, changed)
        settle_states(store, changed=changed)
        store_known_pairs(store, changed)


def name_documents(store: Store, lexicon: Lexicon, among: Sequence[str] | None = None) -> int:
    """Name every document (or those in `among`) without names by this lexicon; return how many had none."""
    version = _version(lexicon)
    done = 0
    for batch in unnamed_documents(store, version, among):
        names = {one.id: list(_names(store, one, lexicon)) for one in batch}
        write_names(store, version, names)
        done += len(batch)
    return done


def _version(lexicon: Lexicon) -> int:
    return (int(lexicon.hash[:12], 16) << 4) + _NAMING


def _names(store: Store, document: Unnamed, lexicon: Lexicon) -> Iterator[DocumentName]:
    title = document.title
    numbers = parse_numbers(document.document_number) or [key for key in (find_own_number(title),) if key]
    for key in numbers:
        yield DocumentName("number", key)
    # News of a document has no number of its own.
    titles = document_titles(title, None if numbers else partial(read_text, store, document.id))
    for name in titles:
        yield DocumentName("title", name)
    if key := title_key(title):
        yield DocumentName("event", key)
        if key.startswith("work-report:"):
            yield DocumentName("event", "work-report")
    if (concept := lexicon.find(title)) and concept.type == "DOC":
        yield DocumentName("concept", concept.id)
    for name in titles:
        if (concept := lexicon.find(name)) and concept.type == "DOC":
            yield DocumentName("concept", concept.id)
