"""Parts of fetching: addresses, networks, packed bodies, lists, feeds, pages that are not documents."""

from __future__ import annotations

import gzip
import json
import socket
import zlib
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.client import Client, FetchError, Request, _read_retry_after
from flows.corpus.fetching.declaration import JsonFetch, ListFetch, Paging, Politeness, SitemapFetch
from flows.corpus.fetching.expectations import changed_fields, missing_fields
from flows.corpus.fetching.listings.feeds import read_feed
from flows.corpus.fetching.listings.html_lists import read_list_page
from flows.corpus.fetching.listings.items import Item, clean_fields, join_listed
from flows.corpus.fetching.listings.json_lists import read_json_list
from flows.corpus.fetching.listings.reading import read_listing
from flows.corpus.fetching.listings.sitemaps import read_sitemap
from flows.corpus.fetching.markup import ListError
from flows.corpus.fetching.naming import charset_of, name_answer
from flows.corpus.fetching.network import ForbiddenAddressError, is_public, resolve
from flows.corpus.fetching.pages import refuse_page
from flows.corpus.fetching.unpacking import CutShortError, TooLargeError, unpack
from flows.corpus.manifest import load_manifest
from flows.corpus.metadata import NOTE_FILE_MADE, add_notes, show_notes
from flows.corpus.readers import Options, Place, read_file
from flows.errors import ConfigurationError
from flows.records import Document, Reason


@pytest.mark.parametrize(
    ("address", "base", "expected"),
    [
        ("HTTP://Example.ORG:80/a b?x=1#top", "", "http://example.org/a%20b?x=1"),
        ("../政策/1.html", "https://example.org/x/y/", "https://example.org/x/%E6%94%BF%E7%AD%96/1.html"),
        ("//example.org/a", "https://b.org/", "https://example.org/a"),
        ("/a;jsessionid=9F?utm_source=x&id=3", "https://example.org/", "https://example.org/a?id=3"),
        ("https://example.org:8443", "", "https://example.org:8443/"),
        ("https://例子.org/", "", "https://xn--fsqu00a.org/"),
        ("javascript:void(0)", "https://example.org/", ""),
        ("mailto:a@b.org", "https://example.org/", ""),
        ("file:///etc/passwd", "https://example.org/", ""),
        ("data:text/html,x", "", ""),
        ("http://u:p@example.org/", "", ""),
        ("http://[", "", ""),
        ("http://example.org:99999999/", "", ""),
        ("", "", ""),
    ],
)
def test_address_has_one_form(address: str, base: str, expected: str) -> None:
    assert normalise_address(address, base) == expected


@given(st.text(max_size=60), st.sampled_from(["", "https://example.org/a/"]))
def test_a_normal_address_stays(text: str, base: str) -> None:
    found = normalise_address(text, base)
    assert found == "" or (found.startswith(("http://", "https://")) and normalise_address(found) == found)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("127.8.9.1", False),
        ("10.0.0.8", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("::127.0.0.1", False),
        ("198.18.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a9fe:a9fe", False),
        ("2002:7f00:1::", False),
        ("::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "::1", "127.1"])
def test_loopback_in_every_spelling_is_refused(host: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        resolve(host, 80)
    with pytest.raises(ForbiddenAddressError):
        resolve(host, 80, [f"{host}:81"])


def test_leave_is_for_one_port() -> None:
    assert resolve("127.0.0.1", 8080, ["127.0.0.1:8080"]) == ["127.0.0.1"]


@given(
    st.binary(max_size=3000), st.integers(1, 50), st.sampled_from(["", "identity", "gzip", "deflate", "raw"])
)
def test_bodies_unpack_however_they_are_cut(body: bytes, size: int, encoding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw": raw.compress(body) + raw.flush(),
    }.get(encoding, body)
    if encoding == "raw" and packed and (packed[0] & 15 == 8 and (packed[0] * 256 + packed[1]) % 31 == 0):
        return  # happens to look like a zlib header
    chunks = [
        packed[start : start + (size if encoding != "raw" else 10_000)]
        for start in range(0, len(packed), size if encoding != "raw" else 10_000)
    ]
    assert unpack(chunks, {"raw": "deflate"}.get(encoding, encoding), 3000) == body


def test_a_bomb_is_stopped_early() -> None:
    bomb = gzip.compress(b"0" * 30_000_000)
    with pytest.raises(TooLargeError):
        unpack([bomb], "gzip", 1_000_000)
    with pytest.raises(TooLargeError):
        unpack([bomb[:1000]], "gzip", 10_000)  # stopped before the end arrives


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"text" * 99, mtime=0)[:-9], "gzip"),
        (b"no gzip", "gzip"),
        (b"x", "br"),
        (b"x", "gzip, gzip"),
    ],
)
def test_damage_is_said(body: bytes, encoding: str) -> None:
    with pytest.raises(CutShortError):
        unpack([body], encoding, 10_000)


def test_gzip_of_two_members() -> None:
    assert unpack([gzip.compress(b"a") + gzip.compress(b"b") + b"\0\0"], "gzip", 10) == b"ab"


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [("7", 7, 7), (formatdate(4_000_000_000, usegmt=True), 1e8, 1e10), (formatdate(1, usegmt=True), 0, 0)],
)
def test_retry_after(value: str, least: float, most: float) -> None:
    wait = _read_retry_after(value)
    assert wait is not None and least <= wait <= most
    assert _read_retry_after("soon") is None and _read_retry_after("") is None


LIST = ListFetch(kind="list", pages=["https://example.org/"], item="ul li", date="i", next_page="a.next")


def test_a_server_that_is_silent_is_given_up_after_the_time_for_one_wait() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        politeness = Politeness(timeout=0.1, backoff=0, delay=0, allow_private=[host])
        with (
            Client(politeness) as client,
            pytest.raises(
                FetchError, match=r"no answer for 0.1 seconds \(politeness: timeout\) \(3 attempts\)"
            ),
        ):
            client.get(f"http://{host}/")


def test_list_page() -> None:
    page = (
        "<ul><li><a href=a.html>甲 <b>文件</b></a><i>2021-03-12</i><li><a href=javascript:x>乙</a><li>"
        "丙</ul><a class=next href='?p=2'>下一页</a>"
    )
    items, following = read_list_page(
        f"<html><meta charset=utf-8>{page}</html>".encode(), "https://example.org/x/", LIST
    )
    assert items == [Item("https://example.org/x/a.html", {"title": "甲 文件", "published": "2021-03-12"})]
    assert following == "https://example.org/x/?p=2"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<ol><li>甲</ol>", "nothing on the page matches"),
        ("<ul><li>甲</ul>", "none with a link"),
        ("<title>安全验证</title><p>请完成验证", "a verification page"),
    ],
)
def test_a_list_without_items_is_an_error(page: str, message: str) -> None:
    with pytest.raises(ListError, match=message):
        read_list_page(f"<html><meta charset=utf-8>{page}</html>".encode(), "https://example.org/", LIST)


JSON = JsonFetch(
    kind="json",
    address="https://example.org/s",
    items=["a.list", "b.list"],
    fields={"t": "title", "u": "url", "d": "published"},
)


def test_json_list() -> None:
    answer = {
        "a": {"list": [{"t": "关于<em>试点</em>的通知&nbsp;", "u": "/1.html", "d": 1615478400000}]},
        "b": {"list": [{"t": "乙", "u": "", "d": "2021.3.1"}]},
    }
    items = read_json_list(json.dumps(answer).encode(), JSON)
    assert items == [
        Item("https://example.org/1.html", {"title": "关于试点的通知", "published": "2021-03-12"}),
        Item("", {"title": "乙", "published": "2021-03-01"}),
    ]
    assert read_json_list(b"callback(" + json.dumps(answer).encode() + b");", JSON) == items


def test_json_items_without_pages() -> None:
    with_link = JSON.model_copy(update={"link": "https://example.org/d?id={n.id}"})
    assert (
        read_json_list(b'{"a": {"list": [{"t": "x", "n": {"id": "a/b c"}}]}}', with_link)[0].address
        == "https://example.org/d?id=a%2Fb%20c"
    )
    alone = JsonFetch(
        kind="json", address="https://example.org/s", items="l", fields={"i": "id", "x": "text"}, follow=False
    )
    (item,) = read_json_list('{"l": [{"i": 7, "x": "正文"}]}'.encode(), alone)
    assert item.address == "https://example.org/s#7" and item.record == {"id": "7", "text": "正文"}


@pytest.mark.parametrize("answer", [b"<html>", b"{}", b'{"a": {"list": {}}}', b"[" * 100_000])
def test_json_without_a_list_is_an_error(answer: bytes) -> None:
    with pytest.raises(ListError):
        read_json_list(answer, JSON)


PAGE = "<html><meta charset=utf-8><body><ul><li><a href='/{n}.html'>甲</a></ul></body></html>"
GONE = "<html><meta charset=utf-8><title>404</title><body>页面不存在</body></html>"
BLOCKED = "<html><meta charset=utf-8><title>访问验证</title><body>请完成验证</body></html>"


@pytest.mark.parametrize(
    ("last", "problems"),
    [
        (GONE, 0),
        (FetchError("corpus.server_answered", status=404), 0),
        (BLOCKED, 1),
        (FetchError("corpus.no_answer_in_time", is_passing=True, seconds=3), 1),
    ],
)
def test_counted_pages_end_where_one_is_missing_and_not_where_one_fails(
    last: str | FetchError, problems: int
) -> None:
    def read_page(request: Request) -> tuple[bytes, str, str]:
        number = (
            int(request.address.rsplit("_", 1)[-1].removesuffix(".html")) if "_" in request.address else 0
        )
        if number < 2:
            return PAGE.format(n=number).encode(), request.address, ""
        if isinstance(last, FetchError):
            raise last
        return last.encode(), request.address, ""

    fetch = ListFetch(
        kind="list", pages=["https://example.org/index.html"], item="li", page_address="index_{page}.html"
    )
    listing = read_listing(fetch, read_page)
    assert [item.address for item in listing.items] == [
        "https://example.org/0.html",
        "https://example.org/1.html",
    ]
    assert len(listing.problems) == problems


@pytest.mark.parametrize(
    ("limits", "cut", "items"),
    [
        ({"maximum_pages": 2}, "maximum_pages", 2),
        ({"maximum_pages": 3}, "", 3),
        ({"maximum_pages": 9}, "", 3),
        ({"politeness": Politeness(maximum_items=2)}, "maximum_items", 2),
    ],
)
def test_a_list_that_goes_on_beyond_a_limit_says_so(limits: dict[str, Any], cut: str, items: int) -> None:
    def read_page(request: Request) -> tuple[bytes, str, str]:
        number = int(request.address[-1])
        more = f"<a class=next href='/list/{number + 1}'>下一页</a>" * (number < 3)
        page = PAGE.format(n=number).replace("</body>", f"{more}</body>")
        return page.encode(), request.address, ""

    pages = ["https://example.org/list/1"]
    fetch = ListFetch(kind="list", pages=pages, item="li", next_page="a.next::attr(href)", **limits)
    listing = read_listing(fetch, read_page)
    assert (listing.cut, len(listing.items)) == (cut, items)


def test_sitemaps_that_are_left_unread_are_said_to_be() -> None:
    def read_page(request: Request) -> tuple[bytes, str, str]:
        if request.address.endswith("index.xml"):
            return b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", request.address, ""
        return b"<urlset><url><loc>https://example.org/1</loc></url></urlset>", request.address, ""

    for most, cut in ((1, "maximum_pages"), (2, "")):
        fetch = SitemapFetch(kind="sitemap", sitemaps=["https://example.org/index.xml"], maximum_pages=most)
        assert read_listing(fetch, read_page).cut == cut


def test_a_json_list_ends_where_the_list_is_missing() -> None:
    def read_page(request: Request) -> tuple[bytes, str, str]:
        return (
            (b'{"list": [{"u": "/1.html"}]}' if request.address.endswith("p=1") else b'{"code": 1}'),
            request.address,
            "",
        )

    fetch = JsonFetch(
        kind="json",
        address="https://example.org/s",
        items="list",
        fields={"u": "url"},
        paging=Paging(parameter="p"),
    )
    assert (len(read_listing(fetch, read_page).items), read_listing(fetch, read_page).problems) == (1, [])
    late = JsonFetch(
        kind="json",
        address="https://example.org/s",
        items="list",
        fields={"u": "url"},
        paging=Paging(parameter="p", first=7),
    )
    assert (
        "no list at list; the answer has code" in read_listing(late, read_page).problems[0].reason.message()
    )


ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>A &lt;b&gt;plan&lt;/b&gt;"
    b"</title><link rel='self' href='/self'/>"
    b"<link href='/a'/><updated>2021-03-12T23:00:00Z</updated></entry></feed>"
)
RDF = (
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    b"xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    b"<item><title>A plan</title><link>https://example.org/a</link><dc:date>2021-03-12</dc:date>"
    b"</item></rdf:RDF>"
)
RSS = (
    b"<rss><channel><item><title>A plan</title><guid>https://example.org/a</guid><pubDate>Fri, 12 Mar "
    b"2021 08:00:00 +0800</pubDate></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("feed", "more"), [(ATOM, {"updated": "2021-03-12"}), (RDF, {}), (RSS, {})], ids=["atom", "rdf", "rss"]
)
def test_feed(feed: bytes, more: dict[str, str]) -> None:
    assert read_feed(feed, "https://example.org/feed") == [
        Item("https://example.org/a", {"title": "A plan", "published": "2021-03-12", **more})
    ]


@pytest.mark.parametrize(
    ("feed", "address"),
    [
        (
            "<feed xml:base='http://e.org/sub/'><entry><link href='a.html'/></entry></feed>",
            "http://e.org/sub/a.html",
        ),
        (
            "<feed xml:base='/sub/'><entry xml:base='x/'><link href='a'/></entry></feed>",
            "https://f.org/sub/x/a",
        ),
        ("<feed xml:base='/sub/'><entry><link href='/a'/></entry></feed>", "https://f.org/a"),
        ("<feed><entry><link xml:base='y/' href='a'/></entry></feed>", "https://f.org/feeds/y/a"),
        ("<feed xml:base='http://[/'><entry><link href='a'/></entry></feed>", "https://f.org/feeds/a"),
        ("<feed xml:base='urn:x'><entry><link href='a'/></entry></feed>", "https://f.org/feeds/a"),
        ("<feed xml:base='tag:e.org,2024:x'><entry><link href='/a'/></entry></feed>", "https://f.org/a"),
        (
            "<feed xml:base='http://e.org:99999/'><entry><link href='a'/></entry></feed>",
            "https://f.org/feeds/a",
        ),
        ("<rss><channel xml:base='../n/'><item><link>a</link></item></channel></rss>", "https://f.org/n/a"),
        ("<rss xml:base='/n/'><channel><item><guid>a</guid></item></channel></rss>", "https://f.org/n/a"),
    ],
)
def test_links_of_a_feed_are_resolved_against_its_base(feed: str, address: str) -> None:
    assert [item.address for item in read_feed(feed.encode(), "https://f.org/feeds/new.xml")] == [address]


def test_an_entry_without_a_link_is_not_the_feed_itself() -> None:
    assert read_feed(b"<feed><entry><title>A plan</title></entry></feed>", "https://f.org/new.xml") == []


def test_entities_reach_and_grow_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    lines = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'x' * 100}'>" for n in range(9))
    feed = (
        f"<!DOCTYPE rss [{lines}<!ENTITY f SYSTEM 'file://{tmp_path}/secret'>]><rss><channel><item>"
        f"<title>&f;&e8;</title><link>https://example.org/a</link></item></channel></rss>"
    )
    for item in read_feed(feed.encode(), "https://example.org/"):
        assert "secret" not in item.fields.get("title", "") and len(item.fields.get("title", "")) < 1000
    with pytest.raises(ListError, match="not a feed"):
        read_feed(b"<html><body>x</body></html>", "https://example.org/")


def test_sitemap() -> None:
    urls = (
        b"<urlset><url><loc> https://example.org/a </loc><lastmod>2021-01-01</lastmod></url><url><loc>"
        b"file:///x</loc></url></urlset>"
    )
    for body in (urls, gzip.compress(urls)):
        assert read_sitemap(body, "https://example.org/s.xml", 10_000) == (
            [Item("https://example.org/a")],
            [],
        )
    assert read_sitemap(
        b"<sitemapindex><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>", "https://example.org/s.xml", 100
    ) == ([], ["https://example.org/b.xml"])
    with pytest.raises(ListError):
        read_sitemap(gzip.compress(b"0" * 1_000_000), "https://example.org/s.xml", 10_000)


ARTICLE = "<p>为规范短信验证码的发送，请输入验证码前核对安全验证提示，用户登录后方可办理。</p>" * 12


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<title>访问验证</title><p>请完成验证", "verification"),
        ("<title>Just a moment...</title><p>Checking your browser", "verification"),
        ("<title>x</title><p>您的访问过于频繁，请输入验证码", "verification"),
        ("<p>请开启JavaScript并刷新该页</p>", "verification"),
        ("<title>用户登录</title><input type=password>", "login"),
        ("<title>404 Not Found</title><p>nginx", "soft 404"),
        ("<title>提示</title><p>对不起，您要访问的页面不存在或已删除", "soft 404"),
        ("<div id=root></div><script src=a.js></script>", "shell"),
        ("<script>window.location.href='/x'</script>", "by script"),
        ("<meta http-equiv=refresh content='0;url=/'>", "by script"),
        ("<p></p>", "empty page"),
        (f"<title>短信验证码管理规定</title>{ARTICLE}", ""),
        (f"<title>新闻</title>{ARTICLE}<input type=password>", ""),
        (f"<title>关于404条款的说明</title>{ARTICLE}", ""),
        ("<title>通知</title><p>现将下列事项予以公告，自公布之日起施行，请各有关单位遵照执行。", ""),
    ],
)
def test_pages_that_are_not_documents(page: str, reason: str) -> None:
    found = refuse_page(f"<html><head><meta charset=utf-8></head><body>{page}</body></html>".encode())
    shown = found.message() if found else ""
    assert reason in shown if reason else shown == ""


@pytest.mark.parametrize(
    ("address", "headers", "body", "name"),
    [
        ("https://e.org/a.jsp?id=1", {"content-type": "text/html; charset=GBK"}, b"<p>", "a.html"),
        ("https://e.org/d", {}, b"<html>", "d.html"),
        ("https://e.org/a.pdf", {"content-type": "application/octet-stream"}, b"%PDF", "a.pdf"),
        ("https://e.org/a.pdf", {"content-type": "text/html"}, b"<html>", "a.html"),
        (
            "https://e.org/get",
            {"content-disposition": "attachment; filename*=UTF-8''%E6%96%87.docx"},
            b"PK",
            "文.docx",
        ),
        ("https://e.org/", {}, b"x", "page.txt"),
    ],
)
def test_kind_of_an_answer(address: str, headers: dict[str, str], body: bytes, name: str) -> None:
    assert name_answer(address, headers, body) == name


def test_charset_of_a_header() -> None:
    assert [
        charset_of({"content-type": f"text/html; charset={name}"}) for name in ("GBK", '"utf-8"', "klingon")
    ] == [
        "GBK",
        "utf-8",
        "",
    ]


def test_listed_fields_fill_and_disagree() -> None:
    document = Document("c", "k", "正文", title="甲", published="2021-03-12")
    joined = join_listed(
        document,
        Item("a", clean_fields({"title": "<em>乙</em>", "published": "2019-01-01", "publisher": "示范部"})),
    )
    assert (joined.title, joined.published, joined.publisher) == ("甲", "2021-03-12", "示范部")
    assert joined.notes == ("published: the list says 2019-01-01, the document 2021-03-12",)
    assert show_notes(joined.notes, joined.metadata, "zh") == [
        "发布日期：列表为 2019-01-01，文件本身为 2021-03-12"
    ]
    assert joined.metadata["derived"]["origins"] == {"publisher": "list"}
    assert join_listed(document, Item("a", {"published": "2021-03"})).notes == ()


@pytest.mark.parametrize(
    ("own", "origin", "listed", "published", "origin_after", "notes"),
    [
        ("2026-11-28", "file created", "2024-05-07", "2024-05-07", "list", 0),
        ("2026-11-28", "file created", "", "2026-11-28", "file created", 0),
        ("2023-01-05", "address", "2024-05-07", "2024-05-07", "list", 1),
        ("2024-05-01", "address", "2024-05-02", "2024-05-01", "address", 1),
        ("2024-05-04", "address", "2024-05-01", "2024-05-04", "address", 1),
        ("2024-05-01", "address", "2024-05-05", "2024-05-05", "list", 1),
        ("2024-05", "address", "2024-05-07", "2024-05-07", "list", 0),
        ("2024-05-07", "address", "2024-05", "2024-05-07", "address", 0),
        ("2021-03-12", "text", "2024-05-07", "2021-03-12", "text", 1),
        ("2021-03", "text", "2021-03-12", "2021-03", "text", 0),
    ],
)
def test_a_listed_date_takes_precedence_over_a_guess(
    own: str, origin: str, listed: str, published: str, origin_after: str, notes: int
) -> None:
    metadata = {"derived": {"origins": {"published": origin}}}
    document = Document("c", "k", "正文", title="甲", published=own, metadata=metadata)
    joined = join_listed(document, Item("a", {"published": listed} if listed else {}))
    origins = joined.metadata["derived"]["origins"]
    assert (joined.published, origins["published"], len(joined.notes)) == (published, origin_after, notes)


@pytest.mark.parametrize(
    ("dates", "origin", "published"),
    [
        ({}, "", "2026-11-01"),
        ({"published": "2023-01-05"}, "address", "2023-01-05"),
        ({"published": "2023-01-05"}, "file created", "2023-01-05"),
        ({"published": "2023-01-05"}, "text", "2023-01-05"),
        ({"written": "2023-01-05"}, "text", ""),
    ],
)
def test_a_date_of_change_dates_only_what_has_no_other(
    dates: dict[str, Any], origin: str, published: str
) -> None:
    entry = "<feed><entry><link href='/a'/><updated>2026-11-01T08:00:00Z</updated></entry></feed>"
    (item,) = read_feed(entry.encode(), "https://example.org/feed")
    origins = dict.fromkeys(dates, origin)
    document = Document("c", "k", "正文", **dates, metadata={"derived": {"origins": origins}})
    joined = join_listed(document, item)
    assert (joined.published, joined.notes) == (published, ())


def test_notes_are_on_the_date_that_a_document_has() -> None:
    text = "现将示发〔2024〕5号文件印发给你们，请认真贯彻执行。"
    place = Place("c", "https://example.org/t20150105_1.txt", "https://example.org/t20150105_1.txt", "1.txt")
    (document,) = read_file(text.encode(), place, Options())
    assert isinstance(document, Document) and len(document.notes) == 1
    for listed, notes in (
        ("2024-05-07", ("published: the list says 2024-05-07, the address 2015-01-05",)),
        (
            "2016-05-07",
            (
                "published: the list says 2016-05-07, the address 2015-01-05",
                "dated 2016-05-07, but it names a document number of 2024",
            ),
        ),
        ("2015-01-05", ("dated 2015-01-05, but it names a document number of 2024",)),
    ):
        joined = join_listed(document, Item("a", {"published": listed}))
        assert joined.notes == notes
        assert len(joined.metadata["derived"]["notes"]) == len(notes)


def test_a_listed_date_of_writing_is_enough_to_drop_the_day_of_the_file() -> None:
    document = add_notes(
        Document("c", "k", "正文", published="2026-11-28"), [Reason(NOTE_FILE_MADE, {"date": "2026-11-28"})]
    )
    derived = {**document.metadata["derived"], "origins": {"published": "file created"}}
    joined = join_listed(
        replace(document, metadata={"derived": derived}), Item("a", {"written": "2024-05-07"})
    )
    assert (joined.published, joined.date, joined.notes) == ("", "2024-05-07", ())
    assert joined.metadata["derived"] == {"notes": [], "origins": {"written": "list"}}


def test_changed_and_missing_fields() -> None:
    changed = changed_fields({"title": 1.0, "date": 0.9, "number": 0.3}, {"title": 0.6, "number": 0.0})
    assert [reason.message() for reason in changed] == ["date was filled in 90%, now in 0%"]
    assert [reason.message() for reason in missing_fields({"title": 0.4}, ["title", "published"])] == [
        "title is filled in 40%, expected in most",
        "published is filled in 0%, expected in most",
    ]


@pytest.mark.parametrize(
    ("section", "line", "message"),
    [
        ("  kind: list\n  pages: [https://example.org/]\n", 1, "fetch.item is missing"),
        ("  kind: gopher\n", 1, "unknown kind 'gopher'; write one of addresses, feed, sitemap, list, json"),
        ("  kind: feed\n  feeds: [file:///etc/passwd]\n", 3, "not an address"),
        (
            "  kind: feed\n  feeds: [https://example.org/]\n  colour: red\n",
            4,
            "unknown key 'fetch.colour'; known keys: include",
        ),
        (
            "  kind: feed\n  feeds: [https://example.org/]\n  politeness:\n    delay: -1\n",
            5,
            "write a number of 0 or more",
        ),
        (
            "  kind: feed\n  feeds: [https://example.org/]\n  politeness: {allow_private: [localhost]}\n",
            4,
            "'localhost' is not host:port",
        ),
        ("  kind: list\n  pages: [https://example.org/]\n  item: 'li['\n", 4, "not a CSS selector"),
        (
            "  kind: sitemap\n  sitemaps: [https://example.org/]\n  include: '('\n",
            4,
            "not a regular expression",
        ),
        (
            "  kind: json\n  address: https://example.org/\n  items: a\n  fields: {t: title}\n",
            1,
            "nothing to follow",
        ),
        (
            "  kind: json\n  address: https://example.org/\n  items: a\n  fields:\n    t: headline\n",
            6,
            "write one of title",
        ),
    ],
)
def test_mistake_in_fetch_names_file_and_line(tmp_path: Path, section: str, line: int, message: str) -> None:
    path = tmp_path / "source.yml"
    path.write_text(f"fetch:\n{section}id: sample\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_manifest(path)
    assert str(raised.value).startswith(f"{path}:{line}: ") and message in str(raised.value)


def test_a_feed_with_a_prefix_that_it_does_not_declare_is_read() -> None:
    feed = (
        "<rss><channel><item><title>甲</title><link>/a.htm</link><dc:date>2024-05-01</dc:date></item>"
        "</channel></rss>"
    ).encode()
    (item,) = read_feed(feed, "https://example.org/")
    assert item.address == "https://example.org/a.htm"
    assert item.fields["published"][:10] == "2024-05-01"


@pytest.mark.parametrize("body", [b"<http://[>", b"<http:a><x/></http:a>", b"<:>", b"<a:/>"])
def test_a_name_that_is_none_is_no_feed(body: bytes) -> None:
    with pytest.raises(ListError):
        read_feed(body, "https://example.org/")


_PIECES = (
    b"<html>",
    b"<ul>",
    b"<li>",
    b"<a href='",
    b"'>",
    b"</a>",
    b"<rss>",
    b"<item>",
    b"<link>",
    b"http://[",
    b"<urlset>",
    b"<url><loc>",
    b"{",
    b"[",
    b'"a":',
    b'{"list":[{"u":',
    b"null",
    b"<!DOCTYPE x [",
    b"&e;",
    b"]>",
    b"<script>",
    b"<base href='//[x'>",
    b"\x1f\x8b",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<?xml version='1.0' encoding='x'?>",
    "题".encode(),
    b"<meta charset=klingon>",
    b"<!--",
    b"<input type=password>",
    b"</html>",
)


@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=8), max_size=20).map(b"".join))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """Any bytes give items or a ListError with a readable message. Nothing else is raised."""
    readers = (
        lambda: read_feed(body, "https://example.org/"),
        lambda: read_sitemap(body, "https://example.org/", 10_000),
        lambda: read_json_list(body, JSON),
        lambda: read_list_page(body, "https://example.org/", LIST),
    )
    for reader in readers:
        try:
            reader()
        except ListError as error:
            assert str(error)
    refusal = refuse_page(body)
    assert refusal is None or refusal.message()
