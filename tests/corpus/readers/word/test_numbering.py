"""The numbers that Word sets before paragraphs, which their text does not have: 第一条, （二）, 1.2."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers.word.numbering import write_number
from flows.text import parse_numeral
from tests.support import make_docx, read_one

Paragraph = tuple[int, str]


def make_list(levels: Sequence[str], paragraphs: Sequence[Paragraph], lists: Sequence[str] = ("",)) -> bytes:
    """Return a DOCX with a definition of levels, lists that use it, and paragraphs.

    A paragraph is a level, plus ten times the number of its list, and a text; -1 is no level.
    """
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document(io.BytesIO(make_docx()))
    part = document.part.numbering_part.element
    inside = "".join(f'<w:lvl w:ilvl="{place}">{level}</w:lvl>' for place, level in enumerate(levels))
    part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{inside}</w:abstractNum>'))
    for number, overrides in enumerate(lists):
        part.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{90 + number}"><w:abstractNumId w:val="90"/>{overrides}</w:num>'
            )
        )
    for place, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if place >= 0:
            level = f'<w:ilvl w:val="{place % 10}"/><w:numId w:val="{90 + place // 10}"/>'
            properties = paragraph._p.get_or_add_pPr()
            properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{level}</w:numPr>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def level(kind: str, text: str, more: str = "") -> str:
    return f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'


CHAPTER = level("chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>')
ARTICLE = level("chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>')
ITEM = level("chineseCounting", "（%3）")
RESTARTED = (
    "",
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
)


@pytest.mark.parametrize(
    ("levels", "paragraphs", "lists", "text"),
    [
        (
            (CHAPTER, ARTICLE, ITEM),
            (
                (0, "总则"),
                (1, "制定本条例。"),
                (2, "设施；"),
                (2, "开放。"),
                (0, "附则"),
                (1, "施行。"),
                (2, "甲。"),
            ),
            ("",),
            "第一章 总则\n第一条 制定本条例。\n（一）设施；\n（二）开放。\n第二章 附则\n第二条 施行。\n（一）甲。",
        ),
        (
            (level("decimal", "%1."), level("decimal", "%1.%2"), level("lowerLetter", "(%3)")),
            (
                (0, "Scope"),
                (1, "Aim"),
                (-1, "It is broad."),
                (1, "Terms"),
                (2, "data;"),
                (0, "Duties"),
                (1, "All"),
            ),
            ("",),
            "1. Scope\n1.1 Aim\nIt is broad.\n1.2 Terms\n(a) data;\n2. Duties\n2.1 All",
        ),
        (
            (level("decimal", "%1."),),
            ((0, "甲"), (0, "乙"), (10, "丙"), (10, "丁")),
            RESTARTED,
            "1. 甲\n2. 乙\n1. 丙\n2. 丁",
        ),
        ((level("decimal", "%1."),), ((0, "甲"), (10, "乙")), ("", ""), "1. 甲\n2. 乙"),
        (
            (level("chineseCounting", "%1、"), level("decimal", "%1.%2", "<w:isLgl/>")),
            ((0, "目标"), (1, "规模")),
            ("",),
            "一、目标\n1.1 规模",
        ),
        ((level("bullet", "\uf0b7"),), ((0, "各县落实。"),), ("",), "各县落实。"),
        ((level("none", ""),), ((0, "各县落实。"),), ("",), "各县落实。"),
        (
            (level("decimal", "%1."),),
            ((5, "各县落实。"), (30, "按期报送。")),
            ("",),
            "各县落实。\n按期报送。",
        ),
    ],
    ids=[
        "articles count through the chapters",
        "levels below begin again",
        "a list that begins again",
        "a list that goes on",
        "legal numbers",
        "bullets",
        "no number",
        "a level and a list that do not exist",
    ],
)
def test_numbers_of_lists_are_part_of_the_text(
    levels: Sequence[str], paragraphs: Sequence[Paragraph], lists: Sequence[str], text: str
) -> None:
    assert read_one(make_list(levels, paragraphs, lists), "a.docx").text == text


def test_a_number_of_a_style_is_part_of_the_text() -> None:
    import docx

    document = docx.Document()
    for text in ("各县落实。", "按期报送。"):
        document.add_paragraph(text, style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_one(buffer.getvalue(), "a.docx").text == "1. 各县落实。\n2. 按期报送。"


@pytest.mark.parametrize("broken", ["x", "-1", "²", "9" * 400])
def test_a_broken_list_does_not_cost_the_file(broken: str) -> None:
    data = make_list((level("decimal", "%1.").replace('val="1"', f'val="{broken}"'),), ((0, "各县落实。"),))
    assert read_one(data, "a.docx").text.endswith(". 各县落实。")


@pytest.mark.parametrize("pattern", ["%1.", "%1%1%1%1", "第%1条" + "附" * 50])
def test_a_number_longer_than_any_text_needs_is_left_out(pattern: str) -> None:
    data = make_list((level("upperLetter", pattern).replace('"1"', '"32000"'),), ((0, "各县落实。"),))
    assert read_one(data, "a.docx").text == "各县落实。"


@given(st.integers(1, 99_999))
def test_chinese_numbers_are_read_as_they_are_written(number: int) -> None:
    assert parse_numeral(write_number(number, "chineseCountingThousand")) == number


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (19, "chineseCounting", "十九"),
        (20, "chineseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1_005, "japaneseCounting", "一千零五"),
        (2_026, "ideographDigital", "二〇二六"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (49, "upperRoman", "XLIX"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (2, "ideographTraditional", "乙"),
        (7, "decimalZero", "07"),
        (7, "hebrew1", "7"),
        (0, "chineseCounting", "0"),
    ],
)
def test_formats_of_numbers(number: int, kind: str, written: str) -> None:
    assert write_number(number, kind) == written
