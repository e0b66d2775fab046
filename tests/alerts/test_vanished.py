"""Saved searches for vanished documents: each one is reported once, with how and since when it vanished."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flows.alerts.delivery import send_alerts
from flows.alerts.searches import run_watches
from flows.annotation.annotator import Annotator
from flows.cli.main import app
from flows.pipeline.annotate import annotate_store
from flows.search import Collection
from flows.store import Store, list_watches
from tests.receiving import receive_messages
from tests.store.sightings.making import add_read, answer
from tests.support import MODELS

OLD = "稀土出口须经示范部许可。其他事项另行通知。"


def annotate(store: Store, annotator: Annotator) -> None:
    with store.run("test") as run:
        annotate_store(store, run.id, annotator, MODELS)


@pytest.fixture
def watched(store: Store, annotator: Annotator) -> Store:
    """Four documents, two of them on rare earths; one of the two vanished before anybody watched."""
    for name, text in (("a", OLD), ("b", OLD + "乙"), ("c", "示范部召开会议。"), ("d", "样例部公告。")):
        add_read(store, name, text)
    annotate(store, annotator)
    answer(store, "d", "not_found")
    options = ("--store", str(store.path))
    for words in (["rare", "稀土", "--vanished", "any"], ["all", "--vanished", "gone"]):
        assert app(["watch", "add", *words, *options], result_action="return_value") == 0
    return store


def found(store: Store, annotator: Annotator, folder: Path) -> dict[str, list[tuple[str, str]]]:
    outcomes = run_watches(Collection(store, annotator.tagger.lexicon), folder)
    return {
        one.name: [(hit.title, hit.vanished.how if hit.vanished else "") for hit in one.hits]
        for one in outcomes
    }


def test_only_what_bodies_of_a_province_issued_is_reported(
    watched: Store, annotator: Annotator, tmp_path: Path
) -> None:
    add = ["watch", "add", "south", "--vanished", "any", "--province", "广东", "--store", str(watched.path)]
    assert app(add, result_action="return_value") == 0
    with watched.transaction() as connection:
        connection.execute("UPDATE document SET publisher = '广东省人民政府' WHERE title = 'c'")
    answer(watched, "a", "not_found")
    answer(watched, "c", "emptied")
    assert found(watched, annotator, tmp_path)["south"] == [("c", "emptied")]


def test_what_vanishes_is_new_once(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    assert [watch.subject for watch in list_watches(watched)] == ["vanished"] * 2
    assert found(watched, annotator, tmp_path) == {"all": [], "rare": []}
    answer(watched, "a", "not_found")
    answer(watched, "c", "emptied")
    answer(watched, "b", "delisted")  # delisted is not vanished
    new = found(watched, annotator, tmp_path)
    assert new["rare"] == [("a", "not_found")]
    assert sorted(new["all"]) == [("a", "not_found"), ("c", "emptied")]
    assert found(watched, annotator, tmp_path) == {"all": [], "rare": []}
    answer(watched, "a", "removed", status=410)
    assert found(watched, annotator, tmp_path) == {"all": [], "rare": []}
    answer(watched, "a")
    answer(watched, "a", "not_found")
    assert found(watched, annotator, tmp_path) == {"all": [("a", "not_found")], "rare": [("a", "not_found")]}


def test_a_changed_text_is_found_by_its_former_words(
    watched: Store, annotator: Annotator, tmp_path: Path
) -> None:
    (old,) = [row["id"] for row in watched.rows("SELECT id FROM document WHERE title = 'a'")]
    add_read(watched, "a", "有关出口须经示范部许可。其他事项另行通知。")
    answer(watched, "a", "edited", document_id=old, status=200, kept=0.8)
    annotate(watched, annotator)
    assert found(watched, annotator, tmp_path) == {"all": [], "rare": [("a", "edited")]}


def test_feeds_and_messages_say_how(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    answer(watched, "a", "not_found")
    collection = Collection(watched, annotator.tagger.lexicon)
    with receive_messages() as (address, received):
        run_watches(collection, tmp_path / "feeds", has_alerts=True)
        assert send_alerts(collection, [address]) == []
        assert send_alerts(collection, [address]) == []
    (message,) = received
    assert message["title"] == "zhengce: 1 vanished in all, 1 vanished in rare"
    assert "not found (404), since 2" in message["message"]
    assert "<https://example.org/a.html>" in message["message"]
    feed = json.loads((tmp_path / "feeds" / "rare.json").read_text(encoding="utf-8"))["hits"][0]
    assert feed["vanished"]["how"] == "not_found" and feed["quote"].startswith("稀土出口")
    (item,) = ElementTree.parse(tmp_path / "feeds" / "rare.rss").getroot().findall("channel/item")
    assert (item.findtext("description") or "").startswith("not found (404), since 2")


def test_a_feed_without_a_query_is_of_a_filter(
    watched: Store, annotator: Annotator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_watches(Collection(watched, annotator.tagger.lexicon), tmp_path, locale="zh")
    channel = ElementTree.parse(tmp_path / "all.rss").getroot().find("channel")
    assert channel is not None and channel.findtext("description") == "已存筛选条件的已消失文件"
    assert app(["watch", "list", "--store", str(watched.path)], result_action="return_value") == 0
    assert "vanished: any" in capsys.readouterr().out


def test_filters_that_no_vanished_document_meets_find_nothing(
    watched: Store, annotator: Annotator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_read(watched, "e", "其他语料。", corpus="other")
    annotate(watched, annotator)
    words = ["watch", "add", "narrow", "--corpus", "other", "--vanished", "any", "--store", str(watched.path)]
    assert app(words, result_action="return_value") == 0
    assert "reports what has vanished" in " ".join(capsys.readouterr().err.split())
    answer(watched, "a", "not_found")
    assert found(watched, annotator, tmp_path)["narrow"] == []
    answer(watched, "e", "not_found", corpus="other")
    assert found(watched, annotator, tmp_path)["narrow"] == [("e", "not_found")]
