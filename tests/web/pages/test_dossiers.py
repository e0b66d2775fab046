"""The page of a dossier: what heads it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.support import without_languages


@pytest.mark.parametrize(
    ("locale", "name", "heading"),
    [
        ("en", "稀土", "Dossier: 稀土 (rare earth)"),
        ("en", "rare earth", "Dossier: rare earth"),
        ("zh", "rare earth", "档案：rare earth（稀土）"),
        ("zh", "稀土", "档案：稀土"),
    ],
)
def test_what_was_typed_heads_a_dossier(client: TestClient, locale: str, name: str, heading: str) -> None:
    page = client.get("/dossier", params={"name": name, "lang": locale}).text
    assert f"<h1>{heading}</h1>" in without_languages(page)


@pytest.mark.parametrize(("locale", "asked"), [("en", "Did you mean:"), ("zh", "您要找的是不是：")])
def test_an_unknown_name_leads_to_near_ones(client: TestClient, locale: str, asked: str) -> None:
    answer = client.get("/dossier", params={"name": "稀士", "lang": locale})
    assert answer.status_code == 404
    assert asked in answer.text and "/dossier?name=%E7%A8%80%E5%9C%9F" in answer.text
    assert asked not in client.get("/dossier", params={"name": "无此名称", "lang": locale}).text


def test_the_interface_and_a_search_suggest_the_same_name(client: TestClient) -> None:
    refused = client.get("/api/search", params={"entity": "稀士"})
    assert refused.status_code == 400 and "Did you mean 稀土" in refused.json()["detail"]
    page = without_languages(client.get("/search", params={"q": "稀士", "lang": "zh"}).text)
    assert "文本提及" in page and "q=%E7%A8%80%E5%9C%9F" in page


def test_a_choice_without_a_mention_says_so_and_leads_to_all_documents(client: TestClient) -> None:
    answer = client.get("/dossier", params={"name": "稀土", "kind": "speech", "lang": "en"})
    page = without_languages(answer.text)
    assert answer.status_code == 404
    assert "the chosen documents have no mention of it" in page
    assert 'In all documents: <a href="/dossier?name=%E7%A8%80%E5%9C%9F">' in page
    assert "Did you mean" not in page


def test_a_slip_leads_to_near_names_of_the_chosen_documents(client: TestClient) -> None:
    page = client.get("/dossier", params={"name": "稀士", "kind": "plan", "lang": "en"}).text
    assert "Did you mean" in page and "/dossier?name=%E7%A8%80%E5%9C%9F&amp;kind=plan" in page


@pytest.mark.parametrize("path", ["/dossier", "/download/dossier.md"])
def test_a_corpus_that_is_not_stored_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"name": "稀土", "corpus": "nosuch"})
    assert answer.status_code == 400
    assert "nosuch" in answer.text and "hostile" in answer.text
