"""Stored documents that cite or repeal a document missing from the store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flows.annotation import normalise_title
from flows.annotation.lexicon import Lexicon
from flows.assistants.drafts.claims import Note
from flows.assistants.drafts.references.reference import Reference
from flows.store import Store
from flows.store.documents import find_repeated
from flows.store.facts import Citing, citing_documents


class CitingDocuments:
    """The stored documents that cite a missing one, by its title in either language or by its number."""

    def __init__(self, store: Store, lexicon: Lexicon, day: str) -> None:
        self._store = store
        self._lexicon = lexicon
        self._day = day
        self._read = cache(self._find)

    def count(self, reference: Reference) -> int:
        """Return the number of documents that cite it; a text that is stored several times is one."""
        return len(self._read(reference.kind, reference.key))

    def notes_on(self, reference: Reference) -> tuple[Note, ...]:
        """Return how many documents cite it, and the first one that repeals it by the day of the draft."""
        rows = self._read(reference.kind, reference.key)
        if not rows:
            return ()
        repealing = [row for row in rows if row.repeals and "" < row.date <= self._day]
        repealed = [
            Note("repealed_by_stored", {"title": row.title, "date": row.date}) for row in repealing[:1]
        ]
        return (*repealed, Note("cited_by", {"number": len(rows)}))

    def _find(self, kind: str, key: str) -> Sequence[Citing]:
        if kind == "number":
            found = citing_documents(self._store, (), key)
        else:
            found = citing_documents(self._store, self._titles(key), "")
        repeated = find_repeated(self._store, {one.id: one.date for one in found})
        return [one for one in found if one.id not in repeated]

    def _titles(self, key: str) -> Sequence[str]:
        """Return the normalised titles of a document: as written, and those that the lexicon has for it."""
        concept = self._lexicon.find(key)
        known = concept.surfaces if concept and concept.type == "DOC" else ()
        return list(dict.fromkeys(map(normalise_title, (key, *known))))
