"""The tool that lists stored documents, and says what the store holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from pydantic import Field

from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import DocumentsAnswer, Row
from flows.assistants.mcp.arguments import EVERYTHING, Cursor, Limit, Within
from flows.assistants.mcp.paging import read_cursor, write_cursor
from flows.assistants.mcp.quoting import shorten
from flows.assistants.mcp.sources import Sources, web_address
from flows.output import option_words
from flows.references import by_known_title
from flows.search import read_range
from flows.store import Store
from flows.store.documents import (
    DocumentFilter,
    DocumentOrder,
    DocumentRequest,
    ListedDocument,
    corpus_documents,
    corpus_sizes,
    list_documents,
)


class Holdings:
    """The tool that lists the documents of one store."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def list_documents(
        self,
        title: Annotated[
            str,
            Field(
                max_length=limits.QUERY,
                description="words of the title, a year (that of the title or the document), "
                'a "part in quotes"',
            ),
        ] = "",
        within: Within = EVERYTHING,
        sort: Annotated[DocumentOrder, Field(description="date: newest first")] = "date",
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> DocumentsAnswer:
        """List stored documents by title, date, publisher, kind or status; `held` says what the store has.

        Call it first to learn which corpora and years there are: what is not held can't be found.
        """
        question = ("list_documents", title, within, sort)
        offset = read_cursor(cursor, *question)
        filters = DocumentFilter(
            corpora=tuple(within.corpus), dates=read_range(within.first, within.last), title=title
        )
        chosen = self._sources.part(within.choice())
        request = DocumentRequest(filters, sort, limit, offset)
        request, name = by_known_title(chosen.store, request, self._sources.lexicon)
        found = list_documents(chosen.store, request)
        name_copies = self._sources.name_copies([row.id for row in found.documents])
        return DocumentsAnswer(
            documents=[self._describe(row, name_copies(row.id)) for row in found.documents],
            held=describe_holdings(self._sources.store),
            counted="current documents that match",
            total=found.total,
            hints=[*_describe_name(title, name), *self._sources.waiting()],
            next_cursor=write_cursor(offset + len(found.documents), found.total, *question),
            command=self._sources.command("documents", title, *_words(within, sort)),
        )

    def _describe(self, row: ListedDocument, also_in: str) -> Row:
        values: dict[str, Any] = row._asdict()
        for name in ("copies", "url"):
            del values[name]
        return {
            **values,
            "title": shorten(row.title),
            "also_in": also_in,
            "permalink": self._sources.link("document", row.id),
            "url": web_address(row.url),
        }


def _words(within: Within, sort: DocumentOrder) -> list[str]:
    return [
        *option_words(
            *(("corpus", one) for one in within.corpus),
            ("from", within.first),
            ("to", within.last),
            ("sort", sort if sort != "date" else ""),
        ),
        *within.words(),
    ]


def describe_holdings(store: Store) -> dict[str, Row]:
    """Return the number of documents and passages of each corpus, with its first and last date."""
    sizes, dated = corpus_sizes(store), corpus_documents(store)
    return {
        name: {**asdict(size), "first": dated[name].first or "", "last": dated[name].last or ""}
        for name, size in sizes.items()
    }


def _describe_name(title: str, name: str) -> list[str]:
    if not name:
        return []
    return [f"no title has the words {title!r}; these have its other name, {name}"]
