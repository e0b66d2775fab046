"""Places of a quotation: stored texts that have its letters, or nearly its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from flows.assistants.drafts.candidates import Candidates, Place
from flows.assistants.drafts.comparing import find_same
from flows.assistants.drafts.letters import Word, read_words_of
from flows.assistants.drafts.near import NEAREST, find_near
from flows.assistants.drafts.quotations.sources import Named
from flows.text import has_han

MAX_NAMED = 12  # documents of the same name that are searched
_SHORT_TEXT = 12  # words; in shorter texts fewer may differ by chance
_CHANGED_HAN, _CHANGED_WORDS = 1.5, 2.2  # characters or words that may differ in a short text
_SMALL = 3  # letters of a small word
# Least share of the other words in common, in a document named or not, and their least number in one named.
_LEAST_CONTENT, _FEW_CONTENT = {True: 0.5, False: 0.6}, 2
_AUXILIARIES = frozenset(
    ("will", "shall", "must", "should", "would", "have", "been", "with", "from", "that", "this", "they")
)
_WINDOW = 40  # consecutive passages that may contain a quotation


class Hit(NamedTuple):
    """A place in the store that has the letters of a quotation, or nearly its words."""

    place: Place
    start: int
    end: int
    text: str
    is_exact: bool = True
    share: float = 1.0


class PlaceFinder:
    """Finds the places of the texts of one draft, including those in the documents named near them."""

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates

    def find_hits(self, text: str, named: Named) -> list[Hit]:
        """Return the places that have the letters of a text, including those in the named documents."""
        within = named.documents[:MAX_NAMED]
        places = {place.rowid: place for place in self._candidates.with_clauses(text)}
        if within:
            places |= {place.rowid: place for place in self._candidates.with_clauses(text, within)}
        hits = list(_hits_in(text, places.values()))
        if hits:
            return hits
        near = self.near_places(text, named)
        return list(_hits_in(text, near)) or list(self._hits_across(text, near))

    def near_places(self, text: str, named: Named) -> list[Place]:
        """Return the passages that have many short pieces of a text, including those of named documents."""
        places = list(self._candidates.with_pieces(text))
        if named.documents:
            places += self._candidates.with_pieces(text, named.documents[:MAX_NAMED])
        return list({place.rowid: place for place in places}.values())

    def _hits_across(self, text: str, places: Sequence[Place]) -> Iterable[Hit]:
        """Yield the places where a quotation spans several consecutive passages."""
        found = Counter(place.document_id for place in places)
        for document, number in found.most_common(3):
            if number < 2:
                return
            own = sorted((place for place in places if place.document_id == document), key=_position)
            for first, last in _runs([place.position for place in own]):
                stretch = self._candidates.window(document, first - 1, last + 1)
                match = find_same(text, stretch.source)
                if match:
                    begins = self._candidates.read([stretch.passage_at(match.start).rowid])[0]
                    words = stretch.source.text[match.start : match.end]
                    yield Hit(begins, match.start, match.end, words, match.is_exact)

    def find_near_hits(self, text: str, named: Named) -> list[Hit]:
        """Return the places that have nearly the words of a text."""
        words = read_words_of(text)
        hits = []
        for place in self.near_places(text, named):
            is_named = place.document_id in named.documents
            near = find_near(words, place.source, _least(text, len(words), is_named=is_named))
            if near and _shares_content(words, place.source.text[near.start : near.end], is_named=is_named):
                hits.append(
                    Hit(
                        place,
                        near.start,
                        near.end,
                        place.source.text[near.start : near.end],
                        False,
                        near.share,
                    )
                )
        return hits


def _least(text: str, words: int, *, is_named: bool) -> float:
    """Return the least share of common words: short texts resemble each other by chance.

    In the document named they do so less.
    """
    if words >= _SHORT_TEXT:
        return NEAREST
    changed = _CHANGED_HAN + is_named if has_han(text) else _CHANGED_WORDS
    return max(NEAREST, 1 - changed / max(words, 2))


def _shares_content(quoted: Sequence[Word], stored: str, *, is_named: bool) -> bool:
    """Return whether a short English quotation shares most of its words that are not small ones with a text.

    "We will adhere to" says nothing of what.
    """
    if len(quoted) >= _SHORT_TEXT or has_han(stored):
        return True
    content = [word.form for word in quoted if len(word.form) > _SMALL and word.form not in _AUXILIARIES]
    known = {word.form for word in read_words_of(stored)}
    common = sum(form in known for form in content)
    return common >= _LEAST_CONTENT[is_named] * len(content) and (common >= _FEW_CONTENT or not is_named)


def _hits_in(text: str, places: Iterable[Place]) -> Iterable[Hit]:
    for place in places:
        if match := find_same(text, place.source):
            words = place.source.text[match.start : match.end]
            yield Hit(place, match.start, match.end, words, match.is_exact)


def _runs(positions: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Yield the first and last of each run of positions with gaps of at most two."""
    first = positions[0]
    for one, other in pairwise([*positions, positions[-1] + _WINDOW]):
        if other - one > 2 or other - first > _WINDOW:
            if one > first:
                yield first, one
            first = other


def _position(place: Place) -> int:
    return place.position
