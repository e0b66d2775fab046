"""Align the stored passages of a document with those of its translation, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.alignment.linking import AlignmentResources, Link, align_units
from flows.store.translations import AlignedPassage, LinkedSpan, SentencePair
from flows.text import split_sentences

Passages = Sequence[AlignedPassage]


@dataclass(frozen=True, slots=True)
class DocumentAligner:
    """Aligns the sentences of two documents across the borders of their passages.

    `version` changes with the results.
    """

    resources: AlignmentResources

    @property
    def version(self) -> str:
        """A name that changes if the same texts would be linked differently."""
        return self.resources.version

    def align(self, zh: Passages, en: Passages) -> list[SentencePair]:
        """Return the linked sentences in order; together they contain every sentence of both sides once.

        A sentence that only one side has is a SentencePair with an empty other side. If both sides have such
        sentences at the same place, these are one SentencePair that is not aligned.
        """
        spans = [[span for passage in side for span in _sentences(passage)] for side in (zh, en)]
        texts = {passage.id: passage.text for passage in (*zh, *en)}
        cut = [[texts[span.passage_id][span.start : span.end] for span in side] for side in spans]
        links = align_units(cut[0], cut[1], self.resources)
        return list(_fill([link for link in links if link.is_aligned], *spans))


def _sentences(passage: AlignedPassage) -> Iterator[LinkedSpan]:
    for start, end in split_sentences(passage.text, at_semicolons=False):
        yield LinkedSpan(passage.id, start, end)


def _fill(
    links: Sequence[Link], zh: Sequence[LinkedSpan], en: Sequence[LinkedSpan]
) -> Iterator[SentencePair]:
    """Yield the links with the sentences between them."""
    next_zh = next_en = 0
    for link in links:
        yield from _unlinked(zh[next_zh : link.zh[0]], en[next_en : link.en[0]])
        next_zh, next_en = link.zh[-1] + 1, link.en[-1] + 1
        own, other = zh[link.zh[0] : next_zh], en[link.en[0] : next_en]
        parts = (
            {name: round(value, 4) for name, value in link.parts._asdict().items() if value is not None}
            if link.parts
            else {}
        )
        yield SentencePair(tuple(own), tuple(other), round(link.score, 4), True, parts)
    yield from _unlinked(zh[next_zh:], en[next_en:])


def _unlinked(zh: Sequence[LinkedSpan], en: Sequence[LinkedSpan]) -> Iterator[SentencePair]:
    if zh and en:
        yield SentencePair(tuple(zh), tuple(en), 0.0, False)
        return
    for span in zh:
        yield SentencePair((span,), (), 0.0, False)
    for span in en:
        yield SentencePair((), (span,), 0.0, False)
