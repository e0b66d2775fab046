"""The notes on the text of a table's periods: what waits, what has no date, and whether the last one is over."""

from __future__ import annotations

from datetime import date

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.search import Collection
from flows.store import Store
from flows.trends import describe_text
from tests.builders import series_request
from tests.trends.making import add_documents

WAITING = (
    "1 of 1 passages in scope are not annotated; their periods are blank, not zero (run `zhengce annotate`)"
)


@pytest.fixture
def collection(store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Collection:
    """A document of 2024, one of 2025 that waits for annotation, and one without a date; read in 2026."""
    monkeypatch.setattr("flows.text.moments.this_day", lambda: date(2026, 11, 28))
    add_documents(store, lexicon, "c", [("2024-12-31", "自主可控"), ("", "自主可控")])
    add_documents(store, lexicon, "c", [("2025-12-31", "自主可控")], annotated=False)
    return Collection(store, lexicon)


def test_documents_in_no_period_are_noted(collection: Collection) -> None:
    assert "in no period, for want of a date that places it: 1 document" in describe_text(
        collection, series_request(["自主可控"])
    )


def test_waiting_passages_are_those_of_the_periods_asked_for(collection: Collection) -> None:
    assert describe_text(collection, series_request(["自主可控"], first="2024", last="2024")) == []
    assert describe_text(collection, series_request(["自主可控"], first="2025", last="2025")) == [WAITING]


def test_a_last_period_that_is_not_over_is_noted(store: Store, lexicon: Lexicon) -> None:
    add_documents(store, lexicon, "c", [("2021-03-01", "自主可控")])
    assert describe_text(Collection(store, lexicon), series_request(["自主可控"])) == [
        "2021 is incomplete: the stored text ends on 2021-03-01"
    ]
