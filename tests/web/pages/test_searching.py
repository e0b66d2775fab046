"""Search results: what is said where nothing is found."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from flows.search import VALUE_FILTERS, SearchRequest, search_passages
from flows.web.addresses.searches import FILTERS
from flows.web.library import Library
from tests.support import without_breaks, without_languages


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "Passages with each word alone: "), ("zh", "单独检索各词的段落数：")]
)
def test_words_that_find_nothing_together_are_counted_one_by_one(
    client: TestClient, web_library: Library, locale: str, words: str
) -> None:
    page = client.get("/search", params={"q": "金属镓 渔业补贴 稀土", "lang": locale}).text
    page = without_languages(page)
    shown = page[page.index(words) :].partition("</li>")[0]
    found = dict(re.findall(r'<a href="/search\?q=[^"]+">([^<]+)</a> (\d+(?:,\d{3})*)', shown))
    assert found == {
        word: f"{search_passages(web_library.collection, SearchRequest(word)).total:,}"
        for word in ("金属镓", "渔业补贴", "稀土")
    }
    assert int(found["稀土"]) > 10


def test_documents_with_all_words_in_different_passages_are_listed(
    client: TestClient, web_library: Library
) -> None:
    words = ("稀土", "高校")
    page = client.get("/search", params={"q": " ".join(words), "lang": "en"}).text
    together = page.partition("in different passages of one document (")[2]
    found = {
        hit.document_id
        for hit in search_passages(web_library.collection, SearchRequest(words[0], limit=1000)).hits
    }
    for word in words[1:]:
        request = SearchRequest(word, limit=1000)
        found &= {hit.document_id for hit in search_passages(web_library.collection, request).hits}
    assert found and together.startswith(f"{len(found)} document")
    assert set(re.findall(r'href="/document/(\w+)', together.partition("</ul>")[0])) == found


@pytest.mark.parametrize(
    "query", ["稀土", "没有这个词", '"没有 这个词"', "没有 OR 这个词", "语言:zh 没有", "没有 NOT 这个词"]
)
def test_other_queries_are_not_taken_apart(client: TestClient, query: str) -> None:
    assert "word alone" not in client.get("/search", params={"q": query, "lang": "en"}).text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"出口 稀土 管制"', ["Without quotes, with all names of a term: <a"]),
        ('"chokepoint technologie"', ["The lexicon has: <a", "(卡脖子"]),
        ('title:"2023年工作报告"', ['<a href="/documents?title=2023%E5%B9%B4', "1 document<"]),
        ("《2023年工作报告》", ['<a href="/documents?title=', "1 document<"]),
    ],
)
def test_a_search_without_a_hit_says_what_it_may_have_meant(
    client: TestClient, query: str, expected: list[str]
) -> None:
    page = without_breaks(client.get("/search", params={"q": query, "lang": "en"}).text)
    assert [words for words in expected if words not in page] == []


@pytest.mark.parametrize("typed", ["central", "national", "中央"])
def test_a_filter_is_named_as_everywhere_whatever_was_typed(client: TestClient, typed: str) -> None:
    page = client.get("/search", params={"level": typed, "lang": "en"}).text
    assert re.findall(r'<a class="chip"[^>]*>([^<]+) ✕</a>', page) == ["Level: central"]


@pytest.mark.parametrize("query", ["\x00", "\x00\x00", "\x01", "\u202e", "\u200b", '"\u202e"'])
@pytest.mark.parametrize("path", ["/search", "/api/search"])
def test_a_query_of_invisible_characters_alone_is_refused(client: TestClient, path: str, query: str) -> None:
    answer = client.get(path, params={"q": query})
    assert answer.status_code == client.get(path, params={"q": "-"}).status_code == 400
    assert "\x00" not in answer.text


@pytest.mark.parametrize(
    "query", ["稀\u202e土", "\u202a稀土\u202c", "稀\u200b土", "稀土\x00", '"稀\u2066土"']
)
def test_invisible_characters_in_a_query_do_not_matter(client: TestClient, query: str) -> None:
    plain = query if query.startswith('"') else ""
    expected = client.get("/api/search", params={"q": '"稀土"' if plain else "稀土"}).json()["total"]
    assert client.get("/api/search", params={"q": query}).json()["total"] == expected > 10


def test_terms_of_trends_lose_invisible_characters(client: TestClient) -> None:
    plain, marked = (
        client.get("/api/trends", params={"term": term}).json() for term in ("稀土", "稀\u202e土")
    )
    assert plain == marked and len(plain) > 1


@pytest.mark.parametrize("path", ["/search", "/search/documents"])
def test_a_day_alone_lists_what_stood_then(client: TestClient, path: str) -> None:
    page = client.get(path, params={"as_of": "2019", "lang": "en"}).text
    stood = client.get("/api/search", params={"as_of": "2019", "limit": 1}).json()["total"]
    assert stood > 100 and f"{stood:,} passages" in re.sub(r"<[^>]+>", "", page)


def test_the_page_has_every_filter_of_a_search() -> None:
    assert sorted(FILTERS) == sorted(VALUE_FILTERS)
