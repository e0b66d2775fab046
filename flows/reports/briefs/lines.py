"""The lines of a brief as rows, for Python and the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from flows.annotation.classifier import Taxonomy
from flows.reports.briefs.collecting import Brief
from flows.reports.briefs.rows import NewTarget
from flows.reports.quotes import Quote
from flows.search import Translation
from flows.store.documents import NewDocument
from flows.text import join_sentences

BriefSection = Literal[
    "documents", "first_uses", "rising", "falling", "silent", "bursts", "targets", "cited", "strategies"
]


class BriefRow(NamedTuple):
    """A line of a brief with its first quote; a field that its section does not have is None or "".

    `zh` and `en` name the term or strategy; `name` is the title of a new document, the cited document, the
    indicator of a target, or the id of a strategy; `value` is the target as written. `first` is the date of
    the document or the first use, or the month in which a burst begins; `last`, the month of the last
    mention, the month in which a burst ends, or the deadline. `now` and `before` count occurrences, or
    passages of a strategy, in the period and in the one that it is compared with; of a silent term, `before`
    is the number expected. Rates are per million tokens; of strategies, shares of the passages. `is_low`
    means that the larger side has fewer than 10 occurrences or 5 documents. `date` and the fields after it
    are those of the quote; `start` and `end` are code points of the passage's text, and `translation` is the
    same sentence in the other language's document, if stored.
    """

    section: BriefSection
    zh: str = ""
    en: str = ""
    name: str = ""
    value: str = ""
    first: str = ""
    last: str = ""
    now: int | None = None
    before: float | None = None
    documents: int | None = None
    rate_now: float | None = None
    rate_before: float | None = None
    log_ratio: float | None = None
    log_ratio_low: float | None = None
    log_ratio_high: float | None = None
    is_low: bool | None = None
    p: float | None = None
    weight: float | None = None
    quote: str = ""
    translation: str = ""
    passage_id: str = ""
    start: int | None = None
    end: int | None = None
    document_id: str = ""
    date: str = ""
    title: str = ""
    publisher: str = ""
    corpus: str = ""
    language: str = ""


BRIEF_COLUMNS = list(BriefRow._fields)


def brief_numbers(brief: Brief) -> dict[str, object]:
    """Return the period of a brief, the earlier one, and the numbers of documents and of rows by section."""
    return {
        "since": brief.since,
        "until": brief.until,
        "compared_with": brief.compared,
        "corpora": dict(brief.corpora),
        "totals": dict(brief.totals),
        "compared_within": list(brief.compared_within),
        "left_out": list(brief.left_out),
    }


def brief_rows(brief: Brief, taxonomy: Taxonomy) -> list[BriefRow]:
    """Return the lines by section: documents, terms, targets, cited documents and strategies."""
    named = {category.id: category for category in taxonomy.categories}
    return [
        *map(_of_document, brief.documents),
        *_terms(brief),
        *map(_of_target, brief.targets),
        *(
            BriefRow("cited", name=row.cited, documents=row.documents, **_quoted(row.quotes))
            for row in brief.cited
        ),
        *(
            BriefRow(
                "strategies",
                zh=named[row.label].zh,
                en=named[row.label].en,
                name=row.label,
                now=row.passages,
                before=row.before,
                rate_now=row.share,
                rate_before=row.share_before,
                **_quoted(row.quotes),
            )
            for row in brief.strategies
        ),
    ]


def _terms(brief: Brief) -> Iterator[BriefRow]:
    for new in brief.first_uses:
        yield BriefRow(
            "first_uses",
            new.zh,
            new.en,
            first=new.first,
            now=new.occurrences,
            documents=new.documents,
            **_quoted(new.quotes),
        )
    moved: tuple[tuple[BriefSection, Any], ...] = (("rising", brief.rising), ("falling", brief.falling))
    for section, row in ((section, row) for section, rows in moved for row in rows):
        yield BriefRow(
            section,
            row.zh,
            row.en,
            now=row.here,
            before=row.there,
            documents=row.documents,
            rate_now=row.per_million_here,
            rate_before=row.per_million_there,
            log_ratio=row.log_ratio,
            log_ratio_low=row.log_ratio_low,
            log_ratio_high=row.log_ratio_high,
            is_low=row.is_low,
            **_quoted(row.quotes),
        )
    for gone in brief.silent:
        yield BriefRow(
            "silent",
            gone.zh,
            gone.en,
            last=gone.last,
            now=gone.found,
            before=gone.expected,
            p=gone.p,
            **_quoted(gone.quotes),
        )
    for burst in brief.bursts:
        yield BriefRow(
            "bursts",
            burst.zh,
            burst.en,
            first=burst.first,
            last=burst.last,
            weight=burst.weight,
            **_quoted(burst.quotes),
        )


def _of_document(row: NewDocument) -> BriefRow:
    return BriefRow(
        "documents",
        name=row.title,
        first=row.date,
        document_id=row.document_id,
        date=row.date,
        title=row.title,
        publisher=row.publisher,
        corpus=row.corpus,
        language=row.language,
    )


def _of_target(row: NewTarget) -> BriefRow:
    figure = row.figure
    return BriefRow(
        "targets",
        name=figure.indicator or figure.subject,
        value=figure.value_text,
        first=figure.date,
        last=figure.deadline,
        quote=figure.context,
        translation=_translate(row.version),
        passage_id=figure.passage_id,
        start=figure.start,
        end=figure.end,
        document_id=figure.passage_id.rpartition("-")[0],
        date=figure.date,
        title=figure.title,
        publisher=figure.publisher,
        corpus=figure.corpus,
        language=figure.language,
    )


def _quoted(quotes: Sequence[Quote]) -> Mapping[str, Any]:
    """Return the fields of the first quote; none without a quote."""
    if not quotes:
        return {}
    quote = quotes[0]
    same = ("passage_id", "document_id", "date", "title", "publisher", "corpus", "language")
    return {
        "quote": f"{quote.before}{quote.text}{quote.after}",
        "translation": _translate(quote.version),
        "start": quote.start,
        "end": quote.end,
        **{name: getattr(quote, name) for name in same},
    }


def _translate(version: Translation | None) -> str:
    """Return the sentences of the other language, or ""."""
    if version is None:
        return ""
    return join_sentences((sentence.text for sentence in version.sentences), version.language)
