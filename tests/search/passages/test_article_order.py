"""The passage that is an article comes before those that refer to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.corpus.splitting.passages import passages_of
from flows.records import Document
from flows.search.request import Order
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from tests.builders import search

CHINESE = (
    "样例管理办法\n\n"
    "第一条 企业依照第十五条报告；违反第十五条的，处以罚款。\n\n"
    "第十五条 企业应当每年向主管部门报告生产、库存、销售、出口的情况，并说明最终用户和最终用途，"
    "主管部门可以要求补充说明，企业应当在三十日内答复，不得拒绝、拖延或者隐瞒。\n\n"
    "第十五条之一 第十五条所称企业，包括个体工商户。\n\n"
    "第十六条 违反第十五条，处以罚款。\n"
)
ENGLISH = (
    "Sample Measures\n\n"
    "Article 1 Under Article 15, firms report. Whoever violates Article 15 is fined.\n\n"
    "Article 15 Every year, firms shall report to the authority what they produce, store, sell and export, and "
    "name the end user and the end use. The authority may ask for more, and firms shall answer within thirty days.\n\n"
    "Article 15-1 Firms in Article 15 are those of Article 15.\n\n"
    "Article 16 Whoever violates Article 15 is fined.\n"
)


@pytest.fixture
def laws(tmp_path: Path) -> Store:
    """Return a store with a law in each language."""
    store = Store(tmp_path / "s.sqlite")
    with store.run("test") as run:
        for language, text in (("zh", CHINESE), ("en", ENGLISH)):
            title = text.partition("\n")[0]
            document = Document("laws", language, text, title, published="2024-02-03", language=language)
            rows = [(document, list(passages_of(document)))]
            source = SourceFile("laws", language, "0" * 64, "", 1)
            write_batch(store, run.id, source, rows, [], complete=True)
    return store


@pytest.mark.parametrize(
    ("query", "number", "start"),
    [
        ('title:样例管理办法 "第十五条"', 4, "第十五条 企业"),
        ("第十五条", 4, "第十五条 企业"),
        ('"第十五条" 罚款 OR "第十五条"', 4, "第十五条 企业"),
        ("第十五条之一", 1, "第十五条之一"),
        ('"Article 15"', 4, "Article 15 Every"),
        ('title:"Sample Measures" "article 15"', 4, "Article 15 Every"),
        ('"Article 15-1"', 1, "Article 15-1"),
    ],
)
@pytest.mark.parametrize("order", ["relevance", "recent"])
def test_the_article_comes_first(
    laws: Store, small_lexicon: Lexicon, query: str, number: int, start: str, order: Order
) -> None:
    found = search(laws, small_lexicon, query, order=order)
    assert found.total == number
    assert found.hits[0].text.startswith(start)


@pytest.mark.parametrize("query", ["主管部门", "第十五*", '"依照第十五条"', "罚款"])
def test_other_queries_are_ranked_by_words_alone(laws: Store, small_lexicon: Lexicon, query: str) -> None:
    hits = search(laws, small_lexicon, query).hits
    assert hits and all(0 < hit.score < 30 for hit in hits)
