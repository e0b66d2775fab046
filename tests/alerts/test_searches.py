"""Saved searches: a hit is new once, annotating again creates none, feeds are well formed and escaped."""

from __future__ import annotations

import html
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flows.alerts.delivery import send_alerts
from flows.alerts.searches import run_watches
from flows.annotation.annotator import Annotator
from flows.cli.main import app
from flows.corpus.splitting.passages import passages_of
from flows.errors import choose_terminal_locale
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.search import Collection
from flows.store import Store, add_watch, list_watches, remove_watch
from flows.store.documents import SourceFile, write_batch
from tests.receiving import receive_messages
from tests.support import MODELS

HOSTILE = "稀土出口]]></description><script>alert(1)</script>&管制 `x` | *y*"


def put(store: Store, annotator: Annotator, key: str, text: str, publisher: str = "") -> None:
    with store.run("test") as run:
        document = Document(
            "made",
            key,
            text,
            title=f"<b>{key}</b>",
            published="2024-05-06",
            url="javascript:alert(1)",
            publisher=publisher,
        )
        write_batch(
            store,
            run.id,
            SourceFile("made", key, key, "", 1),
            [(document, list(passages_of(document)))],
            [],
            complete=True,
        )
        annotate_store(store, run.id, annotator, MODELS)


@pytest.fixture
def watched(store: Store, annotator: Annotator) -> Store:
    put(store, annotator, "first", "稀土企业集团成立。")
    assert add_watch(store, "rare", "稀土", {}, from_now=True)
    assert add_watch(store, "all", "稀土", {"corpus": ["made"]}, from_now=False)
    return store


def found(store: Store, annotator: Annotator, folder: Path) -> dict[str, list[str]]:
    outcomes = run_watches(Collection(store, annotator.tagger.lexicon), folder)
    return {outcome.name: [hit.text for hit in outcome.hits] for outcome in outcomes}


def test_new_is_new_once(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    assert found(watched, annotator, tmp_path) == {"all": ["稀土企业集团成立。"], "rare": []}
    put(watched, annotator, "second", HOSTILE)
    assert found(watched, annotator, tmp_path) == {"all": [HOSTILE], "rare": [HOSTILE]}
    with watched.run("test") as run:
        annotate_store(watched, run.id, annotator, MODELS, everything=True)
    assert found(watched, annotator, tmp_path) == {"all": [], "rare": []}


@pytest.mark.parametrize("words", [["稀土"], []])
def test_a_province_chooses_what_is_found(
    store: Store, annotator: Annotator, tmp_path: Path, words: list[str]
) -> None:
    put(store, annotator, "first", "稀土企业集团成立。", "广东省人民政府")
    saved = ["watch", "add", "south", *words, "--province", "Guangdong", "--store", str(store.path)]
    assert app(saved, result_action="return_value") == 0
    assert list_watches(store)[0].filters == {"province": ["广东省"]}
    put(store, annotator, "second", "稀土出口须经许可。", "江西省工业和信息化厅")
    put(store, annotator, "third", "稀土开采实行总量控制。", "广东省自然资源厅")
    title = [] if words else ["<b>third</b>"]
    assert found(store, annotator, tmp_path) == {"south": [*title, "稀土开采实行总量控制。"]}
    assert found(store, annotator, tmp_path) == {"south": []}


def test_feeds_contain_the_hits(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"  # apart from the store, which every run writes to
    put(watched, annotator, "second", HOSTILE)
    found(watched, annotator, folder)
    root = ElementTree.parse(folder / "rare.rss").getroot()
    (item,) = root.findall("channel/item")
    description = item.findtext("description") or ""  # which feed readers take for HTML
    assert HOSTILE in html.unescape(description) and "<" not in description
    assert "  " not in description
    assert item.findtext("title") == "<b>second</b>"
    assert item.find("link") is None  # no address that would run as a script
    assert json.loads((folder / "rare.json").read_text(encoding="utf-8"))["hits"][0]["text"] == HOSTILE
    assert "<script>" not in (folder / "rare.md").read_text(encoding="utf-8").replace("\\<script", "")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    found(watched, annotator, folder)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_names_are_unique_and_can_be_removed(watched: Store) -> None:
    assert not add_watch(watched, "rare", "x", {}, from_now=True)
    assert {watch.name for watch in list_watches(watched)} == {"all", "rare"}
    assert remove_watch(watched, "rare")
    assert not remove_watch(watched, "rare")


def test_an_entry_quotes_its_match(store: Store, annotator: Annotator, tmp_path: Path) -> None:
    put(store, annotator, "long", "第一句讲别的事情。第二句讲稀土的出口许可。第三句又是别的。")
    assert add_watch(store, "rare", "rare earths", {}, from_now=False)
    (outcome,) = run_watches(Collection(store, annotator.tagger.lexicon), tmp_path)
    assert [hit.quote for hit in outcome.hits] == ["第二句讲稀土的出口许可。"]
    assert "第二句讲稀土的出口许可" in (tmp_path / "rare.md").read_text(encoding="utf-8")
    assert "第一句" not in (tmp_path / "rare.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("locale", "lines", "title", "about"),
    [
        ("en", ["Query: 稀土", "** (2024-05-06 · made · "], "zhengce: rare", "New passages for 稀土"),
        ("zh", ["检索式：稀土", "**（2024-05-06 · made · "], "zhengce：rare", "“稀土”的新段落"),
    ],
)
def test_feeds_speak_a_language(
    watched: Store,
    annotator: Annotator,
    tmp_path: Path,
    locale: str,
    lines: list[str],
    title: str,
    about: str,
) -> None:
    put(watched, annotator, "second", "稀土出口许可。")
    run_watches(Collection(watched, annotator.tagger.lexicon), tmp_path, locale=locale)
    text = (tmp_path / "rare.md").read_text(encoding="utf-8")
    assert [line for line in lines if line not in text] == []
    channel = ElementTree.parse(tmp_path / "rare.rss").getroot().find("channel")
    assert channel is not None
    assert (channel.findtext("title"), channel.findtext("description")) == (title, about)
    assert str(tmp_path) not in (tmp_path / "rare.rss").read_text(encoding="utf-8")


NOBODY = "json://user:secret@127.0.0.1:9/"  # no server listens at port 9


def tell(store: Store, annotator: Annotator, folder: Path, *addresses: str) -> list[str]:
    run_watches(Collection(store, annotator.tagger.lexicon), folder, has_alerts=bool(addresses))
    failed = send_alerts(Collection(store, annotator.tagger.lexicon), addresses)
    return [reason.message() for reason in failed]


def test_a_message_goes_out_once_and_only_with_something_new(
    watched: Store, annotator: Annotator, tmp_path: Path
) -> None:
    with receive_messages() as (address, received):
        assert tell(watched, annotator, tmp_path, address) == []
        assert [message["title"] for message in received] == ["zhengce: 1 new in all"]  # rare began later
        put(watched, annotator, "second", HOSTILE)
        for _ in range(2):
            assert tell(watched, annotator, tmp_path, address) == []
        assert [message["title"] for message in received[1:]] == ["zhengce: 1 new in all, 1 new in rare"]
        assert "管制" in received[1]["message"]
        assert "企业集团" not in received[1]["message"]


def test_the_command_line_writes_and_tells_in_its_language(
    watched: Store, annotator: Annotator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_OUTPUTS", str(tmp_path))
    choose_terminal_locale("zh")
    put(watched, annotator, "second", HOSTILE)
    try:
        with receive_messages() as (address, received):
            words = ["watch", "run", "--store", str(watched.path), "--notify", address]
            assert app(words, result_action="return_value") == 0
    finally:
        choose_terminal_locale("en")
    assert "检索式：稀土" in (tmp_path / "watches" / "rare.md").read_text(encoding="utf-8")
    assert [message["title"] for message in received] == ["zhengce：all 新增 2 条、rare 新增 1 条"]
    assert "检索式：稀土" in received[0]["message"]


def test_failed_deliveries_are_retried(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    with receive_messages() as (address, received):
        (failed,) = tell(watched, annotator, tmp_path, NOBODY, address)
        assert failed.startswith("json://user:****@127.0.0.1:9")
        assert "secret" not in failed
        put(watched, annotator, "second", HOSTILE)
        (failed,) = tell(watched, annotator, tmp_path, address, NOBODY)
        assert [message["title"] for message in received] == [
            "zhengce: 1 new in all",
            "zhengce: 1 new in all, 1 new in rare",
        ]
        with receive_messages() as (mended, late):
            assert tell(watched, annotator, tmp_path, address, mended) == []
            assert [message["title"] for message in late] == ["zhengce: 2 new in all, 1 new in rare"]
            assert tell(watched, annotator, tmp_path, address, mended) == []
            assert (len(received), len(late)) == (2, 1)
    assert watched.value("SELECT count(*) FROM unsent_hit") == 0


def test_an_unknown_address_is_reported(watched: Store, annotator: Annotator, tmp_path: Path) -> None:
    (failed,) = tell(watched, annotator, tmp_path, "smoke-signal://hill?token=secret")
    assert failed.startswith("smoke-signal://…: no address that apprise knows")
    assert watched.value("SELECT count(*) FROM unsent_hit") == 1
    assert tell(watched, annotator, tmp_path) == []  # nobody to tell


def test_an_unknown_address_is_reported_before_there_is_anything_to_send(
    watched: Store, annotator: Annotator
) -> None:
    collection = Collection(watched, annotator.tagger.lexicon)
    (failed,) = send_alerts(collection, ["smoke-signal://hill?token=secret", NOBODY])
    assert failed.code == "alerts.unknown_address" and failed.values == {"scheme": "smoke-signal"}


def test_a_failed_delivery_is_reported_in_both_languages(
    watched: Store, annotator: Annotator, tmp_path: Path
) -> None:
    run_watches(Collection(watched, annotator.tagger.lexicon), tmp_path, has_alerts=True)
    (failed,) = send_alerts(Collection(watched, annotator.tagger.lexicon), [NOBODY], "zh")
    assert failed.message("zh") == "json://user:****@127.0.0.1:9/：消息未被接收"


def test_the_command_delivers(
    watched: Store,
    annotator: Annotator,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZHENGCE_OUTPUTS", str(tmp_path))
    options = ("--store", str(watched.path))
    assert app(["watch", "run", *options, "--notify", NOBODY], result_action="return_value") == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "not delivered: json://user:****@127.0.0.1:9" in said
    assert "the next run tries again" in said
    with receive_messages() as (address, received):
        for _ in range(2):
            assert app(["watch", "run", *options, "--notify", address], result_action="return_value") == 0
    assert [(message["title"], "稀土企业集团成立" in message["message"]) for message in received] == [
        ("zhengce: 1 new in all", True)
    ]
