"""A search without words lists all passages of the documents that options choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.annotation.lexicon import Lexicon
from flows.errors import QueryError
from flows.references import open_part, read_document_choice
from flows.store import Store
from tests.builders import search
from tests.trends.provinces import make_provincial


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_provincial(tmp_path / "s.sqlite").connection.close()
    return tmp_path / "s.sqlite"


@pytest.mark.parametrize(
    ("choice", "total"),
    [
        ({"province": ["广东"]}, 4),
        ({"as_of": "2020-12-31"}, 2),
        ({"as_of": "2021-03", "province": ["广东"]}, 3),
        ({"vanished": ["any"]}, 0),
    ],
)
def test_the_choice_of_documents_is_enough(path: Path, choice: dict[str, Any], total: int) -> None:
    with open_part(Store(path), read_document_choice(**choice)) as part:
        assert search(part, Lexicon(())).total == total


def test_without_words_and_choice_the_query_is_empty(path: Path) -> None:
    with Store(path) as store, pytest.raises(QueryError):
        search(store, Lexicon(()))
