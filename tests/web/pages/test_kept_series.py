"""Series and directives of the page follow collections, which change without a change of documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.cli.main import app
from flows.settings import Settings
from flows.web.app import create_app
from tests.stores import copy_whole
from tests.support import MODELS


@pytest.mark.parametrize(
    "address",
    [
        "/trends?term=稀土&collection=mine",
        "/trends?term=query:collection:mine",
        "/directives?q=collection:mine",
    ],
)
def test_what_a_collection_gains_is_counted(sample_store: Path, tmp_path: Path, address: str) -> None:
    store = copy_whole(sample_store, tmp_path / "copy")
    with TestClient(create_app(Settings(store=store, models=MODELS))) as client:
        hits = client.get("/api/search", params={"q": "稀土", "limit": 40}).json()["hits"]
        ids = [hit["passage_id"] for hit in hits]

        def shown() -> str:
            return re.sub(r"<footer.*", "", client.get(address).text, flags=re.DOTALL)

        assert app(["collection", "add", "mine", ids[0], "--store", str(store)]) == 0
        before = shown()
        assert shown() == before
        assert app(["collection", "add", "mine", *ids[1:], "--store", str(store)]) == 0
        assert shown() != before
