"""Detect changed layouts: fields that used to be filled and are now empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.records import Document, Reason

_USUALLY = 0.8  # the share of items in which a field was filled before
_MOSTLY = 0.5  # if now filled in fewer, the layout has changed
_FIELDS = {
    "title": "title",
    "date": "date",
    "publisher": "publisher",
    "document_number": "number",
    "text": "text",
}


@dataclass(slots=True)
class Profile:
    """The number of pages read in which each field was filled.

    `page.text` counts the pages that contained a document at all.
    """

    total: int = 0
    filled: Counter[str] = field(default_factory=Counter)

    def add(self, documents: Sequence[Document]) -> None:
        """Count one page by its documents: none, one, or (a page that is a zip) several."""
        self.total += 1
        self.filled.update(
            f"page.{name}"
            for attribute, name in _FIELDS.items()
            if any(getattr(document, attribute) for document in documents)
        )

    def shares(self) -> dict[str, float]:
        """Return the share of pages in which each field was filled."""
        total = max(self.total, 1)
        return {f"page.{name}": round(self.filled[f"page.{name}"] / total, 3) for name in _FIELDS.values()}


def changed_fields(before: Mapping[str, float], after: Mapping[str, float]) -> list[Reason]:
    """Return a message for each field that used to be filled and now mostly is not."""
    return [
        Reason("corpus.field_lost", {"field": name, "before": share, "now": after.get(name, 0.0)})
        for name, share in sorted(before.items())
        if share >= _USUALLY and after.get(name, 0.0) < _MOSTLY
    ]


def missing_fields(shares: Mapping[str, float], expected: Iterable[str]) -> list[Reason]:
    """Return a message for each expected field that most items lack."""
    return [
        Reason("corpus.field_missing", {"field": name, "now": shares.get(name, 0.0)})
        for name in expected
        if shares.get(name, 0.0) < _MOSTLY
    ]
