"""The words people type first: each leads to its concept from either language, in any spelling."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon, inflect
from flows.text import fold_label, has_han

PAIRS = [
    (row["zh"], row["en"])
    for row in csv.DictReader(
        Path(__file__).with_name("first_words.csv").read_text(encoding="utf-8").splitlines()
    )
]
DRAWN = random.Random(14).sample(PAIRS, 100)
ALSO_DRAWN = random.Random(41).sample(PAIRS, 100)


def test_there_are_500_words_in_each_language() -> None:
    assert len({zh for zh, _ in PAIRS}) >= 500
    assert len({en for _, en in PAIRS}) >= 500


@pytest.mark.parametrize(("zh", "en"), DRAWN)
def test_an_english_first_word_leads_to_the_concept_of_its_chinese_one(
    lexicon: Lexicon, zh: str, en: str
) -> None:
    found, other = lexicon.find(en), lexicon.find(zh)
    assert found is not None
    assert found == other


@pytest.mark.parametrize(("zh", "en"), ALSO_DRAWN)
def test_a_first_word_is_a_form_of_its_concept(lexicon: Lexicon, zh: str, en: str) -> None:
    concept = lexicon.find(zh)
    assert concept is not None
    forms = {form for surface in concept.surfaces for form in inflect(fold_label(surface))}
    assert fold_label(zh) in forms
    assert forms & inflect(fold_label(en))


@pytest.mark.parametrize(
    ("typed", "zh"),
    [
        ("self-reliance", "自立自强"),
        ("R&D", "研发"),
        ("chokepoint", "卡脖子"),
        ("choke-points", "卡脖子"),
        ("subsidies", "补贴"),
        ("talents", "人才"),
        ("quantum", "量子"),
        ("localisation", "国产化"),
        ("assassins mace", "杀手锏"),
    ],
)
def test_the_words_that_once_missed_the_corpus(lexicon: Lexicon, typed: str, zh: str) -> None:
    found = lexicon.look_up(typed)
    assert found is not None
    assert found == lexicon.find(zh)


def test_no_mark_or_number_keeps_a_first_word_from_its_concept(lexicon: Lexicon) -> None:
    lost = []
    for _, en in PAIRS:
        concept = lexicon.look_up(en)
        assert concept is not None
        others = {en.replace("'", ""), en.replace("'", "’"), en.replace("-", " "), en.replace("-", "–")}
        if len(en) > 5 and not has_han(en):
            others |= {en.upper(), en.replace("e", "é", 1)}
        lost += [other for other in others if lexicon.look_up(other) != concept]
    assert lost == []
