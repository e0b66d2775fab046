"""Pages with statuses of an older day say so; the statuses are brought up to date by `zhengce annotate`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.references import note_old_statuses, read_status, settle_states
from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from tests.stores import copy_store

NOTES = {"en": "statuses are those of 2012-01-01; ", "zh": "效力状态为 2012-01-01 的状态；"}


@pytest.fixture
def old(web_settings: Settings, tmp_path: Path) -> Settings:
    """The store as it was settled long ago."""
    settings = web_settings.at_store(copy_store(web_settings.store, tmp_path))
    with Store(settings.store) as store:
        settle_states(store, date(2012, 1, 1))
    return settings


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_pages_say_of_which_day_the_statuses_are(old: Settings, locale: str) -> None:
    with Store(old.store) as store:
        documents = store.column("SELECT id FROM document ORDER BY id")
        changed = next(one for one in documents if note_old_statuses(store, one))
        same = next(one for one in documents if not note_old_statuses(store, one))
        assert read_status(store, changed).as_of == "2012-01-01"
    with TestClient(create_app(old)) as client:

        def is_noted(address: str) -> bool:
            answer = client.get(address, params={"lang": locale})
            assert answer.status_code == 200
            return NOTES[locale] in answer.text

        assert is_noted(f"/document/{changed}") and not is_noted(f"/document/{same}")
        assert is_noted("/status")
    with TestClient(create_app(old)) as client:
        found = client.get(f"/search?q=&status=not_yet&lang={locale}").text
        assert NOTES[locale] in found
        assert NOTES[locale] not in client.get(f"/search?q=稀土&lang={locale}").text
