"""Encode each text once: an encoder that keeps its vectors by content in a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.embedding.encoding import Encoder
from flows.embedding.vectorfile import VectorFile, content_key, vector_path

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_BATCH = 2_000  # texts after which vectors are written, so that a killed run loses little


class _KeptEncoder:
    """An encoder that looks its vectors up first."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._file = VectorFile(vector_path(folder, encoder.version), encoder.size)
        self.version = encoder.version
        self.size = encoder.size

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        keys = [content_key(text) for text in texts]
        places = self._find(keys)
        if missing := {key: text for key, text in zip(keys, texts, strict=True) if key not in places}:
            self._file.refresh()  # another process may have written some of them
            missing = {key: text for key, text in missing.items() if self._file.place(key) is None}
            waiting = list(missing)
            for start in range(0, len(waiting), _BATCH):
                batch = waiting[start : start + _BATCH]
                self._file.add(batch, self._encoder.encode([missing[key] for key in batch]))
            places = self._find(keys)
        return self._file.read([places[key] for key in keys])

    def _find(self, keys: Sequence[bytes]) -> dict[bytes, int]:
        found = ((key, self._file.place(key)) for key in keys)
        return {key: place for key, place in found if place is not None}


def cached(encoder: Encoder, folder: Path) -> Encoder:
    """Return an encoder that keeps its vectors by content in a file of `folder`.

    The file belongs to the encoder's version; another version has its own. Several processes may use one
    folder at the same time. Kept vectors are rounded, even the first time: a cosine is off by 0.0003 on
    average.
    """
    return _KeptEncoder(encoder, folder)
