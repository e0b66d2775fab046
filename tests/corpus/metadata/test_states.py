"""States of documents: levels as sources state them."""

from __future__ import annotations

import pytest

from flows.corpus.metadata import settle_level


@pytest.mark.parametrize(
    ("stated", "settled"),
    [
        ({"level": "central"}, {"level": "central"}),
        ({"level": "省级"}, {"level": "province", "stated_level": "省级"}),
        ({"level": "Municipal", "page": 3}, {"level": "city", "stated_level": "Municipal", "page": 3}),
        ({"level": "shandong"}, {"stated_level": "shandong"}),
        ({"level": 2}, {"stated_level": 2}),
        ({"page": 3}, {"page": 3}),
    ],
)
def test_only_a_level_is_a_level(stated: dict[str, object], settled: dict[str, object]) -> None:
    assert settle_level(stated) == settled
