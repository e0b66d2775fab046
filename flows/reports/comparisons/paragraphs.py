"""Match the paragraphs of two documents: unchanged, renumbered, reworded, or in one document only.

Plans and reports of the same issuer keep sentences and move them, so matches need not keep the order. Equal
units are matched first, then those that differ only in the number that they begin with, then the most similar
ones by their weighted common words, each once.
"""

from __future__ import annotations

import difflib
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from flows.reports.comparisons.numbering import drop_number
from flows.store import Store
from flows.store.passages import running_passages
from flows.text import fold, fold_unspaced, has_han, in_one_line, lazy_pattern, split_sentences

UnitKind = Literal["paragraph", "sentence"]
UNIT_KINDS: tuple[UnitKind, ...] = ("paragraph", "sentence")
Change = Literal["unchanged", "renumbered", "reworded", "only_a", "only_b"]
CHANGES: tuple[Change, ...] = ("unchanged", "renumbered", "reworded", "only_a", "only_b")
# From this share of common words on, weighted by rarity, a unit counts as reworded.
REWORDED = 0.4
_LEAST_LETTERS = 2  # the number of a list item is not a unit
_LONG = 1000  # code points; a longer passage was cut from running text, not at a paragraph
_CANDIDATES = 8  # units of the other side that are compared in full
_COMMON = 0.05  # share of units above which a word does not select candidates
_LEAST_COMMON = 40  # ... but in at least this many units
_MOST_WORDS = 4_000_000  # longest product of the lengths of two texts whose words are compared
_GAP = 3  # code points between two changes that are shown as one
_TOKEN = lazy_pattern(r"\s+|\w+|[^\w\s]")
_WORD = lazy_pattern(r"\w+")
_Cut = Callable[[str], Iterable[str]]


class Unit(NamedTuple):
    """A paragraph or sentence, with the id of its passage."""

    passage_id: str
    text: str


class Word(NamedTuple):
    """A run of words of a changed unit: in both texts ("same"), `removed` from A, or `added` in B."""

    change: Literal["same", "removed", "added"]
    text: str


class ParagraphPair(NamedTuple):
    """A row of the comparison: a unit of A beside its counterpart in B.

    `similarity` is 1 for texts that are equal, but for their numbers (renumbered), and 0 for a unit without a
    counterpart, whose other side is None. `is_moved` means that the counterpart is out of the order of the
    rest. `words` are the differences of a renumbered or reworded pair, in reading order.
    """

    change: Change
    a: Unit | None
    b: Unit | None
    similarity: float
    is_moved: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphMatch:
    """The matched units of two documents in the order of A; those only in B come after their place."""

    unit: UnitKind
    pairs: tuple[ParagraphPair, ...]

    @property
    def counts(self) -> dict[Change, int]:
        """The number of rows by change."""
        found = Counter(pair.change for pair in self.pairs)
        return {change: found[change] for change in CHANGES}

    @property
    def moved(self) -> int:
        """The number of matched units that are out of order."""
        return sum(pair.is_moved for pair in self.pairs)


def match_documents(
    store: Store, first: str, second: str, unit: UnitKind | None, cut: _Cut
) -> ParagraphMatch:
    """Return the matched paragraphs (or sentences) of two documents, named by id.

    Without `unit`, these are paragraphs, or sentences if a document's text came without paragraphs: more than
    half of it in passages of over 1,000 code points. `cut` cuts Chinese text into words.
    """
    passages = [running_passages(store, document) for document in (first, second)]
    texts = [[row.text for row in rows] for rows in passages]
    chosen = unit or ("sentence" if any(map(_is_running_text, texts)) else "paragraph")
    here, there = (
        list(_units(document, [(row.position, row.text) for row in rows], chosen))
        for document, rows in zip((first, second), passages, strict=True)
    )
    return ParagraphMatch(chosen, tuple(match_texts(here, there, cut)))


def _is_running_text(texts: Sequence[str]) -> bool:
    long = sum(len(text) for text in texts if len(text) > _LONG)
    return 2 * long > sum(map(len, texts))


def _units(document_id: str, passages: Iterable[tuple[int, str]], unit: UnitKind) -> Iterator[Unit]:
    for position, text in passages:
        parts = [text]
        if unit == "sentence":
            parts = [text[start:end] for start, end in split_sentences(text, at_semicolons=False)]
        for part in parts:
            if sum(map(str.isalpha, part)) >= _LEAST_LETTERS:
                yield Unit(f"{document_id}-{position}", in_one_line(part))


def match_texts(first: Sequence[Unit], second: Sequence[Unit], cut: _Cut) -> list[ParagraphPair]:
    """Return the matched units of two texts, in the order of the first."""
    partners = _match_equal(first, second)
    equal = set(partners)
    partners |= _match_renumbered(first, second, partners)
    same = set(partners)
    scores = dict.fromkeys(same, 1.0)
    for score, here, there in _match_similar(first, second, partners):
        partners[here], scores[here] = there, score
    moved = _out_of_order(partners)
    rows = dict[int, list[ParagraphPair]]()  # by the place in A that they follow
    for here, unit in enumerate(first):
        if here not in partners:
            rows[here] = [ParagraphPair("only_a", unit, None, 0.0)]
            continue
        other, is_moved = second[partners[here]], here in moved
        pair = ParagraphPair("unchanged", unit, other, 1.0, is_moved)
        if here not in equal:
            words = tuple(compare_words(unit.text, other.text, cut))
            change: Change = "renumbered" if here in same else "reworded"
            pair = ParagraphPair(change, unit, other, round(scores[here], 3), is_moved, words)
        rows[here] = [pair]
    by_partner = {there: here for here, there in partners.items()}
    place = -1
    for there, unit in enumerate(second):
        place = by_partner.get(there, place)
        if there not in by_partner:
            # Removed units come before those that replace them.
            while place + 1 < len(first) and place + 1 not in partners:
                place += 1
            rows.setdefault(place, []).append(ParagraphPair("only_b", None, unit, 0.0))
    return [pair for here in sorted(rows) for pair in rows[here]]


def _match_equal(first: Sequence[Unit], second: Sequence[Unit]) -> dict[int, int]:
    """Return the places of equal units, copies paired in order: the first with the first."""
    return _pair_keys(
        [fold_unspaced(unit.text) for unit in first], [fold_unspaced(unit.text) for unit in second]
    )


def _match_renumbered(
    first: Sequence[Unit], second: Sequence[Unit], taken: Mapping[int, int]
) -> dict[int, int]:
    """Return the places of units, not yet taken, that are equal but for the numbers that they begin with."""
    others = set(taken.values())
    return _pair_keys(
        [None if place in taken else drop_number(unit.text) for place, unit in enumerate(first)],
        [None if place in others else drop_number(unit.text) for place, unit in enumerate(second)],
    )


def _pair_keys(first: Sequence[str | None], second: Sequence[str | None]) -> dict[int, int]:
    """Return the places of equal keys, each once and in order; None is no key."""
    places = defaultdict[str, list[int]](list)
    for there, key in reversed(list(enumerate(second))):
        if key is not None:
            places[key].append(there)
    partners = {}
    for here, key in enumerate(first):
        if key is not None and (waiting := places.get(key)):
            partners[here] = waiting.pop()
    return partners


def _features(text: str) -> Counter[str]:
    """Return the words of a text; for Chinese, the pairs of adjacent characters."""
    folded = fold(text).text
    found: Counter[str] = Counter()
    for word in _WORD.findall(folded):
        if has_han(word):
            found.update(one + other for one, other in pairwise(f" {word}"))
        else:
            found[word] += 1
    return found


def _match_similar(
    first: Sequence[Unit], second: Sequence[Unit], taken: Mapping[int, int]
) -> list[tuple[float, int, int]]:
    """Return (similarity, place, other place) of the units not yet taken, each at most once."""
    here = {place: _features(unit.text) for place, unit in enumerate(first) if place not in taken}
    others = set(taken.values())
    there = {place: _features(unit.text) for place, unit in enumerate(second) if place not in others}
    weights = _weigh([*here.values(), *there.values()])
    index = defaultdict[str, list[int]](list)
    for place, words in there.items():
        for word in words:
            index[word].append(place)
    limit = max(_LEAST_COMMON, int(_COMMON * len(there)))
    sizes = {place: _size(words, weights) for place, words in there.items()}
    found = []
    for place, words in here.items():
        size = _size(words, weights)
        near: Counter[int] = Counter()
        for word in words:
            if len(index.get(word, ())) <= limit:
                for other in index.get(word, ()):
                    near[other] += weights[word]  # type: ignore[assignment]
        for other, _ in near.most_common(_CANDIDATES):
            common = sum(weights[word] * min(n, there[other][word]) for word, n in words.items())
            score = 2 * common / (size + sizes[other])
            if score >= REWORDED:
                distance = abs(place / len(first) - other / len(second))
                found.append((score, -distance, place, other))
    return list(_choose_best(found))


def _choose_best(found: list[tuple[float, float, int, int]]) -> Iterator[tuple[float, int, int]]:
    used_here, used_there = set[int](), set[int]()
    for score, _, place, other in sorted(found, reverse=True):
        if place not in used_here and other not in used_there:
            used_here.add(place)
            used_there.add(other)
            yield score, place, other


def _weigh(texts: Sequence[Counter[str]]) -> dict[str, float]:
    """Return the weight of each word: the rarer among the units, the higher."""
    frequencies = Counter(word for words in texts for word in words)
    return {word: math.log(1 + len(texts) / number) for word, number in frequencies.items()}


def _size(words: Mapping[str, int], weights: Mapping[str, float]) -> float:
    return sum(weights[word] * number for word, number in words.items())


def _out_of_order(partners: Mapping[int, int]) -> set[int]:
    """Return the places outside the longest run of matches that both texts have in the same order."""
    ordered = sorted(partners.items())
    ends: list[int] = []  # the lowest last partner of a run, by its length
    last: list[int] = []  # ... and the number of its match
    before: list[int] = []
    for number, (_, there) in enumerate(ordered):
        length = bisect_left(ends, there)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(there)
            last.append(number)
        else:
            ends[length], last[length] = there, number
    kept = set[int]()
    number = last[-1] if last else -1
    while number >= 0:
        kept.add(ordered[number][0])
        number = before[number]
    return set(partners) - kept


def compare_words(old: str, new: str, cut: _Cut) -> Iterator[Word]:
    """Yield the runs of words that two texts have in common, and those removed or added.

    A short run between two changes is part of the change; very long texts are one change. The texts of `same`
    and `removed` add up to `old`, those of `same` and `added` to `new`.
    """
    before, after = _split(old, cut), _split(new, cut)
    if len(before) * len(after) > _MOST_WORDS:
        yield from _changed(old, new)
        return
    removed = added = ""
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        here, there = "".join(before[i1:i2]), "".join(after[j1:j2])
        is_end = i2 == len(before) and j2 == len(after)
        if tag != "equal" or ((removed or added) and len(here.strip()) < _GAP and not is_end):
            removed, added = removed + here, added + there
            continue
        yield from _changed(removed, added)
        removed = added = ""
        yield Word("same", here)
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Word]:
    if removed:
        yield Word("removed", removed)
    if added:
        yield Word("added", added)


def _split(text: str, cut: _Cut) -> list[str]:
    if has_han(text):
        return list(cut(text))
    return _TOKEN.findall(text)
