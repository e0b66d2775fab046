"""Every query command answers as JSON, CSV and a table on the sample store, in this process.

Errors are tested too.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shlex
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from flows import __version__
from flows.annotation.lexicon.model import Lexicon
from flows.cli.main import app
from flows.errors import UsageError, format_message
from flows.output.sidecars import sidecar_of
from flows.store import Store, back_up
from flows.trends.series import MIX_COLUMNS as MIXED
from flows.trends.series import SERIES_COLUMNS

ASKING = (
    ("search", "稀土 NEAR/10 出口"),
    ("concordance", "自主可控"),
    ("collocates", "稀土"),
    ("trends", "自主可控", "strategy:tech_leverage", "query:芯片 AND 补贴", "--by", "plan"),
    ("trends", "自主可控", "--split"),
    ("trends", "自主可控", "--band"),
    ("trends", "自主可控", "稀土", "--stats"),
    ("trends", "自主可控", "--hold", "publisher"),
    ("trends", "自主可控", "--reprints", "discounted", "--corpus", "sample"),
    ("trends", "--all", "--by", "congress"),
    ("drift", "新型举国体制", "--corpus", "sample"),
    ("emerging", "2021", "--ngrams", "--minimum", "3"),
    ("collocates", "自主可控", "--new-since", "2022", "--window", "8"),
    ("shares",),
    ("emerging", "2020", "--minimum", "3"),
    ("keyness", "--language", "en"),
    ("citations",),
    ("citations", "--view", "dangling"),
    ("citations", "国发〔2015〕28号"),
    ("targets",),
    ("targets", "--kind", "target", "--indicator", "率"),
    ("events",),
    ("events", "Huawei", "--action", "sanctioned"),
    ("directives",),
    ("directives", "稀土", "--grade", "4-5", "--addressee", "企业"),
    ("trends", "force:5", "force:1"),
    ("lexicon", "pairs"),
    ("watch", "list"),
)
REFUSED = (
    (("search", "(稀土"), "column 4"),
    (("trends", "nosuchword"), "not in the lexicon, and nowhere in the stored text"),
    (("trends", "自主可空"), "Did you mean 自主可控"),
    (("trends", "strategy:nope"), "no such value; known values:"),
    (("trends", "entity:NoSuch"), "no stored passage mentions it"),
    (("evidence", "nosuchword"), "not in the lexicon, and nowhere in the stored text"),
    (("evidence", "strategy:nope"), "no such value; known values:"),
    (("trends", "strategy:rd_support"), "it is an instrument, so write instrument:rd_support"),
    (("trends", "instrument:tech_leverage"), "it is a strategy, so write strategy:tech_leverage"),
    (("export", "passages", "--strategy", "rd_support"), "so write --instrument rd_support"),
    (("watch", "add", "x", "--strategy", "rd_support"), "so write --instrument rd_support"),
    (("drift", "自主可空"), "Did you mean 自主可控"),
    (("search", "--publisher", "nope"), "publisher 'nope': no such value"),
    (("search", "--entity", "nope"), "no stored passage mentions it"),
    (("concordance", "x", "--strategy", "nope"), "no such value; known values:"),
    (("collocates", "x", "--corpus", "nope"), "no such value; known values: sample"),
    (("keyness", "--corpus", "nope"), "no such value; known values: sample"),
    (("emerging", "tomorrow"), "since 'tomorrow': not a date"),
    (("trends", "x", "--by", "week"), "year, quarter, month, plan, congress"),
    (("trends", "x", "--split", "--group", "corpus"), "use one of them"),
    (("trends", "x", "--corpus", "none"), "no such value; known values: sample"),
    (("trends", "x", "--out", "x.txt"), "the ending must be one of .csv, .xlsx"),
    (("trends", "x", "--plot", "x.pdf"), "the ending must be one of .svg"),
    (("trends", "x", "--hold", "corpus", "--split"), "combined with --group or --split"),
    (("trends", "x", "--band", "--split"), "needs whole terms"),
    (("trends", "x", "--all"), "combined with terms"),
    (("trends", "x", "--event", "soon"), "write DATE=LABEL"),
    (("trends", "自主可控", "--from", "2099", "--plot", "x.svg"), "nothing to draw"),
    (("emerging", "2021", "--ngrams", "--type", "ORG"), "no --type with it"),
    (("silent", "2020", "--corpus", "none"), "no such value; known values: sample"),
    (("evidence", "x", "--corpus", "none"), "no such value; known values: sample"),
    (("concordance", "x", "--limit", "0"), "--limit 0: must be 1 or more"),
    (("collocates", "稀土", "--out", "x.txt"), "the ending must be one of .csv, .xlsx"),
    (("brief", "--to", "1900"), "No document is dated up to 1900"),
    (("collocates", "稀土", "--new-since", "1900"), "no passage before then matches"),
    (("collocates", "稀土", "--new-since", "soon"), "--new-since 'soon': not a date"),
    (("collocates", "稀土", "--window", "0"), "must be 1 or more"),
    (("keyness",), "Name at least one set"),
    (("keyness", "--kind", "law"), "for a set of laws, write --query kind:law"),
    (("citations", "--view", "chain", "无此文件"), "needs a stored document"),
    (("emerging", "soon"), "not a date"),
    (("emerging", ""), "since '': not a date"),
    (("silent", "2024", "--to", "soon"), "--to 'soon': not a date"),
    (("emerging", "2024", "--before", "soon"), "--before 'soon': not a date"),
    (("shares", "nothing"), "choose from whole_of_nation"),
    (("dossier", "无此名称"), "no mention of it"),
    (("watch", "add", "Bad Name", "x"), "lower-case"),
    (("watch", "add", "a", "(x"), "column"),
    (("watch", "run", "none"), "no saved search of that name"),
    (("web", "--host", "0.0.0.0"), "token"),
)


# Commands that take a date; DATE is replaced by it.
DATED = """
search 稀土 --from DATE
search 稀土 --to DATE
search 稀土 --as-of DATE
concordance 稀土 --from DATE
documents --to DATE
trends 稀土 --from DATE --by month
trends 稀土 --to DATE --by month
trends 稀土 --by 2020,DATE
trends 稀土 --event DATE=x --band
emerging DATE --minimum 1
emerging 2026 --before DATE --minimum 1
emerging 2020 --to DATE --minimum 1
silent 2020 --to DATE --minimum 1
keyness --from DATE
keyness --against-to DATE --from 2026
collocates 出口管制 --new-since DATE
drift 稀土 --from DATE
shares --from DATE
events --from DATE
directives --to DATE
targets --deadline-from DATE
targets --from DATE
"""


def ask(arguments: tuple[str, ...], store: Path) -> int:
    return int(app([*arguments, "--store", str(store)], exit_on_error=False, print_error=False))


@pytest.mark.parametrize("arguments", ASKING, ids=" ".join)
def test_asking(arguments: tuple[str, ...], sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = ask((*arguments, "--format", "json"), sample_store)
    found = json.loads(capsys.readouterr().out)
    assert code == 0  # finding nothing is not an error
    rows = (
        (found.get("hits") or found.get("targets") or found.get("events") or found.get("directives") or [])
        if isinstance(found, dict)
        else found
    )
    assert rows or arguments[0] == "watch" or "--new-since" in arguments
    assert ask((*arguments, "--format", "csv"), sample_store) == code
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(lines) == len(rows)
    assert ask(arguments, sample_store) == code
    assert capsys.readouterr().out.strip() or not rows


@pytest.mark.parametrize("words", DATED.strip().splitlines())
def test_a_date_in_any_form_is_that_date(
    words: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for date in ("2025-06", "2025-6", "2025年6月"):
        ask((*words.replace("DATE", date).split(), "--format", "json"), sample_store)
        answers.append(capsys.readouterr().out)
    assert answers[1:] == answers[:1] * 2
    assert len(answers[0]) > len("[]\n")


@pytest.mark.parametrize(
    ("arguments", "said"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_refused(arguments: tuple[str, ...], said: str, sample_store: Path) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        ask(arguments, sample_store)


NOTHING = (
    (("search", "自主可控 NEAR/1 稀土"), "no passages found"),
    (("search", "自主可空"), "'自主可空': not in the lexicon, and nowhere in the stored text. Did you mean"),
    (("search", "zzqqx", "自主可控"), "'zzqqx': not in the lexicon, and nowhere"),
    (("concordance", "zzqqx"), "'zzqqx': not in the lexicon, and nowhere"),
    (("concordance", "自主可控 NEAR/1 稀土"), "no occurrences found"),
    (("collocates", "自主可控 NEAR/1 稀土"), "no collocates found"),
    (("emerging", "2024", "--minimum", "9999"), "no emerging terms found"),
    (("silent", "2012-02"), "no silent terms found"),
    (("keyness", "--language", "en", "--minimum", "9999"), "no terms found"),
    (("evidence", "小巨人", "--period", "2013"), "nothing is counted in 2013"),
)


@pytest.mark.parametrize(("arguments", "said"), NOTHING, ids=lambda value: " ".join(value)[:40])
def test_finding_nothing_is_no_failure(
    arguments: tuple[str, ...],
    said: str,
    sample_store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if arguments[0] == "evidence":
        arguments = (*arguments, "--out", str(tmp_path))
    assert ask(arguments, sample_store) == 0
    assert said in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("arguments", "axis"),
    [
        (
            ("emerging", "2021", "--date", "written", "--corpus", "sample"),
            "by the date written (else the publication date)",
        ),
        (("emerging", "2021", "--ngrams", "--limit", "1"), "by publication date (else the date written)"),
        (("silent", "2024", "--date", "first_seen"), "by the date first stored here"),
        (("keyness", "--language", "en"), ""),  # documents without a date are counted too
        (("keyness", "--from", "2020"), "by publication date (else the date written)"),
        (
            ("keyness", "--language", "en", "--against-to", "2015"),
            "by publication date (else the date written)",
        ),
        (("drift", "新型举国体制"), "by publication date (else the date written)"),
        (("collocates", "稀土"), ""),
        (("compare", "2020", "2024"), "by publication date (else the date written)"),
        (("compare", "query:稀土", "query:技术"), ""),
        (
            ("collocates", "稀土", "--new-since", "2022", "--format", "csv"),
            "by publication date (else the date written)",
        ),
        (("shares",), "by publication date (else the date written)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_finding_says_what_it_is_of(
    arguments: tuple[str, ...],
    axis: str,
    sample_store: Path,
    lexicon: Lexicon,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Date axis, corpora with their documents, lexicon and code version, in every format."""
    ask(arguments, sample_store)
    said = " ".join(capsys.readouterr().err.split())
    source = f"corpus (documents): sample 32 · lexicon {lexicon.hash[:8]} · zhengce {__version__}"
    assert f"{axis} · {source}" in said if axis else source in said
    assert bool(axis) == (f" · {source}" in said)


def test_a_finding_within_dates_says_how_many_documents_they_have(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(("collocates", "稀土", "--from", "2021", "--to", "2021-12"), sample_store)
    said = " ".join(capsys.readouterr().err.split())
    assert "by publication date (else the date written) · corpus (documents): sample 4 · lexicon" in said


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("无此文件法", "'无此文件法': no stored document has this number, title or id"),
        ("28e3a7a7329d5a25", "no stored document cites 28e3a7a7329d5a25"),
        ("Export Control Law", ""),
    ],
)
def test_a_document_without_citations_is_told_from_an_unknown_one(
    document: str, said: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(("citations", document), sample_store) == 0
    errors = " ".join(capsys.readouterr().err.split())
    assert (said in errors) if said else ("no stored document" not in errors)


def test_a_chain_does_not_say_that_its_first_document_is_not_cited(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(("citations", "46541b0ec8ded9c4", "--view", "chain"), sample_store) == 0
    printed = capsys.readouterr()
    assert "中国制造2025" in printed.out
    assert "no stored document" not in printed.err


def test_gaps_may_be_none(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(("gaps", "--format", "json"), sample_store) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


@pytest.mark.parametrize("kind", ["svg", "png", "html"])
def test_charts_are_drawn(sample_store: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"chart.{kind}"
    assert ask(("trends", "自主可控", "稀土", "--plot", str(path), "--chart", "multiples"), sample_store) == 0
    assert path.stat().st_size > 5000


def test_a_dossier_is_written(sample_store: Path, tmp_path: Path) -> None:
    assert ask(("dossier", "rare earths", "--out", str(tmp_path)), sample_store) == 0
    assert {path.suffix for path in tmp_path.iterdir()} >= {".html", ".md"}


def test_a_series_is_written_with_the_command_that_makes_it_again(sample_store: Path, tmp_path: Path) -> None:
    """For each format and for the chart: the command in the sidecar gives the same bytes."""
    options = (
        "trends",
        "自主可控",
        "稀土",
        "--by",
        "quarter",
        "--reprints",
        "discounted",
        "--hold",
        "publisher",
        "--event",
        "2018-04=“ZTE”",
        "--labels",
        "zh",
    )
    chart = tmp_path / "c.svg"
    captions: list[str] = []
    for name, more in (("t.csv", ("--plot", str(chart))), ("t.parquet", ())):
        path = tmp_path / name
        assert ask((*options, "--out", str(path), *more), sample_store) == 0
        for made in (chart, path) if more else (path,):
            about, before = json.loads(sidecar_of(made).read_text(encoding="utf-8")), made.read_bytes()
            made.unlink()
            words = shlex.split(about["again"])
            assert words[0] == "zhengce" and app(words[1:], exit_on_error=False, print_error=False) == 0
            captions = about["options"].get("caption", []) or captions
            assert made.read_bytes() == before and hashlib.sha256(before).hexdigest() == about["sha256"]
    assert captions[0].startswith("每百万词出现次数（来源构成固定），按季")
    frame = pd.read_csv(tmp_path / "t.csv")
    assert list(frame.columns) == [*SERIES_COLUMNS, *MIXED] and frame["occurrences"].isna().any()
    pd.testing.assert_frame_equal(frame, pd.read_parquet(tmp_path / "t.parquet"), check_dtype=False)


def test_notes_of_a_chart_name_the_series_as_the_chart_does(sample_store: Path, tmp_path: Path) -> None:
    chart = tmp_path / "c.svg"
    asked = (
        "trends",
        "稀土",
        "出口管制",
        "芯片",
        "--group",
        "publisher",
        "--to",
        "2024",
        "--plot",
        str(chart),
        "--labels",
        "zh",
    )
    assert ask(asked, sample_store) == 0
    caption = "".join(json.loads(sidecar_of(chart).read_text(encoding="utf-8"))["options"]["caption"])
    assert " · 未注明 20" in caption and "(none)" not in caption


def test_a_printed_table_leaves_out_groups_without_the_term(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("trends", "商业航天", "--group", "publisher", "--by", "plan")
    assert ask((*asked, "--format", "csv"), sample_store) == 0
    counted: Counter[str] = Counter()
    for row in csv.DictReader(io.StringIO(capsys.readouterr().out)):
        counted[row["series"]] += int(row["occurrences"] or 0) + int(row["occurrences_loose"] or 0)
    assert ask(asked, sample_store) == 0
    printed = capsys.readouterr()
    empty = [name for name, number in counted.items() if not number]
    assert empty and len(empty) < len(counted)
    assert f"{len(empty)} groups without an occurrence" in " ".join(printed.err.split())
    for name, number in counted.items():
        assert (name.partition(" · ")[2] in printed.out) is (number > 0)
    assert ask((*asked, "--to", "2012"), sample_store) == 0
    printed = capsys.readouterr()
    assert "without an occurrence" not in printed.err and "商业航天 · " in printed.out


def test_hits_and_lines_keep_their_shape(
    sample_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line of a hit is wider than the terminal or begins in its first column.

    A line of a concordance is a single line.
    """
    from rich.cells import cell_len
    from rich.console import Console

    def use(console: Console) -> None:
        for module in ("terminal", "hits"):
            monkeypatch.setattr(f"flows.output.{module}.results", console)

    for width in (60, 120):
        use(Console(width=width, highlight=False, force_terminal=True, color_system=None))
        ask(("search", "export control", "--facet", "entity"), sample_store)
        lines = capsys.readouterr().out.splitlines()
        assert all(cell_len(line) <= width and line == line.rstrip() for line in lines)
        assert all(re.match(r"\d+\. |   ?|\d+ passages", line) for line in lines)
        ask(("concordance", "export control", "--width", "40"), sample_store)
        shown = capsys.readouterr()
        lines = shown.out.splitlines()
        assert shown.err.startswith(f"{len(lines)} occurrences")
        assert all(cell_len(line) <= width for line in lines)
    use(Console(width=60, highlight=False, force_terminal=False))
    ask(("concordance", "export control", "--width", "40"), sample_store)
    assert "…" not in (out := capsys.readouterr().out)  # a pipe has no width
    assert len(out.splitlines()) == len(lines)


def test_doctor_checks_the_installation_before_there_is_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGCE_STORE", str(tmp_path / "none.sqlite"))
    assert app(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"note: zhengce {__version__}")
    assert "zhengce demo" in lines[-2]
    assert lines[-1] == "no fault found"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments", [("concordance", "芯片"), ("emerging", "2023"), ("documents",), ("shares",)], ids=" ".join
)
def test_a_spreadsheet_says_what_its_columns_mean(
    arguments: tuple[str, ...], sample_store: Path, tmp_path: Path
) -> None:
    assert ask((*arguments, "--out", str(tmp_path / "t.xlsx")), sample_store) == 0
    book = load_workbook(tmp_path / "t.xlsx")
    heads = [cell.value for cell in book["data"][1]]
    meanings = {row[0].value: row[1].value for row in book["columns"].iter_rows(min_row=2)}
    assert list(meanings) == heads
    assert all(meanings.values())


def test_a_share_is_rounded_once(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0.3247% is 0.32%, and 0.00325 of the files would be 0.33%."""
    ask(("shares", "--format", "json"), sample_store)
    rows = [row for row in json.loads(capsys.readouterr().out) if row["marked"]]
    ask(("shares",), sample_store)
    printed = capsys.readouterr().out
    wanted = {f"{row['marked'] / row['passages']:.2%}" for row in rows}
    assert wanted <= {*printed.split()}


def test_passages_with_labels_of_another_model_are_counted_in_thousands() -> None:
    said = format_message("trends.other_model", {"passages": 13_431, "present": "4bab98fb"})
    assert said.startswith("13,431 passages have labels of another model")


def test_shares_of_another_models_labels_are_not_corrected(
    sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.sqlite"
    with Store(sample_store) as store:
        back_up(store, path)
    ask(("shares", "--format", "json"), path)
    assert any(row["corrected"] is not None for row in json.loads(capsys.readouterr().out))
    with Store(path) as store:
        store.connection.execute("UPDATE annotation_version SET model_version = 'another'")
    ask(("shares",), path)
    assert "labels of another model" in capsys.readouterr().err
    ask(("shares", "--format", "json"), path)
    rows = json.loads(capsys.readouterr().out)
    assert rows and all(row["corrected"] is None for row in rows)
