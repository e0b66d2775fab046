"""Saved searches: what is new is new once; annotating anew makes nothing new; feeds are well formed and escaped."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flows.annotation.annotator import Annotator
from flows.corpus.passages import passages_of
from flows.operations.annotate import annotate_store
from flows.operations.watch import Outcome, notify, run_watches
from flows.records import Document
from flows.store.database import Store
from flows.store.watches import add_watch, list_watches, remove_watch
from flows.store.writing import SourceFile, write_batch
from tests.support import MODELS

HOSTILE = "稀土出口]]></description><script>alert(1)</script>&管制 `x` | *y*"


def put(store: Store, annotator: Annotator, key: str, text: str) -> None:
    with store.run("test") as run:
        document = Document("made", key, text, title=f"<b>{key}</b>", published="2024-05-06", url="javascript:alert(1)")
        write_batch(
            store, run.id, SourceFile("made", key, key, "", 1), [(document, list(passages_of(document)))], [], complete=True
        )
        annotate_store(store, run.id, annotator, MODELS)


@pytest.fixture
def watched(store: Store, annotator: Annotator) -> Store:
    put(store, annotator, "first", "稀土企业集团成立。")
    assert add_watch(store, "rare", "稀土", {}, from_now=True)
    assert add_watch(store, "all", "稀土", {"corpus": ["made"]}, from_now=False)
    return store


def found(store: Store, annotator: Annotator, folder: Path) -> dict[str, list[str]]:
    outcomes = run_watches(store, annotator.tagger.lexicon, folder)
    return {outcome.name: [hit["text"] for hit in outcome.hits] for outcome in outcomes}


def test_new_is_new_once(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    assert found(watched, annotator, tmp_path) == {"all": ["稀土企业集团成立。"], "rare": []}
    put(watched, annotator, "second", HOSTILE)
    assert found(watched, annotator, tmp_path) == {"all": [HOSTILE], "rare": [HOSTILE]}
    with watched.run("test") as run:
        annotate_store(watched, run.id, annotator, MODELS, everything=True)
    assert found(watched, annotator, tmp_path) == {"all": [], "rare": []}


def test_feeds_hold_what_was_found(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    put(watched, annotator, "second", HOSTILE)
    found(watched, annotator, tmp_path)
    root = ElementTree.parse(tmp_path / "rare.rss").getroot()
    (item,) = root.findall("channel/item")
    assert HOSTILE in (item.findtext("description") or "")
    assert item.findtext("title") == "<b>second</b>"
    assert item.find("link") is None  # no address that runs
    assert json.loads((tmp_path / "rare.json").read_text(encoding="utf-8"))["hits"][0]["text"] == HOSTILE
    assert "<script>" not in (tmp_path / "rare.md").read_text(encoding="utf-8").replace("\\<script", "")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    found(watched, annotator, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_names_are_taken_once_and_forgotten(watched: Store) -> None:
    assert not add_watch(watched, "rare", "x", {}, from_now=True)
    assert [watch["name"] for watch in list_watches(watched)] == ["all", "rare"]
    assert remove_watch(watched, "rare")
    assert not remove_watch(watched, "rare")


def test_messages_go_out_only_with_something_new(tmp_path: Path) -> None:
    hit = {"title": "t", "date": "2024", "publisher": "", "corpus": "c", "passage_id": "p", "text": "稀土", "language": "zh"}
    assert notify([Outcome("rare", "稀土")], ["json://127.0.0.1:9/"])  # nothing new: nobody is asked
    assert notify([Outcome("rare", "稀土", [hit])], [])
    assert not notify([Outcome("rare", "稀土", [hit])], ["json://127.0.0.1:9/"])  # nobody there
