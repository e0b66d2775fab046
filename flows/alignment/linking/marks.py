"""Marks: what a sentence and its translation write alike, such as numbers and Latin names."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator
from importlib import resources

from flows.text import HAN_SCALES, MONTH_NAMES, fold, lazy_pattern, parse_decimal


def _read(table: str) -> dict[str, float]:
    return {word: float(value) for word, value in _TABLES[table].items()}


_TABLES = tomllib.loads(
    resources.files("flows.alignment.linking").joinpath("marks.toml").read_text(encoding="utf-8")
)
_NUMBERS, _SCALES, _ROMAN = _read("numbers"), _read("scales"), _read("roman")
# "may" is a verb far more often than a month.
_MONTHS = {name: float(number) for number, name in enumerate(MONTH_NAMES, 1) if name != "may"}
_VALUES = _NUMBERS | _read("ordinals") | _MONTHS
_PLACES: dict[str, str] = _TABLES["places"]
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_TENS = "|".join(word for word, value in _NUMBERS.items() if value >= 20)
_UNITS = "|".join(word for word, value in _VALUES.items() if 0 < value < 10)
_ZH_NUMBER = lazy_pattern(
    rf"((?<![a-z0-9.]){_DIGITS}(?![a-z])|[零〇一二两三四五六七八九十百千万亿点]+)([百千万亿]*)"
)
_EN_NUMBER = lazy_pattern(
    rf"\b({_DIGITS}|(?:{_TENS}) (?:{_UNITS})|{'|'.join(_VALUES)})(?:st|nd|rd|th)?\b"
    rf"((?: (?:{'|'.join(_SCALES)})\b)*)"
)
_LATIN = lazy_pattern(r"[a-z][a-z0-9]+")
_ZH_PLACE = lazy_pattern(rf"第([零〇一二两三四五六七八九十百\d]+)([{''.join(_PLACES)}])")
_EN_PLACE = lazy_pattern(rf"\b({'|'.join(sorted(set(_PLACES.values())))}) ([ivx]+|\d+|[a-z]+)\b")
_EXACT = 1e6  # larger values are compared by four digits: 14.1178亿 may be given as 1.412 billion


def find_marks(text: str, language: str) -> frozenset[str]:
    """Return the marks of a text in `zh` or `en`: "#70" a number, "@eu" a Latin word, "article:12" a place.

    Numbers are compared by value: 三亿, 3亿, 300 million and "three hundred million" have one mark. Latin
    words are those of a Chinese text, or all words of an English one, folded.
    """
    folded = fold(text).text
    numbers, places = (_zh_numbers, _zh_places) if language == "zh" else (_en_numbers, _en_places)
    readers: tuple[Callable[[str], Iterator[str]], ...] = (numbers, places, _latin_words)
    return frozenset(mark for read in readers for mark in read(folded))


def _zh_numbers(text: str) -> Iterator[str]:
    for match in _ZH_NUMBER.finditer(text.replace("百分之", "%")):
        written = match[1].replace(",", "")
        value = float(written) if written[0].isdigit() else parse_decimal(written)
        for scale in match[2]:
            value *= HAN_SCALES[scale]
        if not math.isnan(value):
            yield _show(value)


def _en_numbers(text: str) -> Iterator[str]:
    for match in _EN_NUMBER.finditer(text):
        written = match[1].replace(",", "")
        value = float(written) if written[0].isdigit() else sum(_VALUES[word] for word in written.split())
        for scale in match[2].split():
            value *= _SCALES[scale]
        yield _show(value)


def _show(value: float) -> str:
    return f"#{value:.6g}" if value < _EXACT else f"#{value:.4g}"


def _zh_places(text: str) -> Iterator[str]:
    for match in _ZH_PLACE.finditer(text):
        yield f"{_PLACES[match[2]]}:{parse_decimal(match[1]):g}"


def _en_places(text: str) -> Iterator[str]:
    for match in _EN_PLACE.finditer(text):
        word = match[2]
        value = float(word) if word.isdigit() else _ROMAN.get(word) or _VALUES.get(word)
        if value is not None:
            yield f"{match[1]}:{value:g}"


def _latin_words(text: str) -> Iterator[str]:
    for match in _LATIN.finditer(text):
        yield f"@{match[0]}"
