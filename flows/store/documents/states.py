"""Kind, level and status of documents, with the source of each status and when it began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple, get_args

from flows.store.database import KIND, LEVEL, Store, among_values, blocks, marks, next_change, recounting
from flows.store.documents.changes import forget_settled
from flows.text import unfolded

Status = Literal["in_force", "not_yet", "amended", "suspended", "repealed", "expired", "draft"]
StatusSource = Literal[
    "table",
    "title",
    "text",
    "history",
    "period",
    "year",
    "edition",
    "edition_date",
    "amendment",
    "resumption",
    "citation",
]
STATUSES: tuple[Status, ...] = get_args(Status)
OWN_SOURCES = ("table", "title", "text", "history", "period", "year")

# The earliest evidence for the status of a row `s` of document_state: its source, "presumed" without any. For
# a law as amended, it is the amendment, as its text has the day of its first edition.
STATUS_SOURCE = (
    "CASE WHEN coalesce(s.status, '') = '' THEN '' ELSE coalesce((SELECT e.source FROM status_event e "
    "WHERE e.document_id = s.document_id AND e.status = replace(s.status, 'not_yet', 'in_force') "
    "ORDER BY e.source = 'amendment' DESC, e.since LIMIT 1), 'presumed') END"
)
_BATCH = 2_000

_VERSION = "SELECT value FROM counter WHERE name = 'settling'"
# Words without which a passage says nothing about when its document is in force; those in Chinese also in
# traditional characters (起實施).
_CHINESE_CLAUSES = (
    *("施行", "有效期", "起实施", "后实施", "起生效", "后生效", "日生效", "起执行", "后执行", "日执行"),
    *("日实施", "起试行", "试行期", "执行期", "实施期", "执行至", "实施至", "有效至"),
    *("动失效", "行失效", "日失效", "日废止"),
)
_ENGLISH_CLAUSES = (
    *("into force", "into effect", "take effect", "takes effect", "valid until", "valid for", "in force for"),
    *("be effective", "become effective", "effective from", "valid from"),
)


class StatusEvent(NamedTuple):
    """A status of a document from a day on (ISO; "" always), and its source.

    `other_id` is the later edition or the citing document, `passage_id` the passage that says so; each may be
    "".
    """

    document_id: str
    since: str
    status: Status
    source: StatusSource
    other_id: str = ""
    passage_id: str = ""


class UnsettledDocument(NamedTuple):
    """A document whose own statements about its status have not been read yet; `metadata` is JSON."""

    id: str
    title: str
    date: str
    kind: str
    level: str
    metadata: str


class Clause(NamedTuple):
    """A passage that may say when its document is in force."""

    document_id: str
    passage_id: str
    text: str


class Edition(NamedTuple):
    """A current document of a kind that has editions, by its normalised title."""

    id: str
    corpus: str
    name: str
    kind: str
    date: str


class Ruling(NamedTuple):
    """A current document that may have a status, with the stored status."""

    id: str
    title: str
    publisher: str
    kind: str
    status: str


class DocumentState(NamedTuple):
    """Kind, level and status of a document; each may be ""."""

    kind: str
    level: str
    status: str


class DescribedDocument(NamedTuple):
    """A stored document with its known description; `metadata` is JSON, or whatever a source supplied."""

    id: str
    title: str
    publisher: str
    metadata: str


def level_version(store: Store) -> int:
    """Return the version of the rules by which levels were last derived; 0 if there is none."""
    return int(store.value("SELECT value FROM counter WHERE name = 'levels'") or 0)


def described_documents(store: Store) -> Iterator[DescribedDocument]:
    """Yield every document, including former versions."""
    query = "SELECT id, title, publisher, metadata FROM document ORDER BY id"
    yield from store.select(DescribedDocument, query)


def rewrite_metadata(store: Store, changed: Mapping[str, str], version: int) -> None:
    """Store the metadata (JSON) of documents, as derived by a version; they must be settled again."""
    with store.transaction() as connection:
        for block in blocks(sorted(changed)):
            with recounting(store, block):
                connection.executemany(
                    "UPDATE document SET metadata = ? WHERE id = ?", [(changed[one], one) for one in block]
                )
            for one in block:
                unsettle(store, one)
        if changed:
            change = next_change(store)
            connection.executemany(
                "UPDATE passage SET changed = ? WHERE document_id = ?", [(change, one) for one in changed]
            )
        connection.execute("INSERT OR REPLACE INTO counter VALUES ('levels', ?)", (version,))


def are_states_of(store: Store, version: int, day: str) -> bool:
    """Return whether the stored states are of this version of the rules and this ISO day."""
    settled = store.value("SELECT value FROM counter WHERE name = 'settled'")
    return bool(store.value(_VERSION) == version and settled == _day_number(day))


def settled_day(store: Store) -> str:
    """Return the ISO day of the stored statuses; "" if they are not settled."""
    number = str(store.value("SELECT value FROM counter WHERE name = 'settled'") or "")
    return f"{number[:4]}-{number[4:6]}-{number[6:]}" if number else ""


def documents_with_events(store: Store, since: str, until: str) -> list[str]:
    """Return the current documents with a status that began in (since, until], by id."""
    query = (
        "SELECT DISTINCT document_id FROM status_event e JOIN document d ON d.id = e.document_id "
        "WHERE e.since > ? AND e.since <= ? AND d.superseded_by IS NULL ORDER BY 1"
    )
    return store.column(query, (since, until))


def unsettled_documents(
    store: Store, version: int, among: Sequence[str] | None = None
) -> Iterator[list[UnsettledDocument]]:
    """Yield batches of documents without a state of this version, by id; delete states of other versions.

    `among` are the documents that may lack one, None for all.
    """
    if store.value(_VERSION) != version:
        with store.transaction() as connection:
            connection.execute("DELETE FROM document_state")
            connection.execute("DELETE FROM status_event")
            connection.execute("INSERT OR REPLACE INTO counter VALUES ('settling', ?)", (version,))
    is_one, ids = among_values("d.id", among)
    query = (
        f"SELECT d.id, d.title, coalesce(nullif(d.published, ''), d.written) AS date, "
        f"coalesce({KIND}, '') AS kind, coalesce({LEVEL}, '') AS level, d.metadata FROM document d "
        f"WHERE d.id > ? AND {is_one} "
        "AND NOT EXISTS (SELECT 1 FROM document_state s WHERE s.document_id = d.id) ORDER BY d.id LIMIT ?"
    )
    last = ""
    while batch := list(store.select(UnsettledDocument, query, (last, *ids, _BATCH))):
        last = batch[-1].id
        yield batch


def known_states(store: Store) -> dict[str, list[str]]:
    """Return the kinds and levels of current documents, most frequent first."""
    return {
        name: store.column(
            f"SELECT s.{name} FROM document_state s JOIN document d ON d.id = s.document_id "
            f"AND d.superseded_by IS NULL WHERE s.{name} != '' GROUP BY 1 ORDER BY count(*) DESC, 1"
        )
        for name in ("kind", "level")
    }


def status_clauses(store: Store, documents: Sequence[str]) -> list[Clause]:
    """Return the passages of documents that may say when these are in force, in order."""
    found: list[Clause] = []
    for block in blocks(documents):
        query = (
            "SELECT p.document_id, p.document_id || '-' || p.position AS passage_id, p.text FROM passage p "
            f"WHERE p.document_id IN ({marks(block)}) AND ({_validity_condition()}) "
            "ORDER BY p.document_id, p.position"
        )
        found += store.select(Clause, query, block)
    return found


@cache
def _validity_condition() -> str:
    """Return the SQL condition that a passage `p` may say when its document is in force."""
    forms = unfolded()
    chinese = ("".join(f"[{letter}{forms.get(letter, '')}]" for letter in word) for word in _CHINESE_CLAUSES)
    tests = [f"p.text GLOB '*{one}*'" for one in chinese]
    return " OR ".join([*tests, *(f"p.text LIKE '%{one}%'" for one in _ENGLISH_CLAUSES)])


def write_own_states(
    store: Store, documents: Sequence[UnsettledDocument], events: Iterable[StatusEvent]
) -> None:
    """Store kind and level of documents, and their own statements about their status."""
    with store.transaction() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO document_state SELECT ?, ?, ?, '' "
            "WHERE EXISTS (SELECT 1 FROM document WHERE id = ?)",
            [(one.id, one.kind, one.level, one.id) for one in documents],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO status_event SELECT ?, ?, ?, ?, ?, ? "
            "WHERE EXISTS (SELECT 1 FROM document_state WHERE document_id = ?)",
            [(*event, event.document_id) for event in events],
        )
        change = next_change(store)
        connection.executemany(
            "UPDATE passage SET changed = ? WHERE document_id = ?",
            [(change, one.id) for one in documents if one.kind or one.level],
        )


def list_editions(store: Store, kinds: Sequence[str]) -> list[Edition]:
    """Return the current documents of these kinds by normalised title, earliest first."""
    query = (
        "SELECT d.id, d.corpus, n.name, s.kind, coalesce(nullif(d.written, ''), d.published) AS date "
        "FROM document_state s JOIN document d ON d.id = s.document_id AND d.superseded_by IS NULL "
        "JOIN document_name n ON n.document_id = d.id AND n.kind = 'title' "
        f"WHERE s.kind IN ({marks(kinds)}) ORDER BY n.name, 5, d.id"
    )
    return list(store.select(Edition, query, tuple(kinds)))


def own_events(store: Store) -> list[StatusEvent]:
    """Return the documents' own statements about their status."""
    query = f"SELECT * FROM status_event WHERE source IN ({marks(OWN_SOURCES)})"
    return list(store.select(StatusEvent, query, OWN_SOURCES))


def replace_events_of_others(store: Store, events: Iterable[StatusEvent]) -> None:
    """Replace the stored statuses that come from editions and citations."""
    wanted = set(events)
    query = f"SELECT * FROM status_event WHERE source NOT IN ({marks(OWN_SOURCES)})"
    stored = set(store.select(StatusEvent, query, OWN_SOURCES))
    if wanted == stored:
        return
    with store.transaction() as connection:
        connection.executemany(
            "DELETE FROM status_event WHERE document_id = ? AND since = ? AND status = ? AND source = ? "
            "AND other_id = ?",
            [event[:5] for event in stored - wanted],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO status_event SELECT ?, ?, ?, ?, ?, ? "
            "WHERE EXISTS (SELECT 1 FROM document WHERE id = ?)",
            [(*event, event.document_id) for event in wanted - stored],
        )


def read_events(store: Store, document_id: str) -> list[StatusEvent]:
    """Return the events of a document's status, earliest first."""
    query = "SELECT * FROM status_event WHERE document_id = ? ORDER BY since, status, source"
    return list(store.select(StatusEvent, query, (document_id,)))


def all_events(store: Store, among: Sequence[str] | None = None) -> dict[str, list[StatusEvent]]:
    """Return the status events by document, of all documents that have any, or of some."""
    found: dict[str, list[StatusEvent]] = {}
    is_one, ids = among_values("document_id", among)
    query = f"SELECT * FROM status_event WHERE {is_one} ORDER BY document_id, since"
    for event in store.select(StatusEvent, query, ids):
        found.setdefault(event.document_id, []).append(event)
    return found


def are_events_of_others(store: Store, documents: Sequence[str]) -> bool:
    """Return whether one of these documents gets its status from another one, or gives one its status."""
    for column in ("document_id", "other_id"):
        is_one, ids = among_values(column, documents)
        query = (
            f"SELECT 1 FROM status_event WHERE other_id != '' AND {is_one} "
            f"AND source NOT IN ({marks(OWN_SOURCES)}) LIMIT 1"
        )
        if store.value(query, (*ids, *OWN_SOURCES)):
            return True
    return False


def have_other_editions(store: Store, documents: Sequence[str], kinds: Sequence[str]) -> bool:
    """Return whether another current document of these kinds has the title of one of these documents."""
    is_one, ids = among_values("n.document_id", documents)
    query = (
        "SELECT 1 FROM document_name n "
        f"CROSS JOIN document_state t ON t.document_id = n.document_id AND t.kind IN ({marks(kinds)}) "
        "CROSS JOIN document_name o ON o.name = n.name AND o.kind = 'title' "
        "AND o.document_id != n.document_id "
        f"CROSS JOIN document_state s ON s.document_id = o.document_id AND s.kind IN ({marks(kinds)}) "
        "CROSS JOIN document d ON d.id = o.document_id AND d.superseded_by IS NULL "
        f"WHERE n.kind = 'title' AND {is_one} LIMIT 1"
    )
    return bool(store.value(query, (*kinds, *kinds, *ids)))


def read_rulings(store: Store, kinds: Sequence[str], among: Sequence[str] | None = None) -> list[Ruling]:
    """Return the current documents of these kinds, or with a status or event, by id; `among` some or all."""
    is_one, parameters = among_values("document_id", among)
    chosen = f"SELECT document_id FROM document_state WHERE {is_one}"
    if among is None:
        parameters = tuple(kinds)
        chosen += (
            f" AND (kind IN ({marks(kinds)}) OR status != '') UNION SELECT document_id FROM status_event"
        )
    query = (
        f"SELECT d.id, d.title, d.publisher, s.kind, s.status FROM ({chosen}) x "
        "CROSS JOIN document d ON d.id = x.document_id AND d.superseded_by IS NULL "
        "JOIN document_state s ON s.document_id = d.id ORDER BY d.id"
    )
    return list(store.select(Ruling, query, parameters))


def write_statuses(store: Store, statuses: Mapping[str, str], day: str) -> None:
    """Store the changed statuses as of an ISO day; the index follows."""
    with store.transaction() as connection:
        if statuses:
            change = next_change(store)
            connection.executemany(
                "UPDATE document_state SET status = ? WHERE document_id = ?",
                [(status, document) for document, status in statuses.items()],
            )
            connection.executemany(
                "UPDATE passage SET changed = ? WHERE document_id = ?",
                [(change, document) for document in statuses],
            )
        connection.execute("INSERT OR REPLACE INTO counter VALUES ('settled', ?)", (_day_number(day),))


def _day_number(day: str) -> int:
    return int(day.replace("-", ""))


def read_state(store: Store, document_id: str) -> DocumentState:
    """Return kind, level and status of a document; empty if they are not settled."""
    query = "SELECT kind, level, status FROM document_state WHERE document_id = ?"
    return store.select_one(DocumentState, query, (document_id,)) or DocumentState("", "", "")


def status_source(store: Store, document_id: str) -> str:
    """Return the evidence for the status of a document, "presumed" without any; "" without a status."""
    query = f"SELECT {STATUS_SOURCE} FROM document_state s WHERE s.document_id = ?"
    return str(store.value(query, (document_id,)) or "")


def unsettle(store: Store, document_id: str) -> None:
    """Forget the names and state of a document whose title, number, date, publisher or metadata has changed.

    Other documents may have been matched by the old names, so the next settling covers all.
    """
    forget_settled(store)
    store.connection.execute("DELETE FROM document_name WHERE document_id = ?", (document_id,))
    store.connection.execute("DELETE FROM status_event WHERE document_id = ?", (document_id,))
    store.connection.execute("DELETE FROM document_state WHERE document_id = ?", (document_id,))
