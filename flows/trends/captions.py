"""Captions: the measure, corpora, date axis and versions behind a series, in English or Chinese."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from flows import __version__
from flows.errors import fill_text
from flows.records import DateAxis, DateRange, Grouping, Locale, Reprints, first_day, last_day
from flows.search import Collection, describe_words
from flows.statistics import TREND_LEVEL
from flows.store import Division, Scope
from flows.store.series import documents_per_corpus
from flows.store.sightings import source_totals
from flows.text import lazy_pattern
from flows.trends.bands import BANDED, FEW_DOCUMENTS, HELD_BY_FEW
from flows.trends.counting import Undated
from flows.trends.mix import MixShift
from flows.trends.periods import bounds_of, counted_dates, list_periods, name_period, read_division
from flows.trends.request import SeriesRequest
from flows.trends.series import LEAST_DOCUMENTS, LEAST_OCCURRENCES, Composition, SeriesTable, scope_of
from flows.trends.sources import SourceSum, add_sources, sum_sources
from flows.trends.unfinished import UnfinishedPeriod

_OPTION = lazy_pattern(r" \(--[^()]*\)|（--[^（）]*）")
_NAMED_PEAKS = 3
_MANY_TESTS = 20  # series, of which one would seem to have a trend by chance
_NAMED_SHIFTS = 3  # the largest of them
_NAMED_CORPORA = 4  # if there are more, only their number is given


@cache
def _texts(language: str) -> Mapping[str, Any]:
    """Return the texts of a language, English for any but Chinese."""
    known = tomllib.loads(Path(__file__).with_name("captions.toml").read_text(encoding="utf-8"))
    texts: Mapping[str, Any] = known.get(language, known["en"])
    return texts


def without_options(lines: Iterable[str]) -> list[str]:
    """Return the lines of a caption without the options named in brackets, which a page does not have."""
    return [_OPTION.sub("", line) for line in lines]


def name_measure(column: str, language: str = "en") -> str:
    """Return the name of a measure's column."""
    return str(_texts(language)["measures"][column])


def name_axis(axis: DateAxis, language: str = "en") -> str:
    """Return the name of the date by which a series counts."""
    return str(_texts(language)["axes"][axis])


def describe_counting(
    collection: Collection, request: SeriesRequest, column: str, language: Locale = "en"
) -> list[str]:
    """Return the lines of a caption: measure and date axis; corpora with their documents; versions."""
    texts = _texts(language)
    by = texts["periods"].get(request.by) or texts["own_periods"].format(by=request.by)
    parts = [name_measure(column, language), by, name_axis(request.axis, language)]
    if request.reprints in texts["reprints"]:
        parts.append(texts["reprints"][request.reprints])
    source = _describe_source(collection, scope_of(request, collection), language, request)
    return [texts["separator"].join(parts), *_describe_dates(request, language), source]


def _describe_dates(request: SeriesRequest, language: Locale) -> list[str]:
    """Return the days that count if the requested dates are not whole periods; nothing if they are."""
    texts, asked = _texts(language), request.dates
    counted = counted_dates(request.by, asked)
    beyond = []
    if asked.first and counted.first and counted.first != first_day(asked.first):
        beyond.append(texts["counted_from"].format(day=counted.first, asked=asked.first))
    if asked.last and counted.last and counted.last != last_day(asked.last):
        beyond.append(texts["counted_to"].format(day=counted.last, asked=asked.last))
    return [texts["whole_periods"].format(ends=texts["separator"].join(beyond))] if beyond else []


def describe_source(
    collection: Collection,
    axis: DateAxis | None = DateAxis.PUBLISHED,
    corpora: Sequence[str] = (),
    language: Locale = "en",
    dates: DateRange = DateRange(),
) -> str:
    """Return the line that names the date axis, corpora, lexicon and version behind any finding.

    Without an axis, the finding counts all documents, dated or not. With dates, only the documents dated
    within them are counted.
    """
    if axis is None:
        return _describe_source(collection, Scope(corpora=tuple(corpora)), language, is_dated=False)
    division = read_division(bounds_of(dates)) if dates else Division()
    scope = Scope(division, axis, corpora=tuple(corpora))
    return f"{name_axis(axis, language)} · {_describe_source(collection, scope, language)}"


def count_left_out(collection: Collection, scope: Scope) -> Counter[str]:
    """Return how many documents of a scope fall in no period, by corpus."""
    rest = replace(scope, division=replace(scope.division, is_rest=True), grouping=None)
    counted: Counter[str] = Counter()
    for (corpus, _), number in documents_per_corpus(collection.store, rest).items():
        counted[corpus] += number
    return counted


def _describe_source(
    collection: Collection,
    scope: Scope,
    language: Locale,
    request: SeriesRequest | None = None,
    *,
    is_dated: bool = True,
) -> str:
    """Return corpora with their documents (only those in the periods of a request) and versions."""
    counted = documents_per_corpus(collection.store, scope)
    periods = {period for _, period in counted}
    if request:
        periods = set(list_periods(sorted(periods), request.by, request.dates))
    documents: Counter[str] = Counter() if is_dated else count_left_out(collection, scope)
    for (corpus, period), number in counted.items():
        if period in periods:
            documents[corpus] += number
    ordered = dict(sorted(documents.items(), key=lambda pair: (-pair[1], pair[0])))
    return " · ".join([describe_corpora(ordered, language), *_versions(collection, language)])


def _versions(collection: Collection, language: Locale) -> list[str]:
    """Return the lexicons behind the annotations (else the current one) and our version."""
    texts = _texts(language)
    used = [name[:8] for name in collection.lexicons.passages] or [collection.lexicon.hash[:8]]
    return [f"{texts['lexicon']} {texts['separator'].join(used)}", f"zhengce {__version__}"]


def describe_lexicons(
    collection: Collection, language: Locale = "en", *, lacking: Iterable[str] = ()
) -> list[str]:
    """Return the line on passages annotated with another lexicon; nothing if there are none.

    `lacking` are the terms left blank because that lexicon lacks them.
    """
    used, texts = collection.lexicons, _texts(language)
    if not used.others:
        return []
    others = texts["separator"].join(name[:8] for name in used.others)
    values = {"passages": used.by_others, "others": others, "present": collection.lexicon.hash[:8]}
    terms = texts["shift_separator"].join(dict.fromkeys(lacking))
    missing = texts["lacking"].format(terms=terms) if terms else ""
    return [fill_text(texts["other_lexicon"], values) + missing]


def describe_cut(first: str, last: str, language: Locale = "en") -> str:
    """Return the caption's note on periods before the first occurrence that a chart leaves out."""
    text: str = _texts(language)["before_first_use"]
    return text.format(first=first, last=last)


def describe_unfinished(unfinished: UnfinishedPeriod | None, language: Locale = "en") -> list[str]:
    """Return the caption's note on a last period that is not over; nothing if it is."""
    if not unfinished:
        return []
    texts = _texts(language)
    line = texts["unfinished"].format(
        period=name_period(unfinished.period, language), newest=unfinished.newest
    )
    return [line + texts["unfinished_tested"] if unfinished.is_tested else line]


def describe_tests(tested: int, language: Locale = "en", *, is_held: bool = False) -> list[str]:
    """Return the notes on the statistics of a table.

    They name the rate that is tested where a mix is held fixed, and how many of many series (`tested`) would
    seem to have a trend by chance.
    """
    texts = _texts(language)
    notes = [texts["plain_tested"]] if is_held and tested else []
    if (chance := round(tested * TREND_LEVEL)) and tested >= _MANY_TESTS:
        notes.append(texts["many_tests"].format(tested=tested, chance=chance, level=TREND_LEVEL))
    return notes


def describe_bands(table: SeriesTable, language: Locale = "en") -> list[str]:
    """Return the caption's notes on missing bands, and on bands that rest on too few documents."""
    texts, request = _texts(language), table.request
    if not request.bands:
        return []
    if request.reprints is not Reprints.RAW:
        return [texts["no_bands_folded"]]
    without = dict.fromkeys(series.name for series in table.series if series.spec.kind not in BANDED)
    missing = [texts["no_bands"].format(series=", ".join(without))] if without else []
    points = (point for series in table.series for point in series.points if point.counts.occurrences)
    known = [
        point.band.band_documents for point in points if point.band and point.band.band_documents is not None
    ]
    few = sum(documents < FEW_DOCUMENTS for documents in known)
    if not few:
        return missing
    narrow = texts["narrow_bands"].format(few=few, bands=len(known), least=FEW_DOCUMENTS, held=HELD_BY_FEW)
    return [*missing, narrow]


def describe_gaps(table: SeriesTable, language: Locale = "en") -> list[str]:
    """Return the caption's notes on words never found, text without annotation, and low bases."""
    texts = _texts(language)
    notes = describe_words(table.unknown, language)
    points = [point for series in table.series for point in series.points]
    if table.unannotated and all(series.spec.kind.is_text for series in table.series):
        values = {"unannotated": table.unannotated, "passages": table.passages}
        notes.append(texts["rates_blank"].format(**values))
    else:
        is_blank = not table.request.allow_partial
        notes += describe_waiting(table.unannotated, table.passages, language, is_blank=is_blank)
    used = [point for point in points if point.counts.occurrences and not point.is_blank]
    notes += describe_low_base(sum(point.is_low for point in used), len(used), language)
    if table.request.grouping is Grouping.PROVINCE:  # shown over all periods together
        return notes
    return [*notes, *_describe_low_peaks(table, language)]


def describe_undated(undated: Sequence[Undated], by: str, language: Locale = "en") -> list[str]:
    """Return the note on terms in documents that fall in no period; nothing if no term occurs in them."""
    if not undated:
        return []
    texts = _texts(language)
    named = texts["shift_separator"].join(
        texts["undated_term"].format(
            term=one.term, occurrences=_show(one.occurrences), documents=_show(one.documents)
        )
        for one in undated
    )
    return [texts[_choose_undated(by)].format(terms=named)]


def describe_left_out(number: int, language: Locale = "en", *, by_rows: bool = False) -> list[str]:
    """Return the note on documents without a date, which no column (or row) of a table includes."""
    text = "in_no_row" if by_rows else "left_out"
    return [fill_text(_texts(language)[text], {"number": number})] if number else []


def _choose_undated(by: str) -> str:
    """Return the name of the note on documents in no period: what their dates lack depends on the periods."""
    if by in ("quarter", "month"):
        return "without_month"
    cuts_years = any(not bound.endswith("-01-01") for bound in read_division(by).bounds)
    return "in_no_period" if cuts_years else "undated"


def _show(number: float) -> str:
    """Return a count as text; with discounted reprints it may be a fraction."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"


def describe_low_base(low: int, used: int, language: Locale = "en") -> list[str]:
    """Return the line on how many of the numbers above zero have a low base; nothing if none has."""
    if not low:
        return []
    limits = {"occurrences": LEAST_OCCURRENCES, "documents": LEAST_DOCUMENTS}
    return [_texts(language)["low_base"].format(low=low, used=used, **limits)]


def describe_waiting(
    unannotated: int, passages: int, language: Locale = "en", *, is_blank: bool = False
) -> list[str]:
    """Return the line on the number of passages that wait for annotation; nothing if none do.

    Their periods are blank, or (without `is_blank`) counted without them.
    """
    if not unannotated:
        return []
    text = _texts(language)["left_blank" if is_blank else "counted_in_part"]
    return [text.format(unannotated=unannotated, passages=passages)]


def _describe_low_peaks(table: SeriesTable, language: Locale) -> list[str]:
    """Return one line for the series whose peak has a low base; nothing if there are none."""
    texts, peaks, column = _texts(language), [], table.request.column
    for series in table.series:
        rates = [point.rate(column) or 0.0 for point in series.known]
        if rates and (peak := series.known[rates.index(max(rates))]).is_low:
            occurrences, _, documents = peak.counts
            values = {"occurrences": occurrences, "documents": documents}
            period = name_period(peak.period, language)
            peaks.append(texts["low_peak"].format(series=series.name, period=period, **values))
    if not peaks:
        return []
    named = texts["shift_separator"].join(peaks[:_NAMED_PEAKS])
    return [texts["low_peaks"].format(peaks=named, more=_and_more(len(peaks) - _NAMED_PEAKS, texts))]


def describe_mix(composition: Composition, language: Locale = "en") -> list[str]:
    """Return the caption's note on periods made up of other corpora than the period before."""
    shifts = composition.shifts
    if not shifts:
        return []
    texts = _texts(language)
    largest = sorted(sorted(shifts, key=lambda shift: shift.common)[:_NAMED_SHIFTS])
    named = texts["shift_separator"].join(_name_shift(shift, language) for shift in largest)
    return [texts["mix_shifts"].format(shifts=named, more=_and_more(len(shifts) - _NAMED_SHIFTS, texts))]


def describe_sources(collection: Collection, table: SeriesTable, language: Locale = "en") -> list[str]:
    """Return the caption's note on text that has vanished from its source.

    Nothing if none has, unless the request asks for the share.
    """
    scope = replace(scope_of(table.request, collection), grouping=None)
    periods = [point.period for series in table.series[:1] for point in series.points]
    if table.request.vanished:
        sums = add_sources(source_totals(collection.store, scope), periods)
    else:
        sums = sum_sources(collection, scope, periods)
        if not sums.vanished:
            return []
    return [_describe_sum(sums, _texts(language))]


def _describe_sum(sums: SourceSum, texts: Mapping[str, Any]) -> str:
    if not sums.asked:
        return str(texts["no_source_asked"])
    values = {
        "vanished": sums.vanished,
        "characters": sums.characters,
        "share": sums.vanished / sums.characters,
        "asked": sums.asked / sums.characters,
    }
    return str(texts["vanished" if sums.vanished else "none_vanished"].format(**values))


def _and_more(number: int, texts: Mapping[str, Any]) -> str:
    """Return the end of a list that leaves out `number` items; empty if it leaves out none."""
    return texts["more"].format(number=number) if number > 0 else ""


def _name_shift(shift: MixShift, language: Locale) -> str:
    texts, period = _texts(language), name_period(shift.period, language)
    shares = (f"{group} {before:.0%} → {now:.0%}" for group, (before, now) in shift.shares.items())
    return str(texts["shift"].format(period=period, shares=texts["separator"].join(shares)))


def describe_corpora(documents: Mapping[str, int], language: Locale = "en") -> str:
    """Return the corpora with their numbers of dated documents, as named in a caption."""
    texts = _texts(language)
    if not documents:
        return str(texts["no_documents"])
    if len(documents) > _NAMED_CORPORA:
        total = sum(documents.values())
        return str(texts["many_corpora"].format(number=len(documents), documents=total))
    named = texts["corpus_separator"].join(f"{name} {number:,}" for name, number in documents.items())
    return str(texts["corpora"].format(corpora=named))


def name_in_notes(lines: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Return notes with the shown names of the series whose periods they list: rare earth 2017."""
    asked = sorted((name for name in names if name != names[name]), key=len, reverse=True)
    if not asked:
        return list(lines)
    listed = re.compile(rf"({'|'.join(map(re.escape, asked))})(?= \d{{4}})")
    return [listed.sub(lambda match: names[match[1]], line) for line in lines]
