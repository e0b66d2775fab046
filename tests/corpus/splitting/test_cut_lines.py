"""Sentences that were cut into lines at numbers, styled words and links: joined where they go on, and only there."""

from __future__ import annotations

import pytest

from flows.corpus.splitting.passages import split_passages

# Six cuts at numbers, as in a text whose styled words have become lines.
CUT = (
    "根据《样例办法》（样例发〔\n2021\n〕\n7\n号），每家企业申报不超过\n3\n项，支持期不超过\n2\n年。\n"
    "申报于\n2022\n年\n9\n月以前完成。\n"
)


def texts(text: str) -> list[str]:
    return [one.text.replace("\n", "/") for one in split_passages(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申报不超过\n3\n项。", ["申报不超过/3/项。"]),
        ("（样例发〔\n2021\n〕\n7\n号）已经废止。", ["（样例发〔/2021/〕/7/号）已经废止。"]),
        ("分册（\n2016\n-\n2020\n年）已经实施。", ["分册（/2016/-/2020/年）已经实施。"]),
        ("颗粒物（PM\n2.5\n）浓度下降。", ["颗粒物（PM/2.5/）浓度下降。"]),
        # what ends before a number, or begins with one
        # the number of an item
        (
            "任务如下：\n一、\n支持样例；\n二、\n建设中心。",
            ["任务如下：", "一、/支持样例；", "二、/建设中心。"],
        ),
        ("第一，\n支持样例；\n三是\n建设中心。", ["第一，/支持样例；", "三是/建设中心。"]),
        ("3.\n支持样例。\n（四）\n建设中心。", ["3./支持样例。", "（四）/建设中心。"]),
        ("一、\n\n支持样例。", ["一、", "支持样例。"]),
        ("支持样例。\n3\n项任务如下", ["支持样例。", "3/项任务如下"]),
        ("附件：\n1\n.\n样例名单", ["附件：", "1", "样例名单"]),
        ("样例方案\n2\n.\n样例名单", ["样例方案", "2", "样例名单"]),
        ("样例公司\n2\n示例公司\n3\n示范公司", ["样例公司", "2", "示例公司", "3", "示范公司"]),
        ("样例部\n\n2021\n年", ["样例部", "2021/年"]),
        ("样例部\r\n \r\n2021\r\n年", ["样例部", "2021\r/年"]),
        ("二、时间\n2021\n年3月。", ["二、时间", "2021/年3月。"]),
        ("各地要稳步提升。\n3\n——能力增强。", ["各地要稳步提升。", "3", "——能力增强。"]),
        # words are joined only where numbers are cut off, too
        ("材料报送\n相\n结合的方式", ["材料报送", "相", "结合的方式"]),
    ],
)
def test_numbers_in_lines_of_their_own(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("采取网上和纸质\n相\n结合的方式。", ["采取网上和纸质/相/结合的方式。"]),
        ("（三）所申报\n项目\n的成果归单位所有。", ["（三）所申报/项目/的成果归单位所有。"]),
        (
            "（二）每家申报不超过\n2\n项，\n项目\n在本市完成。",
            ["（二）每家申报不超过/2/项，/项目/在本市完成。"],
        ),
        ("（一）推荐：各地主管部门\n、\n样例企业集团", ["（一）推荐：各地主管部门/、/样例企业集团"]),
        ("三、联系方式\n样例部样例司：\n张某", ["三、联系方式", "样例部样例司：", "张某"]),
        ("（一）申报条件\n申报单位应当在本市登记。", ["（一）申报条件", "申报单位应当在本市登记。"]),
    ],
)
def test_words_in_a_text_that_is_cut_at_numbers(text: str, found: list[str]) -> None:
    assert texts(CUT + text)[2:] == found


def test_a_list_of_words_with_some_numbers_is_left_alone() -> None:
    words = [f"样例{number}" for number in "甲乙丙丁戊己庚辛壬癸"] * 30
    text = "\n".join([*words, "3", "年", *words, "4", "月", *words, "5", "日"])
    assert len(texts(text)) >= len(words) * 3


def test_many_cuts_are_joined_in_time() -> None:
    assert len(texts(CUT * 2000)) == 4000
