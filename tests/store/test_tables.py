"""Tables of current content, complete and limited to chosen passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from flows.store import Store, all_documents, all_mentions, all_passages


def test_chosen_passages_limit_each_table(sample: Store) -> None:
    ids = sample.column("SELECT DISTINCT passage_id FROM mention WHERE concept = 'rare-earth'")
    passages = [row.passage_id for row in all_passages(sample, ids)]
    assert len(passages) == len(ids) > 1
    assert {row.passage_id for row in all_mentions(sample, ids)} == set(passages)
    documents = [row.document_id for row in all_documents(sample, ids)]
    assert sorted(documents) == sorted({passage.rpartition("-")[0] for passage in passages})


@pytest.mark.parametrize("table", [all_documents, all_passages, all_mentions])
def test_empty_choice_is_not_everything(sample: Store, table: Callable[..., Iterator[object]]) -> None:
    assert list(table(sample, [])) == []
    assert next(iter(table(sample)), None) is not None
