"""The aligner of stored documents, with what it needs from the workspace."""

from __future__ import annotations

from pathlib import Path

from flows.alignment import DocumentAligner, load_resources
from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import counter_of
from flows.embedding import cached, find_encoder


def load_aligner(
    models: Path, lexicon: Lexicon, vectors: Path | None = None, *, with_vectors: bool = True
) -> DocumentAligner:
    """Return the aligner with the newest artefact and this lexicon.

    Sentence vectors are used if their package is installed; they are kept in the folder `vectors`, if any.
    """
    encoder = find_encoder() if with_vectors else None
    kept = cached(encoder, vectors) if encoder and vectors else encoder
    concepts = counter_of(lexicon).count
    return DocumentAligner(load_resources(models / "artefacts", concepts, kept, lexicon.hash))
