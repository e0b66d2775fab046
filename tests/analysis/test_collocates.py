"""Collocates against counts by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.analysis.collocates import find_collocates
from flows.analysis.dossier import log_likelihood
from flows.annotation.lexicon import Lexicon
from flows.annotation.segmentation import RustCutter
from flows.errors import UsageError
from flows.records import Document, Passage
from flows.store.database import Store
from flows.store.writing import SourceFile, write_batch

TEXTS = ["稀土 出口 管制"] * 4 + ["稀土 资源"] * 2 + ["出口 贸易"] * 3 + ["其他 文字"] * 11


def words(text: str) -> Iterable[str]:
    return RustCutter().cut(text)


@pytest.fixture
def filled(store: Store) -> Store:
    run = store.begin_run("test")
    documents = [
        (Document("c", str(number), f"{text}{number}", title=str(number)), [Passage(0, 0, len(text), text)])
        for number, text in enumerate(TEXTS)
    ]
    write_batch(store, run, SourceFile("c", "c", "0", "", 1), documents, [], complete=True)
    return store


def test_counts_and_scores(filled: Store) -> None:
    rows = {row["collocate"]: row for row in find_collocates(filled, Lexicon(()), "稀土", words)}
    assert set(rows) == {"出口", "管制"}
    assert (rows["出口"]["near"], rows["出口"]["passages"], rows["出口"]["right"], rows["出口"]["left"]) == (4, 7, 4, 0)
    assert rows["出口"]["log_likelihood"] == pytest.approx(log_likelihood(4, 6, 7, 20), abs=0.01)
    assert rows["出口"]["log_dice"] == pytest.approx(14 + math.log2(2 * 4 / (6 + 7)), abs=0.001)
    table = [[4, 7 - 4], [6 - 4, 20 - 6 - 7 + 4]]
    assert rows["出口"]["log_likelihood"] == pytest.approx(_g_squared(table), abs=0.01)
    assert rows["管制"]["log_dice"] > rows["出口"]["log_dice"]


def _g_squared(table: list[list[int]]) -> float:
    """Twice the log-likelihood ratio of a two by two table, as another library has it."""
    from scipy.stats import chi2_contingency

    return float(chi2_contingency(table, correction=False, lambda_="log-likelihood")[0])


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 5000))
def test_log_likelihood_is_what_scipy_says(both: int, only_first: int, only_second: int, neither: int) -> None:
    found = log_likelihood(both, both + only_first, both + only_second, both + only_first + only_second + neither)
    assert found == pytest.approx(_g_squared([[both, only_second], [only_first, neither]]), rel=1e-6, abs=1e-6)


def test_a_narrow_window_sees_less(filled: Store) -> None:
    rows = find_collocates(filled, Lexicon(()), "稀土", words, window=1)
    assert [row["collocate"] for row in rows] == ["出口"]
    with pytest.raises(UsageError):
        find_collocates(filled, Lexicon(()), "稀土", words, window=0)
