"""Labelled lines at the head of a text: their values are read by label, and ignored if of another kind."""

from __future__ import annotations

import pytest

from flows.corpus.metadata import find_shown_title, read_head_lines
from flows.corpus.metadata.head_lines import find_source
from tests.support import read_one

BODY = "各单位要按照统一部署，认真落实试点任务，按期报送工作情况。"


@pytest.mark.parametrize(
    ("head", "values"),
    [
        (
            "**发布日期**: 2022-02-04\n**发布机构**: 示范市科学技术委员会",
            {"published": "2022-02-04", "publisher": "示范市科学技术委员会"},
        ),
        (
            "- 发布机关：示范省商务厅\n- 成文日期：2021年3月12日",
            {"publisher": "示范省商务厅", "written": "2021-03-12"},
        ),
        (
            "Issued by: Sample Office\nDate: 4 March 2022",
            {"publisher": "Sample Office", "published": "2022-03-04"},
        ),
        ("* **Publisher:** Sample Office", {"publisher": "Sample Office"}),
        (
            "| 文号 | 示发〔2021〕3号 |\n|---|---|\n| **发布日期** | 2022年12月 |",
            {"document_number": "示发〔2021〕3号", "published": "2022-12"},
        ),
        (
            "【发布单位】样例部 样例署\n【发布文号】样例部公告2025年第8号\n【发布日期】2025年10月9日",
            {
                "publisher": "样例部 样例署",
                "document_number": "样例部公告2025年第8号",
                "published": "2025-10-09",
            },
        ),
        ("【发布日期】2025年10月9日", {"published": "2025-10-09"}),
        (
            "[Issued by] Sample Ministry of Trade\n[Date] April 4, 2025",
            {"publisher": "Sample Ministry of Trade", "published": "2025-04-04"},
        ),
        ("[Date](https://example.org) and more", {}),
        (
            "【成文日期】2025年10月9日【发文机关】样例部",
            {"written": "2025-10-09", "publisher": "样例部"},
        ),
        ("**来源**: [原文](https://example.org/a.html)", {"url": "https://example.org/a.html"}),
        ("**发布日期**: 2021-2023年期间\n**发布机构**: 示范市相关部门", {}),
        ("**发布日期**: 2021-02-30\n**发布机构**: 加快布局", {}),
        ("**发布机构**: 暂无\n**发布日期**: 见原文2021年3月4日公告", {}),
        ("**Publisher**: unknown\n**Date**: n/a", {}),
        ("来源：样例日报\n时间：2026-02-06", {"published": "2026-02-06"}),
        ("时间：2026年2月6日\n地点：样例市", {}),
        ("日期：2021年3月12日", {}),
        ("Date: 4 March 2022", {}),
    ],
)
def test_head(head: str, values: dict[str, str]) -> None:
    assert read_head_lines(f"# 试点方案\n\n{head}\n\n---\n\n{BODY}").values == values


@pytest.mark.parametrize(
    ("given", "address", "published"),
    [
        ("2022-10-28", "https://example.org/2022-11/28/content_1.htm", "2022-11-28"),
        ("2022-11", "https://example.org/2022-11/28/content_1.htm", "2022-11"),
        ("2022-10-28", "https://example.org/1.htm", "2022-10-28"),
    ],
)
def test_date_of_the_address_contradicts_a_label(given: str, address: str, published: str) -> None:
    head = f"# 试点方案\n\n**发布日期**: {given}\n**来源**: {address}\n\n{BODY}"
    assert read_one(head.encode(), "a.md").published == published


def test_lines_inside_the_text_are_text() -> None:
    assert read_head_lines(f"# 试点方案\n{BODY}\n" * 30 + "**发布日期**: 2022-02-04").values == {}


def test_head_is_metadata_and_furniture() -> None:
    from flows.corpus.splitting import passages_of

    head = "**发布日期**: 2022-02-04\n**发布机构**: 示范市科学技术委员会\n**检索关键词**: 人工智能, 北斗"
    document = read_one(f"# 试点方案\n\n{head}\n\n---\n\n{BODY}".encode(), "20260203_1_a.md")
    assert (document.published, document.publisher) == ("2022-02-04", "示范市科学技术委员会")
    assert document.metadata["derived"]["origins"]["published"] == "head of the text"
    assert [(passage.kind, passage.text) for passage in passages_of(document)] == [
        ("heading", "试点方案"),
        ("furniture", head.replace("**", "")),
        ("paragraph", BODY),
    ]


@pytest.mark.parametrize(
    ("line", "published", "written"),
    [
        ("Published: May 6, 2022", "2022-05-06", ""),
        ("Written as of 6 May 2022", "", "2022-05-06"),
        ("As of 6 May 2022", "", "2022-05-06"),
        ("Last updated: May 6, 2022", "", "2022-05-06"),
        ("发布时间：2022年5月6日", "2022-05-06", ""),
        ("成文日期：2022年5月6日", "", "2022-05-06"),
        ("發布日期：中華民國一百一十一年五月六日", "2022-05-06", ""),
        ("中華民國一一一年五月六日", "", "2022-05-06"),
        ("自中華民國一一一年五月六日起，九座工廠營業。", "", ""),
        ("As of 6 May 2022, nine plants were open.", "", ""),
        ("2022-05-06", "", "2022-05-06"),
        ("样例晚报 2022-05-06", "", "2022-05-06"),
        ("样例晚报 2022-05-06 有九座工厂。", "", ""),
        ("By Sample Reporter · 6 May 2022", "", "2022-05-06"),
        ("2022年5月6日，来源：样例总局网站", "", "2022-05-06"),
        ("来源：样例部新闻办公室 类型：原创 分类：新闻 2022-05-06 20:01", "2022-05-06", ""),
        ("来源：样例部新闻办公室，2022-05-06 有九座工厂。", "", ""),
    ],
)
def test_a_labelled_date_at_the_head_has_its_kind(line: str, published: str, written: str) -> None:
    text = f"Sample outlook\n{line}\n\nEach unit reports on its work in the pilot zones of the province.\n"
    document = read_one(text.encode(), "a.txt")
    assert (document.published, document.written) == (published, written)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Title: Alpha plan\nPublished: 2024-03-01\n\nI. General requirements\n\nDams.", "Alpha plan"),
        ("标题：阿尔法方案\n发布日期：2024年3月1日\n\n一、总体要求\n\n加快建设。", "阿尔法方案"),
        ("標題：阿爾法辦法\n發布機關：示範市發展局\n\n第一條 本辦法適用於建設。", "阿爾法辦法"),
        ("阿尔法方案\n发布日期：2024年3月1日\n\n一、总体要求\n\n加快建设。", "阿尔法方案"),
    ],
)
def test_a_labelled_title_is_the_title(head: str, title: str) -> None:
    assert find_shown_title(head) == title


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("发布日期：2025-05-19 来源：样例市工业和信息化局", "样例市工业和信息化局"),
        ("2025-09-04 10:20 来源：样例和信息化部 浏览：20", "样例和信息化部"),
        ("發布日期：2025-12-18 來源：樣例發展部", "樣例發展部"),
        ("来源：样例委新闻中心　发布时间：2023-07-14", "样例委新闻中心"),
        ("来源：样例日报　发布时间：2023-07-14", ""),
        ("2025-09-04 来源：样例日报", ""),
        ("2025-09-04 来源：样例社", ""),
        ("记者从样例局获悉，来源：样例局", ""),
    ],
)
def test_the_line_above_a_page_names_its_source(line: str, source: str) -> None:
    assert find_source(f"标题\n{line}\n正文。") == source
