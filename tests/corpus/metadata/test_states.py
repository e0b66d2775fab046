"""Document status: levels as sources, issuers and sites state them."""

from __future__ import annotations

import pytest

from flows.corpus.metadata import derive_level, describe, settle_level


@pytest.mark.parametrize(
    ("stated", "settled"),
    [
        ({"level": "central"}, {"level": "central"}),
        ({"level": "省级"}, {"level": "province", "stated_level": "省级"}),
        ({"level": "Municipal", "page": 3}, {"level": "city", "stated_level": "Municipal", "page": 3}),
        ({"level": "shandong"}, {"stated_level": "shandong"}),
        ({"level": 2}, {"stated_level": 2}),
        ({"page": 3}, {"page": 3}),
    ],
)
def test_only_a_level_is_a_level(stated: dict[str, object], settled: dict[str, object]) -> None:
    assert settle_level(stated) == settled


@pytest.mark.parametrize(
    ("metadata", "publisher", "level"),
    [
        ({"category": "行政法规"}, "", "central"),
        ({"效力级别": "法律"}, "", "central"),
        ({"category": "地方性法规"}, "", ""),
        ({"category": "行政法規"}, "", "central"),
        ({"category": 3}, "", ""),
        ({"category": "行政法规", "derived": {"level": "city"}}, "样例市人民政府", "city"),
    ],
)
def test_a_category_of_national_law_shows_the_level(
    metadata: dict[str, object], publisher: str, level: str
) -> None:
    derived = derive_level({"derived": {}, **metadata}, publisher)["derived"]
    assert isinstance(derived, dict)
    assert derived.get("level", "") == level


@pytest.mark.parametrize(
    ("title", "publisher", "level"),
    [
        ("中华人民共和国样例法", "", "central"),
        ("《中华人民共和国样例法》（2021年修订）", "", "central"),
        ("中華人民共和國樣例管理條例", "", "central"),
        ("中华人民共和国样例条例 Regulations on Sample Awards", "", "central"),
        ("Sample Data Law of the People’s Republic of China", "", "central"),
        ("Regulations of the People's Republic of China on Samples", "", "central"),
        ("样例法", "", ""),  # other places have laws, too
        ("山东省实施《中华人民共和国样例法》办法", "", ""),
        ("中华人民共和国样例法解读", "", ""),
        ("中华人民共和国样例法样例省实施办法", "", ""),
        ("中华人民共和国样例法（样例省）实施办法", "", ""),
        ("中华人民共和国样例法实施细则", "", "central"),
        ("中华人民共和国样例法样例省实施细则", "", ""),
        ("Measures for Implementing the Sample Law of the People's Republic of China", "", ""),
        ("中华人民共和国样例法", "样例市人民政府", "city"),
    ],
)
def test_the_name_of_a_national_law_shows_the_level(title: str, publisher: str, level: str) -> None:
    described = describe({"title": title, "publisher": publisher}, {})
    derived = derive_level({"derived": {"level": level}}, publisher, title)["derived"]
    assert isinstance(derived, dict)
    assert (described.get("level", ""), derived.get("level", "")) == (level, level)


_DISTRICT = {"siteidcode": "4401060001"}


@pytest.mark.parametrize(
    ("publisher", "level", "of_site"),
    [
        ("广州市人民政府办公厅", "city", ""),
        ("广东省样例厅", "province", ""),
        ("样例日报", "", "county"),
        ("", "", "county"),
    ],
)
def test_the_site_shows_a_level_if_the_issuer_shows_none(publisher: str, level: str, of_site: str) -> None:
    place = {"division": "440106", "province": "广东省"}
    site = {"level": of_site, **place} if of_site else place
    described = describe({"publisher": publisher}, {"meta": _DISTRICT})
    assert (described.get("level", ""), described["site"]) == (level, site)
    old = {
        "meta": _DISTRICT,
        "derived": {"origins": {"publisher": "meta"}, "site": {"level": "county", **place}},
    }
    derived = derive_level(old, publisher)["derived"]
    assert isinstance(derived, dict)
    assert (derived.get("level", ""), derived["site"]) == (level, site)
