"""What stored documents say of a document that is missing: who cites it, and who repeals it."""

from __future__ import annotations

import pytest

from tests.assistants.drafts.telling import Check, told

REPEALED, CITED = ["repealed_by_stored", "cited_by"], ["cited_by"]


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        ("《样例省紫菜养殖条例》", "", REPEALED),
        ("《样例省紫菜养殖条例》", "2021-03-01", REPEALED),
        ("《样例省紫菜养殖条例》", "2021-02-28", CITED),
        ("《样例省海蜇养殖条例》", "", CITED),
        ("《样例省海带出口条例》", "", []),
        # The lexicon knows the law's titles in both languages.
        ("《中外合资经营企业法》", "", REPEALED),
        ("The Law on Chinese-Foreign Equity Joint Ventures applies.", "", REPEALED),
    ],
)
def test_a_missing_document(text: str, day: str, codes: list[str], check: Check) -> None:
    [(_, verdict, _, found)] = told(check(text, as_of=day), "title")
    assert verdict == "absent" and found == [*codes, "store_holds_dated"]


def test_the_document_that_repeals_is_named(check: Check) -> None:
    [claim] = check("《样例省紫菜养殖条例》")
    note = next(note for note in claim.finding.notes if note.code == "repealed_by_stored")
    assert note.values == {"title": "样例省藻类养殖条例", "date": "2021-03-01"}
