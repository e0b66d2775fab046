"""Labelled fields next to a page's title: source, issuer and dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers.web.page_head import read_page_head
from tests.support import read_one

PROSE = "各单位应当认真落实试点要求，按期报送工作情况，并在年底前完成全部任务，确保各项措施取得实效和长效。"
ENGLISH = (
    "The sample commission asks each unit to report by May and to finish its work before the year ends. "
)
TITLE = "关于试点的通知"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["来源：示范日报 发布时间：2022-05-06 16:40 浏览次数：3"],
            {"publisher": "示范日报", "published": "2022-05-06"},
        ),
        (["2022-05-06 信息来源： 市示范局 样例中心 浏览 "], {"publisher": "市示范局 样例中心"}),
        (["来 源：示范网", "成文日期：二〇二二年五月六日"], {"publisher": "示范网", "written": "2022-05-06"}),
        (["来源：示范日报 发布机构：示范省科技厅"], {"publisher": "示范省科技厅"}),
        (["Written as of 6 May 2022"], {"written": "2022-05-06"}),
        (["As of May 2022"], {"written": "2022-05"}),
        (
            ["Published: May 6, 2022 | Last updated: June 1, 2023"],
            {"published": "2022-05-06", "modified": "2023-06-01"},
        ),
        (
            ["Source: Sample Institute", "Released: 2022-05-06"],
            {"publisher": "Sample Institute", "published": "2022-05-06"},
        ),
        (
            ["Source: Sample Ministry\u00a0 Type: Original\u00a0 October 10, 2023 10:05"],
            {"publisher": "Sample Ministry", "published": "2023-10-10"},
        ),
        (
            ["A Rule by the Sample Security Bureau on 10/07/2022"],
            {"publisher": "Sample Security Bureau", "published": "2022-10-07"},
        ),
        (
            ["A Proposed Rule by the Sample Bureau and the Example Agency on 12/13/2022"],
            {"publisher": "Sample Bureau and the Example Agency", "published": "2022-12-13"},
        ),
        (["2023年11月07日08:35 | 来源：示范日报"], {"publisher": "示范日报"}),
        (["Publication date: 10/13/2022"], {"published": "2022-10-13"}),
        (["Publication date: 13/10/2022"], {"published": "2022-10-13"}),
        (["Publication date: 10/11/2022"], {}),  # in October or in November
        (["A rule by the sample bureau on 10/07/2022 says"], {}),
        (["Source: Sample Daily, 3 May 2022 and 5 May 2022"], {"publisher": "Sample Daily"}),
        (["As of May 2022 there were nine plants"], {}),
        (["The rules published 6 May 2022 apply"], {}),
        (["来源：https://example.org/a"], {}),
        (["来源："], {}),
        ([PROSE, "来源：示范局统计"], {}),
        (["发布时间：待定"], {}),
    ],
)
def test_labels_beside_the_title(lines: list[str], found: dict[str, str]) -> None:
    assert read_page_head(["首页", TITLE, *lines, PROSE, "来源：正文之后"], [TITLE]) == found


def test_labels_without_a_title_count_beside_a_date_only() -> None:
    assert read_page_head(["菜单", "来源：示范日报 发布时间：2022-05-06"], []) == {
        "publisher": "示范日报",
        "published": "2022-05-06",
    }
    assert read_page_head(["菜单", "来源：示范日报"], []) == {}


@given(st.lists(st.text("来源：发布时间 2022-05-06示范局|Published as of\n", max_size=40), max_size=8))
def test_any_lines_give_whole_values(lines: list[str]) -> None:
    assert all(read_page_head(lines, ["示范"]).values())


def test_a_long_line_is_read_in_bounded_time() -> None:
    assert read_page_head(["a" * 2_000_000, "一" * 2_000_000, "来源：" * 100_000], [TITLE]) == {}


def page(head: str, shown: str) -> bytes:
    return (
        f"<html><head><meta charset=utf-8>{head}</head><body><h1>{TITLE}</h1>{shown}"
        f"<div id=zoom>{f'<p>{PROSE}</p>' * 4}</div></body></html>"
    ).encode()


def test_the_source_that_a_page_shows_takes_precedence_over_its_meta_tag() -> None:
    document = read_one(
        page("<meta name=ContentSource content=旧示范局>", "<p>来源：新示范局 时间：2022-05-06</p>"), "a.html"
    )
    assert (document.publisher, document.metadata["derived"]["origins"]["publisher"]) == ("新示范局", "page")
    assert document.metadata["meta"] == {"contentsource": "旧示范局", "declared_publisher": "旧示范局"}
    assert document.notes == ("publisher: 新示范局 on the page, where its meta tag gives 旧示范局",)


@pytest.mark.parametrize(
    ("head", "shown", "publisher"),
    [
        ("<meta name=ContentSource content=示范局>", "<p>来源：本网</p>", "示范局"),
        ("<meta name=ContentSource content='甲局 乙局'>", "<p>来源：甲局、乙局</p>", "甲局 乙局"),
        ("", "<p>来源：示范局</p>", "示范局"),
        ("<meta name=ContentSource content=示范局>", "", "示范局"),
    ],
)
def test_publisher_of_a_page(head: str, shown: str, publisher: str) -> None:
    assert read_one(page(head, shown), "a.html").publisher == publisher


LINKED = '<script type="application/ld+json">%s</script>'
ARTICLE = '{"@type": "NewsArticle", "headline": "x", "datePublished": "2022-05-06T08:00:00+08:00"}'


@pytest.mark.parametrize(
    ("linked", "published", "written"),
    [
        ("ARTICLE", "2022-05-06", ""),
        ("[ARTICLE]", "2022-05-06", ""),
        ('{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, ARTICLE]}', "2022-05-06", ""),
        ('{"@type": ["Thing", "Report"], "datePublished": "2022-05-06"}', "2022-05-06", ""),
        ('{"@type": "Article", "dateCreated": "2022-05-06"}', "", "2022-05-06"),
        ('{"@type": "Article", "dateModified": "2022-05-07"}', "2022-05-07", ""),
        ('{"@type": "ItemList", "itemListElement": [ARTICLE]}', "", ""),
        ('{"@type": "Organization", "datePublished": "2022-05-06"}', "", ""),
        ('{"@type": "Article", "datePublished": "soon"}', "", ""),
        ('{"@type": "Article", "datePublished": 5, "publisher": [[]]', "", ""),
        ('{"@type": "Article", "publisher": [[]], "mainEntity": [[[[[[[[{}]]]]]]]]}', "", ""),
    ],
)
def test_dates_of_linked_data(linked: str, published: str, written: str) -> None:
    document = read_one(page(LINKED % linked.replace("ARTICLE", ARTICLE), ""), "a.html")
    assert (document.published, document.written) == (published, written)


BODY = '{"@type": "Organization", "@id": "https://a.org/#body", "name": "Sample &amp; Partner Institute"}'


@pytest.mark.parametrize(
    ("linked", "publisher"),
    [
        (
            '{"@graph": [{"@type": "Article", "publisher": {"@id": "https://a.org/#body"}}, BODY]}',
            "Sample & Partner Institute",
        ),
        ('[BODY, {"@type": "Article", "publisher": "https://a.org/#none"}]', ""),
        ('{"@type": "Article", "publisher": {"@id": "https://a.org/#none"}}', ""),
        ('{"@type": "Article", "author": BODY}', "Sample & Partner Institute"),
        ('{"@type": "Article", "author": [BODY]}', "Sample & Partner Institute"),
        ('{"@type": "Article", "author": {"@type": "Person", "name": "A. Writer"}}', ""),
        ('{"@type": "Article", "author": BODY, "publisher": {"name": "示范网"}}', "示范网"),
        ('<!-- {"@type": "Article", "publisher": "示范网"} -->', "示范网"),
        ('//<![CDATA[\n{"@type": "Article", "publisher": "示范网"}\n//]]>', "示范网"),
        ('/*<![CDATA[*/{"@type": "Article", "publisher": "示范网"}/*]]>*/', "示范网"),
        # halves of surrogate pairs and null characters, which a store cannot contain, and pages of text
        (r'{"@type": "Article", "publisher": "示范\ud800\u0000网"}', "示范 网"),
        (f'{{"@type": "Article", "publisher": "{"x" * 100_000}"}}', ""),
        ('{"@type": "Article", "publisher": {"@id": ["a"]}, "author": [[{"@type": 1}]]}', ""),
    ],
)
def test_publisher_of_linked_data(linked: str, publisher: str) -> None:
    document = read_one(page(LINKED % linked.replace("BODY", BODY), ""), "a.html")
    assert document.publisher == publisher


def test_the_meta_tag_takes_precedence_over_linked_data_and_both_over_what_is_shown() -> None:
    meta = "<meta name=PubDate content=2021-01-01>"
    shown = "<p>发布时间：2023-03-03</p>"
    assert read_one(page(meta + LINKED % ARTICLE, shown), "a.html").published == "2021-01-01"
    assert read_one(page(LINKED % ARTICLE, shown), "a.html").published == "2022-05-06"
    assert read_one(page("", shown), "a.html").published == "2023-03-03"


def test_an_english_page_shows_when_it_was_written() -> None:
    markup = f"<title>Sample outlook</title><h1>Sample outlook</h1><p>Written as of 6 May 2022</p><p>{ENGLISH * 4}</p>"
    document = read_one(f"<html><body>{markup}</body></html>".encode(), "a.html")
    assert (document.written, document.published) == ("2022-05-06", "")


@pytest.mark.parametrize(
    ("byline", "published", "written"),
    [
        ('<time datetime="2022-05-06T10:00">Friday</time>', "2022-05-06", ""),
        ("<p>2022.05.06</p>", "", "2022-05-06"),
        ("<p>By Sample Reporter, 6 May 2022</p>", "", "2022-05-06"),
        ("<p><span>2022</span> <span>05/06</span> <span>14:22:07</span></p>", "", "2022-05-06"),
        ("<dl><dt>Published:</dt><dd>May 6, 2022</dd><dt>Pages</dt><dd>3</dd></dl>", "2022-05-06", ""),
        ('<p>Related: <a href="/x"><time datetime="2019-01-02">an older text</time></a></p>', "", ""),
    ],
)
def test_date_between_heading_and_text(byline: str, published: str, written: str) -> None:
    prose = "Each unit shall report on its work in the pilot zones of the province. " * 4
    page = f"<html><body><p>2026-01-01</p><h1>Notice on Pilots</h1>{byline}<p>{prose}</p></body></html>"
    document = read_one(page.encode(), "a.html")
    assert (document.published, document.written) == (published, written)


def test_a_list_of_terms_inside_the_text_gives_no_date() -> None:
    prose = f"<p>{ENGLISH * 3}</p>"
    terms = "<dl><dt>Published</dt><dd>May 6, 2022</dd></dl>"
    page = f"<html><body><h1>Notice on Pilots</h1>{prose}{terms}{prose}</body></html>"
    assert read_one(page.encode(), "a.html").published == ""
