"""The names by which stored documents can be cited: numbers, titles, concepts."""

from __future__ import annotations

from collections.abc import Iterator

from flows.annotation import document_titles, find_citations
from flows.annotation.lexicon import Lexicon
from flows.store import DocumentName, Store, unnamed_documents, write_names
from flows.text import parse_numbers

# Changes when the same document gets other names.
_NAMING = 1


def name_documents(store: Store, lexicon: Lexicon) -> int:
    """Name every document that has no names by this lexicon; return how many there were."""
    version = (int(lexicon.hash[:12], 16) << 4) + _NAMING
    done = 0
    for batch in unnamed_documents(store, version):
        names = {document: list(_names(title, number, lexicon)) for document, title, number in batch}
        write_names(store, version, names)
        done += len(batch)
    return done


def _names(title: str, number: str, lexicon: Lexicon) -> Iterator[DocumentName]:
    for key in parse_numbers(number):
        yield DocumentName("number", key)
    for name in document_titles(title):
        yield DocumentName("title", name)
    if (concept := lexicon.find(title)) and concept.type == "DOC":
        yield DocumentName("concept", concept.id)
    for made in find_citations(title):
        if made.number and not number:
            yield DocumentName("number", made.number)
    for name in document_titles(title):
        if (concept := lexicon.find(name)) and concept.type == "DOC":
            yield DocumentName("concept", concept.id)
