"""The aligner of stored documents, with what it needs from the workspace."""

from __future__ import annotations

from pathlib import Path

from flows.alignment import DocumentAligner, load_resources
from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import PlainCounter
from flows.embedding import cached, find_encoder


def load_aligner(models: Path, lexicon: Lexicon, vectors: Path) -> DocumentAligner:
    """Return the aligner with the newest artefact and this lexicon.

    Sentence vectors help where their package is installed; they are kept in the folder `vectors`.
    """
    encoder = find_encoder()
    kept = cached(encoder, vectors) if encoder else None
    concepts = PlainCounter(lexicon).count
    return DocumentAligner(load_resources(models / "artefacts", concepts, kept, lexicon.hash))
