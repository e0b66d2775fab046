"""Apply corrections to the mentions and figures of one passage, without a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

FactSubject = Literal["mention", "figure"]
# Fields of a figure that do not say what it states: its span, and how it was read.
_NOT_IDENTIFYING = ("start", "end", "rule", "score")


class MentionRow(NamedTuple):
    """A stored mention: its span in code points of the passage, and what it is tagged as."""

    start: int
    end: int
    surface: str
    type: str
    concept: str
    entity: str | None
    source: str
    score: float
    nested: int


class FigureRow(NamedTuple):
    """A stored figure of an indicator; see `flows.records.Target` for the fields."""

    start: int
    end: int
    surface: str
    subject: str
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    deadline: str
    baseline: str
    kind: str
    period_start: str
    period_end: str
    rule: str
    score: float | None
    bound: str = ""


@dataclass(frozen=True, slots=True)
class FactCorrection:
    """A correction of one mention or figure at a span of a passage.

    `was` is the fact as the person saw it, None if it was missing. `becomes` is its replacement, None if
    there is nothing to tag. `reason` is in the person's words, `made` an ISO moment (UTC).
    """

    subject: FactSubject
    start: int
    end: int
    surface: str
    was: MentionRow | FigureRow | None
    becomes: MentionRow | FigureRow | None
    reason: str = ""
    made: str = ""
    id: int = 0


def correct_mentions(
    rows: Sequence[MentionRow], corrections: Iterable[FactCorrection]
) -> tuple[list[MentionRow], list[str]]:
    """Return mentions with corrections applied in order, and the concept of each mention lost.

    A correction applies to the mention with the same span, type and concept; if there is none, it changes
    nothing. If an outermost mention goes, those nested in it take its place.
    """
    found, lost = list(rows), list[str]()
    for one in corrections:
        becomes = one.becomes if isinstance(one.becomes, MentionRow) else None
        same = [row for row in found if isinstance(one.was, MentionRow) and _is_same(row, one.was)]
        if one.was is not None and not same:
            continue
        found = [row for row in found if row not in same]
        lost += [row.concept for row in same if row.concept]
        if becomes and not any(_is_same(row, becomes) for row in found):
            found.append(becomes._replace(nested=int(_lies_in(becomes, found))))
        found = _promote(found, same)
    return sorted(found), lost


def identity(fact: MentionRow | FigureRow | None) -> tuple[object, ...]:
    """Return what identifies a fact at a span: what it is tagged as, or what it states."""
    match fact:
        case MentionRow():
            return (fact.type, fact.concept)
        case FigureRow():
            return tuple(value for name, value in fact._asdict().items() if name not in _NOT_IDENTIFYING)
    return ()


def _is_same(row: MentionRow, other: MentionRow) -> bool:
    return (row.start, row.end, identity(row)) == (other.start, other.end, identity(other))


def _overlap(row: MentionRow, other: MentionRow) -> bool:
    return row.start < other.end and other.start < row.end


def _lies_in(row: MentionRow, others: Iterable[MentionRow]) -> bool:
    return any(_overlap(row, other) for other in others if not other.nested)


def _promote(rows: Sequence[MentionRow], gone: Iterable[MentionRow]) -> list[MentionRow]:
    """Return mentions, with those nested in a removed mention promoted to outermost."""
    outer = [one for one in gone if not one.nested]
    kept = list(rows)
    waiting = [row for row in rows if row.nested and any(_overlap(row, one) for one in outer)]
    for row in sorted(waiting, key=lambda one: (one.start - one.end, one)):
        if not _lies_in(row, kept):
            kept[kept.index(row)] = row._replace(nested=0)
    return kept


def correct_figures(rows: Sequence[FigureRow], corrections: Iterable[FactCorrection]) -> list[FigureRow]:
    """Return figures with corrections applied in their order.

    A correction applies to the figure with the same span. A correction to "no figure" applies only if
    indicator and value are also those seen, so that a later version's better reading is kept.
    """
    found = {(row.start, row.end): row for row in rows}
    for one in corrections:
        place = (one.start, one.end)
        there = found.get(place)
        if isinstance(one.becomes, FigureRow):
            if there is not None or one.was is None:
                found[place] = _with_sign(one, there)
        elif there and isinstance(one.was, FigureRow) and _states_same(there, one.was):
            del found[place]
    return sorted(found.values(), key=lambda row: (row.start, row.end))


def _with_sign(correction: FactCorrection, there: FigureRow | None) -> FigureRow:
    """Return the corrected figure; comparator and bound are as read now if the person left them unchanged."""
    was, becomes = correction.was, correction.becomes
    assert isinstance(becomes, FigureRow)
    if there is None or not isinstance(was, FigureRow):
        return becomes
    if (was.comparator, was.bound) != (becomes.comparator, becomes.bound):
        return becomes
    return becomes._replace(comparator=there.comparator, bound=there.bound)


def _states_same(row: FigureRow, other: FigureRow) -> bool:
    return (row.indicator, row.value, row.unit) == (other.indicator, other.value, other.unit)
