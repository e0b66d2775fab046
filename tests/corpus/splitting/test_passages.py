"""Passages: exact offsets, each readable character in exactly one, headings, long lines split at sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.splitting.passages import (
    _AFTER_TITLE,
    _BEFORE_TITLE,
    MAX_CHARACTERS,
    _opens_with,
    passages_of,
    split_passages,
)
from flows.records import Document
from flows.text.language import detect_language
from tests.support import policy_texts, read_one, words_of

LAW = """# 试点促进办法

## 第一章 总则

第一条 为了规范试点工作，制定本办法。
第二条 本办法所称试点，包括下列情形：
（一）技术试点；
（二）制度试点。
由主管部门认定。
第三条 试点应当公开。

第二章 附则

第四条 本办法自公布之日起施行。
"""


def shape(text: str) -> list[tuple[str, str, str]]:
    return [(passage.kind, passage.heading, passage.text) for passage in split_passages(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\u2028", "\x85"])
def test_a_title_that_opens_the_text_counts_once_whatever_ends_its_line(end: str) -> None:
    text = end.join(["关于加强管理的通知", "", "2021年3月12日", "各单位要加强管理。"])
    kinds = [one.kind for one in passages_of(Document("x", "x", text, "关于加强管理的通知"))]
    assert "title" not in kinds and len(kinds) == 3


def test_law() -> None:
    assert shape(LAW) == [
        ("heading", "", "试点促进办法"),
        ("heading", "试点促进办法", "第一章 总则"),
        ("article", "试点促进办法 / 第一章 总则", "第一条 为了规范试点工作，制定本办法。"),
        (
            "article",
            "试点促进办法 / 第一章 总则",
            "第二条 本办法所称试点，包括下列情形：\n（一）技术试点；\n（二）制度试点。\n由主管部门认定。",
        ),
        ("article", "试点促进办法 / 第一章 总则", "第三条 试点应当公开。"),
        ("heading", "试点促进办法", "第二章 附则"),
        ("article", "试点促进办法 / 第二章 附则", "第四条 本办法自公布之日起施行。"),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("各单位要认真落实。", "paragraph", "各单位要认真落实。"),
        ("\u3000\u3000各单位要认真落实。 ", "paragraph", "各单位要认真落实。"),
        ("\ufeff各单位要认真落实。\u200b", "paragraph", "各单位要认真落实。"),
        ("一、总体要求", "heading", "一、总体要求"),
        ("（一）健全机制", "heading", "（一）健全机制"),
        ("（一）健全机制，加强领导，明确分工。", "item", "（一）健全机制，加强领导，明确分工。"),
        ("第三章 保障措施", "heading", "第三章 保障措施"),
        ("Chapter 3 Safeguards", "heading", "Chapter 3 Safeguards"),
        ("Article 12. Each unit shall report.", "article", "Article 12. Each unit shall report."),
        ("第十二条 各单位应当报告。", "article", "第十二条 各单位应当报告。"),
        ("第一百零二条之一 各单位应当报告。", "article", "第一百零二条之一 各单位应当报告。"),
        ("- a first task of many", "item", "a first task of many"),
        ("• 加强领导。", "item", "加强领导。"),
        ("1. 加强领导。", "item", "1. 加强领导。"),
        ("3.5亿元用于补助。", "paragraph", "3.5亿元用于补助。"),
        ("| 甲 | 乙 |", "table", "| 甲 | 乙 |"),
        ("### 工作要点", "heading", "工作要点"),
        ("#工作要点", "paragraph", "#工作要点"),
    ],
)
def test_kind_of_line(line: str, kind: str, text: str) -> None:
    passages = split_passages(f"开头一段话。\n{line}\n")
    assert [(passage.kind, passage.text) for passage in passages[1:]] == [(kind, text)]


@pytest.mark.parametrize("text", ["", "\n\n", " \u3000\r\n", "——\n***\n……", "\ufeff"])
def test_texts_without_passages(text: str) -> None:
    assert split_passages(text) == []


def test_headings_nest_and_end() -> None:
    text = "第一编 甲\n第一章 乙\n第一节 丙\n（一）丁\n末段。\n第二章 戊\n末段二。"
    assert [heading for kind, heading, _ in shape(text) if kind == "paragraph"] == [
        "第一章 乙 / 第一节 丙 / （一）丁",
        "第一编 甲 / 第二章 戊",
    ]


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("各单位要按照统一部署认真落实试点任务。", MAX_CHARACTERS["zh"]),
        ("Each unit shall carry out the tasks of the pilot in earnest. ", MAX_CHARACTERS["en"]),
        ("各单位要按照统一部署认真落实，", MAX_CHARACTERS["zh"]),
        ("各单位要按照统一部署认真落实", MAX_CHARACTERS["zh"]),
    ],
)
def test_long_lines_are_cut(sentence: str, limit: int) -> None:
    text = sentence * 200
    passages = split_passages(text)
    assert max(len(passage.text) for passage in passages) <= limit
    assert "".join(passage.text for passage in passages).replace(" ", "") == text.replace(" ", "")
    if sentence.strip()[-1] in "。.，":
        assert all(passage.text[-1] in "。.，" for passage in passages)
    assert len(passages) <= 2 * len(text) / limit + 1


@pytest.mark.parametrize(
    "word", ["semiconductor", "12345.67", "GB/T-9704", "1,234,567", "2022-05-06T10:30:00"]
)
@pytest.mark.parametrize("before", range(3, 15, 4))
def test_a_long_line_is_never_cut_inside_a_word_or_number(word: str, before: int) -> None:
    limit = MAX_CHARACTERS["zh"]
    head = "政" * (limit - before)
    text = head + word + "政" * limit
    passages = split_passages(text)
    assert "".join(passage.text for passage in passages) == text
    assert max(len(passage.text) for passage in passages) <= limit
    assert sum(word in passage.text for passage in passages) == 1


def test_a_line_of_one_endless_word_is_cut_at_the_limit() -> None:
    assert [len(passage.text) for passage in split_passages("a1" * 4_000)] == [1600] * 5


def test_articles_stay_below_a_page() -> None:
    text = "第一条 下列情形：\n" + "（一）按照统一部署认真落实试点任务的情形；\n" * 120
    passages = split_passages(text)
    assert len(passages) > 2
    assert max(len(passage.text) for passage in passages) <= 900


WRAPPED = [
    "各单位要按照统一部署认真落实试点工作的各项任务并于年底以前将",
    "有关情况书面报送主管部门。",
    "各单位还要加强宣传引导并把好的经验做法及时总结推广到更大的范",
    "围。",
]


def test_lines_of_a_fixed_width_are_joined() -> None:
    assert [passage.text for passage in split_passages("\n".join(WRAPPED))] == [
        "\n".join(WRAPPED[:2]),
        "\n".join(WRAPPED[2:]),
    ]


# Sentences of one paragraph, in lines of 27 characters but for the last.
PARAGRAPH = (
    "本市支持企业建设样例中心，鼓励高校把设备向社会开放，并由主管部门定期公布开放清单。"
    "申报单位应当如实填写材料，对填报内容负责；没有按时报送的，不再列入当年的支持范围。"
    "各区可以根据自己的产业基础制定实施细则，每年年底以前把执行情况报告市主管部门。"
)
ROW = "{} 样例部件通用技术要求第三部分 GB/T {} 已发布 在用"


def break_lines(text: str, width: int) -> list[str]:
    return [text[place : place + width] for place in range(0, len(text), width)]


def mixed_text(*, row: str = ROW, paragraphs: int = 14) -> str:
    """Return a text of broken paragraphs with a table whose rows are longer than the lines."""
    rows = [row.format(number, 30000 + number) for number in range(1, 13)]
    return "\n".join([*break_lines(PARAGRAPH, 27) * paragraphs, "附表", *rows, "附表说明" + PARAGRAPH])


def test_lines_are_joined_in_a_text_with_longer_rows_too() -> None:
    found = split_passages(mixed_text())
    joined = [one.text for one in found if "\n" in one.text]
    assert joined == ["\n".join(break_lines(PARAGRAPH, 27))] * 14
    rows = [one.text for one in found if "GB/T" in one.text]
    assert rows == [ROW.format(number, 30000 + number) for number in range(1, 13)]


@pytest.mark.parametrize(
    "line",
    [
        PARAGRAPH[:41],  # whole sentences
        "样例市样例产业园区有限责任公司二期工程项目",  # names without a mark
        "2021年至2023年，在样例大学学习，后任样例局科员",  # lines of a résumé: too few
    ],
)
def test_lines_of_lists_and_whole_sentences_are_not_joined(line: str) -> None:
    number = 20 if line.startswith("2021") else 80
    text = "\n".join([*[line] * number, "末行" + PARAGRAPH])
    assert all("\n" not in one.text for one in split_passages(text))


def test_a_paragraph_in_broken_lines_is_no_heading() -> None:
    head = "（一）优化产业布局。统筹各区的条件和基础，加快建设一批"
    text = "\n".join([head, "样例中心。", *mixed_text().split("\n")])
    first = split_passages(text)[0]
    assert (first.kind, first.text) == ("item", f"{head}\n样例中心。")


DATE_LINE = "发布日期：2024-05-06 来源：河口市工业和信息化局"
SHORT_NEWS = "为加快人工智能与制造业深度融合，现面向全市征集示范项目。"


@pytest.mark.parametrize(
    ("before", "kind"),
    [(DATE_LINE, "furniture"), ("| 人工智能示范项目 | 算力券发放金额 | 报送时间 |", "table")],
)
def test_a_line_beside_the_text_does_not_continue(before: str, kind: str) -> None:
    text = f"河口市征集示范项目的通知\n{before}\n{SHORT_NEWS}\n申报单位应当按时报送。"
    found = [(passage.kind, passage.text) for passage in split_passages(text)]
    assert found[1:3] == [(kind, before), ("paragraph", SHORT_NEWS)]


IN_BLOCKS = "".join(f"<p>{line}</p>" for line in WRAPPED)
IN_LINES = "<br>".join(WRAPPED)
LINES = (
    "The Office of Trials invites all interested agencies to submit",
    "reports on their trials by the end of this year.",
    "Each agency must describe the methods that it has used and the",
    "data that it has collected.",
)


@pytest.mark.parametrize(
    ("page", "number"),
    [
        (f"<div class=TRS_Editor>{IN_BLOCKS}</div>", 4),
        (f"<div>{IN_BLOCKS}</div>", 4),
        (f"<div class=TRS_Editor>{IN_BLOCKS}<p>联系人：甲<br>电话：1</p></div>", 6),
        (f"<div class=TRS_Editor>{IN_LINES}</div>", 2),
        (f"<div>{IN_LINES}</div>", 2),
        (f"<p>{IN_LINES}</p>", 2),
        ("<pre>\n" + "\n".join(LINES) + "\n</pre>", 2),
    ],
)
def test_only_lines_of_a_page_that_are_no_paragraphs_are_joined(page: str, number: int) -> None:
    document = read_one(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert len([one for one in passages_of(document) if one.kind == "paragraph"]) == number


def test_other_texts_do_not_tell_their_paragraphs() -> None:
    assert len(passages_of(Document("c", "k", "\n".join(WRAPPED), format="txt"))) == 2


def check(text: str) -> None:
    """Check the guarantees of split_passages for any text."""
    passages = split_passages(text)
    end, parts = 0, []
    for position, passage in enumerate(passages):
        assert passage.position == position
        assert end <= passage.start < passage.end <= len(text)
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() and words_of(passage.text)
        assert passage.language == detect_language(passage.text)
        assert words_of(text[end : passage.start]) == ""
        parts.append(passage.text)
        end = passage.end
    assert words_of(text[end:]) == ""
    assert words_of("".join(parts)) == words_of(text)


@given(policy_texts(60))
def test_every_letter_is_in_exactly_one_passage(text: str) -> None:
    check(text)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["第一条 ", "一、", "（一）", "- ", "# ", "", "1. ", "第二章 "]),
            st.integers(0, 900),
            st.sampled_from("。，；字a"),
        ),
        max_size=8,
    )
)
def test_long_and_structured_texts(lines: list[tuple[str, int, str]]) -> None:
    check("\n".join(f"{mark}{('落实' + end) * (length // 3)}" for mark, length, end in lines))


@given(policy_texts(20), policy_texts(3))
def test_title_is_the_first_passage_once(text: str, title: str) -> None:
    title = " ".join(title.split())
    passages = passages_of(Document("c", "k", text, title=title))
    assert [passage.position for passage in passages] == list(range(len(passages)))
    if passages and passages[0].kind == "title":
        assert passages[0].text == title == title[passages[0].start : passages[0].end]
    rest = [passage for passage in passages if passage.kind != "title"]
    assert [(passage.start, passage.end, passage.text) for passage in rest] == [
        (one.start, one.end, one.text) for one in split_passages(text)
    ]


def test_title_that_begins_the_text_is_not_said_twice() -> None:
    assert [
        passage.kind for passage in passages_of(Document("c", "k", "试点通知\n各单位。", title="试点通知"))
    ] == [
        "paragraph",
        "paragraph",
    ]
    assert [passage.kind for passage in passages_of(Document("c", "k", "各单位。", title="试点通知"))] == [
        "title",
        "paragraph",
    ]
    assert [passage.kind for passage in passages_of(Document("c", "k", "各单位。"))] == ["paragraph"]


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("试点通知\n各单位。", True),
        ("某市\n  试点\n通 知  \n各单位。", True),  # split over lines
        ("# 试点通知\n各单位。", True),
        ("标题：试点通知\n各单位。", True),
        ("《试点通知》\n各单位。", True),
        ("2021-03-04_试点通知\n各单位。", True),
        ("试点通知_某市人民政府 设为首页\n各单位。", True),
        ("本台消息：试点通知。今天上午，某市印发。", False),  # the title's words open a sentence
        ("本台消息：试点通知已经印发。", False),
        ("试点通知已经印发。", False),
        ("根据试点通知\n各单位。", False),
        ("。" * 700 + "\n试点通知", False),
    ],
)
def test_a_title_is_there_where_it_is_a_line(text: str, is_there: bool) -> None:
    kinds = [passage.kind for passage in passages_of(Document("c", "k", text, title="试点通知"))]
    assert ("title" not in kinds) == is_there


@pytest.mark.parametrize(
    ("title", "line", "is_there"),
    [
        ("关于印发_试点通知", "关于印发 试点通知", True),
        ("关于印发《试点_通知》", "关于印发《试点通知》", True),
        ("Notice_on_Trials", "Notice on Trials", True),
        ("_试点通知_", "试点通知", True),
        ("试点_通知", "试点和通知", False),
    ],
)
def test_underscores_of_a_title_stand_for_space(title: str, line: str, is_there: bool) -> None:
    kinds = [one.kind for one in passages_of(Document("c", "k", f"{line}\n各单位。", title=title))]
    assert ("title" not in kinds) == is_there


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("有了进展，我们依照\n章程\n和\n办法\n落实任务，制定\n规划\n，稳步推进。\n另一段。", 2),
        ("他早就说过，\n各单位要认真\n。大家同意。", 1),
        ("标题\n有了进展，制定\n规划\n，稳步推进。", 2),
        ("按照《\n规划\n》的要求推进。", 1),
        ("有了进展，制定\n\n规划\n\n，稳步推进。", 3),
        ("有了进展。\n规划\n各单位要认真，落实。", 3),
        ("# 标题\n，稳步推进。", 2),
    ],
)
def test_sentences_that_links_have_cut_are_joined(text: str, pieces: int) -> None:
    passages = split_passages(text)
    assert len(passages) == pieces
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)


_TITLE_PIECES = st.lists(
    st.sampled_from(["关于", "试点", "_", " ", "\n", "\u3000", "《", "》", "|", "a", ".md", "标题："]),
    max_size=7,
).map("".join)


@given(_TITLE_PIECES, _TITLE_PIECES, _TITLE_PIECES)
def test_title_that_opens_a_text_is_found_as_its_pattern_finds_it(
    before: str, title: str, after: str
) -> None:
    for text in (before + title + after, before + " ".join(title) + "\n" + after, before + after):
        characters = "".join(title.split()).replace("_", "")
        pattern = _BEFORE_TITLE + r"[\s_]*".join(map(re.escape, characters)) + _AFTER_TITLE
        expected = not characters or re.search(pattern, text, re.MULTILINE) is not None
        assert _opens_with(text, title) == expected
