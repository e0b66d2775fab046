"""Checking rows one by one and against each other."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from flows.annotation.lexicon.checking import check_concepts
from flows.annotation.lexicon.model import Concept
from flows.annotation.lexicon.reading import load_lexicon, read_lexicon
from tests.annotation.lexicon.rows import HEADER, row, write


def test_shipped_lexicon_has_no_errors(models: Path) -> None:
    concepts, problems = read_lexicon(models / "lexicon")
    assert [problem for problem in (*problems, *check_concepts(concepts)) if problem.level == "error"] == []
    assert len(concepts) > 1000


def test_a_wikidata_number_names_one_concept(models: Path) -> None:
    numbers = Counter(one.wikidata for one in read_lexicon(models / "lexicon")[0] if one.wikidata)
    assert [number for number, concepts in numbers.items() if concepts > 1] == []
    assert [number for number in numbers if not re.fullmatch("Q[1-9][0-9]*", number)] == []
    assert len(numbers) >= 600


def test_only_an_element_may_have_a_surface_of_one_character(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, HEADER + row(id="lithium", zh="金属锂", zh_variants="锂")))
    found = lexicon.find("锂")
    assert found is not None
    assert found.id == "lithium"


def test_an_id_that_names_another_concept_is_reported() -> None:
    concepts = [
        Concept("self-reliance", "TERM", "自力更生", "own efforts"),
        Concept("strength", "TERM", "自立自强", "self-reliance"),
        Concept("strengths", "TERM", "优势", "strengths of a kind"),
    ]
    problems = list(check_concepts(concepts))
    assert [(problem.level, problem.code) for problem in problems] == [
        ("warning", "annotation.id_names_another")
    ]
    assert problems[0].values["owner"] == "strength"


def test_a_label_in_traditional_characters_is_a_warning(tmp_path: Path) -> None:
    labels = {"TERM": "示範體制", "ORG": "昇维旭", "TECH": "昇腾芯片"}
    rows = "".join(
        row(id=f"two-{kind.lower()}", type=kind, zh=label, en=kind) for kind, label in labels.items()
    )
    concepts, problems = read_lexicon(write(tmp_path, HEADER + rows))
    assert problems == []
    assert [problem.message for problem in check_concepts(concepts)] == [
        "zh '示範體制' is in traditional characters; write the label in simplified ones (texts in either script "
        "are found)."
    ]
