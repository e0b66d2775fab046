"""The JSON interface answers what was asked, and nothing where a parameter is misspelt."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/search?q=创新&corpora=sample", "corpora: no such parameter here. Did you mean corpus?"),
        ("/api/search?q=创新&nosuch=3", "nosuch: no such parameter here; known are as_of, "),
        ("/api/search?q=创新&first=2019", "first: no such parameter here"),
        ("/api/targets?indicators=x", "Did you mean indicator?"),
        ("/api/documents?titel=x", "Did you mean title?"),
        ("/api/trends?term=稀土&groups=kind", "Did you mean group?"),
        ("/api/status?q=1", "q: no such parameter here; known are -."),
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
