"""Schemathesis asks the JSON interface what its OpenAPI description allows and what it does not: no answer is a server error."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

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
    "/api/collections",
    "/api/collections/{name}",
    "/api/tags",
    "/api/tags/{name}",
    "/api/verify",
    "/api/status",
)
POSTED = ("/api/verify",)
WITHOUT_PARAMETERS = ("/api/collections", "/api/tags", "/api/status")


CASES = [
    (path, mode)
    for path in PATHS
    for mode in schemathesis.GenerationMode
    if path not in WITHOUT_PARAMETERS or mode.is_positive
]


@pytest.mark.parametrize(("path", "mode"), CASES)
def test_no_server_errors(client: TestClient, path: str, mode: schemathesis.GenerationMode) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app)
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


def test_every_path_is_asked(client: TestClient) -> None:
    assert set(client.get("/api/openapi.json").json()["paths"]) == set(PATHS)
