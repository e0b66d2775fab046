"""Windows, order and completeness of the concordance, compared with the texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import QueryError
from flows.records import Document, Passage
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from tests.builders import concordance, search
from tests.timing import assert_time_in_proportion

NOTHING = Lexicon(())
TEXTS = (
    ("2021-03-01", "zh", "推动稀土出口，管理稀土开采。"),
    (
        "2019-05-02",
        "en",
        "The rare earth quota  is set each\nyear; a rare earth licence (rare earth) follows.",
    ),
    ("2020-01-01", "zh", "丙稀土甲"),
    ("2020-01-01", "zh", "乙稀土乙"),
)


def fill(store: Store, texts: Sequence[tuple[str, str, str]]) -> None:
    documents = [
        (
            Document("c", str(number), text, title=str(number), published=date),
            [Passage(0, 0, len(text), text, language=language)],
        )
        for number, (date, language, text) in enumerate(texts)
    ]
    write_batch(
        store, store.begin_run("test"), SourceFile("c", "c", "0", "", 1), documents, [], complete=True
    )


def test_windows_are_characters_in_chinese_and_words_in_english(store: Store) -> None:
    fill(store, TEXTS)
    rows = concordance(store, NOTHING, "稀土", width=3)
    assert [(row.left, row.keyword, row.right) for row in rows if row.date == "2021-03-01"] == [
        ("推动", "稀土", "出口，"),
        ("，管理", "稀土", "开采。"),
    ]
    rows = concordance(store, NOTHING, '"rare earth"', width=6)
    assert [(row.left, row.keyword, row.right) for row in rows] == [
        ("The", "rare earth", "quota is set"),
        ("each year; a", "rare earth", "licence (rare earth)"),
        ("earth licence (", "rare earth", ") follows."),
    ]


@pytest.mark.parametrize(
    ("query", "keywords"),
    [
        ("推动 NEAR/0 稀土", ["推动", "稀土"]),
        ("管理 NEAR/3 稀土", ["稀土", "管理", "稀土"]),
        ("管理 NEAR/0 稀土 NEAR/0 开采", ["管理", "稀土", "开采"]),
        ("(推动 NEAR/0 稀土) OR 开采", ["推动", "稀土", "开采"]),
        ("((推动 NEAR/0 稀土) OR 管理) NEAR/2 开采", ["管理", "稀土", "开采"]),
    ],
)
def test_only_what_is_near_is_an_occurrence_of_near(store: Store, query: str, keywords: list[str]) -> None:
    fill(store, TEXTS[:1])
    assert [row.keyword for row in concordance(store, NOTHING, query)] == keywords


def test_alternatives_inside_near_take_linear_time(store: Store) -> None:
    """Each NEAR used to evaluate its sides three times: 5 nested ones took 6 seconds, 20 would take years."""
    fill(store, TEXTS[:1])

    def read(depth: int) -> None:
        query = "(推动 NEAR/0 稀土)"
        for _ in range(depth):
            query = f"(({query} OR 管理) NEAR/9 稀土)"
        assert concordance(store, NOTHING, query)

    assert_time_in_proportion(read, 20)


@pytest.mark.parametrize("sort", ["date", "left", "right"])
def test_orders(store: Store, sort: str) -> None:
    fill(store, TEXTS)
    found = [getattr(row, sort) for row in concordance(store, NOTHING, "稀土", width=1, sort=sort)]
    assert found == sorted(found)
    assert len(found) == 4


def test_english_is_ordered_by_the_word_before(store: Store) -> None:
    fill(
        store, [("2020", "en", f"{word} chips") for word in ("new alloy", "old zinc", "the basic", "a basic")]
    )
    rows = concordance(store, NOTHING, "chips", sort="left")
    assert [row.left for row in rows] == ["new alloy", "a basic", "the basic", "old zinc"]


def test_it_refuses_more_passages_than_it_may_read(store: Store) -> None:
    fill(store, TEXTS)
    assert len(concordance(store, NOTHING, "稀土", max_read=3)) == 4
    for ask in (concordance, search):
        query = "稀土" if ask is concordance else "稀 NEAR/0 土"
        with pytest.raises(QueryError, match="would read 3 passages; at most 2"):
            ask(store, NOTHING, query, max_read=2)
