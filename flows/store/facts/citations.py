"""Citations: the places where passages name other documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.store.database import CURRENT, Store, marks


class StoredCitation(NamedTuple):
    """A citation with the citing document: its id, title (`citing`), date and corpus.

    `start` and `end` are in code points of the passage. `title`, `number` and `concept` name the cited
    document; each may be empty. `stated_date` is its date if the passage states one.
    """

    passage_id: str
    document_id: str
    citing: str
    date: str
    corpus: str
    start: int
    end: int
    text: str
    relation: str
    title: str
    number: str
    concept: str
    stated_date: str = ""


class Citing(NamedTuple):
    """A document that cites another one; `repeals` is 1 if it repeals it, else 0."""

    id: str
    title: str
    date: str
    repeals: int


@dataclass(frozen=True, slots=True)
class CitedName:
    """A document cited by another: its name as first written, how often, and the stored document or ""."""

    name: str
    place: int
    times: int
    document_id: str


_CITATIONS = (
    "SELECT p.document_id || '-' || p.position AS passage_id, d.id AS document_id, d.title AS citing, "
    'd.date, d.corpus, c.start, c."end", c.surface AS text, c.relation, c.title, c.number, c.concept, '
    "c.date AS stated_date FROM {} WHERE {} "
    'ORDER BY d.date, d.id, p.position, c.start, c."end"'
)


def stored_citations(store: Store, corpora: Sequence[str] = ()) -> Iterator[StoredCitation]:
    """Yield every citation in a current passage (of these corpora), by citing date and place."""
    chosen = f"d.corpus IN ({marks(corpora)})" if corpora else "true"
    query = _CITATIONS.format(f"{CURRENT} JOIN citation c ON c.passage_id = p.id", chosen)
    return store.select(StoredCitation, query, tuple(corpora))


def deciding_citations(store: Store) -> list[StoredCitation]:
    """Return the citations in current passages that decide on a status, by citing date and place."""
    tables = (
        "citation c CROSS JOIN passage p ON p.id = c.passage_id "
        "JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL"
    )
    # Worded to match an index.
    query = _CITATIONS.format(tables, "c.relation IN ('repealing', 'amending', 'suspending', 'resuming')")
    return list(store.select(StoredCitation, query))


def cited_names(store: Store, document_id: str, limit: int) -> list[CitedName]:
    """Return the names that a document cites most often, its own title and number apart.

    A title is one name, whether or not its number follows it.
    """
    query = (
        "SELECT c.surface AS name, min(p.position * 1000000 + c.start) AS place, count(*) AS times, "
        "coalesce((SELECT n.document_id FROM document_name n WHERE n.kind = 'number' AND n.name = c.number "
        "AND n.document_id != p.document_id LIMIT 1), '') AS document_id "
        "FROM passage p JOIN citation c ON c.passage_id = p.id "
        "WHERE p.document_id = ? AND (c.title != '' OR c.number != '') "
        "AND NOT EXISTS (SELECT 1 FROM document_name own WHERE own.document_id = p.document_id AND "
        "(own.kind = 'number' AND own.name = c.number OR own.kind = 'title' AND own.name = c.title)) "
        "GROUP BY CASE WHEN c.title != '' THEN c.title ELSE c.number END ORDER BY times DESC, place LIMIT ?"
    )
    return list(store.select(CitedName, query, (document_id, limit)))


def citing_documents(store: Store, titles: Sequence[str], number: str) -> list[Citing]:
    """Return the current documents that cite one document, by date.

    The document is named by its normalised titles and the key of its number; each may be empty.
    """
    query = (
        "SELECT d.id, d.title, d.date, max(c.relation = 'repealing') AS repeals FROM citation c "
        "JOIN passage p ON p.id = c.passage_id JOIN document d ON d.id = p.document_id "
        # Worded to match the indices.
        f"AND d.superseded_by IS NULL WHERE (c.title != '' AND c.title IN ({marks(titles)})) "
        "OR (c.number != '' AND c.number = ?) GROUP BY d.id ORDER BY d.date, d.id"
    )
    return list(store.select(Citing, query, (*titles, number)))


def cited_together(store: Store, titles: Sequence[str], numbers: Sequence[str]) -> set[tuple[str, str]]:
    """Return which of these (title, number) pairs stored documents write next to each other."""
    query = (
        "SELECT DISTINCT title, number FROM citation WHERE title IN (SELECT value FROM json_each(?)) "
        "AND number IN (SELECT value FROM json_each(?))"
    )
    rows = store.rows(query, (json.dumps(list(titles)), json.dumps(list(numbers))))
    return {(row[0], row[1]) for row in rows}


def cited_titles(store: Store) -> set[str]:
    """Return every normalised title cited by a stored passage."""
    return set(store.column("SELECT DISTINCT title FROM citation WHERE title != ''"))
