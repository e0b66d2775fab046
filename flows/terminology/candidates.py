"""Sequences of Han characters or English words in the passages of a period, with their measures; known terms break them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from flows.store import PassageFilter, Store, period_passages
from flows.terminology.sequences import Ints, measure_sequences
from flows.terminology.word_edges import Cut
from flows.text import HAN, fold

_LONGEST = {"zh": 8, "en": 4}
# Below one bit the parts meet by chance; with less freedom a sequence is mostly part of one longer one; where jieba sees
# borders at fewer than half of the occurrences it is a piece of words (业发展 of 产业|发展).
_COHESION, _FREEDOM, _BORDERED = 1.0, 1.0, 0.5
_KNOWN = 0xF0000  # known terms become single private-use characters from here on
_EN_TOKEN = re.compile(r"[a-z][a-z'&]*|[^\sa-z]")
_Encoded = tuple[Ints, Ints, Callable[[Ints], str]]


@dataclass(slots=True)
class Candidate:
    """A sequence with its measures (see `measure_sequences`); `line` is the index of a line that has it."""

    term: str
    occurrences: int
    documents: int
    cohesion: float
    freedom: float
    line: int
    earlier: int | None = None
    log_ratio: float | None = None
    g2: float | None = None
    score: float = 0.0


@dataclass
class Lines:
    """The distinct passages of a period: folded, each known term one character; row ids and documents run in parallel.

    English ones are words and signs with one space around each. `size` is in characters or words.
    """

    language: str
    texts: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)

    @cached_property
    def size(self) -> int:
        return sum(text.count(" ") if self.language == "en" else len(text) for text in self.texts)


def read_lines(store: Store, language: str, known: dict[str, int], period: PassageFilter) -> Lines:
    """Read the passages of a period; `known` numbers the known terms, and grows."""
    lines, seen, documents = Lines(language), set[str](), dict[str, int]()
    other = {"zh": "en", "en": "zh"}[language]
    for passage in period_passages(store, period):
        if passage.language == other or passage.text in seen:
            continue
        seen.add(passage.text)
        text = fold(_mask(passage.text, passage.mentions, known)).text
        lines.texts.append(f" {' '.join(_EN_TOKEN.findall(text))} " if language == "en" else text)
        lines.rows.append(passage.id)
        lines.documents.append(documents.setdefault(passage.document_id, len(documents)))
    return lines


def _mask(text: str, mentions: Iterable[tuple[int, int, str]], known: dict[str, int]) -> str:
    parts, position = [], 0
    for start, end, meaning in mentions:
        if start >= position:
            parts += [text[position:start], chr(_KNOWN + known.setdefault(meaning, len(known)))]
        position = max(position, end)
    return "".join([*parts, text[position:]])


def find_candidates(lines: Lines, cut: Cut, minimum: int) -> Iterator[Candidate]:
    """Yield the sequences of 2 to 8 Han characters, or 2 to 4 English words, that are frequent, firm and free enough."""
    symbols, lengths, spell = (_encode_english if lines.language == "en" else _encode_chinese)(lines.texts)
    ends = np.cumsum(lengths)
    owners = np.repeat(np.array(lines.documents, np.int64), lengths)
    borders = (
        _word_borders(lines.texts, cut) if lines.language == "zh" else np.ones(len(symbols) + 1, np.bool_)
    )
    for level in measure_sequences(symbols, owners, borders, _LONGEST[lines.language], minimum):
        is_good = (level.cohesion >= _COHESION) & (level.freedom >= _FREEDOM) & (level.bordered >= _BORDERED)
        for index in np.flatnonzero(is_good):
            place = int(level.positions[index])
            yield Candidate(
                spell(symbols[place : place + level.length]),
                int(level.counts[index]),
                int(level.documents[index]),
                float(level.cohesion[index]),
                float(level.freedom[index]),
                int(np.searchsorted(ends, place, "right")),
            )


def _word_borders(texts: Sequence[str], cut: Cut) -> np.ndarray[Any, np.dtype[np.bool_]]:
    ends = np.cumsum(np.fromiter((len(word) for text in texts for word in (*cut(text), "\n")), np.int64))
    borders = np.zeros(ends[-1] + 1 if len(ends) else 1, np.bool_)
    borders[ends] = borders[0] = True
    return borders


def _encode_chinese(texts: Sequence[str]) -> _Encoded:
    joined = "".join(f"{text}\n" for text in texts)
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    ranges = [(ord(low), ord(high)) for low, high in re.findall("(.)-(.)", HAN)]
    is_han = np.any([(points >= low) & (points <= high) for low, high in ranges], axis=0)
    symbols = np.where(is_han, points, np.where(points >= _KNOWN, -points, 0))
    return (
        symbols,
        np.array([len(text) + 1 for text in texts], np.int64),
        lambda found: "".join(map(chr, found)),
    )


def _encode_english(texts: Sequence[str]) -> _Encoded:
    numbers: dict[str, int] = {}
    rows = [[*(_number_word(word, numbers) for word in text.split()), 0] for text in texts]
    names = list(numbers)
    symbols = np.fromiter((number for row in rows for number in row), np.int64)
    return (
        symbols,
        np.array([len(row) for row in rows], np.int64),
        lambda found: " ".join(names[at - 1] for at in found),
    )


def _number_word(word: str, numbers: dict[str, int]) -> int:
    if "a" <= word[0] <= "z":
        return numbers.setdefault(word, len(numbers) + 1)
    return -ord(word[0]) if ord(word[0]) >= _KNOWN else 0
