"""A browser clicks through the pages: both languages, highlights, keyboard, downloads, hostile text, widths."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from flows.reports.comparisons import CompareRequest, comparison_page
from flows.web.addresses import find_ignored
from flows.web.library import Library
from tests.web.browsers import CHROMIUM
from tests.web.texts import HOSTILE_TITLE

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here; on Debian: apt-get install chromium-headless-shell"
)
PAGES = (
    "/",
    "/search?q=自主可控",
    "/concordance?q=稀土",
    "/parallel?q=稀土",
    "/pairs",
    "/trends?term=稀土",
    "/documents?group=year",
    "/batch?list=稀土%0A自主可控",
    "/concept/rare-earth",
    "/dossier?name=稀土",
    "/targets",
    "/citations",
    "/label",
    "/compare?a=d027053a474d869b&b=37ea16e8ac0455aa",
    "/correct/d61cbc622552013e-6",
    "/corrections",
    "/status",
    "/help",
)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_pages_fit_and_load_nothing_from_elsewhere(page: Any, server: str, locale: str) -> None:
    for path in PAGES:
        page.goto(f"{server}{path}{'&' if '?' in path else '?'}lang={locale}")
        assert page.locator("main").inner_text().strip()
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                f"{path} is wider than {width}"
            )
    assert page.problems == []


@pytest.mark.parametrize("path", ["/changes?since=2024", "/compare?a=2012..2015&b=2021.."])
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_terms_on_a_telephone_have_all_columns_in_view(
    page: Any, server: str, path: str, locale: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{server}{path}&lang={locale}")
    assert page.locator(".lined td").count() > 5
    cut = "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth).length"
    assert page.evaluate(cut) == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_links_beside_a_passage_do_not_shorten_its_lines(page: Any, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/document/d027053a474d869b?lang=en")
    apart = """[...document.querySelectorAll('.passage')].map(one => {
      const text = one.querySelector('.text').getBoundingClientRect();
      const marks = one.querySelector('.marks').getBoundingClientRect();
      return marks.left >= text.right || marks.top >= text.bottom - 1; })"""
    assert page.evaluate(apart) and all(page.evaluate(apart))


def test_a_page_that_takes_long_says_so(page: Any, server: str) -> None:
    """The event is sent without what follows it: while a page is awaited, the driver does not answer."""
    page.goto(f"{server}/compare?lang=en")
    notice = page.locator("#working")
    assert notice.is_hidden()
    page.locator("main form").first.dispatch_event("submit")
    notice.wait_for(state="visible")
    assert re.fullmatch(r"Preparing this page… [1-9] s", notice.inner_text())
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    assert notice.is_hidden()


def test_words_are_shaped_with_the_font_that_came(new_page: Any, server: str) -> None:
    """Text that is shaped anew does not change: no word kept the boxes of the time before its font."""
    new_page.goto(f"{server}/trends?lang=zh")
    new_page.evaluate("document.fonts.ready.then(() => true)")
    new_page.wait_for_timeout(100)  # a frame: the event of the font comes after the promise
    widths = (
        "[...document.querySelectorAll('h1, button, summary')].map(one => one.getBoundingClientRect().width)"
    )
    before = new_page.evaluate(widths)
    new_page.evaluate(
        """for (const one of document.querySelectorAll("*")) one.style?.setProperty("font-feature-settings", "'kern'")"""
    )
    assert new_page.evaluate(widths) == pytest.approx(before, abs=1)


def test_from_the_box_to_the_passage(page: Any, server: str) -> None:
    page.goto(server)
    page.keyboard.press("/")
    page.keyboard.type("自主可控")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    total = int(page.locator("h1.total").inner_text().split()[0])
    assert total == httpx.get(f"{server}/api/search", params={"q": "自主可控"}).json()["total"]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".hit.here").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")
    assert page.locator(".passage:target mark").count() >= 1
    title, number = page.locator("h1").inner_text(), page.locator(".passage:target .anchor").inner_text()
    assert page.title() == f"{number} · {title} · zhengce"
    assert page.problems == []


def test_highlights_stand_at_the_offsets(page: Any, server: str) -> None:
    hits = httpx.get(f"{server}/api/search", params={"q": "稀土"}).json()["hits"]
    page.goto(f"{server}/search?q=稀土")
    for number, hit in enumerate(hits):
        text = page.locator(".hit .text").nth(number)
        assert text.evaluate("node => node.textContent") == hit["text"]
        marked = text.evaluate(
            """node => { let at = 0; const found = []; const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
                 while (walk.nextNode()) { const one = walk.currentNode, length = [...one.data].length;
                   if (one.parentElement.closest('mark')) found.push([at, at + length]); at += length; } return found; }"""
        )
        assert _joined(marked) == _joined(hit["highlights"])


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_aligned_texts_fit_and_are_legible(page: Any, paired_server: str, locale: str) -> None:
    pair = httpx.get(f"{paired_server}/api/pairs").json()["rows"][0]
    beside = f"/document/{pair['zh_document_id']}?beside={pair['en_document_id']}"
    for path in (beside, "/parallel?q=稀土", "/pairs?", f"/pairs/{pair['id']}/omissions?"):
        page.goto(f"{paired_server}{path}&lang={locale}")
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(_CONTRAST) == [], (path, scheme)
        assert page.title() != "owned"
        assert page.locator("main iframe, main img, main script").count() == 0
    assert page.problems == []


def test_both_sides_of_a_row_are_marked_together(page: Any, paired_server: str) -> None:
    """By pointer, click and keyboard; on a narrow screen the two sides are one below the other."""
    pair = httpx.get(f"{paired_server}/api/pairs").json()["rows"][0]
    page.goto(f"{paired_server}/document/{pair['zh_document_id']}?beside={pair['en_document_id']}&lang=en")
    row, ground = page.locator("#r2"), "node => getComputedStyle(node).backgroundColor"
    own, other = row.locator(".own"), row.locator(".other")
    plain = row.evaluate(ground)
    assert abs(own.bounding_box()["y"] - other.bounding_box()["y"]) < 2
    other.hover()
    assert row.evaluate(ground) != plain
    page.mouse.move(0, 0)
    row.locator(".own p").click()
    assert "here" in row.get_attribute("class")
    row.locator(".own p").click()
    assert "here" not in row.get_attribute("class")
    page.mouse.move(0, 0)
    row.locator("summary").focus()
    assert row.evaluate(ground) != plain
    page.keyboard.press("Enter")
    assert "0.80" in row.locator("dl").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    assert page.locator(".row.here").count() == 1
    page.set_viewport_size({"width": 390, "height": 900})
    assert other.bounding_box()["y"] >= own.bounding_box()["y"] + own.bounding_box()["height"] - 1
    assert page.problems == []


def _joined(spans: list[list[int]]) -> list[list[int]]:
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return joined


def test_a_facet_and_a_point_lead_on(page: Any, server: str) -> None:
    page.goto(f"{server}/search?q=技术")
    row = page.locator("aside .facet li").first
    number = row.locator("span").inner_text()
    row.locator("a").click()
    page.wait_for_load_state()
    assert page.locator("h1.total").inner_text().startswith(f"{number} ")
    page.locator(".chips .chip").first.click()
    page.wait_for_load_state()
    assert page.locator(".chips .chip").count() == 0
    page.locator(".years a:has(title)").last.click()
    page.wait_for_url("**from=*")
    page.goto(f"{server}/trends?term=稀土")
    page.locator("details:has(table) > summary").click()
    row = page.locator("tbody tr").last
    passages = row.locator("td.n").nth(1).inner_text()
    row.locator("a").click()
    page.wait_for_url("**/search?*")
    assert page.locator("h1.total").inner_text().startswith(f"{passages} ")
    page.goto(f"{server}/trends?term=稀土")
    page.locator(".chart a[aria-label]").last.click()
    page.wait_for_url("**by=month**")


def test_a_chart_is_read_out_hidden_and_zoomed(page: Any, server: str) -> None:
    page.goto(f"{server}/trends?term=稀土,出口&lang=en")
    figure, readout = page.locator("figure.chart"), page.locator(".readout")
    assert readout.is_hidden()
    figure.focus()
    page.keyboard.press("Home")
    periods = page.locator("table.pivot tbody th").all_inner_texts()
    first = readout.inner_text()
    assert first.startswith(periods[0]) and "rare earth" in first and "export" in first
    page.keyboard.press("ArrowRight")
    assert readout.inner_text().startswith(periods[1])
    page.locator(".legend.series button", has_text="export").click()
    assert page.locator('svg g[data-series="export"]').is_hidden()
    assert "export" not in readout.inner_text()
    box = page.locator("svg.large").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.82, box["y"] + box["height"] * 0.4, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=2*to=2*")
    assert page.locator("table.pivot tbody th").count() < len(periods)


@pytest.mark.parametrize(
    ("typed", "offered"), [("自主可", "自主可控"), ("self-rel", "self-reliance and self-strengthening")]
)
def test_the_search_box_completes_terms(page: Any, server: str, typed: str, offered: str) -> None:
    page.goto(f"{server}/?lang=en")
    page.type("#q", typed)
    page.wait_for_selector(f'#ask option[value="{offered}"]', state="attached")


def test_a_side_of_a_comparison_completes_titles(page: Any, server: str) -> None:
    page.goto(f"{server}/compare?lang=zh")
    page.locator("input[name=b]").press_sequentially("政府工作报告")
    page.wait_for_selector('#sides-b option[value*="政府工作报告"]', state="attached")
    assert page.locator('#sides-a option[value="2016..2020"]').count() == 1


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_unit_of_a_chart_is_whole(page: Any, server: str, locale: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/trends?term=稀土&lang={locale}")
    page.evaluate("document.fonts.ready")
    figure, unit = page.locator("figure.chart").bounding_box(), page.locator("text.unit").bounding_box()
    assert unit["y"] >= figure["y"] and unit["x"] >= figure["x"]
    assert unit["x"] + unit["width"] <= figure["x"] + figure["width"]


def test_downloads(page: Any, server: str) -> None:
    page.goto(f"{server}/search?q=稀土")
    total = int(page.locator("h1.total").inner_text().split()[0])
    with page.expect_download() as started:
        page.locator(".downloads a", has_text="JSONL").click()
    lines = started.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == total


def test_hostile_text_runs_nothing(page: Any, server: str) -> None:
    page.goto(f"{server}/search?corpus=hostile")
    assert HOSTILE_TITLE in page.locator(".hit h2").first.inner_text()
    page.locator(".hit h2 a").first.click()
    page.wait_for_load_state()
    assert page.title() != "owned"
    assert page.locator("main iframe, main img, main script").count() == 0
    assert page.problems == []


def test_colours_of_mentions_go_off_and_stay_off(page: Any, server: str) -> None:
    ground = "node => getComputedStyle(node).backgroundColor"
    page.goto(f"{server}/search?q=稀土")
    mention = page.locator(".hit .m").first
    before = mention.evaluate(ground)
    page.keyboard.press("m")
    assert mention.evaluate(ground) != before
    page.reload()
    assert page.locator(".hit .m").first.evaluate(ground) != before
    page.locator("[data-do=marks]").click()
    assert page.locator(".hit .m").first.evaluate(ground) == before
    assert page.problems == []


def test_the_place_of_a_fault_is_shown_in_the_query(page: Any, server: str) -> None:
    page.goto(f"{server}/search?q=稀土 foo:x 管制&lang=zh")
    assert page.locator(".asked .at").inner_text() == "f"
    assert "第 4 个字符" in page.locator("[role=alert]").inner_text()


def test_a_label_is_saved_from_the_browser(page: Any, server: str) -> None:
    """A browser sends `Origin: null` with the form where the page's referrer policy is no-referrer."""
    page.goto(f"{server}/label?lang=en")
    before = page.locator("input[name=passage]").get_attribute("value")
    page.fill("input[name=reader]", "A reader")
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.click(".teach button[type=submit]")
    assert sent.value.status == 303
    page.wait_for_load_state()
    assert page.locator("input[name=passage]").get_attribute("value") != before
    assert page.problems == []


def test_every_link_leads_somewhere(server: str) -> None:
    """Follow every link of this site that the pages in PAGES have, one step deep."""
    with httpx.Client(base_url=server, follow_redirects=True, timeout=60) as client:
        links = {
            unescape(link)
            for path in PAGES
            for link in re.findall(r'href="(/[^"#]*)', client.get(f"{path}").text)
        }
        chosen = sorted(links, key=lambda link: (link.split("?")[0], len(link)))
        dead = {link: client.head(link).status_code for link in _few_of_a_kind(chosen)}
    asked = {link: parse_qs(urlsplit(link).query) for link in links}
    assert {link for link, given in asked.items() if find_ignored(urlsplit(link).path, given)} == set()
    assert len(dead) > 60
    assert {link: status for link, status in dead.items() if status >= 400} == {}


def _few_of_a_kind(links: list[str]) -> list[str]:
    """Return at most twenty links to each kind of page, since a search has hundreds of facets."""
    taken: dict[str, list[str]] = {}
    for link in links:
        taken.setdefault(link.split("?")[0].split("/")[1], []).append(link)
    return [link for some in taken.values() for link in some[:20]]


def test_labels_are_ticked_by_keyboard(page: Any, server: str) -> None:
    page.goto(f"{server}/label")
    box = page.locator(".teach [data-key='2']")
    before = box.is_checked()
    page.keyboard.press("2")
    assert box.is_checked() is not before
    assert page.problems == []


def test_a_passage_to_label_is_shown_whole(page: Any, server: str) -> None:
    page.goto(f"{server}/label")
    text = page.locator(".teach .text")
    text.evaluate("one => { one.textContent = one.textContent.repeat(20); }")
    assert text.evaluate("one => one.scrollHeight <= one.clientHeight")


def test_a_bad_query_is_explained(page: Any, server: str) -> None:
    page.goto(f"{server}/search?q=(稀土")
    assert "column 4" in page.locator("[role=alert]").inner_text()
    assert page.locator("#q").input_value() == "(稀土"


def test_contrast(page: Any, server: str) -> None:
    """WCAG AA: 4.5 to 1 between every text and what lies behind it, in light and dark."""
    hit = httpx.get(f"{server}/api/search", params={"strategy": "tech_leverage", "limit": 1}).json()["hits"][
        0
    ]
    for path in (
        *PAGES,
        f"/passage/{hit['passage_id']}?q=技术",
        f"/explain/{hit['passage_id']}",
        "/search?q=(稀土",
        "/search?q=qqqq",
    ):
        page.goto(f"{server}{path}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            low = page.evaluate(_CONTRAST)
            assert low == [], f"{path}, {scheme}: {low[:5]}"


_CONTRAST = """() => {
  const parse = (color) => { const found = color.match(/[\\d.]+/g).map(Number); return found.length < 4 ? [...found, 1] : found; };
  const light = ([r, g, b]) => { const part = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
  const behind = (node) => { for (let one = node; one; one = one.parentElement) { const color = parse(getComputedStyle(one).backgroundColor);
    if (color[3] > 0.99) return color; } return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0]
    : [255, 255, 255]; };
  const low = [];
  for (const node of document.querySelectorAll('body *')) {
    if (node.closest('svg') || ![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) continue;
    const grounds = [behind(node)], bar = node.closest('.facet li')?.querySelector('rect');
    if (bar) grounds.push(parse(getComputedStyle(bar).fill));
    for (const ground of grounds) {
      const a = light(parse(getComputedStyle(node).color)), b = light(ground);
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) low.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)}
      ${node.textContent.trim().slice(0, 20)}`);
    }
  }
  return low;
}"""


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_buttons_fit_a_finger_and_break_nowhere(page: Any, server: str, locale: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    for path in ("/document/d027053a474d869b", "/trends?term=稀土", "/search?q=稀土", "/compare"):
        page.goto(f"{server}{path}{'&' if '?' in path else '?'}lang={locale}")
        found = page.locator("button:visible, .button:visible").evaluate_all(
            "all => all.map(one => [one.textContent, one.getClientRects().length, one.offsetHeight])"
        )
        assert found
        assert [one for one in found if one[1] > 1 or one[2] < 32] == []


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_what_a_chart_says_is_legible_on_a_telephone(page: Any, server: str, locale: str) -> None:
    """Labels of the axes lie on nothing, and events are named below the lines."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{server}/trends?term=稀土&lang={locale}")
    boxes = page.locator("svg.large text:visible").evaluate_all(
        "all => all.filter(one => one.textContent.trim()).map(one => {"
        "const box = one.getBoundingClientRect(); return [one.textContent, box.left, box.right, box.top, box.bottom]})"
    )
    zero = next(box for box in boxes if box[0] == "0")
    first = next(box for box in boxes if box[0].isdecimal() and len(box[0]) == 4)
    assert first[1] > zero[2] or first[3] + 4 > zero[4]  # boxes have room above and below their digits
    assert page.locator(".told-below li:visible").count() > 1


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_hint_of_the_search_box_is_whole(page: Any, server: str, locale: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{server}/?lang={locale}")
    width, room = page.locator("#q").evaluate(
        "box => { const pen = document.createElement('canvas').getContext('2d'), style = getComputedStyle(box);"
        "pen.font = `${style.fontSize} ${style.fontFamily}`;"
        "const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);"
        "return [pen.measureText(box.placeholder).width, room] }"
    )
    assert width < room


def _lengthen(route: Any) -> None:
    """Answer with the page of hits whose first three texts are long, before and after their match."""
    answer = route.fetch()
    begun = re.sub(r'(<p class="text"[^>]*>)', r"\g<1>" + "加强创新。" * 150, answer.text(), count=3)
    route.fulfill(response=answer, body=begun)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_long_hit_shows_whole_lines_and_all_of_it_on_demand(page: Any, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.route("**/search?*", _lengthen)
    page.goto(f"{server}/search?q=技术")
    cut = page.locator(".hit > .text").evaluate_all(
        "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).map(one => {"
        "const line = parseFloat(getComputedStyle(one).lineHeight);"
        "return [one.clientHeight / line, one.scrollTop / line]})"
    )
    assert cut
    assert [pair for pair in cut if any(abs(lines - round(lines)) > 0.05 for lines in pair)] == []
    buttons = page.locator("[data-do=unfold]:visible")
    assert buttons.count() == len(cut)
    button = buttons.first
    text = button.locator("xpath=../p[contains(@class, 'text')]").element_handle()
    button.click()
    assert text.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert page.locator("[data-do=unfold]:visible").count() == len(cut) - 1


def test_the_numbers_of_a_chart_are_whole_on_a_telephone(page: Any, server: str) -> None:
    """A "10,000" whose first digit is cut off is another number."""
    page.set_viewport_size({"width": 390, "height": 900})
    for path in (
        "/trends?term=稀土,出口&scale=log",
        "/trends?term=稀土&group=publisher",
        "/dossier?name=稀土",
    ):
        page.goto(f"{server}{path}")
        outside = page.locator("figure.chart").evaluate_all(
            "all => all.flatMap(one => { const clips = getComputedStyle(one).overflowX === 'clip';"
            "const least = clips ? one.getBoundingClientRect().left : 0;"
            "return [...one.querySelectorAll('svg text')].filter(text => { const box = text.getBoundingClientRect();"
            "return box.width && box.left < least - 1 }).map(text => text.textContent) })"
        )
        assert outside == [], path


def test_text_is_laid_out_again_where_the_font_came_before_the_script(new_page: Any, server: str) -> None:
    new_page.add_init_script("document.fonts.addEventListener = () => {}")
    new_page.goto(f"{server}/help?lang=zh")
    new_page.wait_for_selector("html.font-came")


def test_names_of_lines_are_legible(page: Any, server: str) -> None:
    page.goto(f"{server}/trends?term=稀土,出口,技术,创新")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(_CONTRAST) == [], scheme


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_forms_fit_a_telephone_whatever_their_choices(page: Any, server: str, locale: str) -> None:
    title = "A collection with a title as long as a title of a collection ever was, 或更长的标题"
    httpx.post(
        f"{server}/collections", data={"name": f"long-{locale}", "title": title}, headers={"origin": server}
    )
    page.set_viewport_size({"width": 390, "height": 900})
    for path in ("/keep/d61cbc622552013e-6?", "/trends?", "/targets?", "/documents?", "/compare?", "/brief?"):
        page.goto(f"{server}{path}lang={locale}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        fields = page.locator(".options input:visible, .options select:not([multiple]):visible")
        heights = fields.evaluate_all("all => all.map(one => one.offsetHeight)")
        assert len(set(heights)) <= 1, path


def test_the_decision_on_a_pair_stands_in_its_note(page: Any, paired_server: str) -> None:
    pairs = httpx.get(f"{paired_server}/api/pairs").json()["rows"]
    pair = next(pair for pair in pairs if pair["status"] == "proposed")
    page.goto(f"{paired_server}/document/{pair['zh_document_id']}?beside={pair['en_document_id']}&lang=en")
    assert page.locator(".error button").all_inner_texts() == ["Confirm the pair", "Not a pair"]


@pytest.mark.parametrize(
    "path", ["/search?q=稀土", "/documents", "/citations", "/trends?term=稀土", "/status"]
)
def test_links_of_lists_fit_a_finger(page: Any, server: str, path: str) -> None:
    """24 pixels (WCAG 2.5.8), links inside sentences and charts apart."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{server}{path}")
    low = page.locator("main :is(td, h2, h3, .why, .facet) > a:visible, main summary:visible").evaluate_all(
        "all => all.map(one => [one.textContent, one.getBoundingClientRect().height])"
    )
    assert low
    assert [pair for pair in low if pair[1] < 24] == []


_BROKEN_NUMBERS = """() => [...document.querySelectorAll("td.n")].filter(cell => {
  const range = document.createRange(), text = cell.firstChild
  if (!text || !/^[\\s\\d,.*?-]+$/.test(cell.textContent)) return false
  range.selectNodeContents(cell)
  return new Set([...range.getClientRects()].filter(one => one.width).map(one => one.top)).size > 1
}).map(cell => cell.textContent.trim())"""


def test_a_report_of_a_comparison_breaks_no_number(page: Any, web_library: Library) -> None:
    """54 over two lines is read as 5 and 4."""
    written = comparison_page(web_library.compare(CompareRequest("2012..2020", "2021..2026")))
    page.goto("about:blank")  # a file: no page of the site forbids its styles
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(written)
        assert page.locator("td.n").count() > 20
        assert page.evaluate(_BROKEN_NUMBERS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
