"""A dossier: what the corpus says of one firm, programme, technology or person, with the passage behind every line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from flows.annotation.lexicon import Lexicon
from flows.reports.profiles import Found, Profile, collect_profile
from flows.search import quote
from flows.store import (
    FigurePlace,
    FoundPassage,
    MentionPlace,
    Store,
    entity_spans,
    fetch_passages,
    passage_figures,
    passages_with_figures,
)
from flows.text import find_sentence

_TIMELINE_YEAR, _INSTRUMENT, _FIGURES = 2, 4, 14
Place = TypeVar("Place", MentionPlace, FigurePlace)
_BLOCK = 300  # passages with figures that are read at a time, the latest first


@dataclass(slots=True)
class Line:
    """One statement of a dossier: a quote with the passage it comes from. `note` is what it stands for (a sum, a target)."""

    passage: int
    start: int
    end: int
    date: str
    quote: str = ""
    note: str = ""


@dataclass(slots=True)
class Dossier(Profile):
    """A profile with quotes; `passages` holds the text and source of every passage that a line names, by row id, numbered from 1."""

    timeline: dict[str, list[Line]] = field(default_factory=dict)
    instruments: dict[str, list[Line]] = field(default_factory=dict)
    figures: list[Line] = field(default_factory=list)
    passages: dict[int, dict[str, Any]] = field(default_factory=dict)

    def number(self, passage: int) -> int:
        """Return the number under which a passage stands among the sources."""
        return list(self.passages).index(passage) + 1


def collect_dossier(
    store: Store, lexicon: Lexicon, name: str, corpora: Sequence[str] = (), *, most: int | None = None
) -> Dossier:
    """Collect the dossier of what `name` names: a concept in any form, or a name that the entity model found.

    Raises UsageError where the store has no mention of it, QueryError where more than `most` passages have one. Measured: 3 s of
    CPU time for 106,000 passages, the quotes a third of it.
    """
    profile, found = collect_profile(store, lexicon, name, corpora, most=most)
    dossier = Dossier(**{each.name: getattr(profile, each.name) for each in fields(profile)})
    chooser = _Chooser(store, found)
    dossier.timeline = chooser.timeline()
    dossier.instruments = chooser.instruments(dossier.instrument_counts)
    dossier.figures = chooser.figures()
    lines = [
        line
        for part in (*dossier.timeline.values(), *dossier.instruments.values(), dossier.figures)
        for line in part
    ]
    dossier.passages = chooser.number_passages(lines)
    return dossier


class _Chooser:
    """Picks the passages that a reader should see first, each text once."""

    def __init__(self, store: Store, found: Found) -> None:
        self._store, self._entity, self._found = store, found.entity, found.passages
        self._labels: dict[int, dict[str, float]] = defaultdict(dict)
        self._instruments: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for row in found.categories:
            self._labels[row.passage_id][row.label] = row.probability
            if row.kind == "instrument":
                self._instruments[row.label].append((row.probability, row.passage_id))
        self._with_sum, self._with_target = passages_with_figures(store, list(self._found))
        self._texts: dict[int, FoundPassage] = {}

    def timeline(self) -> dict[str, list[Line]]:
        """Return for each year the most telling passages, by date."""
        years: dict[str, list[int]] = defaultdict(list)
        for passage, row in self._found.items():
            if row.date:
                years[row.date[:4]].append(passage)
        chosen = {
            year: self._distinct(sorted(passages, key=self._weight, reverse=True), _TIMELINE_YEAR)
            for year, passages in years.items()
        }
        return {
            year: sorted(map(self._line, passages), key=lambda line: line.date)
            for year, passages in sorted(chosen.items())
        }

    def _weight(self, passage: int) -> float:
        """Titles and passages with labels, sums and several mentions tell more; very long ones (lists) less."""
        row = self._found[passage]
        title = 2.0 if row.kind == "title" else 0.0
        start = 1.0 if row.start < 40 else 0.0
        labels = float(sum(self._labels[passage].values())) if passage in self._labels else 0.0
        length = float((row.length > 600) + (row.length < 12))
        return title + start + labels + 0.8 * (passage in self._with_sum) + math.log(row.mentions) - length

    def instruments(self, order: Iterable[str]) -> dict[str, list[Line]]:
        """Return the surest passages of each instrument."""
        lines = {}
        for label in order:
            ranked = sorted(self._instruments[label], reverse=True)
            passages = self._distinct([passage for _, passage in ranked], _INSTRUMENT)
            lines[label] = sorted(map(self._line, passages), key=lambda line: line.date)
        return lines

    def figures(self) -> list[Line]:
        """Return sums and targets that stand in one sentence with the entity, the latest first, each text once."""
        with_figure = self._with_sum | self._with_target
        # Undated passages come last in the order of date, and so would be the latest here.
        latest = sorted(
            (one for one in self._found if one in with_figure),
            key=lambda one: self._found[one].date,
            reverse=True,
        )
        lines: dict[str, Line] = {}
        for start in range(0, len(latest), _BLOCK):
            for line in self._figure_lines(latest[start : start + _BLOCK]):
                lines.setdefault(line.quote, line)
                if len(lines) == _FIGURES:
                    return list(lines.values())
        return list(lines.values())

    def _figure_lines(self, passages: Sequence[int]) -> Iterator[Line]:
        """Yield a line for each sum or target near the entity, passage by passage in the given order."""
        self._load(passages)
        places = _by_passage(entity_spans(self._store, self._entity, passages))
        figures = _by_passage(passage_figures(self._store, passages))
        for passage in passages:
            text, row, taken = self._texts[passage].text, self._found[passage], list[int]()
            for figure in sorted(
                figures[passage], key=lambda one: one.kind == "sum"
            ):  # a target says more than its sum
                start, end = figure.start, figure.end
                first, last = find_sentence(text, start, end)
                is_near = row.kind != "title" and any(
                    first <= place.start < last for place in places[passage]
                )
                if is_near and not any(start <= place < end for place in taken):
                    taken.append(start)
                    said = quote(text, start, end, row.language).of(text)
                    yield Line(passage, start, end, row.date, said, f"{figure.kind}: {_say_figure(figure)}")

    def _line(self, passage: int) -> Line:
        self._load([passage])
        row, text = self._found[passage], self._texts[passage].text
        return Line(
            passage,
            row.start,
            row.end,
            row.date,
            quote(text, row.start, row.end, row.language).of(text),
        )

    def _distinct(self, passages: Sequence[int], number: int) -> list[int]:
        """Return the first passages with different texts and, as far as there are, of different documents."""
        self._load(passages[: 6 * number])
        kept: list[int] = []
        openings: set[str] = set()
        documents: set[str] = set()
        for passage in passages[: 6 * number]:
            opening, document = self._texts[passage].text[:40], self._found[passage].document_id
            if opening not in openings and document not in documents:
                openings.add(opening)
                documents.add(document)
                kept.append(passage)
        return kept[:number]

    def _load(self, passages: Iterable[int]) -> None:
        missing = [passage for passage in dict.fromkeys(passages) if passage not in self._texts]
        self._texts |= {row.rowid: row for row in fetch_passages(self._store, missing)}

    def number_passages(self, lines: Iterable[Line]) -> dict[int, dict[str, Any]]:
        """Return the passages of the lines by date, each with the spans of the entity in its text."""
        passages = sorted(
            {line.passage for line in lines}, key=lambda passage: (self._texts[passage].date, passage)
        )
        places = _by_passage(entity_spans(self._store, self._entity, passages))
        return {
            passage: {
                **self._texts[passage]._asdict(),
                "passage_id": self._texts[passage].passage_id,
                "spans": [(row.start, row.end) for row in places[passage]],
                "labels": sorted(self._labels[passage], key=lambda label: -self._labels[passage][label]),
            }
            for passage in passages
        }


def _by_passage(rows: Iterable[Place]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for row in rows:
        found[row.passage_id].append(row)
    return found


def _say_figure(row: FigurePlace) -> str:
    """Return a sum as it stands, a target with its indicator and deadline."""
    deadline = f" ({row.deadline})" if row.deadline else ""
    return f"{row.indicator} {row.surface}{deadline}".strip()
