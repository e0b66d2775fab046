"""The lexicon: names found in any form, and a hash of its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.lexicon.reading import load_lexicon
from flows.text.folding import fold_label
from tests.annotation.lexicon.rows import GOOD, HEADER, write


@pytest.mark.parametrize(
    "name",
    [
        "one-system",
        "试点体制",
        "試點體制",
        "试点 体制",
        "试点制度",
        "试制",
        "pilot system",
        "Pilot-Systems",
        "trial systems",
        "PS",
        "TRIAL SYSTEM",
    ],
)
def test_concept_is_found_by_any_name(tmp_path: Path, name: str) -> None:
    found = load_lexicon(write(tmp_path, HEADER + GOOD)).find(name)
    assert found is not None and found.id == "one-system"


@pytest.mark.parametrize("name", ["", "体制", "system", "one", "pilot systematic"])
def test_concept_is_not_found(tmp_path: Path, name: str) -> None:
    assert load_lexicon(write(tmp_path, HEADER + GOOD)).find(name) is None


def test_hash_follows_content_not_order() -> None:
    one, two = Concept("a", "TERM", "甲乙", "x"), Concept("b", "TERM", "丙丁", "y")
    assert Lexicon([one, two]).hash == Lexicon([two, one]).hash
    changed = [
        Concept("a", "TERM", "甲乙", "z"),
        Concept("a", "TERM", "甲乙", "x", not_in=("甲乙丙",)),
        Concept("a", "ORG", "甲乙", "x"),
    ]
    assert len({Lexicon([other, two]).hash for other in [one, *changed]}) == 4


def test_shipped_surfaces_name_their_concept(lexicon: Lexicon) -> None:
    wrong = [
        (surface, concept.id)
        for concept in lexicon.concepts.values()
        for surface in (*concept.zh_surfaces, *concept.en_surfaces)
        if (found := lexicon.find(surface)) is None or found.id != concept.id
    ]
    assert wrong == []


def test_shipped_chinese_labels_are_simplified(lexicon: Lexicon) -> None:
    assert [
        concept.zh for concept in lexicon.concepts.values() if concept.zh and not fold_label(concept.zh)
    ] == []


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("assassins mace", "assassins-mace"),
        ("Assassin’s Mace", "assassins-mace"),
        ("assassins' maces", "assassins-mace"),
        ("self reliance", "self-reliance-and-self-strengthening"),
        ("Self–Reliance", "self-reliance-and-self-strengthening"),
        ("semi-conductors", "semiconductor"),
        ("sémiconductor", "semiconductor"),
        ("choke points", "bottleneck-technology"),
        ("carbon fibrés", "carbon-fiber"),
        ("self relaince", None),
        ("re-form", None),
        ("自 主", None),
    ],
)
def test_marks_do_not_keep_a_name_from_its_concept(lexicon: Lexicon, typed: str, concept: str | None) -> None:
    found = lexicon.look_up(typed)
    assert (found and found.id) == concept


def test_what_is_found_is_looked_up_as_well(lexicon: Lexicon) -> None:
    for concept in lexicon.concepts.values():
        for surface in concept.surfaces:
            assert lexicon.look_up(surface) == lexicon.find(surface)
