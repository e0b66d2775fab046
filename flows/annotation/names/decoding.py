"""Spans of names as one label per token (BILUO), and back from probabilities to the likeliest spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

ENTITY_LABELS = ("PERSON", "ORG", "GPE")
OUTSIDE = "O"
# Tokens this likely to be outside every name separate the stretches that are searched for the best sequence.
_SURELY_OUTSIDE = 0.9
_IMPOSSIBLE = -1e4
_TINY = 1e-9
Span = tuple[int, int, str]
ScoredSpan = tuple[int, int, str, float]


def name_labels() -> list[str]:
    """Return the labels of tokens: outside, and beginning, inside, last and unit of each type."""
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
    """Turn spans in code points into spans of tokens; those that begin or end inside a token are left out."""
    starts = {start: index for index, (start, _) in enumerate(tokens)}
    ends = {end: index + 1 for index, (_, end) in enumerate(tokens)}
    return [(starts[start], ends[end], kind) for start, end, kind in spans if start in starts and end in ends]


def to_probabilities(scores: Any, columns: Sequence[int]) -> Any:
    """Return the softmax of `scores`, shape (tokens, labels), in the chosen `columns`.

    The first column is the label outside; the probability of every label not chosen is added to it.
    """
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    exponents /= exponents.sum(axis=1, keepdims=True)
    named = exponents[:, columns]
    named[:, 0] = np.maximum(1.0 - named[:, 1:].sum(axis=1), _TINY)
    return named


def decode_spans(probabilities: Any) -> Iterator[ScoredSpan]:
    """Yield (first token, end token, type, score) of the likeliest well-formed sequence of labels.

    `probabilities` has the columns of `name_labels`; the score is the geometric mean of those of the span's
    tokens. The search (Viterbi) runs within each stretch of tokens that may be part of a name; the rest is
    outside.
    """
    inside = probabilities[:, 0] < _SURELY_OUTSIDE
    if not inside.any():
        return
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False]))))
    labels = name_labels()
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        logs = np.log(probabilities[first:last] + _TINY)
        path = _best_path(logs)
        begin = 0
        for index, label in enumerate(path):
            part = labels[label][0]
            if part in "BU":
                begin = index
            if part in "LU":
                chosen = [logs[position, path[position]] for position in range(begin, index + 1)]
                yield first + begin, first + index + 1, labels[label][2:], float(np.exp(np.mean(chosen)))


def _best_path(logs: Any) -> list[int]:
    """Return the best sequence of labels; `logs` are log-probabilities, shape (tokens, labels)."""
    steps, starts, ends = _grammar()
    best = logs.argmax(axis=1)
    if starts[best[0]] == 0 and ends[best[-1]] == 0 and not steps[best[:-1], best[1:]].any():
        return list(best.tolist())
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
    """Return the costs of one label following another, of beginning, of ending: 0 or `_IMPOSSIBLE`."""
    labels = name_labels()
    closed = np.array([label[0] in "OLU" for label in labels])
    opening = np.array([label[0] in "OBU" for label in labels])
    kinds = np.array([label[2:] for label in labels])
    continues = ~closed[:, None] & ~opening[None, :] & (kinds[:, None] == kinds[None, :])
    allowed = continues | (closed[:, None] & opening[None, :])
    steps, starts, ends = (np.where(part, 0.0, _IMPOSSIBLE) for part in (allowed, opening, closed))
    return steps, starts, ends
