"""Each rule for events reads its own examples."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.events import find_events
from flows.annotation.events.rules import Example, Rule, index_verbs, load_rules

CASES = [
    pytest.param(language, rule, example, id=f"{rule.name}: {example.sentence[:40]}")
    for language in ("en", "zh")
    for rule in load_rules(language)
    for example in rule.examples
]


@pytest.mark.parametrize(("language", "rule", "example"), CASES)
def test_rule_reads_its_example(language: str, rule: Rule, example: Example, annotator: Annotator) -> None:
    mentions = annotator.annotate([example.sentence])[0].mentions
    events = find_events(example.sentence, language, mentions)
    read = [(event.rule, event.actor, event.object, event.counterpart, event.date) for event in events]
    assert (rule.name, *example[1:]) in read


def test_chinese_verbs_are_tried_only_where_one_can_begin() -> None:
    """A pattern that begins with a class such as \\d would be tried at every character."""
    assert list(index_verbs("zh").find("麒麟玲珑", 0, 4)) == []
