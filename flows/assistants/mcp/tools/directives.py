"""The tool that lists directives: what texts ask somebody to do, by the force of their words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import DirectivesAnswer, Fact
from flows.assistants.mcp.arguments import (
    ANY,
    ANY_DOCUMENTS,
    ANY_LANGUAGE,
    ANY_TIME,
    Cursor,
    Documents,
    Languages,
    Limit,
    Span,
    Values,
)
from flows.assistants.mcp.paging import read_cursor, write_cursor
from flows.assistants.mcp.quoting import quote_span, shorten
from flows.assistants.mcp.sources import Sources
from flows.records import DateOrder
from flows.references import ListedDirective, directive_filter, list_directives
from flows.store.passages import FoundPassage
from flows.text import find_sentence

_Grades = Annotated[
    tuple[Literal[1, 2, 3, 4, 5], ...],
    Field(
        max_length=5, description="force: 1 explores, 2 encourages, 3 promotes, 4 requires, 5 binds strictly"
    ),
]


class Directives:
    """The tool that lists directives of one store."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def directives(
        self,
        query: Annotated[
            str, Field(max_length=limits.QUERY, description="only in passages that `search` finds with it")
        ] = "",
        grade: _Grades = (),
        addressee: Annotated[str, Field(max_length=200, description="text that names who is asked")] = "",
        dates: Span = ANY_TIME,
        corpus: Values = ANY,
        language: Languages = ANY_LANGUAGE,
        documents: Documents = ANY_DOCUMENTS,
        sort: DateOrder = "earliest",
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> DirectivesAnswer:
        """List directives: what texts ask somebody to do, with addressee and object, graded by their words.

        Each was read by a rule from one clause: quote the sentence, not the reading. The grade is about
        words, not about what followed.
        """
        chosen = self._sources.part(documents.choice())
        wanted = directive_filter(
            chosen,
            query,
            grades=[str(one) for one in grade],
            addressee=addressee,
            first=dates.first,
            last=dates.last,
            corpora=corpus,
            languages=language,
        )
        question = ("directives", query, grade, addressee, dates, corpus, language, documents, sort)
        offset = read_cursor(cursor, *question)
        rows, counts = list_directives(chosen.store, wanted, limit=offset + limit, order=sort)
        total = sum(count.directives for count in counts)
        passages = self._sources.find_passages([row.passage_id for row in rows[offset:]], chosen.store)
        named = {
            "grade": map(str, grade),
            "addressee": [addressee],
            "from": [dates.first],
            "to": [dates.last],
            "corpus": corpus,
            "language": language,
            "sort": [sort] if sort != "earliest" else [],
        }
        words = [f"--{name}={value}" for name, values in named.items() for value in values if value]
        return DirectivesAnswer(
            facts=[self._fact(row, passages[row.passage_id]) for row in rows[offset:]],
            by_grade={str(count.grade): count.directives for count in counts},
            counted="directives that rules read in current documents, copies of a text once",
            total=total,
            hints=self._sources.waiting(),
            next_cursor=write_cursor(offset + limit, total, *question),
            command=self._sources.command("directives", query, *words, *documents.words()),
        )

    def _fact(self, row: ListedDirective, passage: FoundPassage) -> Fact:
        return Fact(
            **self._sources.place(passage),
            values={
                "date": row.date,
                "grade": row.grade,
                "force": row.force,
                "cue": row.cue,
                "addressee": row.addressee,
                "object": row.object,
            },
            quoted=quote_span(passage.text, *find_sentence(passage.text, row.start, row.end)),
            context=shorten(row.context),
            rule=row.rule,
            score=None,
        )
