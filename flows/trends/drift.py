"""Rendering drift: which name of a concept is used when, as shares of all its names in one language."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.store import Store
from flows.text import HAN
from flows.trends.counting import term_trends
from flows.trends.periods import Axis

DRIFT_COLUMNS = [
    "rendering",
    "period",
    "occurrences",
    "documents",
    "of",
    "share",
    "low",
    "high",
    "is_leading",
]
_HAN = re.compile(f"[{HAN}]")
_Z = 1.959963984540054


def rendering_shares(
    store: Store,
    lexicon: Lexicon,
    term: str,
    *,
    language: Literal["zh", "en"] = "en",
    by: str = "year",
    axis: Axis = "published",
    first: str = "",
    last: str = "",
    corpus: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Return one row (DRIFT_COLUMNS) a rendering of the concept and period in which any stands, the most frequent rendering first.

    A rendering is a name of the lexicon in that language, its inflections and other scripts with it. `of` is how often the
    concept is named in that language in the period, `share` the part of this rendering, `low` to `high` its 95 % interval
    (Wilson 1927), `is_leading` whether no other rendering is more frequent there. Raises UsageError for what is no concept.
    """
    concept = lexicon.find(term)
    if concept is None:
        raise UsageError(f"{term!r} is no term of the lexicon: only its terms have renderings")
    frame = term_trends(
        store, lexicon, [term], by=by, axis=axis, first=first, last=last, split=True, corpus=corpus
    )
    counts: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in frame.to_dict("records"):
        rendering = str(row["series"])[len(term) + 3 :]
        if row["occurrences"] and is_chinese(rendering) == (language == "zh"):
            counts[rendering][str(row["period"])] = int(row["occurrences"]), int(row["documents"])
    periods = [at for at in dict.fromkeys(frame["period"]) if any(at in found for found in counts.values())]
    totals = {at: sum(found.get(at, (0, 0))[0] for found in counts.values()) for at in periods}
    leading = {at: max(found.get(at, (0, 0))[0] for found in counts.values()) for at in periods}
    ordered = sorted(counts, key=lambda name: (-sum(number for number, _ in counts[name].values()), name))
    rows = []
    for name in ordered:
        for at in periods:
            number, documents = counts[name].get(at, (0, 0))
            low, high = wilson_interval(number, totals[at])
            rows.append(
                {
                    "rendering": name,
                    "period": at,
                    "occurrences": number,
                    "documents": documents,
                    "of": totals[at],
                    "share": round(number / totals[at], 4),
                    "low": round(low, 4),
                    "high": round(high, 4),
                    "is_leading": number == leading[at],
                }
            )
    return rows


def leading_renderings(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the stretches of periods led by one rendering, by time: rendering, first, last, occurrences (of it in them)."""
    periods = list(dict.fromkeys(row["period"] for row in rows))
    leaders = {at: next(row for row in rows if row["period"] == at and row["is_leading"]) for at in periods}
    stretches: list[dict[str, Any]] = []
    for at in periods:
        row = leaders[at]
        if stretches and stretches[-1]["rendering"] == row["rendering"]:
            stretches[-1]["last"] = at
            stretches[-1]["occurrences"] += row["occurrences"]
        else:
            stretches.append(
                {"rendering": row["rendering"], "first": at, "last": at, "occurrences": row["occurrences"]}
            )
    return stretches


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927, Probable inference): it holds for small numbers, too."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z**2
    centre = (share + square / (2 * whole)) / (1 + square / whole)
    half = _Z / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def is_chinese(text: str) -> bool:
    """Return whether there is a Chinese character in the text."""
    return bool(_HAN.search(text))
