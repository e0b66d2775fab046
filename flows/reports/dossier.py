"""A dossier: what the corpus says on a firm, programme, technology or person, each line with its passage."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple, TypeVar

from flows.annotation.lexicon import Lexicon
from flows.records import Locale
from flows.references import describe_event, event_entities, show_written
from flows.reports.nearness import is_fragment, is_listed, measure_distance
from flows.reports.profiles import EntityPassages, Profile, collect_profile
from flows.search import QuotedPlace, Translation, find_translations, quote
from flows.store import Store
from flows.store.facts import (
    EventFilter,
    FigurePlace,
    MentionPlace,
    StoredEvent,
    entity_spans,
    passage_figures,
    passages_with_figures,
    stored_events,
)
from flows.store.passages import FoundPassage, fetch_passages
from flows.text import find_sentence

_PER_YEAR, _UNDATED, _PER_INSTRUMENT, _FIGURES = 2, 8, 4, 14
_BLOCK = 300  # passages with figures that are read at a time, latest first
_MOST_BLOCKS = 10  # that are searched for figures that name the entity
_EVENTS_PER_YEAR = 4
_PER_INDICATOR = 2  # figures of one indicator: 稀土行业 5项, 稀土行业 3项, ... of every announcement
_CANDIDATES = 6  # passages examined for each one chosen
_OPENING = 40  # code points by which texts are distinguished

Place = TypeVar("Place", MentionPlace, FigurePlace)


@dataclass(frozen=True, slots=True)
class Line:
    """A quote of a dossier, with the row id of its passage.

    `note` names the sum, target or event that it states. `is_repeat` means that an earlier part of the
    dossier has the same sentence; pages print it once. `version` is the other language's text there, if
    stored. `is_undated` means that the line states an event without a date; `date` is then its document's.
    """

    passage: int
    start: int
    end: int
    date: str
    quote: str = ""
    note: str = ""
    is_repeat: bool = False
    version: Translation | None = None
    is_undated: bool = False


class _FigureLine(NamedTuple):
    """The line of a figure, with its distance from the entity (see `measure_distance`) and its indicator."""

    distance: int
    indicator: str
    line: Line


@dataclass(frozen=True, slots=True)
class Source:
    """A passage quoted by lines, with the spans of the entity in it, and its labels, surest first."""

    passage: FoundPassage
    spans: list[tuple[int, int]]
    labels: list[str]

    @property
    def passage_id(self) -> str:
        """The public id of the passage."""
        return self.passage.passage_id


@dataclass(frozen=True, slots=True)
class Dossier(Profile):
    """A profile with lines by year and instrument, and lines of figures; `passages` are their sources.

    The undated lines come last in the timeline, under "".
    """

    timeline: dict[str, list[Line]]
    instruments: dict[str, list[Line]]
    figures: list[Line]
    passages: dict[int, Source]

    def number(self, passage: int) -> int:
        """Return the number of a passage among the sources, from 1."""
        return list(self.passages).index(passage) + 1


def collect_dossier(
    store: Store,
    lexicon: Lexicon,
    name: str,
    corpora: Sequence[str] = (),
    *,
    max_passages: int | None = None,
    locale: Locale = "en",
) -> Dossier:
    """Collect the dossier of a concept in any form, or of a name found by the entity model.

    Raises UsageError if the store has no mention of it, QueryError if more than `max_passages` passages have
    one. Notes are in the language of `locale`. Measured: 3 s of CPU time for 106,000 passages, a third of it
    for quotes.
    """
    profile, found = collect_profile(store, lexicon, name, corpora, max_passages=max_passages)
    concept = profile.concept
    names = (concept.zh, concept.en) if concept else ()
    chooser = _Chooser(store, found, corpora, names, locale)
    printed: set[str] = set()
    timeline = chooser.translate(_mark_repeats(chooser.timeline(), printed))
    figures = chooser.translate(_mark_repeats({"": chooser.figures()}, printed))[""]
    instruments = chooser.translate(_mark_repeats(chooser.instruments(profile.instrument_counts), printed))
    lines = [line for part in (*timeline.values(), *instruments.values(), figures) for line in part]
    return Dossier(
        **{column.name: getattr(profile, column.name) for column in fields(Profile)},
        timeline=timeline,
        instruments=instruments,
        figures=figures,
        passages=chooser.sources(lines),
    )


class _Chooser:
    """Picks the passages that a reader should see first, each text once."""

    def __init__(
        self,
        store: Store,
        found: EntityPassages,
        corpora: Sequence[str] = (),
        names: Sequence[str] = (),
        locale: Locale = "en",
    ) -> None:
        self._locale = locale
        self._store, self._entity, self._found = store, found.entity, found.passages
        # Events are also found by the names: an issued document is named by its title (《稀土管理条例》).
        self._wanted = EventFilter(entities=event_entities(found.entity), names=names, corpora=corpora)
        self._labels: dict[int, dict[str, float]] = defaultdict(dict)
        self._by_instrument: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for row in found.labels:
            self._labels[row.passage_id][row.label] = row.probability
            if row.kind == "instrument":
                self._by_instrument[row.label].append((row.probability, row.passage_id))
        self._figures = passages_with_figures(store, list(self._found))
        self._texts: dict[int, FoundPassage] = {}

    def timeline(self) -> dict[str, list[Line]]:
        """Return the events of each year, with the most informative passages, then undated ones.

        Events are dated by the text that reports them, so an undated case study also has a timeline.
        """
        events = self._events()
        reported = {line.passage for lines in events.values() for line in lines}
        years: dict[str, list[int]] = defaultdict(list)
        for passage, row in self._found.items():
            if passage not in reported:
                years[row.date[:4]].append(passage)
        chosen = {
            year: self._distinct(
                sorted(passages, key=self._weigh, reverse=True), _PER_YEAR if year else _UNDATED
            )
            for year, passages in years.items()
        }
        in_order = sorted({*chosen, *events}, key=lambda year: (not year, year))
        lines = {year: [*events.get(year, ()), *self._lines(chosen.get(year, ()))] for year in in_order}
        return {year: sorted(own, key=lambda line: line.date) for year, own in lines.items()}

    def _events(self) -> dict[str, list[Line]]:
        """Return the surest events of each year as lines, by date, the same event once."""
        years: dict[str, dict[tuple[str, str, str], StoredEvent]] = defaultdict(dict)
        for event in stored_events(self._store, self._wanted):
            date = event.date or event.reported
            years[date[:4]].setdefault((event.action, event.object, event.actor), event)
        lines = {}
        for year, events in years.items():
            surest = sorted(events.values(), key=lambda event: -event.score)[:_EVENTS_PER_YEAR]
            self._load(event.rowid for event in surest)
            lines[year] = sorted(map(self._event_line, surest), key=lambda line: line.date)
        return lines

    def _event_line(self, event: StoredEvent) -> Line:
        text = self._texts[event.rowid].text
        quoted = quote(text, event.start, event.end, event.language).of(text)
        date = event.date or event.reported
        note = describe_event(event, self._locale)
        is_undated = not event.date and bool(date)
        return Line(event.rowid, event.start, event.end, date, quoted, note, is_undated=is_undated)

    def _weigh(self, passage: int) -> float:
        """Return how informative a passage is: titles, labels, sums and mentions add; long lists subtract."""
        row = self._found[passage]
        weight = 0.0
        if row.kind == "title":
            weight += 2
        if row.start < _OPENING:
            weight += 1
        if passage in self._labels:  # a defaultdict, which would store an entry for every passage
            weight += sum(self._labels[passage].values())
        if passage in self._figures.sums:
            weight += 0.8
        weight += math.log(row.mentions)
        if not 12 <= row.length <= 600:
            weight -= 1
        return weight

    def instruments(self, order: Iterable[str]) -> dict[str, list[Line]]:
        """Return the surest passages of each instrument, by date."""
        return {
            label: self._lines(
                self._distinct(
                    [passage for _, passage in sorted(self._by_instrument[label], reverse=True)],
                    _PER_INSTRUMENT,
                )
            )
            for label in order
        }

    def figures(self) -> list[Line]:
        """Return sums and targets in the same sentence as the entity, latest first, each text once.

        Figures that name the entity take precedence over others of the sentence, and a sentence about it over
        one that lists it (石化、建材、稀土等17个行业). Only the latest figures of an indicator are shown.
        """
        with_figure = self._figures.sums | self._figures.targets
        latest = sorted(
            (passage for passage in self._found if passage in with_figure),
            key=lambda passage: self._found[passage].date,  # undated passages have "", and so come last
            reverse=True,
        )
        by_nearness: tuple[dict[str, Line], ...] = ({}, {}, {})
        of_indicator = Counter[str]()
        for start in range(0, min(len(latest), _MOST_BLOCKS * _BLOCK), _BLOCK):
            for distance, indicator, line in self._figure_lines(latest[start : start + _BLOCK]):
                has_enough = indicator and of_indicator[indicator] >= _PER_INDICATOR
                if not has_enough and line.quote not in by_nearness[distance]:
                    of_indicator[indicator] += 1
                    by_nearness[distance][line.quote] = line
            if len(by_nearness[0]) >= _FIGURES:
                break
        lines: dict[str, Line] = {}
        for near in by_nearness:
            lines |= {text: line for text, line in near.items() if text not in lines}
        return sorted([*lines.values()][:_FIGURES], key=lambda line: line.date, reverse=True)

    def _figure_lines(self, passages: Sequence[int]) -> Iterator[_FigureLine]:
        """Yield one line per sum or target near the entity, passage by passage in the given order."""
        self._load(passages)
        places = _by_passage(entity_spans(self._store, self._entity, passages))
        figures = _by_passage(passage_figures(self._store, passages))
        for passage in passages:
            if self._found[passage].kind != "title":
                yield from self._lines_of(passage, figures[passage], places[passage])

    def _lines_of(
        self, passage: int, figures: Sequence[FigurePlace], places: Sequence[MentionPlace]
    ) -> Iterator[_FigureLine]:
        """Yield the figures of each sentence that are nearest to the entity, the last of each indicator."""
        text, row = self._texts[passage].text, self._found[passage]
        sentences: dict[int, dict[tuple[str | int, str], _FigureLine]] = defaultdict(
            dict
        )  # by start of the sentence
        # A target is more informative than its sum, so it comes first.
        for figure in sorted(figures, key=lambda one: one.kind == "sum"):
            start, end = figure.start, figure.end
            first, last = find_sentence(text, start, end)
            near = [place for place in places if first <= place.start < last]
            own = sentences[first]
            if near and not any(start <= other.line.start < end for other in own.values()):
                quoted = quote(text, start, end, row.language).of(text)
                line = Line(passage, start, end, row.date, quoted, _describe_figure(figure, self._locale))
                distance = min(measure_distance(text, figure, place) for place in near)
                own[figure.indicator or start, figure.comparator] = _FigureLine(
                    distance, figure.indicator, line
                )
        for own in sentences.values():
            nearest = min((figure.distance for figure in own.values()), default=0)
            yield from (figure for figure in own.values() if figure.distance == nearest)

    def _lines(self, passages: Iterable[int]) -> list[Line]:
        """Return one line per passage, by date."""
        lines = []
        for passage in passages:
            row, text = self._found[passage], self._texts[passage].text
            quoted = quote(text, row.start, row.end, row.language).of(text)
            lines.append(Line(passage, row.start, row.end, row.date, quoted))
        return sorted(lines, key=lambda line: line.date)

    def _distinct(self, passages: Sequence[int], number: int) -> list[int]:
        """Return the first passages with different openings, each from another document.

        Those that only list the entity among others, and fragments such as headings and cells, come last.
        """
        candidates = passages[: _CANDIDATES * number]
        self._load(candidates)
        candidates = sorted(candidates, key=self._says_little)
        kept: list[int] = []
        openings: set[str] = set()
        documents: set[str] = set()
        for passage in candidates:
            opening, document = self._texts[passage].text[:_OPENING], self._found[passage].document_id
            if opening not in openings and document not in documents:
                openings.add(opening)
                documents.add(document)
                kept.append(passage)
        return kept[:number]

    def _says_little(self, passage: int) -> bool:
        """Return whether the passage names the entity once, among others, or is not a sentence."""
        row, text = self._found[passage], self._texts[passage].text
        if row.kind != "title" and is_fragment(text):
            return True
        return row.mentions == 1 and is_listed(text, row.start, row.end)

    def _load(self, passages: Iterable[int]) -> None:
        missing = [passage for passage in dict.fromkeys(passages) if passage not in self._texts]
        self._texts |= {passage.rowid: passage for passage in fetch_passages(self._store, missing)}

    def translate(self, parts: Mapping[str, Sequence[Line]]) -> dict[str, list[Line]]:
        """Return the lines; those that are printed get their counterparts in the other language."""
        lines = [line for own in parts.values() for line in own if not line.is_repeat]
        places = [
            QuotedPlace(self._texts[line.passage].document_id, line.passage, line.start, line.end)
            for line in lines
        ]
        versions = iter(find_translations(self._store, places, [self._entity]))
        return {
            name: [line if line.is_repeat else replace(line, version=next(versions)) for line in own]
            for name, own in parts.items()
        }

    def sources(self, lines: Iterable[Line]) -> dict[int, Source]:
        """Return the passages of the lines as sources, by date."""
        passages = sorted(
            {line.passage for line in lines}, key=lambda passage: (self._texts[passage].date, passage)
        )
        places = _by_passage(entity_spans(self._store, self._entity, passages))
        return {
            passage: Source(
                self._texts[passage],
                [(place.start, place.end) for place in places[passage]],
                self._surest_labels(passage),
            )
            for passage in passages
        }

    def _surest_labels(self, passage: int) -> list[str]:
        labels = self._labels[passage]
        return sorted(labels, key=lambda label: -labels[label])


def _mark_repeats(parts: Mapping[str, Sequence[Line]], printed: set[str]) -> dict[str, list[Line]]:
    """Return the lines, marking those whose sentence is already printed; `printed` gets the others."""
    marked: dict[str, list[Line]] = {}
    for name, lines in parts.items():
        marked[name] = [replace(line, is_repeat=line.quote in printed) for line in lines]
        printed.update(line.quote for line in lines)
    return marked


def _by_passage(places: Iterable[Place]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        found[place.passage_id].append(place)
    return found


_KINDS_IN_CHINESE = {"target": "目标", "actual": "实际", "norm": "规定", "sum": "金额"}


def _describe_figure(figure: FigurePlace, locale: Locale) -> str:
    """Return the kind of a figure with the figure as written and its sign, its indicator and deadline."""
    value = show_written(figure, locale)
    if locale == "zh":
        deadline = f"（{figure.deadline}）" if figure.deadline else ""
        blank = " " if figure.indicator and figure.indicator[-1].isascii() else ""
        return f"{_KINDS_IN_CHINESE[figure.kind]}：{figure.indicator}{blank}{value}{deadline}"
    deadline = f" ({figure.deadline})" if figure.deadline else ""
    return f"{figure.kind}: {f'{figure.indicator} {value}{deadline}'.strip()}"
