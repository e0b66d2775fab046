"""Word files as a reader sees them: tracked changes, content controls, text boxes, notes, hidden text, cells."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from flows.assistants.drafts import Claim, comment_docx, read_draft
from flows.assistants.drafts.claims import Finding
from flows.errors import UsageError
from tests.support import make_docx, read, read_one

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BY = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
_BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def make_word(body: str, notes: str = "") -> bytes:
    """Return a DOCX with a body of WordprocessingML, and footnotes by their numbers from 1."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(make_docx("x"))) as source,
        zipfile.ZipFile(made, "w") as target,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                data = re.sub(rb"<w:p>.*</w:p>", lambda _: body.encode(), data, count=1, flags=re.DOTALL)
            if entry.filename == "word/_rels/document.xml.rels" and notes:
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                link = f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            target.writestr(entry, data)
        if notes:
            target.writestr("word/footnotes.xml", f"<w:footnotes {_NAMES}>{notes}</w:footnotes>")
    return made.getvalue()


NOTE_MARK = '<w:r><w:footnoteReference w:id="1"/></w:r>'
NOTE = f'<w:footnote w:id="1"><w:p>{run("见样例省规划。")}</w:p></w:footnote>'


@pytest.mark.parametrize(
    ("body", "notes", "text"),
    [
        (f"<w:p>{run('各县')}<w:ins {_BY}>{run('应当')}</w:ins>{run('落实。')}</w:p>", "", "各县应当落实。"),
        (
            f"<w:p>{run('各县')}<w:del {_BY}>{run('不得', 'delText')}</w:del>{run('落实。')}</w:p>",
            "",
            "各县落实。",
        ),
        (
            f"<w:p>{run('各县')}<w:moveFrom {_BY}>{run('一律')}</w:moveFrom>落实</w:p>"
            f"<w:p><w:moveTo {_BY}>{run('一律')}</w:moveTo>{run('落实。')}</w:p>",
            "",
            "各县\n一律落实。",
        ),
        (
            f"<w:p>{run('负责人：')}<w:sdt><w:sdtContent>{run('样例局')}</w:sdtContent></w:sdt></w:p>"
            f"<w:sdt><w:sdtContent><w:p>{run('整段内容')}</w:p></w:sdtContent></w:sdt>",
            "",
            "负责人：样例局\n整段内容",
        ),
        (
            f"<w:p>{run('各县落实')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>{run('。')}</w:p>",
            "",
            "各县落实。",
        ),
        (
            f"<w:p>{run('正文一段')}{NOTE_MARK}{run('。')}</w:p><w:p>{run('次段')}</w:p>",
            NOTE,
            "正文一段。\n次段\n见样例省规划。",
        ),
        (f"<w:p>{_BOX.format('框内文字')}{run('正文一段。')}</w:p>", "", "正文一段。\n框内文字"),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('甲')}</w:p></w:tc><w:sdt><w:sdtContent><w:tc><w:p>{run('乙')}</w:p>"
            "</w:tc></w:sdtContent></w:sdt></w:tr>"
            f"<w:tr><w:trPr><w:del {_BY}/></w:trPr><w:tc><w:p>{run('删')}</w:p></w:tc></w:tr></w:tbl>",
            "",
            "| 甲 | 乙 |",
        ),
    ],
)
def test_a_word_file_has_the_text_that_a_reader_sees(body: str, notes: str, text: str) -> None:
    data = make_word(body, notes)
    assert read_one(data, "a.docx").text == text
    assert read_draft(data, "a.docx").text == text.strip("| ").replace(" | ", "\t")


def test_a_claim_in_a_footnote_is_commented_where_the_text_refers_to_it() -> None:
    data = make_word(f"<w:p>{run('正文一段')}{NOTE_MARK}{run('。')}</w:p>", NOTE)
    draft = read_draft(data, "a.docx")
    start = draft.text.index("样例省规划")
    claim = Claim("title", "样例省规划", start, start + 5, Finding("absent"))
    copy = docx.Document(io.BytesIO(comment_docx(data, draft, [claim])))
    assert [one.text.split("\n")[0] for one in copy.comments] == ["title: not found in this store"]
    assert "commentReference" in copy.paragraphs[0]._p.xml


@pytest.mark.parametrize("place", [60, 200, 900, 1500, 3000, 9000])
def test_a_file_with_damaged_bytes_is_refused_in_one_line(place: int) -> None:
    data = bytearray(make_docx("样例通知", "各县应当落实。"))
    data[place : place + 12] = b"\xff" * 12
    documents, rejections = read(bytes(data), "a.docx")
    assert len(documents) + len(rejections) == 1
    assert all("\n" not in one.reason for one in rejections)
    try:
        read_draft(bytes(data), "a.docx")
    except UsageError as error:
        assert "\n" not in str(error)
