"""A collection: a store with its full-text index and the lexicon, the subject of every question."""

from __future__ import annotations

from collections.abc import Callable

from flows.annotation.lexicon import Lexicon
from flows.store import Store
from flows.store.facts import LexiconsInUse
from flows.store.fulltext import FullText
from flows.store.lake import open_index

Report = Callable[[int, int], None]


def _ignore(done: int, total: int) -> None:
    pass


class Collection:
    """A store or lake, its lexicon, and its full-text index.

    `report(done, total)` is called while the index is brought up to date.
    """

    def __init__(self, store: Store, lexicon: Lexicon, report: Report = _ignore) -> None:
        self.store = store
        self.lexicon = lexicon
        self._report = report
        self._index = open_index(store)

    @property
    def index(self) -> FullText:
        """The full-text index in the store's present state.

        Every access brings it up to date (about a millisecond where nothing changed), so that no answer comes
        from a state that the store has left. Raises StoreError if another process holds the index for longer
        than a minute.
        """
        self._index.sync(self._report)
        return self._index

    @property
    def lexicons(self) -> LexiconsInUse:
        """The lexicons that made the annotations; the current one is the collection's."""
        return LexiconsInUse(self.store, self.lexicon.hash)
