"""Norms in English prose: penalties, duties, thresholds, obligations and grants, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.figures import Section, Setting, find_targets, settle_norms
from flows.annotation.parsing import Parser, load_parser
from flows.records import Target
from tests.support import MODELS

# The class of the rule, the sentence, and the kinds of its figures; a norm with a year of its own has it behind.
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "norms_en.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    loaded = load_parser(MODELS / "artefacts")
    assert loaded is not None
    return loaded


def read(text: str, parser: Parser) -> tuple[Target, ...]:
    """Return the figures of a passage outside any document, norms settled."""
    return settle_norms(find_targets(text, "en", setting=Setting(parser=parser)), text, "")


@pytest.mark.parametrize(("rule", "text", "kinds"), CASES)
def test_english_sentences_lay_figures_down(rule: str, text: str, kinds: str, parser: Parser) -> None:
    found = [
        f"{one.kind}:{one.deadline}" if one.kind == "norm" and one.deadline else one.kind
        for one in read(text, parser)
    ]
    assert found == kinds.split(), rule


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("The court fined the dairy $3 million for mislabelling.", "fine for mislabelling"),
        ("Carriers that ignore the rule shall be fined up to 600,000 yuan.", "fine"),
        ("Late filing is punishable by up to 3 million euros.", "penalty for Late filing"),
        ("The fishery act imposes fines of up to 5 million yuan.", "fines"),
    ],
)
def test_penalties_are_named_by_their_noun(text: str, indicator: str, parser: Parser) -> None:
    assert [one.indicator for one in read(text, parser)] == [indicator]


@pytest.mark.parametrize(("section", "kind"), [("", "norm"), ("target", "target")])
def test_below_headings_of_tasks_duties_are_goals(section: Section, kind: str, parser: Parser) -> None:
    text = "Producers are required to recycle 70 percent of glass bottles."
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [one.kind for one in settle_norms(found, text, section)] == [kind]
