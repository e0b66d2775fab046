"""What the library keeps after a correction: all that the correction does not touch, and nothing that it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.errors import StoreError
from flows.pipeline.corrections import MentionChange, correct_mention, list_corrections, undo_correction
from flows.settings import Settings
from flows.store import Store
from flows.store.passages import find_passages
from flows.trends import ChangeRequest, find_emerging, find_silent
from flows.web.app import create_app
from flows.web.findings import keep_brief
from flows.web.library import Library
from tests.stores import copy_store

PASSAGE = "d61cbc622552013e-0"  # Licences as leverage: the rare earth year


@pytest.fixture
def own_settings(web_settings: Settings, tmp_path: Path) -> Settings:
    return web_settings.at_store(copy_store(web_settings.store, tmp_path))


def dismiss(library: Library) -> None:
    with Store(library.settings.store) as store:
        one = next(one for one in find_passages(store, [PASSAGE])[PASSAGE].mentions if one.concept)
        change = MentionChange(PASSAGE, one.text, start=one.start, was=one.concept, reason="x")
        correct_mention(store, library.lexicon, change)


def undo(library: Library) -> None:
    with Store(library.settings.store) as store:
        undo_correction(store, list_corrections(store)[0].id, library.lexicon)


def test_a_correction_keeps_what_it_does_not_touch(own_settings: Settings) -> None:
    library = Library(own_settings)
    cited, monthly, brief = library.cited, library.monthly, keep_brief(library)
    for change in (dismiss, undo):
        change(library)
        fresh = Library(own_settings)
        assert library.cited is cited == fresh.cited
        assert library.monthly is not monthly and sorted(library.monthly) == sorted(fresh.monthly)
        assert keep_brief(library) == keep_brief(fresh)
    assert sorted(library.monthly) == sorted(monthly) and keep_brief(library) == brief


def test_changes_from_kept_counts_are_those_of_the_store(own_settings: Settings) -> None:
    library, request = Library(own_settings), ChangeRequest("2021", limit=40)
    assert library.monthly
    for change in (dismiss, undo):
        for find in (find_emerging, find_silent):
            assert find(library.collection, request, library.monthly) == find(library.collection, request)
        change(library)
    held = ChangeRequest("2021", limit=40, hold=False)  # counts of other groups: what is kept is not used
    assert find_emerging(library.collection, held, library.monthly) == find_emerging(library.collection, held)


def replace_store(store: Path, other: Path) -> None:
    """Put another store, which has no documents, in the place of one."""
    with Store(other):
        pass
    for log in store.parent.glob(f"{store.name}-*"):
        log.unlink()
    other.replace(store)


def test_a_store_that_was_replaced_is_neither_read_nor_written(own_settings: Settings) -> None:
    """Connections read on from the former file, and new ones would write to the new one."""
    app = create_app(own_settings, can_edit=True)
    origin = {"origin": "http://testserver"}
    with TestClient(app, raise_server_exceptions=False) as page:
        assert page.get("/api/trends?term=稀土").status_code == 200
        replace_store(own_settings.store, own_settings.store.with_name("other.sqlite"))
        for address in ("/", "/search?q=稀土", "/api/trends?term=稀土", "/api/tags", "/status"):
            answer = page.get(address)
            assert answer.status_code == 503 and "nother file has taken the place" in answer.text, address
        assert "已被替换" in page.get("/search?q=稀土&lang=zh").text
        ids = {"ids": [PASSAGE]}
        assert page.post("/api/tags/x/members", json=ids, headers=origin).status_code == 503
        correction = {"what": "data", "title": "x", "reason": "x"}
        document = PASSAGE.partition("-")[0]
        assert page.post(f"/correct/{document}", data=correction, headers=origin).status_code == 503
        source = {"address": "https://example.org/"}
        assert page.post("/add/address", data=source, headers=origin).status_code == 503
    with Store(own_settings.store) as store:
        assert store.value("SELECT count(*) FROM kept_item") == 0


def test_a_store_that_is_away_for_a_moment_is_read_on(own_settings: Settings) -> None:
    library = Library(own_settings)
    assert library.cited
    away = own_settings.store.with_name("away.sqlite")
    own_settings.store.rename(away)
    assert library.collection
    with pytest.raises(StoreError):
        library.open_store()
    away.rename(own_settings.store)
    with library.open_store():
        assert library.collection
