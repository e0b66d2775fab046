"""Pairs of documents: how they are found, what people decide, and what remains when documents change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.lexicon import Lexicon
from flows.pipeline import align_pairs, store_known_pairs
from flows.store import Store
from flows.store.documents import remove_corpus, remove_documents, rename_corpus
from flows.store.translations import (
    DocumentPair,
    FoundPair,
    PairFilter,
    decide_pair,
    find_pair,
    other_versions,
    read_alignment,
    read_pairs,
    save_pairs,
)
from tests.pipeline.alignment.texts import EN, ZH, FirstWithFirst, faults, store_records
from tests.support import undo_migrations

DECLARED: list[dict[str, Any]] = [
    {"id": "1", "title": "样例市计划", "text": ZH},
    {"id": "1-en", "title": "Sample City Plan", "text": EN, "translation_of": "1"},
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite") as opened:
        yield opened


def only_pair(store: Store) -> DocumentPair:
    (pair,) = read_pairs(store)
    return pair


def test_a_pair_is_known_in_the_surest_way(store: Store, tmp_path: Path, small_lexicon: Lexicon) -> None:
    records = [
        {**DECLARED[0], "document_number": "样发〔2021〕3号", "url": "https://example.org/zh/1.htm"},
        {**DECLARED[1], "document_number": "样发〔2021〕3号", "url": "https://example.org/en/1.htm"},
    ]
    ids = store_records(store, tmp_path, records, small_lexicon)
    pair = only_pair(store)
    assert (pair.zh_document_id, pair.en_document_id) == (ids["1"], ids["1-en"])
    assert (pair.known_by, pair.status, pair.score) == ("declared", "used", 1.0)
    assert [clue.kind for clue in pair.evidence] == ["declared", "number", "address"]
    versions = other_versions(store, [ids["1"], ids["1-en"]])
    assert {one: [other.document_id for other in others] for one, others in versions.items()} == {
        ids["1"]: [ids["1-en"]],
        ids["1-en"]: [ids["1"]],
    }


def test_an_address_declares_a_translation_in_another_corpus(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    address = "https://example.org/plan.htm"
    ids = store_records(store, tmp_path, [{**DECLARED[0], "url": address}], small_lexicon)
    other = [{**DECLARED[1], "translation_of": address}]
    ids |= store_records(store, tmp_path, other, small_lexicon, corpus="english")
    pair = only_pair(store)
    assert (pair.zh_document_id, pair.en_document_id) == (ids["1"], ids["1-en"])
    assert (pair.zh_corpus, pair.en_corpus, pair.known_by) == ("sample", "english", "declared")


def test_a_decision_outlives_new_versions_and_new_searches(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    store_records(store, tmp_path, DECLARED, small_lexicon)
    first = only_pair(store)
    decide_pair(store, first, "dismissed")
    changed = [{**DECLARED[0], "text": ZH + "\n\n本计划自印发之日起施行。"}, DECLARED[1]]
    ids = store_records(store, tmp_path, changed, small_lexicon)
    second = only_pair(store)
    assert second.id != first.id
    assert second.status == "dismissed"
    assert other_versions(store, list(ids.values())) == {}
    decide_pair(store, second, "confirmed")
    save_pairs(store, ["declared", "number", "address"], [])
    assert only_pair(store).status == "confirmed"
    assert set(other_versions(store, list(ids.values()))) == set(ids.values())


def test_a_confirmed_proposal_stays_where_it_is_not_proposed_again(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    plain = [DECLARED[0], {name: value for name, value in DECLARED[1].items() if name != "translation_of"}]
    ids = store_records(store, tmp_path, plain, small_lexicon)
    assert read_pairs(store) == []
    proposal = FoundPair(ids["1"], ids["1-en"], "proposed", "proposed", 0.5, ())
    assert save_pairs(store, ["proposed"], [proposal]) == 1
    assert other_versions(store, [ids["1"]]) == {}
    decide_pair(store, only_pair(store), "confirmed")
    assert save_pairs(store, ["proposed"], []) == 0
    assert [one.known_by for one in other_versions(store, [ids["1"]])[ids["1"]]] == ["proposed"]
    assert only_pair(store).status == "confirmed"


def test_a_proposal_that_is_not_found_again_goes(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    ids = store_records(store, tmp_path, [DECLARED[0], {**DECLARED[1], "translation_of": ""}], small_lexicon)
    save_pairs(store, ["proposed"], [FoundPair(ids["1"], ids["1-en"], "proposed", "used", 0.99, ())])
    store_known_pairs(store)  # what is known otherwise is found again, the proposal remains
    assert len(read_pairs(store)) == 1
    save_pairs(store, ["proposed"], [])
    assert read_pairs(store) == []


def test_a_pair_is_found_by_the_beginning_of_its_id(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    store_records(store, tmp_path, DECLARED, small_lexicon)
    pair = only_pair(store)
    assert find_pair(store, pair.id[:6]) == find_pair(store, pair.id) == pair
    assert find_pair(store, pair.id[:3]) is None
    assert find_pair(store, "zzzzzz") is None
    assert read_pairs(store, PairFilter(statuses=("proposed",))) == []


def test_nothing_dangles_when_documents_go(store: Store, tmp_path: Path, small_lexicon: Lexicon) -> None:
    ids = store_records(store, tmp_path, DECLARED, small_lexicon)
    align_pairs(store, FirstWithFirst)
    decide_pair(store, only_pair(store), "confirmed")
    rename_corpus(store, "sample", "renamed")
    store_known_pairs(store)
    assert only_pair(store).status == "confirmed"
    assert len(read_alignment(store, only_pair(store).id)) == 3
    remove_documents(store, [ids["1"]])
    for table in ("document_pair", "sentence_link", "link_side"):
        assert store.value(f"SELECT count(*) FROM {table}") == 0
    assert store.value("SELECT count(*) FROM pair_decision") == 1
    remove_corpus(store, "renamed")
    assert store.value("SELECT count(*) FROM pair_decision") == 0
    assert faults(store) == []


def test_a_store_without_pairs_gets_them(store: Store, tmp_path: Path, small_lexicon: Lexicon) -> None:
    store_records(store, tmp_path, DECLARED, small_lexicon)
    undo_migrations(store, 17)
    with Store(store.path) as migrated:
        assert read_pairs(migrated) == []
        migrated.connection.execute("DELETE FROM counter WHERE name = 'pairs'")
        assert store_known_pairs(migrated) == 1
