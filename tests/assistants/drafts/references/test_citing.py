"""What stored documents say of a document that is missing: who cites it, and who repeals it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.assistants.drafts import DraftRequest, read_text_draft, verify_draft
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.search import Collection
from flows.store import Store
from flows.store.documents import SourceFile, write_batch
from tests.assistants.drafts.telling import Check, told
from tests.support import MODELS

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


def test_a_citing_text_that_is_stored_twice_counts_once(tmp_path: Path, annotator: Annotator) -> None:
    text = "依据《样例海蜇办法》和《样例紫菜办法》，制定本通知。"
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        for corpus in ("one", "two"):
            document = Document(
                corpus, "a", text, title="样例水产通知", published="2021-02-03", language="zh"
            )
            source = SourceFile(corpus, "a", "0", "", 1)
            write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        request = DraftRequest(read_text_draft("《样例海蜇办法》也有规定。"), "", parser=annotator.parser)
        (claim,) = verify_draft(Collection(store, annotator.tagger.lexicon), request)
    (note,) = (note for note in claim.finding.notes if note.code == "cited_by")
    assert note.values == {"number": 1}
