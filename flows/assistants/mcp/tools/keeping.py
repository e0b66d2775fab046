"""The tool that reads collections and tags: what the user keeps, with notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from flows.assistants.mcp.answers import CollectionsAnswer, KeptList, KeptMember
from flows.assistants.mcp.arguments import Cursor, Limit
from flows.assistants.mcp.paging import page_of
from flows.assistants.mcp.quoting import quote_around, shorten
from flows.assistants.mcp.sources import Sources, source_of_document
from flows.reports.collections import Desk, Member
from flows.store.documents import read_document
from flows.store.passages import FoundPassage

# A query collection is sorted as a whole, so this many members are read for each answer.
_MOST = 500
_Kind = Literal["collection", "tag"]


class Keeping:
    """The tool that reads the collections and tags of one store."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def collections(
        self,
        name: Annotated[str, Field(max_length=200, description="one of them; empty: list all")] = "",
        kind: Annotated[_Kind, Field(description="which of the two `name` is")] = "collection",
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> CollectionsAnswer:
        """List the user's collections and tags, or the documents and passages of one, with the user's notes.

        `search` takes `collection:NAME` and `tag:NAME` in its query.
        """
        desk = Desk(lambda: self._sources.collection)
        if not name:
            lists = [
                *(
                    _describe(one.name, one.title, one.note, one.query, one.members)
                    for one in desk.collections()
                ),
                *(
                    KeptList(
                        kind="tag",
                        name=one.name,
                        title="",
                        note="",
                        query="",
                        members=one.documents + one.passages,
                    )
                    for one in desk.tags()
                ),
            ]
            page = page_of(lists, cursor, limit, "collections")
            return CollectionsAnswer(
                lists=list(page.items),
                members=[],
                counted="collections and tags",
                total=page.total,
                next_cursor=page.next_cursor,
                command=self._sources.command("collection", "list"),
            )
        rows, total = desk.page(name, kind=kind, limit=_MOST)
        part = page_of(rows, cursor, limit, "collections", kind, name)
        passages = self._sources.find_passages([row.id for row in part.items if row.kind == "passage"])
        return CollectionsAnswer(
            lists=[],
            members=[self._member(row, passages) for row in part.items],
            counted=f"documents and passages of the {kind}; the answers go through {_MOST} at most",
            total=total,
            next_cursor=part.next_cursor,
            command=self._sources.command(kind, "show", name),
        )

    def _member(self, row: Member, passages: Mapping[str, FoundPassage]) -> KeptMember:
        is_passage = row.kind == "passage"
        return KeptMember(
            number=row.number,
            id=row.id,
            permalink=self._link(row, passages),
            kind=row.kind,
            state=row.state,
            title=row.title,
            document_number=row.document_number,
            date=row.date,
            publisher=row.publisher,
            language=row.language,
            corpus=row.corpus,
            quoted=quote_around(row.text) if is_passage and row.text else None,
            text_when_added=shorten(row.former),
            note=row.note,
        )

    def _link(self, row: Member, passages: Mapping[str, FoundPassage]) -> str:
        if row.id in passages:
            return self._sources.place(passages[row.id])["permalink"]
        document = read_document(self._sources.store, row.id) if row.id else None
        if document is None:
            return ""
        return self._sources.link("document", source_of_document(document).content_hash)


def _describe(name: str, title: str, note: str, query: str, members: int) -> KeptList:
    """Return a collection; the number of passages that its query finds is not counted here."""
    return KeptList(
        kind="collection", name=name, title=title, note=note, query=query, members=None if query else members
    )
