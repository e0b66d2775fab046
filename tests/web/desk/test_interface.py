"""Collections and tags through the JSON interface: what a program writes is what page and command line read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from tests.stores import copy_store

ORIGIN = {"origin": "http://testserver"}
TOKEN = "0123456789abcdef"


@pytest.fixture
def own_settings(web_settings: Settings, tmp_path: Path) -> Settings:
    copy = copy_store(web_settings.store, tmp_path)
    return replace(web_settings.at_store(copy), state=tmp_path / "state")


@pytest.fixture
def own(own_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(own_settings), headers=ORIGIN) as opened:
        yield opened


@pytest.fixture
def passage(own_settings: Settings) -> str:
    with Store(own_settings.store) as store:
        return str(store.value("SELECT id FROM document WHERE corpus = 'hostile'")) + "-1"


def members(own: TestClient, address: str) -> list[tuple[str, str]]:
    return [(one["id"], one["note"]) for one in own.get(address).json()["members"]]


def test_a_collection_is_made_filled_changed_and_deleted(own: TestClient, passage: str) -> None:
    document = passage.rpartition("-")[0]
    made = own.post("/api/collections", json={"name": "稀土", "title": "稀土资料", "note": "选读"})
    assert made.status_code == 201
    assert (made.json()["title"], made.json()["members"]) == ("稀土资料", 0)
    place = "/api/collections/稀土"
    assert own.post(f"{place}/members", json={"ids": [document]}).json() == {"name": "稀土", "added": 1}
    assert own.post(f"{place}/members", json={"ids": [document, passage], "note": "看"}).json()["added"] == 1
    assert members(own, place) == [(document, "看"), (passage, "看")]
    assert own.patch(f"{place}/members/2", json={"note": "<b>新", "place": 1}).status_code == 200
    assert members(own, place) == [(passage, "<b>新"), (document, "看")]
    assert own.patch(place, json={"title": "新标题"}).json()["title"] == "新标题"
    assert own.get(place).json()["note"] == "选读"
    assert "新标题" in own.get("/collection/稀土").text
    assert own.delete(f"{place}/members/{document}").json() == {"name": "稀土", "removed": 1}
    assert own.delete(place).json() == {"name": "稀土", "members": 1}
    assert own.get(place).status_code == 404
    assert own.get("/api/collections").json() == []


def test_a_query_becomes_a_collection(own: TestClient) -> None:
    assert own.post("/api/collections", json={"name": "创新", "query": "创新"}).status_code == 201
    found = own.get("/api/search?q=创新").json()["total"]
    assert own.get("/api/collections/创新").json()["total"] == found > 0


def test_a_tag_is_given_and_taken(own: TestClient, passage: str) -> None:
    assert own.post("/api/tags/待核/members", json={"ids": [passage]}).json() == {"name": "待核", "added": 1}
    assert own.get("/api/tags").json() == [{"name": "待核", "documents": 0, "passages": 1}]
    assert own.patch("/api/tags/待核/members/1", json={"note": "急"}).status_code == 200
    assert members(own, "/api/tags/待核") == [(passage, "急")]
    assert own.patch("/api/tags/待核/members/1", json={"place": 1}).status_code == 400
    assert own.delete("/api/tags/待核/members/1").json()["removed"] == 1
    own.post("/api/tags/待核/members", json={"ids": [passage]})
    assert own.delete("/api/tags/待核").json() == {"name": "待核", "members": 1}


WRITING: tuple[tuple[str, str, dict[str, Any] | None], ...] = (
    ("POST", "/api/collections", {"name": "y"}),
    ("PATCH", "/api/collections/x", {"title": "y"}),
    ("DELETE", "/api/collections/x", None),
    ("POST", "/api/collections/x/members", {"ids": ["PASSAGE"]}),
    ("PATCH", "/api/collections/x/members/1", {"note": "y"}),
    ("DELETE", "/api/collections/x/members/1", None),
    ("POST", "/api/tags/x/members", {"ids": ["PASSAGE"]}),
    ("PATCH", "/api/tags/x/members/1", {"note": "y"}),
    ("DELETE", "/api/tags/x/members/1", None),
    ("DELETE", "/api/tags/x", None),
)


def test_pages_of_other_sites_write_nothing(own_settings: Settings, own: TestClient, passage: str) -> None:
    for kind in ("collections", "tags"):
        own.post(f"/api/{kind}/x/members", json={"ids": [passage]})
    before = [own.get(f"/api/{kind}/x").json() for kind in ("collections", "tags")]
    with TestClient(create_app(own_settings)) as other:
        for method, address, body in WRITING:
            for headers in ({}, {"origin": "http://evil.test"}, {"origin": "null"}):
                answer = other.request(method, address, json=body, headers=headers)
                assert answer.status_code == 403, (method, address, headers)
            # What a form of another site can send without asking first:
            as_text = {"origin": "http://evil.test", "content-type": "text/plain"}
            assert other.request(method, address, content="{}", headers=as_text).status_code in (403, 422)
    assert [own.get(f"/api/{kind}/x").json() for kind in ("collections", "tags")] == before
    assert [one["name"] for one in own.get("/api/collections").json()] == ["x"]


def test_every_address_that_writes_was_tried(own: TestClient) -> None:
    paths = own.get("/api/openapi.json").json()["paths"]
    writing = {
        (method.upper(), path)
        for path, methods in paths.items()
        for method in methods
        if method != "get" and path not in ("/api/analyze", "/api/verify")  # these store nothing
    }
    tried = {
        (method, address.replace("/x", "/{name}").replace("/1", "/{member}"))
        for method, address, _ in WRITING
    }
    assert tried == writing


def test_a_program_with_the_token_needs_no_origin(own_settings: Settings, passage: str) -> None:
    app = create_app(own_settings, host="0.0.0.0", token=TOKEN)
    body = {"ids": [passage]}
    with TestClient(app) as program:
        assert program.post("/api/tags/x/members", json=body).status_code == 401
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert program.post("/api/tags/x/members", json=body, headers=bearer).status_code == 200
        program.get(f"/?token={TOKEN}")  # a browser has the token in a cookie from here on
        assert program.post("/api/tags/x/members", json=body).status_code == 403
        origin = {"origin": "http://testserver"}
        assert program.post("/api/tags/x/members", json=body, headers=origin).status_code == 200


REFUSED: tuple[tuple[str, str, dict[str, Any] | None, int], ...] = (
    ("POST", "/api/collections", {"name": "a/b"}, 400),
    ("POST", "/api/collections", {"name": "x", "query": "("}, 400),
    ("POST", "/api/collections", {"title": "x"}, 422),
    ("POST", "/api/collections", {"name": "x", "other": 1}, 422),
    ("POST", "/api/collections/x/members", {"ids": []}, 422),
    ("POST", "/api/collections/x/members", {"ids": ["0000000000000000"]}, 400),
    ("POST", "/api/tags/x/members", {"ids": ["a" * 300]}, 422),
    ("PATCH", "/api/collections/none", {"title": "x"}, 404),
    ("DELETE", "/api/collections/none", None, 404),
    ("DELETE", "/api/collections/none/members/1", None, 404),
    ("DELETE", "/api/tags/none", None, 404),
)


def test_what_cannot_be_written_is_refused(own: TestClient) -> None:
    for method, address, body, status in REFUSED:
        answer = own.request(method, address, json=body)
        assert (answer.status_code, bool(answer.json()["detail"])) == (status, True), (method, address)
    assert own.get("/api/collections").json() == own.get("/api/tags").json() == []


def test_twice_and_wrong_members_are_refused(own: TestClient, passage: str) -> None:
    own.post("/api/collections", json={"name": "x"})
    assert own.post("/api/collections", json={"name": "x"}).status_code == 400
    own.post("/api/collections/x/members", json={"ids": [passage]})
    assert own.delete("/api/collections/x/members/9").status_code == 400
    own.post("/api/collections", json={"name": "q", "query": "创新"})
    assert own.post("/api/collections/q/members", json={"ids": [passage]}).status_code == 400
