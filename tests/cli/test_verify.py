"""`zhengce verify`: every format, standard input, exit codes, and the same answer in Python and on the page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient
from rich.console import Console

from flows.cli.commands.sources.verify import verify
from flows.cli.main import _run
from flows.settings import Settings
from flows.web.app import create_app
from flows.workspace import Workspace
from tests.support import MODELS

DRAFT = (
    "《样例省自主创新能力建设规划（2012—2015年）》（样科发〔2012〕9号）提出：“技术引进的终点是自主创新，"
    "而不是下一次引进”。该规划还称“每万人口发明专利拥有量达到4.5件”，并要求到2015年对外技术依存度降到35%以下。"
)
FIELDS = ["kind", "text", "start", "end", "verdict", "passage_id", "document_id", "title", "date"]
FIELDS += ["found", "difference", "note"]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def client(sample_store: Path) -> Iterator[TestClient]:
    app = create_app(Settings(store=sample_store, models=MODELS))
    with TestClient(app, base_url="http://localhost") as opened:
        yield opened


def run_json(capsys: pytest.CaptureFixture[str], path: Path, store: Path) -> list[dict[str, Any]]:
    assert verify(str(path), format_="json", store=store) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_json_is_as_the_contract_says(
    draft: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = run_json(capsys, draft, sample_store)
    assert [list(row) for row in rows] == [FIELDS] * len(rows)
    assert [(row["kind"], row["verdict"]) for row in rows] == [
        ("title", "exact"),
        ("number", "exact"),
        ("quote", "exact"),
        ("quote", "near"),
        ("figure", "exact"),
    ]
    assert [row["text"] for row in rows] == [DRAFT[row["start"] : row["end"]] for row in rows]
    assert rows[3]["difference"] == "每万人口发明专利拥有量达到[-3.5-]{+4.5+}件"


def test_every_way_of_asking_gives_the_same(
    draft: Path, sample_store: Path, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = run_json(capsys, draft, sample_store)
    answer = client.post("/api/verify", json={"text": DRAFT})
    assert (answer.json(), answer.headers["Numbers-Not-Compared"]) == (rows, "0")
    with Workspace(sample_store) as workspace:
        for given in (draft, DRAFT):
            frame = workspace.verify(given)
            assert frame.to_dict("records") == rows
            assert frame.attrs == {"text": DRAFT, "numbers_not_compared": 0, "draft_date": ""}


def test_the_date_of_a_draft_is_told_and_does_not_change_the_day(
    draft: Path,
    sample_store: Path,
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    draft.write_text(f"起草日期：2014年3月3日\n\n{DRAFT}", encoding="utf-8")
    for locale, words in (("en", "the draft is dated 2014-03-03; "), ("zh", "稿件日期为 2014-03-03；")):
        monkeypatch.setenv("ZHENGCE_LANG", locale)
        assert _run(["verify", str(draft), "--store", str(sample_store)]) == 0
        shown = capsys.readouterr()
        assert words in shown.err and "--as-of 2014-03-03" in shown.err
        assert "2016-01-01" in shown.out  # the plan ended after the day of the draft
        assert _run(["verify", str(draft), "--store", str(sample_store), "--as-of", "2014-03-03"]) == 0
        shown = capsys.readouterr()
        assert "2014-03-03" not in shown.err and "2016-01-01" not in shown.out
    answer = client.post("/api/verify", json={"text": draft.read_text(encoding="utf-8")})
    assert answer.headers["Draft-Date"] == "2014-03-03"
    assert "no longer valid since 2016-01-01" in answer.json()[0]["note"]
    assert "Draft-Date" not in client.post("/api/verify", json={"text": DRAFT}).headers
    with Workspace(sample_store) as workspace:
        assert workspace.verify(draft).attrs["draft_date"] == "2014-03-03"


def test_numbers_not_compared_are_counted(
    draft: Path,
    sample_store: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    draft.write_text(f"{DRAFT}我们走访了30家企业。", encoding="utf-8")
    for locale, words in (
        ("en", "1 number of the draft was not compared"),
        ("zh", "稿件中另有 1 个数字未作核对"),
    ):
        monkeypatch.setenv("ZHENGCE_LANG", locale)
        for format_ in ("table", "csv", "json"):
            assert _run(["verify", str(draft), "--format", format_, "--store", str(sample_store)]) == 0
            assert words in capsys.readouterr().err
        assert verify(str(draft), format_="html", store=sample_store) == 0
        assert words in capsys.readouterr().out


def test_strict_ends_with_code_three(
    draft: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["verify", str(draft), "--strict", "--store", str(sample_store)]
    assert _run(words) == 3
    shown = capsys.readouterr()
    assert "found, with differences" in shown.out and "1 found, with differences" in shown.err
    assert "found; 1 found, with differences" in shown.err  # a verdict may contain a comma
    draft.write_text(DRAFT.replace("4.5件", "3.5件"), encoding="utf-8")
    assert _run(words) == 0


def test_standard_input_and_copies(
    draft: Path, sample_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Given:
        buffer = io.BytesIO(DRAFT.encode())

    monkeypatch.setattr("sys.stdin", Given)
    assert _run(["verify", "-", "--format", "html", "--store", str(sample_store)]) == 0
    assert '<mark class="near"' in capsys.readouterr().out
    out = draft.with_suffix(".docx")
    assert verify(str(draft), format_="docx", out=out, store=sample_store) == 0
    assert len(list(docx.Document(str(out)).comments)) == 5


def test_copies_are_in_the_language_of_the_terminal(
    draft: Path, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    page, copy = draft.with_suffix(".html"), draft.with_suffix(".docx")
    for out in (page, copy):
        words = ["verify", str(draft), "--format", out.suffix[1:], "--out", str(out)]
        assert _run([*words, "--store", str(sample_store)]) == 0
    assert '<html lang="zh-CN">' in page.read_text(encoding="utf-8")
    assert any("找到" in comment.text for comment in docx.Document(str(copy)).comments)


def test_a_narrow_table_shows_what_differs(
    draft: Path, sample_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(force_terminal=True, width=80, no_color=True)
    monkeypatch.setattr("flows.output.results", console)  # first, as the front takes the module's
    monkeypatch.setattr("flows.output.terminal.results", console)
    stitched = "有人说“技术引进的终点是自主创新，而不是下一次引进，领导小组每年向社会公布进展，接受评估”。"
    draft.write_text(DRAFT + stitched, encoding="utf-8")
    assert verify(str(draft), store=sample_store) == 0
    assert "[-3.5-]{+4.5+}" in capsys.readouterr().out


def test_a_table_has_the_same_rows(
    draft: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = run_json(capsys, draft, sample_store)
    assert verify(str(draft), format_="csv", store=sample_store) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    out = draft.with_suffix(".csv")
    assert verify(str(draft), out=out, store=sample_store) == 0
    written = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert printed == written == [{name: str(value) for name, value in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("missing.md",), "missing.md"),
        (("--strct",), "Unknown option: --strct."),
        (("{draft}", "--as-of", "soon"), "write a day, month or year"),
        (("{draft}", "--format", "docx", "--out", "/no/such/folder/x.docx"), "/no/such/folder"),
        (("{draft}", "--out", "checked.pdf"), "--out checked.pdf: the ending must be one of .csv, .xlsx"),
        (("{draft}", "--out", "checked"), "--out checked: the ending must be one of .csv, .xlsx"),
        (("{draft}", "--format", "csv", "--out", "x.txt"), "--out x.txt: the ending must be one of .csv"),
        (("{draft}", "--format", "html", "--out", "x.csv"), "x.csv: the ending does not fit --format html"),
    ],
)
def test_wrong_usage_is_one_line(
    draft: Path, sample_store: Path, words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [word.format(draft=draft) for word in words]
    assert _run(["verify", *filled, "--store", str(sample_store)]) == 2
    shown = capsys.readouterr().err
    assert told in shown and shown.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("c.html", b"<!DOCTYPE html>"),
        ("c.docx", b"PK"),
        ("c.json", b"["),
        ("c.jsonl", b'{"'),
        ("c.xlsx", b"PK"),
    ],
)
def test_the_ending_of_a_file_is_its_format(
    draft: Path, sample_store: Path, name: str, begins: bytes
) -> None:
    out = draft.with_name(name)
    assert verify(str(draft), out=out, store=sample_store) == 0
    content = out.read_bytes()
    assert content.lower().startswith(begins.lower())
    assert (b"word/comments" in content) == (name == "c.docx")
