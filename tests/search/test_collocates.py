"""Collocates compared with counts by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching.segmentation import RustCutter
from flows.errors import UsageError
from flows.records import Document, Passage
from flows.search.collection import Collection
from flows.search.collocates import _words_beside, find_new_collocates
from flows.search.request import CollocateRequest, Filters
from flows.statistics.association import log_likelihood
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from tests.builders import collocates

TEXTS = ["稀土 出口 管制"] * 4 + ["稀土 资源"] * 2 + ["出口 贸易"] * 3 + ["其他 文字"] * 11


@cache
def load_cutter() -> RustCutter:
    return RustCutter()


def words(text: str) -> Iterable[str]:
    return load_cutter().cut(text)


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
    rows = {row.collocate: row for row in collocates(filled, Lexicon(()), "稀土", words)}
    assert set(rows) == {"出口", "管制"}
    assert (rows["出口"].near, rows["出口"].passages, rows["出口"].right, rows["出口"].left) == (
        4,
        7,
        4,
        0,
    )
    assert rows["出口"].log_likelihood == pytest.approx(log_likelihood(4, 6, 7, 20), abs=0.01)
    assert rows["出口"].log_dice == pytest.approx(14 + math.log2(2 * 4 / (6 + 7)), abs=0.001)
    table = [[4, 7 - 4], [6 - 4, 20 - 6 - 7 + 4]]
    assert rows["出口"].log_likelihood == pytest.approx(_g_squared(table), abs=0.01)
    assert rows["管制"].log_dice > rows["出口"].log_dice


def test_all_passages_are_those_of_the_filters(filled: Store) -> None:
    """Another corpus that has 出口 everywhere is not a basis of comparison for this one."""
    before = collocates(filled, Lexicon(()), "稀土", words)
    documents = [
        (Document("other", str(number), f"出口 商品{number}"), [Passage(0, 0, 5, "出口 商品")])
        for number in range(200)
    ]
    run = filled.begin_run("test")
    write_batch(filled, run, SourceFile("other", "o", "0", "", 1), documents, [], complete=True)
    assert collocates(filled, Lexicon(()), "稀土", words, filters=Filters(corpus=("c",))) == before
    (whole,) = [row for row in collocates(filled, Lexicon(()), "稀土", words) if row.collocate == "管制"]
    assert whole.log_likelihood > before[0].log_likelihood


@pytest.mark.parametrize("sort", ["log_likelihood", "log_dice", "near"])
def test_the_first_rows_are_those_of_all(sample: Store, lexicon: Lexicon, sort: str) -> None:
    """Words that cannot be among the first are not counted; the rest is the same."""
    whole = collocates(sample, lexicon, "企业", words, limit=10_000, sort=sort)
    assert len(whole) > 40
    for limit in (1, 7, 40):
        assert collocates(sample, lexicon, "企业", words, limit=limit, sort=sort) == whole[:limit]


def _g_squared(table: list[list[int]]) -> float:
    """Return twice the log-likelihood ratio of a two by two table, from another library."""
    from scipy.stats import chi2_contingency

    return float(chi2_contingency(table, correction=False, lambda_="log-likelihood")[0])


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 5000))
def test_log_likelihood_is_what_scipy_says(
    both: int, only_first: int, only_second: int, neither: int
) -> None:
    found = log_likelihood(
        both, both + only_first, both + only_second, both + only_first + only_second + neither
    )
    assert found == pytest.approx(
        _g_squared([[both, only_second], [only_first, neither]]), rel=1e-6, abs=1e-6
    )


def test_a_narrow_window_sees_less(filled: Store) -> None:
    rows = collocates(filled, Lexicon(()), "稀土", words, window=1)
    assert [row.collocate for row in rows] == ["出口"]
    with pytest.raises(UsageError):
        collocates(filled, Lexicon(()), "稀土", words, window=0)


def test_new_company(store: Store, lexicon: Lexicon) -> None:
    """管制 first occurs next to 稀土 in 2023; 资源 occurred before and stays."""
    run = store.begin_run("test")
    texts = (
        [("2021", "稀土 资源")] * 40
        + [("2023", "稀土 出口 管制 资源")] * 20
        + [("2023", "其他 管制")] * 5
        + [("", "稀土 无日期")]
    )
    documents = [
        (
            Document(
                "c",
                str(number),
                f"{text}{number}",
                title=str(number),
                published=f"{date}-05-01" if date else "",
            ),
            [Passage(0, 0, len(text), text)],
        )
        for number, (date, text) in enumerate(texts)
    ]
    write_batch(store, run, SourceFile("c", "c", "0", "", 1), documents, [], complete=True)
    rows = find_new_collocates(Collection(store, Lexicon(())), CollocateRequest("稀土"), words, "2023")
    assert {
        row.collocate: (row.here, row.there, row.matches_here, row.matches_there, row.first) for row in rows
    } == dict.fromkeys(("出口", "管制"), (20, 0, 20, 40, "2023-05-01"))
    assert all(row.q < 0.001 and row.log_ratio > 3 for row in rows)
    with pytest.raises(UsageError, match="no passage since then"):
        find_new_collocates(Collection(store, Lexicon(())), CollocateRequest("稀土"), words, "2024")


def test_pieces_of_words_beside_a_match_are_not_words(store: Store) -> None:
    run = store.begin_run("test")
    texts = [f"依照出口管制法和本条例的规定，开展自主出口管制工作{number}。" for number in range(4)]
    documents = [
        (Document("c", str(number), text, title=str(number)), [Passage(0, 0, len(text), text)])
        for number, text in enumerate([*texts, *["另有文字。"] * 20])
    ]
    write_batch(store, run, SourceFile("c", "c", "0", "", 1), documents, [], complete=True)
    found = {row.collocate for row in collocates(store, Lexicon(()), "出口管制", words)}
    assert found == {"依照", "条例", "规定", "开展", "自主", "工作"}


@pytest.mark.parametrize(
    ("before", "match", "after", "left", "right"),
    [
        ("违反", "出口管制", "法和本条例", ["违反"], ["法", "和", "本", "条例"]),
        ("推动自主", "创新", "能力建设", ["推动", "自主"], ["能力", "建设"]),
        ("", "出口", "", [], []),
        ("ban on rare ", "earth", " exports", ["ban", "on", "rare"], ["exports"]),
    ],
)
def test_words_beside_a_match(before: str, match: str, after: str, left: list[str], right: list[str]) -> None:
    assert _words_beside(before, match, after, words) == (left, right)
