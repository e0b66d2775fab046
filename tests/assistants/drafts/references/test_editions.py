"""Editions that a draft names beside a title."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.references.editions import find_age, find_edition, turns_to_another


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Kelp Law (2016), art. 9", ("2016", False)),
        ("the Kelp Law (2016 edition)", ("2016", True)),
        ("the Kelp Law (2016 version), Article 9", ("2016", True)),
        ("the Kelp Law (2016 Amendment)", ("2016", True)),
        ("the Kelp Law (amended 2016)", ("2016", True)),
        ("the Kelp Law (as revised in 2016)", ("2016", True)),
        ("the 2016 Kelp Law", ("2016", False)),
        ("the Kelp Law (2016–2020)", None),
        ("the Kelp Law (No. 2016)", None),
        ("the Kelp Law (20160)", None),
    ],
)
def test_the_year_behind_an_english_title(text: str, found: tuple[str, bool] | None) -> None:
    start = text.index("Kelp Law")
    assert find_edition(text, start, start + len("Kelp Law")) == found


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        ("，现在多了“", True),
        ("，新法删去了“", True),
        (". The law now requires “", True),
        (". The current law says “", True),
        ("的思路体现在“", False),
        ("现在已经失效，曾规定“", False),
        ("现行有效，其中规定“", False),
        (", now repealed, provided “", False),
    ],
)
def test_words_that_turn_from_the_edition_named_to_another(words: str, turns: bool) -> None:
    assert turns_to_another(words, 0, len(words)) == turns


@pytest.mark.parametrize(
    ("before", "age"),
    [
        ("旧法", "old"),
        ("原法", "old"),
        ("草原法", ""),
        ("新条例", "new"),
        ("关于科技创新的", ""),
        ("现行法", "new"),
    ],
)
def test_words_before_an_article_say_of_which_edition_it_is(before: str, age: str) -> None:
    text = f"{before}第三条"
    assert find_age(text, len(before), len(text)) == age
