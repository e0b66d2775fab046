"""English surnames and their people."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.names import Context, find_surnames


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("Donald Trump spoke. Trump then left.", ["Trump"]),
        ("Trump spoke.", []),  # nobody is named in full
        ("Xi Jinping met Li Qiang.", []),
        ("", []),
    ],
)
def test_surnames_of_people_named_in_full(annotator: Annotator, text: str, surnames: list[str]) -> None:
    assert [alias.short for alias in find_surnames(text, annotator.tagger.lexicon)] == surnames


def test_surname_has_the_concept_of_its_person(annotator: Annotator) -> None:
    aliases = find_surnames("Donald Trump spoke.", annotator.tagger.lexicon)
    mentions = annotator.annotate(["Trump then left."], [Context(aliases)])[0].mentions
    assert [(mention.text, mention.concept) for mention in mentions] == [("Trump", "donald-trump")]
