"""What the page reads from: the store (a read-only connection a thread), the lexicon, the taxonomy, the annotator."""

from __future__ import annotations

import threading
from functools import cached_property

from flows.annotation.lexicon import Lexicon, load_lexicon
from flows.annotation.taxonomy import Taxonomy, load_taxonomy
from flows.settings import Settings
from flows.store.database import Store


class Library:
    """Loads each thing once, when it is first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._threads = threading.local()

    @property
    def store(self) -> Store:
        """The store on a connection of this thread that refuses writes."""
        if not hasattr(self._threads, "store"):
            self._threads.store = Store(self.settings.store, read_only=True)
        store: Store = self._threads.store
        return store

    @cached_property
    def lexicon(self) -> Lexicon:
        return load_lexicon(self.settings.models_folder / "lexicon")

    @cached_property
    def taxonomy(self) -> Taxonomy:
        return load_taxonomy(self.settings.models_folder / "taxonomy.toml")
