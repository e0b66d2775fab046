"""Sentences are drawn from a grammar of patterns, with their trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.parsing.grammar import Grammar
from tests.support import MODELS

_GRAMMAR = """
[tags]
thing = "NNS"
[words]
thing = "chips"
[verbs]
change = "rise rises rose risen rising"
[patterns]
SENTENCE = [{sentence}]
VALUE = ["{{#percent}}/CD/nummod<2 ~%/NN/root"]
OWNED = ["China/NNP/nmod:poss<3 ~'s/POS/case<1 {{thing}}/root"]
"""


def _load(tmp_path: Path, sentence: str, seed: int = 1) -> Grammar:
    file = tmp_path / "grammar.toml"
    file.write_text(_GRAMMAR.format(sentence=f'"{sentence}"'), encoding="utf-8")
    return Grammar(file, seed)


def test_a_sentence_has_the_tree_of_its_patterns(tmp_path: Path) -> None:
    grammar = _load(tmp_path, "{OWNED}/nsubj<2 {change.past}/root by/IN/case<4 {VALUE}/obl<2 ~././punct<2")
    (sentence,) = grammar.draw(1)
    assert [word for word in sentence.words if not word[:1].isdigit()] == [
        *("China", "'s", "chips", "rose", "by", "%", "."),
    ]
    assert sentence.text.startswith("China's chips rose by ") and sentence.text.endswith("%.")
    assert sentence.tags == ["NNP", "POS", "NNS", "VBD", "IN", "CD", "NN", "."]
    assert sentence.heads == [2, 0, 3, 3, 6, 6, 3, 3]
    assert sentence.relations == ["nmod:poss", "case", "nsubj", "ROOT", "case", "nummod", "obl", "punct"]


@pytest.mark.parametrize(
    "sentence",
    [
        "{thing}/nsubj<3 rose/VBD/root",  # no element 3
        "{thing}/nsubj<3 soon/RB/advmod<3 {change}/root?",  # an optional head
        "{thing}/nsubj<2 {change}/conj<1",  # a circle, and no root
        "{thing}/root<1",
        "{goods}/root",  # no such list
        "{change.future}/root",  # no such form
        "rose/root",  # no tag
    ],
)
def test_a_wrong_pattern_is_refused(sentence: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"pattern"):
        _load(tmp_path, sentence)


def test_a_seed_draws_the_same_sentences(tmp_path: Path) -> None:
    file = MODELS / "parsing" / "grammar.toml"
    first, same, other = (Grammar(file, seed).draw(20) for seed in (1, 1, 2))
    assert first == same != other


def test_the_grammar_of_figures_yields_trees() -> None:
    for sentence in Grammar(MODELS / "parsing" / "grammar.toml", 3).draw(1000):
        size = len(sentence.words)
        assert size == len(sentence.spaces) == len(sentence.tags) == len(sentence.heads)
        assert sentence.relations.count("ROOT") == 1
        for place in range(size):
            above, steps = place, 0
            while sentence.heads[above] != above:
                above, steps = sentence.heads[above], steps + 1
                assert steps <= size, sentence.text
            assert sentence.relations[above] == "ROOT"
