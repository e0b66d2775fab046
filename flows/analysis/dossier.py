"""A dossier: what the corpus says of one firm, programme, technology or person, with the passage behind every line."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.analysis.quotes import find_sentence, quote
from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import UsageError
from flows.folding import fold_label
from flows.store.database import Store
from flows.store.dossiers import (
    count_annotated,
    entity_frequencies,
    entity_mentions,
    known_entities,
    passage_categories,
    passage_mentions,
    passage_targets,
    passage_texts,
)

_TIMELINE_YEAR, _INSTRUMENT, _FIGURES, _NEIGHBOURS = 2, 4, 14, 12
_NEIGHBOUR_TYPES = {"PROGRAMME": "programmes", "ORG": "organisations", "PERSON": "people", "GPE": "places", "TECH": "technologies",
                    "TERM": "terms", "DOC": "documents", "EVENT": "events"}  # fmt: skip


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
class Dossier:
    """All sections; `passages` holds the text and source of every passage that a line names, by row id, numbered from 1."""

    name: str
    entity: str
    concept: Concept | None
    surfaces: Counter[str]
    counts: dict[str, Any]
    years: dict[str, int]
    strategies: dict[str, int]
    timeline: dict[str, list[Line]] = field(default_factory=dict)
    instruments: dict[str, list[Line]] = field(default_factory=dict)
    instrument_counts: dict[str, int] = field(default_factory=dict)
    figures: list[Line] = field(default_factory=list)
    neighbours: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    passages: dict[int, dict[str, Any]] = field(default_factory=dict)

    def number(self, passage: int) -> int:
        """Return the number under which a passage stands among the sources."""
        return list(self.passages).index(passage) + 1


def collect_dossier(store: Store, lexicon: Lexicon, name: str, corpora: Sequence[str] = ()) -> Dossier:
    """Collect the dossier of what `name` names: a concept in any form, or a name that the entity model found.

    Raises UsageError where the store has no mention of it, with names that come near.
    """
    concept = lexicon.find(name)
    entity = concept.id if concept else _find_entity(store, name)
    mentions = entity_mentions(store, entity, corpora) if entity else []
    if not mentions:
        raise UsageError(
            f"{name!r}: the store has no mention of it" + ("" if concept else "; `zhengce search` finds plain words")
        )
    ids = list(dict.fromkeys(row["id"] for row in mentions))
    categories = passage_categories(store, ids)
    dossier = Dossier(
        name, entity, concept, Counter(row["surface"] for row in mentions), _count(mentions), _by_year(mentions),
        dict(Counter(row["label"] for row in categories if row["kind"] == "strategy").most_common()),
    )  # fmt: skip
    chooser = _Chooser(store, mentions, categories)
    dossier.timeline = chooser.timeline()
    dossier.instruments, dossier.instrument_counts = chooser.instruments()
    dossier.figures = chooser.figures()
    dossier.neighbours = _find_neighbours(store, lexicon, entity, ids)
    lines = [line for part in (*dossier.timeline.values(), *dossier.instruments.values(), dossier.figures) for line in part]
    dossier.passages = chooser.number_passages(lines)
    return dossier


def _find_entity(store: Store, name: str) -> str:
    found = known_entities(store, " ".join(fold_label(name).split()))
    return found[0][0] if found else ""


def _count(mentions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    dates = [row["date"] for row in mentions if row["date"]]
    return {
        "mentions": len(mentions), "passages": len({row["id"] for row in mentions}),
        "documents": len({row["document_id"] for row in mentions}), "first": min(dates, default=""), "last": max(dates, default=""),
        "corpora": dict(Counter(row["corpus"] for row in mentions).most_common()), "type": mentions[0]["type"],
        "languages": dict(Counter(row["language"] for row in mentions).most_common()),
    }  # fmt: skip


def _by_year(mentions: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return mentions a year, every year between the first and the last."""
    counts = Counter(row["date"][:4] for row in mentions if row["date"])
    if not counts:
        return {}
    return {str(year): counts[str(year)] for year in range(int(min(counts)), int(max(counts)) + 1)}


class _Chooser:
    """Picks the passages that a reader should see first, each text once."""

    def __init__(self, store: Store, mentions: Sequence[Mapping[str, Any]], categories: Iterable[Mapping[str, Any]]) -> None:
        self._store = store
        self._mentions: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        for row in mentions:
            self._mentions[row["id"]].append(row)
        self._labels: dict[int, dict[str, float]] = defaultdict(dict)
        self._instruments: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for row in categories:
            self._labels[row["passage_id"]][row["label"]] = row["probability"]
            if row["kind"] == "instrument":
                self._instruments[row["label"]].append((row["probability"], row["passage_id"]))
        self._money = self._find_money()
        self._texts: dict[int, dict[str, Any]] = {}

    def _find_money(self) -> dict[int, list[Mapping[str, Any]]]:
        found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        for row in passage_mentions(self._store, list(self._mentions)):
            if row["type"] == "MONEY":
                found[row["passage_id"]].append(row)
        return found

    def timeline(self) -> dict[str, list[Line]]:
        """Return for each year the first passage and the most telling others, by date."""
        years: dict[str, list[int]] = defaultdict(list)
        for passage, rows in self._mentions.items():
            if rows[0]["date"]:
                years[rows[0]["date"][:4]].append(passage)
        chosen = {
            year: self._distinct(sorted(passages, key=self._weight, reverse=True), _TIMELINE_YEAR)
            for year, passages in years.items()
        }
        return {year: sorted(map(self._line, passages), key=lambda line: line.date) for year, passages in sorted(chosen.items())}

    def _weight(self, passage: int) -> float:
        """Titles and passages with labels, sums and several mentions tell more; very long ones (lists) less."""
        rows = self._mentions[passage]
        title = 2.0 if rows[0]["kind"] == "title" else 0.0
        start = 1.0 if rows[0]["start"] < 40 else 0.0
        labels = float(sum(self._labels[passage].values()))
        length = float((rows[0]["length"] > 600) + (rows[0]["length"] < 12))
        return title + start + labels + 0.8 * bool(self._money.get(passage)) + math.log(len(rows)) - length

    def instruments(self) -> tuple[dict[str, list[Line]], dict[str, int]]:
        """Return the surest passages of each instrument, the most frequent instrument first, and how many there are."""
        ordered = sorted(self._instruments.items(), key=lambda item: (-len(item[1]), item[0]))
        lines = {}
        for label, found in ordered:
            passages = self._distinct([passage for _, passage in sorted(found, reverse=True)], _INSTRUMENT)
            lines[label] = sorted(map(self._line, passages), key=lambda line: line.date)
        return lines, {label: len(found) for label, found in ordered}

    def figures(self) -> list[Line]:
        """Return sums and targets that stand in one sentence with the entity, the latest first, each text once."""
        lines = []
        rows = [
            (row["passage_id"], row["start"], row["end"], row["surface"], "sum")
            for found in self._money.values()
            for row in found
        ]
        rows += [
            (row["passage_id"], row["start"], row["end"], _say_target(row), row["kind"])
            for row in passage_targets(self._store, list(self._mentions))
        ]
        self._load([row[0] for row in rows])
        taken: set[tuple[int, int]] = set()
        for passage, start, end, note, kind in sorted(rows, key=lambda row: row[4] == "sum"):  # a target says more than its sum
            text = self._texts[passage]["text"]
            first, last = find_sentence(text, start, end)
            near = [row for row in self._mentions[passage] if row["kind"] != "title" and first <= row["start"] < last]
            if near and not any(start < right and left < end for owner, left, right in self._spans(taken, passage)):
                taken.add((passage, start))
                lines.append(
                    Line(
                        passage,
                        start,
                        end,
                        near[0]["date"],
                        quote(text, start, end, near[0]["language"]).of(text),
                        f"{kind}: {note}",
                    )
                )
        unique = {line.quote: line for line in sorted(lines, key=lambda line: line.date)}
        return sorted(unique.values(), key=lambda line: line.date, reverse=True)[:_FIGURES]

    @staticmethod
    def _spans(taken: set[tuple[int, int]], passage: int) -> Iterable[tuple[int, int, int]]:
        return [(owner, start, start + 1) for owner, start in taken if owner == passage]

    def _line(self, passage: int) -> Line:
        self._load([passage])
        row, text = self._mentions[passage][0], self._texts[passage]["text"]
        return Line(
            passage, row["start"], row["end"], row["date"], quote(text, row["start"], row["end"], row["language"]).of(text)
        )

    def _distinct(self, passages: Sequence[int], number: int) -> list[int]:
        """Return the first passages with different texts and, as far as there are, of different documents."""
        self._load(passages[: 6 * number])
        kept: list[int] = []
        openings: set[str] = set()
        documents: set[str] = set()
        for passage in passages[: 6 * number]:
            opening, document = self._texts[passage]["text"][:40], self._mentions[passage][0]["document_id"]
            if opening not in openings and document not in documents:
                openings.add(opening)
                documents.add(document)
                kept.append(passage)
        return kept[:number]

    def _load(self, passages: Iterable[int]) -> None:
        missing = [passage for passage in dict.fromkeys(passages) if passage not in self._texts]
        self._texts |= passage_texts(self._store, missing)

    def number_passages(self, lines: Iterable[Line]) -> dict[int, dict[str, Any]]:
        """Return the passages of the lines by date, each with the spans of the entity in its text."""
        passages = sorted({line.passage for line in lines}, key=lambda passage: (self._texts[passage]["date"], passage))
        return {
            passage: {**self._texts[passage], "spans": [(row["start"], row["end"]) for row in self._mentions[passage]],
                      "labels": sorted(self._labels[passage], key=lambda label: -self._labels[passage][label])}
            for passage in passages
        }  # fmt: skip


def _say_target(row: Mapping[str, Any]) -> str:
    deadline = f" ({row['deadline']})" if row["deadline"] else ""
    return f"{row['indicator']} {row['surface']}{deadline}".strip()


def _find_neighbours(store: Store, lexicon: Lexicon, entity: str, ids: Sequence[int]) -> dict[str, list[dict[str, Any]]]:
    """Return by kind what stands in the same passages, by log-likelihood (Dunning 1993) against the whole store."""
    together: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[tuple[int, str]] = set()
    for row in passage_mentions(store, ids):
        other = row["entity"]
        if other and other != entity and row["type"] in _NEIGHBOUR_TYPES:
            names[other][row["surface"]] += 1
            kinds[other] = row["type"]
            if (row["passage_id"], other) not in seen:
                seen.add((row["passage_id"], other))
                together[other] += 1
    candidates = [other for other, number in together.items() if number > 1 or len(ids) < 10]
    everywhere = entity_frequencies(store, candidates)
    total = count_annotated(store)
    found: dict[str, list[dict[str, Any]]] = {part: [] for part in _NEIGHBOUR_TYPES.values()}
    for other in candidates:
        both, alone = together[other], everywhere[other]
        concept = lexicon.concepts.get(other)
        expected = len(ids) * alone / total
        if both > expected:
            shown = f"{concept.zh} {concept.en}" if concept else names[other].most_common(1)[0][0]
            found[_NEIGHBOUR_TYPES[kinds[other]]].append(
                {"entity": other, "name": shown, "passages": both, "everywhere": alone, "score": log_likelihood(both, len(ids), alone, total)}
            )  # fmt: skip
    return {
        part: sorted(rows, key=lambda row: (-row["score"], row["name"]))[:_NEIGHBOURS] for part, rows in found.items() if rows
    }


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """Return Dunning's G2 of two things in `total` passages: `first` have the one, `second` the other, `both` the two.

    Dunning (1993), Accurate methods for the statistics of surprise and coincidence: 2 Σ O ln(O / E) over the four cells.
    """
    cells = ((both, first * second), (first - both, first * (total - second)), (second - both, (total - first) * second),
             (total - first - second + both, (total - first) * (total - second)))  # fmt: skip
    return 2 * sum(seen * math.log(seen * total / product) for seen, product in cells if seen > 0 and product > 0)
