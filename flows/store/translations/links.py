"""Linked sentences of a pair of documents: store and read them, and find the counterpart of a span."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from flows.store.database import IS_UNCOUNTED, Store, blocks, marks, now
from flows.store.translations.current import IS_USED, RANK

Side = Literal["zh", "en"]
_PASSAGE_ID = "p.document_id || '-' || p.position"


class LinkedSpan(NamedTuple):
    """Part of a passage (its public id), in code points of the stored text."""

    passage_id: str
    start: int
    end: int

    @property
    def place(self) -> str:
        """The passage with the span, as named in exports."""
        return f"{self.passage_id}:{self.start}-{self.end}"


class PlacedSpan(NamedTuple):
    """Part of a passage (its row id), in code points of the stored text."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Corresponding sentences in both languages; an empty side means text that only the other side has.

    `is_aligned` is False for a stretch of adjacent texts without a link, about which nothing is claimed.
    `parts` are the components of the score.
    """

    zh: tuple[LinkedSpan, ...]
    en: tuple[LinkedSpan, ...]
    score: float
    is_aligned: bool
    parts: Mapping[str, float] = field(default_factory=dict)


class AlignedPassage(NamedTuple):
    """A counted passage of a document to align, with its public id and its place in the text.

    The start of a title is its place in the title.
    """

    id: str
    kind: str
    text: str
    start: int = 0


class Counterpart(NamedTuple):
    """A linked part of a passage in the other language, with its text and the certainty of link and pair.

    `known_by` and `status` are those of the pair of documents, `score` and the row id `link` are the link's.
    """

    link: int
    passage: int
    passage_id: str
    document_id: str
    start: int
    end: int
    text: str
    score: float
    pair_id: str
    known_by: str
    status: str


class _Side(NamedTuple):
    position: int
    score: float
    is_aligned: int
    parts: str
    language: Side | None
    passage_id: str | None
    start: int | None
    end: int | None


def passages_to_align(store: Store, document_id: str) -> list[AlignedPassage]:
    """Return the counted passages of a document, in the order of its text."""
    query = (
        f"SELECT {_PASSAGE_ID} AS id, p.kind, p.text, p.start FROM passage p "
        f"WHERE p.document_id = ? AND NOT {IS_UNCOUNTED} ORDER BY p.position"
    )
    return list(store.select(AlignedPassage, query, (document_id,)))


def measure_pairs(store: Store, pairs: Sequence[str]) -> dict[str, int]:
    """Return, by pair, the number of characters of both documents."""
    query = (
        "SELECT x.id, sum(length(p.text)) FROM document_pair x JOIN passage p "
        f"ON p.document_id IN (x.zh_document_id, x.en_document_id) AND NOT {IS_UNCOUNTED} "
        "WHERE x.id IN ({marks}) GROUP BY x.id"
    )
    sizes = dict.fromkeys(pairs, 0)
    for block in blocks(pairs):
        sizes |= {row[0]: row[1] for row in store.rows(query.format(marks=marks(block)), block)}
    return sizes


def save_alignment(
    store: Store,
    pair_id: str,
    links: Sequence[SentencePair],
    version: str,
    coverage: tuple[float, float],
    passages: Sequence[AlignedPassage] = (),
) -> bool:
    """Replace the links of a pair, in one transaction.

    Returns False, and stores nothing, if the pair is gone by now, or if the text of one of the linked
    `passages` has changed. `coverage` is the share of the Chinese and of the English side with a counterpart.
    """
    with store.transaction() as connection:
        rows = store.rows(
            f"SELECT {_PASSAGE_ID} AS name, p.id, p.text FROM document_pair x JOIN passage p "
            "ON p.document_id IN (x.zh_document_id, x.en_document_id) WHERE x.id = ?",
            (pair_id,),
        )
        stored = {row["name"]: (row["id"], row["text"]) for row in rows}
        has_changed = any(stored.get(passage.id, (0, ""))[1] != passage.text for passage in passages)
        if not stored or has_changed:
            return False
        row_ids = {name: row_id for name, (row_id, _) in stored.items()}
        drop_links(store, [pair_id])
        for position, link in enumerate(links):
            cursor = connection.execute(
                "INSERT INTO sentence_link (pair_id, position, score, is_aligned, parts) "
                "VALUES (?, ?, ?, ?, ?)",
                (pair_id, position, round(link.score, 4), int(link.is_aligned), _as_json(link.parts)),
            )
            connection.executemany(
                "INSERT INTO link_side VALUES (?, ?, ?, ?, ?)",
                [
                    (cursor.lastrowid, language, row_ids[span.passage_id], span.start, span.end)
                    for language, side in (("zh", link.zh), ("en", link.en))
                    for span in side
                ],
            )
        connection.execute(
            "UPDATE document_pair SET aligned_with = ?, aligned = ?, zh_coverage = ?, en_coverage = ? "
            "WHERE id = ?",
            (version, now(), round(coverage[0], 4), round(coverage[1], 4), pair_id),
        )
        return True


def _as_json(parts: Mapping[str, float]) -> str:
    return json.dumps({name: round(value, 4) for name, value in parts.items()})


def drop_links(store: Store, pairs: Iterable[str]) -> None:
    """Delete the links of pairs, inside a transaction; the pairs are no longer aligned."""
    connection, keys = store.connection, [(pair,) for pair in pairs]
    connection.executemany(
        "DELETE FROM link_side WHERE link_id IN (SELECT id FROM sentence_link WHERE pair_id = ?)", keys
    )
    connection.executemany("DELETE FROM sentence_link WHERE pair_id = ?", keys)
    connection.executemany(
        "UPDATE document_pair SET aligned_with = '', aligned = '', zh_coverage = NULL, en_coverage = NULL "
        "WHERE id = ?",
        keys,
    )


def drop_alignments(store: Store, document_id: str) -> None:
    """Delete the links of a document whose passages have changed, inside a transaction."""
    query = "SELECT id FROM document_pair WHERE zh_document_id = ? OR en_document_id = ?"
    drop_links(store, store.column(query, (document_id, document_id)))


def read_alignment(store: Store, pair_id: str) -> list[SentencePair]:
    """Return the links of a pair in text order."""
    query = (
        f"SELECT l.position, l.score, l.is_aligned, l.parts, s.language, {_PASSAGE_ID} AS passage_id, "
        's.start, s."end" FROM sentence_link l LEFT JOIN link_side s ON s.link_id = l.id '
        "LEFT JOIN passage p ON p.id = s.passage_id WHERE l.pair_id = ? "
        "ORDER BY l.position, p.position, s.start"
    )
    grouped: dict[int, list[_Side]] = defaultdict(list)
    for row in store.select(_Side, query, (pair_id,)):
        grouped[row.position].append(row)
    return [_as_link(sides) for sides in grouped.values()]


def _as_link(sides: Sequence[_Side]) -> SentencePair:
    spans: dict[str, list[LinkedSpan]] = {"zh": [], "en": []}
    for side in sides:
        if side.language and side.passage_id and side.start is not None and side.end is not None:
            spans[side.language].append(LinkedSpan(side.passage_id, side.start, side.end))
    first = sides[0]
    parts: dict[str, float] = json.loads(first.parts)
    return SentencePair(tuple(spans["zh"]), tuple(spans["en"]), first.score, bool(first.is_aligned), parts)


def counterparts(store: Store, spans: Iterable[PlacedSpan]) -> dict[PlacedSpan, list[Counterpart]]:
    """Return, by span, the linked parts in the other language, in text order.

    Pairs confirmed by people come first, then those known in the surest way. Only links of pairs in use
    between current documents count; spans without links are left out.
    """
    wanted: dict[int, list[PlacedSpan]] = defaultdict(list)
    for span in dict.fromkeys(spans):
        wanted[span.passage].append(span)
    found: dict[PlacedSpan, list[Counterpart]] = defaultdict(list)
    for block in blocks(list(wanted)):
        for row in store.rows(_LINKED.format(marks=marks(block)), block):
            passage, start, end, *linked = row
            entry = Counterpart(*linked)
            for span in wanted[passage]:
                if start < span.end and span.start < end and entry not in found[span]:
                    found[span].append(entry)
    return dict(found)


_LINKED = (
    'SELECT s.passage_id AS own, s.start AS own_start, s."end" AS own_end, l.id AS link, p.id AS passage, '
    f'{_PASSAGE_ID} AS passage_id, p.document_id, o.start, o."end", '
    'substr(p.text, o.start + 1, o."end" - o.start) AS text, l.score, x.id AS pair_id, x.known_by, x.status '
    "FROM link_side s JOIN sentence_link l ON l.id = s.link_id AND l.is_aligned "
    "JOIN document_pair x ON x.id = l.pair_id "
    "JOIN document z ON z.id = x.zh_document_id AND z.superseded_by IS NULL "
    "JOIN document e ON e.id = x.en_document_id AND e.superseded_by IS NULL "
    "JOIN link_side o ON o.link_id = l.id AND o.language != s.language "
    f"JOIN passage p ON p.id = o.passage_id WHERE s.passage_id IN ({{marks}}) AND {IS_USED} "
    f"ORDER BY s.passage_id, x.status != 'confirmed', {RANK}, p.document_id, x.id, l.position, "
    "p.position, o.start"
)
