"""The list of pairs and the report of what each side lacks."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.web.paired import ATTACK, ZH
from tests.web.texts import HOSTILE_TITLE


def declared(client: TestClient) -> dict[str, str]:
    pair: dict[str, str] = client.get("/api/pairs", params={"known_by": "declared"}).json()["rows"][0]
    return pair


def test_pairs_are_listed_with_what_is_known_of_them(paired: TestClient) -> None:
    html = paired.get("/pairs?lang=en").text
    pair = declared(paired)
    assert "2 pairs" in html
    assert f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}" in unescape(html)
    assert f"/pairs/{pair['id']}/omissions" in html
    assert f"zhengce align pairs --dismiss {pair['id'][:8]}" in html
    assert "to be confirmed" in html
    assert "Not aligned yet" in html
    assert HOSTILE_TITLE not in html


def test_a_pair_is_decided_in_the_list_too(paired: TestClient) -> None:
    pair = declared(paired)
    html = paired.get("/pairs?lang=en").text
    assert html.count(f'action="/pairs/{pair["id"]}/decision" method="post"') == 2
    assert {*re.findall(r'name="decision"\s+value="(\w+)"', html)} == {"confirmed", "dismissed"}
    assert "only reads" not in html


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("status=used", 1),
        ("status=proposed", 1),
        ("status=dismissed", 0),
        ("known_by=declared", 1),
        ("document=zz", 0),
    ],
)
def test_pairs_are_filtered(paired: TestClient, query: str, number: int) -> None:
    html = paired.get(f"/pairs?{query}&lang=en").text
    assert len(re.findall(r'<td lang="zh-CN">', html)) == number
    lines = paired.get(f"/download/pairs.csv?{query}").text.splitlines()
    assert len(lines) == number + 1


def test_wrong_filters_are_explained(paired: TestClient) -> None:
    assert paired.get("/pairs?status=x").status_code == 400
    assert paired.get("/pairs?page=x").status_code == 400
    assert paired.get("/pairs/0000").status_code == 404
    assert paired.get("/pairs/0000/omissions").status_code == 404
    assert paired.get("/download/omissions.csv?pair=x").status_code == 404


def test_a_pair_leads_to_its_texts(paired: TestClient) -> None:
    pair = declared(paired)
    answer = paired.get(f"/pairs/{pair['id'][:8]}", follow_redirects=False)
    assert answer.headers["location"] == f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}"


@pytest.mark.parametrize(("locale", "word"), [("en", "without a counterpart"), ("zh", "无对应文字")])
def test_omissions_are_reported_in_both_languages(paired: TestClient, locale: str, word: str) -> None:
    pair = declared(paired)
    html = paired.get(f"/pairs/{pair['id']}/omissions?lang={locale}").text
    assert word in html
    assert ZH[5] in html
    assert "Nothing here was linked." in html
    assert f"/passage/{pair['zh_document_id']}-5?beside={pair['en_document_id']}" in unescape(html)
    assert "/concept/rare-earth" in html
    assert ATTACK not in html


def test_omissions_in_json_are_those_of_the_page(paired: TestClient) -> None:
    pair = declared(paired)
    found = paired.get(f"/api/pairs/{pair['id']}/omissions").json()
    assert [row["text"] for row in found["lone"]] == [ZH[4], "Nothing here was linked.", ZH[5]]
    assert (found["total_lone"], found["id"]) == (3, pair["id"])
    assert ("zh", "rare-earth") in {(row["side"], row["concept"]) for row in found["unnamed"]}
    assert found["lone"][2]["places"] == [{"passage_id": f"{pair['zh_document_id']}-5", "start": 0, "end": 9}]
    assert len(paired.get(f"/api/pairs/{pair['id']}/omissions?limit=1").json()["lone"]) == 1
    lines = paired.get(f"/download/omissions.csv?pair={pair['id']}").text.splitlines()
    assert len(lines) == 1 + found["total_lone"] + found["total_unnamed"]


def test_a_pair_that_is_not_aligned_has_no_report(paired: TestClient) -> None:
    (pair,) = paired.get("/api/pairs", params={"known_by": "proposed"}).json()["rows"]
    html = paired.get(f"/pairs/{pair['id']}/omissions?lang=en").text
    assert "Not aligned yet" in html
    assert "Everything has a counterpart" not in html
