"""The aligner of stored documents: their sentences as units, linked by the engine, as spans of passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.alignment import AlignmentResources, align_units, load_resources
from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import PlainCounter
from flows.embedding import cached, find_encoder
from flows.store import AlignedPassage, LinkedSpan, SentencePair
from flows.text import split_sentences


class SentenceAligner:
    """Aligns the sentences of two documents; a link names its sentences as spans of their passages."""

    def __init__(self, resources: AlignmentResources) -> None:
        self._resources = resources
        self.version = resources.version

    def align(self, zh: Sequence[AlignedPassage], en: Sequence[AlignedPassage]) -> list[SentencePair]:
        """Return the links of all sentences of both sides, in order."""
        zh_spans, zh_texts = _cut(zh)
        en_spans, en_texts = _cut(en)
        return [
            SentencePair(
                tuple(zh_spans[number] for number in link.zh),
                tuple(en_spans[number] for number in link.en),
                link.score,
                link.is_aligned,
                _as_parts(link.parts),
            )
            for link in align_units(zh_texts, en_texts, self._resources)
        ]


def _cut(passages: Sequence[AlignedPassage]) -> tuple[list[LinkedSpan], list[str]]:
    """Return the sentences of passages: their spans, and their texts."""
    spans = [
        LinkedSpan(passage.id, start, end)
        for passage in passages
        for start, end in split_sentences(passage.text)
    ]
    texts = {passage.id: passage.text for passage in passages}
    return spans, [texts[span.passage_id][span.start : span.end] for span in spans]


def _as_parts(parts: object) -> dict[str, float]:
    if parts is None:
        return {}
    return {name: value for name, value in parts._asdict().items() if value is not None}  # type: ignore[attr-defined]


def load_aligner(models: Path, lexicon: Lexicon, vectors: Path) -> SentenceAligner:
    """Return the aligner with the newest artefact and this lexicon.

    Sentence vectors help where their package is installed; they are kept in the folder `vectors`.
    """
    encoder = find_encoder()
    kept = cached(encoder, vectors) if encoder else None
    concepts = PlainCounter(lexicon).count
    return SentenceAligner(load_resources(models / "artefacts", concepts, kept, lexicon.hash))
