"""Context that a document gives its passages: here the heads of its tables, from any file format."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.corpus.readers.dispatch import read_file
from flows.corpus.readers.shared import Options, Place
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.pipeline.contexts import is_news, read_section, section_of
from flows.records import Document
from flows.store.database import Store
from flows.store.documents import SourceFile, read_running_text, write_batch
from flows.store.facts import DirectiveFilter, TargetFilter, stored_directives, stored_targets
from tests.support import MODELS

ROWS = [
    ("指标", "2020年", "2025年", "属性"),
    ("样例产品自给率", "40%", "70%", "约束性"),
    ("样例产业规模（亿元）", "120", "200左右", "预期性"),
]
BODY = "本规划提出样例产业的发展目标，各有关部门应当认真组织实施，加强统筹协调，确保各项工作落到实处。" * 4


def as_markdown() -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    return "\n".join(["# 样例规划", BODY, lines[0], "|---|---|---|---|", *lines[1:]]).encode()


def as_page() -> bytes:
    head = (
        '<tr><th rowspan="2">指标</th><th colspan="2">水平</th><th rowspan="2">属性</th></tr>'
        "<tr><th>2020年</th><th>2025年</th></tr>"
    )
    rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS[1:]]
    return (
        f"<html><head><title>样例规划</title></head><body><div class='TRS_Editor'><p>{BODY}</p>"
        f"<table>{head}{''.join(rows)}</table></div></body></html>"
    ).encode()


def as_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("样例规划", 1)
    document.add_paragraph(BODY)
    table = document.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"), [("a.md", as_markdown()), ("a.html", as_page()), ("a.docx", as_docx())]
)
def test_rows_know_the_heads_of_their_table(
    name: str, data: bytes, tmp_path: Path, annotator: Annotator
) -> None:
    (document,) = read_file(data, Place("made", name, name, name), Options())
    assert isinstance(document, Document)
    store = Store(tmp_path / "zhengce.sqlite")
    with store.run("test") as run:
        source = SourceFile("made", name, "0", "", 1)
        write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    found = [
        (row.indicator.partition("（")[0], row.value_text, row.kind, row.deadline, row.baseline)
        for row in stored_targets(store, TargetFilter())
    ]
    assert sorted(found) == [
        ("样例产业规模", "120", "actual", "2020", ""),
        ("样例产业规模", "200", "target", "2025", "120"),
        ("样例产品自给率", "40%", "actual", "2020", ""),
        ("样例产品自给率", "70%", "target", "2025", "40%"),
    ]


@pytest.mark.parametrize(
    ("heading", "title", "section"),
    [
        ("第三章 附则", "中华人民共和国样例法", "rule"),
        ("", "关于印发《样例市孵化器管理办法》的通知", "rule"),
        ("二、申报条件", "关于开展样例项目申报的通知", "condition"),
        ("一、主要目标", "样例产业发展规划", "target"),
        ("", "样例市支持人工智能发展若干措施", ""),
        ("", "样例市棚户区改造出新办法", ""),
        ("", "关于调整样例风电上网电价有关事项的通知", "rule"),
        ("", "样例省调整电价后企业用电量分析", ""),
        ("", "世卫称不宜过早放松样例措施", ""),
    ],
)
def test_what_title_and_headings_announce(heading: str, title: str, section: str) -> None:
    assert read_section(heading, title) == section


def test_directives_are_read_by_the_place_of_a_passage(tmp_path: Path, annotator: Annotator) -> None:
    text = (
        "样例省2026年政府工作报告\n一、2025年工作回顾\n继续提高优抚标准，新建绿道137公里。\n"
        "二、加快建设现代水网\n加快修复灌区渠道，严禁挤占河道。"
    )
    result = next(iter(read_file(text.encode(), Place("c", "a.txt", "a.txt", "a.txt"), Options())))
    assert isinstance(result, Document)
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        source = SourceFile("c", "a.txt", "0", "", 1)
        write_batch(store, run.id, source, [(result, list(passages_of(result)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        found = list(stored_directives(store, DirectiveFilter()))
    assert [(one.text[one.start : one.end], one.grade) for one in found] == [("加快修复", 3), ("严禁", 5)]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("样例市新增12家企业", "央视网消息（新闻联播）：样例市新增12家企业。", True),
        ("样例市新增12家企业", "样例市新增12家企业。", False),
        ("本报评论员：坚持自主创新", "坚持自主创新。", True),
        # a document that sets goals is not news, whoever published it
        ("样例中央关于制定样例规划的建议", "央视网消息：样例社北京11月3日电 建设学校100所。", False),
        ("《关于样例产业的若干措施》解读", "建设储能电站20座。", False),
    ],
)
def test_a_document_is_news_by_its_title_or_ends(title: str, text: str, expected: bool) -> None:
    assert is_news(title, text) == expected


@pytest.mark.parametrize(
    ("written", "published", "expected"),
    [
        ("2004-11-04", "2018-12-24", "2004-11-04"),
        ("2018-11-04", "2018-12-24", "2018-12-24"),
        ("2018", "2018-12-24", "2018-12-24"),
        ("", "2018-12-24", "2018-12-24"),
        ("2004-11-04", "", "2004-11-04"),
        ("2019-11-04", "2018-12-24", "2018-12-24"),
    ],
)
def test_a_text_published_again_is_read_as_of_its_writing(
    tmp_path: Path, written: str, published: str, expected: str
) -> None:
    text = "今年初，样例网站开通。"
    document = Document("made", "a", text, title="样例答复", written=written, published=published)
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        source = SourceFile("made", "made.txt", "0", "", 1)
        write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
        assert read_running_text(store, document.id).date == expected


@pytest.mark.parametrize(
    ("title", "text", "section"),
    [
        ("", "为贯彻落实省委部署，塑强渔业新优势，制定以下措施。", "target"),
        ("为打造渔业新优势", "为打造渔业新优势，结合渔业实际，制定如下政策措施：", "target"),
        ("", "省里去年制定了渔业措施，产值增长5%。", ""),
        ("", "央视网消息：为促进渔业发展，样例省制定以下措施。", "news"),
        ("样例省2024年国民经济和社会发展统计公报", "为促进渔业发展，制定以下措施。", ""),
    ],
)
def test_measures_without_a_title_set_goals(title: str, text: str, section: str) -> None:
    assert section_of(title, text) == section
