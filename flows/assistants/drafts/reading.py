"""Read a draft: text, Markdown, HTML, DOCX or PDF, with its block quotations and titles in italics.

Text and Markdown are unchanged, except that lines end with line feeds only, so that offsets match the file.
HTML becomes one line per block, DOCX one line per paragraph. The cells of a table row are in one line, with
tabs between them, so that a quotation belongs to the article in the cell beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, NoReturn

import lxml.etree
import lxml.html
from rich.cells import cell_len

from flows.assistants.drafts.claims import Draft, Span
from flows.corpus import UndecodableError, decode
from flows.corpus.metadata import parse_date
from flows.corpus.readers import (
    Options,
    Place,
    UnreadableWordError,
    find_format,
    open_word,
    read_file,
    word_paragraphs,
    word_runs,
    word_text,
)
from flows.errors import UsageError
from flows.records import Reason, Rejection
from flows.text import lazy_pattern

LONGEST = 2_000_000  # code points of a draft
_WRAPPED = 160  # columns; a longer line is a paragraph
# Errors about unknown formats whose bytes may still be text: a draft may have any ending.
_TEXT_AFTER_ALL = (
    "corpus.unknown_kind",
    "corpus.unknown_kind_without_ending",
    "corpus.settings_file",
    "corpus.other_program",
)
_QUOTED_LINES = lazy_pattern(r"(?m)^[^\S\n]{0,3}>.*(?:\n[^\S\n]{0,3}>.*)*")
# Indented paragraphs below one that ends with a colon, but no list.
_INDENTED = lazy_pattern(
    r"(?m)^\S[^\n]*[:：][^\S\n]*\n[^\S\n]*\n"
    r"(?P<block>(?![ \t]+(?:[-*+•·>|]|[（(]?[\d一二三四五六七八九十]{1,3}[.)）、．]))"
    r"[ \t]{2,}\S[^\n]*(?:\n(?:[^\S\n]*\n)?[ \t]{2,}\S[^\n]*)*)"
)
_PARAGRAPH_START = lazy_pattern(r"(?:\A|\n[^\S\n]*\n)([^\S\n]*)\S")
_ITALICS = lazy_pattern(
    r"(?<![\w*_])([*_])(?![\s*_])((?:[^*_\n]|\n(?![^\S\n]*\n)){4,200}?)(?<![\s*_])\1(?![\w*_])"
)
_QUOTE_STYLE = lazy_pattern(r"quot|block text|引用|引文|明显引用", re.IGNORECASE)
_BLOCK = lazy_pattern(
    r"address|article|aside|blockquote|body|br|caption|d[dlt]|div|fig(?:ure|caption)|footer|h[1-6]|header|hr"
    r"|li|main|nav|[ou]l|p|pre|section|table|t(?:body|d|foot|h|head|r)"
)
_CELLS = frozenset(("td", "th"))
_HIDDEN = frozenset(("script", "style", "noscript", "template", "head", "iframe", "svg"))
_ITALIC_TAGS = frozenset(("em", "i", "cite"))
_NAMES = lazy_pattern(r"\S{1,250}(?: \S{1,80}){0,3}\.(?:docx?|html?|md|odt|pdf|rtf|txt)", re.IGNORECASE)
_BLANKS = lazy_pattern(r"[ \t\r\n\f]+")
# Meta tags with the date of a page, the first one that it has.
_PAGE_DATES = (
    "article:modified_time",
    "dcterms.modified",
    "last-modified",
    "article:published_time",
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
)
_TEMPLATE_DATE = "2013-12-23"  # of every new file of python-docx


def is_draft_name(text: str) -> bool:
    """Return whether a text can only be the name of a draft: up to four words with a file ending."""
    return _NAMES.fullmatch(text.strip()) is not None


def read_draft(data: bytes, name: str = "-") -> Draft:
    """Read the bytes of a draft; they and the ending of `name` (none: text) determine its format.

    Raises UsageError for a file that can't be read or is too long.
    """
    ending = PurePath(name).suffix
    kind = find_format(data, name if ending else f"{name}.txt")
    if isinstance(kind, Reason):
        if kind.code not in _TEXT_AFTER_ALL:
            _refuse(name, kind.as_value())
        kind = "txt"
    if kind == "docx":
        draft = read_docx_draft(data, name)
    elif kind == "html":
        draft = read_html_draft(_decode(data, name), name)
    elif kind == "pdf":
        draft = _read_pdf(data, name)
    else:
        draft = read_text_draft(_decode(data, name), name)
    if len(draft.text) > LONGEST:
        raise UsageError("assistants.draft_too_long", name=name, limit=LONGEST)
    return draft


def read_text_draft(text: str, name: str = "-") -> Draft:
    """Return plain text or Markdown as a draft.

    Lines that begin with > are block quotations. So are indented paragraphs after a colon, unless most are
    indented.
    """
    quoted = [Span(*match.span()) for match in _QUOTED_LINES.finditer(text)]
    if not _are_indented(text):
        quoted += [Span(*match.span("block")) for match in _INDENTED.finditer(text)]
    blocks = tuple(sorted(quoted))
    names = tuple(Span(*match.span(2)) for match in _ITALICS.finditer(text))
    return Draft(text, blocks, names, name, is_by_line=_has_long_lines(text))


def _are_indented(text: str) -> bool:
    """Return whether two thirds of the paragraphs of a text or more are indented."""
    indents = [bool(match[1]) for match in _PARAGRAPH_START.finditer(text)]
    return 3 * sum(indents) >= 2 * len(indents)


def _has_long_lines(text: str) -> bool:
    """Return whether a text has a line too long to be one of a wrapped paragraph."""
    return any(len(line) > _WRAPPED // 2 and cell_len(line) > _WRAPPED for line in text.split("\n"))


def read_html_draft(markup: str, name: str = "-") -> Draft:
    """Return the text of an HTML page as a draft, one line per block."""
    try:
        tree = lxml.html.document_fromstring(markup)
    except (lxml.etree.LxmlError, ValueError):
        raise UsageError("assistants.empty_draft", name=name) from None
    writer = _Writer()
    for kind, value, element in lxml_events(tree):
        writer.take(kind, value, element)
    blocks, names = tuple(writer.blocks), tuple(writer.names)
    return Draft(writer.text.rstrip(), blocks, names, name, is_by_line=True, file_date=_page_date(tree))


def _page_date(tree: Any) -> str:
    """Return the ISO date in the meta tags of a page, or ""."""
    tags = {
        str(tag.get("name") or tag.get("property") or "").lower(): str(tag.get("content") or "")
        for tag in tree.iter("meta")
    }
    return next(filter(None, (parse_date(tags.get(name, "")) for name in _PAGE_DATES)), "")


def lxml_events(tree: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield ("start" | "end" | "text", tag or text, element) of a page in order, without hidden parts."""
    todo: list[tuple[str, Any]] = [("start", tree)]
    while todo:
        what, element = todo.pop()
        if what == "tail":
            if element.tail:
                yield "text", element.tail, element.getparent()
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if what == "end":
            yield "end", tag, element
            continue
        if not tag or tag in _HIDDEN:
            continue
        yield "start", tag, element
        if element.text:
            yield "text", element.text, element
        todo.append(("end", element))
        for child in reversed(element):
            todo += (("tail", child), ("start", child))


@dataclass(slots=True)
class _Writer:
    """Joins the pieces of a page into lines, and remembers where quotations and italics are."""

    text: str = ""
    blocks: list[Span] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)
    _open: list[tuple[str, int]] = field(default_factory=list)

    def take(self, kind: str, value: str, element: Any) -> None:
        """Add one event of the page."""
        if kind == "text":
            self._add(value)
            return
        # An empty cell, or a paragraph at the start of one, does not end the row.
        if _BLOCK.fullmatch(value) and (value == "tr" or not self.text.endswith("\t")):
            self._end_line()
        if kind == "start" and _follows_cell(value, element):
            self.text = self.text.rstrip(" \n") + "\t"
        if kind == "end":
            self._close(value)
        elif value == "blockquote" or value in _ITALIC_TAGS:
            self._open.append((value, len(self.text)))
        elif value == "q":
            self._add("“")
        if kind == "end" and value == "q":
            self._add("”")

    def _end_line(self) -> None:
        if self.text and not self.text.endswith("\n"):
            self.text = f"{self.text.rstrip()}\n"

    def _add(self, piece: str) -> None:
        piece = _BLANKS.sub(" ", piece)
        if not self.text or self.text[-1].isspace():
            piece = piece.lstrip()
        self.text += piece

    def _close(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        start = self._open.pop()[1]
        end = len(self.text.rstrip())
        if start < end:
            (self.blocks if tag == "blockquote" else self.names).append(Span(start, end))


def _follows_cell(tag: str, element: Any) -> bool:
    """Return whether an element is a cell of a table that is not the first of its row."""
    return tag in _CELLS and any(True for _ in element.itersiblings(*_CELLS, preceding=True))


def read_docx_draft(data: bytes, name: str = "-") -> Draft:
    """Return the text of a DOCX as a draft: one line per paragraph, or per row of a table."""
    text, blocks, names = "", list[Span](), list[Span]()
    with open_docx(data, name) as document:
        saved = parse_date(document.core_properties.modified)
        for block in word_paragraphs(document):
            paragraph = block.item
            start = len(text)
            text += word_text(paragraph)
            style = getattr(paragraph.style, "name", "") or ""
            if _QUOTE_STYLE.search(style) and text[start:].strip():
                if blocks and blocks[-1].end == start - 1:
                    blocks[-1] = Span(blocks[-1].start, len(text))
                else:
                    blocks.append(Span(start, len(text)))
            place = start
            for run in word_runs(paragraph):
                if run.italic and run.text.strip():
                    names.append(Span(place, place + len(run.text)))
                place += len(run.text)
            text += "\t" if block.is_cell_end else "\n"
    saved = saved.replace(_TEMPLATE_DATE, "")
    text = text.removesuffix("\n")
    return Draft(text, tuple(blocks), tuple(names), name, is_by_line=True, file_date=saved)


@contextmanager
def open_docx(data: bytes, name: str) -> Iterator[Any]:
    """Open a DOCX with python-docx. Raises UsageError if it is damaged, even if noticed while reading."""
    try:
        with open_word(data) as document:
            yield document
    except UnreadableWordError as error:
        _refuse(name, error.reason.as_value())


def _read_pdf(data: bytes, name: str) -> Draft:
    for found in read_file(data, Place("", name, name, name), Options()):
        if isinstance(found, Rejection):
            _refuse(name, {"code": found.code, "values": dict(found.values)})
        else:
            return Draft(found.text, name=name, file_date=str(found.metadata.get("pdf_created", "")))
    raise UsageError("assistants.empty_draft", name=name)


def _decode(data: bytes, name: str) -> str:
    if not data.strip():
        raise UsageError("assistants.empty_draft", name=name)
    try:
        return decode(data).text.replace("\r\n", "\n")
    except UndecodableError as error:
        _refuse(name, error.as_value())


def _refuse(name: str, cause: dict[str, object]) -> NoReturn:
    raise UsageError("assistants.unreadable_draft", name=name, cause=cause)
