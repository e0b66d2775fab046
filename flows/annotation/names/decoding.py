"""Spans of names as one label per token (BILUO), and back from probabilities to the likeliest spans."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

ENTITY_LABELS = ("PERSON", "ORG", "GPE")
OUTSIDE = "O"
# Tokens this likely to be outside all names separate the stretches that are searched for the best sequence.
_SURELY_OUTSIDE = 0.9
_IMPOSSIBLE = -1e4
_TINY = 1e-9
Span = tuple[int, int, str]
ScoredSpan = tuple[int, int, str, float]


def name_labels() -> list[str]:
    """Return the labels of tokens: outside, and the beginning, inside, last and unit of each type."""
    return [OUTSIDE, *(f"{part}-{kind}" for kind in ENTITY_LABELS for part in "BILU")]


def label_tokens(count: int, spans: Sequence[Span]) -> list[str]:
    """Return the labels of `count` tokens; `spans` are (first token, end token, type) and don't overlap."""
    labels = [OUTSIDE] * count
    for start, end, kind in spans:
        labels[start:end] = [f"I-{kind}"] * (end - start)
        labels[start], labels[end - 1] = f"B-{kind}", f"L-{kind}"
        if end - start == 1:
            labels[start] = f"U-{kind}"
    return labels


def align_spans(tokens: Sequence[tuple[int, int]], spans: Sequence[Span]) -> list[Span]:
    """Turn spans in code points into spans of tokens; spans that begin or end inside a token are left out."""
    starts = {start: index for index, (start, _) in enumerate(tokens)}
    ends = {end: index + 1 for index, (_, end) in enumerate(tokens)}
    return [(starts[start], ends[end], kind) for start, end, kind in spans if start in starts and end in ends]


def to_probabilities(scores: Any, columns: Sequence[int]) -> Any:
    """Return the softmax of `scores`, shape (tokens, labels), in the chosen `columns`.

    The first column is the label outside; the probabilities of all labels not chosen are added to it.
    """
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    exponents /= exponents.sum(axis=1, keepdims=True)
    named = exponents[:, columns]
    named[:, 0] = np.maximum(1.0 - named[:, 1:].sum(axis=1), _TINY)
    return named


def decode_spans(probabilities: Any, lengths: Sequence[int]) -> list[list[ScoredSpan]]:
    """Return (first token, end token, type, score) of the likeliest well-formed labels of each text.

    `probabilities` has the columns of `name_labels` and the tokens of all texts, one text after the other;
    `lengths` are their token counts. The score is the geometric mean of the probabilities of the span's
    labels. The search (Viterbi) runs within each stretch of tokens that may be part of a name; the rest is
    outside.
    """
    found: list[list[ScoredSpan]] = [[] for _ in lengths]
    inside = np.flatnonzero(probabilities[:, 0] < _SURELY_OUTSIDE)
    if not len(inside):
        return found
    ends_of_texts = np.cumsum(lengths)
    texts = np.searchsorted(ends_of_texts, inside, side="right")
    logs = np.log(probabilities[inside] + _TINY)
    path, values = _best_labels(logs, np.flatnonzero((np.diff(inside) > 1) | (np.diff(texts) > 0)) + 1)
    places = (inside - np.concatenate(([0], ends_of_texts))[texts]).tolist()
    labels = [(label[0], label[2:]) for label in name_labels()]
    begin = 0
    for index, (label, text) in enumerate(zip(path, texts.tolist(), strict=True)):
        part, kind = labels[label]
        if part in "BU":
            begin = index
        if part in "LU":
            score = math.exp(sum(values[begin : index + 1]) / (index + 1 - begin))
            found[text].append((places[begin], places[index] + 1, kind, score))
    return found


def _best_labels(logs: Any, borders: Any) -> tuple[list[int], list[float]]:
    """Return the best label of each token, and its logarithm; `borders` separate the stretches.

    In most stretches the likeliest labels are well-formed; only the others are searched.
    """
    steps, starts, ends = _grammar()
    path = logs.argmax(axis=1)
    firsts, lasts = np.concatenate(([0], borders)), np.concatenate((borders, [len(path)]))
    wrong = np.zeros(len(path), dtype=bool)
    wrong[1:] = steps[path[:-1], path[1:]] != 0
    wrong[firsts] = starts[path[firsts]] != 0
    wrong[lasts - 1] |= ends[path[lasts - 1]] != 0
    for stretch in np.flatnonzero(np.logical_or.reduceat(wrong, firsts)).tolist():
        first, last = firsts[stretch], lasts[stretch]
        path[first:last] = _best_path(logs[first:last])
    return path.tolist(), np.take_along_axis(logs, path[:, None], axis=1)[:, 0].tolist()


def _best_path(logs: Any) -> list[int]:
    """Return the best sequence of labels; `logs` are log-probabilities, shape (tokens, labels)."""
    steps, starts, ends = _grammar()
    value = logs[0] + starts
    back = []
    for row in logs[1:]:
        moves = value[:, None] + steps
        back.append(moves.argmax(axis=0))
        value = moves.max(axis=0) + row
    path = [int((value + ends).argmax())]
    for choices in reversed(back):
        path.append(int(choices[path[-1]]))
    return path[::-1]


@lru_cache(maxsize=1)
def _grammar() -> tuple[Any, Any, Any]:
    """Return the costs of a label after another, at the beginning and at the end: 0 or `_IMPOSSIBLE`."""
    labels = name_labels()
    closed = np.array([label[0] in "OLU" for label in labels])
    opening = np.array([label[0] in "OBU" for label in labels])
    kinds = np.array([label[2:] for label in labels])
    continues = ~closed[:, None] & ~opening[None, :] & (kinds[:, None] == kinds[None, :])
    allowed = continues | (closed[:, None] & opening[None, :])
    steps, starts, ends = (np.where(part, 0.0, _IMPOSSIBLE) for part in (allowed, opening, closed))
    return steps, starts, ends
