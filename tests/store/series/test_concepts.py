"""Counts updated after corrections equal a full recount."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from flows.records import Grouping
from flows.store import Division, Scope, Store, change_number, text_number
from flows.store.corrected import (
    FactCorrection,
    MentionRow,
    add_correction,
    list_fact_corrections,
    remove_correction,
)
from flows.store.documents import amend_document
from flows.store.series import all_concept_counts, update_concept_counts
from tests.stores import copy_whole

_MENTIONS = (
    'SELECT m.passage_id, m.start, m."end", s.surface, s.type, s.concept, s.entity, s.source, m.score, '
    "m.nested FROM mention_place m JOIN sense s ON s.id = m.sense WHERE s.concept != '' ORDER BY 1, 2, 3"
)
_SCOPES = (
    Scope(Division("month_or_year"), grouping=Grouping.CORPUS),
    Scope(Division("month")),
    Scope(Division("year"), grouping=Grouping.PUBLISHER),
    Scope(Division("quarter"), corpora=("sample",)),
    Scope(Division("year"), grouping=Grouping.PROVINCE),  # for which no count is kept
    Scope(Division("year"), grouping=Grouping.KIND),  # nor for this
)


@pytest.fixture(scope="module")
def own_path(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_whole(sample_store, tmp_path_factory.mktemp("series") / "copy")


def dismiss(store: Store, choice: random.Random) -> None:
    passage, *row = choice.choice(store.rows(_MENTIONS))
    was = MentionRow(*row)
    add_correction(store, passage, FactCorrection("mention", was.start, was.end, was.surface, was, None))


@pytest.mark.parametrize("scope", _SCOPES)
def test_counts_after_corrections_are_those_counted_anew(own_path: Path, scope: Scope) -> None:
    choice = random.Random(str(scope))
    with Store(own_path) as store:
        text = text_number(store)
        for corrections in (1, 3, 0, 5):
            since, before = change_number(store), all_concept_counts(store, scope)
            for _ in range(corrections):
                dismiss(store, choice)
            if corrections == 5:
                remove_correction(store, list_fact_corrections(store)[0].correction.id)
            after = all_concept_counts(store, scope)
            assert sorted(update_concept_counts(store, scope, before, since)) == sorted(after)
            assert (sorted(after) == sorted(before)) is (corrections == 0)
            assert text_number(store) == text


def test_other_changes_are_counted_as_such(own_path: Path) -> None:
    with Store(own_path) as store:
        text = text_number(store)
        with store.transaction():
            document = store.value("SELECT id FROM document WHERE superseded_by IS NULL LIMIT 1")
        amend_document(store, document, {"title": "另一个标题"}, "")
        assert text_number(store) > text
