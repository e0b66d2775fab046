"""The documents of matching passages, with the number of passages in each."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from flows.store.database import Store

_MOST_FIRST = "n DESC, d.date DESC"
_BY_DATE = {"date": "d.date DESC, n DESC", "oldest": "d.date = '', d.date, n DESC"}


class MatchingDocument(NamedTuple):
    """A document with matching passages: their number, and the row id of the first."""

    id: str
    title: str
    date: str
    publisher: str
    corpus: str
    language: str
    passages: int
    first: int


class MatchingDocuments(NamedTuple):
    """A page of documents with matching passages, and the total number."""

    rows: list[MatchingDocument]
    total: int


def passage_documents(store: Store, ids: Sequence[int]) -> set[str]:
    """Return the ids of the documents of passages (row ids)."""
    chosen = "SELECT DISTINCT document_id FROM passage WHERE id IN (SELECT value FROM json_each(?))"
    return set(store.column(chosen, (json.dumps(list(ids)),)))


def documents_of_passages(
    store: Store,
    ids: Sequence[int],
    *,
    limit: int,
    offset: int = 0,
    order: str = "",
    among: Collection[str] | None = None,
) -> MatchingDocuments:
    """Return the documents of passages (row ids), ordered by `order`.

    `order` is date (newest first) or oldest; anything else is those with most passages first. Undated
    documents come last.

    With `among`, only documents with these ids.
    """
    counted = (
        'SELECT p.document_id AS document_id, count(*) AS n, min(p.id) AS "first" FROM passage p '
        "WHERE p.id IN (SELECT value FROM json_each(:ids)) "
        "AND (:among IS NULL OR p.document_id IN (SELECT value FROM json_each(:among))) "
        "GROUP BY p.document_id"
    )
    chosen = json.dumps(sorted(among)) if among is not None else None
    values = {"ids": json.dumps(list(ids)), "among": chosen, "limit": limit, "offset": offset}
    rows = store.select(
        MatchingDocument,
        f"WITH c AS ({counted}) SELECT d.id, d.title, d.date, d.publisher, d.corpus, d.language, "
        f'c.n AS passages, c."first" FROM c JOIN document d ON d.id = c.document_id '
        f"ORDER BY {_BY_DATE.get(order, _MOST_FIRST)}, d.id LIMIT :limit OFFSET :offset",
        values,
    )
    total = store.value(f"SELECT count(*) FROM ({counted})", {"ids": values["ids"], "among": chosen})
    return MatchingDocuments(list(rows), int(total))
