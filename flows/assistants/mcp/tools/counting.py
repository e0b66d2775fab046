"""Tools that count: trends with their bands, tests and caveats, and the passages behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import EvidenceAnswer, EvidenceQuote, Row, TrendAnswer
from flows.assistants.mcp.arguments import EVERYTHING, Cursor, Limit, Name, Within
from flows.assistants.mcp.paging import page_of, read_cursor, write_cursor
from flows.assistants.mcp.quoting import explain_unknown, place_in_document, quote_span, shorten
from flows.assistants.mcp.sources import Sources
from flows.errors import UsageError
from flows.output import option_words
from flows.records import GroupChoice, Grouping, HoldChoice, PeriodChoice
from flows.search import read_range
from flows.store.passages import FoundPassage

if TYPE_CHECKING:
    from flows.reports import NumberedQuote
    from flows.trends import SeriesAnswer, SeriesRequest

_COLUMNS = (
    *("series", "period", "occurrences", "passages", "documents"),
    *("total_documents", "total_passages", "total_tokens", "per_million_tokens", "low", "high"),
    *("passage_share", "document_share", "low_base"),
)
_MIX_COLUMNS = ("adjusted_per_million", "mix_covered", "change_by_mix")


class Counting:
    """Tools that count in one store."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def trend(
        self,
        terms: Annotated[
            list[Name],
            Field(
                min_length=1,
                max_length=limits.TERMS,
                description="terms in any form and language; '\"exact words\"', strategy:ID, instrument:ID, "
                "entity:NAME or query:QUERY",
            ),
        ],
        by: PeriodChoice = "year",
        group: Annotated[GroupChoice | None, Field(description="one series per group")] = None,
        hold: Annotated[
            HoldChoice | None,
            Field(
                description="add rates with the mix of these held fixed, which leave out changes of sources"
            ),
        ] = None,
        within: Within = EVERYTHING,
        cursor: Cursor = "",
    ) -> TrendAnswer:
        """Count terms over time, in both languages, zeros included.

        Rates come with 95 % bounds (resampling documents) and a trend test; null means unknown, not zero. Say
        the caveats beside the numbers. `command` repeats the count; `evidence` has the passages behind it.
        """
        from flows.trends import answer_series

        request = replace(
            _request(terms, by, within),
            grouping=Grouping(group) if group else None,
            hold=Grouping(hold) if hold else None,
        )
        answer = answer_series(self._sources.part(within.choice()), request)
        rows, left_out = _since_first_use(answer)
        question = ("trend", terms, by, group, hold, within)
        page = page_of(rows, cursor, limits.ROWS, *question)
        shown = {row["series"] for row in page.items}
        command = replace(request, statistics=False, max_read=None).words()
        return TrendAnswer(
            rows=list(page.items),
            statistics=[row._asdict() for row in answer.statistics if row.series in shown],
            caveats=[*_list_caveats(answer), *left_out],
            counted=" ".join(answer.caption[:1]),
            total=page.total,
            next_cursor=page.next_cursor,
            command=self._sources.command(*command, *within.words()),
        )

    def evidence(
        self,
        term: Name,
        period: Annotated[
            str, Field(max_length=40, description="a period as `trend` names it; all without")
        ] = "",
        by: PeriodChoice = "year",
        group: Annotated[
            GroupChoice | None, Field(description="of a trend that has one series per group")
        ] = None,
        value: Annotated[
            str, Field(max_length=200, description="the group: what follows · in `series`; empty for (none)")
        ] = "",
        within: Within = EVERYTHING,
        limit: Limit = 10,
        cursor: Cursor = "",
    ) -> EvidenceAnswer:
        """Return the passages behind a number of a trend: one numbered quote per occurrence that it counts.

        Quotes are whole sentences, by date, with the places of what is counted in passage and document.
        """
        from flows.reports import EvidenceRequest, find_evidence, number_quotes

        series = replace(_request([term], by, within), grouping=Grouping(group) if group else None)
        if value and not group:
            raise UsageError("assistants.value_without_group", value=value)
        chosen = self._sources.part(within.choice())
        found = find_evidence(chosen, EvidenceRequest(series, period, value))
        question = ("evidence", term, period, by, group, value, within)
        offset = read_cursor(cursor, *question)
        part = replace(found, places=found.places[offset : offset + limit])
        quotes = list(number_quotes(chosen.store, part))
        passages = self._sources.find_passages([entry.quote.passage_id for entry in quotes], chosen.store)
        waiting = self._sources.waiting()
        counts = found.counts.items()
        return EvidenceAnswer(
            periods={name: number for name, number in counts if number or period or waiting},
            quotes=[self._quote(entry, offset, passages[entry.quote.passage_id]) for entry in quotes],
            counted="occurrences that the series of this term counts, by period",
            total=len(found.places),
            hints=waiting,
            next_cursor=write_cursor(offset + len(quotes), len(found.places), *question),
            command=self._sources.command(*_evidence_words(series, period, value), *within.words()),
        )

    def _quote(self, entry: NumberedQuote, offset: int, passage: FoundPassage) -> EvidenceQuote:
        quote = entry.quote
        start, end = place_in_document(quote.kind, quote.document_start, quote.document_end)
        sentences = [sentence.text for sentence in quote.version.sentences] if quote.version else []
        return EvidenceQuote(
            number=offset + entry.number,
            period=entry.period,
            **self._sources.place(passage),
            quoted=quote_span(passage.text, quote.quote_start, quote.quote_end),
            start=quote.start,
            end=quote.end,
            document_start=start,
            document_end=end,
            surface=quote.text,
            counterpart=shorten(" ".join(sentences)),
        )


def _evidence_words(series: SeriesRequest, period: str, value: str) -> list[str]:
    """Return the words of the command that lists the same quotes."""
    counted = replace(series, statistics=False, bands=False).words()[1:]
    return ["evidence", *counted, *option_words(("value", value), ("period", period))]


def _request(terms: Sequence[str], by: str, within: Within) -> SeriesRequest:
    from flows.trends import SeriesRequest

    return SeriesRequest(
        tuple(terms),
        by=by,
        dates=read_range(within.first, within.last),
        corpora=tuple(within.corpus),
        statistics=True,
        bands=True,
        max_read=limits.MAX_READ,
    )


def _since_first_use(answer: SeriesAnswer) -> tuple[list[Row], list[str]]:
    """Return the rows from the first use in any series on, and a line about the periods before.

    Text that waits for annotation may have a use.
    """
    points = [point for series in answer.table.series for point in series.points]
    first = min(
        (point.period for point in points if point.counts.occurrences or point.total.unannotated), default=""
    )
    before = {point.period: point.total.documents for point in points if point.period < first}
    rows = (row for row in answer.table.rows() if row["period"] not in before)
    columns = (*_COLUMNS, *_MIX_COLUMNS) if answer.table.request.hold else _COLUMNS
    kept: list[Row] = [{name: row.get(name) for name in columns} for row in rows]
    if not before:
        return kept, []
    read, blank = sum(map(bool, before.values())), sum(not number for number in before.values())
    line = f"rows begin with {first}: before it, {read} periods have documents and no occurrence"
    return kept, [f"{line}, {blank} have no documents; statistics cover all"]


def _list_caveats(answer: SeriesAnswer) -> list[str]:
    """Return what a reader of the numbers must know."""
    doubts = [
        f"doubtful: {doubt.occurrences:,} of {doubt.series} {doubt.side} {doubt.date}: read them first"
        for doubt in answer.doubts
    ]
    unknown = explain_unknown(answer.table.unknown)
    mixed = [
        f"{name}: {mix.change:+,.2f} per million from {mix.first} to {mix.last}, "
        f"of which the mix makes {mix.by_mix:+,.2f}"
        for name, mix in answer.mix.items()
    ]
    blank = "null: no documents in that period, or text that waits for annotation (unknown, not zero)"
    return [*answer.caption[1:], *mixed, *doubts, *unknown, blank]
