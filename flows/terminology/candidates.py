"""Sequences of Han characters or English words in the passages of a period, broken at known terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from flows.store import Store
from flows.store.passages import PassageFilter, period_passages
from flows.terminology.sequences import Ints, measure_sequences
from flows.terminology.word_edges import Cut
from flows.text import HAN, fold, lazy_pattern

_LONGEST = {"zh": 8, "en": 4}
_COHESION = 1.0  # bits; below this, the parts occur together by chance
_FREEDOM = 1.0  # bits; below this, a sequence is mostly part of one longer sequence
# Least share of occurrences between word borders; fragments of words have less (业发展 of 产业|发展).
_BORDERED = 0.5
_KNOWN = 0xF0000  # each known term becomes one private-use character, starting here
_EN_TOKEN = lazy_pattern(r"[a-z][a-z'&]*|[^\sa-z]")
# The opening of a passage before its first colon: 央视网消息(新闻联播):, 问:.
_OPENING = lazy_pattern(r"\s?[^.,;!?:。，；！？：\n]{2,40}[:：]")
_LEAST_OPENED, _OPENED_SHARE = 20, 0.05  # documents with the same opening, and their share of all
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
    """The distinct passages of a period, folded, with one character for each known term.

    `rows` (row ids) and `documents` (numbers) are parallel to `texts`. English text consists of its words and
    signs, with one space around each. `patterns` counts the names and terms, folded, that annotation found by
    their form.
    """

    language: str
    texts: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    patterns: Counter[str] = field(default_factory=Counter)

    @cached_property
    def size(self) -> int:
        """The amount of text: characters, or words for English."""
        if self.language == "en":
            return sum(text.count(" ") for text in self.texts)
        return sum(map(len, self.texts))


def read_lines(store: Store, language: str, known: dict[str, int], period: PassageFilter) -> Lines:
    """Read the passages of a period. `known` maps each known term to its number; new ones are added to it."""
    lines, seen, documents = Lines(language), set[str](), dict[str, int]()
    other = {"zh": "en", "en": "zh"}[language]
    for passage in period_passages(store, period):
        if passage.language == other or passage.text in seen:
            continue
        seen.add(passage.text)
        text = fold(_mask(passage.text, (row for row in passage.mentions if row[2]), known)).text
        lines.patterns.update(
            fold(passage.text[start:end]).text for start, end, meaning in passage.mentions if not meaning
        )
        if language == "en":
            text = f" {' '.join(_EN_TOKEN.findall(text))} "
        lines.texts.append(text)
        lines.rows.append(passage.id)
        lines.documents.append(documents.setdefault(passage.document_id, len(documents)))
    _drop_openings(lines)
    return lines


def _drop_openings(lines: Lines) -> None:
    """Remove the opening words of a source (央视网消息): they say who reports, not what."""
    openings = [match[0] if (match := _OPENING.match(text)) else "" for text in lines.texts]
    number = Counter(opening for opening, _ in {*zip(openings, lines.documents, strict=True)})
    least = max(_LEAST_OPENED, _OPENED_SHARE * len({*lines.documents}))
    lines.texts = [
        text[len(opening) :] if number[opening] >= least else text
        for text, opening in zip(lines.texts, openings, strict=True)
    ]


def _mask(text: str, mentions: Iterable[tuple[int, int, str]], known: dict[str, int]) -> str:
    """Return the text with one character in place of each mention that does not overlap an earlier one."""
    parts, position = [], 0
    for start, end, meaning in mentions:
        if start >= position:
            parts += [text[position:start], chr(_KNOWN + known.setdefault(meaning, len(known)))]
        position = max(position, end)
    return "".join([*parts, text[position:]])


def find_candidates(lines: Lines, cut: Cut, minimum: int) -> Iterator[Candidate]:
    """Yield the frequent, firm and free sequences of 2 to 8 Han characters or 2 to 4 English words."""
    encode = {"zh": _encode_chinese, "en": _encode_english}[lines.language]
    symbols, lengths, write = encode(lines.texts)
    ends = np.cumsum(lengths)
    owners = np.repeat(np.array(lines.documents, np.int64), lengths)
    borders = np.ones(len(symbols) + 1, np.bool_)
    if lines.language == "zh":
        borders = _word_borders(lines.texts, cut)
    for level in measure_sequences(symbols, owners, borders, _LONGEST[lines.language], minimum):
        is_good = (level.cohesion >= _COHESION) & (level.freedom >= _FREEDOM) & (level.bordered >= _BORDERED)
        for index in np.flatnonzero(is_good):
            place = int(level.positions[index])
            yield Candidate(
                write(symbols[place : place + level.length]),
                int(level.counts[index]),
                int(level.documents[index]),
                float(level.cohesion[index]),
                float(level.freedom[index]),
                int(np.searchsorted(ends, place, "right")),
            )


def _word_borders(texts: Sequence[str], cut: Cut) -> np.ndarray[Any, np.dtype[np.bool_]]:
    ends = np.cumsum(np.fromiter((len(word) for text in texts for word in (*cut(text), "\n")), np.int64))
    size = int(ends[-1]) if len(ends) else 0
    borders = np.zeros(size + 1, np.bool_)
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
    if ord(word[0]) >= _KNOWN:
        return -ord(word[0])
    return 0
