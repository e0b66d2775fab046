"""Saving a search checks its name, its query and the values of its filters."""

from __future__ import annotations

import pytest

from flows.alerts import SearchToSave, save_search
from flows.annotation.annotator import Annotator
from flows.errors import QueryError, UsageError
from flows.search import Collection, Filters
from flows.store import Store, list_watches
from tests.alerts.test_searches import put


@pytest.fixture
def collection(store: Store, annotator: Annotator) -> Collection:
    put(store, annotator, "first", "稀土出口管制。")
    return Collection(store, annotator.tagger.lexicon)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (SearchToSave("Rare", "稀土"), "alerts.bad_name"),
        (SearchToSave("../rare", "稀土"), "alerts.bad_name"),
        (SearchToSave("稀土/镓", "稀土"), "alerts.bad_name"),
        (SearchToSave("x", "稀土", Filters(strategy=("nope",))), "flows.unknown_value"),
        (SearchToSave("x", "稀土", Filters(level=("nope",))), "flows.unknown_value"),
        (SearchToSave("x", "稀土", provinces=("nope",)), "flows.unknown_value"),
    ],
)
def test_what_can_not_be_saved(collection: Collection, wanted: SearchToSave, code: str) -> None:
    with pytest.raises(UsageError) as raised:
        save_search(collection, wanted)
    assert raised.value.code == code
    assert list_watches(collection.store) == []


def test_names_are_of_any_script(collection: Collection) -> None:
    for name in ("稀土", "稀土-镓_2", "rare-earths", "2024"):
        save_search(collection, SearchToSave(name, "稀土"))
    assert len(list_watches(collection.store)) == 4


def test_a_query_is_read_before_it_is_saved(collection: Collection) -> None:
    with pytest.raises(QueryError):
        save_search(collection, SearchToSave("x", "(稀土"))
