"""Scores of found spans of names: precision, recall and F1 by type; borders and type must be exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.annotation.names.decoding import ENTITY_LABELS, Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts for one type, or for all: spans found that are right, spans found, spans that exist."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Share of the found spans that are right; 0 if none was found."""
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Share of the existing spans that were found; 0 if there are none."""
        return self.right / max(self.expected, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 if nothing was found and nothing exists."""
        return 2 * self.right / max(self.found + self.expected, 1)

    def as_row(self) -> dict[str, float | int]:
        """Return the figures for a table or metrics.json, rounded to three digits."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**{name: round(rate, 3) for name, rate in rates.items()}, "spans": self.expected}


def score_spans(gold: Sequence[Iterable[Span]], found: Sequence[Iterable[Span]]) -> dict[str, Scores]:
    """Return the scores of each type and, under `all`, of their sum (micro average).

    A span counts once per text, however often it is given; types other than ENTITY_LABELS don't count. Raises
    ValueError if the numbers of texts differ.
    """
    right: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for expected, given in zip(gold, found, strict=True):
        wanted, got = set(expected), set(given)
        there.update(kind for _, _, kind in wanted)
        proposed.update(kind for _, _, kind in got)
        right.update(kind for _, _, kind in wanted & got)
    scores = {kind: Scores(right[kind], proposed[kind], there[kind]) for kind in ENTITY_LABELS}
    total = [sum(counter[kind] for kind in ENTITY_LABELS) for counter in (right, proposed, there)]
    return {**scores, "all": Scores(*total)}
