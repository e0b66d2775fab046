"""Claims in a short form for comparison in tests."""

from __future__ import annotations

from collections.abc import Callable

from flows.assistants.drafts import Claim
from flows.assistants.drafts.claims import read_words

Check = Callable[..., list[Claim]]


def told(claims: list[Claim], kind: str) -> list[tuple[str, str, str, list[str]]]:
    """Return (text, verdict, date, codes of notes) of the claims of one kind; every note has words."""
    assert {note.code for claim in claims for note in claim.finding.notes} <= set(read_words())
    return [
        (claim.text, claim.verdict, claim.finding.date, [note.code for note in claim.finding.notes])
        for claim in claims
        if claim.kind == kind
    ]
