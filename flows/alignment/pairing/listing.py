"""Pairs and their linked sentences as rows for tables, programs and pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.alignment.pairing.describing import describe_clues
from flows.store import Store
from flows.store.translations import (
    DocumentPair,
    LinkedSpan,
    PairFilter,
    count_pairs,
    passages_to_align,
    read_alignment,
    read_pairs,
)


class ListedPair(NamedTuple):
    """A pair of documents as listed; `evidence` is the evidence for it in words.

    The coverage is the share of each side's characters that have a counterpart; None before alignment.
    """

    id: str
    status: str
    known_by: str
    score: float
    zh_document_id: str
    zh_title: str
    zh_date: str
    zh_corpus: str
    en_document_id: str
    en_title: str
    en_date: str
    en_corpus: str
    zh_coverage: float | None
    en_coverage: float | None
    aligned: str
    evidence: str


class ListedLink(NamedTuple):
    """Sentences that say the same, or that only one side has; places are code points of passages."""

    position: int
    zh: list[LinkedSpan]
    en: list[LinkedSpan]
    zh_text: str
    en_text: str
    score: float
    is_aligned: bool
    parts: dict[str, float]


def list_pairs(
    store: Store,
    wanted: PairFilter,
    *,
    limit: int | None = None,
    locale: str = "en",
    name_of: Callable[[str], str] | None = None,
) -> tuple[list[ListedPair], int]:
    """Return the pairs to list, and the number of pairs without the limit."""
    pairs = [list_pair(pair, locale, name_of) for pair in read_pairs(store, wanted, limit)]
    return pairs, count_pairs(store, wanted)


def list_pair(
    pair: DocumentPair, locale: str = "en", name_of: Callable[[str], str] | None = None
) -> ListedPair:
    """Return a pair as listed; without `name_of`, its evidence has ids of the lexicon."""
    return ListedPair(
        pair.id,
        pair.status,
        pair.known_by,
        pair.score,
        pair.zh_document_id,
        pair.zh_title,
        pair.zh_date,
        pair.zh_corpus,
        pair.en_document_id,
        pair.en_title,
        pair.en_date,
        pair.en_corpus,
        pair.zh_coverage,
        pair.en_coverage,
        pair.aligned,
        describe_clues(pair.evidence, locale, name_of),
    )


def list_links(store: Store, pair: DocumentPair) -> list[ListedLink]:
    """Return the linked sentences of a pair with their texts, in the order of the documents."""
    texts = {
        passage.id: passage.text
        for document in (pair.zh_document_id, pair.en_document_id)
        for passage in passages_to_align(store, document)
    }

    def cut(spans: tuple[LinkedSpan, ...], between: str) -> str:
        return between.join(texts.get(span.passage_id, "")[span.start : span.end] for span in spans)

    return [
        ListedLink(
            position,
            list(link.zh),
            list(link.en),
            cut(link.zh, ""),
            cut(link.en, " "),
            link.score,
            link.is_aligned,
            dict(link.parts),
        )
        for position, link in enumerate(read_alignment(store, pair.id))
    ]


def as_json(link: ListedLink) -> dict[str, object]:
    """Return a link as plain values, with the fields of its places by name."""
    sides = {"zh": [span._asdict() for span in link.zh], "en": [span._asdict() for span in link.en]}
    return {**link._asdict(), **sides}
