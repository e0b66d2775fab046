"""Judging answers: errors, home pages, emptied and changed texts, lists and their range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.fetching.client import FetchError
from flows.corpus.fetching.declaration import AddressesFetch, FeedFetch, ListFetch, SitemapFetch
from flows.corpus.fetching.listings import Item, Listing
from flows.corpus.fetching.vanishing import (
    Reach,
    address_of_nothing,
    announces_change,
    is_changed,
    is_emptied,
    is_same_page,
    judge_error,
    judge_refusal,
    leads_home,
    share_kept,
)
from flows.records import Document, Reason

TEXT = (
    "第一条　为促进示范技术的发展，制定本办法。\n第二条　示范部负责示范工作的组织实施，定期公布进展。\n" * 3
)


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        ("corpus.server_answered", 404, "not_found"),
        ("corpus.server_answered", 410, "removed"),
        ("corpus.server_answered", 451, "removed"),
        ("corpus.server_answered", 403, None),
        ("corpus.server_answered", 401, None),
        ("corpus.retried", 503, None),
        ("corpus.retried", 0, None),
        ("corpus.robots_unreadable", 404, None),
        ("corpus.robots_forbid", 0, None),
        ("corpus.redirected_in_circle", 302, None),
    ],
)
def test_which_errors_say_that_a_document_is_gone(code: str, status: int, expected: str | None) -> None:
    assert judge_error(FetchError(code, status=status)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("corpus.soft_404", "soft_404"),
        ("corpus.empty_page", "emptied"),
        ("corpus.verification_page", None),
        ("corpus.login_page", None),
        ("corpus.empty_shell", None),
        ("corpus.scripted_redirect", None),
    ],
)
def test_which_pages_say_that_a_document_is_gone(code: str, expected: str | None) -> None:
    assert judge_refusal(Reason(code)) == expected


@pytest.mark.parametrize(
    ("address", "final", "expected"),
    [
        ("https://example.org/a/t_1.html", "https://example.org/", True),
        ("https://example.org/a/t_1.html", "https://www.example.org/index.html", True),
        ("https://example.org/a/t_1.html", "https://example.org/index.jsp", True),
        ("https://example.org/a/t_1.html", "https://example.org/b/t_1.html", False),
        ("https://example.org/a/t_1.html", "https://example.org/?id=1", False),
        ("https://example.org/", "https://example.org/index.html", False),
        ("https://example.org/a/t_1.html", "https://example.org/a/t_1.html", False),
    ],
)
def test_what_leads_home(address: str, final: str, expected: bool) -> None:
    assert leads_home(address, final) is expected


@pytest.mark.parametrize(
    ("address", "ending"),
    [
        ("https://example.org/a/t_1.html", "/a/zhengce-asks-for-a-page-that-is-not-here.html"),
        ("https://example.org/a/", "/a/zhengce-asks-for-a-page-that-is-not-here"),
        ("https://example.org", "example.org/zhengce-asks-for-a-page-that-is-not-here"),
        ("https://example.org/show?id=3", "example.org/zhengce-asks-for-a-page-that-is-not-here"),
    ],
)
def test_the_address_of_nothing(address: str, ending: str) -> None:
    assert address_of_nothing(address).endswith(ending)


@given(st.text(max_size=80), st.text("甲乙ab ", max_size=80))
def test_shares_of_a_text(old: str, new: str) -> None:
    assert 0 <= share_kept(old, new) <= 1
    assert share_kept(old, old) == share_kept(new, new) == 1
    assert is_same_page(old, new) == is_same_page(new, old)


def test_shares_by_hand() -> None:
    assert share_kept("一二三四五六七八九十", "一二三四五六七") == 0.5  # 3 of 6 sequences of five characters
    assert share_kept("ＡＢＣＤＥ", "abcde") == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (TEXT, "", True),
        (TEXT, "根据有关要求，本文不再提供。", True),
        (TEXT, TEXT[: len(TEXT) // 2 - 2], False),
        ("示范部公告第一号。" * 2, "示范部公告第一号。", False),
        (TEXT * 20, "样" * 150, True),
    ],
)
def test_what_is_emptied(old: str, new: str, expected: bool) -> None:
    assert is_emptied(old, new) is expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (TEXT.replace("　", " "), False),
        (TEXT + "浏览次数：1,204 次", False),
        (TEXT + "\nViews: 38", False),
        (TEXT.replace("定期", "每季度"), True),
        ("有效性 废止\n" + TEXT, True),
        ("今天天气晴\n" + TEXT, True),  # a false alarm is better than a hidden edit
    ],
)
def test_what_is_changed(new: str, expected: bool) -> None:
    assert is_changed(TEXT, new) is expected


def document(text: str, *, title: str = "样例办法", published: str = "2024-03-01") -> Document:
    return Document("c", "k", text, title=title, published=published)


CHANGED = TEXT.replace("定期", "每季度")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (document(CHANGED), False),
        (document(CHANGED, published="2024-05-06"), True),
        (document(CHANGED, published="2023-05-06"), False),
        (document(CHANGED + "更新时间：2024-05-06"), True),
        (document(CHANGED + "最后修改日期: 2024-05-06"), True),
        (document(CHANGED + "（2024年5月6日第二次修订）"), True),
        (document(CHANGED, title="样例办法（修订）"), True),
        (document(CHANGED + "更正说明：第二条原有误。"), True),
        (document(CHANGED + "Last updated: 6 May 2024"), True),
        (document(CHANGED + "Corrected on May 6, 2024"), True),
        (document(CHANGED + "Correction: an earlier version named another body."), True),
        (document(CHANGED + "This page has been updated."), True),
        (document(CHANGED + "各地应当修订本地区办法。"), False),
        (document(CHANGED + "The list is updated every year."), False),
    ],
)
def test_a_page_may_say_that_it_was_changed(new: Document, expected: bool) -> None:
    assert announces_change(document(TEXT), new) is expected


def test_a_notice_that_was_there_before_says_nothing() -> None:
    stamped = TEXT + "\n更新时间：2024-05-06\n"
    assert not announces_change(document(stamped), document(stamped.replace("定期", "每季度")))


ITEMS = [Item(f"https://example.org/{day}", {"published": f"2024-05-{day:02}"}) for day in (20, 15, 10)]
LIST = ListFetch(kind="list", pages=["https://example.org/list"], item="li", maximum_pages=2)
GONE = "https://example.org/gone"


@pytest.mark.parametrize(
    ("fetch", "items", "pages", "date", "expected"),
    [
        (LIST, ITEMS, 1, "2024-05-12", True),
        (LIST, ITEMS, 1, "2024-05-01", False),  # older than the list
        (LIST, ITEMS, 2, "2024-05-12", True),  # truncated, but in order
        (LIST, [*ITEMS[1:], ITEMS[0]], 2, "2024-05-12", False),
        (LIST, [Item("https://example.org/x")], 1, "2024-05-12", True),  # a complete list without dates
        (LIST, [Item("https://example.org/x")], 2, "2024-05-12", False),
        (LIST, [*ITEMS, Item(GONE)], 1, "2024-05-12", False),  # still listed
        (LIST.model_copy(update={"include": "/kept/"}), ITEMS, 1, "2024-05-12", False),
        (LIST, ITEMS, 1, "", False),
        (FeedFetch(kind="feed", feeds=["https://example.org/f"]), ITEMS, 1, "2024-05-12", True),
        (FeedFetch(kind="feed", feeds=["https://example.org/f"]), [Item("x")], 1, "2024-05-12", False),
        (SitemapFetch(kind="sitemap", sitemaps=["https://example.org/s"]), [Item("x")], 1, "", True),
        (
            AddressesFetch(kind="addresses", addresses=["https://example.org/a"]),
            ITEMS,
            0,
            "2024-05-12",
            False,
        ),
    ],
)
def test_how_far_lists_reach(
    fetch: ListFetch, items: list[Item], pages: int, date: str, expected: bool
) -> None:
    assert Reach(fetch, Listing(items, pages)).is_delisted(GONE, date) is expected
