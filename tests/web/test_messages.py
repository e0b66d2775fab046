"""What is wrong with a query is said in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.pipeline import IngestCounts, collect_status
from flows.records import Reason
from flows.store.database import Store
from flows.store.documents import record_reading
from flows.web.messages import explain_health, load_messages
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
        assert f"第 {found[1]} 个字符" in chinese or "概念" in chinese
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


def test_a_stored_problem_is_told_in_both_languages(tmp_path: Path) -> None:
    """What version 0.2.0 stored is English without a code, and stays as it is."""
    problems = [
        Reason("pipeline.too_few_documents", {"corpus": "made", "documents": 3, "minimum": 1200}),
        Reason("pipeline.too_many_rejected", {"corpus": "made", "share": 0.256, "maximum": 0.1}),
    ]
    with Store(tmp_path / "s.sqlite") as store, store.run("ingest") as run:
        record_reading(store, run.id, "made", problems, {}, outcome="unmet")
        record_reading(store, run.id, "old", [], {}, outcome="unmet")
        store.connection.execute(
            "UPDATE corpus_read SET problem = 'old: 0 documents stored' WHERE corpus = 'old'"
        )
        made, old = collect_status(store).corpora
    assert made.why == (
        "made: 3 documents stored, at least 1200 expected; made: 26% rejected, at most 10% expected; "
        "it has never been read well"
    )
    assert explain_health(made.reasons, "en") == made.why
    assert explain_health(made.reasons, "zh") == (
        "made：库中有 3 份文件，预期至少 1200 份；made：26% 未收录，预期最多 10%；从未成功读取"
    )
    assert explain_health(old.reasons, "zh") == "old: 0 documents stored；从未成功读取"
    assert old.why == "old: 0 documents stored; it has never been read well"


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=稀土&from=20x",
        "/search?q=稀土&from=2023&to=2021",
        "/search?q=稀土&publisher=无此机构",
        "/trends?term=稀土&by=week",
        "/trends?term=稀土&corpus=nope",
        "/trends?term=稀土&hold=corpus&group=corpus",
        "/targets?kind=x",
        "/targets?from=2023&to=2021",
        "/dossier?name=无此名称",
    ],
)
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_page_names_no_option_and_no_command(client: TestClient, path: str, locale: str) -> None:
    answer = client.get(f"{path}&lang={locale}")
    assert answer.status_code in (400, 404)
    alert = re.search(r'role="alert">(.*?)</', answer.text, re.DOTALL)
    assert alert
    assert not re.search(r"--[a-z]|`|zhengce [a-z]", alert[1]), alert[1]


def test_every_count_of_a_run_has_a_name() -> None:
    """Those of readings, of annotating, of aligning and of a whole run."""
    counted = {*IngestCounts().numbers(), "annotated", "mentions", "aligned", "pairs", "links", "unmet"}
    assert {f"counted_{name}" for name in counted} - set(load_messages()) == set()
