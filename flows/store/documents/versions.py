"""Relations between documents: versions, editions, neighbours in time, and repeals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from flows.store.database import KIND, Store
from flows.text import lazy_pattern, split_edition

_SHORTEST_TITLE = 4  # least length for editions; shorter titles (通知) name many documents
_REPEALS_LISTED = 20
# Kinds of documents about an occasion or period: those with one title are of several, and no editions.
_OF_OCCASIONS = ("news", "speech", "report", "commentary", "analysis")
# From this many documents on, a title is a series (such as yearly meetings), unless it is the title of an
# act.
_SERIES = 5
_ACT = lazy_pattern(
    r"(?:法|条例|规定|规则|办法|决定|细则|解释|law|measures|regulations|provisions)$", re.IGNORECASE
)
_LAWS = ("law", "regulation")
_REVISED = lazy_pattern(r"修|amend|revis", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document; `superseded_by` is None for the current one, `characters` is its length."""

    id: str
    title: str
    date: str
    first_seen: str
    superseded_by: str | None
    characters: int


class DatedDocument(NamedTuple):
    """A document's id, title and date."""

    id: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Repeal:
    """A passage that repeals a document, with its own document's title and date."""

    passage_id: str
    title: str
    date: str
    surface: str


def document_versions(store: Store, document_id: str) -> list[Version]:
    """Return all versions stored under the document's key, oldest first."""
    query = (
        "SELECT v.id, v.title, v.date, v.first_seen, v.superseded_by, v.characters "
        "FROM document d JOIN document v ON v.corpus = d.corpus AND v.key = d.key "
        "WHERE d.id = ? ORDER BY v.first_seen, v.rowid"
    )
    return list(store.select(Version, query, (document_id,)))


def is_series(title: str, kind: str, number: int) -> bool:
    """Return whether documents with one title are a series, such as those on meetings, and no editions."""
    return kind in _OF_OCCASIONS or (number >= _SERIES and not _ACT.search(title))


def document_editions(store: Store, document_id: str) -> list[DatedDocument]:
    """Return the current documents of the corpus with this one's title and different dates, by date.

    These are the editions of a law. Its title may have a remark on the edition (（2021年修订）); that of
    another kind of document must say that it is a revision. Returns [] if there is only one, and for a
    series. The date is the date written, else published.
    """
    query = f"SELECT d.title, coalesce({KIND}, '') FROM document d WHERE d.id = ?"
    title, kind = next(iter(store.rows(query, (document_id,))), ("", ""))
    name, _ = split_edition(title)
    query = (
        "SELECT e.id, e.title, coalesce(nullif(e.written, ''), e.published) AS date FROM document d "
        "JOIN document e ON e.corpus = d.corpus AND instr(e.title, ?) AND e.superseded_by IS NULL "
        "AND e.date != '' AND length(d.title) >= ? WHERE d.id = ? ORDER BY 3, e.id"
    )
    by_date: dict[str, DatedDocument] = {}
    for edition in store.select(DatedDocument, query, (name, _SHORTEST_TITLE, document_id)):
        if edition.title == title or _are_editions(edition.title, title, kind):
            by_date.setdefault(edition.date, edition)
    editions = list(by_date.values())
    if len(editions) < 2 or is_series(name, kind, len(editions)):
        return []
    return editions


def _are_editions(one: str, other: str, kind: str) -> bool:
    """Return whether two titles differ only by remarks on the edition."""
    (name, remark), (other_name, other_remark) = split_edition(one), split_edition(other)
    if name != other_name:
        return False
    return kind in _LAWS or all(_REVISED.search(each) for each in (remark, other_remark) if each)


def adjacent_documents(store: Store, document_id: str) -> tuple[DatedDocument | None, DatedDocument | None]:
    """Return the documents of the corpus just before and just after this one, by date and id."""
    query = (
        "SELECT o.id, o.title, o.date FROM document d JOIN document o ON o.corpus = d.corpus "
        "AND o.superseded_by IS NULL WHERE d.id = ? AND d.date != '' AND o.date != '' AND "
    )
    # The first condition lets SQLite use the index on dates.
    before = "o.date <= d.date AND (o.date, o.id) < (d.date, d.id) ORDER BY o.date DESC, o.id DESC LIMIT 1"
    after = "o.date >= d.date AND (o.date, o.id) > (d.date, d.id) ORDER BY o.date, o.id LIMIT 1"
    return (
        store.select_one(DatedDocument, query + before, (document_id,)),
        store.select_one(DatedDocument, query + after, (document_id,)),
    )


def read_repeals(store: Store, document_id: str) -> list[Repeal]:
    """Return the passages of other current documents that repeal this one, earliest first."""
    query = (
        "SELECT DISTINCT p.document_id || '-' || p.position AS passage_id, d.title, d.date, c.surface "
        "FROM document_name n JOIN citation c ON (n.kind = 'number' AND c.number = n.name) "
        "OR (n.kind = 'title' AND c.title = n.name) JOIN passage p ON p.id = c.passage_id "
        "JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL WHERE n.document_id = ? "
        "AND c.relation = 'repealing' AND d.id != n.document_id AND n.name != '' ORDER BY d.date LIMIT ?"
    )
    return list(store.select(Repeal, query, (document_id, _REPEALS_LISTED)))
