"""The tool that checks a draft's claims about documents against the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from flows.assistants.drafts import (
    ClaimRow,
    DraftRequest,
    claim_rows,
    count_uncompared,
    find_draft_date,
    read_text_draft,
    verify_draft,
)
from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import CheckedClaim, VerifyAnswer
from flows.assistants.mcp.arguments import Cursor, Date, Limit
from flows.assistants.mcp.paging import page_of
from flows.assistants.mcp.sources import Sources
from flows.output import option_words
from flows.store.documents import read_document
from flows.store.passages import FoundPassage


class Checking:
    """The tool that checks drafts against one store."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def verify(
        self,
        draft: Annotated[
            str,
            Field(
                max_length=limits.DRAFT,
                description="the text to check, Chinese or English",
            ),
        ],
        as_of: Annotated[Date, Field(description="the day on which laws should be in force")] = "",
        corpus: Annotated[list[str], Field(description="quotations in these only")] = [],  # noqa: B006
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> VerifyAnswer:
        """Check every quotation, document number, title, article and figure of a draft against the store.

        Verdicts: exact, folded (equal but for script, width and marks), near (see `difference`), stitched
        (from several places), misattributed (from another document than named), translated, absent (not in
        this store, which proves nothing beyond it), unchecked. For a number, title or article, exact means
        that it exists as named, not that the draft is right about it: compare `found`. Use it before you hand
        over a text that cites, and to look up an article: 《对外贸易法》第十五条, with `as_of` for the
        edition of a day; `fetch` has the whole of it.
        """
        request = DraftRequest(read_text_draft(draft), as_of, tuple(corpus), parser=self._sources.parser)
        question = ("verify", draft, as_of, *corpus)
        found = self._sources.keep(
            "verify", lambda _: verify_draft(self._sources.collection, request), question, is_new=not cursor
        )
        page = page_of(claim_rows(found), cursor, limit, *question)
        passages = self._sources.find_passages([claim.passage_id for claim in page.items if claim.passage_id])
        return VerifyAnswer(
            claims=[self._claim(claim, passages) for claim in page.items],
            numbers_not_compared=count_uncompared(request.draft, found),
            draft_date=find_draft_date(request.draft).date,
            counted="claims of the draft; offsets are code points of its text",
            total=page.total,
            next_cursor=page.next_cursor,
            command=self._sources.command(
                "verify",
                "-",
                *option_words(("as-of", as_of)),
                *(f"--corpus={name}" for name in corpus),
            ),
        )

    def _claim(self, claim: ClaimRow, passages: Mapping[str, FoundPassage]) -> CheckedClaim:
        permalink, number = "", ""
        document = read_document(self._sources.store, claim.document_id) if claim.document_id else None
        if document:
            permalink = self._sources.link("document", document.content_id)
            number = document.document_number
        if claim.passage_id in passages:
            permalink = self._sources.place(passages[claim.passage_id])["permalink"]
        return CheckedClaim(**claim._asdict(), permalink=permalink, document_number=number)
