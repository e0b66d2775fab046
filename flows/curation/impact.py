"""Measure the impact of a lexicon edit: the passages that it can affect, and the counts that change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Finder, Tagger, changed_concepts, describe_change, find_concerned
from flows.records import Mention, ReportStage, report_nothing
from flows.store import Store
from flows.store.facts import pending_passages
from flows.store.passages import FoundPassage, fetch_passages
from flows.text import in_one_line

IMPACT_COLUMNS = [
    "concept",
    "zh",
    "en",
    "change",
    "details",
    "old",
    "new",
    "difference",
    "old_outermost",
    "new_outermost",
    "years",
    "examples",
]
_BATCH = 1000
_WIDTH = 16


@dataclass(frozen=True, slots=True)
class ImpactExample:
    """An occurrence that only one lexicon finds, or that the two find differently.

    `what` is gained, lost, nested or outermost.
    """

    what: str
    passage_id: str
    date: str
    left: str
    keyword: str
    right: str


@dataclass(slots=True)
class Movement:
    """The occurrences of one concept by both lexicons: all, as counted by trends, and the outermost.

    `years` is the difference by year; `differing` counts mentions that differ in any way.
    """

    concept: str
    old: int = 0
    new: int = 0
    old_outermost: int = 0
    new_outermost: int = 0
    differing: int = 0
    years: Counter[str] = field(default_factory=Counter)
    examples: list[ImpactExample] = field(default_factory=list)


@dataclass(slots=True)
class Impact:
    """All concepts that changed or whose mentions changed, by id.

    `concerned` of the `passages` were tagged with both lexicons.
    """

    movements: dict[str, Movement]
    changed: list[str]
    concerned: int = 0
    passages: int = 0

    @classmethod
    def without_store(cls, old: Lexicon, new: Lexicon) -> Impact:
        """Compare the concepts only."""
        changed = changed_concepts(old, new)
        return cls({name: Movement(name) for name in changed}, changed)


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """A row of the comparison of two lexicons, with the columns IMPACT_COLUMNS."""

    concept: str
    zh: str
    en: str
    change: str
    details: str
    old: int
    new: int
    difference: int
    old_outermost: int
    new_outermost: int
    examples: Sequence[ImpactExample]
    years: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """Return the row as JSON values; `years` and `examples` are nested."""
        return asdict(self)


def impact_rows(impact: Impact, old: Lexicon, new: Lexicon) -> list[ImpactRow]:
    """Return one row per concept, those with the largest changes first."""
    rows = [_make_row(movement, old, new) for movement in impact.movements.values()]
    return sorted(
        rows,
        key=lambda row: (
            -abs(row.difference),
            -abs(row.new_outermost - row.old_outermost),
            row.concept,
        ),
    )


def _make_row(movement: Movement, old: Lexicon, new: Lexicon) -> ImpactRow:
    before, after = old.concepts.get(movement.concept), new.concepts.get(movement.concept)
    concept = after or before
    assert concept is not None
    change, details = describe_change(before, after)
    return ImpactRow(
        concept=concept.id,
        zh=concept.zh,
        en=concept.en,
        change=change,
        details=details,
        old=movement.old,
        new=movement.new,
        difference=movement.new - movement.old,
        old_outermost=movement.old_outermost,
        new_outermost=movement.new_outermost,
        examples=movement.examples,
        years={year: number for year, number in sorted(movement.years.items()) if number},
    )


def measure_impact(
    store: Store, old: Lexicon, new: Lexicon, *, examples: int = 3, report: ReportStage = report_nothing
) -> Impact:
    """Tag the passages that the edit can affect with both lexicons, and count the changes.

    An unchanged concept whose mentions change (by nesting or word borders) is also counted in the other
    passages. Both lexicons agree there, so these are tagged once.
    """
    taggers = (Tagger(old), Tagger(new))
    changed = changed_concepts(old, new)
    movements = {identifier: Movement(identifier) for identifier in changed}
    is_concerned = find_concerned(old, new)
    concerned: set[int] = set()
    passages = 0
    for batch in _read_batches(store, lambda _, text: is_concerned(text)):
        passages += batch.size
        for row in batch.wanted:
            concerned.add(row.rowid)
            both = [tagger.tag(row.text).mentions for tagger in taggers]
            _count(movements, row, both, examples)
        report("compare", passages, 0)
    movements = {
        name: movement for name, movement in movements.items() if movement.differing or name in changed
    }
    _count_elsewhere(store, taggers[1], movements, set(changed), concerned)
    return Impact(movements, changed, len(concerned), passages)


def _count_elsewhere(
    store: Store,
    tagger: Tagger,
    movements: dict[str, Movement],
    changed: Collection[str],
    concerned: Collection[int],
) -> None:
    """Count unchanged concepts with changed mentions in the passages that were not tagged twice."""
    others = {name: tagger.lexicon.concepts[name] for name in movements if name not in changed}
    if not others:
        return
    finder = Finder(list(others.values()))
    for batch in _read_batches(store, lambda rowid, text: rowid not in concerned and finder.finds(text)):
        for row in batch.wanted:
            same = [mention for mention in tagger.tag(row.text).mentions if mention.concept in others]
            _count(movements, row, [same, same], 0)


class _Batch(NamedTuple):
    """The number of passages examined, and the wanted ones in full."""

    size: int
    wanted: Sequence[FoundPassage]


def _read_batches(store: Store, is_wanted: Callable[[int, str], bool]) -> Iterator[_Batch]:
    for ids, texts in pending_passages(store, "", "", everything=True, size=_BATCH):
        wanted = [rowid for rowid, text in zip(ids, texts, strict=True) if is_wanted(rowid, text)]
        yield _Batch(len(ids), fetch_passages(store, wanted))


def _count(
    movements: dict[str, Movement], row: FoundPassage, both: Sequence[Iterable[Mention]], examples: int
) -> None:
    before, after = ({mention for mention in mentions if mention.concept} for mentions in both)
    year = row.date[:4] or "undated"
    for mention in before | after:
        movement = movements.setdefault(mention.concept, Movement(mention.concept))
        if mention in before:
            movement.old += 1
            movement.years[year] -= 1
            if not mention.nested:
                movement.old_outermost += 1
        if mention in after:
            movement.new += 1
            movement.years[year] += 1
            if not mention.nested:
                movement.new_outermost += 1
    for mention in sorted(before ^ after, key=lambda mention: (mention.start, mention.end, mention.concept)):
        movement = movements[mention.concept]
        movement.differing += 1
        twin = replace(mention, nested=not mention.nested)  # the same mention, nested by only one lexicon
        if len(movement.examples) < examples and not (mention in before and twin in after):
            what = _name_difference(mention, is_old=mention in before, has_twin=twin in before)
            movement.examples.append(_example(row, mention, what))


def _name_difference(mention: Mention, *, is_old: bool, has_twin: bool) -> str:
    if is_old:
        return "lost"
    if not has_twin:
        return "gained"
    return "nested" if mention.nested else "outermost"


def _example(row: FoundPassage, mention: Mention, what: str) -> ImpactExample:
    text = row.text
    left, right = (
        text[max(0, mention.start - _WIDTH) : mention.start],
        text[mention.end : mention.end + _WIDTH],
    )
    return ImpactExample(
        what,
        row.passage_id,
        row.date,
        _on_one_line(left),
        _on_one_line(mention.text),
        _on_one_line(right),
    )


def _on_one_line(text: str) -> str:
    return in_one_line(text)
