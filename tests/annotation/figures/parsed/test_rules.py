"""Rules by which the tree finds indicators: each rule decides the example in its docstring."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.figures.parsed import TREE_CHOICES
from flows.annotation.parsing import Parser
from tests.annotation.figures.test_indicator_rules import WRITTEN, examples_of


@pytest.mark.parametrize("rule", TREE_CHOICES, ids=lambda rule: rule.__name__)
def test_examples_of_rule(rule: object, parser: Parser) -> None:
    name = getattr(rule, "__name__", "")
    examples = examples_of(rule)  # type: ignore[arg-type]
    assert examples, f"{name} has no example"
    for text, expected in examples:
        found = {
            target.rule: target.indicator
            for target in find_targets(text, "en", setting=Setting(parser=parser))
        }
        assert name in found, (text, found)
        assert expected == WRITTEN[""] or found[name] == expected
