"""A comparison as rows of a table, and as an answer in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flows.records import Locale
from flows.references import show_unit, show_written
from flows.reports.comparisons.comparing import ComparedTerm, Comparison
from flows.reports.comparisons.paragraphs import CHANGES, ParagraphMatch, ParagraphPair, Unit
from flows.reports.comparisons.sides import ComparedSide
from flows.store.facts import ChoiceSize, ChosenFigure


class ComparisonRow(NamedTuple):
    """A row of a comparison's table; columns that a section does not use are empty.

    `section` is size, terms, paragraphs or figures. `change` is more_a or more_b (terms), unchanged,
    renumbered, reworded, only_a or only_b (paragraphs), or the common basis of two figures. `a` and `b` are
    the compared numbers, texts, or values as written with their sign. `detail_a` and `detail_b` are documents
    (terms), or kind and year (figures), `place_a` and `place_b` the ids of passages.
    """

    section: str
    change: str
    item: str
    unit: str
    a: object
    b: object
    detail_a: object = ""
    detail_b: object = ""
    log_ratio: object = ""
    log_ratio_low: object = ""
    log_ratio_high: object = ""
    q: object = ""
    low_base: object = ""
    similarity: object = ""
    moved: object = ""
    place_a: str = ""
    place_b: str = ""


COMPARISON_COLUMNS = list(ComparisonRow._fields)
_NOTHING = Unit("", "")


def comparison_rows(found: Comparison) -> Iterator[ComparisonRow]:
    """Yield every row of a comparison: sizes, terms in both directions, paragraphs, figures."""
    for name in ChoiceSize._fields:
        a, b = getattr(found.size_a, name), getattr(found.size_b, name)
        yield ComparisonRow("size", "", name, "", a, b)
    yield ComparisonRow("size", "", "in both", "passages", found.common, found.common)
    for change, terms in (("more_a", found.more_a), ("more_b", found.more_b)):
        yield from (_term_row(change, term) for term in terms or ())
    if found.paragraphs:
        for pair in found.paragraphs.pairs:
            yield _pair_row(pair, found.paragraphs.unit)
    for row in found.figures.pairs:
        yield ComparisonRow(
            "figures",
            row.basis,
            row.indicator,
            row.unit,
            show_written(row.a),
            show_written(row.b),
            describe_figure(row.a),
            describe_figure(row.b),
            place_a=row.a.passage_id,
            place_b=row.b.passage_id,
        )


def name_units(rows: Iterable[ComparisonRow], locale: Locale) -> Iterator[ComparisonRow]:
    """Yield the rows of a spreadsheet, with units of figures as people write them. Data keep them as is."""
    for row in rows:
        yield row._replace(unit=show_unit(row.unit, locale)) if row.section == "figures" else row


def _term_row(change: str, term: ComparedTerm) -> ComparisonRow:
    return ComparisonRow(
        "terms",
        change,
        term.zh or term.en,
        "occurrences",
        term.a,
        term.b,
        term.documents_a,
        term.documents_b,
        term.log_ratio,
        term.log_ratio_low,
        term.log_ratio_high,
        term.q,
        term.low_base,
    )


def _pair_row(pair: ParagraphPair, unit: str) -> ComparisonRow:
    a, b = pair.a or _NOTHING, pair.b or _NOTHING
    return ComparisonRow(
        "paragraphs",
        pair.change,
        "",
        unit,
        a.text,
        b.text,
        similarity=pair.similarity,
        moved=int(pair.is_moved),
        place_a=a.passage_id,
        place_b=b.passage_id,
    )


def describe_figure(figure: ChosenFigure) -> str:
    """Return the kind of a figure with its year: `target 2025`."""
    return f"{figure.kind} {figure.deadline or ''}".strip()


def comparison_answer(found: Comparison) -> dict[str, object]:
    """Return a comparison as printed in JSON."""
    return {
        "a": _side(found.a, found.size_a),
        "b": _side(found.b, found.size_b),
        "passages_in_both": found.common,
        "more_a": None if found.more_a is None else [term._asdict() for term in found.more_a],
        "more_b": None if found.more_b is None else [term._asdict() for term in found.more_b],
        "paragraphs": _paragraphs(found.paragraphs) if found.paragraphs else None,
        "without_paragraphs": found.without_paragraphs,
        "figures": {
            "rows": [
                {**pair._asdict(), "a": pair.a._asdict(), "b": pair.b._asdict()}
                for pair in found.figures.pairs
            ],
            "only_a": found.figures.only_a,
            "only_b": found.figures.only_b,
            "left_out": found.figures_left_out,
        },
    }


def _paragraphs(match: ParagraphMatch) -> dict[str, object]:
    counts = match.counts
    return {
        "unit": match.unit,
        **{change: counts[change] for change in CHANGES},
        "moved": match.moved,
        "rows": [_as_dict(pair) for pair in match.pairs],
    }


def _side(side: ComparedSide, size: ChoiceSize) -> dict[str, object]:
    document = side.document.id if side.document else None
    return {
        "typed": side.typed,
        "kind": side.kind,
        "title": side.title,
        "document_id": document,
        **size._asdict(),
    }


def _as_dict(pair: ParagraphPair) -> dict[str, object]:
    return {
        "change": pair.change,
        "a": pair.a._asdict() if pair.a else None,
        "b": pair.b._asdict() if pair.b else None,
        "similarity": pair.similarity,
        "moved": pair.is_moved,
        "words": [word._asdict() for word in pair.words],
    }
