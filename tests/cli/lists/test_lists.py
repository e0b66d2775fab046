"""Commands for lists, in this process: batch, documents, network, demo, open."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from fastapi.testclient import TestClient

from flows.annotation.annotator import Annotator
from flows.cli.commands.lists.page import find_page_path
from flows.cli.main import _run, _use_common_words
from flows.corpus.splitting.passages import passages_of
from flows.records import Document
from flows.settings import Settings
from flows.store import Store
from flows.store.documents import DocumentRequest, SourceFile, list_documents, write_batch
from flows.trends.batches import BATCH_COLUMNS
from flows.trends.series import SERIES_COLUMNS
from flows.web.app import create_app
from flows.workspace import Workspace
from tests.support import MODELS

# The heading of each measure in a table of periods.
MEASURES = {
    "occurrences": "occurrences",
    "passages": "passages",
    "documents": "documents",
    "per_million_tokens": "per million tokens",
    "per_10k_characters": "per 万字",
    "passage_share": "of passages",
    "document_share": "of documents",
}
LIST = 'term,label\n自主可控,\n稀土,RE\nnosuchword,\n"query:(""a",\n'


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    path = tmp_path / "queries.csv"
    path.write_text(LIST, encoding="gb18030")
    return path


def call(*words: object, store: Path) -> int:
    return _run([*map(str, words), "--store", str(store)])


def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print to a terminal of 80 columns."""
    from rich.console import Console

    console = Console(force_terminal=True, width=80, no_color=True)
    monkeypatch.setattr("flows.output.results", console)  # first, as the front takes the module's
    monkeypatch.setattr("flows.output.terminal.results", console)


def test_batch_as_table_csv_and_json(
    queries: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("batch", queries, store=sample_store) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0].split()[:2] == ["query", "2012"]
    assert f"{queries}:4: 'nosuchword': not in the lexicon" in " ".join(shown.err.split())
    assert call("batch", queries, "--format", "csv", store=sample_store) == 0
    tidy = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(tidy[0]) == BATCH_COLUMNS and set(SERIES_COLUMNS) <= set(tidy[0])
    assert call("batch", queries, "--format", "json", "--wide", "--by", "corpus", store=sample_store) == 0
    wide = json.loads(capsys.readouterr().out)
    assert [list(row) for row in wide] == [["series", "query", "sample"]] * 2
    total = sum(int(row["occurrences"]) for row in tidy if row["series"] == "RE")
    assert wide[1] == {"series": "RE", "query": "稀土", "sample": total}


def test_batch_counts_the_chosen_documents(
    tmp_path: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "terms.txt"
    queries.write_text("稀土\n")
    chosen = ("--kind", "plan", "--as-of", "2025", "--format", "csv")
    counts = []
    for words in (("batch", queries), ("trends", "稀土")):
        assert call(*words, *chosen, store=sample_store) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        counts.append({row["period"]: row["occurrences"] for row in rows})
    assert counts[0] == counts[1]
    assert any(int(count) for count in counts[0].values())


def test_batch_names_the_sheet_that_it_reads(
    tmp_path: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import Workbook

    book, file = Workbook(), tmp_path / "two.xlsx"
    book.active.title = "说明"
    book.active.append(["稀土"])
    book.save(file)
    assert call("batch", file, store=sample_store) == 0
    assert "sheet" not in capsys.readouterr().err
    book.create_sheet("词表").append(["镓"])
    book.create_sheet("c")
    book.save(file)
    assert call("batch", file, store=sample_store) == 0
    told = "".join(capsys.readouterr().err.split())
    assert "readthefirstsheet,'说明';notread:词表,c" in told


def test_batch_has_a_row_per_group_where_there_are_more_groups_than_lines(
    queries: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("batch", queries, "--by", "publisher", store=sample_store) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["publisher", "自主可控", "RE"]
    assert call("batch", queries, "--by", "publisher", "--format", "json", "--wide", store=sample_store) == 0
    wide = json.loads(capsys.readouterr().out)
    counts = {line.rsplit(None, 2)[0]: line.split()[-2:] for line in lines[1:]}
    assert {name: [str(row[name]) for row in wide] for name in counts} == counts


@pytest.mark.parametrize("measure", MEASURES)
def test_a_narrow_terminal_keeps_the_measure_that_is_asked_for(
    queries: Path,
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    measure: str,
) -> None:
    narrow(monkeypatch)
    assert call("batch", queries, "--measure", measure, "--no-wide", store=sample_store) == 0
    assert MEASURES[measure] in capsys.readouterr().out.splitlines()[0]


def test_batch_is_strict_where_asked(
    queries: Path, sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("batch", queries, "--strict", store=sample_store) == 1
    bad = tmp_path / "bad.txt"
    bad.write_text("nosuchword\n", encoding="utf-8")
    assert call("batch", bad, store=sample_store) == 1
    capsys.readouterr()


def test_batch_writes_a_spreadsheet_without_being_told_where(
    queries: Path, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_OUTPUTS", str(tmp_path / "outputs"))
    assert call("batch", queries, "--by", "publisher", "--format", "xlsx", store=sample_store) == 0
    assert (tmp_path / "outputs" / "batch.xlsx").read_bytes()[:2] == b"PK"


def test_documents_are_listed_and_counted(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("documents", "--limit", 3, "--sort", "oldest", store=sample_store) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 4 and "32 documents; 1 to 3 shown" in shown.err
    assert call("documents", "--format", "json", "--title", "样例 意见", store=sample_store) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] == len(found["documents"]) > 0
    assert all("样例" in row["title"] and "意见" in row["title"] for row in found["documents"])
    assert call("documents", "--format", "csv", "--all", store=sample_store) == 0
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == 32


def test_titles_are_cut_for_a_terminal_of_80_columns(
    sample_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    narrow(monkeypatch)
    assert call("documents", "--limit", 32, store=sample_store) == 0
    printed = capsys.readouterr()
    lines = re.sub(r"\x1b\[\d*m", "", printed.out).splitlines()
    assert len(lines) == 33 and max(map(cell_len, lines)) <= 80
    assert any("…" in line for line in lines)
    assert "not shown: publisher, passages, corpus, number, language, address" in " ".join(
        printed.err.split()
    )


@pytest.mark.parametrize("view", ["edges", "chain"])
def test_a_terminal_of_80_columns_shows_which_passage_cites(
    sample_store: Path, view: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow(monkeypatch)
    assert call("citations", "46541b0ec8ded9c4", "--view", view, store=sample_store) == 0
    assert call("citations", "中国制造2025", "--view", view, store=sample_store) == 0
    lines = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out).splitlines()
    assert max(map(len, lines)) <= 80
    assert any(re.search(r"46541b0ec8ded9c4-\d+$", line) for line in lines)


@pytest.mark.parametrize("kind", ["citations", "mentions", "issuers"])
def test_export_network(
    sample_store: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "network", "--kind", kind, "--minimum", "1", "--out", str(tmp_path)]
    assert call(*_use_common_words(words), store=sample_store) == 0
    written = capsys.readouterr()
    graph = networkx.read_graphml(written.out.strip())
    assert f"{graph.number_of_nodes():,} node" in written.err


def test_a_network_goes_to_the_file_that_is_named(
    sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "net" / "m.gexf"
    assert call("network", "--kind", "issuers", "--out", str(path), store=sample_store) == 0
    assert capsys.readouterr().out.strip() == str(path)
    assert networkx.read_gexf(path).number_of_nodes()
    side = json.loads(path.with_name("m.gexf.meta.json").read_text(encoding="utf-8"))
    assert side["again"].endswith(f"--out {path}")


def test_demo_makes_its_own_store_and_uses_it_again(
    tmp_path: Path,
    annotator: Annotator,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tagger_alone = replace(annotator, model=None, entities=None, parser=None)
    monkeypatch.setattr("flows.annotation.load_annotator", lambda _: tagger_alone)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ZHENGCE_STORE", str(tmp_path / "own.sqlite"))
    monkeypatch.setenv("ZHENGCE_HISTORY", "")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert _run(["demo", "--quiet"]) == 0
    assert not list((tmp_path / "here").iterdir())  # examples are not the user's searches
    first = capsys.readouterr()
    assert first.out.count("$ zhengce ") == 4 and "made the store" in first.err
    made = (tmp_path / "cache" / "zhengce" / "demo.sqlite").stat().st_mtime_ns
    assert _run(["demo", "--quiet"]) == 0
    again = capsys.readouterr()
    assert again.out == first.out and "using the store" in again.err
    assert (tmp_path / "cache" / "zhengce" / "demo.sqlite").stat().st_mtime_ns == made
    assert not (tmp_path / "own.sqlite").exists()
    assert _run(["demo", "--store", str(tmp_path / "own.sqlite")]) == 2
    assert not (tmp_path / "own.sqlite").exists()


def test_demo_refuses_a_store_of_other_documents(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    from flows.records import Document
    from flows.store.documents import SourceFile, write_batch

    with store.run("test") as run:
        document = Document("mine", "k", "text")
        write_batch(store, run.id, SourceFile("mine", "k", "0", "", 1), [(document, [])], [], complete=True)
    assert _run(["demo", "--store", str(store.path)]) == 2
    assert "it holds mine" in capsys.readouterr().err


def test_open_finds_the_page_that_is_meant(sample: Store, capsys: pytest.CaptureFixture[str]) -> None:
    document = list_documents(sample, DocumentRequest(limit=1)).documents[0].id
    for what, place in (
        ("", "/"),
        (document, f"/document/{document}"),
        (document[:9], f"/document/{document}"),
        (f"{document}-2", f"/passage/{document}-2"),
        ("稀土 NEAR/5 出口", "/search?q=%E7%A8%80%E5%9C%9F+NEAR%2F5+%E5%87%BA%E5%8F%A3"),
        ("20212021", "/search?q=20212021"),
    ):
        assert find_page_path(what, sample.path) == place
        assert call("open", *what.split(), "--print", store=sample.path) == 0
        assert capsys.readouterr().out == f"http://127.0.0.1:8765{place}\n"


def test_an_offset_past_the_last_document_is_the_reason_for_an_empty_list(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("documents", "--offset", 500, store=sample_store) == 0
    assert capsys.readouterr() == ("", "32 documents; none shown: --offset is past the last one\n")


@pytest.mark.parametrize(
    ("typed", "title", "name"),
    [
        ("Data Security Law", "中华人民共和国数据安全法", "数据安全法"),
        ("the Data Security Law", "中华人民共和国数据安全法", "数据安全法"),
        ("《Data Security Law》", "中华人民共和国数据安全法", "数据安全法"),
        ("数据安全法", "中华人民共和国数据安全法", ""),
        ("Data Security", "", ""),
        ("Export Control Law", "", ""),
    ],
)
def test_a_law_is_listed_by_its_name_in_the_other_language(
    tmp_path: Path, typed: str, title: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store, store.run("test") as run:
        for key in ("中华人民共和国数据安全法", "样例省关于数据安全的通知"):
            document = Document("made", key, "为了规范数据处理活动，制定本法。", key, published="2021-06-10")
            rows = [(document, list(passages_of(document)))]
            write_batch(store, run.id, SourceFile("made", key, "0", "", 1), rows, [], complete=True)
    assert call("documents", "--title", typed, "--format", "json", store=path) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert [one["title"] for one in found["documents"]] == [title] * bool(title)
    assert ("these have its other name" in printed.err) == bool(name) and name in printed.err
    with Workspace(path) as workspace:
        frame = workspace.documents(title=typed)
    assert (list(frame["title"]), frame.attrs.get("by_name", "")) == ([title] * bool(title), name)
    with TestClient(create_app(Settings(store=path, models=MODELS)), base_url="http://localhost") as client:
        assert client.get("/api/documents", params={"title": typed}).json()["total"] == bool(title)
        assert ("另一名称" in client.get("/documents", params={"title": typed, "lang": "zh"}).text) == bool(
            name
        )


def test_an_english_title_is_found_with_the_article_before_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.sqlite"
    title = "Data Security Law (2021)"
    with Store(path) as store, store.run("test") as run:
        document = Document("made", "law", "Article 1. This Law is a sample.", title)
        rows = [(document, list(passages_of(document)))]
        write_batch(store, run.id, SourceFile("made", "law", "0", "", 1), rows, [], complete=True)
    assert call("documents", "--title", "the Data Security Law", "--format", "json", store=path) == 0
    assert [one["title"] for one in json.loads(capsys.readouterr().out)["documents"]] == [title]
