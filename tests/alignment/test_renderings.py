"""Renderings from aligned sentences: known and mined names, shares over time, and the lexicon's check."""

from __future__ import annotations

import pytest

from flows.alignment import (
    ParallelRequest,
    RenderingRequest,
    aligned_shares,
    find_renderings,
    rendering_row,
    survey_renderings,
)
from flows.alignment.mining import find_candidates
from flows.annotation.lexicon import Concept, Lexicon
from flows.curation import check_renderings
from flows.errors import UsageError
from flows.search import Collection
from flows.trends import rendering_shares
from tests.builders import series_request


def test_known_names_are_counted_and_others_are_mined(aligned: Collection) -> None:
    found = find_renderings(aligned, RenderingRequest(ParallelRequest("小巨人")))
    assert [(row.rendering, row.sentences, row.is_known) for row in found.renderings] == [
        ("small champions", 4, False),
        ("little giants", 1, True),
    ]
    assert (found.sentences, found.untranslated, found.unexplained, found.elsewhere) == (5, 0, 0, 1)
    first = found.renderings[0]
    assert (first.documents, first.first, first.last) == (1, "2021-03-01", "2021-03-01")
    assert "small champions" in first.quote_counterpart and "小巨人" in first.quote
    assert rendering_row(first)["counterpart_places"]


def test_the_least_number_of_sentences_is_kept(aligned: Collection) -> None:
    found = find_renderings(aligned, RenderingRequest(ParallelRequest("小巨人"), minimum=2))
    assert [row.rendering for row in found.renderings] == ["small champions"]
    assert found.unexplained == 0


def test_shares_over_time_count_aligned_sentences(aligned: Collection) -> None:
    rows = aligned_shares(aligned, "小巨人", series_request([]))
    assert [(row.rendering, row.period, row.occurrences, row.of, row.is_leading) for row in rows] == [
        ("small champions", "2021", 4, 5, True),
        ("little giants", "2021", 1, 5, False),
    ]
    with pytest.raises(UsageError, match="not a concept"):
        aligned_shares(aligned, "道路两旁", series_request([]))
    with_word = Collection(aligned.store, Lexicon([Concept("think-tank", "WORD", "智库", "think tank")]))
    for shares in (aligned_shares, rendering_shares):
        with pytest.raises(UsageError, match=r"'智库' is a general word.*zhengce renderings 智库\.$"):
            shares(with_word, "智库", series_request([]))


def test_the_lexicon_is_checked_against_translations(aligned: Collection) -> None:
    surveyed = {row.concept.id: row for row in survey_renderings(aligned.store, aligned.lexicon, "en")}
    assert dict(surveyed["little-giant"].used) == {"little giants": 1}
    assert [row[:2] for row in surveyed["little-giant"].mined] == [("small champions", 4)]
    found = check_renderings(aligned.store, aligned.lexicon)
    assert [(row.kind, row.concept, row.rendering, row.used) for row in found] == [
        ("missing", "little-giant", "small champions", 4)
    ]


def test_candidates_neither_begin_nor_end_with_function_words() -> None:
    assert set(find_candidates("The strength of nations", "en").values()) == {
        *("strength", "strength of nations", "nations"),
    }
    assert set(find_candidates("提高科技创新的能力", "zh").values()) >= {
        "科技创新",
        "能力",
        "提高科技创新的能力",
    }
    assert set(find_candidates("企业，研究", "zh").values()) == {"企业", "研究"}


def test_several_terms_are_refused(aligned: Collection) -> None:
    with pytest.raises(UsageError, match="several terms"):
        find_renderings(aligned, RenderingRequest(ParallelRequest("企业 教育")))


def test_only_the_date_of_publication_counts(aligned: Collection) -> None:
    request = series_request([], axis="written")
    with pytest.raises(UsageError, match="date of publication"):
        aligned_shares(aligned, "小巨人", request)
