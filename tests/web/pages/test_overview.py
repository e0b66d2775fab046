"""The first page and the page of the store's state, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.pipeline import ingest_paths
from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from tests.stores import copy_whole
from tests.support import MODELS, without_breaks, without_languages


@pytest.mark.parametrize(("locale", "reason"), [("en", "empty file"), ("zh", "空文件")])
def test_reasons_of_rejections_are_in_the_language_of_the_page(
    web_store: Path, tmp_path: Path, locale: str, reason: str
) -> None:
    path = copy_whole(web_store, tmp_path / "copy")
    with Store(path) as store, store.transaction() as connection:
        connection.execute("DELETE FROM rejection")
        insert = "SELECT 'sample', ?, 'read', 'as it was', '', id, '2026', ?, '{}' FROM run LIMIT 1"
        columns = 'corpus, place, stage, reason, source_sha256, run_id, rejected, code, "values"'
        for place, code in (("new.txt", "corpus.empty_file"), ("old.txt", "")):
            connection.execute(f"INSERT INTO rejection ({columns}) {insert}", (place, code))
    with TestClient(create_app(Settings(store=path, models=MODELS))) as own:
        page = without_breaks(without_languages(own.get(f"/status?lang={locale}").text))
    assert f"<td>new.txt</td><td>{reason}" in page
    assert "<td>old.txt</td><td>as it was" in page


def test_every_corpus_that_is_a_link_can_be_searched(tmp_path: Path) -> None:
    """A corpus with a manifest and no document yet is listed, but leads to no search."""
    text = tmp_path / "notice.txt"
    text.write_text("各单位应当落实试点方案。", encoding="utf-8")
    folder = tmp_path / "corpora" / "planned"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text(
        "id: planned\ntitle: Planned\nlocation: documents\nschedule:\n  cron: 0 7 * * 1\n", encoding="utf-8"
    )
    settings = Settings(store=tmp_path / "s.sqlite", models=MODELS, corpora=tmp_path / "corpora")
    with Store(settings.store) as store, store.run("test") as run:
        ingest_paths(store, run.id, "mine", [text])
    with TestClient(create_app(settings)) as own:
        page = own.get("/status?lang=en").text
        addresses = re.findall(r'href="(/search\?corpus=[^"]*)"', page)
        assert ">planned<" in page and addresses == ["/search?corpus=mine"]
        assert own.get(addresses[0]).status_code == 200
