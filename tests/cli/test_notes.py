"""Notes below an answer describe what is there, and say nothing about what is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flows.output import print_hits, terminal
from flows.output.series_text import print_trends
from flows.search import SearchResult, SimilarRanking
from tests.commands import run_zhengce
from tests.support import MODELS

BLANK = "blank: no documents in that period"


def run(store: Path, *words: str) -> tuple[int, str, str]:
    done = run_zhengce(*words, settings={"ZHENGCE_STORE": store})
    return done.returncode, done.stdout, done.stderr


def test_blanks_are_explained_where_there_are_any(sample_store: Path) -> None:
    _, printed, notes = run(sample_store, "trends", "自主可控", "--from", "2022", "--to", "2024")
    assert "2023" in printed and BLANK not in notes
    rows = json.loads(run(sample_store, "trends", "自主可控", "--by", "month", "--format", "json")[1])
    assert not all(row["total_documents"] for row in rows)
    assert BLANK in run(sample_store, "trends", "自主可控", "--by", "month")[2]


@pytest.mark.parametrize(
    ("options", "told"),
    [(("--chart", "heat"), "--chart heat has no effect"), (("--event", "2018=a"), "--event has no effect")],
)
def test_options_of_a_chart_that_is_not_drawn_are_told(
    sample_store: Path, options: tuple[str, ...], told: str
) -> None:
    code, _, notes = run(sample_store, "trends", "自主可控", *options)
    assert (code, f"{told}: no chart is drawn without --plot FILE" in notes) == (0, True)
    assert (
        "no effect" not in run(sample_store, "trends", "自主可控", "--group", "province", "--chart", "map")[2]
    )


def test_commas_in_a_query_are_told(sample_store: Path) -> None:
    asked = ("trends", "自主可控, query:芯片, 无此词, strategy:tech_leverage", "--format", "json")
    _, printed, notes = run(sample_store, *asked)
    series = {row["series"] for row in json.loads(printed)}
    assert {"query:芯片, 无此词", "strategy:tech_leverage"} < series and len(series) == 3
    assert "query:芯片, 无此词 is one query, commas included" in notes


def test_a_table_without_rows_has_no_header(capsys: pytest.CaptureFixture[str]) -> None:
    print_trends([])
    assert capsys.readouterr().out == ""


def test_a_ranking_without_hits_counts_none(capsys: pytest.CaptureFixture[str]) -> None:
    ranking = SimilarRanking("x", 100, 0.5, False, 6963, 0)
    print_hits(SearchResult("~x", [], 0, similar=ranking), terminal.messages)
    assert capsys.readouterr().out == "none of 6,963 passages is similar enough to be shown\n"


def test_a_batch_without_documents_has_no_table(sample_store: Path, tmp_path: Path) -> None:
    queries = tmp_path / "q.txt"
    queries.write_text("创新\n芯片\n", encoding="utf-8")
    words = ("batch", str(queries), "--by", "corpus", "--from", "1990", "--to", "1991")
    _, printed, notes = run(sample_store, *words)
    assert printed == "" and "no documents with these options" in notes


@pytest.mark.parametrize(("values", "more"), [(6, ""), (11, ", and 5 more")])
def test_a_list_of_counts_says_how_many_it_leaves_out(
    capsys: pytest.CaptureFixture[str], values: int, more: str
) -> None:
    facets = {"corpus": {f"c{number}": 20 - number for number in range(values)}}
    print_hits(SearchResult("x", [], 0, facets=facets), terminal.messages)
    assert f"c4 16, c5 15{more}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    ["directives {}", "targets --query {}", "events --query {}", "directives {} --format json"],
)
def test_words_that_are_searched_as_typed_are_named(sample_store: Path, words: str) -> None:
    """An English word missing from the lexicon finds nothing in Chinese texts, which is no zero."""
    arguments = words.split()
    for typed, told in (
        ("province", "province: not in the lexicon, searched as typed."),
        ("qzxish", "'qzxish': not in the lexicon, and nowhere in the stored text."),
        ("芯片", ""),
    ):
        done = run(sample_store, *(word.format(typed) for word in arguments))
        assert done[0] == 0
        assert told in done[2] and ("lexicon" in done[2]) == bool(told)


def test_a_document_without_articles_says_so(sample_store: Path) -> None:
    found = json.loads(run(sample_store, "documents", "--format", "json")[1])["documents"]
    identifier = next(one["id"] for one in found if one["language"] == "en")
    code, _, notes = run(sample_store, "versions", f"{identifier}#1")
    assert code == 2 and "has no articles" in notes and "up to 0" not in notes


def test_every_error_of_a_refused_concept_is_told(sample_store: Path, tmp_path: Path) -> None:
    models = shutil.copytree(MODELS, tmp_path / "models", ignore=shutil.ignore_patterns("*.bin", "*.npz"))
    done = run_zhengce(
        *("lexicon", "add", "--id", "Bad Id", "--type", "TERM", "--zh", "芯片", "--strategy", "nope"),
        settings={"ZHENGCE_STORE": sample_store, "ZHENGCE_MODELS": models},
    )
    assert done.returncode == 1 and "(3 errors)" in done.stderr
    for words in ("must be lower-case words", "is also a surface of chip", "'nope' is not in the taxonomy"):
        assert words in done.stderr


@pytest.mark.parametrize("words", [("--level", "central"), ("level:central",), ("--as-of", "2019")])
def test_a_concordance_of_filters_alone_says_why_it_is_empty(
    sample_store: Path, words: tuple[str, ...]
) -> None:
    why = "Nothing to show in context: the request has no word, term or name. `zhengce search` lists"
    code, printed, notes = run(sample_store, "concordance", *words)
    assert (code, printed) == (0, "") and why in notes
    assert why not in run(sample_store, "concordance", "没有这个词", *words)[2]
