"""Where what a series counts stands: mentions and labelled passages with their period, group and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT, blocks
from flows.store.scope import Scope, compile_scope
from flows.store.series import MentionKey

_ORDER = "ORDER BY d.date, d.id, p.position"


def dated_mentions(
    store: Store, key: MentionKey, values: Sequence[str], scope: Scope
) -> list[dict[str, Any]]:
    """Return every mention whose concept (or entity) is one of `values`, of documents with a period, by date and place.

    `start` and `end` are code points of the passage's text.
    """
    sql = compile_scope(scope)
    column = {"concept": "concept", "entity": "entity"}[key]
    bound = {f"value{number}": value for number, value in enumerate(values)}
    marks = ",".join(f":{name}" for name in bound)
    return [
        dict(row)
        for row in store.rows(
            f'SELECT {sql.period} AS period, {sql.group} AS grp, p.id, d.id AS document_id, m.start, m."end", m.surface FROM {CURRENT} '
            f"JOIN mention m ON m.passage_id = p.id WHERE m.{column} IN ({marks}) AND period != '' {_ORDER}, m.start",
            sql.values | bound,
        )
    ]


def labelled_passages(store: Store, label: str, scope: Scope) -> list[dict[str, Any]]:
    """Return every passage with a chosen label, of documents with a period, by date and place."""
    sql = compile_scope(scope)
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {sql.period} AS period, {sql.group} AS grp, p.id, d.id AS document_id FROM {CURRENT} JOIN category k "
            f"ON k.passage_id = p.id WHERE k.label = :label AND k.rank IS NOT NULL AND period != '' {_ORDER}",
            sql.values | {"label": label},
        )
    ]


def order_passages(store: Store, ids: Sequence[int], scope: Scope) -> list[dict[str, Any]]:
    """Return those of the passages whose document has a period, by date and place."""
    sql, wanted = compile_scope(scope), set(ids)
    return [
        dict(row)
        for row in store.connection.execute(
            f"SELECT {sql.period} AS period, {sql.group} AS grp, p.id, d.id AS document_id FROM {CURRENT} WHERE period != '' {_ORDER}",
            sql.values,
        )
        if row["id"] in wanted
    ]


# A number with an issuer and a year is one document's alone; 主席令第1号 comes again with each president.
_SURE_NUMBER = "n.name GLOB '?*〔[0-9][0-9][0-9][0-9]〕*'"
_OTHER = "own.language IN ('zh', 'en') AND d.language IN ('zh', 'en') AND d.language != own.language AND d.superseded_by IS NULL"
_SAID = "WHERE json_extract(metadata, '$.translation_of') IS NOT NULL"
_VERSION = "own.id AS of, d.id AS document_id, d.title, d.language, d.date, d.url"


def other_versions(store: Store, documents: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return, by document, the current one that is the same in the other language (document_id, title, language, date, url), and by what
    that is known: `number`, or `declared` by the field `translation_of` of either record, which names the other's record_id, key or url.
    """
    found: dict[str, dict[str, Any]] = {}
    for block in blocks(documents):
        marks = ",".join("?" * len(block))
        for row in store.rows(
            f"SELECT {_VERSION}, 'number' AS known_by FROM document own JOIN document_name n ON n.document_id = own.id AND n.kind = 'number' AND {_SURE_NUMBER} "
            f"JOIN document_name o ON o.kind = 'number' AND o.name = n.name JOIN document d ON d.id = o.document_id WHERE own.id IN ({marks}) AND {_OTHER} "
            "ORDER BY own.id, d.date, d.id",
            block,
        ):
            found.setdefault(row["of"], dict(row))
    wanted = set(documents)
    for says, meant in (
        (("own", "d"), ("d", "own")) if store.value(f"SELECT 1 FROM document {_SAID} LIMIT 1") else ()
    ):
        for row in store.rows(
            f"SELECT {_VERSION}, 'declared' AS known_by FROM (SELECT id, corpus, json_extract(metadata, '$.translation_of') AS name FROM document {_SAID}) said "
            f"JOIN document {says} ON {says}.id = said.id JOIN document {meant} ON {meant}.corpus = said.corpus "
            f"AND said.name IN ({meant}.key, {meant}.url, json_extract({meant}.metadata, '$.record_id')) WHERE {_OTHER} ORDER BY own.id, d.date, d.id"
        ):
            if row["of"] in wanted:
                found[row["of"]] = dict(row)
    return found


def document_concept_places(
    store: Store, documents: Sequence[str], concept: str, most: int
) -> dict[str, list[dict[str, Any]]]:
    """Return, by document, the first `most` passages (id, start, end of the first mention) that mention a concept."""
    found: dict[str, list[dict[str, Any]]] = {}
    for block in blocks(documents):
        for row in store.rows(
            'SELECT p.document_id, p.id, min(m.start) AS start, m."end" FROM passage p JOIN mention m ON m.passage_id = p.id WHERE m.concept = ? AND '
            f"p.document_id IN ({','.join('?' * len(block))}) GROUP BY p.id ORDER BY p.document_id, p.position",
            (concept, *block),
        ):
            places = found.setdefault(row["document_id"], [])
            if len(places) < most:
                places.append(dict(row))
    return found
