"""How many rows a command prints: one page in a table, all rows for programs, and a notice if rows are left out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.commands import run_zhengce


def run(store: Path, *words: str, lang: str = "en") -> tuple[str, str]:
    done = run_zhengce(*words, settings={"ZHENGCE_STORE": store, "ZHENGCE_LANG": Path(lang)})
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def rows_of(printed: str) -> int:
    return len(list(csv.DictReader(io.StringIO(printed))))


@pytest.mark.parametrize("command", ["targets", "directives"])
def test_facts_for_programs_are_all_of_them(sample_store: Path, command: str) -> None:
    total = json.loads(run(sample_store, command, "--format", "json", "--limit", "1")[0])["total"]
    assert total > 50
    printed, notes = run(sample_store, command, "--format", "csv")
    assert (rows_of(printed), notes) == (total, "")
    printed, notes = run(sample_store, command, "--format", "json")
    assert (len(json.loads(printed)[command]), notes) == (total, "")


def test_events_for_programs_are_all_of_them(sample_store: Path) -> None:
    total = json.loads(run(sample_store, "events", "--format", "json", "--limit", "1")[0])["total"]
    assert rows_of(run(sample_store, "events", "--format", "csv")[0]) == total > 1


@pytest.mark.parametrize("command", ["targets", "events", "directives"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_limit_on_facts_is_kept_and_said(sample_store: Path, command: str, form: str) -> None:
    printed, notes = run(sample_store, command, "--format", form, "--limit", "2")
    assert (rows_of(printed) if form == "csv" else len(json.loads(printed)[command])) == 2
    assert "; 2 shown, more with --limit" in notes


def test_a_table_of_facts_is_a_page(sample_store: Path) -> None:
    printed, notes = run(sample_store, "directives")
    assert "\n50. " in printed and "\n51. " not in printed and "50 shown, more with --limit" in notes


def test_a_page_of_hits_says_how_many_there_are(sample_store: Path) -> None:
    _, notes = run(sample_store, "search", "自主可控", "--format", "json")
    assert "passages; 10 shown, more with --limit" in notes
    assert "共 " in run(sample_store, "search", "自主可控", "--format", "json", lang="zh")[1]


def test_a_search_for_a_file_or_csv_has_every_hit(sample_store: Path, tmp_path: Path) -> None:
    total = json.loads(run(sample_store, "search", "自主可控", "--format", "json")[0])["total"]
    printed, notes = run(sample_store, "search", "自主可控", "--format", "csv")
    assert (rows_of(printed), notes) == (total, "") and total > 10
    path = tmp_path / "hits.csv"
    run(sample_store, "search", "自主可控", "--out", str(path))
    assert path.read_text(encoding="utf-8-sig").splitlines() == printed.splitlines()
    _, notes = run(sample_store, "search", "自主可控", "--out", str(path), "--limit", "10")
    assert rows_of(path.read_text(encoding="utf-8-sig")) == 10
    assert f"{total} passages; 10 shown, more with --limit" in notes


@pytest.mark.parametrize(
    "words",
    [
        ("emerging", "2021", "--minimum", "1", "--any-source"),
        ("silent", "2018", "--minimum", "1", "--any-source"),
        ("keyness", "--language", "zh", "--minimum", "1"),
        ("collocates", "技术"),
        ("lexicon", "discover", "--minimum", "2"),
        ("documents",),
        ("search", "技术", "--by-document"),
        ("lexicon", "pairs", "--known"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_file_has_every_row_and_keeps_a_limit(
    sample_store: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "rows.csv"
    run(sample_store, *words, "--out", str(path))
    total = rows_of(path.read_text(encoding="utf-8-sig"))
    every = rows_of(run(sample_store, *words, "--limit", "100000", "--format", "csv")[0])
    assert total == every > 1
    assert rows_of(run(sample_store, *words, "--format", "csv")[0]) == every
    _, notes = run(sample_store, *words, "--limit", "1", "--out", str(path))
    assert rows_of(path.read_text(encoding="utf-8-sig")) == 1
    assert notes


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (("emerging", "2021"), "1 emerging term shown, more with --limit"),
        (("keyness", "--language", "zh"), "1 term shown, more with --limit"),
        (("collocates", "稀土"), "1 collocate shown, more with --limit"),
        (("lexicon", "discover"), "1 candidate shown, more with --limit"),
        (("lexicon", "list", "芯片"), "1 shown, more with --limit"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_ranking_says_that_it_goes_on(
    sample_store: Path, words: tuple[str, ...], note: str, form: str
) -> None:
    printed, notes = run(sample_store, *words, "--limit", "1", "--format", form)
    assert note in notes
    assert form != "csv" or rows_of(printed) == 1


def test_a_ranking_that_ends_says_nothing(sample_store: Path) -> None:
    assert "--limit" not in run(sample_store, "collocates", "稀土", "--limit", "5000", "--format", "csv")[1]


def test_a_comparison_for_programs_has_all_terms(sample_store: Path, tmp_path: Path) -> None:
    sides = ("compare", "d027053a474d869b", "37ea16e8ac0455aa", "--minimum", "1")
    answer = json.loads(run(sample_store, *sides, "--format", "json")[0])
    path = tmp_path / "compared.csv"
    run(sample_store, *sides, "--out", str(path))
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    terms = sum(row["section"] == "terms" for row in rows)
    assert terms == len(answer["more_a"]) + len(answer["more_b"]) > 20
    few = json.loads(run(sample_store, *sides, "--format", "json", "--limit", "2")[0])
    assert (len(few["more_a"]), len(few["more_b"])) == (2, 2)
