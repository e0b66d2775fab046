"""Every page: the language of its parts, its headings and its title."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from lxml.html import HtmlElement, document_fromstring

from tests.languages import misnamed_texts

DOCUMENT, OTHER = "d027053a474d869b", "37ea16e8ac0455aa"
PASSAGE = "d61cbc622552013e-6"
PAGES = (
    "/",
    "/brief",
    "/search?q=稀土",
    "/search?q=自主可控&corpus=sample&from=2015",
    "/search?q=export",
    "/search?q=qqqq",
    "/search?q=(稀土",
    "/search?corpus=hostile",
    "/search/documents?q=稀土",
    "/concordance?q=稀土",
    "/concordance?q=export",
    "/parallel?q=稀土",
    "/pairs",
    "/trends",
    "/trends?term=稀土,出口",
    "/trends?term=稀土&group=publisher",
    "/trends?term=稀土&group=province",
    "/documents",
    "/documents?group=year",
    "/documents?group=publisher",
    "/batch?list=稀土%0A自主可控",
    "/changes?since=2024",
    "/events",
    "/targets",
    "/directives",
    "/citations",
    "/citations?view=dangling",
    f"/citations?document={DOCUMENT}",
    "/dossier",
    "/dossier?name=稀土",
    "/dossier?name=export controls",
    "/concept/rare-earth",
    "/concept/14th-five-year-plan",
    "/label",
    "/compare",
    f"/compare?a={DOCUMENT}&b={OTHER}",
    "/compare?a=2012..2015&b=2021..",
    f"/document/{DOCUMENT}",
    f"/document/{OTHER}",
    f"/document/{DOCUMENT}?q=稀土",
    f"/document/{PASSAGE.partition('-')[0]}",
    f"/passage/{PASSAGE}",
    f"/explain/{PASSAGE}",
    f"/cite/{DOCUMENT}",
    f"/cite/{PASSAGE}",
    f"/keep/{PASSAGE}",
    f"/correct/{PASSAGE}",
    f"/correct/{DOCUMENT}",
    f"/original/{DOCUMENT}/view",
    f"/versions/{DOCUMENT}",
    "/verify",
    "/analyze",
    "/vanished",
    "/collections",
    "/searches",
    "/history",
    "/corrections",
    "/status",
    "/help",
    "/nowhere",
)


@pytest.fixture(scope="module", params=["en", "zh"])
def trees(request: pytest.FixtureRequest, client: TestClient) -> dict[str, HtmlElement]:
    """The pages of the sample by their address, in one language of the interface."""
    return {page: read(client, page, request.param) for page in PAGES}


def read(client: TestClient, page: str, locale: str) -> HtmlElement:
    answer = client.get(f"{page}{'&' if '?' in page else '?'}lang={locale}")
    assert answer.status_code in (200, 400, 404), page
    return document_fromstring(answer.text)


def test_every_text_is_in_the_language_that_its_element_names(trees: dict[str, HtmlElement]) -> None:
    found = {page: misnamed_texts(tree)[:5] for page, tree in trees.items()}
    assert {page: some for page, some in found.items() if some} == {}


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_texts_beside_their_translations_are_in_the_language_that_is_named(
    paired: TestClient, locale: str
) -> None:
    pair = paired.get("/api/pairs").json()["rows"][0]
    beside = f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}"
    pages = (beside, "/parallel?q=稀土", "/pairs", f"/pairs/{pair['id']}/omissions", "/search?q=稀土")
    assert {page: misnamed_texts(read(paired, page, locale)) for page in pages} == {
        page: [] for page in pages
    }


def test_headings_begin_with_one_and_skip_no_level(trees: dict[str, HtmlElement]) -> None:
    for page, tree in trees.items():
        levels = [
            int(one.get("aria-level", one.tag[1])) for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")
        ]
        assert levels.count(1) == 1, page
        steps = [(before, after) for before, after in pairwise([1, *levels]) if after > before + 1]
        assert steps == [], page


def test_no_two_pages_have_the_same_title(trees: dict[str, HtmlElement]) -> None:
    """Pages of one address may share a title, whatever is chosen on them."""
    titles: dict[str, set[str]] = {}
    for page, tree in trees.items():
        if not page.startswith("/passage/"):  # a place on the page of its document
            titles.setdefault(tree.findtext("head/title"), set()).add(page.partition("?")[0])
    assert {title: pages for title, pages in titles.items() if len(pages) > 1} == {}


def test_landmarks_of_one_role_have_names_of_their_own(trees: dict[str, HtmlElement]) -> None:
    for page, tree in trees.items():
        searches = [one.get("aria-label", "") for one in tree.xpath("//form[@role='search']")]
        assert len(set(searches)) == len(searches), page


def test_labels_of_forms_begin_with_a_large_letter(trees: dict[str, HtmlElement]) -> None:
    """A choice that is named by its value (a checkbox before its name) is no label of a field."""
    for page, tree in trees.items():
        labels = [one.xpath("string(descendant::text()[1])").strip() for one in tree.iter("label", "legend")]
        assert [label for label in labels if label[:1].islower()] == [], page


def test_indentation_of_the_templates_is_not_sent(client: TestClient) -> None:
    lines = client.get("/help").text.splitlines()
    assert [line for line in lines if line.startswith(4 * " ")] == []
