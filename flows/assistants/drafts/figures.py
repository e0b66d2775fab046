"""Figures of a draft beside a named indicator, looked up among the stored ones."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation import Annotator
from flows.assistants.drafts.claims import Claim, DraftRequest, Span
from flows.assistants.drafts.references import Reference
from flows.search import Collection


def find_figures(
    collection: Collection,
    request: DraftRequest,
    annotator: Annotator,
    taken: Sequence[Span],
    references: Sequence[Reference],
) -> list[Claim]:
    """Return the figures of a draft outside the spans that are claims already, with what is stored."""
    del collection, request, annotator, taken, references
    return []
