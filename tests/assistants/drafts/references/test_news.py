"""News that a document was issued is not the document, unless it has the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.assistants.drafts import DraftRequest, read_text_draft, verify_draft
from flows.pipeline import ingest_paths
from flows.pipeline.settling import name_documents
from flows.search import Collection
from flows.store import Store
from tests.assistants.drafts.telling import told
from tests.pipeline.alignment.texts import store_records

NEWS = "本台消息：样例省政府日前印发《海带产业振兴方案》，这是我省海带产业的第一个五年方案。方案提出，到2030年建成两个海带种业中心。"
DRAFT = "《海带产业振兴方案》提出，“到2030年建成两个海带种业中心”。"


@pytest.mark.parametrize(
    ("title", "text", "number", "verdict", "codes"),
    [
        ("样例省政府印发《海带产业振兴方案》", NEWS, "", "absent", ["in_news_of"]),
        ("样例省政府公布《海带产业振兴方案》 明年起施行", NEWS, "", "absent", ["in_news_of"]),
        ("样例省政府印发《海带产业振兴方案》", f"{NEWS}\n\n全文如下。\n\n一、总体要求", "", "exact", []),
        ("样例省政府印发《海带产业振兴方案》", NEWS, "样政发〔2026〕3号", "exact", []),
        ("样例省政府印发《海带产业振兴方案》", NEWS + "各地要抓好海带养殖。" * 250, "", "exact", []),
        ("样例省政府关于印发《海带产业振兴方案》的通知", NEWS, "", "exact", []),
    ],
)
@pytest.mark.parametrize("is_named", [True, False])
def test_a_headline_names_a_document_only_above_its_text(
    tmp_path: Path,
    lexicon: Lexicon,
    title: str,
    text: str,
    number: str,
    verdict: str,
    codes: list[str],
    is_named: bool,
) -> None:
    record = {"id": "a", "title": title, "date": "2026-02-03", "text": text, "document_number": number}
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    with Store(tmp_path / "store.sqlite") as store:
        with store.run("test") as run:
            ingest_paths(store, run.id, "sample", [path])
        if is_named:  # otherwise, the draft is checked before the next annotation
            name_documents(store, lexicon)
        claims = verify_draft(Collection(store, lexicon), DraftRequest(read_text_draft(DRAFT)))
    assert [found for _, found, *_ in told(claims, "title")] == [verdict]
    ((_, found, _, notes),) = told(claims, "quote")
    assert (found, notes) == ("exact", codes)


def test_the_title_that_is_not_stored_names_the_news(tmp_path: Path, lexicon: Lexicon) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        record = {
            "id": "a",
            "title": "样例省政府印发《海带产业振兴方案》",
            "date": "2026-02-03",
            "text": NEWS,
        }
        store_records(store, tmp_path, [record], lexicon)
        claims = verify_draft(Collection(store, lexicon), DraftRequest(read_text_draft(DRAFT)))
    ((_, verdict, _, notes),) = told(claims, "title")
    assert verdict == "absent" and notes[0] == "news_of"


def test_news_of_another_document_with_a_longer_title_is_not_named(tmp_path: Path, lexicon: Lexicon) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        title = "样例省政府公布《海带产业振兴方案考核评分细则》"
        record = {"id": "a", "title": title, "date": "2026-02-03", "text": NEWS}
        store_records(store, tmp_path, [record], lexicon)
        claims = verify_draft(Collection(store, lexicon), DraftRequest(read_text_draft(DRAFT)))
    ((_, verdict, _, notes),) = told(claims, "title")
    assert verdict == "absent" and "news_of" not in notes
    assert [found[3] for found in told(claims, "quote")] == [[]]  # its title begins with the one named
