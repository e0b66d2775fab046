"""The convolutional layers of a trained network, as plain matrix products.

They return what thinc's layers return (to 1e-5) in half the time: buffers are reused, and nothing is kept for
gradients.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np

# Rows of a batch: enough for fast products, few enough for the processor's cache.
_ROWS = 1000
_EPSILON = 1e-8  # as in thinc's layer normalisation


class _Layer(NamedTuple):
    """A maxout over a word and its two neighbours, normalised and added to the word."""

    weights: Any  # (3 * width, pieces * width)
    bias: Any
    scale: Any
    shift: Any


class Convolution:
    """The encoder and the output layer of a trained pipeline."""

    def __init__(self, encode: Any, output: Any) -> None:
        self._padding = int(encode.attrs["pad"])
        self._layers = [_read_layer(residual) for residual in encode.layers[0].layers]
        self._output = np.ascontiguousarray(output.get_param("W").T)
        self._bias = output.get_param("b")

    def score(self, vectors: Any, rows: Any, lengths: Sequence[int]) -> Any:
        """Return the scores before softmax, shape (words, labels); `lengths` are the texts' word counts.

        `rows` are the rows of `vectors` for all words, one text after the other.
        """
        scores = np.empty((len(rows), len(self._bias)), dtype="float32")
        begin = 0
        for part in _cut(lengths):
            end = begin + sum(part)
            scores[begin:end] = self._encode(vectors[rows[begin:end]], part) @ self._output
            begin = end
        scores += self._bias
        return scores

    def _encode(self, words: Any, lengths: Sequence[int]) -> Any:
        """Return the words of some texts after the convolutions; blank rows separate the texts."""
        width = words.shape[1]
        places = (
            np.arange(len(words)) + np.repeat(np.arange(1, len(lengths) + 1) * self._padding, lengths) + 1
        )
        state = np.zeros((len(words) + (len(lengths) + 1) * self._padding + 2, width), dtype="float32")
        state[places] = words
        middle = state[1:-1]
        windows = np.empty((len(middle), 3 * width), dtype="float32")
        for layer in self._layers:
            windows[:, :width] = state[:-2]
            windows[:, width : 2 * width] = middle
            windows[:, 2 * width :] = state[2:]
            pieces = windows @ layer.weights
            pieces += layer.bias
            middle += _normalise(reduce(np.maximum, np.hsplit(pieces, pieces.shape[1] // width)), layer)
        return state[places]


def _normalise(rows: Any, layer: _Layer) -> Any:
    """Return the rows with mean 0 and variance 1, scaled and shifted as learned."""
    mean = np.full((rows.shape[1], 1), 1 / rows.shape[1], dtype="float32")
    rows -= rows @ mean
    variances = np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1]
    rows *= (variances + _EPSILON) ** -0.5
    rows *= layer.scale
    rows += layer.shift
    return rows


def _read_layer(residual: Any) -> _Layer:
    maxout, norm = residual.layers[0].layers[1].layers[0].layers
    weights = maxout.get_param("W")  # (width, pieces, 3 * width)
    width, pieces, inputs = weights.shape
    return _Layer(
        np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width)),
        maxout.get_param("b").T.reshape(pieces * width).copy(),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def _cut(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the lengths of texts in groups of about `_ROWS` words."""
    part: list[int] = []
    total = 0
    for length in lengths:
        part.append(length)
        total += length
        if total >= _ROWS:
            yield part
            part, total = [], 0
    if part:
        yield part
