"""The passages behind a number of a trend: one numbered quote per occurrence that the series counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from flows.annotation.lexicon import Concept
from flows.errors import UsageError
from flows.reports.quotes import Quote, cut_quotes
from flows.search import (
    Collection,
    Compiler,
    Translation,
    check_tagged,
    entity_keys,
    forms_pattern,
    read_grades,
)
from flows.store import Scope, Store
from flows.store.facts import MentionPlace, dated_directives
from flows.store.passages import fetch_texts
from flows.store.series import (
    CountedMention,
    CountedPassage,
    dated_mentions,
    labelled_passages,
    order_passages,
)
from flows.text import fold, has_han
from flows.trends import (
    PeriodText,
    SeriesKind,
    SeriesRequest,
    SeriesSpec,
    check_corpora,
    check_terms,
    forms_of,
    read_division,
    read_spec,
)

_BATCH = 500
_NAMES_BESIDE = 5
_VERSION_COLUMNS = (
    "version_document_id",
    "version_title",
    "version_date",
    "pair_id",
    "known_by",
    "status",
    "alignment",
    "score",
    "counterpart",
    "counterpart_places",
)

_BesideNames = Mapping[tuple[str, bool], Counter[str]]


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """A request for the passages behind a series, of one period or group if given.

    `series` supplies the term (its first), periods, dates, date axis, grouping and corpora. Without a `limit`
    there is one quote per occurrence.
    """

    series: SeriesRequest
    period: str = ""
    group: str = ""
    limit: int | None = None

    @property
    def term(self) -> str:
        """The term of the series."""
        return self.series.terms[0]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The occurrences counted by a series: by period, zeros included, and each place by date.

    A period without occurrences whose passages wait for annotation is unknown, and therefore missing.

    A place with start = end stands for the whole passage.
    """

    term: str
    concept: Concept | None
    counts: dict[str, int]
    places: list[CountedMention]


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A quote of an evidence pack, numbered by date and place.

    `rendering` is the lexicon's name for the concept in the other language; `beside` counts its names in that
    language in the same document.
    """

    number: int
    period: str
    quote: Quote
    rendering: str
    beside: dict[str, int]

    def as_row(self) -> dict[str, object]:
        """Return the quote as a flat row."""
        row = self.quote.as_row()
        version = row.pop("version")
        return {
            "number": self.number,
            "period": self.period,
            **row,
            "rendering": self.rendering,
            "beside": self.beside,
            "version": version,
        }

    def as_flat_row(self) -> dict[str, object]:
        """Return the quote as a table row: lists joined by |, the version in separate columns."""
        row = self.as_row()
        del row["version"]
        beside = "|".join(f"{name}:{number}" for name, number in self.beside.items())
        return {**row, "beside": beside, **_flatten(self.quote.version)}


def _flatten(version: Translation | None) -> dict[str, object]:
    """Return the columns of a version; empty ones if there is none."""
    if version is None:
        return dict.fromkeys(_VERSION_COLUMNS)
    places = "|".join(sentence.place for sentence in version.sentences)
    text = ("" if version.language == "zh" else " ").join(sentence.text for sentence in version.sentences)
    values = (
        version.document_id,
        version.title,
        version.date,
        version.pair_id,
        version.known_by,
        version.status,
        version.alignment,
        version.score,
        text,
        places,
    )
    return dict(zip(_VERSION_COLUMNS, values, strict=True))


def find_evidence(collection: Collection, request: EvidenceRequest) -> Evidence:
    """Return the places that a series counts for a term, in the same periods and by the same rules.

    Raises UsageError for an unknown period, a group without a grouping, a term that never occurs, or if
    annotations are counted and nothing in scope is annotated.
    """
    series = request.series
    if request.group and not series.grouping:
        raise UsageError("reports.value_without_group", value=request.group)
    scope = Scope(
        read_division(series.by),
        series.axis,
        series.grouping,
        check_corpora(collection.store, series.corpora),
    )
    lexicon, read_values = collection.lexicon, collection.read_values
    spec = read_spec(request.term, lexicon, as_typed=series.as_typed, read_values=read_values)
    text = PeriodText(collection, series, scope)
    text.check_annotated(spec.kind)
    if spec.kind is SeriesKind.CONCEPT:
        check_tagged(collection.lexicons, spec.value, request.term)
    check_terms(collection, [spec])
    periods = text.periods
    if request.period:
        _check_period(request.period, periods)
        periods = [request.period]
    concept, found = _find_places(collection, spec, scope)
    chosen = set(periods)
    places = [
        place
        for place in found
        if place.period in chosen and (not series.grouping or place.group == request.group)
    ]
    counted = Counter(place.period for place in places)
    waiting = {total.period for total in text.totals.values() if total.unannotated and not spec.kind.is_text}
    counts = {period: counted[period] for period in periods if counted[period] or period not in waiting}
    return Evidence(request.term, concept, counts, places)


def _check_period(period: str, known: Sequence[str]) -> None:
    if not known:
        raise UsageError("reports.no_periods", period=period)
    if period not in known:
        raise UsageError("reports.unknown_period", period=period, first=known[0], last=known[-1])


def _find_places(
    collection: Collection, spec: SeriesSpec, scope: Scope
) -> tuple[Concept | None, list[CountedMention]]:
    store, lexicon = collection.store, collection.lexicon
    match spec.kind:
        case SeriesKind.STRATEGY | SeriesKind.INSTRUMENT:
            return None, _whole_passages(labelled_passages(store, spec.value, scope))
        case SeriesKind.ENTITY:
            keys = entity_keys(lexicon, spec.value)
            return lexicon.look_up(spec.value), dated_mentions(store, "entity", keys, scope)
        case SeriesKind.FORCE:
            return None, dated_directives(store, read_grades([spec.value]), scope)
        case SeriesKind.CONCEPT:
            return lexicon.concepts[spec.value], dated_mentions(store, "concept", [spec.value], scope)
    index = collection.index
    if spec.kind is SeriesKind.QUERY:
        compiler = Compiler(index, lexicon, expand=not spec.as_typed, read_values=collection.read_values)
        ids = index.matching_ids(compiler.compile(spec.value).query)
        return None, _whole_passages(order_passages(store, ids, scope))
    forms = forms_of(lexicon, spec)
    ids = index.matching_ids(index.all_of([index.any_of([index.form(form) for form in forms])]))
    return None, list(_literal_places(store, order_passages(store, ids, scope), forms))


def _whole_passages(passages: Sequence[CountedPassage]) -> list[CountedMention]:
    return [CountedMention(*passage, start=0, end=0, surface="") for passage in passages]


def _literal_places(
    store: Store, passages: Sequence[CountedPassage], forms: Sequence[str]
) -> Iterator[CountedMention]:
    """Yield each occurrence of one of the folded forms in these passages."""
    pattern = forms_pattern(forms)
    source = iter(passages)
    while batch := list(islice(source, _BATCH)):
        texts = dict(fetch_texts(store, [passage.passage for passage in batch]))
        for passage in batch:
            text = texts[passage.passage]
            shadow = fold(text)
            for match in pattern.finditer(shadow.text):
                start, end = shadow.span(*match.span())
                yield CountedMention(*passage, start=start, end=end, surface=text[start:end])


def number_quotes(store: Store, evidence: Evidence, limit: int | None = None) -> Iterator[NumberedQuote]:
    """Yield one quote per place, or for the first `limit`; passages are read 500 at a time."""
    beside = _names_by_document(evidence)
    keys = [evidence.concept.id] if evidence.concept else []
    source = enumerate(evidence.places[:limit], 1)
    while batch := list(islice(source, _BATCH)):
        places = [MentionPlace(place.passage, place.start, place.end) for _, place in batch]
        for (number, place), quote in zip(batch, cut_quotes(store, places, keys), strict=True):
            others = beside.get((place.document, not has_han(place.surface)), Counter())
            yield NumberedQuote(
                number,
                place.period,
                quote,
                _rendering(evidence.concept, place.surface),
                dict(others.most_common(_NAMES_BESIDE)),
            )


def _names_by_document(evidence: Evidence) -> _BesideNames:
    """Return, by document and script (True: Chinese), the names of the concept in it."""
    names: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    if evidence.concept:
        for place in evidence.places:
            names[place.document, has_han(place.surface)][place.surface] += 1
    return names


def _rendering(concept: Concept | None, surface: str) -> str:
    if concept is None:
        return ""
    return concept.en if has_han(surface) else concept.zh
