"""A store that shows only chosen versions of documents, under the names of the usual tables.

Every query of this room answers for the part (see `flows.store.part.tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from flows.errors import StoreError
from flows.store.database import Run, Store, open_file
from flows.store.part.choosing import Hints
from flows.store.part.tables import count_passages, count_versions, show_passages, show_versions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class StorePart(Store):
    """Chosen versions of a store's documents, read-only; every count covers only them.

    `whole` is the store, which stays open while the part is used and is closed with it. `hints` let the index
    select with few exceptions. `day` is the day as of which the versions are chosen, "" for now; the statuses
    are those of that day. `words` are the command-line options that choose them. `passages` are the row ids
    of the passages shown, None for all of the chosen versions. `find_beside` returns the store in which their
    translations are read (see `beside`); None if that is this part.
    """

    keeps_counts = False
    counts_versions = False

    def __init__(
        self,
        whole: Store,
        chosen: Iterable[tuple[str, str]],
        hints: Hints | None = None,
        day: str = "",
        words: Sequence[str] = (),
        *,
        passages: Collection[int] | None = None,
        find_beside: Callable[[], Store] | None = None,
    ) -> None:
        """Show these versions, given as (id, status)."""
        self.whole = whole
        self.day = day
        self.words = tuple(words)
        self._find_beside = find_beside
        self.hints = hints or Hints()
        self.path = whole.path
        self.raw_folder = whole.raw_folder
        self.index_folder = whole.index_folder
        self.connection, self.is_frozen, self.publisher_groups = open_file(
            whole.path, only_read=True, on_full_disk=whole.is_on_full_disk
        )
        self.connection.row_factory = whole.connection.row_factory
        self.passages = passages
        self.connection.execute("PRAGMA temp_store = MEMORY")
        show_versions(self.connection, chosen)
        if passages is None:
            count_versions(self.connection)
        else:
            show_passages(self.connection, passages)
            count_passages(self.connection)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.connection.close()
        if beside := self.__dict__.get("beside"):
            beside.connection.close()
        self.whole.__exit__(kind, error, trace)

    @cached_property
    def beside(self) -> Store:
        """The store in which translations of the chosen texts are read: of the same day, chosen or not."""
        return self._find_beside() if self._find_beside else self

    @property
    def is_read_only(self) -> bool:
        """Whether this connection refuses every write: always true."""
        return True

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Refuse to write."""
        raise StoreError("store.part_read_only", path=self.path)
        yield self.connection

    @contextmanager
    def run(self, command: str) -> Iterator[Run]:  # noqa: ARG002
        """Refuse to write."""
        raise StoreError("store.part_read_only", path=self.path)
        yield Run("")
