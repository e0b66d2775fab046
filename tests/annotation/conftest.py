"""Fixtures shared by the tests of the annotator and of the spaCy pipeline."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.classifier.taxonomy import Category, Taxonomy
from flows.annotation.matching import Tagger
from flows.annotation.parsing import Parser, load_parser
from tests.support import MODELS

TEXTS = [
    "健全新型举国体制，实现自主可控。",
    "Little Giants must be  autonomous and controllable.\n",
    "",
    "推进 AI 应用",
    " \n前后有空白 \t",
]


@pytest.fixture(scope="session")
def plain(small_tagger: Tagger) -> Annotator:
    """An annotator without a model."""
    return Annotator(small_tagger, Taxonomy((Category("one", "strategy", "甲", "One", "x"),), "hash"), None)


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The trained English parser."""
    found = load_parser(MODELS / "artefacts")
    assert found
    return found
