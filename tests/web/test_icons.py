"""Signs on the page: each has words, and the same sign leads to the same thing."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from lxml import html

DOCUMENT = "d61cbc622552013e"
PAGES = (
    "/",
    "/search?q=稀土&corpus=sample",
    "/concordance?q=稀土&corpus=sample",
    "/trends?term=稀土,自主可控",
    "/documents?corpus=sample",
    "/targets",
    "/collections",
    "/corrections",
    "/status",
    f"/document/{DOCUMENT}",
    f"/passage/{DOCUMENT}-6",
)
LEADS_TO = {
    "❞": "/cite/",
    "☆": "/keep/",
    "★": "/keep/",
    "✎": "/correct/",
    "▤": "/original/",
    "↓": "/original/",
}


def controls(client: TestClient, page: str, locale: str) -> list[html.HtmlElement]:
    tree = html.fromstring(client.get(f"{page}{'&' if '?' in page else '?'}lang={locale}").text)
    return [one for one in tree.iter("a", "button", "summary") if one.getparent() is not None]


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_a_sign_alone_has_a_title_and_a_label(client: TestClient, page: str, locale: str) -> None:
    bare = [one for one in controls(client, page, locale) if not re.search(r"\w", one.text_content())]
    in_pictures = ("svg", "g")
    bare = [one for one in bare if not any(up.tag in in_pictures for up in one.iterancestors())]
    assert [html.tostring(one) for one in bare if not (one.get("title") and one.get("aria-label"))] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_sign_means_the_same_everywhere(client: TestClient, page: str) -> None:
    for one in controls(client, page, "en"):
        text, link = one.text_content().strip(), one.get("href", "")
        assert text.strip("× ") == text  # ✕ takes away, × multiplies
        assert link.startswith(LEADS_TO.get(text[:1], "")), (text, link)
        assert "✕" not in text or one.get("title") or "remove" in text


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "✎&nbsp;Correct this passage"), ("zh", "✎&nbsp;更正本段")]
)
def test_the_signs_of_a_document_are_explained(client: TestClient, locale: str, words: str) -> None:
    assert words in client.get(f"/document/{DOCUMENT}?lang={locale}").text
