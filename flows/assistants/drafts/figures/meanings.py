"""Compare figures across languages: by the lexicon's terms and the words of measures in their indicators.

A word that is neither leaves an indicator without a meaning, so that 人均国内生产总值 is never taken for GDP.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.records import Target
from flows.store.facts import FigureValue
from flows.text import HAN, has_han, lazy_pattern

_TABLE = Path(__file__).with_name("measures.toml")
_RUN = lazy_pattern(rf"[{HAN}]+|[a-z0-9&]+")
_LONGEST_HAN, _LONGEST_ENGLISH = 14, 6  # characters and words of a term
_SIGNS = {"+": "growth", "-": "decline", "x": "multiple"}

Meaning = frozenset[str]


class _Measures(NamedTuple):
    """Words of indicators and their ids, "" for those to ignore; concepts to ignore."""

    ids: Mapping[str, str]
    ignored: frozenset[str]


@cache
def _read_measures() -> _Measures:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    ignored = table["ignored"]
    ids = {form: name for name, words in table["words"].items() for form in (*words["zh"], *words["en"])}
    ids |= dict.fromkeys((*ignored["zh"], *ignored["en"]), "")
    return _Measures(ids, frozenset(ignored["concepts"]))


class IndicatorReader:
    """Reads what indicators measure as sets of concepts, the same in both languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, Meaning | None] = {}

    def read(self, figure: Target | FigureValue) -> Meaning | None:
        """Return the concepts of a figure's indicator and subject; None if any word of them is unknown."""
        own, more = self.read_name(figure.indicator), self.read_name(figure.subject)
        if figure.subject in figure.indicator:
            more = frozenset()
        if not own or more is None:
            return None
        return own | more | frozenset(filter(None, [_SIGNS.get(figure.comparator)]))

    def read_name(self, name: str) -> Meaning | None:
        """Return the concepts of a name; None if any word of it is unknown."""
        if name not in self._known:
            self._known[name] = None
            found = list(self._find(name))
            if None not in found:
                self._known[name] = frozenset(filter(None, found))
        return self._known[name]

    def _find(self, name: str) -> Iterator[str | None]:
        """Yield the concept of each part of a name, the longest known ones: "" to ignore, None if unknown."""
        words = _RUN.findall(name.lower())
        place = 0
        while place < len(words):
            if has_han(words[place]):
                yield from self._find_han(words[place])
                place += 1
                continue
            for length in range(min(_LONGEST_ENGLISH, len(words) - place), 0, -1):
                found = self._concept(" ".join(words[place : place + length]))
                if found is not None:
                    break
            yield found
            place += length

    def _find_han(self, run: str) -> Iterator[str | None]:
        place = 0
        while place < len(run):
            for length in range(min(_LONGEST_HAN, len(run) - place), 0, -1):
                found = self._concept(run[place : place + length])
                if found is not None:
                    break
            yield found
            place += length

    def _concept(self, form: str) -> str | None:
        """Return the concept of a form, "" if it is to be ignored, None if it is unknown."""
        measures = _read_measures()
        if form in measures.ids:
            return measures.ids[form]
        concept = self._lexicon.find(form)
        if concept is None or len(form) == 1:
            return None
        if concept.id in measures.ignored:
            return ""
        return concept.id
