"""The share of a period's text that has vanished, compared with sums by hand, and its captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.search import Collection
from flows.store.database import Store
from flows.trends import answer_series, count_series
from flows.trends.sources import read_shares
from tests.builders import count_table, series_request
from tests.store.sightings.making import add_read, answer
from tests.trends.making import add_documents


@pytest.fixture
def lost(store: Store, lexicon: Lexicon) -> Store:
    """2020: 30 and 10 characters, the 30 of them gone; 2021: 20 and one file; 2022: one file."""
    add_read(store, "a", "稀" * 30, published="2020-02-01", corpus="one")
    add_read(store, "b", "土" * 10, published="2020-03-01", corpus="two")
    add_read(store, "c", "矿" * 20, published="2021-03-01", corpus="one")
    add_documents(store, lexicon, "files", [("2021-05-01", "稀土"), ("2022-05-01", "稀土")])
    answer(store, "a", "not_found", corpus="one")
    answer(store, "c", "emptied", corpus="one")
    answer(store, "c", corpus="one")  # back again
    return store


def shares(store: Store, lexicon: Lexicon, **options: object) -> dict[tuple[str, str], tuple[object, object]]:
    """Return the vanished and checked share by period and group."""
    table = count_table(store, lexicon, ['"稀"'], vanished=True, **options)
    return {
        (point.period, series.group or ""): (point.source.vanished_share, point.source.asked_share)
        for series in table.series
        for point in series.points
        if point.source
    }


def test_shares_by_hand(lost: Store, lexicon: Lexicon) -> None:
    found = shares(lost, lexicon)
    assert found["2020", ""] == (0.75, 1.0)
    length = int(lost.value("SELECT characters FROM document WHERE date = '2021-05-01'"))
    assert found["2021", ""] == (0.0, round(20 / (20 + length), 5))
    assert found["2022", ""] == (None, 0.0)  # no source can be asked: unknown, not zero


def test_shares_of_groups(lost: Store, lexicon: Lexicon) -> None:
    by_corpus = shares(lost, lexicon, group="corpus")
    assert by_corpus["2020", "one"] == (1.0, 1.0) and by_corpus["2020", "two"] == (0.0, 1.0)
    assert shares(lost, lexicon, group="language")["2020", "zh"] == (0.75, 1.0)  # of the period
    assert shares(lost, lexicon, corpus=["two"])["2020", ""] == (0.0, 1.0)


def test_columns_are_there_on_request_alone(lost: Store, lexicon: Lexicon) -> None:
    collection = Collection(lost, lexicon)
    plain = count_series(collection, series_request(['"稀"']))
    assert "vanished_share" not in plain.columns and "vanished_share" not in plain.rows()[0]
    request = series_request(['"稀"'], vanished=True)
    assert request.words()[-1] == "--vanished-share"
    assert count_series(collection, request).columns[-2:] == ["vanished_share", "asked_share"]


def test_captions_say_how_much_has_vanished(lost: Store, lexicon: Lexicon) -> None:
    """Check that the caveat appears without being requested, in both languages, for the periods counted."""
    collection = Collection(lost, lexicon)
    caption = answer_series(collection, series_request(['"稀"'], last="2020")).notes
    assert caption[-1].startswith("30 of 40 characters (75.0%) of the text in these periods are gone")
    assert (
        "共 40 字，其中 30 字（75.0%）"
        in answer_series(collection, series_request(['"稀"'], last="2020"), "zh").notes[-1]
    )
    later = series_request(['"稀"'], first="2021")
    assert not any("source" in note for note in answer_series(collection, later).notes)
    asked = series_request(['"稀"'], first="2021", vanished=True)
    assert any("is known to be gone" in note for note in answer_series(collection, asked).notes)
    files = series_request(['"稀"'], corpus=["files"], vanished=True)
    notes = answer_series(collection, files).notes
    assert any("no source of these documents is asked" in note for note in notes)


def test_a_store_where_nothing_vanished_says_nothing(store: Store, lexicon: Lexicon) -> None:
    add_documents(store, lexicon, "files", [("2021-05-01", "稀土")])
    notes = answer_series(Collection(store, lexicon), series_request(["稀土"])).notes
    assert not any("source" in note for note in notes)


def test_a_lake_knows_no_sources(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    add_documents(store, lexicon, "files", [("2021-05-01", "稀土")])
    collection = Collection(store, lexicon)
    store.knows_sources = False
    with pytest.raises(UsageError, match="a lake has no record"):
        read_shares(collection, None)  # type: ignore[arg-type]
