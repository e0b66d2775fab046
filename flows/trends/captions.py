"""Captions: the measure, corpora, date axis and versions behind a series, in English or Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from flows import __version__
from flows.annotation.lexicon import Lexicon
from flows.records import DateAxis
from flows.search import Collection
from flows.store import Scope, documents_per_corpus
from flows.trends.bands import FEW_DOCUMENTS, HELD_BY_FEW
from flows.trends.request import SeriesRequest
from flows.trends.series import SeriesTable, scope_of

Language = Literal["en", "zh"]
_NAMED_CORPORA = 4  # of more, their number is given


@cache
def _texts(language: str) -> Mapping[str, Any]:
    """Return the texts of a language; any but Chinese gets English."""
    known = tomllib.loads(Path(__file__).with_name("captions.toml").read_text(encoding="utf-8"))
    texts: Mapping[str, Any] = known.get(language, known["en"])
    return texts


def name_measure(column: str, language: str = "en") -> str:
    """Return what a measure's column is called."""
    return str(_texts(language)["measures"][column])


def name_axis(axis: DateAxis, language: str = "en") -> str:
    """Return by what date a series counts."""
    return str(_texts(language)["axes"][axis])


def describe_counting(
    collection: Collection, request: SeriesRequest, column: str, language: Language = "en"
) -> list[str]:
    """Return the lines of a caption: measure and date axis; corpora with their documents; versions."""
    texts = _texts(language)
    by = texts["periods"].get(request.by) or texts["own_periods"].format(by=request.by)
    parts = [name_measure(column, language), by, name_axis(request.axis, language)]
    if request.reprints in texts["reprints"]:
        parts.append(texts["reprints"][request.reprints])
    source = _describe_source(collection, scope_of(request, collection), language)
    return [texts["separator"].join(parts), source]


def describe_source(
    collection: Collection, axis: DateAxis = DateAxis.PUBLISHED, corpora: Sequence[str] = ()
) -> str:
    """Return the line that names the date axis, corpora, lexicon and version behind any finding."""
    scope = Scope(axis=axis, corpora=tuple(corpora))
    return f"{name_axis(axis)} · {_describe_source(collection, scope, 'en')}"


def _describe_source(collection: Collection, scope: Scope, language: Language) -> str:
    corpora = describe_corpora(documents_per_corpus(collection.store, scope), language)
    return " · ".join([corpora, *_versions(collection.lexicon, language)])


def _versions(lexicon: Lexicon, language: Language) -> list[str]:
    return [f"{_texts(language)['lexicon']} {lexicon.hash[:8]}", f"zhengce {__version__}"]


def describe_bands(table: SeriesTable, language: Language = "en") -> list[str]:
    """Return what a caption says of bands that rest on too few documents; nothing where there are none."""
    points = (point for series in table.series for point in series.points if point.counts.occurrences)
    known = [
        point.band.band_documents for point in points if point.band and point.band.band_documents is not None
    ]
    few = sum(documents < FEW_DOCUMENTS for documents in known)
    if not few:
        return []
    text = _texts(language)["narrow_bands"]
    return [text.format(few=few, bands=len(known), least=FEW_DOCUMENTS, held=HELD_BY_FEW)]


def describe_corpora(documents: Mapping[str, int], language: Language = "en") -> str:
    """Return the corpora with their dated documents, as a caption names them."""
    texts = _texts(language)
    if not documents:
        return str(texts["no_documents"])
    if len(documents) > _NAMED_CORPORA:
        total = sum(documents.values())
        return str(texts["many_corpora"].format(number=len(documents), documents=total))
    named = texts["corpus_separator"].join(f"{name} {number:,}" for name, number in documents.items())
    return str(texts["corpora"].format(corpora=named))
