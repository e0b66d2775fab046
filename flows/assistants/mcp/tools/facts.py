"""Tools about facts: concepts of the lexicon, figures of indicators, dated events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import ConceptAnswer, Fact, FactsAnswer, Row, Value
from flows.assistants.mcp.arguments import (
    ANY,
    ANY_DOCUMENTS,
    ANY_LANGUAGE,
    ANY_TIME,
    Cursor,
    Documents,
    Languages,
    Limit,
    Name,
    Span,
    Values,
)
from flows.assistants.mcp.paging import read_cursor, write_cursor
from flows.assistants.mcp.quoting import explain_unknown, quote_span, shorten
from flows.assistants.mcp.sources import Sources
from flows.errors import UsageError
from flows.records import SURE_SCORE, DateOrder, EventAction, FigureKind
from flows.references import (
    Figure,
    FigureRequest,
    ListedEvent,
    event_filter,
    list_events,
    list_stated,
    narrow_events,
)
from flows.search import (
    Collection,
    Filters,
    SearchRequest,
    check_values,
    explain_words,
    nearest_terms,
    search_passages,
)
from flows.store.facts import TargetFilter
from flows.store.passages import FoundPassage

# Columns found elsewhere in an answer: in the source, the place or the quote.
_IN_SOURCE = ("corpus", "title", "publisher", "language", "url")
_ELSEWHERE = frozenset(
    (*_IN_SOURCE, "passage_id", "start", "end", "context", "rule", "score", "value_text", "event_text")
)

_Indicator = Annotated[
    str,
    Field(
        max_length=200,
        description="text that the indicator or its subject contains: 国产化率, R&D; a term of "
        "the lexicon under its names in both languages",
    ),
]


class Facts:
    """Tools about what is known of a store's texts."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def concept(
        self, name: Annotated[Name, Field(description="a term in any of its names, or its id")]
    ) -> ConceptAnswer:
        """Return a concept of the bilingual lexicon: its names in both languages, and where it occurs."""
        lexicon = self._sources.lexicon
        found = lexicon.look_up(name)
        if found is None:
            names = nearest_terms(lexicon, name)
            near: object = ""
            if names:
                near = {"code": "assistants.near", "values": {"names": names}}
            raise UsageError("assistants.no_concept", name=name, near=near)
        request = SearchRequest(filters=Filters(term=(found.id,)), limit=1, facets=("year", "language"))
        if found.is_word:  # texts are not tagged with it
            request = SearchRequest(found.zh or found.en, limit=1, facets=("year", "language"))
        places = search_passages(self._sources.collection, request)
        return ConceptAnswer(
            id=found.id,
            type=found.type,
            zh=found.zh,
            en=found.en,
            zh_names=list(found.zh_surfaces),
            en_names=[*found.en_surfaces, *found.en_abbreviations],
            broader=found.broader,
            narrower=sorted(one.id for one in lexicon.concepts.values() if one.broader == found.id),
            strategy=found.strategy,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
            wikidata=found.wikidata,
            permalink=self._sources.link("concept", found.id),
            passages=places.total,
            passages_by_year=dict(sorted(places.facets["year"].items())),
            passages_by_language=places.facets["language"],
            not_in=list(found.not_in),
            counted="passages of current documents that mention the concept",
            total=places.total,
            hints=self._sources.waiting(),
        )

    def figures(
        self,
        indicator: _Indicator = "",
        kind: Annotated[
            Literal["", FigureKind],
            Field(description="target: to be reached; actual: has been reached; norm: laid down by a rule"),
        ] = "",
        entity: Annotated[Values, Field(description="only passages that name one of these")] = ANY,
        query: Annotated[
            str,
            Field(
                max_length=limits.QUERY,
                description="only in passages that `search` finds with it; title:WORDS: of one plan",
            ),
        ] = "",
        dates: Annotated[
            Span, Field(description="of the documents; those without a date are left out")
        ] = ANY_TIME,
        corpus: Values = ANY,
        language: Languages = ANY_LANGUAGE,
        documents: Documents = ANY_DOCUMENTS,
        sure: Annotated[
            bool, Field(description="only readings of kinds that were right 95 times in 100")
        ] = False,
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> FactsAnswer:
        """List figures that texts state of an indicator: targets with deadlines, actual values, and norms.

        Each was read by a rule: quote the passage, not the reading. `score` is the share of such readings
        that were right when checked.
        """
        check_values(self._sources.collection, Filters(entity=tuple(entity)))
        wanted = TargetFilter(
            indicator=indicator,
            kinds=[kind] if kind else [],
            first=dates.first,
            last=dates.last,
            corpora=corpus,
            languages=language,
            entities=entity,
            least_score=SURE_SCORE if sure else 0.0,
        )
        question = ("figures", indicator, kind, entity, query, dates, corpus, language, documents, sure)
        offset = read_cursor(cursor, *question)
        request = FigureRequest(wanted, query, "document", every=True)
        chosen = self._sources.part(documents.choice())
        found = list_stated(chosen, request, limit=limit, offset=offset)
        words = ["targets", _option("indicator", indicator), _option("kind", kind), _option("query", query)]
        words += [_option("entity", one) for one in entity] + _range_words(dates)
        sureness = "--sure" if sure else ""
        words += [*_source_words(corpus, language), sureness, "--every", "--sort=document"]
        words += ["--document-kind" if word == "--kind" else word for word in documents.words()]
        following = write_cursor(offset + limit, found.total, *question)
        rows = [row.figure for row in found.rows]
        return self._answer(chosen, rows, found.total, following, words, indicator)

    def events(
        self,
        name: Annotated[
            str,
            Field(
                max_length=200, description="a firm, body, person or place as actor, object or counterpart"
            ),
        ] = "",
        action: Annotated[tuple[EventAction, ...], Field(max_length=12)] = (),
        query: Annotated[
            str, Field(max_length=limits.QUERY, description="only in passages that `search` finds with it")
        ] = "",
        dates: Annotated[
            Span, Field(description="of the events; where one has no date, of its document")
        ] = ANY_TIME,
        corpus: Values = ANY,
        language: Languages = ANY_LANGUAGE,
        documents: Documents = ANY_DOCUMENTS,
        minimum_score: Annotated[
            float, Field(ge=0, le=1, description="0.8 leaves out guessed actors and dates")
        ] = 0.0,
        sort: DateOrder = "earliest",
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> FactsAnswer:
        """List dated events of firms, bodies, persons and places: designated, listed, funded, sanctioned ...

        Each was read by a rule from one sentence: quote the sentence, not the reading.
        """
        wanted = event_filter(
            self._sources.lexicon,
            name,
            actions=action,
            first=dates.first,
            last=dates.last,
            corpora=corpus,
            languages=language,
            least_score=minimum_score,
        )
        question = ("events", name, action, query, dates, corpus, language, documents, minimum_score, sort)
        offset = read_cursor(cursor, *question)
        chosen = self._sources.part(documents.choice())
        wanted = narrow_events(chosen, wanted, query)
        rows, total = list_events(chosen.store, wanted, limit=offset + limit, order=sort)
        words = [
            "events",
            name,
            _option("query", query),
            *(_option("action", one) for one in action),
            *_range_words(dates),
        ]
        words += [*_source_words(corpus, language), *documents.words()]
        if minimum_score:
            words.append(f"--minimum-score={minimum_score}")
        if sort != "earliest":
            words.append(f"--sort={sort}")
        following = write_cursor(offset + limit, total, *question)
        return self._answer(chosen, rows[offset:], total, following, words, name)

    def _answer(
        self,
        chosen: Collection,
        rows: list[Figure] | list[ListedEvent],
        total: int,
        next_cursor: str | None,
        words: Sequence[str],
        name: str,
    ) -> FactsAnswer:
        passages = self._sources.find_passages([row.passage_id for row in rows], chosen.store)
        return FactsAnswer(
            facts=[self._fact(row, passages[row.passage_id]) for row in rows],
            counted="statements that rules read in current documents",
            total=total,
            next_cursor=next_cursor,
            hints=[*([] if total else self._explain(name)), *self._sources.waiting()],
            command=self._sources.command(*words),
        )

    def _explain(self, name: str) -> list[str]:
        """Return a hint on a name that is in no stored text."""
        return explain_unknown(explain_words(self._sources.collection, name))

    def _fact(self, row: Figure | ListedEvent, passage: FoundPassage) -> Fact:
        values: Mapping[str, Value] = row._asdict()
        kept: Row = {name: value for name, value in values.items() if name not in _ELSEWHERE}
        return Fact(
            **self._sources.place(passage),
            values=kept,
            quoted=quote_span(passage.text, row.start, row.end),
            context=shorten(row.context),
            rule=row.rule,
            score=row.score,
        )


def _option(name: str, value: str) -> str:
    """Return an option of a command; "" without a value."""
    return f"--{name}={value}" if value else ""


def _source_words(corpus: Sequence[str], language: Sequence[str]) -> list[str]:
    return [
        *(_option("corpus", one) for one in corpus),
        *(_option("language", one) for one in language),
    ]


def _range_words(dates: Span) -> list[str]:
    return [_option("from", dates.first), _option("to", dates.last)]
