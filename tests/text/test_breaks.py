"""Line breaks inside sentences: what is wrapped, and what is a line of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text import find_sentence, sentence_ends
from flows.text.breaks import soft_breaks

WRAPPED = [
    "样例省人民政府将加大对集成电路产业的支持力度，设立专项\n资金，用于支持企业引进关键设备。",
    "样例省人民政府将加大对集成电路产业的支持力度，设立专项资金\n20亿元，用于支持企业引进关键设备。",
    "The provincial government will raise its support for the makers of\nchips and set up a fund.",
    "The fund of the provincial government was set up by the town of New\nSample in July 2020.",
    "第三十一条  样例省人民政府将加大对集成电路产业的支持力度，设\n立专项资金，用于支持企业引进关键设备。",
    "The firm was added to the Entity List by the Commerce Department, U.S.\nDepartment of Commerce.",
]
SEPARATE = [
    # A stop, an item, a label, a signature, a page number.
    "样例省人民政府将加大对集成电路产业的支持力度，设立专项资金。\n资金用于支持企业引进关键设备。",
    "各市要加大对集成电路产业的支持力度，并按季度报告进展情况\n（二）支持企业引进关键设备。",
    "工业和信息化部办公厅关于印发样例产业发展行动计划的通知\n发文字号：工信厅科〔2031〕5号",
    "附件：工业和信息化部第三批样例服务平台（部省共建）名单\n工业和信息化部",
    "能源装备的数字化改造以及算力、网络等基础设施的技术\n7",
    # Rows of a table.
    "Indicator of the plan | 2020 | Annual average | Nature\nUrbanization rate | 60 | — | Binding",
    "样例产业增加值占全省生产总值的比重\t12.5\t15\n样例产业新增就业人数和培训人数\t300\t400",
    "样例产业增加值占全省生产总值的比重　12.5　15\n样例产业新增就业人数和培训人数　300　400",
    # Short lines, headings, lines of very different width, and paragraphs.
    "样例省\n样例市",
    "Chapter III. Building an Innovative Country and a Stronger Industry\nWe will raise spending.",
    "Strengthening the base of industry\n"
    + "The government will raise its support for the makers of chips. " * 2,
    "样例" * 120 + "\n" + "样例" * 100,
    "样例省人民政府将加大对集成电路产业的支持力度，设立专项\n\n资金，用于支持企业引进关键设备。",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_a_wrapped_sentence_goes_on(text: str) -> None:
    assert soft_breaks(text) == [text.index("\n")]
    assert find_sentence(text, 0, 5) == (0, len(text))


@pytest.mark.parametrize("text", SEPARATE)
def test_other_lines_end(text: str) -> None:
    assert soft_breaks(text) == []
    assert any(text[end - 1] == "\n" for end in sentence_ends(text)[:-1])


@given(st.text(alphabet="样例，。：a b.\n1", max_size=120))
def test_breaks_are_line_breaks_between_lines(text: str) -> None:
    places = soft_breaks(text)
    assert places == sorted(set(places))
    assert all(text[place] == "\n" and text[place - 1] != "\n" != text[place + 1] for place in places)
