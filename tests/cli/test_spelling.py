"""Old option spellings still work, with a notice."""

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
    assert notice.endswith("works until version 2.0.")  # what docs/reference/versions.md promises


@pytest.mark.parametrize(
    ("words", "updated", "notices"),
    [
        (["search", "x", "--no-expand"], ["search", "x", "--as-typed"], ["--no-expand is now --as-typed;"]),
        (["collocates", "--expand", "x"], ["collocates", "x"], ["--expand is no longer needed;"]),
        (["concordance", "--query", "x y"], ["concordance", "x y"], ["--query is no longer needed;"]),
        (["search", "--query=x y"], ["search", "x y"], ["--query is no longer needed;"]),
    ],
)
def test_an_option_that_is_no_longer_needed_is_left_out(
    words: list[str], updated: list[str], notices: list[str]
) -> None:
    found, said = update_spelling(words)
    assert found == updated
    assert [notice.startswith(start) for notice, start in zip(said, notices, strict=True)] == [True]


@pytest.mark.parametrize(
    "words", [["search", "--since"], ["targets", "--out", "x.csv"], ["evidence", "--output"], []]
)
def test_other_words_stay(words: list[str]) -> None:
    assert update_spelling(words) == (words, [])
