"""The reconciliation service: the requests of the protocol, and what OpenRefine would make of the answers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.errors import UsageError
from flows.web.reconciliation.answers import (
    BATCH,
    answer_query,
    read_extension,
    read_names,
    read_queries,
)
from flows.web.reconciliation.naming import NameTable


@pytest.fixture(scope="module")
def table(lexicon: Lexicon) -> NameTable:
    return NameTable(lexicon)


def ask(client: TestClient, **batch: object) -> dict[str, Any]:
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def first(client: TestClient, query: str, **more: object) -> dict[str, Any] | None:
    (found,) = ask(client, q0={"query": query, **more}).values()
    return found["result"][0] if found["result"] else None


# The manifest ---------------------------------------------------------------------------------------------------------


def test_manifest_has_what_the_protocol_asks_for(client: TestClient) -> None:
    answer = client.get("/reconcile")
    manifest = answer.json()
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "0.2" in manifest["versions"] and manifest["name"]
    assert manifest["identifierSpace"] and manifest["schemaSpace"].startswith("http://www.w3.org/")
    assert {kind["id"] for kind in manifest["defaultTypes"]} >= {"TERM", "ORG", "DOC"}
    assert "{{id}}" in manifest["view"]["url"] and "{{id}}" in manifest["preview"]["url"]


def test_every_address_of_the_manifest_answers(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    concept = "rare-earth"
    addresses = [
        manifest["view"]["url"].replace("{{id}}", concept),
        manifest["preview"]["url"].replace("{{id}}", concept),
        *(
            entry["service_url"] + entry["service_path"] + "?prefix=a"
            for entry in manifest["suggest"].values()
        ),
        "{service_url}{service_path}?type=ORG".format(**manifest["extend"]["propose_properties"]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 200, address


# Queries --------------------------------------------------------------------------------------------------------------


def test_a_batch_is_answered_by_its_keys(client: TestClient) -> None:
    """A full request: name, type, limit, properties and strictness; and the least one."""
    found = ask(
        client,
        q0={"query": "自主可控"},
        q1={
            "query": "Ministry of Science and Technology",
            "type": "ORG",
            "limit": 2,
            "properties": [{"pid": "name_zh", "v": ["科学技术部", {"id": "most", "name": "科学技术部"}]}],
            "type_strict": "any",
        },
        q2={"query": "没有这个东西的名称"},
    )
    assert list(found) == ["q0", "q1", "q2"]
    (exact,) = [one for one in found["q0"]["result"] if one["match"]]
    assert exact == {
        "id": "autonomous-and-controllable",
        "name": "自主可控",
        "description": "autonomous and controllable · term 术语",
        "type": [{"id": "TERM", "name": "term 术语"}],
        "score": 100.0,
        "match": True,
        "features": [{"id": "is_exact", "value": True}],
    }
    assert [one["id"] for one in found["q1"]["result"]] == ["most"]
    assert found["q2"] == {"result": []}


@pytest.mark.parametrize(
    ("name", "concept", "is_match"),
    [
        ("稀土", "rare-earth", True),
        ("Rare Earth", "rare-earth", True),
        ("ＲＡＲＥ ＥＡＲＴＨ", "rare-earth", True),
        ("新型舉國體制", "new-whole-of-nation-system", True),  # traditional script
        ("rare earths", "rare-earth", False),  # another number
        ("MOST", "most", True),
        ("ＭＯＳＴ", "most", True),
        ("ＷＴＯ", "wto", True),
        ("５Ｇ", "fifth-generation-mobile", True),
        ("Ｍｏｓｔ", "most", False),
        ("Most", "most", False),  # an abbreviation in other capitals is a word
        ("most", "most", False),  # an id is no name
        ("export-control", "export-control", True),  # hyphens are spaces in names
        ("mic-2025-roadmap", "mic-2025-roadmap", False),
        ("新型举国体质", "new-whole-of-nation-system", False),  # one character is wrong
        ("Made in China2025", "made-in-china-2025", False),
    ],
)
def test_names_lead_to_their_concept(client: TestClient, name: str, concept: str, is_match: bool) -> None:
    found = first(client, name)
    assert found and (found["id"], found["match"]) == (concept, is_match)
    assert (found["score"] == 100) >= is_match


def test_names_come_in_the_language_that_was_typed(client: TestClient) -> None:
    assert [first(client, name)["name"] for name in ("稀土", "rare earth")] == ["稀土", "rare earth"]  # type: ignore[index]


def test_a_form_that_is_no_label_is_shown(client: TestClient) -> None:
    found = first(client, "科技部")
    assert found and found["description"].endswith("; 科技部")


def test_types_limit_the_candidates(client: TestClient) -> None:
    (found,) = ask(client, q={"query": "人工智能", "type": ["ORG", "DOC"], "limit": 25}).values()
    assert found["result"] and {one["type"][0]["id"] for one in found["result"]} <= {"ORG", "DOC"}
    assert ask(client, q={"query": "人工智能", "type": "NONE"}) == {"q": {"result": []}}


def test_properties_alone_find_concepts(client: TestClient, lexicon: Lexicon) -> None:
    known = next(one for one in lexicon.concepts.values() if one.wikidata)
    query = {"properties": [{"pid": "wikidata", "v": known.wikidata}]}
    (found,) = ask(client, q=query).values()
    assert known.id in {one["id"] for one in found["result"]}
    assert not any(one["match"] for one in found["result"])
    unknown = {"query": "稀土", "properties": [{"pid": "height", "v": 3}]}
    assert ask(client, q=unknown)["q"]["result"][0]["id"] == "rare-earth"


def test_a_name_of_two_concepts_is_no_match() -> None:
    two = Lexicon([Concept("a", "ORG", "同名", "A"), Concept("b", "TERM", "同名", "B")])
    table = NameTable(two)

    def match(query: dict[str, object]) -> list[tuple[str, bool]]:
        found = answer_query(read_queries(json.dumps({"q": query}))["q"], table, two)["result"]
        assert isinstance(found, list)
        return [(one["id"], one["match"]) for one in found]

    assert match({"query": "同名"}) == [("a", False), ("b", False)]
    assert match({"query": "同名", "type": "TERM"}) == [("b", True)]


def test_every_form_of_the_lexicon_matches_its_concept(lexicon: Lexicon, table: NameTable) -> None:
    """One in two hundred, as a batch would ask."""
    forms = [(form, concept.id) for concept in lexicon.concepts.values() for form in concept.surfaces]
    for form, concept in forms[::200]:
        query = read_queries(json.dumps({"q": form}))["q"]
        (found,) = [one for one in answer_query(query, table, lexicon)["result"] if one["match"]]  # type: ignore[attr-defined]
        assert (found["id"], found["score"]) == (concept, 100)


@given(st.text(max_size=30))
def test_scores_lie_between_0_and_100(table: NameTable, name: str) -> None:
    found = table.find(name, (), 25)
    assert all(0 < one.score <= 100 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.concept.id for one in found}) == len(found)


# Suggestions, properties, preview -------------------------------------------------------------------------------------


def test_suggestions_begin_with_the_prefix(client: TestClient) -> None:
    found = client.get("/reconcile/suggest/entity", params={"prefix": "自主"}).json()["result"]
    assert "autonomous-and-controllable" in [one["id"] for one in found[:5]]
    more = client.get("/reconcile/suggest/entity", params={"prefix": "自主", "cursor": 3}).json()["result"]
    assert more[: len(found) - 3] == found[3:]
    assert found[0]["notable"] == [{"id": "TERM", "name": "term 术语"}]
    by_id = client.get("/reconcile/suggest/entity", params={"prefix": "rare-earth"}).json()["result"]
    assert by_id[0]["id"] == "rare-earth"
    assert client.get("/reconcile/suggest/entity", params={"prefix": " "}).json() == {"result": []}
    kinds = client.get("/reconcile/suggest/type", params={"prefix": "机构"}).json()["result"]
    assert kinds == [{"id": "ORG", "name": "organisation 机构"}]


def test_properties_of_concepts(client: TestClient, lexicon: Lexicon) -> None:
    names = list(read_names()["properties"])
    wanted = {
        "ids": ["most", "no-such-thing"],
        "properties": [{"id": name, "settings": {}} for name in names],
    }
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert [entry["id"] for entry in answer["meta"]] == names and all(
        entry["name"] for entry in answer["meta"]
    )
    row = answer["rows"]["most"]
    assert row["name_zh"] == [{"str": "科学技术部"}] and row["type"] == [{"str": "ORG"}]
    assert row["name_en"] == [{"str": "Ministry of Science and Technology"}]
    assert {"str": "科技部"} in row["variants"]
    assert all(values == [] for values in answer["rows"]["no-such-thing"].values())
    child = next(one for one in lexicon.concepts.values() if one.broader)
    wanted = {"ids": [child.id], "properties": [{"id": "broader"}]}
    answer = client.get("/reconcile", params={"extend": json.dumps(wanted)}).json()
    assert answer["rows"][child.id]["broader"][0]["id"] == child.broader


def test_preview_may_be_framed_by_this_machine_and_nothing_else(client: TestClient) -> None:
    page = client.get("/reconcile/preview", params={"id": "most"})
    assert "科学技术部" in page.text and "MOST" in page.text
    policy = page.headers["content-security-policy"]
    assert "font-src 'self'" in policy
    assert "frame-ancestors 'self' http://localhost:*" in policy and "x-frame-options" not in page.headers
    assert client.get("/reconcile/preview", params={"id": "<script>"}).status_code == 404
    other = client.get("/concept/most")
    assert other.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in other.headers["content-security-policy"]


# Limits and access ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "status", "message"),
    [
        ({}, 400, "queries: expected a JSON object"),
        ({"queries": "["}, 400, "queries: expected a JSON object"),
        ({"queries": "[" * 100_000}, 400, "queries: expected a JSON object"),
        ({"queries": '{"q": {}}'}, 400, "queries.q: "),
        ({"queries": '{"q": {"query": 3}}'}, 400, "queries.q: "),
        ({"queries": '{"q": {"query": "a", "limit": 0.5}}'}, 400, "queries.q: "),
        ({"queries": '{"q": {"query": "a", "more": 1}}'}, 400, "queries.q: "),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "type"}]}}'}, 400, "queries.q: "),
        ({"extend": "{}"}, 400, "extend: "),
        ({"extend": '{"ids": ["a"], "properties": [{"id": "height"}]}'}, 400, "known values:"),
    ],
)
def test_what_is_no_request_is_refused(
    client: TestClient, form: dict[str, str], status: int, message: str
) -> None:
    answer = client.post("/reconcile", data=form)
    assert answer.status_code == status and message in answer.json()["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_batches_are_bounded(client: TestClient) -> None:
    limit = client.get("/reconcile").json()["batchSize"]
    batch = {str(number): {"query": "稀土"} for number in range(limit)}
    assert len(ask(client, **batch)) == limit == BATCH
    assert client.post("/reconcile", data={"queries": json.dumps({**batch, "x": "y"})}).status_code == 413
    with pytest.raises(UsageError, match="501 queries"):
        read_extension(json.dumps({"ids": ["a"] * 501, "properties": []}))
    assert client.post("/reconcile", data={"queries": " " * 400_001}).status_code == 413
    assert ask(client, q={"query": "稀土" * 500}) == {"q": {"result": []}}


def test_pages_of_other_sites_read_only_this(client: TestClient) -> None:
    headers = {"origin": "http://127.0.0.1:3333", "access-control-request-method": "POST"}
    preflight = client.options("/reconcile", headers=headers)
    assert preflight.status_code == 204 and preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for address in ("/", "/api/status", "/concept/most", "/api/search?q=稀土"):
        assert "access-control-allow-origin" not in client.get(address, headers=headers).headers


def test_what_was_typed_is_no_markup_in_the_preview(client: TestClient) -> None:
    assert not re.search(r"<(?:script|img)", client.get("/reconcile/preview", params={"id": "most"}).text)
