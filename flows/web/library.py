"""What the page reads from: the store, the lexicon, the taxonomy and the annotator."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from flows.annotation import Annotator, load_annotator
from flows.annotation.classifier import Taxonomy, load_taxonomy
from flows.annotation.lexicon import Lexicon, load_lexicon
from flows.pipeline import collect_counts, collect_status
from flows.search import Collection
from flows.settings import Settings
from flows.store import Store, change_number

T = TypeVar("T")
_KEPT = 64


class Library:
    """Loads each thing once, when it is first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._threads = threading.local()
        self._kept: dict[str, tuple[int, Any]] = {}
        self._locks: dict[str, threading.Lock] = {}

    @property
    def store(self) -> Store:
        """The store on a connection of this thread that refuses writes."""
        if not hasattr(self._threads, "store"):
            self._threads.store = Store(self.settings.store, read_only=True)
        store: Store = self._threads.store
        return store

    @property
    def collection(self) -> Collection:
        """The store with its lexicon and index, for this thread."""
        if not hasattr(self._threads, "collection"):
            self._threads.collection = Collection(self.store, self.lexicon)
        collection: Collection = self._threads.collection
        return collection

    def keep(self, name: str, make: Callable[[Store], T]) -> T:
        """Return what `make` makes of the store.

        Made again only when the store has changed, by one thread at a time.
        """
        with self._locks.setdefault(name, threading.Lock()):
            number = change_number(self.store)
            kept = self._kept.get(name)
            if kept is None or kept[0] != number:
                while len(self._kept) >= _KEPT:
                    self._kept.pop(next(iter(self._kept)), None)
                kept = self._kept[name] = (number, make(self.store))
        found: T = kept[1]
        return found

    def status(self) -> dict[str, Any]:
        """Return what `zhengce status --rejections` says: counts as kept, readings and health as of now."""
        counts = self.keep("counts", collect_counts)
        return collect_status(
            self.store, with_rejections=True, corpora=self.settings.corpora_folder, counts=counts
        ).as_dict()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon of the models folder."""
        return load_lexicon(self.settings.models_folder / "lexicon")

    @cached_property
    def annotator(self) -> Annotator:
        """The annotator of the models folder, loaded when a text is first annotated."""
        return load_annotator(self.settings.models_folder)

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The strategies and instruments of the models folder."""
        return load_taxonomy(self.settings.models_folder / "taxonomy.toml")
