"""Renderings from evidence: which words of the other language stand for a term in aligned sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.alignment.linking import find_stems, read_function_words
from flows.alignment.parallel import ParallelLine, ParallelRequest, find_parallel
from flows.search import Collection
from flows.statistics import log_likelihood
from flows.store import LinkedSpan, Store, count_linked_texts, linked_texts
from flows.text import HAN, fold, has_han

_BACKGROUND = 30_000  # linked sentences that give the usual frequency of a candidate
_LONGEST_EN, _LONGEST_ZH = 7, 10  # words, characters
_LEAST_G2 = 10.83  # p = .001 at one degree of freedom
_LEAST_DICE = 0.08
_LEAST_SHARE = 0.25  # of its own occurrences, that a mined candidate has beside the term
_KEPT_SHARE = 0.7  # of the occurrences of its part, that a longer candidate has to have
_EN_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’&.][A-Za-z0-9]+)*")
_HAN_RUN = re.compile(f"[{HAN}]+")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenderingRequest:
    """Renderings of what `parallel` finds; those with fewer than `minimum` sentences are left out."""

    parallel: ParallelRequest
    minimum: int = 1


class Rendering(NamedTuple):
    """One rendering: `sentences` aligned sentences have it, in `documents` pairs, from `first` to `last`.

    `is_known` says that the lexicon has it for the concept; `association` is the Dice coefficient of the two
    in aligned sentences. The quote is one sentence pair, with its place.
    """

    rendering: str
    sentences: int
    documents: int
    first: str
    last: str
    is_known: bool
    association: float
    quote: str
    quote_counterpart: str
    passage_id: str
    counterpart_places: list[LinkedSpan]


@dataclass(frozen=True, slots=True)
class Renderings:
    """The renderings of a term, the most frequent first.

    `sentences` is the number of aligned sentences with the term; `untranslated` of them have no counterpart,
    and for `unexplained` no rendering was found.
    """

    renderings: list[Rendering]
    sentences: int
    untranslated: int
    unexplained: int


class _Sentence(NamedTuple):
    """A line of the concordance with the candidates in its counterpart: keys, each with its surface."""

    line: ParallelLine
    candidates: dict[Key, str]


def find_renderings(collection: Collection, request: RenderingRequest) -> Renderings:
    """Return how a term is rendered in the other language, from aligned sentences alone.

    Names that the lexicon knows are looked for first. In sentences without one, the word sequence is taken
    that is most associated with the term (Dice, among those with G2 above 10.83), again and again until none
    is left. Association in aligned sentences is the measure of Smadja, McKeown and Hatzivassiloglou (1996),
    Translating Collocations for Bilingual Lexicons, Computational Linguistics 22(1).
    """
    lines = _one_per_sentence(find_parallel(collection, request.parallel).lines)
    linked = [line for line in lines if line.counterpart]
    known = [line for line in linked if line.rendering]
    groups: dict[str, list[ParallelLine]] = defaultdict(list)
    for line in known:
        groups[_name(line.rendering.split("; ")[0])].append(line)
    open_lines = [line for line in linked if not line.rendering]
    background = _Background(collection.store, "zh" if not has_han(request.parallel.query) else "en")
    mined = _mine(open_lines, len(linked), background)
    rows = [_rendering(found, own, True, len(own) / max(1, len(linked))) for found, own in groups.items()]
    rows += [_rendering(found, own, False, score) for found, own, score in mined]
    kept = [row for row in rows if row.sentences >= request.minimum]
    explained = len(known) + sum(len(own) for _, own, _ in mined)
    return Renderings(
        sorted(kept, key=lambda row: (-row.sentences, row.rendering)),
        len(lines),
        len(lines) - len(linked),
        len(linked) - explained,
    )


def _one_per_sentence(lines: Sequence[ParallelLine]) -> list[ParallelLine]:
    """Return the first line of each aligned sentence; those without counterpart all stay."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for line in lines:
        place = (line.passage_id, *line.counterpart_places)
        if line.counterpart and place in seen:
            continue
        seen.add(place)
        kept.append(line)
    return kept


def _name(surface: str) -> str:
    """Return a surface as it heads its group: English ones fold case, so that headlines join."""
    return surface if has_han(surface) else surface.lower()


class _Background:
    """How many linked sentences of a language have a candidate, from a sample of all."""

    def __init__(self, store: Store, language: str) -> None:
        self.total = count_linked_texts(store, language)
        step = max(1, self.total // _BACKGROUND)
        self._language = language
        self._texts = list(linked_texts(store, language, step))
        self._scale = self.total / max(1, len(self._texts))

    def count(self, wanted: Iterable[Key]) -> dict[Key, int]:
        """Return in how many sentences each candidate is, scaled from the sample to all."""
        keys = set(wanted)
        uses: Counter[Key] = Counter()
        for text in self._texts:
            uses.update(key for key in find_candidates(text, self._language) if key in keys)
        return {key: round(uses[key] * self._scale) for key in keys}


def _mine(
    lines: Sequence[ParallelLine], sentences: int, background: _Background
) -> list[tuple[str, list[ParallelLine], float]]:
    """Return the candidates that explain the lines, each with its lines and its Dice coefficient."""
    language = "en" if lines and lines[0].language == "zh" else "zh"
    pending = [_Sentence(line, find_candidates(line.counterpart, language)) for line in lines]
    together = Counter(key for sentence in pending for key in sentence.candidates)
    uses = background.count(key for key, count in together.items() if count > 1)
    found: list[tuple[str, list[ParallelLine], float]] = []
    while True:
        together = Counter(key for sentence in pending for key in sentence.candidates)
        best = _choose(together, uses, sentences, background.total)
        if best is None:
            return found
        key, score = best
        own = [sentence for sentence in pending if key in sentence.candidates]
        surface = Counter(_name(sentence.candidates[key]) for sentence in own).most_common(1)[0][0]
        found.append((surface, [sentence.line for sentence in own], score))
        pending = [sentence for sentence in pending if key not in sentence.candidates]


def _choose(
    together: Counter[Key], uses: dict[Key, int], sentences: int, total: int
) -> tuple[Key, float] | None:
    """Return the best candidate with its Dice coefficient, or None where none is associated enough."""
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
    return _lengthen(best, together, scored), scored[best]


def _lengthen(best: Key, together: Counter[Key], scored: dict[Key, float]) -> Key:
    """Return the longest candidate that holds `best` and occurs nearly as often."""
    wider = [
        key
        for key in scored
        if len(key) > len(best)
        and together[key] >= _KEPT_SHARE * together[best]
        and any(key[at : at + len(best)] == best for at in range(len(key) - len(best) + 1))
    ]
    return max(wider, key=lambda key: (together[key], len(key), key), default=best)


def find_candidates(text: str, language: str) -> dict[Key, str]:
    """Return the word sequences of a text that may render a term: their stems, or characters, and surface.

    English ones have up to seven words and neither begin nor end with a function word; Chinese ones have two
    to ten characters of one run.
    """
    return dict(_zh_candidates(text) if language == "zh" else _en_candidates(text))


def _en_candidates(text: str) -> Iterator[tuple[Key, str]]:
    words = [(match.start(), match.end()) for match in _EN_WORD.finditer(text)]
    stems = [" ".join(find_stems(text[start:end])) or text[start:end] for start, end in words]
    for first in range(len(words)):
        if _is_function_word(text[slice(*words[first])]):
            continue
        for last in range(first, min(first + _LONGEST_EN, len(words))):
            if last > first and not _is_joined(text[words[last - 1][1] : words[last][0]]):
                break
            if not _is_function_word(text[slice(*words[last])]):
                yield tuple(stems[first : last + 1]), text[words[first][0] : words[last][1]]


def _zh_candidates(text: str) -> Iterator[tuple[Key, str]]:
    shadow = fold(text)
    for run in _HAN_RUN.finditer(shadow.text):
        for first in range(run.start(), run.end() - 1):
            for last in range(first + 2, min(first + _LONGEST_ZH, run.end()) + 1):
                start, end = shadow.span(first, last)
                yield tuple(shadow.text[first:last]), text[start:end]


def _is_joined(between: str) -> bool:
    return not between.strip(" \u00a0\n'’\"“”")


_FUNCTION_WORDS = read_function_words()


def _is_function_word(word: str) -> bool:
    return word.lower() in _FUNCTION_WORDS or word.isdigit()


def _rendering(name: str, lines: Sequence[ParallelLine], is_known: bool, association: float) -> Rendering:
    dates = sorted(line.date for line in lines if line.date)
    best = max(lines, key=lambda line: line.score or 0.0)
    return Rendering(
        name,
        len(lines),
        len({line.counterpart_document_id for line in lines}),
        dates[0] if dates else "",
        dates[-1] if dates else "",
        is_known,
        round(association, 4),
        f"{best.left} {best.keyword} {best.right}".strip(),
        best.counterpart,
        best.passage_id,
        best.counterpart_places,
    )
