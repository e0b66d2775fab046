"""Twelve tasks that analysts come for, each done in the browser from the first page on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.browsers import CHROMIUM

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here; on Debian: apt-get install chromium-headless-shell"
)


def _search(page: Any, server: str, words: str) -> None:
    page.goto(f"{server}/?lang=en")
    page.fill("#q", words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")


def _count(found: Any) -> int:
    """Return how many elements there are, once the page that was asked for has the first of them."""
    found.first.wait_for()
    return int(found.count())


def _go(page: Any, server: str, menu: str, place: str) -> None:
    page.goto(f"{server}/?lang=en")
    page.locator("nav.places summary", has_text=menu).click()
    page.locator("nav.places").get_by_role("link", name=place, exact=True).click()


def test_1_vocabulary_over_time_by_corpus(page: Any, server: str) -> None:
    _go(page, server, "Count", "Trends")
    page.fill("input[name=term]", "自立自强, 自主可控")
    page.select_option("select[name=group]", "corpus")
    page.get_by_role("button", name="Draw").click()
    assert _count(page.locator("figure.chart svg g[data-series]")) >= 2
    assert page.locator(".unit").first.text_content() == "per million tokens"


def test_2_everything_on_export_controls_of_gallium(page: Any, server: str) -> None:
    _search(page, server, "gallium")
    total = int(page.locator("h1.total").inner_text().split()[0])
    page.get_by_role("link", name="by document").click()
    assert _count(page.locator("ol.documents li.row")) >= 2
    assert f"{total} passages" in page.locator("main").inner_text()


def test_3_a_term_by_publisher_and_ten_thousand_characters(page: Any, server: str) -> None:
    _go(page, server, "Count", "Trends")
    page.fill("input[name=term]", "出口管制")
    page.select_option("select[name=group]", "publisher")
    page.select_option("select[name=measure]", "per_10k_characters")
    page.get_by_role("button", name="Draw").click()
    assert _count(page.locator("figure.chart svg")) >= 1
    assert "样例省商务厅" in page.locator("table.pivot").inner_text()


def test_4_a_target_of_a_plan(page: Any, server: str) -> None:
    _go(page, server, "Facts", "Targets")
    page.fill("input[name=indicator]", "研发经费")
    page.keyboard.press("Enter")
    page.wait_for_url("**/targets?*")
    assert "2.2" in page.locator("main table").first.inner_text()


def test_5_which_passages_say_assassins_mace(page: Any, server: str) -> None:
    _search(page, server, "assassin's mace")
    assert _count(page.locator("li.hit")) >= 1
    assert "杀手锏" in page.locator("main").inner_text()


def test_6_a_dossier_to_send(page: Any, server: str) -> None:
    _go(page, server, "Facts", "Dossier")
    page.fill("main input[name=name]", "华为")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossier?*")
    assert page.locator("h1").inner_text()
    with page.expect_download() as started:
        page.locator("main a[download]", has_text="HTML").click()
    assert "华为" in started.value.path().read_text(encoding="utf-8")


def test_7_a_chart_for_a_slide(page: Any, server: str) -> None:
    page.goto(f"{server}/trends?term=稀土&lang=en")
    with page.expect_download() as started:
        page.locator('.downloads a[href^="/download/trends.png"]').click()
    assert started.value.path().read_bytes().startswith(b"\x89PNG")


def test_8_a_footnote_for_a_passage(page: Any, server: str) -> None:
    _search(page, server, "稀土")
    page.locator("li.hit h2 a").first.click()
    page.locator("a.cite").first.click()
    page.wait_for_url("**/cite/**")
    text = page.locator("main").inner_text()
    assert "GB/T 7714" in text and "Chicago" in text and "BibTeX" in text


def test_9_two_documents_side_by_side(page: Any, server: str) -> None:
    _search(page, server, "实施方案")
    page.locator("li.hit h2 a").first.click()
    page.get_by_role("link", name="Compare with…").first.click()
    page.wait_for_url("**/compare?*")
    page.fill("main input[name=b]", "2021..2025")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**b=2021*")
    assert "A says more often" in page.locator("main").inner_text()


def test_10_a_search_is_saved(page: Any, server: str) -> None:
    _search(page, server, "稀土")
    page.locator("summary", has_text="Save this search").click()
    assert page.get_by_role("button", name="Save this search").is_visible()
    assert page.locator("form[action='/searches'] input[name=search]").input_value().startswith("q=")


def test_11_a_wrong_tag_can_be_corrected_where_it_is_seen(page: Any, server: str) -> None:
    _search(page, server, "稀土")
    page.locator("li.hit").first.get_by_role("link", name="Correct").click()
    page.wait_for_url("**/correct/**")
    assert _count(page.locator("main form")) >= 1


def test_12_the_original_file(page: Any, server: str) -> None:
    _search(page, server, "稀土")
    page.locator("li.hit h2 a").first.click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Original file").click()
    assert len(started.value.path().read_bytes()) > 100
