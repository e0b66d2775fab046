"""Phrases taken from a tree."""

from __future__ import annotations

import pytest

from flows.annotation.figures.parsed.phrases import participle_of


@pytest.mark.parametrize(
    ("word", "tag", "participle"),
    [
        ("refines", "VBZ", "refined"),
        ("processes", "VBZ", "processed"),
        ("supplies", "VBZ", "supplied"),
        ("supply", "VB", "supplied"),
        ("employ", "VBP", "employed"),
        ("keeps", "VBZ", "kept"),
        ("does", "VBZ", "done"),
        ("took", "VBD", "taken"),
        ("made", "VBD", "made"),
        ("used", "VBN", "used"),
        ("feed", "VBP", "fed"),
        ("making", "VBG", "made"),
        ("reaches", "VBZ", "reached"),
        ("uses", "VBZ", "used"),
        ("repaid", "VBN", "repaid"),
        ("outsell", "VBP", "outsold"),
        ("report", "VBP", "reported"),
    ],
)
def test_the_participle_of_a_verb(word: str, tag: str, participle: str) -> None:
    assert participle_of(word, tag) == participle
