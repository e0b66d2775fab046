"""Sightings: equal answers form one span, returns are recorded, edits remain, an old store is upgraded."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.records import GONE, SOURCE_STATES
from flows.store import add_watch, list_watches
from flows.store.database import Store
from flows.store.documents import remove_corpus, rename_corpus
from flows.store.sightings import (
    VanishedFilter,
    count_vanished,
    last_sightings,
    list_vanished,
    newest_sighting,
    read_sightings,
    vanished_documents,
)
from tests.store.sightings.making import TEXT, add_read, address_of, answer
from tests.support import undo_migrations


def spans(store: Store, document: str) -> list[tuple[str, int]]:
    return [(one.state, one.times) for one in read_sightings(store, document)]


@pytest.mark.parametrize(
    ("answers", "expected", "is_listed"),
    [
        (["", ""], [], False),
        (["not_found", "not_found"], [("not_found", 2)], True),
        (["not_found", "removed", "removed"], [("not_found", 1), ("removed", 2)], True),
        (["not_found", "", ""], [("not_found", 1), ("back", 2)], False),
        (["not_found", "", "not_found"], [("not_found", 1), ("back", 1), ("not_found", 1)], True),
        (["delisted", "delisted", ""], [("delisted", 2), ("back", 1)], False),
        (["delisted", "emptied", "delisted"], [("delisted", 1), ("emptied", 1), ("back", 1)], False),
        (["", "emptied", "delisted", "delisted"], [("emptied", 1), ("back", 1), ("delisted", 1)], False),
        (["updated", ""], [("updated", 2)], False),
        (["edited", "edited"], [("edited", 1), ("edited", 1)], False),  # of the current version
    ],
)
def test_answers_become_spans(
    store: Store, answers: list[str], expected: list[tuple[str, int]], is_listed: bool
) -> None:
    document = add_read(store, "a")
    for state in answers:
        answer(store, "a", state)
    assert spans(store, document) == expected
    assert [row.document_id for row in list_vanished(store).documents] == [document] * is_listed


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["", *SOURCE_STATES[:6], "delisted"]), max_size=8))
def test_no_answer_is_lost(store: Store, answers: list[str]) -> None:
    """Check that times start at the first answer that says anything, and that the last one decides."""
    document = add_read(store, "p")
    store.connection.execute("DELETE FROM sighting")
    for state in answers:
        answer(store, "p", state)
    found = read_sightings(store, document)
    telling = next((place for place, state in enumerate(answers) if state), len(answers))
    assert sum(one.times for one in found) == len(answers) - telling
    assert all(one.since <= one.last for one in found)
    assert all(before.state != after.state for before, after in itertools.pairwise(found))
    is_gone = bool(answers) and answers[-1] in GONE
    assert (list_vanished(store).total == 1) is is_gone
    assert vanished_documents(store) == [document] * is_gone


def test_from_one_way_of_being_gone_to_another_nothing_vanishes_again(store: Store) -> None:
    add_read(store, "a")
    answer(store, "a", "not_found", before="2026-01-01T00:00:00+00:00")
    seen = newest_sighting(store)
    answer(store, "a", "removed", status=410)
    (row,) = list_vanished(store).documents
    assert (row.how, row.status, row.last_there) == ("removed", 410, "2026-01-01T00:00:00+00:00")
    assert row.sighting == seen and list_vanished(store, VanishedFilter(after=seen)).documents == []
    answer(store, "a")
    answer(store, "a", "not_found")
    assert list_vanished(store, VanishedFilter(after=seen)).total == 1


def test_an_edit_stands_until_the_text_is_back(store: Store) -> None:
    old = add_read(store, "a", published="2024-01-05")
    new = add_read(store, "a", TEXT.replace("示范部", "样例部"), published="2024-01-05")
    answer(store, "a", "edited", document_id=old, status=200, kept=0.9)
    answer(store, "a")
    (row,) = list_vanished(store).documents
    assert (row.how, row.document_id, row.current_id, row.kept) == ("edited", old, new, 0.9)
    answer(store, "a", "not_found")
    assert [(one.how, one.document_id) for one in list_vanished(store).documents] == [
        ("not_found", new),
        ("edited", old),
    ]
    assert add_read(store, "a", published="2024-01-05") == old
    answer(store, "a")
    assert list_vanished(store).total == 0


def test_what_was_known_on_a_day(store: Store) -> None:
    document = add_read(store, "a")
    answer(store, "a", "not_found")
    answer(store, "a")
    for number, day in ((1, "2025-03-01"), (2, "2025-06-01")):
        store.connection.execute(
            "UPDATE sighting SET since = ? WHERE id = (SELECT min(id) + ? - 1 FROM sighting)",
            (f"{day}T08:00:00+00:00", number),
        )
    known = {day: vanished_documents(store, day=day) for day in ("2025-02-28", "2025-03-01", "2025-06-01")}
    assert known == {"2025-02-28": [], "2025-03-01": [document], "2025-06-01": []}


def test_filters_and_counts(store: Store) -> None:
    for name, corpus, published in (("a", "one", "2020"), ("b", "one", "2021-05-04"), ("c", "two", "")):
        add_read(store, name, TEXT + name, corpus=corpus, published=published)
        answer(store, name, "not_found" if name != "b" else "emptied", corpus=corpus)
    assert [tuple(count) for count in count_vanished(store)] == [
        ("one", "emptied", 1),
        ("one", "not_found", 1),
        ("two", "not_found", 1),
    ]
    listed = list_vanished(store, VanishedFilter(corpora=("one",)), limit=1, offset=1)
    assert (listed.total, [row.title for row in listed.documents]) == (2, ["a"])


def test_sightings_go_with_their_corpus(store: Store) -> None:
    document = add_read(store, "a")
    answer(store, "a", "not_found")
    rename_corpus(store, "made", "other")
    assert list(last_sightings(store, "other")) == [address_of("a")] and last_sightings(store, "made") == {}
    assert spans(store, document) == [("not_found", 1)]
    remove_corpus(store, "other")
    assert store.value("SELECT count(*) FROM sighting") == 0


def test_an_old_store_gets_the_table(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with Store(path) as store:
        document = add_read(store, "a")
        add_watch(store, "rare", "稀土", {}, from_now=True)
        undo_migrations(store, 20)
    with Store(path) as store:
        assert store.value("PRAGMA user_version") >= 21
        assert [watch.subject for watch in list_watches(store)] == ["passages"]
        assert spans(store, document) == [] and list_vanished(store).total == 0
        answer(store, "a", "not_found")
        assert vanished_documents(store) == [document]
