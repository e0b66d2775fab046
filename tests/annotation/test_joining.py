"""A wrapped text gets the annotation of the text in one line, with spans of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.joining import join_text
from flows.annotation.names import Context
from flows.records import Annotation, Citation, Event, Mention, Target
from flows.text import wrap_cells

CHINESE = [
    "中芯国际集成电路制造有限公司于2000年4月在上海成立，由上海市人民政府出资支持。2004年3月，公司在香港联合交易所上市，"
    "募集资金约18亿美元，用于北京和上海生产线的建设。2020年12月18日，美国商务部将中芯国际列入出口管制“实体清单”，"
    "限制其获取所需的设备和材料。",
    "到2030年，全省人工智能核心产业规模达到2000亿元以上，培育专精特新“小巨人”企业300家。各市人民政府应当落实"
    "《中华人民共和国科学技术进步法》，加大财政投入，鼓励企业牵头组建创新联合体，不得将专项资金用于偿还债务。",
]
ENGLISH = [
    "Semiconductor Manufacturing International Corporation was founded in Shanghai in April 2000 by Richard Chang with "
    "money from the municipal government. In March 2004 the company was listed in Hong Kong and New York and raised "
    "$1.8 billion. On 18 December 2020 the United States Department of Commerce added SMIC to the Entity List.",
    "By 2030 the output of the chip industry of the province shall exceed 200 billion yuan. Local governments must carry "
    "out the Export Control Law and should encourage firms to form innovation consortia, and no enterprise may use the "
    "special fund to repay its debts.",
]


def facts(found: Annotation) -> list[object]:
    """Return an annotation without spans, and its texts without the line breaks in them."""
    parts: list[Mention | Citation | Target | Event] = [
        *found.mentions,
        *found.citations,
        *found.targets,
        *found.events,
    ]
    directives = [
        (one.grade, *("".join(part.split()) for part in (one.text, one.addressee, one.object)), one.rule)
        for one in found.directives
    ]
    plain = [replace(part, start=0, end=0, text="".join(part.text.split())) for part in parts]
    return [found.language, found.labels, found.instruments, found.loose, plain, directives]


@given(text=st.sampled_from([*CHINESE, *ENGLISH]), width=st.integers(54, 90))
def test_a_wrapped_text_says_the_same(annotator: Annotator, text: str, width: int) -> None:
    wrapped = "\n".join(wrap_cells(text, width))
    joined = join_text(wrapped)
    assert (
        joined.text.replace("。\n", "。").replace(".\n", ". ") == text
    )  # a line that ends with a stop stays one
    found, plain = annotator.annotate([wrapped, text])
    assert facts(found) == facts(plain)
    assert len(plain.events) + len(plain.targets) + len(plain.directives) >= 3
    for parts in (found.mentions, found.citations, found.targets, found.events, found.directives):
        assert all(wrapped[part.start : part.end] == part.text for part in parts)
    for one in found.directives:
        assert wrapped[one.addressee_start : one.addressee_end] == one.addressee
        assert wrapped[one.object_start : one.object_end] == one.object
    assert all(wrapped[start:end] == token for token, start, end in found.tokens)
    assert found.measure().tokens == plain.measure().tokens
    assert facts(annotator.annotate_plainly(wrapped)) == facts(annotator.annotate_plainly(text))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (
            "样例省人民政府将加大对样例产业的支持力度，预计投入2\n0亿元。",
            "样例省人民政府将加大对样例产业的支持力度，预计投入20亿元。",
        ),
        (
            "样例省人民政府将加大对样例产业的支持，实现从“0到1\n”的突破。",
            "样例省人民政府将加大对样例产业的支持，实现从“0到1”的突破。",
        ),
        (
            "样例省人民政府鼓励企业使用境外的开源软件，例如Open\nSource和其他。",
            "样例省人民政府鼓励企业使用境外的开源软件，例如Open Source和其他。",
        ),
        (
            "　　样例省人民政府将加大对样例产业的支持力度，支\n　　持企业。",
            "　　样例省人民政府将加大对样例产业的支持力度，支持企业。",
        ),
    ],
)
def test_what_is_between_joined_lines(text: str, joined: str) -> None:
    found = join_text(text)
    assert found.text == joined


def test_page_numbers_stay_where_they_are(annotator: Annotator) -> None:
    text = "样例省人民政府将加大对样例产业的支持力度，到2030年新增样例\n平台30个、样例中心 17 20个，支持企业引进关键设备。"
    place = text.index("17")
    (found,) = annotator.annotate([text], [Context(pages=((place, place + 2),))])
    assert [(target.indicator, target.value) for target in found.targets] == [
        ("新增样例平台", 30),
        ("新增样例中心", 20),
    ]
