"""Parts of a store that were chosen lately, kept for the next question."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flows.annotation.lexicon import Lexicon
from flows.references.choosing import DocumentChoice, open_part
from flows.search import Collection
from flows.store import Store, change_number
from flows.store.desk import desk_number

if TYPE_CHECKING:
    from flows.annotation.classifier import Taxonomy

_MOST = 2  # per thread


class KeptParts:
    """The last parts of a store for each thread, kept until the store changes.

    Choosing takes a second in a store of 80,000 documents. A part that is not kept any longer is closed: its
    temporary tables are in memory, and Python frees connections only at the next full garbage collection.
    """

    def __init__(self, path: Path, lexicon: Callable[[], Lexicon], taxonomy: Callable[[], Taxonomy]) -> None:
        self._path = path
        self._lexicon = lexicon
        self._taxonomy = taxonomy
        self._threads = threading.local()

    def open(self, store: Store, documents: DocumentChoice) -> Collection:
        """Return the part that a choice selects; `store` is this thread's connection to the whole store.

        It can be used until this thread has opened two others. Raises UsageError for a value, collection or
        tag that the store does not have.
        """
        kept: dict[DocumentChoice, tuple[tuple[int, int], Collection]] = self._threads.__dict__.setdefault(
            "parts", {}
        )
        number = change_number(store), desk_number(store)
        found = kept.pop(documents, None)
        if found is not None and found[0] != number:
            found[1].store.__exit__(None, None, None)
            found = None
        if found is None:
            whole = Store(self._path, read_only=True)
            part = open_part(whole, documents, self._lexicon, self._taxonomy)
            found = number, Collection(part, self._lexicon(), taxonomy=self._taxonomy)
        kept[documents] = found
        while len(kept) > _MOST:
            kept.pop(next(iter(kept)))[1].store.__exit__(None, None, None)
        return found[1]
