"""Sources of the tools: one store, one connection per thread, and the addresses cited in answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict, TypeVar

from flows.annotation.lexicon import Lexicon
from flows.annotation.parsing import Parser
from flows.assistants.mcp.answers import Source
from flows.assistants.mcp.naming import find_named
from flows.errors import UsageError
from flows.output import repeat_command
from flows.references import DocumentChoice, KeptParts
from flows.search import Collection
from flows.settings import Settings
from flows.store import SameFile, Store, change_number
from flows.store.documents import StoredDocument, find_ids, find_one, list_copies, read_document
from flows.store.passages import FoundPassage, fetch_passages, passage_rowids
from flows.store.series import count_waiting
from flows.text import lazy_pattern
from flows.workspace import Workspace

T = TypeVar("T")


class PlaceFields(TypedDict):
    """The fields of `answers.Place`."""

    passage_id: str
    permalink: str
    source: Source


_SHOWN_IDS = 5
_OUTPUTS = Path("outputs")
_PASSAGE = lazy_pattern(r"(.+)-(\d{1,7})")
_ADDRESS = lazy_pattern(r"https?://\S+")


class Sources:
    """A store for tools: threads share the lexicon; each has its own connection, which refuses writes.

    `site` is the address of a page (`zhengce web`) for permalinks; without it, permalinks are the addresses
    of this server's resources.
    """

    def __init__(self, settings: Settings, site: str = "") -> None:
        self.settings = settings
        self.site = site.rstrip("/")
        self._workspace = Workspace(settings=settings)
        self._threads = threading.local()
        self._parts = KeptParts(settings.store, lambda: self.lexicon, lambda: self._workspace.taxonomy)
        self._file = SameFile(settings.store)
        self._kept: dict[str, tuple[object, Any]] = {}
        self._lock = threading.Lock()

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon."""
        with self._lock:
            return self._workspace.lexicon

    @property
    def parser(self) -> Parser | None:
        """The parser of English sentences."""
        with self._lock:
            return self._workspace.parser

    @property
    def store(self) -> Store:
        """The store, on a connection of this thread."""
        self._file.check()
        if not hasattr(self._threads, "store"):
            self._threads.store = Store(self.settings.store, read_only=True)
        store: Store = self._threads.store
        return store

    @property
    def collection(self) -> Collection:
        """The store with its lexicon and index, for this thread."""
        self._file.check()
        if not hasattr(self._threads, "collection"):
            self._threads.collection = Collection(
                self.store, self.lexicon, taxonomy=lambda: self._workspace.taxonomy
            )
        collection: Collection = self._threads.collection
        return collection

    def part(self, documents: DocumentChoice | None) -> Collection:
        """Return the part of the store that a choice selects, for this thread; for None, all of it."""
        if not documents:
            return self.collection
        return self._parts.open(self.store, documents)

    def keep(
        self, name: str, make: Callable[[Store], T], question: object = None, *, is_new: bool = False
    ) -> T:
        """Return the result of `make`, kept under `name` until the store changes or another question comes.

        With `is_new`, it is made again in any case.
        """
        key = (change_number(self.store), question)
        kept = self._kept.get(name)
        if kept is None or kept[0] != key or is_new:
            kept = self._kept[name] = (key, make(self.store))
        found: T = kept[1]
        return found

    def link(self, kind: str, identifier: str) -> str:
        """Return the permanent address of a document, passage or concept."""
        if self.site:
            return f"{self.site}/{kind}/{identifier}"
        return f"zhengce://{kind}/{identifier}"

    def read_link(self, name: str) -> str:
        """Return the id in a permalink of a document or passage; any other name as it is, without blanks."""
        name = name.strip()
        for kind in ("document", "passage"):
            for link in (self.link(kind, ""), f"zhengce://{kind}/"):
                if name.startswith(link):
                    return name.removeprefix(link)
        return name

    def find_document(self, name: str) -> StoredDocument:
        """Return the document named by an id, a passage's id, an address, a number or a title.

        A permalink of this server is such an address, and the beginning of an id is enough. Of several
        documents with a number or title, the latest is returned. Raises UsageError if the name means none, or
        several.
        """
        name = self.read_link(name)
        document_id = find_one(self.store, name)
        found = read_document(self.store, document_id) if document_id else None
        if found is not None:
            return found
        if several := find_ids(self.store, name)[:_SHOWN_IDS]:
            raise UsageError("assistants.several_documents", name=name, ids=several)
        named = find_named(self.store, name, self.lexicon)
        found = read_document(self.store, named) if named else None
        if found is None:
            raise UsageError("assistants.no_document", name=name)
        return found

    def command(self, *words: str) -> str:
        """Return the command line for these words, with the store if it is not the default.

        It has no folder of outputs: most commands print, and take --out for a file.
        """
        return repeat_command([word for word in words if word], self.store, _OUTPUTS)

    def waiting(self) -> list[str]:
        """Return a hint if passages wait for annotation: their facts are missing from answers."""
        number, total = count_waiting(self.store)
        if not number:
            return []
        return [
            f"{number:,} of {total:,} passages wait for annotation, so this answer lacks what they state "
            "(zhengce annotate)"
        ]

    def place(self, passage: FoundPassage) -> PlaceFields:
        """Return the fields that tell where something is quoted from."""
        return {
            "passage_id": passage.passage_id,
            "permalink": self.link("passage", passage.citation_id),
            "source": source_of(passage),
        }

    def name_copies(self, document_ids: Sequence[str]) -> Callable[[str], str]:
        """Return a function that names the copies of one of these documents: corpus and id of each, or ""."""
        copies = list_copies(self.store, document_ids)
        return lambda document_id: ", ".join(f"{one.corpus} {one.id}" for one in copies.get(document_id, ()))

    def find_passages(
        self, passage_ids: Sequence[str], store: Store | None = None
    ) -> Mapping[str, FoundPassage]:
        """Return passages by id, without those that are not in the store (or in this part of it)."""
        store = store or self.store
        rowids = passage_rowids(store, list(dict.fromkeys(passage_ids)))
        return {passage.passage_id: passage for passage in fetch_passages(store, list(rowids.values()))}


def split_passage_id(name: str) -> int | None:
    """Return the position at the end of a passage's id; None for a document's id."""
    match = _PASSAGE.fullmatch(name.strip())
    if match is None or "/" in name:
        return None
    return int(match[2])


def source_of(passage: FoundPassage) -> Source:
    """Return the source of a passage."""
    return Source(
        document_id=passage.document_id,
        content_hash=passage.content_id,
        title=passage.title,
        document_number=passage.document_number,
        date=passage.date,
        publisher=passage.publisher,
        language=passage.language,
        corpus=passage.corpus,
        url=web_address(passage.url),
    )


def source_of_document(document: StoredDocument) -> Source:
    """Return a document as a source."""
    return Source(
        document_id=document.id,
        content_hash=document.content_id,
        title=document.title,
        document_number=document.document_number,
        date=document.date,
        publisher=document.publisher,
        language=document.language,
        corpus=document.corpus,
        url=web_address(document.url),
    )


def web_address(address: str) -> str:
    """Return an address if it is a web address, else ""."""
    if _ADDRESS.fullmatch(address):
        return address
    return ""
