"""Find the concepts that a name may mean, each with a score from 0 to 100."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from flows.annotation.lexicon import Concept, Lexicon
from flows.search import name_grams
from flows.text import fold_label, has_han

_EXACT, _LOOSE = 100.0, 95.0
_MOST_FUZZY = 90.0  # a name that shares every pair of letters with another, in a different order
_LEAST_SHARED = 0.5  # of the pairs of both names, as in "did you mean"


class Candidate(NamedTuple):
    """A concept that a name may mean: score, the nearest lexicon form, and how it was found.

    `way` is exact (a form as written, except for script, width and case), id, loose (another number, spelling
    or apostrophe, an abbreviation in other capitals) or near (a similar form).
    """

    concept: Concept
    score: float
    form: str
    way: str


class NameTable:
    """All forms of a lexicon by what they share, built once, so that a batch of names takes milliseconds."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._forms = [
            (concept, form)
            for concept in lexicon.concepts.values()
            for form in dict.fromkeys(concept.surfaces)
        ]
        self._labels = [fold_label(form) for _, form in self._forms]
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._having: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._sizes: list[int] = []
        for place, (_, form) in enumerate(self._forms):
            self._exact[self._labels[place]].append(place)
            grams = name_grams(form)
            self._sizes.append(sum(grams.values()))
            for gram, number in grams.items():
                self._having[gram].append((place, number))

    def find(self, name: str, types: Collection[str], limit: int) -> list[Candidate]:
        """Return the candidates for a name, best first; `types` limits them to concepts of these types."""
        found: dict[str, Candidate] = {}
        for candidate in self._find_all(name.strip()):
            known = found.get(candidate.concept.id)
            is_kept = not types or candidate.concept.type in types
            if is_kept and (known is None or _rank(candidate) > _rank(known)):
                found[candidate.concept.id] = candidate
        return sorted(found.values(), key=lambda one: (-one.score, one.concept.id))[:limit]

    def complete(self, prefix: str) -> list[Concept]:
        """Return the concepts with a form or id that begins with `prefix`, then those that contain it.

        Shorter forms come first.
        """
        folded, typed = fold_label(prefix), prefix.strip().lower()
        ranked: dict[str, tuple[bool, int, str]] = {}
        for (concept, _), label in zip(self._forms, self._labels, strict=True):
            if folded in label:
                rank = (not label.startswith(folded), len(label), concept.id)
            elif typed and concept.id.startswith(typed):
                rank = (False, len(concept.id), concept.id)
            else:
                continue
            ranked[concept.id] = min(rank, ranked.get(concept.id, rank))
        return [self._lexicon.concepts[name] for name in sorted(ranked, key=ranked.__getitem__)]

    def _find_all(self, name: str) -> Iterable[Candidate]:
        if not name:
            return
        if concept := self._lexicon.concepts.get(name):
            yield Candidate(concept, _EXACT, name, "id")
        for place in self._exact.get(fold_label(name), ()):
            concept, form = self._forms[place]
            is_other = form in concept.en_abbreviations and _in_one_width(form) != _in_one_width(name)
            yield Candidate(concept, *((_LOOSE, form, "loose") if is_other else (_EXACT, form, "exact")))
        if meant := self._lexicon.look_up(name):
            yield Candidate(meant, _LOOSE, meant.label(_language_of(name)), "loose")
        yield from self._find_near(name)

    def _find_near(self, name: str) -> Iterable[Candidate]:
        wanted = name_grams(name)
        size = sum(wanted.values())
        shared: Counter[int] = Counter()
        for gram, number in wanted.items():
            for place, there in self._having.get(gram, ()):
                shared[place] += min(number, there)
        for place, number in shared.items():
            share = 2 * number / (size + self._sizes[place])
            if share >= _LEAST_SHARED:
                concept, form = self._forms[place]
                yield Candidate(concept, round(_MOST_FUZZY * share, 1), form, "near")


def _rank(candidate: Candidate) -> tuple[float, bool]:
    """Return the sort key of a way to a concept: a name takes precedence over an id."""
    return candidate.score, candidate.way == "exact"


def _in_one_width(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _language_of(name: str) -> str:
    return "zh" if has_han(name) else "en"
