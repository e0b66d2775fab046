"""The parts that a workspace opens, each when first used."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from flows.annotation.parsing import Parser, load_parser
from flows.reports.collections import Desk
from flows.search import (
    Collection,
)
from flows.settings import Settings, read_settings
from flows.store import Store
from flows.store.desk import add_history

if TYPE_CHECKING:
    from flows.annotation import Annotator
    from flows.annotation.classifier import Taxonomy
    from flows.annotation.lexicon import Lexicon
    from flows.pipeline import Aligner
    from flows.references import DocumentChoice

_INDEXING = "updating the index"
# Choices of documents by what they are, or were on a day.
CHOICES_OF_DAY = ("as_of", "status", "level", "kind", "province")
ANY_CHOICE = (*CHOICES_OF_DAY, "publisher", "collection", "tag", "vanished")


class Parts:
    """Settings, store, lexicon, taxonomy, annotator and index; the arguments are those of `Workspace`."""

    def __init__(
        self,
        store: str | Path | None = None,
        *,
        settings: Settings | None = None,
        must_exist: bool = True,
        lake: str | None = None,
        documents: DocumentChoice | None = None,
        reads_full_disk: bool = False,
        report: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.settings = settings.at_store(store) if settings else read_settings(store)
        self._must_exist = must_exist
        self._lake = lake
        self._documents = documents
        self._reads_full_disk = reads_full_disk
        self._report = report

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.__dict__.pop("collection", None)
        if store := self.__dict__.pop("store", None):
            store.__exit__(kind, error, trace)

    def close(self) -> None:
        """Close the store if it is open; it opens again when used."""
        self.__exit__(None, None, None)

    @cached_property
    def store(self) -> Store:
        """The store, or the lake instead.

        Raises StoreError if it is missing, is damaged, or comes from a newer version.
        """
        if self._lake:
            from flows.references import open_lake

            return open_lake(self._lake, self._documents)
        whole = Store(
            self.settings.store,
            must_exist=self._must_exist,
            reads_full_disk=self._reads_full_disk,
            report=self._report,
        )
        if not self._documents:
            return whole
        from flows.references import open_part

        return open_part(whole, self._documents, lambda: self.lexicon, lambda: self.taxonomy)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon. Raises ConfigurationError, with file and line, if one of its rows is wrong."""
        from flows.annotation.lexicon import load_compiled

        return load_compiled(self.settings.models_folder / "lexicon", self._compiled_lexicon)

    @property
    def _compiled_lexicon(self) -> Path:
        return self.settings.store.with_suffix(".lexicon")

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The categories of the classifier. Raises ConfigurationError if its file is wrong."""
        from flows.annotation.classifier import load_taxonomy

        return load_taxonomy(self.settings.models_folder / "taxonomy.toml")

    @cached_property
    def annotator(self) -> Annotator:
        """Lexicon, rules and models together; loading them takes a second or two."""
        from flows.annotation import load_annotator

        return load_annotator(self.settings.models_folder, self._compiled_lexicon)

    @cached_property
    def parser(self) -> Parser | None:
        """The parser of English sentences, loaded when the first one needs it; None if there is no model."""
        return load_parser(self.settings.models_folder / "artefacts")

    @cached_property
    def aligner(self) -> Aligner:
        """The aligner of texts with their translations."""
        from flows.pipeline import load_aligner

        vectors = self.settings.store.with_suffix(".vectors") / "sentences"
        return load_aligner(self.settings.models_folder, self.lexicon, vectors)

    @cached_property
    def collection(self) -> Collection:
        """The store with its lexicon and index, for searches and counts."""
        report = {"report": partial(self._report, _INDEXING)} if self._report else {}
        return Collection(self.store, self.lexicon, **report, taxonomy=lambda: self.taxonomy)

    @cached_property
    def desk(self) -> Desk:
        """The collections and tags, as in ``workspace.desk.add("chips", ["9f3c1b2a"], note="...")``."""
        return Desk(lambda: self.collection)

    @contextmanager
    def _part(self, documents: DocumentChoice | None) -> Iterator[Collection]:
        """Yield the collection, or the part of it with the chosen documents.

        Each field of the choice replaces that of the workspace's own choice.
        """
        if not documents:
            yield self.collection
            return
        if self._documents:
            own = {field.name: getattr(self._documents, field.name) for field in fields(self._documents)}
            given = {name: getattr(documents, name) or value for name, value in own.items()}
            documents = replace(documents, **given)
        with Parts(settings=self.settings, lake=self._lake, documents=documents, report=self._report) as part:
            part.__dict__["lexicon"] = self.lexicon
            yield part.collection

    def remember(self, command: str, query: str, options: Sequence[str] = (), total: int = -1) -> None:
        """Add a search to the history of this machine, unless the settings switch it off."""
        settings = self.settings
        if settings.history and not self._lake:
            add_history(settings.state, settings.store, command, query, shlex.join(options), total)
