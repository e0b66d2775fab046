"""Saved searches on the page: saved from a search, looked at, followed as a feed, forgotten."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.store import Store, add_watch, list_watches
from flows.web.app import create_app
from flows.web.desk.searches import _link_feed
from tests.stores import copy_whole
from tests.support import MODELS

ORIGIN = {"origin": "http://testserver"}


@pytest.fixture
def own(web_store: Path, tmp_path: Path) -> Iterator[TestClient]:
    copy_whole(web_store, tmp_path / "copy")
    settings = Settings(store=tmp_path / "copy" / web_store.name, outputs=tmp_path, models=MODELS)
    with TestClient(create_app(settings), headers=ORIGIN) as opened:
        yield opened


def test_a_search_is_saved_run_and_forgotten(own: TestClient, web_store: Path, tmp_path: Path) -> None:
    page = own.post(
        "/searches", data={"name": "rare", "search": "q=稀土&strategy=tech_leverage&from=2020"}
    ).text
    assert "rare" in page
    with Store(tmp_path / "copy" / web_store.name) as store:
        (watch,) = list_watches(store)
        assert watch.query == "(稀土) date:2020.."
        assert watch.filters == {"strategy": ["tech_leverage"]}
        with store.transaction() as connection:  # as if nothing had been looked at
            connection.execute("UPDATE watch SET seen = 0")
    shown = own.get("/searches?lang=en").text  # no run yet
    for ending in ("rss", "json", "md"):
        assert f'href="/searches/rare.{ending}"' in shown
        feed = own.get(f"/searches/rare.{ending}")
        assert feed.status_code == 200 and "rare" in feed.text and "passage_id" not in feed.text
    assert own.get("/searches/nosuch.rss").status_code == 404
    own.post("/searches", data={"do": "run"})
    page = own.get("/searches?lang=en").text
    assert 'href="/passage/' in page and "/searches/rare.rss" in page
    linked = own.get("/searches/rare.rss").text
    assert "<rss" in linked and "<link>http://testserver/search?" in linked and "about:blank" not in linked
    refused = own.post("/searches?lang=en", data={"do": "forget", "name": "rare"})
    assert refused.status_code == 400 and "Tick the box" in refused.text
    assert "rare" in own.get("/searches?lang=en").text
    own.post("/searches", data={"do": "forget", "name": "rare", "sure": "1"})
    assert "No search is saved" in own.get("/searches?lang=en").text


def test_a_search_of_a_province_is_saved_with_it(own: TestClient, web_store: Path, tmp_path: Path) -> None:
    offered = own.get("/search", params={"q": "稀土", "province": "广东"}).text
    assert 'name="search" value="q=%E7%A8%80%E5%9C%9F&amp;province=' in offered
    assert "--province 广东" in html.unescape(offered).replace("'", "")
    own.post("/searches", data={"name": "south", "search": "q=稀土&province=广东"})
    with Store(tmp_path / "copy" / web_store.name) as store:
        (watch,) = list_watches(store)
    assert (watch.query, watch.filters) == ("稀土", {"province": ["广东省"]})
    page = own.get("/searches?lang=en").text
    assert "province=%E5%B9%BF%E4%B8%9C%E7%9C%81" in page and "Guangdong" in page


def test_a_feed_leads_to_its_search_and_its_items_to_their_sources(
    own: TestClient, web_store: Path, tmp_path: Path
) -> None:
    own.post("/searches", data={"name": "rare", "search": "q=稀土"})
    channel = ElementTree.fromstring(own.get("/searches/rare.rss").text).find("channel")
    assert channel is not None and channel.find("item") is None  # no run yet
    assert str(channel.findtext("link")).startswith("http://testserver/search?q=")
    with Store(tmp_path / "copy" / web_store.name) as store, store.transaction() as connection:
        connection.execute("UPDATE watch SET seen = 0")
        connection.execute("UPDATE document SET url = 'https://example.org/' || id")
    own.post("/searches", data={"do": "run"})
    of_file = ElementTree.parse(tmp_path / "watches" / "rare.rss").findall("channel/item/link")
    channel = ElementTree.fromstring(own.get("/searches/rare.rss").text).find("channel")
    assert channel is not None and str(channel.findtext("link")).startswith("http://testserver/search?q=")
    links = [link.text for link in channel.findall("item/link")]
    assert links == [link.text for link in of_file] and len(links) > 2
    assert all(str(link).startswith("https://example.org/") for link in links)


@pytest.mark.parametrize(
    "content",
    [
        "<channel>\n<title>t</title>\n<description>d</description>\n<item><link>x</link></item>",
        "<channel>\n<title>t</title>\n<link>about:blank</link>\n<description>d</description>\n<item><link>x</link></item>",
    ],
)
def test_a_feed_of_any_version_gets_one_link_of_its_own(content: str) -> None:
    assert _link_feed(content, "http://a/search?q=a&b=c") == (
        "<channel>\n<title>t</title>\n<link>http://a/search?q=a&amp;b=c</link>\n"
        "<description>d</description>\n<item><link>x</link></item>"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "Rare Earths", "search": "q=稀土"}, "lower-case letters"),
        ({"name": "x", "search": "q=(稀土"}, "column"),
        ({"name": "x", "search": "q=a&strategy=nope"}, "nope"),
    ],
)
def test_what_can_not_be_saved_is_said(own: TestClient, values: dict[str, str], said: str) -> None:
    answer = own.post("/searches", data=values, params={"lang": "en"})
    assert answer.status_code == 400 and said in answer.text


def test_a_name_is_taken_once(own: TestClient) -> None:
    own.post("/searches", data={"name": "x", "search": "q=稀土"})
    assert "another name" in own.post("/searches?lang=en", data={"name": "x", "search": "q=镓"}).text


def test_another_site_saves_nothing(own: TestClient) -> None:
    headers = {"origin": "http://evil.example"}
    assert own.post("/searches", data={"name": "x", "search": "q=稀土"}, headers=headers).status_code == 403
    assert own.get("/searches/..%2F..%2Fx.md").status_code in (404, 422)


def test_a_search_that_can_not_be_run_is_named_and_the_others_run(
    own: TestClient, web_store: Path, tmp_path: Path
) -> None:
    with Store(tmp_path / "copy" / web_store.name) as store:
        add_watch(store, "broken", "collection:none", {}, from_now=False)
        add_watch(store, "rare", "稀土", {}, from_now=False)
        answer = own.post("/searches?lang=en", data={"do": "run"})
        assert answer.status_code == 400
        assert "broken: not run: " in answer.text and "the others were run" in answer.text
        hits = {watch.name: watch.hits for watch in list_watches(store)}
    assert hits["broken"] == 0 and hits["rare"] > 0
