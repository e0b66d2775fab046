"""Drafts: claims in a text about documents, checked against a store."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.assistants.drafts.checking import verify_draft
    from flows.assistants.drafts.claims import (
        DOUBTFUL,
        VERDICTS,
        Claim,
        ClaimRow,
        Draft,
        DraftRequest,
        claim_rows,
        word_of,
    )
    from flows.assistants.drafts.copies import annotate_html, comment_docx
    from flows.assistants.drafts.dating import DraftDate, describe_draft_date, find_draft_date
    from flows.assistants.drafts.reading import is_draft_name, read_draft, read_text_draft
    from flows.assistants.drafts.uncompared import count_uncompared, describe_uncompared
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "DOUBTFUL",
    "VERDICTS",
    "Claim",
    "ClaimRow",
    "Draft",
    "DraftDate",
    "DraftRequest",
    "annotate_html",
    "claim_rows",
    "comment_docx",
    "count_uncompared",
    "describe_draft_date",
    "describe_uncompared",
    "find_draft_date",
    "is_draft_name",
    "read_draft",
    "read_text_draft",
    "verify_draft",
    "word_of",
]
