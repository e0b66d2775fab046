"""Counts of terms added to the lexicon after the texts were annotated: unknown, not zero."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.errors import UsageError
from flows.references import DocumentChoice, open_part
from flows.reports import EvidenceRequest, collect_profile, find_evidence
from flows.search import Collection, Filters
from flows.store import Store
from flows.store.facts import remember_lexicon
from flows.store.lake import Lake, export_lake
from flows.trends import (
    ChangeRequest,
    KeynessRequest,
    SeriesRequest,
    Side,
    answer_series,
    compare_sides,
    describe_source,
    find_emerging,
    rendering_shares,
)
from flows.trends.batches import BatchLine, BatchRequest, count_batch, describe_batch, widen
from tests.builders import search, series_request
from tests.trends.making import add_documents

YEARS = [(f"{year}-05-01", "自主可控 省级财政") for year in (2019, 2020, 2021)]
NEW = Concept("provincial-finance", "TERM", "省级财政", "provincial finance")


@pytest.fixture
def edited(small_lexicon: Lexicon) -> Lexicon:
    """The lexicon with a term added."""
    return Lexicon([*small_lexicon.concepts.values(), NEW])


@pytest.fixture
def old(tmp_path: Path, small_lexicon: Lexicon) -> Store:
    """Three years, annotated before."""
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", YEARS)
    return store


def counts_of(collection: Collection, term: str, **options: Any) -> list[tuple[Any, ...]]:
    rows = answer_series(collection, series_request([term], **options)).table.rows()
    return [(row["series"], row["occurrences"], row["per_million_tokens"]) for row in rows]


@pytest.mark.parametrize(
    "options",
    [{}, {"split": True}, {"group": "corpus"}, {"hold": "corpus"}, {"bands": True}, {"reprints": "fold"}],
)
def test_a_term_that_was_added_is_blank_with_the_reason(
    old: Store, edited: Lexicon, options: dict[str, Any]
) -> None:
    collection = Collection(old, edited)
    assert [row[1:] for row in counts_of(collection, "省级财政", **options)] == [(None, None)] * 3
    answer = answer_series(collection, series_request(["省级财政"], statistics=True, **options))
    [note] = [note for note in answer.notes if "another lexicon" in note]
    assert answer.statistics == []
    assert note.startswith("3 passages") and "lacks 省级财政" in note and "`zhengce annotate`" in note


def test_no_option_counts_it_in_part(old: Store, edited: Lexicon) -> None:
    assert [row[1] for row in counts_of(Collection(old, edited), "省级财政", allow_partial=True)] == [
        None
    ] * 3


def test_words_and_the_terms_that_it_had_are_counted(old: Store, edited: Lexicon) -> None:
    collection = Collection(old, edited)
    assert [row[1] for row in counts_of(collection, '"省级财政"')] == [1, 1, 1]
    assert [row[1] for row in counts_of(collection, "自主可控")] == [1, 1, 1]
    [note] = answer_series(collection, series_request(["自主可控"])).notes[:1]
    assert note.startswith("3 passages") and "lacks" not in note
    assert not [
        note for note in answer_series(collection, series_request(['"省级财政"'])).notes if "another" in note
    ]


def test_the_caption_names_the_lexicon_behind_the_annotations(
    old: Store, small_lexicon: Lexicon, edited: Lexicon
) -> None:
    assert f"lexicon {small_lexicon.hash[:8]} ·" in describe_source(Collection(old, edited))
    add_documents(old, edited, "b", YEARS)
    both = sorted((small_lexicon.hash[:8], edited.hash[:8]))
    assert f"lexicon {', '.join(both)} ·" in describe_source(Collection(old, edited))


def test_a_text_annotated_in_part_leaves_it_unknown(old: Store, edited: Lexicon) -> None:
    add_documents(old, edited, "b", YEARS)
    assert [row[1] for row in counts_of(Collection(old, edited), "省级财政")] == [None] * 3


def test_with_its_own_annotations_nothing_is_said_and_zero_is_zero(tmp_path: Path, edited: Lexicon) -> None:
    store = Store(tmp_path / "new.sqlite")
    add_documents(store, edited, "a", [("2019-05-01", "自主可控"), ("2020-05-01", "省级财政")])
    assert [row[1] for row in counts_of(Collection(store, edited), "省级财政")] == [0, 1]
    notes = answer_series(Collection(store, edited), series_request(["省级财政"])).notes
    assert not [note for note in notes if "lexicon" in note]


def test_a_changed_id_and_a_general_word_that_became_a_term(tmp_path: Path, edited: Lexicon) -> None:
    word = Concept("provincial-finance", "WORD", "省级财政", "provincial finance")
    renamed = Concept("province-money", "TERM", "省级财政", "provincial finance")
    for before, after in ((word, NEW), (NEW, renamed)):
        store = Store(tmp_path / f"{before.id}-{before.type}.sqlite")
        add_documents(store, Lexicon([before]), "a", YEARS)
        assert [row[1] for row in counts_of(Collection(store, Lexicon([after])), "省级财政")] == [None] * 3


def test_a_batch_leaves_it_blank(old: Store, edited: Lexicon) -> None:
    lines = (BatchLine(1, "省级财政"), BatchLine(2, "自主可控"))
    collection = Collection(old, edited)
    table = count_batch(collection, BatchRequest(lines))
    new, known = widen(table).rows
    assert [new[year] for year in table.columns] == [None] * 3
    assert [known[year] for year in table.columns] == [1, 1, 1]
    assert any("lacks 省级财政" in line for line in describe_batch(collection, table))


@pytest.mark.parametrize(
    "ask",
    [
        lambda collection: rendering_shares(collection, "省级财政", SeriesRequest()),
        lambda collection: find_evidence(collection, EvidenceRequest(series_request(["省级财政"]))),
        lambda collection: search(collection.store, collection.lexicon, "", Filters(term=("省级财政",))),
        lambda collection: search(collection.store, collection.lexicon, "term:省级财政"),
        lambda collection: collect_profile(collection.store, collection.lexicon, "省级财政"),
    ],
    ids=["drift", "evidence", "search --term", "term:", "dossier"],
)
def test_what_can_only_be_counted_by_annotations_is_refused(
    old: Store, edited: Lexicon, ask: Callable[[Collection], object]
) -> None:
    with pytest.raises(UsageError, match=r"省级财政.* is unknown. 3 passages .*zhengce annotate"):
        ask(Collection(old, edited))


def test_comparisons_leave_out_what_is_unknown_on_one_side(old: Store, edited: Lexicon) -> None:
    later = [(f"2022-0{month}-01", "省级财政 省级财政 省级财政") for month in range(1, 9)]
    add_documents(old, edited, "a", later)
    collection = Collection(old, edited)
    sides = KeynessRequest(Side(dates=series_request(first="2022").dates), minimum=1, most_q=2)
    assert [row.concept for row in compare_sides(collection, sides).rows] == ["controllable"]
    assert not find_emerging(collection, ChangeRequest("2022", minimum=1))


def test_a_part_of_the_store(old: Store, edited: Lexicon) -> None:
    with open_part(Store(old.path), DocumentChoice(as_of="2020-12-31")) as part:
        collection = Collection(part, edited)
        answer = answer_series(collection, series_request(["省级财政"]))
        assert {row["occurrences"] for row in answer.table.rows()} == {None}
        assert answer.notes[0].startswith("2 passages are annotated")


def test_a_lake(old: Store, small_lexicon: Lexicon, edited: Lexicon, tmp_path: Path) -> None:
    address = str(tmp_path / "lake")
    export_lake(old, address)
    with Lake(address) as lake:
        assert [row[1] for row in counts_of(Collection(lake, edited), "省级财政")] == [None] * 3
        assert [row[1] for row in counts_of(Collection(lake, edited), "自主可控")] == [1, 1, 1]
        assert f"lexicon {small_lexicon.hash[:8]} ·" in describe_source(Collection(lake, edited))


def test_a_lake_of_two_lexicons_counts_what_either_names(
    old: Store, small_lexicon: Lexicon, edited: Lexicon, tmp_path: Path
) -> None:
    other = Lexicon([*small_lexicon.concepts.values(), Concept("extra", "TERM", "额外词条", "extra term")])
    add_documents(old, other, "b", [("2020-06-01", "普通文字")])
    address = str(tmp_path / "lake")
    export_lake(old, address)
    with Lake(address) as lake:
        for _ in range(2):  # each collection has its own tables in the lake's memory
            assert [row[1] for row in counts_of(Collection(lake, edited), "自主可控")] == [1, 1, 1]


def test_a_lexicon_that_the_store_no_longer_holds_makes_nothing_unknown(old: Store, edited: Lexicon) -> None:
    with old.transaction() as connection:
        connection.execute("UPDATE lexicon SET hash = 'present'")
    assert [row[1] for row in counts_of(Collection(old, edited), "自主可控")] == [1, 1, 1]
    assert not Collection(old, edited).lexicons.lacks("reliance-unnamed")


def test_an_entity_that_was_added_is_unknown_too(old: Store, edited: Lexicon) -> None:
    counted = counts_of(Collection(old, edited), "entity:省级财政")
    assert [row[1] for row in counted] == [None] * 3
    with pytest.raises(UsageError, match="3 passages"):
        search(old, edited, "entity:省级财政")


def test_former_versions_keep_their_lexicon(old: Store, edited: Lexicon) -> None:
    add_documents(old, edited, "b", [("2022-06-01", "普通文字")])
    with old.transaction() as connection:
        connection.execute("UPDATE annotation_version SET passages = 0 WHERE id = 1")
    remember_lexicon(old, "new", "[]")
    assert Collection(old, edited).lexicons.passages
    assert old.value("SELECT count(*) FROM lexicon") == 3
