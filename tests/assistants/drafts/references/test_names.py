"""Names of stored documents, written in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.assistants.drafts.references import Names
from flows.pipeline import annotate_store
from flows.store import Store
from tests.pipeline.alignment.texts import store_records
from tests.support import MODELS


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Names]:
    folder: Path = tmp_path_factory.mktemp("names")
    law = {
        "id": "law",
        "title": "中华人民共和国出口管制法",
        "date": "2020-10-17",
        "text": "第一条 样例条文。",
    }
    with Store(folder / "s.sqlite") as store:
        rules = {
            "id": "rules",
            "title": "中华人民共和国出口管制法实施细则",
            "date": "2021-10-17",
            "text": "第一条 样例细则。",
        }
        store_records(store, folder, [law, rules], annotator.tagger.lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        yield Names(store, annotator.tagger.lexicon)


@pytest.mark.parametrize(
    ("title", "is_known"),
    [
        ("Export Control Law", True),
        ("Export Control Law of the People's Republic of China", True),
        ("Export Control Law of the PRC", True),
        ("Export Control Law of China", True),
        ("PRC Export Control Law", True),
        ("Law of the People’s Republic of China on Export Control", True),
        ("US Export Control Law", False),
        ("Law of the United States on Export Control", False),
    ],
)
def test_a_law_is_found_with_the_name_of_its_state(names: Names, title: str, is_known: bool) -> None:
    assert bool(names.by_title(title)) == is_known


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Export Control Law", "中华人民共和国出口管制法"),
        ("Regulations for the Implementation of the Export Control Law", "中华人民共和国出口管制法实施细则"),
        ("Implementing Rules of the Export Control Law of the PRC", "中华人民共和国出口管制法实施细则"),
        ("Implementing Measures for the Export Control Law", ""),
        ("Implementing Rules of the US Export Control Law", ""),
        ("Implementing Rules of the Kelp Law", ""),
    ],
)
def test_what_implements_a_law_is_found_by_the_name_of_the_law(names: Names, title: str, found: str) -> None:
    assert [row.title for row in names.titled(names.by_title(title))] == [found][: bool(found)]
