"""Old spellings of options work, with a notice."""

from __future__ import annotations

import pytest

from flows.cli.spelling import update_spelling


@pytest.mark.parametrize(
    ("words", "updated", "old"),
    [
        (["targets", "--output", "x.csv"], ["targets", "--out", "x.csv"], "--output"),
        (["brief", "--since=2024"], ["brief", "--from=2024"], "--since"),
        (
            ["label", "write", "x.jsonl", "--count", "5"],
            ["label", "write", "x.jsonl", "--limit", "5"],
            "--count",
        ),
    ],
)
def test_an_old_option_is_replaced_and_named(words: list[str], updated: list[str], old: str) -> None:
    found, (notice,) = update_spelling(words)
    assert found == updated
    assert notice.startswith(f"{old} is now")


@pytest.mark.parametrize(
    "words", [["search", "--since"], ["targets", "--out", "x.csv"], ["evidence", "--output"], []]
)
def test_other_words_stay(words: list[str]) -> None:
    assert update_spelling(words) == (words, [])
