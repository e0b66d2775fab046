"""Links between pages keep what was chosen: corpora, dates, publishers, languages."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient

from flows.web.addresses import find_ignored, read_search, trend_address

Chosen = dict[str, list[str]]
_ENDS = {"from": ["2021"], "to": ["2023"]}
_PLACES = {"corpus": ["sample"], "publisher": ["Sample Daily"], "kind": ["notice"]}


def _links(client: TestClient, page: str, asked: Chosen, to: str) -> list[str]:
    """Return the links of one page to another, from its content."""
    answer = client.get(f"{page}?{urlencode(asked, doseq=True)}&lang=en")
    assert answer.status_code == 200
    found = re.findall(r'href="([^"]+)"', answer.text.partition("<h1")[2] or answer.text)
    return [link for link in map(unescape, found) if urlsplit(link).path == to]


def _read(link: str) -> Chosen:
    return parse_qs(urlsplit(link).query)


@pytest.mark.parametrize(
    ("page", "asked", "to", "kept"),
    [
        ("/search", {"q": ["稀土"], **_ENDS, **_PLACES}, "/trends", {"term": ["稀土"], **_ENDS, **_PLACES}),
        ("/search", {"q": ["稀土"], **_ENDS, **_PLACES}, "/concordance", {"q": ["稀土"], **_ENDS, **_PLACES}),
        ("/search", {"q": ["稀土"], "language": ["zh"]}, "/trends", {"term": ['query:(稀土) language:"zh"']}),
        (
            "/concordance",
            {"q": ["稀土"], "corpus": ["sample"], "language": ["zh"], "from": ["2016"]},
            "/search",
            {"q": ["稀土"], "corpus": ["sample"], "language": ["zh"], "from": ["2016"]},
        ),
        (
            "/trends",
            {"term": ["稀土"], "by": ["quarter"], "corpus": ["sample"], **_ENDS},
            "/batch",
            {"list": ["稀土"], "by": ["quarter"], "corpus": ["sample"], **_ENDS},
        ),
        (
            "/batch",
            {"list": ["稀土"], "by": ["quarter"], "corpus": ["sample"], **_ENDS},
            "/trends",
            {
                "term": ["稀土"],
                "by": ["quarter"],
                "measure": ["occurrences"],
                "corpus": ["sample"],
                **_ENDS,
            },
        ),
        (
            "/trends",
            {"term": ["稀土"], "kind": ["plan"], "as_of": ["2026"], **_ENDS},
            "/batch",
            {"list": ["稀土"], "kind": ["plan"], "as_of": ["2026"], **_ENDS},
        ),
        (
            "/batch",
            {"list": ["稀土"], "kind": ["plan"]},
            "/trends",
            {"term": ["稀土"], "measure": ["occurrences"], "kind": ["plan"]},
        ),
        (
            "/batch",
            {"list": ["稀土"], "by": ["language"], "corpus": ["sample"]},
            "/trends",
            {"term": ["稀土"], "group": ["language"], "measure": ["occurrences"], "corpus": ["sample"]},
        ),
    ],
)
def test_a_link_keeps_the_choices(
    client: TestClient, page: str, asked: Chosen, to: str, kept: Chosen
) -> None:
    links = _links(client, page, asked, to)
    assert kept in [_read(link) for link in links]
    for link in links:
        assert client.get(link).status_code == 200
        assert find_ignored(to, _read(link)) == []


@pytest.mark.parametrize(
    ("page", "asked", "to"),
    [
        ("/trends", {"term": ["稀土"], "by": ["month"], "corpus": ["sample"]}, "/search"),
        ("/trends", {"term": ["稀土"], "publisher": ["Sample Daily"]}, "/search"),
        ("/batch", {"list": ["稀土"], "corpus": ["sample"]}, "/search"),
        ("/batch", {"list": ["稀土"], "kind": ["plan"]}, "/search"),
        ("/documents", {"corpus": ["sample"], "group": ["year"]}, "/documents"),
    ],
)
def test_every_number_leads_to_the_chosen_documents(
    client: TestClient, page: str, asked: Chosen, to: str
) -> None:
    narrowed = {name: values for name, values in asked.items() if name in ("corpus", "publisher", "kind")}
    links = [link for link in _links(client, page, asked, to) if "from=" in link]
    assert links
    for link in links:
        assert _read(link) | narrowed == _read(link)


def test_a_point_of_a_period_cut_by_a_date_leads_to_the_whole_period_that_it_counts(
    client: TestClient,
) -> None:
    links = [*map(_read, _links(client, "/trends", {"term": ["稀土"], "from": ["2021-06-15"]}, "/search"))]
    links += map(_read, _links(client, "/batch", {"list": ["稀土"], "from": ["2021-06-15"]}, "/search"))
    assert min(link["from"][0] for link in links) == "2021"


@pytest.mark.parametrize(
    ("typed", "trend"),
    [
        ("q=稀土", "稀土"),
        ("q=稀土 管制", "query:稀土 管制"),
        ("q=稀土&expand=0", '"稀土"'),
        ("q=稀土 管制&expand=0", ""),  # a series can't count several words as typed
        ("term=rare-earth", "rare-earth"),
        ("term=rare-earth&strategy=tech_leverage", 'query:strategy:"tech_leverage" term:"rare-earth"'),
        ("q=稀土&language=zh&language=en", 'query:(稀土) (language:"zh" OR language:"en")'),
        ("corpus=sample", ""),
    ],
)
def test_a_search_has_the_trend_of_the_same_passages(typed: str, trend: str) -> None:
    from starlette.datastructures import QueryParams

    found = _read(trend_address(read_search(QueryParams(typed))))
    assert found.get("term", [""]) == [trend]
