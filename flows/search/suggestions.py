"""Suggestions: the known names nearest to one that is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from flows.annotation.lexicon import Lexicon
from flows.store import Store
from flows.store.facts import count_surfaces, named_surfaces
from flows.text import fold_label, has_han

_NEAR = 0.5  # the least share of the two names' pairs
_SUGGESTED = 3
_COUNTED = 60  # near names whose mentions are counted
# A message of errors.toml as a value in another message, or nothing.
Hint = dict[str, object] | str


def suggest_terms(lexicon: Lexicon, typed: str) -> Hint:
    """Return the end of a message that suggests the lexicon's terms nearest to what was typed.

    General words and the typed name itself are not suggested: the reader needs a term that texts are tagged
    with.
    """
    label = fold_label(typed)
    near = nearest_terms(lexicon, typed)
    return did_you_mean(name for name in near if lexicon.find_tagged(name) and fold_label(name) != label)


def nearest_terms(lexicon: Lexicon, typed: str) -> list[str]:
    """Return the surfaces of the lexicon nearest to what was typed, one per concept."""
    near = _nearest(typed, lexicon.labels, 2 * _SUGGESTED)
    concepts = {lexicon.find(surface): surface for surface in reversed(near)}
    return [surface for surface in near if surface in concepts.values()][:_SUGGESTED]


def suggest_names(store: Store, typed: str) -> list[str]:
    """Return the names that stored passages mention and that are nearest to what was typed, one per entity.

    If none is near, they are the Chinese names with one other character (稀土 for 稀士). Of equally near
    ones, those that begin alike come first, then the most frequent.
    """
    entities = named_surfaces(store)
    label, folded = fold_label(typed), {name: fold_label(name) for name in entities}
    near = {name: score for score, name in _score(typed, folded)}
    slips = {name: 0.0 for name, other in folded.items() if _is_slip(label, other)}
    for scores in (near, slips):
        rank = {name: (-score, folded[name][:1] != label[:1]) for name, score in scores.items()}
        nearest_ones = [name for _, name in sorted((rank[name], name) for name in rank)[:_COUNTED]]
        counts = count_surfaces(store, nearest_ones)
        found: dict[str, str] = {}
        for _, _, name in sorted((rank[name], -count, name) for name, count in counts.items()):
            found.setdefault(entities[name], name)
        if found:
            return list(found.values())[:_SUGGESTED]
    return []


def _is_slip(label: str, other: str) -> bool:
    """Return whether two Chinese names of the same length differ in one character."""
    if len(label) != len(other) or len(label) < 2 or not has_han(label):
        return False
    return sum(one != another for one, another in zip(label, other, strict=True)) == 1


def did_you_mean(near: Iterable[str]) -> Hint:
    """Return the end of a message that suggests known names; empty if there are none."""
    names = list(near)
    return {"code": "search.did_you_mean", "values": {"near": names}} if names else ""


def nearest(typed: str, names: Iterable[str], limit: int = _SUGGESTED) -> list[str]:
    """Return the names that share most pairs of letters with `typed` (Dice's coefficient), nearest first.

    Single Chinese characters count as well, so that names of two characters can be near. At least half must
    be shared.
    """
    return _nearest(typed, {name: fold_label(name) for name in names}, limit)


def _nearest(typed: str, labels: Mapping[str, str], limit: int) -> list[str]:
    ranked = sorted((-score, name) for score, name in _score(typed, labels))
    return [name for _, name in ranked[:limit]]


def _score(typed: str, labels: Mapping[str, str]) -> list[tuple[float, str]]:
    """Return the names that share at least half of the pairs of letters, each with this share."""
    label = fold_label(typed)
    wanted = _count_grams(label)
    size = sum(wanted.values())
    letters = str.maketrans("", "", label)
    scored = []
    for name, folded in labels.items():
        common = len(folded) - len(folded.translate(letters))
        if 2 * min(size, 3 * common + 1) < _NEAR * (size + len(folded) + 1):
            continue  # too few letters for half of the pairs: no need to count them
        found = _count_grams(folded)
        shared = sum(min(number, found[gram]) for gram, number in wanted.items())
        score = 2 * shared / (size + sum(found.values()))
        if score >= _NEAR:
            scored.append((score, name))
    return scored


def name_grams(name: str) -> Counter[str]:
    """Return the units by which names are compared: pairs of letters, and single Chinese characters."""
    return _count_grams(fold_label(name))


def _count_grams(folded: str) -> Counter[str]:
    padded = f" {folded} "
    pairs = Counter(padded[place : place + 2] for place in range(len(padded) - 1))
    pairs.update(character for character in folded if has_han(character))
    return pairs
