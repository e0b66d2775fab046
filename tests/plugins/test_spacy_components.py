"""Components of spaCy pipelines: mentions and labels on the tokens of another pipeline."""

from __future__ import annotations

import tomllib
from importlib import import_module

import pytest
import spacy

from flows.plugins import make_chinese
from tests.support import PROJECT


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "健全新型举国体制，实现自主可控。", {"新型举国体制", "自主可控"}),
        ("en", "Huawei was put on the Entity List in May 2019.", {"Huawei", "Entity List"}),
    ],
)
def test_mentions_lie_on_the_tokens_of_the_pipeline(language: str, text: str, expected: set[str]) -> None:
    assert make_chinese.__name__  # registers both; once installed, spaCy finds them by their entry points
    nlp = spacy.blank(language)
    nlp.add_pipe(f"zhengce_{language}")
    doc = nlp(text)
    assert doc.text == text
    assert expected <= {span.text for span in doc.spans["mentions"]}
    for mention in doc.user_data["mentions"]:
        assert text[mention.start : mention.end] == mention.text
    assert 0 <= doc.cats["whole_of_nation"] <= 1


def test_what_other_components_set_stays() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("zhengce_en")
    doc = nlp.make_doc("Rare earths.")
    doc.cats = {"mine": 1.0}
    assert nlp(doc).cats["mine"] == 1.0


def test_entry_points_name_what_is_there() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"]["spacy_factories"]
    assert set(points) == {"zhengce_zh", "zhengce_en"}
    for point in points.values():
        module, _, name = point.partition(":")
        assert callable(getattr(import_module(module), name))
