"""The passages behind a number of a trend: one numbered quote for each occurrence that the series counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from flows.annotation.lexicon import Concept
from flows.errors import UsageError
from flows.search import Collection, Compiler, entity_keys, forms_pattern, plain_part, quote
from flows.store import (
    CountedMention,
    CountedPassage,
    FoundPassage,
    MentionPlace,
    Scope,
    Store,
    dated_mentions,
    document_concept_places,
    fetch_passages,
    fetch_texts,
    labelled_passages,
    order_passages,
    other_versions,
    period_totals,
)
from flows.text import fold, has_han
from flows.trends import SeriesKind, SeriesRequest, check_corpora, list_periods, read_division, read_spec

_BATCH = 500
_SENTENCES = 3  # shown of the same document in the other language
_SPACE = re.compile(r"\s+")
_SOURCE = (
    "kind",
    "passage_id",
    "document_id",
    "title",
    "publisher",
    "document_number",
    "date",
    "corpus",
    "language",
    "url",
)
QUOTES = {
    "number": "number of the quote, by date and place",
    "period": "period of the series that it counts in",
    "before": "the sentence up to what is counted, in one line; … where it was cut",
    "text": "what is counted, as it stands in the passage; empty where passages are counted",
    "after": "the rest of the sentence",
    "quote_start": "first code point of the sentence in the passage's text",
    "quote_end": "code point behind its last",
    "start": "first code point of what is counted in the passage's text",
    "end": "code point behind the last",
    "document_start": "first code point in the document's text (kind title: in its title)",
    "document_end": "code point behind the last",
    "kind": "title, heading, paragraph, article, item or table",
    "passage_id": "document_id and position",
    "document_id": "identifies the document",
    "title": "title of the document",
    "publisher": "issuing body or publisher",
    "document_number": "official number (文号)",
    "date": "date of the document: published, else written",
    "corpus": "id of the corpus",
    "language": "zh, en, mixed or und",
    "url": "address given by the source",
    "rendering": "the lexicon's name of the concept in the other language",
    "beside": "names in the other language by which the same document calls it, each with how often",
    "version": "the same document in the other language where the store has it (same number, or declared by translation_of): document_id, title, language, date, url, known_by, and up to three sentences (passage_id, before, text, after) that name the concept there, not aligned one by one",
}


@dataclass(slots=True)
class Evidence:
    """What stands behind a series: `counts` are its occurrences in each period asked for, zeros included; `places`, by date and
    place, one for each of them (period, id of the passage, document_id, start, end, surface; start = end: the whole passage)."""

    term: str
    concept: Concept | None
    counts: dict[str, int]
    places: list[CountedMention]


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """The passages behind a series: those of one period and one group where they are named.

    `series` gives the term (its first), periods, dates, date axis, grouping and corpora. Without a `limit` there is one
    quote per occurrence.
    """

    series: SeriesRequest
    period: str = ""
    group: str = ""
    limit: int | None = None

    @property
    def term(self) -> str:
        """The term whose series it is."""
        return self.series.terms[0]


def find_evidence(collection: Collection, request: EvidenceRequest) -> Evidence:
    """Return the places of what a series counts for this term, in the same periods and by the same rules.

    Raises UsageError for an unknown period, or a group without a grouping.
    """
    series = request.series
    if request.group and not series.grouping:
        raise UsageError(f"--value {request.group}: of which grouping? name it with --group")
    scope = Scope(
        read_division(series.by),
        series.axis,
        series.grouping,
        check_corpora(collection.store, series.corpora),
    )
    known = sorted({total.period for total in period_totals(collection.store, scope)})
    periods = list_periods(known, series.by, series.dates)
    if request.period and request.period not in periods:
        raise UsageError(
            f"--period {request.period}: {f'periods run from {periods[0]} to {periods[-1]}' if periods else 'no dated text there'}"
        )
    wanted = [request.period] if request.period else periods
    concept, found = _find_places(collection, request.term, scope)
    chosen = set(wanted)
    places = [
        row for row in found if row.period in chosen and (not series.grouping or row.group == request.group)
    ]
    counted = Counter(row.period for row in places)
    return Evidence(request.term, concept, {name: counted[name] for name in wanted}, places)


def _find_places(
    collection: Collection, term: str, scope: Scope
) -> tuple[Concept | None, list[CountedMention]]:
    store, lexicon = collection.store, collection.lexicon
    spec = read_spec(term, lexicon)
    match spec.kind:
        case SeriesKind.STRATEGY | SeriesKind.INSTRUMENT:
            return None, _whole(labelled_passages(store, spec.value, scope))
        case SeriesKind.ENTITY:
            keys = entity_keys(lexicon, spec.value)
            return lexicon.find(spec.value), dated_mentions(store, "entity", keys, scope)
        case SeriesKind.CONCEPT:
            return lexicon.concepts[spec.value], dated_mentions(store, "concept", [spec.value], scope)
    index = collection.index
    if spec.kind is SeriesKind.QUERY:
        ids = index.matching_ids(Compiler(index, lexicon).compile(spec.value).query)
        return None, _whole(order_passages(store, ids, scope))
    forms = plain_part(term).forms
    ids = index.matching_ids(index.all_of([index.any_of([index.form(form) for form in forms])]))
    return None, list(_literal_places(store, order_passages(store, ids, scope), forms))


def _whole(rows: list[CountedPassage]) -> list[CountedMention]:
    return [CountedMention(*row, 0, 0, "") for row in rows]


def _literal_places(
    store: Store, rows: list[CountedPassage], forms: Sequence[str]
) -> Iterator[CountedMention]:
    pattern = forms_pattern(forms)
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        texts = dict(fetch_texts(store, [row.passage for row in batch]))
        for row in batch:
            text = texts[row.passage]
            shadow = fold(text)
            for match in pattern.finditer(shadow.text):
                start, end = shadow.span(*match.span())
                yield CountedMention(*row, start, end, text[start:end])


def number_quotes(store: Store, evidence: Evidence, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield a row (QUOTES) for each place, or for the first `limit`; the passages are read some hundred at a time."""
    beside = _names_beside(evidence)
    versions = _find_versions(store, evidence, limit)
    source = enumerate(evidence.places[:limit], 1)
    while batch := list(islice(source, _BATCH)):
        passages = {
            row.rowid: row
            for row in fetch_passages(store, list(dict.fromkeys(place.passage for _, place in batch)))
        }
        for number, place in batch:
            row = _quote_row(number, place, passages[place.passage], evidence.concept, beside)
            yield {**row, "version": versions.get(place.document)}


def _find_versions(store: Store, evidence: Evidence, limit: int | None) -> dict[str, dict[str, Any]]:
    """Return, by document, the same one in the other language, with the sentences that name the concept there."""
    versions = other_versions(store, list(dict.fromkeys(place.document for place in evidence.places[:limit])))
    names = list(dict.fromkeys(version.document_id for version in versions.values()))
    places = (
        document_concept_places(store, names, evidence.concept.id, _SENTENCES) if evidence.concept else {}
    )
    passages = {
        row.rowid: row
        for row in fetch_passages(store, [place.passage_id for found in places.values() for place in found])
    }
    return {
        document: {
            **{name: value for name, value in asdict(version).items() if name != "original"},
            "sentences": [
                _cut_sentence(passages[place.passage_id], place)
                for place in places.get(version.document_id, ())
            ],
        }
        for document, version in versions.items()
    }


def _cut_sentence(passage: FoundPassage, place: MentionPlace) -> dict[str, str]:
    whole = cut_quote(passage, place.start, place.end)
    return {name: whole[name] for name in ("passage_id", "before", "text", "after")}


def _quote_row(
    number: int,
    place: CountedMention,
    passage: FoundPassage,
    concept: Concept | None,
    beside: dict[tuple[str, bool], Counter[str]],
) -> dict[str, Any]:
    other = beside.get((place.document, not has_han(place.surface)), Counter())
    return {
        "number": number,
        "period": place.period,
        **cut_quote(passage, place.start, place.end),
        "rendering": _rendering(concept, place.surface),
        "beside": dict(other.most_common(5)),
    }


def cut_quote(passage: FoundPassage, start: int, end: int) -> dict[str, Any]:
    """Return a quote (the middle columns of QUOTES) of a passage as `fetch_passages` gives it: the sentence about [start, end).

    With end 0 the passage itself is meant: nothing in its first sentence is marked.
    """
    text = passage.text
    part = quote(text, start, max(end, min(1, len(text))), passage.language)
    start, end = (start, end) if end else (part.start, part.start)
    return {
        "before": ("…" if part.is_cut_left else "") + _SPACE.sub(" ", text[part.start : start]),
        "text": text[start:end],
        "after": _SPACE.sub(" ", text[end : part.end]) + ("…" if part.is_cut_right else ""),
        "quote_start": part.start,
        "quote_end": part.end,
        "start": start,
        "end": end,
        "document_start": passage.start + start,
        "document_end": passage.start + end,
        **{name: getattr(passage, name) for name in _SOURCE},
    }


def _rendering(concept: Concept | None, surface: str) -> str:
    if concept is None:
        return ""
    return concept.en if has_han(surface) else concept.zh


def _names_beside(evidence: Evidence) -> dict[tuple[str, bool], Counter[str]]:
    """Return for each document and script (True: Chinese) the names that the places in it have."""
    names: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    if evidence.concept:
        for place in evidence.places:
            names[place.document, has_han(place.surface)][place.surface] += 1
    return names
