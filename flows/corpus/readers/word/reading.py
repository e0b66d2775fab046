"""Word files: paragraphs, headings, tables, text boxes and footnotes in order, as a reader sees them.

Tracked changes count as accepted: inserted text is read, deleted text is not. Hidden text is not read.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from flows.corpus.metadata import Metadata, find_title
from flows.corpus.readers.shared import Options, Place, Reading, Source, build_document, name_error
from flows.corpus.readers.word.numbering import Numbering
from flows.records import Reason
from flows.text import lazy_pattern

_MAX_UNPACKED = 500_000_000
_WIDEST = 12  # columns that a cell may span
_HEADING_STYLE = lazy_pattern(r"(?:Heading|标题)\s*(\d)")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RUN, _PARAGRAPH, _TABLE, _ROW, _CELL = (f"{_W}{name}" for name in ("r", "p", "tbl", "tr", "tc"))
# Elements around paragraphs, cells or runs that are not text themselves: insertions, links, content controls.
_AROUND = frozenset(
    f"{_W}{name}"
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "sdt",
        "sdtContent",
        "smartTag",
        "fldSimple",
        "customXml",
        "bdo",
        "dir",
    )
) | frozenset(f"{_MC}{name}" for name in ("AlternateContent", "Choice"))
_BOX = f"{_W}txbxContent"
# The end of a paragraph that was deleted, or moved from here.
_DELETED_MARKS = tuple(f"{_W}pPr/{_W}rPr/{_W}{change}" for change in ("del", "moveFrom"))
_FALLBACK = f"{_MC}Fallback"  # a second copy of the same content
_NOTE_KINDS = ("footnote", "endnote")


class WordBlock(NamedTuple):
    """A paragraph or table of python-docx; `anchor` is the run of the body with the text box or note.

    `is_cell_end` is set for the last paragraph of a table cell that another cell of its row follows.
    """

    item: Any
    anchor: Any = None
    is_cell_end: bool = False

    @property
    def is_table(self) -> bool:
        """Whether the block is a table."""
        return bool(self.item._element.tag == _TABLE)


class UnreadableWordError(Exception):
    """A DOCX can't be read, for the given reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def read_docx(data: bytes, place: Place, options: Options) -> Reading:
    """Read one DOCX. Headings become `#` lines, table rows lines of cells joined by ` | `; notes are last.

    The automatic numbers of lists are part of the text: `第一条 …`.
    """
    try:
        with open_word(data) as document:
            numbering = Numbering.of(document)
            text = "\n".join(line for block in word_blocks(document) for line in _lines_of(block, numbering))
            properties = document.core_properties
            title, author = properties.title or "", properties.author
    except UnreadableWordError as error:
        yield place.refuse(error.reason)
        return
    found = Metadata(fields={"title": " ".join(title.split())})
    first = find_title(text)
    if not found.fields["title"] or found.fields["title"] not in text:
        found.add("title", first, overwrite=bool(first))
    if author not in ("python-docx", "", None):
        found.extra["author"] = author
    yield build_document(place, options, found, text, Source("docx"))


@contextmanager
def open_word(data: bytes) -> Iterator[Any]:
    """Open a DOCX with python-docx. Raises UnreadableWordError if it is damaged, also while it is read."""
    import docx  # 0.2 s; most corpora have no office files
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise UnreadableWordError(Reason("corpus.docx_too_large", {"limit": _MAX_UNPACKED / 1e6}))
        yield docx.Document(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        zlib.error,
        OpcError,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
        EOFError,
        OSError,
    ) as error:
        raise UnreadableWordError(Reason("corpus.docx_damaged", {"problem": name_error(error)})) from error


def _lines_of(block: WordBlock, numbering: Numbering) -> Iterator[str]:
    if block.is_table:
        yield from _table_lines(block.item, numbering)
        return
    text = _numbered_text(block.item, numbering)
    style = getattr(block.item.style, "name", "") or ""
    if text.strip() and (match := _HEADING_STYLE.match(style)):
        yield f"{'#' * int(match[1])} {text.strip()}"
    else:
        yield text


def _numbered_text(paragraph: Any, numbering: Numbering) -> str:
    """Return the text of a paragraph after its automatic number; a deleted paragraph has none."""
    text = word_text(paragraph)
    if not text and any(paragraph._p.find(mark) is not None for mark in _DELETED_MARKS):
        return ""
    return numbering.number_of(paragraph) + text


def _table_lines(table: Any, numbering: Numbering) -> Iterator[str]:
    """Yield one line per row: a cell over several rows in each, blanks after one over several columns.

    A span is a number declared by the file; one beyond 12 columns is ignored.
    """
    above: dict[int, str] = {}
    for row in _rows(table):
        column, texts = row.grid_before, dict[int, str]()
        for cell in _inside(row, _CELL):
            if cell.vMerge == "continue":
                texts[column] = above.get(column, "")
            else:
                inside = (_numbered_text(one.item, numbering) for one in _paragraphs(_blocks(cell, table)))
                texts[column] = " ".join(" ".join(inside).split())
            span = max(cell.grid_span, 1)
            if span <= _WIDEST:
                texts |= dict.fromkeys(range(column + 1, column + span), "")
            column += span
        above = texts
        yield f"| {' | '.join(texts.values())} |"


def word_blocks(document: Any) -> Iterator[WordBlock]:
    """Yield the paragraphs and tables of a Word file in order, then its footnotes and endnotes.

    A text box follows the paragraph that it is in.
    """
    body = document.element.body
    yield from _blocks(body, document._body)
    yield from _notes(document, body)


def word_paragraphs(document: Any) -> Iterator[WordBlock]:
    """Yield the paragraphs of a Word file in order, including those in table cells, each cell once."""
    return _paragraphs(word_blocks(document))


def word_runs(paragraph: Any) -> Iterator[Any]:
    """Yield the visible runs of a paragraph, in order; together they are its text."""
    from docx.text.run import Run  # as above

    for element in _inside(paragraph._p, _RUN):
        run = Run(element, paragraph)
        if not run.font.hidden:
            yield run


def word_text(paragraph: Any) -> str:
    """Return the text of a paragraph as a reader sees it."""
    return "".join(run.text for run in word_runs(paragraph))


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children with a tag, including those inside insertions, links and content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table that were not deleted."""
    for row in _inside(table._tbl, _ROW):
        if row.find(f"{_W}trPr/{_W}del") is None:
            yield row


def _blocks(element: Any, parent: Any, anchor: Any = None) -> Iterator[WordBlock]:
    """Yield the paragraphs and tables of a body, a cell, a text box or a note."""
    from docx.table import Table  # as above
    from docx.text.paragraph import Paragraph

    for child in element:
        if child.tag == _PARAGRAPH:
            paragraph = Paragraph(child, parent)
            yield WordBlock(paragraph, anchor)
            for run in word_runs(paragraph):
                for box in _text_boxes(run._r):
                    yield from _blocks(box, parent, anchor or run)
        elif child.tag == _TABLE:
            yield WordBlock(Table(child, parent), anchor)
        elif child.tag in _AROUND:
            yield from _blocks(child, parent, anchor)


def _text_boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _paragraphs(blocks: Iterator[WordBlock]) -> Iterator[WordBlock]:
    """Yield the paragraphs of blocks, including those in table cells."""
    for block in blocks:
        if not block.is_table:
            yield block
            continue
        for row in _rows(block.item):
            cells = [
                list(_paragraphs(_blocks(cell, block.item, block.anchor))) for cell in _inside(row, _CELL)
            ]
            for *others, last in filter(None, cells):
                yield from others
                yield last._replace(is_cell_end=last is not cells[-1][-1])


def _notes(document: Any, body: Any) -> Iterator[WordBlock]:
    """Yield the paragraphs of footnotes and endnotes in the order in which the body refers to them."""
    from docx.oxml import parse_xml  # as above
    from docx.text.run import Run

    for kind in _NOTE_KINDS:
        parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(f"/{kind}s")]
        known = {
            note.get(f"{_W}id"): note
            for part in parts
            for note in parse_xml(part.blob)
            if note.tag == f"{_W}{kind}"
        }
        for mark in body.iter(f"{_W}{kind}Reference"):
            if (note := known.pop(mark.get(f"{_W}id"), None)) is not None:
                yield from _blocks(note, document._body, Run(mark.getparent(), document._body))
