"""`zhengce search --counterparts`, the interface and Python give the same counterparts, and none unless asked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from flows.annotation.annotator import Annotator
from flows.cli.commands.reading.search import search
from flows.cli.options import TableOutput
from flows.pipeline import align_pairs, annotate_store
from flows.reports import BriefSource, write_brief, write_dossier
from flows.reports.evidence_page import write_evidence
from flows.search import Collection
from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from flows.workspace import Workspace
from tests.pipeline.alignment.texts import store_records
from tests.reports.test_evidence import ask
from tests.search.test_counterparts import RECORDS, BySentence
from tests.support import MODELS, without_breaks


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Path]:
    """A store with an aligned pair, a document outside any pair, and an earlier one on another subject."""
    folder = tmp_path_factory.mktemp("pair")
    earlier = {"id": "0", "title": "此前", "date": "2020-06-01", "text": "会议在北京召开。"}
    with Store(folder / "s.sqlite") as store:
        store_records(store, folder, [*RECORDS, earlier], annotator.tagger.lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        align_pairs(store, BySentence)
    yield folder / "s.sqlite"


def run_search(path: Path, capsys: pytest.CaptureFixture[str], file_format: Any, **options: Any) -> str:
    assert search("稀土", output=TableOutput(format=file_format), store=path, **options) == 0
    return capsys.readouterr().out


def shown(hits: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {
        hit["title"]: [one["text"] for entry in hit["counterparts"] for one in entry["sentences"]]
        for hit in hits
    }


def test_every_way_of_asking_gives_the_same(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run_search(path, capsys, "json", counterparts=True))
    assert shown(answer["hits"]) == {
        "样例": ["Rare earths come first.", "Exports are managed."],
        "Sample": ["稀土优先发展。"],
        "另一样例": [],
    }
    with TestClient(create_app(Settings(store=path, models=MODELS)), base_url="http://localhost") as client:
        found = client.get("/api/search", params={"q": "稀土", "counterparts": "1"}).json()
        plain = client.get("/api/search", params={"q": "稀土"}).json()
    assert found["hits"] == answer["hits"]
    with Workspace(path) as workspace:
        frame = workspace.search("稀土", counterparts=True)
        assert "counterparts" not in workspace.search("稀土")
    assert json.loads(frame.to_json(orient="records", force_ascii=False)) == answer["hits"]
    for hit in answer["hits"]:
        del hit["counterparts"]
    assert json.loads(run_search(path, capsys, "json")) == answer
    assert plain["hits"] == answer["hits"]


def test_a_table_has_columns_of_its_own(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run_search(path, capsys, "csv", counterparts=True))))
    by_title = {row["title"]: row for row in rows}
    assert by_title["样例"]["counterparts"] == "Rare earths come first.|Exports are managed."
    assert by_title["样例"]["counterpart_places"].count(":") == 2
    assert (by_title["Sample"]["alignment"], by_title["Sample"]["pairs"]) == ("linked", "declared")
    assert by_title["另一样例"]["counterparts"] == ""
    plain = run_search(path, capsys, "csv")
    assert "counterparts" not in plain.splitlines()[0]


def test_the_terminal_shows_them_below_each_hit(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run_search(path, capsys, "table", counterparts=True)
    lines = [line.strip() for line in out.splitlines()]
    assert "= Exports are managed." in lines and "= no translation known" in lines
    assert any(line.startswith("Sample · 2021-03-12 · ") and line.endswith(" · declared") for line in lines)
    assert "no translation known" not in run_search(path, capsys, "table")


def test_dossiers_and_briefs_quote_both_languages(path: Path, tmp_path: Path, annotator: Annotator) -> None:
    lexicon = annotator.tagger.lexicon
    with Store(path) as store:
        collection = Collection(store, lexicon)
        pages = write_dossier(collection, annotator.taxonomy, "稀土", tmp_path)
        pages.append(write_brief(BriefSource(collection, annotator.taxonomy), tmp_path, "2021"))
    html, markdown, brief = (page.read_text(encoding="utf-8") for page in pages)
    for page in map(without_breaks, (html, brief)):
        assert '<blockquote lang="en"><mark>Rare earths</mark> come first.</blockquote>' in page
        assert '<blockquote lang="zh"><mark>稀土</mark>优先发展。</blockquote>' in page
        assert "· declared" in page
    assert "declared 来源声明" in brief
    assert "\n  - Rare earths come first. (Sample, 2021-03-12, " in markdown


def test_the_table_of_evidence_has_the_counterpart(path: Path, tmp_path: Path, annotator: Annotator) -> None:
    with Store(path) as store:
        collection = Collection(store, annotator.tagger.lexicon)
        (table,) = write_evidence(collection, ask("稀土"), tmp_path, formats=["csv"])
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["text"], row["counterpart"], row["alignment"], row["known_by"]) for row in rows] == [
        ("稀土", "Rare earths come first.", "linked", "declared"),
        ("稀土", "Exports are managed.", "linked", "declared"),
        ("Rare earths", "稀土优先发展。", "linked", "declared"),
        ("稀土", "", "", ""),
    ]
    assert {row["counterpart_places"].partition("-")[0] for row in rows[:2]} == {rows[2]["document_id"]}
