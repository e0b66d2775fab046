"""Schemathesis asks the JSON interface what its OpenAPI description allows and what it does not: no answer is a server error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema

from flows.settings import Settings
from flows.web.app import create_app
from tests.stores import copy_store

PATHS = (
    "/api/search",
    "/api/search/documents",
    "/api/similar",
    "/api/concordance",
    "/api/trends",
    "/api/documents/{document_id}",
    "/api/cite/{identifier}",
    "/api/documents",
    "/api/vanished",
    "/api/batch",
    "/api/network",
    "/api/directives",
    "/api/concepts/{name}",
    "/api/compare",
    "/api/corrections",
    "/api/events",
    "/api/targets",
    "/api/pairs",
    "/api/pairs/{pair_id}",
    "/api/pairs/{pair_id}/omissions",
    "/api/parallel",
    "/api/renderings",
    "/api/citations",
    "/api/dossier",
    "/api/brief",
    "/api/collections",
    "/api/collections/{name}",
    "/api/tags",
    "/api/tags/{name}",
    "/api/analyze",
    "/api/verify",
    "/api/status",
)
POSTED = ("/api/analyze", "/api/verify")
WITHOUT_PARAMETERS = ("/api/collections", "/api/tags", "/api/status")


CASES = [
    (path, mode)
    for path in PATHS
    for mode in schemathesis.GenerationMode
    if path not in WITHOUT_PARAMETERS or mode.is_positive
]


@pytest.fixture(scope="module")
def schema(client: TestClient) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/api/openapi.json", client.app)


@pytest.mark.parametrize(("path", "mode"), CASES)
def test_no_server_errors(schema: BaseSchema, path: str, mode: schemathesis.GenerationMode) -> None:
    operation = schema[path]["POST" if path in POSTED else "GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=10,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=[not_a_server_error], headers={"host": "localhost"})

    ask()


WRITING = (
    ("POST", "/api/collections"),
    ("PATCH", "/api/collections/{name}"),
    ("DELETE", "/api/collections/{name}"),
    *(
        one
        for kind in ("collections", "tags")
        for one in (
            ("POST", f"/api/{kind}/{{name}}/members"),
            ("PATCH", f"/api/{kind}/{{name}}/members/{{member}}"),
            ("DELETE", f"/api/{kind}/{{name}}/members/{{member}}"),
        )
    ),
    ("DELETE", "/api/tags/{name}"),
)


@pytest.fixture(scope="module")
def own(web_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A page over a copy of the store, to write to."""
    copy = copy_store(web_settings.store, tmp_path_factory.mktemp("own"))
    with TestClient(create_app(web_settings.at_store(copy))) as opened:
        yield opened


@pytest.fixture(scope="module")
def own_schema(own: TestClient) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/api/openapi.json", own.app)


@pytest.mark.parametrize(("method", "path"), WRITING)
def test_no_server_errors_in_writing(own_schema: BaseSchema, method: str, path: str) -> None:
    operation = own_schema[path][method]

    @given(case=operation.as_strategy())
    @settings(
        max_examples=8,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        headers = {"host": "localhost", "origin": "http://localhost"}
        case.call_and_validate(checks=[not_a_server_error], headers=headers)

    ask()


def test_every_path_is_asked(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    asked = {("POST" if path in POSTED else "GET", path) for path in PATHS} | set(WRITING)
    assert asked == {(method.upper(), path) for path, methods in described.items() for method in methods}


def test_a_place_beyond_any_list_is_refused(client: TestClient) -> None:
    """Every offset has a bound: a number that no store can hold is the asker's mistake."""
    described = client.get("/api/openapi.json").json()
    offsets = [
        (path, parameter["schema"].get("maximum", 0))
        for path, methods in described["paths"].items()
        for method in methods.values()
        for parameter in method.get("parameters", ())
        if parameter["name"] == "offset"
    ]
    assert offsets and all(0 < most < 2**63 for _, most in offsets)
    assert client.get("/api/targets", params={"offset": 2**70}).status_code == 422
