"""What is wrong with a query is said in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError, format_message
from flows.store.database import Store
from flows.web.words import say_health
from tests.builders import read_filters, search

HOSTILE = (
    "",
    "，。",
    "(稀土",
    "稀土)",
    "（稀土",
    "“稀土",
    "「稀土",
    "稀土 OR",
    "AND 稀土",
    "NOT 稀土",
    "foo:稀土",
    "作者：稀土 bar:x",
    "title:",
    "date：去年",
    "date:2021-13",
    "docnum:无",
    "concept:不存在的概念",
    "稀土 NEAR/3 title:x",
    "(稀土 管制) NEAR/3 出口",
    "“。”",
    "*",
    "＊",
    "(" * 60 + "a" + ")" * 60,
    "a" * 3000,
    "title:“规划",
    "strategy:nope",
    "芯片 NOT language：fr",
    "稀土 || 管制",
    "稀土 && 管制",
    "NEAR/3",
    "稀土 NEAR/3",
    "()",
    "（）",
    "-",
    "--",
    "“”",
    '"" OR ""',
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_bad_query_is_explained_in_both_languages(tmp_path: Path, lexicon: Lexicon, query: str) -> None:
    with Store(tmp_path / "s.sqlite") as store, pytest.raises(UsageError) as caught:
        search(store, lexicon, query)
    english = str(caught.value)
    chinese = caught.value.message("zh")
    assert chinese != english, english
    assert not re.search(r"[{}]|[a-z]+ [a-z]+ [a-z]+", chinese.replace("a" * 20, "")), chinese
    if found := re.match(r"column (\d+)", english):
        assert f"第{found[1]}个字符" in chinese or "概念" in chinese
        assert 1 <= int(found[1]) <= len(query) + 1


@pytest.mark.parametrize(
    ("filters", "word"),
    [
        ({"strategy": ["x"]}, "strategy"),
        ({"first": "x"}, "日期"),
        ({"term": ["不存在的概念"]}, "概念"),
    ],
)
def test_filters_too(tmp_path: Path, lexicon: Lexicon, filters: dict[str, Any], word: str) -> None:
    with Store(tmp_path / "s.sqlite") as store, pytest.raises(UsageError) as caught:
        search(store, lexicon, "稀土", read_filters(**filters))
    assert word in caught.value.message("zh")


def test_a_stored_problem_is_said_in_both_languages() -> None:
    values = {"corpus": "made", "documents": 3, "minimum": 1200}
    rejected = {"corpus": "made", "share": 0.256, "maximum": 0.1}
    problem = "; ".join(
        (
            format_message("pipeline.too_few_documents", values),
            format_message("pipeline.too_many_rejected", rejected),
            "something else",
        )
    )
    assert say_health(problem, "en") == problem
    assert say_health(problem, "zh") == (
        "made：库中有 3 篇文档，预期至少 1200 篇；made：26% 未收录，预期最多 10%；something else"
    )
