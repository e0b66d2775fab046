"""Coverage: renderings too rare for the other language's count, and words without a concept."""

from __future__ import annotations

import csv
import io
import json

import pytest

from flows.annotation.lexicon import Concept, Lexicon
from flows.cli.main import app
from flows.curation import COVERAGE_COLUMNS, check_coverage
from flows.curation.lexicon_coverage import Uncovered, find_far_apart
from flows.store.database import Store

CONCEPTS = [
    Concept("talent", "TERM", "人才", "talent"),
    Concept("subsidy", "TERM", "补贴", "subsidy"),
    Concept("tariff", "TERM", "关税", "tariff"),
]


def mentions(**counts: int) -> list[tuple[str, str]]:
    """Return mentions of counts such as talent_zh=3."""
    return [tuple(name.rsplit("_", 1)) for name, number in counts.items() for _ in range(number)]  # type: ignore[misc]


def test_a_rendering_is_far_apart_given_how_many_mentions_each_language_has() -> None:
    rows = find_far_apart(CONCEPTS, mentions(talent_zh=600, subsidy_zh=400, talent_en=98, subsidy_en=2))
    assert rows == [
        Uncovered(
            "far apart",
            "en",
            "subsidy",
            2,
            expected=40,
            concept="subsidy",
            other="补贴",
            other_occurrences=400,
        )
    ]


def test_languages_with_different_amounts_of_text_are_not_apart() -> None:
    assert (
        find_far_apart(CONCEPTS, mentions(talent_zh=1000, subsidy_zh=1000, talent_en=20, subsidy_en=20)) == []
    )


def test_few_occurrences_are_no_evidence() -> None:
    assert find_far_apart(CONCEPTS, mentions(talent_zh=100, talent_en=100, tariff_zh=9)) == []


def test_a_store_of_one_language_has_no_pairs_apart() -> None:
    assert find_far_apart(CONCEPTS, mentions(talent_zh=1000, subsidy_zh=50)) == []


def test_frequent_words_without_a_concept_are_listed_in_both_languages(
    sample: Store, lexicon: Lexicon
) -> None:
    rows = [row for row in check_coverage(sample, lexicon, 8) if row.kind == "no concept"]
    assert {row.language for row in rows} == {"zh", "en"}
    for language in ("zh", "en"):
        counts = [row.occurrences for row in rows if row.language == language]
        assert len(counts) == 8
        assert counts == sorted(counts, reverse=True)
    assert [row.word for row in rows if lexicon.find(row.word)] == []
    assert all(row.documents and row.documents <= row.occurrences for row in rows)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_command_gives_rows_for_programs(
    sample: Store, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    command = [
        "lexicon",
        "check",
        "--coverage",
        "--limit",
        "2",
        "--format",
        form,
        "--store",
        str(sample.path),
    ]
    assert app(command, exit_on_error=False, print_error=False) == 0
    printed = capsys.readouterr().out
    if form == "csv":
        assert next(iter(csv.reader(io.StringIO(printed)))) == COVERAGE_COLUMNS
    else:
        assert set(json.loads(printed)[0]) == set(COVERAGE_COLUMNS)


def test_its_table_fits_80_columns(
    sample: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    command = ["lexicon", "check", "--coverage", "--store", str(sample.path)]
    assert app(command, exit_on_error=False, print_error=False) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
