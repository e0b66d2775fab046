"""Document numbers at the head of a text, in its title, and in fields."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.numbers import (
    find_document_number,
    find_number_in_title,
    find_promulgation,
    tidy_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("某办发〔2021〕3号\n关于试点的通知", "某办发〔2021〕3号"),
        ("关于试点的通知\n某办发[2021]12号\n各单位：", "某办发[2021]12号"),
        ("通知\n（某办发〔 2021 〕 3 号）\n各单位：", "某办发〔2021〕3号"),
        ("通知\n某办发〔20\u200b21〕3号\n", "某办发〔2021〕3号"),
        ("样例法院\n民事判决书\n（2023）粤03民终1234号\n上诉人", "（2023）粤03民终1234号"),
        ("样例法院\n执行裁定书\n(2020) 沪73 执 612号 之一\n", "(2020)沪73执612号之一"),
        ("样例部 样例署公告2025年第61号\n正文", "样例部样例署公告2025年第61号"),
        ("本公告2025年第61号\n正文", ""),
        ("样例办法\n（2003年4月5日 样局发〔2003〕12号）\n第一条", "样局发〔2003〕12号"),
        ("样例办法\n(2003年4月5日样局发[2003]12号文件印发)\n第一条", "样局发[2003]12号"),
        ("样例办法\n（样局发〔2003〕12号，2003年4月5日）\n第一条", "样局发〔2003〕12号"),
        ("样例办法\n（国数据〔2024〕1号 2024年4月5日印发）\n第一条", "国数据〔2024〕1号"),
        ("样例办法\n（2003年4月5日根据样局发〔2003〕12号）\n第一条", ""),
        ("样例办法\n（2003年4月5日样局发〔2003〕12号废止）\n第一条", ""),
        ("样例办法\n（2003年4月5日样局发〔2003〕12号公布 2010年5月6日样局发〔2010〕3号修订）", ""),
        ("**（某办发〔2021〕3号）**\n", "某办发〔2021〕3号"),
        ("某办发〔2021〕3号 　印发\n", "某办发〔2021〕3号"),
        ("Yang Fa [2017] No. 3, 14 June 2017\n", "Yang Fa [2017] No. 3"),
        ("see Yang Fa [2017] No. 3\n", ""),
        ("不服（2020）沪73知民初612号民事判决，提起上诉。", ""),
        ("各单位要落实《通知》（某办发〔2021〕3号）的要求。", ""),
        ("关于试点的通知\n各单位：", ""),
        ("", ""),
    ],
)
def test_document_number(text: str, number: str) -> None:
    assert find_document_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("首页 正文 关于试点的通知 示办通字〔2021〕3号 各单位：", "示办通字〔2021〕3号"),
        ("通知\n示厅科\n〔\n201\n8\n〕\n54\n号\n各单位：", "示厅科〔2018〕54号"),
        ("首页 根据《通知》（示办通字〔2021〕3号）精神", ""),
    ],
)
def test_number_apart_or_in_pieces(text: str, number: str) -> None:
    assert find_document_number(text) == number


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("样例部 样例署公告2025年第61号 公布样例决定", "样例部样例署公告2025年第61号"),
        ("关于样例的公告（样例部 样例署公告2025年第10号）", "样例部样例署公告2025年第10号"),
        ("样例总局关于样例的公告（2025年第10号）", "样例总局公告2025年第10号"),
        ("MOFCOM Announcement No. 61 of 2025 Announcing Samples", "MOFCOM Announcement No. 61 of 2025"),
        ("关于样例的通知", ""),
    ],
)
def test_the_number_in_a_title(title: str, number: str) -> None:
    assert find_number_in_title(title) == number


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("样例部关于样例的实施意见（样部科〔2019〕188号）", "样部科〔2019〕188号"),
        ("国发〔2021〕 3 号", "国发〔2021〕3号"),
        ("样部科〔2019〕188号（样部规〔2018〕3号）", "样部科〔2019〕188号（样部规〔2018〕3号）"),
        ("样例部关于样例的实施意见（第3号）", "样例部关于样例的实施意见（第3号）"),
    ],
)
def test_the_number_of_a_field(given: str, number: str) -> None:
    assert tidy_number(given) == number


@pytest.mark.parametrize(
    ("bracket", "number"),
    [
        ("（2003年5月1日样例省人民政府令第8号发布　自2003年7月1日起施行）", "样例省人民政府令第8号"),
        (
            "（1995年3月5日样例会议通过 1995年3月6日主席令第五号公布 根据2010年3月5日《样例决定》修订）",
            "主席令第五号",
        ),
        ("（根据2010年3月5日样例省人民政府令第9号修订）", ""),
        ("（2010年3月5日样例省人民政府令第9号修订后公布）", ""),
    ],
)
def test_the_number_of_the_order_that_promulgated_a_law(bracket: str, number: str) -> None:
    assert find_promulgation(f"样例办法\n{bracket}\n第一条　甲。") == number
