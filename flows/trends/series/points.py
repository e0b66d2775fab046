"""Points: one period of a series, with its counts, rates and their basis."""

from __future__ import annotations

from dataclasses import dataclass

from flows.store.series import PeriodTotal
from flows.trends.bands import Band
from flows.trends.counting import Counts
from flows.trends.mix import MixPoint
from flows.trends.sources import SourceShare

# One output row: a value per column, None if unknown.
Row = dict[str, str | float | None]
SERIES_COLUMNS = [
    "series",
    "period",
    "occurrences",
    "passages",
    "documents",
    "total_tokens",
    "total_characters",
    "total_documents",
    "per_million_tokens",
    "per_10k_characters",
    "document_share",
    "occurrences_loose",
    "total_passages",
    "passage_share",
    "low_base",
]
# A rate based on fewer of either has a low base.
LEAST_OCCURRENCES, LEAST_DOCUMENTS = 10, 5
_MEASURED = (
    "occurrences",
    "per_million_tokens",
    "per_10k_characters",
    "document_share",
    "passage_share",
    "adjusted_per_million",
)
COUNTED = ("occurrences", "passages", "documents", "occurrences_loose")


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. Rates are None if the period has no text; counts are then unknown, not zero.

    `loose` is None if it was not counted. `band`, `mix` and `source` are present if the request asks for
    them. Counts of annotations are also unknown if passages wait for annotation (`is_partial`).
    """

    period: str
    counts: Counts
    loose: float | None
    total: PeriodTotal
    band: Band | None = None
    mix: MixPoint | None = None
    is_partial: bool = False
    source: SourceShare | None = None

    @property
    def is_known(self) -> bool:
        """Whether the period has text, all of it annotated."""
        return self.total.tokens > 0 and not self.is_partial

    @property
    def is_blank(self) -> bool:
        """Whether the counts are unknown."""
        return self.is_partial or not self.total.documents

    @property
    def is_low(self) -> bool:
        """Whether the rate rests on so few occurrences or documents that one more would change it much."""
        occurrences, _, documents = self.counts
        return not self.is_blank and occurrences > 0 and has_low_base(occurrences, documents)

    @property
    def is_low_or_sparse(self) -> bool:
        """Whether the rate is low as above, or the period has so few documents that a zero means little."""
        return self.is_low or (not self.is_blank and self.total.documents < LEAST_DOCUMENTS)

    def rate(self, column: str) -> float | None:
        """Return the value of a measure's column; None if it is unknown."""
        value = self._measures()[column]
        return None if value is None else float(value)

    def _measures(self) -> dict[str, float | None]:
        counts, total = self.counts, self.total
        if self.is_partial:
            return dict.fromkeys(_MEASURED)
        # The number of annotated documents is not known.
        documents = 0 if total.unannotated and total.tokens else total.documents
        adjusted = {"adjusted_per_million": self.mix.adjusted_per_million} if self.mix else {}
        return {
            "occurrences": round_number(counts.occurrences),
            "per_million_tokens": _share(counts.occurrences, total.tokens, 1e6, 3),
            "per_10k_characters": _share(counts.occurrences, total.characters, 1e4, 4),
            "document_share": _share(counts.documents, documents, 1, 6),
            "passage_share": _share(counts.passages, total.passages, 1, 6),
            **adjusted,
        }

    def as_row(self, name: str) -> Row:
        """Return the output columns for the series of this name."""
        measures = self._measures()
        row: Row = {
            "series": name,
            "period": self.period,
            **{column: round_number(value) for column, value in zip(COUNTED, self.counts, strict=False)},
            "total_tokens": self.total.tokens,
            "total_characters": self.total.characters,
            "total_documents": self.total.documents,
            "per_million_tokens": measures["per_million_tokens"],
            "per_10k_characters": measures["per_10k_characters"],
            "document_share": measures["document_share"],
            "occurrences_loose": round_number(self.loose),
            "total_passages": self.total.passages,
            "passage_share": measures["passage_share"],
            "low_base": int(self.is_low),
        }
        if self.total.unannotated and (self.is_partial or not self.total.tokens):
            row |= dict.fromkeys(("total_tokens", "total_characters"))
        if self.is_blank:
            row |= dict.fromkeys((*COUNTED, "low_base"))
        return row


def has_low_base(occurrences: float, documents: float) -> bool:
    """Return whether a rate rests on fewer than 10 occurrences or 5 documents."""
    return occurrences < LEAST_OCCURRENCES or documents < LEAST_DOCUMENTS


def round_number(value: float | None) -> float | None:
    """Return a count as shown; fractions with three digits."""
    return value if value is None or isinstance(value, int) else round(float(value), 3)


def _share(part: float, whole: int, scale: float, digits: int) -> float | None:
    return round(float(part) / whole * scale, digits) if whole else None
