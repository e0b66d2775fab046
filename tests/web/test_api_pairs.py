"""The JSON interface to pairs of documents and their linked sentences."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from flows.annotation.lexicon import Lexicon
from flows.pipeline import align_pairs
from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from tests.pipeline.alignment.texts import FirstWithFirst, store_records
from tests.store.translations.test_pairs import DECLARED
from tests.support import MODELS


def test_pairs_and_their_links_are_read(tmp_path: Path, small_lexicon: Lexicon) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        ids = store_records(store, tmp_path, DECLARED, small_lexicon)
        align_pairs(store, FirstWithFirst)
    with TestClient(create_app(Settings(store=path, models=MODELS)), base_url="http://localhost") as client:
        answer = client.get("/api/pairs", params={"document": ids["1"]}).json()
        assert answer["total"] == 1
        (row,) = answer["rows"]
        assert (row["known_by"], row["zh_document_id"], row["en_document_id"]) == (
            "declared",
            ids["1"],
            ids["1-en"],
        )
        found = client.get(f"/api/pairs/{row['id'][:8]}", params={"offset": 1, "limit": 1}).json()
        assert found["total"] == 3
        (link,) = found["links"]
        assert link["zh"] == [{"passage_id": f"{ids['1']}-1", "start": 0, "end": len(link["zh_text"])}]
        assert (link["position"], link["is_aligned"], link["score"]) == (1, True, 0.9)
        assert client.get("/api/pairs", params={"status": "dismissed"}).json()["total"] == 0
        assert client.get("/api/pairs/0000").status_code == 404
