"""Lists of repealed documents: their beginning, end and items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.citations.finding import find_citations
from flows.annotation.citations.repeals import find_repealed, items_from
from tests.timing import assert_time_in_proportion

LISTS = [
    (
        "经研究，决定废止下列文件：\n\n一、《样例甲办法》（样府〔2018〕1号）\n\n二、样例省关于样例乙的通知（样府〔2018〕2号）\n\n"
        "本决定自公布之日起施行。《样例丙办法》继续有效。",
        {"样例甲办法": "样府〔2018〕1号", "样例省关于样例乙的通知": "样府〔2018〕2号"},
    ),
    (
        "继续有效的规范性文件目录\n1.《样例丙办法》\n废止的规范性文件目录\n1.《样例丁办法》；\n2.《样例戊规定》。",
        {"样例丁办法": "", "样例戊规定": ""},
    ),
    (
        "下列条例已不适用，自本法施行之日起，予以废止：\n1．样例人民共和国样例罪暂行条例\n2．关于惩治样例罪的补充规定\n附件二\n"
        "下列规定予以保留：\n1．关于样例的决定",
        {"样例人民共和国样例罪暂行条例": "", "关于惩治样例罪的补充规定": ""},
    ),
    (
        "决定废止的文件目录（2件）\n| 序号 | 文件名称 | 文号 |\n|---|---|---|\n| 1 | 关于样例己的意见 | 样府〔2015〕3号 |\n"
        "| 2 | 《样例庚方案》 | 样府〔2016〕4号 |",
        {"关于样例己的意见": "样府〔2015〕3号", "样例庚方案": "样府〔2016〕4号"},
    ),
    (
        "以下文件宣布失效：\n一、省政府文件\n（一）样例省样例辛规划（样政发〔2012〕5号）\n二、继续有效的文件\n（一）样例省样例壬规划",
        {"样例省样例辛规划": "样政发〔2012〕5号"},
    ),
    (
        "The following documents are repealed:\n1. Sample Measures for the Administration of Chips (2012)\nThese Measures take effect.",
        {"Sample Measures for the Administration of Chips": ""},
    ),
    # The document that replaces another, or is the reason, is not repealed.
    (
        "决定废止的行政法规目录\n1.《样例房屋拆迁管理条例》（已被《样例房屋征收与补偿条例》代替）\n"
        "2.《样例旧办法》，由《样例新办法》代替\n| 3 | 样例丁管理办法 | 不符合《样例许可法》 |",
        {"样例房屋拆迁管理条例": "", "样例旧办法": "", "样例丁管理办法": ""},
    ),
    # Documents amended or still in force end the list.
    (
        "一、废止下列行政法规：\n1.《样例甲条例》\n二、修改《样例丙条例》，将第五条中的“甲”修改为“乙”。\n"
        "三、对《样例丁条例》作如下修改：\n四、删去《样例戊条例》第三条。",
        {"样例甲条例": ""},
    ),
    (
        "废止的文件目录\n1.《样例甲办法》\n二、延长有效期的规范性文件目录\n1.《样例乙办法》",
        {"样例甲办法": ""},
    ),
    ("附件：\n1.废止的规范性文件目录\n2.《样例市规范性文件管理办法》\n3.样例管理办法", {}),
    ("\u3000\u3000决定废止下列规章：\n\u3000\u30001.《样例甲条例》", {"样例甲条例": ""}),
    ("以下文件不予废止：\n1.《样例甲办法》", {}),
    ("除下列文件继续有效外，其他文件一律废止：\n1.《样例甲办法》", {}),
    ("有下列情形之一的，应当宣布失效或者废止：\n（三）《样例立法法》规定的情形", {}),
    ("原办法同时废止，具体按下列规定执行：\n1.《样例甲办法》", {}),
    ("请各单位对照清理废止的规范性文件目录\n1. 认真学习《样例条例》", {}),
    ("The following laws may not be repealed:\n1. Sample Law on the Sea (2012)", {}),
    ("废止劳动教养制度的意义如下：\n一、保障人权。\n二、推进法治。", {}),
    ("有下列情形之一的，废止医师执业证书：\n（一）死亡；\n（二）受刑事处罚；", {}),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_items_of_a_list_are_repealed(text: str, expected: dict[str, str]) -> None:
    found = {one.text: one.number for one in find_citations(text) if one.relation == "repealing"}
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_may_begin_in_another_passage(text: str, expected: dict[str, str]) -> None:
    items, place = find_repealed(text), 0
    found: dict[str, str] = {}
    for line in text.split("\n"):
        cited = find_citations(line, (), items_from(items, place))
        found |= {one.text: one.number for one in cited if one.relation == "repealing"}
        assert all(line[one.start : one.end] == one.text for one in cited)
        place += len(line) + 1
    assert found == expected


@given(st.text(alphabet="废止下列文件：\n1．、《》样例办法的目录 |（）〔2018〕号", max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    last = 0
    for item in find_repealed(text):
        assert last <= item.start < item.end <= len(text)
        last = item.end


@pytest.mark.parametrize(
    "piece", ["下列", "废止的（", "following repealed ", "1.关于样例的", "| 1 ", "下列废止"]
)
def test_hostile_lines_cost_no_more_than_their_length(piece: str) -> None:
    assert_time_in_proportion(
        lambda length: find_repealed(f"决定废止下列文件：\n{piece * (length // len(piece))}："), 100_000
    )
