"""Choices as typed: they agree with the values that they stand for."""

from __future__ import annotations

from typing import get_args

from flows.records import GroupChoice, Grouping, HoldChoice, Reprints, ReprintsChoice
from flows.trends.batches import BATCH_GROUPS


def test_every_grouping_and_way_to_count_reprints_can_be_typed() -> None:
    assert sorted(get_args(GroupChoice)) == sorted(Grouping)
    assert list(get_args(ReprintsChoice)) == list(Reprints)
    assert set(get_args(HoldChoice)) < set(get_args(GroupChoice))
    assert sorted(BATCH_GROUPS) == sorted(get_args(GroupChoice))
