"""Document numbers: every form gives one key; metadata tables and the State Council catalogue."""

from __future__ import annotations

import csv
import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.document_numbers import (
    find_numbers,
    find_own_number,
    parse_number,
    parse_numbers,
    split_key,
)
from flows.text.document_numbers.english import (
    _ORDER,
    _ORDER_SIGN,
    _PINYIN_NUMBER,
    _PINYIN_SIGN,
    _find_around,
)
from flows.text.folding import fold
from tests.support import shared_data
from tests.timing import assert_time_in_proportion

KEYS = (
    ("国发〔2015〕28号", "国发〔2015〕28号"),
    ("国发(2015)28号", "国发〔2015〕28号"),
    ("国发［２０１５］２８号", "国发〔2015〕28号"),
    ("国发﹝2015﹞第28号", "国发〔2015〕28号"),
    ("国\u200b发〔2015〕\u200b28号", "国发〔2015〕28号"),
    ("发文字号：国发 〔 2015 〕 28 号", "国发〔2015〕28号"),
    ("根据国发〔2015〕28号文件要求", "国发〔2015〕28号"),
    ("沪府发〔1999〕043号", "沪府发〔1999〕43号"),
    ("晋政办发〔2012〕18", "晋政办发〔2012〕18号"),
    ("晋政发〔2014〕号16", "晋政发〔2014〕16号"),
    ("自然资规〔2022〕1号", "自然资规〔2022〕1号"),
    ("法（研）发〔1987〕32号", "法(研)发〔1987〕32号"),
    ("(2015)28号", "〔2015〕28号"),
    ("【2017】6号", "〔2017〕6号"),
    ("中国证监会证监许可〔2021〕645号", "证监许可〔2021〕645号"),
    ("国务院办公厅国办发〔2020〕1号", "国办发〔2020〕1号"),
    ("中国人民银行公告〔2025〕第3号", "中国人民银行公告2025年第3号"),
    ("最高人民法院法释〔2020〕5号", "法释〔2020〕5号"),
    ("中共中央办公厅、国务院办公厅国办发〔2020〕1号", "国办发〔2020〕1号"),
    ("国务院国资委国资发〔2020〕1号", "国资发〔2020〕1号"),
    ("工信部联企业〔2019〕5号", "工信部联企业〔2019〕5号"),
    ("工信部信管〔2016〕407号", "工信部信管〔2016〕407号"),
    ("工信厅信软函〔2020〕67号", "工信厅信软函〔2020〕67号"),
    ("省委办公厅浙委办发〔2020〕3号", "省委办公厅浙委办发〔2020〕3号"),
    ("均列入测评结果公告（2023年第1号）", "测评结果公告2023年第1号"),
    ("国令第706号", "国务院令第706号"),
    ("中华人民共和国国务院令第706号", "国务院令第706号"),
    ("中华人民共和国主席令第三十五号", "主席令第35号"),
    ("公安部第104号令", "公安部令第104号"),
    ("公安部发布第104号令", "公安部令第104号"),
    ("国家数据局令第1号", "国家数据局令第1号"),
    ("国务院、中央军委令第288号", "国务院中央军委令第288号"),
    ("公告2023年第23号", "公告2023年第23号"),
    ("商务部　海关总署公告2023年第23号", "商务部海关总署公告2023年第23号"),
    ("商務部公告2023第23號", "商务部公告2023年第23号"),
    ("商务部公告（2023年第23号）", "商务部公告2023年第23号"),
    ("商务部2023年第23号公告", "商务部公告2023年第23号"),
    ("Guo Fa [2015] No. 28", "国发〔2015〕28号"),
    ("Guofa (2015) Circular 28", "国发〔2015〕28号"),
    ("Guo Ban Fa [2020] No. 45", "国办发〔2020〕45号"),
    ("Yang Ke Fa [2015] No. 28", "yangkefa〔2015〕28号"),
    ("according to (2015) No. 28", "〔2015〕28号"),
    ("(2015) No. 28", "〔2015〕28号"),
    ("Order No. 706 of the State Council", "国务院令第706号"),
    ("State Council Decree No. 706", "国务院令第706号"),
    ("MOFCOM Announcement No. 23 of 2023", "商务部公告2023年第23号"),
    ("MOFCOM Announcement 2023 No. 23", "商务部公告2023年第23号"),
    ("Announcement [2023] No. 23 of the Ministry of Commerce", "商务部公告2023年第23号"),
    ("The Ministry of Commerce issued Announcement No. 23 of 2023.", "商务部公告2023年第23号"),
    ("MOFCOM has released its Announcement No. 23, 2023", "商务部公告2023年第23号"),
    ("MOFCOM issued a joint Announcement No. 23 of 2023", "商务部公告2023年第23号"),
    ("Announcement No. 23 [2023] of the Ministry of Commerce", "商务部公告2023年第23号"),
)
NONE = (
    "北京路28号",
    "第28号院",
    "（2012）西民四初字第438号",
    "2023年第15号台风",
    "Executive Order No. 13873",
    "room (2015) no",
    "二十大",
    "",
    "号",
)


@pytest.mark.parametrize(("written", "key"), KEYS)
def test_every_form_comes_to_its_key(written: str, key: str) -> None:
    assert parse_number(written) == key


LISTS: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    (
        "样例部、海关总署公告2025年第55号、第56号和58号",
        [
            ("样例部海关总署公告2025年第55号", "样例部、海关总署公告2025年第55号"),
            ("样例部海关总署公告2025年第56号", "第56号"),
            ("样例部海关总署公告2025年第58号", "58号"),
        ],
    ),
    (
        "样例部2025年第61号、第62号公告",
        [("样例部公告2025年第61号", "样例部2025年第61号"), ("样例部公告2025年第62号", "第62号公告")],
    ),
    (
        "样例部公告2023年第23号和2024年第46号规定",
        [("样例部公告2023年第23号", "样例部公告2023年第23号"), ("样例部公告2024年第46号", "2024年第46号")],
    ),
    (
        "国发〔2015〕28号、〔2016〕5号和35号",
        [
            ("国发〔2015〕28号", "国发[2015]28号"),
            ("国发〔2016〕5号", "[2016]5号"),
            ("国发〔2016〕35号", "35号"),
        ],
    ),
    (
        "样例部发布2025年第95号公告，自即日起暂停实施2025年第88号公告",
        [("样例部公告2025年第95号", "2025年第95号公告"), ("样例部公告2025年第88号", "2025年第88号公告")],
    ),
    (
        "国务院令第706号，第707号的规定",
        [("国务院令第706号", "国务院令第706号"), ("国务院令第707号", "第707号")],
    ),
    (
        "停止执行样政发〔2015〕3号、5号、7号文件",
        [
            ("样政发〔2015〕3号", "样政发[2015]3号"),
            ("样政发〔2015〕5号", "5号"),
            ("样政发〔2015〕7号", "7号"),
        ],
    ),
    (
        "样例部公告2025年第61号、第62号暂停实施",
        [("样例部公告2025年第61号", "样例部公告2025年第61号"), ("样例部公告2025年第62号", "第62号")],
    ),
    ("样例部公告2025年第61号、12345号热线", [("样例部公告2025年第61号", "样例部公告2025年第61号")]),
    (
        "样例部会同样例署10月9日发布2025年第55号公告",
        [("样例部样例署公告2025年第55号", "2025年第55号公告")],
    ),
    (
        "样例总局公告2012年第15号第三条、第五条、样例署公告2014年第29号",
        [
            ("样例总局公告2012年第15号", "样例总局公告2012年第15号"),
            ("样例署公告2014年第29号", "样例署公告2014年第29号"),
        ],
    ),
    (
        "财政部 税务总局公告2025年第10号",
        [("财政部国家税务总局公告2025年第10号", "财政部税务总局公告2025年第10号")],
    ),
    (
        "MOFCOM suspended Announcement No. 5 of 2025 (with the GAC) and Announcements No. 6 and 7 of 2025",
        [
            ("商务部公告2025年第5号", "announcement no. 5 of 2025"),
            ("商务部公告2025年第6号", "announcements no. 6"),
            ("商务部公告2025年第7号", "7"),
        ],
    ),
    ("Japan's Ministry of Finance Order No. 5 of 2025", []),
    ("The German Federal Ministry of Finance Announcement No. 3 of 2024", []),
    ("仍按商务部公告2025年第61号，", [("商务部公告2025年第61号", "商务部公告2025年第61号")]),
    ("决定将样例部公告2025年第61号延期", [("样例部公告2025年第61号", "样例部公告2025年第61号")]),
    ("美国商务部公告2025年第61号", [("美国商务部公告2025年第61号", "美国商务部公告2025年第61号")]),
    ("《条例》（2007年国务院令第504号公布）", [("国务院令第504号", "国务院令第504号")]),
    ("国务院令第706号，3号楼", [("国务院令第706号", "国务院令第706号")]),
    ("国发〔2015〕28号、1号文件", [("国发〔2015〕28号", "国发[2015]28号")]),
    ("国发〔2015〕28号、第1号附件", [("国发〔2015〕28号", "国发[2015]28号")]),
    (
        "MOFCOM Announcements No. 55, 56 and No. 57 of 2025",
        [
            ("商务部公告2025年第55号", "mofcom announcements no. 55"),
            ("商务部公告2025年第56号", "56"),
            ("商务部公告2025年第57号", "no. 57"),
        ],
    ),
    (
        "Announcement Nos. 61 and 62 of 2025 of the Ministry of Commerce",
        [("商务部公告2025年第61号", "announcement nos. 61"), ("商务部公告2025年第62号", "62")],
    ),
    (
        "China's Ministry of Commerce (MOFCOM) and the General Administration of Customs issued Announcement No. 8 of 2025",
        [("商务部海关总署公告2025年第8号", "announcement no. 8 of 2025")],
    ),
    (
        "MOFCOM has suspended its Announcements No. 8 and No. 9 of 2025",
        [("商务部公告2025年第8号", "announcements no. 8"), ("商务部公告2025年第9号", "no. 9")],
    ),
    (
        "State Council Order No. 706 and 20 other rules",
        [("国务院令第706号", "state council order no. 706")],
    ),
)


@pytest.mark.parametrize(("text", "found"), LISTS)
def test_the_numbers_of_a_list_share_their_series(text: str, found: list[tuple[str, str]]) -> None:
    shadow = fold(text)
    assert [(one.key, shadow.text[one.start : one.end]) for one in find_numbers(shadow)] == found


@pytest.mark.parametrize(
    "number", ["国发〔2015〕28号", "(2015)28号", "国务院令第706号", "商务部公告2023年第23号"]
)
@pytest.mark.parametrize(
    "before", ["样例厅转发了", "根据", "我局按", "，以", "现将", "暂停实施", "恢复适用", "已被"]
)
def test_a_sentence_leads_to_it(before: str, number: str) -> None:
    assert parse_number(f"{before}{number}，请遵照执行。") == parse_number(number)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_has_no_key(text: str) -> None:
    assert parse_number(text) == ""


def test_a_joint_document_has_several() -> None:
    assert parse_numbers("国办发〔2015〕28号、国科发〔2015〕3号") == [
        "国办发〔2015〕28号",
        "国科发〔2015〕3号",
    ]
    assert parse_numbers("无") == []


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("国发〔2015〕28号", ("国发", 2015, 28)),
        ("商务部公告2023年第23号", ("商务部公告", 2023, 23)),
        ("国务院令第706号", ("国务院令", 0, 706)),
        ("〔2015〕28号", ("", 2015, 28)),
        ("国发", None),
    ],
)
def test_a_key_comes_apart(key: str, parts: tuple[str, int, int] | None) -> None:
    assert split_key(key) == parts


@given(
    st.text(alphabet="国发办函科财工信部联〔〕[]()（）0123456789年第号令公告 \u200bNo.guofa", max_size=60),
    st.sampled_from([key for key, _ in KEYS]),
)
def test_spans_lie_in_the_text_and_are_disjoint(noise: str, number: str) -> None:
    shadow = fold(f"{noise}，{number}。{noise}")
    position = 0
    for found in find_numbers(shadow):
        assert position <= found.start < found.end <= len(shadow.text)
        assert split_key(found.key)
        position = found.end


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("号", "国", ""),
        ("", "1", "号"),
        ("", "〔2015〕", "号"),
        ("", "state council ", "order no. 7"),
        ("", "state council and ministries of commerce ", "on this issue"),
    ],
)
def test_long_texts_take_no_longer_than_their_length(before: str, piece: str, after: str) -> None:
    assert_time_in_proportion(
        lambda length: list(find_numbers(fold(f"{before}{piece * (length // len(piece))}{after}"))), 60_000
    )


@given(
    st.lists(
        st.sampled_from(
            (
                *(
                    "guo ",
                    "fa ",
                    "guofa",
                    "ban ",
                    "state ",
                    "council ",
                    "ministry of commerce ",
                    "border ",
                    ", ",
                ),
                *(
                    "[2015] no. 5",
                    "(1999)no 7",
                    "[2015] doc no. 5.5",
                    "order no. 706 ",
                    "announcement no 3 [2015]",
                ),
                *("decree number 3 of the state council ", "order no. 5 of 2015 of the mofcom order no. 6"),
            )
        ),
        max_size=12,
    )
)
def test_numbers_are_those_of_the_whole_patterns(pieces: list[str]) -> None:
    text = "".join(pieces)
    for sign, pattern in ((_PINYIN_SIGN, _PINYIN_NUMBER), (_ORDER_SIGN, _ORDER)):
        found = [match.groups() for match in _find_around(sign, pattern, text)]
        assert found == [match.groups() for match in pattern.finditer(text)]


def test_state_council_catalogue() -> None:
    with gzip.open(
        shared_data("catalogue", "state_council.tsv.gz"), "rt", encoding="utf-8", errors="replace"
    ) as stream:
        numbers = [row["doc_number"] for row in csv.DictReader(stream, delimiter="\t") if row["doc_number"]]
    right = sum(parse_number(number) == re.sub(r"\s", "", number) for number in numbers)
    assert len(numbers) > 5000
    assert right / len(numbers) >= 0.98


def test_metadata_tables_of_the_state_council_pages() -> None:
    rows = json.loads(shared_data("gov_pages", "gov_cn_topic_labels.json").read_text(encoding="utf-8"))
    numbers = [row["发文字号"] for row in rows if row.get("发文字号")]
    expected = [re.sub(r"^国令", "国务院令", number) for number in numbers]
    assert [parse_number(number) for number in numbers] == expected


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("样例部公告2025年第61号 公布对样例物项实施管制的决定", "样例部公告2025年第61号"),
        ("关于样例的意见（样部科〔2019〕188号）", "样部科〔2019〕188号"),
        ("样例部关于样例的通知 样部科〔2019〕188号", "样部科〔2019〕188号"),
        ("关于废止样例部公告2019年第4号的公告", ""),
        ("样例部公告2025年第70号 公布暂停实施样例部公告2025年第61号等公告", "样例部公告2025年第70号"),
        ("MOFCOM Announcement No. 61 of 2025 on Kelp", "商务部公告2025年第61号"),
        ("MOFCOM Announcement No. 61 of 2025 Shakes Markets", ""),
        ("专家解读样例部公告2025年第61号", ""),
        ("样例市财政局转发样例部公告2025年第61号", ""),
        ("关于海带公告的解读（样例部公告2025年第61号）", ""),
        ("关于样例的通知", ""),
    ],
)
def test_a_title_names_its_own_number_at_its_beginning_or_end(title: str, key: str) -> None:
    assert find_own_number(title) == key
