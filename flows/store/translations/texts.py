"""Texts of linked sentences over the whole store: their number, texts and concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from flows.store.database import Store, blocks, marks
from flows.store.translations.current import CURRENT_PAIR, IS_USED
from flows.store.translations.links import Side
from flows.text import join_sentences

_USED_LINKS = (
    f"{CURRENT_PAIR} AND {IS_USED} JOIN sentence_link l ON l.pair_id = x.id AND l.is_aligned "
    "JOIN link_side s ON s.link_id = l.id"
)
_ALIGNED = (
    f"SELECT p.id, max(p.document_id = x.zh_document_id) AS is_zh FROM {CURRENT_PAIR} AND {IS_USED} "
    "AND x.aligned != '' JOIN passage p ON p.document_id IN (x.zh_document_id, x.en_document_id) "
    "WHERE p.id IN ({marks}) GROUP BY p.id"
)


class LinkedText(NamedTuple):
    """The texts of a link in both languages, its number, and its pair of documents."""

    link: int
    pair_id: str
    zh: str
    en: str


class LinkedConcept(NamedTuple):
    """A concept mentioned in one side of a link; nested mentions are left out."""

    link: int
    position: int
    language: Side
    concept: str


def count_links(store: Store) -> int:
    """Return the number of links of the pairs in use."""
    query = (
        f"SELECT count(*) FROM {CURRENT_PAIR} AND {IS_USED} "
        "JOIN sentence_link l ON l.pair_id = x.id AND l.is_aligned"
    )
    return int(store.value(query))


def linked_texts(store: Store, language: Side, step: int = 1) -> Iterator[str]:
    """Yield the text in one language of every `step`th link of pairs in use."""
    query = (
        'SELECT l.id, substr(p.text, s.start + 1, s."end" - s.start) AS text '
        f"FROM {_USED_LINKS} AND s.language = ? JOIN passage p ON p.id = s.passage_id "
        "WHERE l.id % ? = 0 ORDER BY l.id, p.position, s.start"
    )
    for _, rows in groupby(store.rows(query, (language, step)), key=lambda row: row["id"]):
        yield join_sentences([row["text"] for row in rows], language)


def linked_sentences(store: Store, step: int = 1) -> Iterator[LinkedText]:
    """Yield the texts of every `step`th link of pairs in use."""
    query = (
        'SELECT l.id, l.pair_id, s.language, substr(p.text, s.start + 1, s."end" - s.start) AS text '
        f"FROM {_USED_LINKS} JOIN passage p ON p.id = s.passage_id "
        "WHERE l.id % ? = 0 ORDER BY l.id, p.position, s.start"
    )
    for _, rows in groupby(store.rows(query, (step,)), key=lambda row: row["id"]):
        sides = list(rows)
        zh = join_sentences([row["text"] for row in sides if row["language"] == "zh"], "zh")
        en = join_sentences([row["text"] for row in sides if row["language"] == "en"], "en")
        yield LinkedText(sides[0]["id"], sides[0]["pair_id"], zh, en)


def linked_concepts(store: Store, step: int = 1) -> Iterator[LinkedConcept]:
    """Yield the concepts mentioned by the sides of every `step`th link, each once per side, by link."""
    return store.select(LinkedConcept, f"{_concepts_of(_USED_LINKS)} AND l.id % ? = 0 ORDER BY l.id", (step,))


def pair_concepts(store: Store, pair_id: str) -> Iterator[LinkedConcept]:
    """Yield the concepts mentioned by the sides of a pair's links, whether or not the pair is in use."""
    links = "sentence_link l JOIN link_side s ON s.link_id = l.id AND l.is_aligned"
    return store.select(LinkedConcept, f"{_concepts_of(links)} AND l.pair_id = ? ORDER BY l.id", (pair_id,))


def _concepts_of(links: str) -> str:
    return (
        f"SELECT DISTINCT l.id AS link, l.position, s.language, m.concept FROM {links} "
        'JOIN mention m ON m.passage_id = s.passage_id AND m.start >= s.start AND m."end" <= s."end" '
        "WHERE m.concept != '' AND NOT m.nested"
    )


def linked_passages(store: Store, ids: Sequence[int]) -> dict[int, Side]:
    """Return the passages (row ids) of documents aligned with their translation, with their side."""
    found: dict[int, Side] = {}
    for block in blocks(ids):
        rows = store.rows(_ALIGNED.format(marks=marks(block)), block)
        found.update({row["id"]: "zh" if row["is_zh"] else "en" for row in rows})
    return found
