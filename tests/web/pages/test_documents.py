"""A document's page: metadata as lines for people, and the ids that lead to it."""

from __future__ import annotations

from fastapi.testclient import TestClient

from flows.web.pages.documents import list_metadata


def test_records_are_spread_out_and_what_is_empty_left_out() -> None:
    metadata = {
        "header": {"发文机关": "示范部", "主题词": ""},
        "derived": {
            "kind": "notice",
            "issuers": ["示范部", "样例委"],
            "origins": {"written": "text"},
            "page_numbers": [[3, 4]],
        },
        "history": [{"date": "2020-01-02", "act": "passed", "text": "通过"}],
        "department": float("nan"),
        "issuer": None,
        "line": 0,
    }
    assert list_metadata(metadata) == [
        ("发文机关", "示范部"),
        ("kind", "notice"),
        ("issuers", "示范部; 样例委"),
        ("history", "2020-01-02 · passed · 通过"),
        ("line", "0"),
    ]
    assert list_metadata({}) == []


def test_the_id_to_cite_leads_to_the_document(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "芯片"}).json()["hits"][0]
    own = client.get(f"/api/documents/{hit['document_id']}").json()
    cited = own["content_id"]
    assert cited != own["id"]
    assert client.get(f"/api/documents/{cited}").json() == own
    assert client.get(f"/api/documents/{cited[:8]}").json()["id"] == own["id"]
    page = client.get(f"/document/{cited}").text
    assert cited in page
    assert page.replace(cited, own["id"]) == client.get(f"/document/{own['id']}").text.replace(
        cited, own["id"]
    )
    answer = client.get(f"/passage/{cited}-1")
    assert answer.status_code == 200
    assert answer.url.path == f"/document/{cited}"
    assert client.get("/download/document.csv", params={"id": cited}).text.count(own["id"]) > 1


def test_a_document_as_it_stood_on_a_day(client: TestClient) -> None:
    (listed,) = client.get("/api/documents?corpus=hostile").json()["documents"]
    identifier = listed["id"]
    led = client.get(f"/document/{identifier}?as_of=2025&q=x", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, f"/document/{identifier}?q=x")
    early = client.get(f"/document/{identifier}?as_of=2023")
    assert early.status_code == 400 and "2024-02-03" in early.text
    assert client.get(f"/api/documents/{identifier}?as_of=2024-02").json()["id"] == identifier
    assert client.get(f"/api/documents/{identifier}?as_of=2023").status_code == 400
