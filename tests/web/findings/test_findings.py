"""The pages of findings show what the command line counts, in both languages."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from markupsafe import escape

from flows.pipeline import ingest_paths
from flows.references import event_filter, list_events
from flows.store import Store
from flows.store.documents import newest_date
from flows.trends import ChangeRequest, find_emerging, find_silent
from flows.web.findings import keep_brief, kept_brief
from flows.web.findings.changes import last_year
from flows.web.library import Library


def read(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return answer.text


@pytest.mark.parametrize(
    ("address", "english", "chinese"),
    [
        ("/brief", "What is new", "最新动态"),
        ("/brief?from=2025", "Cited for the first time", "首次被引用"),
        ("/changes?since=2021", "No longer used", "不再使用"),
        ("/events", "What happened", "事由"),
    ],
)
def test_pages_in_both_languages(client: TestClient, address: str, english: str, chinese: str) -> None:
    join = "&" if "?" in address else "?"
    assert english in read(client, f"{address}{join}lang=en")
    assert chinese in read(client, f"{address}{join}lang=zh")


def test_the_brief_is_that_of_the_report(client: TestClient, web_library: Library) -> None:
    brief = keep_brief(web_library, "2025")
    assert brief and brief.corpora and brief.documents
    page = read(client, "/brief?from=2025")
    for document in brief.documents:
        assert f"/document/{document.document_id}" in page
    assert keep_brief(web_library, "2025") is brief  # kept until the store changes


def test_the_brief_is_a_new_one_when_a_day_has_begun(
    client: TestClient, web_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest document is dated a day ahead, in another time zone, or more, in the future."""
    newest = newest_date(web_library.store, None)
    for days, is_known in ((2, False), (1, True), (0, True), (2, False)):
        today = date.fromisoformat(newest) - timedelta(days=days)
        monkeypatch.setattr("flows.text.moments.this_day", lambda today=today: today)
        brief = keep_brief(web_library)
        assert brief and kept_brief(web_library) is brief
        assert (brief.until == newest) is is_known
        assert (f"– {newest}" in read(client, "/brief?lang=en")) is is_known
        assert (last_year(web_library.store)[:4] == str(int(newest[:4]) - 1)) or not is_known


def test_changes_are_those_of_emerging_and_silent(client: TestClient, web_library: Library) -> None:
    page = read(client, "/changes?since=2021")
    new = find_emerging(web_library.collection, ChangeRequest("2021", limit=40))
    gone = find_silent(web_library.collection, ChangeRequest("2021", limit=40))
    assert new
    for concept in [row.concept for row in new] + [row.concept for row in gone]:
        assert f"/concept/{concept}" in page


def test_a_silent_term_has_its_last_use_before_and_a_mark_on_its_history(
    client: TestClient, web_library: Library
) -> None:
    """A term may occur again since; the low base is that of the history which the expectation comes from."""
    page = "".join(read(client, "/changes?since=2020&lang=zh").split())
    gone = find_silent(web_library.collection, ChangeRequest("2020", limit=40))
    assert gone and all(row.low_base and row.last_date for row in gone)
    assert "<th>此前最后一次</th>" in page and "5份文件。实际出现不足预期十分之一" in page
    for row in gone:
        assert f'{row.expected:,.1f}<abbrtitle="基数低' in page
        assert f'data-label="此前最后一次"><ahref="/passage/{row.last_passage}"' in page


def test_a_month_without_text_on_one_side_is_explained(client: TestClient) -> None:
    assert 'class="error"' in read(client, "/changes?since=1990")
    read(client, "/changes?since=soon", 400)
    read(client, "/brief?from=soon", 400)
    read(client, "/events?action=nope", 400)


def test_events_as_page_and_as_file(client: TestClient, web_library: Library) -> None:
    wanted = event_filter(web_library.lexicon, "Huawei")
    rows, total = list_events(web_library.store, wanted, order="latest")
    assert total
    page = read(client, "/events?name=Huawei")
    assert all(f"{escape(row.title)} · {row.reported}" in page for row in rows)
    for row in rows:
        assert f"/passage/{row.passage_id}" in page
    table = list(
        csv.DictReader(io.StringIO(read(client, "/download/events.csv?name=Huawei").lstrip("\ufeff")))
    )
    assert [row["passage_id"] for row in table] == [row.passage_id for row in rows]


@pytest.mark.parametrize("kind", ["events", "directives"])
def test_dated_facts_begin_with_the_newest_or_the_oldest(client: TestClient, kind: str) -> None:
    oldest = client.get(f"/api/{kind}").json()["rows"]
    newest = client.get(f"/api/{kind}?sort=latest").json()["rows"]
    assert oldest[0]["date"] < newest[0]["date"]
    dates = [row["date"] for row in newest if row["date"]]
    assert dates == sorted(dates, reverse=True)
    page = read(client, f"/{kind}?lang=en")
    assert f"/passage/{newest[0]['passage_id']}" in page and "--sort latest" in page
    page = read(client, f"/{kind}?sort=earliest&lang=en")
    assert f"/passage/{oldest[0]['passage_id']}" in page and "--sort" not in page
    read(client, f"/{kind}?sort=nope", 400)


def test_a_document_dated_in_the_future_does_not_choose_the_month(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for year in ("2020", "2099"):
        (folder / f"{year}.txt").write_text(
            f"通知\n\n发布日期：{year}-05-01\n\n各单位报告{year}。", encoding="utf-8"
        )
    with Store(tmp_path / "store.sqlite") as store:
        with store.run("ingest") as run:
            ingest_paths(store, run.id, "notices", [folder])
        assert store.value("SELECT max(date) FROM document") == "2099-05-01"
        assert last_year(store) == "2019-05"


@pytest.mark.parametrize(
    ("locale", "message"),
    [("en", "None of the chosen documents has a date."), ("zh", "所选文件都没有日期。")],
)
def test_a_brief_of_a_choice_without_documents_says_so(client: TestClient, locale: str, message: str) -> None:
    page = client.get("/brief", params={"kind": "plan", "province": "西藏", "lang": locale}).text
    assert message in page
