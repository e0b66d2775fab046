"""How well spans of names are found: precision, recall and F1 by type, exact in both borders and the type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.annotation.names.decoding import ENTITY_LABELS, Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of one type, or of all: spans right, spans found, spans there."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 0.0

    def as_row(self) -> dict[str, float | int]:
        """Return the figures for a table or metrics.json, rounded to three digits."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**{name: round(rate, 3) for name, rate in rates.items()}, "spans": self.there}


def score_spans(
    gold: Sequence[Iterable[Span]], found: Sequence[Iterable[Span]], kinds: Sequence[str] = ENTITY_LABELS
) -> dict[str, Scores]:
    """Compare spans text by text; returns the scores of each type and, under `all`, of their sum (micro average).

    A span counts once a text, however often it is given; types other than `kinds` don't count. Raises ValueError where the
    numbers of texts differ.
    """
    right: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for expected, given in zip(gold, found, strict=True):
        wanted, got = set(expected), set(given)
        there.update(kind for _, _, kind in wanted)
        proposed.update(kind for _, _, kind in got)
        right.update(kind for _, _, kind in wanted & got)
    scores = {kind: Scores(right[kind], proposed[kind], there[kind]) for kind in kinds}
    total = [sum(counter[kind] for kind in kinds) for counter in (right, proposed, there)]
    return {**scores, "all": Scores(*total)}
