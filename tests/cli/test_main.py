"""The command line: exit codes, standard output that programs can read, one-line errors."""

from __future__ import annotations

import csv
import errno
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import main
from flows.cli.main import _run
from tests.commands import environment_of, run_zhengce
from tests.support import MODELS, PROJECT

SENTENCE = "健全新型举国体制，推动关键信息基础设施运营者采购自主可控产品，培育小巨人和制造业单项冠军。"


def call(
    *arguments: str, store: Path | None = None, given: str | bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    settings = {"ZHENGCE_STORE": store} if store else {}
    return run_zhengce(*arguments, cwd=cwd, given=given, settings=settings)


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (["3 documents"], "zhengce: stopped; kept: 3 documents; run it again to continue\n"),
        ([""], "zhengce: stopped; nothing was stored yet\n"),
        ([], ""),
    ],
)
def test_a_stopped_run_says_what_it_keeps(
    notes: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        error = KeyboardInterrupt()
        for note in notes:
            error.add_note(note)
        raise error

    monkeypatch.setattr("flows.cli.commands.collect.read_settings", stop)
    assert _run(["ingest", "nowhere"]) == 130
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", ""), "The query is empty"),
        (("search", "x", "--strategy"), "strategy"),
        (("search", "x", "--limit", "0"), "--limit"),
        (("search", "x", "--strategy", "nope"), "whole_of_nation"),
        (("search", "x", "--corpus", "nope"), "sample"),
        (("search", "x", "--from", "2022", "--to", "2020"), "is after"),
        (("search", "x", "--from", "yesterday"), "2021-03"),
        (("search", "x", "--term", "no such term at all"), "no such concept"),
        (("trends",), "at least one term"),
        (("trends", "自主可控", "--by", "decade"), "quarter, month, plan"),
        (("trends", "自主可控", "--plot", "x.gif"), ".svg"),
        (("ingest",), "Name a path"),
        (("ingest", "./nowhere.txt", "--corpus", "c"), "no such file"),
        (("ingest", "nowhere"), "no such corpus"),
        (("ingest", "/nonexistent"), "/nonexistent: no such file or folder"),
        (("targets", "--out", "/nonexistent/x.csv"), "the folder /nonexistent does not exist"),
        (("search", "x", "--nope"), "See zhengce search --help"),
        (("ingest", ".", "--corpus", "Not A Name"), "lower-case"),
        (("analyze", "no-such-file.txt"), "No such file"),
        (("concordance", "x", "--width", "0"), "--width"),
        (("export", "everything"), "choose from"),
        (("nonsense",), "nonsense"),
        (("network", "mentions"), "Unexpected: mentions. Write --kind mentions. See"),
        (("export", "network", "mentions"), "Write --kind mentions."),
        (("brief", "2025-03"), "Unexpected: 2025-03. Write --from 2025-03. See"),
        (("evidence", "稀土", "2025"), "Unexpected: 2025. Write --period 2025. See"),
        (("brief", "last", "week"), "Unexpected: last week. See"),
        (("documents", "出口管制法"), "Unexpected: 出口管制法. Write --title 出口管制法. See"),
        (("documents", "2021"), "Unexpected: 2021. Write --from 2021. See"),
        (("versions", "出口管制法"), "zhengce documents --title lists ids"),
        (("citations", "出口管制法#12"), "zhengce versions ID#12"),
        (("targets", "growth", "rate"), "Unexpected: rate. Quote a text of several words."),
        (("compare", "2020..2010", "2021"), "'2020..2010': the period ends before it begins."),
    ],
)
def test_wrong_usage_is_code_2_and_one_line(
    sample_store: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = call(*arguments, store=sample_store)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and len(done.stderr.splitlines()) == 1 and done.stderr.startswith("zhengce: ")


def test_no_store_is_code_1_and_says_what_to_do(tmp_path: Path) -> None:
    done = call("search", "自主可控", store=tmp_path / "none.sqlite")
    assert done.returncode == 1 and "zhengce run" in done.stderr and not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize(
    "words", ["search 自主可控", "targets --format csv", "directives --format json", "--help"]
)
def test_a_closed_pipe_ends_quietly(sample_store: Path, words: str) -> None:
    command = f"'{sys.executable}' -m flows.cli {words} | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        env=environment_of({"ZHENGCE_STORE": str(sample_store), "ZHENGCE_MODELS": str(MODELS)}),
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr and "Broken" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code"), [("documents >&-", 0), ("forget 0123 <&-", 2), ("batch - <&-", 2), ("verify - <&-", 2)]
)
def test_closed_streams_break_nothing(sample_store: Path, words: str, code: int) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m flows.cli {words}"],
        env=environment_of({"ZHENGCE_STORE": str(sample_store), "ZHENGCE_MODELS": str(MODELS)}),
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "the folder can only be read. Name another file"), ("zh", "该文件夹只能读取")]
)
def test_a_file_that_can_not_be_written_has_its_own_name(
    locale: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "terminal_locale", lambda: locale)
    unfinished = OSError(errno.EROFS, "Read-only file system", "outputs/.documents.csv.802371f0.part")
    told = main._describe(unfinished, ["export", "documents"])
    assert "outputs/documents.csv" in told and said in told and "802371f0" not in told


def test_search_json_is_the_contract(sample_store: Path) -> None:
    done = call("search", "自主可控", "--format", "json", "--limit", "3", store=sample_store)
    found = json.loads(done.stdout)
    assert (
        set(found) == {"query", "expansions", "total", "hits", "facets"}
        and len(found["hits"]) == 3 < found["total"]
    )
    for hit in found["hits"]:
        assert {
            "passage_id",
            "document_id",
            "title",
            "date",
            "publisher",
            "corpus",
            "language",
            "text",
            "highlights",
            "labels",
            "score",
        } <= set(hit)
        assert all(0 <= start < end <= len(hit["text"]) for start, end in hit["highlights"])
    assert set(found["facets"]) >= {"strategy", "language", "publisher", "corpus", "year"}


def test_trends_csv_is_the_contract(sample_store: Path) -> None:
    done = call("trends", "自主可控", "--format", "csv", store=sample_store)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0])[:11] == [
        "series",
        "period",
        "occurrences",
        "passages",
        "documents",
        "total_tokens",
        "total_characters",
        "total_documents",
        "per_million_tokens",
        "per_10k_characters",
        "document_share",
    ]
    assert [row["period"] for row in rows] == [str(year) for year in range(2012, 2027)]


def test_analyze_jsonl_is_the_contract() -> None:
    given = "".join(
        json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n"
        for name, text in (("a", SENTENCE), ("b", "Little Giants buy CII."))
    )
    done = call("analyze", "-", "--input-format", "jsonl", "--format", "jsonl", given=given)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["id"], first["text"], first["language"], second["language"]) == ("a", SENTENCE, "zh", "en")
    words = [token for token, _, _ in first["tokens"]]
    for term in ("新型举国体制", "关键信息基础设施", "自主可控", "小巨人", "制造业单项冠军"):
        assert term in words
        assert any(mention["text"] == term and mention["concept"] for mention in first["mentions"])
    assert all(first["text"][m["start"] : m["end"]] == m["text"] for m in first["mentions"])
    assert set(first["strategies"]) == {
        "whole_of_nation",
        "indigenous_champions",
        "foreign_technology",
        "tech_leverage",
    }
    concepts = {mention["text"]: mention["concept"] for mention in (*first["mentions"], *second["mentions"])}
    assert concepts["Little Giants"] == concepts["小巨人"] and concepts["CII"] == concepts["关键信息基础设施"]


def test_a_page_of_hostile_text_is_escaped() -> None:
    done = call("analyze", "-", "--format", "html", given="<script>alert('自主可控')</script>")
    assert done.returncode == 0 and "<script>" not in done.stdout and "&lt;script&gt;" in done.stdout


@pytest.mark.parametrize("given", [b"\x00\x01\x02" * 100, b""])
def test_what_is_no_text_is_said(given: bytes) -> None:
    done = call("analyze", "-", given=given)
    assert done.returncode == 2 and done.stderr.count("\n") == 1


def test_a_terminal_obeys_nothing_in_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("通知\n采购自主可控\x1b]0;pwn\x07产品。", encoding="utf-8")
    call("ingest", str(tmp_path / "a.txt"), "--corpus", "c", store=tmp_path / "s.sqlite")
    for command in ("search", "concordance"):
        done = call(command, "自主可控", store=tmp_path / "s.sqlite")
        assert (
            done.returncode == 0
            and "自主可控" in done.stdout
            and "\x1b]" not in done.stdout
            and "\x07" not in done.stdout
        )


def test_a_corpus_may_have_a_chinese_name(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    (tmp_path / "a.txt").write_text("通知\n采购自主可控产品。", encoding="utf-8")
    call("ingest", str(tmp_path / "a.txt"), "--corpus", "工信部", store=store)
    for words in (("自主可控", "--corpus", "工信部"), ("corpus:工信部 自主可控",)):
        done = call("search", *words, store=store)
        assert done.returncode == 0 and "corpus: 工信部 1" in done.stdout
    assert call("corpus", "rename", "工信部", "部委文件", store=store).returncode == 0
    assert "部委文件" in call("corpus", "list", store=store).stdout


def test_ingest_tells_and_exits_by_what_it_could_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("关于支持自主可控产品的通知\n采购自主可控产品。", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    both = call(
        "ingest",
        str(tmp_path / "good.txt"),
        str(tmp_path / "bad.txt"),
        "--corpus",
        "c",
        store=tmp_path / "s.sqlite",
    )
    assert both.returncode == 0 and "1 rejected" in both.stderr and "binary data" in both.stderr
    alone = call("ingest", str(tmp_path / "bad.txt"), "--corpus", "d", store=tmp_path / "s.sqlite")
    assert alone.returncode == 1
    status = json.loads(
        call("status", "--rejections", "--format", "json", store=tmp_path / "s.sqlite").stdout
    )
    assert status["stored"]["documents"] == 1 and {entry["corpus"] for entry in status["rejections"]} == {
        "c",
        "d",
    }


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("https://example.org/a.htm", "zhengce corpus add"),
        ("ftp://example.org/a", "not read from there"),
        ("gs://bucket/a", "pip install 'zhengce[gcs]'"),
    ],
)
def test_ingest_says_what_is_read_from_elsewhere(tmp_path: Path, source: str, said: str) -> None:
    done = call("ingest", source, "--corpus", "c", store=tmp_path / "s.sqlite")
    assert done.returncode and said in done.stderr and "Traceback" not in done.stderr


def test_a_bad_manifest_stops_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "corpora" / "mine").mkdir(parents=True)
    (tmp_path / "corpora" / "mine" / "source.yml").write_text(
        "location: texts\nshedule: {}\n", encoding="utf-8"
    )
    done = call("run", cwd=tmp_path)
    assert (
        done.returncode == 1
        and "source.yml:2" in done.stderr
        and "schedule" in done.stderr
        and len(done.stderr.splitlines()) == 1
    )


@pytest.mark.parametrize(
    "command",
    ["run", "ingest", "annotate", "analyze", "search", "concordance", "trends", "export", "status", "serve"],
)
def test_help_teaches(command: str) -> None:
    done = call(command, "--help")
    assert done.returncode == 0 and len(done.stdout) > 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("help",), "Usage: zhengce COMMAND"),
        (("help", "corpus", "remove"), "Usage: zhengce corpus remove"),
        (("-V",), "0."),
    ],
)
def test_words_of_other_programs_are_understood(arguments: tuple[str, ...], said: str) -> None:
    done = call(*arguments)
    assert done.returncode == 0
    assert said in done.stdout
