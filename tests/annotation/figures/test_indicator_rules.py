"""Rules by which figures find their indicators: each rule decides the examples in its docstring."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from flows.annotation.figures import find_targets, indicator_rules_en
from flows.annotation.figures.clauses import rules as indicator_rules_zh

MODULES = {"zh": indicator_rules_zh, "en": indicator_rules_en}
RULES = [
    (language, rule) for language, module in MODULES.items() for rule in (*module.REJECTIONS, *module.CHOICES)
]
WRITTEN = {None: "(nothing)", "": "(the one before)"}


def examples_of(rule: Callable[..., Any]) -> list[tuple[str, str]]:
    lines = (rule.__doc__ or "").partition("Examples")[2].splitlines()
    return [(text.strip(), found) for text, _, found in (line.partition(" → ") for line in lines) if found]


def record_decisions(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return a list that receives (name of the rule, its decision) per figure read."""
    decisions: list[tuple[str, str]] = []

    def recorded(rule: Callable[..., Any], is_rejection: bool) -> Callable[..., Any]:
        def ask(clause: Any) -> Any:
            answer = rule(clause)
            if answer if is_rejection else answer is not None:
                outcome = None if is_rejection else answer
                decisions.append((rule.__name__, str(WRITTEN.get(outcome, outcome))))
            return answer

        return ask

    for name, is_rejection in (("REJECTIONS", True), ("CHOICES", False)):
        rules = tuple(recorded(rule, is_rejection) for rule in getattr(module, name))
        monkeypatch.setattr(module, name, rules)
    return decisions


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[f"{name}-{rule.__name__}" for name, rule in RULES])
def test_examples_of_rule(language: str, rule: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    examples = examples_of(rule)
    assert examples, f"{rule.__name__} has no example"
    decisions = record_decisions(MODULES[language], monkeypatch)
    for text, expected in examples:
        decisions.clear()
        find_targets(text, language)
        assert (rule.__name__, expected) in decisions, text


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_every_rule_of_the_module_is_tried(module: ModuleType) -> None:
    rules = (*module.REJECTIONS, *module.CHOICES)
    asked = {rule.__name__ for rule in rules}
    written = {
        name
        for home in {module.__name__, *(rule.__module__ for rule in rules)}
        for name, value in vars(import_module(home)).items()
        if callable(value) and "Examples" in (getattr(value, "__doc__", None) or "")
    }
    assert written == asked
