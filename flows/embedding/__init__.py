"""Sentence embeddings: texts as vectors in one space for both languages, and files that keep them."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.embedding.encoding import SIZE, Encoder, encoder_version, find_encoder, has_words, load_encoder
    from flows.embedding.keeping import cached
    from flows.embedding.vectorfile import VectorFile, content_key, vector_path
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "SIZE",
    "Encoder",
    "VectorFile",
    "cached",
    "content_key",
    "encoder_version",
    "find_encoder",
    "has_words",
    "load_encoder",
    "vector_path",
]
