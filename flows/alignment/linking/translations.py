"""The translation table: English word stems that may render a Chinese word, as trained weights.

A sentence becomes a vector over English stems: an English one by its own words, a Chinese one by the stems
that may render its words. Two sentences that say the same then point in the same direction.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import snowballstemmer
from ahocorasick_rs import AhoCorasick, MatchKind
from numpy.typing import NDArray

from flows.errors import ConfigurationError
from flows.text import fold, lazy_pattern

TABLE_FILE = "translations.npz"
_WORD = lazy_pattern(r"[a-z]+")
_POSSESSIVE = lazy_pattern(r"['’]s\b")
_LEAST_RARITY, _MOST_RARITY = 0.3, 7.0
_COMMON = 2.5  # subtracted from log(entries / entries with the stem); function words fall to the least rarity
_STEPS = 255  # of a stored weight
_STEMMER = snowballstemmer.stemmer("english")

Entry = tuple[str, Iterable[str]]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    stem: str = _STEMMER.stemWord(word)
    return stem


def find_stems(text: str) -> list[str]:
    """Return the stems of the English words of a text, in order (Porter's English stemmer, Snowball 2)."""
    folded = _POSSESSIVE.sub("", fold(text).text)
    return [_stem(word) for word in _WORD.findall(folded)]


def read_function_words() -> frozenset[str]:
    """Return the English words that render nothing by themselves."""
    file = resources.files("flows.alignment.linking").joinpath("function_words.txt")
    return frozenset(file.read_text(encoding="utf-8").split())


class TranslationTable:
    """The English stems that render each Chinese word, each with a weight from 0 to 1.

    `rarity` is a number per stem: high for rare ones, lowest for function words.
    """

    def __init__(self, words: list[str], stems: list[str], rows: list[dict[int, float]]) -> None:
        self.words, self.stems = words, stems
        self._rows = rows
        self._index = {stem: number for number, stem in enumerate(stems)}

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def rarity(self) -> NDArray[np.float32]:
        """One number per stem: the logarithm of how few words it renders, within limits."""
        uses = Counter(stem for row in self._rows for stem in row)
        logs = [math.log(len(self.words) / max(1, uses[number])) for number in range(len(self.stems))]
        rarity: NDArray[np.float32] = np.array(logs, np.float32) - np.float32(_COMMON)
        return rarity.clip(_LEAST_RARITY, _MOST_RARITY)

    def stems_of_zh(self, text: str) -> dict[int, float]:
        """Return the stems that may render the words of a Chinese text, with their weights."""
        found: dict[int, float] = {}
        for word, _, _ in self._automaton.find_matches_as_indexes(fold(text).text):
            for stem, weight in self._rows[word].items():
                if weight > found.get(stem, 0.0):
                    found[stem] = weight
        return found

    def stems_of_en(self, text: str) -> dict[int, float]:
        """Return the known stems of an English text, each with weight 1."""
        return {self._index[stem]: 1.0 for stem in find_stems(text) if stem in self._index}

    def save(self, folder: Path) -> None:
        """Write the table into a folder; the same table is written as the same arrays."""
        numbers = [number for row in self._rows for number in row]
        weights = [round(weight * _STEPS) for row in self._rows for weight in row.values()]
        np.savez_compressed(
            folder / TABLE_FILE,
            words=_pack(self.words),
            stems=_pack(self.stems),
            lengths=np.array([len(row) for row in self._rows], np.uint8),
            numbers=np.array(numbers, np.uint16 if len(self.stems) < 2**16 else np.uint32),
            weights=np.array(weights, np.uint8),
        )


def load_table(folder: Path) -> TranslationTable:
    """Read a table written by `save`. Raises ConfigurationError if it is damaged."""
    try:
        with np.load(folder / TABLE_FILE, allow_pickle=False) as stored:
            words, stems = _unpack(stored["words"]), _unpack(stored["stems"])
            lengths, numbers = stored["lengths"].tolist(), stored["numbers"].tolist()
            weights = (stored["weights"] / _STEPS).tolist()
        ends = np.cumsum(lengths).tolist()
        rows = [
            dict(zip(numbers[end - length : end], weights[end - length : end], strict=True))
            for end, length in zip(ends, lengths, strict=True)
        ]
    except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
        raise ConfigurationError("alignment.damaged_table", path=folder, reason=error) from None
    return TranslationTable(words, stems, rows)


def build_table(entries: Iterable[Entry], function_words: Iterable[str]) -> TranslationTable:
    """Return the table of dictionary entries, each a folded Chinese word and one of its English senses.

    The weight of a stem for a word is the square root of the number of its senses that use it, divided by the
    root of the sum of these roots over its stems: a word with one sense is sure, one with twenty is not.
    Function words render nothing.
    """
    dropped = {_stem(word) for word in function_words}
    senses: dict[str, Counter[str]] = {}
    for word, sense in entries:
        own = senses.setdefault(word, Counter())
        own.update({stem for stem in sense if stem not in dropped})
    kept = {word: own for word, own in sorted(senses.items()) if own}
    stems = sorted({stem for own in kept.values() for stem in own})
    index = {stem: number for number, stem in enumerate(stems)}
    rows = [{index[stem]: weight for stem, weight in _weigh(own)} for own in kept.values()]
    return TranslationTable(list(kept), stems, rows)


def _weigh(senses: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    total = sum(math.sqrt(count) for count in senses.values())
    for stem, count in sorted(senses.items())[:_STEPS]:
        yield stem, min(1.0, math.sqrt(count / max(1.0, total)))


def _pack(texts: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _unpack(array: Any) -> list[str]:
    texts: list[str] = array.tobytes().decode().split("\n")
    return texts
