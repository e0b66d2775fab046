"""The page puts documents in, shows how far it is, and takes them back; readers are refused."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.annotation import load_annotator
from flows.annotation.lexicon import Concept, format_rows
from flows.errors import StoreError
from flows.pipeline import Proposal, annotate_store, ingest_paths
from flows.settings import Settings
from flows.store import Store, count_rows
from flows.store.documents import known_corpora
from flows.web.app import create_app
from tests.stores import copy_whole
from tests.support import MODELS, PROJECT, without_breaks

ORIGIN = {"origin": "http://testserver"}
TEXT = "样例省科技厅关于推进自主可控的通知\n2024年3月1日\n各市人民政府：\n要支持企业牵头组建创新联合体。"


@pytest.fixture
def editable(web_store: Path, tmp_path: Path) -> Path:
    return copy_whole(web_store, tmp_path / "copy")


@pytest.fixture
def editor(editable: Path, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(store=editable, models=MODELS, corpora=tmp_path / "corpora")
    with TestClient(create_app(settings, can_edit=True), headers=ORIGIN) as opened:
        yield opened


@pytest.fixture
def light_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The page over a store of one document, with one concept and without entity model and parser.

    The process that reads for the page loads them in a second, and those of the project in five.
    """
    models, text = tmp_path / "models", tmp_path / "old.txt"
    (models / "lexicon").mkdir(parents=True)
    rows = [Concept("controllable", "TERM", "自主可控", "autonomous and controllable")]
    (models / "lexicon" / "terms.csv").write_text(format_rows(rows), encoding="utf-8")
    shutil.copy(MODELS / "taxonomy.toml", models)
    shutil.copytree(MODELS / "artefacts" / "strategies", models / "artefacts" / "strategies")
    monkeypatch.setenv("ZHENGCE_MODELS", str(models))
    text.write_text("样例省教育厅关于实验室的通知\n各校：\n实验室设备应当自主可控。", encoding="utf-8")
    settings = Settings(store=tmp_path / "light.sqlite", models=models, corpora=tmp_path / "corpora")
    with Store(settings.store) as store, store.run("test") as run:
        ingest_paths(store, run.id, "old", [text])
        annotate_store(store, run.id, load_annotator(models), models)
    with TestClient(create_app(settings, can_edit=True), headers=ORIGIN) as opened:
        yield opened


def _wait(client: TestClient, address: str) -> str:
    for _ in range(240):
        page = client.get(address, params={"lang": "en"}).text
        if 'http-equiv="refresh"' not in page:
            return page
        time.sleep(0.25)  # asked more often, the page takes the work's time
    raise AssertionError(page)


def test_the_first_store_is_made_by_the_page(tmp_path: Path) -> None:
    settings = Settings(
        store=tmp_path / "new" / "zhengce.sqlite", models=MODELS, corpora=tmp_path / "corpora"
    )
    with pytest.raises(StoreError, match="no store there yet"):
        create_app(settings)
    with TestClient(create_app(settings, can_edit=True), headers=ORIGIN) as opened:
        assert "Nothing is stored yet" in opened.get("/", params={"lang": "en"}).text
        assert opened.get("/add", params={"lang": "en"}).status_code == 200
    with Store(settings.store, must_exist=True) as store:
        assert known_corpora(store) == []


def test_files_are_read_annotated_and_taken_back(light_editor: TestClient, tmp_path: Path) -> None:
    editor, path = light_editor, tmp_path / "light.sqlite"
    with Store(path) as store:
        before = count_rows(store)
    assert before["documents"] == before["mentions"] == 1
    files = [("files", ("计划.txt", TEXT.encode())), ("files", ("bad.bin", b"\x00\x01" * 99))]
    answer = editor.post("/add/files", data={"corpus": "mine"}, files=files)
    page = _wait(editor, str(answer.url))
    assert "Documents stored: 1 · passages: 4" in page
    assert "Could not be read: 1" in page and "unknown kind of file .bin" in page
    assert re.search(r'<span class="soft">\s*bad\.bin\s*</span>', page)
    chinese = editor.get(str(answer.url), params={"lang": "zh"}).text
    assert "1 份无法读取" in chinese and "unknown kind" not in chinese and "`" not in chinese
    editor.cookies.clear()
    found = editor.get("/api/search", params={"q": "创新联合体", "corpus": "mine"}).json()
    assert found["total"] == 1 and found["hits"][0]["labels"] is not None
    undone = _wait(editor, str(editor.post(f"{answer.url.path}/undo").url))
    assert "Documents removed: 1" in undone
    with Store(path) as store:
        assert "mine" not in known_corpora(store)
        after = count_rows(store)
    assert {name: after[name] for name in ("documents", "passages", "mentions")} == {
        name: before[name] for name in ("documents", "passages", "mentions")
    }


def test_many_rejected_files_are_named_up_to_a_limit(light_editor: TestClient) -> None:
    files = [("files", (f"empty{number}.txt", b"")) for number in range(1, 8)]
    answer = light_editor.post("/add/files", data={"corpus": "mine"}, files=files)
    page = _wait(light_editor, str(answer.url))
    assert "7 × empty file" in page
    named = ", ".join(f"empty{number}.txt" for number in range(1, 6))
    assert f"{named} …" in without_breaks(page)


def test_a_worker_that_is_killed_says_so(editor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
    monkeypatch.setattr("flows.web.adding.jobs._WORKER", ended)
    files = [("files", ("计划.txt", TEXT.encode()))]
    answer = editor.post("/add/files", data={"corpus": "mine"}, files=files)
    page = _wait(editor, str(answer.url))
    assert "Failed:" in page and "The process was stopped before it had finished" in page
    assert "进程在完成前被终止" in editor.get(str(answer.url), params={"lang": "zh"}).text


def test_a_corpus_is_removed_after_a_look(editor: TestClient, editable: Path) -> None:
    asked = editor.get("/add/remove", params={"corpus": "hostile", "lang": "en"}).text
    assert "included): 1 ·" in asked
    answer = editor.post("/add/remove", data={"corpus": "hostile"})
    assert "Documents removed: 1" in _wait(editor, str(answer.url))
    with Store(editable) as store:
        assert "hostile" not in known_corpora(store)


def test_a_removal_imports_neither_readers_nor_annotator() -> None:
    probe = "import sys, flows.web.adding.worker; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    heavy = {"flows.annotation.annotator", "flows.pipeline.ingest", "spacy", "trafilatura", "pydantic"}
    assert set(done.stdout.split()) & heavy == set()


def test_a_source_is_shown_before_it_is_added(
    editor: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = Proposal("news", {"title": "<b>News</b>", "location": str(tmp_path)}, 3, [("一", "2024", "x")])
    monkeypatch.setattr("flows.web.adding.interface.propose_address", lambda *_: proposal)
    page = editor.post("/add/address", data={"address": "https://example.org/"}).text
    assert "&lt;b&gt;News" in page and "<b>News" not in page
    assert not (tmp_path / "corpora").exists()
    answer = editor.post("/add/source", data={"corpus": "news"}, follow_redirects=False)
    assert answer.status_code == 303
    assert (tmp_path / "corpora" / "news" / "source.yml").is_file()
    _wait(editor, answer.headers["location"])
    assert editor.post("/add/source", data={"corpus": "news"}).status_code == 400  # taken once


def test_a_missing_name_of_a_corpus_is_asked_for(editor: TestClient) -> None:
    answer = editor.post("/add/files", files=[("files", ("a.txt", b"x"))], headers={"accept-language": "zh"})
    assert answer.status_code == 400 and "未填写语料库名称" in answer.text


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/add/files", {"corpus": "Bad Name"}),
        ("/add/files", {"corpus": "mine"}),
        ("/add/address", {"address": "file:///etc/passwd"}),
        ("/add/address", {"address": "http://127.0.0.1:9/"}),  # an address of this machine
        ("/add/source", {"corpus": "unknown"}),
    ],
)
def test_what_can_not_be_added_is_said(editor: TestClient, path: str, values: dict[str, str]) -> None:
    answer = editor.post(path, data=values)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


@pytest.mark.parametrize("path", ["/add/files", "/add/address", "/add/source", "/add/remove"])
def test_a_page_for_reading_refuses(client: TestClient, path: str) -> None:
    assert client.post(path, data={"corpus": "x"}, headers=ORIGIN).status_code == 403
    assert "--edit" in client.get("/add").text


def test_another_site_is_refused(editor: TestClient) -> None:
    answer = editor.post("/add/remove", data={"corpus": "sample"}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert editor.get("/add/remove", params={"corpus": "none"}).status_code == 404
    assert editor.get("/add/job/0123456789ab").status_code == 404
