"""The page of a dossier: what heads it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.support import without_languages


@pytest.mark.parametrize(
    ("locale", "name", "heading"),
    [
        ("en", "稀土", "Dossier: 稀土 (rare earth)"),
        ("en", "rare earth", "Dossier: rare earth"),
        ("zh", "rare earth", "档案：rare earth（稀土）"),
        ("zh", "稀土", "档案：稀土"),
    ],
)
def test_what_was_typed_heads_a_dossier(client: TestClient, locale: str, name: str, heading: str) -> None:
    page = client.get("/dossier", params={"name": name, "lang": locale}).text
    assert f"<h1>{heading}</h1>" in without_languages(page)
