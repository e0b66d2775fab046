"""Plain counts: how often a concept's surfaces occur in a text, whatever the matcher's rules decide.

Counts are what a search for the surfaces finds: Latin words whole and in any case, Chinese and punctuation
as written, without negative contexts or Chinese word borders. Occurrences of one concept do not overlap;
those of two concepts may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from ahocorasick_rs import AhoCorasick

from flows.annotation.lexicon import Lexicon, plain_forms
from flows.text import HAN, lazy_pattern

_WORD, _IS_HAN = f"[^\\W_{HAN}]", f"[{HAN}]"
_IS_WORD = lazy_pattern(_WORD)
_SPACES = lazy_pattern(" {2,}")
# A space counts only between two words or two Han runs: next to a mark, and where the scripts meet, it is
# layout.
_LAYOUT = lazy_pattern(
    f" (?!{_WORD}|{_IS_HAN})|(?<!{_WORD})(?<!{_IS_HAN}) "
    f"|(?<={_WORD}) (?={_IS_HAN})|(?<={_IS_HAN}) (?={_WORD})"
)
_Span = tuple[int, int, int]


class PlainCounter:
    """One automaton over the surface forms of all concepts in a lexicon, built once."""

    def __init__(self, lexicon: Lexicon) -> None:
        meanings: dict[str, dict[str, int]] = defaultdict(dict)
        for concept in lexicon.tagged:
            for form in plain_forms(concept):
                if any(map(str.isalnum, form)):
                    own = meanings[_lay_out(form)]
                    own[concept.id] = max(len(form), own.get(concept.id, 0))
        self._meanings = [list(found.items()) for found in meanings.values()]
        self._borders = [(bool(_IS_WORD.match(form[0])), bool(_IS_WORD.match(form[-1]))) for form in meanings]
        self._automaton = AhoCorasick(list(meanings)) if meanings else None

    def count(self, folded: str) -> dict[str, int]:
        """Return the number of occurrences in a folded text, for each concept that has any."""
        if self._automaton is None:
            return {}
        text = _lay_out(folded)
        found: dict[str, list[_Span]] = defaultdict(list)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            begins, ends = self._borders[index]
            if (begins and start and _IS_WORD.match(text, start - 1)) or (ends and _IS_WORD.match(text, end)):
                continue
            for concept, length in self._meanings[index]:
                found[concept].append((start, -length, end))
        return {concept: _count_disjoint(spans) for concept, spans in found.items()}


def counter_of(lexicon: Lexicon) -> PlainCounter:
    """Return the counter of a lexicon. Building it takes 0.2 s, so it is kept while the lexicon is in use."""
    if (known := _in_use.get(lexicon)) is None:
        known = _in_use[lexicon] = PlainCounter(lexicon)
    return known


_in_use: WeakKeyDictionary[Lexicon, PlainCounter] = WeakKeyDictionary()


def _lay_out(folded: str) -> str:
    """Return a folded text without spaces that are only layout."""
    if " " not in folded:
        return folded
    return _LAYOUT.sub("", _SPACES.sub(" ", folded))


def _count_disjoint(spans: Sequence[_Span]) -> int:
    """Count disjoint spans (start, -length of the form, end), the leftmost and then the longest first."""
    if len(spans) == 1:
        return 1
    count = position = 0
    for start, _, end in sorted(spans):
        if start >= position:
            count, position = count + 1, end
    return count
