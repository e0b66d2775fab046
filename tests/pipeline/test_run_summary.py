"""The summary of a run: its rejections by reason, in an order independent of the clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.pipeline.run_summary import group_rejections
from flows.records import Rejection
from flows.store import Store
from flows.store.documents.rejections import insert_rejection

EMPTY = Rejection("c", "a.html", "read", "corpus.empty_page")
CELLS = Rejection("c", "b.csv:4", "read", "corpus.too_many_cells", {"cells": 4, "columns": 3})


@pytest.mark.parametrize("order", [(EMPTY, CELLS), (CELLS, EMPTY)])
def test_reasons_of_one_number_are_in_the_order_of_their_words(
    tmp_path: Path, order: tuple[Rejection, Rejection]
) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        for second, rejection in enumerate(order):
            insert_rejection(store, rejection, "", run.id, f"2024-05-01T00:00:0{second}+00:00")
        reasons = [group.reason for group in group_rejections(store, run.id)]
    assert reasons == sorted((EMPTY.reason, CELLS.reason))


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_texts_in_no_known_encoding_are_one_reason_wherever_they_break(tmp_path: Path, locale: str) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        for byte in range(3):
            one = Rejection("c", f"{byte}.txt", "decode", "corpus.unknown_encoding", {"byte": byte})
            insert_rejection(store, one, "", run.id, "2024-05-01T00:00:00+00:00")
        (group,) = group_rejections(store, run.id)
    assert group.number == 3 and "encoding: cp1252" in group.message(locale)
    assert "0" not in group.message(locale)


def test_places_are_in_their_own_order_however_long_the_run_took(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        for second in range(7):
            one = Rejection("c", f"{second}.txt", "read", "corpus.empty_file")
            insert_rejection(store, one, "", run.id, f"2024-05-01T00:00:0{second}+00:00")
        (group,) = group_rejections(store, run.id)
    assert group.places == [f"{second}.txt" for second in range(5)]
