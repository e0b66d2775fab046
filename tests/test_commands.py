"""Every command that asks answers as JSON, CSV and a table on the sample store, in this process; and says what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from flows.cli import app
from flows.errors import UsageError

ASKING = (
    ("search", "稀土 NEAR/10 出口"),
    ("concordance", "自主可控"),
    ("collocates", "稀土"),
    ("trends", "自主可控", "strategy:tech_leverage", "query:芯片 AND 补贴", "--by", "plan"),
    ("trends", "自主可控", "--split"),
    ("trends", "自主可控", "--band"),
    ("trends", "自主可控", "稀土", "--stats"),
    ("shares",),
    ("emerging", "2020", "--minimum", "3"),
    ("keyness", "--language", "en"),
    ("citations",),
    ("citations", "--view", "dangling"),
    ("citations", "国发〔2015〕28号"),
    ("targets",),
    ("targets", "--kind", "target", "--indicator", "率"),
    ("lexicon", "pairs"),
    ("watch", "list"),
)
REFUSED = (
    (("search", "(稀土"), "column 4"),
    (("trends", "x", "--by", "week"), "year, quarter, month, plan, congress"),
    (("trends", "x", "--split", "--group", "corpus"), "use one of them"),
    (("collocates", "稀土", "--window", "0"), "must be 1 or more"),
    (("keyness",), "name one set at least"),
    (("citations", "--view", "chain", "无此文件"), "needs a stored document"),
    (("emerging", "soon"), "not a date"),
    (("shares", "nothing"), "known are whole_of_nation"),
    (("dossier", "无此名称"), "no mention of it"),
    (("watch", "add", "Bad Name", "x"), "lower-case"),
    (("watch", "add", "a", "(x"), "column"),
    (("watch", "run", "none"), "no saved search of that name"),
    (("web", "--host", "0.0.0.0"), "token"),
)


def ask(arguments: tuple[str, ...], store: Path) -> int:
    return int(app([*arguments, "--store", str(store)], exit_on_error=False, print_error=False))


@pytest.mark.parametrize("arguments", ASKING, ids=" ".join)
def test_asking(arguments: tuple[str, ...], sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask((*arguments, "--format", "json"), sample_store) == 0
    found = json.loads(capsys.readouterr().out)
    rows = (found.get("hits") or found.get("targets") or []) if isinstance(found, dict) else found
    assert rows or arguments[0] == "watch"
    assert ask((*arguments, "--format", "csv"), sample_store) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(lines) == len(rows)
    assert ask(arguments, sample_store) == 0
    assert capsys.readouterr().out.strip() or not rows


@pytest.mark.parametrize(("arguments", "said"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_refused(arguments: tuple[str, ...], said: str, sample_store: Path) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        ask(arguments, sample_store)


def test_gaps_may_be_none(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(("gaps", "--format", "json"), sample_store) in (0, 1)
    assert isinstance(json.loads(capsys.readouterr().out), list)


@pytest.mark.parametrize("kind", ["svg", "png", "html"])
def test_charts_are_drawn(sample_store: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"chart.{kind}"
    assert ask(("trends", "自主可控", "稀土", "--plot", str(path), "--chart", "multiples"), sample_store) == 0
    assert path.stat().st_size > 5000


def test_a_dossier_is_written(sample_store: Path, tmp_path: Path) -> None:
    assert ask(("dossier", "rare earths", "--out", str(tmp_path)), sample_store) == 0
    assert {path.suffix for path in tmp_path.iterdir()} >= {".html", ".md"}
