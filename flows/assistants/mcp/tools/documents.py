"""Tools about documents: metadata and passages as of a day, versions and editions, citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import (
    Change,
    CitationEdge,
    CitationsAnswer,
    DocumentAnswer,
    PassageOfDocument,
    Row,
    Version,
    VersionsAnswer,
)
from flows.assistants.mcp.arguments import ANY_DOCUMENTS, Cursor, Date, Identifier, Limit, Name
from flows.assistants.mcp.arguments import Documents as Chosen
from flows.assistants.mcp.paging import page_of, read_cursor, write_cursor
from flows.assistants.mcp.quoting import place_in_document, quote_around, quote_span, shorten
from flows.assistants.mcp.sources import Sources, source_of_document
from flows.errors import UsageError
from flows.references import (
    Cited,
    Edge,
    StatedStatus,
    collect_cited,
    document_on,
    edge_rows,
    find_stored,
    last_day,
    match_cited,
    name_way,
    note_old_statuses,
    read_status,
)
from flows.store import Store
from flows.store.documents import (
    StatusEvent,
    StoredDocument,
    document_editions,
    document_versions,
    find_ids,
    find_one,
    read_document,
    read_repeals,
)
from flows.store.passages import AnnotatedPassage, count_passages, read_passages
from flows.store.sightings import VanishedFilter, list_vanished

if TYPE_CHECKING:
    from flows.pipeline import VersionChange

_Direction = Literal["cites", "cited_by", "both"]


class Documents:
    """Tools about the documents of one store."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def document(
        self,
        id: Identifier,  # noqa: A002 - the name in all answers
        as_of: Annotated[
            Date, Field(description="the edition that stood on this day, as first read then")
        ] = "",
        cursor: Cursor = "",
    ) -> DocumentAnswer:
        """Return a document: metadata, versions and editions, repeals, and its passages in order.

        With `as_of`, it is the latest edition of a date up to that day; `as_of_note` says what is not known.
        """
        store = self._sources.store
        found = self._sources.find_document(id)
        note = ""
        if as_of:
            found, note = self._version_on(found, as_of)
        question = ("document", found.id)
        offset = read_cursor(cursor, *question)
        passages = read_passages(store, found.id, first=offset, limit=limits.PASSAGES)
        repeals = [f"{one.passage_id} {one.date} {one.title}" for one in read_repeals(store, found.id)]
        stated = read_status(store, found.id, last_day(as_of) if as_of else "")
        old = None if as_of else note_old_statuses(store, found.id)
        total = count_passages(store, found.id)
        return DocumentAnswer(
            source=source_of_document(found),
            also_in=self._sources.name_copies([found.id])(found.id),
            permalink=self._sources.link("document", found.content_id),
            kind=stated.kind,
            level=stated.level,
            status=stated.status,
            status_said_by=_describe_reasons(stated),
            written=found.written,
            published=found.published,
            first_seen=found.first_seen,
            source_sha256=found.source_sha256,
            characters=found.characters,
            as_of=as_of,
            as_of_note=note,
            versions=self._versions(found.id),
            repealed_by=repeals,
            notes=[*found.notes, *_describe_fate(store, found.id), *([old.message()] if old else [])],
            passages=[self._passage(passage, found) for passage in passages],
            counted="passages of the document",
            total=total,
            next_cursor=write_cursor(offset + len(passages), total, *question),
            command=self._sources.command("show", found.id),
        )

    def _version_on(self, found: StoredDocument, day: str) -> tuple[StoredDocument, str]:
        """Return the edition, and its version, valid on a day, with a note on what is not known."""
        standing = document_on(self._sources.store, found.id, day)
        note = f"first read on {standing.first_read[:10]}"
        if not standing.is_known:
            note += f", after {day}: what the source said on that day is not known to this store"
        document = read_document(self._sources.store, standing.document_id)
        assert document
        return document, note

    def _versions(self, document_id: str) -> list[Version]:
        versions = [
            Version(
                document_id=row.id,
                date=row.first_seen,
                what="version",
                is_current=row.superseded_by is None,
            )
            for row in document_versions(self._sources.store, document_id)
        ]
        editions = [
            Version(document_id=row.id, date=row.date, what="edition", is_current=True)
            for row in document_editions(self._sources.store, document_id)
        ]
        return [*versions, *editions]

    def _passage(self, passage: AnnotatedPassage, document: StoredDocument) -> PassageOfDocument:
        citation_id = f"{document.content_id}-{passage.position}"
        start, end = place_in_document(passage.kind, passage.start, passage.end)
        return PassageOfDocument(
            passage_id=passage.passage_id,
            permalink=self._sources.link("passage", citation_id),
            position=passage.position,
            kind=passage.kind,
            heading=passage.heading,
            document_start=start,
            document_end=end,
            quoted=quote_around(passage.text),
        )

    def versions(self, id: Identifier, cursor: Cursor = "") -> VersionsAnswer:  # noqa: A002
        """Return the paragraphs that changed between versions of a document, or between editions of a law."""
        from flows.pipeline import compare_editions, compare_versions

        store = self._sources.store
        found = self._sources.find_document(id)
        steps = [*compare_versions(store, found.id), *compare_editions(store, found.id)]
        changes = [change for step in steps for change in _changes_of(step)]
        page = page_of(changes, cursor, limits.CHANGES, "versions", found.id)
        fields: list[Row] = [
            {"from": step.old_id, "to": step.new_id, "field": name, "old": old, "new": new}
            for step in steps
            for name, (old, new) in step.fields.items()
        ]
        return VersionsAnswer(
            versions=self._versions(found.id),
            fields=fields,
            changes=list(page.items),
            counted="paragraphs that differ between one version or edition and the next",
            total=page.total,
            next_cursor=page.next_cursor,
            command=self._sources.command("versions", found.id),
        )

    def citations(
        self,
        document: Annotated[
            Name, Field(description="a document's id, its number (国发〔2015〕28号) or its title")
        ],
        direction: _Direction = "both",
        documents: Annotated[
            Chosen, Field(description="those that cite; what they cite may be outside")
        ] = ANY_DOCUMENTS,
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> CitationsAnswer:
        """Return which documents a document cites and which cite it, with relation, sentence and place.

        A cited document need not be in the store: its number or title is enough.
        """
        document, choice = self._sources.read_link(document), documents.choice()
        store = self._sources.part(choice).store
        cited = collect_cited(store) if choice else self._sources.keep("cited", collect_cited)
        edges = list(self._edges(cited, document, direction))
        page = page_of(edges, cursor, limit, "citations", document, direction, documents)
        passages = self._sources.find_passages([edge.citation.passage_id for _, edge in page.items], store)
        name_copies = self._sources.name_copies([one.document_id for one in passages.values()])
        rows = []
        for way, edge in page.items:
            passage = passages[edge.citation.passage_id]
            rows.append(
                CitationEdge(
                    **self._sources.place(passage),
                    also_in=name_copies(passage.document_id),
                    direction=way,
                    relation=edge.citation.relation,
                    cited=edge.cited,
                    cited_number=edge.cited_number,
                    cited_document_id=edge.cited_document_id,
                    cited_date=edge.cited_date,
                    quoted=quote_span(passage.text, edge.citation.start, edge.citation.end),
                )
            )
        return CitationsAnswer(
            document=document,
            citations=rows,
            counted="citations in current documents of this store (copies of a text once), "
            "by date of the citing document",
            total=page.total,
            hints=self._sources.waiting(),
            next_cursor=page.next_cursor,
            command=self._sources.command(
                "citations",
                document,
                *(("--view=chain", "--depth=1") if direction == "cites" else ()),
                *documents.words(),
            ),
        )

    def _edges(self, cited: list[Cited], document: str, direction: _Direction) -> Iterator[tuple[str, Edge]]:
        """Yield what a document cites, then who cites it. Raises UsageError if nothing is known about it."""
        found = self._find_cited(document)
        matches = match_cited(self._sources.store, found or document, self._sources.lexicon)
        naming = [entry for entry in cited if matches(entry)]
        if not found and not naming:
            raise UsageError("assistants.no_cited_document", name=document)
        if direction != "cited_by":
            yield from (("cites", edge) for edge in _cited_by(cited, found))
        if direction != "cites":
            yield from (("cited_by", edge) for edge in edge_rows(naming))

    def _find_cited(self, name: str) -> str:
        """Return the id of the stored document that an id, number or title names, or ""."""
        store = self._sources.store
        if find_ids(store, name):
            return find_one(store, name) or ""
        return find_stored(store, name, self._sources.lexicon)


def _describe_fate(store: Store, document_id: str) -> list[str]:
    """Return the note on a text that its source no longer has; none if the source was not checked."""
    return [
        f"the source no longer has this text: {name_way(row.how, 'en', row.status)}, found on "
        f"{row.since[:10]}, last asked on {row.asked[:10]}; what is quoted here is the archived text"
        for row in list_vanished(store, VanishedFilter(documents=(document_id,))).documents
    ]


def _describe_reasons(stated: StatedStatus) -> list[str]:
    if stated.status and not stated.reasons:
        return ["presumed: nothing stored says otherwise"]
    again = [f"in force again from {stated.again}"] if stated.again else []
    return [_describe_event(event) for event in stated.reasons] + again


def _describe_event(event: StatusEvent) -> str:
    where = event.passage_id or event.other_id
    return " ".join(filter(None, (event.since, event.status, f"({event.source})", where)))


def _cited_by(cited: Iterable[Cited], document_id: str) -> Iterator[Edge]:
    """Yield the citations that a document makes, in their order in the text."""
    if document_id:
        made = edge_rows(cited, with_copies=True)
        yield from (edge for edge in made if edge.citation.document_id == document_id)


def _changes_of(step: VersionChange) -> Iterator[Change]:
    from flows.pipeline import mark_changes

    what, when = "version", step.first_seen
    if step.dates:
        what, when = "edition", " → ".join(step.dates)
    for change in step.changes:
        yield Change(
            from_document_id=step.old_id,
            to_document_id=step.new_id,
            when=when,
            what=what,
            kind=change.kind,
            line=change.line,
            quoted_old=shorten(change.old),
            quoted_new=shorten(change.new),
            marked=shorten(mark_changes(change.old, change.new)),
        )
