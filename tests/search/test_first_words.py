"""The words people type first find the same real passages in either language (shared data)."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.pipeline.ingest import ingest_paths
from flows.store.database import Store
from tests.builders import search
from tests.stores import make_once
from tests.support import PROJECT, shared_data

WORDS = PROJECT / "tests" / "annotation" / "lexicon" / "first_words.csv"
PAIRS = [(row["zh"], row["en"]) for row in csv.DictReader(WORDS.read_text(encoding="utf-8").splitlines())]


@pytest.fixture
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the core documents and the English five-year plans; searching by form needs no annotation."""
    sources = [shared_data("key_documents", "key_documents.jsonl"), shared_data("five_year_plans_en")]

    def fill(path: Path) -> None:
        with Store(path) as store, store.run("test") as run:
            ingest_paths(store, run.id, "bilingual", sources)

    with Store(make_once(tmp_path_factory, "bilingual", fill), must_exist=True) as store:
        yield store


@pytest.mark.parametrize(("typed", "equivalent"), [("en", "zh"), ("zh", "en")])
def test_a_first_word_finds_what_its_equivalent_finds(
    bilingual: Store, lexicon: Lexicon, typed: str, equivalent: str
) -> None:
    short = []
    for zh, en in random.Random(500).sample(PAIRS, 100):
        words = {"zh": zh, "en": en}
        found, wanted = (
            search(bilingual, lexicon, words[language], limit=1).total for language in (typed, equivalent)
        )
        as_typed = search(bilingual, lexicon, words[equivalent], limit=1, expand=False).total
        if found < 0.9 * max(wanted, as_typed):
            short.append((words[typed], found, words[equivalent], wanted, as_typed))
    assert short == []
