"""Whether a site's layout has changed: fields that used to be filled and are empty now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.records import Document

_USUALLY = 0.8  # filled in so many of the items before
_MOSTLY = 0.5  # and in fewer than so many now: the layout has changed


@dataclass(slots=True)
class Profile:
    """In how many of the pages read each field was filled; `page.text` counts those that gave a document at all."""

    total: int = 0
    filled: Counter[str] = field(default_factory=Counter)

    def add(self, documents: Sequence[Document]) -> None:
        """Count one page by the documents that it gave: none, or (a page of a zip) several."""
        self.total += 1
        names = {
            "title": "title",
            "date": "date",
            "publisher": "publisher",
            "document_number": "number",
            "text": "text",
        }
        self.filled.update(
            f"page.{name}"
            for attribute, name in names.items()
            if any(getattr(document, attribute) for document in documents)
        )

    def shares(self) -> dict[str, float]:
        names = ("title", "date", "publisher", "number", "text")
        return {f"page.{name}": round(self.filled[f"page.{name}"] / max(self.total, 1), 3) for name in names}


def changed_fields(before: Mapping[str, float], after: Mapping[str, float]) -> list[str]:
    """Return, in words, the fields that were usually filled and mostly are not any more."""
    return [
        f"{name} was filled in {share:.0%}, now in {after.get(name, 0.0):.0%}"
        for name, share in sorted(before.items())
        if share >= _USUALLY and after.get(name, 0.0) < _MOSTLY
    ]


def missing_fields(shares: Mapping[str, float], expected: Iterable[str]) -> list[str]:
    """Return, in words, the expected fields that most items lack."""
    return [
        f"{name} is filled in {shares.get(name, 0.0):.0%}, expected in most"
        for name in expected
        if shares.get(name, 0.0) < _MOSTLY
    ]
