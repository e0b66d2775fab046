"""The JSON interface answers what was asked, and nothing where a parameter is misspelt."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/search?q=创新&corpora=sample", "corpora: no such parameter here. Did you mean corpus?"),
        ("/api/search?q=创新&nosuch=3", "nosuch: no such parameter here; parameters: as_of, "),
        ("/api/search?q=创新&first=2019", "first: no such parameter here"),
        ("/api/targets?indicators=x", "Did you mean indicator?"),
        ("/api/documents?titel=x", "Did you mean title?"),
        ("/api/trends?term=稀土&groups=kind", "Did you mean group?"),
        ("/api/status?q=1", "q: no such parameter here; parameters: -."),
    ],
)
def test_an_unknown_parameter_is_refused(client: TestClient, address: str, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert said in answer.json()["detail"]


def test_known_parameters_are_answered(client: TestClient) -> None:
    asked = {"q": "稀土", "from": "2019", "to": "2024", "corpus": "sample", "limit": "2", "facet": "term"}
    assert client.get("/api/search", params=asked).status_code == 200


def test_a_page_ignores_what_it_does_not_know(client: TestClient) -> None:
    assert client.get("/search?q=稀土&utm_source=x").status_code == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe", "text/plain"),
        (b'{"text": NaN}', "application/json"),
        (rb'{"text": "\ud83d"}', "application/json"),
        (b'{"text": "x", "\\ud83d": 1}', "application/json"),
    ],
)
def test_a_body_that_json_cannot_repeat_is_refused(client: TestClient, body: bytes, kind: str) -> None:
    answer = client.post("/api/verify", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "body"


def test_a_refused_value_is_repeated_as_typed(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "稀土", "sort": "新"})
    assert (answer.status_code, answer.json()["detail"][0]["input"]) == (422, "新")
