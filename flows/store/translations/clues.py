"""Read the evidence that two documents are the same text: declarations, numbers, addresses and contents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.store.database import IS_UNCOUNTED, Store, among_values, blocks, marks

# A number with an issuer and a year belongs to one document; 主席令第1号 is reused by each president.
_IS_UNIQUE_NUMBER = "n.name GLOB '?*〔[0-9][0-9][0-9][0-9]〕*'"
_IS_SETTLED = "status = 'confirmed' OR (status = 'used' AND known_by != 'proposed')"
_SITE = "substr(d.url, 1, 8 + coalesce(nullif(instr(substr(d.url, 9), '/'), 0), length(d.url)))"
# Worded to match an index.
_IS_DECLARING = "instr(d.metadata, 'translation_of')"
_DECLARED = (
    "SELECT DISTINCT json_extract(d.metadata, '$.translation_of') AS name "
    f"FROM document d WHERE {_IS_DECLARING} AND name IS NOT NULL"
)
_IS_LANGUAGE = "d.language IN ('zh', 'en') AND d.superseded_by IS NULL"


class NamedInBoth(NamedTuple):
    """A Chinese and an English document, and the number or name that links them."""

    zh: str
    en: str
    name: str


class AddressedDocument(NamedTuple):
    """A document of either language with its address."""

    id: str
    language: str
    url: str


class ComparedDocument(NamedTuple):
    """A document before its text is read, for the comparison of contents.

    `cluster` identifies its near-duplicates; "" if there are none.
    """

    id: str
    title: str
    publisher: str
    date: str
    cluster: str


class ComparedPassage(NamedTuple):
    """A counted passage, in text order; `start` is its place in the document."""

    document_id: str
    start: int
    text: str


class PlacedConcept(NamedTuple):
    """A concept that a document mentions; `start` is its place in the document."""

    document_id: str
    start: int
    concept: str
    type: str


class _Declaration(NamedTuple):
    id: str
    corpus: str
    language: str
    name: str


def has_both_languages(store: Store) -> bool:
    """Return whether there are current documents in Chinese and in English."""
    query = "SELECT 1 FROM document WHERE language = ? AND superseded_by IS NULL LIMIT 1"
    return all(store.value(query, (language,)) for language in ("zh", "en"))


def are_in_pairs(store: Store, documents: Sequence[str]) -> bool:
    """Return whether one of these documents is in a stored pair, or in one that people have decided on."""
    for side in ("zh", "en"):
        is_one, ids = among_values(f"{side}_document_id", documents)
        is_document, _ = among_values("d.id", documents)
        decided = (
            f"SELECT 1 FROM document d JOIN pair_decision c ON c.{side}_corpus = d.corpus "
            f"AND c.{side}_key = d.key WHERE {is_document} LIMIT 1"
        )
        paired = f"SELECT 1 FROM document_pair WHERE {is_one} LIMIT 1"
        if store.value(paired, ids) or store.value(decided, ids):
            return True
    return False


def are_declared(store: Store, documents: Sequence[str]) -> bool:
    """Return whether one of these documents declares its translation, or may be declared as one."""
    is_one, ids = among_values("d.id", documents)
    names = set(store.column(_DECLARED))
    if not names:
        return False
    own = (
        "SELECT d.key, d.url, json_extract(d.metadata, '$.record_id'), "
        f"json_extract(d.metadata, '$.translation_of') IS NOT NULL FROM document d WHERE {is_one}"
    )
    return any(
        is_declaring or not names.isdisjoint(map(str, known))
        for *known, is_declaring in store.connection.execute(own, ids)
    )


def share_numbers(store: Store, documents: Sequence[str]) -> bool:
    """Return whether one of these documents shares its number with one in the other language."""
    is_one, ids = among_values("n.document_id", documents)
    query = (
        "SELECT 1 FROM document_name n CROSS JOIN document d ON d.id = n.document_id "
        "CROSS JOIN document_name o ON o.kind = 'number' AND o.name = n.name "
        "CROSS JOIN document t ON t.id = o.document_id AND t.superseded_by IS NULL "
        f"WHERE {is_one} AND n.kind = 'number' AND {_IS_UNIQUE_NUMBER} AND {_IS_LANGUAGE} "
        "AND t.language IN ('zh', 'en') AND t.language != d.language LIMIT 1"
    )
    return bool(store.value(query, ids))


def numbers_in_common(store: Store) -> list[NamedInBoth]:
    """Return each Chinese and English document that share a number with issuer and year."""
    query = (
        "SELECT z.id AS zh, e.id AS en, n.name FROM document e "
        f"JOIN document_name n ON n.document_id = e.id AND n.kind = 'number' AND {_IS_UNIQUE_NUMBER} "
        "JOIN document_name o ON o.kind = 'number' AND o.name = n.name "
        "JOIN document z ON z.id = o.document_id "
        "WHERE e.language = 'en' AND e.superseded_by IS NULL AND z.language = 'zh' "
        "AND z.superseded_by IS NULL ORDER BY n.name, z.id, e.id"
    )
    return list(store.select(NamedInBoth, query))


def declared_translations(store: Store) -> list[NamedInBoth]:
    """Return the pairs that a source declares.

    The metadata field `translation_of` of either document names the record_id or key of the other in the
    same corpus, or its address in any.
    """
    query = (
        "SELECT d.id, d.corpus, d.language, json_extract(d.metadata, '$.translation_of') AS name "
        f"FROM document d WHERE {_IS_DECLARING} AND {_IS_LANGUAGE} "
        "AND json_extract(d.metadata, '$.translation_of') IS NOT NULL"
    )
    found: set[NamedInBoth] = set()
    declared = list(store.select(_Declaration, query))
    addressed = _ids_by_address(store, [str(one.name) for one in declared if "://" in str(one.name)])
    for corpus in {one.corpus for one in declared}:
        ids = _ids_by_name(store, corpus)
        for one in declared:
            if one.corpus != corpus:
                continue
            for other, language in (*ids.get(str(one.name), ()), *addressed.get(str(one.name), ())):
                if {language, one.language} == {"zh", "en"}:
                    zh, en = (one.id, other) if one.language == "zh" else (other, one.id)
                    found.add(NamedInBoth(zh, en, str(one.name)))
    return sorted(found)


def _ids_by_name(store: Store, corpus: str) -> dict[str, list[tuple[str, str]]]:
    """Return (id, language) of the documents of a corpus by record_id, key and address."""
    ids: dict[str, list[tuple[str, str]]] = {}
    rows = store.rows(
        "SELECT d.id, d.language, d.key, d.url, json_extract(d.metadata, '$.record_id') AS record "
        f"FROM document d WHERE d.corpus = ? AND {_IS_LANGUAGE}",
        (corpus,),
    )
    for row in rows:
        for name in {row["key"], row["url"], str(row["record"] or "")} - {""}:
            ids.setdefault(name, []).append((row["id"], row["language"]))
    return ids


def _ids_by_address(store: Store, addresses: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return (id, language) of the documents of all corpora with one of these addresses."""
    ids: dict[str, list[tuple[str, str]]] = {}
    for block in blocks(addresses):
        query = (
            f"SELECT d.id, d.language, d.url FROM document d WHERE d.url IN ({marks(block)}) "
            f"AND {_IS_LANGUAGE}"
        )
        for row in store.rows(query, block):
            ids.setdefault(row["url"], []).append((row["id"], row["language"]))
    return ids


def addressed_sites(store: Store) -> list[tuple[str, str]]:
    """Return each language and site of the addresses of current Chinese and English documents.

    A site is an address up to the slash after its host (`https://www.gov.cn/`), or a whole address without
    one. Each is found by a seek in an index: there are few sites, however many documents.
    """
    found = []
    for language in ("en", "zh"):
        query = (
            f"SELECT min({_SITE}) FROM document d WHERE d.language = ? AND d.superseded_by IS NULL "
            f"AND d.url != '' AND {_SITE} > ?"
        )
        site = ""
        while site := store.value(query, (language, site)):
            found.append((language, site))
    return found


def addresses_of(store: Store, documents: Sequence[str]) -> list[AddressedDocument]:
    """Return the documents that are current, Chinese or English, and have an address."""
    is_one, ids = among_values("d.id", documents)
    query = (
        f"SELECT d.id, d.language, d.url FROM document d WHERE {is_one} AND {_IS_LANGUAGE} AND d.url != ''"
    )
    return list(store.select(AddressedDocument, query, ids))


def addressed_documents(store: Store, sites: Sequence[str]) -> list[AddressedDocument]:
    """Return the current Chinese and English documents with an address of these sites, by id."""
    query = (
        "SELECT d.id, d.language, d.url FROM document d WHERE d.language IN ('zh', 'en') "
        f"AND {_SITE} IN (SELECT value FROM json_each(?)) AND d.superseded_by IS NULL AND d.url != '' "
        "ORDER BY d.id"
    )
    return list(store.select(AddressedDocument, query, (json.dumps(list(sites)),)))


def compared_documents(store: Store, language: str) -> list[ComparedDocument]:
    """Return the current documents in a language without a confirmed pair or one known otherwise, by id."""
    query = (
        "SELECT d.id, d.title, d.publisher, coalesce(nullif(d.published, ''), d.written) AS date, "
        "coalesce(c.cluster, '') AS cluster FROM document d LEFT JOIN document_cluster c "
        "ON c.document_id = d.id WHERE d.language = ? AND d.superseded_by IS NULL AND d.id NOT IN "
        f"(SELECT zh_document_id FROM document_pair WHERE {_IS_SETTLED} "
        f"UNION SELECT en_document_id FROM document_pair WHERE {_IS_SETTLED}) ORDER BY d.id"
    )
    return list(store.select(ComparedDocument, query, (language,)))


def compared_passages(store: Store, documents: Sequence[str]) -> Iterator[ComparedPassage]:
    """Yield the counted passages of a few documents, by document and position."""
    query = (
        "SELECT p.document_id, p.start, p.text FROM passage p "
        f"WHERE p.document_id IN ({marks(documents)}) AND NOT {IS_UNCOUNTED} "
        "ORDER BY p.document_id, p.position"
    )
    return store.select(ComparedPassage, query, documents)


def placed_concepts(store: Store, documents: Sequence[str]) -> Iterator[PlacedConcept]:
    """Yield the concepts that a few documents mention, by document and place, without nested ones."""
    query = (
        "SELECT p.document_id, p.start + m.start AS start, m.concept, m.type FROM passage p "
        "JOIN mention m ON m.passage_id = p.id "
        f"WHERE p.document_id IN ({marks(documents)}) AND m.concept != '' AND NOT m.nested "
        "ORDER BY p.document_id, p.position, m.start"
    )
    return store.select(PlacedConcept, query, documents)
