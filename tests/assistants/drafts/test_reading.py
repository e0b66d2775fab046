"""Drafts in every format: their text, block quotations and italics, and the copies with marks and comments."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement

from flows.assistants.drafts import (
    Claim,
    annotate_html,
    comment_docx,
    read_draft,
)
from flows.assistants.drafts.claims import Draft, Finding, Note
from flows.errors import UsageError
from tests.support import make_docx, make_pdf


def spans(draft: Draft, parts: Any) -> list[str]:
    return [draft.text[start:end] for start, end in parts]


def test_text_is_as_in_the_file() -> None:
    text = "---\ntitle: 甲\n---\n\n甲\n\n> 乙\n> 丙\n\n*The Plan\nfor Rice* and _x_\n"
    draft = read_draft(text.encode(), "draft.md")
    assert draft.text == text
    assert spans(draft, draft.blocks) == ["> 乙\n> 丙"]
    assert spans(draft, draft.names) == ["The Plan\nfor Rice"]
    assert read_draft("本规划自二〇一五年起施行。\r\n各地应当执行。".encode("gb18030"), "-").text == (
        "本规划自二〇一五年起施行。\n各地应当执行。"
    )


def test_html_has_a_line_per_block() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>Title</h1><p>One <em>The Plan</em> "
        "and\n <q>two</q>.<!-- no --></p><blockquote><p>Quoted</p><p>twice</p></blockquote>"
        "<script>alert(1)</script><table><tr><td>a</td><td><p>b</p></td></tr><tr><!-- no --><th>c</th><td></td><td>d</td></tr>"
        "</table></body></html>"
    )
    draft = read_draft(page.encode(), "d.html")
    assert draft.text == "Title\nOne The Plan and “two”.\nQuoted\ntwice\na\tb\nc\t\td"
    assert spans(draft, draft.blocks) == ["Quoted\ntwice"]
    assert spans(draft, draft.names) == ["The Plan"]


def make_quoted() -> bytes:
    document = docx.Document()
    document.add_heading("标题", 1)
    paragraph = document.add_paragraph("前")
    link = OxmlElement("w:hyperlink")
    link.append(paragraph.add_run("面的")._r)
    paragraph._p.append(link)
    paragraph.add_run("引文甲乙").bold = True
    paragraph.add_run("丙丁在此")
    document.add_paragraph("整段引用", style="Quote")
    row = document.add_table(1, 3).rows[0].cells
    row[0].text, row[2].text = "格\n子", "末"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_docx_has_a_line_per_paragraph() -> None:
    draft = read_draft(make_quoted(), "d.docx")
    assert draft.text == "标题\n前面的引文甲乙丙丁在此\n整段引用\n格\n子\t\t末"
    assert spans(draft, draft.blocks) == ["整段引用"]


@pytest.mark.parametrize(
    ("data", "name", "number"),
    [
        (b"<p>One line.</p><p>Another.</p>", "d.html", 2),
        (make_quoted(), "d.docx", 5),
        (b"A paragraph that is\nwrapped by hand.\n\nAnother.", "d.txt", 2),
        (
            b"A line that is a paragraph, as it is much too long to be wrapped. " * 3 + b"\nAnother.",
            "d.txt",
            2,
        ),
        (("一行就是一段，因为它太长，不会是折行。" * 5 + "\n另一段。").encode(), "d.txt", 2),
    ],
)
def test_paragraphs(data: bytes, name: str, number: int) -> None:
    assert len(list(read_draft(data, name).paragraphs())) == number


def test_pdf_has_its_text() -> None:
    data = make_pdf(("A draft that quotes a plan of the province at length.", "It has two lines of text."))
    assert "quotes a plan" in read_draft(data, "d.pdf").text


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "d.txt", "no text in it"),
        (b"PK\x03\x04broken", "d.docx", "can't be read"),
        (b"\xd0\xcf\x11\xe0old", "d.doc", "can't be read"),
        (b"\x00\x01\x02\xff\xfe\x00", "d.txt", "can't be read"),
        (b"%PDF-1.4 broken", "d.pdf", "can't be read"),
    ],
)
def test_bad_input_is_one_line(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_draft(data, name)
    assert words in str(refused.value) and "\n" not in str(refused.value)
    assert refused.value.message("zh") != str(refused.value)


CLAIM = Claim(
    "quote",
    "引文甲乙丙丁",
    6,
    12,
    Finding(
        "near", "p-1", "p", "<b>某</b>规划", "2020", "引文甲丙", "引文[-甲-]{+<i>+}", (Note("too_short", {}),)
    ),
)


def test_comments_leave_the_text_as_it_is() -> None:
    data = make_quoted()
    draft = read_draft(data, "d.docx")
    copy = comment_docx(data, draft, [CLAIM], "zh")
    assert read_draft(copy, "d.docx").text == draft.text
    document = docx.Document(io.BytesIO(copy))
    (comment,) = document.comments
    assert comment.text.splitlines()[:2] == ["引文：找到相近文字，有差异", "2020 <b>某</b>规划"]
    assert comment.author == "zhengce"
    bold = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold]
    assert bold == ["引文甲乙"]


def test_another_draft_becomes_a_docx() -> None:
    draft = read_draft("标题\n前面的引文甲乙丙丁在此".encode(), "d.txt")
    assert read_draft(comment_docx(b"", draft, [CLAIM]), "d.docx").text == draft.text


def test_the_page_escapes_everything() -> None:
    draft = Draft("<script>前引文甲乙丙丁在此", name="<x>")
    claim = Claim("quote", draft.text[9:15], 9, 15, CLAIM.finding)
    page = annotate_html(draft, [claim])
    assert "<script>" not in page and "&lt;script&gt;" in page and "<b>某" not in page and "<i>" not in page
    assert '<mark class="near" title="quotation: found, with differences' in page
    assert "引文<del>甲</del><ins>&lt;i&gt;</ins>" in page
    assert make_docx("x")
