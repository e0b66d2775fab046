"""Parts of passages that an aligned pair of documents leaves without a counterpart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from flows.store.database import Store, blocks, marks
from flows.store.translations.links import PlacedSpan

_UNLINKED = (
    'SELECT s.passage_id AS passage, s.start, s."end", l.pair_id, '
    "EXISTS (SELECT 1 FROM link_side o WHERE o.link_id = l.id AND o.language != s.language) AS is_beside "
    "FROM link_side s JOIN sentence_link l ON l.id = s.link_id AND NOT l.is_aligned "
    "WHERE s.passage_id IN ({marks}) ORDER BY s.passage_id, l.pair_id, l.position, s.start"
)


class UnlinkedPart(NamedTuple):
    """Text of an aligned pair without a link.

    `is_beside` means that the other side also has unlinked text at the same place.
    """

    pair_id: str
    is_beside: bool


class _Row(NamedTuple):
    passage: int
    start: int
    end: int
    pair_id: str
    is_beside: int


def unlinked_parts(store: Store, spans: Iterable[PlacedSpan]) -> dict[PlacedSpan, list[UnlinkedPart]]:
    """Return, by span, its parts without a counterpart, in text order and once per pair and kind."""
    wanted: dict[int, list[PlacedSpan]] = defaultdict(list)
    for span in dict.fromkeys(spans):
        wanted[span.passage].append(span)
    found: dict[PlacedSpan, list[UnlinkedPart]] = defaultdict(list)
    for block in blocks(list(wanted)):
        for row in store.select(_Row, _UNLINKED.format(marks=marks(block)), block):
            part = UnlinkedPart(row.pair_id, bool(row.is_beside))
            for span in wanted[row.passage]:
                if row.start < span.end and span.start < row.end and part not in found[span]:
                    found[span].append(part)
    return dict(found)
