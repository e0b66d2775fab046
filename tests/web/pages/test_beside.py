"""A text beside its translation: rows, certainty in words, what is missing, links, and hostile text."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from flows.store.translations import LinkedSpan, SentencePair
from flows.web.pages.beside import judge
from tests.support import without_breaks
from tests.web.paired import ATTACK, EN, ZH
from tests.web.texts import HOSTILE_TITLE

HERE = (LinkedSpan("d-1", 0, 5),)


def pair_of(client: TestClient) -> dict[str, str]:
    pair: dict[str, str] = client.get("/api/pairs", params={"known_by": "declared"}).json()["rows"][0]
    return pair


def show(client: TestClient, query: str = "", locale: str = "en") -> str:
    pair = pair_of(client)
    address = f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}&lang={locale}{query}"
    return str(client.get(address).text)


def rows_of(html: str) -> list[str]:
    return re.findall(r'<li id="r\d+".*?</li>', html, re.DOTALL)


@pytest.mark.parametrize(
    ("link", "word"),
    [
        (SentencePair(HERE, HERE, 0.95, True), "sure"),
        (SentencePair(HERE, HERE, 0.949, True), "likely"),
        (SentencePair(HERE, HERE, 0.7, True), "likely"),
        (SentencePair(HERE, HERE, 0.69, True), "weak"),
        (SentencePair(HERE, HERE, 0.0, False), "unlinked"),
        (SentencePair(HERE, (), 0.0, False), "lone"),
        (SentencePair((), HERE, 0.0, False), "lone"),
    ],
)
def test_a_score_is_a_word(link: SentencePair, word: str) -> None:
    assert judge(link) == word


def test_every_text_of_both_sides_is_shown_once_and_escaped(paired: TestClient) -> None:
    html = show(paired)
    rows = rows_of(html)
    assert len(rows) == 6
    assert [re.search(r"link_?\w*|row (\w+)", row)[1] for row in rows] == [  # type: ignore[index]
        "sure",
        "sure",
        "likely",
        "weak",
        "unlinked",
        "lone",
    ]
    for number, row in enumerate(rows):
        assert ZH[number] in unescape(re.sub(r"<[^>]+>", "", row))
    for number, text in enumerate(EN):
        assert text in unescape(re.sub(r"<[^>]+>", "", rows[number]))
    assert ATTACK not in html
    assert HOSTILE_TITLE not in html
    assert "<script>document" not in html


def test_what_is_missing_is_said_in_both_languages(paired: TestClient) -> None:
    assert rows_of(show(paired))[5].count("No counterpart in the English text") == 1
    assert "not aligned" in rows_of(show(paired))[4]
    assert "英文本中无对应文字" in show(paired, locale="zh")
    english = show(paired)
    assert "declared by the source" in english
    assert re.search(r"\d+% has a counterpart", english)


def test_the_number_of_a_score_is_there_on_demand(paired: TestClient) -> None:
    row = without_breaks(rows_of(show(paired))[2])
    assert re.search(r"<details><summary>likely</summary>.*0\.80.*meaning</dt><dd>0\.75", row, re.DOTALL)


def test_views_keep_to_some_rows(paired: TestClient) -> None:
    assert [row[8:10] for row in rows_of(show(paired, "&show=lone"))] == ["r4", "r5"]
    assert [row[8:10] for row in rows_of(show(paired, "&show=weak"))] == ["r2", "r3"]
    assert [row[8:10] for row in rows_of(show(paired, "&first=4"))] == ["r4", "r5"]


def test_sides_can_be_swapped(paired: TestClient) -> None:
    pair = pair_of(paired)
    link = f"/document/{pair['en_document_id']}?beside={pair['zh_document_id']}"
    assert link in show(paired)
    row = without_breaks(rows_of(paired.get(f"{link}&lang=en").text)[5])
    assert re.search(r'class="own" lang="en"><p class="missing"', row)
    assert "No counterpart in the English text" in row


def test_the_search_is_marked_on_both_sides(paired: TestClient) -> None:
    row = rows_of(show(paired, "&q=稀土"))[1]
    assert re.findall(r"<mark>(.*?)</mark>", row) == ["稀土", "rare earths"]


def test_a_passage_leads_to_its_row(paired: TestClient) -> None:
    pair = pair_of(paired)
    answer = paired.get(
        f"/passage/{pair['en_document_id']}-4?beside={pair['zh_document_id']}&at=3&q=稀土",
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(
        f"/document/{pair['en_document_id']}?beside={pair['zh_document_id']}&q=%E7%A8%80%E5%9C%9F#r4"
    )


def test_only_pairs_are_shown_beside_each_other(paired: TestClient) -> None:
    pair = pair_of(paired)
    (other,) = paired.get("/api/pairs", params={"known_by": "proposed"}).json()["rows"]
    assert (
        paired.get(f"/document/{pair['zh_document_id']}?beside={other['en_document_id']}").status_code == 404
    )
    assert paired.get(f"/document/{pair['zh_document_id']}?beside=nope").status_code == 404
    assert paired.get(f"/document/{pair['zh_document_id']}?beside=nope&show=x").status_code == 404
    passage = f"/passage/{pair['zh_document_id']}-1?beside={other['en_document_id']}"
    assert paired.get(passage).status_code == 200


def test_a_proposed_pair_says_how_to_confirm_it(paired: TestClient) -> None:
    (pair,) = paired.get("/api/pairs", params={"known_by": "proposed"}).json()["rows"]
    html = paired.get(f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}&lang=en").text
    assert f"zhengce align pairs --confirm {pair['id'][:8]}" in html
    assert "zhengce align run" not in html
    assert rows_of(html) == []


def test_a_pair_is_decided_where_it_is_seen(paired: TestClient) -> None:
    (pair,) = paired.get("/api/pairs", params={"known_by": "proposed"}).json()["rows"]
    address, origin = f"/pairs/{pair['id']}/decision", {"origin": str(paired.base_url).rstrip("/")}
    beside = f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}"
    assert f'action="{address}"' in paired.get(beside).text
    assert (
        paired.post(address, data={"decision": "dismissed"}).status_code == 403
    )  # from no page of this site
    for decision in ("nothing", ""):
        assert paired.post(address, data={"decision": decision}, headers=origin).status_code == 404
    assert (
        paired.post("/pairs/none/decision", data={"decision": "dismissed"}, headers=origin).status_code == 404
    )
    paired.post(address, data={"decision": "dismissed"}, headers=origin)
    (row,) = paired.get("/api/corrections?kind=pair").json()["corrections"]
    assert row["becomes"] == "dismissed"
    paired.post("/corrections", data={"undo": row["id"]}, headers=origin)
    (again,) = paired.get("/api/pairs", params={"known_by": "proposed"}).json()["rows"]
    assert again["status"] == "proposed"


def test_documents_and_hits_lead_here(paired: TestClient) -> None:
    pair = pair_of(paired)
    beside = f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}"
    assert beside in paired.get(f"/document/{pair['zh_document_id']}").text
    hits = unescape(paired.get("/search?q=许可").text)
    assert f"/passage/{pair['zh_document_id']}-2?beside={pair['en_document_id']}&at=" in hits
    assert "beside" not in paired.get("/search?q=资源&corpus=sample&from=2020&to=2020").text
