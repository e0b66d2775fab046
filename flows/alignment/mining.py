"""Mine renderings: word sequences that occur more often in counterparts of a term than elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from flows.alignment.linking import find_stems, read_function_words
from flows.annotation.matching import RustCutter
from flows.statistics import log_likelihood
from flows.store import Store
from flows.store.translations import Side, count_links, linked_texts
from flows.text import HAN, fold, has_han, lazy_pattern

_BACKGROUND = 30_000  # linked sentences that show the usual frequency of a candidate
_LONGEST_EN, _LONGEST_ZH = 7, 10  # words, characters
_LEAST_G2 = 10.83  # p = .001 at one degree of freedom
_LEAST_DICE = 0.08
_LEAST_SHARE = 0.25  # of a candidate's occurrences that must be in counterparts of the term
_KEPT_SHARE = 0.7  # of its part's occurrences that a longer candidate must have
_EN_WORD = lazy_pattern(r"[A-Za-z0-9]+(?:[-'’&.][A-Za-z0-9]+)*")
_HAN_RUN = lazy_pattern(f"[{HAN}]+")
_BETWEEN = " \u00a0\n'’\"“”"  # characters allowed between two words of one candidate
_FUNCTION_WORDS = read_function_words()

Key = tuple[str, ...]  # the stems or characters of a candidate


class Mined(NamedTuple):
    """A mined rendering: its most frequent form, the indices of its texts, and its Dice coefficient."""

    key: Key
    name: str
    texts: list[int]
    association: float


class Background:
    """The number of linked sentences in a language that contain a candidate, estimated from a sample."""

    def __init__(self, store: Store, language: Side) -> None:
        self.language = language
        self.total = count_links(store)
        step = max(1, -(-self.total // _BACKGROUND))
        self._texts = list(linked_texts(store, language, step))
        self._scale = self.total / max(1, len(self._texts))

    def count(self, wanted: Iterable[Key]) -> dict[Key, int]:
        """Return the number of sentences with each candidate, scaled from the sample to all."""
        keys = set(wanted)
        uses: Counter[Key] = Counter()
        for text in self._texts:
            uses.update(key for key in find_candidates(text, self.language) if key in keys)
        return {key: round(uses[key] * self._scale) for key in keys}


def mine_renderings(
    texts: Mapping[str, Sequence[str]], sentences: Mapping[str, int], background: Background
) -> dict[str, list[Mined]]:
    """Return the renderings of several terms, those of each term by strength of association.

    `texts` are the counterparts of sentences with the term that have no known rendering, `sentences` the
    number of all aligned sentences with it. For each term, the candidate with the highest Dice coefficient
    (among those with G2 above 10.83) is taken and its texts are set aside; this is repeated until no
    candidate is left. Dice in aligned sentences is the measure of Smadja, McKeown and Hatzivassiloglou
    (1996), Translating Collocations for Bilingual Lexicons, Computational Linguistics 22(1).
    """
    found = {
        term: [find_candidates(text, background.language) for text in own] for term, own in texts.items()
    }
    together = {term: Counter(key for text in own for key in text) for term, own in found.items()}
    repeated = {key for counts in together.values() for key, count in counts.items() if count > 1}
    uses = background.count(repeated)
    return {term: list(_mine(own, sentences[term], uses, background.total)) for term, own in found.items()}


def _mine(
    texts: Sequence[Mapping[Key, str]], sentences: int, uses: Mapping[Key, int], total: int
) -> Iterator[Mined]:
    pending = dict(enumerate(texts))
    while True:
        together = Counter(key for candidates in pending.values() for key in candidates)
        best = _choose(together, uses, sentences, total)
        if best is None:
            return
        key, association = best
        own = [number for number, candidates in pending.items() if key in candidates]
        forms = Counter(name_of(pending[number][key]) for number in own)
        yield Mined(key, forms.most_common(1)[0][0], own, association)
        for number in own:
            del pending[number]


def _choose(
    together: Counter[Key], uses: Mapping[Key, int], sentences: int, total: int
) -> tuple[Key, float] | None:
    """Return the best candidate with its Dice coefficient, or None if none is associated enough."""
    scored: dict[Key, float] = {}
    for key, both in together.items():
        used = max(uses.get(key, both), both)
        dice = 2 * both / (sentences + used)
        is_sure = both > 1 and dice >= _LEAST_DICE and both >= _LEAST_SHARE * used
        if is_sure and log_likelihood(both, sentences, used, max(total, sentences + used)) >= _LEAST_G2:
            scored[key] = dice
    if not scored:
        return None
    best = max(scored, key=lambda key: (scored[key], len(key), key))
    longest = _lengthen(best, together, scored)
    return longest, scored[longest]


def _lengthen(best: Key, together: Counter[Key], scored: Mapping[Key, float]) -> Key:
    """Return the longest candidate that contains `best` and occurs nearly as often."""
    wider = [
        key
        for key in scored
        if len(key) > len(best)
        and together[key] >= _KEPT_SHARE * together[best]
        and any(key[at : at + len(best)] == best for at in range(len(key) - len(best) + 1))
    ]
    return max(wider, key=lambda key: (together[key], len(key), key), default=best)


def name_of(surface: str) -> str:
    """Return the name of a surface's group: English ones are folded in case, so that headlines join."""
    return surface if has_han(surface) else surface.lower()


def find_candidates(text: str, language: str) -> dict[Key, str]:
    """Return the word sequences of a text that may render a term: stems (or characters) and surface.

    English ones have up to seven words and neither begin nor end with a function word. Chinese ones have up
    to ten characters of one run, and neither begin nor end with a word of one character.
    """
    return dict(_zh_candidates(text) if language == "zh" else _en_candidates(text))


def _en_candidates(text: str) -> Iterator[tuple[Key, str]]:
    words = [(match.start(), match.end()) for match in _EN_WORD.finditer(text)]
    stems = [" ".join(find_stems(text[start:end])) or text[start:end] for start, end in words]
    is_function = [_is_function_word(text[start:end]) for start, end in words]
    for first in range(len(words)):
        if is_function[first]:
            continue
        for last in range(first, min(first + _LONGEST_EN, len(words))):
            if last > first and text[words[last - 1][1] : words[last][0]].strip(_BETWEEN):
                break
            if not is_function[last]:
                yield tuple(stems[first : last + 1]), text[words[first][0] : words[last][1]]


def _zh_candidates(text: str) -> Iterator[tuple[Key, str]]:
    shadow = fold(text)
    for run in _HAN_RUN.finditer(shadow.text):
        firsts, lasts = _edges(run[0])
        for first in firsts:
            for last in lasts:
                if 2 <= last - first <= _LONGEST_ZH:
                    start, end = shadow.span(run.start() + first, run.start() + last)
                    yield tuple(run[0][first:last]), text[start:end]


def _edges(run: str) -> tuple[list[int], list[int]]:
    """Return the positions where a candidate may begin and end in a run of characters.

    These are the borders of words of two or more characters, and positions inside longer words: 市政府
    contains 政府.
    """
    firsts, lasts, position = [], [], 0
    for word in _cutter().cut(run):
        end = position + len(word)
        inner = range(position + 1, end) if len(word) > 2 else range(0)
        if len(word) > 1:
            firsts += [position, *inner]
            lasts += [*inner, end]
        position = end
    return firsts, lasts


@cache
def _cutter() -> RustCutter:
    return RustCutter()


def _is_function_word(word: str) -> bool:
    return word.lower() in _FUNCTION_WORDS or word.isdigit()
