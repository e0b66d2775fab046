"""A document's page: metadata as lines for people, and the ids that lead to it."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from flows.web.addresses import page_start
from flows.web.pages.documents import list_metadata


def test_records_are_spread_out_and_what_is_empty_left_out() -> None:
    metadata = {
        "header": {"发文机关": "示范部", "主题词": ""},
        "derived": {
            "kind": "notice",
            "issuers": ["示范部", "样例委"],
            "origins": {"written": "text"},
            "page_numbers": [[3, 4]],
            "notes": [{"code": "corpus.note_nul", "values": {"number": 3}}],
        },
        "notes": "scanned from the archive, box 12",
        "origins": "示范部转来",
        "history": [{"date": "2020-01-02", "act": "passed", "text": "通过"}],
        "department": float("nan"),
        "issuer": None,
        "line": 0,
    }
    assert list_metadata(metadata) == [
        ("发文机关", "示范部"),
        ("kind", "notice"),
        ("issuers", "示范部; 样例委"),
        ("notes", "scanned from the archive, box 12"),
        ("origins", "示范部转来"),
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


def test_what_a_reader_does_with_a_passage_stands_after_its_text(client: TestClient) -> None:
    """Before it, the links would make the first lines of each passage short."""
    hit = client.get("/api/search", params={"q": "芯片"}).json()["hits"][0]
    page = client.get(f"/document/{hit['document_id']}").text
    passage = re.search(r'<section class="passage".*?</section>', page, re.DOTALL)
    assert passage
    text, marks = passage[0].index('<p class="text'), passage[0].index('<div class="marks">')
    assert text < marks < passage[0].index("/cite/")


def test_a_document_as_it_stood_on_a_day(client: TestClient) -> None:
    (listed,) = client.get("/api/documents?corpus=hostile").json()["documents"]
    identifier = listed["id"]
    led = client.get(f"/document/{identifier}?as_of=2025&q=x", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, f"/document/{identifier}?q=x")
    early = client.get(f"/document/{identifier}?as_of=2023")
    assert early.status_code == 400 and "2024-02-03" in early.text
    assert client.get(f"/api/documents/{identifier}?as_of=2024-02").json()["id"] == identifier
    assert client.get(f"/api/documents/{identifier}?as_of=2023").status_code == 400


@pytest.mark.parametrize(
    ("position", "start"), [(0, 0), (4, 0), (59, 0), (60, 57), (62, 59), (63, 60), (119, 60), (120, 117)]
)
def test_a_page_of_a_document_starts_where_turning_pages_leads(position: int, start: int) -> None:
    assert page_start(position) == start


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_a_hit_leads_to_a_short_document_from_its_beginning(client: TestClient, locale: str) -> None:
    """The whole document fits on one page: its first paragraphs are on it."""
    hits = client.get("/api/search", params={"q": "稀土", "limit": 100}).json()["hits"]
    late = [hit["passage_id"] for hit in hits if 3 < int(hit["passage_id"].rpartition("-")[2]) < 60]
    assert late
    for passage_id in late[:5]:
        document_id, _, position = passage_id.rpartition("-")
        answer = client.get(f"/passage/{passage_id}?q=稀土&lang={locale}", follow_redirects=False)
        assert "first=" not in answer.headers["location"]
        assert answer.headers["location"].endswith(f"?q=%E7%A8%80%E5%9C%9F&lang={locale}#p{position}")
        page = client.get(f"/document/{document_id}?lang={locale}").text
        (first, last, total) = re.findall(r">(\d+)–(\d+) / ([\d,]+)<", page)[0]
        assert (first, last) == ("1", str(min(int(total.replace(",", "")), 60)))


def test_a_result_of_a_search_leads_to_the_beginning_of_its_page(client: TestClient) -> None:
    links = re.findall(r'href="(/document/[^"]*#p\d+)"', client.get("/search?q=稀土").text)
    assert links
    for link in links:
        position = int(link.rpartition("#p")[2])
        assert ("first=" in link) == bool(page_start(position)), link


@pytest.mark.parametrize(
    "address", ["/concept/talent", "/search", "/search/documents", "/document/adb4364885849f75?article=1"]
)
def test_what_leads_to_another_page_keeps_the_language(client: TestClient, address: str) -> None:
    named = f"{address}{'&' if '?' in address else '?'}lang=zh"
    led = client.get(named, follow_redirects=False)
    assert led.status_code == 303 and "lang=zh" in led.headers["location"]
    assert 'lang="zh-CN"' in client.get(named, headers={"accept-language": "en"}).text[:60]
    assert "lang=" not in client.get(address, follow_redirects=False).headers["location"]


def test_the_status_of_a_document_has_the_brackets_of_the_language(client: TestClient) -> None:
    rows = client.get("/api/documents?limit=100").json()["documents"]
    seen = {"en": "", "zh": ""}
    for locale in seen:
        for row in rows:
            page = client.get(f"/document/{row['id']}?lang={locale}").text
            paragraphs = re.findall(r'<p class="where">.*?</p>', page, re.DOTALL)
            seen[locale] += re.sub(r"<[^>]+>", "", next((p for p in paragraphs if "status=" in p), ""))
    assert " (passage)" in seen["en"] and " (presumed: " in seen["en"]
    assert "（段落）" in seen["zh"] and "（推定：" in seen["zh"] and "(" not in seen["zh"]
