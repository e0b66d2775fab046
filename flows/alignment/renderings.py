"""Renderings from evidence: the words of the other language that render a term in aligned sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.alignment.linking import find_stems
from flows.alignment.mining import Background, mine_renderings, name_of
from flows.alignment.parallel import ParallelLine, ParallelRequest, ParallelResult, find_parallel
from flows.errors import UsageError
from flows.records import DateAxis
from flows.search import Collection, Filters, suggest_terms
from flows.statistics import wilson_interval
from flows.store.translations import LinkedSpan
from flows.text import has_han
from flows.trends import RenderingShare, SeriesKind, SeriesRequest, check_no_word, period_of, read_spec

_OPENING, _CLOSING = '([“‘"-/', ",.;:!?)]”’'-/"


@dataclass(frozen=True, slots=True)
class RenderingRequest:
    """Renderings of what `parallel` finds; those in fewer sentences than `minimum` are left out."""

    parallel: ParallelRequest
    minimum: int = 1


class Rendering(NamedTuple):
    """One rendering: `sentences` aligned sentences have it, in `documents` documents, from `first` to `last`.

    A sentence with two renderings counts for both. `is_known` means that the lexicon has it for the concept;
    for others, `association` is the Dice coefficient of the two in aligned sentences. The quote is one of the
    sentences in its context, with its place.
    """

    rendering: str
    sentences: int
    documents: int
    first: str
    last: str
    is_known: bool
    association: float | None
    quote: str
    quote_counterpart: str
    passage_id: str
    counterpart_places: list[LinkedSpan]


@dataclass(frozen=True, slots=True)
class Renderings:
    """The renderings of a term, the most frequent first.

    `sentences` is the number of sentences with the term in aligned documents. Of these, `untranslated` have
    no counterpart, and `unexplained` have one but no known or mined rendering. `elsewhere` counts the
    occurrences in documents without an aligned translation.
    """

    renderings: list[Rendering]
    sentences: int
    untranslated: int
    unexplained: int
    elsewhere: int


class _Group(NamedTuple):
    """The lines of one rendering."""

    name: str
    lines: list[ParallelLine]
    is_known: bool
    association: float | None


def find_renderings(collection: Collection, request: RenderingRequest) -> Renderings:
    """Return how a term is rendered in the other language, from aligned sentences alone.

    Names in the lexicon are searched for first; in the sentences without one, other renderings are mined (see
    `mine_renderings`). Raises UsageError for a query with several parts.
    """
    found = find_parallel(collection, request.parallel)
    if found.terms > 1:
        raise UsageError("alignment.one_term", query=request.parallel.query)
    lines = _one_per_sentence(found)
    linked = [line for line in lines if line.counterpart]
    groups = _group(collection, linked, request.parallel)
    rows = [_rendering(group) for group in groups if len(group.lines) >= request.minimum]
    return Renderings(
        sorted(rows, key=lambda row: (-row.sentences, row.rendering)),
        len(lines),
        len(lines) - len(linked),
        len({id(line) for line in linked} - {id(line) for group in groups for line in group.lines}),
        found.elsewhere,
    )


def aligned_shares(
    collection: Collection, term: str, request: SeriesRequest, *, language: Literal["zh", "en"] = "en"
) -> list[RenderingShare]:
    """Return the renderings of a concept by period, counted in aligned sentences instead of everywhere.

    `occurrences` counts sentences of the original, `of` the renderings of all of them in the period. Raises
    UsageError if the term is not a concept, or if the dates are not those of publication.
    """
    check_no_word(collection.lexicon, term)
    if read_spec(term, collection.lexicon).kind is not SeriesKind.CONCEPT:
        raise UsageError("alignment.no_concept", term=term, hint=suggest_terms(collection.lexicon, term))
    if request.axis is not DateAxis.PUBLISHED:
        raise UsageError("alignment.published_only")
    concept = collection.lexicon.look_up(term)
    assert concept is not None
    filters = Filters(term=(concept.id,), corpus=request.corpora, dates=request.dates)
    parallel = ParallelRequest("", filters, language="zh" if language == "en" else "en")
    lines = _one_per_sentence(find_parallel(collection, parallel))
    linked = [line for line in lines if line.counterpart and line.date]
    counts: dict[tuple[str, str], list[ParallelLine]] = defaultdict(list)
    for group in _group(collection, linked, parallel):
        for line in group.lines:
            counts[group.name, period_of(line.date, request.by)].append(line)
    return _shares(counts)


def _shares(counts: dict[tuple[str, str], list[ParallelLine]]) -> list[RenderingShare]:
    totals: dict[str, list[int]] = defaultdict(list)
    uses: dict[str, int] = defaultdict(int)
    for (name, period), lines in counts.items():
        totals[period].append(len(lines))
        uses[name] += len(lines)
    rows = []
    for name in sorted(uses, key=lambda name: (-uses[name], name)):
        for period in sorted(totals):
            lines = counts.get((name, period), [])
            whole = sum(totals[period])
            low, high = wilson_interval(len(lines), whole)
            documents = len({line.counterpart_document_id for line in lines})
            is_leading = len(lines) == max(totals[period])
            share = (round(len(lines) / whole, 4), round(low, 4), round(high, 4))
            rows.append(RenderingShare(name, period, len(lines), documents, whole, *share, is_leading))
    return rows


def _group(collection: Collection, lines: Sequence[ParallelLine], request: ParallelRequest) -> list[_Group]:
    """Return the lines by rendering: those with known renderings, then those mined from the others."""
    known: dict[Hashable, list[tuple[str, ParallelLine]]] = defaultdict(list)
    for line in lines:
        surfaces = [line.counterpart[start:end] for start, end in line.rendering_spans]
        for key, surface in {_key(surface): surface for surface in surfaces}.items():
            known[key].append((name_of(surface), line))
    groups = [
        _Group(Counter(name for name, _ in own).most_common(1)[0][0], [line for _, line in own], True, None)
        for own in known.values()
    ]
    pending = [line for line in lines if not line.rendering]
    if len(pending) > 1:
        background = Background(collection.store.beside, "en" if request.source == "zh" else "zh")
        texts = {"": [line.counterpart for line in pending]}
        for mined in mine_renderings(texts, {"": len(lines)}, background)[""]:
            own = [pending[number] for number in mined.texts]
            groups.append(_Group(mined.name, own, False, round(mined.association, 4)))
    return groups


def _key(surface: str) -> Hashable:
    """Return a key shared by the forms of one rendering: their stems, or a Chinese name itself."""
    return surface if has_han(surface) else tuple(find_stems(surface))


def _one_per_sentence(found: ParallelResult) -> list[ParallelLine]:
    """Return the first line of each sentence."""
    return list(dict(zip(reversed(found.sentences), reversed(found.lines), strict=True)).values())[::-1]


def _rendering(group: _Group) -> Rendering:
    dates = sorted(line.date for line in group.lines if line.date)
    best = max(group.lines, key=lambda line: line.score or 0.0)
    return Rendering(
        group.name,
        len(group.lines),
        len({line.counterpart_document_id for line in group.lines}),
        dates[0] if dates else "",
        dates[-1] if dates else "",
        group.is_known,
        group.association,
        _quote(best),
        best.counterpart,
        best.passage_id,
        best.counterpart_places,
    )


def _quote(line: ParallelLine) -> str:
    """Return an occurrence in its context, without spaces that the text does not have.

    A line keeps no white space around its keyword; English has some there, but not next to punctuation.
    """
    if line.language != "en":
        return f"{line.left}{line.keyword}{line.right}".strip()
    before = "" if line.left[-1:] in _OPENING else " "
    after = "" if line.right[:1] in _CLOSING else " "
    return f"{line.left}{before}{line.keyword}{after}{line.right}".strip()


def rendering_row(rendering: Rendering) -> dict[str, object]:
    """Return a rendering as a flat row for tables: places as `passage:start-end`, joined by "; "."""
    places = "; ".join(place.place for place in rendering.counterpart_places)
    return {**rendering._asdict(), "counterpart_places": places}
