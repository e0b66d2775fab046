"""Provinces: their names, and the province of a document by its publisher and by what its source states."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.places import Province, list_provinces, name_province, province_of, read_province
from tests.support import MODELS

OF_PUBLISHERS = [
    ("广东省", "广东省人民政府"),
    ("广东省", "中共广东省委办公厅"),
    ("广东省", "政协广东省委员会"),
    ("山东省", "山东省青岛市人民政府"),
    ("北京市", "北京市海淀区人民政府"),
    ("北京市", "北京经济技术开发区管理委员会"),
    ("北京市", "北京"),
    ("广西壮族自治区", "广西科技厅"),
    ("内蒙古自治区", "内蒙古党委办公厅"),
    ("新疆维吾尔自治区", "新疆生产建设兵团"),
    ("上海市", "中国（上海）自由贸易试验区"),
    ("香港特别行政区", "香港特區政府"),
    ("澳门特别行政区", "澳門特別行政區政府"),
    ("台湾省", "台湾省"),
    ("重庆市", "重庆市发展和改革委员会 四川省发展和改革委员会"),
    ("吉林省", "吉林省 吉林市人民政府"),
    ("广东省", "Guangdong Provincial People's Government"),
    ("广东省", "People's Government of Guangdong Province"),
    ("上海市", "Shanghai Municipal People's Government"),
    ("西藏自治区", "Government of the Xizang Autonomous Region"),
    ("宁夏回族自治区", "Ningxia Hui Autonomous Region"),
    ("香港特别行政区", "Hong Kong SAR Government"),
    ("澳门特别行政区", "Government of Macau"),
    ("陕西省", "Shaanxi"),
    ("海南省", "standing committee of the hainan provincial people's congress"),
]
OF_NONE = [
    "",
    "国务院",
    "国务院台湾事务办公室",
    "中央人民政府驻香港特别行政区联络办公室",
    "中共中央办公厅",
    "国家税务总局北京市税务局",
    "北京大学",
    "上海证券交易所",
    "海南藏族自治州人民政府",
    "河南蒙古族自治县人民政府",
    "海南区人民政府",
    "青岛市人民政府",
    "南方日报",
    "Ministry of Commerce, Beijing Municipality Office",
    "Peking University",
    "Liaison Office of the Central People's Government in the Hong Kong SAR",
    "Shanghai Stock Exchange",
    "Hainan Tibetan Autonomous Prefecture",
]


@pytest.mark.parametrize(("province", "publisher"), OF_PUBLISHERS)
def test_a_body_has_the_province_that_its_name_begins_with(province: str, publisher: str) -> None:
    assert province_of(publisher) == province


@pytest.mark.parametrize("publisher", OF_NONE)
def test_other_bodies_have_none(publisher: str) -> None:
    assert province_of(publisher) == ""


@pytest.mark.parametrize(
    ("publisher", "stated", "province"),
    [
        ("青岛市人民政府", "山东省", "山东省"),
        ("", "Guangdong", "广东省"),
        ("北京市人民政府", "天津市", "北京市"),
        ("国务院", "广东省", ""),
        ("Ministry of Commerce", "Guangdong", ""),
        ("示范出版社", "nowhere", ""),
        (None, None, ""),
    ],
)
def test_what_the_source_states_counts_where_the_publisher_does_not_decide(
    publisher: str | None, stated: str | None, province: str
) -> None:
    assert province_of(publisher, stated) == province


def test_there_are_34_with_codes_and_names_of_their_own() -> None:
    known = list_provinces()
    assert len(known) == 34
    for column in ("code", "letters", "name", "short", "english"):
        assert len({getattr(one, column) for one in known}) == 34


def test_names_are_those_of_the_lexicon() -> None:
    with (MODELS / "lexicon" / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {row["zh"]: row for row in csv.DictReader(file)}
    for one in list_provinces():
        assert places[one.name]["en"] == one.english
        assert one.short in places[one.name]["zh_variants"].split("|")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("广东", "广东省"),
        ("廣東省", "广东省"),
        ("guangdong province", "广东省"),
        ("Inner Mongolia Autonomous Region", "内蒙古自治区"),
        ("Hong Kong SAR", "香港特别行政区"),
        ("Beijing Municipality", "北京市"),
        ("青岛", ""),
        ("", ""),
    ],
)
def test_any_name_is_read(word: str, name: str) -> None:
    assert read_province(word) == name


def test_names_by_locale() -> None:
    assert name_province("内蒙古自治区", "zh") == "内蒙古"
    assert name_province("内蒙古自治区", "en") == "Inner Mongolia"
    assert name_province("elsewhere", "en") == "elsewhere"


@given(st.sampled_from(list_provinces()), st.sampled_from(["人民政府", "科技厅", "发展和改革委员会", ""]))
def test_every_full_name_decides_and_is_read_back(one: Province, rest: str) -> None:
    assert province_of(f"{one.name}{rest}", "示范省") == one.name == read_province(one.english)


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_text_has_a_known_province_or_none(publisher: str, stated: str) -> None:
    assert province_of(publisher, stated) in {"", *(one.name for one in list_provinces())}
