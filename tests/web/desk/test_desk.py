"""Pages of the desk: they keep, note, order and export, from this site's own forms alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.store import Store, add_watch
from flows.store.desk import add_history
from flows.web import limits
from flows.web.app import create_app
from tests.stores import copy_store
from tests.web.texts import HOSTILE_TITLE

ORIGIN = {"origin": "http://testserver"}


@pytest.fixture
def own_settings(web_settings: Settings, tmp_path: Path) -> Settings:
    copy = copy_store(web_settings.store, tmp_path)
    return replace(web_settings.at_store(copy), state=tmp_path / "state")


@pytest.fixture
def own(own_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(own_settings)) as opened:
        yield opened


@pytest.fixture
def passage(own_settings: Settings) -> str:
    with Store(own_settings.store) as store:
        return str(store.value("SELECT id FROM document WHERE corpus = 'hostile'")) + "-1"


def send(own: TestClient, address: str, **form: str) -> str:
    """Send a form as the page does; return the address that the answer leads to."""
    answer = own.post(address, data=form, headers=ORIGIN, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def fields_of(own: TestClient, address: str, number: int = 1) -> dict[str, str]:
    """Return the hidden fields of the form of a member, by its number on the page."""
    entry = own.get(address).text.partition(f'id="m{number}"')[2].partition("</li>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', entry))


def test_a_passage_is_kept_noted_moved_and_removed(
    own: TestClient, own_settings: Settings, passage: str
) -> None:
    document = passage.rpartition("-")[0]
    assert own.get(f"/document/{document}").text.count("★") == 0
    assert (
        send(own, f"/keep/{passage}", new_collection="我的", tag="重点", note="看")
        == f"/keep/{passage}?saved=1"
    )
    send(own, f"/keep/{document}", collection="我的")
    page = own.get("/collection/我的").text
    assert re.findall(r'id="m(\d)"', page) == ["1", "2"] and "看" in page
    assert own.get(f"/document/{document}").text.count("★") == 2
    with_star = re.findall(
        r'href="/keep/([^"]+)" rel="nofollow">★', own.get("/search?q=稀土&corpus=hostile").text
    )
    assert with_star == [passage]
    second = fields_of(own, "/collection/我的", 2)
    assert "#m1" in send(own, "/collection/我的", do="up", **second)
    send(own, "/collection/我的", do="note", note="<b>新备注", **second)
    page = own.get("/collection/我的").text
    assert page.index("&lt;b&gt;新备注") < page.index("看") and "<b>新备注" not in page
    send(own, "/collection/我的", do="remove", **second)
    assert re.findall(r'id="m(\d)"', own.get("/collection/我的").text) == ["1"]
    with Store(own_settings.store) as store:
        add_watch(store, "marked", "tag:重点", {}, from_now=True)
    assert "stop working without it: marked" in own.get("/tag/重点?lang=en").text
    send(own, "/tag/重点", do="drop", sure="1")
    assert own.get("/tag/重点").status_code == 400


@pytest.mark.parametrize(
    "form",
    [
        {"new_collection": "新的", "tag": "a/b"},
        {"collection": "有", "new_collection": "a/b"},
        {"collection": "有", "new_collection": "按检索"},
    ],
)
def test_a_refused_form_keeps_nothing(own: TestClient, passage: str, form: dict[str, str]) -> None:
    send(own, "/collections", name="有")
    send(own, "/collections", name="按检索", query="稀土")
    assert own.post(f"/keep/{passage}", data=form, headers=ORIGIN).status_code == 400
    names = [one["name"] for one in own.get("/api/collections").json()]
    assert sorted(names) == ["按检索", "有"]
    assert own.get("/api/collections/有").json()["total"] == 0


def test_titles_and_texts_of_documents_are_escaped(own: TestClient, passage: str) -> None:
    send(own, f"/keep/{passage}", new_collection="x")
    for address in (f"/keep/{passage}", "/collection/x", "/collection/x/export?format=html"):
        page = own.get(address).text
        assert HOSTILE_TITLE not in page and "<script>alert" not in page


def test_a_query_becomes_a_collection(own: TestClient) -> None:
    assert "Keep as a collection" in own.get("/search?q=创新&lang=en").text
    assert 'value="创新"' in own.get("/collections?query=创新").text
    assert send(own, "/collections", name="创新", query="创新") == "/collection/%E5%88%9B%E6%96%B0"
    page = own.get("/collection/创新").text
    total = re.search(r"(\d+) (?:passages|members)", page)
    assert total
    found = own.get("/api/search?q=创新").json()["total"]
    assert int(total[1]) == found == own.get("/api/collections/创新").json()["total"]
    assert "/collection/创新/export" not in page or "Download" in page
    assert "<textarea" not in page.partition('class="members"')[2].partition("</ol>")[0]


FOREIGN: tuple[dict[str, str], ...] = ({}, {"origin": "http://evil.example"}, {"origin": "null"})
FORGED: tuple[tuple[str, dict[str, str]], ...] = (
    ("/collections", {"name": "x"}),
    ("/collection/有", {"do": "drop", "sure": "1"}),
    ("/tag/有", {"do": "drop", "sure": "1"}),
    ("/keep/PASSAGE", {"tag": "x"}),
    ("/history", {}),
)
REFUSED: tuple[tuple[str, dict[str, str]], ...] = (
    ("/collections", {}),
    ("/collections", {"name": "a/b"}),
    ("/collections", {"name": "x", "query": "("}),
    ("/collections", {"name": "x", "note": "a" * 50_000}),
    ("/collection/none", {"do": "drop", "sure": "1"}),
    ("/collection/有", {"do": "drop"}),
    ("/collection/有", {"do": "other"}),
    ("/collection/有", {"do": "note", "member": "99"}),
    ("/keep/PASSAGE", {}),
    ("/keep/0000000000000000", {"tag": "x"}),
)


@pytest.mark.parametrize("kind", ["collection", "tag"])
def test_a_long_list_has_pages(own: TestClient, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(limits, "LINES", 2)
    kept = [hit["passage_id"] for hit in own.get("/api/search?q=稀土&limit=5").json()["hits"]]
    for passage in kept:
        send(own, f"/keep/{passage}", **{"collection": {"new_collection": "x"}, "tag": {"tag": "x"}}[kind])
    pages = [own.get(f"/{kind}/x?page={number}") for number in (1, 2, 3)]
    shown = [re.findall(r'id="m(\d+)".*?href="/passage/([^"]+)"', page.text, re.DOTALL) for page in pages]
    numbered = [(str(number), passage) for number, passage in enumerate(kept, 1)]
    assert shown == [numbered[:2], numbered[2:4], numbered[4:]]
    links = [re.findall(r'rel="(prev|next)" href="([^"]+)"', page.text) for page in pages]
    assert links == [
        [("next", f"/{kind}/x?page=2")],
        [("prev", f"/{kind}/x"), ("next", f"/{kind}/x?page=3")],
        [("prev", f"/{kind}/x?page=2")],
    ]
    for wrong in ("0", "x", "4"):
        assert own.get(f"/{kind}/x?page={wrong}").status_code == 400


def test_a_collection_by_query_has_pages(own: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", 2)
    send(own, "/collections", name="x", query="稀土")
    total = own.get("/api/search?q=稀土").json()["total"]
    found: list[str] = []
    for number in range(1, total // 2 + total % 2 + 1):
        page = own.get(f"/collection/x?page={number}").text
        found += re.findall(r'id="m\d+".*?href="/passage/([^"]+)"', page, re.DOTALL)
    assert len(found) == len(set(found)) == total


def test_a_form_on_a_later_page_leads_back_to_it(own: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", 2)
    for hit in own.get("/api/search?q=稀土&limit=3").json()["hits"]:
        send(own, f"/keep/{hit['passage_id']}", new_collection="x")
    fields = fields_of(own, "/collection/x?page=2", 3)
    assert send(own, "/collection/x", do="note", note="n", **fields) == "/collection/x?page=2#m3"


def test_forms_of_other_sites_change_nothing(own: TestClient, passage: str) -> None:
    send(own, f"/keep/{passage}", new_collection="有", tag="有")
    for address, form in FORGED:
        for headers in FOREIGN:
            answer = own.post(address.replace("PASSAGE", passage), data=form, headers=headers)
            assert answer.status_code == 403, (address, headers)
    assert [one["name"] for one in own.get("/api/collections").json()] == ["有"]
    assert [one["name"] for one in own.get("/api/tags").json()] == ["有"]


def test_what_cannot_be_done_is_said(own: TestClient, passage: str) -> None:
    send(own, f"/keep/{passage}", new_collection="有")
    for address, form in REFUSED:
        answer = own.post(address.replace("PASSAGE", passage), data=form, headers=ORIGIN)
        assert answer.status_code == 400, (address, form)
    assert [one["name"] for one in own.get("/api/collections").json()] == ["有"]


@pytest.mark.parametrize("address", ["/collection/x", "/tag/x"])
def test_a_form_of_a_page_that_has_changed_since_changes_nothing(
    own: TestClient, passage: str, address: str
) -> None:
    """A second tab, the Back button or a double click sends what was true before."""
    field = "new_collection" if "collection" in address else "tag"
    document = passage.rpartition("-")[0]
    for identifier, note in ((passage, "甲"), (document, "乙\n第二行"), (f"{document}-0", "丙")):
        send(own, f"/keep/{identifier}", note=note, **{field: "x"})
        field = field.removeprefix("new_")  # which is there now
    api = address.replace("collection", "collections").replace("tag", "tags")

    def notes() -> list[str]:
        return [one["note"] for one in own.get(f"/api{api}").json()["members"]]

    def refuse(language: str, **form: str) -> str:
        answer = own.post(f"{address}?lang={language}", data=form, headers=ORIGIN, follow_redirects=False)
        assert answer.status_code == 400 and f'<a href="{address}">← ' in answer.text
        assert "<textarea" not in answer.text
        return answer.text

    first, second = fields_of(own, address), fields_of(own, address, 2)
    send(own, address, do="remove", **first)
    before = notes()
    assert len(before) == 2
    for do in ("remove", "note", *(("up", "down") if "collection" in address else ())):
        assert "Nothing was changed" in refuse("en", do=do, note="新", **first)
        assert "未作任何更改" in refuse("zh", do=do, note="新", **first)
        refuse("en", do=do, note="新", member="1")
    assert notes() == before
    send(own, address, do="note", note="新", **second)
    assert "was changed after this page was opened" in refuse("en", do="note", note="旧", **second)
    assert "已被修改" in refuse("zh", do="note", note="旧", **second)
    assert sorted(notes()) == sorted(["新", "丙"])
    send(own, address, do="remove", **second)  # it is the same member, whatever its note
    assert notes() == ["丙"]


def test_the_title_that_another_window_gave_is_not_overwritten(own: TestClient, passage: str) -> None:
    send(own, f"/keep/{passage}", new_collection="x")
    page = own.get("/collection/x").text.partition("</ol>")[2]
    seen = dict(re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)">', page))
    send(own, "/collection/x", do="describe", title="新名", **seen)
    form = {"do": "describe", "title": "旧名", **seen}
    assert own.post("/collection/x", data=form, headers=ORIGIN).status_code == 400
    assert own.get("/api/collections/x").json()["title"] == "新名"


def test_exports_have_their_types(own: TestClient, passage: str) -> None:
    send(own, f"/keep/{passage}", new_collection="x")
    for file_format, beginning in (
        ("md", b"# x"),
        ("html", b"<!doctype"),
        ("docx", b"PK"),
        ("json", b"{"),
        ("bibtex", b"@"),
        ("ris", b"TY"),
        ("csl-json", b"["),
    ):
        answer = own.get(f"/collection/x/export?format={file_format}&style=chicago&labels=zh")
        assert answer.content.startswith(beginning)
        assert answer.headers["content-disposition"].startswith("attachment; ")
    assert own.get("/collection/x/export?format=pdf").status_code == 400
    assert own.get("/collection/none/export").status_code == 400
    assert "Did you mean format?" in own.get("/collection/x/export?formats=docx&lang=en").text


def test_filters_of_pages_and_of_the_interface(own: TestClient, passage: str) -> None:
    document = passage.rpartition("-")[0]
    send(own, f"/keep/{document}", new_collection="x", tag="t")
    whole = own.get("/api/search?corpus=sample&corpus=hostile").json()["total"]
    within = own.get("/api/search?collection=x").json()["total"]
    assert 0 < within < whole
    assert own.get("/api/search?tag=t&collection=x").json()["total"] == within
    assert own.get("/api/search?q=collection:x").json()["total"] == within
    assert own.get("/api/search?collection=none").status_code == 400
    assert own.get("/api/trends?term=自主可控&collection=x").status_code == 200
    assert "1 document" in own.get("/documents?collection=x&lang=en").text
    page = own.get("/search?q=a&collection=x&lang=en").text
    assert "Collection: x" in page
    send(own, "/collections", name="none now", query="自主可控")
    # An answer that was kept follows changes of the collection.
    send(own, "/collection/x", do="remove", **fields_of(own, "/collection/x"))
    assert own.get("/api/search?collection=x").json()["total"] == 0
    assert own.get("/api/collections/none").status_code == own.get("/api/tags/none").status_code == 404


def test_the_history_is_listed_and_deleted(own: TestClient, own_settings: Settings) -> None:
    own.get("/search?q=创新&language=zh")
    own.get("/search?q=创新&language=zh&page=2")
    own.get("/concordance?q=自主可控")
    own.get("/search?q=创新&as_of=2024&vanished=any&expand=0")
    page = own.get("/history").text
    assert re.findall(r'<a href="(/(?:search|concordance)\?[^"]+)"', page) == [
        "/search?q=%E5%88%9B%E6%96%B0&amp;vanished=any&amp;as_of=2024&amp;expand=0",
        "/concordance?q=%E8%87%AA%E4%B8%BB%E5%8F%AF%E6%8E%A7",
        "/search?q=%E5%88%9B%E6%96%B0&amp;language=zh",
    ]
    options = "--kind law --as-typed --fold"  # of the command line, which has options without a value
    add_history(own_settings.state, own_settings.store, "search", "a", options, 1)
    assert '<a href="/search?q=a&amp;kind=law&amp;expand=0"' in own.get("/history").text
    options = "--by month --from 2020 --band --date written --publisher 国务院 --as-typed"
    add_history(own_settings.state, own_settings.store, "trends", "芯片, 稀土", options, 1)
    (found,) = re.findall(r'<a href="(/trends\?[^"]+)"', own.get("/history").text)
    asked = dict(parse_qsl(unescape(found).partition("?")[2]))
    chosen = {"by": "month", "from": "2020", "band": "1", "date": "written", "publisher": "国务院"}
    assert asked == {"term": '"芯片", "稀土"', **chosen}
    options = "--by month --stats --band --level central --as-of 2024"
    add_history(own_settings.state, own_settings.store, "trends", "a, b", options, -1)
    address = "/trends?term=a%2C+b&amp;by=month&amp;band=1&amp;level=central&amp;as_of=2024"
    assert f'<a href="{address}"' in own.get("/history").text
    send(own, "/history")
    assert "创新" not in own.get("/history").text
    assert not (own_settings.state / "history.jsonl").exists()


@pytest.mark.parametrize(
    ("changes", "options"),
    [({"history": False}, {}), ({}, {"host": "0.0.0.0", "token": "a" * 20})],
    ids=["switched off", "others can reach the page"],
)
def test_no_history_where_it_is_off(
    own_settings: Settings, changes: dict[str, Any], options: dict[str, Any]
) -> None:
    settings = replace(own_settings, **changes)
    headers = {"authorization": f"Bearer {options.get('token', '')}"}
    with TestClient(create_app(settings, **options), headers=headers) as own:
        assert own.get("/search?q=创新").status_code == 200
        assert "off" in own.get("/history?lang=en").text
    assert not own_settings.state.exists()


def test_a_store_that_can_only_be_read_shows_no_forms(
    own: TestClient, passage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(own, f"/keep/{passage}", new_collection="x")
    monkeypatch.setattr(
        "flows.web.library.Library.store", property(lambda self: FrozenStore(self.settings.store))
    )
    for address in ("/collections", "/collection/x", f"/keep/{passage}"):
        page = own.get(address).text
        assert 'method="post"' not in page


class FrozenStore(Store):
    """A store that says that it can only be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=True)
        self.is_frozen = True
