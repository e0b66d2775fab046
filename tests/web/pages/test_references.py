"""References on the pages: readable without JavaScript, with tags for reference managers, and over the JSON interface."""

from __future__ import annotations

import json
from html import unescape
from urllib.parse import parse_qs

import lxml.html
import pytest
import rispy
from fastapi.testclient import TestClient


def first_hit(client: TestClient) -> dict[str, str]:
    hit: dict[str, str] = client.get("/api/search", params={"q": "小巨人 language:zh"}).json()["hits"][0]
    return hit


def test_a_document_is_cited_in_three_styles(client: TestClient) -> None:
    hit = first_hit(client)
    page = lxml.html.fromstring(client.get(f"/document/{hit['document_id']}").text)
    names = page.xpath("//dl[contains(@class,'references')]/dt/text()")
    texts = [
        text.text_content() for text in page.xpath("//dl[contains(@class,'references')]//*[@class='copy']")
    ]
    assert names == ["GB/T 7714", "Chicago", "APA"]
    assert all(hit["title"] in text for text in texts)
    assert all("hidden" in button.attrib for button in page.xpath("//button[@data-do='copy']"))


def test_reference_managers_read_the_page(client: TestClient) -> None:
    hit = first_hit(client)
    page = lxml.html.fromstring(client.get(f"/document/{hit['document_id']}").text)
    tags = {tag.get("name"): tag.get("content") for tag in page.xpath("//head/meta[@name]")}
    assert tags["citation_title"] == hit["title"]
    assert tags["citation_publication_date"] == hit["date"].replace("-", "/")
    coins = parse_qs(unescape(page.xpath("//span[@class='Z3988']/@title")[0]))
    assert (coins["ctx_ver"], coins["rft.title"]) == (["Z39.88-2004"], [hit["title"]])
    address = page.xpath("//link[@rel='alternate']/@href")[0]
    entry = rispy.loads(client.get(address).text)[0]
    assert entry.get("title", entry.get("primary_title")) == hit["title"]


def test_each_passage_leads_to_its_reference(client: TestClient) -> None:
    hit = first_hit(client)
    position = hit["passage_id"].rpartition("-")[2]
    page = client.get(f"/document/{hit['document_id']}?lang=zh", params={"first": position}).text
    assert f'href="/cite/{hit["passage_id"]}"' in page
    own = client.get(f"/cite/{hit['passage_id']}?lang=zh")
    assert own.status_code == 200
    assert "引用本段" in own.text
    assert f'href="/passage/{hit["document_id"]}-{position}"' in own.text


@pytest.mark.parametrize(
    ("style", "media"),
    [
        ("gbt7714", "text/plain"),
        ("bibtex", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("csl-json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_json_interface(client: TestClient, style: str, media: str) -> None:
    hit = first_hit(client)
    answer = client.get(f"/api/cite/{hit['passage_id']}", params={"style": style})
    assert answer.headers["content-type"] == f"{media}; charset=utf-8"
    assert hit["title"] in answer.text
    if style == "csl-json":
        assert json.loads(answer.text)[0]["custom"]["passage"].endswith(hit["passage_id"].rpartition("-")[2])


def test_unknown_ids_and_styles(client: TestClient) -> None:
    hit = first_hit(client)
    assert client.get("/api/cite/ffffffffffffffff").status_code == 404
    assert client.get(f"/api/cite/{hit['document_id']}-99999").status_code == 404
    assert client.get(f"/api/cite/{hit['document_id']}", params={"style": "mla"}).status_code == 422
    assert client.get("/cite/ffffffffffffffff").status_code == 404


def test_a_hostile_title_is_escaped(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "javascript"}).json()["hits"][0]
    for address in (f"/document/{hit['document_id']}", f"/cite/{hit['document_id']}"):
        page = client.get(address).text
        assert "<script>document.title" not in page
        assert "javascript:alert" not in "".join(
            lxml.html.fromstring(page).xpath("//@href | //meta/@content")
        )


@pytest.mark.parametrize(
    ("style", "ending"),
    [("bibtex", ".bib"), ("ris", ".ris"), ("csl-json", ".json"), ("gbt7714", ""), ("apa", "")],
)
def test_a_file_for_a_reference_manager_has_a_name(client: TestClient, style: str, ending: str) -> None:
    """Text styles are read in the browser."""
    identifier = first_hit(client)["passage_id"]
    answer = client.get(f"/api/cite/{identifier}", params={"style": style})
    expected = f'attachment; filename="zhengce-{identifier}{ending}"' * bool(ending)
    assert answer.headers.get("content-disposition", "") == expected
    assert answer.headers.get("content-disposition", "").isascii()


def test_the_note_is_in_the_language_of_the_page(client: TestClient) -> None:
    """Files for programs keep English."""
    identifier = first_hit(client)["passage_id"]
    assert "characters " in client.get(f"/cite/{identifier}?lang=en").text
    page = client.get(f"/cite/{identifier}?lang=zh").text
    assert "正文第 " in page and "原始文件 sha256" in page and "characters" not in page
    (item,) = client.get(f"/api/cite/{identifier}", params={"style": "csl-json", "lang": "zh"}).json()
    assert " of its text" in item["note"] and "raw bytes sha256" in item["note"]
