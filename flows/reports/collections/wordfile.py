"""A collection as a Word file with footnotes, which python-docx itself does not write."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from flows.text import replace_controls

if TYPE_CHECKING:
    from flows.reports.collections.bound import BoundCollection, Entry

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FIRST = 2  # 0 and 1 are the lines between text and notes, which Word requires
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_FONT = "SimSun"  # for Chinese; Word substitutes another font if it is missing


def write_docx(bound: BoundCollection) -> bytes:
    """Return a collection as DOCX: a quotation per passage, a footnote per member, and the bibliography."""
    import docx  # takes 0.2 s to import; other formats do not need it
    from docx.oxml.ns import qn

    document = docx.Document()
    document.core_properties.title = replace_controls(bound.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    for style in ("Normal", "Title", "Heading 1", "Quote"):
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), _FONT)
    document.add_paragraph(replace_controls(bound.title), style="Title")
    for line in filter(None, bound.about.split("\n")):
        document.add_paragraph(replace_controls(line))
    for entry in bound.entries:
        _add_entry(document, entry, bound.words)
    if bound.references:
        document.add_heading(bound.words["references"], level=1)
        for line in bound.references:
            document.add_paragraph(replace_controls(line), style="List Number")
    _attach_notes(document, [entry.note for entry in bound.entries])
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_entry(document: Any, entry: Entry, words: dict[str, str]) -> None:
    member = entry.member
    title = replace_controls(member.title or words["no_title"])
    if member.kind == "passage":
        paragraph = document.add_paragraph(replace_controls(member.text or member.former), style="Quote")
        _refer(paragraph, entry.number)
        document.add_paragraph(" · ".join(filter(None, (title, member.date))))
    else:
        paragraph = document.add_paragraph()
        paragraph.add_run(title).bold = True
        paragraph.add_run(f" · {member.date}" if member.date else "")
        _refer(paragraph, entry.number)
    for line in filter(None, member.note.split("\n")):
        document.add_paragraph(replace_controls(line))
    if entry.state:
        former = f" {member.former}" if member.text else ""
        document.add_paragraph().add_run(replace_controls(f"{entry.state}{former}")).italic = True


def _refer(paragraph: Any, number: int) -> None:
    """Add a footnote mark at the end of a paragraph."""
    from docx.oxml import parse_xml

    paragraph._p.append(
        parse_xml(
            f'<w:r xmlns:w="{_MAIN}">{_RAISED}<w:footnoteReference w:id="{number + _FIRST - 1}"/></w:r>'
        )
    )


def _attach_notes(document: Any, notes: list[str]) -> None:
    """Add the part of the file that contains the footnotes."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    lines = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, (kind, mark) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        )
    ]
    for number, note in enumerate(notes, _FIRST):
        text = escape(replace_controls(note))
        lines.append(
            f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:footnotes xmlns:w="{_MAIN}">{"".join(lines)}</w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, _NOTES_RELATION)
