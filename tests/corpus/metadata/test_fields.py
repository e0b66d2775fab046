"""Metadata from records, header tables, numbers, signatures and first lines."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.completion import find_lead_date
from flows.corpus.metadata.dates import find_period_in_name
from flows.corpus.metadata.fields import (
    field_names,
    is_header_label,
    normalise_name,
    read_fields,
    read_header_pairs,
)
from flows.corpus.metadata.guesses import take_guesses
from flows.corpus.metadata.signatures import find_signature
from tests.support import read_one


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("标题", "title"),
        ("Title", "title"),
        ("headline", "title"),
        ("正文", "text"),
        ("content", "text"),
        ("Body", "text"),
        ("日期", "published"),
        ("发布日期", "published"),
        ("发布 日期：", "published"),
        ("pub_date", "published"),
        ("Publish-Date", "published"),
        ("成文日期", "written"),
        ("来源", "publisher"),
        ("发文机关", "publisher"),
        ("department", "publisher"),
        ("Source", "publisher"),
        ("文号", "document_number"),
        ("发文字号", "document_number"),
        ("document_number", "document_number"),
        ("URL", "url"),
        ("link", "url"),
        ("链接", "url"),
        ("编号", "id"),
        ("language", "language"),
    ],
)
def test_field_is_known_by_its_name(name: str, ours: str) -> None:
    value = "2021-03-12" if ours in ("published", "written") else "值"
    found = read_fields({name: value})
    assert (found.fields, found.extra) == ({ours: value}, {})


def test_names_are_unambiguous() -> None:
    names = [name for names in field_names().values() for name in names]
    assert len(names) == len(set(names))
    assert all(name == normalise_name(name) for name in names)


def test_other_fields_are_kept() -> None:
    found = read_fields({"title": "甲", "region": "华东", "pages": 3, "tags": ["a"], "empty": None})
    assert found.fields == {"title": "甲"}
    assert found.extra == {"region": "华东", "pages": 3, "tags": ["a"], "empty": None}


@pytest.mark.parametrize("record", [{"title": "甲", "headline": "乙"}, {"headline": "乙", "title": "甲"}])
def test_of_two_names_the_first_of_the_list_wins(record: dict[str, str]) -> None:
    found = read_fields(record)
    assert (found.fields, found.extra) == ({"title": "甲"}, {"headline": "乙"})


@pytest.mark.parametrize("empty", ["", None, [], {}])
def test_an_empty_field_gives_way(empty: object) -> None:
    assert read_fields({"title": empty, "headline": "乙"}).fields == {"title": "乙"}


def test_mapping_goes_before_names() -> None:
    found = read_fields(
        {"text": "英文", "译文": "中文", "日期": "2020-01-01", "签发": "2021-03-12"},
        {"译文": "text", "签发": "published"},
    )
    assert found.fields == {"text": "中文", "published": "2021-03-12"}
    assert found.extra == {"text": "英文", "日期": "2020-01-01"}


def test_text_is_kept_and_other_values_are_tidied() -> None:
    found = read_fields({"text": " 甲\n\n 乙 ", "title": " 通知 \n (试行) "})
    assert found.fields == {"text": " 甲\n\n 乙 ", "title": "通知 (试行)"}


@pytest.mark.parametrize(
    ("record", "fields", "kept"),
    [
        ({"title": ["样例办法"], "publisher": ["示范部", "样例部"]}, ("样例办法", "示范部；样例部", ""), {}),
        ({"title": {"zh": "样例办法", "en": "Measures"}}, ("样例办法", "", ""), {}),
        ({"publisher": [None, "示范部"]}, ("", "示范部", ""), {}),
        (
            {"publisher": [{"name": "Ministry A"}, {"name": "Ministry B"}]},
            ("", "Ministry A; Ministry B", ""),
            {},
        ),
        ({"title": {"x": "样例"}, "date": ["2020-01-02"]}, ("", "", "2020-01-02"), {"title": {"x": "样例"}}),
    ],
)
def test_lists_and_objects_are_read_as_people_write_them(
    record: dict[str, object], fields: tuple[str, str, str], kept: dict[str, object]
) -> None:
    found = read_fields(record)
    assert tuple(found.fields.get(name, "") for name in ("title", "publisher", "published")) == fields
    assert found.extra == kept


@pytest.mark.parametrize(
    ("record", "date"),
    [
        ({"year": 2019}, "2019"),
        ({"年份": "2019年"}, "2019"),
        ({"year": 2019, "date": "2020-05-01"}, "2020-05-01"),
        ({"year": "x"}, ""),
    ],
)
def test_year_serves_where_no_date_is(record: dict[str, object], date: str) -> None:
    assert read_fields(record).fields.get("published", "") == date


@pytest.mark.parametrize(
    ("text", "is_label"),
    [("标　　题：", True), ("发文字号:", True), ("索 引 号", True), ("各单位", False), ("", False)],
)
def test_header_label(text: str, is_label: bool) -> None:
    assert is_header_label(text) is is_label


def test_header_table() -> None:
    found = read_header_pairs(
        [
            ("索 引 号：", "000-1"),
            ("标　　题：", "关于试点的通知"),
            ("发文机关：", " 某部 \n 某局"),
            ("成文日期：", "2021年03月12日"),
            ("发文字号：", "某发〔2021〕3号"),
            ("广告", "x"),
        ]
    )
    assert found.fields == {
        "title": "关于试点的通知",
        "publisher": "某部 某局",
        "written": "2021-03-12",
        "document_number": "某发〔2021〕3号",
    }
    assert found.extra["header"]["索引号"] == "000-1"
    assert "广告" not in found.extra["header"]


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("正文。\n示范省试点工作办公室\n2021年3月12日\n", ("示范省试点工作办公室", "2021-03-12")),
        (
            "正文。\n　　示范省试点工作办公室　\n　　二〇二一年三月十二日\n（此件公开发布）",
            ("示范省试点工作办公室", "2021-03-12"),
        ),
        ("通知\n（2021年3月12日）\n正文。", ("", "2021-03-12")),
        ("正文提到2021年3月12日的会议。\n再一段。", ("", "")),
        ("", ("", "")),
        (
            "Exporters shall apply.\n\nMinistry of Commerce\nGeneral Administration of Customs\nMarch 5, 2026\n",
            ("Ministry of Commerce, General Administration of Customs", "2026-03-05"),
        ),
        (
            "Exporters shall apply.\nSeal of the Supreme People's Court\n5 March 2026\n\nAnnex: list of goods",
            ("Supreme People's Court", "2026-03-05"),
        ),
        ("Samples were shown.\nJane Doe\nMarch 5, 2026", ("", "")),
        ("It follows the Work Plan of the Ministry of Commerce\nMarch 5, 2026", ("", "")),
    ],
)
def test_signature(text: str, signature: tuple[str, str]) -> None:
    assert find_signature(text) == signature


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("试点工作报告\n——2021年3月12日在示范省会议上\n", "2021-03-12"),
        ("试点办法\n（2021年3月12日示范省会议通过）\n", "2021-03-12"),
        ("发布时间：2021年3月12日\n正文", "2021-03-12"),
        ("Issued by the Office for Pilot Work on 12 March 2021\n", "2021-03-12"),
        ("Sample Daily, 12 March 2021\nStory", "2021-03-12"),
        ("Kelp law\nOn March 12, 2021 the office issued a notice, which took effect on May 1, 2021.", ""),
        (
            "Kelp law\nA sample. Issued by the Sample Office, Yang Fa [2017] No. 3, 14 June 2017.",
            "2017-06-14",
        ),
        ("Kelp law\n(Adopted at the Third Session and promulgated on March 12, 2021)", "2021-03-12"),
        ("# Samples\n\n*Sample Institute, Policy Brief No. 7, 12 March 2021*\n", "2021-03-12"),
        ("樣例部新聞稿\n中華民國110年3月12日\n", "2021-03-12"),
        ("大陸稀土出口管制升級\n\n2025年10月10日 19:32　聯合新聞網　記者王小明／台北報導\n", "2025-10-10"),
        ("大陆稀土出口管制升级\n\n2025年10月10日 19:32　联合新闻网　记者王小明", "2025-10-10"),
        ("在样例会上的讲话\n（2016年1月18日）\n2016年05月10日07:09   来源：样例网－样例日报\n", "2016-01-18"),
        ("专访某教授\n《样例观察》2025年4月3日　记者 何静\n", "2025-04-03"),
        ("试点动态\n2025-10-10 19:32:05 来源：样例网\n", "2025-10-10"),
        ("试点动态\n样例日报 2025年10月10日 08:15\n", "2025-10-10"),
        ("中国的样例 China's Samples\n2021年12月29日 December 29, 2021\n", "2021-12-29"),
        ("Oral evidence: samples\n\nTuesday 11 March 2025\n", "2025-03-11"),
        ("2025年3月1日　全国样例会议召开", ""),
        ("2025年3月1日　样例公司的样例网开通", ""),
        ("样例引进条例\n1985年3月5日国务院发布\n第一条　甲。", "1985-03-05"),
        ("样例引进条例\n2001年3月1日对外贸易经济合作部公布\n第一条　甲。", "2001-03-01"),
        ("样例引进条例\n2001年3月1日示范部、样例局令第5号发布\n第一条　甲。", "2001-03-01"),
        ("样例条例\n1990年4月4日示范省第七届人民代表大会第三次会议通过\n第一条　甲。", "1990-04-04"),
        ("樣例引進條例\n1985年3月5日國務院發布\n第一條　甲。", "1985-03-05"),
        ("样例动态\n2021年3月12日样例公司发布\n正文", ""),
        ("样例动态\n2021年3月12日示范部发布新产品。", ""),
        ("样例动态\n2021年3月12日示范部举行的样例会上，新规发布\n正文", ""),
        ("2021年3月12日，会议召开，各单位参加。", ""),
        ("The office said on 12 March 2021 that it will go on.", ""),
        ("", ""),
        ("样例办法\n（2003年4月5日 样局发〔2003〕12号）\n第一条", "2003-04-05"),
        ("样例办法\n（样局发〔2003〕12号，2003年4月5日印发）\n第一条", "2003-04-05"),
        ("样例办法\n（2003年4月5日根据样局发〔2003〕12号）\n第一条", ""),
        ("样例办法\n（2003年4月5日样局发〔2003〕12号废止）\n第一条", ""),
    ],
)
def test_lead_date(text: str, date: str) -> None:
    assert find_lead_date(text) == date


@pytest.mark.parametrize(
    ("last", "date"),
    [
        ("12 March 2021, Sample Town", "2021-03-12"),
        ("Sample Town, 12 March 2021", "2021-03-12"),
        ("12 March 2021 2021年3月12日", "2021-03-12"),
        ("中華民國110年3月12日", "2021-03-12"),
        ("It was signed on 12 March 2021.", ""),
        ("[^1]: Sample Office, Notice, 12 March 2021", ""),
    ],
)
def test_closing_date(last: str, date: str) -> None:
    lines = "They go on.\n" * 8
    document = read_one(f"Notice on Samples\n{lines}{last}\n".encode(), "a.txt")
    assert document.written == date


def test_a_source_that_is_an_address_is_no_publisher() -> None:
    found = read_fields(
        {"source": "https://example.org/a", "department_en": "Sample Department", "text": "t"}
    )
    assert (found.fields["url"], found.fields["publisher"]) == ("https://example.org/a", "Sample Department")


@pytest.mark.parametrize("line", ["在样例省座谈会上的讲话", "关于推进样例工作的意见"])
def test_a_title_before_the_date_is_no_issuer(line: str) -> None:
    assert find_signature(f"正文如下。\n{line}\n2021年3月12日") == ("", "2021-03-12")


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("fyp14_2021-2025_en.txt", "2021-2025"),
        ("规划（2021—2025年）.txt", "2021-2025"),
        ("2021-05-01.txt", ""),
        ("2025-2021.txt", ""),
        ("20210501.txt", ""),
        ("1912-2026.jsonl", ""),
    ],
)
def test_period_in_a_file_name(name: str, period: str) -> None:
    assert find_period_in_name(name) == period


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ({"deposit_ym": "2016-04"}, {"published": "2016-04"}),
        ({"deposit_ym": "soon", "ministry": "加快布局"}, {}),
        ({"ministry": "示范省商务厅"}, {"publisher": "示范省商务厅"}),
        ({"policy_title": "试点方案", "title": "通知"}, {}),
        ({"province": "上海市", "title": "2026年上海市政府工作报告"}, {"publisher": "上海市人民政府"}),
        ({"province": "上海市", "title": "关于试点的通知"}, {}),
    ],
)
def test_fields_that_are_plainly_ours(record: dict[str, str], fields: dict[str, str]) -> None:
    found = read_fields(record)
    take_guesses(found, record)
    assert {name: value for name, value in found.fields.items() if name != "title"} == fields
    assert [note.message().partition(":")[0] for note in found.notes] == list(fields)
    assert found.fields.get("title", "") == record.get("title", "")
