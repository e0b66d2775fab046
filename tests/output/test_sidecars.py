"""Commands that repeat a result."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from flows.output import repeat_command
from flows.store import Store


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("trends", "数据安全", "稀土", "--band"), "trends 数据安全 稀土 --band STORE"),
        # a term that begins with a hyphen follows the options
        (("trends", "数据安全", "-稀土", "--by", "month"), "trends 数据安全 --by month STORE -- -稀土"),
        (("trends", "-稀土", "人工 智能", "--band"), "trends --band STORE -- -稀土 '人工 智能'"),
        (("search", "-a", "--corpus=x"), "search --corpus=x STORE -- -a"),
        (("search", "--稀土"), "search STORE -- --稀土"),
        # as the value of an option it is joined to it
        (("directives", "--addressee", "-稀土", "--grade=4"), "directives --addressee=-稀土 --grade=4 STORE"),
        (("evidence", "-稀土", "--period", "-5"), "evidence --period=-5 STORE -- -稀土"),
        # standard input and empty words are neither
        (("verify", "-", "--as-of", "2023"), "verify - --as-of 2023 STORE"),
        (("search", "", "--from=2021"), "search '' --from=2021 STORE"),
    ],
)
def test_words_that_begin_with_a_hyphen_are_no_options(
    tmp_path: Path, words: tuple[str, ...], command: str
) -> None:
    path = tmp_path / "x.sqlite"
    with Store(path) as store:
        found = shlex.split(repeat_command(words, store, Path("outputs")))
    assert found == shlex.split(f"zhengce {command}".replace("STORE", f"--store {path}"))
