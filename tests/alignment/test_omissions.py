"""What a translation omits: sentences without a counterpart, concepts without any known name."""

from __future__ import annotations

from flows.alignment import find_omissions, omission_rows
from flows.annotation.matching import PlainCounter
from flows.search import Collection
from flows.store.translations import read_pairs


def test_lone_sentences_and_unknown_names_are_reported(aligned: Collection) -> None:
    (pair,) = read_pairs(aligned.store)
    concepts = PlainCounter(aligned.lexicon).count
    found = find_omissions(aligned.store, aligned.lexicon, concepts, pair)
    assert [(lone.side, lone.text, lone.opposite) for lone in found.lone] == [("zh", "此句没有译文。", "")]
    assert [(own.side, own.concept, own.label) for own in found.unnamed] == [
        ("zh", "little-giant", "小巨人"),
    ] * 4
    assert found.unnamed[0].counterpart == "The first batch has five small champions."
    rows = list(omission_rows(found))
    assert [row.kind for row in rows] == ["only here", *["other name"] * 4]
    assert all(row.places for row in rows)
