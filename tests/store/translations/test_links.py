"""Linked sentences: stored with their places, found from either side, and removed with what they point to."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.pipeline import align_pairs
from flows.store import Store
from flows.store.documents import amend_document
from flows.store.translations import (
    LinkedSpan,
    PlacedSpan,
    SentencePair,
    counterparts,
    decide_pair,
    passages_to_align,
    read_alignment,
    read_pairs,
    save_alignment,
)
from tests.pipeline.alignment.texts import FirstWithFirst, faults, store_records
from tests.store.translations.test_pairs import DECLARED


def test_links_come_back_as_they_were_stored(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        ids = store_records(store, tmp_path, DECLARED, small_lexicon)
        (pair,) = read_pairs(store)
        zh, en = ids["1"], ids["1-en"]
        links = [
            SentencePair(
                (LinkedSpan(f"{zh}-1", 0, 5), LinkedSpan(f"{zh}-2", 0, 4)),
                (LinkedSpan(f"{en}-1", 3, 9),),
                0.8,
                True,
                {"words": 0.5},
            ),
            SentencePair((), (LinkedSpan(f"{en}-2", 0, 9),), 0.0, False),
        ]
        assert save_alignment(store, pair.id, links, "v1", (0.5, 0.25))
        assert read_alignment(store, pair.id) == links
        (pair,) = read_pairs(store)
        assert (pair.aligned_with, pair.zh_coverage, pair.en_coverage) == ("v1", 0.5, 0.25)
        assert save_alignment(store, pair.id, links[:1], "v2", (0.5, 0.25))
        assert read_alignment(store, pair.id) == links[:1]
        assert not save_alignment(store, "unknown", links, "v2", (0.0, 0.0))
        assert faults(store) == []


def test_a_failed_write_leaves_the_links_before(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        ids = store_records(store, tmp_path, DECLARED, small_lexicon)
        align_pairs(store, FirstWithFirst)
        (pair,) = read_pairs(store)
        before = read_alignment(store, pair.id)
        wrong = SentencePair((LinkedSpan(f"{ids['1']}-99", 0, 1),), (), 0.0, False)
        with pytest.raises(KeyError):
            save_alignment(store, pair.id, [before[0], wrong], "v2", (0.0, 0.0))
        assert read_alignment(store, pair.id) == before
        assert read_pairs(store)[0].aligned_with == "first-1"


def test_the_counterpart_of_a_span_is_found_from_either_side(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, DECLARED, small_lexicon)
        align_pairs(store, FirstWithFirst)
        rows = store.rows("SELECT id, text FROM passage")
        growth = next(PlacedSpan(row["id"], 8, 12) for row in rows if "增长12.5%" in row["text"])
        found = counterparts(store, [growth])
        assert [one.text for one in found[growth]] == [
            "By 2025 investment will grow by 12.5 percent to 320 billion yuan."
        ]
        back = PlacedSpan(found[growth][0].passage, 0, 4)
        assert counterparts(store, [back])[back][0].passage == growth.passage
        outside = PlacedSpan(growth.passage, 500, 510)
        assert counterparts(store, [outside]) == {}
        decide_pair(store, read_pairs(store)[0], "dismissed")
        assert counterparts(store, [growth]) == {}


def test_a_corrected_title_takes_the_links_of_its_text_away(tmp_path: Path, small_lexicon: Lexicon) -> None:
    records = [
        {**DECLARED[0], "text": "投入增长12.5%。"},
        {**DECLARED[1], "text": "Investment grows by 12.5%."},
    ]
    with Store(tmp_path / "s.sqlite") as store:
        ids = store_records(store, tmp_path, records, small_lexicon)
        align_pairs(store, FirstWithFirst)
        assert len(read_alignment(store, read_pairs(store)[0].id)) == 2
        amend_document(store, ids["1"], {"title": "计划"})
        assert read_alignment(store, read_pairs(store)[0].id) == []
        assert faults(store) == []
        assert align_pairs(store, FirstWithFirst).pairs == 1


def test_links_outside_their_text_are_a_fault(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, DECLARED, small_lexicon)
        align_pairs(store, FirstWithFirst)
        store.connection.execute("UPDATE link_side SET \"end\" = 999 WHERE start = 0 AND language = 'en'")
        assert faults(store) == ["store.doctor_links"]


def test_links_of_a_text_that_has_changed_are_not_stored(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, DECLARED, small_lexicon)
        (pair,) = read_pairs(store)
        passages = passages_to_align(store, pair.zh_document_id)
        link = SentencePair((LinkedSpan(passages[0].id, 0, 2),), (), 0.0, False)
        assert save_alignment(store, pair.id, [link], "v", (0.0, 0.0), passages)
        old = [passage._replace(text=f"{passage.text}。") for passage in passages]
        assert not save_alignment(store, pair.id, [], "v2", (0.0, 0.0), old)
        assert [one.zh for one in read_alignment(store, pair.id)] == [link.zh]
