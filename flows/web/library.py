"""The library: a workspace read by many threads at once, and results kept until the store changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar, cast

from flows.alignment import Omissions, find_omissions
from flows.annotation import Annotator
from flows.annotation.classifier import Taxonomy
from flows.annotation.lexicon import Lexicon
from flows.annotation.parsing import Parser
from flows.pipeline import collect_counts, collect_status
from flows.references import Cited, DocumentChoice, KeptParts, collect_cited
from flows.reports.collections import Desk
from flows.reports.comparisons import CompareRequest, Comparison, compare_sides
from flows.search import Collection
from flows.search.similarity import PassageVectors
from flows.settings import Settings
from flows.store import SameFile, Store, change_number, text_number
from flows.store.desk import desk_number
from flows.store.series import ConceptCount, all_concept_counts, update_concept_counts
from flows.store.translations import DocumentPair, PairFilter, read_pairs
from flows.trends import MONTHS
from flows.workspace import Workspace

T = TypeVar("T")
_KEPT = 128  # results
IN_USE = ("used", "confirmed")  # pairs that are aligned and shown


class Library:
    """A workspace for pages: threads share lexicon and models; each has its own connection to the store."""

    def __init__(self, settings: Settings, *, is_local: bool = True, can_edit: bool = False) -> None:
        """Open the workspace of a store; `is_local` if only this machine can reach the page.

        With `can_edit`, documents can be added and removed from the page.
        """
        self.settings = settings
        self.can_edit = can_edit
        self.keeps_history = settings.history and is_local
        self._workspace = Workspace(settings=settings)
        self._threads = threading.local()
        self._parts = KeptParts(settings.store, lambda: self.lexicon, lambda: self.taxonomy)
        self._file = SameFile(settings.store)
        self._kept: dict[str, tuple[int, Any]] = {}  # least recently used first
        self._order = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._months: tuple[int, int, list[ConceptCount]] | None = None  # with text number and change number
        self._always: dict[str, object] = {}
        self._always_lock = threading.Lock()

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon."""
        return self._workspace.lexicon

    @property
    def taxonomy(self) -> Taxonomy:
        """The categories of the classifier."""
        return self._workspace.taxonomy

    @property
    def parser(self) -> Parser | None:
        """The parser of English sentences."""
        return self._workspace.parser

    @property
    def annotator(self) -> Annotator:
        """Lexicon, rules and models together."""
        return self._workspace.annotator

    @property
    def store(self) -> Store:
        """The store, on a connection of this thread that refuses writes."""
        self.check_file()
        if not hasattr(self._threads, "store"):
            self._threads.store = Store(self.settings.store, read_only=True)
        store: Store = self._threads.store
        return store

    @property
    def collection(self) -> Collection:
        """The store with its lexicon and index, for this thread."""
        self.check_file()
        if not hasattr(self._threads, "collection"):
            self._threads.collection = Collection(self.store, self.lexicon, taxonomy=lambda: self.taxonomy)
        collection: Collection = self._threads.collection
        return collection

    def require_store(self) -> None:
        """Raise StoreError if there is no store to read."""
        _ = self.store

    def load_models(self) -> None:
        """Load the lexicon and the categories ahead of the first request."""
        _ = self.lexicon, self.taxonomy

    def prepare(self) -> None:
        """Bring the index up to date and count what is stored and cited, ahead of the first request."""
        _ = self.collection.index
        self.status()
        _ = self.cited

    def part(self, documents: DocumentChoice | None) -> Collection:
        """Return the part of the store that a filter chooses, for this thread; for None, all of it."""
        if not documents:
            return self.collection
        return self._parts.open(self.store, documents)

    @property
    def can_compare(self) -> bool:
        """Whether vectors of passages were built, so that similar passages can be found."""
        return PassageVectors(self.store).is_built

    @property
    def has_aligned(self) -> bool:
        """Whether any text is aligned with its translation."""
        return self.keep("aligned", _has_aligned)

    def omissions(self, pair: DocumentPair) -> Omissions:
        """Return what only one side of an aligned pair has."""

        def find(store: Store) -> Omissions:
            return find_omissions(store, self.lexicon, self._count_concepts, pair)

        return self.keep(f"omissions {pair.id}", find)

    def compare(self, request: CompareRequest) -> Comparison:
        """Return the comparison of two sides."""

        def find(_: Store) -> Comparison:
            return compare_sides(self.collection, request, self._cut, self._count_concepts)

        return self.keep(f"compare {request} {desk_number(self.store)}", find)

    @cached_property
    def _cut(self) -> Callable[[str], Iterable[str]]:
        from flows.annotation.matching import RustCutter

        return RustCutter().cut

    @cached_property
    def _count_concepts(self) -> Callable[[str], Iterable[str]]:
        from flows.annotation.matching import counter_of  # loads the tagger

        return counter_of(self.lexicon).count

    def kept(self, name: str) -> Any:
        """Return what is kept under a name if still valid, else None; computes nothing."""
        kept = self._kept.get(name)
        return kept[1] if kept and kept[0] == change_number(self.store) else None

    def keep(
        self,
        name: str,
        make: Callable[[Store], T],
        *,
        number: Callable[[Store], int] = change_number,
    ) -> T:
        """Return the result of `make`, kept under `name` until the store changes.

        Results not affected by corrections of passages can be kept longer, until their `number` of the store
        changes. Only one thread at a time makes a result. If there are too many, the least recently used are
        dropped.
        """
        with self._locks.setdefault(name, threading.Lock()):
            now = number(self.store)
            kept = self._kept.get(name)
            if kept is None or kept[0] != now:
                kept = (now, make(self.store))
            with self._order:
                self._kept.pop(name, None)
                self._kept[name] = kept
                while len(self._kept) > _KEPT:
                    oldest = next(iter(self._kept))
                    self._kept.pop(oldest)
                    self._locks.pop(oldest, None)
        found: T = kept[1]
        return found

    @property
    def cited(self) -> list[Cited]:
        """The documents cited in the store, most cited first; kept across corrections of passages."""
        return self.keep("cited", collect_cited, number=text_number)

    @property
    def monthly(self) -> list[ConceptCount]:
        """The counts of every concept by month and corpus.

        After a correction of a passage, only the months of its documents are counted again.
        """
        return self.keep("monthly", self._count_months)

    def _count_months(self, store: Store) -> list[ConceptCount]:
        text, change = text_number(store), change_number(store)
        known = self._months
        if known and known[0] == text:
            counts = update_concept_counts(store, MONTHS, known[2], known[1])
        else:
            counts = all_concept_counts(store, MONTHS)
        self._months = (text, change, counts)
        return counts

    def keep_if(self, is_kept: bool, name: str, make: Callable[[Store], T]) -> T:
        """Return the result of `make`: kept as by `keep`, or made again for each call."""
        if not is_kept:
            return make(self.store)
        return self.keep(name, make)

    def keep_always(self, name: str, make: Callable[[], T]) -> T:
        """Return the result of `make`, kept under `name` for the library's lifetime: no run changes it."""
        with self._always_lock:
            if name not in self._always:
                self._always[name] = make()
        return cast(T, self._always[name])

    def remember(self, command: str, query: str, options: Sequence[str], total: int) -> None:
        """Add a search to the history of this machine, unless it is off or others can reach the page."""
        if self.keeps_history:
            self._workspace.remember(command, query, options, total)

    def check_file(self) -> None:
        """Raise StoreError if another file has replaced the store being read."""
        self._file.check()

    def open_store(self) -> Store:
        """Return the store on a separate connection that can write."""
        self.check_file()
        return Store(self.settings.store, must_exist=True)

    @contextmanager
    def writing(self) -> Iterator[Desk]:
        """Yield the desk on a separate connection that can write."""
        with self.open_store() as store:
            collection = Collection(store, self.lexicon, taxonomy=lambda: self.taxonomy)
            yield Desk(lambda: collection)

    @property
    def desk(self) -> Desk:
        """Collections and tags, read-only."""
        return Desk(lambda: self.collection)

    def status(self) -> dict[str, Any]:
        """Return the content of `zhengce status --rejections`: kept counts, current readings and health."""
        counts = self.keep("counts", collect_counts)
        corpora = self.settings.corpora_folder
        return collect_status(self.store, with_rejections=True, corpora=corpora, counts=counts).as_dict()


def _has_aligned(store: Store) -> bool:
    return any(pair.aligned for pair in read_pairs(store, PairFilter(IN_USE)))
