"""The convolutional layers of a trained network, as plain matrix products.

They return what thinc's layers return (to 1e-5) in half the time: buffers are reused, nothing is kept for
gradients, and the words of a batch are columns, so that elementwise steps read memory in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

# Words of a batch: enough for fast products, few enough for the processor's cache.
_WORDS = 1000
_EPSILON = 1e-8  # as in thinc's layer normalisation


class _Layer(NamedTuple):
    """A maxout over a word and its two neighbours, normalised and added to the word."""

    weights: Any  # (pieces * width, 3 * width)
    bias: Any  # one column, like scale and shift
    scale: Any
    shift: Any


class Convolution:
    """The encoder and the output layer of a trained pipeline."""

    def __init__(self, encode: Any, output: Any) -> None:
        self._padding = int(encode.attrs["pad"])
        self._layers = [_read_layer(residual) for residual in encode.layers[0].layers]
        self._output = np.ascontiguousarray(output.get_param("W"))
        self._bias = output.get_param("b")

    def score(self, vectors: Any, rows: Any, lengths: Sequence[int]) -> Any:
        """Return the scores before softmax, shape (words, labels); `lengths` are the texts' word counts.

        `rows` are the rows of `vectors` for all words, one text after the other.
        """
        scores = np.empty((len(rows), len(self._bias)), dtype="float32")
        begin = 0
        for part in _cut(lengths):
            end = begin + sum(part)
            scores[begin:end] = self._score(vectors[rows[begin:end]], part)
            begin = end
        scores += self._bias
        return scores

    def _score(self, words: Any, lengths: Sequence[int]) -> Any:
        """Return the scores of the words of some texts, without bias; blank words separate the texts."""
        places = (
            np.arange(len(words)) + np.repeat(np.arange(1, len(lengths) + 1) * self._padding, lengths) + 1
        )
        padded = np.zeros((len(words) + (len(lengths) + 1) * self._padding + 2, words.shape[1]), "float32")
        padded[places] = words
        state = np.ascontiguousarray(padded.T)
        self._encode(state)
        return (self._output @ state).T[places]

    def _encode(self, state: Any) -> None:
        """Add the convolutions to `state`, whose columns are words, the first and last only neighbours."""
        width, count = state.shape
        middle = state[:, 1:-1]
        windows = np.empty((3 * width, count - 2), dtype="float32")
        pieces = np.empty((len(self._layers[0].weights), count - 2), dtype="float32")
        first, *others = np.vsplit(pieces, len(pieces) // width)
        for layer in self._layers:
            windows[:width] = state[:, :-2]
            windows[width : 2 * width] = middle
            windows[2 * width :] = state[:, 2:]
            np.matmul(layer.weights, windows, out=pieces)
            pieces += layer.bias
            for other in others:
                np.maximum(first, other, out=first)
            middle += _normalise(first, layer)


def _normalise(words: Any, layer: _Layer) -> Any:
    """Return the words, which are columns, with mean 0 and variance 1, scaled and shifted as learned."""
    width = len(words)
    words -= np.full(width, 1 / width, dtype="float32") @ words
    variances = np.einsum("ij,ij->j", words, words) / width
    words *= (variances + _EPSILON) ** -0.5
    words *= layer.scale
    words += layer.shift
    return words


def _read_layer(residual: Any) -> _Layer:
    maxout, norm = residual.layers[0].layers[1].layers[0].layers
    weights = maxout.get_param("W")  # (width, pieces, 3 * width)
    width, pieces, inputs = weights.shape
    return _Layer(
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs)),
        maxout.get_param("b").T.reshape(pieces * width, 1).copy(),
        norm.get_param("G")[:, None],
        norm.get_param("b")[:, None],
    )


def _cut(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the lengths of texts in groups of about `_WORDS` words."""
    part: list[int] = []
    total = 0
    for length in lengths:
        part.append(length)
        total += length
        if total >= _WORDS:
            yield part
            part, total = [], 0
    if part:
        yield part
