"""Stored documents that the citations of a deciding document concern, with their copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.references.citations import Resolver
from flows.references.statuses.authors import Author
from flows.store.documents import Edition, NamedDocument
from flows.store.facts import StoredCitation


@dataclass(frozen=True, slots=True)
class Known:
    """The stored documents that decide, and those that are decided upon.

    `begins` and `ends` are the days when documents take effect and end by their own texts; `editions` are
    sorted by title and date.
    """

    authors: Mapping[str, Author]
    editions: Sequence[Edition]
    begins: Mapping[str, str]
    ends: Mapping[str, str]

    def may_end(self, citation: StoredCitation, document: str, *, is_numbered: bool) -> bool:
        """Return whether the author of a citing document may decide upon another document, given by id."""
        author = self.authors.get(document)
        return author is not None and self.authors[citation.document_id].may_end(
            author, is_numbered=is_numbered
        )


def find_concerned(citation: StoredCitation, resolver: Resolver, known: Known) -> list[NamedDocument]:
    """Return the stored document that a citation decides upon, then its copies; [] if there is none.

    Of the documents with the cited name, it is the last one by date that the citing author may decide upon:
    other places have documents of the same title. Copies have its date or its number, too, as where several
    corpora hold it.
    """
    found = [
        one
        for one in resolver.find_all(citation)
        if known.may_end(
            citation, one.document_id, is_numbered=resolver.has_number(citation, one.document_id)
        )
    ]
    if not found:
        return []
    meant = found[-1]
    return [meant, *(one for one in found[:-1] if _is_copy(one, meant))]


def _is_copy(one: NamedDocument, other: NamedDocument) -> bool:
    has_number = bool(one.document_number) and one.document_number == other.document_number
    return has_number or one.date == other.date
