"""Levels of government by issuers' names."""

from __future__ import annotations

import pytest

from flows.text.places.levels import level_of_issuer, level_rules


@pytest.mark.parametrize(
    ("name", "level"), [(name, rule.level) for rule in level_rules() for name in rule.examples]
)
def test_examples_of_the_rules(name: str, level: str) -> None:
    assert level_of_issuer(name) == level


@pytest.mark.parametrize(
    "name", ["", "示范集团", "习近平", "Sample Institute", "香港样例协会", "全国市长样例会"]
)
def test_other_names_have_no_level(name: str) -> None:
    assert level_of_issuer(name) == ""
