"""The language of parts of a page, by script."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.output import mark_languages, stream_languages

EN, ZH = '<html lang="en">{}</html>', '<html lang="zh-CN">{}</html>'


@pytest.mark.parametrize(
    ("part", "marked"),
    [
        ("<h1>稀土管理办法</h1>", '<h1 lang="zh-CN">稀土管理办法</h1>'),
        ("<h1>Rare earths</h1>", "<h1>Rare earths</h1>"),
        ("<h1>《5G 网络办法》</h1>", '<h1 lang="zh-CN">《5G 网络办法》</h1>'),
        ("<h1>Dossier: 稀土</h1>", '<h1>Dossier: <bdi lang="zh-CN">稀土</bdi></h1>'),
        (
            "<p><b>x</b> · 样例部 · 样发〔2020〕1号 · the newest sample</p>",
            '<p><b>x</b> · <bdi lang="zh-CN">样例部 · 样发〔2020〕1号</bdi> · the newest sample</p>',
        ),
        ("<p><b>x</b> · 样例部 · y</p>", '<p><b>x</b> · <bdi lang="zh-CN">样例部 · y</bdi></p>'),
        (
            "<p><b>x</b> in the list of the store 稀土管理\n  办法 and so on</p>",
            '<p><b>x</b> in the list of the store <bdi lang="zh-CN">稀土管理\n  办法</bdi> and so on</p>',
        ),
        (
            '<p lang="zh-CN">稀土 <b>Rare earths</b></p>',
            '<p lang="zh-CN">稀土 <b lang="en">Rare earths</b></p>',
        ),
        ('<p lang="zh-CN">稀土</p><p>稀土</p>', '<p lang="zh-CN">稀土</p><p lang="zh-CN">稀土</p>'),
        ('<p lang="en">稀土</p>', '<p lang="en"><bdi lang="zh-CN">稀土</bdi></p>'),
        ("<br>稀土<br>", '<br><bdi lang="zh-CN">稀土</bdi><br>'),
        ("<code>稀土</code><textarea>稀土</textarea>", "<code>稀土</code><textarea>稀土</textarea>"),
        ("<title>稀土</title>", '<title lang="zh-CN">稀土</title>'),
        ("<title>稀土 · Dossier of the sample</title>", "<title>稀土 · Dossier of the sample</title>"),
        (
            "<svg><text>稀土<a></a></text></svg>",
            '<svg><text><tspan lang="zh-CN">稀土</tspan><a></a></text></svg>',
        ),
        ('<a title="a > b">稀土</a>', '<a title="a > b" lang="zh-CN">稀土</a>'),
        ("<b>&lt;稀土&gt; &amp;</b>", '<b lang="zh-CN">&lt;稀土&gt; &amp;</b>'),
        ("<b>…（）</b>", "<b>…（）</b>"),
        ("<p><i></i>“稀土”&#34;</p>", '<p><i></i><bdi lang="zh-CN">“稀土”&#34;</bdi></p>'),
    ],
)
def test_chinese_on_an_english_page(part: str, marked: str) -> None:
    assert mark_languages(EN.format(part)) == EN.format(marked)


@pytest.mark.parametrize(
    ("part", "marked"),
    [
        ("<td>Sample Ministry</td>", '<td lang="en">Sample Ministry</td>'),
        ("<td>稀土</td>", "<td>稀土</td>"),
        ("<td>CSV</td>", "<td>CSV</td>"),
        (
            "<td>稀土 none of the earlier\n  documents 文件</td>",
            '<td>稀土 <bdi lang="en">none of the earlier\n  documents</bdi> 文件</td>',
        ),
        ("<td>https://example.org/a/b no-cache</td>", "<td>https://example.org/a/b no-cache</td>"),
        ("<td>d027053a474d869b-6 2024-02</td>", "<td>d027053a474d869b-6 2024-02</td>"),
        (
            "<td>目标 The minister&#39;s own plan，样例</td>",
            '<td>目标 <bdi lang="en">The minister&#39;s own plan</bdi>，样例</td>',
        ),
        ("<td>见 AT&amp;T 与 a/b/c 的 Log Ratio</td>", "<td>见 AT&amp;T 与 a/b/c 的 Log Ratio</td>"),
        (
            "<td> · Sample Ministry · <b>x</b></td>",
            '<td> · <bdi lang="en">Sample Ministry</bdi> · <b>x</b></td>',
        ),
    ],
)
def test_english_on_a_chinese_page(part: str, marked: str) -> None:
    assert mark_languages(ZH.format(part)) == ZH.format(marked)


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_a_stream_is_marked_like_the_whole(size: int) -> None:
    rows = (
        "<tr><td>稀土 &amp; 管制</td><td><b>x</b> 样例部 · the sample of texts</td><td>Rare earths</td></tr>\n"
        * 2000
    )
    page = EN.format(f"<table>{rows}</table>")
    chunks = [page[start : start + size] for start in range(0, len(page), size)]
    assert "".join(stream_languages(chunks)) == mark_languages(page)


def test_only_languages_are_added() -> None:
    page = EN.format(
        "<p class=x>稀土 and <i>the earths</i> 样例<br/>“样例”</p><!-- <b>稀土</b> --><p>x < y</p>"
    )
    assert re.sub(r'</?bdi[^>]*>| lang="zh-CN"', "", mark_languages(page)) == page


@given(
    st.text("稀土 ab&<>\"';#/=3—", max_size=30),
    st.sampled_from(("en", "zh-CN")),
    st.sampled_from(("p", "title")),
)
def test_the_text_stays_the_same(text: str, language: str, name: str) -> None:
    page = f'<html lang="{language}"><{name}><b title="{escape(text)}"></b>{escape(text)}</{name}></html>'
    marked = mark_languages(page)
    assert unescape(re.sub("<[^>]*>", "", marked)) == text
    assert re.sub(r"</?bdi[^>]*>| lang=\"(?:en|zh-CN)\"", "", marked) == re.sub(' lang="[^"]*"', "", page)


@pytest.mark.parametrize("part", ["<a " + "x" * 100_000 + "<", "<a " + "x='" * 50_000, "<" * 100_000])
def test_what_is_no_tag_takes_no_time(part: str) -> None:
    assert mark_languages(EN.format(part)) == EN.format(part)
