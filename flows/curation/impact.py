"""What an edit of the lexicon changes: which passages it can concern, and which counts move on the stored corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Finder, Tagger, changed_concepts, describe_change, find_concerned
from flows.records import Mention
from flows.store import FoundPassage, Store, fetch_passages, pending_passages

Report = Callable[[str, int, int], None]
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


@dataclass(slots=True)
class Movement:
    """Occurrences of one concept by two lexicons: all, as trends count them, and the outermost ones; their difference by
    year; and how many mentions differ in any way."""

    concept: str
    old: int = 0
    new: int = 0
    old_outermost: int = 0
    new_outermost: int = 0
    differing: int = 0
    years: Counter[str] = field(default_factory=Counter)
    examples: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Impact:
    """All changed concepts and all whose mentions move, by id; how many passages were tagged twice, of how many."""

    movements: dict[str, Movement]
    changed: list[str]
    concerned: int = 0
    passages: int = 0

    @classmethod
    def without_store(cls, old: Lexicon, new: Lexicon) -> Impact:
        changed = changed_concepts(old, new)
        return cls({name: Movement(name) for name in changed}, changed)


def impact_rows(impact: Impact, old: Lexicon, new: Lexicon) -> list[dict[str, Any]]:
    """Return one row a concept (IMPACT_COLUMNS), those whose counts move most first; `years` and `examples` are nested."""
    rows = []
    for movement in impact.movements.values():
        before, after = old.concepts.get(movement.concept), new.concepts.get(movement.concept)
        concept = after or before
        assert concept is not None
        change, details = describe_change(before, after)
        rows.append(
            {
                "concept": concept.id,
                "zh": concept.zh,
                "en": concept.en,
                "change": change,
                "details": details,
                "old": movement.old,
                "new": movement.new,
                "difference": movement.new - movement.old,
                "old_outermost": movement.old_outermost,
                "new_outermost": movement.new_outermost,
                "examples": movement.examples,
                "years": {year: number for year, number in sorted(movement.years.items()) if number},
            }
        )
    return sorted(
        rows,
        key=lambda row: (
            -abs(row["difference"]),
            -abs(row["new_outermost"] - row["old_outermost"]),
            row["concept"],
        ),
    )


def measure_impact(
    store: Store,
    old: Lexicon,
    new: Lexicon,
    *,
    examples: int = 3,
    report: Report = lambda stage, done, total: None,
) -> Impact:
    """Tag with both lexicons the passages that the edit concerns, and count what moves.

    A concept that is not changed but moves (nesting, word borders) is counted in the other passages, too, where both
    lexicons agree: these are tagged once.
    """
    taggers = (Tagger(old), Tagger(new))
    changed = changed_concepts(old, new)
    movements = {identifier: Movement(identifier) for identifier in changed}
    is_concerned = find_concerned(old, new)
    concerned: set[int] = set()
    passages = 0
    for ids, rows in _passages(store, lambda _, text: is_concerned(text)):
        passages += ids
        for row in rows:
            concerned.add(row.rowid)
            _count(movements, row, [tagger.tag(row.text).mentions for tagger in taggers], examples)
        report("compare", passages, 0)
    movements = {
        name: movement for name, movement in movements.items() if movement.differing or name in changed
    }
    others = [new.concepts[name] for name in movements if name not in changed]
    if others:
        finder = Finder(others)
        wanted = {concept.id for concept in others}
        for _, rows in _passages(store, lambda rowid, text: rowid not in concerned and finder.finds(text)):
            for row in rows:
                same = [mention for mention in taggers[1].tag(row.text).mentions if mention.concept in wanted]
                _count(movements, row, [same, same], 0)
    return Impact(movements, changed, len(concerned), passages)


def _passages(
    store: Store, is_wanted: Callable[[int, str], bool]
) -> Iterator[tuple[int, list[FoundPassage]]]:
    """Yield, a batch at a time, how many passages were looked at, and the wanted ones in full."""
    for ids, texts in pending_passages(store, "", "", everything=True, size=_BATCH):
        yield (
            len(ids),
            fetch_passages(
                store, [rowid for rowid, text in zip(ids, texts, strict=True) if is_wanted(rowid, text)]
            ),
        )


def _count(
    movements: dict[str, Movement], row: FoundPassage, both: Sequence[Iterable[Mention]], examples: int
) -> None:
    before, after = ({mention for mention in mentions if mention.concept} for mentions in both)
    year = row.date[:4] or "undated"
    for mention in before | after:
        movement = movements.setdefault(mention.concept, Movement(mention.concept))
        movement.old += mention in before
        movement.new += mention in after
        movement.old_outermost += mention in before and not mention.nested
        movement.new_outermost += mention in after and not mention.nested
        movement.years[year] += (mention in after) - (mention in before)
    for mention in sorted(before ^ after, key=lambda mention: (mention.start, mention.end, mention.concept)):
        movement = movements[mention.concept]
        movement.differing += 1
        twin = replace(
            mention, nested=not mention.nested
        )  # the same mention, nested by one lexicon and not by the other
        if len(movement.examples) < examples and not (mention in before and twin in after):
            what = (
                "lost"
                if mention in before
                else "gained"
                if twin not in before
                else "nested"
                if mention.nested
                else "outermost"
            )
            movement.examples.append(_example(row, mention, what))


def _example(row: FoundPassage, mention: Mention, what: str) -> dict[str, Any]:
    text = row.text
    parts = {
        "left": text[max(0, mention.start - _WIDTH) : mention.start],
        "keyword": mention.text,
        "right": text[mention.end : mention.end + _WIDTH],
    }
    return {
        "what": what,
        "passage_id": row.passage_id,
        "date": row.date,
        **{name: " ".join(part.split()) for name, part in parts.items()},
    }
