"""All sentences of aligned pairs for export: links with both sides, and text that only one side has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from flows.alignment.pairing.listing import ListedLink, list_links
from flows.errors import UsageError
from flows.store import Store
from flows.store.translations import DocumentPair, LinkedSpan, PairFilter, find_pair, read_pairs


class ExportedLink(NamedTuple):
    """Sentences of a pair that say the same, or a sentence of one side, with an empty other side.

    `alignment` is linked; no_counterpart if only this side has the text; or not_linked if both sides have
    text at the same place that could not be separated. Only linked rows have a score.
    """

    pair: DocumentPair
    position: int
    alignment: Literal["linked", "no_counterpart", "not_linked"]
    zh: list[LinkedSpan]
    en: list[LinkedSpan]
    zh_text: str
    en_text: str
    score: float | None
    parts: dict[str, float]

    def as_row(self, *, is_flat: bool = False) -> dict[str, object]:
        """Return the link as a row: lists of places, and a mapping of the parts of the score.

        In a flat row, these are joined by |, with each part as NAME:VALUE.
        """
        pair = self.pair
        zh, en = ([span.place for span in side] for side in (self.zh, self.en))
        return {
            "pair_id": pair.id,
            "position": self.position,
            "alignment": self.alignment,
            "zh_text": self.zh_text,
            "en_text": self.en_text,
            "score": self.score,
            "zh_places": "|".join(zh) if is_flat else zh,
            "en_places": "|".join(en) if is_flat else en,
            "zh_document_id": pair.zh_document_id,
            "en_document_id": pair.en_document_id,
            "zh_corpus": pair.zh_corpus,
            "en_corpus": pair.en_corpus,
            "known_by": pair.known_by,
            "status": pair.status,
            "parts": "|".join(f"{name}:{part}" for name, part in self.parts.items())
            if is_flat
            else self.parts,
        }


def choose_pairs(store: Store, corpora: Sequence[str] = (), names: Sequence[str] = ()) -> list[DocumentPair]:
    """Return the aligned pairs in use with a document in one of the corpora, or the pairs named by id.

    A name may be the beginning of an id. Raises UsageError if a pair is unknown.
    """
    ids = {_find(store, name) for name in names}
    return [
        pair
        for pair in read_pairs(store, PairFilter(statuses=("used", "confirmed")))
        if pair.aligned_with
        and (not ids or pair.id in ids)
        and (not corpora or pair.zh_corpus in corpora or pair.en_corpus in corpora)
    ]


def _find(store: Store, name: str) -> str:
    pair = find_pair(store, name)
    if pair is None:
        raise UsageError("alignment.no_pair", pair=name)
    return pair.id


def export_links(store: Store, pairs: Sequence[DocumentPair]) -> Iterator[ExportedLink]:
    """Yield the sentences of pairs in the order of their texts; only one pair is in memory at a time.

    Only a valid link is a row with two sides.
    """
    for pair in pairs:
        rows = (row for link in list_links(store, pair) for row in _split(link))
        for position, row in enumerate(rows):
            yield ExportedLink(pair, position, *row)


_Row = tuple[
    Literal["linked", "no_counterpart", "not_linked"],
    list[LinkedSpan],
    list[LinkedSpan],
    str,
    str,
    float | None,
    dict[str, float],
]


def _split(link: ListedLink) -> Iterator[_Row]:
    """Yield one row for a valid link, or else one per sentence."""
    if link.is_aligned:
        yield "linked", link.zh, link.en, link.zh_text, link.en_text, link.score, link.parts
        return
    kind: Literal["no_counterpart", "not_linked"] = "not_linked" if link.zh and link.en else "no_counterpart"
    for span, text in _cut(link.zh, link.zh_text, between=0):
        yield kind, [span], [], text, "", None, {}
    for span, text in _cut(link.en, link.en_text, between=1):
        yield kind, [], [span], "", text, None, {}


def _cut(spans: Sequence[LinkedSpan], text: str, between: int) -> Iterator[tuple[LinkedSpan, str]]:
    """Yield each span with its part of the joined text, in which `between` characters separate them."""
    position = 0
    for span in spans:
        end = position + span.end - span.start
        yield span, text[position:end]
        position = end + between
