"""The passages behind a number of a trend: one numbered quote for each occurrence that the series counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from flows.annotation.lexicon import Concept, Lexicon
from flows.errors import UsageError
from flows.search import Compiler, check_range, entity_keys, forms_pattern, literal_part, quote
from flows.store import (
    CountedMention,
    CountedPassage,
    FoundPassage,
    FullText,
    MentionPlace,
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
from flows.text import fold
from flows.trends import GROUPS, Axis, check_corpora, is_chinese, list_periods, period_sql

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


def find_evidence(
    store: Store,
    lexicon: Lexicon,
    term: str,
    *,
    by: str = "year",
    axis: Axis = "published",
    first: str = "",
    last: str = "",
    period: str = "",
    group: str = "",
    value: str = "",
    corpus: Sequence[str] = (),
) -> Evidence:
    """Return the places of what `term_trends` counts for this term, in the same periods and by the same rules.

    `term` is what it takes: a concept by any name, entity:NAME, strategy:ID, instrument:ID, query:..., or plain words. `period`
    keeps one period, `corpus` these corpora, `value` one series of a grouping. Raises UsageError for an unknown period or a value without a group.
    """
    if value and not group:
        raise UsageError(f"--value {value}: of which grouping? name it with --group")
    if group and group not in GROUPS:
        raise UsageError(f"--group {group}: known are {', '.join(GROUPS)}")
    at = period_sql(by, axis, check_corpora(store, corpus))
    known = sorted({row["period"] for row in period_totals(store, at) if row["period"]})
    periods = list_periods(known, by, *check_range(first, last))
    if period and period not in periods:
        raise UsageError(
            f"--period {period}: {f'periods run from {periods[0]} to {periods[-1]}' if periods else 'no dated text there'}"
        )
    wanted = [period] if period else periods
    concept, found = _find_places(store, lexicon, term, at, GROUPS[group] if group else None)
    chosen = set(wanted)
    places = [row for row in found if row.period in chosen and (not group or (row.grp or "") == value)]
    counted = Counter(row.period for row in places)
    return Evidence(term, concept, {name: counted[name] for name in wanted}, places)


def _find_places(
    store: Store, lexicon: Lexicon, term: str, period: str, group: str | None
) -> tuple[Concept | None, list[CountedMention]]:
    kind, colon, name = term.partition(":")
    if colon and kind in ("strategy", "instrument"):
        return None, _whole(labelled_passages(store, name, period, group))
    if colon and kind == "entity":
        return lexicon.find(name), dated_mentions(store, "entity", entity_keys(lexicon, name), period, group)
    if not (colon and kind == "query") and (concept := lexicon.find(term)):
        return concept, dated_mentions(store, "concept", [concept.id], period, group)
    index = FullText(store)
    index.sync()
    if colon and kind == "query":
        ids = index.matching_ids(Compiler(index, lexicon).compile(name).query)
        return None, _whole(order_passages(store, ids, period, group))
    part = literal_part(term)
    ids = index.matching_ids(index.all_of([index.any_of([index.form(form) for form in part.forms])]))
    return None, list(_literal_places(store, order_passages(store, ids, period, group), part.forms))


def _whole(rows: list[CountedPassage]) -> list[CountedMention]:
    return [CountedMention(*row, 0, 0, "") for row in rows]


def _literal_places(
    store: Store, rows: list[CountedPassage], forms: Sequence[str]
) -> Iterator[CountedMention]:
    pattern = forms_pattern(forms)
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        texts = dict(fetch_texts(store, [row.id for row in batch]))
        for row in batch:
            text = texts[row.id]
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
            for row in fetch_passages(store, list(dict.fromkeys(place.id for _, place in batch)))
        }
        for number, place in batch:
            row = _quote_row(number, place, passages[place.id], evidence.concept, beside)
            yield {**row, "version": versions.get(place.document_id)}


def _find_versions(store: Store, evidence: Evidence, limit: int | None) -> dict[str, dict[str, Any]]:
    """Return, by document, the same one in the other language, with the sentences that name the concept there."""
    versions = other_versions(
        store, list(dict.fromkeys(place.document_id for place in evidence.places[:limit]))
    )
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
    other = beside.get((place.document_id, not is_chinese(place.surface)), Counter())
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
        "before": ("…" if part.left else "") + _SPACE.sub(" ", text[part.start : start]),
        "text": text[start:end],
        "after": _SPACE.sub(" ", text[end : part.end]) + ("…" if part.right else ""),
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
    return concept.en if is_chinese(surface) else concept.zh


def _names_beside(evidence: Evidence) -> dict[tuple[str, bool], Counter[str]]:
    """Return for each document and script (True: Chinese) the names that the places in it have."""
    names: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    if evidence.concept:
        for place in evidence.places:
            names[place.document_id, is_chinese(place.surface)][place.surface] += 1
    return names
