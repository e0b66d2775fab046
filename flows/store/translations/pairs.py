"""Pairs of documents that translate each other, and people's decisions about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from flows.records import digest
from flows.store.database import Store, blocks, change_number, marks, match_choices, now
from flows.store.translations.current import BY_RANK, CURRENT_PAIR, RANK, KnownBy
from flows.store.translations.links import drop_links

Status = Literal["used", "proposed", "confirmed", "dismissed"]
PAIR_STATUSES: tuple[Status, ...] = get_args(Status)
Decision = Literal["confirmed", "dismissed"]
_SHORTEST_PREFIX = 4
_ORDER = f"ORDER BY x.status != 'confirmed', {RANK}, x.score DESC, z.date, x.id"
_DECIDED = (
    "document z ON z.corpus = c.zh_corpus AND z.key = c.zh_key AND z.superseded_by IS NULL "
    "JOIN document e ON e.corpus = c.en_corpus AND e.key = c.en_key AND e.superseded_by IS NULL"
)


class Clue(NamedTuple):
    """One kind of evidence for a pair, with its number and examples.

    `kind` is declared, number, address, numbers, dates, names, concepts, sections, period, issuer, order or
    length.
    """

    kind: str
    number: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A Chinese document and its English counterpart, as found."""

    zh_document_id: str
    en_document_id: str
    known_by: KnownBy
    status: Literal["used", "proposed"]
    score: float
    evidence: tuple[Clue, ...]

    @property
    def id(self) -> str:
        """The id of the pair, derived from its two documents and so from their contents."""
        return pair_id(self.zh_document_id, self.en_document_id)


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A stored pair of current documents.

    A pair is `used` if it is declared, numbered or known by its addresses, or proposed with a high score.
    `aligned_with` is the version that linked its sentences ("" for none), `zh_coverage` and `en_coverage` the
    share of each side's characters with a counterpart.
    """

    id: str
    zh_document_id: str
    zh_title: str
    zh_date: str
    zh_corpus: str
    en_document_id: str
    en_title: str
    en_date: str
    en_corpus: str
    known_by: KnownBy
    status: Status
    score: float
    evidence: tuple[Clue, ...]
    aligned_with: str
    aligned: str
    zh_coverage: float | None
    en_coverage: float | None

    @property
    def is_in_use(self) -> bool:
        """Whether the pair is shown and aligned."""
        return self.status in ("used", "confirmed")


class PairFilter(NamedTuple):
    """A filter of pairs; an empty field sets no condition, several values are alternatives."""

    statuses: Sequence[str] = ()
    known_by: Sequence[str] = ()
    documents: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The document `document_id`, the counterpart of `original` in the other language.

    `known_by` is how the two were paired; a `proposed` pair was found by its content. `status` is confirmed
    if a person has confirmed the pair, else used.
    """

    original: str
    document_id: str
    title: str
    language: str
    date: str
    url: str
    known_by: KnownBy
    status: Status
    pair_id: str
    is_aligned: bool


class _Decided(NamedTuple):
    zh: str
    en: str
    decision: Decision
    known_by: KnownBy
    score: float
    evidence: str


def pair_id(zh: str, en: str) -> str:
    """Return the id of the pair of two documents."""
    return digest(zh, en)


# Reading ----------------------------------------------------------------------------------------------------


def read_pairs(
    store: Store, wanted: PairFilter | None = None, limit: int | None = None
) -> list[DocumentPair]:
    """Return the pairs of current documents: confirmed ones first, then by how they are known and score."""
    condition, values = _condition(wanted or PairFilter())
    query = (
        "SELECT x.id, x.zh_document_id, z.title AS zh_title, z.date AS zh_date, z.corpus AS zh_corpus, "
        "x.en_document_id, e.title AS en_title, e.date AS en_date, e.corpus AS en_corpus, "
        "x.known_by, x.status, x.score, x.evidence, x.aligned_with, x.aligned, x.zh_coverage, x.en_coverage "
        f"FROM {CURRENT_PAIR} WHERE {condition} {_ORDER} LIMIT ?"
    )
    rows = store.rows(query, (*values, -1 if limit is None else limit))
    return [DocumentPair(**{**row, "evidence": _read_evidence(row["evidence"])}) for row in map(dict, rows)]


def count_pairs(store: Store, wanted: PairFilter | None = None) -> int:
    """Count the pairs that `read_pairs` returns without a limit."""
    condition, values = _condition(wanted or PairFilter())
    return int(store.value(f"SELECT count(*) FROM {CURRENT_PAIR} WHERE {condition}", values))


def find_pair(store: Store, name: str) -> DocumentPair | None:
    """Return the pair of current documents with this id, or a unique beginning of it (at least 4 digits)."""
    if len(name) < _SHORTEST_PREFIX or not name.isalnum():
        return None
    found = store.column(
        f"SELECT x.id FROM {CURRENT_PAIR} WHERE x.id >= ? AND x.id < ? LIMIT 2", (name, f"{name}g")
    )
    if len(found) != 1:
        return None
    zh, en = store.rows("SELECT zh_document_id, en_document_id FROM document_pair WHERE id = ?", found)[0]
    pairs = read_pairs(store, PairFilter(documents=(zh,)))
    return next(pair for pair in pairs if pair.en_document_id == en)


def _condition(wanted: PairFilter) -> tuple[str, list[object]]:
    parts, values = match_choices(("x.status", wanted.statuses), ("x.known_by", wanted.known_by))
    if wanted.documents:
        chosen = marks(wanted.documents)
        parts.append(
            f"x.id IN (SELECT id FROM document_pair WHERE zh_document_id IN ({chosen}) "
            f"UNION SELECT id FROM document_pair WHERE en_document_id IN ({chosen}))"
        )
        values += [*wanted.documents] * 2
    return " AND ".join(["1", *parts]), values


def _read_evidence(text: str) -> tuple[Clue, ...]:
    return tuple(Clue(kind, number, tuple(examples)) for kind, number, examples in json.loads(text))


def other_versions(store: Store, document_ids: Sequence[str]) -> dict[str, list[OtherLanguage]]:
    """Return, by document, the current documents with the same text in the other language.

    Confirmed pairs come first, then declared ones, those with the same number, those by address, and proposed
    ones in use; ties go to the earliest document.
    """
    found: dict[str, list[OtherLanguage]] = {}
    for block in blocks(document_ids):
        for own, other in (("z", "e"), ("e", "z")):
            query = (
                f"SELECT {own}.id AS original, {other}.id AS document_id, {other}.title, {other}.language, "
                f"{other}.date, {other}.url, x.known_by, x.status, x.id AS pair_id, "
                f"x.aligned_with != '' AS is_aligned FROM {CURRENT_PAIR} "
                f"WHERE x.status IN ('used', 'confirmed') AND {own}.id IN ({marks(block)}) "
                f"ORDER BY x.status != 'confirmed', {RANK}, {other}.date, {other}.id"
            )
            for pair in store.select(OtherLanguage, query, block):
                found.setdefault(pair.original, []).append(pair)
    return found


def are_pairs_fresh(store: Store) -> bool:
    """Return whether nothing stored has changed since pairs were last searched for."""
    return bool(store.value("SELECT value FROM counter WHERE name = 'pairs'") == change_number(store))


# Writing ----------------------------------------------------------------------------------------------------


def save_pairs(
    store: Store, kinds: Sequence[KnownBy], found: Iterable[FoundPair], as_of: int | None = None
) -> int:
    """Replace the stored pairs known in these ways; return how many are new.

    People's decisions take precedence: a dismissed pair stays dismissed, and a confirmed one stays even if it
    is not found again or its documents have new versions. Alignments of remaining pairs are kept. With
    `as_of`, the pairs are fresh as long as that is the number of the last change.
    """
    chosen = _choose_surest(found)
    with store.transaction():
        decided = {pair_id(one.zh, one.en): one for one in _current_decisions(store)}
        stored = {row["id"]: row["known_by"] for row in store.rows("SELECT id, known_by FROM document_pair")}
        gone = set(
            store.column(f"SELECT id FROM document_pair WHERE id NOT IN (SELECT x.id FROM {CURRENT_PAIR})")
        )
        gone |= {one for one, known_by in stored.items() if known_by in kinds and one not in chosen}
        _delete(store, gone - decided.keys())
        for identifier, pair in chosen.items():
            if _outranks(stored.get(identifier), pair.known_by, kinds):
                continue
            decision = decided.get(identifier)
            _write(store, pair, decision.decision if decision else pair.status)
        for identifier, one in decided.items():
            if identifier not in chosen and identifier not in stored:
                clues = _read_evidence(one.evidence)
                pair = FoundPair(one.zh, one.en, one.known_by, "proposed", one.score, clues)
                _write(store, pair, one.decision)
        if as_of is not None:
            store.connection.execute("INSERT OR REPLACE INTO counter VALUES ('pairs', ?)", (as_of,))
        return len(chosen.keys() - stored.keys())


def _choose_surest(found: Iterable[FoundPair]) -> dict[str, FoundPair]:
    """Return the pairs by id; one found in several ways is known in the surest way, with all the evidence."""
    chosen: dict[str, FoundPair] = {}
    for pair in sorted(found, key=lambda one: (BY_RANK.index(one.known_by), one.id)):
        first = chosen.setdefault(pair.id, pair)
        if first is not pair:
            clues = (*first.evidence, *(clue for clue in pair.evidence if clue not in first.evidence))
            chosen[pair.id] = FoundPair(
                first.zh_document_id, first.en_document_id, first.known_by, first.status, first.score, clues
            )
    return chosen


def _outranks(stored: KnownBy | None, found: KnownBy, kinds: Sequence[KnownBy]) -> bool:
    """Return whether a pair is stored as known in a surer way than those being searched again now."""
    return stored is not None and stored not in kinds and BY_RANK.index(stored) < BY_RANK.index(found)


def _write(store: Store, pair: FoundPair, status: str) -> None:
    evidence = json.dumps(pair.evidence, ensure_ascii=False)
    store.connection.execute(
        "INSERT INTO document_pair (id, zh_document_id, en_document_id, known_by, status, score, evidence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET known_by = excluded.known_by, "
        "status = excluded.status, score = excluded.score, evidence = excluded.evidence",
        (
            pair.id,
            pair.zh_document_id,
            pair.en_document_id,
            pair.known_by,
            status,
            round(pair.score, 4),
            evidence,
        ),
    )


def _current_decisions(store: Store) -> list[_Decided]:
    """Return the decisions on pairs whose documents are stored, with their current versions."""
    query = (
        "SELECT z.id AS zh, e.id AS en, c.decision, c.known_by, c.score, c.evidence "
        f"FROM pair_decision c JOIN {_DECIDED}"
    )
    return list(store.select(_Decided, query))


def decide_pair(store: Store, pair: DocumentPair, decision: Decision) -> None:
    """Store a person's decision about a pair. It applies to all versions of the two documents."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO pair_decision SELECT z.corpus, z.key, e.corpus, e.key, ?, x.known_by, "
            f"x.score, x.evidence, ? FROM {CURRENT_PAIR} WHERE x.id = ?",
            (decision, now(), pair.id),
        )
        connection.execute("UPDATE document_pair SET status = ? WHERE id = ?", (decision, pair.id))
        if decision == "dismissed":
            drop_links(store, [pair.id])


class DecidedPair(NamedTuple):
    """A pair of current documents that a person has decided about, with the time (UTC)."""

    id: str
    zh_document_id: str
    en_document_id: str
    title: str
    decision: Decision
    known_by: KnownBy
    made: str


def list_decisions(store: Store) -> list[DecidedPair]:
    """Return the decisions on pairs whose documents are stored, newest first."""
    query = (
        "SELECT x.id, x.zh_document_id, x.en_document_id, z.title || ' / ' || e.title AS title, c.decision, "
        f"x.known_by, c.made FROM {CURRENT_PAIR} JOIN pair_decision c ON c.zh_corpus = z.corpus "
        "AND c.zh_key = z.key AND c.en_corpus = e.corpus AND c.en_key = e.key ORDER BY c.made DESC, x.id"
    )
    return list(store.select(DecidedPair, query))


def forget_decision(store: Store, pair: DecidedPair) -> None:
    """Take back a decision: a proposed pair waits for one again, others are used as known."""
    status = {"proposed": "proposed"}.get(pair.known_by, "used")
    with store.transaction() as connection:
        connection.execute(
            "DELETE FROM pair_decision WHERE (zh_corpus, zh_key, en_corpus, en_key) IN "
            f"(SELECT z.corpus, z.key, e.corpus, e.key FROM {CURRENT_PAIR} WHERE x.id = ?)",
            (pair.id,),
        )
        connection.execute("UPDATE document_pair SET status = ? WHERE id = ?", (status, pair.id))
        if status != "used":
            drop_links(store, [pair.id])


def _delete(store: Store, ids: Iterable[str]) -> None:
    doomed = sorted(ids)
    drop_links(store, doomed)
    store.connection.executemany("DELETE FROM document_pair WHERE id = ?", [(one,) for one in doomed])


# What the removal and renaming of documents and corpora need ------------------------------------------------


def drop_pairs_of(store: Store, documents: str) -> None:
    """Delete the pairs, and their links, with a document among those that a query yields."""
    _delete(
        store,
        store.column(
            f"SELECT id FROM document_pair WHERE zh_document_id IN ({documents}) "
            f"OR en_document_id IN ({documents})"
        ),
    )


def forget_decisions(store: Store, corpus: str) -> None:
    """Delete the decisions about pairs with a document of a corpus."""
    store.connection.execute(
        "DELETE FROM pair_decision WHERE zh_corpus = ? OR en_corpus = ?", (corpus, corpus)
    )


def rename_decisions(store: Store, old: str, new: str) -> None:
    """Give the corpus in decisions about pairs its new name."""
    for side in ("zh", "en"):
        store.connection.execute(
            f"UPDATE pair_decision SET {side}_corpus = ? WHERE {side}_corpus = ?", (new, old)
        )
