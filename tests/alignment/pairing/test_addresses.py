"""Addresses of two versions of a page: their common part, and the language that each names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.alignment.pairing import find_known_pairs, read_address
from flows.alignment.pairing.addresses import last_part
from flows.alignment.pairing.finding import pair_addresses, read_addresses
from flows.records import Document, Passage
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.translations import AddressedDocument

SAME = (
    ("https://www.gov.cn/a/1.htm", "https://english.www.gov.cn/a/1.htm"),
    ("http://gov.cn/a/1.htm", "https://english.gov.cn/a/1.htm"),
    ("https://example.org/zh/a/1.htm", "https://example.org/en/a/1.htm"),
    ("https://cn.example.org/a?id=3", "https://en.example.org/a?id=3"),
    ("https://example.org/a?id=3&lang=zh", "https://example.org/a?id=3&lang=en"),
    ("https://example.org/a/plan_cn.html", "https://example.org/a/plan_en.html"),
    ("https://example.org/a/plan.html", "https://example.org/eng/a/plan.html"),
)
OTHER = (
    ("https://example.org/zh/a/1.htm", "https://example.org/zh/a/1.htm"),  # both name Chinese
    ("https://example.org/a/1.htm", "https://example.org/a/1.htm"),  # neither names a language
    ("https://www.gov.cn/", "https://english.www.gov.cn/"),  # not a page of its own
    ("https://example.org/zh/a/1.htm", "https://example.org/en/a/2.htm"),
    ("https://example.org/en/zh/a", "https://example.org/en/a"),
    ("/zh/a/1.htm", "/en/a/1.htm"),
    ("https://example.org/zh/app/#/a/1", "https://example.org/en/app/#/a/2"),  # routes of an application
    ("", ""),
)


def pairs(zh: str, en: str) -> list[tuple[str, str]]:
    documents = [AddressedDocument("1", "zh", zh), AddressedDocument("2", "en", en)]
    return [(pair.zh, pair.en) for pair in pair_addresses(documents)]


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_addresses_of_one_page(zh: str, en: str) -> None:
    assert pairs(zh, en) == [("1", "2")]


@pytest.mark.parametrize(("zh", "en"), OTHER)
def test_addresses_of_no_page_or_two(zh: str, en: str) -> None:
    assert pairs(zh, en) == []


def test_an_address_that_cannot_be_read_has_no_key() -> None:
    assert read_address("https://[x/en/1") == ("", "")
    assert callable(find_known_pairs)


PARTS = st.sampled_from(
    ["a", "b.htm", "zh", "en", "EN", "plan_en.html", "plan.html", "plan-cn.html", "", "?l=en", "#/x"]
)
URLS = st.builds(
    lambda host, parts: "https://" + "/".join([host, *parts]),
    st.sampled_from(["example.org", "en.example.org", "cn.example.org"]),
    st.lists(PARTS, max_size=4),
)


@given(URLS, URLS)
def test_addresses_with_one_key_end_alike(one: str, other: str) -> None:
    here, there = read_address(one).key, read_address(other).key
    assert not here or here != there or last_part(one) == last_part(other)


DOCUMENTS = st.lists(
    st.tuples(
        st.sampled_from(["zh", "en"]), URLS | st.sampled_from(["", "plan.txt", "\thttps://example.org/zh/a"])
    ),
    max_size=6,
)


@given(DOCUMENTS)
def test_sites_of_one_language_hide_no_pair(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, str]]
) -> None:
    source = SourceFile("sample", "a.jsonl", "f" * 64, "options", 100)
    with Store(tmp_path_factory.mktemp("sites") / "s.sqlite") as store:
        documents = [
            (
                Document("sample", f"{number}", "样例", title="样例", language=language, url=url),
                [Passage(0, 0, 2, "样例", language=language)],
            )
            for number, (language, url) in enumerate(found)
        ]
        write_batch(store, store.begin_run("test"), source, documents, [], complete=True)
        rows = store.rows("SELECT id, language, url FROM document WHERE url != '' ORDER BY id")
        expected = list(pair_addresses([AddressedDocument(*row) for row in rows]))
        assert list(pair_addresses(read_addresses(store))) == expected
