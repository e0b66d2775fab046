"""Lists of figures: indicators with their targets and actual values, each with the clause that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.search import read_date, read_range
from flows.store import Store, StoredTarget, TargetFilter, count_targets, stored_targets

KINDS = ("target", "actual")
FIGURE_COLUMNS = {
    "date": "date of the document",
    "corpus": "id of the corpus",
    "title": "title of the document",
    "publisher": "issuing body or publisher",
    "language": "language of the passage",
    "subject": "organisation, place, programme or technology that the figure is about: in the indicator, or at the beginning of the clause (English: sentence); may be empty",
    "indicator": "what is measured, in the words of the text",
    "kind": "target (to be reached) or actual (has been)",
    "comparator": "= equal, ~ about, >= at least, > more than, <= at most, < less than, range, + rises by, - falls by, x to a multiple",
    "value": "plain number in `unit`: 1.5万亿元 is 1.5e12 CNY",
    "value_to": "upper end of a range",
    "unit": "%, percentage points, times, a currency, a measure, or what is counted; with what it is set in relation to (CNY/person, cases/100,000 people)",
    "deadline": "year or ISO date by which (target) or in which (actual) it holds; a plan period is its last year",
    "baseline": "starting value or year, in the words of the text",
    "value_text": "the figure as written",
    "context": "the sentence that states it, cut to its nearer part",
    "passage_id": "document_id and position",
    "start": "first code point of the figure in the passage",
    "end": "code point behind the last",
    "url": "address given by the source",
}
_BREAK = re.compile(r"[。！？；]|\n\s*\n|[.!?;](?=\s|$)")
_AROUND = 120  # code points of context on each side at most


def list_targets(
    store: Store,
    lexicon: Lexicon,
    *,
    indicator: str = "",
    units: Sequence[str] = (),
    kinds: Sequence[str] = (),
    deadline_first: str = "",
    deadline_last: str = "",
    corpora: Sequence[str] = (),
    languages: Sequence[str] = (),
    first: str = "",
    last: str = "",
    entities: Sequence[str] = (),
    limit: int | None = None,
) -> tuple[list[dict[str, Any]], int]:
    """Return rows (keys of FIGURE_COLUMNS) by date (those without one last), document and place, and how many there are without `limit`.

    Several values of one filter are alternatives. `entities` are names or ids: one that the lexicon knows finds all names of
    its concept. Raises UsageError for what is no date or no kind.
    """
    if wrong := set(kinds) - set(KINDS):
        raise UsageError(f"--kind {min(wrong)}: known are {', '.join(KINDS)}")
    dates = read_range(first, last)
    bounds = dates.first, dates.last
    deadlines = read_date(deadline_first, "--deadline-from"), read_date(deadline_last, "--deadline-to")
    if deadlines[0] and deadlines[1] and deadlines[0] > deadlines[1] + "-99":
        raise UsageError(f"--deadline-from {deadline_first} lies behind --deadline-to {deadline_last}")
    found = [lexicon.find(name) for name in entities]
    wanted = TargetFilter(
        indicator.strip(),
        tuple(units),
        tuple(kinds),
        deadlines[0] or "",
        deadlines[1] or "",
        tuple(corpora),
        tuple(languages),
        bounds[0] or "",
        bounds[1] or "",
        tuple(dict.fromkeys((*entities, *(concept.id for concept in found if concept)))),
    )
    rows = [
        {name: row[name] for name in FIGURE_COLUMNS}
        for row in map(_with_context, stored_targets(store, wanted, limit))
    ]
    return rows, len(rows) if limit is None or len(rows) < limit else count_targets(store, wanted)


def _with_context(row: StoredTarget) -> dict[str, Any]:
    return {**row._asdict(), "context": cut_context(row.text, row.start, row.end)}


def cut_context(text: str, start: int, end: int) -> str:
    """Return the sentence around `text[start:end]` in one line, … where more than 120 code points on a side were cut."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = [match.end() for match in _BREAK.finditer(text, first, start)]
    after = _BREAK.search(text, end, last)
    left = before[-1] if before else first
    right = after.end() if after else last
    lead = "…" if left == first > 0 and not before else ""
    rest = "…" if right == last < len(text) and not after else ""
    return f"{lead}{' '.join(text[left:right].split())}{rest}"
