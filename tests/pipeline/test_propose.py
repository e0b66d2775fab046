"""Proposing a manifest: lists, feeds, sitemaps, documents, folders; written on request, readable as proposed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml

from flows.cli.commands import corpora
from flows.corpus.fetching.declaration import ListFetch
from flows.corpus.fetching.proposal import name_corpus, propose_fetch
from flows.corpus.manifest import load_manifest
from flows.errors import ConfigurationError, UsageError, format_message
from flows.pipeline.ingest import ingest_manifest
from flows.pipeline.propose import Proposal, propose_folder, write_manifest
from flows.store.database import Store
from tests.corpus.fetching.ministry import Site, date_of, serve_ministry, title_of


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_ministry() as served:
        yield served


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpora").mkdir()
    monkeypatch.setenv("ZHENGCE_CORPORA", str(tmp_path / "corpora"))
    return tmp_path / "corpora"


@pytest.mark.parametrize(
    ("address", "kind", "documents"),
    [
        ("/one/list_0.html", "list", 20),
        ("/two/index.html", "list", 20),
        ("/feed.xml", "feed", 10),
        ("/sitemap.xml", "sitemap", 10),
        ("/three/d_250", "addresses", 1),
    ],
)
def test_a_source_on_the_web(
    site: Site,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    kind: str,
    documents: int,
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)  # the spacing of requests has its own test
    assert (
        corpora.corpus_add(
            site.address + address, name="mine", allow_private=[f"127.0.0.1:{site.port}"], yes=True
        )
        == 0
    )
    said = capsys.readouterr()
    manifest = load_manifest(folder / "mine" / "source.yml")
    assert manifest.fetch and manifest.fetch.kind == kind
    assert yaml.safe_load(said.out)["fetch"]["kind"] == kind
    assert f"it lists {documents} document" in said.err and "第" in said.err and "characters" in said.err
    if address == "/two/index.html":
        assert isinstance(manifest.fetch, ListFetch)
        assert (manifest.fetch.item, manifest.fetch.date, manifest.fetch.page_address) == (
            "tr.row:has(a)",
            "td.d",
            "index_{page}.html",
        )
        assert f"{date_of(100)}  {title_of(100)}" in said.err
        assert (
            site.asked["/two/index_1.html"] == 0 and sum("/t_" in path for path in site.asked) == 3
        )  # a sample, not a full fetch
    if address == "/one/list_0.html":
        assert isinstance(manifest.fetch, ListFetch)
        assert (manifest.fetch.item, manifest.fetch.date, manifest.fetch.title) == (
            "li.item:has(a)",
            "span.date",
            "a::attr(title)",
        )
        assert manifest.fetch.next_page == "a.next" and title_of(0) in said.err


def test_a_folder_is_read_as_proposed(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "My texts"
    texts.mkdir()
    (texts / "a.txt").write_text("关于试点的通知\n正文若干。\n示范部\n2021年3月1日", encoding="utf-8")
    (texts / "b.xls").write_bytes(b"\xd0\xcf\x11\xe0rest")
    assert corpora.corpus_add(str(texts), publisher="示范部", schedule="0 7 * * *", yes=True) == 0
    assert "关于试点的通知 · 2021-03-01 · 示范部" in capsys.readouterr().err
    manifest = load_manifest(folder / "my-texts" / "source.yml")
    assert manifest.schedule and manifest.publisher == "示范部"
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        counts = ingest_manifest(store, run.id, manifest)
    assert (counts.documents, counts.rejected) == (1, 1)
    with pytest.raises(UsageError, match="there is a corpus of that name"):
        corpora.corpus_add(str(texts), yes=True)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("工信部文件", "工信部文件"),
        ("２０２４年 讲话（上）", "2024年-讲话-上"),
        ("_Data v2", "data-v2"),
        ("……", "texts"),
    ],
)
def test_a_folder_names_its_corpus_in_any_language(tmp_path: Path, name: str, identifier: str) -> None:
    texts = tmp_path / name
    texts.mkdir()
    (texts / "a.txt").write_text("关于试点的通知", encoding="utf-8")
    assert propose_folder(texts, "").id == identifier


def test_the_files_of_a_folder_that_are_not_shown_are_counted(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "many"
    texts.mkdir()
    for number in range(15):
        (texts / f"{number}.txt").write_text(f"关于试点{number}的通知\n正文若干。", encoding="utf-8")
    assert corpora.corpus_add(str(texts), yes=True) == 0
    said = capsys.readouterr().err
    assert "it would read 15 files now:" in said and "… and 12 more" in said


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"schedule": "99 7 * * 1"}, r"--schedule '99 7 \* \* 1': not a cron line"),
        ({"schedule": "7 * *"}, "--schedule '7 .* a cron line has five fields"),
        ({"schedule": "0 7 * * 1", "timezone": "Asia/Peking"}, "--timezone 'Asia/Peking': not a time zone"),
    ],
)
def test_a_schedule_that_is_none_writes_nothing(
    tmp_path: Path, folder: Path, given: dict[str, str], message: str
) -> None:
    (tmp_path / "a.txt").write_text("关于试点的通知\n正文若干。", encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        corpora.corpus_add(
            str(tmp_path / "a.txt"),
            yes=True,
            schedule=given["schedule"],
            timezone=given.get("timezone", "Asia/Shanghai"),
        )
    assert not list(folder.iterdir())


def test_a_proposal_that_no_run_could_read_is_not_written(folder: Path) -> None:
    proposal = Proposal("odd", {"location": "texts", "damaged": "sometimes"}, 1)
    with pytest.raises(ConfigurationError, match="damaged"):
        write_manifest(folder, proposal)
    assert not list(folder.iterdir())


def test_nothing_is_written_without_confirmation(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("关于试点的通知\n正文若干。", encoding="utf-8")
    assert corpora.corpus_add(str(tmp_path / "a.txt")) == 2  # no terminal to prompt on
    assert "--yes" in capsys.readouterr().err and not list(folder.iterdir())


def test_unreadable_sources_are_errors(site: Site, folder: Path) -> None:
    for source, message in (
        ("nowhere/", "neither an address"),
        (f"{site.address}/feed.xml", f"not a public address.*--allow-private 127.0.0.1:{site.port}$"),
        ("ftp://example.org/", "neither"),
    ):
        with pytest.raises(UsageError, match=message):
            corpora.corpus_add(source, yes=True)
    with pytest.raises(UsageError, match="answered 404"):
        corpora.corpus_add(f"{site.address}/nothing", allow_private=[f"127.0.0.1:{site.port}"], yes=True)
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.miit.gov.cn/a/b", "miit"),
        ("https://feed.example.org/x", "example-feed"),
        ("http://127.0.0.1:80/", "1-0-0-127"),
        ("https://www.gov.cn/", "source"),
    ],
)
def test_name(address: str, name: str) -> None:
    assert name_corpus(address) == name


def test_menus_are_not_lists() -> None:
    menu = "".join(f"<li><a href=/m{n}>栏目{n}</a></li>" for n in range(30))
    rows = "".join(
        (
            f"<div class='news row'><a href=/t{n}.html>关于第{n}号样例事项的通知</a><em>"
            f"2021年3月{n + 1}日</em></div>"
        )
        for n in range(8)
    )
    page = (
        f"<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body><ul "
        f"class=menu>{menu}</ul><div id=list>{rows}</div><a href=p2>下一页</a></body></html>"
    )
    first, second, last = propose_fetch(page.encode(), "https://example.org/")
    assert (first["item"], first["date"], first["next_page"]) == (
        "div#list div.news:has(a)",
        "em",
        'a:contains("下一页")',
    )
    assert second == {"kind": "feed", "feeds": ["https://example.org/feed"]} and last["kind"] == "addresses"
    assert [section["kind"] for section in propose_fetch(b"\x00\x01binary", "https://example.org/")] == [
        "addresses"
    ]


def test_files_are_counted_by_ending(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("a.txt", "b.txt", "c.txt", "notes"):
        (texts / name).write_text("标题：样例通知\n\n正文。\n", encoding="utf-8")
    note = cast("dict[str, dict[str, object]]", propose_folder(texts, "").notes[0])
    told = [format_message("pipeline.file_endings", note["values"], locale) for locale in ("en", "zh")]
    assert told == ["files: 3 .txt, 1 (no ending)", ".txt 文件 3 个、无扩展名文件 1 个"]
