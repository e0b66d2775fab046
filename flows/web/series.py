"""Trend series for the page and the JSON interface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.web.library import Library


def trend_rows(
    library: Library, terms: Sequence[str], *, by: str = "year", group: str | None = None, first: str = "", last: str = ""
) -> list[dict[str, Any]]:
    """Return the rows of `term_trends` with None where a number is unknown."""
    from flows.analysis.trends import rows_of, term_trends

    frame = term_trends(library.store, library.lexicon, terms, by=by, group=group, first=first, last=last)
    return rows_of(frame)
