"""Search by document returns the documents of the passages that search finds, each once, with its number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import QueryError
from flows.search import Collection, SearchRequest, search_passages
from flows.search.documents import Apart, search_documents, take_apart
from flows.store.database import Store


@pytest.fixture
def sample_collection(sample: Store, lexicon: Lexicon) -> Collection:
    return Collection(sample, lexicon)


@pytest.mark.parametrize("query", ["稀土", "创新", "export control", "出口管制 OR 芯片", "国家 -稀土"])
@pytest.mark.parametrize("order", ["relevance", "date", "oldest"])
def test_it_counts_the_passages_that_search_finds(
    sample_collection: Collection, query: str, order: str
) -> None:
    request = SearchRequest(query, limit=1000, order=order)  # type: ignore[arg-type]
    passages = search_passages(sample_collection, request).hits
    found = search_documents(sample_collection, request)
    counted = Counter(hit.document_id for hit in passages)
    assert {hit.document.id: hit.document.passages for hit in found.hits} == counted
    assert (found.total, found.passages) == (len(counted), len(passages))
    firsts = {
        identifier: min(
            int(hit.passage_id.rpartition("-")[2]) for hit in passages if hit.document_id == identifier
        )
        for identifier in counted
    }
    assert {hit.document.id: int(hit.first.passage_id.rpartition("-")[2]) for hit in found.hits} == firsts
    if order == "relevance":
        counts = [hit.document.passages for hit in found.hits]
        assert counts == sorted(counts, reverse=True)
    else:
        dates = [hit.document.date for hit in found.hits]
        dated = sorted(filter(None, dates), reverse=order == "date")
        assert dates == [*dated, *([""] * (len(dates) - len(dated)))]


def test_pages_follow_one_another(sample_collection: Collection) -> None:
    request = SearchRequest("创新", limit=1000)
    whole = [hit.document.id for hit in search_documents(sample_collection, request).hits]
    pages = [
        hit.document.id
        for offset in range(0, len(whole), 3)
        for hit in search_documents(sample_collection, replace(request, limit=3, offset=offset)).hits
    ]
    assert pages == whole


def test_too_many_passages_are_refused(sample_collection: Collection) -> None:
    with pytest.raises(QueryError, match="passages"):
        search_documents(sample_collection, SearchRequest("国家", max_read=1))
    assert search_documents(sample_collection, SearchRequest("qqqq", max_read=1)).hits == []


def test_a_query_is_taken_apart_into_words_and_documents_with_all(sample_collection: Collection) -> None:
    apart = take_apart(sample_collection, SearchRequest("稀土 高校"))
    assert [one.word for one in apart.words] == ["稀土", "高校"]
    found = [search_passages(sample_collection, SearchRequest(word, limit=1000)) for word in ("稀土", "高校")]
    assert [one.total for one in apart.words] == [one.total for one in found]
    documents = set.intersection(*({hit.document_id for hit in one.hits} for one in found))
    assert apart.together.total == len(documents) and {row.id for row in apart.together.rows} <= documents
    dates = [row.date for row in apart.together.rows]
    assert dates == sorted(dates, reverse=True) and len(dates) == min(5, len(documents)) > 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("qqqq export controls", ["qqqq", "export controls"]),
        ("rare earth export controls", []),
        ("自主 可控 qqqq", ["自主", "可控", "qqqq"]),
        ("export controls", []),
    ],
)
def test_words_that_name_a_concept_together_are_taken_as_one(
    sample_collection: Collection, query: str, words: list[str]
) -> None:
    apart = take_apart(sample_collection, SearchRequest(query))
    assert [one.word for one in apart.words] == words
    found = {word: search_passages(sample_collection, SearchRequest(word)).total for word in words}
    assert {one.word: one.total for one in apart.words} == found
    assert all(found[word] for word in words if " " in word)


@pytest.mark.parametrize(
    "query", ["稀土", '"稀土" 高校', "稀土 OR 高校", "稀土 NEAR/2 高校", "corpus:sample 稀土", ""]
)
def test_only_plain_words_are_taken_apart(sample_collection: Collection, query: str) -> None:
    assert take_apart(sample_collection, SearchRequest(query)) == Apart()
