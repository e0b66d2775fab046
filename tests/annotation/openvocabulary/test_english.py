"""English names and terms by their form."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from tests.annotation.openvocabulary.mentions import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He joined the Green Valley Talents Program last year.",
            ("PROGRAMME", "Green Valley Talents Program"),
        ),
        (
            "The city hosted the World Bamboo Industry Summit in May.",
            ("EVENT", "World Bamboo Industry Summit"),
        ),
        (
            "We will improve the wetland credit trading mechanism.",
            ("TERM", "wetland credit trading mechanism"),
        ),
        (
            "They launched a soil pollution remediation project.",
            ("PROGRAMME", "soil pollution remediation project"),
        ),
        (
            "They launched soil pollution remediation projects.",
            ("TERM", "soil pollution remediation projects"),
        ),
    ],
)
def test_name_ends_in_typical_noun(annotator: Annotator, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(annotator, text)


@pytest.mark.parametrize(
    "text",
    [
        "The committee met, and the plan was approved.",
        "This is a new system.",
        "We need better technology.",
        "SECTION 4 GENERAL PLAN OF THE PROJECT",
    ],
)
def test_general_words_make_no_name(annotator: Annotator, text: str) -> None:
    assert found(annotator, text) == []
