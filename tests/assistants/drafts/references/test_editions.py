"""Editions that a draft names beside a title."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.references.editions import find_edition


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
