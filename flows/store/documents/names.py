"""The names of stored documents (titles, numbers, concepts) against which citations are matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows.store.database import KIND, Store, among_values, blocks, marks

_BATCH = 5000  # documents
_VERSION = "SELECT value FROM counter WHERE name = 'naming'"
_TITLED = (
    "SELECT d.id, d.title, d.document_number, coalesce(nullif(d.written, ''), d.published) AS date, "
    "d.corpus, d.language, d.publisher FROM document d"
)
_NAMELESS = "none"  # the kind of the row that marks a document without names as done


class DocumentName(NamedTuple):
    """A normalised name of a document; `kind` is title, number or concept."""

    kind: str
    name: str


class Unnamed(NamedTuple):
    """A document whose names are not derived yet."""

    id: str
    title: str
    document_number: str


class NamedDocument(NamedTuple):
    """One name of a current document, with the document's own data."""

    kind: str
    name: str
    document_id: str
    title: str
    document_number: str
    date: str
    corpus: str
    document_kind: str


def has_names_of_version(store: Store, version: int) -> bool:
    """Return whether the stored names were derived by this version of the rules and the lexicon."""
    return bool(store.value(_VERSION) == version)


def unnamed_documents(
    store: Store, version: int, among: Sequence[str] | None = None
) -> Iterator[list[Unnamed]]:
    """Yield batches of documents without names, by id; `among` are those that may lack them, None for all.

    First deletes the stored names if they are of another version.
    """
    if not has_names_of_version(store, version):
        with store.transaction() as connection:
            connection.execute("DELETE FROM document_name")
            connection.execute("INSERT OR REPLACE INTO counter VALUES ('naming', ?)", (version,))
    is_one, ids = among_values("id", among)
    query = (
        f"SELECT id, title, document_number FROM document d WHERE id > ? AND {is_one} "
        "AND NOT EXISTS "
        "(SELECT 1 FROM document_name n WHERE n.document_id = d.id) ORDER BY id LIMIT ?"
    )
    last = ""
    while batch := list(store.select(Unnamed, query, (last, *ids, _BATCH))):
        last = batch[-1].id
        yield batch


def write_names(store: Store, version: int, names: Mapping[str, Sequence[DocumentName]]) -> None:
    """Store the names of documents by id; documents without names are marked as done."""
    with store.transaction() as connection:
        if not has_names_of_version(store, version):
            return  # another process has started to name the documents with another lexicon
        connection.executemany(
            "INSERT OR IGNORE INTO document_name VALUES (?, ?, ?)",
            [
                (document, kind, name)
                for document, found in names.items()
                for kind, name in found or [DocumentName(_NAMELESS, "")]
            ],
        )


def document_names(store: Store, names: Sequence[str] | None = None) -> list[NamedDocument]:
    """Return every name of every current document, or those in `names`, by the document's date and id."""
    if names is not None:
        found = [row for block in blocks(names) for row in _read_names(store, block)]
        return sorted(found, key=lambda row: (row.date, row.document_id, row.kind, row.name))
    return _read_names(store)


def _read_names(store: Store, names: Sequence[str] = ()) -> list[NamedDocument]:
    chosen = f"AND n.name IN ({marks(names)}) " if names else ""
    query = (
        "SELECT n.kind, n.name, d.id AS document_id, d.title, d.document_number, d.date, d.corpus, "
        f"coalesce({KIND}, '') AS document_kind "
        "FROM document_name n JOIN document d ON d.id = n.document_id AND d.superseded_by IS NULL "
        f"WHERE n.kind != ? {chosen}ORDER BY d.date, d.id, n.kind, n.name"
    )
    return list(store.select(NamedDocument, query, (_NAMELESS, *names)))


def names_of(store: Store, documents: Sequence[str]) -> list[str]:
    """Return the names of documents by id, former versions included, each name once."""
    is_one, ids = among_values("document_id", documents)
    query = f"SELECT DISTINCT name FROM document_name WHERE kind != ? AND {is_one}"
    return store.column(query, (_NAMELESS, *ids))


class Titled(NamedTuple):
    """A document: its id, title, number, date (written, else published), corpus, language and publisher."""

    id: str
    title: str
    document_number: str
    date: str
    corpus: str
    language: str
    publisher: str


def all_names(store: Store) -> list[tuple[str, str, str]]:
    """Return (kind, name, document id) of every name of every current document, in no particular order."""
    query = (
        "SELECT n.kind, n.name, n.document_id FROM document_name n "
        "JOIN document d ON d.id = n.document_id AND d.superseded_by IS NULL WHERE n.kind != ?"
    )
    cursor = store.connection.cursor()
    cursor.row_factory = None  # plain tuples: there are at least as many as documents
    return list(cursor.execute(query, (_NAMELESS,)))


def titled_without_names(store: Store) -> list[Titled]:
    """Return the current documents not named yet: those stored since the last annotation."""
    unnamed = "d.id NOT IN (SELECT document_id FROM document_name)"
    return list(store.select(Titled, f"{_TITLED} WHERE d.superseded_by IS NULL AND {unnamed}"))


def titled_documents(store: Store, ids: Sequence[str]) -> dict[str, Titled]:
    """Return documents by their ids; unknown ids are left out."""
    found: dict[str, Titled] = {}
    for block in blocks(ids):
        query = f"{_TITLED} WHERE d.id IN ({marks(block)})"
        found |= {row.id: row for row in store.select(Titled, query, block)}
    return found


def describe_ids(store: Store, ids: Sequence[str]) -> list[str]:
    """Return ids of documents for a message that lists them, each with its date and corpus."""
    found = titled_documents(store, ids)
    described = ((one, (found[one].date, found[one].corpus)) for one in ids if one in found)
    return [f"{one} ({', '.join(filter(None, details))})" for one, details in described]


def titles_with_remark(store: Store) -> list[str]:
    """Return the titles of current documents that end with a remark in brackets （试行）, each once."""
    return store.column(
        "SELECT DISTINCT title FROM document WHERE superseded_by IS NULL "
        "AND (title LIKE '%）' OR title LIKE '%)') ORDER BY title"
    )


def titles_with_subtitle(store: Store) -> list[str]:
    """Return the titles of current documents that may have a subtitle after a dash or colon, each once."""
    query = (
        "SELECT DISTINCT title FROM document WHERE superseded_by IS NULL AND (title LIKE '%_：_%' "
        "OR title LIKE '%_: _%' OR title LIKE '%_—_%' OR title LIKE '%_―_%' OR title LIKE '%_─_%' "
        "OR title LIKE '%_ - _%' OR title LIKE '%_ – _%') ORDER BY title"
    )
    return store.column(query)


def find_titled(store: Store, titles: Sequence[str]) -> list[str]:
    """Return the ids of the current documents with exactly one of these titles, by date."""
    query = (
        f"SELECT id FROM document WHERE superseded_by IS NULL AND title IN ({marks(titles)}) ORDER BY date"
    )
    return store.column(query, titles)


def find_by_title(store: Store, title: str) -> list[str]:
    """Return the ids of the current documents with exactly this title, with or without 《》, newest first."""
    plain = title.strip().removeprefix("《").removesuffix("》")
    return find_titled(store, [title, plain])[::-1]
