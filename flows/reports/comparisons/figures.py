"""Match the figures of two sides row by row: the same indicator in the same unit, on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from flows.records import CHANGES
from flows.references import KINDS
from flows.store.facts import ChosenFigure
from flows.text import fold, has_han

Basis = Literal["words", "similar words", "concepts", "values"]
_ALIKE = 88  # similarity, out of 100, of two indicators in different wording, words in any order
_LEAST_SPECIFIC = 4  # Chinese characters of an indicator specific enough to say what is measured
_MOST_ALIKE = 1500  # indicators per side up to which similar ones are searched for
_TYPOGRAPHY = str.maketrans("", "", "“”\"'‘’《》()（）,，、 \u3000")
CountConcepts = Callable[[str], Iterable[str]]


class FigurePair(NamedTuple):
    """The values of one indicator in A and in B; `basis` is what the two have in common.

    `stated_a` and `stated_b` count each side's values of this indicator.
    """

    indicator: str
    unit: str
    a: ChosenFigure
    b: ChosenFigure
    basis: Basis
    stated_a: int
    stated_b: int


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """The figures on both sides, and how many values of each side are in no row."""

    pairs: tuple[FigurePair, ...] = ()
    only_a: int = 0
    only_b: int = 0


class _Indicator(NamedTuple):
    """A measured quantity: the folded words, the unit, and whether its change is stated, not its level."""

    name: str
    unit: str
    is_change: bool

    def measures_as(self, other: _Indicator) -> bool:
        """Return whether values of the two can be compared."""
        return (self.unit, self.is_change) == (other.unit, other.is_change)


def match_figures(
    first: Sequence[ChosenFigure],
    second: Sequence[ChosenFigure],
    concepts: CountConcepts,
    *,
    only_newest: bool = False,
) -> FigureMatch:
    """Return the figures of two sides by indicator, in the order of the first.

    A level is never paired with a change (610 yuan, 30 yuan more). Indicators are the same if their folded
    words are equal, or else nearly so, in any order; or, for texts in two languages, if both name the same
    lexicon concepts, or if they alone have the same values for the same years. A number of things without a
    named indicator (50 cities) has no partner. If a side states an indicator more than once, figures of the
    same kind (target, actual) are paired first, in order; a value stated twice counts once. With
    `only_newest`, for sets of documents, there is one row per indicator and kind, with the value of the
    latest year on each side. The most often stated come first, and numbers of things named by a short word
    (13 firms, 6 killed) have no row.
    """
    if only_newest:
        first, second = ([one for one in side if _is_specific(one)] for side in (first, second))
    here, there = _group(first), _group(second)
    pairs: list[FigurePair] = []
    for key, other, basis in _match_names(here, there, None if only_newest else concepts):
        ours, theirs = here[key], there[other]
        stated = len(ours), len(theirs)
        if only_newest:
            ours, theirs = _newest(ours), _newest(theirs)
        pairs += [
            FigurePair(one.indicator, one.unit, one, two, basis, *stated) for one, two in _pair(ours, theirs)
        ]
    order = {id(figure): place for place, figure in enumerate(first)}
    if only_newest:
        pairs.sort(key=lambda pair: (-min(pair.stated_a, pair.stated_b), order[id(pair.a)]))
    else:
        pairs.sort(key=lambda pair: order[id(pair.a)])
    return FigureMatch(tuple(pairs), _count(here) - len(pairs), _count(there) - len(pairs))


def _is_specific(figure: ChosenFigure) -> bool:
    """Return whether an indicator alone shows what is measured: a share, or more than a short word."""
    name = figure.indicator.strip()
    return figure.unit == "%" or (len(name) >= _LEAST_SPECIFIC if has_han(name) else " " in name)


def _newest(figures: Sequence[ChosenFigure]) -> list[ChosenFigure]:
    """Return the figure of each kind for the latest year, or in the latest document."""
    newest = {figure.kind: figure for figure in sorted(figures, key=lambda one: (one.deadline, one.date))}
    return list(newest.values())


def _count(groups: dict[_Indicator, list[ChosenFigure]]) -> int:
    return sum(map(len, groups.values()))


def _group(figures: Iterable[ChosenFigure]) -> dict[_Indicator, list[ChosenFigure]]:
    """Return the figures by indicator and unit, each value once."""
    groups = defaultdict[_Indicator, list[ChosenFigure]](list)
    seen = set[tuple[object, ...]]()
    for figure in figures:
        if fold(figure.indicator).text == figure.unit.lower():
            continue
        key = _key(figure)
        sign = (figure.comparator, figure.bound)
        value = (key, figure.value, figure.value_to, sign, figure.kind, figure.deadline)
        if value not in seen:
            seen.add(value)
            groups[key].append(figure)
    return groups


def _key(figure: ChosenFigure) -> _Indicator:
    subject = figure.subject if figure.subject not in figure.indicator else ""
    name = fold(f"{subject} {figure.indicator}").text.translate(_TYPOGRAPHY)
    return _Indicator(name, figure.unit, figure.comparator in CHANGES)


def _match_names(
    here: dict[_Indicator, list[ChosenFigure]],
    there: dict[_Indicator, list[ChosenFigure]],
    concepts: CountConcepts | None,
) -> Iterator[tuple[_Indicator, _Indicator, Basis]]:
    """Yield each indicator with the same one on the other side, each at most once."""
    yield from ((key, key, "words") for key in here if key in there)
    left = [key for key in here if key not in there]
    free = [key for key in there if key not in here]
    if len(left) > _MOST_ALIKE or len(free) > _MOST_ALIKE:
        return
    unmatched: list[_Indicator] = []
    for key in left:
        if other := _find_similar(_label(here[key][0]), key, free, there):
            free.remove(other)
            yield key, other, "similar words"
            continue
        if concepts and (other := _find_concept(here[key][0], free, there, concepts)):
            free.remove(other)
            yield key, other, "concepts"
            continue
        unmatched.append(key)
    if concepts:
        yield from ((key, other, "values") for key, other in _match_values(unmatched, free, here, there))


def _match_values(
    left: Sequence[_Indicator],
    free: Sequence[_Indicator],
    here: dict[_Indicator, list[ChosenFigure]],
    there: dict[_Indicator, list[ChosenFigure]],
) -> Iterator[tuple[_Indicator, _Indicator]]:
    """Yield indicators in two languages that alone have the same values, for the same years."""

    def read_values(key: _Indicator, side: dict[_Indicator, list[ChosenFigure]]) -> tuple[object, ...]:
        stated = (
            (one.value, one.value_to, one.comparator, one.bound, one.kind, one.deadline[:4])
            for one in side[key]
        )
        return key.unit, key.is_change, frozenset(stated)

    ours: dict[tuple[object, ...], list[_Indicator]] = defaultdict(list)
    theirs: dict[tuple[object, ...], list[_Indicator]] = defaultdict(list)
    for keys, side, found in ((left, here, ours), (free, there, theirs)):
        for key in keys:
            if any(one.deadline or one.value % 1 for one in side[key]):  # 50 firms are found anywhere
                found[read_values(key, side)].append(key)
    for values, keys in ours.items():
        others = theirs[values]
        if len(keys) == len(others) == 1:
            one, other = here[keys[0]][0], there[others[0]][0]
            if one.language != other.language:
                yield keys[0], others[0]


def _label(figure: ChosenFigure) -> str:
    return " ".join(fold(f"{figure.subject} {figure.indicator}").text.replace("-", " ").split())


def _find_similar(
    label: str, wanted: _Indicator, free: Sequence[_Indicator], there: dict[_Indicator, list[ChosenFigure]]
) -> _Indicator | None:
    names = {key: _label(there[key][0]) for key in free if key.measures_as(wanted)}
    best = process.extractOne(label, names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
    return best[2] if best else None


def _find_concept(
    figure: ChosenFigure,
    free: Sequence[_Indicator],
    there: dict[_Indicator, list[ChosenFigure]],
    concepts: CountConcepts,
) -> _Indicator | None:
    """Return the only indicator in the other language with the same concepts; None if there are several."""
    named = frozenset(concepts(_label(figure)))
    if not named:
        return None
    found = [
        key
        for key in free
        if key.measures_as(_key(figure))
        and there[key][0].language != figure.language
        and frozenset(concepts(_label(there[key][0]))) == named
    ]
    return found[0] if len(found) == 1 else None


def _pair(
    first: Sequence[ChosenFigure], second: Sequence[ChosenFigure]
) -> Iterator[tuple[ChosenFigure, ChosenFigure]]:
    """Yield an indicator's figures in pairs: those of the same kind first, then the others."""
    left, right = list(first), list(second)
    for kind in (*KINDS, None):
        ours = [figure for figure in left if kind in (None, figure.kind)]
        theirs = [figure for figure in right if kind in (None, figure.kind)]
        for one, other in zip(ours, theirs, strict=False):
            left.remove(one)
            right.remove(other)
            yield one, other
