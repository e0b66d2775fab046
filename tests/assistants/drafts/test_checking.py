"""Forty drafts over the sample corpus: every claim found once, in order, with the right verdict."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from flows.assistants.drafts import Claim, DraftRequest, read_draft, verify_draft
from flows.search import Collection
from flows.store import Store
from flows.workspace import Workspace

HERE = Path(__file__).parent
VERDICTS = json.loads((HERE / "verdicts.json").read_text(encoding="utf-8"))
QUOTES = {
    "true",
    "part",
    "folded",
    "character",
    "number",
    "shortened",
    "dropped",
    "stitched",
    "invented",
    "neighbour",
    "term",
}


@pytest.fixture(scope="module")
def collection(sample_store: Path) -> Iterator[Collection]:
    with Workspace(sample_store) as workspace:
        yield Collection(Store(sample_store), workspace.lexicon)


def check(collection: Collection, name: str) -> tuple[str, list[Claim]]:
    draft = read_draft((HERE / name).read_bytes(), name)
    return draft.text, verify_draft(collection, DraftRequest(draft, figures=False))


def test_there_are_enough_of_every_kind() -> None:
    counts = Counter(how for golds in VERDICTS.values() for *_, how in golds)
    assert sum(counts[how] for how in QUOTES) >= 300
    assert sum(number for how, number in counts.items() if how not in QUOTES) >= 200
    assert min(counts[how] for how in QUOTES) >= 10, counts


@pytest.mark.parametrize("name", VERDICTS)
def test_each_claim_gets_the_verdict_due(collection: Collection, name: str) -> None:
    text, claims = check(collection, name)
    assert [claim.text for claim in claims] == [text[claim.start : claim.end] for claim in claims]
    assert all(one.end <= other.start for one, other in pairwise(claims))
    found = [(claim.kind, claim.start, claim.end) for claim in claims]
    assert found == [(kind, start, end) for kind, start, end, *_ in VERDICTS[name]]
    wrong = [
        (how, claim.text, claim.verdict)
        for claim, (*_, due, how) in zip(claims, VERDICTS[name], strict=True)
        if claim.verdict not in due
    ]
    assert wrong == []


def test_only_the_first_claim_that_is_not_found_says_what_the_store_holds(collection: Collection) -> None:
    text = "有人说：“把芯片工厂全部搬到月亮背面去，才能一劳永逸。”《样例省科学技术进步促进条例》第四十条、《无此文件的样例办法》另有规定。"
    claims = verify_draft(collection, DraftRequest(read_draft(text.encode(), "d.txt"), figures=False))
    absent = [claim for claim in claims if claim.verdict == "absent"]
    codes = [[note.code for note in claim.finding.notes if "store" in note.code] for claim in absent]
    assert codes == [["store_holds_dated"], [], []]
