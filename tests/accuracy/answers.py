"""Answers about passages: what a reader, or zhengce, found in each.

A reader's fields may hold alternatives, written `a/b`. An optional answer counts neither way: not as missed where it
is not found, not as wrong where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from tests.accuracy.texts import GOLD, Place, read_rows

Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionAnswer:
    """A span of a passage, in code points; `is_sure` where zhengce has it from the lexicon or a rule."""

    start: int
    end: int
    type: str
    optional: bool = False
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """A figure: the span of its value, and alternatives of each field.

    A value is a plain number, or two with a dash between for a range; a year is one, or two for a period.
    `is_sure` is what `zhengce targets --sure` keeps.
    """

    start: int
    end: int
    values: Alternatives
    units: Alternatives
    years: Alternatives
    kinds: Alternatives
    indicators: Alternatives
    optional: bool = False
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """An event of a passage; `sums` are plain numbers, "" where there is none."""

    actors: Alternatives
    action: str
    objects: Alternatives
    dates: Alternatives
    sums: Alternatives
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CitationAnswer:
    """A document named in a passage; the span is that of its title."""

    start: int
    end: int
    relations: Alternatives
    numbers: Alternatives
    optional: bool = False


@dataclass(frozen=True, slots=True)
class LabelAnswer:
    """A strategy or instrument of a passage."""

    label: str
    optional: bool = False


Answer = MentionAnswer | FigureAnswer | EventAnswer | CitationAnswer | LabelAnswer
One = TypeVar("One", bound=Answer)
Placed = Mapping[Place, Sequence[One]]


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one reader; `places` are the passages that were read, `marked` those read for mentions."""

    places: frozenset[Place] = frozenset()
    marked: frozenset[Place] = frozenset()
    mentions: Placed[MentionAnswer] = field(default_factory=dict)
    figures: Placed[FigureAnswer] = field(default_factory=dict)
    events: Placed[EventAnswer] = field(default_factory=dict)
    citations: Placed[CitationAnswer] = field(default_factory=dict)
    labels: Placed[LabelAnswer] = field(default_factory=dict)


def read_answers(name: str, folder: Path = GOLD) -> Answers:
    """Return the answers of a reading, `first` or `second`, from its CSV files.

    `places.csv` lists the passages that were read, with `mentions` yes where they were read for mentions.
    """
    tables = folder / name
    places = read_rows(tables / "places.csv")
    return Answers(
        frozenset(_place(row) for row in places),
        frozenset(_place(row) for row in places if row["mentions"] == "yes"),
        _group(tables / "mentions.csv", _read_mention),
        _group(tables / "figures.csv", _read_figure),
        _group(tables / "events.csv", _read_event),
        _group(tables / "citations.csv", _read_citation),
        _group(tables / "labels.csv", lambda row: LabelAnswer(row["label"], _is_optional(row))),
    )


def _place(row: Mapping[str, str]) -> Place:
    return Place(row["document"], int(row["passage"]))


def _is_optional(row: Mapping[str, str]) -> bool:
    return row["optional"] == "yes"


def _split(text: str) -> Alternatives:
    return tuple(part.strip() for part in text.split("/"))


def _read_mention(row: Mapping[str, str]) -> MentionAnswer:
    return MentionAnswer(int(row["start"]), int(row["end"]), row["type"], _is_optional(row))


def _read_figure(row: Mapping[str, str]) -> FigureAnswer:
    values, units, years, kinds, indicators = (
        _split(row[name]) for name in ("value", "unit", "year", "kind", "indicator")
    )
    span = int(row["start"]), int(row["end"])
    return FigureAnswer(*span, values, units, years, kinds, indicators, _is_optional(row))


def _read_event(row: Mapping[str, str]) -> EventAnswer:
    objects, dates, sums = (_split(row[name]) for name in ("object", "date", "sum"))
    return EventAnswer(_split(row["actor"]), row["action"], objects, dates, sums, _is_optional(row))


def _read_citation(row: Mapping[str, str]) -> CitationAnswer:
    relations, numbers = _split(row["relation"]), _split(row["number"])
    return CitationAnswer(int(row["start"]), int(row["end"]), relations, numbers, _is_optional(row))


def _group(path: Path, read: Callable[[Mapping[str, str]], One]) -> dict[Place, list[One]]:
    found: dict[Place, list[One]] = defaultdict(list)
    for row in read_rows(path):
        found[_place(row)].append(read(row))
    return dict(found)


def adjudicate(first: Answers, second: Answers) -> Answers:
    """Return the answers that zhengce is measured on.

    Where two readers read a passage, an answer that both gave is required, with the values of either in its
    fields; one that only one of them gave is optional. Elsewhere the first reader's answers stand.
    """

    def settle(ours: Placed[One], theirs: Placed[One], places: frozenset[Place]) -> dict[Place, list[One]]:
        settled = {place: list(answers) for place, answers in ours.items() if place not in places}
        for place in places:
            settled[place] = settle_one(ours.get(place, ()), theirs.get(place, ()))
        return settled

    return Answers(
        first.places,
        first.marked,
        settle(first.mentions, second.mentions, second.marked),
        settle(first.figures, second.figures, second.places),
        settle(first.events, second.events, second.places),
        settle(first.citations, second.citations, second.places),
        settle(first.labels, second.labels, second.places),
    )


def settle_one(ours: Sequence[One], theirs: Sequence[One]) -> list[One]:
    """Return the settled answers of one passage; see `adjudicate`."""
    left: list[One] = list(theirs)
    settled: list[One] = []
    for answer in ours:
        twin = next((other for other in left if is_same(answer, other)), None)
        if twin is None:
            settled.append(replace(answer, optional=True))
            continue
        left.remove(twin)
        settled.append(_join(answer, twin))
    settled.extend(replace(answer, optional=True) for answer in left)
    return settled


def is_same(one: Answer, other: Answer) -> bool:
    """Return whether two answers are about the same thing, whatever their fields say of it."""
    if isinstance(one, MentionAnswer) and isinstance(other, MentionAnswer):
        return one.type == other.type and overlap(one, other)
    if isinstance(one, EventAnswer) and isinstance(other, EventAnswer):
        return one.action == other.action and share_name(one.actors, other.actors)
    if isinstance(one, LabelAnswer) and isinstance(other, LabelAnswer):
        return one.label == other.label
    if isinstance(one, FigureAnswer | CitationAnswer) and isinstance(other, FigureAnswer | CitationAnswer):
        return overlap(one, other)
    return False


_FIELDS = (
    *("values", "units", "years", "kinds", "indicators"),
    *("actors", "objects", "dates", "sums", "relations", "numbers"),
)


def _join(one: One, other: One) -> One:
    """Return `one` with the alternatives of both; optional where either says so."""
    both: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))
        for name in _FIELDS
        if hasattr(one, name)
    }
    return replace(one, optional=one.optional or other.optional, **both)


Spanned = MentionAnswer | FigureAnswer | CitationAnswer


def overlap(one: Spanned, other: Spanned) -> bool:
    """Return whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def share_name(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Return whether a name of one side is the same as, or part of, one of the other's."""
    names = [fold_name(name) for name in theirs]
    return any(
        name and other and (name in other or other in name)
        for name in map(fold_name, ours)
        for other in names
    )


def fold_name(name: str) -> str:
    """Return a name without case, blanks, quotation marks, and articles at its beginning."""
    folded = "".join(name.casefold().removeprefix("the ").removeprefix("its ").split())
    return folded.translate(str.maketrans("", "", "“”\"'‘’《》"))
