"""PDF files: their text layer, or OCR."""

from __future__ import annotations

import io
import itertools
import logging
from typing import Any

from flows.corpus.metadata import Metadata, find_dated_line, find_title
from flows.corpus.readers import ocr
from flows.corpus.readers.pdf_head import (
    choose_title,
    is_plausible,
    is_printed_page,
    join_title,
    read_creation_date,
    read_runs,
)
from flows.corpus.readers.shared import Options, Place, Reading, Source, build_document, name_error
from flows.records import Document, Reason, Rejection
from flows.text import HAN, lazy_pattern, replace_print_forms

# pypdf reports every oddity of a file; the important ones become rejections.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_MAX_PAGES = 5000
_MINIMUM_CHARACTERS = 20  # per page with a text layer; per document read by OCR
_SENTENCE_OR_HEADING_END = lazy_pattern(r"[。！？；;.!?:：)）》”\"]\s*$")
# The document number below a title: 样政发〔2024〕7号.
_NUMBER_LINE = lazy_pattern(rf"[{HAN}]{{1,14}}\s*[〔\[［(（]\s*\d{{4}}\s*[〕\]］)）]\s*\d{{1,5}}\s*号")
_NEW_BLOCK = lazy_pattern(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[-•*]|\d{1,2}[.、]\s*|Article\s|Chapter\s|Section\s)"
)
# What browsers print above and below each page: 11/29/26, 2:06 PM Title; https://example.org/page 1/3.
_PRINTED = lazy_pattern(
    r"(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}/\d{1,2}/\d{1,2}),? (?:[上下]午)?\d{1,2}:\d{2}(?: ?[AP]M)?(?:\s.*)?"
    r"|(?:https?|file)://\S+\s+(?:第\s*)?\d{1,4}\s*(?:/|页,?\s*共)\s*\d{1,4}\s*页?"
)
_PAGE_NUMBER = lazy_pattern(r"^\s*[-—–]?\s*(?:第\s*)?\d{1,4}(?:\s*页)?\s*(?:/\s*\d{1,4})?\s*[-—–]?\s*$")
_WORD = lazy_pattern(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_BROKEN_WORD = lazy_pattern(r"(?<![A-Za-z-])([A-Za-z]{2,})-$")
_REST = lazy_pattern(r"[a-z]+")
_ENDS_CHINESE = lazy_pattern(f"[{HAN}，。、；：）》”]$")
_STARTS_CHINESE = lazy_pattern(f"[{HAN}（《“]")
_OPENING, _CLOSING = "“‘（《〈【「『", "”’）》〉】」』、，。；："
# Blanks where another font begins, as quotation marks often have: 推进 “ 五位一体 ” 总体布局.
_LOOSE_MARK = lazy_pattern(
    rf"(?<=[{_OPENING}]) +(?=[{HAN}])|(?<=[{HAN}]) +(?=[{_CLOSING}{_OPENING}])|(?<=[{_CLOSING}]) +(?=[{HAN}])"
)


def read_pdf(data: bytes, place: Place, options: Options) -> Reading:
    """Read the text layer of one PDF. Lines broken at the page width are joined; page numbers are dropped."""
    import pypdf  # 0.2 s; most corpora have no office files
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield place.reject("corpus.pdf_protected")
            return
        if len(reader.pages) > _MAX_PAGES:
            yield place.reject("corpus.pdf_too_long", pages=len(reader.pages), limit=_MAX_PAGES)
            return
        pages = [_read_page(page) for page in reader.pages]
        runs = read_runs(reader.pages[0]) if pages and pages[0].strip() else []
        info: Any = reader.metadata or {}
    except (
        PyPdfError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        NotImplementedError,
    ) as error:
        yield place.reject("corpus.pdf_damaged", problem=name_error(error))
        return
    if not _has_text(pages):
        yield _read_scanned(data, place, options, len(pages))
        return
    text = _join_lines(pages)
    title = choose_title(str(info.get("/Title") or ""), runs, text)
    text = join_title(text, title)
    found = Metadata(fields={"title": title})
    if created := read_creation_date(info):
        found.extra["pdf_created"] = created
    made = created if is_plausible(created) and not is_printed_page(info) else ""
    # The menus of a printed web page can fill its first page.
    dates = find_dated_line("".join(pages[:1])) or find_dated_line("".join(pages[1:2]), is_labelled=True)
    source = Source("pdf", page_dates=dates, created=made)
    yield build_document(place, options, found, text, source)


def _has_text(pages: list[str]) -> bool:
    """Return whether a text layer has letters. Fonts without a table of characters yield NUL or U+FFFD."""
    readable = sum(char.isalnum() for page in pages for char in page)
    unreadable = sum(char in "\0\ufffd" for page in pages for char in page)
    return readable >= max(_MINIMUM_CHARACTERS * len(pages), unreadable)


def _read_scanned(data: bytes, place: Place, options: Options, pages: int) -> Document | Rejection:
    """Read a PDF of pictures by OCR, if it is installed. Metadata and notes record that OCR was used."""
    size = {"code": "corpus.one_page" if pages == 1 else "corpus.several_pages", "values": {"pages": pages}}
    if not ocr.is_scan_reader_available():
        return place.reject("corpus.scan_needs_ocr", size=size)
    if pages > ocr.MAX_SCANNED_PAGES:
        return place.reject("corpus.scan_too_long", size=size, limit=ocr.MAX_SCANNED_PAGES)
    try:
        boxes = ocr.read_pages(data)
    except Exception as error:  # noqa: BLE001 - three libraries, each with its own errors
        return place.reject("corpus.scan_unreadable", size=size, problem=name_error(error))
    text = _join_lines([ocr.join_boxes(page) for page in boxes])
    if sum(char.isalnum() for char in text) < _MINIMUM_CHARACTERS:
        return place.reject("corpus.scan_without_text", size=size)
    score = ocr.mean_score(boxes)
    found = Metadata(
        fields={"title": find_title(text)}, extra={"ocr": {"pages": pages, "mean_score": round(score, 3)}}
    )
    found.notes.append(Reason("corpus.note_ocr", {"score": f"{score:.2f}"}))
    return build_document(place, options, found, text, Source("pdf"))


def _read_page(page: Any) -> str:
    """Return the text of a page, without radicals, ligatures and blanks next to Chinese marks."""
    return _LOOSE_MARK.sub("", replace_print_forms(page.extract_text() or ""))


def _join_lines(pages: list[str]) -> str:
    """Join the lines of pages to paragraphs: a line that is nearly full continues in the next one."""
    lines = [
        line.strip()
        for page in pages
        for line in page.splitlines()
        if line.strip() and not _PAGE_NUMBER.match(line) and not _PRINTED.fullmatch(line.strip())
    ]
    if not lines:
        return ""
    full = sorted(len(line) for line in lines)[int(len(lines) * 0.9)]
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    joined = [lines[0]]
    for before, line in itertools.pairwise(lines):
        if (broken := _BROKEN_WORD.search(before)) and (rest := _REST.match(line)):
            joined[-1] = _join_broken_word(joined[-1], line, broken[1], rest[0], words)
        elif _continues(before, line, full):
            is_chinese = _ENDS_CHINESE.search(before) or _STARTS_CHINESE.match(line)
            joined[-1] += line if is_chinese else f" {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _join_broken_word(before: str, line: str, start: str, rest: str, words: set[str]) -> str:
    """Join `techno-` and `logy` to one word if the text has it elsewhere.

    `self-` and `reliance` keep the hyphen.
    """
    is_one = (start + rest).lower() in words and f"{start}-{rest}".lower() not in words
    return (before[:-1] if is_one else before) + line


def _continues(before: str, line: str, full: int) -> bool:
    """Return whether a line continues in the next; `full` is the length of a full line."""
    if len(before) < full * 0.75 or _NEW_BLOCK.match(line):
        return False
    if _NUMBER_LINE.fullmatch(line) or _NUMBER_LINE.fullmatch(before):
        return False
    return len(before) >= full * 0.95 or not _SENTENCE_OR_HEADING_END.search(before)
