"""Cleaning of stored pages: whatever they hold, only structure and text are left."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.web.reading.cleaning import ATTRIBUTES, TAGS, clean_markup


class Reader(HTMLParser):
    """What a parser of another make finds in markup."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.others: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


HOSTILE = [
    "<script>alert(1)</script>",
    "<p onclick='alert(1)' style='background:url(//evil.test)'>文</p>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<a href='javascript:alert(1)'>文</a>",
    "<a href=' &#106;avascript:alert(1)'>文</a>",
    "<base href='//evil.test/'>",
    "<meta http-equiv=refresh content='0;url=//evil.test'>",
    "<link rel=stylesheet href=//evil.test/a.css>",
    "<style>@import '//evil.test/a.css'</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//evil.test></object><embed src=//evil.test>",
    "<form action=//evil.test><input name=x autofocus onfocus=alert(1)><button>x</button></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0' encoding='gb2312'?><p>文</p>",
    "<details open ontoggle=alert(1)>文</details>",
    "<video><source onerror=alert(1)></video>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<table background='//evil.test'><tr><td colspan=2 rowspan='x' lang=zh dir=rtl id=a class=b>文</table>",
    "<body onload=alert(1)>文",
    "<html manifest='//evil.test'><p>文",
    "</p><" + "div>" * 3,
    "<div>" * 4_000,
    "<p>\x00文\x0b\ud800</p>",
]


def check(markup: str) -> Reader:
    cleaned = clean_markup(markup)
    found = Reader(f"<div>{cleaned}</div>")
    assert found.tags <= TAGS
    assert ATTRIBUTES.issuperset(found.attributes)
    assert found.others == []
    return found


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_that_acts_or_loads_is_left(markup: str) -> None:
    found = check(f"<p>前</p>{markup}")
    assert "前" in found.text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>题</h1><p>甲 &amp; <b>乙</b></p><script>丙</script>", "题甲 & 乙"),
        ("<table><tr><td colspan=2>甲<td>乙</table>", "甲乙"),
        ("<p>1 &lt; 2</p>", "1 < 2"),
        ("文", "文"),
        ("<a href='https://x.test'>链接</a>", "链接"),
        ("<title>题</title><p>文", "文"),
    ],
)
def test_text_and_structure_stay(markup: str, text: str) -> None:
    assert check(markup).text.replace("\n", "") == text
    assert "colspan" in clean_markup("<table><tr><td colspan=2>甲</table>")


@pytest.mark.parametrize("markup", ["", " ", "<!-- -->", "\x00"])
def test_nothing_gives_nothing(markup: str) -> None:
    assert clean_markup(markup) == ""


@given(
    st.lists(
        st.one_of(st.sampled_from(HOSTILE[:-3]), st.text("<>/='\" abc&;!-svgp", max_size=20)), max_size=8
    )
)
def test_no_combination_gets_through(parts: list[str]) -> None:
    check("".join(parts))
