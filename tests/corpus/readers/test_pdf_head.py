"""Titles and dates of PDFs: from the first page, document information set by a program, and the file date."""

from __future__ import annotations

import pytest

from flows.corpus.metadata import find_dated_line
from flows.corpus.readers.pdf_head import Run, choose_title, join_title
from tests.support import make_pdf, read_one

PROSE = "Each unit shall report on the pilot work by May, and the results are to be made public."
PAGE = ("Sample Institute", "Outlook for Pilot Zones", PROSE, PROSE, PROSE)


@pytest.mark.parametrize(
    ("info", "sizes", "title"),
    [
        ("/Title (Outlook for Pilot Zones)", {}, "Outlook for Pilot Zones"),
        (
            "/Title (Microsoft Word - outlook_v3.doc)",
            {"Outlook for Pilot Zones": 20},
            "Outlook for Pilot Zones",
        ),
        ("/Title (Microsoft Word - Outlook for Pilot Zones)", {}, "Outlook for Pilot Zones"),
        ("/Title (outlook_v3.docx)", {"Outlook for Pilot Zones": 20}, "Outlook for Pilot Zones"),
        ("/Title (Untitled)", {"Outlook for Pilot Zones": 20}, "Outlook for Pilot Zones"),
        ("/Title (PowerPoint Presentation)", {"Outlook for Pilot Zones": 20}, "Outlook for Pilot Zones"),
        (
            "/Title (Annual budget of another ministry)",
            {"Outlook for Pilot Zones": 20},
            "Outlook for Pilot Zones",
        ),
        ("", {"Outlook for Pilot Zones": 20}, "Outlook for Pilot Zones"),
        ("", {}, "Sample Institute"),
    ],
)
def test_title_of_a_pdf(info: str, sizes: dict[str, int], title: str) -> None:
    assert read_one(make_pdf(PAGE, info=info, sizes=sizes), "a.pdf").title == title


@pytest.mark.parametrize(
    ("declared", "text", "title"),
    [
        ("样例规划 - 示范市人民政府门户网站", "首页\n样例规划\n正文", "样例规划"),
        ("样例规划_示范网", "首页\n样例\n规划\n正文", "样例规划"),
        ("Sample Plan | Sample Institute", "Home\nSample Plan\nText", "Sample Plan"),
        ("人工智能-样例规划", "人工智能-样例规划\n正文", "人工智能-样例规划"),
        ("样例规划_政务公开_示范市人民政府网", "首页\n样例规划\n正文", "样例规划"),
        ("", "首页\n正文", ""),
        ("样例问答-示范市人社局网站", "首页\n样例问答\n正文", "样例问答"),
        (
            "Anti-Monopoly Guidelines",
            "ANTI-MONOPOLY\nGUIDELINES\nThe Anti-Monopoly Law",
            "Anti-Monopoly Guidelines",
        ),
        ("中国-东盟数字经济合作规划", "中国—东盟数字经济\n合作规划", "中国-东盟数字经济合作规划"),
        ("Sample Plan 2025 - Overview", "Overview\nof the Sample Plan 2025", "Sample Plan 2025 - Overview"),
        ("通知公告 - 示范市人民政府门户网站", "首页\n通知公告\n关于样例的通告\n正文", "关于样例的通告"),
        ("", "国务院关于 2025 年样例工作的通知\n正文", "国务院关于2025年样例工作的通知"),
    ],
)
def test_title_of_a_printed_web_page(declared: str, text: str, title: str) -> None:
    assert choose_title(declared, [], text) == title


def test_a_translation_has_the_title_of_its_text() -> None:
    text = "Translation\nThe following document is a plan.\nTitle\nSample Plan for Pilot Zones\nSource\nx"
    runs = [Run("Translation\n", 30), Run("The following document is a plan.\n", 10)]
    assert choose_title("The following document", runs, text) == "Sample Plan for Pilot Zones"


@pytest.mark.parametrize(
    ("runs", "text", "title"),
    [
        (
            [Run("示范市人民政府文件\n", 30), Run("样例工作报告\n", 20), Run("正文" * 20, 12)],
            "示范市人民政府文件\n样例",
            "样例工作报告",
        ),
        (
            [Run("样例规划\n", 20), Run("（2021—2025年）\n", 20), Run("正文" * 20, 12)],
            "",
            "样例规划（2021—2025年）",
        ),
        (
            [Run("示范局\n", 30), Run("关于样例的通知\n", 12)],
            "示范局\n关于样例的通知\n正文",
            "关于样例的通知",
        ),
        (
            [Run("12", 60), Run("May 2022", 30), Run("A plan for pilots", 20), Run(PROSE, 10)],
            "",
            "A plan for pilots",
        ),
        ([Run("首页 政务公开 互动交流\n", 30), Run("样例规划\n", 20), Run("正文" * 20, 12)], "", "样例规划"),
        ([Run("首页面设计规范\n", 20), Run("正文" * 20, 12)], "", "首页面设计规范"),
        ([Run("示范县第 12 号提案的答复\n", 20), Run("正文" * 20, 12)], "", "示范县第12号提案的答复"),
        (
            [Run("省政府关于印发样例产业\n", 20), Run("行动计划的通知\n", 20), Run("正文" * 20, 12)],
            "省政府关于印发样例产业\n行动计划的通知\n正文",
            "省政府关于印发样例产业行动计划的通知",
        ),
        ([], "", ""),
    ],
)
def test_largest_text_of_a_page(runs: list[Run], text: str, title: str) -> None:
    assert choose_title("", runs, text) == title


@pytest.mark.parametrize(
    ("text", "title", "joined"),
    [
        ("关于加快自主\n可控的通知\n正文", "关于加快自主可控的通知", "关于加快自主可控的通知\n正文"),
        ("样例文件\n关于甲\n的通知\n正文", "关于甲的通知", "样例文件\n关于甲的通知\n正文"),
        ("Outlook for\nPilot Zones\nText", "Outlook for Pilot Zones", "Outlook for Pilot Zones\nText"),
        ("关于甲的通知\n正文", "关于甲的通知", "关于甲的通知\n正文"),
        ("关于甲\n各市：\n的通知", "关于甲的通知", "关于甲\n各市：\n的通知"),
        ("正文\n正文", "", "正文\n正文"),
    ],
)
def test_lines_of_a_title_are_joined(text: str, title: str, joined: str) -> None:
    assert join_title(text, title) == joined


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("May 2022", {"written": "2022-05"}),
        ("发表时间： 2025-08-21 17:38 信息来源： 样例局 浏览字号：大中小", {"published": "2025-08-21"}),
        ("来源：样例网 发布时间：2025-08-21 10:00", {"published": "2025-08-21"}),
        ("发布日期：2025-08-21 责任编辑：张三", {"published": "2025-08-21"}),
        ("发布时间：2025-08-21 作者：张三，李四", {"published": "2025-08-21"}),
        ("發佈日期：2025-08-21", {"published": "2025-08-21"}),
        ("发布于 2025-08-21", {"published": "2025-08-21"}),
        ("发布时间 2025-10-17 09:00:00", {"published": "2025-10-17"}),
        ("发布日期：2025年10月17日 来源：样例网 【打印】", {"published": "2025-10-17"}),
        ("发布时间：2025年10月17日，样例局召开会议。", {}),
        ("Published: May 6, 2022", {"published": "2022-05-06"}),
        ("更新时间：2022/5/6 09:30", {"written": "2022-05-06"}),
        ("Last modified: 2022-05-06", {"written": "2022-05-06"}),
        ("Posted on 6 May 2022 by the editors", {"published": "2022-05-06"}),
        ("2022年05月06日10:15　来源：样例社　责任编辑：张三", {"written": "2022-05-06"}),
        ("Fri 6 May 2022 05.00 EDT", {"written": "2022-05-06"}),
        ("By Sample Reporter · May 6, 2022 · 5 min read", {"written": "2022-05-06"}),
        ("时间：2022-05-06", {"written": "2022-05-06"}),
        ("2022年5月6日来源于样例社的消息说，产量增加。", {}),
        ("By 记者 样例 · 2022年05月06日 18:00", {"written": "2022-05-06"}),
        ("Posted on 6 May 2022 by mistake, it was deleted.", {}),
        ("Written as of 6 May 2022", {"written": "2022-05-06"}),
        ("As of May 2022", {"written": "2022-05"}),
        ("Last updated: 6 May 2022", {"written": "2022-05-06"}),
        ("发布时间：2022-05-06", {"published": "2022-05-06"}),
        ("成文日期：2022年5月6日", {"written": "2022-05-06"}),
        ("（2022年5月）", {"written": "2022-05"}),
        ("二〇二二年五月", {"written": "2022-05"}),
        ("Sample Institute | May 2022", {"written": "2022-05"}),
        ("Release date: 2022-05-06", {"published": "2022-05-06"}),
        ("Date of publication: May 6, 2022", {"published": "2022-05-06"}),
        ("By May 2022 all units had reported.", {}),
        ("As of May 2022, nine plants were open.", {}),
        ("Section 2022", {}),
    ],
)
def test_date_of_a_first_page(line: str, found: dict[str, str]) -> None:
    assert find_dated_line(f"A plan for pilots\n{PROSE}\n{line}\n{PROSE}") == found


@pytest.mark.parametrize(
    ("lines", "created", "published", "written", "origin"),
    [
        ((*PAGE, "May 2021"), "20220506", "", "2021-05", "first page"),
        (PAGE, "20220506", "2022-05-06", "", "file created"),
        (PAGE, "20000101", "", "", ""),
        (PAGE, "", "", "", ""),
    ],
)
def test_date_of_the_file_comes_last(
    lines: tuple[str, ...], created: str, published: str, written: str, origin: str
) -> None:
    document = read_one(make_pdf(lines, info=f"/CreationDate (D:{created}000000Z)"), "a.pdf")
    origins = document.metadata.get("derived", {}).get("origins", {})
    assert (document.published, document.written) == (published, written)
    assert origins.get("published", origins.get("written", "")) == origin
    assert any("when the file was made" in note for note in document.notes) == (origin == "file created")


def test_a_page_printed_by_a_browser_has_neither_its_day_nor_its_lines() -> None:
    lines = ("5/6/22, 2:06 PM A plan for pilots | Sample Site", *PAGE, "https://example.org/plan 1/3")
    info = "/Creator (Mozilla/5.0) /Producer (Skia/PDF m156) /CreationDate (D:20220506000000Z)"
    document = read_one(make_pdf(lines, info=info), "a.pdf")
    assert (document.published, document.written) == ("", "")
    assert "2:06 PM" not in document.text
    assert "1/3" not in document.text
