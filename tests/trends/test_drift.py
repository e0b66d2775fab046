"""Rendering drift: shares of a concept's names add up, follow the trend, and show a change of name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.model import Lexicon
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.search.collection import Collection
from flows.statistics import wilson_interval
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.trends.drift import leading_renderings, rendering_shares
from flows.trends.request import SeriesRequest
from tests.support import MODELS


def test_shares_add_up_to_all_that_is_counted(sample: Store, lexicon: Lexicon) -> None:
    found = 0
    for language in ("zh", "en"):
        rows = rendering_shares(
            Collection(sample, lexicon), "indigenous innovation", SeriesRequest(), language=language
        )
        for period in {row.period for row in rows}:
            here = [row for row in rows if row.period == period]
            assert sum(row.occurrences for row in here) == here[0].of and sum(
                row.share for row in here
            ) == pytest.approx(1, abs=0.001)
            assert any(row.is_leading for row in here) and all(
                row.low <= row.share <= row.high for row in here
            )
        found += sum(row.occurrences for row in rows)
    dated = sample.value(
        "SELECT count(*) FROM mention m JOIN passage p ON p.id = m.passage_id JOIN document d ON d.id = p.document_id "
        "WHERE m.concept = 'indigenous-innovation' AND d.date != ''"
    )
    assert found == dated > 0


def test_a_change_of_name_is_told(tmp_path: Path, annotator: Annotator) -> None:
    """The lexicon has both 'new quality productive forces' and a variant of it."""
    concept = annotator.tagger.lexicon.concepts["new-quality-productive-forces"]
    old, new = concept.en_surfaces[1], concept.en
    documents = []
    for year, name in ((2021, old), (2022, old), (2024, new), (2025, new)):
        document = Document(
            "made",
            str(year),
            f"The plan of {year} asks for {name} in every province.",
            published=f"{year}-05-01",
        )
        documents.append((document, list(passages_of(document))))
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        write_batch(store, run.id, SourceFile("made", "k", "0", "", 1), documents, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        rows = rendering_shares(Collection(store, annotator.tagger.lexicon), "新质生产力", SeriesRequest())
    assert [(led.rendering, led.first, led.last, led.occurrences) for led in leading_renderings(rows)] == [
        (old, "2021", "2022", 2),
        (new, "2024", "2025", 2),
    ]
    assert {row.period for row in rows} == {"2021", "2022", "2024", "2025"}  # 2023 has no occurrences


def test_plain_words_have_no_renderings(sample: Store, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="is not a term of the lexicon"):
        rendering_shares(Collection(sample, lexicon), "没有这个词", SeriesRequest())


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_interval_is_that_of_scipy(numbers: tuple[int, int]) -> None:
    from scipy.stats import binomtest

    expected = binomtest(*numbers).proportion_ci(method="wilson")
    assert wilson_interval(*numbers) == pytest.approx((expected.low, expected.high), abs=1e-9)
