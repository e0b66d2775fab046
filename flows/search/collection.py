"""A collection: a store with its full-text index and the lexicon, the subject of every question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flows.annotation.lexicon import Lexicon
from flows.corpus.metadata import read_states
from flows.errors import unknown_value
from flows.records import ReportCount, report_nothing
from flows.search.request import LABEL_FIELDS, STATE_FIELDS
from flows.store import Store
from flows.store.facts import LexiconsInUse
from flows.store.fulltext import FullText
from flows.store.lake import open_index
from flows.text.places import list_provinces, read_province

if TYPE_CHECKING:
    from flows.annotation.classifier import Taxonomy

ReadValues = Callable[[str, Sequence[str]], list[str]]  # the values of a field that typed words mean


class Collection:
    """A store or lake, its lexicon, and its full-text index.

    `report(done, total)` is called while the index is brought up to date. `taxonomy` returns the categories
    whose names may be typed instead of their ids.
    """

    def __init__(
        self,
        store: Store,
        lexicon: Lexicon,
        report: ReportCount = report_nothing,
        taxonomy: Callable[[], Taxonomy] | None = None,
    ) -> None:
        self.store = store
        self.lexicon = lexicon
        self.taxonomy = taxonomy
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

    def read_values(self, field: str, typed: Sequence[str]) -> list[str]:
        """Return the values of a field that names in either language mean; other words are unchanged."""
        if field in LABEL_FIELDS and self.taxonomy:
            return list(dict.fromkeys(map(self.taxonomy().read, typed)))
        return read_values(field, typed)


def read_values(field: str, typed: Sequence[str]) -> list[str]:
    """Return the values of a field with a fixed set of words that these mean; other words are unchanged.

    Raises UsageError for what is no province.
    """
    if field == "language" or field in STATE_FIELDS:
        return read_states(field, typed)
    if field == "province":
        typed = [_read_province(one) for one in typed]
    return list(dict.fromkeys(typed))


def _read_province(word: str) -> str:
    if name := read_province(word):
        return name
    raise unknown_value("province", word, [one.short for one in list_provinces()])
