"""Tables without a line of column names are rejected: their first record is not used as one."""

from __future__ import annotations

import re

import pytest

from flows.corpus.metadata import meaning_of
from tests.support import read

HEADLESS = [
    "2021-03-12,试点方案,各单位应当落实试点方案。",
    "2021-03-13,工作要点,各单位应当落实工作要点。",
]


@pytest.mark.parametrize(
    ("lines", "fields", "found"),
    [
        (HEADLESS, {}, "2021-03-12, 试点方案, 各单位应当落实试点方案。"),
        (HEADLESS[:1], {}, "2021-03-12, 试点方案, 各单位应当落实试点方案。"),
        (["1\t一个\thttps://a.cn/1\t甲", "2\t另一个\thttps://a.cn/2\t乙"], {}, "1, 一个, https://a.cn/1, 甲"),
        (["甲;https://a.cn/1;" + "long words " * 9] * 2, {}, "甲, https://a.cn/1, long words long words l…"),
        # a declared mapping is trusted, and so is a name for the text
        (HEADLESS, {"各单位应当落实试点方案。": "text"}, ""),
        (["正文,填报说明：不得超过两千字。", "各单位应当落实。,已按要求填报。"], {}, ""),
        # unknown names are names, and so are days in a table of figures
        (["甲栏,乙栏", "2021-03-12,各单位应当落实试点方案。"], {"乙栏": "text"}, ""),
        (["地区,2021-03-31,2021-06-30", "甲省,3.2,4.1", "乙省,2.8,3.9"], {}, ""),
        (["地区,2021年,2022年", "甲省,3.2,4.1"], {}, ""),
        # a single kind does not prove a record
        (["姓名,2021-01-01", "甲,2021-01-03"], {}, ""),
        (["内容说明。,编号", "第一条内容。第二条。,1"], {}, ""),
        (["http://a.cn/terms/id,http://a.cn/terms/name", "http://a.cn/1,甲"], {}, ""),
        (["地区,2021,2022,附注：未经审计。", "甲省,3,4,已审计。"], {}, ""),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_table_without_column_names_is_refused(
    lines: list[str], fields: dict[str, str], found: str, ending: str
) -> None:
    documents, rejections = read(ending.join(lines).encode(), "a.csv", fields=fields)
    assert [(one.code, one.where) for one in rejections] == (
        [("corpus.no_header", "in/a.csv")] if found else []
    )
    assert bool(documents) is not bool(found)
    assert [one for one in rejections if f"({found})" not in one.reason] == []


@pytest.mark.parametrize(
    "question",
    [
        "Question 1: Which part of the plan should the departments of your region carry out first?",
        "第一题：您认为本地区各部门在落实试点方案的过程中，最需要优先解决的问题是什么，"
        "请结合所在单位的实际情况逐条说明理由，并举出具体的例子",
    ],
)
def test_a_survey_whose_columns_are_questions_is_told_to_map_its_text(question: str) -> None:
    lines = [f'"{question}",Name', *(f'"{"An answer, at some length. " * 4}",{name}' for name in "ab")]
    documents, rejections = read("\n".join(lines).encode(), "a.csv")
    assert documents == []
    assert f"`fields: {{{question}: text}}`" in rejections[0].reason


def test_a_refusal_says_how_to_name_the_text_of_a_table_that_has_names() -> None:
    _, rejections = read("\n".join(HEADLESS).encode(), "a.csv")
    assert "`fields: {NAME: text}`" in rejections[0].reason
    assert "`fields: {列名: text}`" in rejections[0].message("zh")


def test_names_that_a_refusal_proposes_are_known() -> None:
    documents, rejections = read("\n".join(HEADLESS).encode(), "a.csv")
    assert documents == []
    for locale, end in (("en", "such as "), ("zh", "例如：")):
        proposed = re.split("[,、]", rejections[0].message(locale).split(end)[1])
        assert all(meaning_of(name) for name in proposed)


ROWS = [
    ["标题", "发布日期", "发布机构", "正文"],
    ["试点方案", "2022-03-04", "示范局", "各单位应当落实试点方案，按季度报送情况。"],
    ["工作要点", "2022-04-05", "示范厅", "各单位应当落实工作要点，按季度报送情况。"],
]
BLANK, TITLE = ["", "", "", ""], ["文件汇总表", "", "", ""]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ([], 2),
        ([BLANK], 3),
        ([BLANK, BLANK], 4),
        ([TITLE], 3),
        ([["文件汇总表"]], 3),
        ([TITLE, BLANK, ["单位：件", "", "", ""]], 5),
        ([TITLE, ["", "", "", "单位：件"]], 4),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_header_below_a_title_or_blank_rows_names_the_fields(
    above: list[list[str]], line: int, delimiter: str
) -> None:
    text = "\n".join(delimiter.join(row) for row in [*above, *ROWS])
    documents, rejections = read(text.encode(), "a.csv" if delimiter != "\t" else "a.tsv")
    assert not rejections
    assert [(one.title, one.published, one.publisher) for one in documents] == [
        ("试点方案", "2022-03-04", "示范局"),
        ("工作要点", "2022-04-05", "示范厅"),
    ]
    assert documents[0].metadata["line"] == line


@pytest.mark.parametrize(
    ("text", "fields", "titles"),
    [
        # unknown names, below a title as wide as the table
        (
            "文件汇总表,\n名目甲,名目乙\n试点方案,各单位应当落实试点方案。",
            {"名目甲": "title", "名目乙": "text"},
            ["试点方案"],
        ),
        # one column whose records have commas or semicolons
        ("名目乙\n甲一; 乙二\n丙三; 丁四", {"名目乙": "text"}, ["甲一; 乙二", "丙三; 丁四"]),
        ('text\n"one, two"\n"three, four"', {}, ["one, two", "three, four"]),
        # an unnamed first column, as in the index of a data frame
        (",名目乙\n甲,乙乙\n丙,丁丁", {"名目乙": "text"}, ["乙乙", "丁丁"]),
    ],
)
def test_the_first_row_of_other_tables_is_the_header(
    text: str, fields: dict[str, str], titles: list[str]
) -> None:
    documents, rejections = read(text.encode(), "a.csv", fields=fields)
    assert ([one.title or one.text for one in documents], rejections) == (titles, [])


def test_a_table_of_figures_below_a_title_has_its_columns() -> None:
    documents, _ = read("表1 主要指标,,\n,,\n地区,2021年,2022年\n甲省,3.2,4.1".encode(), "a.csv")
    assert documents[0].text.splitlines()[0] == "| 地区 | 2021年 | 2022年 |"
