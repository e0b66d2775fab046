"""The tool that checks a draft's claims about documents against the store."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from flows.assistants.drafts import (
    DraftRequest,
    claim_rows,
    count_uncompared,
    read_text_draft,
    verify_draft,
)
from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import CheckedClaim, VerifyAnswer
from flows.assistants.mcp.arguments import Cursor, Date, Limit
from flows.assistants.mcp.paging import page_of
from flows.assistants.mcp.sources import Sources


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
        this store, which proves nothing beyond it), unchecked. Use it before you hand over a text that cites.
        """
        request = DraftRequest(read_text_draft(draft), as_of, tuple(corpus))
        found = verify_draft(self._sources.collection, request)
        page = page_of(claim_rows(found), cursor, limit, "verify", draft, as_of, *corpus)
        return VerifyAnswer(
            claims=[CheckedClaim(**claim._asdict()) for claim in page.items],
            numbers_not_compared=count_uncompared(request.draft, found),
            counted="claims of the draft; offsets are code points of its text",
            total=page.total,
            next_cursor=page.next_cursor,
            command=self._sources.command(
                "verify",
                "-",
                *["--as-of", as_of][: 2 * bool(as_of)],
                *(f"--corpus={name}" for name in corpus),
            ),
        )
