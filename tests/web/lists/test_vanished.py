"""The page and interface of vanished documents, in both languages, and what other pages say of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.annotation.annotator import Annotator
from flows.pipeline.annotate import annotate_store
from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from tests.store.sightings.making import address_of, make_lost
from tests.support import MODELS, without_breaks


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("lost") / "s.sqlite"
    with Store(path) as store:
        ids = make_lost(store)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
    return path, ids


@pytest.fixture(scope="module")
def site(lost: tuple[Path, dict[str, str]]) -> Iterator[TestClient]:
    settings = Settings(store=lost[0], models=MODELS)
    with TestClient(create_app(settings), base_url="http://localhost") as opened:
        yield opened


@pytest.fixture
def ids(lost: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return lost[1]


def listed(page: str) -> list[str]:
    return re.findall(r'<td lang="[^"]*"><a href="/document/([0-9a-f]+)"', without_breaks(page))


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "en",
            [
                "not found (404)",
                "changed without notice",
                "85% of the text is left",
                "last available 2026-01-02",
            ],
        ),
        (
            "zh",
            ["页面不存在（404）", "内容已改动（未注明）", "原文尚存 85%", "此前最后一次可访问：2026-01-02"],
        ),
    ],
)
def test_the_page_lists_what_is_gone_and_how(
    site: TestClient, ids: dict[str, str], locale: str, words: list[str]
) -> None:
    page = site.get(f"/vanished?lang={locale}").text
    assert listed(page) == [ids["c"], ids["b"], ids["a"]]
    assert [word for word in words if word not in page] == []
    assert f'href="/document/{ids["b now"]}"' in page
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert f'<a href="{address_of("a")}" rel="noreferrer noopener nofollow">' in page


def test_filters(site: TestClient, ids: dict[str, str]) -> None:
    assert listed(site.get("/vanished?how=emptied&how=404").text) == [ids["c"], ids["a"]]
    assert listed(site.get("/vanished?how=delisted").text) == [ids["d"]]
    assert listed(site.get("/vanished?from=2021&to=2021-12").text) == [ids["b"]]
    assert listed(site.get("/vanished?corpus=none").text) == []
    refused = site.get("/vanished?how=stolen&lang=zh")
    assert refused.status_code == 400 and "how“stolen”：没有这个值" in refused.text
    assert site.get("/vanished?page=0").status_code == 400
    assert site.get("/vanished?page=0000005009999").status_code == 400


def test_interface_and_downloads(site: TestClient, ids: dict[str, str]) -> None:
    found = site.get("/api/vanished", params={"limit": 2}).json()
    assert found["total"] == 3 and [row["document_id"] for row in found["documents"]] == [ids["c"], ids["b"]]
    assert found["documents"][1]["current_id"] == ids["b now"]
    assert site.get("/api/vanished", params={"how": "gone", "offset": 1}).json()["total"] == 2
    assert site.get("/api/vanished", params={"how": "x"}).status_code == 400
    assert site.get("/api/vanished", params={"limit": 0}).status_code == 422
    text = site.get("/download/vanished.csv?how=gone").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["document_id"], row["how"]) for row in rows] == [
        (ids["c"], "emptied"),
        (ids["a"], "not_found"),
    ]
    assert {row["how"]: row["documents"] for row in site.get("/api/status").json()["vanished"]} == {
        "edited": 1,
        "emptied": 1,
        "not_found": 1,
    }


def test_a_document_says_that_it_is_gone(site: TestClient, ids: dict[str, str]) -> None:
    gone = site.get(f"/document/{ids['a']}?lang=en").text
    assert "This document has vanished from its source: not found (404)" in gone
    assert "the text below is the archived one" in gone
    former = site.get(f"/document/{ids['b']}?lang=zh").text
    assert "来源网站未加说明改动了本文" in former and f'/document/{ids["b now"]}"' in former
    for name in ("d", "e"):
        assert "has vanished" not in site.get(f"/document/{ids[name]}?lang=en").text


def test_searches_and_trends_choose_what_vanished(site: TestClient, ids: dict[str, str]) -> None:
    def documents(**parameters: str) -> set[str]:
        hits = site.get("/api/search", params={"q": '"稀土"', **parameters}).json()["hits"]
        return {hit["document_id"] for hit in hits}

    assert documents(vanished="any") == {ids["a"], ids["b"], ids["c"]}  # b by its former text
    assert documents(vanished="清空") == {ids["c"]}
    assert documents() == {ids["a"], ids["c"], ids["d"], ids["e"]}
    page = without_breaks(site.get("/search", params={"q": "稀土", "vanished": "any", "lang": "en"}).text)
    assert "gone or changed without notice ✕" in page
    rows = site.get("/api/trends", params={"term": "稀土", "vanished_share": "true"}).json()
    assert [row["vanished_share"] for row in rows] == [1.0, 0.0, 1.0, 0.0, 0.0]
    shown = site.get("/trends", params={"term": "稀土", "vanished_share": "1", "lang": "en"}).text
    assert "vanished share of text" in shown and "100.0%" in shown and "are gone from their source" in shown
    chosen = site.get("/api/trends", params={"term": "稀土", "vanished": "gone"}).json()
    assert [row["total_documents"] for row in chosen] == [1, 0, 1]


def test_status_leads_to_the_page(site: TestClient, client: TestClient) -> None:
    assert "3 documents have vanished from their source" in site.get("/status?lang=en").text
    # In a store that was read from files alone only the menu names the page.
    assert client.get("/status").text.count("/vanished") == 1
    page = client.get("/vanished?lang=en").text
    assert "No source has been asked yet" in page and "Every address was requested again" not in page
    assert "Every address was requested again" in site.get("/vanished?lang=en").text
    assert "None of the documents asked for" in site.get("/vanished?from=1980&to=1981&lang=en").text
